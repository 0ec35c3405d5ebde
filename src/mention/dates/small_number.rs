//! Numbers small enough to be a day, a month, an hour or a year, in digits or words.

use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use rust_decimal::prelude::ToPrimitive;

/// A number that may be a part of a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Small {
    pub value: u32,
    /// How many digits it was written with; 0 for words.
    pub width: usize,
    pub first: usize,
    pub end: usize,
    /// Clitics on its first word.
    pub clitics: CliticSet,
    pub skip: usize,
    /// It ends in a word for a rank.
    pub ordinal: bool,
}

impl Small {
    /// Its words are written in letters that are tokens of their own.
    pub(super) fn is_lettered(&self, context: &Context<'_>) -> bool {
        self.width == 0 && context.scan.tokens[self.first].kind == TokenKind::Letter
    }
}

/// No number in words of a date has more tokens than this.
const LONGEST: usize = 9;

/// The number that begins at a token.
pub(super) fn at(context: &Context<'_>, at: usize, limit: usize) -> Option<Small> {
    let token = context.scan.tokens.get(at).filter(|_| at < limit)?;
    if token.kind != TokenKind::Digits {
        return words(context, at, limit);
    }
    let text = context.word(at);
    let value = (text.len() <= 4).then(|| text.parse().ok())??;
    Some(Small {
        value,
        width: text.len(),
        first: at,
        end: at + 1,
        clitics: CliticSet::NONE,
        skip: 0,
        ordinal: false,
    })
}

/// The number of a day that begins at a token: where the word for the day is
/// written like a numeral, the last one is that word.
pub(super) fn day_at(context: &Context<'_>, first: usize, limit: usize) -> Option<Small> {
    let small = at(context, first, limit)?;
    let last = small.end - 1;
    let marked = |at: usize, end: usize| {
        context.is(at, &Lexeme::DayAfter).is_some_and(|hit| hit.end <= limit && (end == 0 || hit.end == end))
    };
    let unmarked = small.is_lettered(context) && last > first && !(small.end < limit && marked(small.end, 0));
    if unmarked && marked(last, small.end) { words(context, first, last) } else { Some(small) }
}

/// The longest number that ends right before a token.
pub(super) fn before(context: &Context<'_>, end: usize, from: usize) -> Option<Small> {
    let last = end.checked_sub(1).filter(|&last| last >= from)?;
    if context.scan.tokens[last].kind == TokenKind::Digits {
        return at(context, last, end);
    }
    let reach = from.max(end.saturating_sub(LONGEST));
    let is_number = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_) | Lexeme::OrdinalWord(_)).then_some(())
    };
    context.pick_before(end, reach, is_number)?;
    (reach..end).find_map(|first| words(context, first, end).filter(|small| small.end == end))
}

/// The end of a word for the zero before a last digit: "oh" of "oh five".
pub(super) fn zero_at(context: &Context<'_>, at: usize, limit: usize) -> Option<usize> {
    let zero = |lexeme: &Lexeme| is_zero(lexeme).then_some(());
    let hit = (at < limit).then(|| context.pick(at, zero)).flatten().map(|(hit, ())| hit)?;
    let end = skip_hyphen(context, hit.end, limit);
    let digit = at_digit(context, end, limit);
    digit.then_some(end)
}

/// The same before a token: where the zero begins.
pub(super) fn zero_before(context: &Context<'_>, at: usize, from: usize) -> Option<usize> {
    let end = if at > from && context.word(at - 1) == "-" { at - 1 } else { at };
    context.pick_before(end, from, |lexeme| is_zero(lexeme).then_some(())).map(|(hit, ())| hit.first)
}

fn is_zero(lexeme: &Lexeme) -> bool {
    *lexeme == Lexeme::RowZero || matches!(lexeme, Lexeme::Cardinal(value) if value.is_zero())
}

