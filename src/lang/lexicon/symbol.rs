//! Symbols of units that differ in their capitals alone, `GB` and `Gb`, and codes of
//! currencies, which are written in capitals: `ALL` and "All".

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

    /// Whether a symbol in capitals is written like a word: `Mw` of a quake for `MW`.
    #[must_use]
    pub fn is_symbol_miswritten(&self, hit: &Hit, text: &str) -> bool {
        let symbol = self.entries[hit.entry].symbol.as_deref();
        symbol.is_some_and(|symbol| symbol.len() == 2 && symbol.bytes().all(|byte| byte.is_ascii_uppercase()))
            && text.starts_with(char::is_uppercase)
            && text.chars().any(char::is_lowercase)
    }

    /// Whether a text writes the letters of an abbreviation in capitals, as it is: `EU`,
    /// not "Eu"; true of phrases that are none.
    #[must_use]
    pub fn is_name_written(&self, hit: &Hit, text: &str) -> bool {
        let same = |name: &String| text.starts_with(name.as_str());
        self.entries[hit.entry].symbol.as_ref().is_none_or(same) || !text.chars().any(char::is_lowercase)
    }

    /// Whether a text writes a code in capitals, as it is; true of phrases that are none.
    #[must_use]
    pub fn is_code_written(&self, hit: &Hit, text: &str) -> bool {
        self.entries[hit.entry].symbol.as_ref().is_none_or(|code| text.starts_with(code.as_str()))
    }
}

/// How a unit's phrase is written, where it has a capital, the code of a currency, and
/// an abbreviation of a place.
pub(super) fn of(phrase: &str, lexeme: &Lexeme) -> Option<String> {
    let written = match lexeme {
        Lexeme::Unit(_) => phrase.chars().any(char::is_uppercase),
        Lexeme::Country(_) | Lexeme::City(_) => {
            phrase.chars().all(char::is_alphabetic) && phrase.chars().skip(1).any(char::is_uppercase)
        }
        Lexeme::Currency(_) => phrase.chars().all(|c| c.is_ascii_uppercase()),
        _ => false,
    };
    written.then(|| phrase.to_owned())
}
