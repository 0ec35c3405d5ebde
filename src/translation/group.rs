//! Which articles are translations of which: by the author's word, by the names of
//! files, or, failing both, because they share most of their figures.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::facts::{self, Part};
use crate::article::Article;
use crate::lang::detect;
use crate::lang::registry::Lexicons;
use crate::lang::token::TokenKind;
use crate::lint::Reading;

/// How it is known that an article translates another, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Told on the command line.
    Told,
    /// They are two languages of one bilingual file.
    File,
    /// `translation-of` in the article.
    Declared,
    /// The names of the files: `story.he.md` and `story.ar.md`.
    FileName,
    /// They share most of their figures.
    Proposed,
}

/// An original and its translation, by their index in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Translation {
    /// The original.
    pub original: usize,
    /// The translation.
    pub translation: usize,
    /// How it is known.
    pub basis: Basis,
}

/// The pairs of a run that somebody vouches for. `told` are names of articles: an original
/// and its translation.
#[must_use]
pub fn vouched(articles: &[Arc<Article>], told: &[(String, String)]) -> Vec<Translation> {
    let names = Names::of(articles);
    let mut found = BTreeSet::new();
    for (original, translation) in told {
        if let (Some(original), Some(translation)) = (names.exact(original), names.exact(translation)) {
            found.insert(Translation { original, translation, basis: Basis::Told });
        }
    }
    for (translation, article) in articles.iter().enumerate() {
        let named = article.translation_of.as_deref();
        if let Some(original) = named.and_then(|name| names.near(name, &article.source.name)) {
            found.insert(Translation { original, translation, basis: Basis::Declared });
        }
    }
    found.retain(|pair| pair.original != pair.translation);
    in_one_file(articles, &mut found);
    by_file_name(articles, &mut found);
    let mut seen = BTreeSet::new();
    let mut pairs: Vec<Translation> = found.into_iter().collect();
    pairs.sort_by_key(Translation::order);
    pairs.retain(|pair| {
        seen.insert((pair.original.min(pair.translation), pair.original.max(pair.translation)))
    });
    pairs
}

/// Every pair of a run, in the order of the translations: with those that nobody vouches
/// for.
#[must_use]
pub fn translations(articles: &[Arc<Article>], keys: &[&Keys], vouched: &[Translation]) -> Vec<Translation> {
    let mut pairs = vouched.to_vec();
    pairs.extend(propose(articles, keys, vouched));
    pairs.sort_by_key(Translation::order);
    pairs
}

impl Translation {
    const fn order(&self) -> (usize, Basis, usize) {
        (self.translation, self.basis, self.original)
    }

    /// Whether an article is one of the two.
    #[must_use]
    pub const fn has(&self, article: usize) -> bool {
        self.original == article || self.translation == article
    }
}

/// The languages of bilingual files: each original stands before its translations.
fn in_one_file(articles: &[Arc<Article>], found: &mut BTreeSet<Translation>) {
    let mut original = None;
    for (at, article) in articles.iter().enumerate() {
        match &article.units {
            None => original = None,
            Some(units) if units.original => original = Some(at),
            Some(_) => found.extend(original.map(|original| Translation {
                original,
                translation: at,
                basis: Basis::File,
            })),
        }
    }
}

/// Articles by name, and by the last part of it.
struct Names<'a> {
    whole: BTreeMap<&'a str, usize>,
    last: BTreeMap<&'a str, Option<usize>>,
}

impl<'a> Names<'a> {
    fn of(articles: &'a [Arc<Article>]) -> Self {
        let (mut whole, mut last) = (BTreeMap::new(), BTreeMap::new());
        for (at, article) in articles.iter().enumerate() {
            let name = article.source.name.as_str();
            whole.entry(name).or_insert(at);
            // Two files of one name tell nothing.
            last.entry(file_of(name)).and_modify(|found| *found = None).or_insert(Some(at));
        }
        Self { whole, last }
    }

    fn exact(&self, name: &str) -> Option<usize> {
        self.whole.get(name).copied()
    }

    /// As the article `beside` would mean it: beside itself, from the root, or anywhere.
    fn near(&self, name: &str, beside: &str) -> Option<usize> {
        let folder = &beside[..beside.len() - file_of(beside).len()];
        let name = name.trim().trim_start_matches("./");
        let (mut folder, mut rest) = (folder.trim_end_matches('/'), name);
        while let Some(up) = rest.strip_prefix("../") {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            rest = up;
        }
        let sibling = if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") };
        self.exact(&sibling)
            .or_else(|| self.exact(name))
            .or_else(|| self.last.get(file_of(name)).copied().flatten().filter(|_| !name.contains('/')))
    }
}

