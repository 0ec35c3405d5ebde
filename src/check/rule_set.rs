//! The rule set itself: overdue reviews and aliases of mixed scripts.

use super::{Evidence, Outcome};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::mention::edtf::Edtf;
use crate::rule::checked::Place;

/// Reports what the rule files should be told of; unmatched rules are a line of
/// the summary, not findings.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut findings = Vec::new();
    findings.extend(evidence.rules.warnings.iter().cloned());
    let today = evidence.settings.as_of.as_ref().and_then(Edtf::first_day);
    for review in &evidence.rules.reviews {
        let due = review.again.first_day();
        if let (Some(today), Some(due)) = (today, due)
            && due < today
        {
            let message = format!("{} was to be reviewed on {}", review.title, review.again);
            findings.push(finding(
                "rule-overdue",
                Severity::Advice,
                message,
                "review the values and set the next day",
                review.place,
            ));
        }
    }
    Outcome { findings, compared: 0 }
}

fn finding(check: &'static str, severity: Severity, message: String, help: &str, place: Place) -> Finding {
    Finding {
        check,
        rule: None,
        severity,
        confidence: Confidence::High,
        message,
        help: help.to_owned(),
        primary: Label {
            source: SourceId::Rules(place.source),
            span: place.span,
            reading: String::new(),
            text: "here".to_owned(),
        },
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
