//! Times that have a name of their own, and the minutes beside it: noon, five to
//! midnight, midnight and twelve minutes.

use super::super::desk::Desk;
use super::super::small_number;
use super::clues::{Lead, Tail};
use super::minutes::{self, Joint};
use super::{Time, turned};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::mention::context::Context;

/// "Midnight and twelve minutes".
fn minutes_past(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, i8)> {
    let number = small_number::at(context, at, limit)
        .filter(|number| number.clitics.has(Clitic::And) && number.end < limit && number.value < 60)?;
    let word = context.is(number.end, &Lexeme::MinuteAfter)?;
    Some((word.end, i8::try_from(number.value).ok()?))
}

/// "Midi et quart", "mezzanotte e dieci": minutes by name, or bare.
fn minutes_beside(desk: &Desk<'_, '_>, at: usize, limit: usize, lead: &Lead) -> Option<(usize, i8)> {
    let context = desk.context;
    let part = |lexeme: &Lexeme| match lexeme {
        Lexeme::TimePart(minutes) => Some(*minutes),
        _ => None,
    };
    let joins = |at: usize| {
        let joint = |lexeme: &Lexeme| matches!(lexeme, Lexeme::NumberAnd | Lexeme::Minus).then_some(());
        context.pick(at, joint).is_some()
    };
    let named = (at < limit).then(|| context.pick(at, part)).flatten();
    let named = named.filter(|(hit, _)| hit.end <= limit && joins(at));
    let bare = minutes::bare(desk, at).filter(|bare| bare.joint != Joint::And || !lead.ranged);
    if let Some((hit, part)) = named.filter(|(hit, _)| bare.as_ref().is_none_or(|bare| bare.end <= hit.end)) {
        return Some((hit.end, part));
    }
    let bare = bare?;
    let minute = i8::try_from(bare.minute).ok()?;
    Some((bare.end, if bare.joint == Joint::Minus { -minute } else { minute }))
}

/// Noon, midnight.
pub(super) fn fixed(desk: &Desk<'_, '_>, at: usize) -> Option<Time> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let (hit, time) = context.pick(at, |lexeme| match lexeme {
        Lexeme::FixedTime(time) => Some(time.as_str()),
        _ => None,
    })?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u32, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let lead = Lead::before(desk, hit.first, from);
    let past = minutes_past(context, hit.end, limit)
        .or_else(|| (minute == 0).then(|| minutes_beside(desk, hit.end, limit, &lead)).flatten());
    let (end, past) = past.unwrap_or((hit.end, minute));
    let tail = Tail::after(desk, end, limit);
    let part = lead.part.filter(|_| past == 0);
    let (hour, minute) = turned(hour, part.unwrap_or(past));
    let (first, skip) = if part.is_some() { (lead.first, lead.skip) } else { (hit.first, hit.skip) };
    desk.taken.are_free(first, tail.end).then_some(Time {
        first,
        end: tail.end,
        skip,
        hour,
        minute,
        second: None,
        zone: tail.zone,
        sure: true,
    })
}
