//! Reading articles and keeping of them what comparing needs: their tokens and phrases
//! take many times the memory of the text, and are let go at once.
//!
//! What two articles have to be read for, an original and its translation, is compared
//! while both are at hand.

use std::collections::BTreeMap;
use std::slice;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Binder, Reading, Settings};
use crate::article::Article;
use crate::check::{self, Evidence, Outcome, Reach, restated};
use crate::claim::Claim;
use crate::claim::bind::{Bound, Record};
use crate::lang::registry::Lexicons;
use crate::translation::facts::{self, Facts};
use crate::translation::group::{self, Keys, Translation};

/// What comparing needs of an article besides its text.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// How many mentions it has.
    pub mentions: usize,
    /// What it says of the rules. In it, the article has the index 0.
    pub bound: Bound,
    /// The sentences that another article may tell.
    pub told: Vec<restated::Told>,
    /// What its translations share.
    pub keys: Keys,
    /// What it says against itself. In it, the article has the index 0.
    pub own: Outcome,
}

impl Known {
    /// Takes an article apart.
    #[must_use]
    pub fn of(reading: &Reading, binder: &Binder, lexicons: &Lexicons, settings: &Settings) -> Self {
        let mut bound = binder.bind(0, reading, lexicons, Record::Claims);
        bound.unbound = Vec::new();
        let evidence = Evidence {
            articles: slice::from_ref(&reading.article),
            readings: slice::from_ref(reading),
            known: &[],
            lexicons,
            rules: lexicons.rules(),
            claims: &bound.claims,
            facts: &[],
            translations: &[],
            settings,
        };
        let own = check::run_reach(Reach::Article, &evidence);
        Self {
            mentions: reading.mentions.len(),
            told: restated::told(reading, lexicons, &bound.claims),
            keys: Keys::of(reading, lexicons),
            bound,
            own,
        }
    }

    /// Its claims, as those of the article with this index.
    pub fn claims_as(&self, index: usize) -> impl Iterator<Item = Claim> + use<'_> {
        self.bound.claims.iter().cloned().map(move |mut claim| {
            claim.renumber(index);
            claim
        })
    }

    /// What it says against itself, as said of the article with this index.
    #[must_use]
    pub fn own_as(&self, index: usize) -> Outcome {
        let mut own = self.own.clone();
        own.renumber(|_| index);
        own
    }
}

/// Articles that were read: all that comparing needs of them.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The articles, in the order given.
    pub articles: Vec<Arc<Article>>,
    /// What is known of each.
    pub known: Vec<Arc<Known>>,
    /// What was found between originals and their translations.
    pub pairs: Vec<(Translation, Outcome)>,
}

/// Reads articles, in parallel.
#[must_use]
pub fn take_in(articles: Vec<Arc<Article>>, lexicons: &Lexicons, settings: &Settings) -> Taken {
    let known = vec![None; articles.len()];
    take_in_rest(articles, known, BTreeMap::new(), lexicons, settings)
}

/// The same, where some articles and pairs are known already.
#[must_use]
pub fn take_in_rest(
    articles: Vec<Arc<Article>>,
    mut known: Vec<Option<Arc<Known>>>,
    mut pairs: BTreeMap<Translation, Outcome>,
    lexicons: &Lexicons,
    settings: &Settings,
) -> Taken {
    let vouched = group::vouched(&articles, &settings.pairs);
    let reader = Reader { articles: &articles, binder: Binder::new(lexicons), lexicons, settings };
    let fresh: Vec<Translation> = vouched.iter().filter(|pair| !pairs.contains_key(pair)).copied().collect();
    let is_known = |at: usize| known[at].is_some();
    let stories = stories(articles.len(), &fresh, is_known);
    let read: Vec<Read> = stories.par_iter().map(|story| reader.story(story, is_known)).collect();
    for (at, one) in read.iter().flat_map(|read| &read.known) {
        known[*at] = Some(Arc::clone(one));
    }
    pairs.extend(read.into_iter().flat_map(|read| read.pairs));
    let known: Vec<Arc<Known>> = known.into_iter().flatten().collect();
    let keys: Vec<&Keys> = known.iter().map(|known| &known.keys).collect();
    let all = group::translations(&articles, &keys, &vouched);
    // Of those that nobody spoke of, it is only known now.
    let fresh: Vec<Translation> = all.iter().filter(|pair| !pairs.contains_key(pair)).copied().collect();
    let stories = self::stories(articles.len(), &fresh, |_| true);
    let read: Vec<Read> = stories.par_iter().map(|story| reader.story(story, |_| true)).collect();
    pairs.extend(read.into_iter().flat_map(|read| read.pairs));
    let pairs = all.into_iter().map(|pair| (pair, pairs.remove(&pair).unwrap_or_default())).collect();
    Taken { articles, known, pairs }
}

