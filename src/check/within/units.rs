//! Conversions in brackets: "10 km (6 miles)", "100 million yuan (14 million dollars)".

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fix;
use super::story::{Remark, Story};
use crate::finding::{Finding, Fix, Severity};
use crate::mention::amount::{Amount, Interval};
use crate::mention::{Mention, Value};

/// What a unit measures, and how many of its first unit it is, as a decimal's digits
/// and scale.
const UNITS: &[(&str, Dimension, i64, u32)] = &[
    ("kilometer", Dimension::Length, 1000, 0),
    ("meter", Dimension::Length, 1, 0),
    ("centimeter", Dimension::Length, 1, 2),
    ("millimeter", Dimension::Length, 1, 3),
    ("mile", Dimension::Length, 1_609_344, 3),
    ("nautical-mile", Dimension::Length, 1852, 0),
    ("yard", Dimension::Length, 9144, 4),
    ("foot", Dimension::Length, 3048, 4),
    ("inch", Dimension::Length, 254, 4),
    ("square-kilometer", Dimension::Area, 1_000_000, 0),
    ("square-meter", Dimension::Area, 1, 0),
    ("square-mile", Dimension::Area, 2_589_988, 0),
    ("hectare", Dimension::Area, 10_000, 0),
    ("acre", Dimension::Area, 4_046_856, 3),
    ("kilogram", Dimension::Mass, 1, 0),
    ("gram", Dimension::Mass, 1, 3),
    ("pound", Dimension::Mass, 453_592, 6),
    ("ounce", Dimension::Mass, 28_350, 6),
    ("tonne", Dimension::Mass, 1000, 0),
    ("liter", Dimension::Volume, 1, 0),
    ("cubic-meter", Dimension::Volume, 1000, 0),
    ("kilometer-per-hour", Dimension::Speed, 1, 0),
    ("mile-per-hour", Dimension::Speed, 1_609_344, 6),
];

/// The unit of temperature that stands beside degrees Celsius.
const FAHRENHEIT: &str = "fahrenheit";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Length,
    Area,
    Mass,
    Volume,
    Speed,
}

/// Figures and what stands for them in brackets right after.
fn bracketed<'a>(story: &'a Story<'a>) -> impl Iterator<Item = (&'a Mention, &'a Mention)> {
    story.mentions.windows(2).filter_map(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let alone = a.end_token + 1 == b.first_token
            && b.end_token < story.context.scan.tokens.len()
            && story.context.word(a.end_token) == "("
            && story.context.word(b.end_token) == ")";
        (alone && a.sure && b.sure).then_some((a, b))
    })
}

/// Measures whose conversion in brackets is another value.
pub(super) fn measures(story: &Story<'_>) -> Vec<Finding> {
    bracketed(story).filter_map(|(a, b)| measure(story, a, b)).collect()
}

fn measure(story: &Story<'_>, a: &Mention, b: &Mention) -> Option<Finding> {
    let (Value::Quantity { amount, unit }, Value::Quantity { amount: other, unit: other_unit }) =
        (&a.value, &b.value)
    else {
        return None;
    };
    if unit == other_unit {
        return None;
    }
    let (fits, there, back) = if unit == FAHRENHEIT || other_unit == FAHRENHEIT {
        let fits = temperatures(amount, unit, other, other_unit)?;
        (fits, degrees(amount, unit)?, degrees(other, other_unit)?)
    } else {
        let (dimension, factor) = factor(unit)?;
        let (_, other_factor) = factor_of(other_unit, dimension)?;
        let by = factor.checked_div(other_factor)?;
        (fits(amount, other, by), amount.value.checked_mul(by)?, other.value.checked_div(by)?)
    };
    if fits {
        return None;
    }
    let remark = Remark {
        check: "unit-conversion",
        figure: b,
        message: format!(
            "{} {unit} is not {} {other_unit}",
            amount.value.normalize(),
            other.value.normalize()
        ),
        help: "convert again, and see which of the two is the source's",
        text: "the same, converted".to_owned(),
        related: vec![(a.span, "converted from here".to_owned())],
        fixes: [(b, other, there), (a, amount, back)]
            .into_iter()
            .filter_map(|(figure, old, new)| fix::value(story, figure, old.value, as_fine(new, old)))
            .collect(),
    };
    story.report(remark)
}

