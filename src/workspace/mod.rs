//! Articles kept between two lints: what an editor holds while people type.
//!
//! Only what has changed is read again, and only what its claims touch is compared
//! again. What is found is what [`lint`](crate::lint::lint) finds in the same articles;
//! `tests/workspace.rs` holds the two against each other.

mod compare;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::article::Article;
use crate::check::restated;
use crate::claim::Claim;
use crate::claim::bind::{Bound, Record};
use crate::finding::{Finding, SourceId};
use crate::lang::registry::Lexicons;
use crate::lint::{Binder, Reading, Settings, read_all};
use crate::translation::facts::{self, Facts};
use crate::translation::group::{self, Keys, Translation};

/// How many places of a finding are shown beside each other: a cluster may have
/// thousands.
pub const NEAR: usize = 8;

/// Articles as read, by name, and what came of comparing them.
///
/// The lists are as long as there are articles, in the order of their names.
#[derive(Debug)]
pub struct Workspace {
    lexicons: Lexicons,
    settings: Settings,
    binder: Binder,
    readings: Vec<Reading>,
    bound: Vec<Bound>,
    /// What the articles say that are compared with a translation.
    facts: Vec<Facts>,
    /// What of each article its translations share.
    keys: Vec<Keys>,
    /// The sentences that another article may tell: a key of their words, and which.
    told: Vec<Vec<restated::Key>>,
    /// What each article says against itself.
    own: Vec<Vec<Finding>>,
    /// What is found among the claims of each rule.
    by_rule: Vec<Vec<Finding>>,
    /// What is found among sentences of the same words.
    by_words: BTreeMap<u64, Vec<Finding>>,
    /// Who tells the sentences of these words: article and sentence.
    tellers: BTreeMap<u64, BTreeSet<(usize, usize)>>,
    /// Who makes claims of each rule.
    speakers: Vec<BTreeSet<usize>>,
    /// What of each article tells whose translation it is.
    traces: Vec<u64>,
    pairs: Vec<(Translation, Vec<Finding>)>,
    of_rules: Vec<Finding>,
    findings: Vec<Finding>,
    /// Articles read since the last comparison.
    changed: BTreeSet<usize>,
    /// Articles came or went: the indices are others.
    moved: bool,
    /// Which articles are translations is to be looked at again.
    pairs_stale: bool,
    /// What is shown is to be chosen anew.
    chosen_stale: bool,
}

/// What comparing needs of one article.
struct Taken {
    bound: Bound,
    keys: Keys,
    facts: Facts,
    told: Vec<restated::Key>,
    trace: u64,
}

/// What a comparison may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Anything.
    All,
    /// What is said of these sources.
    Sources(BTreeSet<SourceId>),
}

impl Workspace {
    /// A workspace without articles.
    #[must_use]
    pub fn new(lexicons: Lexicons, settings: Settings) -> Self {
        let binder = Binder::new(&lexicons);
        let rules = lexicons.rules().rules.len();
        Self {
            lexicons,
            settings,
            binder,
            readings: Vec::new(),
            bound: Vec::new(),
            facts: Vec::new(),
            keys: Vec::new(),
            told: Vec::new(),
            own: Vec::new(),
            by_rule: vec![Vec::new(); rules],
            by_words: BTreeMap::new(),
            tellers: BTreeMap::new(),
            speakers: vec![BTreeSet::new(); rules],
            traces: Vec::new(),
            pairs: Vec::new(),
            of_rules: Vec::new(),
            findings: Vec::new(),
            changed: BTreeSet::new(),
            moved: true,
            pairs_stale: true,
            chosen_stale: false,
        }
    }

