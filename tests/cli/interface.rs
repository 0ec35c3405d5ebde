//! What other programs rely on, to the letter.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{Folder, RIGHT, WRONG, finished, in_project};

/// The type of a value, as the tables below write it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_u64() => "count",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Fails unless the object has these keys and no others, each of one of these types.
#[track_caller]
fn shape(value: &Value, keys: &[(&str, &str)]) {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let mut found: Vec<&str> = object.keys().map(String::as_str).collect();
    let mut wanted: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    for (key, types) in keys {
        assert!(types.split('|').any(|name| name == kind(&object[*key])), "{key} is {}", object[*key]);
    }
}

const LABEL: &[(&str, &str)] = &[
    ("article", "string"),
    ("start", "count"),
    ("end", "count"),
    ("line", "count"),
    ("column", "count"),
    ("end_line", "count"),
    ("end_column", "count"),
    ("text", "string"),
    ("reading", "string"),
    ("label", "string"),
];
const FINDING: &[(&str, &str)] = &[
    ("check", "string"),
    ("rule", "string|null"),
    ("severity", "string"),
    ("confidence", "string"),
    ("message", "string"),
    ("help", "string"),
    ("fingerprint", "string"),
    ("primary", "object"),
    ("related", "list"),
    ("fixes", "list"),
];
const SUMMARY: &[(&str, &str)] = &[
    ("articles", "count"),
    ("mentions", "count"),
    ("claims", "count"),
    ("compared", "count"),
    ("errors", "count"),
    ("warnings", "count"),
    ("advice", "count"),
];

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[track_caller]
fn label(value: &Value) {
    shape(value, LABEL);
    let at = |key: &str| value[key].as_u64().unwrap_or_default();
    assert!(at("line") >= 1 && at("column") >= 1, "{value}");
    assert!((at("line"), at("column")) <= (at("end_line"), at("end_column")), "{value}");
    let words = value["text"].as_str().unwrap_or_default();
    assert_eq!(at("end") - at("start"), words.len() as u64, "{value}");
    let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), value["article"].as_str().unwrap_or_default());
    let source = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let start = usize::try_from(at("start")).expect("a file is shorter");
    assert_eq!(&source[start..start + words.len()], words.as_bytes(), "{value}");
}

#[track_caller]
fn finding(value: &Value) {
    shape(value, FINDING);
    assert!(["error", "warning", "advice"].contains(&value["severity"].as_str().unwrap_or_default()));
    assert!(["high", "medium", "low"].contains(&value["confidence"].as_str().unwrap_or_default()));
    label(&value["primary"]);
    list(&value["related"]).iter().for_each(label);
    for fix in list(&value["fixes"]) {
        shape(fix, &[("title", "string"), ("safe", "bool"), ("edits", "list")]);
        for edit in list(&fix["edits"]) {
            shape(edit, &[("article", "string"), ("start", "count"), ("end", "count"), ("text", "string")]);
        }
    }
}

#[test]
fn the_json_report_keeps_its_shape() {
    let run = finished(in_project(&["check", "seeds", "--rules", "rules", "--format", "json"])).ends(1);
    let report = run.json();
    shape(&report, &[("version", "count"), ("findings", "list"), ("summary", "object")]);
    assert_eq!(report["version"], 1);
    shape(&report["summary"], SUMMARY);
    let findings = list(&report["findings"]);
    assert!(findings.len() > 10, "the seeds hold planted errors");
    findings.iter().for_each(finding);
    let of = |severity: &str| findings.iter().filter(|finding| finding["severity"] == severity).count();
    for (key, severity) in [("errors", "error"), ("warnings", "warning"), ("advice", "advice")] {
        assert_eq!(report["summary"][key], of(severity));
    }
    let mut fingerprints: Vec<_> = findings.iter().map(|finding| finding["fingerprint"].as_str()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), findings.len(), "no two fingerprints are alike");
    let order = |finding: &Value| {
        let primary = &finding["primary"];
        let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            words(&primary["article"]),
            primary["start"].as_u64(),
            primary["end"].as_u64(),
            words(&finding["check"]),
        )
    };
    assert!(findings.is_sorted_by_key(order), "findings come by source, span and check");
}

#[test]
fn the_lines_of_jsonl_are_the_findings_of_json() {
    let arguments = |format: &'static str| ["check", "seeds", "--rules", "rules", "--format", format];
    let report = finished(in_project(&arguments("json"))).json();
    let lines = finished(in_project(&arguments("jsonl"))).json_lines();
    let (last, findings) = lines.split_last().expect("the summary is a line");
    assert_eq!(findings, list(&report["findings"]));
    shape(last, &[("summary", "object")]);
    assert_eq!(last["summary"], report["summary"]);
}

