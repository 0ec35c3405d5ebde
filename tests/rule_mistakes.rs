//! Rule files as their authors write them: the whole language is read, and every
//! mistake is said, all at once, where it stands.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

use std::fmt::Write as _;
use std::path::Path;

use factlint::finding::Severity;
use factlint::rule::BrokenRules;
use factlint::rule::checked::{Known, Place, Report, RuleSet};
use factlint::source::Source;

/// Reads fixture files as one rule set.
fn load(names: &[&str]) -> Result<RuleSet, BrokenRules> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules");
    let read = |name: &&str| {
        let text = std::fs::read_to_string(folder.join(name)).expect("a fixture of this test");
        Source::new(*name, text)
    };
    RuleSet::from_sources(names.iter().map(read).collect())
}

/// The mistakes of a rule set, one line each: line, text labelled, message, help.
fn mistakes(broken: &BrokenRules) -> String {
    let mut lines = String::new();
    for mistake in &broken.mistakes {
        for (at, (place, text)) in mistake.labels.iter().enumerate() {
            let source = &broken.sources[place.source];
            let line = source.text[..place.span.start].lines().count().max(1);
            let words = &source.text[place.span.range()];
            let said = if at == 0 { format!(": {}", mistake.message) } else { format!(" ({text})") };
            let _ = writeln!(
                lines,
                "{}{}:{line} [{words}]{said}",
                if at == 0 { "" } else { "    " },
                source.name
            );
        }
        let _ = writeln!(lines, "    = {}", mistake.help);
    }
    lines
}

/// The mistakes of a fixture that must be broken.
fn broken(names: &[&str]) -> String {
    mistakes(&load(names).expect_err("a rule set with mistakes"))
}

#[test]
fn every_key_of_the_language_is_read() {
    let set = load(&["whole-language.yaml"]).unwrap_or_else(|broken| panic!("{}", mistakes(&broken)));
    assert_eq!((set.names.len(), set.terms.len()), (12, 8));
    assert_eq!((set.rules.len(), set.checks.len(), set.phrases.len()), (13, 6, 2));
    assert!(set.warnings.is_empty(), "{:?}", set.warnings);
    let rows: Vec<String> =
        set.list("he").into_iter().map(|row| format!("{} {}", row.id, row.kind)).collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn what_is_checked_is_what_is_written() {
    let set = load(&["whole-language.yaml"]).unwrap_or_else(|broken| panic!("{}", mistakes(&broken)));
    let rule =
        set.rules.iter().find(|rule| rule.id == "freight-on-the-river").expect("a rule of the fixture");
    let Known::Figures { rows, .. } = &rule.value else { panic!("a table") };
    let written = |place: Place| &set.sources[place.source].text[place.span.range()];
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let period = row.period.as_ref().map(ToString::to_string).unwrap_or_default();
            let unit = row.unit.as_deref().unwrap_or_default();
            format!("{period}: {} {unit} as {}", row.amount.decimal_string(), written(row.place))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    assert_eq!((rule.sources.len(), rule.examples.len(), rule.parties.len()), (2, 5, 2));
    assert!(rule.other_sources_separate);
    assert_eq!(rule.applies_to, ["economy/**"]);
    assert_eq!(
        (rule.when.conflict, rule.when.across_periods),
        (Report::At(Severity::Warning), Some(Report::Off))
    );
    assert_eq!(written(rule.place), "freight-on-the-river");
    assert!(
        set.rules.iter().filter(|rule| rule.value.is_compare()).all(|rule| rule.id == "freight-ethiopia")
    );
    assert_eq!(set.list("he").iter().filter(|row| row.kind == "event").count(), 1);
}

#[test]
fn the_shipped_rule_set_has_no_mistakes() {
    let folder =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).expect("shipped rules");
    let files = folder.map(|entry| entry.expect("a file of the folder").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a shipped file");
        Source::new(path.display().to_string(), text)
    };
    let set = RuleSet::from_sources(files.map(read).collect());
    let set = set.unwrap_or_else(|broken| panic!("{}", mistakes(&broken)));
    assert!(set.warnings.is_empty(), "{:?}", set.warnings);
    assert!(set.rules.iter().all(|rule| !rule.examples.is_empty()));
}

#[test]
fn ten_mistakes_are_ten_reports() {
    let broken = load(&["ten-mistakes.yaml"]).expect_err("a rule set with mistakes");
    insta::assert_snapshot!(mistakes(&broken));
    assert_eq!(broken.mistakes.len(), 10);
}

