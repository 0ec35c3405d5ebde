//! The language server: articles and rules as they stand in an editor, linted as the
//! command line lints them.
//!
//! One thread takes the messages and does the work, a part at a time; between two
//! parts it looks whether somebody has typed. Reading and comparing are the library's
//! ([`workspace`](crate::workspace)); here is only what the protocol adds.
//!
//! ```text
//! transport → server → project → workspace      messages, what is open, one folder
//!      │        ├ diagnostics                   findings as the protocol has them
//!      │        └ document, position, uri       texts, columns, addresses
//!   requests → spot                             what stands at a place
//!               ├ hover, navigate, actions      readings, rules, other articles, repairs
//!               │           learn, allow        figures for the rule set, exceptions
//!               └ yaml, examples                rule files
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "an edge, as the command line is: files and streams are touched here"
)]

mod actions;
mod allow;
mod capabilities;
mod client;
mod diagnostics;
mod document;
mod examples;
mod hover;
mod learn;
mod navigate;
mod position;
mod project;
mod pull;
mod requests;
mod server;
mod spot;
mod transport;
mod uri;
mod yaml;
mod yaml_path;

use std::path::PathBuf;

/// Serves the client on standard input and output until it goes. `rules` and
/// `no_rules` are what the command line says; without either the client's settings
/// count. True when the client said goodbye.
#[must_use]
pub fn run(rules: &[PathBuf], no_rules: bool) -> bool {
    let (connection, wire) = transport::stdio();
    let orderly = server::serve(connection, rules, no_rules);
    wire.finish();
    orderly
}
