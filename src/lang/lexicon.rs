//! The lexicon: every phrase that can be met in an article of one language, keyed
//! by its first word, so that a text is read once whatever the number of phrases.

mod compound;
mod phrase;
mod reader;
mod symbol;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clitic::{CliticSet, Clitics};
use super::fold::{fold, fold_strict};
use super::lexeme::Lexeme;
use super::pack::{Clitic, Pack};
use super::token::TokenKind;
use crate::rule::checked::NameId;

pub use reader::Reader;

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    /// Any ending may follow.
    stem: bool,
    /// The word without its article, where it has one.
    bare: Option<String>,
    /// Must follow the word before it without a space.
    glued: bool,
    kind: TokenKind,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<Pattern>,
    lexeme: Lexeme,
    /// Only counts with a capital.
    capital: bool,
    /// How a symbol of a unit is written, where its capitals tell it from another.
    symbol: Option<String>,
    /// Letters must agree without folding of variants.
    strict: Option<String>,
    /// Clitics asked for on the word after the phrase, as written.
    then: Option<String>,
    /// The single word is written with its article and needs one in the text.
    definite: bool,
}

/// A phrase met in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Which phrase, see [`Lexicon::lexeme`].
    pub entry: usize,
    /// Clitics taken off its first word.
    pub clitics: CliticSet,
    /// Bytes of clitics at the head of the first token.
    pub skip: usize,
}

/// How a phrase is to be matched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matching {
    /// Letters must agree without folding of variants (months).
    pub strict: bool,
}

/// Every phrase of one language and of the rule set.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    first: FxHashMap<String, Vec<usize>>,
    stems: FxHashMap<String, Vec<usize>>,
    clitics: Clitics,
    suffixes: Vec<String>,
    /// The first letters of number words, by which words written together are told.
    number_heads: FxHashSet<String>,
    /// Keys of the rule set's names, by their index.
    names: Vec<String>,
}

/// Stems are found by their first letters.
const STEM_KEY: usize = 3;

