//! The language server as an editor meets it: a client over standard streams.

mod actions;
mod broken;
mod client;
mod findings;
mod laws;
mod names;

use client::Client;
