//! `factlint lsp`: the language server.

use super::args::LspArguments;
use super::failure::{Exit, Failure};
use crate::lsp::project::Choice;

/// Runs it until the client says that it may go: exit code 0, or 1 when the client
/// went away without a word.
///
/// # Errors
///
/// Never; what goes wrong is told to the client.
#[allow(clippy::unnecessary_wraps, reason = "every command ends in one of the same two ways")]
pub fn run(arguments: &LspArguments) -> Result<Exit, Failure> {
    let orderly = crate::lsp::run(Choice {
        rules: arguments.choice.rules.clone(),
        none: arguments.choice.no_rules,
        configuration: arguments.configuration.clone(),
    });
    Ok(if orderly { Exit::Clean } else { Exit::Findings })
}
