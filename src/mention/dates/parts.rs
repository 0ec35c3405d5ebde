//! Parts of dates: years, days, and the small words and marks between them.

mod named_year;

use super::desk::Desk;
use super::small_number::{self, Small};
use crate::lang::lexeme::{Lexeme, RelativeUnit};
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
pub(super) use named_year::{common_year, is_named_year};

/// Whether a lexeme is the one without data; for the picking functions.
pub(super) fn unit(wanted: Lexeme) -> impl Fn(&Lexeme) -> Option<()> {
    move |lexeme| (*lexeme == wanted).then_some(())
}

/// The token, when it is this mark.
pub(super) fn mark(context: &Context<'_>, at: usize, limit: usize, marks: &[&str]) -> bool {
    at < limit && marks.contains(&context.word(at))
}

fn glued_digits(context: &Context<'_>, at: usize) -> bool {
    context.scan.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits && !token.spaced)
}

/// Whether nothing on the left makes the figure part of something longer: a
/// decimal, a version, an identifier, a price.
pub(super) fn clean_before(context: &Context<'_>, at: usize) -> bool {
    let token = &context.scan.tokens[at];
    let Some(previous) = at.checked_sub(1) else { return true };
    if token.kind != TokenKind::Digits || token.spaced {
        return !is_price(context, at);
    }
    let before = &context.scan.tokens[previous];
    let digits_before =
        previous > 0 && !before.spaced && context.scan.tokens[previous - 1].kind == TokenKind::Digits;
    match before.kind {
        TokenKind::Word => context.lexicon.clitics().whole(context.word(previous)).is_some(),
        TokenKind::Letter => true,
        TokenKind::Digits => false,
        TokenKind::Mark => match context.word(previous) {
            "(" | "[" | "\"" | "'" | ";" | "\u{2014}" | "\u{3001}" | "\u{3002}" | "\u{201A}" => true,
            // A year that heads a line is no hour: `2004:12月26日`.
            ":" if digits_before => context.word(previous - 1).len() == 4,
            "," | ":" | "-" | "\u{2013}" | "/" => !digits_before,
            "." | "@" | "#" | "_" | "+" | "=" | "&" | "\\" | "~" | "^" | "*" => false,
            _ => !is_price(context, at),
        },
    }
}

/// A currency stands right before the figure.
fn is_price(context: &Context<'_>, at: usize) -> bool {
    let money = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Currency(_) | Lexeme::Subunit(_)).then_some(());
    context.pick_before(at, at.saturating_sub(3), money).is_some_and(|(hit, ())| {
        let token = &context.scan.tokens[hit.first];
        token.kind == TokenKind::Mark || token.kind == TokenKind::Word && context.word(hit.first).is_ascii()
    })
}

/// Whether nothing on the right makes the figure part of something longer.
pub(super) fn clean_after(context: &Context<'_>, end: usize) -> bool {
    let Some(token) = context.scan.tokens.get(end).filter(|token| !token.spaced) else { return true };
    match token.kind {
        TokenKind::Digits => false,
        TokenKind::Letter => true,
        TokenKind::Word => context.at(end).any(|(_, lexeme)| is_glued_suffix(lexeme)),
        TokenKind::Mark => match context.word(end) {
            "%" | "@" | "_" | "=" | "#" | "\u{2030}" => false,
            "," | "." | ":" | "/" | "-" | "\u{2013}" => !glued_digits(context, end + 1),
            _ => true,
        },
    }
}

fn is_glued_suffix(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::OrdinalSuffix
            | Lexeme::YearAfter
            | Lexeme::DecadeMark(_)
            | Lexeme::DayAfter
            | Lexeme::MonthAfter
            | Lexeme::HourAfter
            | Lexeme::BeforeCommonEra
            | Lexeme::CommonEra
            | Lexeme::Am(_)
            | Lexeme::Pm(_)
            | Lexeme::Night(_)
    )
}

