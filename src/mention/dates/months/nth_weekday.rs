//! A day given by its weekday's rank in the month: the third Tuesday.

use super::{Days, Month};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::mention::dates::desk::Desk;
use crate::mention::dates::small_number;

/// "September 2014, the third Tuesday", after the month: that day.
pub(super) fn nth_weekday(desk: &Desk<'_, '_>, month: &Month, year: i32, limit: usize) -> Option<Days> {
    let context = desk.context;
    let rank = small_number::at(context, month.end, limit).filter(|rank| rank.ordinal && rank.end < limit)?;
    let weekday = |lexeme: &Lexeme| match lexeme {
        Lexeme::Weekday { day, .. } => Some(*day),
        _ => None,
    };
    let (hit, weekday) = context.pick(rank.end, weekday).filter(|(hit, _)| hit.end <= limit)?;
    let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let first = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month.month).ok()?, 1).ok()?;
    let date = first.nth_weekday_of_month(i8::try_from(rank.value).ok()?, weekday).ok()?;
    desk.taken.are_free(rank.first, hit.end).then_some(Days {
        low: None,
        high: u8::try_from(date.day()).ok()?,
        first: rank.first,
        end: hit.end,
        clitics: CliticSet::NONE,
        skip: 0,
        sure: true,
    })
}
