//! The checks: one file a family, one table.
//!
//! A check compares claims or reads mentions; it never reads text again. Its
//! name is kebab-case and for ever; its page says what it checks, why it matters,
//! an example, and what to do instead.

mod across;
mod against_rules;
pub mod agreed;
mod cluster;
mod renderings;
pub mod restated;
mod rosters;
mod rule_set;
mod sums;
mod text;
mod translation;
mod translation_fix;
mod within;

use std::sync::Arc;

use crate::article::Article;
use crate::claim::Claim;
use crate::finding::{Finding, Severity};
use crate::lang::registry::Lexicons;
use crate::lint::{Known, Reading, Settings};
use crate::rule::checked::{Report, RuleSet};
use crate::translation::facts::Facts;
use crate::translation::group::Translation;

/// Everything a check may look at.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The articles.
    pub articles: &'a [Arc<Article>],
    /// The articles as read; only what looks at one article or at an original and its
    /// translation has them, and is then given no others.
    pub readings: &'a [Reading],
    /// The lexicons they were read with.
    pub lexicons: &'a Lexicons,
    /// The rule set.
    pub rules: &'a RuleSet,
    /// Every claim an article makes, in the order of the articles and of their text.
    pub claims: &'a [Claim],
    /// What is known of each article; only what looks at all of them has it.
    pub known: &'a [Arc<Known>],
    /// What each article says that a translation must carry over; nothing of one that has
    /// none.
    pub facts: &'a [Facts],
    /// Which articles are translations of which.
    pub translations: &'a [Translation],
    /// What the run was told.
    pub settings: &'a Settings,
}

/// What a family of checks gives back.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What it found.
    pub findings: Vec<Finding>,
    /// How many pairs it compared in which an article takes part.
    pub compared: usize,
}

impl Outcome {
    /// Adds what another family gave.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.compared += other.compared;
    }

    /// Gives every article the index that `index` gives its own.
    pub fn renumber(&mut self, index: impl Fn(usize) -> usize) {
        for finding in &mut self.findings {
            finding.renumber(&index);
        }
    }
}

/// Names of the families, as in the documentation.
#[derive(Debug)]
pub struct Family;

impl Family {
    /// An article against what rules hold.
    pub const AGAINST_RULES: &'static str = "against rules";
    /// An article against itself: nothing else is needed.
    pub const WITHIN: &'static str = "within an article";
    /// What somebody allowed or accepted: it cannot be allowed in its turn.
    pub const OF_EXCEPTIONS: &'static str = "of exceptions";
}

/// A check as people know it.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Kebab-case, for ever.
    pub name: &'static str,
    /// Family, as in the documentation.
    pub family: &'static str,
    /// Severity when nothing says otherwise.
    pub severity: Severity,
    /// Its page, in Markdown.
    pub page: &'static str,
}

macro_rules! checks {
    ($($name:literal, $family:literal, $severity:ident;)*) => {
        /// Every check there is, by family.
        pub const CHECKS: &[Check] = &[$(Check {
            name: $name,
            family: $family,
            severity: Severity::$severity,
            page: include_str!(concat!("pages/", $name, ".md")),
        }),*];
    };
}

checks! {
    "figure-mismatch", "against rules", Error;
    "date-mismatch", "against rules", Error;
    "place-mismatch", "against rules", Error;
    "participants-mismatch", "against rules", Warning;
    "holder-mismatch", "against rules", Error;
    "order-mismatch", "against rules", Error;
    "missing-period", "against rules", Warning;
    "stale-figure", "against rules", Advice;
    "forbidden-rendering", "against rules", Warning;
    "sum-mismatch", "against rules", Error;
    "articles-disagree", "across articles", Error;
    "figures-by-period", "across articles", Warning;
    "restated-figure", "across articles", Warning;
    "translation-figure", "translation", Error;
    "translation-date", "translation", Error;
    "translation-unit", "translation", Error;
    "translation-missing", "translation", Warning;
    "translation-direction", "translation", Error;
    "translation-name", "translation", Advice;
    "unreadable-text", "within an article", Error;
    "impossible-date", "within an article", Error;
    "weekday-mismatch", "within an article", Error;
    "range-reversed", "within an article", Warning;
    "impossible-share", "within an article", Warning;
    "percent-change", "within an article", Warning;
    "percent-vs-points", "within an article", Warning;
    "year-arithmetic", "within an article", Warning;
    "anniversary", "within an article", Warning;
    "age", "within an article", Warning;
    "tense-vs-dateline", "within an article", Advice;
    "count-vs-list", "within an article", Warning;
    "enumerator-gap", "within an article", Warning;
    "shares-sum", "within an article", Warning;
    "unit-conversion", "within an article", Warning;
    "currency-conversion", "within an article", Warning;
    "repeated-figure", "within an article", Advice;
    "headline-figure", "within an article", Advice;
    "name-variant", "within an article", Advice;
    "suppression-invalid", "of exceptions", Warning;
    "suppression-unused", "of exceptions", Advice;
    "acceptance-stale", "of exceptions", Advice;
    "rule-unmatched", "of the rule set", Advice;
    "rule-overdue", "of the rule set", Advice;
    "mixed-script-alias", "of the rule set", Warning;
}

/// What the findings of a family rest on, beside the rule set: what can change them.
/// A part of the evidence that holds all of one such thing yields all that is found
/// in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One article and its claims.
    Article,
    /// The claims about one rule, in all articles.
    Rule,
    /// The sentences of the same words, in all articles.
    Words,
    /// An original and its translation.
    Pair,
    /// Nothing else.
    RuleSet,
}

/// A family, as a function of the evidence.
type Run = fn(&Evidence<'_>) -> Outcome;

/// The families, in the order they run.
const FAMILIES: &[(Reach, Run)] = &[
    (Reach::Rule, against_rules::check),
    (Reach::Rule, rosters::check),
    (Reach::RuleSet, sums::check),
    (Reach::Rule, across::check),
    (Reach::Words, restated::check),
    (Reach::Article, renderings::check),
    (Reach::Pair, translation::check),
    (Reach::Article, text::check),
    (Reach::Article, within::check),
    (Reach::RuleSet, rule_set::check),
];

/// Runs the checks of one reach.
#[must_use]
pub fn run_reach(reach: Reach, evidence: &Evidence<'_>) -> Outcome {
    run_families(evidence, FAMILIES.iter().filter(|(own, _)| *own == reach).map(|(_, family)| *family))
}

fn run_families(evidence: &Evidence<'_>, families: impl Iterator<Item = Run>) -> Outcome {
    let mut all = Outcome::default();
    for family in families {
        all.add(family(evidence));
    }
    all
}

/// The check of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}

/// The severity a rule set asks for, `None` when it asks for silence.
const fn severity(report: Report) -> Option<Severity> {
    match report {
        Report::At(severity) => Some(severity),
        Report::Off => None,
    }
}
