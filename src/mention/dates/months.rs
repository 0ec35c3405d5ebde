//! Dates around the name or the number of a month: a day on one side, a year on
//! the other, in the order of any language.

mod after;
mod nth_weekday;
mod told;

use super::desk::{Anchors, Desk, Draft};
use super::parts::{self, YearWord, clean_after, clean_before, is_counted, mark, unit};
use super::small_number::{self, Small};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::DateOrder;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use after::expects_day;
use nth_weekday::nth_weekday;
use told::{follows_of, has_case, is_placed, stands_alone, year_in_clause};

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &at in &anchors.month_after {
        if let Some(month) = numbered(desk, at) {
            around(desk, month);
        }
    }
    for &at in &anchors.months {
        if let Some(month) = named(desk, at) {
            around(desk, month);
        }
    }
}

/// A month as written.
#[derive(Clone, Copy)]
struct Month {
    month: u8,
    ambiguous: bool,
    /// A number with a month word: `7月`.
    numbered: bool,
    first: usize,
    end: usize,
    clitics: CliticSet,
    skip: usize,
}

fn numbered(desk: &Desk<'_, '_>, word: usize) -> Option<Month> {
    let context = desk.context;
    let hit = context.is(word, &Lexeme::MonthAfter).filter(|hit| hit.clitics.is_empty())?;
    let small = small_number::before(context, word, desk.sentence(word).0)?;
    let fits = small.width > 0
        && (1..=12).contains(&small.value)
        && clean_before(context, small.first)
        && desk.taken.are_free(small.first, hit.end)
        && context.pick_before(small.first, desk.sentence(word).0, unit(Lexeme::OrdinalPrefix)).is_none();
    fits.then(|| Month {
        month: u8::try_from(small.value).unwrap_or(0),
        ambiguous: false,
        numbered: true,
        first: small.first,
        end: hit.end,
        clitics: small.clitics,
        skip: small.skip,
    })
}

fn is_month(lexeme: &Lexeme) -> Option<(u8, bool)> {
    match lexeme {
        Lexeme::Month { month, ambiguous } => Some((*month, *ambiguous)),
        _ => None,
    }
}

fn named(desk: &Desk<'_, '_>, at: usize) -> Option<Month> {
    let context = desk.context;
    let (hit, (month, mut ambiguous)) = context.pick(at, is_month)?;
    // A form may stand in two lists; it is ambiguous when one says so.
    ambiguous |= context.at(at).any(|(other, lexeme)| {
        other.end == hit.end && matches!(lexeme, Lexeme::Month { ambiguous: true, .. })
    });
    let (doubled, end) = doubled(context, hit.end, desk.sentence(at).1, month);
    desk.taken.are_free(at, end).then_some(Month {
        month,
        ambiguous: ambiguous && !doubled,
        numbered: false,
        first: at,
        end,
        clitics: hit.clitics,
        skip: hit.skip,
    })
}

/// The same month by its other name: after a slash, or in brackets.
fn doubled(context: &Context<'_>, end: usize, limit: usize, month: u8) -> (bool, usize) {
    let opens = mark(context, end, limit, &["/", "(", "-"]);
    let second = (opens && end + 1 < limit).then(|| context.pick(end + 1, is_month)).flatten();
    let Some((hit, _)) = second.filter(|(_, (other, _))| *other == month) else { return (false, end) };
    if context.word(end) != "(" {
        return (true, hit.end);
    }
    if mark(context, hit.end, limit, &[")"]) { (true, hit.end + 1) } else { (false, end) }
}

/// Days of the month: one, or from one to another.
#[derive(Clone, Copy)]
struct Days {
    low: Option<u8>,
    high: u8,
    first: usize,
    end: usize,
    clitics: CliticSet,
    skip: usize,
    sure: bool,
}

