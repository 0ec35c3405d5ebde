//! Years counted: "32 years since 1992", against the year of the article or of the sentence.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::named;
use super::age;
use super::fix;
use super::lists::is_and;
use super::story::{Remark, Story, lower};
use super::words::words;
use crate::claim::hint;
use crate::finding::{Finding, Severity};
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::amount::Amount;
use crate::mention::{Mention, Value};

/// A number of years and the year they are counted from.
pub(super) struct Count<'a> {
    pub(super) years: i32,
    pub(super) figure: &'a Mention,
    pub(super) base: &'a Mention,
    pub(super) from: i32,
}

/// Spans of years that do not reach from their year to the year of the text.
pub(super) fn spans(story: &Story<'_>) -> Vec<Finding> {
    let counts = story.mentions.iter().filter_map(|mention| {
        let Value::Duration { amount, unit } = &mention.value else { return None };
        let years = exact(amount).filter(|_| unit == "year" && mention.sure)?;
        let base = counted_from(story, mention)?;
        Some(Count { years, figure: mention, base, from: base_year(base)? })
    });
    counts
        .filter_map(|count| {
            // The day may not have come round yet, and a round number may be rounded.
            let round = rounding(count.years);
            judge(story, &count, -round..=1 + round, "year-arithmetic")
        })
        .collect()
}

/// The year a number of years is counted from by the words beside it.
pub(super) fn counted_from<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    since_before(story, mention)
        .or_else(|| since_after(story, mention))
        .or_else(|| years_ago(story, mention))
        .or_else(|| years_after(story, mention))
}

/// How many years a round number of them may leave out or add.
pub(super) const fn rounding(years: i32) -> i32 {
    if years % 10 == 0 {
        2
    } else if years % 5 == 0 {
        1
    } else {
        0
    }
}

/// A whole number of years that nothing bends.
pub(super) fn exact(amount: &Amount) -> Option<i32> {
    let whole = amount.modifier.is_none() && amount.ratio.is_none() && amount.value.fract() == Decimal::ZERO;
    amount.value.to_i32().filter(|years| whole && (2..=500).contains(years))
}

pub(super) fn year_of(mention: &Mention) -> Option<i32> {
    match &mention.value {
        Value::Date(date) if date.calendar.is_none() => date.date.year_of(),
        _ => None,
    }
}

/// The years the count may end in: the article's, and those the sentence names, by
/// number or as "this year". How many of them the article's date alone gives.
fn ends(story: &Story<'_>, count: &Count<'_>) -> (Vec<i32>, usize) {
    let named = story.mentions_in(story.sentence(count.figure)).iter().filter(|other| *other != count.base);
    let named = named.filter_map(|other| match &other.value {
        Value::Date(date) => date.date.year_of().or_else(|| date.resolved.as_ref()?.year_of()),
        _ => None,
    });
    let dated = story.date().and_then(crate::mention::edtf::Edtf::year_of);
    (dated.into_iter().chain(named).collect(), usize::from(dated.is_some()))
}

pub(super) fn judge(
    story: &Story<'_>,
    count: &Count<'_>,
    slack: std::ops::RangeInclusive<i32>,
    check: &'static str,
) -> Option<Finding> {
    let (ends, dated) = ends(story, count);
    // "At the age of 20" was in another year, and so may an anniversary have been.
    let (ends, by_date) = if check == "age" && age::is_at_age(story, count.figure) {
        (ends[dated..].to_vec(), false)
    } else {
        let by_date = ends.len() == dated && check != "year-arithmetic";
        (ends, by_date)
    };
    let fits = |end: &i32| slack.contains(&(end - count.from - count.years));
    let end = *ends.first().filter(|_| !ends.iter().any(fits))?;
    let years = end - count.from;
    let told_now = match check {
        "age" => is_slip(count.years, years),
        "anniversary" => {
            let recent = (1..=RECENT).contains(&(years - count.years));
            recent || is_now(story, count.figure) || count.years > years && !is_ahead(story, count)
        }
        _ => true,
    };
    if years < 1 || by_date && !told_now {
        return None;
    }
    let (from, said) = (count.from, count.years);
    let fixes = [
        fix::number(story, count.figure, said.into(), years.into()),
        fix::number(story, count.base, from.into(), (end - said).into()),
    ];
    let severity = named(check).map_or(Severity::Warning, |check| check.severity);
    // A "50th anniversary" may have been another year's; "50 years of ties" are today's.
    let ranked = matches!(count.figure.value, Value::Ordinal(_));
    let severity = if by_date && (ranked || check == "age") { lower(severity) } else { severity };
    story.finding(
        severity,
        Remark {
            check,
            figure: count.figure,
            message: format!("from {from} to {end} it is {years} years, not {said}"),
            help: "correct the number of years, or the year they are counted from",
            text: format!("{said} years"),
            related: vec![(count.base.span, format!("counted from {from}"))],
            fixes: fixes.into_iter().flatten().collect(),
        },
    )
}

