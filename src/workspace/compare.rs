//! What is compared again when some articles have changed.
//!
//! Each family of checks is run on the part of the evidence its findings rest on: one
//! article, the claims of one rule, sentences of the same words, one pair of
//! translations. What such a part yields is kept until the part changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Workspace;
use super::found::{Found, Part};
use super::touched::{Moves, Touched, moved};
use crate::check::{self, Evidence, Reach, restated};
use crate::claim::Claim;
use crate::finding::Finding;
use crate::translation::facts::{self, Facts};
use crate::translation::group::Translation;

/// What came of comparing again.
#[derive(Default)]
pub(super) struct Difference {
    /// What is shown no more.
    pub removed: Found,
    /// What is shown now.
    pub added: Found,
    /// What says the same as before, in other places.
    pub moved: Vec<(Arc<Finding>, Arc<Finding>)>,
}

impl Difference {
    fn replace(&mut self, old: Part, new: &Part) {
        self.removed.extend(old.shown);
        self.added.extend(new.shown.iter().cloned());
    }
}

impl Workspace {
    fn evidence<'a>(&'a self, claims: &'a [Claim], translations: &'a [Translation]) -> Evidence<'a> {
        Evidence {
            articles: &self.articles,
            readings: &self.readings,
            known: &self.known,
            lexicons: &self.lexicons,
            rules: self.lexicons.rules(),
            claims,
            facts: &self.facts,
            translations,
            settings: &self.settings,
        }
    }

    /// Everything anew, but what each article says against itself.
    pub(super) fn compare_all(&mut self) {
        // That was found when it was read, and articles have other indices now.
        let own: Vec<Part> = std::mem::take(&mut self.own);
        self.own = own.into_par_iter().enumerate().map(|(at, part)| self.renumbered(part, at)).collect();
        let rules: Vec<usize> = (0..self.by_rule.len()).collect();
        self.by_rule = rules.par_iter().map(|&rule| self.of_rule(rule)).collect();
        self.by_words = self.tellers.keys().map(|&words| (words, self.of_words(words))).collect();
        self.by_words.retain(|_, part| !part.all.is_empty());
        self.of_rules = self.part(check::run_reach(Reach::RuleSet, &self.evidence(&[], &[])).findings);
        // Indices have changed, or this is the first time: the pairs are looked for anew.
        self.pairs.clear();
    }

    fn renumbered(&self, part: Part, at: usize) -> Part {
        let findings = part.all.into_iter().map(Arc::unwrap_or_clone);
        let findings = findings.map(|mut finding| {
            finding.renumber(|_| at);
            finding
        });
        self.part(findings.collect())
    }

    /// What rests on what has changed. What the articles say against themselves has been
    /// replaced already.
    pub(super) fn compare_changed(&mut self, touched: &Touched, own: Vec<Part>) -> Difference {
        let mut difference = Difference::default();
        for (&at, old) in touched.articles.iter().zip(own) {
            difference.replace(old, &self.own[at]);
        }
        for &rule in &touched.rules {
            let new = self.of_rule(rule);
            difference.replace(std::mem::take(&mut self.by_rule[rule]), &new);
            self.by_rule[rule] = new;
        }
        for (&rule, moves) in &touched.moved {
            self.move_rule(rule, moves, touched, &mut difference);
        }
        for &words in &touched.words {
            let old = self.by_words.remove(&words).unwrap_or_default();
            let new = self.of_words(words);
            difference.replace(old, &new);
            if !new.all.is_empty() {
                self.by_words.insert(words, new);
            }
        }
        for pair in 0..self.pairs.len() {
            let translation = self.pairs[pair].0;
            if touched.articles.iter().any(|&at| translation.has(at)) {
                let new = self.of_pair(translation);
                difference.replace(std::mem::replace(&mut self.pairs[pair].1, new.clone()), &new);
            }
        }
        difference
    }

    /// Gives what was found among the claims of a rule its new places.
    fn move_rule(&mut self, rule: usize, moves: &Moves, touched: &Touched, difference: &mut Difference) {
        let old = std::mem::take(&mut self.by_rule[rule]);
        let new: Option<Vec<_>> =
            old.all.iter().map(|finding| moved(finding, moves, &touched.articles)).collect();
        let Some(new) = new else {
            let new = self.of_rule(rule);
            difference.replace(old, &new);
            self.by_rule[rule] = new;
            return;
        };
        let new = self.part(new);
        if old.shown.len() == new.shown.len() {
            difference.moved.extend(old.shown.into_iter().zip(new.shown.iter().cloned()));
        } else {
            difference.replace(old, &new);
        }
        self.by_rule[rule] = new;
    }

    /// Takes over another list of translations; what was found in a pair that stays is kept.
    pub(super) fn compare_pairs(&mut self, pairs: Vec<Translation>) {
        let mut kept: BTreeMap<Translation, Part> = std::mem::take(&mut self.pairs).into_iter().collect();
        let known: Vec<(Translation, Option<Part>)> =
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

    /// What is found among the claims of all articles about a rule.
    fn of_rule(&self, rule: usize) -> Part {
        let articles = self.speakers[rule].iter();
        let claims = articles.flat_map(|&at| &self.claims[at]);
        let claims: Vec<Claim> = claims.filter(|claim| claim.rule == rule).cloned().collect();
        if claims.is_empty() {
            return Part::default();
        }
        self.part(check::run_reach(Reach::Rule, &self.evidence(&claims, &[])).findings)
    }

    fn of_words(&self, words: u128) -> Part {
        let tellers = self.tellers.get(&words).filter(|tellers| tellers.len() > 1);
        let Some(tellers) = tellers else { return Part::default() };
        self.part(restated::among(&self.evidence(&[], &[]), tellers))
    }

    fn of_pair(&self, pair: Translation) -> Part {
        self.part(check::run_reach(Reach::Pair, &self.evidence(&[], &[pair])).findings)
    }
}
