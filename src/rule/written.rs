//! A rule file as its author writes it.
//!
//! The doc comments of these types are the rule author's manual: the JSON Schema
//! is generated from them, and editors show them beside each key. Every default
//! stands here. Nothing is checked yet beyond shapes and key words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::{At, Keyed, OneOrMany};
use super::written_checks::{CheckEntry, PhraseEntry};
use super::written_names::{NameEntry, TermEntry};
use super::written_rules::RuleEntry;

/// A file of rules for factlint.
///
/// All files of a rule set are read together: names and terms of one file may be
/// used in another. Right-to-left forms are best written one to a line.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["factlint"]))]
pub struct RuleFile {
    /// Version of the rule language. Must be `1`.
    #[schemars(extend("const" = 1))]
    pub factlint: Option<At<Scalar>>,
    /// Short name of the rule set, in small letters with hyphens. Default: none.
    pub rule_set: Option<At<String>>,
    /// Title of the rule set, for messages. Default: its `rule-set`.
    pub title: Option<At<String>>,
    /// Who keeps it: a desk or a person. Default: none.
    pub owner: Option<At<String>>,
    /// Day on which somebody last read it through. Default: none.
    pub reviewed: Option<At<Period>>,
    /// Day from which `rule-overdue` reports it. Default: never.
    pub review_again: Option<At<Period>>,
    /// Which articles its rules apply to. Default: all.
    pub applies_to: Option<At<AppliesTo>>,
    /// Severities of all rules of this file; a rule may override them.
    pub when: Option<At<WhenEntry>>,
    /// Who and what the rules speak of: countries, cities, people, events.
    pub names: Option<At<Keyed<NameEntry>>>,
    /// Ordinary words a rule may look for: trade, survey, capital.
    pub terms: Option<At<Keyed<TermEntry>>>,
    /// The claims to verify.
    pub rules: Option<At<Vec<At<RuleEntry>>>>,
    /// Sums that must hold between rules: growth, part of a whole, the rhythm of
    /// an event's editions, years since.
    pub checks: Option<At<Vec<At<CheckEntry>>>>,
    /// Wanted and unwanted wording.
    pub phrases: Option<At<Vec<At<PhraseEntry>>>>,
}

/// Which articles rules apply to.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct AppliesTo {
    /// Globs of paths, such as `articles/**`. Default: all articles.
    pub files: Option<OneOrMany<String>>,
}

/// How what is found is reported.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct WhenEntry {
    /// A stated value that cannot be the known one. Default: `error`.
    pub conflict: Option<At<ReportWord>>,
    /// A figure without the period that would tell which row it is. Default: `warning`.
    pub missing_period: Option<At<ReportWord>>,
    /// An older figure given as if it were the latest. Default: `advice`.
    pub stale_figure: Option<At<ReportWord>>,
    /// Articles that give the figures of different periods. Default: `warning`
    /// while nothing explains it, `advice` once the table holds every value shown.
    pub across_periods: Option<At<ReportWord>>,
}

/// A severity, or silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReportWord {
    /// Two statements that cannot both be true.
    Error,
    /// Probably wrong, or cannot be told without a person.
    Warning,
    /// Worth a look.
    Advice,
    /// Not reported.
    Off,
}

/// Declares a type that is read as a text and checked afterwards.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $schema:tt) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

text_type!(
    /// A number or a word.
    Scalar,
    {"type": ["string", "integer"]}
);
text_type!(
    /// A date or period in EDTF: `2024-07-05`, `2024-07`, `2024`, `198X`,
    /// `2013-09/2013-10`.
    Period,
    {"type": ["string", "integer"], "examples": ["2024", "2024-07", "2024-07-05", "2024-01/2024-05"]}
);
text_type!(
    /// An amount: number, scale and unit as English writes them, with a modifier
    /// in front if need be.
    AmountText,
    {"type": ["string", "number"], "examples": ["94.8 billion USD", "more than 30 billion USD", "27 %"]}
);
