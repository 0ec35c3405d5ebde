//! What was found, part by part, and what is shown of it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::compare::Difference;
use super::{NEAR, Workspace};
use crate::finding::{Finding, Label, SourceId};
use crate::select::{self, select};
use crate::translation::group::Translation;

/// Findings that several hold.
pub(super) type Found = Vec<Arc<Finding>>;

/// What was found in a part of the evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// All of it.
    pub all: Found,
    /// What is shown, where each finding can be judged by itself.
    pub shown: Found,
}

impl Workspace {
    /// A part that holds these.
    pub(super) fn part(&self, found: Vec<Finding>) -> Part {
        self.chosen(found.into_iter().map(Arc::new).collect())
    }

    fn chosen(&self, all: Found) -> Part {
        let level =
            |finding| select::levelled(finding, &self.articles, self.lexicons.rules(), &self.settings);
        Part { shown: all.iter().filter_map(level).collect(), all }
    }

    /// Chooses anew what is shown of each finding.
    pub(super) fn choose_again(&mut self) {
        let again = |part: &Part| self.chosen(part.all.clone());
        let own = self.own.iter().map(again).collect();
        let by_rule = self.by_rule.iter().map(again).collect();
        let by_words = self.by_words.iter().map(|(words, part)| (*words, again(part))).collect();
        let pairs = self.pairs.iter().map(|(pair, part)| (*pair, again(part))).collect();
        let of_rules = again(&self.of_rules);
        (self.own, self.by_rule, self.by_words) = (own, by_rule, by_words);
        (self.pairs, self.of_rules) = (pairs, of_rules);
    }

    fn parts(&self) -> impl Iterator<Item = &Part> {
        let parts = self.own.iter().chain(&self.by_rule).chain(self.by_words.values());
        parts.chain(self.pairs.iter().map(|(_, part)| part)).chain([&self.of_rules])
    }

    /// Whether each finding can be judged by itself: what a text, the configuration or a
    /// baseline lets stand rests on all of them.
    fn is_simple(&self) -> bool {
        let accepts = self.settings.configs.files().iter().any(|config| !config.accepted.is_empty());
        self.settings.baseline.is_none()
            && !accepts
            && self.articles.iter().all(|article| article.allowances.is_empty())
    }

    /// Chooses what is shown of everything found, in the order of every output.
    pub(super) fn gather(&mut self) {
        self.simple = self.is_simple();
        if self.simple {
            self.findings = self.parts().flat_map(|part| &part.shown).cloned().collect();
            self.findings.sort_by(|a, b| a.order().cmp(&b.order()));
            return;
        }
        let found = self.parts().flat_map(|part| &part.all).map(|finding| (**finding).clone()).collect();
        let selected = select(found, &self.articles, self.lexicons.rules(), &self.settings);
        self.findings = selected.findings.into_iter().map(Arc::new).collect();
    }

    /// The same, where some findings were taken out and some put in; gives the sources of
    /// which something else is said now, or the same in another place.
    pub(super) fn gather_changed(
        &mut self,
        changed: &BTreeSet<usize>,
        difference: Difference,
    ) -> BTreeSet<SourceId> {
        let articles: BTreeSet<SourceId> = changed.iter().copied().map(SourceId::Article).collect();
        if !(self.simple && self.is_simple()) {
            let old = std::mem::take(&mut self.findings);
            self.gather();
            return differing(&old, &self.findings, &articles);
        }
        let Difference { mut removed, mut added, moved } = difference;
        let gone = removed.iter().chain(moved.iter().map(|(old, _)| old));
        let gone: FxHashSet<*const Finding> = gone.map(Arc::as_ptr).collect();
        self.findings.retain(|finding| !gone.contains(&Arc::as_ptr(finding)));
        removed.sort_by(|a, b| a.order().cmp(&b.order()));
        added.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut sources = differing(&removed, &added, &articles);
        for (_, new) in &moved {
            sources.extend(shown_beside(new, changed));
        }
        added.extend(moved.into_iter().map(|(_, new)| new));
        added.sort_by(|a, b| a.order().cmp(&b.order()));
        self.findings = merged(std::mem::take(&mut self.findings), added);
        sources
    }

