//! The words beside an hour: halves of the day, parts of it, zones, and what leads to a time.

use super::super::desk::Desk;
use super::super::parts::{mark, unit};
use super::super::small_number::Small;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;

/// What part of the day a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
    /// From the evening to the small hours.
    Night,
}

pub(super) fn half_of(lexeme: &Lexeme, side: Side) -> Option<Half> {
    match lexeme {
        Lexeme::Pm(found) if *found == side => Some(Half::Afternoon),
        Lexeme::Am(found) if *found == side => Some(Half::Morning),
        Lexeme::Night(found) if *found == side => Some(Half::Night),
        _ => None,
    }
}

/// A word for the hour that is a unit, a point or a classifier as well.
pub(super) fn has_other_meaning(context: &Context<'_>, hit: &Hit) -> bool {
    context.at(hit.first).any(|(other, lexeme)| {
        other.end >= hit.end
            && matches!(lexeme, Lexeme::Unit(_) | Lexeme::Classifier | Lexeme::Point | Lexeme::PercentPoint)
    })
}

/// The hour word counts hours as well.
pub(super) fn is_unit(context: &Context<'_>, hit: &Hit) -> bool {
    context.at(hit.first).any(|(other, lexeme)| other.end >= hit.end && matches!(lexeme, Lexeme::Unit(_)))
}

/// Whether hours that last are told by a word beside them in this language, so that the
/// word for the hour is o'clock without one.
pub(super) fn tells_spans(context: &Context<'_>) -> bool {
    let spans = &context.pack.dates.time.spans;
    !(spans.before.is_empty() && spans.after.is_empty())
}

/// Whether a word beside `first..end` makes a span of these hours.
pub(super) fn is_span(context: &Context<'_>, first: usize, end: usize, limit: usize) -> bool {
    let from = context.scan.sentence(first).first;
    let is = |side| move |lexeme: &Lexeme| (*lexeme == Lexeme::SpanOfHours(side)).then_some(());
    context.pick_before(first, from, is(Side::Before)).is_some()
        || end < limit && context.pick(end, is(Side::After)).is_some()
}

fn zone_of(lexeme: &Lexeme) -> Option<&str> {
    match lexeme {
        Lexeme::Zone(zone) => Some(zone),
        _ => None,
    }
}

/// What stands before an hour and belongs to its time.
#[derive(Default)]
pub(super) struct Lead {
    pub(super) first: usize,
    pub(super) skip: usize,
    pub(super) half: Option<Half>,
    pub(super) part: Option<i8>,
    /// The part reads as one end of a range as well: "five to ten".
    pub(super) loose: bool,
    /// The part ends in a word of ranges.
    pub(super) joins: bool,
    /// The part ends in what stands before an hour: "diez para las".
    pub(super) prepared: bool,
    pub(super) zone: Option<String>,
    /// A word that may introduce a time.
    pub(super) word: bool,
    /// A word that means nothing else.
    pub(super) strong: bool,
    /// A word that may introduce a time with minutes.
    pub(super) article: bool,
    /// The hour may be the first end of a range: "between two and ten".
    pub(super) ranged: bool,
    /// A date was read right before.
    pub(super) date: bool,
}

impl Lead {
    pub(super) fn before(desk: &Desk<'_, '_>, hour: usize, from: usize) -> Self {
        let context = desk.context;
        let mut lead = Self { first: hour, ..Self::default() };
        let mut at = context.scan.clitics_before(context.lexicon, hour).map_or(hour, |(_, at)| at);
        for _ in 0..3 {
            if let Some((hit, part)) = context
                .pick_before(at, from, |lexeme| match lexeme {
                    Lexeme::TimePart(part) => Some(*part),
                    _ => None,
                })
                .or_else(|| {
                    context.pick_before(hour, from, |lexeme| match lexeme {
                        Lexeme::TimePart(part) if lead.part.is_none() => Some(*part),
                        _ => None,
                    })
                })
                .filter(|_| lead.part.is_none())
            {
                lead.part = Some(part);
                lead.loose = part < 0 && begins_with_number(context, hit);
                lead.joins = context.pick_before(hit.end, hit.first, unit(Lexeme::RangeJoin)).is_some();
                lead.prepared =
                    context.pick_before(hit.end, hit.first, unit(Lexeme::TimeBeforeMinutes)).is_some();
                (lead.first, lead.skip, at) = (hit.first, hit.skip, hit.first);
            } else if let Some((hit, half)) =
                context.pick_before(at, from, |lexeme| half_of(lexeme, Side::Before))
            {
                lead.half = Some(half);
                (lead.first, lead.skip, at) = (hit.first, hit.skip, hit.first);
            } else if let Some((hit, zone)) = context.pick_before(at, from, zone_of) {
                lead.zone = Some(zone.to_owned());
                (lead.first, lead.skip, at) = (hit.first, hit.skip, hit.first);
            } else {
                break;
            }
        }
        let word = context.pick_before(at, from, unit(Lexeme::TimeBefore)).map(|(hit, ())| hit);
        let word = word.filter(|hit| !lead.loose || context.is(hit.first, &Lexeme::RangeHead).is_none());
        lead.word = word.is_some();
        lead.strong = word.is_some_and(|hit| means_time_alone(context, hit));
        let article = context.pick_before(at, from, unit(Lexeme::TimeBeforeMinutes)).map(|(hit, ())| hit);
        lead.article = article.is_some();
        let open = article.or(word).map_or(at, |hit| hit.first);
        lead.ranged = context.pick_before(open, from, unit(Lexeme::RangeHead)).is_some();
        lead.date = at > from && !desk.taken.is_free(at - 1);
        lead
    }
}

