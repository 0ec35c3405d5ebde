//! Whether two parts say the same, however two languages write it.

use rust_decimal::Decimal;

use super::facts::{Number, Part};
use super::measure;
use crate::lang::codes;

/// How two parts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They say different things.
    Different,
    /// The same number with units that do not fit.
    OtherUnit,
    /// The same in another unit, give or take the rounding.
    Converted,
    /// They say the same.
    Same,
}

/// Compares two parts.
#[must_use]
pub fn likeness(a: &Part, b: &Part) -> Likeness {
    match (a, b) {
        (Part::Number(a), Part::Number(b)) => numbers(a, b),
        _ if a == b => Likeness::Same,
        _ => Likeness::Different,
    }
}

fn numbers(a: &Number, b: &Number) -> Likeness {
    if measure::is_conversion(a, b) {
        return Likeness::Converted;
    }
    if !(is_written(a, b) || is_rounded(a, b) || is_rounded(b, a) || lacks_scale(a, b) || lacks_scale(b, a)) {
        return Likeness::Different;
    }
    if units_clash(a, b) { Likeness::OtherUnit } else { Likeness::Same }
}

/// One of the ways to write the one is a way to write the other.
fn is_written(a: &Number, b: &Number) -> bool {
    let forms =
        |number: &Number| std::iter::once(number.value).chain(number.also.clone()).collect::<Vec<_>>();
    let (a, b) = (forms(a), forms(b));
    a.iter().any(|value| b.contains(value))
}

/// The first is the second with fewer digits, two at least: 95 billion for 94.8.
fn is_rounded(coarse: &Number, fine: &Number) -> bool {
    let Some(step) = coarse.rounded else { return false };
    step > fine.rounded.unwrap_or(fine.last)
        && coarse.value.abs() >= step * Decimal::TEN
        && (coarse.value - fine.value).abs() * Decimal::TWO <= step
}

/// The first is the second without its scale: in a language whose scale words are
/// not known, 37 is all that is read of 37 billion.
fn lacks_scale(bare: &Number, whole: &Number) -> bool {
    let digits = |number: &Number| number.value.checked_div(number.step);
    let ratio = whole.value.checked_div(bare.value);
    !bare.scaled
        && whole.scaled
        && ratio.is_some_and(|ratio| ratio >= Decimal::ONE_THOUSAND)
        && digits(bare).is_some_and(|bare| digits(whole) == Some(bare))
}

/// Both name a unit, and one excludes the other: yards and metres, dollars and euros.
fn units_clash(a: &Number, b: &Number) -> bool {
    let (Some(a), Some(b)) = (a.unit.as_deref(), b.unit.as_deref()) else { return false };
    if a == b {
        return false;
    }
    let currency = |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    let dimension = measure::dimension(a);
    if let (Some(a), Some(b)) = (offset(a), offset(b)) {
        return a != b;
    }
    currency(a) && currency(b) && !codes::are_namesakes(a, b)
        || dimension.is_some() && dimension == measure::dimension(b) && !one_size(a, b)
}

/// Units that everyday language does not keep apart.
fn one_size(a: &str, b: &str) -> bool {
    let ton = |unit: &str| matches!(unit, "ton" | "tonne" | "metric-ton");
    ton(a) && ton(b)
}

/// Hours from Greenwich of a time zone.
fn offset(zone: &str) -> Option<Decimal> {
    let hours = zone.strip_prefix("UTC").or_else(|| zone.strip_prefix("GMT"))?;
    if hours.is_empty() { Some(Decimal::ZERO) } else { hours.trim_start_matches('+').parse().ok() }
}