fn around(desk: &mut Desk<'_, '_>, month: Month) {
    let (from, limit) = desk.sentence(month.first);
    let left = days_before(desk, &month, from);
    let year_left = match left {
        None => year_on_left(desk, &month, from),
        Some(days) => year_before_day(desk, days.first, from),
    };
    let written = year_left.and_then(|(year, _)| year.written());
    let right = match (left, written) {
        (Some(_), _) => None,
        (None, Some(year)) => {
            nth_weekday(desk, &month, year, limit).or_else(|| days_after(desk, &month, limit))
        }
        (None, None) => days_after(desk, &month, limit),
    };
    let after = right.map_or(month.end, |days| days.end);
    let year_right = if year_left.is_none() { year_on_right(desk, after, limit) } else { None };
    // `of the year 2024, 5 July`: a year with its word stands before the day as well.
    let year_left = match (left, year_right) {
        (Some(days), None) => marked_year(desk, days.first, from).filter(|_| days.clitics.is_empty()),
        _ => year_left,
    };
    let days = left.or(right);
    let short = days.is_some() && year_left.is_none() && year_right.is_none();
    let year_right = year_right.or_else(|| short.then(|| year_in_clause(desk, after, limit)).flatten());
    let year_right = year_right.or_else(|| short.then(|| parts::short_year(desk, after, limit)).flatten());
    let year = year_left.or(year_right).map(|(year, _)| year);
    if days.is_none() && year.is_none() && !stands_alone(desk, &month, from) {
        return;
    }
    // "They may 5": in small letters such a word is a month only in a whole date.
    let small = desk.context.word(month.first).chars().next().is_some_and(char::is_lowercase)
        && !desk.context.scan.tokens[month.first].capital;
    let told = days.is_some()
        && (year.is_some() || left.is_some_and(|days| follows_of(desk.context, &days, &month, from)));
    if month.ambiguous && small && has_case(desk.context, month.first) && !told {
        return;
    }
    let first = [left.map(|days| days.first), year_left.map(|(_, first)| first)]
        .into_iter()
        .flatten()
        .fold(month.first, usize::min);
    let end = year_right.map_or(after, |(_, end)| end);
    let date = date_of(year.and_then(YearWord::written), month.month, days);
    let published = desk.context.article.date.as_ref().and_then(Edtf::year_of);
    let mut draft = Draft::new(first, end, date);
    (draft.clitics, draft.skip) = head(&month, left, first);
    draft.sure = days.is_none_or(|days| days.sure);
    if let Some(year @ YearWord::Relative(_)) = year {
        draft.resolved = year.meant(published).map(|year| date_of(Some(year), month.month, days));
    }
    desk.keep(draft);
}

/// A year with its year word before the day: `2024-yil 5-iyul`.
fn year_before_day(desk: &Desk<'_, '_>, day: usize, from: usize) -> Option<(YearWord, usize)> {
    desk.context.pick_before(day, from, unit(Lexeme::YearAfter))?;
    parts::year_before(desk, day, from).filter(|(year, _)| year.written().is_some())
}

/// Clitics and their bytes at the head of the whole date.
fn head(month: &Month, left: Option<Days>, first: usize) -> (CliticSet, usize) {
    match left {
        Some(days) if days.first == first => (days.clitics, days.skip),
        _ if first == month.first => (month.clitics, month.skip),
        _ => (CliticSet::NONE, 0),
    }
}

fn date_of(year: Option<i32>, month: u8, days: Option<Days>) -> Edtf {
    let day = |day| Edtf::Date { year, month: Some(month), day };
    match days {
        None => day(None),
        Some(Days { low: Some(low), high, .. }) => {
            Edtf::Interval(Box::new(day(Some(low))), Box::new(day(Some(high))))
        }
        Some(Days { high, .. }) => day(Some(high)),
    }
}

fn day_number(context: &Context<'_>, small: &Small) -> Option<u8> {
    let digits = small.width == 1 || small.width == 2;
    let day = u8::try_from(small.value).ok().filter(|day| (1..=31).contains(day))?;
    (digits || small.width == 0).then_some(day).filter(|_| clean_before_or_range(context, small))
}

fn clean_before_or_range(context: &Context<'_>, small: &Small) -> bool {
    clean_before(context, small.first) || glued_range(context, small.first)
}

/// `3-4`, `3–4`: the first of two days stands before the dash.
fn glued_range(context: &Context<'_>, at: usize) -> bool {
    at >= 2
        && matches!(context.word(at - 1), "-" | "\u{2013}" | "\u{2014}" | "~" | "/")
        && context.scan.tokens[at - 2].kind == TokenKind::Digits
        && clean_before(context, at - 2)
}

