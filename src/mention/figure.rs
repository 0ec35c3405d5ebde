//! A number with its unit: percent, money in every order, quantities, spans of
//! time, ranks; and spans from one number to another.

use rust_decimal::Decimal;

use super::amount::{Amount, Modifier};
use super::context::{Context, Taken};
use super::number::{Numeral, is_symbol_as_written, numeral};
use super::{Role, Value};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

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
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq)]
enum Measure {
    Percent,
    Points,
    Each(Decimal),
    Money(Option<String>),
    Cents(Option<String>),
    Unit(String),
    Rank,
}

/// A verb of change reaches over this many tokens.
const CHANGE_REACH: usize = 12;

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
    let figure = range(context, taken, figure, limit);
    let joined = figure.end > end || figure.number.as_ref().is_none_or(|number| !number.in_digits);
    (joined || !is_score(context, end, limit)).then_some(figure)
}

/// Digits that hang on a dash and make no range are a score or an identifier.
fn is_score(context: &Context<'_>, at: usize, limit: usize) -> bool {
    let tokens = &context.scan.tokens;
    at + 1 < limit
        && matches!(context.word(at), "-" | "\u{2013}")
        && !tokens[at].spaced
        && !tokens[at + 1].spaced
        && tokens[at + 1].kind == TokenKind::Digits
}

