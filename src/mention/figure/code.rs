//! Codes and words for currencies that are other words of the language too: "All 21",
//! "TOP 10 CITIES", "3 won medals".

use rust_decimal::Decimal;

use super::super::context::Context;
use super::super::number::Numeral;
use crate::lang::lexeme::{CurrencyWord, Lexeme};
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;

/// A code is written in capitals, and so are short signs: `TRY`, `Rs`.
pub(super) fn is_code(context: &Context<'_>, phrase: &Hit) -> bool {
    let word = context.written(phrase.end - 1);
    let capitals = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    capitals || context.lexicon.needs_capital(phrase) && is_as_written(context, phrase)
}

/// Whether a phrase before a number that ends at `end` is its currency.
pub(super) fn is_currency_before(context: &Context<'_>, phrase: &Hit, end: usize) -> bool {
    is_as_written(context, phrase)
        && !is_also(context, phrase, CurrencyWord::BeforeCounts)
        && !(is_also(context, phrase, CurrencyWord::InCapitals) && in_capitals(context, phrase.first, end))
}

/// Whether a phrase behind a number is its currency.
pub(super) fn is_currency_behind(context: &Context<'_>, phrase: &Hit, number: &Numeral) -> bool {
    let few = number.amount.value < Decimal::ONE_HUNDRED && number.scale.is_none();
    is_as_written(context, phrase)
        && !(few && is_also(context, phrase, CurrencyWord::SeldomFew))
        && !(is_also(context, phrase, CurrencyWord::InCapitals)
            && in_capitals(context, number.first, phrase.end))
}

fn is_as_written(context: &Context<'_>, phrase: &Hit) -> bool {
    phrase.skip > 0 || context.lexicon.is_code_written(phrase, context.written(phrase.first))
}

fn is_also(context: &Context<'_>, phrase: &Hit, word: CurrencyWord) -> bool {
    context.is(phrase.first, &Lexeme::CurrencyWord(word)).is_some_and(|hit| hit.end == phrase.end)
}

/// Words beside `first..end` stand in capitals: a headline. The one before tells,
/// and the one behind where there is none.
pub(super) fn in_capitals(context: &Context<'_>, first: usize, end: usize) -> bool {
    let sentence = context.scan.sentence(first);
    let word = |at: usize| {
        let token = context.scan.tokens[at];
        (token.kind == TokenKind::Word && token.end - token.start > 1).then(|| context.written(at))
    };
    let beside = (first > sentence.first)
        .then(|| word(first - 1))
        .flatten()
        .or_else(|| (end < sentence.end).then(|| word(end)).flatten());
    beside.is_some_and(|word| word.chars().all(char::is_uppercase))
}
