//! What the readers work on: an article's scan, and which tokens are taken.

use std::mem::discriminant;

use super::amount::Modifier;
use crate::article::Article;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::{Hit, Lexicon, Reader};
use crate::lang::pack::{Clitic, Pack};
use crate::lang::scan::Scan;
use crate::lang::token::{TokenKind, are_one_word};
use crate::span::Span;

/// One article with everything the readers need.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens, hits and sentences.
    pub scan: &'a Scan,
    /// What the hits stand for.
    pub lexicon: &'a Lexicon,
    /// The language's data.
    pub pack: &'a Pack,
}

impl<'a> Context<'a> {
    /// The phrases that begin at a token with what they stand for, longer ones first.
    pub fn at(&self, token: usize) -> impl Iterator<Item = (&'a Hit, &'a Lexeme)> + use<'a> {
        let lexicon = self.lexicon;
        self.scan.hits_at(token).iter().map(move |hit| (hit, lexicon.lexeme(hit)))
    }

    /// The longest phrase at a token for which `pick` finds something.
    pub fn pick<T>(&self, token: usize, pick: impl Fn(&'a Lexeme) -> Option<T>) -> Option<(&'a Hit, T)> {
        self.at(token).find_map(|(hit, lexeme)| pick(lexeme).map(|found| (hit, found)))
    }

    /// The modifier behind a figure that begins at a token, unless a longer phrase
    /// bends what follows it.
    #[must_use]
    pub fn modifier_after(&self, token: usize) -> Option<(&'a Hit, Modifier)> {
        let found = self.pick(token, |lexeme| match lexeme {
            Lexeme::Modifier(modifier, Side::After) => Some(*modifier),
            _ => None,
        })?;
        let longer = self
            .pick(token, |lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::Before)).then_some(()))
            .is_some_and(|(hit, ())| hit.end > found.0.end);
        (!longer).then_some(found)
    }

    /// The phrase at a token that is a given lexeme without data.
    #[must_use]
    pub fn is(&self, token: usize, lexeme: &Lexeme) -> Option<&'a Hit> {
        // Which kind it is tells nearly all apart, and costs least to ask.
        let kind = discriminant(lexeme);
        self.at(token).find(|(_, found)| discriminant(*found) == kind && *found == lexeme).map(|(hit, _)| hit)
    }

    /// The phrase for which `pick` finds something and that ends right before a
    /// token, beginning at or after `from`. The longest wins.
    pub fn pick_before<T>(
        &self,
        token: usize,
        from: usize,
        pick: impl Fn(&'a Lexeme) -> Option<T>,
    ) -> Option<(&'a Hit, T)> {
        let reach = from.max(token.saturating_sub(LONGEST_PHRASE));
        self.scan
            .hits_before(token)
            .filter(|hit| hit.first >= reach)
            .find_map(|hit| pick(self.lexicon.lexeme(hit)).map(|found| (hit, found)))
    }

    /// The folded text of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        &self.scan.folded.text[self.scan.tokens[token].span().range()]
    }

    /// A token as the text writes it, with its capitals.
    #[must_use]
    pub fn written(&self, token: usize) -> &'a str {
        let span = self.scan.folded.map.to_source(self.scan.tokens[token].span());
        self.article.text.get(span.range()).unwrap_or_default()
    }

    /// The source span of tokens `first..end` without `skip` folded bytes at the head.
    #[must_use]
    pub fn span(&self, first: usize, end: usize, skip: usize) -> Span {
        let tokens = &self.scan.tokens;
        let folded = Span::new(tokens[first].start as usize + skip, tokens[end - 1].end as usize);
        let text = self.scan.folded.map.to_source(folded);
        // Vowel marks are dropped in matching; those of the last letter belong to it.
        let rest = self.article.text.get(text.end..).unwrap_or_default();
        let marks: usize = rest.chars().take_while(|&c| is_vowel_mark(c)).map(char::len_utf8).sum();
        self.article.map.to_source(Span::new(text.start, text.end + marks))
    }

    /// Whether a token is written with an article: some letters fold to one that are none.
    #[must_use]
    pub fn has_written_article(&self, token: usize) -> bool {
        let span = self.scan.folded.map.to_source(self.scan.tokens[token].span());
        let word = self.article.text.get(span.range()).unwrap_or_default();
        let articles = self.pack.clitics.iter().flatten().filter(|(_, clitic)| **clitic == Clitic::The);
        self.lexicon.clitics().without_article(self.word(token)).is_some()
            && articles.into_iter().any(|(article, _)| word.starts_with(article.as_str()))
    }

    /// Whether a word goes on over the bound before a token, where letters are tokens.
    #[must_use]
    pub fn is_inside_word(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let letter = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Letter);
        token > 0
            && letter(token)
            && letter(token - 1)
            && !tokens[token].spaced
            && self
                .word(token - 1)
                .chars()
                .next_back()
                .zip(self.word(token).chars().next())
                .is_some_and(|(before, after)| are_one_word(before, after))
    }

    /// For [`Lexicon::match_words`].
    #[must_use]
    pub fn reader(&self) -> Reader<'a> {
        Reader { folded: &self.scan.folded, plain: &self.article.text, tokens: &self.scan.tokens }
    }
}

/// Niqqud, harakat and accents written over a letter.
const fn is_vowel_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}'
            | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
    )
}

/// No phrase is looked for further back than this many tokens.
const LONGEST_PHRASE: usize = 12;

/// Which tokens belong to a figure already: each character belongs to at most one.
#[derive(Clone, Debug, Default)]
pub struct Taken(Vec<bool>);

impl Taken {
    /// Nothing is taken yet.
    #[must_use]
    pub fn none(tokens: usize) -> Self {
        Self(vec![false; tokens])
    }

    /// Whether a token is free.
    #[must_use]
    pub fn is_free(&self, token: usize) -> bool {
        self.0.get(token) == Some(&false)
    }

    /// Whether all of `first..end` are free.
    #[must_use]
    pub fn are_free(&self, first: usize, end: usize) -> bool {
        (first..end).all(|token| self.is_free(token))
    }

    /// Takes tokens.
    pub fn take(&mut self, first: usize, end: usize) {
        for token in first..end.min(self.0.len()) {
            self.0[token] = true;
        }
    }
}
