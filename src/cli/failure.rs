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
    /// A configuration file could not be read.
    #[error("expected a configuration that can be read at `{}`: {reason}", path.display())]
    ConfigFile {
        /// The path.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A configuration file has mistakes, printed already.
    #[error("the configuration has {0}; nothing was linted")]
    BrokenConfig(String),
    /// The baseline could not be read.
    #[error("expected a baseline that can be read at `{}`: {reason}", path.display())]
    Baseline {
        /// The path.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// `--write-baseline` without a file.
    #[error("expected a file for --write-baseline to write")]
    NoBaseline,
    /// A baseline of part of the articles would lose the others.
    #[error("expected to read all articles before the baseline is written; nothing was written")]
    IncompleteBaseline,
    /// A file could not be written.
    #[error("expected to write `{}`: {reason}", path.display())]
    Write {
        /// The path.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// git could not be started.
    #[error("expected git, for --diff: {0}")]
    NoGit(String),
    /// `--diff` outside of a repository.
    #[error("expected a git repository, for --diff: {0}")]
    NoRepository(String),
    /// The commit to compare with is not known.
    #[error("expected a commit to compare with{}", .0.as_ref().map(|name| format!(", but git knows no `{name}`")).unwrap_or_default())]
    NoBase(Option<String>),
    /// The history was cut before the branch left the base.
    #[error("expected the history back to where this branch left `{0}`, but the clone is shallow")]
    Shallow(String),
    /// The two have no commit in common.
    #[error("expected a commit that this branch shares with `{0}`, but there is none")]
    NothingShared(String),
    /// git failed at something it was asked.
    #[error("expected an answer from git {asked}: {reason}")]
    Git {
        /// Its command.
        asked: String,
        /// What it said.
        reason: String,
    },
    /// A diff could not be read, or is of another version.
    #[error("{name}: {reason}")]
    Diff {
        /// The diff, or the file it does not fit.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// `--fix` with articles that are no files.
    #[error("expected articles in files, for --fix")]
    FixOfNoFiles,
    /// `--diff` with articles that are no files.
    #[error("expected articles in files, for --diff")]
    DiffOfNoFiles,
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
            Self::ConfigFile { .. } => Some("name a file with --config, or use --no-config"),
            Self::BrokenConfig(_) => Some("correct the places shown, or use --no-config"),
            Self::Baseline { .. } => Some("--write-baseline writes it"),
            Self::NoBaseline => Some("name it with --baseline FILE, or with `baseline` in factlint.yaml"),
            Self::IncompleteBaseline | Self::Write { .. } => None,
            Self::NoGit(_) | Self::NoRepository(_) => {
                Some("give the change itself, as a unified diff, with --diff-file")
            }
            Self::NoBase(Some(_)) => {
                Some("fetch it (`git fetch origin BASE`); paths stand before --diff, or after --diff=BASE")
            }
            Self::NoBase(None) => Some("name a branch or a commit: --diff=BASE"),
            Self::Shallow(_) => Some(
                "fetch the rest: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab",
            ),
            Self::NothingShared(_) => Some("name a commit of this branch: --diff=COMMIT"),
            Self::Git { .. } => None,
            Self::Diff { .. } => Some("make the diff anew, against the files as they are"),
            Self::FixOfNoFiles => Some("name the files; what comes on standard input cannot be written back"),
            Self::DiffOfNoFiles => Some("leave out --input jsonl"),
            Self::UnknownCheck { help, .. } => Some(help),
            Self::OutputFile { .. } => Some("the folder must be there, and open to writing"),
            Self::Output(_) => None,
        }
    }
}
