//! What a word does to the stack of parts: one more part, a scale, a rank.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::arithmetic::{digit, is_tens, room, whole_ratio};
use super::{Builder, Last};

/// The scale above which a shorter one is left out: 250 of ten thousands.
const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

impl Builder<'_, '_> {
    pub(super) fn cardinal(&mut self, value: Decimal, and: bool) -> bool {
        let Some(top) = self.parts.last_mut() else {
            if self.last == Last::Vague {
                return false;
            }
            self.push(value, room(value), Last::Cardinal);
            self.step = Decimal::ONE;
            self.row.extend(digit(value));
            return true;
        };
        // "94.8 billion and three countries" are two figures.
        if self.last == Last::Digits || self.in_digits && (self.fraction || and) {
            return false;
        }
        if value.is_zero() && matches!(self.last, Last::Scale) {
            self.last = Last::Zero;
            return true;
        }
        let numbers = &self.context.pack.numbers;
        if numbers.units_first
            && and
            && matches!(self.last, Last::Cardinal | Last::Ordinal)
            && digit(top.value).is_some()
            && is_tens(value)
        {
            top.value += value;
            top.room = Decimal::ZERO;
            return true;
        }
        if self.last == Last::Ordinal {
            // "The twentieth and four": the rank says its tens alone.
            let unit = and && is_tens(top.value) && digit(value).is_some();
            top.value += if unit { value } else { Decimal::ZERO };
            return unit;
        }
        if value < top.room && !value.is_zero() {
            self.push(value, room(value), Last::Cardinal);
            self.and_before = and;
            self.step = Decimal::ONE;
            return true;
        }
        self.next_in_row(value)
    }

    fn next_in_row(&mut self, value: Decimal) -> bool {
        let in_row = self.context.pack.numbers.digit_rows
            && self.last == Last::Cardinal
            && self.parts.len() == 1
            && !self.row.is_empty();
        let Some(digit) = digit(value).filter(|_| in_row) else { return false };
        self.row.push(digit);
        true
    }

    /// Only a single digit in words counts tens, hundreds and thousands here.
    fn says_no_hundreds(&self) -> bool {
        let tens = self.parts.last().is_some_and(|top| top.value == Decimal::TEN || is_tens(top.value));
        self.context.pack.numbers.digit_rows && self.last == Last::Scale && tens
    }

    pub(super) fn times(&mut self, scale: Decimal, and: bool) -> Option<()> {
        if let Some((low, high)) = self.vague {
            let times = |end: Option<Decimal>| end.map_or(Some(None), |end| end.checked_mul(scale).map(Some));
            self.vague = Some((times(low)?, times(high)?));
            self.scale = Some(scale);
            return Some(());
        }
        if self.last == Last::Ordinal || self.row.len() > 2 || self.unscaled && scale != Decimal::ONE_HUNDRED
        {
            return None;
        }
        // "One thousand, zero hundred and five"; where digits stand in rows, zero only fills a place.
        let rows = self.context.pack.numbers.digit_rows;
        if !rows && self.last == Last::Zero && self.parts.last().is_some_and(|top| top.value > scale) {
            return Some(());
        }
        // "Two hundred, five" + "ten thousand" is 250 of them, and seventy hundreds are
        // said nowhere where digits in words stand in rows.
        if scale >= TEN_THOUSAND {
            if self.scale_before < Some(scale) {
                self.implied_scale();
            }
        } else if self.says_no_hundreds() && room(scale) == scale {
            return None;
        }
        // "A dozen, thousand yen": nothing multiplies a dozen.
        if self.last == Last::Scale && self.scale.is_some_and(|dozen| room(dozen) != dozen) {
            return None;
        }
        let mut sum = Decimal::ZERO;
        let mut popped = 0;
        // "Two hundred dozen": no power of ten, so it counts all that stands before it.
        let dozen = room(scale) != scale && !self.and_before;
        let direct = dozen || matches!(self.last, Last::Digits | Last::Fraction);
        while !and
            && let Some(top) = self.parts.last()
            && (top.value < scale || direct && popped == 0 || dozen && !self.in_digits)
        {
            sum = sum.checked_add(top.value)?;
            self.parts.pop();
            popped += 1;
        }
        // "Nine crore and ninety-nine thousand crore": all of it is crores.
        while !and
            && popped > 0
            && scale >= Decimal::ONE_THOUSAND * Decimal::TEN
            && let Some(top) = self.parts.last().filter(|top| top.room == scale)
        {
            sum = sum.checked_add(top.value)?;
            self.parts.pop();
        }
        // "Ten thousand ten-thousands": the same scale twice multiplies.
        if popped == 0 && self.last == Last::Scale && self.scale == Some(scale) {
            sum = self.parts.pop().map_or(Decimal::ONE, |top| top.value);
        } else if popped == 0 {
            if self.parts.last().is_some_and(|top| scale >= top.room) {
                return None;
            }
            sum = Decimal::ONE;
            self.step = Decimal::ONE;
        }
        let value = sum.checked_mul(scale)?;
        self.step = self.step.checked_mul(scale)?;
        self.ratio = self.ratio.and_then(|ratio| whole_ratio(ratio, scale));
        self.scale = Some(scale);
        self.push(value, scale, Last::Scale);
        Some(())
    }

