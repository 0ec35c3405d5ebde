//! Whether a number after a month is its day.

use super::{Month, marked_year};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::DateOrder;
use crate::lang::token::TokenKind;
use crate::mention::dates::desk::Desk;
use crate::mention::dates::parts::{self, mark, unit};

/// Whether an unmarked number after the month is its day: not in "in May 20 people",
/// and where the day comes first only before a comma and a year.
pub(super) fn expects_day(desk: &Desk<'_, '_>, month: &Month, end: usize, limit: usize) -> bool {
    let context = desk.context;
    let closed = end >= limit
        || context.scan.tokens[end].kind == TokenKind::Mark
        || parts::year_at(desk, end, limit).is_some()
        || context.is(end, &Lexeme::DateBetween).is_some();
    if context.pack.dates.order == DateOrder::Dmy {
        // "Of July the 3-rd": the day bears the ending of the phrase.
        let ended = mark(context, end, limit, &["-"])
            && (end..limit.min(end + 2)).all(|at| !context.scan.tokens[at].spaced)
            && end + 1 < limit
            && context.scan.tokens[end + 1].kind == TokenKind::Word
            && context.word(end + 1).chars().count() <= 3;
        if ended && month.clitics.is_empty() && !month.ambiguous {
            return true;
        }
        let from = desk.sentence(month.first).0;
        return closed
            && (parts::year_after(desk, end, limit).is_some()
                || month.clitics.is_empty() && marked_year(desk, month.first, from).is_some());
    }
    let placed =
        context.pick_before(month.first, desk.sentence(month.first).0, unit(Lexeme::Locative)).is_some();
    closed || !placed
}