/// Days before the month: `5 July`, `the fifth of July`, `5-го июля`, `3–4 July`.
fn days_before(desk: &Desk<'_, '_>, month: &Month, from: usize) -> Option<Days> {
    let context = desk.context;
    if month.numbered || context.pack.dates.order == DateOrder::Ymd {
        return None;
    }
    let mut at = month.first;
    let mut joined = false;
    for _ in 0..3 {
        let joint = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::DateBetween | Lexeme::MonthWord | Lexeme::DayAfter | Lexeme::OrdinalSuffix
            )
            .then_some(())
        };
        let Some((hit, ())) = context.pick_before(at, from, joint) else { break };
        (at, joined) = (parts::without_hyphen(context, hit.first, from), true);
    }
    // `5. Juli`, `5-Jul-2024`: the mark touches the number.
    if at > from + 1
        && matches!(context.word(at - 1), "." | "-" | "/")
        && !context.scan.tokens[at - 1].spaced
        && context.scan.tokens[at - 2].kind == TokenKind::Digits
    {
        at -= 1;
    }
    let small = small_number::before(context, at, from)?;
    let day = day_number(context, &small)?;
    // "One May day", "the third March meeting": words need an ordinal, and a joint
    // where the month usually comes first.
    let worded = small.width == 0;
    let said = context.pick_before(small.first, from, unit(Lexeme::DayWord)).is_some();
    let plain = context.pack.dates.cardinal_days && (joined || said || day > 1) || is_placed(month, &small);
    let loose = worded && !(small.ordinal || plain)
        || worded && !joined && context.pack.dates.order == DateOrder::Mdy;
    if loose || !desk.taken.are_free(small.first, month.first) {
        return None;
    }
    if super::ranges::ends_score(context, &small, day, from) {
        return None;
    }
    let prefix = context.pick_before(small.first, from, unit(Lexeme::OrdinalPrefix));
    let alone = prefix.map_or(small.first, |(hit, ())| hit.first);
    let (low, first) = low_day(desk, &small, day, from).unwrap_or((None, alone));
    let (clitics, skip) =
        if first == small.first { (small.clitics, small.skip) } else { (CliticSet::NONE, 0) };
    Some(Days { low, high: day, first, end: month.first, clitics, skip, sure: true })
}

/// From a day to one that is less than this before it, the month has not turned.
pub(super) const TURN_OF_MONTH: u8 = 15;

/// The first day of a range whose last is known.
pub(super) fn low_day(
    desk: &Desk<'_, '_>,
    high: &Small,
    day: u8,
    from: usize,
) -> Option<(Option<u8>, usize)> {
    let context = desk.context;
    let clitics = context.scan.clitics_before(context.lexicon, high.first);
    let open = clitics
        .filter(|(_, at)| context.scan.tokens[*at].kind == TokenKind::Word)
        .map_or(high.first, |c| c.1);
    let (mid_end, set) = (open, clitics.map_or(high.clitics, |(set, _)| set));
    for back in 1..=4 {
        let Some(end) = mid_end.checked_sub(back - 1).filter(|&end| end > from) else { break };
        let Some(low) = small_number::before(context, end, from).filter(|low| {
            low.width > 0 || low.ordinal || low.is_lettered(context) || context.pack.dates.cardinal_days
        }) else {
            continue;
        };
        let ends = (low.first, parts::day_end(context, low.end, mid_end));
        let starts = (mid_end, high.first);
        // "From the 5th to the 3rd of May" is a slip, "from the 28th to the 3rd" began a month before.
        let slips = |value: u8| {
            value > day
                && value - day < TURN_OF_MONTH
                && super::ranges::opened(desk, ends, starts, low.clitics, set)
        };
        let value = u8::try_from(low.value).ok().filter(|value| (1..day).contains(value) || slips(*value));
        let joined = super::ranges::joined(desk, ends, starts, low.clitics, set);
        if low.width <= 2 && joined && clean_before(context, low.first) && desk.taken.is_free(low.first) {
            return value.map(|value| (Some(value), low.first));
        }
    }
    None
}

