//! Times of day: `15:00`, "3 p.m.", `下午3点30分`, half past, noon; with a zone.

mod clues;
mod fixed;
mod minutes;
mod spoken;

use super::desk::{Anchors, Desk};
use super::parts::{clean_before, mark, unit};
use super::small_number;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::Value;
use crate::mention::context::Context;
use clues::{
    Half, Lead, Tail, half_of, has_other_meaning, is_inside_word, is_span, is_syllables, is_unit, tells_spans,
};
use fixed::fixed;
use minutes::{by_half, minutes_in_words, turned, unmarked};
use spoken::{hour_alone, hour_before_minutes, spoken_minutes};

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    let mut hours: Vec<usize> = anchors.digits.clone();
    for &at in &anchors.times {
        hours.extend(hours_beside(desk, at).into_iter().flatten());
    }
    hours.sort_unstable();
    hours.dedup();
    for at in hours {
        if desk.taken.is_free(at)
            && let Some(time) = clock(desk, at)
        {
            keep(desk, time);
        }
    }
    for &at in &anchors.times {
        if desk.taken.is_free(at)
            && let Some(time) = fixed(desk, at)
        {
            keep(desk, time);
        }
    }
}

/// A time on its way to a mention.
struct Time {
    first: usize,
    end: usize,
    skip: usize,
    hour: u32,
    minute: u32,
    second: Option<u32>,
    zone: Option<String>,
    sure: bool,
}

fn keep(desk: &mut Desk<'_, '_>, time: Time) {
    let mut text = format!("{:02}:{:02}", time.hour, time.minute);
    if let Some(second) = time.second {
        text.push_str(&format!(":{second:02}"));
    }
    let value = Value::Time { time: text, zone: time.zone };
    desk.keep_other(time.first, time.end, time.skip, value, time.sure);
}

/// Where the hour in words would begin, for a word of times at `at`: after it,
/// before it, or both.
fn hours_beside(desk: &Desk<'_, '_>, at: usize) -> [Option<usize>; 2] {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let mut found = [None, None];
    for (hit, lexeme) in context.at(at) {
        let (after, before) = match lexeme {
            Lexeme::TimeBefore
            | Lexeme::TimeBeforeMinutes
            | Lexeme::Am(Side::Before)
            | Lexeme::Pm(Side::Before)
            | Lexeme::Night(Side::Before) => (true, false),
            Lexeme::TimePart(_) => (true, true),
            Lexeme::HourAfter | Lexeme::Am(_) | Lexeme::Pm(_) | Lexeme::Night(_) => (false, true),
            _ => continue,
        };
        if after && let Some(number) = small_number::at(context, hit.end, limit) {
            found[0] = Some(number.first);
        }
        if before && let Some(number) = small_number::before(context, hit.first, from) {
            found[1] = Some(hour_before_minutes(context, number, from));
        }
    }
    found
}

/// What was read of the minutes after an hour.
#[derive(Default)]
struct Minutes {
    minute: u32,
    second: Option<u32>,
    /// Two digits after a colon.
    clock: bool,
    /// A minute word or a named part.
    marked: bool,
    /// Minutes before the hour, as a part below zero.
    back: Option<i8>,
    /// The phrase for them leaves no doubt: "five lacking", "past half".
    told: bool,
}

