//! Ranges that run backwards: years, days and figures.

use rust_decimal::prelude::ToPrimitive;

use super::fix;
use super::story::{Remark, Story};
use crate::finding::{Finding, Fix};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::lang::token::TokenKind;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};

/// Ranges whose first end is the later or the larger.
pub(super) fn reversed(story: &Story<'_>) -> Vec<Finding> {
    let alone = story.mentions.iter().filter_map(|mention| joined_date(story, mention));
    let pairs = story.mentions.windows(2).filter_map(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let wrong = years(story, a, b) || days(story, a, b) || figures(story, a, b);
        wrong.then(|| {
            let fixes = swapped(story, a, b).into_iter().collect();
            story.report(Remark { fixes, ..remark(a, b) })
        })?
    });
    alone.chain(pairs).collect()
}

fn remark<'a>(a: &'a Mention, b: &Mention) -> Remark<'a> {
    Remark {
        check: "range-reversed",
        figure: a,
        message: "the range ends before it begins".to_owned(),
        help: "put the ends in order, or correct the one that is wrong",
        text: "the first end".to_owned(),
        related: vec![(b.span, "the last end".to_owned())],
        fixes: Vec::new(),
    }
}

/// The numerals of the two ends, each in the other's place.
fn swapped(story: &Story<'_>, a: &Mention, b: &Mention) -> Option<Fix> {
    let digits = |at: &usize| story.context.scan.tokens[*at].kind == TokenKind::Digits;
    let is_year = |at: usize| story.context.word(at).len() > 2;
    let last = (b.first_token..b.end_token).find(digits)?;
    // A day changes places with a day: the first end may name its year before.
    let first = (a.first_token..a.end_token).rev().find(|at| digits(at) && is_year(*at) == is_year(last))?;
    let span = |at: usize| story.context.span(at, at + 1, 0);
    fix::swap(story, span(first), span(last))
}

/// The two ends of a range read as one, where it is written with two runs of digits of one
/// kind: `1998–1992`, `5–3 May 2024`.
fn swapped_within(story: &Story<'_>, mention: &Mention) -> Option<Fix> {
    let digits = |at: &usize| story.context.scan.tokens[*at].kind == TokenKind::Digits;
    let mut runs = (mention.first_token..mention.end_token).filter(digits);
    let (a, b) = (runs.next()?, runs.next()?);
    let length = |at: usize| story.context.word(at).len();
    let alike = (length(a) > 2) == (length(b) > 2) && (length(a) < 3 || runs.next().is_none());
    let span = |at: usize| story.context.span(at, at + 1, 0);
    alike.then(|| fix::swap(story, span(a), span(b)))?
}

/// A range of dates read as one: `5–3 May 2024`.
fn joined_date(story: &Story<'_>, mention: &Mention) -> Option<Finding> {
    let Value::Date(date) = &mention.value else { return None };
    let Edtf::Interval(low, high) = &date.date else { return None };
    let old = |lexeme: &Lexeme| *lexeme == Lexeme::BeforeCommonEra;
    if story.context.pick(mention.end_token, |lexeme| old(lexeme).then_some(())).is_some() {
        return None;
    }
    // "The 1990s-80s" are named side by side.
    if matches!((&**low, &**high), (Edtf::Decade(_), Edtf::Decade(_))) {
        return None;
    }
    let backwards = match (&**low, &**high) {
        // The reader takes the year before for a range such as "November to February".
        (
            Edtf::Date { month: Some(a), day: Some(from), .. },
            Edtf::Date { month: Some(b), day: Some(to), .. },
        ) => a == b && from > to && completed(low, high),
        _ => low == high || matches!((low.first_day(), high.last_day()), (Some(from), Some(to)) if from > to),
    };
    let remark = Remark {
        related: Vec::new(),
        text: "runs backwards".to_owned(),
        fixes: swapped_within(story, mention).into_iter().collect(),
        ..remark(mention, mention)
    };
    backwards.then(|| story.report(remark))?
}

/// Whether the year of the first end can be the reader's: a year before the last.
fn completed(low: &Edtf, high: &Edtf) -> bool {
    match (low.year_of(), high.year_of()) {
        (Some(low), Some(high)) => low == high || low + 1 == high,
        _ => true,
    }
}

/// A year: read as one, or four digits beside words that make a year of them.
fn year(mention: &Mention) -> Option<i32> {
    match &mention.value {
        Value::Date(date) if date.calendar.is_none() => match date.date {
            Edtf::Date { year, month: None, day: None } => year,
            _ => None,
        },
        Value::Number(amount) if mention.end_token == mention.first_token + 1 => {
            amount.value.to_i32().filter(|year| (1500..2100).contains(year) && amount.modifier.is_none())
        }
        _ => None,
    }
}

