//! Articles against each other: what two of them say of one thing.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::cluster::{citation, claim_text, label};
use super::{Evidence, Outcome, severity};
use crate::claim::relation::{Relation, relate};
use crate::claim::values::{self, Fit};
use crate::claim::{Claim, ClaimValue, Facet, hint, reading};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::rule::checked::{Known, Row, Rule};

/// What makes claims comparable: rule, unit, whose figures they are.
type Key = (usize, Option<String>, bool);

/// Compares the claims of different articles, grouped by what they are about.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for (key, claims) in groups(evidence) {
        let rule = &evidence.rules.rules[key.0];
        let by_period = by_period(rule, &claims);
        for claims in by_period.values() {
            outcome.findings.extend(disagreement(evidence, rule, claims, &mut outcome.compared));
        }
        outcome.compared += by_period.len().saturating_sub(1);
        outcome.findings.extend(figures_by_period(evidence, rule, &by_period));
    }
    outcome
}

fn groups<'a>(evidence: &Evidence<'a>) -> BTreeMap<Key, Vec<&'a Claim>> {
    let old = superseded(evidence);
    let mut groups: BTreeMap<Key, Vec<&Claim>> = BTreeMap::new();
    for claim in evidence.claims {
        let ClaimValue::Figure { unit, .. } = &claim.value else { continue };
        let told = is_told(&evidence.rules.rules[claim.rule], claim);
        if claim.facet == Facet::Value
            && !told
            && !claim.article().is_some_and(|article| old.contains(&article))
        {
            groups.entry((claim.rule, unit.clone(), claim.other_source)).or_default().push(claim);
        }
    }
    groups
}

/// Articles that another article of the run revises: the newest speaks for the
/// story.
fn superseded(evidence: &Evidence<'_>) -> BTreeSet<usize> {
    let revised: BTreeSet<&str> =
        evidence.articles.iter().filter_map(|article| article.revises.as_deref()).collect();
    if revised.is_empty() {
        return BTreeSet::new();
    }
    // A name is known by all of it, or by what stands behind one of its slashes.
    let is_named = |name: &str| {
        let ends = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
        std::iter::once(name).chain(ends).any(|end| revised.contains(end))
    };
    (0..evidence.articles.len()).filter(|&at| is_named(&evidence.articles[at].source.name)).collect()
}

/// Whether the rule holds another value for the claim's period: the article has
/// been told so already.
fn is_told(rule: &Rule, claim: &Claim) -> bool {
    let Known::Figures { rows, .. } = &rule.value else { return false };
    let ClaimValue::Figure { amount, unit } = &claim.value else { return false };
    period_of(rule, claim).is_some_and(|period| {
        rows.iter().any(|row| {
            row.period.as_ref() == Some(period)
                && row.unit == *unit
                && values::compare(&row.amount, amount) == Fit::Disjoint
        })
    })
}

/// The period of a claim; the only row's where the text names none.
fn period_of<'a>(rule: &'a Rule, claim: &'a Claim) -> Option<&'a Edtf> {
    let only = match &rule.value {
        Known::Figures { rows, .. } => match rows.as_slice() {
            [row] => row.period.as_ref(),
            _ => None,
        },
        _ => None,
    };
    claim.period.as_ref().or(only)
}

fn by_period<'a>(rule: &Rule, claims: &[&'a Claim]) -> BTreeMap<Option<Edtf>, Vec<&'a Claim>> {
    let mut periods: BTreeMap<Option<Edtf>, Vec<&Claim>> = BTreeMap::new();
    for &claim in claims {
        periods.entry(period_of(rule, claim).cloned()).or_default().push(claim);
    }
    periods
}

#[allow(clippy::unreachable, reason = "only figures are grouped")]
fn amount(claim: &Claim) -> &Amount {
    match &claim.value {
        ClaimValue::Figure { amount, .. } => amount,
        _ => unreachable!("groups hold figures alone"),
    }
}

