//! Dates written in digits alone: `2024-07-05`, `5.7.2024`, `05/07/2024`, `2024-06`.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{clean_after, clean_before, day_end, is_counted};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::DateOrder;
use crate::lang::token::TokenKind;
use crate::mention::edtf::Edtf;

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &at in &anchors.digits {
        if !desk.taken.is_free(at) || !clean_before(desk.context, at) {
            continue;
        }
        if let Some(draft) = triple(desk, at)
            .or_else(|| month_between(desk, at))
            .or_else(|| pair(desk, at))
            .or_else(|| compact(desk, at))
        {
            desk.keep(draft);
        }
    }
}

/// `20240705`: eight digits that are a day of these centuries.
fn compact(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let text = desk.context.word(at);
    if text.len() != 8 || !clean_after(desk.context, at + 1) {
        return None;
    }
    let (year, month, day) = (text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
    let fits = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let counted = is_counted(desk.context, at + 1, desk.sentence(at).1);
    let mut draft = Draft::new(at, at + 1, day_of(year, month, day)?);
    draft.sure = false;
    (fits && !counted).then_some(draft)
}

/// One number of an all-digit date.
#[derive(Clone, Copy)]
struct Part {
    value: u32,
    width: usize,
}

fn part(desk: &Desk<'_, '_>, at: usize, glued: bool) -> Option<Part> {
    let token = desk.context.scan.tokens.get(at)?;
    if token.kind != TokenKind::Digits || glued && token.spaced {
        return None;
    }
    let text = desk.context.word(at);
    let value = (text.len() <= 4).then(|| text.parse().ok())??;
    Some(Part { value, width: text.len() })
}

fn separator<'a>(desk: &Desk<'_, 'a>, at: usize) -> Option<&'a str> {
    let token = desk.context.scan.tokens.get(at).filter(|token| !token.spaced)?;
    let word = desk.context.word(at);
    (token.kind == TokenKind::Mark && matches!(word, "-" | "." | "/")).then_some(word)
}

fn is_spaced(desk: &Desk<'_, '_>, at: usize) -> bool {
    desk.context.scan.tokens.get(at).is_some_and(|token| token.spaced)
}

fn triple(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let a = part(desk, at, false)?;
    let sep = separator(desk, at + 1)?;
    // `5. 7. 2024`: full stops may have a space after them, both or neither.
    let airy = sep == "." && is_spaced(desk, at + 2) && is_spaced(desk, at + 4);
    let b = part(desk, at + 2, !airy)?;
    separator(desk, at + 3).filter(|second| *second == sep)?;
    let c = part(desk, at + 4, !airy)?;
    let year_first = a.width == 4 && desk.context.pack.dates.order == DateOrder::Ymd;
    if airy && !year_first && (a.width > 2 || c.width != 4) {
        return None;
    }
    let end = if year_first { day_end(desk.context, at + 5, desk.sentence(at).1) } else { at + 5 };
    if !(end > at + 5 || clean_after(desk.context, end) || is_time_mark(desk, end)) {
        return None;
    }
    let (year, month, day, sure) = if a.width == 4 && b.width <= 2 && c.width <= 2 {
        (a.value, b.value, c.value, true)
    } else if a.width <= 2 && b.width <= 2 && c.width == 4 {
        let (day, month, sure) = in_order(desk, sep, a.value, b.value);
        (c.value, month, day, sure)
    } else if short_year(sep, a, b, c) {
        let (day, month, _) = in_order(desk, sep, a.value, b.value);
        (century_of(c.value), month, day, false)
    } else {
        return None;
    };
    if !(1000..=2100).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let mut draft = Draft::new(at, end, day_of(year, month, day)?);
    draft.sure = sure;
    Some(draft)
}

/// `2020/Sep/23`, `2020-Sep-23`.
fn month_between(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let year = part(desk, at, false).filter(|year| year.width == 4)?;
    let sep = separator(desk, at + 1).filter(|sep| *sep != "." && !is_spaced(desk, at + 2))?;
    let month = |lexeme: &Lexeme| match lexeme {
        Lexeme::Month { month, .. } => Some(*month),
        _ => None,
    };
    let month = (at + 2 < desk.sentence(at).1).then(|| context.pick(at + 2, month)).flatten();
    let (_, month) = month.filter(|(hit, _)| hit.end == at + 3)?;
    separator(desk, at + 3).filter(|second| *second == sep)?;
    let day = part(desk, at + 4, true).filter(|day| day.width <= 2 && (1..=31).contains(&day.value))?;
    let fits = (1000..=2100).contains(&year.value) && clean_after(context, at + 5);
    fits.then(|| day_of(year.value, month.into(), day.value).map(|date| Draft::new(at, at + 5, date)))?
}

/// The `T` of `2024-07-05T15:00`.
fn is_time_mark(desk: &Desk<'_, '_>, at: usize) -> bool {
    let tokens = &desk.context.scan.tokens;
    tokens.get(at).is_some_and(|token| !token.spaced)
        && desk.context.word(at) == "t"
        && tokens.get(at + 1).is_some_and(|token| !token.spaced && token.kind == TokenKind::Digits)
}

/// Two digits of a year count only where nothing is left open: a version has no
/// leading zeros and no slashes.
fn short_year(sep: &str, a: Part, b: Part, c: Part) -> bool {
    let all_two = a.width == 2 && b.width == 2 && c.width == 2;
    let slashes = sep == "/" && c.width == 2 && a.width <= 2 && b.width <= 2;
    all_two && sep == "." || slashes
}

fn century_of(short: u32) -> u32 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Edtf> {
    Some(Edtf::day(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Day and month of two numbers before a year, and whether that is certain.
fn in_order(desk: &Desk<'_, '_>, sep: &str, a: u32, b: u32) -> (u32, u32, bool) {
    if a > 12 {
        return (a, b, true);
    }
    if b > 12 {
        return (b, a, true);
    }
    // Nobody writes the month first with full stops.
    if sep == "." {
        return (a, b, true);
    }
    match desk.context.pack.dates.order {
        DateOrder::Mdy => (b, a, a == b),
        DateOrder::Dmy | DateOrder::Ymd => (a, b, a == b),
    }
}

/// `2024-06`, `06/2024`.
fn pair(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let a = part(desk, at, false)?;
    let sep = separator(desk, at + 1)?;
    let b = part(desk, at + 2, true)?;
    let end = at + 3;
    if !clean_after(desk.context, end) {
        return None;
    }
    let (year, month) = match (sep, a.width, b.width) {
        ("-", 4, 2) => (a.value, b.value),
        // `2011/12` is a season.
        ("/", 4, 2) if b.value != a.value % 100 + 1 => (a.value, b.value),
        ("/", 1 | 2, 4) => (b.value, a.value),
        _ => return None,
    };
    if !(1900..=2100).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let date = Edtf::Date { year: i32::try_from(year).ok(), month: u8::try_from(month).ok(), day: None };
    let mut draft = Draft::new(at, end, date);
    // `2005-06` may be two years as well as a month.
    draft.sure = sep != "-" || month <= year % 100;
    Some(draft)
}
