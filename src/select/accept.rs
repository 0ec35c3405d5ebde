//! Findings that the configuration accepts, and entries that fit none any more.

use std::collections::BTreeSet;

use super::{Hidden, Select};
use crate::config::{Accepted, Config};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};

/// Takes out what is accepted, and reports the entries that are of no use.
pub(super) fn apply(
    select: &Select<'_>,
    found: &mut Vec<(Finding, String)>,
    hidden: &mut Hidden,
) -> Vec<Finding> {
    let configs = &select.settings.configs;
    let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
    let before = found.len();
    found.retain(|(finding, fingerprint)| {
        let follows = match finding.primary.source {
            SourceId::Article(at) => configs.index(select.name(at)),
            SourceId::Rules(_) => None,
        };
        let is_rule = matches!(finding.primary.source, SourceId::Rules(_));
        let mut shown = true;
        for (file, config) in configs.files().iter().enumerate() {
            if !is_rule && follows != Some(file) {
                continue;
            }
            for (at, entry) in config.accepted.iter().enumerate() {
                if entry.fingerprint == *fingerprint {
                    used.insert((file, at));
                    shown &= is_over(select, entry);
                }
            }
        }
        shown
    });
    hidden.accepted = before - found.len();
    let mut stale = Vec::new();
    for (file, config) in configs.files().iter().enumerate() {
        for (at, entry) in config.accepted.iter().enumerate() {
            let problem = if is_over(select, entry) {
                entry.until.as_ref().map(|until| format!("was accepted until {until}"))
            } else if !used.contains(&(file, at)) && could_be_used(select, file, config, entry) {
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

/// Whether this run read what the entry is about.
fn could_be_used(select: &Select<'_>, file: usize, config: &Config, entry: &Accepted) -> bool {
    let configs = &select.settings.configs;
    let Some(path) = &entry.article else {
        let without_its_rules = select.rules.rules.is_empty() && config.rules.is_some();
        return !select.settings.partial && !without_its_rules;
    };
    let names = select.readings.iter().map(|reading| reading.article.source.name.as_str());
    let mut here = names.filter(|name| configs.index(name) == Some(file));
    here.any(|name| configs.path(name) == path) || !select.settings.partial
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