/// "Of a hundred parts" before the number.
fn percent_before(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Figure> {
    let hit = context.is(at, &Lexeme::PercentBefore)?;
    if hit.end >= limit {
        return None;
    }
    let number = numeral(context, taken, hit.end, limit)?;
    let mut figure = with_measure(number, Measure::Percent, None);
    figure.first = hit.first;
    figure.skip = hit.skip;
    figure.clitics = hit.clitics;
    Some(range(context, taken, figure, limit))
}

/// A dual or another word that holds its number, and a bare unit with "and a half".
fn unit_with_its_number(context: &Context<'_>, at: usize, limit: usize) -> Option<Figure> {
    let (hit, (count, measure)) = context.pick(at, |lexeme| match lexeme {
        Lexeme::DualUnit { count, unit } if unit == "percent" => Some((Some(*count), Measure::Percent)),
        Lexeme::DualUnit { count, unit } if unit == "percentage-point" => {
            Some((Some(*count), Measure::Points))
        }
        Lexeme::DualUnit { count, unit } => Some((Some(*count), Measure::Unit(unit.clone()))),
        Lexeme::Unit(_) | Lexeme::Currency(_) => measure(lexeme).map(|measure| (None, measure)),
        _ => None,
    })?;
    let measure = match measure {
        Measure::Money(_) => Measure::Money(currency(context, hit, false)),
        measure => measure,
    };
    let part = and_part(context, hit.end, limit);
    let mut value = count.or_else(|| part.is_some().then_some(Decimal::ONE))?;
    let mut end = hit.end;
    let mut step = Decimal::ONE;
    if let Some((part_end, part)) = part {
        value = value.checked_add(part)?;
        step = part;
        end = part_end;
    }
    let amount = Amount { value, ratio: None, step, rounded: part.is_some(), modifier: None };
    Some(Figure {
        first: at,
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
    let before = currency_before(context, taken, number.first);
    if let Some((first, currency)) = before {
        let mut number = number;
        number.first = first;
        number.skip = 0;
        return with_measure(number, Measure::Money(currency), None);
    }
    if let Some(first) = percent_sign_before(context, taken, number.first) {
        let mut number = number;
        number.first = first;
        return with_measure(number, Measure::Percent, None);
    }
    let (at, modifier) = after_modifier(context, number.end, limit);
    let mut number = number;
    if modifier.is_some() {
        number.amount.modifier = number.amount.modifier.or(modifier);
    }
    let ordinal = number.ordinal;
    let Some((end, measure)) =
        unit_after(context, at, limit, &number).filter(|(_, unit)| !ordinal || *unit == Measure::Rank)
    else {
        return bare(context, number);
    };
    let mut figure = with_measure(number, measure.clone(), Some(end));
    if let Some((end, part)) = and_part(context, figure.end, limit) {
        add_part(&mut figure, part, end);
    }
    if let Measure::Money(_) = measure {
        cents(context, taken, &mut figure, limit);
    }
    figure
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

/// "8 dollars and 50 cents".
fn cents(context: &Context<'_>, taken: &Taken, figure: &mut Figure, limit: usize) {
    let mut at = figure.end;
    for _ in 0..2 {
        if let Some(hit) =
            context.is(at, &Lexeme::NumberAnd).or_else(|| context.is(at, &Lexeme::And)).filter(|_| at < limit)
        {
            at = hit.end;
        }
    }
    let Some(number) = (at < limit).then(|| numeral(context, taken, at, limit)).flatten() else { return };
    let Some((end, Measure::Cents(_))) = unit_after(context, number.end, limit, &number) else { return };
    let cents = number.amount.value.checked_div(Decimal::ONE_HUNDRED);
    if let Some(cents) = cents.filter(|cents| *cents < Decimal::ONE)
        && let Some(amount) = figure.value.amount_mut()
        && let Some(value) = amount.value.checked_add(cents)
    {
        amount.value = value;
        amount.step = Decimal::new(1, 2);
        amount.rounded = false;
        figure.end = end;
    }
}

/// A modifier between the number and its unit: 30 + odd + years.
fn after_modifier(context: &Context<'_>, at: usize, limit: usize) -> (usize, Option<Modifier>) {
    if at >= limit {
        return (at, None);
    }
    let from = hyphen(context, at, limit);
    let found = context.pick(from, |lexeme| match lexeme {
        Lexeme::Modifier(modifier, Side::After) => Some(*modifier),
        _ => None,
    });
    match found {
        Some((hit, modifier)) if hit.end <= limit => (hit.end, Some(modifier)),
        _ => (at, None),
    }
}

/// Past a hyphen that ties the next word to the one before it.
fn hyphen(context: &Context<'_>, at: usize, limit: usize) -> usize {
    let tokens = &context.scan.tokens;
    let tied = at + 1 < limit && context.word(at) == "-" && !tokens[at].spaced && !tokens[at + 1].spaced;
    at + usize::from(tied && tokens[at + 1].kind != TokenKind::Digits)
}

/// The unit that begins at a token, and where it ends.
fn unit_after(context: &Context<'_>, at: usize, limit: usize, number: &Numeral) -> Option<(usize, Measure)> {
    if at >= limit {
        return None;
    }
    let tied = hyphen(context, at, limit);
    if number.in_digits
        && number.scale.is_none()
        && !context.scan.tokens[at].spaced
        && at == number.end
        && let Some(hit) =
            context.is(at, &Lexeme::OrdinalSuffix).or_else(|| context.is(tied, &Lexeme::OrdinalSuffix))
    {
        return Some((hit.end, Measure::Rank));
    }
    let found = measure_at(context, at, limit).or_else(|| measure_at(context, tied, limit));
    if found.is_some() {
        return found;
    }
    // A classifier may stand before the unit: 3 + 个 + hours.
    let classifier = context.is(tied, &Lexeme::Classifier).filter(|hit| hit.end < limit)?;
    measure_at(context, classifier.end, limit)
}

fn measure_at(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, Measure)> {
    let (hit, measure) = context
        .at(at)
        .filter(|(hit, _)| hit.end <= limit && only_article(hit) && is_symbol_as_written(context, hit))
        .find_map(|(hit, lexeme)| measure(lexeme).map(|measure| (hit, measure)))?;
    let measure = match measure {
        Measure::Money(_) => Measure::Money(currency(context, hit, false)),
        Measure::Cents(_) => Measure::Cents(currency(context, hit, true)),
        other => other,
    };
    Some((hit.end, measure))
}

fn measure(lexeme: &Lexeme) -> Option<Measure> {
    Some(match lexeme {
        Lexeme::PercentAfter => Measure::Percent,
        Lexeme::PercentPoint => Measure::Points,
        Lexeme::PercentEach(worth) => Measure::Each(*worth),
        Lexeme::Currency(_) => Measure::Money(None),
        Lexeme::Subunit(_) => Measure::Cents(None),
        Lexeme::Unit(unit) => Measure::Unit(unit.clone()),
        _ => return None,
    })
}

fn only_article(hit: &Hit) -> bool {
    hit.clitics == CliticSet::NONE || hit.clitics == CliticSet::NONE.with(Clitic::The)
}

/// The currency of a phrase: the only one it can be, or the usual one.
fn currency(context: &Context<'_>, phrase: &Hit, cents: bool) -> Option<String> {
    let codes = || {
        context.at(phrase.first).filter(|(hit, _)| hit.end == phrase.end).filter_map(|(_, lexeme)| {
            match lexeme {
                Lexeme::Currency(code) if !cents => Some(code),
                Lexeme::Subunit(code) if cents => Some(code),
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
fn currency_before(context: &Context<'_>, taken: &Taken, number: usize) -> Option<(usize, Option<String>)> {
    let tokens = &context.scan.tokens;
    let from = context.scan.sentence(number).first;
    let (hit, ()) =
        context.pick_before(number, from, |lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(()))?;
    let token = &tokens[number - 1];
    let code = token.kind == TokenKind::Word && token.capital && token.end - token.start <= 3;
    let tied = !tokens[number].spaced || token.kind == TokenKind::Mark || code;
    (tied && taken.are_free(hit.first, number)).then(|| (hit.first, currency(context, hit, false)))
}

/// Some write the sign before the digits: `%7`.
fn percent_sign_before(context: &Context<'_>, taken: &Taken, number: usize) -> Option<usize> {
    let sign = number.checked_sub(1).filter(|&sign| taken.is_free(sign))?;
    let tokens = &context.scan.tokens;
    let glued = tokens[sign].kind == TokenKind::Mark && !tokens[number].spaced && tokens[sign].spaced;
    (glued && context.is(sign, &Lexeme::PercentAfter).is_some()).then_some(sign)
}

/// A number without a unit: a rank, a count, or nothing.
fn bare(context: &Context<'_>, number: Numeral) -> Figure {
    let from = context.scan.sentence(number.first).first;
    let prefix =
        context.pick_before(number.first, from, |lexeme| (*lexeme == Lexeme::OrdinalPrefix).then_some(()));
    let mut number = number;
    if let Some((hit, ())) = prefix {
        number.first = hit.first;
        number.skip = hit.skip;
        number.clitics = hit.clitics;
        return with_measure(number, Measure::Rank, None);
    }
    let article = number.in_digits && number.scale.is_none() && has_article(context, number.first);
    if number.ordinal
        || article && number.amount.value < Decimal::ONE_THOUSAND && number.amount.value.is_integer()
    {
        return with_measure(number, Measure::Rank, None);
    }
    if is_definite_rank(context, &number) {
        return with_measure(number, Measure::Rank, None);
    }
    let value = match &number.between {
        Some((low, high)) => Value::Range { low: low.clone(), high: high.clone(), unit: None },
        None => Value::Number(number.amount.clone()),
    };
    Figure {
        first: number.first,
        end: number.end,
        skip: number.skip,
        clitics: number.clitics,
        value,
        sure: number.sure,
        number: Some(number),
    }
}

/// Words from eleven on that have no rank of their own take the article after a
/// definite noun, or alone.
fn is_definite_rank(context: &Context<'_>, number: &Numeral) -> bool {
    let value = number.amount.value;
    let compound = !number.in_digits && value > Decimal::TEN && value < Decimal::ONE_HUNDRED;
    let definite = |at: usize| context.lexicon.clitics().without_article(context.word(at)).is_some();
    compound
        && number.clitics.has(Clitic::The)
        && (number.first == context.scan.sentence(number.first).first || definite(number.first - 1))
}

/// "The 24" with the article written onto the digits: the 24th.
fn has_article(context: &Context<'_>, first: usize) -> bool {
    context.scan.clitics_before(context.lexicon, first).is_some_and(|(set, _)| set.has(Clitic::The))
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

fn value_of(mut amount: Amount, measure: Measure) -> Value {
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
        Measure::Cents(currency) => {
            amount.value /= Decimal::ONE_HUNDRED;
            amount.step /= Decimal::ONE_HUNDRED;
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

fn unit_name(measure: &Measure) -> Option<String> {
    match measure {
        Measure::Percent | Measure::Each(_) => Some("percent".to_owned()),
        Measure::Points => Some("percentage-point".to_owned()),
        Measure::Money(currency) | Measure::Cents(currency) => currency.clone(),
        Measure::Unit(unit) => Some(unit.clone()),
        Measure::Rank => None,
    }
}

/// Goes on to a second number where a dash or "to" joins one: `3–5 %`.
///
/// With a word of base before it ("from 3 to 5 million") the two stay apart: one
/// is what it was, the other what it became; a unit or a scale said once is
/// shared.
fn range(context: &Context<'_>, taken: &Taken, figure: Figure, limit: usize) -> Figure {
    let Some(next) = joint(context, &figure, limit).filter(|&next| next < limit) else { return figure };
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
    if !joint_is_dash && (changing(context, figure.first) || changed(context, &figure)) {
        return if based(context, &figure) { Figure { value: low, ..figure } } else { figure };
    }
    let top = match &high.value {
        Value::Number(_) => shared(&high.value, high_number, &figure.value, low_number),
        _ => None,
    };
    let top = top.unwrap_or(high.value);
    let (Some(low), Some(top), unit) = (low.amount(), top.amount(), low.unit()) else { return figure };
    if low.value >= top.value {
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
fn between(context: &Context<'_>, figure: &Figure) -> bool {
    let from = context.scan.sentence(figure.first).first;
    context.pick_before(figure.first, from, |lexeme| (*lexeme == Lexeme::RangeHead).then_some(())).is_some()
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
