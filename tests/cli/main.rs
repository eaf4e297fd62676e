//! Tests of the program as people and scripts meet it: exit status, streams,
//! files, in a scrubbed environment and temporary folders.

#![allow(clippy::unwrap_used)]

mod ask;
mod baseline;
mod changed;
mod check;
mod contract;
mod diff;
mod discovery;
mod draft;
mod drafting;
mod excluding;
mod explain;
mod export;
mod filters;
mod formats;
mod implied;
mod init;
mod large;
mod lsp;
mod malformed;
mod packaging;
mod place;
mod revisions;
mod settings;
mod show;
mod streams;
mod tables;
mod try_line;
mod why;
