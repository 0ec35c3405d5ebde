//! Weekdays: alone, or beside a date they belong to.

use super::desk::{Anchors, Desk};
use super::parts::mark;
use crate::lang::lexeme::{Lexeme, RelativeUnit};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::Value;
use crate::mention::context::Context;

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    desk.drafts.sort_by_key(|draft| draft.first);
    for &at in &anchors.weekdays {
        let Some(found) = weekday(desk, at) else { continue };
        let short = is_abbreviation(desk.context, &found);
        if short && !is_led(desk, &found) {
            continue;
        }
        if let Some(index) = date_after(desk, &found, short).or_else(|| date_before(desk, &found, short)) {
            attach(desk, index, &found);
        } else {
            let bent = with_last_or_next(desk, found);
            // "Sat" and "Sun" are other words too: alone they need a word beside them.
            let (from, limit) = desk.sentence(at);
            let whole = (found.first, found.end) == (from, limit) && found.end > found.first + 1;
            if short && !whole && (bent.first, bent.end) == (found.first, found.end) {
                continue;
            }
            let found = bent;
            desk.keep_other(found.first, found.end, found.skip, Value::Weekday(found.day), true);
        }
    }
}

/// Up to three letters of a script with capitals, or a few more with a full stop.
fn is_abbreviation(context: &Context<'_>, found: &Found) -> bool {
    let word = context.word(found.first);
    let dotted = is_dotted(context, found);
    let longest = if dotted { 5 } else { 3 };
    (dotted || found.end == found.first + 1)
        && word.chars().count() <= longest
        && word.chars().any(char::is_lowercase)
}

/// A word with its full stop.
fn is_dotted(context: &Context<'_>, found: &Found) -> bool {
    found.end == found.first + 2 && context.word(found.end - 1) == "."
}

/// "Sun", "mer.", "man." are other words too, and a full stop ends their sentence: a
/// weekday stands at a head, after a mark or after a small word of dates.
fn is_led(desk: &Desk<'_, '_>, found: &Found) -> bool {
    let context = desk.context;
    let (from, limit) = desk.sentence(found.first);
    // A full stop before a comma ends no sentence: "it was Fri., 5 July".
    let goes_on = is_dotted(context, found) && mark(context, found.end, limit, &[","]);
    goes_on
        || found.first == from
        || context.scan.tokens[found.first - 1].kind != TokenKind::Word
        || joins(context, found.first, from)
}

/// A small word of dates stands right before a token.
fn joins(context: &Context<'_>, at: usize, from: usize) -> bool {
    let small = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::DateBetween
                | Lexeme::DayWord
                | Lexeme::YearPreposition
                | Lexeme::TimeBefore
                | Lexeme::Locative
                | Lexeme::And
                | Lexeme::RangeHead
                | Lexeme::RangeJoin
                | Lexeme::Relative { .. }
        )
        .then_some(())
    };
    context.pick_before(at, from, small).is_some()
}

/// A weekday with its day word.
#[derive(Clone, Copy)]
struct Found {
    day: u8,
    first: usize,
    end: usize,
    skip: usize,
}

fn weekday(desk: &Desk<'_, '_>, at: usize) -> Option<Found> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let mut candidates = context.at(at).filter_map(|(hit, lexeme)| match lexeme {
        Lexeme::Weekday { day, needs_day_word } => Some((hit, *day, *needs_day_word)),
        _ => None,
    });
    candidates.find_map(|(hit, day, needs_day_word)| {
        // "At 3 in the evening | day Wednesday": a time may have taken the longer phrase.
        let open = (from..at).rev().take_while(|&token| desk.taken.is_free(token)).last().unwrap_or(at);
        let word = context.pick_before(at, open, |lexeme| (*lexeme == Lexeme::DayWord).then_some(()));
        let word = word.map(|(hit, ())| hit);
        // "On the fifth day": the name of a day has no article of its own.
        if needs_day_word && (word.is_none() || hit.clitics.has(Clitic::The))
            || is_definite_rank(context, hit)
            || heads_number(context, hit)
        {
            return None;
        }
        let (first, skip) = word.map_or((hit.first, hit.skip), |word| (word.first, word.skip));
        let free = desk.taken.are_free(first, hit.end);
        let counted = word.is_none()
            && !needs_day_word
            && (counts(desk, hit, from, limit)
                || is_rank(context, hit, from, limit)
                || is_counted_unit(context, hit, from));
        (free && !counted).then_some(Found { day, first, end: hit.end, skip })
    })
}

