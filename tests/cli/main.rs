//! Tests of the program as people and scripts meet it: exit status, streams,
//! files, in a scrubbed environment and temporary folders.

#![allow(clippy::unwrap_used)]

mod check;
mod discovery;
mod draft;
mod explain;
mod filters;
mod implied;
mod init;
mod malformed;
mod place;
mod show;
mod streams;
mod try_line;
mod why;
