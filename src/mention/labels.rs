//! Numbers that are part of a name or a label and count nothing: article 12, "World War
//! Two", 5 канал; and the two sides of a score.

use super::Value;
use super::context::Context;
use super::figure::Figure;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use rust_decimal::Decimal;

/// Whether a number without a unit is a label or a score.
pub(super) fn is_label(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    if !matches!(figure.value, Value::Number(_) | Value::Range { unit: None, .. }) {
        return false;
    }
    let noun = |lexeme: &Lexeme| (*lexeme == Lexeme::Label).then_some(());
    context.pick_before(figure.first, sentence.first, noun).is_some()
        || figure.end < sentence.end && context.is(figure.end, &Lexeme::LabelAfter).is_some()
        || is_half_of_a_field(context, figure, sentence)
        || ends_name(context, figure, sentence)
        || is_score(context, figure, sentence)
}

/// "Into the Liverpool half": a part of something, said behind a name.
fn is_half_of_a_field(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    let fraction = figure.end == figure.first + 1
        && context.at(figure.first).any(|(_, lexeme)| matches!(lexeme, Lexeme::Fraction(..)));
    let spaced = context.scan.tokens[figure.first].spaced;
    context.pack.numbers.end_names && fraction && spaced && follows_name(context, figure, sentence)
}

/// "World War Two", "Bellator 206,": a word with a capital that means nothing else, and
/// behind the number nothing that it could count.
fn ends_name(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    let Value::Number(amount) = &figure.value else { return false };
    context.pack.numbers.end_names
        && figure.end == figure.first + 1
        && amount.value.is_integer()
        && amount.modifier.is_none()
        && follows_name(context, figure, sentence)
        && counts_nothing(context, figure.end, sentence)
        && !is_headline(context, sentence)
}

fn follows_name(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    let at = figure.first;
    if at < sentence.first + 2 || !context.scan.tokens[at].spaced {
        return false;
    }
    let token = context.scan.tokens[at - 1];
    token.kind == TokenKind::Word
        && token.capital
        && token.end - token.start > 1
        && context.at(at - 1).all(|(_, lexeme)| is_topic(lexeme))
}

/// What rules look for, and nouns of events: they say nothing of the word's other uses.
const fn is_topic(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Name { .. }
            | Lexeme::Term(_)
            | Lexeme::Avoid { .. }
            | Lexeme::Phrase(_)
            | Lexeme::Spelling { .. }
            | Lexeme::Measure
            | Lexeme::YearNoun
            | Lexeme::Edition
            | Lexeme::PlaceNoun
            | Lexeme::Qualifier
            | Lexeme::OtherEvent
    )
}

/// A mark, the end, or a small word stands at a token.
fn counts_nothing(context: &Context<'_>, at: usize, sentence: &Sentence) -> bool {
    if at >= sentence.end {
        return true;
    }
    if context.scan.tokens[at].kind == TokenKind::Mark {
        return !matches!(context.word(at), "-" | "%" | "+" | "/" | "\u{B0}");
    }
    context.at(at).any(|(_, lexeme)| {
        matches!(
            lexeme,
            Lexeme::ClauseOpener
                | Lexeme::And
                | Lexeme::YearPreposition
                | Lexeme::TimeBefore
                | Lexeme::Locative
                | Lexeme::Beyond
                | Lexeme::Stance(_)
                | Lexeme::Role(_, Side::Before)
        )
    })
}

/// Most words of a headline have capitals, which then tell no names.
fn is_headline(context: &Context<'_>, sentence: &Sentence) -> bool {
    let long = |at: &usize| {
        let token = context.scan.tokens[*at];
        token.kind == TokenKind::Word && context.word(*at).chars().count() > 3
    };
    let words = (sentence.first..sentence.end).filter(long);
    let (capitals, others): (Vec<usize>, Vec<usize>) = words.partition(|&at| context.scan.tokens[at].capital);
    !context.pack.unspaced && capitals.len() > others.len()
}

/// "Livingston 1 - 0 Rangers": two small numbers with a dash set apart, and names on both
/// sides.
fn is_score(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    let (first, last) = (figure.first, figure.end - 1);
    let dash = |at: usize| {
        at > sentence.first
            && at + 1 < sentence.end
            && matches!(context.word(at), "-" | "\u{2013}" | "\u{2014}")
            && context.scan.tokens[at].spaced
            && context.scan.tokens[at + 1].spaced
    };
    let pair = if first == last && dash(first + 1) {
        Some((first, first + 2))
    } else if first == last && first >= sentence.first + 2 && dash(first - 1) {
        Some((first - 2, first))
    } else {
        (last == first + 2 && dash(first + 1)).then_some((first, last))
    };
    pair.is_some_and(|(one, other)| {
        is_small(context, one) && is_small(context, other) && is_between_names(context, one, other, sentence)
    })
}

fn is_small(context: &Context<'_>, at: usize) -> bool {
    let value = context.word(at).parse::<Decimal>();
    context.scan.tokens[at].kind == TokenKind::Digits && value.is_ok_and(|value| value < Decimal::ONE_HUNDRED)
}

fn is_between_names(context: &Context<'_>, first: usize, last: usize, sentence: &Sentence) -> bool {
    let named = |at: usize| {
        let token = context.scan.tokens[at];
        token.kind == TokenKind::Word && token.capital || context.word(at) == "\""
    };
    first > sentence.first && last + 1 < sentence.end && named(first - 1) && named(last + 1)
}
