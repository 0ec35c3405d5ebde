//! A number with its unit: percent, money in every order, quantities, spans of
//! time, ranks; and spans from one number to another.

mod change;
mod code;
mod measure;
mod mixed;
mod range;
mod rank;

use rust_decimal::Decimal;

use super::Value;
use super::amount::{Amount, Modifier};
use super::context::{Context, Taken};
use super::number::{Numeral, numeral};
use super::score::is_score;
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use change::{cents, loose_money, next_digit};
use measure::{
    Measure, currency, currency_before, hyphen, measure, minus_before, percent_sign_before, unit_after,
    unit_name, value_of,
};
use mixed::smaller_unit;
use range::range;
use rank::{bare, counted_before};

/// A number with its unit, before the words around it are weighed.
#[derive(Clone, Debug)]
pub struct Figure {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Bytes of clitics at the head of the first token.
    pub skip: usize,
    /// Clitics taken off the first word.
    pub clitics: CliticSet,
    /// What was read.
    pub value: Value,
    /// The separators leave no other reading.
    pub sure: bool,
    /// The number as it stood, for a unit or scale said once for two numbers.
    number: Option<Numeral>,
}

impl Figure {
    /// Whether digits are part of it.
    #[must_use]
    pub fn in_digits(&self) -> bool {
        self.number.as_ref().is_some_and(|number| number.in_digits)
    }

    /// Where its number ends and its unit begins.
    #[must_use]
    pub fn number_end(&self) -> usize {
        self.number.as_ref().map_or(self.end, |number| number.end)
    }
}

