//! The rules' own examples, as they are being written.

use crate::examples::{self, Verdict};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::lang::registry::Lexicons;
use crate::rule::checked::{Example, Rule};

/// What a failing example is reported as.
const RULE_EXAMPLE: &str = "rule-example";

/// The examples in these rule files that do not get what they expect.
pub fn failing_examples(lexicons: &Lexicons, files: &[String]) -> Vec<Finding> {
    let rules = lexicons.rules();
    let here =
        |rule: &Rule| rules.sources.get(rule.place.source).is_some_and(|source| files.contains(&source.name));
    let asked: Vec<usize> = (0..rules.rules.len()).filter(|&at| here(&rules.rules[at])).collect();
    let verdicts = examples::run_rules(lexicons, &asked);
    let failing = verdicts.iter().filter_map(|verdict| {
        let rule = &rules.rules[verdict.rule];
        let example = &rule.examples[verdict.example];
        let trouble = examples::trouble(verdict, example)?;
        Some(finding(rule, example, verdict, &trouble))
    });
    failing.collect()
}

fn finding(rule: &Rule, example: &Example, verdict: &Verdict, trouble: &str) -> Finding {
    Finding {
        check: RULE_EXAMPLE,
        rule: Some(rule.id.clone()),
        severity: Severity::Warning,
        confidence: Confidence::High,
        message: format!("{}: {trouble}", rule.id),
        help: verdict
            .messages
            .first()
            .cloned()
            .unwrap_or_else(|| "correct the example, or the rule".to_owned()),
        primary: Label {
            source: SourceId::Rules(example.place.source),
            span: example.place.span,
            reading: String::new(),
            text: "this example".to_owned(),
        },
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
