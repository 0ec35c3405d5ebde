//! A number in digits, in words or in both: `94.8 billion`, "three hundred and
//! twelve", `12` + ten thousand + `5` + thousand.
//!
//! The grammar is a stack of parts. A scale word takes every part smaller than
//! itself off the stack, adds them up (to one where there is none), multiplies,
//! and puts the product back; any other word is put on the stack when it is
//! smaller than the room the part before it leaves (`twenty` leaves room below
//! ten, `hundred` below a hundred). The number is the sum of the stack.

mod arithmetic;
mod decimals;
mod finish;
mod fractions;
mod pairs;
mod stack;
mod words;

use rust_decimal::Decimal;

use super::amount::{Amount, Modifier};
use super::context::{Context, Taken};
use super::digits::{DigitRun, digits, follows_sign};
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
    /// A minus stands before it.
    negative: bool,
}

/// Reads the number that begins at a token, as long as it goes.
#[must_use]
pub fn numeral(context: &Context<'_>, taken: &Taken, at: usize, limit: usize) -> Option<Numeral> {
    let (negative, begin) = minus(context, at, limit);
    let mut builder = Builder::new(context, taken, begin, limit);
    builder.negative = negative;
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
    let digits = |at: usize| {
        tokens.get(at).is_some_and(|next| !next.spaced && next.kind == TokenKind::Digits && at < limit)
    };
    let decimal = |mark: &str| mark == "." || mark == "," && context.pack.separators.decimal == ",";
    let point = at + 2 < limit && decimal(context.word(at + 1)) && !tokens[at + 1].spaced;
    let glued_digits = digits(at + 1) || point && digits(at + 2);
    if context.word(at) == "-" {
        let apart = tokens[at].spaced || follows_small_word(context, at) || follows_sign(context, at);
        return if glued_digits && apart { (true, at + 1) } else { (false, at) };
    }
    match context.is(at, &Lexeme::Minus) {
        Some(hit) if hit.end < limit && !ends_modifier(context, hit) => (true, hit.end),
        _ => (false, at),
    }
}

/// In a script without spaces a dash is a minus after a small word: "the answer is-5".
fn follows_small_word(context: &Context<'_>, at: usize) -> bool {
    let before = &context.scan.folded.text[..context.scan.tokens[at].start as usize];
    at > 0
        && context.scan.tokens[at - 1].kind == TokenKind::Letter
        && context.pack.suffixes.iter().any(|suffix| before.ends_with(suffix.as_str()))
}