/// One period, two values: an error, or advice where one article is newer than
/// the other and may be an update. Where the rule holds the value, the article
/// that is wrong has been told already.
fn disagreement(
    evidence: &Evidence<'_>,
    rule: &Rule,
    claims: &[&Claim],
    compared: &mut usize,
) -> Option<Finding> {
    let severity = severity(rule.when.conflict)?;
    if holds_value(rule, claims[0].period.as_ref()) {
        return None;
    }
    let first = claims[0];
    let other =
        claims[1..].iter().copied().filter(|claim| claim.article() != first.article()).find(|claim| {
            *compared += 1;
            relate(first, claim) == Relation::Conflicting
        })?;
    let severity = if dates_differ(evidence, first, other) { Severity::Advice } else { severity };
    let (one, two) = (reading::claim(evidence.rules, first), reading::claim(evidence.rules, other));
    let hint = hint::between(amount(first), amount(other))
        .map_or_else(String::new, |hint| format!("; {}", hint.sentence()));
    let related = claims[1..].iter().map(|claim| label(evidence, claim)).collect();
    Some(Finding {
        check: "articles-disagree",
        rule: Some(rule.id.clone()),
        severity,
        confidence: first.confidence.min(other.confidence),
        message: format!("{}: articles say {one} and {two}{hint}", claim_text(rule)),
        help: "find out which is right, and correct the other".to_owned(),
        primary: label(evidence, first),
        related,
        fixes: Vec::new(),
    })
}

fn holds_value(rule: &Rule, period: Option<&Edtf>) -> bool {
    match &rule.value {
        Known::Figures { rows, .. } => match period {
            Some(period) => rows.iter().any(|row| row.period.as_ref().is_none_or(|known| known == period)),
            None => !rows.is_empty(),
        },
        Known::Count { amount, .. } => amount.is_some(),
        _ => true,
    }
}

fn date_of<'a>(evidence: &Evidence<'a>, claim: &Claim) -> Option<&'a Edtf> {
    evidence.articles[claim.article()?].date.as_ref()
}

fn dates_differ(evidence: &Evidence<'_>, a: &Claim, b: &Claim) -> bool {
    matches!((date_of(evidence, a), date_of(evidence, b)), (Some(a), Some(b)) if a != b)
}

/// The figure that changes with the year: one finding for the whole cluster.
fn figures_by_period(
    evidence: &Evidence<'_>,
    rule: &Rule,
    periods: &BTreeMap<Option<Edtf>, Vec<&Claim>>,
) -> Option<Finding> {
    // Months and halves differ from the year, and from each other, as a matter of
    // course.
    let periods: BTreeMap<&Option<Edtf>, &Vec<&Claim>> =
        periods.iter().filter(|(period, _)| period.as_ref().is_none_or(is_year)).collect();
    let claims: Vec<&Claim> = periods.values().copied().flatten().copied().collect();
    let stated: Vec<(&Edtf, &Claim)> =
        periods.iter().filter_map(|(period, claims)| Some((period.as_ref()?, claims[0]))).collect();
    let undated: &[&Claim] = periods.get(&None).map_or(&[], |claims| claims.as_slice());
    let told = tellings(&claims);
    let differs = told.iter().enumerate().any(|(at, a)| told[at + 1..].iter().any(|b| a.is_apart(b)));
    if !differs || stated.len() < 2 && is_any_alone(undated, &told) {
        return None;
    }
    let severity = match rule.when.across_periods {
        Some(report) => severity(report)?,
        None if is_explained(evidence, rule, &claims) => Severity::Advice,
        None => Severity::Warning,
    };
    Some(cluster(evidence, rule, severity, &stated, undated, &claims))
}

/// One value for one period, and who tells it: what ten thousand articles say alike is
/// compared once.
struct Told<'a> {
    claim: &'a Claim,
    articles: BTreeSet<usize>,
}

impl Told<'_> {
    /// Whether two articles tell different values for different periods.
    fn is_apart(&self, other: &Self) -> bool {
        self.differs(other) && (self.articles.len() > 1 || self.articles != other.articles)
    }

    fn differs(&self, other: &Self) -> bool {
        self.claim.period != other.claim.period
            && values::compare(amount(self.claim), amount(other.claim)) == Fit::Disjoint
    }
}

fn tellings<'a>(claims: &[&'a Claim]) -> Vec<Told<'a>> {
    let mut at: FxHashMap<(Option<&Edtf>, &Amount), usize> = FxHashMap::default();
    let mut told: Vec<Told<'_>> = Vec::new();
    for &claim in claims {
        let next = *at.entry((claim.period.as_ref(), amount(claim))).or_insert(told.len());
        if next == told.len() {
            told.push(Told { claim, articles: BTreeSet::new() });
        }
        told[next].articles.extend(claim.article());
    }
    told
}

