//! Two numbers that make a range, and those that stay apart.

use super::super::amount::{Amount, Modifier};
use super::super::context::{Context, Taken};
use super::super::number::{Numeral, numeral};
use super::super::{Role, Value};
use super::{Figure, measured};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

/// A verb of change reaches over this many tokens.
const CHANGE_REACH: usize = 12;

/// Goes on to a second number where a dash or "to" joins one: `3–5 %`.
///
/// With a word of base before it ("from 3 to 5 million") the two stay apart: one
/// is what it was, the other what it became; a unit or a scale said once is
/// shared.
pub(super) fn range(context: &Context<'_>, taken: &Taken, figure: Figure, limit: usize) -> Figure {
    let choice = alternative(context, figure.end, limit);
    let next = choice.or_else(|| joint(context, &figure, limit));
    let Some(next) = next.filter(|&next| next < limit) else { return figure };
    let sign = context.pick(next, |lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(()));
    let next = sign.map_or(next, |(hit, ())| hit.end);
    let high = (next < limit).then(|| numeral(context, taken, next, limit)).flatten();
    let Some(high) = high.map(|number| measured(context, taken, number, limit)) else { return figure };
    let (Some(low_number), Some(high_number)) = (&figure.number, &high.number) else { return figure };
    if matches!(high.value, Value::Ordinal(_))
        || matches!(figure.value, Value::Ordinal(_))
        || low_number.between.is_some()
    {
        return figure;
    }
    let Some(low) = shared(&figure.value, low_number, &high.value, high_number) else { return figure };
    let joint_is_dash = matches!(context.word(figure.end), "-" | "\u{2013}" | "\u{2014}" | "~");
    // "Rose 5 up to 10 per cent": a unit said once, and no word for what it came to.
    let one_change = matches!((&figure.value, &high.value), (Value::Number(_), Value::Percent { .. }))
        && !based(context, &figure)
        && only_joins(context, figure.end);
    // "Rose between 5 and 10 per cent" is one span, "rose from 5 to 10" two levels.
    let spans = joint_is_dash || one_change || choice.is_some() || is_between(context, &figure);
    if !spans && (changing(context, figure.first) || changed(context, &figure)) {
        return if based(context, &figure) { Figure { value: low, ..figure } } else { figure };
    }
    let top = match &high.value {
        Value::Number(_) => shared(&high.value, high_number, &figure.value, low_number),
        _ => None,
    };
    let top = top.unwrap_or(high.value);
    let (Some(low), Some(top), unit) = (low.amount(), top.amount(), low.unit()) else { return figure };
    // "Two or three" is a span, "5 or 50" is a choice.
    let near = low.value.checked_add(low.value).is_some_and(|twice| top.value <= twice);
    if low.value >= top.value || choice.is_some() && !near {
        return figure;
    }
    // "… 1-3." with nothing after it to count is a score.
    let tied = context.word(figure.end) == "-" && !context.scan.tokens[figure.end].spaced;
    let counts = high.end < limit && context.scan.tokens[high.end].kind != TokenKind::Mark;
    let alone = figure.first == context.scan.sentence(figure.first).first;
    if tied && unit.is_none() && !counts && !alone {
        return figure;
    }
    let value = Value::Range { low: low.clone(), high: top.clone(), unit };
    Figure { value, end: high.end, sure: figure.sure && high.sure, number: None, ..figure }
}

/// Where the second of two numbers begins of which one is meant, also behind what the
/// first one counts: 一个或两个.
fn alternative(context: &Context<'_>, end: usize, limit: usize) -> Option<usize> {
    let or = |at: usize| (at < limit).then(|| context.is(at, &Lexeme::Or)).flatten().map(|hit| hit.end);
    or(end).or_else(|| context.is(end, &Lexeme::Classifier).and_then(|counted| or(counted.end)))
}

/// Past "and" before a number, also where it is written onto its digits.
pub(super) fn and_at(context: &Context<'_>, at: usize, limit: usize) -> Option<usize> {
    if at >= limit {
        return None;
    }
    let clitic = context.lexicon.clitics().whole(context.word(at)).is_some_and(|set| set.has(Clitic::And));
    let word =
        || context.is(at, &Lexeme::And).or_else(|| context.is(at, &Lexeme::NumberAnd)).map(|hit| hit.end);
    let hyphen = || at + 1 < limit && context.word(at + 1) == "-";
    if clitic { Some(at + 1 + usize::from(hyphen())) } else { word() }
}

/// The word between two numbers joins ranges and does not say what something came to.
fn only_joins(context: &Context<'_>, at: usize) -> bool {
    context.is(at, &Lexeme::RangeJoin).is_some()
        && context.is(at, &Lexeme::Role(Role::Level, Side::Before)).is_none()
}

/// A word for a change stands right before a figure: "up 5 billion to 94 billion".
fn changed(context: &Context<'_>, figure: &Figure) -> bool {
    let change = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Role(Role::Change, Side::Before)).then_some(());
    let from = context.scan.sentence(figure.first).first;
    context.pick_before(figure.first, from, change).is_some()
}