/// "Al menos cinco" is at least five, and no minus five.
fn ends_modifier(context: &Context<'_>, minus: &Hit) -> bool {
    let from = context.scan.sentence(minus.first).first;
    let bends = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::Before)).then_some(());
    context.pick_before(minus.end, from, bends).is_some_and(|(hit, ())| hit.first < minus.first)
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
            negative: false,
        }
    }

    /// Takes one more word or digit run; false when the number ends here.
    fn advance(&mut self) -> bool {
        if self.at >= self.limit {
            return false;
        }
        if self.last == Last::Nothing
            && (self.digit_fraction() || self.digits_at(self.at) || self.bare_decimals())
        {
            return true;
        }
        if self.fraction_sign() || self.mixed_fraction() || self.and_phrase() || self.and_parts() {
            return true;
        }
        let Some((at, and)) = self.joint() else { return false };
        if !self.is_open(at) {
            return false;
        }
        if (and || self.has_and(at)) && self.and_counted_parts(at) {
            return true;
        }
        if self.context.scan.tokens[at].kind == TokenKind::Digits {
            let tied = !self.context.scan.tokens[at].spaced;
            let scaled = self.scale_at(at + 1);
            let goes_on = !and || tied && self.below_thousand(at) || self.counts_hundreds() && !scaled;
            return goes_on && self.digits_at(at);
        }
        let context = self.context;
        for (hit, lexeme) in context.at(at) {
            // The longest phrase wins: a kilowatt is a unit and no thousand of watts.
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

    /// "And" is written onto the number word at a token.
    fn has_and(&self, at: usize) -> bool {
        self.context
            .at(at)
            .any(|(hit, lexeme)| hit.clitics.has(Clitic::And) && matches!(lexeme, Lexeme::Cardinal(_)))
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
        if let Some(hit) = self.context.is(self.at, &Lexeme::NumberOf)
            && self.scale_at(hit.end)
        {
            return Some((hit.end, false));
        }
        let tokens = &self.context.scan.tokens;
        let hyphen = self.context.word(self.at) == "-"
            && !tokens[self.at].spaced
            && tokens.get(self.at + 1).is_some_and(|next| !next.spaced && next.kind == TokenKind::Word);
        Some((self.at + usize::from(hyphen), false))
    }

    /// A word that is a digit and a unit counts what stands before it, unless a
    /// scale makes it a digit: a hundred years, a hundred and fifty.
    fn is_counted_by(&self, hit: &Hit) -> bool {
        !self.parts.is_empty()
            && !self.scale_at(hit.end)
            && self.context.at(hit.first).any(|(other, lexeme)| {
                other.end == hit.end && other.clitics.is_empty() && matches!(lexeme, Lexeme::Unit(_))
            })
    }

    fn accepts(&mut self, hit: &Hit, lexeme: &Lexeme, and: bool) -> bool {
        match *lexeme {
            Lexeme::Cardinal(value) => {
                !self.is_rank(hit)
                    && !self.is_fraction(hit)
                    && !self.is_a_few(hit)
                    && (and || !self.is_counted_by(hit))
                    && (self.cardinal(value, and)
                        || self.pair(value, and, hit.end)
                        || self.spelled(value, and, hit.end))
            }
            Lexeme::Scale(scale) => !self.is_no_scale(hit) && self.times(scale, and).is_some(),
            Lexeme::DigitScale(scale) => {
                self.last == Last::Digits
                    && (self.in_money(hit)
                        || !self.context.scan.tokens[hit.first].spaced && !self.is_unit(hit))
                    && self.times(scale, false).is_some()
            }
            Lexeme::RowZero => self.pair_with_zero(hit.end),
            Lexeme::OrdinalWord(value) => {
                !self.is_part(hit) && !self.begins_anew(hit, and) && self.ordinal(value, and)
            }
            Lexeme::Fraction(over, under) => {
                !self.is_ranked_part(hit) && self.part_of(over, under, and).is_some()
            }
            Lexeme::AndFraction(over, under) => self.and_part(over, under).is_some(),
            Lexeme::Classifier => self.half_after_classifier(hit.end),
            Lexeme::Point => self.point(hit.end).is_some(),
            Lexeme::FractionOver => self.over(hit.end, false).is_some(),
            Lexeme::OneIn => self.sum() == Some(Decimal::ONE) && self.over(hit.end, true).is_some(),
            Lexeme::FractionBar => self.over(hit.end, true).is_some(),
            Lexeme::Vague { low, high } => !self.is_bent_scale(hit) && self.some_of(low, high),
            Lexeme::Modifier(modifier, Side::After) => self.odd(modifier, hit.end),
            _ => false,
        }
    }

    /// A unit whose name begins with the letters of a number, or percent with a bar.
    fn is_longer_unit(&self, hit: &Hit, lexeme: &Lexeme) -> bool {
        let begins = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::Scale(_) | Lexeme::DigitScale(_) | Lexeme::Cardinal(_) | Lexeme::FractionBar
            )
        };
        matches!(lexeme, Lexeme::Unit(_) | Lexeme::Classifier | Lexeme::PercentAfter)
            && self.fits(hit)
            && self.context.at(hit.first).any(|(other, lexeme)| other.end < hit.end && begins(lexeme))
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
        let goes_on = if self.counts_hundreds() && !glued {
            !value.is_zero() && value.is_integer() && !self.scale_at(end)
        } else {
            glued || tied || self.scale_at(end)
        };
        open && !self.fraction && value < top.room && goes_on
    }

    /// "3 hundred and | 21".
    fn counts_hundreds(&self) -> bool {
        self.last == Last::Scale && self.scale == Some(Decimal::ONE_HUNDRED) && self.in_digits
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
}

fn plain(value: Decimal) -> Amount {
    Amount { value, ratio: None, step: Decimal::ONE, rounded: false, modifier: None }
}

/// A unit of one letter counts only in its own case: `3M` is no length.
#[must_use]
pub fn is_symbol_as_written(context: &Context<'_>, hit: &Hit) -> bool {
    let letters = context.word(hit.first).chars().count();
    letters != 1 || !context.scan.tokens[hit.first].capital || context.lexicon.needs_capital(hit)
}