/// Whether the sentence may look ahead: it plans something, or counts the years to come.
fn is_ahead(story: &Story<'_>, count: &Count<'_>) -> bool {
    let sentence = story.sentence(count.figure);
    let plans = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Stance(StanceWord::Planned) | Lexeme::Relation(Relation::ToCome))
    };
    let waits =
        |other: &Mention| matches!(other.value, Value::Duration { .. }) && other.span != count.figure.span;
    story.has(sentence.first, sentence.end, plans) || story.mentions_in(sentence).iter().any(waits)
}

/// Whether the sentence speaks of the day of the article: "celebrates", "this year", "on
/// Friday". An anniversary of an unnamed day may have been in any year.
pub(super) fn is_now(story: &Story<'_>, figure: &Mention) -> bool {
    let sentence = story.sentence(figure);
    let celebrates = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Celebrates);
    let weekday = |other: &Mention| matches!(other.value, Value::Weekday(_));
    story.has(sentence.first, sentence.end, celebrates) || story.mentions_in(sentence).iter().any(weekday)
}

/// Whether one number of years may stand by mistake for the other: "20 when she moved" is
/// none for 86.
fn is_slip(a: i32, b: i32) -> bool {
    let (a, b) = (Decimal::from(a), Decimal::from(b));
    let digits = a.checked_rem(Decimal::TEN) == b.checked_rem(Decimal::TEN)
        || (a / Decimal::TEN).floor() == (b / Decimal::TEN).floor();
    digits || hint::is_anagram_of(a, b) || (a - b).abs() <= Decimal::from(3)
}

pub(super) fn is(story: &Story<'_>, token: usize, relation: Relation) -> Option<usize> {
    story.context.is(token, &Lexeme::Relation(relation)).map(|hit| hit.end)
}

/// "32 years since 1992", "32 years have passed since the founding in 1992": the
/// next date of the clause.
fn since_after<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let at = mention.end_token;
    let at = (at < sentence.end).then(|| is(story, at, Relation::Passed)).flatten().unwrap_or(at);
    // Behind a comma "since" may say why: the year must stand right after it.
    let comma = at < sentence.end && story.context.word(at) == ",";
    let at = at + usize::from(comma);
    // "Ten years after the war" may end in any year.
    let open = |at: usize| is(story, at, Relation::YearsAfter).is_none();
    let since = (at < sentence.end && open(at)).then(|| is(story, at, Relation::Since)).flatten()?;
    let base = story
        .mentions_in(sentence)
        .iter()
        .find(|other| other.first_token + 1 >= since && year_of(other).is_some())?;
    let same = story.speech().clause(base.first_token) == story.speech().clause(at);
    let near = base.first_token <= if comma { since + 1 } else { since + REACH };
    (same && near).then_some(base)
}

/// "In 2004, 20 years ago", "20 years ago, in 2004": the year stands beside the number of
/// years, and nothing but small words between.
fn years_ago<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let opens = story.opens_at(mention);
    let is_ago = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Ago);
    let after = story.context.pick(mention.end_token, |lexeme| is_ago(lexeme).then_some(()));
    let after = after.filter(|(hit, ())| hit.end <= sentence.end).map(|(hit, ())| hit.end);
    if after.is_none() && !story.is_before(opens, is_ago) {
        return None;
    }
    let end = after.unwrap_or(mention.end_token);
    // "In 1992, and five years ago it was closed" tells of another year.
    let and = (opens.saturating_sub(2)..=opens).any(|at| is_and(story, at));
    let closed = end >= sentence.end || story.context.scan.tokens[end].kind == TokenKind::Mark;
    if and || !closed {
        return None;
    }
    let (reach, few) = if story.context.pack.unspaced {
        (2 * BESIDE, 2 * BESIDE)
    } else {
        (BESIDE, usize::from(after.is_none()))
    };
    let beside =
        |from: usize, to: usize| (from..=from + reach).contains(&to) && words(story, from, to).len() <= few;
    let mut found = story.mentions_in(sentence).iter().filter(|other| {
        year_of(other).is_some() && (beside(other.end_token, opens) || beside(end, other.first_token))
    });
    let base = found.next()?;
    found.next().is_none().then_some(base)
}

