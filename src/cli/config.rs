//! `factlint config`: the schema of `factlint.yaml`.

use super::args::{ConfigArguments, ConfigCommand};
use super::failure::{Exit, Failure};
use super::output;

/// Runs it.
///
/// # Errors
///
/// When standard output is closed to us.
pub fn run(arguments: &ConfigArguments) -> Result<Exit, Failure> {
    match arguments.command {
        ConfigCommand::Schema => {
            let schema = serde_json::to_string_pretty(&crate::config::schema()).unwrap_or_default();
            output::print(&format!("{schema}\n"))?;
        }
    }
    Ok(Exit::Clean)
}
