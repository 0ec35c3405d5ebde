//! Units beside a number, and the value that the two make.

use rust_decimal::Decimal;

use super::super::Value;
use super::super::amount::Amount;
use super::super::context::{Context, Taken};
use super::super::number::{Numeral, is_symbol_as_written};
use super::code::{is_code, is_currency_before, is_currency_behind};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, UnitWord};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::span::Span;

/// What a number counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Measure {
    Percent,
    Points,
    Each(Decimal),
    Money(Option<String>),
    /// So many of them make one of the currency.
    Cents(Option<String>, Decimal),
    Unit(String),
    Rank,
}

/// Units that measure time.
const TIMES: &[&str] = &[
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "decade",
    "century",
    "quarter",
    "millisecond",
    "fortnight",
    "night",
    "generation",
];

/// Tokens of a number of seconds, with its decimals.
const LONGEST_SECONDS: usize = 5;

/// Words within which what happens to people tells that they are counted.
const PEOPLE_REACH: usize = 6;

/// Past a hyphen that ties the next word to the one before it.
pub(super) fn hyphen(context: &Context<'_>, at: usize, limit: usize) -> usize {
    let tokens = &context.scan.tokens;
    let tied = at + 1 < limit && context.word(at) == "-" && !tokens[at].spaced && !tokens[at + 1].spaced;
    at + usize::from(tied && tokens[at + 1].kind != TokenKind::Digits)
}

/// The unit that begins at a token, and where it ends.
pub(super) fn unit_after(
    context: &Context<'_>,
    at: usize,
    limit: usize,
    number: &Numeral,
) -> Option<(usize, Measure)> {
    if at >= limit {
        return None;
    }
    let tied = hyphen(context, at, limit);
    let lettered = context.scan.tokens[at].kind == TokenKind::Letter;
    let digits = number.in_digits && number.scale.is_none() && !context.scan.tokens[at].spaced;
    if (lettered || digits)
        && at == number.end
        && let Some(hit) =
            context.is(at, &Lexeme::OrdinalSuffix).or_else(|| context.is(tied, &Lexeme::OrdinalSuffix))
        // `25°` may be a rank, `25 °C` is none.
        && measure_at(context, at, limit, number).is_none_or(|(end, _)| end <= hit.end)
        && is_no_full_stop(context, hit, number)
        // 차례 counts where 차 ranks.
        && !(lettered && context.is(at, &Lexeme::Classifier).is_some_and(|longer| longer.end > hit.end))
    {
        return Some((hit.end, Measure::Rank));
    }
    let found = measure_at(context, at, limit, number).or_else(|| measure_at(context, tied, limit, number));
    let found = found.or_else(|| unit_around_classifier(context, at, limit, number));
    if found.is_some() {
        return found;
    }
    if let Some(end) = minutes_before_seconds(context, at, limit) {
        return Some((end, Measure::Unit("minute".to_owned())));
    }
    // A classifier may stand before the unit (3 + 个 + hours), or "of" (20 + de + ani).
    let joint = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Classifier | Lexeme::NumberOf).then_some(());
    let (hit, ()) = context.pick(tied, joint).filter(|(hit, ())| hit.end < limit)?;
    // 一台 ATM: a machine is counted, no pressure.
    if context.scan.tokens[hit.first].kind == TokenKind::Letter
        && context.scan.tokens[hit.end].kind == TokenKind::Word
    {
        return None;
    }
    measure_at(context, hit.end, limit, number)
}

/// 几个 + 月: the phrase for the number took the classifier in with which the unit begins.
fn unit_around_classifier(
    context: &Context<'_>,
    at: usize,
    limit: usize,
    number: &Numeral,
) -> Option<(usize, Measure)> {
    let last = at.checked_sub(1).filter(|&last| last > number.first && at == number.end)?;
    let lettered = context.scan.tokens[last].kind == TokenKind::Letter;
    (lettered && context.is(last, &Lexeme::Classifier).is_some())
        .then(|| measure_at(context, last, limit, number))
        .flatten()
        .filter(|(end, _)| *end > at)
}

