//! Anniversaries: their number against the year in which the thing began, as the sentence,
//! or the one before it, names that year.

use super::lists::is_and;
use super::story::Story;
use super::words::words;
use super::years::{Count, base_year, began, began_in, counted_from, exact, is, is_now, judge, year_of};
use crate::finding::Finding;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::{Mention, Value};

/// Anniversaries whose number is not that of the years since.
pub(super) fn anniversaries(story: &Story<'_>) -> Vec<Finding> {
    let counts = story.mentions.iter().filter_map(|mention| {
        let years = number(story, mention).filter(|_| counted_from(story, mention).is_none())?;
        let base = began(story, mention, Relation::Founded)
            .filter(|base| !is_parted(story, mention, base))
            .filter(|base| base.first_token > mention.first_token || is_own(story, mention))
            .or_else(|| event(story, mention))
            .or_else(|| told_before(story, mention))?;
        Some(Count { years, figure: mention, base, from: base_year(base)? })
    });
    counts
        .filter_map(|count| {
            let sentence = story.sentence(count.figure);
            let ahead = story.has(sentence.first, sentence.end, |lexeme| {
                matches!(
                    lexeme,
                    Lexeme::Stance(StanceWord::Planned) | Lexeme::Beyond | Lexeme::Relative { .. }
                )
            });
            judge(story, &count, -i32::from(ahead)..=i32::from(ahead), "anniversary")
        })
        .collect()
}

/// The years of an anniversary: a rank or a number of years beside a word for one.
fn number(story: &Story<'_>, mention: &Mention) -> Option<i32> {
    let (Value::Ordinal(amount) | Value::Number(amount) | Value::Duration { amount, .. }) = &mention.value
    else {
        return None;
    };
    if matches!(&mention.value, Value::Duration { unit, .. } if unit != "year") {
        return None;
    }
    let ranked = !matches!(mention.value, Value::Number(_)) || story.context.pack.unspaced;
    exact(amount).filter(|_| ranked && is_anniversary(story, mention))
}

/// Whether a word for an anniversary stands beside a number.
fn is_anniversary(story: &Story<'_>, mention: &Mention) -> bool {
    let sentence = story.sentence(mention);
    let after = mention.end_token..(mention.end_token + 2).min(sentence.end);
    let opens = story.opens_at(mention);
    let before = opens.saturating_sub(3).max(sentence.first)..opens;
    let is = |at: usize| story.context.is(at, &Lexeme::Anniversary).is_some();
    // The unit of a duration may hold the word itself: 30周年.
    let within = mention.first_token..mention.end_token;
    after.chain(before).chain(within).any(is)
}

/// "The 20th anniversary of the fall of the wall in 1989": the year of the event ends the
/// clause, with the event between. Where words are not parted it stands before.
fn event<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let clause = story.speech().clause(mention.first_token);
    let dates = || {
        let relative = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relative { .. });
        let years = story.mentions_in(sentence).iter().filter(|other| year_of(other).is_some());
        years.filter(move |other| !story.has(other.first_token, other.end_token, relative))
    };
    let unspaced = story.context.pack.unspaced;
    let base = if unspaced {
        dates().rfind(|other| other.end_token <= mention.first_token)?
    } else {
        dates().find(|other| other.first_token >= mention.end_token)?
    };
    let (from, to) =
        if unspaced { (base.end_token, mention.first_token) } else { (mention.end_token, base.first_token) };
    let celebrates =
        |lexeme: &Lexeme| matches!(lexeme, Lexeme::Anniversary | Lexeme::Held | Lexeme::ClauseOpener);
    let event =
        words(story, from, to).len() > 1 && !(from + 2..to).any(|at| story.has(at, at + 1, celebrates));
    let near = to - from <= if unspaced { 2 * REACH } else { REACH };
    let other_year = dates().count() == 2 || dates().count() == 1 && is_now(story, mention);
    let same = story.speech().clause(base.first_token) == clause;
    (event && near && other_year && same && !(from..to).any(|at| is_and(story, at))).then_some(base)
}

/// "The choir was founded in 1974. This year it celebrates its 50th anniversary": the year
/// of the sentence before, where a word says that it is of the same thing.
fn told_before<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let from = mention.first_token.saturating_sub(OWN).max(sentence.first);
    let own = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Own);
    let is_own = story.has(from, (mention.end_token + OWN).min(sentence.end), own);
    if !is_own || !is_now(story, mention) || has_year(story, sentence) || !self::is_own(story, mention) {
        return None;
    }
    let index = story.context.scan.sentences.partition_point(|other| other.first < sentence.first);
    let before = story.context.scan.sentences.get(index.checked_sub(1)?)?;
    if before.block != sentence.block || !names_known(story, sentence, before) {
        return None;
    }
    let base = began_in(story, before, mention, Relation::Founded)?;
    let years = story.mentions_in(before).iter().filter(|other| year_of(other).is_some());
    (years.count() == 1).then_some(base)
}

