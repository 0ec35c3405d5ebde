//! Writing a value the way a text writes its own: in its digits, with its separators
//! and scale words. Data of the pack decides; nothing is inflected that the pack does
//! not list side by side.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::fold::fold;
use super::pack::{ByValue, Pack};

/// A number in the digits of the text it replaces.
#[must_use]
pub fn in_digits_of(written: &str, number: &str) -> String {
    let zero = written.chars().find_map(|c| {
        // Blocks of decimal digits begin at a multiple of sixteen, or six before one.
        let folded = fold(&c.to_string()).text.parse::<u32>().ok()?;
        (c as u32).checked_sub(folded)
    });
    let zero = zero.unwrap_or('0' as u32);
    let digit = |c: char| c.to_digit(10).and_then(|value| char::from_u32(zero + value)).unwrap_or(c);
    number.chars().map(digit).collect()
}

/// The form of `to` that stands where `written` stands among the forms of `from`: the
/// same case, or both of them the plain name.
#[must_use]
pub fn form_beside<K: Ord>(forms: &ByValue<K>, from: &K, written: &str, to: &K) -> Option<String> {
    let (old, new) = (forms.get(from)?, forms.get(to)?);
    let written = fold(written).text;
    let at = old.iter().position(|form| fold(form).text == written)?;
    // Lists of unequal length do not hold the same cases in the same places; the plain
    // name opens all of them.
    new.get(at).filter(|_| at == 0 || new.len() == old.len()).cloned()
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral<'a> {
    written: &'a str,
    /// What the numeral alone is multiplied by, by the words after it.
    pub factor: Decimal,
    decimal: Option<char>,
    group: Option<char>,
}

/// More decimals than this are no way to write a figure.
const DECIMALS: u32 = 4;
/// Integers with fewer digits than this are grouped only where the text does so.
const GROUPED: usize = 5;

impl<'a> Numeral<'a> {
    /// The numeral of a figure that was read as `value`, `factor` times the numeral;
    /// `None` where they do not go together.
    #[must_use]
    pub fn of(written: &'a str, value: Decimal, factor: Decimal) -> Option<Self> {
        let folded = fold(written).text;
        let marks: Vec<char> = written.chars().filter(|c| !c.is_numeric()).collect();
        let whole: Decimal = folded.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
        let fits = |number: Decimal| number.checked_mul(factor) == Some(value);
        if fits(whole) {
            return Some(Self { written, factor, decimal: None, group: marks.first().copied() });
        }
        let decimal = *marks.last()?;
        let places = u32::try_from(written.rsplit(decimal).next()?.chars().count()).ok()?;
        let number = Decimal::try_from_i128_with_scale(whole.mantissa(), places).ok()?;
        let group = marks.first().copied().filter(|_| marks.len() > 1);
        fits(number).then_some(Self { written, factor, decimal: Some(decimal), group })
    }

    /// A number written alike; `None` where it takes too many decimals.
    #[must_use]
    pub fn write(&self, pack: &Pack, number: Decimal) -> Option<String> {
        let number = number.normalize();
        if number.scale() > DECIMALS || number.is_sign_negative() {
            return None;
        }
        let text = number.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = self.grouped(pack, whole);
        if !fraction.is_empty() {
            let usual = pack.separators.decimal.chars().next().unwrap_or('.');
            out.push(self.decimal.unwrap_or(usual));
            out.push_str(fraction);
        }
        Some(in_digits_of(self.written, &out))
    }

    fn grouped(&self, pack: &Pack, whole: &str) -> String {
        // A space that breaks no line stands between digits.
        let usual = pack.separators.group.first().and_then(|mark| mark.chars().next());
        let usual = usual.map(|mark| if mark == ' ' { '\u{A0}' } else { mark });
        let mark = match self.group {
            Some(mark) => Some(mark),
            None if whole.len() >= GROUPED => usual,
            None => None,
        };
        let Some(mark) = mark.filter(|_| whole.len() > 3) else { return whole.to_owned() };
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }
}

/// A scale in which a value is short, and the form of its word that stands where
/// `written` stands among the forms of the scale `from`.
#[must_use]
pub fn scale_beside(pack: &Pack, from: Decimal, written: &str, value: Decimal) -> Option<(Decimal, String)> {
    let scales = &pack.numbers.scales;
    let key = |scale: Decimal| scale.normalize().to_string();
    let mut known: Vec<Decimal> = scales.keys().filter_map(|scale| scale.parse().ok()).collect();
    known.sort_unstable();
    let short = |scale: &Decimal| {
        let number = value.checked_div(*scale).map(|number| number.normalize());
        number.is_some_and(|number| {
            number >= Decimal::ONE
                && number.scale() <= 2
                && number.to_u32().is_some_and(|whole| whole < 10_000)
        })
    };
    let scale = known.into_iter().rev().filter(|scale| *scale >= Decimal::ONE_THOUSAND).find(short)?;
    Some((scale, form_beside(scales, &key(from), written, &key(scale))?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::registry::Packs;

    fn rewritten(tag: &str, written: &str, [value, factor, new]: [&str; 3]) -> Option<String> {
        let pack = Packs::built_in().best(tag).expect("a pack of this test");
        let decimal = |text: &str| -> Decimal { text.parse().expect("a decimal of this test") };
        let numeral = Numeral::of(written, decimal(value), decimal(factor))?;
        numeral.write(pack, decimal(new).checked_div(numeral.factor)?)
    }

    #[test]
    fn a_number_is_written_as_the_one_it_replaces() {
        let written = |tag, written, numbers| rewritten(tag, written, numbers).unwrap_or_default();
        assert_eq!(written("en", "1,520", ["1520", "1", "1250"]), "1,250");
        assert_eq!(written("ru", "94,8", ["94800000", "1000000", "89400000"]), "89,4");
        assert_eq!(written("de", "35700", ["35700", "1", "37500.5"]), "37.500,5");
        assert_eq!(written("ar", "\u{661}\u{662}", ["12", "1", "13.5"]), "\u{661}\u{663}.\u{665}");
        assert_eq!(rewritten("en", "17", ["18", "1", "19"]), None);
        assert_eq!(rewritten("zh", "9.48", ["948000000", "100000000", "94812345"]), None);
    }
}
