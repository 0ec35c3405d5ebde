//! The minutes after an hour: with a word of their own, by name, or bare.

use super::super::desk::Desk;
use super::super::parts::{self, unit};
use super::super::small_number;
use super::Minutes;
use super::clues::{Half, Lead, Tail, begins_with_number, has_other_meaning, tells_spans};
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;

/// `30分`, `半`, `ורבע` after an hour.
pub(super) fn minutes_in_words(
    context: &Context<'_>,
    end: usize,
    limit: usize,
    after_hour_word: bool,
    minutes: &mut Minutes,
) -> usize {
    if end >= limit {
        return end;
    }
    let part = |lexeme: &Lexeme| match lexeme {
        Lexeme::TimePart(minutes) => u32::try_from(*minutes).ok(),
        _ => None,
    };
    let back = |lexeme: &Lexeme| match lexeme {
        Lexeme::TimePart(minutes) if *minutes < 0 => Some(*minutes),
        _ => None,
    };
    // "Ten to", "quarter to" lead to the next hour; "less ten", "without ten" end this one.
    let ends = |hit: &Hit| {
        hit.end <= limit
            && (closes(context, hit.end, limit)
                || !begins_with_number(context, hit) && context.is(hit.first, &Lexeme::Minus).is_some())
    };
    if let Some((hit, part)) = context.pick(end, back).filter(|(hit, _)| ends(hit)) {
        (minutes.back, minutes.marked) = (Some(part), true);
        minutes.told = begins_with_number(context, hit);
        return hit.end;
    }
    if let Some((hit, part)) = context.pick(end, part).filter(|(hit, _)| hit.end <= limit) {
        (minutes.minute, minutes.marked) = (part, true);
        minutes.told = hit.end > hit.first + 1 && context.is(hit.first, &Lexeme::HourAfter).is_some();
        return hit.end;
    }
    let Some(number) =
        small_number::at(context, end, limit).filter(|number| after_hour_word && number.value < 60)
    else {
        return end;
    };
    let word = (number.end < limit).then(|| context.is(number.end, &Lexeme::MinuteAfter)).flatten();
    let o_clock = || {
        context
            .pick_before(end, end.saturating_sub(4), unit(Lexeme::HourAfter))
            .is_some_and(|(hit, ())| !has_other_meaning(context, hit) || tells_spans(context))
    };
    // "Four o'clock and five seconds" leaves the minutes out.
    if word.is_none()
        && o_clock()
        && let Some(end) = seconds(context, end, limit, minutes)
    {
        minutes.marked = true;
        return end;
    }
    match word {
        Some(word) => {
            (minutes.minute, minutes.marked) = (number.value, true);
            seconds(context, word.end, limit, minutes).unwrap_or(word.end)
        }
        // "Twelve o'clock thirty" says no word for minutes.
        None if closes(context, number.end, limit) && o_clock() => {
            (minutes.minute, minutes.marked) = (number.value, true);
            number.end
        }
        // `14h30`, `8 h 07`.
        None if is_clock_minute(context, end, limit, &number) => {
            (minutes.minute, minutes.marked) = (number.value, true);
            number.end
        }
        None => end,
    }
}

fn closes(context: &Context<'_>, end: usize, limit: usize) -> bool {
    end >= limit || context.scan.tokens[end].kind == TokenKind::Mark && context.word(end) != "%"
}

/// `30秒` after minutes.
fn seconds(context: &Context<'_>, at: usize, limit: usize, minutes: &mut Minutes) -> Option<usize> {
    let number = small_number::at(context, at, limit).filter(|number| number.value < 60)?;
    let second = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Unit(unit) if unit == "second").then_some(());
    let (word, ()) = (number.end < limit).then(|| context.pick(number.end, second)).flatten()?;
    minutes.second = Some(number.value);
    Some(word.end)
}

