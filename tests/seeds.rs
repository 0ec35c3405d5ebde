//! The seeds, linted with the shipped rules: the clean ones yield nothing, and the
//! planted contradictions of `seeds/README.yaml` are found, each with its check,
//! rule and severity, and nothing else is.

#![allow(clippy::print_stdout, reason = "a test run says what is still to do")]

mod common;

use std::fmt::Write as _;

use factlint::article::Article;
use factlint::finding::Finding;
use factlint::lang::registry::Lexicons;
use factlint::lint::{Linted, Settings, lint};
use serde::Deserialize;

const SHIPPED: &str = "rules/central-asia.yaml";
const ENDINGS: &[&str] = &[".txt", ".md"];
/// Why writing may be expected to work.
const STRING: &str = "writing to a string does not fail";

/// What `seeds/README.yaml` lists.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Listed {
    findings: Vec<Entry>,
    rule_set: Vec<Entry>,
    /// Findings of today that are wrong and must go.
    #[serde(default)]
    not_silent_yet: Vec<Entry>,
}

/// One finding of the list.
#[derive(Debug, Deserialize)]
struct Entry {
    file: String,
    text: String,
    check: String,
    rule: Option<String>,
    severity: Option<String>,
    /// Why it is not found yet, or not silent yet.
    todo: Option<String>,
}

impl Entry {
    fn is(&self, finding: &Finding, run: &Run) -> bool {
        let labels = std::iter::once(&finding.primary).chain(&finding.related);
        let mut places = labels.map(|label| common::place(label, &run.linted, run.lexicons.rules()));
        common::is_of(finding, &self.check, self.rule.as_deref())
            && self.severity.as_ref().is_none_or(|severity| *severity == finding.severity.to_string())
            && places.any(|(name, words)| name == self.file && words.contains(&self.text))
    }

    fn line(&self) -> String {
        let rule = self.rule.as_deref().unwrap_or("-");
        let severity = self.severity.as_deref().unwrap_or("any");
        format!("{severity:8} {}:{}:{rule}:\"{}\"", self.file, self.check, self.text)
    }
}

struct Run {
    linted: Linted,
    lexicons: Lexicons,
}

/// Lints folders of the seeds together.
fn run(folders: &[&str], rules: &str, settings: &Settings) -> Run {
    let lexicons = common::lexicons(rules, &common::text(rules));
    let names = folders.iter().flat_map(|folder| common::files(&format!("seeds/{folder}"), ENDINGS));
    let articles: Vec<Article> = names
        .map(|name| common::article(name.trim_start_matches("seeds/"), &common::text(&name), None))
        .collect();
    Run { linted: lint(articles, &lexicons, settings), lexicons }
}

fn listed() -> Listed {
    serde_yaml::from_str(&common::text("seeds/README.yaml")).expect("the list of planted errors is YAML")
}

/// Holds the findings of a run against the list: each row that differs from it, and
/// how many.
fn differences(run: &Run, wanted: &[Entry], wrong: &[Entry]) -> (String, usize) {
    let mut rows = Vec::new();
    for entry in wanted.iter().chain(wrong) {
        let found = run.linted.findings.iter().any(|finding| entry.is(finding, run));
        let wanted = wanted.iter().any(|other| std::ptr::eq(other, entry));
        let line = entry.line();
        match (&entry.todo, found, wanted) {
            (None, true, true) => {}
            (Some(reason), false, true) | (Some(reason), true, false) => {
                println!("to do    {line}\n           {reason}");
            }
            (None, false, true) => rows.push(format!("missing  {line}")),
            (Some(_), true, true) => rows.push(format!("found    {line}: take its `todo` away")),
            (_, false, false) => rows.push(format!("silent   {line}: take it off `not-silent-yet`")),
            (None, true, false) => rows.push(format!("no todo  {line}: say why it is not silent yet")),
        }
    }
    let listed = |finding: &&Finding| wanted.iter().chain(wrong).any(|entry| entry.is(finding, run));
    for finding in run.linted.findings.iter().filter(|finding| !listed(finding)) {
        let line = common::line(finding, &run.linted, run.lexicons.rules());
        rows.push(format!(
            "wrong    {:8} {line}\n           {}",
            finding.severity.to_string(),
            finding.message
        ));
    }
    let mut text = String::new();
    for row in &rows {
        writeln!(text, "{row}").expect(STRING);
    }
    (text, rows.len())
}

#[test]
fn clean_articles_yield_nothing() {
    let run = run(&["clean"], SHIPPED, &Settings::default());
    assert!(run.linted.compared > 0, "silence is no approval where nothing was compared");
    let wrong: Vec<Entry> =
        listed().not_silent_yet.into_iter().filter(|entry| entry.file.starts_with("clean/")).collect();
    let (rows, count) = differences(&run, &[], &wrong);
    assert!(count == 0, "{count} differences in seeds/clean:\n{rows}");
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let list = listed();
    let run = run(&["clean", "planted"], SHIPPED, &Settings::default());
    let (rows, count) = differences(&run, &list.findings, &list.not_silent_yet);
    assert!(count == 0, "{count} differences in seeds/:\n{rows}");
}

#[test]
fn what_is_planted_in_a_rule_set_is_found() {
    let list = listed();
    let settings =
        Settings { as_of: Some("2026-06-01".parse().expect("a day of the calendar")), ..Settings::default() };
    let mut run = run(&["clean"], "seeds/faulty-rules.yaml", &settings);
    // A rule that matched nothing is a line of the summary, not a finding.
    let (unmatched, mut wanted): (Vec<Entry>, Vec<Entry>) =
        list.rule_set.into_iter().partition(|entry| entry.check == "rule-unmatched");
    for entry in &mut wanted {
        entry.file.insert_str(0, "seeds/");
    }
    // The checks of a rule set name the rule they stopped at, which the list leaves open.
    for finding in &mut run.linted.findings {
        finding.rule = None;
    }
    let (rows, count) = differences(&run, &wanted, &[]);
    assert!(count == 0, "{count} differences in seeds/faulty-rules.yaml:\n{rows}");
    let rules = &run.lexicons.rules().rules;
    let silent: Vec<&str> = run.linted.unmatched.iter().map(|&rule| rules[rule].id.as_str()).collect();
    for entry in unmatched {
        assert!(silent.contains(&entry.text.as_str()), "{} matched something", entry.text);
    }
}