/// A verb of change stands before in the clause: "rose from 3 to 5" says what it
/// was and what it became.
fn changing(context: &Context<'_>, first: usize) -> bool {
    let from = context.scan.sentence(first).first.max(first.saturating_sub(CHANGE_REACH));
    (from..first)
        .rev()
        .take_while(|&at| context.is(at, &Lexeme::ClauseOpener).is_none())
        .any(|at| context.is(at, &Lexeme::ChangeVerb).is_some())
}

/// Where the second number of a range begins.
fn joint(context: &Context<'_>, figure: &Figure, limit: usize) -> Option<usize> {
    let at = figure.end;
    let tokens = &context.scan.tokens;
    if at >= limit {
        return None;
    }
    let spaced = |at: usize| tokens.get(at).is_none_or(|token| token.spaced);
    let tied = !spaced(at) && !spaced(at + 1);
    let evenly = spaced(at) && spaced(at + 1) && matches!(figure.value, Value::Number(_));
    match context.word(at) {
        "-" | "\u{2013}" => return (tied || evenly).then_some(at + 1),
        "\u{2014}" => return tied.then_some(at + 1),
        "~" => return Some(at + 1),
        _ => {}
    }
    let between = between(context, figure);
    let and = context.is(at, &Lexeme::NumberAnd).or_else(|| context.is(at, &Lexeme::And));
    if let Some(hit) = and.filter(|_| between) {
        return Some(hit.end);
    }
    if between || based(context, figure) {
        let joins = |set: CliticSet| set.has(Clitic::To) || between && set.has(Clitic::And);
        if context.lexicon.clitics().whole(context.word(at)).is_some_and(joins) {
            let hyphen = at + 1 < limit && context.word(at + 1) == "-";
            return Some(at + 1 + usize::from(hyphen));
        }
        if context.at(at).any(|(hit, lexeme)| matches!(lexeme, Lexeme::Cardinal(_)) && joins(hit.clitics)) {
            return Some(at);
        }
    }
    let (hit, ()) = context.pick(at, |lexeme| {
        matches!(
            lexeme,
            Lexeme::Role(Role::Level, Side::Before)
                | Lexeme::Modifier(Modifier::AtMost, Side::Before)
                | Lexeme::RangeJoin
        )
        .then_some(())
    })?;
    Some(hit.end)
}

/// The value of the first number with the unit and scale of the second, where
/// those are said once. `None` where both have units and they differ.
fn shared(first: &Value, first_number: &Numeral, second: &Value, second_number: &Numeral) -> Option<Value> {
    let mut amount = first.amount()?.clone();
    let bare = matches!(first, Value::Number(_));
    if let Some(scale) = second_number.scale.filter(|_| bare && first_number.scale.is_none()) {
        let mantissa = second_number.amount.value.checked_div(scale)?;
        if amount.value < mantissa {
            amount.value = amount.value.checked_mul(scale)?;
            amount.step = amount.step.checked_mul(scale)?;
            amount.rounded = true;
        }
    }
    if bare {
        return Some(match second {
            Value::Number(_) => Value::Number(amount),
            Value::Percent { points, .. } => {
                Value::Percent { amount: Amount { rounded: true, ..amount }, points: *points }
            }
            Value::Money { currency, .. } => Value::Money { amount, currency: currency.clone() },
            Value::Quantity { unit, .. } => Value::Quantity { amount, unit: unit.clone() },
            Value::Duration { unit, .. } => Value::Duration { amount, unit: unit.clone() },
            _ => return None,
        });
    }
    // A sign before the first number covers the second: `$3-5 million`.
    if let (Value::Number(_), Some(scale), None) = (second, second_number.scale, first_number.scale) {
        amount.value = amount.value.checked_mul(scale)?;
        amount.step = amount.step.checked_mul(scale)?;
        let mut value = first.clone();
        if let Some(own) = value.amount_mut() {
            *own = amount;
        }
        return Some(value);
    }
    let same = first.unit() == second.unit() || matches!(second, Value::Number(_));
    same.then(|| first.clone())
}

/// "Between" stands before the first number.
pub(super) fn between(context: &Context<'_>, figure: &Figure) -> bool {
    let from = context.scan.sentence(figure.first).first;
    context.pick_before(figure.first, from, |lexeme| (*lexeme == Lexeme::RangeHead).then_some(())).is_some()
}

/// "Between", and no word for "from": what joins the two is "and" or a clitic.
fn is_between(context: &Context<'_>, figure: &Figure) -> bool {
    let joins = |lexeme: &Lexeme| context.is(figure.end, lexeme).is_some();
    between(context, figure)
        && !based(context, figure)
        && (joins(&Lexeme::And)
            || joins(&Lexeme::NumberAnd)
            || !joins(&Lexeme::RangeTo) && !joins(&Lexeme::Role(Role::Level, Side::Before)))
}

/// A word or clitic of base stands before the first number.
fn based(context: &Context<'_>, figure: &Figure) -> bool {
    let from = context.scan.sentence(figure.first).first;
    figure.clitics.has(Clitic::From)
        || context
            .scan
            .clitics_before(context.lexicon, figure.first)
            .is_some_and(|(set, _)| set.has(Clitic::From))
        || context
            .pick_before(figure.first, from, |lexeme| {
                matches!(lexeme, Lexeme::Role(Role::Base, Side::Before)).then_some(())
            })
            .is_some()
}