/// 3分25秒: a word for minutes that means other things too counts them before seconds.
fn minutes_before_seconds(context: &Context<'_>, at: usize, limit: usize) -> Option<usize> {
    let end = context.is(at, &Lexeme::MinuteAfter).map(|hit| hit.end).filter(|&end| end < limit)?;
    let number = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_));
    let seconds = |at: usize| {
        context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Unit(unit) if unit == "second"))
    };
    let is_number = |at: usize| {
        context.scan.tokens[at].kind == TokenKind::Digits || context.at(at).any(|(_, lexeme)| number(lexeme))
    };
    let last =
        (end..limit.min(end + LONGEST_SECONDS)).find(|&at| !is_number(at) && context.word(at) != ".")?;
    (last > end && seconds(last)).then_some(end)
}

/// A rank's full stop goes on to its noun, or the rank is all there is; elsewhere
/// it ends the sentence.
fn is_no_full_stop(context: &Context<'_>, hit: &Hit, number: &Numeral) -> bool {
    let sentence = context.scan.sentence(hit.first);
    let goes_on = context
        .scan
        .tokens
        .get(hit.end)
        .is_some_and(|next| hit.end < sentence.end && next.spaced && next.kind == TokenKind::Word);
    let alone = number.first == sentence.first && hit.end == sentence.end;
    context.word(hit.first) != "." || number.amount.value.is_integer() && (goes_on || alone)
}

fn measure_at(context: &Context<'_>, at: usize, limit: usize, number: &Numeral) -> Option<(usize, Measure)> {
    // A noun that begins with the letters of a unit: 원칙 after 원.
    let noun = |hit: &Hit| {
        context.scan.tokens[at].kind == TokenKind::Letter
            && context.at(at).any(|(other, lexeme)| {
                other.end > hit.end && matches!(lexeme, Lexeme::Classifier | Lexeme::NotFigure)
            })
    };
    let mut found = context
        .at(at)
        .filter(|(hit, _)| !noun(hit) && !is_other_word(context, hit))
        .filter(|(hit, _)| hit.end <= limit && only_article(hit) && is_symbol_as_written(context, hit))
        .filter(|(hit, _)| !context.lexicon.is_symbol_miswritten(hit, context.written(hit.end - 1)))
        .filter(|(hit, lexeme)| !(matches!(lexeme, Lexeme::Currency(_)) && opens_price(context, hit, limit)))
        .filter(|(hit, lexeme)| {
            !matches!(lexeme, Lexeme::Currency(_)) || is_currency_behind(context, hit, number)
        })
        .filter_map(|(hit, lexeme)| measure(lexeme).map(|measure| (hit, measure)));
    let first = found.next()?;
    let (hit, measure) = better_written(context, &first, found).unwrap_or(first);
    Some(match measure {
        Measure::Money(_) => (hit.end, Measure::Money(currency(context, hit, false))),
        Measure::Cents(_, parts) => (hit.end, Measure::Cents(currency(context, hit, true), parts)),
        other => (hit.end, other),
    })
}

/// What is written like a unit is another word: one that the pack lists, one that is
/// a symbol before no other word, or one that counts people as well, beside their fate.
fn is_other_word(context: &Context<'_>, unit: &Hit) -> bool {
    context.at(unit.first).any(|(hit, lexeme)| {
        let Lexeme::UnitWord(word) = lexeme else { return false };
        hit.skip == unit.skip
            && match word {
                UnitWord::Other => hit.end >= unit.end,
                UnitWord::Symbol => goes_on(context, unit),
                UnitWord::Counting => tells_of_people(context, unit),
                UnitWord::Fate => false,
            }
    })
}

