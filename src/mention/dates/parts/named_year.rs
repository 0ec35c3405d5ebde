//! Years that are told by a word before them, or counted from another year than ours.

use super::{clean_after, clean_before, unit};
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use crate::mention::dates::small_number::Small;

/// The year of the common era: a year too late for it is one of the pack's own era, where
/// that era began before (2567 is 2024).
pub(in crate::mention::dates) fn common_year(context: &Context<'_>, small: Small) -> Small {
    let earlier = context.pack.dates.eras.keys().copied().find(|&before| before < 0);
    let year = i64::from(small.value) + i64::from(earlier.unwrap_or(0));
    match u32::try_from(year) {
        Ok(year) if small.width == 4 && small.value > 2300 && (1700..=2100).contains(&year) => {
            Small { value: year, ..small }
        }
        _ => small,
    }
}

/// "The year two thousand", "the year 308": after a year word, with nothing behind it
/// that would be counted.
pub(in crate::mention::dates) fn is_named_year(context: &Context<'_>, small: &Small, limit: usize) -> bool {
    let from = context.scan.sentence(small.first).first;
    let said = small.width >= 3 || small.width == 0 && small.end > small.first + 1;
    let closed = small.end >= limit
        || context.scan.tokens[small.end].kind == TokenKind::Mark && clean_after(context, small.end);
    // "Five hundred" where the word for the year is a five too.
    let scale = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Scale(_)).then_some(());
    said && closed
        && context.pick(small.first, scale).is_none()
        && (100..=2000).contains(&small.value)
        && clean_before(context, small.first)
        && context.pick_before(small.first, from, unit(Lexeme::YearBefore)).is_some()
}
