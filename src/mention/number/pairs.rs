//! Numbers whose digits are said one by one or in pairs.

use rust_decimal::Decimal;

use super::arithmetic::{digit, is_tens, room};
use super::{Builder, Last};
use crate::lang::lexeme::Lexeme;

impl Builder<'_, '_> {
    /// "One three zero zero": three digits or more that are said one by one.
    pub(super) fn spelled(&mut self, value: Decimal, and: bool, next: usize) -> bool {
        let open = self.context.pack.numbers.pairs
            && !and
            && self.last == Last::Cardinal
            && self.parts.len() == 1
            && self.row.first().is_some_and(|&head| head > 0);
        let Some(digit) = digit(value).filter(|_| open) else { return false };
        let more = self.row.len() > 1 || self.digit_word(next).is_some();
        if more {
            self.row.push(digit);
        }
        more
    }

    /// "Nineteen ninety-two": two pairs of digits, the word for hundred left out. An
    /// hour and its minutes ("twelve fifteen") are said alike, so the first pair is
    /// none of an hour before noon.
    pub(super) fn pair(&mut self, value: Decimal, and: bool, next: usize) -> bool {
        if and
            || !(self.opens_pair() || self.opens_hundreds(value, next))
            || value < Decimal::TEN
            || value >= Decimal::ONE_HUNDRED
        {
            return false;
        }
        let unit = is_tens(value).then(|| self.digit_word(self.past_hyphen(next))).flatten();
        let end = unit.map_or(next, |(end, _)| end);
        // "Nineteen twenty-year-olds" are nineteen.
        if self.past_hyphen(end) > end {
            return false;
        }
        self.hundreds(value)
    }

    /// "Nineteen oh five".
    pub(super) fn pair_with_zero(&mut self, next: usize) -> bool {
        let next = self.past_hyphen(next);
        let Some((end, digit)) = self.digit_word(next).filter(|_| self.opens_pair()) else { return false };
        let read = digit.to_digit(10).is_some_and(|digit| self.hundreds(Decimal::from(digit)));
        self.at = if read { end } else { self.at };
        read
    }

    fn opens_pair(&self) -> bool {
        let hour = Decimal::from(13);
        self.context.pack.numbers.pairs
            && self.last == Last::Cardinal
            && !self.in_digits
            && matches!(&self.parts[..], [top] if top.value >= hour && top.value <= Decimal::from(20))
    }

    /// "One twenty-two dollars" are a hundred and twenty-two; without money it may be an
    /// hour, a verse, a room.
    fn opens_hundreds(&self, value: Decimal, next: usize) -> bool {
        let opens = self.context.pack.numbers.pairs
            && self.last == Last::Cardinal
            && !self.in_digits
            && self.row.len() == 1
            && matches!(&self.parts[..], [top] if digit(top.value).is_some_and(|digit| digit > 0));
        if !opens {
            return false;
        }
        let unit = is_tens(value).then(|| self.digit_word(self.past_hyphen(next))).flatten();
        let end = unit.map_or(next, |(end, _)| end);
        let money = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(());
        end < self.limit && self.context.pick(end, money).is_some()
    }

    fn hundreds(&mut self, value: Decimal) -> bool {
        let Some(top) = self.parts.last_mut() else { return false };
        top.value = top.value * Decimal::ONE_HUNDRED + value;
        top.room = room(value);
        self.row.clear();
        true
    }

    fn past_hyphen(&self, at: usize) -> usize {
        let tokens = &self.context.scan.tokens;
        let tied = at + 1 < self.limit
            && self.context.word(at) == "-"
            && !tokens[at].spaced
            && !tokens[at + 1].spaced;
        at + usize::from(tied)
    }
}
