//! Tests of questions on whole dossiers.