/// Another word follows than "of".
fn goes_on(context: &Context<'_>, unit: &Hit) -> bool {
    let within = unit.end < context.scan.sentence(unit.first).end;
    within
        && context.scan.tokens[unit.end].kind == TokenKind::Word
        && context.is(unit.end, &Lexeme::NumberOf).is_none()
}

/// A word of what happens to people stands within a few words of a unit.
fn tells_of_people(context: &Context<'_>, unit: &Hit) -> bool {
    let sentence = context.scan.sentence(unit.first);
    let from = sentence.first.max(unit.first.saturating_sub(PEOPLE_REACH));
    let end = sentence.end.min(unit.end + PEOPLE_REACH);
    (from..end).any(|at| context.is(at, &Lexeme::UnitWord(UnitWord::Fate)).is_some())
}

/// "Two $50 notes": the sign is written onto the digits behind it.
fn opens_price(context: &Context<'_>, hit: &Hit, limit: usize) -> bool {
    let tokens = &context.scan.tokens;
    let glued = |at: usize| at < limit && !tokens[at].spaced && tokens[at].kind == TokenKind::Digits;
    tokens[hit.first].spaced && glued(hit.end)
}

pub(super) fn measure(lexeme: &Lexeme) -> Option<Measure> {
    Some(match lexeme {
        Lexeme::PercentAfter => Measure::Percent,
        Lexeme::PercentPoint => Measure::Points,
        Lexeme::PercentEach(worth) => Measure::Each(*worth),
        Lexeme::Currency(_) => Measure::Money(None),
        Lexeme::Subunit(_) => Measure::Cents(None, Decimal::ONE_HUNDRED),
        Lexeme::Tenth(_) => Measure::Cents(None, Decimal::TEN),
        Lexeme::Unit(unit) => Measure::Unit(unit.clone()),
        _ => return None,
    })
}