/// Whether some claim without a period is apart from none that has one.
fn is_any_alone(undated: &[&Claim], told: &[Told<'_>]) -> bool {
    tellings(undated).iter().any(|own| {
        let rivals = told.iter().filter(|other| other.claim.period.is_some() && own.differs(other));
        let mut rivals = rivals.flat_map(|other| &other.articles);
        let Some(one) = rivals.next() else { return true };
        // An article is no rival of itself.
        rivals.all(|other| other == one) && own.articles.contains(one)
    })
}

const fn is_year(period: &Edtf) -> bool {
    matches!(period, Edtf::Date { month: None, day: None, .. })
}

/// Explained: the rule's table holds every value shown, or every article is dated
/// and states the latest year known at its date.
fn is_explained(evidence: &Evidence<'_>, rule: &Rule, claims: &[&Claim]) -> bool {
    let Known::Figures { rows, .. } = &rule.value else { return false };
    let held = |claim: &&Claim| {
        rows.iter().any(|row| {
            row.period == claim.period && values::compare(&row.amount, amount(claim)) != Fit::Disjoint
        })
    };
    let latest = |claim: &&Claim| {
        let written = date_of(evidence, claim).and_then(Edtf::last_day);
        let known = |row: &&Row| {
            let since = row
                .known_since
                .as_ref()
                .and_then(Edtf::first_day)
                .or_else(|| row.period.as_ref().and_then(Edtf::last_day));
            matches!((since, written), (Some(since), Some(written)) if since <= written)
        };
        written.is_some()
            && rows
                .iter()
                .filter(known)
                .max_by_key(|row| row.period.as_ref().and_then(Edtf::first_day))
                .is_some_and(|row| row.period == claim.period)
    };
    claims.iter().all(held) || claims.iter().all(latest)
}

fn cluster(
    evidence: &Evidence<'_>,
    rule: &Rule,
    severity: Severity,
    stated: &[(&Edtf, &Claim)],
    undated: &[&Claim],
    claims: &[&Claim],
) -> Finding {
    let figure = |claim: &Claim| reading::value(evidence.rules, &claim.value);
    let mut parts: Vec<String> =
        stated.iter().map(|(period, claim)| format!("{} for {period}", figure(claim))).collect();
    parts.extend(undated.first().map(|claim| format!("{} without a year: which year?", figure(claim))));
    let mut message = format!("{}: {}", claim_text(rule), parts.join(", "));
    if let [.., (from, a), (to, b)] = stated {
        if let Some(change) = change(amount(a).value, amount(b).value) {
            message.push_str(&format!(" ({change} from {from} to {to})"));
        }
        if hint::is_anagram_of(amount(a).value, amount(b).value) {
            message.push_str("; the digits are the same in another order, only the years tell them apart");
        }
    }
    let mut places: Vec<&Claim> = claims.to_vec();
    places.sort_by_key(|claim| (claim.article(), claim.span()));
    let mut labels: Vec<Label> = places.iter().map(|claim| label(evidence, claim)).collect();
    let primary = labels.remove(0);
    labels.extend(rows_shown(rule, claims));
    let whose =
        rule.sources.first().map_or_else(String::new, |source| format!(" (source: {})", citation(source)));
    Finding {
        check: "figures-by-period",
        rule: Some(rule.id.clone()),
        severity,
        confidence: Confidence::High,
        message,
        help: format!(
            "make sure that each article says which year its figure is for, and that no digit slipped{whose}"
        ),
        primary,
        related: labels,
        fixes: Vec::new(),
    }
}

/// The rule's own rows for the periods shown.
fn rows_shown(rule: &Rule, claims: &[&Claim]) -> Vec<Label> {
    let Known::Figures { rows, .. } = &rule.value else { return Vec::new() };
    rows.iter()
        .filter(|row| row.period.is_some() && claims.iter().any(|claim| claim.period == row.period))
        .map(|row| Label {
            source: SourceId::Rules(row.place.source),
            span: row.place.span,
            reading: String::new(),
            text: row
                .period
                .as_ref()
                .map_or_else(String::new, |period| format!("the rule's value for {period}")),
        })
        .collect()
}

/// A change in percent with its sign and one decimal: `+6.0 %`.
fn change(from: Decimal, to: Decimal) -> Option<String> {
    let percent = (to - from).checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let rounded = percent.round_dp(1);
    let sign = if rounded.is_sign_negative() { "" } else { "+" };
    Some(format!("{sign}{rounded:.1} %"))
}
