//! What the project ships for people to look at and to start from: the rule set
//! loads without a mistake, and the seeds hold the words their list names.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use serde::Deserialize;

/// One planted contradiction of `seeds/README.yaml`.
#[derive(Debug, Deserialize)]
struct Planted {
    file: String,
    text: String,
    check: String,
    rule: Option<String>,
    why: String,
}

/// The list of what is planted in the seeds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Seeds {
    findings: Vec<Planted>,
    rule_set: Vec<Planted>,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Loads one file as a rule set; mistakes are shown with their words.
fn load(name: &str) -> RuleSet {
    let source = Source::new(name, text(name));
    RuleSet::from_sources(vec![source]).unwrap_or_else(|broken| {
        let mut shown = String::new();
        for mistake in &broken.mistakes {
            for (place, _) in &mistake.labels {
                let words = &broken.sources[place.source].text[place.span.range()];
                write!(shown, "[{words}] ").expect("writing to a string does not fail");
            }
            writeln!(shown, "{}\n    = {}", mistake.message, mistake.help)
                .expect("writing to a string does not fail");
        }
        panic!("{name} is broken:\n{shown}")
    })
}

#[test]
fn the_shipped_rule_set_loads_without_a_word() {
    let set = load("rules/central-asia.yaml");
    assert!(set.warnings.is_empty(), "{:#?}", set.warnings);
    assert_eq!((set.rules.len(), set.checks.len(), set.phrases.len()), (25, 8, 2));
    let group = set.names.iter().find(|name| name.key == "central-asia").expect("the group is defined");
    assert_eq!(group.members.len(), 5);
    for rule in &set.rules {
        assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
        assert!(rule.claim.len() >= 5, "{} is not said in five languages", rule.id);
        let langs: std::collections::BTreeSet<&str> =
            rule.examples.iter().map(|example| example.lang.as_str()).collect();
        assert!(langs.len() >= 2, "{} has examples in {langs:?} only", rule.id);
    }
}

#[test]
fn the_faulty_rule_set_of_the_seeds_loads_with_its_mixed_script_form() {
    let set = load("seeds/faulty-rules.yaml");
    assert_eq!(set.warnings.len(), 1, "{:#?}", set.warnings);
    assert_eq!(set.reviews.len(), 1);
}

#[test]
fn the_list_of_planted_contradictions_names_words_that_stand_there() {
    let list: Seeds = serde_yaml::from_str(&text("seeds/README.yaml")).expect("the list is YAML");
    let set = load("rules/central-asia.yaml");
    for planted in list.findings.iter().chain(&list.rule_set) {
        assert!(text(&format!("seeds/{}", planted.file)).contains(&planted.text), "{planted:?}");
        assert!(!planted.check.is_empty() && !planted.why.is_empty(), "{planted:?}");
        if let Some(id) = &planted.rule {
            let is_rule = set.rules.iter().any(|rule| rule.id == *id);
            let is_name = set.names.iter().any(|name| name.key == *id && !name.avoid.is_empty());
            assert!(is_rule || is_name, "no rule or name {id}");
        }
    }
}
