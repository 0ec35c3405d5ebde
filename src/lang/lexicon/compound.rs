//! Number words that are written together as one word.

use super::table::{Heads, Probe};
use super::{Lexicon, key_end};
use crate::lang::lexeme::Lexeme;

/// Bytes of the longest word that is tried as several number words.
const LONGEST_COMPOUND: usize = 96;

impl Lexicon {
    /// Remembers how a number word begins.
    pub(super) fn note_number_head(&mut self, word: &str, lexeme: &Lexeme) {
        if is_number_word(lexeme) && *lexeme != Lexeme::NumberAnd {
            self.number_heads.insert(&word[..key_end(word)], Probe::of(0, Heads::any(), false));
        }
    }

    /// Whether a word begins like a number word: only such words are cut.
    #[must_use]
    pub fn may_be_compound(&self, word: &str) -> bool {
        self.number_heads.of(word).next().is_some()
    }

    /// Cuts a word into number words that are written together: five + and + twenty.
    #[must_use]
    pub fn compound(&self, word: &str) -> Option<Vec<&Lexeme>> {
        let mut parts = Vec::new();
        (word.len() <= LONGEST_COMPOUND
            && self.may_be_compound(word)
            && self.cut(word, &mut parts)
            && parts.len() > 1)
            .then_some(parts)
    }

    /// Longer number words come first; only the last may have an ending.
    fn cut<'a>(&'a self, word: &str, parts: &mut Vec<&'a Lexeme>) -> bool {
        if word.is_empty() {
            return true;
        }
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        for end in ends {
            for lexeme in self.number_words(&word[..end]) {
                parts.push(lexeme);
                if self.cut(&word[end..], parts) {
                    return true;
                }
                parts.pop();
            }
        }
        let stem = self.number_stem(word);
        parts.extend(stem);
        stem.is_some()
    }

    fn number_words(&self, word: &str) -> impl Iterator<Item = &Lexeme> {
        self.first
            .get(word)
            .map(|probe| probe.entry as usize)
            .filter(|&entry| self.entries[entry].words.len() == 1 && is_number_word(&self.lexemes[entry]))
            .map(|entry| &self.lexemes[entry])
    }

    fn number_stem(&self, word: &str) -> Option<&Lexeme> {
        self.stems
            .of(word)
            .map(|(_, probe)| probe.entry as usize)
            .find(|&entry| {
                let words = &self.entries[entry].words;
                words.len() == 1
                    && is_number_word(&self.lexemes[entry])
                    && word.starts_with(words[0].text.as_str())
            })
            .map(|entry| &self.lexemes[entry])
    }
}

const fn is_number_word(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Cardinal(_)
            | Lexeme::Scale(_)
            | Lexeme::OrdinalWord(_)
            | Lexeme::NumberAnd
            | Lexeme::Fraction(..)
    )
}
