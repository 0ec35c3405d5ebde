//! A day of the month whose month is the article's own: `4日`.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{clean_before, unit};
use super::small_number::{self, Small};
use crate::lang::lexeme::{Lexeme, Side};
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
    let numeral = is_numeral(context, word);
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
            Lexeme::Locative | Lexeme::YearPreposition | Lexeme::And | Lexeme::TimeBefore | Lexeme::ByEndOf
        )
        .then_some(())
    };
    let opens = small.first == from
        || context.scan.tokens[small.first - 1].kind == TokenKind::Mark
        || context.pick_before(small.first, from, lead).is_some();
    let ranked = context.pick_before(small.first, from, unit(Lexeme::OrdinalPrefix)).is_some();
    let counted = hit.end < limit
        && context.at(hit.end).any(|(_, lexeme)| matches!(lexeme, Lexeme::Classifier | Lexeme::Unit(_)));
    (opens && !ranked && !counted).then(|| {
        let date = Edtf::Date { year: None, month: None, day: u8::try_from(small.value).ok() };
        Draft::new(small.first, hit.end, date)
    })
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
