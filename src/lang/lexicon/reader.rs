//! A folded text, as the lexicon reads it.

use std::borrow::Cow;

use crate::lang::fold::{Folded, fold_strict};
use crate::lang::token::{Token, TokenKind};
use crate::span::Span;

/// Marks that may stand between the words of a phrase, or not.
pub(super) fn is_joiner(text: &str) -> bool {
    matches!(text, "-" | "\u{2013}" | "\u{2014}" | "\u{B7}" | "\u{30FB}" | "\"")
}

/// Tokens of folded text, as the lexicon reads them.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The folded text.
    pub folded: &'a Folded,
    /// What was folded.
    pub plain: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
}

impl<'a> Reader<'a> {
    /// The folded text of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        &self.folded.text[self.tokens[at].span().range()]
    }

    /// Two letters of an unspaced script that stand next to each other.
    pub(super) fn pair(&self, at: usize, limit: usize) -> Option<Cow<'a, str>> {
        let next = self.tokens.get(at + 1).filter(|next| at + 1 < limit && next.kind == TokenKind::Letter)?;
        let token = self.tokens[at];
        let text = &self.folded.text;
        Some(if next.spaced {
            Cow::Owned([&text[token.span().range()], &text[next.span().range()]].concat())
        } else {
            Cow::Borrowed(&text[token.start as usize..next.end as usize])
        })
    }

    /// Whether a token is the second part of a hyphenated word.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let [.., word, hyphen] = &self.tokens[..at] else { return false };
        word.kind == TokenKind::Word
            && word.end - word.start > 2
            && !hyphen.spaced
            && !self.tokens[at].spaced
            && self.word(at - 1) == "-"
    }

    pub(super) fn skip_joiners(&self, at: usize, limit: usize) -> usize {
        let joins = |at: usize| self.tokens[at].kind == TokenKind::Mark && is_joiner(self.word(at));
        (at..limit.min(at + 2)).find(|&at| !joins(at)).unwrap_or(limit.min(at + 2))
    }

    /// Whether the source of some tokens, without `skip` folded bytes at its head,
    /// is the strict form, with one of the language's endings or without.
    pub(super) fn agrees_strictly(
        &self,
        first: usize,
        end: usize,
        skip: usize,
        strict: &str,
        stem: bool,
        suffixes: &[String],
    ) -> bool {
        let span = Span::new(self.tokens[first].start as usize + skip, self.tokens[end - 1].end as usize);
        let written = fold_strict(&self.plain[self.folded.map.to_source(span).range()]);
        if stem {
            return written.starts_with(strict);
        }
        let ended = |rest: &str| suffixes.iter().any(|suffix| suffix == rest);
        written.strip_prefix(strict).is_some_and(|rest| rest.is_empty() || ended(rest))
    }
}
