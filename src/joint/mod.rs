//! What can hold together: the figures, relations and rules of a dossier in the
//! terms of the engine.

pub mod rule_edits;
