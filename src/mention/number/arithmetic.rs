//! Sums about numbers, whatever they were written with.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What may follow a word is smaller than its last digit that is not zero: below
/// ten after "twenty", below a hundred after "two hundred".
pub(super) fn room(value: Decimal) -> Decimal {
    let mut room = Decimal::ONE;
    if value < Decimal::TEN || !value.is_integer() {
        return room;
    }
    let mut rest = value;
    while (rest % Decimal::TEN).is_zero() && rest >= Decimal::TEN {
        rest /= Decimal::TEN;
        room *= Decimal::TEN;
    }
    room
}

/// A single digit.
pub(super) fn digit(value: Decimal) -> Option<u32> {
    value.to_u32().filter(|&digit| digit < 10 && value.is_integer())
}

pub(super) fn is_tens(value: Decimal) -> bool {
    value >= Decimal::from(20) && value < Decimal::ONE_HUNDRED && (value % Decimal::TEN).is_zero()
}

pub(super) fn quotient(over: i64, under: i64) -> Option<Decimal> {
    Decimal::from(over).checked_div(Decimal::from(under))
}

/// Fractions in one character.
pub(super) fn sign(word: &str) -> Option<(i64, i64)> {
    Some(match word {
        "\u{BD}" => (1, 2),
        "\u{2153}" => (1, 3),
        "\u{2154}" => (2, 3),
        "\u{BC}" => (1, 4),
        "\u{BE}" => (3, 4),
        "\u{2155}" => (1, 5),
        "\u{2159}" => (1, 6),
        "\u{215B}" => (1, 8),
        "\u{215C}" => (3, 8),
        "\u{215D}" => (5, 8),
        "\u{215E}" => (7, 8),
        _ => return None,
    })
}

/// A third of a million does not terminate, three tenths of one do.
pub(super) fn whole_ratio((over, under): (i64, i64), scale: Decimal) -> Option<(i64, i64)> {
    let over = over.checked_mul(scale.to_i64()?)?;
    let common = gcd(over, under);
    Some((over / common, under / common)).filter(|&(_, under)| under > 1)
}

pub(super) fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs().max(1) } else { gcd(b, a % b) }
}

/// Whether a fraction with this denominator has finitely many decimals.
pub(super) fn terminates(mut under: i64) -> bool {
    for prime in [2, 5] {
        while under % prime == 0 && under != 0 {
            under /= prime;
        }
    }
    under == 1
}
