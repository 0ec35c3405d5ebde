//! Scores of matches: two numbers with a dash that are no range, no days and no counts.

use rust_decimal::Decimal;

use super::context::Context;
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;

/// A word of matches stands this many tokens before its score at most.
const REACH: usize = 5;
/// A side without a goal: the other has fewer than this.
const HIGH_SCORE: u32 = 20;

/// Whether the numbers on both sides of a dash are the score of a match: one is nil, or a
/// word of matches stands beside them.
#[must_use]
pub fn is_score(context: &Context<'_>, dash: usize) -> bool {
    let sentence = context.scan.sentence(dash);
    let Some(low) = dash.checked_sub(1).filter(|&low| low >= sentence.first) else { return false };
    let high = dash + 1;
    let tokens = &context.scan.tokens;
    if high >= sentence.end || !matches!(context.word(dash), "-" | "\u{2013}") {
        return false;
    }
    let Some((one, other)) = goals(context, low).zip(goals(context, high)) else { return false };
    let evenly = tokens[dash].spaced == tokens[high].spaced;
    let nil = (one == 0) != (other == 0) && one.max(other) < HIGH_SCORE;
    // `0-14 years`, `0 - 5 %`: whatever they count follows a range.
    let bare = high + 1 >= sentence.end
        || !context.at(high + 1).any(|(_, lexeme)| {
            matches!(lexeme, Lexeme::Unit(_) | Lexeme::PercentAfter | Lexeme::Currency(_) | Lexeme::Scale(_))
        });
    evenly && bare && (nil || is_told(context, low, high + 1, sentence.first, sentence.end))
}

/// A word of matches before the numbers or right behind them.
fn is_told(context: &Context<'_>, first: usize, end: usize, from: usize, limit: usize) -> bool {
    let before = (from.max(first.saturating_sub(REACH))..first)
        .any(|at| context.is(at, &Lexeme::MatchWord).is_some_and(|hit| hit.end <= first));
    before || end < limit && context.is(end, &Lexeme::MatchWord).is_some()
}

/// A whole number of up to three digits, with nothing else written onto it, or the word for
/// none.
fn goals(context: &Context<'_>, at: usize) -> Option<u32> {
    if context.is(at, &Lexeme::Cardinal(Decimal::ZERO)).is_some_and(|hit| hit.skip == 0) {
        return Some(0);
    }
    let digits = context.scan.tokens[at].kind == TokenKind::Digits && context.word(at).len() <= 3;
    digits.then(|| context.word(at).parse().ok()).flatten()
}