pub(super) fn begins_with_number(context: &Context<'_>, hit: &Hit) -> bool {
    context.at(hit.first).any(|(other, lexeme)| other.end < hit.end && matches!(lexeme, Lexeme::Cardinal(_)))
}

/// Whether a word before an hour has no other use as a small word.
fn means_time_alone(context: &Context<'_>, hit: &Hit) -> bool {
    !context.at(hit.first).any(|(other, lexeme)| {
        other.end == hit.end
            && matches!(
                lexeme,
                Lexeme::YearPreposition
                    | Lexeme::Locative
                    | Lexeme::Role(..)
                    | Lexeme::Beyond
                    | Lexeme::ByEndOf
                    | Lexeme::Modifier(..)
                    | Lexeme::Unit(_)
            )
    })
}

/// What stands after a time and belongs to it.
pub(super) struct Tail {
    pub(super) end: usize,
    pub(super) half: Option<Half>,
    /// The word for the half of the day counts days as well.
    pub(super) weak: bool,
    pub(super) zone: Option<String>,
}

impl Tail {
    pub(super) fn after(desk: &Desk<'_, '_>, mut end: usize, limit: usize) -> Self {
        let context = desk.context;
        let mut tail = Self { end, half: None, weak: false, zone: None };
        let half = (end < limit).then(|| context.pick(end, |lexeme| half_of(lexeme, Side::After))).flatten();
        if let Some((hit, half)) = half.filter(|(hit, _)| hit.end <= limit) {
            tail.weak = has_other_meaning(context, hit);
            (tail.half, tail.end) = (Some(half), hit.end);
            end = hit.end;
        }
        let bracket = mark(context, end, limit, &["(", ","]);
        let at = if bracket { end + 1 } else { end };
        let zone = (at < limit).then(|| context.pick(at, zone_of)).flatten();
        if let Some((hit, zone)) = zone.filter(|(hit, _)| hit.end <= limit) {
            let (shift, last) = shift(context, hit.end, limit);
            tail.zone = Some(format!("{zone}{shift}"));
            let closed = mark(context, end, limit, &["("]) && mark(context, last, limit, &[")"]);
            tail.end = if closed { last + 1 } else { last };
        }
        tail
    }
}

/// `+3` after `GMT`.
fn shift(context: &Context<'_>, at: usize, limit: usize) -> (String, usize) {
    let glued = |at: usize| at < limit && !context.scan.tokens[at].spaced;
    if mark(context, at, limit, &["+", "-"])
        && glued(at)
        && glued(at + 1)
        && context.scan.tokens[at + 1].kind == TokenKind::Digits
    {
        return (format!("{}{}", context.word(at), context.word(at + 1)), at + 2);
    }
    (String::new(), at)
}

/// The hour, or the part before it, is the end of a longer word.
pub(super) fn is_inside_word(context: &Context<'_>, hour: &Small, lead: &Lead) -> bool {
    let part = if lead.part.is_some() { lead.first } else { hour.first };
    context.is_inside_word(part) && !(lead.half.is_some() && hour.width > 0)
}

/// An hour in syllables where words are set apart: most of them are other words too, and
/// count only with the word for hours.
pub(super) fn is_syllables(context: &Context<'_>, hour: &Small) -> bool {
    !context.pack.unspaced && hour.is_lettered(context)
}
