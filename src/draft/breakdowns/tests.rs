//! Suggestions from wordings.