/// Days after the month: `July 5`, `July the 5th`, `7月5日`, `July 3–4`.
fn days_after(desk: &Desk<'_, '_>, month: &Month, limit: usize) -> Option<Days> {
    let context = desk.context;
    let at = match context.pick(month.end.min(limit.saturating_sub(1)), unit(Lexeme::DateBetween)) {
        Some((hit, ())) if hit.first == month.end && hit.end < limit => hit.end,
        _ => parts::after_glued_mark(context, month.end, limit),
    };
    let small = small_number::day_at(context, at, limit).filter(|small| {
        // "September, third Tuesday" is no third of September.
        let weekday = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Weekday { .. }).then_some(());
        if small.ordinal && small.end < limit && context.pick(small.end, weekday).is_some() {
            return false;
        }
        let ranked = small.width > 0 || small.ordinal != small.is_lettered(context) || month.numbered;
        ranked || closes(context, small.end, limit) && parts::year_at(desk, at, limit).is_none()
    })?;
    let day = day_number(context, &small).filter(|_| desk.taken.is_free(at))?;
    let end = parts::day_end(context, small.end, limit);
    if let Some((high, end)) = high_day(desk, day, end, limit) {
        return Some(Days {
            low: Some(day),
            high,
            first: at,
            end,
            clitics: CliticSet::NONE,
            skip: 0,
            sure: true,
        });
    }
    let marked = end > small.end || parts::dashed_year(desk, end, limit).is_some();
    if !marked && (!clean_after(context, end) || is_counted(context, end, limit)) {
        return None;
    }
    (marked || expects_day(desk, month, end, limit)).then_some(Days {
        low: None,
        high: day,
        first: at,
        end,
        clitics: CliticSet::NONE,
        skip: 0,
        sure: marked || context.pack.dates.order != DateOrder::Dmy,
    })
}

/// Whether nothing but a mark or the end follows.
fn closes(context: &Context<'_>, end: usize, limit: usize) -> bool {
    end >= limit || context.scan.tokens[end].kind == TokenKind::Mark && clean_after(context, end)
}

/// The last day of a range whose first stands at `..end`: `July 3–4`, `7月3日至4日`.
fn high_day(desk: &Desk<'_, '_>, low: u8, end: usize, limit: usize) -> Option<(u8, usize)> {
    let context = desk.context;
    (end + 1..limit.min(end + 4)).find_map(|at| {
        let small = small_number::day_at(context, at, limit)?;
        let high = u8::try_from(small.value).ok().filter(|high| (low + 1..=31).contains(high))?;
        let joined = super::ranges::joined(desk, (0, end), (at, at), CliticSet::NONE, small.clitics);
        let last = parts::day_end(context, small.end, limit);
        let next_is_month = context.at(last).any(|(_, lexeme)| {
            matches!(lexeme, Lexeme::Month { .. } | Lexeme::MonthAfter | Lexeme::DateBetween)
        });
        let clean = last > small.end || clean_after(context, last) && !is_counted(context, last, limit);
        (small.width <= 2 && joined && clean && !next_is_month).then_some((high, last))
    })
}

/// `2024年7月`, `2024 July`, `去年7月`.
fn year_on_left(desk: &Desk<'_, '_>, month: &Month, from: usize) -> Option<(YearWord, usize)> {
    let found = parts::year_before(desk, month.first, from)?;
    let ymd = desk.context.pack.dates.order == DateOrder::Ymd;
    let marked = marked_year(desk, month.first, from).is_some();
    (ymd || marked && month.clitics.is_empty()).then_some(found)
}

/// A year that ends right before a token with a word for "year".
fn marked_year(desk: &Desk<'_, '_>, at: usize, from: usize) -> Option<(YearWord, usize)> {
    desk.context.pick_before(at, from, unit(Lexeme::YearAfter))?;
    parts::year_before(desk, at, from)
}

fn year_on_right(desk: &Desk<'_, '_>, after: usize, limit: usize) -> Option<(YearWord, usize)> {
    parts::year_after(desk, after, limit).or_else(|| parts::round_year(desk, after, limit))
}