/// The word begins a longer number: "one-ten" for eleven, "rank two | tens and four".
fn heads_number(context: &Context<'_>, hit: &Hit) -> bool {
    let cardinal = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_)).then_some(());
    let scale = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Scale(_)).then_some(());
    if hit.end > hit.first + 1
        && hit.end < context.scan.sentence(hit.first).end
        && context.pick(hit.end - 1, cardinal).is_some()
        && context.pick(hit.end, scale).is_some()
    {
        return true;
    }
    context.at(hit.first).any(|(other, lexeme)| {
        other.end > hit.end && matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::OrdinalWord(_))
    })
}

/// "On the fifth day" matches the phrase of "Thursday" where the article is
/// optional on every word.
fn is_definite_rank(context: &Context<'_>, hit: &Hit) -> bool {
    hit.end > hit.first + 1 && !context.lexicon.ends_as_written(&context.reader(), hit)
}

/// "3 luni", "20 de luni": a form that is a unit as well is one after a number.
fn is_counted_unit(context: &Context<'_>, hit: &Hit, from: usize) -> bool {
    let unit = context
        .at(hit.first)
        .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::Unit(_)));
    let of = |lexeme: &Lexeme| (*lexeme == Lexeme::NumberOf).then_some(());
    let at = context.pick_before(hit.first, from, of).map_or(hit.first, |(of, ())| of.first);
    let number = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_)).then_some(());
    unit && at > from
        && (context.scan.tokens[at - 1].kind == TokenKind::Digits
            || context.pick_before(at, from, number).is_some())
}

/// "A quinta reunião" is the fifth meeting: a form that is a rank as well is no
/// weekday with a rank before it or a noun after it.
fn is_rank(context: &Context<'_>, hit: &Hit, from: usize, limit: usize) -> bool {
    let ranks = |lexeme: &Lexeme| matches!(lexeme, Lexeme::OrdinalWord(_)).then_some(());
    let both = context.at(hit.first).any(|(other, lexeme)| other.end == hit.end && ranks(lexeme).is_some());
    let noun = |at: usize| {
        context.scan.tokens[at].kind == TokenKind::Word
            && !context.at(at).any(|(_, lexeme)| {
                matches!(
                    lexeme,
                    Lexeme::Relative { .. } | Lexeme::DateBetween | Lexeme::And | Lexeme::TimeBefore
                )
            })
    };
    both && (context.pick_before(hit.first, from, ranks).is_some() || hit.end < limit && noun(hit.end))
}

/// `一周二次`, `一周四天`: the week is counted, or the day is.
fn counts(desk: &Desk<'_, '_>, hit: &Hit, from: usize, limit: usize) -> bool {
    let context = desk.context;
    if context.scan.tokens[hit.first].kind != TokenKind::Letter {
        return false;
    }
    let numeral = hit.first > from && desk.taken.is_free(hit.first - 1) && {
        let cardinal =
            |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_)).then_some(());
        context.scan.tokens[hit.first - 1].kind == TokenKind::Digits
            || context.pick_before(hit.first, from, cardinal).is_some()
    };
    // A word that begins with the letter of a unit counts nothing, and "on Friday" is
    // the day whatever follows.
    let word = |next: &Hit| {
        context.at(next.first).any(|(other, lexeme)| other.end > next.end && *lexeme == Lexeme::NotFigure)
    };
    let on = |lexeme: &Lexeme| (*lexeme == Lexeme::Locative).then_some(());
    let unit = hit.end < limit
        && context.pick_before(hit.first, from, on).is_none()
        && context.at(hit.end).any(|(next, lexeme)| {
            matches!(lexeme, Lexeme::Classifier | Lexeme::Unit(_))
                && desk.taken.is_free(next.first)
                && !word(next)
        });
    numeral || unit
}

