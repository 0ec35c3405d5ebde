//! What the tests that run the whole job share: rules and articles from texts, and
//! whether a finding is the one a list names.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]
// Each test binary uses its own part of this module.
#![allow(dead_code, reason = "every test binary compiles this file and uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use factlint::article::{Article, Declared, parse};
use factlint::finding::{Finding, Label, SourceId};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lint::Linted;
use factlint::rule::checked::RuleSet;
use factlint::source::Source;

/// A path inside the project.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of a file of the project.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files of a folder of the project with this ending, sorted.
pub fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let entries = std::fs::read_dir(path(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| endings.iter().any(|ending| name.ends_with(ending)))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    names.sort();
    names
}

/// The lexicons for one rule file, given as text; its mistakes fail the test.
pub fn lexicons(name: &str, text: &str) -> Lexicons {
    let rules = RuleSet::from_sources(vec![Source::new(name, text)]).unwrap_or_else(|broken| {
        let messages: Vec<&str> = broken.mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        panic!("{name} is broken:\n{}", messages.join("\n"))
    });
    Lexicons::new(Packs::built_in(), Arc::new(rules))
}

/// An article with a date of publication, if one is given.
pub fn article(name: &str, text: &str, date: Option<&str>) -> Article {
    let declared = Declared { date: date.map(str::to_owned), ..Declared::default() };
    parse(Source::new(name, text), &declared, Datelines::built_in())
}

/// Whether the finding is of this check and this rule, or of one key of the rule:
/// `summit-2` names the findings of `summit-2.place` too.
pub fn is_of(finding: &Finding, check: &str, rule: Option<&str>) -> bool {
    let id = finding.rule.as_deref();
    let same = match (id, rule) {
        (Some(id), Some(rule)) => id == rule || id.strip_prefix(rule).is_some_and(|key| key.starts_with('.')),
        (id, rule) => id == rule,
    };
    finding.check == check && same
}

/// Name of the source of a label, and its words.
pub fn place<'a>(label: &Label, linted: &'a Linted, rules: &'a RuleSet) -> (&'a str, &'a str) {
    let source = match label.source {
        SourceId::Article(at) => &linted.articles[at].source,
        SourceId::Rules(at) => &rules.sources[at],
    };
    (&source.name, &source.text[label.span.range()])
}

/// A finding in one line, as the lists of expected findings write them.
pub fn line(finding: &Finding, linted: &Linted, rules: &RuleSet) -> String {
    let (name, words) = place(&finding.primary, linted, rules);
    let rule = finding.rule.as_deref().unwrap_or("-");
    format!("{name}:{}:{rule}:\"{words}\"", finding.check)
}