fn file_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Files that differ in the language of their name alone. The one without a language
/// is the original; failing that, the first.
fn by_file_name(articles: &[Arc<Article>], found: &mut BTreeSet<Translation>) {
    let mut families: BTreeMap<String, Vec<(bool, usize)>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate().filter(|(_, article)| article.units.is_none()) {
        let name = &article.source.name;
        match detect::without_tag(name, &article.text) {
            Some(stem) => families.entry(stem).or_default().push((true, at)),
            None => families.entry(name.clone()).or_default().push((false, at)),
        }
    }
    let spoken = spoken_for(found);
    let originals: BTreeSet<usize> = found.iter().map(|pair| pair.original).collect();
    for mut family in families.into_values().filter(|family| family.len() > 1) {
        // An article that another names as its original stays one.
        family.sort_by_key(|&(tagged, at)| (!originals.contains(&at), tagged, at));
        let original = family[0].1;
        if spoken.contains(&original) {
            continue;
        }
        let others: Vec<usize> = family[1..].iter().map(|&(_, at)| at).collect();
        for translation in others {
            let apart = articles[original].lang != articles[translation].lang;
            if apart && !spoken.contains(&translation) {
                found.insert(Translation { original, translation, basis: Basis::FileName });
            }
        }
    }
}

/// Articles whose original the author named.
fn spoken_for(found: &BTreeSet<Translation>) -> BTreeSet<usize> {
    found.iter().map(|pair| pair.translation).collect()
}

/// Keys an article shares with its translations: figures worth noticing, and words
/// in Latin letters in a text of another script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Keys {
    /// A number for each, in order, each once.
    all: Vec<u64>,
    /// How many of them are figures: words are shared by some scripts only.
    figures: usize,
}

impl Keys {
    /// The keys of an article.
    #[must_use]
    pub fn of(reading: &Reading, lexicons: &Lexicons) -> Self {
        let plain = |text: &String| text.starts_with(|c: char| c.is_ascii_digit());
        let (counted, signed): (Vec<String>, Vec<String>) =
            figures(reading, lexicons).into_iter().partition(plain);
        let mut keys: Vec<u64> = counted.iter().map(|text| number(text)).collect();
        sort_once(&mut keys);
        let figures = keys.len();
        keys.extend(signed.iter().map(|text| number(text)));
        let scan = &reading.scan;
        let is_word = |at: &usize| scan.tokens[*at].kind == TokenKind::Word && scan.tokens[*at].capital;
        let words = (0..scan.tokens.len()).filter(is_word).map(|at| scan.word(at));
        keys.extend(words.filter(|word| word.len() > 2 && word.is_ascii()).map(number));
        sort_once(&mut keys);
        Self { all: keys, figures }
    }
}

/// The figures of two digits and more.
fn figures(reading: &Reading, lexicons: &Lexicons) -> Vec<String> {
    let facts = facts::stated(reading, &reading.context(lexicons));
    let parts = facts.iter().flat_map(|fact| &fact.parts);
    let figures = parts.filter_map(|part| match part {
        Part::Number(of) => Some(of.value.normalize().to_string()),
        _ => None,
    });
    let digits = |text: &String| text.bytes().filter(u8::is_ascii_digit).count() > 1;
    figures.filter(digits).collect()
}

fn number(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

fn sort_once(keys: &mut Vec<u64>) {
    keys.sort_unstable();
    keys.dedup();
}

/// What of an article tells whose translation it is, as one number: while that stays the
/// same, so do the pairs.
#[must_use]
pub fn trace(reading: &Reading, keys: &Keys) -> u64 {
    let article = &reading.article;
    let stem = detect::without_tag(&article.source.name, &article.text);
    let mut hasher = FxHasher::default();
    (&article.lang, &article.translation_of, stem, keys).hash(&mut hasher);
    hasher.finish()
}

/// Figures two articles must share to be taken for translations.
const SHARED: usize = 6;
/// A key of more articles than this tells none of them apart.
const COMMON: usize = 24;

/// Proposes pairs among the articles nobody spoke for.
fn propose(articles: &[Arc<Article>], keys: &[&Keys], vouched: &[Translation]) -> Vec<Translation> {
    let spoken: BTreeSet<usize> = vouched.iter().flat_map(|pair| [pair.original, pair.translation]).collect();
    let open = |at: &usize| {
        let article = &articles[*at];
        !spoken.contains(at) && article.translation_of.is_none() && article.units.is_none()
    };
    let candidates: Vec<usize> = (0..articles.len()).filter(open).collect();
    let mut found = Vec::new();
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for &at in &candidates {
        for &key in &keys[at].all {
            let holders = holders.entry(key).or_default();
            // One more than is of use says that there are too many.
            if holders.len() <= COMMON {
                holders.push(at);
            }
        }
    }
    let mut taken = BTreeSet::new();
    for &at in &candidates {
        let own = &keys[at];
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &own.all {
            let others = holders.get(key).filter(|others| others.len() <= COMMON);
            for &other in others.into_iter().flatten().filter(|&&other| other < at) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let best = shared
            .into_iter()
            .filter(|&(other, count)| {
                let least = keys[other].figures.min(own.figures);
                !taken.contains(&other)
                    && primary(&articles[other]) != primary(&articles[at])
                    && count >= SHARED
                    && count * 3 >= least * 2
            })
            .max_by_key(|&(other, count)| (count, std::cmp::Reverse(other)));
        if let Some((original, _)) = best {
            taken.insert(at);
            found.push(Translation { original, translation: at, basis: Basis::Proposed });
        }
    }
    found
}

fn primary(article: &Article) -> &str {
    article.lang.split('-').next().unwrap_or_default()
}
