//! The role of a date: a year that something is compared with is a base, and dates
//! nothing beside it.

use super::desk::Draft;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::pack::Clitic;
use crate::mention::Role;
use crate::mention::context::Context;

pub(super) fn of(context: &Context<'_>, draft: &Draft) -> Role {
    let from = context.scan.sentence(draft.first).first;
    let mut clitics = draft.all_clitics(context);
    let mut at = draft.open(context);
    let since = |lexeme: &Lexeme| (*lexeme == Lexeme::YearPreposition).then_some(());
    for _ in 0..4 {
        // The clitic a phrase asks for may stand before a hyphen.
        if base_before(context, at, from) || base_before(context, draft.first, from) || base_at(context, at) {
            return Role::Base;
        }
        if clitics.has(Clitic::From) && !draft.joined {
            return Role::Base;
        }
        let step = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::YearBefore
                    | Lexeme::MonthWord
                    | Lexeme::DateBetween
                    | Lexeme::DayWord
                    | Lexeme::ByEndOf
                    | Lexeme::Weekday { .. }
            )
            .then_some(())
        };
        let Some((hit, ())) = context.pick_before(at, from, step) else {
            // "Than in 2022": one preposition may stand between.
            let preposition = context.pick_before(at, from, since).map(|(hit, ())| hit.first);
            if preposition.is_some_and(|at| base_before(context, at, from)) {
                return Role::Base;
            }
            break;
        };
        (at, clitics) = (hit.first, hit.clitics);
    }
    if base_after(context, draft.end) { Role::Base } else { Role::Level }
}

fn base_before(context: &Context<'_>, at: usize, from: usize) -> bool {
    // "Later | of May": a longer phrase that ends in a word for "from" may say otherwise.
    let role = |lexeme: &Lexeme| match lexeme {
        Lexeme::Role(role, Side::Before) => Some(*role),
        _ => None,
    };
    context.pick_before(at, from, role).is_some_and(|(hit, role)| {
        role == Role::Base
            || context.at(hit.first).any(|(other, lexeme)| {
                other.end == hit.end && *lexeme == Lexeme::Role(Role::Base, Side::Before)
            })
    })
}

/// A phrase that took the clitic of the date in: `compared to-` before `-2022`.
fn base_at(context: &Context<'_>, clitic: usize) -> bool {
    let from = context.scan.sentence(clitic).first;
    base_before(context, clitic + 1, from)
}

fn base_after(context: &Context<'_>, end: usize) -> bool {
    end < context.scan.tokens.len() && context.is(end, &Lexeme::Role(Role::Base, Side::After)).is_some()
}
