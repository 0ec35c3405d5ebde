//! The command line: the only code, with the language server, that touches the
//! world. It reads files and streams, calls the library, and prints.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the edge: files, streams, environment and clock are touched here and nowhere else"
)]

pub(crate) mod args;
mod baseline;
mod changes;
mod check;
mod claims;
mod config;
pub(crate) mod config_files;
mod explain;
pub(crate) mod failure;
mod fix;
mod git;
pub(crate) mod input;
mod jsonl;
mod lsp;
mod mentions;
mod notes;
mod output;
pub(crate) mod rule_files;
mod rules;
mod test;
mod write;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Exit;

/// Runs the command line and says how it ended: 0 nothing to report, 1 findings,
/// 2 the job could not be done in full.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no failure. A closed
            // pipe is nobody's fault either.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.code() } else { Exit::Clean.code() };
        }
    };
    let ended = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Mentions(arguments) => mentions::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
    };
    match ended {
        Ok(exit) => exit.code(),
        Err(failure) => {
            output::complain(&failure.to_string(), failure.help());
            Exit::Failed.code()
        }
    }
}
