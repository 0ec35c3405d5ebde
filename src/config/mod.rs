//! `factlint.yaml`: which articles, rules and languages, how severe, what is accepted.
//!
//! The edge finds the files and reads them; here they are checked, and every mistake
//! is told with its place, as for rule files. Which article follows which file is
//! held by [`Configs`], so that the command line and the editor decide alike.

mod globs;
mod load;
mod written;

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::lang::registry::NEUTRAL;
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;
use crate::target::Target;

pub use globs::Globs;
pub use load::{BrokenConfig, schema};

/// The names a configuration file may have, the first one wins.
pub const FILE_NAMES: [&str; 2] = ["factlint.yaml", ".factlint.yaml"];

/// One configuration file, checked.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file.
    pub source: Source,
    /// What to lint when nothing is named, relative to the file's folder.
    pub paths: Vec<String>,
    /// What to leave out of folders.
    pub exclude: Globs,
    /// Rule files and folders, relative to the file's folder; `None` where the file
    /// does not say.
    pub rules: Option<Vec<String>>,
    /// Languages to lint; all where it is empty.
    pub languages: Vec<String>,
    /// The least severity that fails a run; `None` where the file does not say.
    pub fail_on: Option<FailOn>,
    /// The baseline, relative to the file's folder.
    pub baseline: Option<String>,
    /// Severities for all articles.
    pub severity: Levels,
    /// Severities for some of them, in the order of the file.
    pub folders: Vec<Folder>,
    /// Findings that are accepted.
    pub accepted: Vec<Accepted>,
}

/// The least severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// This one and those above it.
    At(Severity),
    /// None does.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    #[must_use]
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::At(least) => severity >= least,
            Self::Never => false,
        }
    }
}

/// What becomes of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They have this severity.
    At(Severity),
    /// They are not reported.
    Off,
    /// They are as the check and the rule say.
    Default,
}

/// Severities by what they are for.
pub type Levels = Vec<(Target, Level, Span)>;

/// Severities of some articles.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Which articles.
    pub files: Globs,
    /// Their severities.
    pub severity: Levels,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// Which one.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub person: String,
    /// The last day it holds.
    pub until: Option<Edtf>,
    /// The article it is in, relative to the file's folder.
    pub article: Option<String>,
    /// Where its fingerprint stands in the file.
    pub span: Span,
}

impl Config {
    /// What becomes of a finding in the article at `path`, relative to the file's
    /// folder.
    #[must_use]
    pub fn level(&self, path: &str, finding: &Finding) -> Level {
        let fitting = self.folders.iter().filter(|folder| folder.files.matches(path));
        let mut folders = fitting.filter_map(|folder| level_in(&folder.severity, finding));
        folders.next_back().or_else(|| level_in(&self.severity, finding)).unwrap_or(Level::Default)
    }

    /// Whether articles of a language are linted. One without a language is.
    #[must_use]
    pub fn wants(&self, lang: &str) -> bool {
        let is_of = |wanted: &String| {
            lang.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.languages.is_empty() || lang == NEUTRAL || self.languages.iter().any(is_of)
    }
}

/// The level of the narrowest name that means the finding.
fn level_in(levels: &Levels, finding: &Finding) -> Option<Level> {
    let fitting = levels.iter().filter(|(target, ..)| target.covers(finding));
    fitting.max_by_key(|(target, ..)| target.narrowness()).map(|(_, level, _)| *level)
}

/// The configuration files of a run, and which article follows which.
#[derive(Clone, Debug, Default)]
pub struct Configs {
    files: Vec<Config>,
    /// By name of the article: index of the file, path relative to the file's folder.
    of: BTreeMap<String, (usize, String)>,
}

impl Configs {
    /// Adds a file.
    pub fn add(&mut self, config: Config) -> usize {
        self.files.push(config);
        self.files.len() - 1
    }

    /// Says that an article follows the file `config`, from whose folder it is at `path`.
    pub fn assign(&mut self, article: &str, config: usize, path: &str) {
        self.of.insert(article.to_owned(), (config, path.to_owned()));
    }

    /// The file an article follows, and its path from there.
    #[must_use]
    pub fn of(&self, article: &str) -> Option<(&Config, &str)> {
        let (file, path) = self.of.get(article)?;
        Some((self.files.get(*file)?, path))
    }

    /// The index of the file an article follows.
    #[must_use]
    pub fn index(&self, article: &str) -> Option<usize> {
        self.of.get(article).map(|(file, _)| *file)
    }

    /// The path by which fingerprints know an article: from the folder of its
    /// configuration, so that it is the same wherever factlint is run; without one, its
    /// name.
    #[must_use]
    pub fn path<'a>(&'a self, article: &'a str) -> &'a str {
        self.of.get(article).map_or(article, |(_, path)| path)
    }

    /// The same without accepted findings.
    #[must_use]
    pub fn without_accepted(&self) -> Self {
        let mut configs = self.clone();
        configs.files.iter_mut().for_each(|config| config.accepted.clear());
        configs
    }

    /// The files, in the order they were added.
    #[must_use]
    pub fn files(&self) -> &[Config] {
        &self.files
    }
}
