//! Symbols of units that differ in their capitals alone: `GB` and `Gb`.

use super::{Hit, Lexicon};
use crate::lang::lexeme::Lexeme;

impl Lexicon {
    /// Whether a text writes a unit's symbol with the capitals it has: `GB`, not `Gb`.
    #[must_use]
    pub fn is_symbol_written(&self, hit: &Hit, text: &str) -> bool {
        match &self.entries[hit.entry].symbol {
            Some(symbol) => symbol == text,
            None => !text.chars().any(char::is_uppercase),
        }
    }
}

/// How a unit's phrase is written, where it has a capital.
pub(super) fn of(phrase: &str, lexeme: &Lexeme) -> Option<String> {
    let symbol = matches!(lexeme, Lexeme::Unit(_)) && phrase.chars().any(char::is_uppercase);
    symbol.then(|| phrase.to_owned())
}
