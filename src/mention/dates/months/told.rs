//! The small words that tell a month's name from a word like it, and a day from a count.

use super::super::desk::Desk;
use super::super::parts::{YearWord, unit, year_at};
use super::super::small_number::Small;
use super::{Days, Month};
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;

/// Whether the word is written in a script whose names of months take a capital here.
pub(super) fn has_case(context: &Context<'_>, at: usize) -> bool {
    context.word(at).is_ascii()
}

/// A small word written onto the day and one onto the month: "in-seventeen in-August".
/// Without the first the number counts: "seventeen in-August were hurt".
pub(super) fn is_placed(month: &Month, day: &Small) -> bool {
    let placed = [Clitic::In, Clitic::To, Clitic::From, Clitic::The];
    !month.clitics.is_empty() && placed.iter().any(|&clitic| day.clitics.has(clitic))
}

/// "The 26th of may": a joint stands between the day and the month, and no count before
/// the day, which "two quarters of seven" has.
pub(super) fn follows_of(context: &Context<'_>, day: &Days, month: &Month, from: usize) -> bool {
    let count = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_)).then_some(());
    context.pick_before(month.first, from, unit(Lexeme::DateBetween)).is_some()
        && context.pick_before(day.first, from, count).is_none()
}

/// A month's name that is a word too needs a month word or a preposition before it.
pub(super) fn stands_alone(desk: &Desk<'_, '_>, month: &Month, from: usize) -> bool {
    if !month.ambiguous {
        return true;
    }
    let context = desk.context;
    let prepared =
        |lexeme: &Lexeme| matches!(lexeme, Lexeme::MonthWord | Lexeme::YearPreposition).then_some(());
    month.clitics.is_empty() && context.pick_before(month.first, from, prepared).is_some()
        || context.pick_before(month.first, from, unit(Lexeme::MonthWord)).is_some()
}

/// "28 June in 2020", where the clause ends with the year.
pub(super) fn year_in_clause(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<(YearWord, usize)> {
    let context = desk.context;
    let hit = (at < limit).then(|| context.is(at, &Lexeme::YearPreposition)).flatten()?;
    let is_place = |(other, lexeme): (&Hit, &Lexeme)| other.end == hit.end && *lexeme == Lexeme::Locative;
    let year = year_at(desk, hit.end, limit)?;
    let closes = year.end >= limit || context.scan.tokens[year.end].kind == TokenKind::Mark;
    (closes && context.at(at).any(is_place)).then_some((YearWord::Written(year.year), year.end))
}
