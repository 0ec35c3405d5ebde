//! A phrase of a pack or a rule set, cut into the words to look for.

use super::reader::is_joiner;
use super::{Lexicon, Pattern};
use crate::lang::fold::{fold, fold_phrase};
use crate::lang::token::{TokenKind, is_hangul, tokenize};
use crate::span::Span;

impl Lexicon {
    /// A phrase that ends in a clitic and a hyphen asks for it on the next word.
    pub(super) fn asked_clitic<'a>(&self, phrase: &'a str) -> (&'a str, Option<String>) {
        let asked = phrase.strip_suffix(['-', '\u{5BE}']).and_then(|head| {
            let (before, clitic) = head.rsplit_once(' ')?;
            let clitic = fold(clitic).text;
            self.clitics.whole(&clitic).map(|_| (before, Some(clitic)))
        });
        asked.unwrap_or((phrase, None))
    }

    /// Cuts a phrase into the words it is matched by.
    #[must_use]
    pub fn patterns(&self, phrase: &str) -> Vec<Pattern> {
        let folded = fold_phrase(phrase);
        let mut tokens = Vec::with_capacity(4);
        tokenize(&folded, Span::new(0, folded.text.len()), &mut tokens);
        let word_at = |at: usize| tokens.get(at).is_some_and(|token| token.kind != TokenKind::Mark);
        let mut patterns: Vec<Pattern> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let text = &folded.text[token.span().range()];
            if text == "*" {
                if let Some(last) = patterns.last_mut() {
                    last.stem = true;
                }
                continue;
            }
            let between = at > 0 && (word_at(at + 1) || text == "\"");
            if is_joiner(text) && (between || text == "\"") {
                continue;
            }
            let bare = self.clitics.without_article(text).map(str::to_owned);
            let mark_beside = token.kind == TokenKind::Mark || at > 0 && !word_at(at - 1);
            // A word of Hangul is one word: 한국 is not in 한 국가.
            let syllable = text.chars().next().is_some_and(is_hangul);
            let glued = at > 0 && !token.spaced && (mark_beside || syllable);
            patterns.push(Pattern { text: text.to_owned(), stem: false, bare, glued, kind: token.kind });
        }
        patterns
    }
}