/// A value with as many digits as the one in whose place it is put.
pub(super) fn as_fine(new: Decimal, old: &Amount) -> Decimal {
    let digits = |value: Decimal| value.normalize().mantissa().unsigned_abs().to_string().len();
    let fine = digits(old.value.checked_div(old.last_nonzero_unit()).unwrap_or(old.value)).max(2);
    new.round_sf(u32::try_from(fine).unwrap_or(2)).unwrap_or(new).normalize()
}

/// A temperature on the other scale.
fn degrees(amount: &Amount, unit: &str) -> Option<Decimal> {
    let (ratio, zero) = (Decimal::new(18, 1), Decimal::from(32));
    if unit == FAHRENHEIT {
        (amount.value - zero).checked_div(ratio)
    } else {
        amount.value.checked_mul(ratio)?.checked_add(zero)
    }
}

fn factor(unit: &str) -> Option<(Dimension, Decimal)> {
    let (_, dimension, digits, scale) = UNITS.iter().find(|(id, ..)| *id == unit)?;
    Some((*dimension, Decimal::new(*digits, *scale)))
}

fn factor_of(unit: &str, dimension: Dimension) -> Option<(Dimension, Decimal)> {
    factor(unit).filter(|(other, _)| *other == dimension)
}

/// Whether one is the other times `by`, as either may be the source and the other its
/// rounding.
fn fits(a: &Amount, b: &Amount, by: Decimal) -> bool {
    let there = scaled(near(a), by).is_none_or(|converted| converted.overlaps(coarse(b)));
    let back = Decimal::ONE.checked_div(by).and_then(|by| scaled(near(b), by));
    there || back.is_none_or(|converted| converted.overlaps(coarse(a)))
}

/// What a converted value leaves open: it is rounded at its last digit that is not zero.
fn coarse(amount: &Amount) -> Interval {
    match amount.modifier {
        None => {
            let rounded = amount.last_nonzero_unit() / Decimal::TWO;
            Interval::around(amount.value, rounded.min(amount.value.abs() * COARSE))
        }
        Some(_) => amount.interval(),
    }
}

/// Half of what the value was rounded to.
fn half(amount: &Amount) -> Decimal {
    amount.last_nonzero_unit() / Decimal::TWO
}

/// The value as the source may have it: five percent, for many convert in their head, or
/// as far as it was rounded.
fn near(amount: &Amount) -> Interval {
    let head = amount.value.abs() * Decimal::new(5, 2);
    let (interval, margin) = match amount.modifier {
        None => (Interval::exact(amount.value), head.max((amount.value.abs() * ROUND).min(half(amount)))),
        Some(_) => (amount.interval(), head),
    };
    Interval { low: interval.low.map(|low| low - margin), high: interval.high.map(|high| high + margin) }
}

fn scaled(interval: Interval, by: Decimal) -> Option<Interval> {
    let times = |end: Option<Decimal>| match end {
        Some(end) => end.checked_mul(by).map(Some),
        None => Some(None),
    };
    Some(Interval { low: times(interval.low)?, high: times(interval.high)? })
}

/// A temperature, or a difference of temperatures: either reading may be meant.
fn temperatures(a: &Amount, unit: &str, b: &Amount, other: &str) -> Option<bool> {
    let (celsius, fahrenheit) = match (unit, other) {
        ("celsius", FAHRENHEIT) => (a, b),
        (FAHRENHEIT, "celsius") => (b, a),
        _ => return None,
    };
    let ratio = Decimal::new(18, 1);
    let margin = Decimal::TWO;
    let around = |value: Decimal| Interval::around(value, margin);
    let difference = celsius.value.checked_mul(ratio)?;
    let degrees = difference.checked_add(Decimal::from(32))?;
    let stated = coarse(fahrenheit);
    Some(stated.overlaps(around(degrees)) || stated.overlaps(around(difference)))
}

