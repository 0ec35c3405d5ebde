//! What a rule holds, in words, and where it is written.

use super::{Claim, Facet, reading};
use crate::mention::edtf::Edtf;
use crate::rule::checked::{EventRule, Holder, Known, Place, Roster, Row, Rule, RuleSet};

/// A value of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// In words: `94.8 billion USD for 2024`.
    pub words: String,
    /// Where it is written.
    pub place: Place,
    /// For which period, where the rule says.
    pub period: Option<Edtf>,
}

impl Held {
    fn new(words: String, place: Place) -> Self {
        Self { words, place, period: None }
    }
}

/// The values a claim is to be held against: the one of its period where there is
/// one, else all that the rule holds of the same fact.
#[must_use]
pub fn against(rules: &RuleSet, claim: &Claim) -> Vec<Held> {
    let all = of_facet(rules, &rules.rules[claim.rule], claim.facet);
    let own: Vec<Held> =
        all.iter().filter(|held| held.period.is_some() && held.period == claim.period).cloned().collect();
    if own.is_empty() { all } else { own }
}

/// Every value of a rule.
#[must_use]
pub fn all(rules: &RuleSet, rule: &Rule) -> Vec<Held> {
    match &rule.value {
        Known::Event(_) => [Facet::Order, Facet::Date, Facet::Place, Facet::Participants]
            .into_iter()
            .flat_map(|facet| of_facet(rules, rule, facet))
            .collect(),
        Known::Years(steps) => {
            (0..steps.len()).flat_map(|step| of_facet(rules, rule, Facet::Step(step))).collect()
        }
        _ => of_facet(rules, rule, Facet::Value),
    }
}

fn of_facet(rules: &RuleSet, rule: &Rule, facet: Facet) -> Vec<Held> {
    match (facet, &rule.value) {
        (Facet::Value, Known::Figures { rows, .. }) => rows.iter().map(row).collect(),
        (Facet::Value, Known::Count { amount: Some(amount), place, .. }) => {
            vec![Held::new(reading::figure(amount, None), *place)]
        }
        (Facet::Value, Known::Date { date, place }) => vec![Held::new(date.to_string(), *place)],
        (Facet::Value, Known::Location { name, place }) => {
            vec![Held::new(reading::name(rules, *name), *place)]
        }
        (Facet::Value, Known::OneOf(holders)) => holders.iter().map(|one| holder(rules, one)).collect(),
        (_, Known::Roster(one)) => vec![roster(rules, one)],
        (Facet::Step(step), Known::Years(steps)) => {
            steps.get(step).map(|step| Held::new(step.date.to_string(), step.place)).into_iter().collect()
        }
        (facet, Known::Event(event)) => of_event(rules, event, facet),
        _ => Vec::new(),
    }
}

fn row(row: &Row) -> Held {
    let value = reading::figure(&row.amount, row.unit.as_deref());
    let words = row.period.as_ref().map_or_else(|| value.clone(), |period| format!("{value} for {period}"));
    Held { words, place: row.place, period: row.period.clone() }
}

fn holder(rules: &RuleSet, holder: &Holder) -> Held {
    let mut words = reading::name(rules, holder.name);
    if let Some(from) = &holder.from {
        words.push_str(&format!(" from {from}"));
    }
    if let Some(to) = &holder.to {
        words.push_str(&format!(" to {to}"));
    }
    Held::new(words, holder.place)
}

fn roster(rules: &RuleSet, roster: &Roster) -> Held {
    Held::new(reading::names(rules, &roster.names), roster.place)
}

fn of_event(rules: &RuleSet, event: &EventRule, facet: Facet) -> Vec<Held> {
    match facet {
        Facet::Order => {
            event.order.iter().map(|(order, place)| Held::new(reading::ordinal(*order), *place)).collect()
        }
        Facet::Date => event.date.iter().map(|(date, place)| Held::new(date.to_string(), *place)).collect(),
        Facet::Place => event
            .location
            .iter()
            .map(|(name, place)| Held::new(reading::name(rules, *name), *place))
            .collect(),
        Facet::Participants => event.rosters.iter().map(|one| roster(rules, one)).collect(),
        _ => Vec::new(),
    }
}