/// Of symbols that differ in their capitals alone (`GB`, `Gb`) the one as it is written.
fn better_written<'a>(
    context: &Context<'a>,
    first: &(&'a Hit, Measure),
    others: impl Iterator<Item = (&'a Hit, Measure)>,
) -> Option<(&'a Hit, Measure)> {
    let (hit, Measure::Unit(_)) = first else { return None };
    let tokens = &context.scan.tokens;
    let folded = Span::new(tokens[hit.first].start as usize + hit.skip, tokens[hit.end - 1].end as usize);
    let text = context.article.text.get(context.scan.folded.map.to_source(folded).range())?;
    if context.lexicon.is_symbol_written(hit, text) {
        return None;
    }
    others.take_while(|(other, _)| other.end == hit.end).find(|(other, unit)| {
        matches!(unit, Measure::Unit(_)) && context.lexicon.is_symbol_written(other, text)
    })
}

fn only_article(hit: &Hit) -> bool {
    hit.clitics == CliticSet::NONE || hit.clitics == CliticSet::NONE.with(Clitic::The)
}

/// The currency of a phrase: the only one it can be, or the usual one.
pub(super) fn currency(context: &Context<'_>, phrase: &Hit, cents: bool) -> Option<String> {
    let codes = || {
        context.at(phrase.first).filter(|(hit, _)| hit.end == phrase.end).filter_map(|(_, lexeme)| {
            match lexeme {
                Lexeme::Currency(code) if !cents => Some(code),
                Lexeme::Subunit(code) | Lexeme::Tenth(code) if cents => Some(code),
                _ => None,
            }
        })
    };
    let first = codes().next()?;
    if codes().all(|code| code == first) {
        return Some(first.clone());
    }
    context.pack.usual_currencies.iter().find(|usual| codes().any(|code| code == *usual)).cloned()
}

/// A symbol written onto the number, or a code before it.
pub(super) fn currency_before(
    context: &Context<'_>,
    taken: &Taken,
    (number, end): (usize, usize),
) -> Option<(usize, Option<String>)> {
    let tokens = &context.scan.tokens;
    let from = context.scan.sentence(number).first;
    let (hit, ()) =
        context.pick_before(number, from, |lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(()))?;
    let token = &tokens[number - 1];
    let code = token.kind == TokenKind::Word && token.end - token.start <= 3 && is_code(context, hit);
    if token.kind == TokenKind::Word && !is_currency_before(context, hit, end) {
        return None;
    }
    let tied = !tokens[number].spaced || token.kind == TokenKind::Mark || code;
    if !tied || !taken.are_free(hit.first, number) {
        return None;
    }
    Some(code_before(context, taken, hit.first, from).unwrap_or((hit.first, currency(context, hit, false))))
}

/// The code of a currency written onto its sign: `JPY¥`.
fn code_before(
    context: &Context<'_>,
    taken: &Taken,
    sign: usize,
    from: usize,
) -> Option<(usize, Option<String>)> {
    let tokens = &context.scan.tokens;
    let (hit, ()) =
        context.pick_before(sign, from, |lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(()))?;
    let code = tokens[hit.first].kind == TokenKind::Word && tokens[hit.first].capital;
    let glued = code && tokens[sign].kind == TokenKind::Mark && !tokens[sign].spaced;
    (glued && taken.are_free(hit.first, sign)).then(|| (hit.first, currency(context, hit, false)))
}

/// Where the minus stands that is written before the sign of a currency: `-$5`.
pub(super) fn minus_before(context: &Context<'_>, taken: &Taken, sign: usize) -> Option<usize> {
    let tokens = &context.scan.tokens;
    let from = context.scan.sentence(sign).first;
    let mark = sign.checked_sub(1).filter(|&at| at >= from && context.word(at) == "-");
    let dash = mark.filter(|&at| !tokens[sign].spaced && (tokens[at].spaced || at == from));
    let word = || context.pick_before(sign, from, |lexeme| (*lexeme == Lexeme::Minus).then_some(()));
    let at = dash.or_else(|| word().map(|(hit, ())| hit.first))?;
    taken.are_free(at, sign).then_some(at)
}

/// Some write the sign before the digits: `%7`.
pub(super) fn percent_sign_before(context: &Context<'_>, taken: &Taken, number: usize) -> Option<usize> {
    let sign = number.checked_sub(1).filter(|&sign| taken.is_free(sign))?;
    let tokens = &context.scan.tokens;
    let glued = tokens[sign].kind == TokenKind::Mark && !tokens[number].spaced && tokens[sign].spaced;
    (glued && context.is(sign, &Lexeme::PercentAfter).is_some()).then_some(sign)
}

pub(super) fn value_of(mut amount: Amount, measure: Measure) -> Value {
    match measure {
        Measure::Percent => Value::Percent { amount, points: false },
        Measure::Points => Value::Percent { amount, points: true },
        Measure::Each(worth) => {
            amount.value = amount.value.saturating_mul(worth);
            amount.step = amount.step.saturating_mul(worth);
            amount.rounded = true;
            Value::Percent { amount, points: false }
        }
        Measure::Money(currency) => Value::Money { amount, currency },
        Measure::Cents(currency, parts) => {
            amount.value /= parts;
            amount.step /= parts;
            Value::Money { amount, currency }
        }
        Measure::Unit(unit) => with_unit(amount, unit),
        Measure::Rank => Value::Ordinal(amount),
    }
}

fn with_unit(mut amount: Amount, unit: String) -> Value {
    if TIMES.contains(&unit.as_str()) {
        return Value::Duration { amount, unit };
    }
    // A length or a weight is measured, not counted.
    amount.rounded = true;
    Value::Quantity { amount, unit }
}

pub(super) fn unit_name(measure: &Measure) -> Option<String> {
    match measure {
        Measure::Percent | Measure::Each(_) => Some("percent".to_owned()),
        Measure::Points => Some("percentage-point".to_owned()),
        Measure::Money(currency) | Measure::Cents(currency, _) => currency.clone(),
        Measure::Unit(unit) => Some(unit.clone()),
        Measure::Rank => None,
    }
}