    /// Reads articles, in parallel; they take the place of those of their name. A
    /// bilingual file is several articles of one name, which stand one after the other.
    pub fn put(&mut self, articles: Vec<Article>) {
        let mut readings = read_all(articles, &self.lexicons).into_iter().peekable();
        while let Some(first) = readings.next() {
            let name = first.article.source.name.clone();
            let mut file = vec![first];
            file.extend(std::iter::from_fn(|| readings.next_if(|next| next.article.source.name == name)));
            let there = self.articles(&name);
            let as_many = there.len() == file.len();
            if !as_many {
                self.remove(&name);
            }
            for (at, reading) in (there.start..).zip(file) {
                if as_many {
                    self.readings[at] = reading;
                    self.changed.insert(at);
                } else {
                    self.insert(at, reading);
                }
            }
        }
    }

    fn insert(&mut self, at: usize, reading: Reading) {
        self.readings.insert(at, reading);
        self.bound.insert(at, Bound::default());
        self.facts.insert(at, Facts::default());
        self.keys.insert(at, Keys::default());
        self.told.insert(at, Vec::new());
        self.traces.insert(at, 0);
        self.own.insert(at, Vec::new());
        self.changed = self.changed.iter().map(|&other| other + usize::from(other >= at)).collect();
        self.changed.insert(at);
        self.moved = true;
    }

    /// Forgets the articles of a name.
    pub fn remove(&mut self, name: &str) {
        for at in self.articles(name).rev() {
            self.remove_at(at);
        }
    }

    fn remove_at(&mut self, at: usize) {
        self.readings.remove(at);
        self.bound.remove(at);
        self.facts.remove(at);
        self.keys.remove(at);
        self.told.remove(at);
        self.traces.remove(at);
        self.own.remove(at);
        self.changed.remove(&at);
        self.changed = self.changed.iter().map(|&other| other - usize::from(other > at)).collect();
        self.moved = true;
    }

    /// Puts another rule set in place of the one there was. The articles come back,
    /// to be [`put`](Self::put) again: all have to be read anew.
    #[must_use]
    pub fn change_rules(&mut self, lexicons: Lexicons) -> Vec<Article> {
        let settings = std::mem::take(&mut self.settings);
        let old = std::mem::replace(self, Self::new(lexicons, settings));
        old.readings.into_iter().map(|reading| reading.article).collect()
    }