    /// What is shown of some articles, in the order of every output.
    #[must_use]
    pub fn findings_of(&self, articles: Range<usize>) -> Vec<&Finding> {
        let here = |label: &Label| matches!(label.source, SourceId::Article(at) if articles.contains(&at));
        let is_there = |finding: &&Finding| finding.labels().any(here);
        if !self.simple {
            return self.findings.iter().map(|finding| &**finding).filter(is_there).collect();
        }
        let only: BTreeSet<usize> = articles.clone().collect();
        let rules = self.rules_of(&only).into_iter().map(|rule| &self.by_rule[rule]);
        let words = self.words_of(&only).into_iter().filter_map(|words| self.by_words.get(&words));
        let touches = |pair: &Translation| only.iter().any(|&at| pair.has(at));
        let pairs = self.pairs.iter().filter(|(pair, _)| touches(pair)).map(|(_, part)| part);
        let parts = self.own[articles.clone()].iter().chain(rules).chain(words).chain(pairs);
        let mut found: Vec<&Finding> =
            parts.flat_map(|part| &part.shown).map(|finding| &**finding).filter(is_there).collect();
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        found
    }
}

/// Two lists in order, as one.
fn merged(kept: Found, added: Found) -> Found {
    let mut all = Vec::with_capacity(kept.len() + added.len());
    let mut kept = kept.into_iter();
    for new in added {
        let before = kept.as_slice().partition_point(|old| old.order() <= new.order());
        all.extend(kept.by_ref().take(before));
        all.push(new);
    }
    all.extend(kept);
    all
}

/// The sources beside whose places one of these articles is shown: of a long list, only
/// the first places are.
fn shown_beside(finding: &Finding, changed: &BTreeSet<usize>) -> impl Iterator<Item = SourceId> {
    let is_changed = |label: &Label| matches!(label.source, SourceId::Article(at) if changed.contains(&at));
    let is_near = finding.labels().take(NEAR).any(is_changed);
    finding.labels().map(|label| label.source).filter(move |_| is_near)
}

/// The sources that two lists in order say something else of; `changed` are among them.
fn differing(old: &[Arc<Finding>], new: &[Arc<Finding>], changed: &BTreeSet<SourceId>) -> BTreeSet<SourceId> {
    let mut sources = changed.clone();
    let (mut before, mut after) = (old.iter().peekable(), new.iter().peekable());
    while let (Some(a), Some(b)) = (before.peek(), after.peek()) {
        let order = a.order().cmp(&b.order());
        if is_same(a, b) || order.is_eq() && is_same_elsewhere(a, b, changed) {
            if !is_same(a, b) && a.labels().take(NEAR).any(|label| changed.contains(&label.source)) {
                sources.extend(b.labels().map(|label| label.source));
            }
            before.next();
            after.next();
            continue;
        }
        let odd = if order.is_gt() { after.next() } else { before.next() };
        sources.extend(odd.into_iter().flat_map(|odd| odd.labels()).map(|label| label.source));
    }
    sources.extend(before.chain(after).flat_map(|odd| odd.labels()).map(|label| label.source));
    sources
}

fn is_same(a: &Arc<Finding>, b: &Arc<Finding>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// Whether two findings say the same, but for where it stands in these articles.
fn is_same_elsewhere(a: &Finding, b: &Finding, articles: &BTreeSet<SourceId>) -> bool {
    let same_label = |a: &Label, b: &Label| {
        a == b || a.source == b.source && a.text == b.text && articles.contains(&a.source)
    };
    (a.severity, &a.help, a.related.len()) == (b.severity, &b.help, b.related.len())
        && a.labels().zip(b.labels()).all(|(a, b)| same_label(a, b))
}
