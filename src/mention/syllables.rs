//! Figures in letters that are tokens of their own: whether one is a word, or only
//! syllables of a longer one.

use super::context::Context;
use super::figure::Figure;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;

/// Where words are set apart but their syllables are tokens, a number in words
/// begins a word, or follows a small word written onto it.
pub(super) fn begins_inside_word(context: &Context<'_>, figure: &Figure) -> bool {
    let tokens = &context.scan.tokens;
    let Some(before) = figure.first.checked_sub(1).filter(|_| !figure.in_digits()) else { return false };
    let glued = tokens[figure.first].kind == TokenKind::Letter && !tokens[figure.first].spaced;
    let inside = glued
        && if context.pack.unspaced {
            context.is_inside_word(figure.first)
        } else {
            matches!(tokens[before].kind, TokenKind::Letter | TokenKind::Digits)
        };
    let small = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Modifier(_, Side::Before)
                | Lexeme::OrdinalPrefix
                | Lexeme::Minus
                | Lexeme::PercentBefore(_)
        )
        .then_some(())
    };
    inside && context.pick_before(figure.first, context.scan.sentence(figure.first).first, small).is_none()
}

/// Such a number ends a word as well, or a small word follows.
pub(super) fn ends_inside_word(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    let tokens = &context.scan.tokens;
    let at = figure.end;
    let inside = !context.pack.unspaced
        && at < sentence.end
        && tokens[at - 1].kind == TokenKind::Letter
        && tokens[at].kind == TokenKind::Letter
        && !tokens[at].spaced;
    let small = |lexeme: &Lexeme| matches!(lexeme, Lexeme::And | Lexeme::Modifier(_, Side::After));
    let suffixed = || {
        let rest = &context.scan.folded.text[tokens[at].start as usize..];
        context.pack.suffixes.iter().any(|suffix| rest.starts_with(suffix.as_str()))
    };
    inside && !context.at(at).any(|(_, lexeme)| small(lexeme)) && !suffixed()
}
