//! Fractions in words, in one character and beside a whole number.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::arithmetic::{quotient, sign};
use super::{Builder, Last, Part, minus};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

impl Builder<'_, '_> {
    /// "… and a half" is one phrase with its "and".
    pub(super) fn and_phrase(&mut self) -> bool {
        if self.last == Last::Nothing || !self.is_open(self.at) {
            return false;
        }
        let found = self.context.pick(self.at, |lexeme| match lexeme {
            Lexeme::AndFraction(over, under) => Some((*over, *under)),
            _ => None,
        });
        let Some((hit, (over, under))) = found.filter(|(hit, _)| self.fits(hit)) else { return false };
        if self.is_rank_of_another(hit) {
            return false;
        }
        let of_scale = self.scale_of_part(hit.end);
        let accepted = match of_scale {
            Some((_, scale)) => self.part_of_scale(over, under, scale).is_some(),
            None => self.and_part(over, under).is_some(),
        };
        if accepted {
            self.at = of_scale.map_or(hit.end, |(end, _)| end);
        }
        accepted
    }

    /// "One billion and a half | million": a smaller scale that the part is one of.
    fn scale_of_part(&self, at: usize) -> Option<(usize, Decimal)> {
        if self.last != Last::Scale || at >= self.limit {
            return None;
        }
        let scale = self.context.pick(at, |lexeme| match lexeme {
            Lexeme::Scale(scale) if Some(*scale) < self.scale => Some(*scale),
            _ => None,
        });
        scale.filter(|(hit, _)| self.fits(hit)).map(|(hit, scale)| (hit.end, scale))
    }

    fn part_of_scale(&mut self, over: i64, under: i64, scale: Decimal) -> Option<()> {
        let part = quotient(over, under)?.checked_mul(scale)?;
        let top = self.parts.last_mut()?;
        top.value = top.value.checked_add(part)?;
        top.room = Decimal::ZERO;
        self.step = part;
        self.last = Last::Zero;
        Some(())
    }

    /// A fraction in one character, alone or after a whole number.
    pub(super) fn fraction_sign(&mut self) -> bool {
        if !self.is_open(self.at) {
            return false;
        }
        let Some((over, under)) = sign(self.context.word(self.at)) else { return false };
        let accepted = match self.last {
            Last::Nothing => self.part_of(over, under, false).is_some(),
            Last::Digits => self.and_part(over, under).is_some(),
            _ => false,
        };
        if accepted {
            self.head.get_or_insert((0, CliticSet::NONE));
            self.in_digits = true;
            self.at += 1;
        }
        accepted
    }