fn at_digit(context: &Context<'_>, at: usize, limit: usize) -> bool {
    self::at(context, at, limit).is_some_and(|small| small.width == 0 && (1..10).contains(&small.value))
}

/// Sum of the words of a number, as far as it goes.
#[derive(Default)]
struct Sum {
    total: u64,
    section: u64,
    digit: u64,
    /// Digits in a row: 二〇二四.
    row: Vec<u64>,
    scaled: bool,
    /// The last word was zero: no hundred, no thousand.
    zero: bool,
    /// The language writes digits in words in a row.
    rows: bool,

    /// Units are said before tens.
    units_first: bool,
    /// Words are written without spaces: ten + two is twelve.
    lettered: bool,
    /// The language has no word of its own for eleven: it says "ten one".
    teens: bool,
}

impl Sum {
    fn cardinal(&mut self, value: u64, first: bool) -> bool {
        self.zero = value == 0 && !self.rows;
        if self.rows && value < 10 && !self.scaled && (first || !self.row.is_empty()) {
            self.row.push(value);
            self.digit = value;
            return true;
        }
        if value < 10
            && self.digit.is_multiple_of(10)
            && (self.digit >= 20 || self.digit == 0 || self.digit == 10 && self.teens || self.lettered)
        {
            self.digit += value;
            self.row.clear();
            return true;
        }
        let whole_hundred = value < 100 && self.digit.is_multiple_of(100) || self.digit == 0;
        if self.row.is_empty() && whole_hundred {
            self.digit += value;
            return true;
        }
        // Units before tens: five and twenty.
        let tens = self.units_first;
        if tens && value.is_multiple_of(10) && value < 100 && self.digit < 10 && self.row.len() <= 1 {
            self.digit += value;
            self.row.clear();
            return true;
        }
        false
    }

    fn scale(&mut self, scale: u64) -> bool {
        if self.row.len() > 1 || scale > 1000 {
            return false;
        }
        self.row.clear();
        self.scaled = true;
        if std::mem::take(&mut self.zero) {
            return true;
        }
        if scale >= 1000 {
            self.total += (self.section + self.digit).max(1) * scale;
            self.section = 0;
        } else {
            self.section += self.digit.max(1) * scale;
        }
        self.digit = 0;
        true
    }

    /// "Twenty twenty-two" in one word: a year said in two halves.
    fn second_half(&mut self, value: u64) -> bool {
        let halves = !self.scaled && (10..=20).contains(&self.digit) && (10..=99).contains(&value);
        if halves {
            (self.section, self.digit, self.scaled) = (self.digit * 100, value, true);
        }
        halves
    }

    /// Takes number words written as one; whether they end in a rank.
    fn compound(&mut self, context: &Context<'_>, at: usize) -> Option<bool> {
        if !context.pack.numbers.compound || context.scan.tokens[at].kind != TokenKind::Word {
            return None;
        }
        let mut rank = false;
        for lexeme in context.lexicon.compound(context.word(at))? {
            let taken = match lexeme {
                Lexeme::Cardinal(value) => {
                    let value = value.to_u64()?;
                    self.cardinal(value, false) || self.second_half(value)
                }
                Lexeme::Scale(scale) => self.scale(scale.to_u64()?),
                Lexeme::OrdinalWord(value) => {
                    rank = true;
                    let value = value.to_u64()?;
                    if value >= 100 { self.scale(value) } else { self.cardinal(value, false) }
                }
                Lexeme::NumberAnd => true,
                _ => false,
            };
            if !taken {
                return None;
            }
        }
        Some(rank)
    }

    fn value(&self) -> u64 {
        if self.row.len() > 1 {
            return self.row.iter().fold(0, |sum, digit| sum * 10 + digit);
        }
        self.total + self.section + self.digit
    }
}

