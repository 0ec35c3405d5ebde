//! Runs `tests/scenarios/*.md`: what the binding of texts to rules must survive.
//! Their format is told in `tests/scenarios/FORMAT.txt`.

#![allow(clippy::disallowed_methods, reason = "the environment may choose the scenarios to run")]

mod common;

use std::fmt::Write as _;

use factlint::article::Article;
use factlint::finding::Finding;
use factlint::lang::registry::Lexicons;
use factlint::lint::{Linted, Settings, lint};
use rayon::prelude::*;

/// The rule set of the scenarios that bring none of their own.
const SHIPPED: &str = "rules/central-asia.yaml";

/// One scenario, as written.
#[derive(Debug, Default)]
struct Scenario {
    /// The file and the line of its title.
    place: String,
    title: String,
    /// Why it is not right yet.
    todo: Option<String>,
    articles: Vec<ArticleBlock>,
    rules: Option<String>,
    /// The lines of its report; `None` where it has none, which is a mistake.
    report: Option<Vec<Expected>>,
}

#[derive(Debug)]
struct ArticleBlock {
    name: String,
    date: Option<String>,
    text: String,
}

/// One line of a report.
#[derive(Debug)]
struct Expected {
    line: String,
    article: String,
    check: String,
    rule: Option<String>,
    words: String,
}

#[test]
fn every_scenario_yields_its_report() {
    let shipped = common::lexicons(SHIPPED, &common::text(SHIPPED));
    let scenarios: Vec<Scenario> = common::files("tests/scenarios", &[".md"])
        .iter()
        .flat_map(|name| parse(name, &common::text(name)))
        .filter(chosen)
        .collect();
    let differences: Vec<String> =
        scenarios.par_iter().map(|scenario| difference(scenario, &shipped)).collect();
    let (mut failures, mut open, mut failed, mut todo) = (String::new(), String::new(), 0, 0);
    for (scenario, difference) in scenarios.iter().zip(differences) {
        let Scenario { place, title, .. } = scenario;
        match (&scenario.todo, difference.is_empty()) {
            (None, true) => {}
            (Some(reason), false) => {
                todo += 1;
                writeln!(open, "{place}: {title}\n  todo: {reason}\n{difference}").expect(STRING);
            }
            (Some(_), true) => {
                failed += 1;
                writeln!(failures, "{place}: {title}\n  passes now: take its `todo` away").expect(STRING);
            }
            (None, false) => {
                failed += 1;
                writeln!(failures, "{place}: {title}\n{difference}").expect(STRING);
            }
        }
    }
    println!("{open}{} scenarios, {todo} of them not right yet", scenarios.len());
    assert!(failed == 0, "{failed} of {} scenarios do not yield their report:\n{failures}", scenarios.len());
}

/// Why writing may be expected to work.
const STRING: &str = "writing to a string does not fail";

/// `SCENARIO=trade cargo test --test scenarios` runs those with the word in their
/// file name or title.
fn chosen(scenario: &Scenario) -> bool {
    std::env::var("SCENARIO")
        .map_or(true, |word| scenario.place.contains(&word) || scenario.title.contains(&word))
}

/// What is missing and what is too much, one a line; empty when all is right.
fn difference(scenario: &Scenario, shipped: &Lexicons) -> String {
    let own = scenario.rules.as_ref().map(|text| common::lexicons(&scenario.place, text));
    let lexicons = own.as_ref().unwrap_or(shipped);
    let linted = lint(articles(scenario), lexicons, &Settings::default());
    let report = scenario.report.as_deref().unwrap_or_else(|| panic!("{} has no report", scenario.place));
    let mut left: Vec<&Finding> = linted.findings.iter().collect();
    let mut text = String::new();
    for expected in report {
        match left.iter().position(|finding| is_it(finding, expected, &linted, lexicons)) {
            Some(at) => drop(left.remove(at)),
            None => writeln!(text, "  missing  {}", expected.line).expect(STRING),
        }
    }
    for finding in left {
        let line = common::line(finding, &linted, lexicons.rules());
        writeln!(text, "  wrong    {line}\n             {}", finding.message).expect(STRING);
    }
    text
}

fn articles(scenario: &Scenario) -> Vec<Article> {
    let blocks = scenario.articles.iter();
    blocks.map(|block| common::article(&block.name, &block.text, block.date.as_deref())).collect()
}

fn is_it(finding: &Finding, expected: &Expected, linted: &Linted, lexicons: &Lexicons) -> bool {
    let (name, words) = common::place(&finding.primary, linted, lexicons.rules());
    let holds = words.contains(&expected.words)
        // A list is found by one of its items.
        || expected.check == "participants-mismatch" && expected.words.contains(words);
    common::is_of(finding, &expected.check, expected.rule.as_deref()) && name == expected.article && holds
}

/// The scenarios of one file.
fn parse(name: &str, text: &str) -> Vec<Scenario> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            let place = format!("{name}:{}", at + 1);
            scenarios.push(Scenario { place, title: title.to_owned(), ..Scenario::default() });
            continue;
        }
        let Some(scenario) = scenarios.last_mut() else {
            assert!(line.trim().is_empty(), "{name}:{}: expected `# title`, not {line:?}", at + 1);
            continue;
        };
        if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
            take_block(scenario, info, &body.join("\n"));
        } else if let Some(reason) = line.strip_prefix("todo: ") {
            scenario.todo = Some(reason.to_owned());
        }
    }
    scenarios
}

fn take_block(scenario: &mut Scenario, info: &str, body: &str) {
    let place = &scenario.place;
    let mut words = info.split_whitespace();
    match words.next() {
        Some("article") => {
            let mut block = ArticleBlock { name: String::new(), date: None, text: format!("{body}\n") };
            for word in words {
                match word.split_once('=') {
                    Some(("name", name)) => name.clone_into(&mut block.name),
                    Some(("date", date)) => block.date = Some(date.to_owned()),
                    _ => panic!("{place}: expected `name=` or `date=`, not {word:?}"),
                }
            }
            scenario.articles.push(block);
        }
        Some("rules") => scenario.rules = Some(body.to_owned()),
        Some("report") => {
            let lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "nothing");
            scenario.report = Some(lines.map(|line| expected(place, line)).collect());
        }
        other => panic!("{place}: expected an article, rules or report, not {other:?}"),
    }
}

/// `article:check:rule:"words"`; a check that needs no rule has `-` for one.
fn expected(place: &str, line: &str) -> Expected {
    let mut parts = line.splitn(4, ':').map(str::to_owned);
    let mut next = || {
        parts.next().unwrap_or_else(|| panic!("{place}: expected article:check:rule:\"words\", not {line:?}"))
    };
    let (article, check, rule, words) = (next(), next(), next(), next());
    Expected {
        line: line.to_owned(),
        article,
        check,
        rule: Some(rule).filter(|rule| rule != "-"),
        words: words.trim().trim_matches('"').to_owned(),
    }
}