    /// `2/3`: a fraction below one that is alone in its sentence, or followed by "of" or
    /// a unit; elsewhere it may be a day, a score or a mark.
    pub(super) fn digit_fraction(&mut self) -> bool {
        let Some((over, under)) = self.slashed(self.at) else { return false };
        let tokens = &self.context.scan.tokens;
        let end = self.at + 3;
        let sentence = self.context.scan.sentence(self.at);
        let outside = (sentence.first..self.at).chain(end..sentence.end);
        let alone = outside.into_iter().all(|at| tokens[at].kind == TokenKind::Mark);
        let told = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::PartOf
                    | Lexeme::NumberOf
                    | Lexeme::Unit(_)
                    | Lexeme::Currency(_)
                    | Lexeme::PercentAfter
            )
        };
        let told = end < self.limit && self.context.at(end).any(|(_, lexeme)| told(lexeme));
        if !(alone || told) || self.part_of(over, under, false).is_none() {
            return false;
        }
        self.head.get_or_insert((0, CliticSet::NONE));
        self.in_digits = true;
        self.at = end;
        true
    }

    /// Numerator and denominator in digits that nothing is written onto.
    fn slashed(&self, at: usize) -> Option<(i64, i64)> {
        let tokens = &self.context.scan.tokens;
        let shaped = at + 2 < self.limit
            && tokens[at].kind == TokenKind::Digits
            && self.context.word(at + 1) == "/"
            && tokens[at + 2].kind == TokenKind::Digits
            && (at + 1..at + 3).all(|at| !tokens[at].spaced)
            && self.taken.are_free(at, at + 3);
        let apart =
            |at: usize| tokens.get(at).is_none_or(|token| token.spaced || token.kind == TokenKind::Mark);
        let longer = |at: usize| {
            tokens.get(at + 1).is_some_and(|next| !next.spaced && next.kind != TokenKind::Mark)
                && !tokens[at].spaced
        };
        let unit = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Unit(_)).then_some(());
        let measured = shaped && at + 3 < self.limit && self.context.pick(at + 3, unit).is_some();
        if !shaped
            || !(apart(at + 3) || measured)
            || longer(at + 3)
            || !(tokens[at].spaced || at == self.first_of_word(at))
        {
            return None;
        }
        let number = |at: usize| {
            let word = self.context.word(at);
            word.parse::<i64>().ok().filter(|_| !word.starts_with('0') && word.len() <= 3)
        };
        // With a minus it is no date, so it may be above one.
        number(at).zip(number(at + 2)).filter(|(over, under)| over < under || self.negative)
    }

    /// The token itself where no word or digit is written onto it from the left.
    fn first_of_word(&self, at: usize) -> usize {
        let before = at.checked_sub(1).map(|at| (at, &self.context.scan.tokens[at]));
        match before {
            Some((_, token)) if token.kind != TokenKind::Mark => at - 1,
            Some((mark, _)) if matches!(self.context.word(mark), "/" | "." | "," | ":") => mark,
            Some((mark, token)) if self.context.word(mark) == "-" && !token.spaced && mark > 0 => mark,
            _ => at,
        }
    }

    /// "Two and | fifty-four hundredths": counted parts after a whole number.
    pub(super) fn and_counted_parts(&mut self, at: usize) -> bool {
        // `2 e 1/4`
        if self.last == Last::Digits
            && !self.fraction
            && let Some((over, under)) = self.slashed(at)
            && self.and_part(over, under).is_some()
        {
            self.at = at + 3;
            return true;
        }
        let counted = self.context.scan.tokens[at].kind == TokenKind::Digits
            || self.context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Cardinal(_)));
        if !counted || !matches!(self.last, Last::Cardinal | Last::Digits | Last::Scale) || self.fraction {
            return false;
        }
        let mut inner = Self::new(self.context, self.taken, at, self.limit);
        while inner.last != Last::Fraction && inner.advance() {}
        let Some((over, under)) = inner.ratio.filter(|_| inner.last == Last::Fraction) else { return false };
        let below_one = inner.parts.len() == 1 && (1..under).contains(&over);
        if !below_one || self.and_part(over, under).is_none() {
            return false;
        }
        self.in_digits |= inner.in_digits;
        self.at = inner.at;
        true
    }

    /// `4 1/2`: digits, a space, and a fraction below one.
    pub(super) fn mixed_fraction(&mut self) -> bool {
        let at = self.at;
        let tokens = &self.context.scan.tokens;
        if self.last != Last::Digits || self.fraction || at + 2 >= self.limit || !tokens[at].spaced {
            return false;
        }
        let shaped = tokens[at].kind == TokenKind::Digits
            && self.context.word(at + 1) == "/"
            && !tokens[at + 1].spaced
            && tokens[at + 2].kind == TokenKind::Digits
            && !tokens[at + 2].spaced
            && self.taken.are_free(at, at + 3);
        let number = |at: usize| self.context.word(at).parse::<i64>().ok().filter(|&number| number < 100);
        let Some((over, under)) = shaped.then(|| number(at).zip(number(at + 2))).flatten() else {
            return false;
        };
        if over == 0 || over >= under || self.and_part(over, under).is_none() {
            return false;
        }
        self.at = at + 3;
        true
    }

    /// "Half", "a third"; "two" + "thirds"; "five and" + "three quarters".
    pub(super) fn part_of(&mut self, over: i64, under: i64, and: bool) -> Option<()> {
        // "A hundred millionths": below a million such words would be a denominator's.
        let counts_tiny = self.last == Last::Scale && under >= 1_000_000;
        if !counts_tiny && !matches!(self.last, Last::Nothing | Last::Cardinal | Last::Digits) {
            return None;
        }
        if self.parts.is_empty() {
            self.push(quotient(over, under)?, Decimal::ZERO, Last::Fraction);
            self.ratio = Some((over, under));
            self.step = self.parts[0].value / Decimal::from(5);
            self.fraction = true;
            return Some(());
        }
        if and {
            return self.and_part(over, under);
        }
        // "Twenty and three fifths" is twenty and a part; "twenty-three fifths" is all parts.
        if self.parts.len() > 1 && self.and_before && over == 1 {
            let count = self.parts.pop().and_then(|top| top.value.to_i64())?;
            self.last = Last::Cardinal;
            self.parts.last_mut()?.room = Decimal::ZERO;
            return self.and_part(count, under);
        }
        let sum = self.sum().filter(|sum| over == 1 && sum.is_integer())?;
        let count = sum.to_i64()?;
        let value = quotient(count, under)?;
        self.parts.clear();
        self.row.clear();
        self.parts.push(Part { value, room: Decimal::ZERO });
        self.ratio = Some((count, under));
        self.step = value / Decimal::from(5);
        self.last = Last::Fraction;
        self.fraction = true;
        Some(())
    }

    /// "… and a half": of the last scale where the number ends in one.
    pub(super) fn and_part(&mut self, over: i64, under: i64) -> Option<()> {
        let unit = match self.last {
            Last::Scale => self.scale.filter(|&scale| scale >= Decimal::ONE_THOUSAND).unwrap_or(Decimal::ONE),
            // "Two thousand and a half" in one word: a half of the thousand.
            Last::Cardinal if self.parts.last()?.room >= Decimal::ONE_THOUSAND => self.parts.last()?.room,
            Last::Cardinal | Last::Digits => Decimal::ONE,
            _ => return None,
        };
        let top = self.parts.last_mut()?;
        let part = quotient(over, under)?.checked_mul(unit)?;
        top.value = top.value.checked_add(part)?;
        self.step = part;
        self.fraction = true;
        self.last = if self.last == Last::Scale { Last::Zero } else { Last::Digits };
        top.room = Decimal::ZERO;
        Some(())
    }

    /// A classifier may stand before "half": 3 + 个 + 半.
    pub(super) fn half_after_classifier(&mut self, next: usize) -> bool {
        if self.last == Last::Nothing || next >= self.limit {
            return false;
        }
        let half = self.context.pick(next, |lexeme| match lexeme {
            Lexeme::AndFraction(over, under) => Some((*over, *under)),
            _ => None,
        });
        let Some((hit, (over, under))) = half else { return false };
        let accepted = self.and_part(over, under).is_some();
        if accepted {
            self.at = hit.end;
        }
        accepted
    }

    /// "Twenty and, of five parts, three": a whole number and a fraction below one
    /// that is said with its denominator first.
    pub(super) fn and_parts(&mut self) -> bool {
        let numbers = &self.context.pack.numbers;
        if numbers.over.is_empty() && numbers.fraction_bars.is_empty()
            || self.fraction
            || !matches!(self.last, Last::Cardinal | Last::Digits | Last::Scale | Last::Zero)
            || !self.is_open(self.at)
        {
            return false;
        }
        let and = |lexeme: &Lexeme| matches!(lexeme, Lexeme::And | Lexeme::NumberAnd).then_some(());
        let Some((hit, ())) = self.context.pick(self.at, and).filter(|(hit, ())| hit.end < self.limit) else {
            return false;
        };
        let mut inner = Self::new(self.context, self.taken, hit.end, self.limit);
        while inner.advance() {}
        let part = inner.sum().filter(|part| inner.last == Last::Fraction && *part < Decimal::ONE);
        if part.is_some() {
            self.implied_scale();
        }
        let Some((part, top)) = part.zip(self.parts.last_mut()) else { return false };
        top.value += part;
        self.step = part;
        self.fraction = true;
        self.last = Last::Fraction;
        self.at = inner.at;
        true
    }

    /// Denominator, "parts of it", numerator; or with a bar numerator first.
    pub(super) fn over(&mut self, next: usize, bar: bool) -> Option<()> {
        if !matches!(self.last, Last::Cardinal | Last::Digits | Last::Scale) || next >= self.limit {
            return None;
        }
        let under = self.sum()?.to_i64()?;
        let (negative, begin) = minus(self.context, next, self.limit);
        let mut inner = Self::new(self.context, self.taken, begin, self.limit);
        while inner.advance() {}
        let over = inner.sum()?;
        let over = if negative { -over } else { over };
        // "1000 sur 3 ans" is an amount for a time, and no fraction.
        let unit = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Unit(_)).then_some(());
        if bar
            && Decimal::from(under) >= over
            && inner.at < self.limit
            && self.context.pick(inner.at, unit).is_some()
        {
            return None;
        }
        let (over, under) = if bar { (Decimal::from(under), over.to_i64()?) } else { (over, under) };
        let value = over.checked_div(Decimal::from(under))?;
        self.parts.clear();
        self.row.clear();
        self.push(value, Decimal::ZERO, Last::Fraction);
        self.ratio = over.is_integer().then(|| over.to_i64()).flatten().map(|over| (over, under));
        self.step = value.abs() / Decimal::from(5);
        self.fraction = true;
        self.at = inner.at;
        Some(())
    }

    /// Where every word of a rank is a rank, a form that is a part as well is a part
    /// after a count: "tres milésimos".
    pub(super) fn is_part(&self, hit: &Hit) -> bool {
        let numbers = &self.context.pack.numbers;
        // Where ranks are written as one word, one that stands apart is a part: "drie vijfde".
        let apart = numbers.compound && numbers.units_first && self.context.scan.tokens[hit.first].spaced;
        (numbers.ordinal_chains || apart)
            && matches!(self.last, Last::Cardinal | Last::Scale)
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::Fraction(..)))
    }

    /// "The second half" of a thing is a place in it.
    pub(super) fn is_ranked_part(&self, hit: &Hit) -> bool {
        let half = self.context.at(hit.first).any(|(_, lexeme)| matches!(lexeme, Lexeme::Half(_)));
        if half {
            return true;
        }
        let rank = |lexeme: &Lexeme| matches!(lexeme, Lexeme::OrdinalWord(_)).then_some(());
        let from = self.context.scan.sentence(hit.first).first;
        self.last == Last::Nothing && self.context.pick_before(hit.first, from, rank).is_some()
    }

    /// A form that is both "five" and "a fifth" is a fraction before a definite
    /// noun, or with its own article unless a definite noun stands before it.
    pub(super) fn is_fraction(&self, hit: &Hit) -> bool {
        let both = self.last == Last::Nothing
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::Fraction(..)));
        let definite = |at: usize| self.context.has_written_article(at);
        let sentence = self.context.scan.sentence(hit.first);
        // "The five years" counts in either order.
        let unit = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Unit(_) | Lexeme::Scale(_));
        let counts = |at: usize| self.context.at(at).any(|(_, lexeme)| unit(lexeme));
        let stands = hit.end < sentence.end;
        both && if hit.clitics.has(Clitic::The) {
            !stands && hit.first > sentence.first && !definite(hit.first - 1)
        } else {
            stands && definite(hit.end) && !counts(hit.end)
        }
    }
}
