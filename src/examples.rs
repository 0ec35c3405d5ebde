//! The rules' own examples: each one an article, each with the verdict it must get.

use rayon::prelude::*;

use crate::article::{Declared, parse};
use crate::claim::{Claim, Facet};
use crate::finding::Finding;
use crate::lang::dateline::Datelines;
use crate::lang::registry::Lexicons;
use crate::lint::{Settings, lint};
use crate::rule::checked::{Example, Expect, Rule, RuleSet};
use crate::source::Source;

/// How an example came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the example in its rule.
    pub example: usize,
    /// What the example got.
    pub got: Expect,
    /// The messages of the findings, to be shown where they were not expected.
    pub messages: Vec<String>,
    /// The hint the example asks for was given, or none was asked for.
    pub hinted: bool,
}

impl Verdict {
    /// Whether the example got what it expects.
    #[must_use]
    pub fn is_right(&self, example: &Example) -> bool {
        self.got == example.expect && self.hinted
    }
}

/// Runs every example of a rule set, in order.
#[must_use]
pub fn run(lexicons: &Lexicons) -> Vec<Verdict> {
    let all: Vec<usize> = (0..lexicons.rules().rules.len()).collect();
    run_rules(lexicons, &all)
}

/// Runs the examples of some of its rules, given by their indices.
#[must_use]
pub fn run_rules(lexicons: &Lexicons, asked: &[usize]) -> Vec<Verdict> {
    let rules: &RuleSet = lexicons.rules();
    let all: Vec<(usize, usize)> = asked
        .iter()
        .flat_map(|&rule| (0..rules.rules[rule].examples.len()).map(move |at| (rule, at)))
        .collect();
    all.into_par_iter().map(|(rule, example)| verdict(lexicons, rules, rule, example)).collect()
}

/// What is wrong about how an example came out; `None` when nothing is.
#[must_use]
pub fn trouble(verdict: &Verdict, example: &Example) -> Option<String> {
    match (verdict.is_right(example), &example.todo) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(_)) => Some("passes now: take its `todo` away".to_owned()),
        (false, None) => Some(unexpected(verdict, example)),
    }
}

fn unexpected(verdict: &Verdict, example: &Example) -> String {
    let name = |expect: Expect| match expect {
        Expect::Ok => "ok",
        Expect::Conflict => "conflict",
        Expect::MissingPeriod => "missing-period",
        Expect::Ignore => "ignore",
    };
    if verdict.got == example.expect {
        return format!("expected the hint `{}`", example.hint.as_deref().unwrap_or_default());
    }
    // A report on good text is noisy, silence on bad text is missing.
    let kind = match (example.expect, verdict.got) {
        (Expect::Ok | Expect::Ignore, Expect::Conflict | Expect::MissingPeriod) => "noisy",
        (Expect::Conflict | Expect::MissingPeriod, Expect::Ok | Expect::Ignore) => "missing",
        _ => "wrong",
    };
    format!("{kind}: expected {}, got {}", name(example.expect), name(verdict.got))
}

fn verdict(lexicons: &Lexicons, rules: &RuleSet, index: usize, at: usize) -> Verdict {
    let rule = &rules.rules[index];
    let example = &rule.examples[at];
    let declared = Declared {
        lang: Some(example.lang.clone()),
        date: example.article_date.as_ref().map(ToString::to_string),
        ..Declared::default()
    };
    let article = parse(Source::new(rule.id.clone(), example.text.clone()), &declared, Datelines::built_in());
    let linted = lint(vec![article], lexicons, &Settings::default());
    let mine: Vec<&Finding> = linted.findings.iter().filter(|finding| is_of(finding, rule)).collect();
    let claimed = linted.claims.iter().any(|claim| claim.rule == index && speaks_for_rule(claim));
    let got = match mine.as_slice() {
        [] if claimed => Expect::Ok,
        [] => Expect::Ignore,
        [finding, ..] if matches!(finding.check, "missing-period" | "stale-figure") => Expect::MissingPeriod,
        _ => Expect::Conflict,
    };
    let messages: Vec<String> = mine.iter().map(|finding| finding.message.clone()).collect();
    let hinted =
        example.hint.as_deref().is_none_or(|hint| messages.iter().any(|message| gives(message, hint, rules)));
    Verdict { rule: index, example: at, got, messages, hinted }
}

/// Claims about sums of the rule set, and figures of other sources, are no claims
/// of the rule itself.
const fn speaks_for_rule(claim: &Claim) -> bool {
    !claim.other_source && !matches!(claim.facet, Facet::Growth | Facet::YearsSince)
}

fn is_of(finding: &Finding, rule: &Rule) -> bool {
    let id = finding.rule.as_deref().unwrap_or_default();
    finding.check != "forbidden-rendering"
        && (id == rule.id || id.strip_prefix(&rule.id).is_some_and(|rest| rest.starts_with('.')))
}

/// Whether a message holds a hint, by the name rule files give it.
fn gives(message: &str, hint: &str, rules: &RuleSet) -> bool {
    if let Some(period) = hint.strip_prefix("value-of-") {
        return message.contains(&format!("the value of {period}"));
    }
    if let Some(key) = hint.strip_prefix("missing ") {
        let said = rules.names.iter().position(|name| name.key == key);
        return said.is_some_and(|id| {
            message.contains("missing")
                && message.contains(&crate::claim::reading::name(rules, crate::rule::checked::NameId(id)))
        });
    }
    crate::claim::hint::sentence(hint).is_some_and(|sentence| message.contains(sentence))
}
