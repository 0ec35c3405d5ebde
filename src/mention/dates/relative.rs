//! Yesterday, this month, last year: read where the article's own date is known.

use super::desk::{Anchors, Desk, Draft};
use super::resolve;
use crate::lang::lexeme::{Lexeme, RelativeUnit};

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    let context = desk.context;
    let Some(published) = context.article.date.as_ref() else { return };
    for &at in &anchors.relative {
        let relative = |lexeme: &Lexeme| match lexeme {
            Lexeme::Relative { by, unit } if *unit != RelativeUnit::Weekday => Some((*by, *unit)),
            _ => None,
        };
        let Some((hit, (by, unit))) = context.pick(at, relative) else { continue };
        // A longer phrase that holds this one means something else.
        let within = context.at(at).any(|(other, lexeme)| {
            other.end > hit.end && !matches!(lexeme, Lexeme::Term(_) | Lexeme::Role(..) | Lexeme::Phrase(_))
        });
        // "This year" is not "a year" with a preposition.
        let whole = context.lexicon.ends_as_written(&context.reader(), hit);
        let weekday = (hit.first + 1..hit.end).any(|inner| {
            context
                .at(inner)
                .any(|(day, lexeme)| day.end > hit.end && matches!(lexeme, Lexeme::Weekday { .. }))
        });
        if within || weekday || !whole || !desk.taken.are_free(hit.first, hit.end) {
            continue;
        }
        if let Some(date) = resolve::relative(by, unit, published) {
            let mut draft = Draft::new(hit.first, hit.end, date.clone());
            (draft.clitics, draft.skip) = (hit.clitics, hit.skip);
            draft.resolved = Some(date);
            desk.keep(draft);
        }
    }
}
