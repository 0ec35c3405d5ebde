//! Number words that are written together as one word.

use super::{Lexicon, STEM_KEY, is_number_word, key_end};
use crate::lang::lexeme::Lexeme;

/// Bytes of the longest word that is tried as several number words.
const LONGEST_COMPOUND: usize = 96;

impl Lexicon {
    /// Cuts a word into number words that are written together: five + and + twenty.
    #[must_use]
    pub fn compound(&self, word: &str) -> Option<Vec<&Lexeme>> {
        let mut parts = Vec::new();
        (word.len() <= LONGEST_COMPOUND && self.cut(word, &mut parts) && parts.len() > 1).then_some(parts)
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
            .into_iter()
            .flatten()
            .map(|&entry| &self.entries[entry])
            .filter(|entry| entry.words.len() == 1 && is_number_word(&entry.lexeme))
            .map(|entry| &entry.lexeme)
    }

    fn number_stem(&self, word: &str) -> Option<&Lexeme> {
        let heads = word.char_indices().skip(1).take(STEM_KEY - 1).map(|(end, _)| end);
        heads
            .chain([key_end(word)])
            .filter_map(|end| self.stems.get(&word[..end]))
            .flatten()
            .map(|&entry| &self.entries[entry])
            .find(|entry| {
                entry.words.len() == 1
                    && is_number_word(&entry.lexeme)
                    && word.starts_with(entry.words[0].text.as_str())
            })
            .map(|entry| &entry.lexeme)
    }
}
