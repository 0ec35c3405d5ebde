//! Units of one dimension, and values that are one value in two of them.

use rust_decimal::Decimal;

use super::facts::Number;
use crate::lang::codes::worth;

/// How far a rounded conversion may lie from the exact one: a twentieth.
const FREE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How near a value must come to a bound to be rounded up to it.
const NEAR: Decimal = Decimal::from_parts(995, 0, 0, false, 3);

/// The dimension of a unit, where it is known.
#[must_use]
pub fn dimension(unit: &str) -> Option<&'static str> {
    match unit {
        "celsius" | "fahrenheit" => Some("temperature"),
        _ => worth(unit).map(|(dimension, _)| dimension),
    }
}

/// Two written values in one unit: `6-foot-6`, `1 m 82 cm`.
#[must_use]
pub fn joined(whole: Decimal, unit: &str, part: Decimal, part_unit: &str) -> Option<Decimal> {
    let (dimension, worth_whole) = worth(unit)?;
    let (other, worth_part) = worth(part_unit)?;
    let smaller = worth_part < worth_whole && part.checked_mul(worth_part)? < worth_whole;
    (dimension == other && smaller).then_some(())?;
    part.checked_mul(worth_part)?.checked_div(worth_whole)?.checked_add(whole)
}

/// A value in another unit, with as many digits as it was written with and one more.
#[must_use]
pub fn converted(number: &Number, from: &str, to: &str) -> Option<Decimal> {
    let ((dimension, worth_from), (other, worth_to)) = (worth(from)?, worth(to)?);
    if dimension != other {
        return None;
    }
    let exact = number.value.checked_mul(worth_from)?.checked_div(worth_to)?;
    let digits = (number.value / number.last).abs().trunc().to_string().len();
    exact.round_sf(u32::try_from(digits).ok()? + 1).map(|value| value.normalize())
}

/// Whether one value is the other in another unit, rounded as freely as
/// translators round: to a twentieth, or to the last digit that is not zero.
#[must_use]
pub fn is_conversion(a: &Number, b: &Number) -> bool {
    let (Some(unit_a), Some(unit_b)) = (a.unit.as_deref(), b.unit.as_deref()) else { return false };
    if unit_a == unit_b {
        return false;
    }
    if let Some(fits) = temperatures(a, b, unit_a, unit_b) {
        return fits;
    }
    let (Some((dimension_a, worth_a)), Some((dimension_b, worth_b))) = (worth(unit_a), worth(unit_b)) else {
        return false;
    };
    let base = |value: Decimal, worth: Decimal| value.checked_mul(worth);
    let (Some(base_a), Some(base_b)) = (base(a.value, worth_a), base(b.value, worth_b)) else { return false };
    if a.value == b.value {
        // The digits were kept, so they were not converted.
        return false;
    }
    let half = |number: &Number, worth: Decimal| number.last * worth / Decimal::TWO;
    let free = (base_a.abs().max(base_b.abs()) * FREE).max(half(a, worth_a).max(half(b, worth_b)));
    // "More than two metres" is not said of 1.98.
    let short = |low: Decimal, bound: Decimal| low < bound * NEAR;
    if b.over && !a.over && short(base_a, base_b) || a.over && !b.over && short(base_b, base_a) {
        return false;
    }
    dimension_a == dimension_b && (base_a - base_b).abs() <= free
}

/// Durations that a language may say in one word: a quarter of an hour, a
/// week, a decade.
#[must_use]
pub fn is_one_larger(number: &Number) -> bool {
    let Some(unit) = number.unit.as_deref() else { return false };
    let wholes: &[i64] = match unit {
        "second" | "minute" => &[15, 30, 60],
        "hour" => &[24, 48],
        "day" => &[7, 14, 30],
        "week" => &[4, 52],
        "month" => &[6, 12],
        "year" => &[10, 100, 1000],
        _ => &[],
    };
    wholes.iter().any(|&whole| number.value == Decimal::from(whole))
}

/// Degrees, and differences of degrees.
fn temperatures(a: &Number, b: &Number, unit_a: &str, unit_b: &str) -> Option<bool> {
    let (celsius, fahrenheit) = match (unit_a, unit_b) {
        ("celsius", "fahrenheit") => (a, b),
        ("fahrenheit", "celsius") => (b, a),
        _ => return None,
    };
    let scaled = fahrenheit.value * Decimal::new(5, 0) / Decimal::new(9, 0);
    let shifted = (fahrenheit.value - Decimal::new(32, 0)) * Decimal::new(5, 0) / Decimal::new(9, 0);
    let near =
        |exact: Decimal| (exact - celsius.value).abs() <= Decimal::ONE.max(celsius.last / Decimal::TWO);
    Some(near(scaled) || near(shifted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: &str, last: &str, unit: &str) -> Number {
        let decimal = |text: &str| -> Decimal { text.parse().expect("a decimal of this test") };
        Number {
            value: decimal(value),
            also: Vec::new(),
            last: decimal(last),
            step: Decimal::ONE,
            rounded: None,
            scaled: false,
            over: false,
            unit: Some(unit.to_owned()),
        }
    }

    #[test]
    fn a_conversion_may_be_rounded_freely_and_not_more() {
        let miles = number("190", "10", "mile");
        assert!(is_conversion(&miles, &number("300", "100", "kilometer")));
        assert!(!is_conversion(&miles, &number("190", "10", "kilometer")));
        assert!(is_conversion(&number("68", "1", "fahrenheit"), &number("20", "10", "celsius")));
        assert!(is_conversion(&number("9", "1", "fahrenheit"), &number("5", "1", "celsius")));
        assert!(!is_conversion(&number("6.5", "0.01", "foot"), &number("1.82", "0.01", "meter")));
        assert!(!is_conversion(&number("5", "1", "kilogram"), &number("5", "1", "kilometer")));
    }

    #[test]
    fn feet_and_inches_are_one_length() {
        let feet = joined(Decimal::from(6), "foot", Decimal::from(6), "inch");
        assert_eq!(feet, Some(Decimal::new(65, 1)));
        assert_eq!(
            joined(Decimal::ONE, "meter", Decimal::from(82), "centimeter"),
            Some(Decimal::new(182, 2))
        );
        assert_eq!(joined(Decimal::ONE, "kilometer", Decimal::from(2), "kilogram"), None);
    }
}
