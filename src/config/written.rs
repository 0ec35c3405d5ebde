//! `factlint.yaml` as its author writes it.
//!
//! The doc comments of these types are the manual: the JSON Schema is generated from
//! them, and editors show them beside each key. Every default stands here.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::rule::at::{At, Keyed, OneOrMany};
use crate::rule::written::{Period, Scalar};

/// Configuration of factlint: the file `factlint.yaml` beside the articles, or above
/// them.
///
/// An article follows the nearest such file upwards from its own folder. Paths and
/// globs are relative to the folder of the file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["factlint"]))]
pub struct ConfigFile {
    /// Version of the configuration. Must be `1`.
    #[schemars(extend("const" = 1))]
    pub factlint: Option<At<Scalar>>,
    /// What to lint when the command line names nothing: files and folders. Default:
    /// the folder factlint is run in.
    pub paths: Option<OneOrMany<String>>,
    /// What to leave out of folders, as patterns of `.gitignore`: `drafts/`, `*.bak.md`.
    /// A file named on the command line is read all the same. Default: nothing.
    pub exclude: Option<OneOrMany<String>>,
    /// Rule files and folders of them, used when the command line has neither `--rules`
    /// nor `--no-rules`; an empty list is no rules. Default: the folder `rules` where
    /// factlint is run.
    pub rules: Option<OneOrMany<String>>,
    /// Languages to lint, as tags such as `he` or `zh-Hant`; articles in others are left
    /// out. An article whose language cannot be told is linted. Default: all.
    pub languages: Option<OneOrMany<String>>,
    /// The least severity that makes the exit code 1. `--fail-on` wins over it. Default:
    /// `error`.
    pub fail_on: Option<At<FailOnWord>>,
    /// File of findings that are known and not shown, as `--write-baseline` writes it.
    /// `--baseline` wins over it. Default: none.
    pub baseline: Option<At<String>>,
    /// Severities by name of a check, id of a rule, `CHECK/RULE`, or `all`; the narrower
    /// name wins. Default: as the check and the rule say.
    pub severity: Option<At<Keyed<LevelWord>>>,
    /// Severities for some of the articles. Where several entries fit an article, the
    /// later one wins.
    pub folders: Option<At<Vec<At<FolderEntry>>>>,
    /// Findings that somebody has looked at and accepted: for published texts, which can
    /// hold no comment.
    pub accepted: Option<At<Vec<At<AcceptedEntry>>>>,
}

/// Severities for some of the articles.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["files", "severity"]))]
pub struct FolderEntry {
    /// Which articles: patterns of `.gitignore`, such as `sport/` or `*.draft.md`.
    pub files: Option<OneOrMany<String>>,
    /// Severities, as in `severity` at the head of the file.
    pub severity: Option<At<Keyed<LevelWord>>>,
}

/// A finding that somebody has looked at and accepted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["fingerprint", "reason", "person"]))]
pub struct AcceptedEntry {
    /// Which finding: its `fingerprint`, as `--format json` prints it.
    pub fingerprint: Option<At<String>>,
    /// Why it may stand.
    pub reason: Option<At<String>>,
    /// Who accepted it.
    pub person: Option<At<String>>,
    /// The last day on which it is accepted. Default: no end.
    pub until: Option<At<Period>>,
    /// The article it is in. With it, an entry that fits no finding any more is told
    /// from one whose article was not read. Default: any.
    pub article: Option<At<String>>,
}

/// The least severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOnWord {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Advice,
    /// None.
    Never,
}

/// What becomes of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LevelWord {
    /// Two statements that cannot both be true. What a check or a rule reports more
    /// mildly than the check's own severity (a quotation, an approximation) stays so.
    Error,
    /// Probably wrong, or cannot be told without a person.
    Warning,
    /// Worth a look.
    Advice,
    /// Not reported.
    Off,
    /// As the check and the rule say.
    Default,
}
