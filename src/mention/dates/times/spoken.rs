//! Minutes said between an hour in words and its half of the day.

use super::super::desk::Desk;
use super::super::small_number;
use super::Minutes;
use super::clues::Tail;
use crate::mention::context::Context;

/// Where the hour begins whose minutes these may be: "eleven | fifty-three p.m."
pub(super) fn hour_before_minutes(context: &Context<'_>, minutes: small_number::Small, from: usize) -> usize {
    let zero = small_number::zero_before(context, minutes.first, from).unwrap_or(minutes.first);
    let hour = (minutes.width == 0).then(|| small_number::before(context, zero, from)).flatten();
    hour.filter(|hour| hour.width == 0 && !hour.ordinal && (1..=24).contains(&hour.value))
        .map_or(minutes.first, |hour| hour.first)
}

/// "Fifty-three", "oh five" between an hour in words and its half of the day.
pub(super) fn spoken_minutes(desk: &Desk<'_, '_>, end: usize, limit: usize, minutes: &mut Minutes) -> usize {
    let context = desk.context;
    let zero = small_number::zero_at(context, end, limit);
    let fits = |value: u32| if zero.is_some() { value < 10 } else { (10..60).contains(&value) };
    let number = small_number::at(context, zero.unwrap_or(end), limit)
        .filter(|number| number.width == 0 && !number.ordinal && fits(number.value));
    let Some(number) = number.filter(|number| Tail::after(desk, number.end, limit).half.is_some()) else {
        return end;
    };
    (minutes.minute, minutes.marked) = (number.value, true);
    number.end
}
