//! What an exception names: a check, a rule, or a rule under one check, as findings
//! print them (`figure-mismatch`, `trade-total`, `figure-mismatch/trade-total`).

use crate::check;
use crate::finding::Finding;
use crate::rule::checked::RuleSet;
use crate::rule::mistake::nearest;

/// The findings that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// All of them. For configuration only: a text that allows everything says
    /// nothing.
    All,
    /// Those of a check.
    Check(&'static str),
    /// Those of a rule, a name or a phrase, whatever the check.
    Rule(String),
    /// Those of a rule under one check.
    Both(&'static str, String),
}

impl Target {
    /// Reads what was written. What is no check is taken for a rule, which only a
    /// rule set can know.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "all" {
            return Self::All;
        }
        let check = |name: &str| check::named(name).map(|check| check.name);
        match text.split_once('/') {
            Some((first, rule)) => match check(first) {
                Some(name) => Self::Both(name, rule.to_owned()),
                None => Self::Rule(text.to_owned()),
            },
            None => check(text).map_or_else(|| Self::Rule(text.to_owned()), Self::Check),
        }
    }

    /// Whether a finding is meant.
    #[must_use]
    pub fn covers(&self, finding: &Finding) -> bool {
        match self {
            Self::All => true,
            Self::Check(name) => finding.check == *name,
            Self::Rule(id) => is_rule(id, finding),
            Self::Both(name, id) => finding.check == *name && is_rule(id, finding),
        }
    }

    /// How narrowly it names findings: where two name one, the narrower holds.
    #[must_use]
    pub const fn narrowness(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Check(_) => 1,
            Self::Rule(_) => 2,
            Self::Both(..) => 3,
        }
    }

    /// The rule it names.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::All | Self::Check(_) => None,
            Self::Rule(id) | Self::Both(_, id) => Some(id),
        }
    }

    /// The check it names.
    #[must_use]
    pub const fn check(&self) -> Option<&'static str> {
        match self {
            Self::All | Self::Rule(_) => None,
            Self::Check(name) | Self::Both(name, _) => Some(*name),
        }
    }
}

/// The findings of an event name a key of its rule: `summit-2` means those of
/// `summit-2.place` too.
fn is_rule(id: &str, finding: &Finding) -> bool {
    let Some(rule) = &finding.rule else { return false };
    rule == id || rule.strip_prefix(id).is_some_and(|key| key.starts_with('.'))
}

/// Whether findings of this rule set can carry the id.
#[must_use]
pub fn is_known(id: &str, rules: &RuleSet) -> bool {
    let whole = id.split('.').next().unwrap_or(id);
    ids(rules).any(|known| known == id || known == whole)
}

/// The check or rule that was likely meant by a name that is none.
#[must_use]
pub fn meant<'a>(written: &str, rules: &'a RuleSet) -> Option<&'a str> {
    let checks = check::CHECKS.iter().map(|check| check.name);
    nearest(written, checks.chain(ids(rules)))
}

/// Everything a finding may name as its rule.
fn ids(rules: &RuleSet) -> impl Iterator<Item = &str> {
    let names = rules.names.iter().map(|name| name.key.as_str());
    let phrases = rules.phrases.iter().map(|phrase| phrase.id.as_str());
    let sums = rules.checks.iter().map(|check| check.id.as_str());
    rules.rules.iter().map(|rule| rule.id.as_str()).chain(sums).chain(phrases).chain(names)
}
