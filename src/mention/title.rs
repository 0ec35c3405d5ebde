//! Numbers that end a phrase: the name of a band, a programme, a film, and "for the time".

use rust_decimal::Decimal;

use super::context::Context;
use super::digits::{DigitRun, digits};
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;

/// Words of a title before its number.
const WORDS: usize = 3;

/// Whether the digits `first..end` belong to the name before them.
#[must_use]
pub fn ends_name(context: &Context<'_>, first: usize, end: usize) -> bool {
    context.scan.clitics_before(context.lexicon, first).is_none()
        && (follows_foreign_name(context, first, end) || ends_quoted_title(context, first, end))
}

/// `Windows 10` in a language of another script; an acronym may have a number of people
/// after it (`NBA 30`), and so may a name that is a unit or a currency.
fn follows_foreign_name(context: &Context<'_>, first: usize, end: usize) -> bool {
    let tokens = &context.scan.tokens;
    let foreign = context.pack.scripts.iter().all(|script| script != "Latn");
    let Some(before) = first.checked_sub(1).filter(|_| foreign) else { return false };
    let text = context.scan.folded.map.to_source(tokens[before].span());
    let name = context.article.text.get(text.range()).is_some_and(|name| {
        let mixed = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
        name.is_ascii() && mixed
    });
    let known = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Unit(_) | Lexeme::Currency(_) | Lexeme::Month { .. } | Lexeme::Role(..))
    };
    let counted = end < context.scan.sentence(first).end && context.is(end, &Lexeme::Classifier).is_some();
    tokens[before].kind == TokenKind::Word
        && name
        && !counted
        && !context.at(before).any(|(_, lexeme)| known(lexeme))
}

/// `the film "Ocean 8"`: a few words in quotation marks that end in a number.
fn ends_quoted_title(context: &Context<'_>, first: usize, end: usize) -> bool {
    let sentence = context.scan.sentence(first);
    let is_quote = |at: usize| context.word(at) == "\"";
    if end >= sentence.end || !is_quote(end) || context.scan.tokens[end].spaced {
        return false;
    }
    let word = |at: &usize| {
        let small = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::Modifier(..) | Lexeme::Role(..) | Lexeme::ChangeVerb | Lexeme::YearBefore
            )
        };
        context.scan.tokens[*at].kind == TokenKind::Word && !context.at(*at).any(|(_, lexeme)| small(lexeme))
    };
    let words = (sentence.first..first).rev().take(WORDS).take_while(word).count();
    words > 0 && first.checked_sub(words + 1).is_some_and(|at| at >= sentence.first && is_quote(at))
}

/// "For the time | the-13th": the rank in digits after a phrase without its own.
pub(super) fn rank_in_digits(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, Decimal)> {
    let clitic = |at: usize| context.lexicon.clitics().whole(context.word(at)).is_some();
    let at = (at..limit.min(at + 3)).find(|&at| !(clitic(at) || context.word(at) == "-"))?;
    let run = context.scan.tokens[at].kind == TokenKind::Digits;
    match run.then(|| digits(context, at, limit)) {
        Some(DigitRun::Number(number))
            if number.value.is_integer() && number.value < Decimal::ONE_THOUSAND =>
        {
            Some((number.end, number.value))
        }
        _ => None,
    }
}
