//! Dates, years, periods, weekdays, times and relative dates.
//!
//! Written once for all languages: what a word is comes from the pack, how dates
//! are put together stands here. Small readers work around anchors (a month's
//! name, a digit run, a quarter …) in a fixed order; each takes the tokens it
//! reads, so that a later one does not read them again.

mod all_digit;
mod day_only;
mod desk;
mod months;
mod other_calendar;
mod parts;
mod periods;
mod ranges;
mod relative;
mod resolve;
mod role;
mod small_number;
mod times;
mod weekdays;
mod years;

use super::Mention;
use super::context::{Context, Taken};
use desk::{Anchors, Desk};

/// Reads every date, weekday and time of an article and takes their tokens.
pub fn read(context: &Context<'_>, taken: &mut Taken) -> Vec<Mention> {
    let anchors = Anchors::of(context);
    if anchors.is_empty() {
        return Vec::new();
    }
    let mut desk = Desk::new(context, taken);
    all_digit::read(&mut desk, &anchors);
    periods::parts_of_years(&mut desk, &anchors);
    months::read(&mut desk, &anchors);
    other_calendar::read(&mut desk, &anchors);
    periods::read(&mut desk, &anchors);
    years::read(&mut desk, &anchors);
    day_only::read(&mut desk, &anchors);
    relative::read(&mut desk, &anchors);
    ranges::merge(&mut desk);
    times::read(&mut desk, &anchors);
    weekdays::read(&mut desk, &anchors);
    desk.mentions()
}
