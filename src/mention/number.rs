//! A number in digits, in words or in both: `94.8 billion`, "three hundred and
//! twelve", `12` + ten thousand + `5` + thousand.
//!
//! The grammar is a stack of parts. A scale word takes every part smaller than
//! itself off the stack, adds them up (to one where there is none), multiplies,
//! and puts the product back; any other word is put on the stack when it is
//! smaller than the room the part before it leaves (`twenty` leaves room below
//! ten, `hundred` below a hundred). The number is the sum of the stack.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::amount::{Amount, Modifier};
use super::context::{Context, Taken};
use super::digits::{DigitRun, digits};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

/// A number met in the text, before its unit is known.
#[derive(Clone, Debug)]
pub struct Numeral {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Bytes of clitics at the head of the first token.
    pub skip: usize,
    /// Clitics taken off the first word.
    pub clitics: CliticSet,
    /// The value.
    pub amount: Amount,
    /// It is a rank.
    pub ordinal: bool,
    /// Digits are part of it.
    pub in_digits: bool,
    /// A scale word is part of it, and this is the last one.
    pub scale: Option<Decimal>,
    /// Both ends, where the words name a span by themselves.
    pub between: Option<(Amount, Amount)>,
    /// It is a fraction in words.
    pub is_fraction: bool,
    /// The separators leave no other reading.
    pub sure: bool,
}

/// What was put on the stack last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Digits,
    Cardinal,
    Zero,
    Scale,
    Fraction,
    Ordinal,
    Vague,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    value: Decimal,
    /// What follows must be smaller.
    room: Decimal,
}

#[derive(Clone)]
struct Builder<'a, 'b> {
    context: &'b Context<'a>,
    taken: &'b Taken,
    limit: usize,
    first: usize,
    at: usize,
    head: Option<(usize, CliticSet)>,
    parts: Vec<Part>,
    /// Digits in words standing in a row.
    row: Vec<u32>,
    last: Last,
    step: Decimal,
    scale: Option<Decimal>,
    /// The scale right before the last cardinal.
    scale_before: Option<Decimal>,
    ratio: Option<(i64, i64)>,
    modifier: Option<Modifier>,
    vague: Option<(Option<Decimal>, Option<Decimal>)>,
    in_digits: bool,
    fraction: bool,
    sure: bool,
    /// "And" stands before the last cardinal.
    and_before: bool,
    /// Scale words belong to the number around this one.
    unscaled: bool,
}

