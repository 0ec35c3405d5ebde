//! `factlint rules`: the rule set as a list, and the schema of rule files.

use super::args::{RulesArguments, RulesCommand};
use super::failure::{Exit, Failure};
use super::{output, rule_files};
use crate::report::sanitise;

/// Runs it.
///
/// # Errors
///
/// When the rule set is broken, or standard output is closed to us.
pub fn run(arguments: &RulesArguments) -> Result<Exit, Failure> {
    match &arguments.command {
        RulesCommand::Schema => {
            let schema = serde_json::to_string_pretty(&crate::rule::schema()).unwrap_or_default();
            output::print(&format!("{schema}\n"))?;
        }
        RulesCommand::List { rules } => {
            let rules = rule_files::here(rules)?;
            if rules.rules.is_empty() {
                output::say("note: the rule set holds no rules\n");
            }
            let lines: String = rules
                .list("en")
                .iter()
                .map(|row| format!("{:32} {:12} {}\n", row.id, row.kind, sanitise::visible(&row.claim)))
                .collect();
            output::print(&lines)?;
        }
    }
    Ok(Exit::Clean)
}