/// Small words and marks that may stand between a weekday and its date.
fn joint(context: &Context<'_>, at: usize, limit: usize) -> Option<usize> {
    if mark(context, at, limit, &[",", "(", "\u{3001}"]) {
        return Some(at + 1);
    }
    let word = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::DateBetween | Lexeme::DayWord | Lexeme::Locative).then_some(())
    };
    // Until is among the words before a year or a time: every Monday until 14 March is no
    // Monday 14 March.
    let bounds = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::RangeJoin | Lexeme::YearPreposition | Lexeme::TimeBefore).then_some(())
    };
    let joined = context.pick(at, word).filter(|(hit, ())| hit.end < limit);
    if let Some((hit, ())) = joined.filter(|_| context.pick(at, bounds).is_none()) {
        return Some(hit.end);
    }
    let clitics = context.lexicon.clitics().whole(context.word(at)).is_some();
    if !clitics {
        return None;
    }
    Some(if mark(context, at + 1, limit, &["-"]) { at + 2 } else { at + 1 })
}

/// The date that follows a weekday: `Friday, 5 July`; only a mark may stand between a
/// short one and its date.
fn date_after(desk: &Desk<'_, '_>, found: &Found, short: bool) -> Option<usize> {
    let context = desk.context;
    let (_, limit) = desk.sentence(found.first);
    let mut at = found.end;
    for _ in 0..4 {
        if let Ok(index) = desk.drafts.binary_search_by_key(&at, |draft| draft.first) {
            return has_day(desk, index).then_some(index);
        }
        let next = (at < limit).then(|| joint(context, at, limit)).flatten()?;
        if short && !mark(context, at, limit, &[",", "("]) {
            return None;
        }
        at = next;
    }
    None
}

/// The date a weekday stands after: `5 July (Friday)`; a short one in brackets, or set off
/// with its full stop.
fn date_before(desk: &Desk<'_, '_>, found: &Found, short: bool) -> Option<usize> {
    let context = desk.context;
    let index = desk.drafts.partition_point(|draft| draft.end <= found.first).checked_sub(1)?;
    let draft = &desk.drafts[index];
    let (from, _) = desk.sentence(found.first);
    if draft.first < from || found.first > draft.end + 3 || draft.weekday.is_some() || !has_day(desk, index) {
        return None;
    }
    let mut at = draft.end;
    while at < found.first {
        at = joint(context, at, found.first + 1)?;
    }
    let limit = desk.sentence(found.first).1;
    let bracketed = mark(context, draft.end, found.first, &["("]);
    // "5 July 2024, Fri.": a full stop, and nothing of the sentence but a mark behind it.
    let set_off = is_dotted(context, found)
        && mark(context, draft.end, found.first, &[","])
        && draft.end + 1 == found.first
        && (found.end >= limit || mark(context, found.end, limit, &[",", ")"]));
    (at == found.first && (!short || bracketed || set_off)).then_some(index)
}

fn has_day(desk: &Desk<'_, '_>, index: usize) -> bool {
    use crate::mention::edtf::Edtf;
    matches!(desk.drafts[index].date, Edtf::Date { day: Some(_), .. })
}

fn attach(desk: &mut Desk<'_, '_>, index: usize, found: &Found) {
    let limit = desk.sentence(found.first).1;
    let context = desk.context;
    let draft = &mut desk.drafts[index];
    draft.weekday = Some(found.day);
    if found.first < draft.first {
        (draft.first, draft.skip) = (found.first, found.skip);
        return desk.taken.take(found.first, desk.drafts[index].end);
    }
    let bracket = mark(context, draft.end, limit, &["("]) && mark(context, found.end, limit, &[")"]);
    draft.end = if bracket { found.end + 1 } else { found.end };
    let (first, end) = (draft.first, draft.end);
    desk.taken.take(first, end);
}

/// "Last Friday", `יום שישי שעבר`, `上周五`: the word belongs to the weekday.
fn with_last_or_next(desk: &Desk<'_, '_>, mut found: Found) -> Found {
    let context = desk.context;
    let (from, limit) = desk.sentence(found.first);
    let bends = |lexeme: &Lexeme| match lexeme {
        Lexeme::Relative { unit: RelativeUnit::Weekday, .. } => Some(()),
        _ => None,
    };
    if let Some((hit, ())) = context.pick_before(found.first, from, bends)
        && desk.taken.are_free(hit.first, hit.end)
    {
        (found.first, found.skip) = (hit.first, hit.skip);
    } else if found.end < limit
        && let Some((hit, ())) = context.pick(found.end, bends)
        && !context.at(found.end).any(|(other, _)| other.end > hit.end)
        && desk.taken.are_free(hit.first, hit.end)
        && hit.end <= limit
    {
        found.end = hit.end;
    }
    found
}