#[test]
fn a_fingerprint_outlives_a_change_of_lines() {
    let one = |text: &str| {
        let folder = Folder::with(&[("a.en.md", text)]);
        folder.run("check --rules rules.yaml --format json").ends(1).json()["findings"][0]["fingerprint"]
            .clone()
    };
    assert_eq!(one(WRONG), one(&format!("# Steppe notes\n\nIt rained.\n\n{WRONG}")));
    assert_ne!(one(WRONG), one(&WRONG.replace("16.8", "16.4")));
}

/// Every modifier there is.
const MODIFIERS: [&str; 8] =
    ["about", "nearly", "more-than", "at-least", "less-than", "at-most", "odd", "dozens"];

/// The keys of a JSON object in the order in which they are printed.
struct Keys(Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, _)) = map.next_entry::<String, Value>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[test]
fn every_kind_of_mention_has_its_keys_in_their_order() {
    let articles = include_str!("../fixtures/cli/mentions.jsonl");
    let run =
        Folder::with(&[]).feed("mentions --input jsonl --rules rules.yaml --format jsonl", articles).ends(0);
    // Which words are read, and how, is held by the corpora of the packs. Here stand
    // the keys of each kind.
    let mut shapes = BTreeSet::new();
    for (line, value) in run.out.lines().zip(run.json_lines()) {
        let Keys(keys) = serde_json::from_str(line).expect("it was read as JSON already");
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        shapes.insert(format!("{kind}: {}", keys.join(" ")));
        let modifier = value["modifier"].as_str();
        assert!(modifier.is_none_or(|modifier| MODIFIERS.contains(&modifier)), "{line}");
        for key in ["start", "end", "line", "column"] {
            assert!(value[key].is_u64(), "{line}");
        }
        for key in
            ["amount", "ratio", "low", "high", "date", "resolved", "time", "zone", "name", "unit", "modifier"]
        {
            assert!(value[key].is_null() || value[key].is_string(), "{key} is no text in {line}");
        }
    }
    for kind in [
        "number", "percent", "money", "quantity", "duration", "ordinal", "date", "weekday", "time", "range",
        "name", "list",
    ] {
        assert!(
            shapes.iter().any(|shape| shape.starts_with(&format!("{kind}: "))),
            "no {kind} in\n{}",
            run.out
        );
    }
    let shapes = Vec::from_iter(shapes).join("\n");
    insta::assert_snapshot!("mentions", shapes);
}

#[test]
fn a_mention_is_printed_to_the_letter() {
    let articles = include_str!("../fixtures/cli/mentions.jsonl");
    let run =
        Folder::with(&[]).feed("mentions --input jsonl --rules rules.yaml --format jsonl", articles).ends(0);
    for line in include_str!("../fixtures/cli/mentions.txt").lines() {
        assert!(run.out.lines().any(|found| found == line), "no {line}\nin\n{}", run.out);
    }
}

#[test]
fn claims_find_who_carries_a_figure() {
    let folder = Folder::with(&[
        ("a.en.md", WRONG),
        ("b.en.md", RIGHT),
        ("c.en.md", "Wool worth 168 dollars was sold.\n"),
    ]);
    let run = folder.run("claims --rules rules.yaml --value 16.8").ends(0);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    run.says("a.en.md:1:42: trade-china-mongolia: \u{2068}16.8 billion dollars\u{2069} \u{2192} 16.8 billion USD, 2023")
        .says("c.en.md:1:12: no rule: \u{2068}168 dollars\u{2069}");
    folder.run("claims --rules rules.yaml --value 77").ends(0).complains("note: no claim was bound");
}

#[test]
fn claims_say_why_nothing_was_bound() {
    let folder = Folder::with(&[("a.en.md", "Trade with Mongolia came to 16.8 billion dollars in 2023.\n")]);
    folder.run("claims --rules rules.yaml").ends(0).complains("no claim was bound");
    folder
        .run("claims --rules rules.yaml --why")
        .ends(0)
        .says("a.en.md:1:1: trade-china-mongolia: ")
        .says("not bound: ");
    let lines = folder.run("claims --rules rules.yaml --why --format jsonl").ends(0).json_lines();
    let keys = "article line column start end text rule reading stance unbound";
    let mut wanted: Vec<&str> = keys.split(' ').collect();
    wanted.sort_unstable();
    let mut found: Vec<String> = lines[0].as_object().expect("a line is an object").keys().cloned().collect();
    found.sort_unstable();
    assert_eq!(found, wanted);
}