/// Reads the figure that begins at a token.
#[must_use]
pub fn figure(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Figure> {
    if let Some(figure) = percent_before(context, taken, at, limit) {
        return Some(figure);
    }
    let Some(number) = numeral(context, taken, at, limit) else {
        return unit_with_its_number(context, at, limit);
    };
    if let Some(figure) = unit_with_its_number(context, at, limit).filter(|figure| figure.end > number.end) {
        return Some(figure);
    }
    let figure = measured(context, taken, number, limit);
    let end = figure.end;
    let zero = figure.value.amount().is_some_and(|amount| amount.value.is_zero());
    let bare = (figure.in_digits() || zero) && matches!(figure.value, Value::Number(_));
    if bare
        && (end < limit && is_score(context, end) || figure.first > 0 && is_score(context, figure.first - 1))
    {
        return None;
    }
    let figure = range(context, taken, figure, limit);
    let joined = figure.end > end || figure.number.as_ref().is_none_or(|number| !number.in_digits);
    (joined && !is_abbreviation(context, &figure) || !joined && !hangs_on_dash(context, end, limit))
        .then_some(figure)
}

/// A number word in capitals, alone among words that are not, stands for other words:
/// the format `ELF` is no eleven.
fn is_abbreviation(context: &Context<'_>, figure: &Figure) -> bool {
    let word = context.written(figure.first);
    figure.end == figure.first + 1
        && figure.number.as_ref().is_some_and(|number| !number.in_digits)
        && word.chars().nth(1).is_some()
        && word.chars().all(char::is_uppercase)
        && !code::in_capitals(context, figure.first, figure.end)
}

/// Digits that hang on a dash and make no range are a score or an identifier.
fn hangs_on_dash(context: &Context<'_>, at: usize, limit: usize) -> bool {
    let tokens = &context.scan.tokens;
    at + 1 < limit
        && matches!(context.word(at), "-" | "\u{2013}")
        && !tokens[at].spaced
        && !tokens[at + 1].spaced
        && tokens[at + 1].kind == TokenKind::Digits
}

/// "Of a hundred parts" before the number.
fn percent_before(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Figure> {
    let (hit, worth) = context.pick(at, |lexeme| match lexeme {
        Lexeme::PercentBefore(worth) => Some(*worth),
        _ => None,
    })?;
    if hit.end >= limit {
        return None;
    }
    let number = numeral(context, taken, hit.end, limit)?;
    let measure = if worth == Decimal::ONE { Measure::Percent } else { Measure::Each(worth) };
    let mut figure = with_measure(number, measure, None);
    figure.first = hit.first;
    figure.skip = hit.skip;
    figure.clitics = hit.clitics;
    Some(range(context, taken, figure, limit))
}

/// A dual or another word that holds its number, and a bare unit with "one" or "and a
/// half" after it.
fn unit_with_its_number(context: &Context<'_>, at: usize, limit: usize) -> Option<Figure> {
    context.at(at).find_map(|(hit, lexeme)| {
        if let Some(figure) = one_or_two(context, hit, lexeme, limit) {
            return Some(figure);
        }
        let (count, measure) = match lexeme {
            Lexeme::DualUnit { count, unit } => (Some(*count), measure_named(unit)),
            lexeme => (None, measure(lexeme)?),
        };
        with_its_number(context, hit, count, measure, limit)
    })
}

/// "Minute one or two", "an hour or two" where two hours are one word.
fn one_or_two(context: &Context<'_>, hit: &Hit, lexeme: &Lexeme, limit: usize) -> Option<Figure> {
    let Lexeme::Unit(unit) = lexeme else { return None };
    let at = |token: usize| (token < limit).then_some(token);
    let one = at(hit.end).and_then(|token| context.is(token, &Lexeme::OneAfter));
    let or = at(one.map_or(hit.end, |one| one.end)).and_then(|token| context.is(token, &Lexeme::Or))?;
    let (last, count) = context.pick(at(or.end)?, |lexeme| match lexeme {
        Lexeme::Cardinal(count) if one.is_some() => Some(*count),
        Lexeme::DualUnit { count, unit: same } if same == unit => Some(*count),
        _ => None,
    })?;
    let bare = last.end >= limit || measure_after(context, last).is_none();
    let amount = |value| Amount { value, ratio: None, step: Decimal::ONE, rounded: false, modifier: None };
    let value = Value::Range { low: amount(Decimal::ONE), high: amount(count), unit: Some(unit.clone()) };
    (bare && count > Decimal::ONE && count <= Decimal::TEN).then_some(Figure {
        first: hit.first,
        end: last.end,
        skip: hit.skip,
        clitics: hit.clitics,
        value,
        sure: true,
        number: None,
    })
}

/// A unit right behind a phrase: "one or two | days".
fn measure_after(context: &Context<'_>, phrase: &Hit) -> Option<Measure> {
    context.pick(phrase.end, measure).map(|(_, measure)| measure)
}

fn measure_named(unit: &str) -> Measure {
    match unit {
        "percent" => Measure::Percent,
        "percentage-point" => Measure::Points,
        unit => Measure::Unit(unit.to_owned()),
    }
}

fn with_its_number(
    context: &Context<'_>,
    hit: &Hit,
    count: Option<Decimal>,
    measure: Measure,
    limit: usize,
) -> Option<Figure> {
    let measure = match measure {
        Measure::Money(_) => Measure::Money(currency(context, hit, false)),
        measure => measure,
    };
    let one = (count.is_none() && hit.end < limit).then(|| context.is(hit.end, &Lexeme::OneAfter)).flatten();
    // "Minute one or two" is a range.
    let goes_on = |at: usize| {
        at < limit && (context.is(at, &Lexeme::RangeJoin).is_some() || context.is(at, &Lexeme::Or).is_some())
    };
    let one = one.filter(|one| !goes_on(one.end));
    let mut end = one.map_or(hit.end, |one| one.end);
    let halved = matches!(measure, Measure::Unit(_) | Measure::Money(_) | Measure::Percent | Measure::Points);
    let part = and_part(context, end, limit).filter(|_| halved || one.is_some());
    let mut value = count.or_else(|| (one.is_some() || part.is_some()).then_some(Decimal::ONE))?;
    let mut step = Decimal::ONE;
    if let Some((part_end, part)) = part {
        value = value.checked_add(part)?;
        step = part;
        end = part_end;
    }
    let amount = Amount { value, ratio: None, step, rounded: part.is_some(), modifier: None };
    Some(Figure {
        first: hit.first,
        end,
        skip: hit.skip,
        clitics: hit.clitics,
        value: value_of(amount, measure),
        sure: true,
        number: None,
    })
}

fn and_part(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, Decimal)> {
    if at >= limit {
        return None;
    }
    let (hit, (over, under)) = context.pick(at, |lexeme| match lexeme {
        Lexeme::AndFraction(over, under) => Some((*over, *under)),
        _ => None,
    })?;
    Some((hit.end, Decimal::from(over).checked_div(Decimal::from(under))?))
}

/// Finds the unit of a number, on either side.
fn measured(context: &Context<'_>, taken: &Taken, number: Numeral, limit: usize) -> Figure {
    if follows_rank_mark(context, number.first) {
        return bare(context, number);
    }
    let before = currency_before(context, taken, (number.first, number.end));
    if let Some((first, currency)) = before {
        let mut number = number;
        (number.first, number.skip) = (first, 0);
        if let Some(minus) = minus_before(context, taken, first) {
            number.first = minus;
            number.amount.value = -number.amount.value;
        }
        let mut figure = with_measure(number, Measure::Money(currency), None);
        cents(context, taken, &mut figure, limit, false);
        return figure;
    }
    if let Some(first) = percent_sign_before(context, taken, number.first) {
        let mut number = number;
        number.first = first;
        number.skip = 0;
        return with_measure(number, Measure::Percent, None);
    }
    let (at, modifier) = after_modifier(context, number.end, limit);
    let mut number = number;
    if modifier.is_some() {
        number.amount.modifier = number.amount.modifier.or(modifier);
    }
    if let Some(figure) = loose_money(context, taken, &number, at, limit) {
        return figure;
    }
    if let Some(figure) = scaled_code(context, &number, limit) {
        return figure;
    }
    let ordinal = number.ordinal;
    let Some((end, measure)) =
        unit_after(context, at, limit, &number).filter(|(_, unit)| !ordinal || *unit == Measure::Rank)
    else {
        return counted_before(context, taken, &number).unwrap_or_else(|| bare(context, number));
    };
    let code = context.scan.tokens[end - 1];
    let code = matches!(measure, Measure::Money(_)) && code.kind == TokenKind::Word && code.capital;
    let end = if code { scale_after_code(context, &mut number, end, limit) } else { end };
    let mut figure = with_measure(number, measure.clone(), Some(end));
    smaller_unit(context, taken, &mut figure, limit);
    if let Some((end, part)) = and_part(context, figure.end, limit) {
        let worth = if let Measure::Each(worth) = measure { worth } else { Decimal::ONE };
        add_part(&mut figure, part.saturating_mul(worth), end);
    }
    match measure {
        Measure::Money(_) => cents(context, taken, &mut figure, limit, true),
        Measure::Each(worth) => next_digit(context, taken, &mut figure, worth, limit),
        _ => {}
    }
    figure
}

/// Letters before the code of a currency that count it: `120 MEUR`, `5 KUSD`.
const CODE_SCALES: &[(&str, Decimal)] =
    &[("k", Decimal::ONE_THOUSAND), ("m", Decimal::from_parts(1_000_000, 0, 0, false, 0))];

fn scaled_code(context: &Context<'_>, number: &Numeral, limit: usize) -> Option<Figure> {
    let token = context.scan.tokens.get(number.end).filter(|_| number.end < limit)?;
    if !(token.capital && number.in_digits && number.scale.is_none()) {
        return None;
    }
    let word = context.word(number.end);
    let (code, scale) =
        CODE_SCALES.iter().find_map(|(letter, scale)| Some((word.strip_prefix(letter)?, *scale)))?;
    let code = code.to_ascii_uppercase();
    if !crate::lang::codes::is_currency(&code) {
        return None;
    }
    let mut number = number.clone();
    number.amount.value = number.amount.value.checked_mul(scale)?;
    number.amount.step = number.amount.step.checked_mul(scale)?;
    number.amount.rounded = true;
    number.scale = Some(scale);
    let end = number.end + 1;
    Some(with_measure(number, Measure::Money(Some(code)), Some(end)))
}

/// "75 USD million": tables put the scale after the code.
fn scale_after_code(context: &Context<'_>, number: &mut Numeral, end: usize, limit: usize) -> usize {
    let scale = (end < limit && number.scale.is_none()).then(|| {
        context.pick(end, |lexeme| match lexeme {
            Lexeme::Scale(scale) if *scale > Decimal::ONE_THOUSAND => Some(*scale),
            _ => None,
        })
    });
    let Some((hit, scale)) = scale.flatten().filter(|(hit, _)| hit.end <= limit && hit.skip == 0) else {
        return end;
    };
    let amount = &mut number.amount;
    let product = amount.value.checked_mul(scale).zip(amount.step.checked_mul(scale));
    let Some((value, step)) = product else { return end };
    (amount.value, amount.step, amount.rounded) = (value, step, true);
    number.scale = Some(scale);
    hit.end
}

/// "Three years and a half".
fn add_part(figure: &mut Figure, part: Decimal, end: usize) {
    if let Some(amount) = figure.value.amount_mut()
        && let Some(value) = amount.value.checked_add(part)
    {
        amount.value = value;
        amount.step = part;
        amount.rounded = true;
        figure.end = end;
    }
}

/// A modifier between the number and its unit: 30 + odd + years.
fn after_modifier(context: &Context<'_>, at: usize, limit: usize) -> (usize, Option<Modifier>) {
    if at >= limit {
        return (at, None);
    }
    let from = hyphen(context, at, limit);
    match context.modifier_after(from) {
        Some((hit, modifier)) if hit.end <= limit => (hit.end, Some(modifier)),
        _ => (at, None),
    }
}

/// 第34分钟 is the 34th minute, whatever is counted.
fn follows_rank_mark(context: &Context<'_>, first: usize) -> bool {
    let from = context.scan.sentence(first).first;
    context.scan.tokens[first.saturating_sub(1)].kind == TokenKind::Letter
        && context
            .pick_before(first, from, |lexeme| (*lexeme == Lexeme::OrdinalPrefix).then_some(()))
            .is_some()
}

fn with_measure(number: Numeral, measure: Measure, end: Option<usize>) -> Figure {
    let end = end.unwrap_or(number.end);
    let mut amount = number.amount.clone();
    amount.rounded |= matches!(measure, Measure::Percent | Measure::Points);
    let value = if let Some((low, high)) = &number.between {
        Value::Range { low: low.clone(), high: high.clone(), unit: unit_name(&measure) }
    } else {
        value_of(amount, measure)
    };
    Figure {
        first: number.first,
        end,
        skip: number.skip,
        clitics: number.clitics,
        value,
        sure: number.sure,
        number: Some(number),
    }
}
