//! What is compared again when some articles have changed.
//!
//! Each family of checks is run on the part of the evidence its findings rest on: one
//! article, the claims of one rule, sentences of the same words, one pair of
//! translations. What such a part yields is kept until the part changes.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{NEAR, Workspace};
use crate::check::{self, Evidence, Reach, restated};
use crate::claim::Claim;
use crate::finding::{Finding, Label, SourceId};
use crate::select::select;
use crate::translation::facts::{self, Facts};
use crate::translation::group::Translation;

impl Workspace {
    fn evidence<'a>(&'a self, claims: &'a [Claim], translations: &'a [Translation]) -> Evidence<'a> {
        Evidence {
            readings: &self.readings,
            lexicons: &self.lexicons,
            rules: self.lexicons.rules(),
            claims,
            met: &[],
            facts: &self.facts,
            translations,
            settings: &self.settings,
        }
    }

    /// Everything anew.
    pub(super) fn compare_all(&mut self) {
        let articles: Vec<usize> = (0..self.readings.len()).collect();
        self.own = articles.par_iter().map(|&at| self.of_article(at)).collect();
        let rules: Vec<usize> = (0..self.by_rule.len()).collect();
        self.by_rule = rules.par_iter().map(|&rule| self.of_claims(&self.claims_about(rule))).collect();
        self.by_words = self.tellers.keys().map(|&words| (words, self.of_words(words))).collect();
        self.by_words.retain(|_, found| !found.is_empty());
        self.of_rules = check::run_reach(Reach::RuleSet, &self.evidence(&[], &[])).findings;
        // Indices have changed, or this is the first time: the pairs are looked for anew.
        self.pairs.clear();
    }

    /// What rests on the articles that have changed: the claims of these rules and the
    /// sentences of these words among it.
    pub(super) fn compare_changed(
        &mut self,
        changed: &BTreeSet<usize>,
        rules: &BTreeSet<usize>,
        words: &BTreeSet<u64>,
    ) {
        for &at in changed {
            self.own[at] = self.of_article(at);
        }
        for &rule in rules {
            self.by_rule[rule] = self.of_claims(&self.claims_about(rule));
        }
        for &words in words {
            let found = self.of_words(words);
            if found.is_empty() {
                self.by_words.remove(&words);
            } else {
                self.by_words.insert(words, found);
            }
        }
        let touched =
            |pair: &Translation| changed.contains(&pair.original) || changed.contains(&pair.translation);
        let fresh: Vec<Option<Vec<Finding>>> =
            self.pairs.iter().map(|(pair, _)| touched(pair).then(|| self.of_pair(*pair))).collect();
        for ((_, kept), fresh) in self.pairs.iter_mut().zip(fresh) {
            if let Some(fresh) = fresh {
                *kept = fresh;
            }
        }
    }

    /// Takes over another list of translations; what was found in a pair that stays is kept.
    pub(super) fn compare_pairs(&mut self, pairs: Vec<Translation>) {
        let mut kept: BTreeMap<Translation, Vec<Finding>> =
            std::mem::take(&mut self.pairs).into_iter().collect();
        let known: Vec<(Translation, Option<Vec<Finding>>)> =
            pairs.into_iter().map(|pair| (pair, kept.remove(&pair))).collect();
        let fresh = known.iter().filter(|(_, found)| found.is_none());
        let fresh: BTreeSet<usize> = fresh.flat_map(|(pair, _)| [pair.original, pair.translation]).collect();
        let facts: Vec<(usize, Facts)> =
            fresh.into_par_iter().map(|at| (at, facts::facts(&self.readings[at], &self.lexicons))).collect();
        for (at, facts) in facts {
            self.facts[at] = facts;
        }
        self.pairs = known
            .into_par_iter()
            .map(|(pair, found)| (pair, found.unwrap_or_else(|| self.of_pair(pair))))
            .collect();
    }

    /// What an article says against itself. It is the only one there is, and has the
    /// first index, while that is looked for.
    fn of_article(&self, at: usize) -> Vec<Finding> {
        let mut claims = self.bound[at].claims.clone();
        for claim in &mut claims {
            claim.renumber(0);
        }
        let evidence = Evidence {
            readings: std::slice::from_ref(&self.readings[at]),
            facts: std::slice::from_ref(&self.facts[at]),
            ..self.evidence(&claims, &[])
        };
        let mut found = check::run_reach(Reach::Article, &evidence).findings;
        for finding in &mut found {
            finding.renumber(at);
        }
        found
    }

    /// The claims about a rule, in the order of the articles.
    fn claims_about(&self, rule: usize) -> Vec<Claim> {
        let articles = self.speakers[rule].iter();
        let claims = articles.flat_map(|&at| &self.bound[at].claims);
        claims.filter(|claim| claim.rule == rule).cloned().collect()
    }

    fn of_claims(&self, claims: &[Claim]) -> Vec<Finding> {
        if claims.is_empty() {
            return Vec::new();
        }
        check::run_reach(Reach::Rule, &self.evidence(claims, &[])).findings
    }

    fn of_words(&self, words: u64) -> Vec<Finding> {
        let Some(tellers) = self.tellers.get(&words).filter(|tellers| tellers.len() > 1) else {
            return Vec::new();
        };
        // Claims are asked for only where figures differ, which is hardly ever.
        if restated::among(&self.evidence(&[], &[]), tellers).is_empty() {
            return Vec::new();
        }
        let articles: BTreeSet<usize> = tellers.iter().map(|(at, _)| *at).collect();
        let claims: Vec<Claim> = articles.iter().flat_map(|&at| &self.bound[at].claims).cloned().collect();
        restated::among(&self.evidence(&claims, &[]), tellers)
    }

    fn of_pair(&self, pair: Translation) -> Vec<Finding> {
        check::run_reach(Reach::Pair, &self.evidence(&[], &[pair])).findings
    }

    /// Chooses what is shown of everything found, in the order of every output.
    pub(super) fn gather(&mut self) {
        let all = self.own.iter().chain(&self.by_rule).chain(self.by_words.values());
        let all = all.chain(self.pairs.iter().map(|(_, found)| found)).flatten().chain(&self.of_rules);
        let found = all.cloned().collect();
        self.findings = select(found, &self.readings, self.lexicons.rules(), &self.settings).findings;
    }

    /// The same; gives the sources of which something else is said now, or the same in
    /// another place.
    pub(super) fn gather_changed(&mut self, changed: &BTreeSet<usize>) -> BTreeSet<SourceId> {
        let old = std::mem::take(&mut self.findings);
        self.gather();
        let articles: BTreeSet<SourceId> = changed.iter().copied().map(SourceId::Article).collect();
        let mut sources = articles.clone();
        let (mut before, mut after) = (old.iter().peekable(), self.findings.iter().peekable());
        while let (Some(a), Some(b)) = (before.peek(), after.peek()) {
            let order = a.order().cmp(&b.order());
            if order.is_eq() && is_same_elsewhere(a, b, &articles) {
                // Of a long list, only the first places are shown beside the others.
                if a.labels().take(NEAR).any(|label| articles.contains(&label.source)) {
                    sources.extend(b.labels().map(|label| label.source));
                }
                before.next();
                after.next();
                continue;
            }
            let odd = if order.is_gt() { after.next() } else { before.next() };
            sources.extend(odd.into_iter().flat_map(Finding::labels).map(|label| label.source));
        }
        sources.extend(before.chain(after).flat_map(Finding::labels).map(|label| label.source));
        sources
    }
}

/// Whether two findings say the same, but for where it stands in these articles.
fn is_same_elsewhere(a: &Finding, b: &Finding, articles: &BTreeSet<SourceId>) -> bool {
    let same_label = |a: &Label, b: &Label| {
        a == b || a.source == b.source && a.text == b.text && articles.contains(&a.source)
    };
    (a.severity, &a.help, a.related.len()) == (b.severity, &b.help, b.related.len())
        && a.labels().zip(b.labels()).all(|(a, b)| same_label(a, b))
}
