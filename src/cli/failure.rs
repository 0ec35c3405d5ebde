//! How a run ends, and what keeps it from running.

use std::path::PathBuf;
use std::process::ExitCode;

use thiserror::Error;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Ran; nothing at or above `--fail-on`.
    Clean,
    /// Ran; findings at or above it.
    Findings,
    /// The job as asked could not be done in full.
    Failed,
}

impl Exit {
    /// The process's exit code.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        })
    }
}

/// What standard input is called.
pub const STDIN: &str = "standard input";

/// What keeps a run from starting.
#[derive(Debug, Error)]
pub enum Failure {
    /// The paths hold no article.
    #[error("expected articles to read, but found none in {0}")]
    NoArticles(String),
    /// `--pair` names an article that was not read.
    #[error("expected the articles of --pair among those that are read, but `{0}` is not")]
    NoSuchArticle(String),
    /// `--stdin-path` without standard input to give the name to.
    #[error("expected `-` among the paths beside --stdin-path")]
    StdinPath,
    /// A rule file could not be read.
    #[error("expected a rule file or folder that can be read at `{}`: {reason}", path.display())]
    RuleFile {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `--rules` names a folder without rule files.
    #[error("expected rule files (.yaml) in `{}`, but there is none", .0.display())]
    NoRuleFiles(PathBuf),
    /// The rule set has mistakes, printed already.
    #[error("the rule set has {0}; nothing was linted")]
    BrokenRules(String),
    /// No check of this name.
    #[error("expected the name of a check, but `{name}` is none")]
    UnknownCheck {
        /// The name given.
        name: String,
        /// What to do about it.
        help: String,
    },
    /// A file of `--output` could not be written.
    #[error("expected to write to `{}`: {reason}", path.display())]
    OutputFile {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Standard output could not be written to.
    #[error("expected to write to standard output: {0}")]
    Output(#[from] std::io::Error),
}

impl Failure {
    /// The way out.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::NoArticles(place) if place == STDIN => {
                Some("with `--input jsonl`, each line is one object with `id` and `text`")
            }
            Self::NoArticles(_) => Some(
                "articles are files that end in .txt, .md, .markdown, .html or .htm, translations also in .xlf, .xliff, .po or .tmx; a file named in full is always read",
            ),
            Self::NoSuchArticle(_) => Some("--pair takes the names of two articles as findings print them"),
            Self::StdinPath => Some("`-` stands for one article on standard input"),
            Self::RuleFile { .. } | Self::NoRuleFiles(_) => {
                Some("name a rule file or a folder of them, or use --no-rules")
            }
            Self::BrokenRules(_) => Some("correct the places shown, or use --no-rules"),
            Self::UnknownCheck { help, .. } => Some(help),
            Self::OutputFile { .. } => Some("the folder must be there, and open to writing"),
            Self::Output(_) => None,
        }
    }
}
