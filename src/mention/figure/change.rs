//! Small change: hundredths and tenths of a currency, and a last digit that leaves
//! its unit out.

use rust_decimal::Decimal;

use super::super::context::{Context, Taken};
use super::super::number::{Numeral, numeral};
use super::measure::{Measure, unit_after};
use super::{Figure, range, with_measure};
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;

/// "8 dollars and 50 cents"; without their name ("8 dollars 50") where nothing else
/// is left that they could count.
pub(super) fn cents(context: &Context<'_>, taken: &Taken, figure: &mut Figure, limit: usize, nameless: bool) {
    let mut at = figure.end;
    for _ in 0..2 {
        if let Some(hit) =
            context.is(at, &Lexeme::NumberAnd).or_else(|| context.is(at, &Lexeme::And)).filter(|_| at < limit)
        {
            at = hit.end;
        }
    }
    let Some(number) = (at < limit).then(|| numeral(context, taken, at, limit)).flatten() else { return };
    let (end, parts) = match unit_after(context, number.end, limit, &number) {
        Some((end, Measure::Cents(_, parts))) => (end, parts),
        None if nameless && are_nameless(context, figure, &number, limit) => {
            (number.end, Decimal::ONE_HUNDRED)
        }
        _ => return,
    };
    let cents = number.amount.value.checked_div(parts);
    if let Some(cents) = cents.filter(|cents| *cents < Decimal::ONE)
        && let Some(amount) = figure.value.amount_mut()
        && let Some(value) = amount.value.checked_add(cents)
    {
        amount.value = value;
        amount.step = Decimal::ONE / parts;
        amount.rounded = false;
        figure.end = end;
    }
}

/// Two digits after a whole amount of money that end the clause.
fn are_nameless(context: &Context<'_>, figure: &Figure, cents: &Numeral, limit: usize) -> bool {
    let closed = cents.end >= limit || context.scan.tokens[cents.end].kind == TokenKind::Mark;
    let two_digits = cents.amount.value >= Decimal::TEN && cents.amount.value < Decimal::ONE_HUNDRED;
    let whole =
        figure.number.as_ref().is_some_and(|number| number.scale.is_none() && number.between.is_none());
    let apart = cents.end + 1 < limit && !context.scan.tokens[cents.end].spaced;
    let glued = apart && context.word(cents.end) != "," && !context.scan.tokens[cents.end + 1].spaced;
    closed && !glued && two_digits && whole && !cents.ordinal && !range::between(context, figure)
}

/// A last digit without its unit takes a tenth of the one before it: seven tenths
/// and six are 76 %.
pub(super) fn next_digit(
    context: &Context<'_>,
    taken: &Taken,
    figure: &mut Figure,
    worth: Decimal,
    limit: usize,
) {
    if !context.pack.numbers.implied_scale || figure.end >= limit || context.word(figure.end) == "-" {
        return;
    }
    let Some(next) = last_digit(context, taken, figure.end, limit) else { return };
    if let Some(amount) = figure.value.amount_mut() {
        amount.value += next.amount.value * worth / Decimal::TEN;
        amount.step = worth / Decimal::TEN;
        figure.end = next.end;
    }
}

/// A digit in words that nothing is counted by.
fn last_digit(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Numeral> {
    let next = numeral(context, taken, at, limit)?;
    let digit = !next.in_digits && next.amount.value.is_integer() && next.amount.value < Decimal::TEN;
    let counted = next.end < limit && context.is(next.end, &Lexeme::Classifier).is_some();
    (digit && !counted && unit_after(context, next.end, limit, &next).is_none()).then_some(next)
}

/// Money by a word that counts other things too, known by the tenths after it.
pub(super) fn loose_money(
    context: &Context<'_>,
    taken: &Taken,
    number: &Numeral,
    at: usize,
    limit: usize,
) -> Option<Figure> {
    let (hit, code) = context.pick(at.min(limit - 1), |lexeme| match lexeme {
        Lexeme::LooseCurrency(code) => Some(code.clone()),
        _ => None,
    })?;
    if hit.first != at || hit.end >= limit || !number.amount.value.is_integer() {
        return None;
    }
    let mut figure = with_measure(number.clone(), Measure::Money(Some(code)), Some(hit.end));
    cents(context, taken, &mut figure, limit, false);
    if figure.end == hit.end {
        next_digit(context, taken, &mut figure, Decimal::ONE, limit);
    }
    (figure.end > hit.end).then_some(figure)
}
