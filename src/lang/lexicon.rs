//! The lexicon: every phrase that can be met in an article of one language, keyed
//! by its first word, so that a text is read once whatever the number of phrases.

mod compound;
mod forms;
mod lookup;
mod phrase;
mod reader;
mod symbol;
mod table;

use std::borrow::Cow;

use super::clitic::{CliticSet, Clitics};
use super::fold::{fold, fold_strict};
use super::lexeme::Lexeme;
use super::pack::Pack;
use super::token::TokenKind;
use crate::rule::checked::NameId;

pub use forms::Forms;
use forms::Remembered;
pub use reader::Reader;
pub(in crate::lang) use table::Heads;
use table::{Probe, Table, Tail};

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

/// Which readers look for a phrase: told before its lexeme is looked at.
#[derive(Clone, Copy, Debug)]
struct Asked {
    by_figures: bool,
    by_dates: bool,
    by_names: bool,
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
    /// What each entry stands for, apart from how it is met.
    lexemes: Vec<Lexeme>,
    /// For each entry, which readers ask for it.
    asked: Vec<Asked>,
    first: Table,
    stems: Stems,
    clitics: Clitics,
    suffixes: Vec<String>,
    /// The first letters of number words, by which words written together are told.
    number_heads: Stems,
    /// Keys of the rule set's names, by their index.
    names: Vec<String>,
    remembered: Remembered,
}

/// Stems are found by their first letters.
const STEM_KEY: usize = 3;

/// Phrases by the first letters of a word, as many as [`STEM_KEY`] or all it has.
#[derive(Clone, Debug, Default)]
struct Stems {
    table: Table,
    /// Whether there are keys of so many letters.
    lengths: [bool; STEM_KEY],
}

impl Stems {
    fn insert(&mut self, key: &str, probe: Probe) {
        self.lengths[key.chars().count().clamp(1, STEM_KEY) - 1] = true;
        self.table.insert(key, probe);
    }

    /// The phrases found by the first letters of a word, each with the length of those.
    fn of<'s>(&'s self, word: &'s str) -> impl Iterator<Item = (usize, &'s Probe)> + 's {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(STEM_KEY);
        let ends = ends.zip(self.lengths).filter(|(_, known)| *known);
        ends.flat_map(|(end, _)| self.table.get(&word[..end]).map(move |probe| (end, probe)))
    }
}

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

    /// The words met in texts read before, as far as nobody else reads with them.
    #[must_use]
    pub fn forms(&self) -> Forms {
        self.remembered.take()
    }

    /// Keeps the words met for the text that is read next.
    pub fn remember(&self, forms: Forms) {
        self.remembered.keep(forms);
    }

    /// The clitics of the language.
    #[must_use]
    pub const fn clitics(&self) -> &Clitics {
        &self.clitics
    }

    /// What a hit stands for.
    #[must_use]
    pub fn lexeme(&self, hit: &Hit) -> &Lexeme {
        &self.lexemes[hit.entry]
    }

    /// Whether a figure may begin with a phrase: see [`Lexeme::concerns_figures`].
    #[must_use]
    pub fn concerns_figures(&self, hit: &Hit) -> bool {
        self.asked[hit.entry].by_figures
    }

    /// Whether a date may stand at a phrase: see [`Lexeme::concerns_dates`].
    #[must_use]
    pub fn concerns_dates(&self, hit: &Hit) -> bool {
        self.asked[hit.entry].by_dates
    }

    /// Whether a phrase is a name or keeps one from being read: see
    /// [`Lexeme::concerns_names`].
    #[must_use]
    pub fn concerns_names(&self, hit: &Hit) -> bool {
        self.asked[hit.entry].by_names
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
        self.remembered.forget();
        let (phrase, then) = self.asked_clitic(phrase.trim());
        let words = self.patterns(phrase);
        let Some(head) = words.first() else { return };
        let single = words.len() == 1;
        let capital = phrase.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        let entry = Entry {
            capital,
            strict: matching.strict.then(|| fold_strict(phrase.trim_end_matches('*'))),
            symbol: symbol::of(phrase, &lexeme),
            definite: false,
            then,
            words: Vec::new(),
        };
        let mut probe = Probe::of(self.entries.len(), behind_key(&words), capital);
        probe.plain = single && entry.strict.is_none() && entry.then.is_none();
        if head.stem {
            let (key, tail) = head.text.split_at(key_end(&head.text));
            probe.tail = Tail::of(tail);
            self.stems.insert(key, probe);
            self.push(Entry { words, ..entry }, lexeme);
            return;
        }
        if single {
            self.note_number_head(&head.text, &lexeme);
        }
        self.first.insert(&first_key(&words), probe);
        if let Some(bare) = &head.bare {
            // "Hundred twenty" is a number where "the hundred the twentieth" is a century.
            let definite = single || matches!(lexeme, Lexeme::Century(_));
            self.push(Entry { words: words.clone(), ..entry.clone() }, lexeme.clone());
            self.first.insert(bare, Probe::of(self.entries.len(), behind_key(&words), capital));
            self.push(Entry { words, definite, ..entry }, lexeme);
        } else {
            self.push(Entry { words, ..entry }, lexeme);
        }
    }

    fn push(&mut self, entry: Entry, lexeme: Lexeme) {
        self.entries.push(entry);
        self.asked.push(Asked {
            by_figures: lexeme.concerns_figures() && !lexeme.stands_beside(),
            by_dates: lexeme.concerns_dates(),
            by_names: lexeme.concerns_names(),
        });
        self.lexemes.push(lexeme);
    }
}

/// How the word behind the key of a phrase may begin in a text.
fn behind_key(words: &[Pattern]) -> Heads {
    let key = if begins_in_pair(words) { 2 } else { 1 };
    match words.get(key) {
        Some(word) if word.kind != TokenKind::Mark => Heads::of(&word.text, word.bare.as_deref()),
        _ => Heads::any(),
    }
}

/// Phrases of unspaced scripts are keyed by two letters, to keep the lists short.
fn begins_in_pair(words: &[Pattern]) -> bool {
    matches!(words, [a, b, ..] if a.kind == TokenKind::Letter && b.kind == TokenKind::Letter)
}

fn key_end(word: &str) -> usize {
    word.char_indices().nth(STEM_KEY).map_or(word.len(), |(at, _)| at)
}

/// What a phrase is found by.
fn first_key(words: &[Pattern]) -> Cow<'_, str> {
    match words {
        [a, b, ..] if begins_in_pair(words) => Cow::Owned(format!("{}{}", a.text, b.text)),
        [a, ..] => Cow::Borrowed(&a.text),
        [] => Cow::Borrowed(""),
    }
}