fn clock(desk: &Desk<'_, '_>, at: usize) -> Option<Time> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let hour = small_number::at(context, at, limit).map(|hour| hour_alone(context, hour));
    let hour = hour.filter(|hour| hour.value <= 24 && hour.width <= 2)?;
    // Where hours are counted, "a la tercera" and "primera hora" are no times.
    if hour.ordinal && !context.pack.dates.time.before_minutes.is_empty() {
        return None;
    }
    let iso = is_iso_time(desk, at);
    let ranked = context.pick_before(at, from, unit(Lexeme::OrdinalPrefix)).is_some();
    if !clean_before(context, at) && !iso || ranked || opens_part(desk, at) {
        return None;
    }
    let lead = Lead::before(desk, hour.first, from);
    if is_other_word(desk, &hour, &lead) {
        return None;
    }
    let mut minutes = Minutes::default();
    let mut end = colon(context, hour.end, limit, &mut minutes)
        .or_else(|| full_stop(context, &hour, from, limit, &mut minutes))?;
    let mut word = None;
    if !minutes.clock {
        word = context.pick(end.min(limit - 1), unit(Lexeme::HourAfter)).map(|(hit, ())| hit);
        word = word.filter(|hit| hit.first == end && hit.end <= limit && !begins_longer(context, hit));
        end = word.map_or(end, |hit| hit.end);
        let start = end;
        end = minutes_in_words(context, end, limit, word.is_some(), &mut minutes);
        if word.is_none() && hour.width == 0 && !minutes.marked {
            end = spoken_minutes(desk, end, limit, &mut minutes);
        }
        if hour.width == 0 {
            end = unmarked(desk, (start, end), &lead, word.is_some(), &mut minutes);
        }
    }
    // `12:03 Uhr`.
    if minutes.clock {
        word = (end < limit).then(|| context.is(end, &Lexeme::HourAfter)).flatten();
        word = word.filter(|hit| hit.end <= limit);
        end = word.map_or(end, |hit| hit.end);
    }
    let tail = Tail::after(desk, end, limit);
    let signs = Signs { context, hour: &hour, word, end, limit, minutes: &minutes, lead: &lead, tail: &tail };
    if !(if minutes.clock { iso || signs.tell_clock() } else { signs.tell_words() }) {
        return None;
    }
    let sure = signs.are_sure();
    let (value, minute) =
        lead.part.or(minutes.back).map_or((hour.value, minutes.minute), |part| turned(hour.value, part));
    let value = by_half(value, lead.half.or(tail.half));
    let (first, skip) =
        if lead.first == hour.first { (hour.first, hour.skip) } else { (lead.first, lead.skip) };
    let fits = value <= 24 && minute <= 59 && desk.taken.are_free(first, tail.end);
    fits.then_some(Time {
        first,
        end: tail.end,
        skip,
        hour: value % 24,
        minute,
        second: minutes.second,
        zone: tail.zone.or(lead.zone),
        sure,
    })
}

/// The name of a weekday, a single day, a part of a word.
fn is_other_word(desk: &Desk<'_, '_>, hour: &small_number::Small, lead: &Lead) -> bool {
    let (from, limit) = desk.sentence(hour.first);
    is_weekday(desk.context, hour.first, from)
        || is_one_day(desk.context, hour, limit)
        || is_inside_word(desk.context, hour, lead)
}

/// "Sunday morning" where Sunday is "day first": after the word for "day" the number is the day's name, and what
/// follows is a part of that day.
fn is_weekday(context: &Context<'_>, at: usize, from: usize) -> bool {
    context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Weekday { needs_day_word: true, .. }))
        && context.pick_before(at, from, unit(Lexeme::DayWord)).is_some()
}

/// "Up to one day" where the afternoon is called by the day: its first hour goes without
/// a number.
fn is_one_day(context: &Context<'_>, hour: &small_number::Small, limit: usize) -> bool {
    let is = |wanted: fn(&Lexeme) -> bool| context.at(hour.end).any(|(_, lexeme)| wanted(lexeme));
    hour.width == 0
        && hour.value == 1
        && hour.end < limit
        && is(|lexeme| matches!(lexeme, Lexeme::Unit(_)))
        && is(|lexeme| matches!(lexeme, Lexeme::Pm(Side::After)))
}

/// "Ten | to three" is no hour of ten.
fn opens_part(desk: &Desk<'_, '_>, at: usize) -> bool {
    let context = desk.context;
    let limit = desk.sentence(at).1;
    let part = |lexeme: &Lexeme| matches!(lexeme, Lexeme::TimePart(part) if *part < 0).then_some(());
    context.pick(at, part).is_some_and(|(hit, ())| {
        hit.end < limit
            && (context.at(hit.end).any(|(_, lexeme)| matches!(lexeme, Lexeme::FixedTime(_)))
                || small_number::at(context, hit.end, limit)
                    .is_some_and(|hour| (1..=12).contains(&hour.value) && hour.width == 0))
    })
}

