//! From the stack of parts to the number.

use rust_decimal::Decimal;

use super::arithmetic::{digit, terminates};
use super::{Builder, Last, Numeral, plain};
use crate::mention::amount::{Amount, Modifier};

impl Builder<'_, '_> {
    pub(super) fn sum(&self) -> Option<Decimal> {
        if self.parts.is_empty() {
            return None;
        }
        if self.row.len() > 1 && self.parts.len() == 1 && self.scale.is_none() {
            let text: String = self.row.iter().filter_map(|&digit| char::from_digit(digit, 10)).collect();
            return text.parse().ok();
        }
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))
    }

    pub(super) fn finish(mut self, first: usize) -> Option<Numeral> {
        if self.at == first {
            return None;
        }
        self.implied_scale();
        let mut modifier = self.modifier;
        let mut between = None;
        let value = match self.vague {
            Some((Some(low), Some(high))) => {
                between = Some((plain(low), plain(high)));
                low
            }
            Some((Some(low), None)) => {
                modifier = Some(Modifier::Dozens);
                low
            }
            Some((None, high)) => {
                modifier = Some(Modifier::AtMost);
                high?
            }
            None => self.sum()?,
        };
        if let [low, high] = self.row[..] {
            // Two digits in a row are a span ("two, three hundred"), or nothing.
            let scale = self.scale.unwrap_or(Decimal::ONE);
            let end = |digit: u32| Decimal::from(digit).checked_mul(scale).map(plain);
            between = Some((end(low)?, end(high)?));
            if low >= high || low == 0 {
                return None;
            }
        }
        let rounded = self.fraction || self.last == Last::Scale && self.scale >= Some(Decimal::ONE_THOUSAND);
        let ratio = self.ratio.filter(|&(_, under)| !terminates(under));
        let (skip, clitics) = self.head.unwrap_or_default();
        let step = if self.vague.is_some() { value } else { self.step };
        Some(Numeral {
            first,
            end: self.at,
            skip,
            clitics,
            amount: Amount { value, ratio, step, rounded, modifier },
            ordinal: self.last == Last::Ordinal,
            in_digits: self.in_digits,
            scale: self.scale,
            between,
            is_fraction: self.last == Last::Fraction,
            sure: self.sure,
        })
    }

    /// A last digit without its scale takes the next lower one.
    pub(super) fn implied_scale(&mut self) {
        let Some(scale) = self.scale_before.filter(|&scale| {
            self.context.pack.numbers.implied_scale
                && self.last == Last::Cardinal
                && !self.and_before
                && scale >= Decimal::ONE_HUNDRED
        }) else {
            return;
        };
        if let Some(top) = self.parts.last_mut()
            && digit(top.value).is_some()
            && let Some(value) = top.value.checked_mul(scale / Decimal::TEN)
        {
            top.value = value;
            self.step = scale / Decimal::TEN;
        }
    }
}
