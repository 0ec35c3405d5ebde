//! One finding a cluster: claims that say the same wrong thing are one finding
//! with several labels, whoever prints them.

use rustc_hash::FxHashMap;

use super::Evidence;
use crate::claim::{Claim, ClaimValue, Facet, Stance, reading};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};
use crate::mention::edtf::Edtf;
use crate::rule::checked::{Citation, Place, Rule};
use crate::span::Span;

/// A disagreement before it is a finding.
pub(super) struct Conflict<'a> {
    /// The claim of the article.
    pub claim: &'a Claim,
    /// Name of the check.
    pub check: &'static str,
    /// Severity before the stance lowers it.
    pub severity: Severity,
    /// What the rule holds, in words.
    pub expected: String,
    /// Where the rule says so.
    pub place: Place,
    /// Sentences that sharpen the message.
    pub hints: Vec<String>,
    /// Id shown as the rule: of the rule, or of the sum.
    pub id: String,
}

/// Joins conflicts that say the same and makes a finding of each group.
pub(super) fn findings(evidence: &Evidence<'_>, conflicts: &[Conflict<'_>]) -> Vec<Finding> {
    let mut known: FxHashMap<Said<'_>, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<&Conflict<'_>>> = Vec::new();
    for conflict in conflicts {
        let at = *known.entry(said(conflict)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(conflict);
    }
    groups.iter().map(|group| finding(evidence, group)).collect()
}

/// What is the same in all conflicts of a finding.
type Said<'a> = (&'static str, &'a str, Place, Facet, Option<&'a Edtf>, &'a ClaimValue, Stance);

fn said<'a>(conflict: &'a Conflict<'a>) -> Said<'a> {
    let claim = conflict.claim;
    let period = claim.period.as_ref();
    (conflict.check, &conflict.id, conflict.place, claim.facet, period, &claim.value, claim.stance)
}

fn finding(evidence: &Evidence<'_>, group: &[&Conflict<'_>]) -> Finding {
    let first = group[0];
    let rule = &evidence.rules.rules[first.claim.rule];
    let (severity, confidence) = weigh(first);
    let said = reading::claim(evidence.rules, first.claim);
    let written = written(evidence, first.claim);
    let mut message = format!(
        "{}: {} is {said} here and {} in the rule",
        claim_text(rule),
        quoted(&written),
        first.expected
    );
    for hint in &first.hints {
        message.push_str("; ");
        message.push_str(hint);
    }
    let mut related: Vec<Label> = group[1..].iter().map(|conflict| label(evidence, conflict.claim)).collect();
    if let (Some(article), Some(span)) = (first.claim.article(), first.claim.edition) {
        let source = SourceId::Article(article);
        related.push(Label { source, span, reading: String::new(), text: "says which edition".to_owned() });
    }
    related.push(Label {
        source: SourceId::Rules(first.place.source),
        span: first.place.span,
        reading: String::new(),
        text: format!("the rule holds {}", first.expected),
    });
    Finding {
        check: first.check,
        rule: Some(rule_id(&first.id, first.claim.facet)),
        severity,
        confidence,
        message,
        help: help(evidence, rule, first.claim),
        primary: label(evidence, first.claim),
        related,
        fixes: Vec::new(),
    }
}

/// A quotation is the speaker's, and what was inherited is not certain.
fn weigh(conflict: &Conflict<'_>) -> (Severity, Confidence) {
    let lower = |severity: Severity| match severity {
        Severity::Error => Severity::Warning,
        Severity::Warning | Severity::Advice => Severity::Advice,
    };
    let mut severity = conflict.severity;
    // That a year is missing is nobody's opinion.
    if conflict.claim.stance == Stance::Quoted && conflict.check != "missing-period" {
        severity = lower(severity);
    }
    if conflict.claim.confidence < Confidence::High {
        severity = severity.min(Severity::Warning);
    }
    (severity, conflict.claim.confidence)
}

/// A finding names the key of an event rule: `summit-2.place`.
pub(super) fn rule_id(id: &str, facet: Facet) -> String {
    match facet {
        Facet::Order | Facet::Date | Facet::Place | Facet::Participants => format!("{id}.{}", facet.key()),
        Facet::Value | Facet::Step(_) | Facet::Growth | Facet::YearsSince => id.to_owned(),
    }
}

/// The rule's claim, as a sentence without its full stop.
pub(super) fn claim_text(rule: &Rule) -> String {
    let text = rule.claim.get("").or_else(|| rule.claim.get("en")).or_else(|| rule.claim.values().next());
    text.map_or_else(|| rule.id.clone(), |text| text.trim_end_matches('.').to_owned())
}

/// What to do, and whose figure the rule holds.
fn help(evidence: &Evidence<'_>, rule: &Rule, claim: &Claim) -> String {
    let whose =
        rule.sources.first().map_or_else(String::new, |source| format!(" (source: {})", citation(source)));
    if claim.stance == Stance::Quoted {
        let text = claim.article().map_or("", |article| &evidence.articles[article].source.text);
        let said = |span: Span| format!(" ({})", quoted(&text[span.range()]));
        let speaker = claim.attributed_to.map_or_else(String::new, said);
        format!(
            "the words are somebody's{speaker}: check them, or say beside them what the rule holds{whose}"
        )
    } else {
        format!("correct the text, or the rule if its source has changed{whose}")
    }
}

/// A source with the day somebody last looked.
pub(super) fn citation(source: &Citation) -> String {
    match &source.checked {
        Some(day) => format!("{}, checked {day}", source.who),
        None => source.who.clone(),
    }
}

/// The words of a claim as written.
pub(super) fn written(evidence: &Evidence<'_>, claim: &Claim) -> String {
    let (Some(article), Some(span)) = (claim.article(), claim.span()) else { return String::new() };
    evidence.articles[article].source.text.get(span.range()).unwrap_or_default().to_owned()
}

/// The label of an article's claim.
pub(super) fn label(evidence: &Evidence<'_>, claim: &Claim) -> Label {
    let said = match &claim.value {
        ClaimValue::Roster { named, .. } => format!("names {}", reading::names(evidence.rules, named)),
        value => {
            let value = reading::value(evidence.rules, value);
            claim
                .period
                .as_ref()
                .map_or_else(|| format!("says {value}"), |period| format!("says {value}, {period}"))
        }
    };
    Label {
        source: SourceId::Article(claim.article().unwrap_or_default()),
        span: claim.span().unwrap_or_default(),
        reading: reading::claim(evidence.rules, claim),
        text: said,
    }
}
