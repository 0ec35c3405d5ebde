//! The words of texts as they were met: which phrases each may begin, whatever stands
//! beside it. Most words of a text stood in it before, or in the text before, so that
//! nearly every word is looked up once, as it is written; only new ones are tried with
//! their stems, endings and clitics.

use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;

use super::Lexicon;
use super::table::{Probe, hash};
use crate::lang::clitic::CliticSet;

/// Phrases that a word may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub found: Found,
    /// Clitics taken off the word.
    pub clitics: CliticSet,
    /// Their length.
    pub skip: u32,
}

/// How phrases were found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// Those under a whole word: a list of the table.
    Under(u32),
    /// One by its stem.
    Stem(Probe),
}

/// The ways of a word, as a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub first: u32,
    /// One past the last way that takes no clitics off.
    pub literal: u32,
    pub end: u32,
    /// It begins like a number word: see [`Lexicon::may_be_compound`].
    pub heads_number: bool,
}

impl Form {
    pub(super) const fn is_empty(self) -> bool {
        self.first == self.end
    }
}

#[derive(Clone, Copy, Debug)]
struct Known {
    hash: u64,
    start: u32,
    len: u32,
    form: Form,
}

/// Words met with one lexicon.
#[derive(Debug, Default)]
pub struct Forms {
    by_hash: HashTable<Known>,
    /// The words themselves, one after another.
    text: String,
    ways: Vec<Way>,
}

/// Bytes of words that are kept.
const MOST: usize = 256 * 1024;
/// Ways that are kept.
const MOST_WAYS: usize = 64 * 1024;

impl Forms {
    /// The ways of a word, to be asked for by [`ways`](Self::ways).
    pub(super) fn of(&mut self, lexicon: &Lexicon, word: &str) -> Form {
        let hash = hash(word);
        let text = self.text.as_bytes();
        let is = |known: &Known| {
            known.hash == hash
                && text[known.start as usize..(known.start + known.len) as usize] == *word.as_bytes()
        };
        match self.by_hash.find(hash, is) {
            Some(known) => known.form,
            None => self.learn(lexicon, word, hash),
        }
    }

    pub(super) fn ways(&self, from: u32, to: u32) -> &[Way] {
        &self.ways[from as usize..to as usize]
    }

    #[cold]
    fn learn(&mut self, lexicon: &Lexicon, word: &str, hash: u64) -> Form {
        if self.text.len() + word.len() > MOST || self.ways.len() > MOST_WAYS {
            self.forget();
        }
        let first = offset(self.ways.len());
        let literal = lexicon.ways(word, &mut self.ways);
        let form = Form {
            first,
            literal: offset(literal),
            end: offset(self.ways.len()),
            heads_number: lexicon.may_be_compound(word),
        };
        let known = Known { hash, start: offset(self.text.len()), len: offset(word.len()), form };
        self.text.push_str(word);
        self.by_hash.insert_unique(hash, known, |known| known.hash);
        form
    }

    fn forget(&mut self) {
        self.by_hash.clear();
        self.text.clear();
        self.ways.clear();
    }
}

/// Far fewer bytes and ways than 2^32 are kept, but for one word of a text, which has
/// offsets of 32 bits itself.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Words that were met before, by whoever reads next.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<Vec<Forms>>);

impl Remembered {
    pub(super) fn take(&self) -> Forms {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn keep(&self, forms: Forms) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(forms);
    }

    /// What was known of words before a phrase was added.
    pub(super) fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Clone for Remembered {
    fn clone(&self) -> Self {
        Self::default()
    }
}
