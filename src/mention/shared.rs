//! A unit said once for several numbers: "the 200 and 400 metres", "aged 33, 34 and 39 years".

use super::context::Context;
use super::{Mention, Value};
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

/// Gives the numbers of a sentence the unit of the one they are joined with.
pub(super) fn share_units(context: &Context<'_>, figures: &mut [Mention]) {
    // A comma joins only in a row that ends in "and".
    let mut row = false;
    for index in (1..figures.len()).rev() {
        let (before, after) = figures.split_at_mut(index);
        let (Some(number), Some(measured)) = (before.last_mut(), after.first()) else { return };
        let joint = joint(context, number, measured);
        let joined = joint == Some(Joint::And) || row && joint == Some(Joint::Comma);
        row = joined && is_plain(context, measured, true) && share(context, number, measured);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Comma,
}

/// What stands between two figures, where it is nothing but "and" or a comma.
fn joint(context: &Context<'_>, number: &Mention, measured: &Mention) -> Option<Joint> {
    let (mut at, end) = (number.end_token, measured.first_token);
    if at + 1 == end && context.word(at) == "," {
        return Some(Joint::Comma);
    }
    let clitic =
        |at: usize| context.lexicon.clitics().whole(context.word(at)).is_some_and(|set| set.has(Clitic::And));
    let and = |lexeme: &Lexeme| matches!(lexeme, Lexeme::And | Lexeme::NumberAnd).then_some(());
    if at < end && context.word(at) == "," {
        at += 1;
    }
    if at >= end {
        return None;
    }
    at = match context.pick(at, and) {
        Some((hit, ())) => hit.end,
        None if clitic(at) => at + 1,
        None => return None,
    };
    if at < end && context.word(at) == "-" {
        at += 1;
    }
    (at == end).then_some(Joint::And)
}

/// Digits without a scale, and with a unit or without one.
fn is_plain(context: &Context<'_>, mention: &Mention, with_unit: bool) -> bool {
    let tokens = mention.first_token..mention.end_token;
    let begins = context.scan.tokens[mention.first_token].kind == TokenKind::Digits;
    let scaled = tokens.into_iter().any(|at| {
        context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Scale(_) | Lexeme::DigitScale(_)))
    });
    let fits = match &mention.value {
        Value::Number(_) => !with_unit,
        Value::Quantity { .. } | Value::Duration { .. } | Value::Percent { .. } => with_unit,
        _ => false,
    };
    begins && fits && !scaled
}

/// "Scored 3 and 20 minutes before the end": a span of time that says when.
fn is_when(context: &Context<'_>, measured: &Mention) -> bool {
    let tells = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Beyond | Lexeme::Role(_, Side::After));
    matches!(measured.value, Value::Duration { .. })
        && measured.end_token < context.scan.sentence(measured.first_token).end
        && context.at(measured.end_token).any(|(_, lexeme)| tells(lexeme))
}

fn share(context: &Context<'_>, number: &mut Mention, measured: &Mention) -> bool {
    if !is_plain(context, number, false) || is_when(context, measured) {
        return false;
    }
    let Value::Number(amount) = &number.value else { return false };
    let mut amount = amount.clone();
    number.value = match &measured.value {
        Value::Duration { unit, .. } => Value::Duration { amount, unit: unit.clone() },
        Value::Quantity { unit, .. } => {
            amount.rounded = true;
            Value::Quantity { amount, unit: unit.clone() }
        }
        Value::Percent { points, .. } => {
            amount.rounded = true;
            Value::Percent { amount, points: *points }
        }
        _ => return false,
    };
    true
}
