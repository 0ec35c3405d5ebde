//! Minutes said between an hour in words and its half of the day.

use super::super::desk::Desk;
use super::super::small_number;
use super::Minutes;
use super::clues::Tail;
use crate::lang::pack::Clitic;
use crate::mention::context::Context;

/// Where the hour begins whose minutes these may be: "eleven | fifty-three p.m."
pub(super) fn hour_before_minutes(context: &Context<'_>, minutes: small_number::Small, from: usize) -> usize {
    let zero = small_number::zero_before(context, minutes.first, from).unwrap_or(minutes.first);
    let hour = (minutes.width == 0).then(|| small_number::before(context, zero, from)).flatten();
    hour.filter(|hour| hour.width == 0 && !hour.ordinal && (1..=24).contains(&hour.value))
        .map_or(minutes.first, |hour| hour.first)
}

/// An hour in words without the minutes written onto it with "and": "three | and-twenty"
/// is no twenty-three where tens are said first.
pub(super) fn hour_alone(context: &Context<'_>, hour: small_number::Small) -> small_number::Small {
    let split = hour.width == 0 && !context.pack.numbers.units_first && hour.end > hour.first + 1;
    let head = split.then(|| small_number::at(context, hour.first, hour.first + 1)).flatten();
    let and = |at: usize| context.at(at).any(|(hit, _)| hit.clitics.has(Clitic::And));
    match head {
        Some(head) if (1..=12).contains(&head.value) && and(head.end) => head,
        _ => hour,
    }
}

/// "Fifty-three", "oh five", "and-five" between an hour in words and its half of the day.
pub(super) fn spoken_minutes(desk: &Desk<'_, '_>, end: usize, limit: usize, minutes: &mut Minutes) -> usize {
    let context = desk.context;
    let zero = small_number::zero_at(context, end, limit);
    let fits = |number: &small_number::Small| match zero {
        Some(_) => number.value < 10,
        None if number.clitics.has(Clitic::And) => (1..60).contains(&number.value),
        None => (10..60).contains(&number.value),
    };
    let number = small_number::at(context, zero.unwrap_or(end), limit)
        .filter(|number| number.width == 0 && !number.ordinal && fits(number));
    let Some(number) = number.filter(|number| Tail::after(desk, number.end, limit).half.is_some()) else {
        return end;
    };
    (minutes.minute, minutes.marked) = (number.value, true);
    number.end
}