/// Two digits right after a letter for the hour that itself follows digits.
fn is_clock_minute(context: &Context<'_>, at: usize, limit: usize, number: &small_number::Small) -> bool {
    let tokens = &context.scan.tokens;
    let digits = |at: usize| tokens[at].kind == TokenKind::Digits;
    number.width == 2
        && at >= 2
        && digits(at - 2)
        && tokens[at - 1].end - tokens[at - 1].start == 1
        && tokens[at].spaced == tokens[at - 1].spaced
        && parts::clean_after(context, number.end)
        && (!tokens[at].spaced || !parts::is_counted(context, number.end, limit))
}

/// Minutes that no word names, after an hour in words: "las dos y diez", "onze heures
/// trente-huit"; they count where they go further than what was read up to `end`.
pub(super) fn unmarked(
    desk: &Desk<'_, '_>,
    (start, end): (usize, usize),
    lead: &Lead,
    after_hour_word: bool,
    minutes: &mut Minutes,
) -> usize {
    let told = after_hour_word || lead.article && !lead.ranged || lead.word;
    let Some(bare) = bare(desk, start).filter(|bare| {
        bare.end > end
            && told
            && match bare.joint {
                Joint::None => bare.minute > 9 || after_hour_word,
                Joint::And => lead.article && !lead.ranged || after_hour_word,
                Joint::Minus => lead.article || after_hour_word,
            }
    }) else {
        return end;
    };
    bare.note(minutes);
    bare.end
}

/// What stands between an hour and its minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing.
    None,
    And,
    Minus,
}

/// A number in words that may be minutes: nothing follows it but a mark or a half
/// of the day.
pub(super) struct Bare {
    pub(super) joint: Joint,
    pub(super) minute: u32,
    pub(super) end: usize,
}

impl Bare {
    fn note(&self, minutes: &mut Minutes) {
        minutes.marked = true;
        match self.joint {
            Joint::Minus => minutes.back = i8::try_from(self.minute).ok().map(|minute| -minute),
            Joint::None | Joint::And => (minutes.minute, minutes.back) = (self.minute, None),
        }
    }
}

/// The minutes that may begin at a token.
pub(super) fn bare(desk: &Desk<'_, '_>, at: usize) -> Option<Bare> {
    let context = desk.context;
    let limit = desk.sentence(at.saturating_sub(1)).1;
    let joined = |lexeme: &Lexeme| match lexeme {
        Lexeme::NumberAnd => Some(Joint::And),
        Lexeme::Minus => Some(Joint::Minus),
        _ => None,
    };
    let joint = (at < limit).then(|| context.pick(at, joined)).flatten();
    let (begin, joint) = joint.map_or((at, Joint::None), |(hit, joint)| (hit.end, joint));
    let most = if joint == Joint::Minus { 30 } else { 59 };
    let number = small_number::at(context, begin, limit).filter(|number| {
        context.scan.tokens[number.first].kind == TokenKind::Word
            && !number.ordinal
            && number.clitics.is_empty()
            && (1..=most).contains(&number.value)
    })?;
    let ends = closes(context, number.end, limit) || Tail::after(desk, number.end, limit).half.is_some();
    (ends && desk.taken.are_free(at, number.end)).then_some(Bare {
        joint,
        minute: number.value,
        end: number.end,
    })
}

/// The hour and minute of a part before the hour: half past three, quarter to five.
pub(super) fn turned(hour: u32, part: i8) -> (u32, u32) {
    match u32::try_from(part) {
        Ok(minute) => (hour, minute),
        Err(_) => ((hour + 23) % 24, 60 - u32::from(part.unsigned_abs())),
    }
}

/// At night, an hour below this is after midnight.
const SMALL_HOURS: u32 = 5;

pub(super) fn by_half(hour: u32, half: Option<Half>) -> u32 {
    match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Night) if (SMALL_HOURS..12).contains(&hour) => hour + 12,
        Some(Half::Morning | Half::Night) if hour == 12 => 0,
        _ => hour,
    }
}
