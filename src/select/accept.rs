//! Findings that the configuration accepts, and entries that fit none any more.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Hidden, Select};
use crate::config::{Accepted, Configs};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};

/// Takes out what is accepted, and reports the entries that are of no use.
pub(super) fn apply(
    select: &Select<'_>,
    found: &mut Vec<(Finding, String)>,
    hidden: &mut Hidden,
) -> Vec<Finding> {
    let configs = &select.settings.configs;
    let entries = entries(configs);
    if entries.is_empty() {
        return Vec::new();
    }
    let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
    let before = found.len();
    found.retain(|(finding, fingerprint)| {
        let follows = match finding.primary.source {
            SourceId::Article(at) => configs.index(select.name(at)),
            SourceId::Rules(_) => None,
        };
        let is_rule = matches!(finding.primary.source, SourceId::Rules(_));
        let mut shown = true;
        let fitting = entries.get(fingerprint.as_str()).into_iter().flatten();
        for &(file, at) in fitting.filter(|(file, _)| is_rule || follows == Some(*file)) {
            used.insert((file, at));
            shown &= is_over(select, &configs.files()[file].accepted[at]);
        }
        shown
    });
    hidden.accepted = before - found.len();
    let here = articles(select);
    let mut stale = Vec::new();
    for (file, config) in configs.files().iter().enumerate() {
        for (at, entry) in config.accepted.iter().enumerate() {
            let problem = if is_over(select, entry) {
                entry.until.as_ref().map(|until| format!("was accepted until {until}"))
            } else if !used.contains(&(file, at)) && could_be_used(select, &here, file, entry) {
                Some("fits no finding any more".to_owned())
            } else {
                None
            };
            stale.extend(problem.map(|problem| finding(select, file, entry, &problem)));
        }
    }
    stale
}

/// Whether the last day has passed. The day is given, never asked of the clock.
fn is_over(select: &Select<'_>, entry: &Accepted) -> bool {
    let today = select.settings.as_of.as_ref().and_then(crate::mention::edtf::Edtf::first_day);
    let last = entry.until.as_ref().and_then(crate::mention::edtf::Edtf::last_day);
    matches!((today, last), (Some(today), Some(last)) if last < today)
}

/// The entries of all files by what they accept: index of the file and of the entry.
fn entries(configs: &Configs) -> FxHashMap<&str, Vec<(usize, usize)>> {
    let mut entries: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (file, config) in configs.files().iter().enumerate() {
        for (at, entry) in config.accepted.iter().enumerate() {
            entries.entry(entry.fingerprint.as_str()).or_default().push((file, at));
        }
    }
    entries
}

/// The articles of the run: the file each follows and its path from there.
fn articles<'a>(select: &Select<'a>) -> BTreeSet<(usize, &'a str)> {
    let configs = &select.settings.configs;
    let names = select.articles.iter().map(|article| article.source.name.as_str());
    names.filter_map(|name| Some((configs.index(name)?, configs.path(name)))).collect()
}

/// Whether this run read what the entry is about.
fn could_be_used(select: &Select<'_>, here: &BTreeSet<(usize, &str)>, file: usize, entry: &Accepted) -> bool {
    let Some(path) = &entry.article else {
        let config = &select.settings.configs.files()[file];
        let without_its_rules = select.rules.rules.is_empty() && config.rules.is_some();
        return !select.settings.partial && !without_its_rules;
    };
    here.contains(&(file, path.as_str())) || !select.settings.partial
}

fn finding(select: &Select<'_>, file: usize, entry: &Accepted, problem: &str) -> Finding {
    Finding {
        check: "acceptance-stale",
        rule: None,
        severity: Severity::Advice,
        confidence: Confidence::High,
        message: format!(
            "a finding that {} accepted ({}) {problem}",
            quoted(&entry.person),
            quoted(&entry.reason)
        ),
        help: "take the entry out, or look at the finding again and renew it".to_owned(),
        primary: Label {
            // The files of the configuration stand after those of the rule set.
            source: SourceId::Rules(select.rules.sources.len() + file),
            span: entry.span,
            reading: entry.fingerprint.clone(),
            text: "accepted here".to_owned(),
        },
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
