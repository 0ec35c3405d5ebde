//! `factlint test`: the rules' own examples.

use std::fmt::Write as _;

use super::args::TestArguments;
use super::failure::{Exit, Failure};
use super::{output, rule_files};
use crate::examples::{Verdict, run as run_examples, trouble};
use crate::finding::quoted;
use crate::report::{Bidi, sanitise};
use crate::rule::checked::{Example, RuleSet};
use crate::source::LineIndex;

/// Runs it: exit code 1 when an example does not get what it expects.
///
/// # Errors
///
/// When the rule set is broken, or standard output is closed to us.
pub fn run(arguments: &TestArguments) -> Result<Exit, Failure> {
    let rules = rule_files::here(&arguments.rules)?;
    let lexicons = rule_files::lexicons(&rules);
    let verdicts = run_examples(&lexicons);
    let mut text = String::new();
    let (mut passed, mut failed, mut todo) = (0, 0, 0);
    for verdict in &verdicts {
        let example = &rules.rules[verdict.rule].examples[verdict.example];
        match (trouble(verdict, example), &example.todo) {
            (Some(trouble), _) => {
                failed += 1;
                text.push_str(&line(&rules, verdict, example, &trouble));
            }
            (None, Some(_)) => todo += 1,
            (None, None) => passed += 1,
        }
    }
    let without: Vec<&str> =
        rules.rules.iter().filter(|rule| rule.examples.is_empty()).map(|rule| rule.id.as_str()).collect();
    for id in &without {
        let _ = writeln!(text, "note: {id} has no examples");
    }
    let _ = writeln!(
        text,
        "{passed} examples passed, {failed} failed, {todo} to do; {} rules without examples",
        without.len()
    );
    output::print(&text)?;
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

/// `path:line: rule: what is wrong: the sentence`, and the findings it got.
fn line(rules: &RuleSet, verdict: &Verdict, example: &Example, trouble: &str) -> String {
    let source = &rules.sources[example.place.source];
    let position = LineIndex::new(&source.text).position(example.place.span.start);
    let head = format!(
        "{}:{}:{}: {}: {trouble}: {}",
        source.name,
        position.line,
        position.column,
        rules.rules[verdict.rule].id,
        quoted(&example.text)
    );
    let mut text = format!("{}\n", sanitise::line(&head, Bidi::Isolate));
    for message in &verdict.messages {
        let _ = writeln!(text, "    {}", sanitise::line(message, Bidi::Isolate));
    }
    text
}
