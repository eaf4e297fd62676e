//! Tests on whole dossiers, through the library, as the program audits them:
//! fixtures, examples, documentation, the curated claims, and the laws that hold
//! for all. `SNAPSHOTS=overwrite cargo test` accepts changed output.

#![allow(clippy::unwrap_used)]

mod ask;
mod catalogue;
mod claims;
mod contract;
mod diff;
mod divergence;
mod draft;
mod evidence;
mod examples;
mod export;
mod fingerprints;
mod fixtures;
mod formats;
mod harness;
mod hints;
mod hostile;
mod house;
mod joint;
mod messages;
mod order;
mod output_schemas;
mod packaging;
mod pages;
mod reader;
mod recogniser;
mod registry;
mod revisions;
mod schema;
mod tables;
mod whole;
