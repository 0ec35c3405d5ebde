//! A day of the month whose month is the article's own: `4日`.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{clean_before, unit};
use super::resolve;
use super::small_number::{self, Small};
use crate::lang::lexeme::{Lexeme, RelativeUnit, Side};
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &word in &anchors.day_after {
        if let Some(draft) = at(desk, word) {
            desk.keep(draft);
        }
    }
}

fn at(desk: &Desk<'_, '_>, word: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(word);
    let hit = context.is(word, &Lexeme::DayAfter).filter(|hit| hit.clitics.is_empty())?;
    let small = small_number::before(context, word, from)
        .filter(|small| small.width <= 2 && (1..=31).contains(&small.value))?;
    // Twenty and one day are twenty-one: after a unit no digit follows.
    let numeral =
        is_numeral(context, word) && (small.value.is_multiple_of(10) || !small.is_lettered(context));
    if small.width == 0 && (numeral || !says_day(context, &small, hit.end, limit)) {
        return None;
    }
    // "Within three days" is one phrase with its word for days.
    let span = |(other, lexeme): (&Hit, &Lexeme)| other.end > hit.end && matches!(lexeme, Lexeme::Unit(_));
    if context.at(word).any(span) {
        return None;
    }
    if !desk.taken.are_free(small.first, hit.end) || !clean_before(context, small.first) {
        return None;
    }
    // Inside a phrase the same words count days, houses or lines.
    let lead = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Locative
                | Lexeme::YearPreposition
                | Lexeme::And
                | Lexeme::TimeBefore
                | Lexeme::ByEndOf
                | Lexeme::Relative { .. }
                | Lexeme::RangeJoin
        )
        .then_some(())
    };
    let (low, first) = super::months::low_day(desk, &small, u8::try_from(small.value).ok()?, from)
        .unwrap_or((None, small.first));
    let opens = first == from
        || context.scan.tokens[first - 1].kind == TokenKind::Mark
        || context.pick_before(first, from, lead).is_some();
    let ranked = context.pick_before(small.first, from, unit(Lexeme::OrdinalPrefix)).is_some();
    let counted = hit.end < limit
        && context.at(hit.end).any(|(_, lexeme)| matches!(lexeme, Lexeme::Classifier | Lexeme::Unit(_)));
    let date = |day| Edtf::Date { year: None, month: None, day };
    let last = date(u8::try_from(small.value).ok());
    if !opens || ranked || counted {
        return None;
    }
    let whole = match low {
        Some(_) => Edtf::Interval(Box::new(date(low)), Box::new(last)),
        None => last,
    };
    let first = if low.is_some() { first } else { small.first };
    let mut draft = Draft::new(first, hit.end, whole);
    if let Some((word, by)) = context.pick_before(first, from, relative_month) {
        draft.first = word.first;
        let published = context.article.date.as_ref();
        draft.resolved = published
            .and_then(|day| in_month(&draft.date, &resolve::relative(by, RelativeUnit::Month, day)?));
    }
    Some(draft)
}

/// "Last month" before its day.
fn relative_month(lexeme: &Lexeme) -> Option<i32> {
    match lexeme {
        Lexeme::Relative { by, unit: RelativeUnit::Month } => Some(*by),
        _ => None,
    }
}

/// A day, or from one to another, in a month.
fn in_month(days: &Edtf, of: &Edtf) -> Option<Edtf> {
    match (days, of) {
        (Edtf::Date { day, .. }, Edtf::Date { year, month, .. }) => {
            Some(Edtf::Date { year: *year, month: *month, day: *day })
        }
        (Edtf::Interval(low, high), _) => {
            Some(Edtf::Interval(Box::new(in_month(low, of)?), Box::new(in_month(high, of)?)))
        }
        _ => None,
    }
}

/// The word for the day is a numeral as well: 일.
fn is_numeral(context: &Context<'_>, word: usize) -> bool {
    context.at(word).any(|(_, lexeme)| matches!(lexeme, Lexeme::Cardinal(_)))
}

/// Whether a number in words before the word for a day is a date: "the one day" and
/// "within three days" are none.
fn says_day(context: &Context<'_>, small: &Small, end: usize, limit: usize) -> bool {
    let span = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::After) | Lexeme::Beyond);
    let bent = end < limit && context.at(end).any(|(_, lexeme)| span(lexeme));
    small.is_lettered(context) && small.value > 1 && !bent
}
