//! `factlint explain`: the page of a check.

use super::args::ExplainArguments;
use super::failure::{Exit, Failure};
use super::output;
use crate::check::{CHECKS, named};

/// Runs it.
///
/// # Errors
///
/// When no check has the name, or standard output is closed to us.
pub fn run(arguments: &ExplainArguments) -> Result<Exit, Failure> {
    let Some(name) = &arguments.check else {
        output::print(&table())?;
        return Ok(Exit::Clean);
    };
    let Some(check) = named(name) else {
        return Err(Failure::UnknownCheck { name: name.clone(), help: suggestion(name) });
    };
    output::print(&format!(
        "{}\nSeverity: {}, unless the rule set says otherwise. Family: {}.\n",
        check.page, check.severity, check.family
    ))?;
    Ok(Exit::Clean)
}

fn table() -> String {
    CHECKS
        .iter()
        .map(|check| format!("{:24} {:8} {}\n", check.name, check.severity.to_string(), check.family))
        .collect()
}

fn suggestion(name: &str) -> String {
    let nearest = CHECKS
        .iter()
        .map(|check| (strsim::jaro_winkler(name, check.name), check.name))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((likeness, near)) if likeness > 0.7 => format!("did you mean `{near}`?"),
        _ => "`factlint explain` lists them all".to_owned(),
    }
}
