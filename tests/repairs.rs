//! The repairs that findings within an article offer: what the text is after each of
//! them. None is safe, and each leaves a text without that finding.

mod common;

use std::sync::Arc;

use factlint::finding::Fix;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lint::{Settings, lint};
use factlint::rule::checked::RuleSet;
use serde::Deserialize;

/// One case of `tests/data/repairs.yaml`.
#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    date: Option<String>,
    text: String,
    check: String,
    /// The text after each repair, in the order they are offered.
    repaired: Vec<String>,
}

#[test]
fn every_repair_gives_its_text_and_ends_its_finding() {
    let cases: Vec<Case> =
        serde_yaml::from_str(&common::text("tests/data/repairs.yaml")).expect("the cases are well-formed");
    let lexicons = Lexicons::new(Packs::built_in(), Arc::new(RuleSet::default()));
    for case in &cases {
        let fixes = fixes(&lexicons, case, &case.text);
        let texts: Vec<String> = fixes.iter().map(|fix| apply(fix, &case.text)).collect();
        assert_eq!(texts, case.repaired, "{}", case.text);
        assert!(fixes.iter().all(|fix| !fix.safe), "a fact is never corrected without a person");
        for text in &texts {
            assert!(self::fixes(&lexicons, case, text).is_empty(), "still found in: {text}");
        }
    }
}

/// The repairs of the findings of the case's check.
fn fixes(lexicons: &Lexicons, case: &Case, text: &str) -> Vec<Fix> {
    let article = common::article(&case.name, text, case.date.as_deref());
    let linted = lint(vec![article], lexicons, &Settings::default());
    let findings = linted.findings.into_iter().filter(|finding| finding.check == case.check);
    findings.flat_map(|finding| finding.fixes).collect()
}

/// The text with the edits of a repair made, from the last to the first.
fn apply(fix: &Fix, text: &str) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
