//! Hints: what kind of slip a conflict looks like. Never a verdict of its own.

use rust_decimal::Decimal;

use super::values;
use crate::mention::amount::Amount;

/// What a conflict between two figures looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The same digits at another magnitude: million for billion.
    Magnitude,
    /// Two neighbouring digits changed places.
    Transposed,
    /// The digits written backwards, as copying from right-to-left text does.
    Reversed,
    /// One digit is another.
    OneDigit,
    /// The same digits in another order.
    Anagram,
    /// The last digits were cut off.
    Truncated,
}

impl Hint {
    /// The name in rule files and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Magnitude => "magnitude",
            Self::Transposed => "transposed",
            Self::Reversed => "reversed",
            Self::OneDigit => "one-digit",
            Self::Anagram => "anagram",
            Self::Truncated => "truncated",
        }
    }

    /// The hint as a sentence, to stand after the message.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Magnitude => "the digits are the same at another magnitude",
            Self::Transposed => "two digits have changed places",
            Self::Reversed => "the digits are the same, backwards",
            Self::OneDigit => "one digit differs",
            Self::Anagram => "the digits are the same in another order",
            Self::Truncated => "the last digits are cut off",
        }
    }
}

/// Every hint.
const ALL: &[Hint] =
    &[Hint::Magnitude, Hint::Transposed, Hint::Reversed, Hint::OneDigit, Hint::Anagram, Hint::Truncated];

/// The sentence of a hint by its name in rule files.
#[must_use]
pub fn sentence(name: &str) -> Option<&'static str> {
    ALL.iter().find(|hint| hint.name() == name).map(|hint| hint.sentence())
}

/// The slip that would make `found` out of `known`, if one is recognised.
#[must_use]
pub fn between(found: &Amount, known: &Amount) -> Option<Hint> {
    if values::is_truncated(found, known) {
        return Some(Hint::Truncated);
    }
    let (a, b) = (digits(found.value), digits(known.value));
    if a == b {
        return Some(Hint::Magnitude);
    }
    if a.len() != b.len() {
        return None;
    }
    let apart: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
    match apart.as_slice() {
        [_] if same_magnitude(found.value, known.value) && a.len() > 1 => Some(Hint::OneDigit),
        [first, second] if second - first == 1 && a[*first] == b[*second] && a[*second] == b[*first] => {
            Some(Hint::Transposed)
        }
        _ if a.iter().rev().eq(b.iter()) => Some(Hint::Reversed),
        _ if is_anagram(&a, &b) => Some(Hint::Anagram),
        _ => None,
    }
}

/// Whether two figures have the same digits in another order (8 9 4 and 9 4 8).
#[must_use]
pub fn is_anagram_of(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (digits(a), digits(b));
    a.len() > 1 && a != b && is_anagram(&a, &b)
}

fn is_anagram(a: &[u8], b: &[u8]) -> bool {
    let sorted = |digits: &[u8]| {
        let mut digits = digits.to_vec();
        digits.sort_unstable();
        digits
    };
    sorted(a) == sorted(b)
}

/// The significant digits, without leading and trailing zeros.
fn digits(value: Decimal) -> Vec<u8> {
    let text = value.abs().normalize().mantissa().to_string();
    text.trim_end_matches('0').bytes().collect()
}

fn same_magnitude(a: Decimal, b: Decimal) -> bool {
    let ratio = if b.is_zero() { Decimal::ZERO } else { (a / b).abs() };
    ratio > Decimal::new(1, 1) && ratio < Decimal::TEN
}
