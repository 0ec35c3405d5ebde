//! Decimals as text, without zeros at their ends: those that fit a machine word, and
//! nearly all do, are written without the arithmetic of long ones.

use std::io::Write as _;

use rust_decimal::Decimal;

use crate::mention::amount::Amount;

/// The value of an amount in quotes, rounded where it does not terminate.
pub(super) fn plain(out: &mut Vec<u8>, amount: &Amount) {
    out.push(b'"');
    match short(amount.value).filter(|_| amount.ratio.is_none()) {
        Some((mantissa, scale)) => signed(out, mantissa, scale),
        None => out.extend_from_slice(amount.decimal_string().as_bytes()),
    }
    out.push(b'"');
}

/// An end of an interval in quotes, in fifteen digits; null where there is none.
pub(super) fn end(out: &mut Vec<u8>, end: Option<Decimal>) {
    let Some(end) = end else {
        out.extend_from_slice(b"null");
        return;
    };
    out.push(b'"');
    if let Some((mantissa, scale)) =
        short(end).filter(|(mantissa, _)| mantissa.unsigned_abs() < FIFTEEN_DIGITS)
    {
        signed(out, mantissa, scale);
    } else {
        let rounded = end.round_sf(15).unwrap_or(end).normalize();
        write!(out, "{rounded}").expect("memory takes all that is written");
    }
    out.push(b'"');
}

const FIFTEEN_DIGITS: u64 = 1_000_000_000_000_000;

/// The digits of a decimal without zeros at its end, and how many stand after the point.
fn short(value: Decimal) -> Option<(i64, u32)> {
    let mut mantissa = i64::try_from(value.mantissa()).ok()?;
    let mut scale = value.scale();
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some((mantissa, scale))
}

fn signed(out: &mut Vec<u8>, mantissa: i64, scale: u32) {
    if mantissa < 0 {
        out.push(b'-');
    }
    digits(out, mantissa.unsigned_abs(), scale);
}

/// Longest number of 64 bits, or of as many digits after the point as a decimal has.
const ROOM: usize = 32;

/// A number with so many digits after its point.
pub(super) fn digits(out: &mut Vec<u8>, mut number: u64, scale: u32) {
    let mut buffer = [0; ROOM];
    let (mut at, mut place) = (ROOM, 0);
    while number > 0 || place <= scale {
        if place == scale && scale > 0 {
            at -= 1;
            buffer[at] = b'.';
        }
        at -= 1;
        buffer[at] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        place += 1;
    }
    out.extend_from_slice(&buffer[at..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn writes_decimals_as_they_are(mantissa in any::<i64>(), cut in 0u32..64, scale in 0u32..=28) {
            let value = Decimal::from_i128_with_scale(i128::from(mantissa >> cut), scale);
            let amount = Amount { value, ratio: None, step: Decimal::ONE, rounded: false, modifier: None };
            let mut out = Vec::new();
            plain(&mut out, &amount);
            prop_assert_eq!(out, format!("\"{}\"", value.normalize()).into_bytes());
            let mut out = Vec::new();
            end(&mut out, Some(value));
            let rounded = value.round_sf(15).unwrap_or(value).normalize();
            prop_assert_eq!(out, format!("\"{rounded}\"").into_bytes());
        }

        #[test]
        fn writes_zero_without_its_sign(scale in 0u32..=28) {
            let zero = -Decimal::new(0, scale);
            let mut out = Vec::new();
            end(&mut out, Some(zero));
            prop_assert_eq!(out, format!("\"{}\"", zero.normalize()).into_bytes());
        }
    }
}
