//! Articles kept between two lints: what an editor holds while people type.
//!
//! Only what has changed is read again, and only what its claims touch is compared
//! again. What is found is what [`lint`](crate::lint::lint) finds in the same articles;
//! `tests/workspace.rs` holds the two against each other.

mod compare;
mod found;
mod touched;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::Article;
use crate::claim::Claim;
use crate::finding::{Finding, SourceId};
use crate::lang::registry::Lexicons;
use crate::lint::{Binder, Known, Reading, Settings, read_all};
use crate::translation::facts::{self, Facts};
use crate::translation::group::{self, Keys, Translation};
use found::Part;
use touched::Touched;

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
    articles: Vec<Arc<Article>>,
    known: Vec<Arc<Known>>,
    /// What each article claims, each claim with the index of its article.
    claims: Vec<Vec<Claim>>,
    /// What each claim comes to wherever it stands in its article.
    substance: Vec<Vec<u64>>,
    /// What the articles say that are compared with a translation.
    facts: Vec<Facts>,
    /// What each article says against itself.
    own: Vec<Part>,
    /// What is found among the claims of each rule.
    by_rule: Vec<Part>,
    /// What is found among sentences of the same words.
    by_words: BTreeMap<u128, Part>,
    /// Who tells the sentences of these words: article, and index among those it tells.
    tellers: BTreeMap<u128, BTreeSet<(usize, usize)>>,
    /// Who makes claims of each rule.
    speakers: Vec<BTreeSet<usize>>,
    /// What of each article tells whose translation it is.
    traces: Vec<u64>,
    pairs: Vec<(Translation, Part)>,
    of_rules: Part,
    /// What is shown of all that, in the order of every output.
    findings: Vec<Arc<Finding>>,
    /// Whether each finding could be judged by itself when they were last gathered.
    simple: bool,
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
    known: Arc<Known>,
    claims: Vec<Claim>,
    substance: Vec<u64>,
    own: Part,
    facts: Facts,
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
            articles: Vec::new(),
            known: Vec::new(),
            claims: Vec::new(),
            substance: Vec::new(),
            facts: Vec::new(),
            own: Vec::new(),
            by_rule: vec![Part::default(); rules],
            by_words: BTreeMap::new(),
            tellers: BTreeMap::new(),
            speakers: vec![BTreeSet::new(); rules],
            traces: Vec::new(),
            pairs: Vec::new(),
            of_rules: Part::default(),
            findings: Vec::new(),
            simple: true,
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
                    self.articles[at] = Arc::clone(&reading.article);
                    self.readings[at] = reading;
                    self.changed.insert(at);
                } else {
                    self.insert(at, reading);
                }
            }
        }
    }

    fn insert(&mut self, at: usize, reading: Reading) {
        self.articles.insert(at, Arc::clone(&reading.article));
        self.readings.insert(at, reading);
        self.known.insert(at, Arc::default());
        self.claims.insert(at, Vec::new());
        self.substance.insert(at, Vec::new());
        self.facts.insert(at, Facts::default());
        self.traces.insert(at, 0);
        self.own.insert(at, Part::default());
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
        self.articles.remove(at);
        self.readings.remove(at);
        self.known.remove(at);
        self.claims.remove(at);
        self.substance.remove(at);
        self.facts.remove(at);
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
        drop(old.articles);
        old.readings.into_iter().map(|reading| Arc::unwrap_or_clone(reading.article)).collect()
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
        if chosen_stale {
            self.choose_again();
        }
        if self.changed.is_empty() && !self.moved {
            return chosen_stale.then(|| {
                self.gather();
                Changed::All
            });
        }
        let changed = std::mem::take(&mut self.changed);
        let before = Touched::before(self, &changed);
        let own = self.read_again(&changed);
        if std::mem::take(&mut self.moved) {
            self.pairs_stale = true;
            self.renumber();
            self.compare_all();
            self.gather();
            return Some(Changed::All);
        }
        let touched = before.since(self);
        self.retell(&touched.words, &changed);
        self.respeak(&touched.spoken, &changed);
        let difference = self.compare_changed(&touched, own);
        if chosen_stale {
            self.gather();
            return Some(Changed::All);
        }
        Some(Changed::Sources(self.gather_changed(&changed, difference)))
    }

    /// Looks again which articles are translations, once nothing else is to be done.
    pub fn settle(&mut self) -> Option<Changed> {
        if !std::mem::take(&mut self.pairs_stale) {
            return None;
        }
        let vouched = group::vouched(&self.articles, &self.settings.pairs);
        let keys: Vec<&Keys> = self.known.iter().map(|known| &known.keys).collect();
        let pairs = group::translations(&self.articles, &keys, &vouched);
        if pairs.iter().eq(self.pairs.iter().map(|(pair, _)| pair)) {
            return None;
        }
        self.compare_pairs(pairs);
        self.gather();
        Some(Changed::All)
    }

    /// Whether what was found is about the articles as they are: otherwise their indices
    /// may be others.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        !self.moved && self.changed.is_empty()
    }

    /// Whether nothing is left to be done.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.moved && self.changed.is_empty() && !self.pairs_stale && !self.chosen_stale
    }

    /// Binds and takes apart what was read since the last comparison; gives what the articles
    /// said against themselves before.
    fn read_again(&mut self, changed: &BTreeSet<usize>) -> Vec<Part> {
        let mut before = Vec::with_capacity(changed.len());
        let made: Vec<(usize, Taken)> = changed.par_iter().map(|&at| (at, self.take_apart(at))).collect();
        for (at, taken) in made {
            self.pairs_stale |= self.traces[at] != taken.trace;
            self.traces[at] = taken.trace;
            self.known[at] = taken.known;
            self.claims[at] = taken.claims;
            self.substance[at] = taken.substance;
            self.facts[at] = taken.facts;
            before.push(std::mem::replace(&mut self.own[at], taken.own));
        }
        before
    }

    fn take_apart(&self, at: usize) -> Taken {
        let reading = &self.readings[at];
        let mut known = Known::of(reading, &self.binder, &self.lexicons, &self.settings);
        let mut own = std::mem::take(&mut known.own);
        own.renumber(|_| at);
        let paired = self.pairs.iter().any(|(pair, _)| pair.has(at));
        let claims: Vec<Claim> = known.claims_as(at).collect();
        Taken {
            substance: claims.iter().map(|claim| touched::substance(claim, &reading.article)).collect(),
            claims,
            own: self.part(own.findings),
            trace: group::trace(reading, &known.keys),
            facts: if paired { facts::facts(reading, &self.lexicons) } else { Facts::default() },
            known: Arc::new(known),
        }
    }

    /// Gives every claim the index its article has now.
    fn renumber(&mut self) {
        for (at, claims) in self.claims.iter_mut().enumerate() {
            for claim in claims {
                claim.renumber(at);
            }
        }
        let all = (0..self.readings.len()).collect();
        self.tellers.clear();
        self.retell(&BTreeSet::new(), &all);
        self.speakers.iter_mut().for_each(BTreeSet::clear);
        self.respeak(&BTreeSet::new(), &all);
    }

    /// The rules that articles make claims of.
    fn rules_of(&self, articles: &BTreeSet<usize>) -> BTreeSet<usize> {
        articles.iter().flat_map(|&at| &self.claims[at]).map(|claim| claim.rule).collect()
    }

    /// The keys of the sentences that articles tell.
    fn words_of(&self, articles: &BTreeSet<usize>) -> BTreeSet<u128> {
        articles.iter().flat_map(|&at| &self.known[at].told).map(|told| told.words).collect()
    }

    /// Notes who tells which sentences; `old` are those that the articles told before.
    fn retell(&mut self, old: &BTreeSet<u128>, articles: &BTreeSet<usize>) {
        for words in old {
            if let Some(tellers) = self.tellers.get_mut(words) {
                tellers.retain(|(at, _)| !articles.contains(at));
                if tellers.is_empty() {
                    self.tellers.remove(words);
                }
            }
        }
        for &at in articles {
            for (sentence, told) in self.known[at].told.iter().enumerate() {
                self.tellers.entry(told.words).or_default().insert((at, sentence));
            }
        }
    }

    /// Notes who makes claims of which rules; `old` are those they spoke of before.
    fn respeak(&mut self, old: &BTreeSet<usize>, articles: &BTreeSet<usize>) {
        for &rule in old {
            self.speakers[rule].retain(|at| !articles.contains(at));
        }
        for &at in articles {
            for claim in &self.claims[at] {
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
        self.claims.iter().flatten()
    }

    /// The claims of one article.
    #[must_use]
    pub fn claims_of(&self, article: usize) -> &[Claim] {
        self.claims.get(article).map_or(&[], Vec::as_slice)
    }

    /// What was found when it was last compared, in the order of every output.
    #[must_use]
    pub fn findings(&self) -> &[Arc<Finding>] {
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
