//! One-slip explanations.
