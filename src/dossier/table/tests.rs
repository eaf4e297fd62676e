//! Tests of tables as they are loaded.