    pub(super) fn ordinal(&mut self, value: Decimal, and: bool) -> bool {
        if self.in_digits || self.last == Last::Vague || self.row.len() > 1 {
            return false;
        }
        if self.unscaled && !self.parts.is_empty() && room(value) == value && value > Decimal::ONE {
            // Decimals are counted in tenths, hundredths, thousandths.
            return value.to_i64().is_some_and(|under| self.part_of(1, under, and).is_some());
        }
        let chains = self.context.pack.numbers.ordinal_chains;
        let Some(top) = self.parts.last_mut() else {
            self.push(value, if chains { room(value) } else { Decimal::ZERO }, Last::Ordinal);
            return true;
        };
        if self.last == Last::Ordinal || self.last == Last::Cardinal {
            let unit_first = self.context.pack.numbers.units_first && and && digit(top.value).is_some();
            if unit_first && is_tens(value) {
                top.value += value;
                self.last = Last::Ordinal;
                return true;
            }
        }
        if self.last == Last::Ordinal {
            if chains {
                return !and && self.next_rank(value);
            }
            // "The twentieth first": tens and units are both ranks.
            let unit = !and && is_tens(top.value) && digit(value).is_some();
            top.value += if unit { value } else { Decimal::ZERO };
            return unit;
        }
        // "Veinte quintos" are parts; a count of thousandths may be a rank ("dos milésimo").
        if chains && value < Decimal::ONE_THOUSAND {
            return false;
        }
        if value < top.room {
            self.push(value, Decimal::ZERO, Last::Ordinal);
            self.step = Decimal::ONE;
            return true;
        }
        if and || value < Decimal::ONE_HUNDRED || top.value >= value {
            return false;
        }
        // "Hundred-and-thirty- | five-thousandth": the last digit is in the rank's word.
        let scale = room(value);
        let digit = value / scale;
        let counted = digit > Decimal::ONE && digit < top.room && self.cardinal(digit, false);
        // "Eight | hundred-and-third" is no eight of them.
        if !counted && scale != value {
            return false;
        }
        if self.times(scale, false).is_some() {
            self.last = Last::Ordinal;
            return true;
        }
        false
    }

    /// One more rank of a rank in several words: it is added below the one before
    /// it, or multiplies the ones before it by a thousand or a million.
    fn next_rank(&mut self, value: Decimal) -> bool {
        let Some(top) = self.parts.last() else { return false };
        if value < top.room {
            self.push(value, room(value), Last::Ordinal);
            return true;
        }
        if value < Decimal::ONE_THOUSAND || top.value >= value || top.value <= Decimal::ONE {
            return false;
        }
        self.last = Last::Cardinal;
        let multiplied = self.times(value, false).is_some();
        self.last = Last::Ordinal;
        multiplied
    }
}
