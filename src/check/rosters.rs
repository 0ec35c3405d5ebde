//! Rosters: who took part, against the rule's list.

use super::cluster::{citation, claim_text, label, rule_id};
use super::{Evidence, Outcome, severity};
use crate::claim::{Claim, ClaimValue, Facet, reading};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};
use crate::rule::checked::{Known, NameId, Roster, Rule};
use crate::span::Span;

/// Compares the enumerations of articles with the rosters of the rules.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for claim in evidence.claims.iter().filter(|claim| claim.facet == Facet::Participants) {
        let rule = &evidence.rules.rules[claim.rule];
        let rosters = match &rule.value {
            Known::Roster(roster) => std::slice::from_ref(roster),
            Known::Event(event) => &event.rosters,
            _ => continue,
        };
        for roster in rosters {
            outcome.compared += 1;
            outcome.findings.extend(judge(evidence, claim, rule, roster));
        }
    }
    outcome
}

/// A rival inside the list of a closed roster is a conflict; a member named
/// nowhere in the article is a warning.
fn judge(evidence: &Evidence<'_>, claim: &Claim, rule: &Rule, roster: &Roster) -> Option<Finding> {
    let ClaimValue::Roster { named, rivals, enumerated: true } = &claim.value else { return None };
    let most = severity(rule.when.conflict)?;
    let missing: Vec<NameId> = roster.names.iter().copied().filter(|id| !named.contains(id)).collect();
    let rivals: &[Span] = if roster.closed { rivals } else { &[] };
    if missing.is_empty() && rivals.is_empty() {
        return None;
    }
    let severity = if rivals.is_empty() || claim.confidence < Confidence::High {
        most.min(Severity::Warning)
    } else {
        most
    };
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("missing {}", reading::names(evidence.rules, &missing)));
    }
    if !rivals.is_empty() {
        let text = claim.article().map_or("", |article| &evidence.articles[article].source.text);
        let names: Vec<String> = rivals.iter().map(|span| quoted(&text[span.range()])).collect();
        parts.push(format!("not of the roster: {}", names.join(", ")));
    }
    Some(finding(evidence, claim, rule, roster, severity, &parts.join("; ")))
}

fn finding(
    evidence: &Evidence<'_>,
    claim: &Claim,
    rule: &Rule,
    roster: &Roster,
    severity: Severity,
    what: &str,
) -> Finding {
    let held = reading::names(evidence.rules, &roster.names);
    let whose =
        rule.sources.first().map_or_else(String::new, |source| format!(" (source: {})", citation(source)));
    let mut primary = label(evidence, claim);
    if let (ClaimValue::Roster { rivals, .. }, Some(article)) = (&claim.value, claim.article())
        && let [span] = rivals.as_slice()
        && roster.closed
    {
        primary = Label {
            source: SourceId::Article(article),
            span: *span,
            reading: String::new(),
            text: "not of the roster".to_owned(),
        };
    }
    Finding {
        check: "participants-mismatch",
        rule: Some(rule_id(&rule.id, claim.facet)),
        severity,
        confidence: claim.confidence,
        message: format!("{}: {what}", claim_text(rule)),
        help: format!("name all who took part, or none; the rule holds {held}{whose}"),
        primary,
        related: vec![Label {
            source: SourceId::Rules(roster.place.source),
            span: roster.place.span,
            reading: String::new(),
            text: "the rule's roster".to_owned(),
        }],
        fixes: Vec::new(),
    }
}
