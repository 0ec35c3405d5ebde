//! Times that have a name of their own, and the minutes beside it: noon, five to
//! midnight.

use super::super::desk::Desk;
use super::super::small_number;
use super::clues::{Lead, Tail};
use super::{Time, turned};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::mention::context::Context;

/// "Midnight and twelve minutes".
fn minutes_past(context: &Context<'_>, at: usize, limit: usize) -> Option<(usize, u32)> {
    let number = small_number::at(context, at, limit)
        .filter(|number| number.clitics.has(Clitic::And) && number.end < limit && number.value < 60)?;
    let word = context.is(number.end, &Lexeme::MinuteAfter)?;
    Some((word.end, number.value))
}

/// Noon, midnight.
pub(super) fn fixed(desk: &Desk<'_, '_>, at: usize) -> Option<Time> {
    let context = desk.context;
    let limit = desk.sentence(at).1;
    let (hit, time) = context.pick(at, |lexeme| match lexeme {
        Lexeme::FixedTime(time) => Some(time.as_str()),
        _ => None,
    })?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let lead = Lead::before(desk, hit.first, desk.sentence(at).0);
    let (end, past) = minutes_past(context, hit.end, limit).unwrap_or((hit.end, minute));
    let tail = Tail::after(desk, end, limit);
    let part = lead.part.filter(|_| past == 0);
    let (hour, minute) = part.map_or((hour, past), |part| turned(hour, part));
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
