//! The baseline file: `--baseline`, `--write-baseline`.

use std::path::{Path, PathBuf};

use super::args::CheckArguments;
use super::config_files::ConfigFiles;
use super::failure::{Exit, Failure};
use super::input::read_file;
use super::{output, write};
use crate::config::Configs;
use crate::finding::SourceId;
use crate::lint::Linted;
use crate::rule::checked::RuleSet;
use crate::select::Baseline;

/// Where the baseline is: as the arguments say, or else the configuration.
fn path(arguments: &CheckArguments, files: &ConfigFiles) -> Option<PathBuf> {
    arguments.baseline.clone().or_else(|| files.baseline())
}

/// Reads the baseline, if there is to be one.
///
/// # Errors
///
/// When it cannot be read, or is none.
pub fn read(arguments: &CheckArguments, files: &ConfigFiles) -> Result<Option<Baseline>, Failure> {
    let Some(path) = path(arguments, files) else { return Ok(None) };
    let failed = |reason: String| Failure::Baseline { path: path.clone(), reason };
    let bytes = read_file(&path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| failed("it is not UTF-8".to_owned()))?;
    Baseline::parse(&text).map(Some).map_err(|error| failed(error.to_string()))
}

/// The file to write.
///
/// # Errors
///
/// When nobody names one.
pub fn place(arguments: &CheckArguments, files: &ConfigFiles) -> Result<PathBuf, Failure> {
    path(arguments, files).ok_or(Failure::NoBaseline)
}

/// Writes what was found as the baseline of later runs.
///
/// # Errors
///
/// When not everything was read, or the file cannot be written.
pub fn store(
    path: &Path,
    configs: &Configs,
    linted: &Linted,
    rules: &RuleSet,
    incomplete: bool,
) -> Result<Exit, Failure> {
    if incomplete {
        return Err(Failure::IncompleteBaseline);
    }
    let name = |source: SourceId| match source {
        SourceId::Article(at) => configs.path(&linted.articles[at].source.name).to_owned(),
        SourceId::Rules(at) => match at.checked_sub(rules.sources.len()) {
            None => rules.sources[at].name.clone(),
            Some(config) => configs.files()[config].source.name.clone(),
        },
    };
    let baseline =
        Baseline::of(&linted.findings, &linted.fingerprints, |finding| name(finding.primary.source));
    write::atomically(path, baseline.to_text().as_bytes())
        .map_err(|error| Failure::Write { path: path.to_path_buf(), reason: error.to_string() })?;
    let findings = if baseline.len() == 1 { "finding" } else { "findings" };
    output::say(&format!("note: {} {findings} written to {}\n", baseline.len(), path.display()));
    Ok(Exit::Clean)
}
