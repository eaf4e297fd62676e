//! Tests of the program as people and scripts meet it: exit status, streams,
//! files, in a scrubbed environment and temporary folders.

#![allow(clippy::unwrap_used)]

mod accept;
mod ask;
mod baseline;
mod check;
mod diff;
mod discovery;
mod draft;
mod drafting;
mod explain;
mod export;
mod filters;
mod implied;
mod init;
mod large;
mod malformed;
mod place;
mod revisions;
mod show;
mod streams;
mod tables;
mod try_line;
mod why;
