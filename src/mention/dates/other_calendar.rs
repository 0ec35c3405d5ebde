//! Dates of other calendars: recognised, so that their numbers are no figures,
//! and not converted.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{clean_after, clean_before};
use super::small_number;
use crate::lang::lexeme::Lexeme;
use crate::mention::edtf::Edtf;

/// The calendars a pack may name, as CLDR calls them.
const CALENDARS: &[&str] = &[
    "hebrew", "islamic", "persian", "chinese", "coptic", "ethiopic", "indian", "buddhist", "japanese", "roc",
    "dangi",
];

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &at in &anchors.other_months {
        if let Some(draft) = around(desk, at) {
            desk.keep(draft);
        }
    }
}

fn around(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let (hit, calendar) = context.pick(at, |lexeme| match lexeme {
        Lexeme::OtherMonth(id) => CALENDARS.iter().copied().find(|calendar| calendar == id),
        _ => None,
    })?;
    if !desk.taken.are_free(hit.first, hit.end) {
        return None;
    }
    let day_end = context
        .pick_before(at, from, |lexeme| {
            matches!(lexeme, Lexeme::DateBetween | Lexeme::OrdinalSuffix | Lexeme::MonthWord).then_some(())
        })
        .map_or(at, |(hit, ())| hit.first);
    let day = small_number::before(context, day_end, from)
        .filter(|day| (1..=30).contains(&day.value) && clean_before(context, day.first))
        .filter(|day| day.width > 0 || day.ordinal);
    let year = small_number::at(context, hit.end, limit).filter(|year| {
        year.width == 4 && (1000..=6500).contains(&year.value) && clean_after(context, year.end)
    });
    // A month alone may be a name: it needs a day or a year.
    if day.is_none() && year.is_none() {
        return None;
    }
    let first = day.map_or(at, |day| day.first);
    let date = Edtf::Date {
        year: year.and_then(|year| i32::try_from(year.value).ok()),
        month: None,
        day: day.filter(|_| year.is_none()).and_then(|day| u8::try_from(day.value).ok()),
    };
    let mut draft = Draft::new(first, year.map_or(hit.end, |year| year.end), date);
    (draft.clitics, draft.skip) = day.map_or((hit.clitics, hit.skip), |day| (day.clitics, day.skip));
    draft.calendar = Some(calendar);
    Some(draft)
}