fn words(context: &Context<'_>, first: usize, limit: usize) -> Option<Small> {
    let token = context.scan.tokens.get(first).filter(|_| first < limit)?;
    let mut sum = Sum {
        rows: context.pack.numbers.digit_rows,

        units_first: context.pack.numbers.units_first,
        lettered: token.kind == TokenKind::Letter,
        teens: !context.pack.numbers.cardinals.contains_key("11"),
        ..Sum::default()
    };
    let (mut clitics, mut skip, mut ordinal) = (CliticSet::NONE, 0, false);
    let (mut next, mut end) = (first, first);
    while next < limit.min(first + LONGEST) && !ordinal {
        let fits = |lexeme: &Lexeme| match lexeme {
            // Three and a half is no day and no hour.
            Lexeme::Cardinal(value) if value.is_integer() => Some((value.to_u64()?, false, false)),
            Lexeme::Scale(value) => Some((value.to_u64()?, true, false)),
            Lexeme::OrdinalWord(value) => Some((value.to_u64()?, false, true)),
            _ => None,
        };
        let Some((hit, (value, is_scale, is_rank))) =
            context.pick(next, fits).filter(|(hit, _)| hit.end <= limit)
        else {
            let joint = context.pick(next, |lexeme| (*lexeme == Lexeme::NumberAnd).then_some(()));
            if let Some((hit, ())) = joint.filter(|_| end > first && next == end) {
                next = hit.end;
            } else {
                let Some(rank) = sum.compound(context, next) else { break };
                end = next + 1;
                (ordinal, next) = (rank, skip_hyphen(context, end, limit));
            }
            continue;
        };
        // Only "and" and "the" may stand on a later word of a number.
        let foreign = [Clitic::In, Clitic::To, Clitic::From, Clitic::As, Clitic::That];
        if next > first && foreign.iter().any(|&clitic| hit.clitics.has(clitic)) {
            break;
        }
        if !(if is_scale { sum.scale(value) } else { sum.cardinal(value, next == first) }) {
            break;
        }
        if next == first {
            (clitics, skip) = (hit.clitics, hit.skip);
        }
        ordinal = is_rank;
        next = skip_hyphen(context, hit.end, limit);
        end = hit.end;
    }
    let value = u32::try_from(sum.value()).ok().filter(|_| end > first)?;
    Some(Small { value, width: 0, first, end, clitics, skip, ordinal })
}

/// A year said digit by digit, or its first two digits so and the others as a number:
/// "one nine eight four", "two zero nineteen".
pub(super) fn spelled_year(context: &Context<'_>, first: usize, limit: usize) -> Option<Small> {
    let (mut value, mut end) = (0, first);
    for count in 0..4 {
        let rest = (count == 2).then(|| words(context, end, limit)).flatten();
        if let Some(rest) = rest.filter(|rest| (10..100).contains(&rest.value)) {
            (value, end) = (value * 100 + rest.value, rest.end);
            break;
        }
        let (next, digit) = digit_at(context, end, limit)?;
        (value, end) = (value * 10 + digit, next);
    }
    let small = Small { value, width: 0, first, end, clitics: CliticSet::NONE, skip: 0, ordinal: false };
    (1000..=2100).contains(&value).then_some(small)
}

/// A single digit in words that no scale follows.
fn digit_at(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, u32)> {
    let digit = |lexeme: &Lexeme| match lexeme {
        Lexeme::Cardinal(value) => value.to_u32().filter(|digit| *digit < 10 && value.is_integer()),
        _ => None,
    };
    let (hit, digit) = (at < limit).then(|| context.pick(at, digit)).flatten()?;
    let scaled = hit.end < limit
        && context.pick(hit.end, |lexeme| matches!(lexeme, Lexeme::Scale(_)).then_some(())).is_some();
    (!scaled && hit.end <= limit).then_some((hit.end, digit))
}

fn skip_hyphen(context: &Context<'_>, at: usize, limit: usize) -> usize {
    let hyphen = at + 1 < limit && context.word(at) == "-" && !context.scan.tokens[at + 1].spaced;
    if hyphen { at + 1 } else { at }
}