/// Reads the number that begins at a token, as long as it goes.
#[must_use]
pub fn numeral(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Numeral> {
    let (negative, begin) = minus(context, at, limit);
    let mut builder = Builder::new(context, taken, begin, limit);
    while builder.advance() {}
    let mut numeral = builder.finish(begin)?;
    if negative {
        numeral.amount.value = -numeral.amount.value;
        numeral.amount.ratio = numeral.amount.ratio.map(|(over, under)| (-over, under));
        numeral.first = at;
        numeral.skip = 0;
    }
    Some(numeral)
}

/// Whether a minus stands at a token, and where the number after it begins.
fn minus(context: &Context<'_>, at: usize, limit: usize) -> (bool, usize) {
    let tokens = &context.scan.tokens;
    let glued_digits = tokens
        .get(at + 1)
        .is_some_and(|next| !next.spaced && next.kind == TokenKind::Digits && at + 1 < limit);
    if context.word(at) == "-" {
        return if glued_digits && tokens[at].spaced { (true, at + 1) } else { (false, at) };
    }
    match context.is(at, &Lexeme::Minus) {
        Some(hit) if hit.end < limit => (true, hit.end),
        _ => (false, at),
    }
}

impl<'a, 'b> Builder<'a, 'b> {
    fn new(context: &'b Context<'a>, taken: &'b Taken, at: usize, limit: usize) -> Self {
        Self {
            context,
            taken,
            limit,
            first: at,
            at,
            head: None,
            parts: Vec::new(),
            row: Vec::new(),
            last: Last::Nothing,
            step: Decimal::ONE,
            scale: None,
            scale_before: None,
            ratio: None,
            modifier: None,
            vague: None,
            in_digits: false,
            fraction: false,
            sure: true,
            and_before: false,
            unscaled: false,
        }
    }

    /// Takes one more word or digit run; false when the number ends here.
    fn advance(&mut self) -> bool {
        if self.at >= self.limit {
            return false;
        }
        if self.last == Last::Nothing && (self.digits_at(self.at) || self.bare_decimals()) {
            return true;
        }
        if self.fraction_sign() || self.mixed_fraction() || self.and_phrase() {
            return true;
        }
        let Some((at, and)) = self.joint() else { return false };
        if !self.is_open(at) {
            return false;
        }
        if self.context.scan.tokens[at].kind == TokenKind::Digits {
            let tied = !self.context.scan.tokens[at].spaced;
            return (!and || tied && self.below_thousand(at)) && self.digits_at(at);
        }
        let context = self.context;
        for (hit, lexeme) in context.at(at) {
            // The longest phrase wins: 千瓦 is a unit and no thousand watts.
            if self.last != Last::Nothing && self.is_longer_unit(hit, lexeme) {
                return false;
            }
            if self.fits(hit) && self.accepts(hit, lexeme, and || hit.clitics.has(Clitic::And)) {
                if self.head.is_none() {
                    self.head = Some((hit.skip, hit.clitics));
                }
                self.at = self.at.max(hit.end);
                return true;
            }
        }
        self.compound(at, and) || self.comma_group()
    }

    /// Number words written as one, each taken in its turn.
    fn compound(&mut self, at: usize, and: bool) -> bool {
        let context = self.context;
        if !context.pack.numbers.compound || context.scan.tokens[at].kind != TokenKind::Word {
            return false;
        }
        let Some(parts) = context.lexicon.compound(context.word(at)) else { return false };
        let mut read = self.clone();
        let hit = Hit { first: at, end: at + 1, entry: 0, clitics: CliticSet::NONE, skip: 0 };
        let mut and = and;
        for lexeme in parts {
            if *lexeme == Lexeme::NumberAnd {
                and = true;
                continue;
            }
            if !read.accepts(&hit, lexeme, and) {
                return false;
            }
            and = false;
        }
        if and {
            return false;
        }
        read.at = at + 1;
        read.head.get_or_insert((0, CliticSet::NONE));
        *self = read;
        true
    }

    /// "… and a half" is one phrase with its "and".
    fn and_phrase(&mut self) -> bool {
        if self.last == Last::Nothing || !self.is_open(self.at) {
            return false;
        }
        let found = self.context.pick(self.at, |lexeme| match lexeme {
            Lexeme::AndFraction(over, under) => Some((*over, *under)),
            _ => None,
        });
        let Some((hit, (over, under))) = found.filter(|(hit, _)| self.fits(hit)) else { return false };
        let accepted = self.and_part(over, under).is_some();
        if accepted {
            self.at = hit.end;
        }
        accepted
    }

    /// A fraction in one character, alone or after a whole number.
    fn fraction_sign(&mut self) -> bool {
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

    /// `4 1/2`: digits, a space, and a fraction below one.
    fn mixed_fraction(&mut self) -> bool {
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

    /// `.5`, "point five".
    fn bare_decimals(&mut self) -> bool {
        if !self.is_open(self.at) {
            return false;
        }
        let tokens = &self.context.scan.tokens;
        let next = self.at + 1;
        if self.context.word(self.at) == "." {
            let glued =
                (tokens[self.at].spaced || self.at == 0 || tokens[self.at - 1].kind == TokenKind::Mark)
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
        let read = self.digit_word(hit.end).is_some() && self.point(hit.end).is_some();
        if !read {
            self.parts.truncate(before.0);
            self.last = before.1;
        }
        read
    }

    fn is_open(&self, at: usize) -> bool {
        at < self.limit && self.taken.is_free(at)
    }

    /// Inside a number only "and" and "the" may be written onto a word.
    fn fits(&self, hit: &Hit) -> bool {
        let foreign = [Clitic::In, Clitic::To, Clitic::From, Clitic::As, Clitic::That];
        hit.end <= self.limit
            && self.taken.are_free(hit.first, hit.end)
            && (self.last == Last::Nothing || !foreign.iter().any(|&clitic| hit.clitics.has(clitic)))
    }

    /// Where the next part would begin, and whether "and" stands before it.
    fn joint(&self) -> Option<(usize, bool)> {
        if self.at >= self.limit {
            return None;
        }
        if self.last == Last::Nothing {
            return Some((self.at, false));
        }
        if let Some(hit) = self.context.is(self.at, &Lexeme::NumberAnd) {
            return Some((hit.end, true));
        }
        let tokens = &self.context.scan.tokens;
        let hyphen = self.context.word(self.at) == "-"
            && !tokens[self.at].spaced
            && tokens.get(self.at + 1).is_some_and(|next| !next.spaced && next.kind == TokenKind::Word);
        Some((self.at + usize::from(hyphen), false))
    }

    fn accepts(&mut self, hit: &Hit, lexeme: &Lexeme, and: bool) -> bool {
        match *lexeme {
            Lexeme::Cardinal(value) => {
                !self.is_rank(hit) && !self.is_fraction(hit) && self.cardinal(value, and)
            }
            Lexeme::Scale(scale) => !self.is_no_scale(hit) && self.times(scale, and).is_some(),
            Lexeme::DigitScale(scale) => {
                self.last == Last::Digits
                    && (self.in_money(hit)
                        || !self.context.scan.tokens[hit.first].spaced && !self.is_unit(hit))
                    && self.times(scale, false).is_some()
            }
            Lexeme::OrdinalWord(value) => self.ordinal(value, and),
            Lexeme::Fraction(over, under) => self.part_of(over, under, and).is_some(),
            Lexeme::AndFraction(over, under) => self.and_part(over, under).is_some(),
            Lexeme::Classifier => self.half_after_classifier(hit.end),
            Lexeme::Point => self.point(hit.end).is_some(),
            Lexeme::FractionOver => self.over(hit.end).is_some(),
            Lexeme::Vague { low, high } => !self.is_bent_scale(hit) && self.some_of(low, high),
            Lexeme::Modifier(modifier, Side::After) => self.odd(modifier, hit.end),
            _ => false,
        }
    }

    /// A unit whose name begins with the letters of a number.
    fn is_longer_unit(&self, hit: &Hit, lexeme: &Lexeme) -> bool {
        matches!(lexeme, Lexeme::Unit(_))
            && self.fits(hit)
            && self.context.at(hit.first).any(|(other, lexeme)| {
                other.end < hit.end && matches!(lexeme, Lexeme::Scale(_) | Lexeme::Cardinal(_))
            })
    }

    /// A form that is both "two" and "second" is a rank with its article.
    fn is_rank(&self, hit: &Hit) -> bool {
        hit.clitics.has(Clitic::The)
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::OrdinalWord(_)))
    }

    /// The scale's letter is a unit too: `5m` is five metres, `$5m` is money.
    fn is_unit(&self, hit: &Hit) -> bool {
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end == hit.end
                && matches!(lexeme, Lexeme::Unit(_))
                && is_symbol_as_written(self.context, other)
        })
    }

    /// A scale's word stands for an indefinite number where nothing is before it
    /// ("thousands"), and begins a longer currency's name elsewhere.
    fn is_no_scale(&self, hit: &Hit) -> bool {
        // "More than a thousand" counts one.
        let bent = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::Before)).then_some(());
        let sentence = self.context.scan.sentence(hit.first);
        let vague = |lexeme: &Lexeme| {
            self.last == Last::Nothing
                && matches!(lexeme, Lexeme::Vague { .. })
                && self.context.pick_before(hit.first, sentence.first, bent).is_none()
        };
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end > hit.end && matches!(lexeme, Lexeme::Currency(_))
                || other.end >= hit.end && vague(lexeme)
        })
    }

    fn is_bent_scale(&self, hit: &Hit) -> bool {
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end == hit.end && matches!(lexeme, Lexeme::Scale(_)) && !self.is_no_scale(other)
        })
    }

    fn in_money(&self, hit: &Hit) -> bool {
        let currency = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(());
        let from = self.context.scan.sentence(hit.first).first;
        self.context.pick_before(self.first, from, currency).is_some()
            || hit.end < self.limit && self.context.pick(hit.end, currency).is_some()
    }

    /// A form that is both "five" and "a fifth" is a fraction before a definite
    /// noun, or with its own article unless a definite noun stands before it.
    fn is_fraction(&self, hit: &Hit) -> bool {
        let both = self.last == Last::Nothing
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::Fraction(..)));
        let definite =
            |at: usize| self.context.lexicon.clitics().without_article(self.context.word(at)).is_some();
        let sentence = self.context.scan.sentence(hit.first);
        both && if hit.clitics.has(Clitic::The) {
            hit.first == sentence.first || !definite(hit.first - 1)
        } else {
            hit.end < sentence.end && definite(hit.end)
        }
    }

    fn digits_at(&mut self, at: usize) -> bool {
        if !self.is_open(at) || self.context.scan.tokens[at].kind != TokenKind::Digits {
            return false;
        }
        let DigitRun::Number(digits) = digits(self.context, at, self.limit) else { return false };
        if self.last != Last::Nothing && !self.takes_digits(at, digits.end, digits.value) {
            return false;
        }
        self.push(digits.value, Decimal::ZERO, Last::Digits);
        self.step = digits.step;
        self.sure &= digits.sure;
        self.fraction |= digits.fraction;
        self.in_digits = true;
        self.at = digits.end;
        true
    }

    /// Digits go on with a number only below its scale word: `3 million 200
    /// thousand`; without a scale of their own only where nothing separates them.
    fn takes_digits(&self, at: usize, end: usize, value: Decimal) -> bool {
        let glued = !self.context.scan.tokens[at].spaced
            && self.context.scan.tokens[at - 1].kind == TokenKind::Letter;
        let Some(top) = self.parts.last() else { return false };
        let tied = !self.context.scan.tokens[at].spaced && top.room == Decimal::ONE_THOUSAND;
        let open = matches!(self.last, Last::Scale | Last::Zero) || self.last == Last::Cardinal && tied;
        open && !self.fraction && value < top.room && (glued || tied || self.scale_at(end))
    }

    /// "And" written onto digits goes on with a number that ends in a thousand, or
    /// before a smaller scale.
    fn below_thousand(&self, at: usize) -> bool {
        self.last == Last::Scale && (self.scale == Some(Decimal::ONE_THOUSAND) || self.scale_at(at + 1))
    }

    fn scale_at(&self, at: usize) -> bool {
        at < self.limit
            && self.context.pick(at, |lexeme| matches!(lexeme, Lexeme::Scale(_)).then_some(())).is_some()
    }

    fn push(&mut self, value: Decimal, room: Decimal, last: Last) {
        self.scale_before = self.scale.filter(|_| self.last == Last::Scale);
        if matches!(last, Last::Digits) {
            // Digits bear no clitic inside their token.
            self.head.get_or_insert((0, CliticSet::NONE));
        }
        self.parts.push(Part { value, room });
        self.last = last;
    }

    fn cardinal(&mut self, value: Decimal, and: bool) -> bool {
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

    fn times(&mut self, scale: Decimal, and: bool) -> Option<()> {
        if let Some((low, high)) = self.vague {
            let times = |end: Option<Decimal>| end.map_or(Some(None), |end| end.checked_mul(scale).map(Some));
            self.vague = Some((times(low)?, times(high)?));
            self.scale = Some(scale);
            return Some(());
        }
        if self.last == Last::Ordinal || self.row.len() > 2 || self.unscaled {
            return None;
        }
        let mut sum = Decimal::ZERO;
        let mut popped = 0;
        let direct = matches!(self.last, Last::Digits | Last::Fraction);
        while !and
            && let Some(top) = self.parts.last()
            && (top.value < scale || direct && popped == 0)
        {
            sum = sum.checked_add(top.value)?;
            self.parts.pop();
            popped += 1;
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

    fn ordinal(&mut self, value: Decimal, and: bool) -> bool {
        if self.in_digits || self.last == Last::Vague || self.row.len() > 1 {
            return false;
        }
        if self.unscaled && !self.parts.is_empty() && room(value) == value && value > Decimal::ONE {
            // Decimals are counted in tenths, hundredths, thousandths.
            return value.to_i64().is_some_and(|under| self.part_of(1, under, and).is_some());
        }
        let Some(top) = self.parts.last_mut() else {
            self.push(value, Decimal::ZERO, Last::Ordinal);
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
            return false;
        }
        if value < top.room {
            self.push(value, Decimal::ZERO, Last::Ordinal);
            self.step = Decimal::ONE;
            return true;
        }
        if value >= Decimal::ONE_HUNDRED && top.value < value && !and && self.times(value, false).is_some() {
            self.last = Last::Ordinal;
            return true;
        }
        false
    }

    /// "Half", "a third"; "two" + "thirds"; "five and" + "three quarters".
    fn part_of(&mut self, over: i64, under: i64, and: bool) -> Option<()> {
        if !matches!(self.last, Last::Nothing | Last::Cardinal | Last::Digits) {
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
    fn and_part(&mut self, over: i64, under: i64) -> Option<()> {
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
    fn half_after_classifier(&mut self, next: usize) -> bool {
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

    /// Decimals in words: a row of digits, a number below a hundred, or a count of
    /// tenths, hundredths, thousandths.
    fn point(&mut self, next: usize) -> Option<()> {
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
        while let Some((end, digit)) = self.digit_word(at) {
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
            if let Some(value) = value.filter(|value| end > at && *value < Decimal::ONE_HUNDRED) {
                text = value.to_string();
                at = end;
            }
        }
        if text.is_empty() {
            return None;
        }
        let decimals: Decimal = format!("0.{text}").parse().ok()?;
        self.step = Decimal::try_new(1, u32::try_from(text.len()).ok()?).ok()?;
        self.decimals(decimals, at)
    }

    fn decimals(&mut self, decimals: Decimal, end: usize) -> Option<()> {
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

    fn digit_word(&self, at: usize) -> Option<(usize, char)> {
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

    /// Denominator, "parts of it", numerator.
    fn over(&mut self, next: usize) -> Option<()> {
        if !matches!(self.last, Last::Cardinal | Last::Digits | Last::Scale) || next >= self.limit {
            return None;
        }
        let under = self.sum()?.to_i64()?;
        let mut inner = Self::new(self.context, self.taken, next, self.limit);
        while inner.advance() {}
        let over = inner.sum()?.to_i64()?;
        let value = quotient(over, under)?;
        self.parts.clear();
        self.row.clear();
        self.push(value, Decimal::ZERO, Last::Fraction);
        self.ratio = Some((over, under));
        self.step = value / Decimal::from(5);
        self.fraction = true;
        self.at = inner.at;
        Some(())
    }

    fn some_of(&mut self, low: Option<Decimal>, high: Option<Decimal>) -> bool {
        if self.last != Last::Nothing {
            return false;
        }
        self.vague = Some((low, high));
        self.last = Last::Vague;
        true
    }

    /// "Odd" between a number and its scale word.
    fn odd(&mut self, modifier: Modifier, next: usize) -> bool {
        let between = matches!(self.last, Last::Digits | Last::Cardinal | Last::Scale) && self.scale_at(next);
        if between {
            self.modifier = Some(modifier);
        }
        between
    }

    /// "One million, two hundred and five": a comma before a smaller group that
    /// has a scale word of its own.
    fn comma_group(&mut self) -> bool {
        if self.last != Last::Scale
            || self.in_digits
            || self.context.word(self.at) != ","
            || !self.is_open(self.at + 1)
        {
            return false;
        }
        let Some(top) = self.parts.last() else { return false };
        let mut inner = Self::new(self.context, self.taken, self.at + 1, self.limit);
        while inner.advance() {}
        let Some(value) = inner.sum() else { return false };
        if inner.scale.is_none() || value >= top.room || inner.in_digits || inner.fraction {
            return false;
        }
        self.at = inner.at;
        self.last = inner.last;
        self.step = inner.step;
        self.scale = inner.scale;
        self.parts.append(&mut inner.parts);
        true
    }

    fn sum(&self) -> Option<Decimal> {
        if self.parts.is_empty() {
            return None;
        }
        if self.row.len() > 1 && self.parts.len() == 1 && self.scale.is_none() {
            let text: String = self.row.iter().filter_map(|&digit| char::from_digit(digit, 10)).collect();
            return text.parse().ok();
        }
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))
    }

    fn finish(mut self, first: usize) -> Option<Numeral> {
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
    fn implied_scale(&mut self) {
        let Some(scale) = self.scale_before.filter(|&scale| {
            self.context.pack.numbers.implied_scale
                && self.last == Last::Cardinal
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

fn plain(value: Decimal) -> Amount {
    Amount { value, ratio: None, step: Decimal::ONE, rounded: false, modifier: None }
}

/// A unit of one letter counts only in its own case: `3M` is no length.
#[must_use]
pub fn is_symbol_as_written(context: &Context<'_>, hit: &Hit) -> bool {
    let token = &context.scan.tokens[hit.first];
    token.end - token.start != 1 || !token.capital || context.lexicon.needs_capital(hit)
}

/// What may follow a word is smaller than its last digit that is not zero: below
/// ten after "twenty", below a hundred after "two hundred".
fn room(value: Decimal) -> Decimal {
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
fn digit(value: Decimal) -> Option<u32> {
    value.to_u32().filter(|&digit| digit < 10 && value.is_integer())
}

fn is_tens(value: Decimal) -> bool {
    value >= Decimal::from(20) && value < Decimal::ONE_HUNDRED && (value % Decimal::TEN).is_zero()
}

fn quotient(over: i64, under: i64) -> Option<Decimal> {
    Decimal::from(over).checked_div(Decimal::from(under))
}

/// Fractions in one character.
fn sign(word: &str) -> Option<(i64, i64)> {
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
fn whole_ratio((over, under): (i64, i64), scale: Decimal) -> Option<(i64, i64)> {
    let over = over.checked_mul(scale.to_i64()?)?;
    let common = gcd(over, under);
    Some((over / common, under / common)).filter(|&(_, under)| under > 1)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs().max(1) } else { gcd(b, a % b) }
}

/// Whether a fraction with this denominator has finitely many decimals.
fn terminates(mut under: i64) -> bool {
    for prime in [2, 5] {
        while under % prime == 0 && under != 0 {
            under /= prime;
        }
    }
    under == 1
}