/// What tells a time from any other number.
struct Signs<'s, 'a> {
    context: &'s Context<'a>,
    hour: &'s small_number::Small,
    /// The word after the hour.
    word: Option<&'a Hit>,
    end: usize,
    limit: usize,
    minutes: &'s Minutes,
    lead: &'s Lead,
    tail: &'s Tail,
}

impl Signs<'_, '_> {
    /// The part before the hour makes a number with it: साढ़े सात is seven and a half.
    fn is_part_of_number(&self) -> bool {
        self.context.at(self.lead.first).any(|(hit, lexeme)| {
            hit.end >= self.hour.end && matches!(lexeme, Lexeme::Cardinal(value) if !value.is_integer())
        })
    }

    /// "Between | five to ten": the part is the lower end of a range.
    fn opens_range(&self) -> bool {
        let from = self.context.scan.sentence(self.lead.first).first;
        self.context.pick_before(self.lead.first, from, unit(Lexeme::RangeHead)).is_some()
    }

    fn zoned(&self) -> bool {
        self.lead.zone.is_some() || self.tail.zone.is_some()
    }

    /// Whether `15:00` is a time: with any sign of one, to five minutes, or in a cell of
    /// its own; `21:19` in a sentence may be a score.
    fn tell_clock(&self) -> bool {
        let sentence = self.context.scan.sentence(self.hour.first);
        sentence.first == self.hour.first && self.end >= sentence.end
            || self.lead.half.is_some()
            || self.tail.half.is_some()
            || self.lead.word
            || self.word.is_some()
            || self.zoned()
            || self.minutes.minute.is_multiple_of(5)
            || self.context.word(self.hour.first).starts_with('0')
    }

    /// Whether an hour without a colon is a time.
    fn tell_words(&self) -> bool {
        if self.word.is_none() && is_syllables(self.context, self.hour) {
            return false;
        }
        let counted = super::parts::is_counted(self.context, self.end, self.limit);
        // "Three at night" counts as often as it dates.
        let weak =
            self.tail.weak || self.tail.half == Some(Half::Night) && !self.hour.clitics.has(Clitic::In);
        let half = self.tail.half.is_some() && (!weak || self.lead.word || self.word.is_some());
        let closed = self.end >= self.limit || self.context.scan.tokens[self.end].kind == TokenKind::Mark;
        let part = self.lead.part.is_some()
            && !self.is_part_of_number()
            && !self.opens_range()
            && (!self.lead.loose || self.leads_part() && !counted && closed);
        let lasts = self.lead.half.or(self.tail.half).is_none()
            && tells_spans(self.context)
            && is_span(self.context, self.lead.first, self.end, self.limit);
        if lasts {
            return false;
        }
        let told = self.minutes.told && self.hour.width == 0 && (1..=12).contains(&self.hour.value);
        part || told
            || self.lead.half.is_some() && (self.word.is_some() || !counted)
            || half
            || self.word.is_some_and(|word| self.minutes.marked || self.word_tells(word))
            || (self.lead.strong || (self.lead.word || self.lead.article) && self.minutes.marked) && !counted
    }

    /// Whether a part that begins with a number is one of a time: after or before a
    /// word of times, or where nothing else is said.
    fn leads_part(&self) -> bool {
        let alone = self.lead.first == self.context.scan.sentence(self.hour.first).first;
        self.lead.word || self.lead.article || self.lead.prepared || alone && !self.lead.joins
    }

    /// Whether the word after the hour is enough: one that means something else as
    /// well needs another sign, or an hour after noon in digits.
    fn word_tells(&self, word: &Hit) -> bool {
        let closed = self.end >= self.limit || self.context.scan.tokens[self.end].kind == TokenKind::Mark;
        let late = self.hour.width > 0 && (self.hour.value > 12 || closed);
        let alone = closed && self.hour.first == self.context.scan.sentence(self.hour.first).first;
        // "Zero hours" alone counts nothing, and no count is written "08 h".
        let named = self.hour.value == 0 && alone || self.context.word(self.hour.first).starts_with('0');
        named
            || !has_other_meaning(self.context, word)
            || (late || alone) && !is_unit(self.context, word)
            || self.lead.word
            || self.lead.date
            || self.zoned()
            || tells_spans(self.context)
    }

