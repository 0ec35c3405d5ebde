//! Finding and reading the rule set.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::args::{ConfigChoice, RuleChoice};
use super::config_files::ConfigFiles;
use super::failure::Failure;
use super::input::{name_of, read_file};
use super::output;
use crate::config::FILE_NAMES;
use crate::finding::Finding;
use crate::lang::registry::{Lexicons, Packs};
use crate::report::{self, Options, Report, Summary};
use crate::rule::checked::RuleSet;
use crate::source::Source;

/// The folder that is looked in when no rules are named.
pub const USUAL: &str = "rules";

/// The rule set a command was told to use, by its arguments or else by the
/// configuration; an empty one for none.
///
/// # Errors
///
/// When a rule file cannot be read, or has mistakes; those are printed here, all
/// of them.
pub fn chosen(choice: &RuleChoice, configs: &ConfigFiles) -> Result<Arc<RuleSet>, Failure> {
    if choice.no_rules {
        return Ok(Arc::new(RuleSet::default()));
    }
    if !choice.rules.is_empty() {
        return load(&choice.rules);
    }
    let rules = match configs.rules() {
        Some(paths) if paths.is_empty() => Arc::new(RuleSet::default()),
        Some(paths) => load(&paths)?,
        None => load(&[])?,
    };
    // Rules named on the command line are another set than the configuration speaks of.
    configs.fit(&rules)?;
    Ok(rules)
}

/// The rule set for commands that lint nothing: in files and folders, or as the
/// configuration of this place says.
///
/// # Errors
///
/// As for [`chosen`].
pub fn here(paths: &[PathBuf]) -> Result<Arc<RuleSet>, Failure> {
    let choice = RuleChoice { rules: paths.to_vec(), no_rules: false };
    chosen(&choice, &ConfigFiles::start(&ConfigChoice::default())?)
}

/// The rule set in files and folders; without any, in the usual folder.
///
/// # Errors
///
/// As for [`chosen`].
fn load(paths: &[PathBuf]) -> Result<Arc<RuleSet>, Failure> {
    let sources = sources(Path::new(""), paths)?;
    RuleSet::from_sources(sources).map(Arc::new).map_err(|broken| {
        let count = broken.mistakes.len();
        let findings = broken.mistakes.iter().map(crate::rule::Mistake::to_finding).collect();
        show_mistakes(&broken.sources.iter().collect::<Vec<_>>(), findings);
        Failure::BrokenRules(format!("{count} {}", if count == 1 { "mistake" } else { "mistakes" }))
    })
}

/// The files of the rule set named by `paths`, or those of the usual folder, as seen
/// from the folder `base`.
///
/// # Errors
///
/// When one cannot be read, or a folder that was named has none.
pub fn sources(base: &Path, paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    if paths.is_empty() {
        // A folder of this name may hold something else altogether: only files
        // that say they are rules count.
        let usual = Path::new(USUAL);
        let found = if base.join(usual).is_dir() { folder(base, usual)? } else { Vec::new() };
        return Ok(found.into_iter().filter(|source| says_rules(&source.text)).collect());
    }
    let mut sources = Vec::new();
    for path in paths {
        sources.extend(named(base, path)?);
    }
    Ok(sources)
}

/// Prints the mistakes of rule files, or of a configuration, for people.
pub fn show_mistakes(sources: &[&Source], findings: Vec<Finding>) {
    let report = Report::new(Vec::new(), sources.to_vec(), findings, Summary::default());
    let options = Options { quiet: true, ..Options::default() };
    output::say(&report::output("human").map_or_else(String::new, |human| (human.render)(&report, &options)));
}

/// The lexicons for a rule set.
pub fn lexicons(rules: &Arc<RuleSet>) -> Lexicons {
    Lexicons::new(Packs::built_in(), Arc::clone(rules))
}

/// Whether a file says that it holds rules.
pub fn says_rules(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("factlint:"))
}

/// Whether a file's name is that of a rule file.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

fn named(base: &Path, path: &Path) -> Result<Vec<Source>, Failure> {
    if !base.join(path).is_dir() {
        return Ok(vec![read(base, path)?]);
    }
    let sources = folder(base, path)?;
    if sources.is_empty() { Err(Failure::NoRuleFiles(path.to_path_buf())) } else { Ok(sources) }
}

fn folder(base: &Path, path: &Path) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(base.join(path)).sort_by_file_name() {
        let entry = entry
            .map_err(|error| Failure::RuleFile { path: path.to_path_buf(), reason: error.to_string() })?;
        // The configuration may stand beside the rules.
        let is_config = entry.file_name().to_str().is_some_and(|name| FILE_NAMES.contains(&name));
        if entry.file_type().is_file() && is_yaml(entry.path()) && !is_config {
            sources.push(read(base, entry.path().strip_prefix(base).unwrap_or(entry.path()))?);
        }
    }
    Ok(sources)
}

fn read(base: &Path, path: &Path) -> Result<Source, Failure> {
    let failed = |reason: String| Failure::RuleFile { path: path.to_path_buf(), reason };
    let bytes = read_file(&base.join(path)).map_err(failed)?;
    Source::decode(name_of(path), bytes).map_err(|error| failed(error.to_string()))
}
