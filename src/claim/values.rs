//! Comparing two figures: as intervals, with what their writing allows.

use rust_decimal::Decimal;

use crate::mention::amount::{Amount, Modifier};

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The same value.
    Same,
    /// They overlap: 89 and 89.4.
    Rounding,
    /// One is a bound that the other meets.
    Bound,
    /// They overlap only because one was written too coarsely to tell, and differ
    /// by more than a twentieth.
    Coarse,
    /// They cannot both be true.
    Disjoint,
}

/// A hundred and more zeros behind a digit say that a count was rounded.
const ROUNDED_COUNT: Decimal = Decimal::ONE_HUNDRED;

/// Compares two figures of one unit.
#[must_use]
pub fn compare(a: &Amount, b: &Amount) -> Fit {
    if a.value == b.value && a.modifier == b.modifier {
        return Fit::Same;
    }
    let (low_a, high_a) = bounds(a, b);
    let (low_b, high_b) = bounds(b, a);
    let below = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(high), Some(low)) if high < low);
    if below(high_a, low_b) || below(high_b, low_a) {
        return Fit::Disjoint;
    }
    if is_bound(a) || is_bound(b) {
        // "More than 30 million" is true of 30 billion, and nobody writes it.
        return if is_slip_of_scale(a.value, b.value) { Fit::Disjoint } else { Fit::Bound };
    }
    if (is_coarse(a) || is_coarse(b)) && apart(a.value, b.value) { Fit::Coarse } else { Fit::Rounding }
}

/// The interval of `amount` beside `other`: a round count is rounded at its last
/// non-zero digit when the other is finer.
fn bounds(amount: &Amount, other: &Amount) -> (Option<Decimal>, Option<Decimal>) {
    let interval = amount.interval();
    let unit = amount.last_nonzero_unit();
    let round_count = amount.modifier.is_none() && amount.step <= Decimal::ONE && unit >= ROUNDED_COUNT;
    if round_count && other.last_nonzero_unit() < unit {
        let half = unit / Decimal::TWO;
        return (Some(amount.value - half), Some(amount.value + half));
    }
    (interval.low, interval.high)
}

const fn is_bound(amount: &Amount) -> bool {
    matches!(
        amount.modifier,
        Some(
            Modifier::MoreThan
                | Modifier::AtLeast
                | Modifier::LessThan
                | Modifier::AtMost
                | Modifier::Dozens
                | Modifier::Odd
        )
    )
}

/// The same digits, a thousand times apart or more.
#[must_use]
pub fn is_slip_of_scale(a: Decimal, b: Decimal) -> bool {
    let (low, high) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
    let Some(mut ratio) = high.checked_div(low).filter(|ratio| *ratio >= Decimal::ONE_THOUSAND) else {
        return false;
    };
    while ratio >= Decimal::TEN {
        ratio /= Decimal::TEN;
    }
    ratio == Decimal::ONE
}

/// Half a unit of its last digit is more than a twentieth of it.
fn is_coarse(amount: &Amount) -> bool {
    amount.rounded && amount.modifier.is_none() && amount.step * Decimal::TEN > amount.value.abs()
}

fn apart(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() * Decimal::from(20) > a.abs().max(b.abs())
}

/// Whether either figure says itself that it is not exact.
#[must_use]
pub const fn is_approximate(a: &Amount, b: &Amount) -> bool {
    loose_modifier(a.modifier) || loose_modifier(b.modifier)
}

const fn loose_modifier(modifier: Option<Modifier>) -> bool {
    matches!(modifier, Some(Modifier::About | Modifier::Nearly | Modifier::Odd | Modifier::Dozens))
}

/// Whether one figure is the other with its last digits cut off: 94 for 94.8.
#[must_use]
pub fn is_truncated(a: &Amount, b: &Amount) -> bool {
    let cut = |coarse: &Amount, fine: &Amount| {
        coarse.rounded
            && coarse.step > fine.step
            && !coarse.step.is_zero()
            && (fine.value / coarse.step).trunc() * coarse.step == coarse.value
    };
    cut(a, b) || cut(b, a)
}