/// "In 2019, 25 years after the war of 1994": the year the count ends in stands right
/// before it, and the year it is counted from in the same clause. Without the former it
/// may be counted to any year.
fn years_after<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let after = (mention.end_token < sentence.end)
        .then(|| is(story, mention.end_token, Relation::YearsAfter))
        .flatten()?;
    let dates = || story.mentions_in(sentence).iter().filter(|other| base_year(other).is_some());
    let ends = |other: &Mention| {
        other.end_token <= mention.first_token && other.end_token + BESIDE >= mention.first_token
    };
    let base = dates().find(|other| other.first_token >= after)?;
    let same = story.speech().clause(base.first_token) == story.speech().clause(after);
    let near = base.first_token <= after + REACH;
    (same && near && dates().any(ends) && dates().count() == 2).then_some(base)
}

/// "Since 1992, 32 years have passed": the year stands right after "since", and the
/// number of years beside "passed".
fn since_before<'a>(story: &Story<'a>, mention: &Mention) -> Option<&'a Mention> {
    let sentence = story.sentence(mention);
    let from = mention.first_token.saturating_sub(4).max(sentence.first);
    let passed = (from..mention.first_token)
        .chain(mention.end_token..(mention.end_token + 2).min(sentence.end))
        .any(|at| is(story, at, Relation::Passed).is_some());
    if !passed {
        return None;
    }
    let mut found = story
        .mentions_in(sentence)
        .iter()
        .filter(|other| year_of(other).is_some() && after_since(story, sentence, other));
    let base = found.next()?;
    found.next().is_none().then_some(base)
}

/// Whether "since" stands before a date in its clause, and no other figure between.
fn after_since(story: &Story<'_>, sentence: &Sentence, date: &Mention) -> bool {
    let clause = |at| story.speech().clause(at);
    let from = date.first_token.saturating_sub(REACH).max(sentence.first);
    (from..=date.first_token).any(|at| {
        let since = is(story, at, Relation::Since).is_some_and(|end| end <= date.end_token);
        let figures = story.mentions_in(sentence).iter();
        let mut between =
            figures.filter(|other| other.first_token > at && other.first_token < date.first_token);
        let adjacent = is(story, at, Relation::Since).is_some_and(|end| end + 1 >= date.first_token);
        since && (adjacent || clause(at) == clause(date.first_token) && between.all(is_named))
    })
}

/// Whether a mention is a name, which may stand anywhere.
const fn is_named(mention: &Mention) -> bool {
    matches!(mention.value, Value::Name(_) | Value::List(_))
}

/// The year of a date, or of four digits: beside "born" they are one.
pub(super) fn base_year(mention: &Mention) -> Option<i32> {
    let digits = match &mention.value {
        Value::Number(amount) if mention.end_token == mention.first_token + 1 => exact_year(amount),
        _ => None,
    };
    year_of(mention).or(digits)
}

fn exact_year(amount: &Amount) -> Option<i32> {
    let plain = amount.modifier.is_none() && !amount.rounded;
    amount.value.to_i32().filter(|year| plain && (1500..2100).contains(year))
}

/// The one year of the sentence beside which a word says that something began then.
pub(super) fn began<'a>(story: &Story<'a>, mention: &Mention, relation: Relation) -> Option<&'a Mention> {
    began_in(story, story.sentence(mention), mention, relation)
}

/// The same, of any sentence.
pub(super) fn began_in<'a>(
    story: &Story<'a>,
    sentence: &Sentence,
    mention: &Mention,
    relation: Relation,
) -> Option<&'a Mention> {
    let begun: &[Relation] = match relation {
        Relation::Founded => &[Relation::TiesBegun, Relation::IndependenceBegun],
        _ => &[],
    };
    let is_word = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relation(word) if *word == relation || begun.contains(word));
    let relative = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relative { .. });
    let is_base = |other: &&Mention| {
        base_year(other).is_some() && !story.has(other.first_token, other.end_token, relative) && {
            let opens = story.opens_at(other);
            let before = opens.saturating_sub(BEGAN).max(sentence.first)..other.first_token;
            let after = other.end_token..(other.end_token + 1).min(sentence.end);
            let free = |at: usize| at < mention.first_token || at >= mention.end_token;
            let clause = |at| story.speech().clause(at);
            before.chain(after).any(|at| {
                let near = story.context.at(at).any(|(hit, lexeme)| is_word(lexeme) && hit.end + 2 >= opens);
                near && free(at) && clause(at) == clause(other.first_token)
            })
        }
    };
    let mut found = story.mentions_in(sentence).iter().filter(is_base);
    let base = found.next()?;
    found.next().is_none().then_some(base)
}

/// Tokens between "born" and its year: "born in the village of Piran in 1948".
const BEGAN: usize = 4;

/// Tokens between "since" and its year: "since the establishment of ties in 1992".
const REACH: usize = 10;

/// Tokens between a number of years and the year beside it: ", or", "، أي".
const BESIDE: usize = 3;

/// Years an anniversary may be short of the article's and still be thought today's.
const RECENT: i32 = 5;
