//! Years counted of something that an article dates elsewhere: "32 years of diplomatic
//! relations" in one sentence, "established diplomatic relations in 1992" in another.

use super::anniversary::names_known;
use super::fix;
use super::story::{Remark, Story, lower};
use super::years::{exact, is_now, rounding, year_of};
use crate::finding::{Finding, Severity};
use crate::lang::lexeme::Lexeme;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Value};

/// What years are counted of, and what says that it began.
const MILESTONES: &[(Relation, Relation)] =
    &[(Relation::Ties, Relation::TiesBegun), (Relation::Independence, Relation::IndependenceBegun)];

/// Years of a thing that do not reach from the year the article gives for its beginning to
/// the year of the sentence or of the article.
pub(super) fn spans(story: &Story<'_>) -> Vec<Finding> {
    MILESTONES.iter().flat_map(|milestone| spans_of(story, *milestone)).collect()
}

fn spans_of(story: &Story<'_>, (thing, begun): (Relation, Relation)) -> Vec<Finding> {
    let counts: Vec<(&Mention, i32)> = story
        .mentions
        .iter()
        .filter_map(|mention| Some((mention, years(mention)?)).filter(|_| is_of(story, mention, thing)))
        .collect();
    if counts.is_empty() {
        return Vec::new();
    }
    let Some((base, from)) = beginning(story, begun) else { return Vec::new() };
    counts.iter().filter_map(|&(figure, years)| judge(story, figure, years, base, from)).collect()
}

fn years(mention: &Mention) -> Option<i32> {
    match &mention.value {
        Value::Duration { amount, unit } if unit == "year" && mention.sure => exact(amount),
        Value::Ordinal(amount) if mention.sure => exact(amount).filter(|years| *years > LEAST),
        _ => None,
    }
}

/// Whether the clause of a number of years names the thing, near it.
fn is_of(story: &Story<'_>, mention: &Mention, thing: Relation) -> bool {
    let sentence = story.sentence(mention);
    let clause = story.speech().clause(mention.first_token);
    let (from, to) = story.speech().clause_range(sentence, clause);
    let (from, to) = if story.context.pack.unspaced {
        (from.max(mention.first_token.saturating_sub(2 * REACH)), to.min(mention.end_token + 2 * REACH))
    } else {
        (mention.end_token, to.min(mention.end_token + REACH))
    };
    let ranked = matches!(mention.value, Value::Ordinal(_));
    let is_anniversary = |lexeme: &Lexeme| *lexeme == Lexeme::Anniversary;
    let near = mention.first_token.saturating_sub(2).max(sentence.first);
    let celebrates = !ranked || story.has(near, (mention.end_token + 2).min(sentence.end), is_anniversary);
    celebrates && story.has(from, to, |lexeme| *lexeme == Lexeme::Relation(thing))
}

/// The one year in which the article says that the thing began.
fn beginning<'a>(story: &Story<'a>, begun: Relation) -> Option<(&'a Mention, i32)> {
    let mut found: Option<(&Mention, i32)> = None;
    for sentence in &story.context.scan.sentences {
        for at in sentence.first..sentence.end {
            let Some(hit) = story.context.is(at, &Lexeme::Relation(begun)) else { continue };
            let Some((base, year)) = beside(story, sentence, hit.first, hit.end) else { continue };
            match found {
                Some((_, other)) if other != year => return None,
                _ => found = found.or(Some((base, year))),
            }
        }
    }
    found
}

/// The year right beside the words that something began.
fn beside<'a>(
    story: &Story<'a>,
    sentence: &Sentence,
    first: usize,
    end: usize,
) -> Option<(&'a Mention, i32)> {
    let near = |other: &&Mention| {
        let gap = if other.first_token >= end {
            other.first_token - end
        } else {
            first.checked_sub(other.end_token).unwrap_or(usize::MAX)
        };
        let one = story.speech().clause(other.first_token) == story.speech().clause(first);
        gap <= BESIDE || one && gap <= REACH && other.end_token <= first
    };
    let mut found = story.mentions_in(sentence).iter().filter(|other| year_of(other).is_some()).filter(near);
    let base = found.next()?;
    Some((base, year_of(base)?)).filter(|_| found.next().is_none())
}

fn judge(story: &Story<'_>, figure: &Mention, said: i32, base: &Mention, from: i32) -> Option<Finding> {
    let (here, there) = (story.sentence(figure), story.sentence(base));
    // A base in the sentence itself is another check's.
    let own = here == there || story.mentions_in(here).iter().any(|other| year_of(other) == Some(from));
    let same = names_known(story, here, there) || names_known(story, there, here);
    if own || !same {
        return None;
    }
    let mut named = story.mentions_in(here).iter().filter_map(year_of);
    let (named, more) = (named.next(), named.next());
    let end = named.or_else(|| story.date().and_then(Edtf::year_of)).filter(|_| more.is_none())?;
    let years = end - from;
    let round = rounding(said);
    // "After 20 years of ties they fell out": only what stands for today ends today.
    let today = is_now(story, figure) || round == 0 && (years - said).abs() <= SLIP;
    if named.is_none() && !today {
        return None;
    }
    if years < 1 || (-round..=round).contains(&(years - said)) {
        return None;
    }
    // The day may not have come round yet; who counts so says it seldom of ties.
    let late = years - said == 1 + round;
    let severity = if late || named.is_none() && round > 0 { Severity::Advice } else { Severity::Warning };
    let fixes = [
        fix::number(story, figure, said.into(), years.into()),
        fix::number(story, base, from.into(), (end - said).into()),
    ];
    let remark = Remark {
        check: "year-arithmetic",
        figure,
        message: format!("from {from} to {end} it is {years} years, not {said}"),
        help: "correct the number of years, or the year they are counted from",
        text: format!("{said} years"),
        related: vec![(base.span, format!("began in {from}"))],
        fixes: fixes.into_iter().flatten().collect(),
    };
    story.finding(if story.date().is_none() && named.is_none() { lower(severity) } else { severity }, remark)
}

/// Years that a count may be off by and still be thought today's.
const SLIP: i32 = 10;

/// A rank up to this is more often another thing's than that of an anniversary.
const LEAST: i32 = 4;

/// Tokens between a number of years and what they are counted of.
const REACH: usize = 10;

/// Tokens between the words that something began and their year, over a comma too.
const BESIDE: usize = 2;