    /// Says anew what is to be shown.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.chosen_stale = true;
    }

    /// What is to be shown.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Compares what has to be compared again; `None` when nothing has changed. Which
    /// articles are translations of each other is left to [`settle`](Self::settle).
    pub fn refresh(&mut self) -> Option<Changed> {
        let chosen_stale = std::mem::take(&mut self.chosen_stale);
        if self.changed.is_empty() && !self.moved {
            return chosen_stale.then(|| {
                self.gather();
                Changed::All
            });
        }
        let changed = std::mem::take(&mut self.changed);
        let mut rules = self.rules_of(&changed);
        let words = self.words_of(&changed);
        self.read_again(&changed);
        if std::mem::take(&mut self.moved) {
            self.pairs_stale = true;
            self.renumber();
            self.compare_all();
            self.gather();
            return Some(Changed::All);
        }
        self.retell(&words, &changed);
        self.respeak(&rules, &changed);
        rules.extend(self.rules_of(&changed));
        let words = words.union(&self.words_of(&changed)).copied().collect();
        self.compare_changed(&changed, &rules, &words);
        let sources = self.gather_changed(&changed);
        Some(if chosen_stale { Changed::All } else { Changed::Sources(sources) })
    }

    /// Looks again which articles are translations, once nothing else is to be done.
    pub fn settle(&mut self) -> Option<Changed> {
        if !std::mem::take(&mut self.pairs_stale) {
            return None;
        }
        let pairs = group::translations(&self.readings, &self.keys, &self.settings.pairs);
        if pairs.iter().eq(self.pairs.iter().map(|(pair, _)| pair)) {
            return None;
        }
        self.compare_pairs(pairs);
        self.gather();
        Some(Changed::All)
    }

    /// Whether nothing is left to be done.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.moved && self.changed.is_empty() && !self.pairs_stale && !self.chosen_stale
    }

    /// Binds and takes apart what was read since the last comparison.
    fn read_again(&mut self, changed: &BTreeSet<usize>) {
        let made: Vec<(usize, Taken)> = changed.par_iter().map(|&at| (at, self.take_apart(at))).collect();
        for (at, taken) in made {
            self.pairs_stale |= self.traces[at] != taken.trace;
            self.traces[at] = taken.trace;
            self.bound[at] = taken.bound;
            self.facts[at] = taken.facts;
            self.keys[at] = taken.keys;
            self.told[at] = taken.told;
        }
    }

    fn take_apart(&self, at: usize) -> Taken {
        let reading = &self.readings[at];
        let keys = Keys::of(reading, &self.lexicons);
        let paired = self.pairs.iter().any(|(pair, _)| pair.original == at || pair.translation == at);
        Taken {
            bound: self.binder.bind(at, reading, &self.lexicons, Record::Claims),
            trace: group::trace(reading, &keys),
            keys,
            facts: if paired { facts::facts(reading, &self.lexicons) } else { Facts::default() },
            told: restated::keys(reading, &self.lexicons),
        }
    }

    /// Gives every claim the index its article has now.
    fn renumber(&mut self) {
        for (at, bound) in self.bound.iter_mut().enumerate() {
            bound.claims.iter_mut().for_each(|claim| claim.renumber(at));
        }
        let all = (0..self.readings.len()).collect();
        self.tellers.clear();
        self.retell(&BTreeSet::new(), &all);
        self.speakers.iter_mut().for_each(BTreeSet::clear);
        self.respeak(&BTreeSet::new(), &all);
    }

    /// The rules that articles make claims of.
    fn rules_of(&self, articles: &BTreeSet<usize>) -> BTreeSet<usize> {
        articles.iter().flat_map(|&at| &self.bound[at].claims).map(|claim| claim.rule).collect()
    }

    /// The keys of the sentences that articles tell.
    fn words_of(&self, articles: &BTreeSet<usize>) -> BTreeSet<u64> {
        articles.iter().flat_map(|&at| &self.told[at]).map(|key| key.words).collect()
    }

    /// Notes who tells which sentences; `old` are those that the articles told before.
    fn retell(&mut self, old: &BTreeSet<u64>, articles: &BTreeSet<usize>) {
        for words in old {
            if let Some(tellers) = self.tellers.get_mut(words) {
                tellers.retain(|(at, _)| !articles.contains(at));
                if tellers.is_empty() {
                    self.tellers.remove(words);
                }
            }
        }
        for &at in articles {
            for key in &self.told[at] {
                self.tellers.entry(key.words).or_default().insert((at, key.sentence));
            }
        }
    }

    /// Notes who makes claims of which rules; `old` are those they spoke of before.
    fn respeak(&mut self, old: &BTreeSet<usize>, articles: &BTreeSet<usize>) {
        for &rule in old {
            self.speakers[rule].retain(|at| !articles.contains(at));
        }
        for &at in articles {
            for claim in &self.bound[at].claims {
                self.speakers[claim.rule].insert(at);
            }
        }
    }

    /// The packs and rules in use.
    #[must_use]
    pub const fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// The articles as read, in the order of their names.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Every claim an article makes about a rule, in the order of the articles.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.bound.iter().flat_map(|bound| &bound.claims)
    }

    /// The claims of one article.
    #[must_use]
    pub fn claims_of(&self, article: usize) -> &[Claim] {
        self.bound.get(article).map_or(&[], |bound| &bound.claims)
    }

    /// What was found when it was last compared, in the order of every output.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The indices of the articles of a name: one, or those of a bilingual file.
    #[must_use]
    pub fn articles(&self, name: &str) -> Range<usize> {
        let name_of = |reading: &Reading| reading.article.source.name.as_str().cmp(name);
        let start = self.readings.partition_point(|reading| name_of(reading).is_lt());
        start..start + self.readings[start..].partition_point(|reading| name_of(reading).is_eq())
    }
}