/// Whether what follows makes the number a count: a unit, a currency, a scale,
/// percent, a classifier.
pub(super) fn is_counted(context: &Context<'_>, end: usize, limit: usize) -> bool {
    if end >= limit || context.is(end, &Lexeme::YearAfter).is_some() {
        return false;
    }
    // "In 2020 thousands fled": a plural that is vague alone counts no year.
    let vague = context.at(end).any(|(_, lexeme)| matches!(lexeme, Lexeme::Vague { .. }));
    context.at(end).any(|(hit, lexeme)| {
        hit.clitics.is_empty()
            && !(vague && matches!(lexeme, Lexeme::Scale(_)))
            && matches!(
                lexeme,
                Lexeme::Unit(_)
                    | Lexeme::Currency(_)
                    | Lexeme::Subunit(_)
                    | Lexeme::PercentAfter
                    | Lexeme::PercentPoint
                    | Lexeme::PercentEach(_)
                    | Lexeme::Scale(_)
                    | Lexeme::Classifier
                    | Lexeme::DualUnit { .. }
            )
    })
}

/// A year as written, with its year word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub year: i32,
    pub end: usize,
}

/// A four-digit number that can be a year beside a month or a quarter, with the
/// year word after it.
pub(super) fn year_at(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<Year> {
    let context = desk.context;
    let small = year_number(context, at, limit)?;
    if !(is_year(context, &small) || is_named_year(context, &small, limit))
        || !desk.taken.are_free(at, small.end)
    {
        return None;
    }
    let word = context.is(small.end, &Lexeme::YearAfter).filter(|hit| hit.end <= limit);
    let end = word.map_or(small.end, |hit| hit.end);
    if end == small.end && (!clean_after(context, end) || is_counted(context, end, limit)) {
        return None;
    }
    Some(Year { year: i32::try_from(small.value).ok()?, end })
}

/// The number that may be a year at a token; after a year word also one that is said
/// digit by digit.
pub(super) fn year_number(context: &Context<'_>, at: usize, limit: usize) -> Option<Small> {
    let from = context.scan.sentence(at.min(limit.saturating_sub(1))).first;
    let spelled = context.pick_before(at, from, unit(Lexeme::YearBefore)).is_some();
    spelled
        .then(|| small_number::spelled_year(context, at, limit))
        .flatten()
        .or_else(|| small_number::at(context, at, limit).map(|small| spoken(context, small, limit)))
        .map(|small| common_year(context, small))
}

/// "Nineteen ninety-two": a year said in two halves.
pub(super) fn spoken(context: &Context<'_>, first: Small, limit: usize) -> Small {
    let halves = first.width == 0 && !first.ordinal && (10..=20).contains(&first.value);
    let start = if mark(context, first.end, limit, &["-"]) { first.end + 1 } else { first.end };
    let zero = small_number::zero_at(context, start, limit);
    let second = halves.then(|| small_number::at(context, zero.unwrap_or(start), limit)).flatten();
    let fits = |value: u32| if zero.is_some() { value < 10 } else { (10..=99).contains(&value) };
    match second {
        // "Nineteen twenty-year-olds" are nineteen.
        Some(second)
            if second.width == 0 && fits(second.value) && !mark(context, second.end, limit, &["-"]) =>
        {
            Small { value: first.value * 100 + second.value, end: second.end, ..first }
        }
        _ => first,
    }
}

/// Whether a year in words is said as two pairs of digits.
pub(super) fn is_in_pairs(context: &Context<'_>, small: &Small) -> bool {
    small_number::at(context, small.first, small.end)
        .is_some_and(|half| half.end < small.end && half.value < 100)
}

/// A year that is said by its last two digits after a day and a month: "oh five", or
/// a rank above thirty. Also where it ends.
pub(super) fn short_year(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    let zero = small_number::zero_at(context, at, limit);
    let small = small_number::at(context, zero.unwrap_or(at), limit).filter(|small| small.width == 0)?;
    let year = match zero {
        Some(_) => 2000 + small.value,
        None if small.ordinal && (30..100).contains(&small.value) => 1900 + small.value,
        None => return None,
    };
    let word = context.is(small.end, &Lexeme::YearAfter).filter(|hit| hit.end <= limit);
    let end = word.map_or(small.end, |hit| hit.end);
    desk.taken.are_free(at, end).then_some((YearWord::Written(i32::try_from(year).ok()?), end))
}

/// Whether a number has the form of a year: four digits, or a row of four in words.
pub(super) fn is_year(context: &Context<'_>, small: &Small) -> bool {
    (1000..=2100).contains(&small.value)
        && (small.width == 4 || small.width == 0 && is_digit_row(context, small))
        && clean_before(context, small.first)
}

fn is_digit_row(context: &Context<'_>, small: &Small) -> bool {
    let letters = (small.first..small.end).all(|at| context.scan.tokens[at].kind == TokenKind::Letter);
    // "Thousand nine hundred sixty-four": a round number counts years as often.
    let round = small.value < 1900 && small.value.is_multiple_of(100) || small.value.is_multiple_of(1000);
    (small.end - small.first == 4 || !round) && letters
        || !letters
            && (small.value > 1900 || small.ordinal || !small.value.is_multiple_of(100))
            && !small.value.is_multiple_of(1000)
}

/// A year with the small words before it ("of 2024", ", 2024", "من عام 2024"),
/// or "last year" with the year it stands for.
pub(super) fn year_after(desk: &Desk<'_, '_>, from: usize, limit: usize) -> Option<(YearWord, usize)> {
    year_in(desk, from, limit, 0).or_else(|| dashed_year(desk, from, limit))
}

/// `-2020` right after a day or a month.
pub(super) fn dashed_year(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    let from = after_glued_mark(context, at, limit);
    let small = (from > at).then(|| small_number::at(context, from, limit)).flatten()?;
    let fits = small.width == 4
        && (1000..=2100).contains(&small.value)
        && clean_after(context, small.end)
        && desk.taken.are_free(at, small.end);
    fits.then(|| (YearWord::Written(i32::try_from(small.value).unwrap_or(0)), small.end))
}

/// "Junio de dos mil": a round number in words counts as often, so that nothing may
/// follow it.
pub(super) fn round_year(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    let joint = (at < limit).then(|| context.is(at, &Lexeme::DateBetween)).flatten();
    let small = small_number::at(context, joint.map_or(at, |hit| hit.end), limit)?;
    let closes = small.end >= limit || context.scan.tokens[small.end].kind == TokenKind::Mark;
    let fits = small.width == 0
        && small.clitics.is_empty()
        && context.scan.tokens[small.first].kind == TokenKind::Word
        && (1000..=2100).contains(&small.value)
        && closes
        && desk.taken.are_free(at, small.end);
    fits.then(|| (YearWord::Written(i32::try_from(small.value).unwrap_or(0)), small.end))
}

fn year_in(desk: &Desk<'_, '_>, at: usize, limit: usize, step: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    if step > 3 || at >= limit || !desk.taken.is_free(at) {
        return None;
    }
    if let Some(year) = year_at(desk, at, limit) {
        return Some((YearWord::Written(year.year), year.end));
    }
    if let Some((hit, by)) = context.pick(at, relative_year).filter(|(hit, _)| hit.end <= limit) {
        return Some((YearWord::Relative(by), hit.end));
    }
    // A shorter joint may leave a word to the year: "of | this year".
    let joins = |lexeme: &Lexeme| matches!(lexeme, Lexeme::DateBetween | Lexeme::YearBefore);
    let words = context.at(at).filter(|(hit, lexeme)| joins(lexeme) && hit.end < limit);
    let found = words.map(|(hit, _)| hit.end).find_map(|next| year_in(desk, next, limit, step + 1));
    found.or_else(|| year_in(desk, year_joint(context, at, limit, step)?, limit, step + 1))
}

/// A year given by a number or by "last", "this", "next".
#[derive(Clone, Copy, Debug)]
pub(super) enum YearWord {
    Written(i32),
    Relative(i32),
}

impl YearWord {
    /// The year as written.
    pub(super) const fn written(self) -> Option<i32> {
        match self {
            Self::Written(year) => Some(year),
            Self::Relative(_) => None,
        }
    }

    /// The year meant in an article of the year `published`.
    pub(super) fn meant(self, published: Option<i32>) -> Option<i32> {
        match self {
            Self::Written(year) => Some(year),
            Self::Relative(by) => published.map(|year| year + by),
        }
    }
}

pub(super) fn relative_year(lexeme: &Lexeme) -> Option<i32> {
    match lexeme {
        Lexeme::Relative { by, unit: RelativeUnit::Year } => Some(*by),
        _ => None,
    }
}

/// A mark or clitic between a month or period and its year.
fn year_joint(context: &Context<'_>, at: usize, limit: usize, step: usize) -> Option<usize> {
    if step == 0 && mark(context, at, limit, &[","]) {
        return Some(at + 1);
    }
    let dashed = after_glued_mark(context, at, limit);
    if step == 0 && dashed > at {
        return Some(dashed);
    }
    // A clitic that stands alone before digits: `ב-2024`.
    let clitic = context.scan.tokens[at].kind == TokenKind::Word
        && context.lexicon.clitics().whole(context.word(at)).is_some();
    let next = if mark(context, at + 1, limit, &["-"]) { at + 2 } else { at + 1 };
    (clitic && glued_digits(context, next)).then_some(next)
}

/// The year written right before a token, with its year word: `2024年`.
pub(super) fn year_before(desk: &Desk<'_, '_>, at: usize, from: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    if let Some((hit, by)) = context.pick_before(at, from, relative_year) {
        return Some((YearWord::Relative(by), hit.first));
    }
    let word = context.pick_before(at, from, unit(Lexeme::YearAfter)).map(|(hit, ())| hit);
    let number_end = word.map_or(at, |hit| hit.first);
    let small = small_number::before(context, number_end, from)?;
    if !desk.taken.are_free(small.first, at) {
        return None;
    }
    let year = i32::try_from(small.value).ok()?;
    if let Some((first, year)) = era_year(context, &small, from) {
        return Some((YearWord::Written(year), first));
    }
    // Astronomical years: 1 BC is the year 0.
    if let Some((era, ())) = context.pick_before(small.first, from, unit(Lexeme::BeforeCommonEra)) {
        return Some((YearWord::Written(1 - year), era.first));
    }
    // Before a month a round number with a year word is a year too.
    let round = word.is_some() && small.is_lettered(context) && (1000..=2100).contains(&small.value);
    if round || is_year(context, &small) {
        return Some((YearWord::Written(year), small.first));
    }
    (word.is_some() && is_short_year(context, &small))
        .then(|| (YearWord::Written(within_century(year)), small.first))
}

/// Two digits of a year before its word and a month, in letters too: `98年3月`.
fn is_short_year(context: &Context<'_>, small: &Small) -> bool {
    let lettered = small.is_lettered(context) && small.end > small.first + 1 && small.value < 100;
    (small.width == 2 || lettered) && clean_before(context, small.first)
}

/// The year of this century or the last that two digits stand for.
const fn within_century(short: i32) -> i32 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// The year of an era whose name stands before the number, and where the name begins.
pub(super) fn era_year(context: &Context<'_>, small: &Small, from: usize) -> Option<(usize, i32)> {
    let era = |lexeme: &Lexeme| match lexeme {
        Lexeme::Era(year) => Some(*year),
        _ => None,
    };
    let (hit, before) = context.pick_before(small.first, from, era)?;
    let year = before + i32::try_from(small.value).ok()?;
    (small.width <= 4 && small.value > 0).then_some((hit.first, year))
}

/// The token after a hyphen or slash that touches digits: `Sep-23-2020`.
pub(super) fn after_glued_mark(context: &Context<'_>, at: usize, limit: usize) -> usize {
    let glued = mark(context, at, limit, &["-", "/"]) && !context.scan.tokens[at].spaced;
    if glued && glued_digits(context, at + 1) { at + 1 } else { at }
}

/// Where a number before a rank's ending ends, the hyphen between them left out.
pub(super) fn without_hyphen(context: &Context<'_>, at: usize, from: usize) -> usize {
    let hyphen = at > from + 1 && context.word(at - 1) == "-" && !context.scan.tokens[at - 1].spaced;
    let digits = hyphen && context.scan.tokens[at - 2].kind == TokenKind::Digits;
    if digits && !context.scan.tokens[at].spaced { at - 1 } else { at }
}

/// The end of a rank's ending or a day word after a number: `5th`, `5-го`, `5日`.
pub(super) fn day_end(context: &Context<'_>, end: usize, limit: usize) -> usize {
    let ending = |lexeme: &Lexeme| matches!(lexeme, Lexeme::OrdinalSuffix | Lexeme::DayAfter).then_some(());
    let hyphen = mark(context, end, limit, &["-"]) && !context.scan.tokens[end].spaced;
    let hyphen = hyphen && end + 1 < limit && context.is(end + 1, &Lexeme::OrdinalSuffix).is_some();
    let end = if hyphen { end + 1 } else { end };
    if end >= limit {
        return end;
    }
    match context.pick(end, ending).filter(|(hit, ())| end < limit && hit.end <= limit) {
        Some((hit, ())) if glued(context, hit) || context.is(end, &Lexeme::DayAfter).is_some() => hit.end,
        _ => end,
    }
}

fn glued(context: &Context<'_>, hit: &Hit) -> bool {
    !context.scan.tokens[hit.first].spaced
}