/// Amounts of money whose rate, by the amount in brackets, is not that of the others in
/// the article.
pub(super) fn currencies(story: &Story<'_>) -> Vec<Finding> {
    let mut first: BTreeMap<(&str, &str), (Interval, &Mention, &Mention)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (a, b) in bracketed(story) {
        let Some((pair, rate)) = rate(a, b) else { continue };
        match first.get(&pair) {
            None => drop(first.insert(pair, (rate, a, b))),
            Some((other, from, to)) if !five_percent(rate).overlaps(five_percent(*other)) => {
                let fixes = at_rate(story, (a, b), (from, to));
                let remark = Remark { fixes, ..money(b, pair, to) };
                findings.extend(story.finding(severity(rate, *other), remark));
            }
            Some(_) => {}
        }
    }
    findings
}

/// A rate that is another by half or more is a slip; a smaller difference may be that of
/// another day or year.
fn severity(rate: Interval, other: Interval) -> Severity {
    let double = |interval: Interval| scaled(interval, Decimal::new(15, 1));
    let apart = matches!((rate.low, double(other).and_then(|other| other.high)), (Some(low), Some(high)) if low > high)
        || matches!((other.low, double(rate).and_then(|rate| rate.high)), (Some(low), Some(high)) if low > high);
    if apart { Severity::Warning } else { Severity::Advice }
}

fn rate<'a>(a: &'a Mention, b: &'a Mention) -> Option<((&'a str, &'a str), Interval)> {
    let (
        Value::Money { amount, currency: Some(currency) },
        Value::Money { amount: other, currency: Some(other_currency) },
    ) = (&a.value, &b.value)
    else {
        return None;
    };
    let (from, to) = (price(amount), price(other));
    let positive = to.low.is_some_and(|low| low > Decimal::ZERO);
    let rate = Interval {
        low: Some(from.low?.checked_div(to.high?)?),
        high: Some(from.high?.checked_div(to.low.filter(|_| positive)?)?),
    };
    (currency != other_currency).then_some(((currency.as_str(), other_currency.as_str()), rate))
}

/// Both repairs: the amount in brackets at the other rate, and what it would be the
/// conversion of.
fn at_rate(story: &Story<'_>, (a, b): (&Mention, &Mention), (from, to): (&Mention, &Mention)) -> Vec<Fix> {
    let amounts = (a.value.amount(), b.value.amount(), from.value.amount(), to.value.amount());
    let (Some(source), Some(converted), Some(from), Some(to)) = amounts else { return Vec::new() };
    let scaled = |value: Decimal, by: Decimal, over: Decimal| value.checked_mul(by)?.checked_div(over);
    let there = scaled(source.value, to.value, from.value);
    let back = scaled(converted.value, from.value, to.value);
    [(b, converted, there), (a, source, back)]
        .into_iter()
        .filter_map(|(figure, old, new)| fix::value(story, figure, old.value, as_fine(new?, old)))
        .collect()
}

/// What a price leaves open: its rounding, but no more than a tenth, for one of "1,000
/// euros" is seldom rounded.
fn price(amount: &Amount) -> Interval {
    let interval = amount.rounded_interval();
    let tenth = amount.value.abs() * Decimal::new(1, 1);
    Interval {
        low: interval.low.map(|low| low.max(amount.value - tenth)),
        high: interval.high.map(|high| high.min(amount.value + tenth)),
    }
}

fn five_percent(rate: Interval) -> Interval {
    Interval {
        low: rate.low.map(|low| low * Decimal::new(975, 3)),
        high: rate.high.map(|high| high * Decimal::new(1025, 3)),
    }
}

fn money<'a>(figure: &'a Mention, pair: (&str, &str), other: &Mention) -> Remark<'a> {
    Remark {
        check: "currency-conversion",
        figure,
        message: format!("the rate of {} to {} is another one than elsewhere in the article", pair.0, pair.1),
        help: "convert again, or say for which day the rate holds",
        text: "converted at another rate".to_owned(),
        related: vec![(other.span, "converted here too".to_owned())],
        fixes: Vec::new(),
    }
}

/// How far a converted value may be rounded, and how far its source, as parts of it.
const COARSE: Decimal = Decimal::from_parts(15, 0, 0, false, 2);
const ROUND: Decimal = Decimal::from_parts(12, 0, 0, false, 2);