/// Articles that are read together, for they are translations of each other; most are
/// alone.
#[derive(Debug, Default)]
struct Story {
    articles: Vec<usize>,
    pairs: Vec<Translation>,
}

/// What has to be read: articles of which nothing is known, and those of pairs.
fn stories(articles: usize, pairs: &[Translation], is_known: impl Fn(usize) -> bool) -> Vec<Story> {
    let mut first: Vec<usize> = (0..articles).collect();
    let mut paired = vec![false; articles];
    for pair in pairs {
        let (a, b) = (head(&mut first, pair.original), head(&mut first, pair.translation));
        first[a.max(b)] = a.min(b);
        paired[pair.original] = true;
        paired[pair.translation] = true;
    }
    let mut stories: BTreeMap<usize, Story> = BTreeMap::new();
    for at in (0..articles).filter(|&at| paired[at] || !is_known(at)) {
        stories.entry(head(&mut first, at)).or_default().articles.push(at);
    }
    for pair in pairs {
        stories.entry(head(&mut first, pair.original)).or_default().pairs.push(*pair);
    }
    stories.into_values().collect()
}

/// The first article of the story that an article belongs to.
fn head(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

/// What came of a story.
struct Read {
    known: Vec<(usize, Arc<Known>)>,
    pairs: Vec<(Translation, Outcome)>,
}

/// What reading needs.
struct Reader<'a> {
    articles: &'a [Arc<Article>],
    binder: Binder,
    lexicons: &'a Lexicons,
    settings: &'a Settings,
}

impl Reader<'_> {
    fn story(&self, story: &Story, is_known: impl Fn(usize) -> bool + Sync) -> Read {
        let read = |&at: &usize| Reading::of(Arc::clone(&self.articles[at]), self.lexicons);
        let readings: Vec<Reading> = match story.articles.as_slice() {
            [one] => vec![read(one)],
            several => several.par_iter().map(read).collect(),
        };
        let known = story.articles.iter().zip(&readings).filter(|(at, _)| !is_known(**at));
        let known = known.map(|(&at, reading)| {
            (at, Arc::new(Known::of(reading, &self.binder, self.lexicons, self.settings)))
        });
        Read { known: known.collect(), pairs: self.pairs(story, &readings) }
    }

    /// What is found between the articles of a story; while that is looked for, they are
    /// the only ones.
    fn pairs(&self, story: &Story, readings: &[Reading]) -> Vec<(Translation, Outcome)> {
        if story.pairs.is_empty() {
            return Vec::new();
        }
        let articles: Vec<Arc<Article>> =
            readings.iter().map(|reading| Arc::clone(&reading.article)).collect();
        let facts: Vec<Facts> =
            readings.par_iter().map(|reading| facts::facts(reading, self.lexicons)).collect();
        let place = |at: usize| story.articles.partition_point(|other| *other < at);
        let compared = |pair: &Translation| {
            let (original, translation) = (place(pair.original), place(pair.translation));
            let evidence = Evidence {
                articles: &articles,
                readings,
                known: &[],
                lexicons: self.lexicons,
                rules: self.lexicons.rules(),
                claims: &[],
                facts: &facts,
                translations: &[Translation { original, translation, ..*pair }],
                settings: self.settings,
            };
            let mut found = check::run_reach(Reach::Pair, &evidence);
            found.renumber(|at| story.articles[at]);
            (*pair, found)
        };
        story.pairs.par_iter().map(compared).collect()
    }
}
