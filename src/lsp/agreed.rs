//! What may be written at the places of a finding: what the rule holds, or what the
//! other article says, in the words of the article that is changed.

use super::spot::Spot;
use crate::check::agreed::{self, Agreed};
use crate::claim::{Claim, ClaimValue, Stance};
use crate::finding::{Finding, Fix, Label, SourceId, quoted};
use crate::mention::Value;
use crate::rule::checked::{Known, Place, Rule};

/// The choices at a place of a finding.
pub fn fixes(spot: &Spot<'_>, finding: &Finding, label: &Label) -> Vec<Fix> {
    match finding.check {
        "figure-mismatch" | "date-mismatch" => of_rule(spot, finding, label).into_iter().collect(),
        "articles-disagree" | "restated-figure" => of_articles(spot, finding, label),
        _ => Vec::new(),
    }
}

/// What the rule holds. What somebody said is not put right for them.
fn of_rule(spot: &Spot<'_>, finding: &Finding, label: &Label) -> Option<Fix> {
    let holds = finding.related.iter().find_map(|related| match related.source {
        SourceId::Rules(source) => Some(Place { source, span: related.span }),
        SourceId::Article(_) => None,
    })?;
    let claim = spot.claims(label.span).find(|claim| {
        claim.span() == Some(label.span)
            && agreed_value(&spot.rules().rules[claim.rule], holds, claim).is_some()
    })?;
    let agreed = agreed_value(&spot.rules().rules[claim.rule], holds, claim)?;
    if claim.stance != Stance::Asserted {
        return None;
    }
    write(spot, label, &agreed, false)
}

/// The value that a rule holds at a place of its YAML, in the unit of a claim. A bound or
/// an estimate is no value to write.
fn agreed_value(rule: &Rule, holds: Place, claim: &Claim) -> Option<Agreed> {
    match (&rule.value, &claim.value) {
        (Known::Figures { rows, .. }, ClaimValue::Figure { unit, .. }) => {
            let row = rows.iter().find(|row| row.place == holds)?;
            let own = (row.unit == *unit).then_some(&row.amount);
            let also = || row.also.iter().find(|(_, known)| known == unit).map(|(amount, _)| amount);
            let amount = own.or_else(also).filter(|amount| amount.modifier.is_none())?;
            Some(Agreed::Amount(amount.value))
        }
        (Known::Count { amount: Some(amount), place, .. }, ClaimValue::Figure { .. }) => {
            let plain = *place == holds && amount.modifier.is_none();
            plain.then_some(Agreed::Amount(amount.value))
        }
        (Known::Date { date, place }, ClaimValue::Date(_)) if *place == holds => {
            Some(Agreed::Date(date.clone()))
        }
        (Known::Years(steps), ClaimValue::Date(_)) => {
            let step = steps.iter().find(|step| step.place == holds)?;
            Some(Agreed::Date(step.date.clone()))
        }
        (Known::Event(event), ClaimValue::Date(_)) => {
            let (date, place) = event.date.as_ref()?;
            (*place == holds).then(|| Agreed::Date(date.clone()))
        }
        _ => None,
    }
}

/// Either of two articles may be the one that is right.
fn of_articles(spot: &Spot<'_>, finding: &Finding, label: &Label) -> Vec<Fix> {
    let Some(own) = value_at(spot, label) else { return Vec::new() };
    let differs = |other: &&Label| {
        other.source != label.source && value_at(spot, other).is_some_and(|value| is_comparable(own, value))
    };
    let Some(other) = finding.labels().find(differs) else { return Vec::new() };
    let amount = |label| {
        let amount = value_at(spot, label)?.amount()?;
        amount.modifier.is_none().then_some(Agreed::Amount(amount.value))
    };
    let here = amount(other).and_then(|agreed| write(spot, label, &agreed, true));
    let there = amount(label).and_then(|agreed| write(spot, other, &agreed, true));
    here.into_iter().chain(there).collect()
}

/// Other amounts of the same unit.
fn is_comparable(a: &Value, b: &Value) -> bool {
    let amounts = a.amount().zip(b.amount());
    a.unit() == b.unit() && a.kind() == b.kind() && amounts.is_some_and(|(a, b)| a.value != b.value)
}

/// What was read at a place of an article.
fn value_at<'a>(spot: &Spot<'a>, label: &Label) -> Option<&'a Value> {
    let SourceId::Article(at) = label.source else { return None };
    let reading = spot.project.workspace.readings().get(at)?;
    agreed::mention_at(&reading.mentions, label.span).map(|mention| &mention.value)
}

/// The choice, with the name of the article where there are several.
fn write(spot: &Spot<'_>, label: &Label, agreed: &Agreed, named: bool) -> Option<Fix> {
    let SourceId::Article(at) = label.source else { return None };
    let workspace = &spot.project.workspace;
    let reading = workspace.readings().get(at)?;
    let (edits, words) = agreed::write(reading, at, workspace.lexicons(), label.span, agreed)?;
    let title = if named {
        format!("write {words} in {}", quoted(&reading.article.source.name))
    } else {
        format!("write {words}")
    };
    Some(Fix { title, safe: false, edits })
}
