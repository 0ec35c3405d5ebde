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
//!      │        ├ document, position, uri       texts, columns, addresses
//!      │        └ setup, reading                configuration, rule files, articles on disk
//!   requests → spot                             what stands at a place
//!               ├ hover, navigate, actions      readings, rules, other articles, repairs
//!               │  learn, allow, agreed         figures for the rule set, exceptions, values
//!               └ yaml, examples                rule files
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "an edge, as the command line is: files and streams are touched here"
)]

mod actions;
mod agreed;
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
pub(crate) mod project;
mod pull;
mod reading;
mod requests;
mod server;
mod setup;
mod spot;
mod transport;
mod uri;
mod yaml;
mod yaml_path;

use project::Choice;

/// Serves the client on standard input and output until it goes. `told` is what the
/// command line says; without rules there, the client's settings count. True when the
/// client said goodbye.
#[must_use]
pub(crate) fn run(told: Choice) -> bool {
    let (connection, wire) = transport::stdio();
    let orderly = server::serve(connection, told);
    wire.finish();
    orderly
}
