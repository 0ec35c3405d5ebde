//! What must hold between rules, and how things are to be worded.

use super::{Forms, NameId, Place, Report};
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;

/// A sum that must hold between rules.
#[derive(Clone, Debug)]
pub struct SumCheck {
    /// Kebab-case id, unique among rules and checks.
    pub id: String,
    /// What must hold.
    pub sum: Sum,
    /// Where its id is written.
    pub place: Place,
}

/// The kinds of sums.
#[derive(Clone, Debug)]
pub enum Sum {
    /// `change-of: RULE, from: P, to: P, percent: N`.
    Growth {
        /// Index of the rule.
        rule: usize,
        /// Earlier period.
        from: Edtf,
        /// Later period.
        to: Edtf,
        /// The change in percent, as written.
        percent: Amount,
        /// Where the percentage is written.
        percent_place: Place,
    },
    /// `part: RULE, of: RULE, period: P` (part of a whole), with `share:` when
    /// the share itself is stated.
    Part {
        /// The part's rule.
        part: usize,
        /// The whole's rule.
        whole: usize,
        /// For which period; `None` for every period both tables hold.
        period: Option<Edtf>,
        /// The stated share in percent.
        share: Option<Amount>,
    },
    /// `editions-of: EVENT, every: N years, first: Y`.
    Rhythm {
        /// The event.
        event: NameId,
        /// Years between editions.
        every: u32,
        /// Year of edition 1.
        first: i32,
    },
    /// `years-since: RULE.STEP`, or `RULE` for a date rule: spans counted from it
    /// in articles must fit the article's date.
    YearsSince {
        /// The rule.
        rule: usize,
        /// The step of its ladder, if it is one.
        step: Option<usize>,
    },
}

/// Wanted or unwanted wording.
#[derive(Clone, Debug)]
pub struct PhraseRule {
    /// Kebab-case id.
    pub id: String,
    /// What it asks.
    pub want: Wording,
    /// Why.
    pub because: Option<String>,
    /// How it is reported.
    pub report: Report,
    /// Where its id is written.
    pub place: Place,
}

/// What a phrase rule asks.
#[derive(Clone, Debug)]
pub enum Wording {
    /// `with: RULE, want-near: FORMS`: wherever the rule is bound, one of the
    /// forms stands in the same sentence or a neighbour.
    WantNear {
        /// The rule.
        rule: usize,
        /// The wanted forms.
        forms: Forms,
    },
    /// `avoid: FORMS, instead: FORMS`: the forms are reported wherever they stand.
    Avoid {
        /// The unwanted forms.
        forms: Forms,
        /// What to write instead, the first form of the language.
        instead: Forms,
    },
}
