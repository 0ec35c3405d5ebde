//! Decimal fractions in words, and digits that begin with their point.

use rust_decimal::Decimal;

use super::arithmetic::digit;
use super::{Builder, Last};
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;

impl Builder<'_, '_> {
    /// `.5`, `,5`, "point five".
    pub(super) fn bare_decimals(&mut self) -> bool {
        if !self.is_open(self.at) {
            return false;
        }
        let tokens = &self.context.scan.tokens;
        let next = self.at + 1;
        let mark = self.context.word(self.at);
        if mark == "." || mark == "," && self.context.pack.separators.decimal == "," {
            let glued = (tokens[self.at].spaced
                || self.at == 0
                || tokens[self.at - 1].kind == TokenKind::Mark && self.context.word(self.at - 1) != ".")
                && next < self.limit
                && tokens[next].kind == TokenKind::Digits
                && !tokens[next].spaced;
            let decimals =
                glued.then(|| format!("0.{}", self.context.word(next)).parse::<Decimal>().ok()).flatten();
            let Some(decimals) = decimals.filter(|decimals| decimals.scale() < 15) else { return false };
            self.push(decimals, Decimal::ZERO, Last::Digits);
            self.step = Decimal::new(1, decimals.scale());
            self.in_digits = true;
            self.fraction = true;
            self.at = next + 1;
            return true;
        }
        let Some(hit) = self.context.is(self.at, &Lexeme::Point) else { return false };
        let before = (self.parts.len(), self.last);
        self.push(Decimal::ZERO, Decimal::ZERO, Last::Cardinal);
        let digit = self.digit_word(hit.end).or_else(|| self.row_zero(hit.end)).is_some();
        let read = digit && self.point(hit.end).is_some();
        if !read {
            self.parts.truncate(before.0);
            self.last = before.1;
        }
        read
    }

    /// Decimals in words: a row of digits, a number below a hundred, or a count of
    /// tenths, hundredths, thousandths.
    pub(super) fn point(&mut self, next: usize) -> Option<()> {
        if !matches!(self.last, Last::Cardinal | Last::Digits | Last::Scale)
            || self.fraction
            || next >= self.limit
        {
            return None;
        }
        // "Three whole and two hundredths."
        let next = self.context.is(next, &Lexeme::NumberAnd).map_or(next, |hit| hit.end);
        if next >= self.limit {
            return None;
        }
        let mut text = String::new();
        let mut at = next;
        while let Some((end, digit)) = self.digit_word(at).or_else(|| self.row_zero(at)) {
            text.push(digit);
            at = end;
        }
        if text.len() < 2 && self.context.scan.tokens[next].kind != TokenKind::Letter {
            let mut inner = Self::new(self.context, self.taken, next, self.limit);
            inner.unscaled = true;
            while inner.last != Last::Fraction && inner.advance() {}
            let (end, value, last) = (inner.at, inner.sum(), inner.last);
            if let Some(value) = value.filter(|_| last == Last::Fraction) {
                return self.decimals(value, end);
            }
            // Ten-thousandths are counted in thousands.
            let mut counted = Self::new(self.context, self.taken, next, self.limit);
            while counted.last != Last::Fraction && counted.advance() {}
            if let Some(value) = counted.sum().filter(|_| counted.last == Last::Fraction) {
                return self.decimals(value, counted.at);
            }
            if let Some(value) = value.filter(|value| end > at && *value < Decimal::ONE_THOUSAND) {
                text = value.to_string();
                at = end;
            }
        }
        if text.is_empty() {
            return None;
        }
        at = self.after_zeros(&mut text, at);
        let decimals: Decimal = format!("0.{text}").parse().ok()?;
        self.step = Decimal::try_new(1, u32::try_from(text.len()).ok()?).ok()?;
        self.decimals(decimals, at)
    }

    /// "Point zero fifty-nine": what follows zeros is counted.
    fn after_zeros(&self, text: &mut String, at: usize) -> usize {
        if text.bytes().any(|digit| digit != b'0') || at >= self.limit {
            return at;
        }
        let mut inner = Self::new(self.context, self.taken, at, self.limit);
        inner.unscaled = true;
        while inner.advance() {}
        match inner.sum().filter(|value| value.is_integer() && *value < Decimal::ONE_HUNDRED) {
            Some(value) if inner.last == Last::Cardinal && !inner.in_digits => {
                text.push_str(&value.to_string());
                inner.at
            }
            _ => at,
        }
    }

    pub(super) fn decimals(&mut self, decimals: Decimal, end: usize) -> Option<()> {
        if decimals >= Decimal::ONE {
            return None;
        }
        let decimals = decimals.normalize();
        let top = self.parts.last_mut()?;
        top.value = top.value.checked_add(decimals)?;
        if decimals.scale() > 0 && self.step == Decimal::ONE {
            self.step = Decimal::try_new(1, decimals.scale()).ok()?;
        }
        self.last = Last::Digits;
        self.fraction = true;
        self.at = end;
        Some(())
    }

    /// "Oh" where a digit follows or came before.
    fn row_zero(&self, at: usize) -> Option<(usize, char)> {
        let hit = (at < self.limit).then(|| self.context.is(at, &Lexeme::RowZero)).flatten()?;
        self.digit_word(hit.end).or_else(|| self.row_zero(hit.end)).map(|_| (hit.end, '0'))
    }

    pub(super) fn digit_word(&self, at: usize) -> Option<(usize, char)> {
        if !self.is_open(at) {
            return None;
        }
        self.context
            .pick(at, |lexeme| match lexeme {
                Lexeme::Cardinal(value) => digit(*value).and_then(|value| char::from_digit(value, 10)),
                _ => None,
            })
            .map(|(hit, digit)| (hit.end, digit))
    }
}
