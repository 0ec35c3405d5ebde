//! Sums between rules and wording, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::written::{AmountText, Period, ReportWord, Scalar};
use super::written_names::FormsEntry;

/// A sum that must hold between rules. One of `change-of`, `part`, `editions-of`
/// and `years-since` says which.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["id"]))]
pub struct CheckEntry {
    /// Name of the check, in small letters with hyphens, unique in the rule set.
    pub id: Option<At<String>>,
    /// A rule with a table: its value changes by `percent` between `from` and `to`.
    pub change_of: Option<At<String>>,
    /// The earlier period, a row of the table.
    pub from: Option<At<Period>>,
    /// The later period, a row of the table.
    pub to: Option<At<Period>>,
    /// The change in percent, as published: `27`, `-3.5`.
    pub percent: Option<At<AmountText>>,
    /// A rule whose value is part of that of the rule `of`.
    pub part: Option<At<String>>,
    /// The rule of the whole.
    pub of: Option<At<String>>,
    /// The period compared. Default: every period both tables hold.
    pub period: Option<At<Period>>,
    /// The part's share of the whole, as published: `43 %`. Default: no more than
    /// the whole.
    pub share: Option<At<AmountText>>,
    /// An event whose editions come at a fixed rhythm.
    pub editions_of: Option<At<String>>,
    /// Time between editions, such as `2 years`.
    pub every: Option<At<String>>,
    /// Year of the first edition.
    pub first: Option<At<Scalar>>,
    /// A rule with `date`, or one step of a rule with `years` (`RULE.STEP`): spans
    /// counted from it must fit the date of the article.
    pub years_since: Option<At<String>>,
}

/// Wanted or unwanted wording: `with` and `want-near`, or `avoid`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["id"]))]
pub struct PhraseEntry {
    /// Name of the phrase rule, in small letters with hyphens, unique in the rule set.
    pub id: Option<At<String>>,
    /// Wherever this rule finds its claim, one of the forms of `want-near` must
    /// stand in the same sentence or a neighbour.
    pub with: Option<At<String>>,
    /// The wanted forms.
    pub want_near: Option<At<FormsEntry>>,
    /// Forms that are reported wherever they stand.
    pub avoid: Option<At<FormsEntry>>,
    /// What to write instead of `avoid`; the first form of the language is offered.
    /// Default: nothing is offered.
    pub instead: Option<At<FormsEntry>>,
    /// Why, for the message. Default: none.
    pub because: Option<At<String>>,
    /// How it is reported. Default: `advice`.
    pub report: Option<At<ReportWord>>,
}