/// `2025–2021`, "between 2025 and 2021". "From 2030 to 2025" may move a plan forward.
fn years(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    let (Some(first), Some(last)) = (year(a), year(b)) else { return false };
    let is_date = |mention: &Mention| matches!(mention.value, Value::Date(_));
    let marked = is_date(a) || is_date(b) || year_word(story, a) || in_brackets(story, a, b);
    let dash = story.dashed(a, b) && first >= last && marked;
    dash || first > last && story.joined(a, b) && between(story, a, b)
}

/// `(1998–1989)`.
fn in_brackets(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    let word = |at: Option<usize>| at.is_some_and(|at| story.context.word(at) == "(");
    let tokens = story.context.scan.tokens.len();
    word(a.first_token.checked_sub(1)) && b.end_token < tokens && story.context.word(b.end_token) == ")"
}

/// A word or clitic that makes a year of the number after it.
fn year_word(story: &Story<'_>, mention: &Mention) -> bool {
    story.clitics(mention).has(Clitic::In)
        || story.is_before(mention.first_token, |lexeme| {
            matches!(lexeme, Lexeme::YearBefore | Lexeme::YearPreposition)
        })
}

fn between(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    let is = |token, head: &Lexeme| story.is_before(token, |lexeme| lexeme == head);
    // "Of 64 and 32 bits" is no range, though "of 64 to 32" may be one.
    let and = story.context.is(a.end_token, &Lexeme::And).is_some_and(|hit| hit.end == b.first_token);
    let opens = if and { Lexeme::RangeBetween } else { Lexeme::RangeHead };
    // "From" opens a range as well as "between", and says where a change began.
    let head = |token| is(token, &opens) && !story.is_before(token, is_from);
    let from = story.context.scan.sentence(a.first_token).first;
    let year_word = |lexeme: &Lexeme| (*lexeme == Lexeme::YearBefore).then_some(());
    head(a.first_token)
        || story.context.pick_before(a.first_token, from, year_word).is_some_and(|(hit, ())| head(hit.first))
}

fn is_from(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Role(Role::Base, _) | Lexeme::Relation(Relation::Since))
}

/// "12–2 January", "from 12 to 2 January".
fn days(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    if let (Value::Date(first), Value::Date(last)) = (&a.value, &b.value) {
        return story.dashed(a, b) && days_of_one_month(&first.date, &last.date);
    }
    let (Value::Number(number) | Value::Ordinal(number), Value::Date(date)) = (&a.value, &b.value) else {
        return false;
    };
    let Edtf::Date { month: Some(_), day: Some(day), .. } = date.date else { return false };
    // "A 4-1 February win" is a score.
    let dash = story.dashed(a, b) && number.value > 9.into() && date.date.year_of().is_some();
    let headed = story.clitics(a).has(Clitic::From)
        || between(story, a, b)
        || story.is_before(a.first_token, |lexeme| matches!(lexeme, Lexeme::Role(Role::Base, _)));
    number.value > day.into()
        && number.value <= 31.into()
        && number.modifier.is_none()
        && (dash || headed && (story.dashed(a, b) || story.joined(a, b)))
}

/// A day of a month, and a day that names no month. A few days over the end of a month
/// are a range into the next one.
fn days_of_one_month(first: &Edtf, last: &Edtf) -> bool {
    match (first, last) {
        (
            Edtf::Date { month: Some(_), day: Some(from), .. },
            Edtf::Date { year: None, month: None, day: Some(to) },
        ) => from > to && 31 + to - from > OVER,
        _ => false,
    }
}

/// "Between 30 and 20 percent". Without a unit the two may be anything.
fn figures(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    let bare = matches!(a.value, Value::Number(_));
    let unit = b.value.unit();
    let (Some(low), Some(high)) = (a.value.amount(), b.value.amount()) else { return false };
    unit.is_some()
        && unit.as_deref() != Some("hour")
        && (bare || a.value.unit() == unit)
        && low.value > high.value
        && high.value.is_sign_positive()
        && low.modifier.is_none()
        && high.modifier.is_none()
        && (story.joined(a, b) && between(story, a, b) || bare && glued(story, a, b))
}

/// "90至60公里": two ends with one unit, and no word of change or of where one began.
fn glued(story: &Story<'_>, a: &Mention, b: &Mention) -> bool {
    let sentence = story.sentence(a);
    let changes = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::ChangeVerb | Lexeme::Role(Role::Change | Role::Base, _))
            || matches!(lexeme, Lexeme::Relation(Relation::Rises | Relation::Falls | Relation::Since))
    };
    a.role == Role::Level
        && story.dashed(a, b)
        && !DASH.contains(&story.context.word(a.end_token))
        && !story.has(sentence.first, sentence.end, changes)
}

/// With a dash the first may be a number of anything: "Apollo 13–2 km".
const DASH: &[&str] = &["-", "\u{2013}", "\u{2014}", "~"];

/// Days from one end to the other, over the end of a month, that make a range.
const OVER: u8 = 10;