impl Lexicon {
    /// An empty lexicon with the clitics and endings of a pack.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self {
            clitics: Clitics::of(pack),
            suffixes: pack.suffixes.iter().map(|suffix| fold(suffix).text).collect(),
            ..Self::default()
        }
    }

    /// The clitics of the language.
    #[must_use]
    pub const fn clitics(&self) -> &Clitics {
        &self.clitics
    }

    /// What a hit stands for.
    #[must_use]
    pub fn lexeme(&self, hit: &Hit) -> &Lexeme {
        &self.entries[hit.entry].lexeme
    }

    /// Whether a phrase only counts with a capital.
    #[must_use]
    pub fn needs_capital(&self, hit: &Hit) -> bool {
        self.entries[hit.entry].capital
    }

    /// Adds the key of the next name of the rule set.
    pub fn add_name(&mut self, key: &str) {
        self.names.push(key.to_owned());
    }

    /// The key of a name of the rule set.
    #[must_use]
    pub fn name_key(&self, id: NameId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }

    /// Whether the last word of a hit begins in the text as its phrase writes it: no
    /// article was taken off it or missed in it.
    #[must_use]
    pub fn ends_as_written(&self, text: &Reader<'_>, hit: &Hit) -> bool {
        let word = text.word(hit.end - 1);
        let skip = if hit.end == hit.first + 1 { hit.skip } else { 0 };
        self.entries[hit.entry].words.last().is_none_or(|last| word[skip..].starts_with(&last.text))
    }

    /// Adds a phrase. An empty phrase adds nothing.
    pub fn add(&mut self, phrase: &str, lexeme: Lexeme, matching: Matching) {
        let (phrase, then) = self.asked_clitic(phrase.trim());
        let words = self.patterns(phrase);
        let Some(head) = words.first() else { return };
        let single = words.len() == 1;
        let entry = Entry {
            capital: phrase.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase),
            strict: matching.strict.then(|| fold_strict(phrase.trim_end_matches('*'))),
            symbol: symbol::of(phrase, &lexeme),
            definite: false,
            lexeme,
            then,
            words: words.clone(),
        };
        if head.stem {
            let key = head.text.chars().take(STEM_KEY).collect();
            self.insert_stem(key, entry);
            return;
        }
        if single {
            self.note_number_head(&head.text, &entry.lexeme);
        }
        let key = first_key(&words);
        let bare = head.bare.clone();
        self.insert(key, entry.clone());
        if let Some(bare) = bare {
            // "Hundred twenty" is a number where "the hundred the twentieth" is a century.
            let definite = single || matches!(entry.lexeme, Lexeme::Century(_));
            self.insert(bare, Entry { definite, ..entry });
        }
    }

    fn insert(&mut self, key: String, entry: Entry) {
        self.first.entry(key).or_default().push(self.entries.len());
        self.entries.push(entry);
    }

    fn insert_stem(&mut self, key: String, entry: Entry) {
        self.stems.entry(key).or_default().push(self.entries.len());
        self.entries.push(entry);
    }

    /// Appends every phrase that begins at the token `at` and ends before `limit`.
    pub fn lookup(&self, text: &Reader<'_>, at: usize, limit: usize, hits: &mut Vec<Hit>) {
        let token = &text.tokens[at];
        let word = text.word(at);
        let before = hits.len();
        if token.kind == TokenKind::Letter {
            if let Some(pair) = text.pair(at, limit) {
                self.probe(text, &pair, at, limit, CliticSet::NONE, 0, hits);
            }
            self.probe(text, word, at, limit, CliticSet::NONE, 0, hits);
            return;
        }
        self.probe(text, word, at, limit, CliticSet::NONE, 0, hits);
        if token.kind != TokenKind::Word {
            return;
        }
        self.probe_stems(text, word, at, limit, CliticSet::NONE, 0, hits);
        for suffix in &self.suffixes {
            if let Some(bare) = word.strip_suffix(suffix.as_str()).filter(|bare| !bare.is_empty()) {
                self.probe(text, bare, at, limit, CliticSet::NONE, 0, hits);
            }
        }
        // The literal form beats the stripped one of the same length.
        // Minutes after the hour count beside a time alone, so they do not hide the
        // number they are written like.
        let longest = |pick: &dyn Fn(&Lexeme) -> bool| {
            let ends = hits[before..].iter().filter(|hit| pick(self.lexeme(hit))).map(|hit| hit.end);
            ends.max().unwrap_or(0)
        };
        let literal_word = longest(&|lexeme| !is_topic(lexeme) && !matches!(lexeme, Lexeme::TimePart(_)));
        let literal_topic = longest(&is_topic);
        let stripped = hits.len();
        let joined = text.is_joined(at);
        for (clitics, rest) in self.clitics.split(word) {
            // Behind a hyphen only "the" and "and" are written on a word.
            if joined && !BESIDE.contains(clitics) {
                continue;
            }
            let skip = word.len() - rest.len();
            self.probe(text, rest, at, limit, clitics, skip, hits);
            self.probe_stems(text, rest, at, limit, clitics, skip, hits);
        }
        let mut kept = stripped;
        for index in stripped..hits.len() {
            let hit = &hits[index];
            // What a rule set lists never hides a figure; and the article alone makes
            // no other word: "the capital" is the capital.
            let literal = match is_topic(self.lexeme(hit)) {
                true if hit.clitics == THE => 0,
                true => literal_word.max(literal_topic),
                false => literal_word,
            };
            if hit.end > literal {
                hits.swap(kept, index);
                kept += 1;
            }
        }
        hits.truncate(kept);
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one probe of the inner loop; a struct would only rename them"
    )]
    fn probe(
        &self,
        text: &Reader<'_>,
        key: &str,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let Some(entries) = self.first.get(key) else { return };
        for &entry in entries {
            self.try_entry(text, entry, at, limit, clitics, skip, hits);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "as for `probe`")]
    fn probe_stems(
        &self,
        text: &Reader<'_>,
        word: &str,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        if self.stems.is_empty() {
            return;
        }
        for (end, _) in word.char_indices().skip(1).take(STEM_KEY - 1).chain([(key_end(word), ' ')]) {
            let Some(entries) = self.stems.get(&word[..end]) else { continue };
            for &entry in entries {
                if word.starts_with(self.entries[entry].words[0].text.as_str()) {
                    self.try_entry(text, entry, at, limit, clitics, skip, hits);
                }
            }
        }
    }

    /// Whether the article of a definite word may be in the text. It may be elided,
    /// but not in adverbs: "on the day" is no "today".
    fn is_definite(&self, entry: &Entry, clitics: CliticSet) -> bool {
        match entry.lexeme {
            Lexeme::Relative { .. } | Lexeme::Renamed | Lexeme::Latest => clitics.has(Clitic::The),
            _ => self.clitics.may_be_definite(clitics),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "as for `probe`")]
    fn try_entry(
        &self,
        text: &Reader<'_>,
        index: usize,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let entry = &self.entries[index];
        if entry.capital && !text.tokens[at].capital || entry.definite && !self.is_definite(entry, clitics) {
            return;
        }
        let Some(end) = self.match_rest(text, &entry.words, at + 1, limit) else { return };
        if entry.strict.as_ref().is_some_and(|strict| {
            !text.agrees_strictly(at, end, skip, strict, entry.words.last().is_some_and(|word| word.stem))
        }) {
            return;
        }
        let Some(end) = Self::match_then(text, entry, end, limit) else { return };
        let hit = Hit { first: at, end, entry: index, clitics, skip };
        if hits.last() != Some(&hit) {
            hits.push(hit);
        }
    }

    /// Matches the words of a phrase after its first; returns the token after the last.
    fn match_rest(&self, text: &Reader<'_>, words: &[Pattern], mut at: usize, limit: usize) -> Option<usize> {
        for pattern in &words[1..] {
            if pattern.kind != TokenKind::Mark {
                at = text.skip_joiners(at, limit);
            }
            let token = text.tokens.get(at).filter(|_| at < limit)?;
            if pattern.glued && token.spaced || !self.same_word(pattern, text.word(at)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Matches a whole pattern list at a token; returns the token after its last.
    #[must_use]
    pub fn match_words(
        &self,
        text: &Reader<'_>,
        words: &[Pattern],
        at: usize,
        limit: usize,
    ) -> Option<usize> {
        let first = words.first()?;
        if at >= limit || !self.same_word(first, text.word(at)) {
            return None;
        }
        self.match_rest(text, words, at + 1, limit)
    }

    fn same_word(&self, pattern: &Pattern, word: &str) -> bool {
        let same = |written: &str| if pattern.stem { word.starts_with(written) } else { word == written };
        if same(&pattern.text) || pattern.bare.as_deref().is_some_and(same) {
            return true;
        }
        self.clitics.without_article(word).is_some_and(|bare| {
            if pattern.stem { bare.starts_with(&pattern.text) } else { bare == pattern.text }
        }) || self.suffixes.iter().any(|suffix| word.strip_suffix(suffix.as_str()) == Some(&pattern.text))
    }

    /// A clitic asked for must stand alone before a figure, where it is taken in,
    /// or at the head of the next word, where it stays.
    fn match_then(text: &Reader<'_>, entry: &Entry, end: usize, limit: usize) -> Option<usize> {
        let Some(clitic) = &entry.then else { return Some(end) };
        let word = (end < limit).then(|| text.word(end))?;
        if word == clitic {
            return Some(end + 1);
        }
        word.starts_with(clitic.as_str()).then_some(end)
    }
}

/// Whether a phrase names what a rule may look for.
const fn is_topic(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Name { .. } | Lexeme::Term(_) | Lexeme::Measure | Lexeme::Avoid { .. } | Lexeme::Phrase(_)
    )
}

const BESIDE: CliticSet = CliticSet::NONE.with(Clitic::The).with(Clitic::And);
const THE: CliticSet = CliticSet::NONE.with(Clitic::The);

fn key_end(word: &str) -> usize {
    word.char_indices().nth(STEM_KEY).map_or(word.len(), |(at, _)| at)
}

/// Phrases of unspaced scripts are keyed by two letters, to keep the lists short.
fn first_key(words: &[Pattern]) -> String {
    match words {
        [a, b, ..] if a.kind == TokenKind::Letter && b.kind == TokenKind::Letter => {
            format!("{}{}", a.text, b.text)
        }
        [a, ..] => a.text.clone(),
        [] => String::new(),
    }
}
