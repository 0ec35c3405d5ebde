//! Exceptions in the text: which findings they hide, and which of them are of no use.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::places::{labels, without};
use super::{Hidden, Select};
use crate::article::{Allowance, Covers, Flaw};
use crate::check::{self, Family};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};
use crate::span::Span;
use crate::target::{self, Target};

/// One exception, ready to be asked.
struct Asked<'a> {
    article: usize,
    allowance: &'a Allowance,
    /// What it names, with its place, and whether a finding fitted.
    targets: Vec<(Target, Span, bool)>,
}

impl Asked<'_> {
    /// Whether a label lies where the exception holds.
    fn covers(&self, label: &Label) -> bool {
        label.source == SourceId::Article(self.article)
            && match self.allowance.covers {
                Covers::File => true,
                Covers::Stretch(span) => span.overlaps(label.span) || span.contains(label.span),
                Covers::Nothing => false,
            }
    }
}

/// Hides what the texts allow, and reports the exceptions that cannot be followed or
/// that nothing needs.
pub(super) fn apply(select: &Select<'_>, findings: Vec<Finding>, hidden: &mut Hidden) -> Vec<Finding> {
    let mut asked = asked(select);
    if asked.is_empty() && select.articles.iter().all(|article| article.allowances.is_empty()) {
        return findings;
    }
    let found = findings.len();
    let mut by_article: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, exception) in asked.iter().enumerate() {
        by_article.entry(exception.article).or_default().push(at);
    }
    let mut kept: Vec<Finding> = findings
        .into_iter()
        .filter_map(|finding| without_allowed(&mut asked, &by_article, finding))
        .collect();
    hidden.allowed = found - kept.len();
    kept.extend(flawed(select));
    kept.extend(unused(select, &asked));
    kept
}

/// The exceptions that can be followed.
fn asked<'a>(select: &Select<'a>) -> Vec<Asked<'a>> {
    let mut all = Vec::new();
    for (article, text) in select.articles.iter().enumerate() {
        for allowance in text.allowances.iter().filter(|allowance| allowance.flaw.is_none()) {
            let targets = allowance.targets.iter().map(|(name, span)| (Target::parse(name), *span, false));
            all.push(Asked { article, allowance, targets: targets.collect() });
        }
    }
    all
}

/// What is left of a finding when the places that are allowed are taken out; only the
/// exceptions of its own articles are asked.
fn without_allowed(
    asked: &mut [Asked<'_>],
    by_article: &FxHashMap<usize, Vec<usize>>,
    finding: Finding,
) -> Option<Finding> {
    let articles: BTreeSet<usize> = labels(&finding)
        .filter_map(|label| match label.source {
            SourceId::Article(at) => Some(at),
            SourceId::Rules(_) => None,
        })
        .filter(|at| by_article.contains_key(at))
        .collect();
    let mut allowed = vec![false; finding.related.len() + 1];
    for &at in articles.iter().filter_map(|at| by_article.get(at)).flatten() {
        let exception = &mut asked[at];
        let covered: Vec<usize> = labels(&finding)
            .enumerate()
            .filter(|(_, label)| exception.covers(label))
            .map(|(at, _)| at)
            .collect();
        if covered.is_empty() {
            continue;
        }
        for (target, _, used) in &mut exception.targets {
            if *target != Target::All && target.covers(&finding) {
                *used = true;
                for &at in &covered {
                    allowed[at] = true;
                }
            }
        }
    }
    without(finding, &allowed)
}

/// What cannot be followed, and why.
fn flawed(select: &Select<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (article, text) in select.articles.iter().enumerate() {
        for allowance in &text.allowances {
            let Some(flaw) = &allowance.flaw else { continue };
            let (message, help) = said(flaw);
            let label = Label {
                source: SourceId::Article(article),
                span: allowance.span,
                reading: String::new(),
                text: "this allows nothing".to_owned(),
            };
            findings.push(finding("suppression-invalid", Severity::Warning, message, help.to_owned(), label));
        }
    }
    findings
}

fn said(flaw: &Flaw) -> (String, &'static str) {
    let form = "write `factlint-allow CHECK-or-RULE: reason`";
    match flaw {
        Flaw::NoReason => (
            "the exception gives no reason".to_owned(),
            "say after a colon why the text may stand: `factlint-allow CHECK-or-RULE: reason`",
        ),
        Flaw::NoTarget => ("the exception names neither a check nor a rule".to_owned(), form),
        Flaw::NoSuchWord(word) => (
            format!("{} means nothing to factlint", quoted(word)),
            "write `factlint-allow CHECK-or-RULE: reason` for the next paragraph, `factlint-allow-file` for all",
        ),
        Flaw::NoMapping => (
            "`factlint-allow` of front matter holds no names with reasons".to_owned(),
            "write one `CHECK-or-RULE: reason` a line under it",
        ),
        Flaw::NothingFollows => (
            "the exception is for the next paragraph, and none follows".to_owned(),
            "put it before the paragraph, or use `factlint-allow-file`",
        ),
    }
}

/// What nothing needs. Where not all articles or no rules were read, only those are
/// judged that could have been needed.
fn unused(select: &Select<'_>, asked: &[Asked<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for exception in asked {
        for (target, span, _) in exception.targets.iter().filter(|(.., used)| !used) {
            let Some((message, help)) = needless(select, target) else { continue };
            let label = Label {
                source: SourceId::Article(exception.article),
                span: *span,
                reading: String::new(),
                text: "no finding here is of this name".to_owned(),
            };
            findings.push(finding("suppression-unused", Severity::Advice, message, help, label));
        }
    }
    findings
}

fn needless(select: &Select<'_>, target: &Target) -> Option<(String, String)> {
    let no_rules = select.rules.rules.is_empty();
    if let Some(id) = target.rule() {
        if no_rules || select.settings.partial {
            return None;
        }
        if !target::is_known(id, select.rules) {
            let help = match target::meant(id, select.rules) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`factlint explain` lists the checks, `factlint rules list` the rules".to_owned(),
            };
            return Some((format!("{} is neither a check nor a rule", quoted(id)), help));
        }
    }
    if let Some(check) = target.check().and_then(check::named) {
        let alone = check.family == Family::WITHIN;
        if !alone && (no_rules || select.settings.partial) {
            return None;
        }
    }
    Some(("the exception hides no finding".to_owned(), "take it out".to_owned()))
}

fn finding(
    check: &'static str,
    severity: Severity,
    message: String,
    help: String,
    primary: Label,
) -> Finding {
    Finding {
        check,
        rule: None,
        severity,
        confidence: Confidence::High,
        message,
        help,
        primary,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
