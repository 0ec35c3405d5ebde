//! What is written onto a run of digits and makes it a part of a name, a score, an
//! address.

use super::super::context::Context;
use super::super::number::is_symbol_as_written;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::token::TokenKind;

/// Something is written onto the digits from the left that makes them a name.
pub(super) fn is_glued_before(context: &Context<'_>, at: usize) -> bool {
    let tokens = &context.scan.tokens;
    if tokens[at].spaced || at == 0 || tokens[at - 1].kind == TokenKind::Letter {
        return false;
    }
    let known = context.scan.clitics_before(context.lexicon, at).is_some()
        || context
            .pick_before(at, at.saturating_sub(6), |lexeme| opens_figure(lexeme).then_some(()))
            .is_some();
    if known {
        return false;
    }
    let beside = |at: usize| at.checked_sub(1).filter(|_| !tokens[at].spaced).map(|at| &tokens[at]);
    match tokens[at - 1].kind {
        TokenKind::Word => !follows_time_unit(context, at),
        TokenKind::Digits | TokenKind::Letter => false,
        TokenKind::Mark => match context.word(at - 1) {
            "#" | "@" | "_" | "\\" | "&" | "\u{2116}" | "/" | "=" => true,
            "-" | "." | "\u{2013}" | ":" => beside(at - 1).is_some_and(|token| {
                let hyphened = context
                    .pick_before(at - 1, at.saturating_sub(6), |lexeme| opens_figure(lexeme).then_some(()))
                    .is_some();
                // Digits before a hyphen are the other end of a range, or were
                // read past together with these.
                let dash = matches!(context.word(at - 1), "-" | "\u{2013}");
                !hyphened && token.kind != TokenKind::Mark && !(dash && token.kind == TokenKind::Digits)
            }),
            "+" => tokens[at].end - tokens[at].start > 6,
            // The value of an attribute: `id="1"`.
            "\"" | "'" => beside(at - 1).is_some() && at >= 2 && context.word(at - 2) == "=",
            _ => false,
        },
    }
}

/// `3m20s`: seconds written onto minutes.
fn follows_time_unit(context: &Context<'_>, at: usize) -> bool {
    let time = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Unit(unit) if matches!(unit.as_str(), "hour" | "minute" | "second"))
            .then_some(())
    };
    let tokens = &context.scan.tokens;
    let after = context.scan.sentence(at).end;
    at >= 2
        && !tokens[at - 1].spaced
        && tokens[at - 2].kind == TokenKind::Digits
        && context.pick(at - 1, time).is_some_and(|(hit, ())| hit.end == at)
        && at + 1 < after
        && !tokens[at + 1].spaced
        && context.pick(at + 1, time).is_some()
}

/// A phrase that may be written onto a figure from the left.
const fn opens_figure(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Currency(_)
            | Lexeme::Modifier(_, Side::Before)
            | Lexeme::Role(_, Side::Before)
            | Lexeme::OrdinalPrefix
            | Lexeme::PercentBefore(_)
            | Lexeme::Minus
    )
}

/// Something is written onto the digits from the right that makes them a name.
pub(super) fn is_glued_after(context: &Context<'_>, end: usize, limit: usize) -> bool {
    let tokens = &context.scan.tokens;
    let Some(next) = tokens.get(end).filter(|next| end < limit && !next.spaced) else { return false };
    let digits_follow = |at: usize| {
        tokens.get(at).is_some_and(|token| at < limit && !token.spaced && token.kind == TokenKind::Digits)
    };
    match next.kind {
        TokenKind::Word => !context.at(end).any(|(hit, lexeme)| {
            hit.skip == 0
                && closes_figure(lexeme)
                && (!matches!(lexeme, Lexeme::Unit(_)) || is_symbol_as_written(context, hit))
        }),
        TokenKind::Digits => true,
        TokenKind::Letter => false,
        TokenKind::Mark => match context.word(end) {
            "@" | "_" | "\\" | "#" | "=" => true,
            ":" | "/" => digits_follow(end + 1),
            "." | "," | "'" => digits_follow(end + 1),
            "-" => digits_follow(end + 1) && is_chain(context, end, limit),
            _ => false,
        },
    }
}

/// `555-12-34`, `2-0`, `7-07`: more than the two ends of a range, or a zero at a head.
fn is_chain(context: &Context<'_>, hyphen: usize, limit: usize) -> bool {
    let tokens = &context.scan.tokens;
    let more = tokens.get(hyphen + 2).is_some_and(|token| {
        hyphen + 3 < limit
            && !token.spaced
            && context.word(hyphen + 2) == "-"
            && tokens[hyphen + 3].kind == TokenKind::Digits
            && !tokens[hyphen + 3].spaced
    });
    let zero_led = context.word(hyphen + 1).starts_with('0') && context.word(hyphen + 1).len() > 1;
    more || zero_led
}

/// A phrase that may be written onto a figure from the right.
pub(super) const fn closes_figure(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Scale(_)
            | Lexeme::DigitScale(_)
            | Lexeme::Unit(_)
            | Lexeme::Currency(_)
            | Lexeme::Subunit(_)
            | Lexeme::Tenth(_)
            | Lexeme::PercentAfter
            | Lexeme::PercentPoint
            | Lexeme::PercentEach(_)
            | Lexeme::OrdinalSuffix
            | Lexeme::Modifier(_, Side::After)
    )
}
