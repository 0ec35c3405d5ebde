//! `factlint lsp`: the language server.

use super::args::LspArguments;
use super::failure::{Exit, Failure};

/// Runs it until the client says that it may go: exit code 0, or 1 when the client
/// went away without a word.
///
/// # Errors
///
/// Never; what goes wrong is told to the client.
#[allow(clippy::unnecessary_wraps, reason = "every command ends in one of the same two ways")]
pub fn run(arguments: &LspArguments) -> Result<Exit, Failure> {
    let rules = arguments.choice.rules.clone();
    let orderly = crate::lsp::run(&rules, arguments.choice.no_rules);
    Ok(if orderly { Exit::Clean } else { Exit::Findings })
}