#[test]
fn mistakes_in_names() {
    insta::assert_snapshot!(broken(&["names.yaml"]));
}

#[test]
fn mistakes_in_rules() {
    insta::assert_snapshot!(broken(&["rules.yaml"]));
}

#[test]
fn mistakes_in_checks_and_phrases() {
    insta::assert_snapshot!(broken(&["checks.yaml"]));
}

#[test]
fn a_file_that_is_no_yaml_is_the_only_mistake_said() {
    // Its names are unknown, so what the other file refers to may be defined in it.
    insta::assert_snapshot!(broken(&["syntax.yaml", "uses-other-file.yaml"]));
}

#[test]
fn names_and_terms_are_shared_by_all_files() {
    let set = load(&["whole-language.yaml", "uses-other-file.yaml"]);
    assert_eq!(set.map(|set| set.rules.len()).map_err(|broken| mistakes(&broken)), Ok(14));
    assert!(broken(&["uses-other-file.yaml"]).contains("undefined name or term `freight`"));
}

#[test]
fn letters_of_two_alphabets_in_a_word_are_worth_a_look() {
    let set = load(&["mixed-script.yaml"]).unwrap_or_else(|broken| panic!("{}", mistakes(&broken)));
    let checks: Vec<&str> = set.warnings.iter().map(|finding| finding.check).collect();
    assert_eq!(checks, ["mixed-script-alias"]);
    assert!(set.warnings[0].message.contains("Cyrillic and Latin"), "{}", set.warnings[0].message);
}

#[test]
fn a_set_without_rules_is_allowed() {
    assert!(RuleSet::from_sources(Vec::new()).is_ok());
    assert!(RuleSet::from_sources(vec![Source::new("empty.yaml", "")]).is_ok());
    assert!(RuleSet::from_sources(vec![Source::new("names.yaml", "factlint: 1\nnames: {}\n")]).is_ok());
}

#[test]
fn a_key_that_cannot_be_read_is_no_second_mistake() {
    let text = "factlint: 1\nterms:\n  freight:\nrules:\n- {id: a, claim: c, about: {together: freight}, amount: compare}\n";
    let broken =
        RuleSet::from_sources(vec![Source::new("a.yaml", text)]).expect_err("a term without a value");
    assert_eq!(
        mistakes(&broken),
        "a.yaml:3 [freight]: no value is given here\n    = give one, or remove it\n"
    );
}

#[test]
fn odd_files_give_mistakes_and_no_more() {
    for text in [
        "5",
        "- a\n- b\n",
        "rules: 5",
        "factlint: 1\nrules: [{}]",
        "\u{1b}[31m: x",
        "factlint: [1]",
        "a: b: c",
    ] {
        let broken = RuleSet::from_sources(vec![Source::new("odd.yaml", text)]).expect_err(text);
        assert!(!broken.mistakes.is_empty());
    }
}

#[test]
fn every_key_is_documented_in_the_schema() {
    let schema = factlint::rule::schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let mut undocumented = Vec::new();
    for (name, definition) in definitions.iter().chain([(&"RuleFile".to_owned(), &schema)]) {
        for (key, property) in definition["properties"].as_object().into_iter().flatten() {
            if property["description"].as_str().is_none() {
                undocumented.push(format!("{name}.{key}"));
            }
        }
    }
    assert!(undocumented.is_empty(), "{undocumented:?}");
    let keys: Vec<&String> = schema["properties"].as_object().expect("properties").keys().collect();
    assert_eq!(keys.len(), 13, "{keys:?}");
    for absent in ["$languages", "\"null\""] {
        assert!(!schema.to_string().contains(absent), "{absent}");
    }
    assert_eq!(schema["$defs"]["RuleEntry"]["required"], serde_json::json!(["id", "claim"]));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 64, ..Default::default() })]

    /// Whatever an editor does to a file on the way, it is read or its mistakes
    /// are said, in places that lie in it.
    #[test]
    fn a_file_half_typed_does_no_harm(at in 0..1_000_usize, cut in 0..40_usize, typed in ".{0,3}") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules");
        let text = std::fs::read_to_string(folder.join("whole-language.yaml")).expect("a fixture of this test");
        let letters: Vec<char> = text.chars().collect();
        let from = letters.len() * at / 1_000;
        let to = (from + cut).min(letters.len());
        let changed: String = letters[..from].iter().copied().chain(typed.chars()).chain(letters[to..].iter().copied()).collect();
        if let Err(broken) = RuleSet::from_sources(vec![Source::new("typed.yaml", changed)]) {
            let _ = mistakes(&broken);
        }
    }
}
