//! What is shown of what was found: exceptions in the text, severities and accepted
//! findings of the configuration, the baseline.
//!
//! It is the last step of the one library call, so that the terminal, the editor and
//! CI show the same. What it hides it counts: silence is no approval.

mod accept;
mod allow;
mod baseline;
mod changes;
mod places;

use std::sync::Arc;

use crate::article::Article;
use crate::config::Level;
use crate::finding::{Finding, Label, SourceId};
use crate::lint::Settings;
use crate::report;
use crate::rule::checked::RuleSet;

pub use baseline::{Baseline, BrokenBaseline};
pub use changes::{Before, Old, keep_new};

/// How many findings are not shown, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The text allows them.
    pub allowed: usize,
    /// The configuration turns them off.
    pub off: usize,
    /// The configuration accepts them.
    pub accepted: usize,
    /// They are in the baseline.
    pub baseline: usize,
    /// Entries of the baseline that fit no finding any more.
    pub stale_baseline: usize,
    /// They were there before the change.
    pub unchanged: usize,
}

/// What is shown.
#[derive(Debug, Default)]
pub struct Selected {
    /// The findings, in the order of every output.
    pub findings: Vec<Finding>,
    /// One fingerprint a finding.
    pub fingerprints: Vec<String>,
    /// What is not shown.
    pub hidden: Hidden,
}

/// Chooses what is shown.
#[must_use]
pub fn select(
    findings: Vec<Finding>,
    articles: &[Arc<Article>],
    rules: &RuleSet,
    settings: &Settings,
) -> Selected {
    let select = Select { articles, rules, settings };
    let mut hidden = Hidden::default();
    let findings = allow::apply(&select, findings, &mut hidden);
    let found = findings.len();
    let mut findings: Vec<Finding> =
        findings.into_iter().filter_map(|finding| select.level(finding)).collect();
    hidden.off = found - findings.len();
    // Fingerprints are taken of all of them, before any is left out: two that are alike
    // are told apart by a counter, which must not depend on what is accepted.
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let fingerprints = select.fingerprints(&findings);
    let mut found: Vec<(Finding, String)> = findings.into_iter().zip(fingerprints).collect();
    let stale = accept::apply(&select, &mut found, &mut hidden);
    let stale: Vec<Finding> = stale.into_iter().filter_map(|finding| select.level(finding)).collect();
    let fingerprints = select.fingerprints(&stale);
    found.extend(stale.into_iter().zip(fingerprints));
    if let Some(baseline) = &settings.baseline {
        baseline.apply(&mut found, &mut hidden);
    }
    found.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    let (findings, fingerprints) = found.into_iter().unzip();
    Selected { findings, fingerprints, hidden }
}

/// A finding as the configuration has it, judged by itself: not what texts allow or what is
/// accepted.
#[must_use]
pub fn levelled(
    finding: &Arc<Finding>,
    articles: &[Arc<Article>],
    rules: &RuleSet,
    settings: &Settings,
) -> Option<Arc<Finding>> {
    if settings.configs.files().is_empty() {
        return Some(Arc::clone(finding));
    }
    let level = Select { articles, rules, settings }.level((**finding).clone())?;
    Some(if level == **finding { Arc::clone(finding) } else { Arc::new(level) })
}

/// What choosing rests on.
#[derive(Clone, Copy)]
struct Select<'a> {
    articles: &'a [Arc<Article>],
    rules: &'a RuleSet,
    settings: &'a Settings,
}

impl Select<'_> {
    /// The finding with the severity that the configuration of its first article gives
    /// it, without the articles whose configuration turns it off.
    fn level(&self, mut finding: Finding) -> Option<Finding> {
        if self.settings.configs.files().is_empty() {
            return Some(finding);
        }
        let off: Vec<bool> =
            places::labels(&finding).map(|label| self.level_at(label, &finding) == Level::Off).collect();
        finding = places::without(finding, &off)?;
        match self.level_at(&finding.primary, &finding) {
            // Off, too, where all that is left is a place in the rule set.
            Level::Off => return None,
            Level::Default => {}
            // What is milder than its check, for it rests on a quotation or on an
            // approximation or its rule says so, is never made more severe.
            Level::At(severity) => {
                let usual = crate::check::named(finding.check).map_or(severity, |check| check.severity);
                let milder = finding.severity < usual;
                finding.severity = if milder { finding.severity.min(severity) } else { severity };
            }
        }
        Some(finding)
    }

    /// What the configuration of a place says of the finding. Places in the rule set
    /// count only where there is no other.
    fn level_at(&self, label: &Label, finding: &Finding) -> Level {
        let configs = &self.settings.configs;
        match label.source {
            SourceId::Article(at) => match configs.of(self.name(at)) {
                Some((config, path)) => config.level(path, finding),
                None => Level::Default,
            },
            // The rule set belongs to no folder: any file may speak of it, if the finding
            // is about nothing else.
            SourceId::Rules(_) if finding.primary.source != label.source => Level::Default,
            SourceId::Rules(_) => configs
                .files()
                .iter()
                .map(|config| config.level("", finding))
                .find(|level| *level != Level::Default)
                .unwrap_or(Level::Default),
        }
    }

    fn name(&self, article: usize) -> &str {
        self.articles.get(article).map_or("", |article| &article.source.name)
    }

    fn fingerprints(&self, findings: &[Finding]) -> Vec<String> {
        report::fingerprints_by(findings, |id| match id {
            SourceId::Article(at) => {
                let source = &self.articles.get(at)?.source;
                Some((self.settings.configs.path(&source.name), &source.text))
            }
            SourceId::Rules(at) => {
                let source = self.rules.sources.get(at)?;
                Some((&source.name, &source.text))
            }
        })
    }
}