/// Whether an anniversary that follows what began is of that: nothing follows it, or a word
/// for the founding. "The 65th birthday of its head" is another's. Where words are not
/// parted, what it is of stands before it.
fn is_own(story: &Story<'_>, mention: &Mention) -> bool {
    let sentence = story.sentence(mention);
    let own = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Own);
    if story.context.pack.unspaced {
        let begun = |lexeme: &Lexeme| {
            own(lexeme) || matches!(lexeme, Lexeme::Relation(Relation::Founded | Relation::TiesBegun))
        };
        if story.is_before(mention.first_token, begun) {
            return true;
        }
        let celebrates =
            |lexeme: &Lexeme| matches!(lexeme, Lexeme::Anniversary | Lexeme::Relation(Relation::Celebrates));
        let from = mention.first_token.saturating_sub(REACH).max(sentence.first);
        let after = (from..mention.first_token)
            .filter_map(|at| story.context.pick(at, |lexeme| celebrates(lexeme).then_some(())))
            .map(|(hit, ())| hit.end)
            .max();
        return after.is_some_and(|after| words(story, after, mention.first_token).is_empty());
    }
    let word = |at: usize| story.context.pick(at, |lexeme| (*lexeme == Lexeme::Anniversary).then_some(()));
    let mut end = mention.end_token;
    while let Some((hit, ())) = (end < sentence.end).then(|| word(end)).flatten() {
        end = hit.end;
    }
    let goes_on = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Relative { .. }
                | Lexeme::YearPreposition
                | Lexeme::Locative
                | Lexeme::And
                | Lexeme::Stance(_)
                | Lexeme::Relation(Relation::Own | Relation::Celebrates)
        )
    };
    end >= sentence.end
        || story.context.scan.tokens[end].kind == TokenKind::Mark
        || story.mentions_in(sentence).iter().any(|other| is_date(other) && story.opens_at(other) == end)
        || is_and(story, end)
        || story.context.at(end).any(|(_, lexeme)| goes_on(lexeme)) && !of_another(story, end, sentence.end)
}

const fn is_date(mention: &Mention) -> bool {
    matches!(mention.value, Value::Date(_))
}

/// Whether a mark and an "and" part an anniversary from what began after it: they are of two
/// things.
fn is_parted(story: &Story<'_>, mention: &Mention, base: &Mention) -> bool {
    let tokens = &story.context.scan.tokens;
    let parts = |at: usize| tokens[at - 1].kind == TokenKind::Mark && is_and(story, at);
    story.parted(mention.first_token, base.first_token)
        || (mention.end_token + 1..base.first_token).any(parts)
}

/// "Of its head", "since its first record": what follows "of its" is no founding.
fn of_another(story: &Story<'_>, at: usize, end: usize) -> bool {
    let joins = |lexeme: &Lexeme| matches!(lexeme, Lexeme::NumberOf | Lexeme::PartOf);
    let of = story.context.at(at).any(|(_, lexeme)| joins(lexeme))
        || is(story, at, Relation::Since).is_some()
        || is(story, at, Relation::Dated).is_some();
    let founded = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Founded);
    of && !story.has(at, (at + OWN).min(end), founded)
}

/// Whether a sentence names a year by its number.
fn has_year(story: &Story<'_>, sentence: &Sentence) -> bool {
    let relative = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relative { .. });
    story
        .mentions_in(sentence)
        .iter()
        .any(|other| year_of(other).is_some() && !story.has(other.first_token, other.end_token, relative))
}

/// Whether a sentence names nobody whom another does not name.
pub(super) fn names_known(story: &Story<'_>, sentence: &Sentence, other: &Sentence) -> bool {
    let names = |sentence: &Sentence| {
        story.mentions_in(sentence).iter().filter_map(|mention| match &mention.value {
            Value::Name(key) => Some(key.as_str()),
            _ => None,
        })
    };
    names(sentence).all(|name| names(other).any(|known| known == name))
}

/// Tokens between an anniversary and the year of its event.
const REACH: usize = 12;

/// Tokens between an anniversary and the word that says whose it is.
const OWN: usize = 4;
