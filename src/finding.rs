//! A reported problem: what every check returns and every output shows.

use std::fmt;

use crate::span::Span;

/// The harm if the text were published as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; nothing need be wrong.
    Advice,
    /// Probably wrong, or cannot be told without a person.
    Warning,
    /// Two statements that cannot both be true.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// How sure the reading behind a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The text allows another reading.
    Low,
    /// The reading rests on something inherited or approximate.
    Medium,
    /// The text says it in so many words.
    High,
}

/// Which source a label lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceId {
    /// An article, by its index in the run.
    Article(usize),
    /// A file of the rule set, by its index in the rule set; the files of the
    /// configuration are counted on after them.
    Rules(usize),
}

/// A place with a short text: the figure as written and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The source it lies in.
    pub source: SourceId,
    /// The figure itself, not its sentence.
    pub span: Span,
    /// How the words were read, e.g. `94.8 billion USD, 2024`; empty when the
    /// words are their own reading.
    pub reading: String,
    /// What this place says, e.g. `2023: 89.4 billion USD`.
    pub text: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as a menu entry.
    pub title: String,
    /// True only for renderings, spellings and name variants, which `--fix` may write.
    pub safe: bool,
    /// The edits, in one source each, that make up the change.
    pub edits: Vec<Edit>,
}

/// One replacement of a [`Fix`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The article to change, by its index in the run.
    pub article: usize,
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A reported problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Kebab-case name of the check, for ever the same.
    pub check: &'static str,
    /// Id of the rule, when a rule is one side of the comparison.
    pub rule: Option<String>,
    /// Harm if published.
    pub severity: Severity,
    /// Sureness of the reading.
    pub confidence: Confidence,
    /// One line: what is wrong, with both values. No final full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The place to look at first.
    pub primary: Label,
    /// Every other place that takes part, in any source.
    pub related: Vec<Label>,
    /// Changes a person may choose from; may be empty.
    pub fixes: Vec<Fix>,
}

/// The check that reports the mistakes of a rule file.
pub const RULE_MISTAKE: &str = "rule-mistake";

impl Finding {
    /// A mistake in a rule file: an error that says what is wrong with the YAML, and
    /// where. Every output shows it like any other finding.
    #[must_use]
    pub fn rule_mistake(message: String, primary: Label, related: Vec<Label>, help: String) -> Self {
        Self {
            check: RULE_MISTAKE,
            rule: None,
            severity: Severity::Error,
            confidence: Confidence::High,
            message,
            help,
            primary,
            related,
            fixes: Vec::new(),
        }
    }

    /// Its places, the primary one first.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        std::iter::once(&self.primary).chain(&self.related)
    }

    /// Gives every article the index that `index` gives its own.
    pub fn renumber(&mut self, index: impl Fn(usize) -> usize) {
        for label in std::iter::once(&mut self.primary).chain(&mut self.related) {
            if let SourceId::Article(article) = &mut label.source {
                *article = index(*article);
            }
        }
        for edit in self.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.article = index(edit.article);
        }
    }

    /// The order of findings in every output: by source, span, check and rule. What
    /// remains is ordered by the words, so that it never rests on who came first.
    #[must_use]
    pub fn order(&self) -> impl Ord + '_ {
        (self.primary.source, self.primary.span, self.check, self.rule.as_deref(), &self.message)
    }
}

/// Words of a source, for use inside a message, a help or a label.
///
/// They stand between U+2068 and U+2069 (first-strong isolate), so that a quotation
/// in another direction stays in one piece; line breaks and what would upset the pair
/// are taken out. Outputs that show no invisible characters drop the pair again.
#[must_use]
pub fn quoted(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    let mut text = words.join(" ");
    text.retain(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'));
    format!("\u{2068}{text}\u{2069}")
}
