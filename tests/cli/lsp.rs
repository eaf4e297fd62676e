//! The language server as an editor meets it: a client over standard streams.

mod broken;
mod client;
mod findings;

use client::Client;
