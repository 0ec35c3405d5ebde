//! The outputs: one file each, one table.
//!
//! Every output is a pure function from a [`Report`] to a string. Nothing here
//! prints, and nothing senses the terminal: the edge decides colour, width and
//! direction, and passes them as [`Options`].
//!
//! ```text
//! human       miette, through a source of our own   human, panel, window, snippet
//! concise     one line a finding                    concise
//! json        one document, versioned               json
//! jsonl       one finding a line, then the summary  json
//! sarif       code scanning                         sarif
//! github      workflow commands                     github
//! gitlab      code quality                          gitlab
//! rdjsonl     reviewdog                             rdjsonl
//! junit       test reports                          xml
//! checkstyle  everything that reads it              xml
//! markdown    comments and job summaries            markdown
//! ```
//!
//! All text outputs pass everything they did not write themselves through
//! [`sanitise`]: articles, file names and rules are untrusted.

mod concise;
mod fingerprint;
mod github;
mod gitlab;
pub mod harmless;
mod human;
mod json;
mod markdown;
mod panel;
mod places;
mod rdjsonl;
pub mod sanitise;
mod sarif;
mod snippet;
mod summary;
#[cfg(test)]
mod tests;
mod window;
mod words;
mod xml;

use crate::finding::{Finding, Severity};
use crate::source::Source;

pub use fingerprint::{fingerprints, fingerprints_by};
pub use summary::Summary;

/// Everything an output may show.
#[derive(Debug)]
pub struct Report<'a> {
    /// The articles of the run; `SourceId::Article` and `Edit::article` index them.
    pub articles: Vec<&'a Source>,
    /// The files of the rule set and, after them, of the configuration;
    /// `SourceId::Rules` indexes them.
    pub rules: Vec<&'a Source>,
    /// What was found, in the order every output keeps: source, span, check, rule.
    pub findings: Vec<Finding>,
    /// One fingerprint a finding, no two alike.
    pub fingerprints: Vec<String>,
    /// What was read, and what came of it.
    pub summary: Summary,
}

impl<'a> Report<'a> {
    /// Puts the findings in order, counts them into the summary and takes their
    /// fingerprints, so that no two outputs can differ in these.
    #[must_use]
    pub fn new(
        articles: Vec<&'a Source>,
        rules: Vec<&'a Source>,
        mut findings: Vec<Finding>,
        summary: Summary,
    ) -> Self {
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        let fingerprints = fingerprints(&articles, &rules, &findings);
        Self::of(articles, rules, (findings, fingerprints), summary)
    }

    /// The report of findings that are in order already and have their fingerprints, as
    /// [`Linted`](crate::lint::Linted) holds them.
    #[must_use]
    pub fn of(
        articles: Vec<&'a Source>,
        rules: Vec<&'a Source>,
        (findings, fingerprints): (Vec<Finding>, Vec<String>),
        mut summary: Summary,
    ) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        summary.errors = count(Severity::Error);
        summary.warnings = count(Severity::Warning);
        summary.advice = count(Severity::Advice);
        Self { articles, rules, findings, fingerprints, summary }
    }
}

/// How right-to-left text is sent to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bidi {
    /// Isolates around quoted text, and a left-to-right mark at the head of each
    /// line that holds right-to-left text.
    Isolate,
    /// No invisible character is added, for terminals that draw them as blanks.
    Plain,
}

impl Bidi {
    /// What `auto` means on a terminal of this type (`TERM`): the Linux console and
    /// mlterm draw isolates as blanks.
    #[must_use]
    pub fn auto(term: &str) -> Self {
        if term == "linux" || term.starts_with("mlterm") { Self::Plain } else { Self::Isolate }
    }
}

/// What the edge knows about the reader's screen.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether to write colours.
    pub color: bool,
    /// Columns to fill.
    pub width: usize,
    /// What to do about right-to-left text.
    pub bidi: Bidi,
    /// Findings only: no summary, no notes.
    pub quiet: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { color: false, width: 100, bidi: Bidi::Isolate, quiet: false }
    }
}

/// One output.
#[derive(Debug)]
pub struct Output {
    /// Its name on the command line, for ever the same.
    pub name: &'static str,
    /// One line for the help.
    pub about: &'static str,
    /// Writes it.
    pub render: fn(&Report, &Options) -> String,
}

/// Every output there is.
pub const OUTPUTS: &[Output] = &[
    Output { name: "human", about: "the words in their sentence, for people", render: human::render },
    Output { name: "concise", about: "one line a finding", render: concise::render },
    Output { name: "json", about: "one JSON document", render: json::render },
    Output { name: "jsonl", about: "one JSON finding a line, then the summary", render: json::render_lines },
    Output { name: "sarif", about: "SARIF 2.1.0, for code scanning", render: sarif::render },
    Output { name: "github", about: "annotations of GitHub Actions", render: github::render },
    Output { name: "gitlab", about: "GitLab code quality", render: gitlab::render },
    Output { name: "rdjsonl", about: "reviewdog diagnostics", render: rdjsonl::render },
    Output { name: "junit", about: "JUnit XML", render: xml::junit },
    Output { name: "checkstyle", about: "Checkstyle XML", render: xml::checkstyle },
    Output { name: "markdown", about: "a comment on a pull request", render: markdown::render },
];

/// The output called `name`.
#[must_use]
pub fn output(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.name == name)
}