    fn are_sure(&self) -> bool {
        self.minutes.clock
            || self.lead.half.or(self.tail.half).is_some()
            || self.word.is_some()
            || self.lead.strong
            || self.lead.part.is_some()
    }
}

/// The word after the hour is the head of a longer one for its minutes ("past | half"),
/// or for a span of time where letters are tokens.
fn begins_longer(context: &Context<'_>, word: &Hit) -> bool {
    let lettered = context.scan.tokens[word.first].kind == TokenKind::Letter && !context.pack.unspaced;
    context.at(word.first).any(|(other, lexeme)| {
        other.end > word.end
            && (matches!(lexeme, Lexeme::TimePart(_)) || lettered && matches!(lexeme, Lexeme::Unit(_)))
    })
}

/// The `T` before the time of `2024-07-05T15:00`.
fn is_iso_time(desk: &Desk<'_, '_>, at: usize) -> bool {
    at >= 2
        && !desk.context.scan.tokens[at].spaced
        && desk.context.word(at - 1) == "t"
        && !desk.taken.is_free(at - 2)
}

/// `:00` and `:00:30` after an hour; `None` where the figure is something else.
fn colon(context: &Context<'_>, end: usize, limit: usize, minutes: &mut Minutes) -> Option<usize> {
    let two = |at: usize| {
        let token = context.scan.tokens.get(at).filter(|token| at < limit && !token.spaced)?;
        let text = context.word(at);
        (token.kind == TokenKind::Digits && text.len() == 2).then(|| text.parse::<u32>().ok())?
    };
    let glued = |at: usize| at < limit && !context.scan.tokens[at].spaced;
    if !(mark(context, end, limit, &[":"]) && glued(end)) {
        // A decimal is no hour.
        let digits = |at: usize| glued(at) && context.scan.tokens[at].kind == TokenKind::Digits;
        let decimal =
            mark(context, end, limit, &[".", ",", "/", "-", "\u{2013}"]) && glued(end) && digits(end + 1);
        return (!decimal && !digits(end)).then_some(end);
    }
    minutes.minute = two(end + 1).filter(|&minute| minute <= 59)?;
    minutes.clock = true;
    let mut next = end + 2;
    if mark(context, next, limit, &[":"]) && glued(next) {
        minutes.second = Some(two(next + 1).filter(|&second| second <= 60)?);
        next += 2;
    }
    let longer = mark(context, next, limit, &[":", "."])
        && glued(next)
        && glued(next + 1)
        && context.scan.tokens[next + 1].kind == TokenKind::Digits;
    (!longer).then_some(next)
}

/// `15.00` after a word of times, where the decimal separator is another.
fn full_stop(
    context: &Context<'_>,
    hour: &small_number::Small,
    from: usize,
    limit: usize,
    minutes: &mut Minutes,
) -> Option<usize> {
    let word = context.pick_before(hour.first, from, unit(Lexeme::TimeBefore)).is_some()
        && context.pack.separators.decimal == ",";
    // "15.00 o'clock", where a full stop is no decimal point.
    let tells = |hit: &Hit, lexeme: &Lexeme| match lexeme {
        Lexeme::HourAfter => context.pack.separators.decimal == "," || !has_other_meaning(context, hit),
        other => half_of(other, Side::After).is_some(),
    };
    let half = hour.end + 2 < limit && context.at(hour.end + 2).any(|(hit, lexeme)| tells(hit, lexeme));
    let glued = |at: usize| at < limit && !context.scan.tokens[at].spaced;
    if !((word || half) && mark(context, hour.end, limit, &["."]) && glued(hour.end) && glued(hour.end + 1)) {
        return None;
    }
    let number = small_number::at(context, hour.end + 1, limit).filter(|number| number.width == 2)?;
    let fits = number.value < 60 && super::parts::clean_after(context, number.end);
    (minutes.minute, minutes.clock) = (number.value, true);
    fits.then_some(number.end)
}
