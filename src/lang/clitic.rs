//! Clitics: small words written as one with the word they belong to.

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::lexicon::Heads;
use super::pack::{Clitic, Pack};

/// A set of clitic meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CliticSet(u8);

impl CliticSet {
    /// No clitic at all.
    pub const NONE: Self = Self(0);

    /// The set with one more meaning.
    #[must_use]
    pub const fn with(self, clitic: Clitic) -> Self {
        Self(self.0 | 1 << clitic as u8)
    }

    /// Whether the meaning is in the set.
    #[must_use]
    pub const fn has(self, clitic: Clitic) -> bool {
        self.0 & (1 << clitic as u8) != 0
    }

    /// Whether every meaning of the other set is in this one.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Everything in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The clitics of one language in every combination.
#[derive(Clone, Debug, Default)]
pub struct Clitics {
    /// Every combination with its meanings, and every head of one, which has none.
    combined: FxHashMap<String, Option<CliticSet>>,
    articles: Vec<String>,
    article_heads: Vec<Heads>,
    longest: usize,
    /// The article is not written after these letters (Hebrew ב, ל, כ).
    elides: bool,
}

impl Clitics {
    /// Combines the slots of a pack: each optional, in order.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let mut combined: FxHashMap<String, CliticSet> = FxHashMap::default();
        combined.insert(String::new(), CliticSet::NONE);
        let mut articles = Vec::new();
        for slot in &pack.clitics {
            let before: Vec<(String, CliticSet)> =
                combined.iter().map(|(form, &set)| (form.clone(), set)).collect();
            for (form, &meaning) in slot {
                let form = fold(form).text;
                for (head, set) in &before {
                    combined.entry(format!("{head}{form}")).or_insert_with(|| set.with(meaning));
                }
                if meaning == Clitic::The {
                    articles.push(form);
                }
            }
        }
        for (form, extra) in &pack.clitic_unions {
            let set = extra.iter().fold(CliticSet::NONE, |set, &meaning| set.with(meaning));
            let form = fold(form).text;
            let heads: Vec<String> = combined
                .iter()
                .filter(|(_, s)| s.is_empty() || **s == CliticSet::NONE.with(Clitic::And))
                .map(|(head, _)| head.clone())
                .collect();
            for head in heads {
                let base = combined[&head];
                combined.insert(format!("{head}{form}"), base.union(set));
            }
        }
        combined.remove("");
        let longest = combined.keys().map(String::len).max().unwrap_or(0);
        let heads = |form: &String| {
            form.char_indices().skip(1).map(|(at, _)| form[..at].to_owned()).collect::<Vec<_>>()
        };
        let mut all: FxHashMap<String, Option<CliticSet>> =
            combined.keys().flat_map(heads).map(|head| (head, None)).collect();
        all.extend(combined.into_iter().map(|(form, set)| (form, Some(set))));
        let article_heads = articles.iter().map(|article| Heads::of(article, None)).collect();
        Self { combined: all, articles, article_heads, longest, elides: pack.article_elides }
    }

    /// How a word with an article may begin.
    pub(super) fn article_heads(&self) -> &[Heads] {
        &self.article_heads
    }

    /// Every way to take clitics off the head of a word: the meanings and the rest.
    pub fn split<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (CliticSet, &'a str)> + 'a {
        word.char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .take_while(|&at| at <= self.longest)
            .map_while(|at| self.combined.get(&word[..at]).map(|&set| (set, &word[at..])))
            .filter_map(|(set, rest)| set.map(|set| (set, rest)))
    }

    /// The meanings of a word that is nothing but clitics (`ב` in `ב-2023`).
    #[must_use]
    pub fn whole(&self, word: &str) -> Option<CliticSet> {
        if word.len() > self.longest { None } else { self.combined.get(word).copied().flatten() }
    }

    /// The word without its article, if it begins with one and two letters remain.
    #[must_use]
    pub fn without_article<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.articles.iter().find_map(|article| {
            word.strip_prefix(article.as_str()).filter(|rest| rest.chars().nth(1).is_some())
        })
    }

    /// Whether a word with these clitics may be definite.
    #[must_use]
    pub const fn may_be_definite(&self, set: CliticSet) -> bool {
        set.has(Clitic::The)
            || self.elides && (set.has(Clitic::In) || set.has(Clitic::To) || set.has(Clitic::As))
    }
}
