//! Dates against the calendar: days that do not exist, and weekdays that are not
//! those of their dates.

use super::fix;
use super::lists::is_and;
use super::story::{Remark, Story};
use super::words::words;
use crate::article::BlockKind;
use crate::finding::{Finding, Severity};
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::lang::token::TokenKind;
use crate::mention::edtf::Edtf;
use crate::mention::{DateValue, Mention, Value};

/// Days that no calendar has: 31 April, 29 February 2023.
pub(super) fn impossible(story: &Story<'_>) -> Vec<Finding> {
    let dates = dates(story).filter(|(mention, date)| !date.valid && !is_no_date(story, mention, date));
    dates.filter_map(|(mention, date)| story.report(no_such_day(story, mention, date))).collect()
}

/// "Paragraph 31 April report", and "30 in February and 31 in April": a number beside a
/// month.
fn is_no_date(story: &Story<'_>, mention: &Mention, date: &DateValue) -> bool {
    if date.date.year_of().is_some() {
        return false;
    }
    let opens = story.opens_at(mention);
    let at = story.mentions.partition_point(|other| other.first_token < mention.first_token);
    let before = at.checked_sub(1).map(|at| &story.mentions[at]);
    let month = |other: &Mention| match &other.value {
        Value::Date(other) => matches!(other.date, Edtf::Date { month: Some(_), day: None, .. }),
        _ => false,
    };
    let follows = before.is_some_and(|other| {
        other.end_token == opens && story.sentence(other) == story.sentence(mention) && month(other)
    });
    let labelled = |lexeme: &Lexeme| *lexeme == Lexeme::Label;
    story.is_before(opens, labelled) || follows && story.clitics(mention).has(Clitic::And)
}

fn no_such_day<'a>(story: &Story<'_>, mention: &'a Mention, date: &DateValue) -> Remark<'a> {
    let fixes = match date.date {
        Edtf::Date { year, month: Some(month), day: Some(day) } => {
            let last = (28..=31)
                .rev()
                .find(|&last| Edtf::Date { year, month: Some(month), day: Some(last) }.is_valid_day());
            last.filter(|last| day > *last)
                .and_then(|last| fix::number(story, mention, day.into(), last.into()))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    };
    Remark {
        check: "impossible-date",
        figure: mention,
        message: format!("there is no {}", date.date),
        help: "find out which day is meant",
        text: "no calendar has this day".to_owned(),
        related: Vec::new(),
        fixes,
    }
}

fn dates<'a>(story: &Story<'a>) -> impl Iterator<Item = (&'a Mention, &'a DateValue)> {
    story.mentions.iter().filter_map(|mention| match &mention.value {
        Value::Date(date) if date.calendar.is_none() => Some((mention, date)),
        _ => None,
    })
}

/// Weekdays beside dates of other weekdays.
pub(super) fn weekdays(story: &Story<'_>) -> Vec<Finding> {
    let own = dates(story).filter_map(|(mention, date)| weekday(story, mention, date, date.weekday?));
    let apart = story.mentions.windows(2).filter_map(|pair| {
        let (Value::Weekday(stated), Value::Date(date)) = (&pair[0].value, &pair[1].value) else {
            return None;
        };
        let bracketed = date.weekday.is_none() && date.calendar.is_none() && opens(story, &pair[0], &pair[1]);
        bracketed.then(|| weekday(story, &pair[1], date, *stated))?
    });
    let apposed = story.mentions.windows(2).filter_map(|pair| apposed(story, &pair[0], &pair[1]));
    own.chain(apart).chain(apposed).chain(of_the_report(story)).collect()
}

/// "15 March 2024, a Thursday,": a weekday set off behind a date with its year.
fn apposed(story: &Story<'_>, mention: &Mention, weekday: &Mention) -> Option<Finding> {
    let (Value::Date(date), Value::Weekday(stated)) = (&mention.value, &weekday.value) else { return None };
    let plain = date.weekday.is_none() && date.calendar.is_none() && date.date.year_of().is_some();
    let word = |at: usize| story.context.word(at);
    let gap = mention.end_token..weekday.first_token;
    let same = story.sentence(mention) == story.sentence(weekday);
    let set_off = plain
        && same
        && (1..=SMALL).contains(&gap.len())
        && word(gap.start) == ","
        && words(story, gap.start, gap.end).is_empty()
        && weekday.end_token < story.context.scan.tokens.len()
        && matches!(word(weekday.end_token), "," | "." | ")" | "\u{3002}");
    // "On 4 July 2024, and on Fri., as usual" names another day.
    let bound = |lexeme: &Lexeme| matches!(lexeme, Lexeme::DayWord | Lexeme::Locative);
    let other = gap.clone().any(|at| is_and(story, at))
        || story.has(weekday.first_token, weekday.first_token + 1, bound);
    // "Thursday, 4 July 2024, Friday, 5 July": the weekday is the next date's.
    let after = story.mentions.partition_point(|other| other.first_token < weekday.end_token);
    let next = story.mentions.get(after);
    let free = next.is_none_or(|next| {
        !matches!(next.value, Value::Date(_)) || next.first_token > weekday.end_token + SMALL
    });
    (set_off && free && !other).then(|| self::weekday(story, mention, date, *stated))?
}

/// A bare weekday in the first sentence under a dateline, where that tells what happened:
/// it is the day of the report or one of the few before.
fn of_the_report(story: &Story<'_>) -> Option<Finding> {
    let published = story.date().filter(|_| story.context.article.dateline.is_some())?;
    let today = published.weekday()?;
    let lead = story.context.scan.sentences.iter().find(|sentence| sentence.kind == BlockKind::Paragraph)?;
    let bends = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Relative { .. } | Lexeme::Relation(Relation::ToCome))
            || matches!(lexeme, Lexeme::Stance(StanceWord::Planned | StanceWord::Attributed))
    };
    let reports = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Reported);
    if story.has(lead.first, lead.end, bends) || !story.has(lead.first, lead.end, reports) {
        return None;
    }
    let mentions = story.mentions_in(lead);
    let mut days =
        mentions.iter().filter(|mention| !matches!(mention.value, Value::Name(_) | Value::List(_)));
    let figure = days.find(|mention| matches!(mention.value, Value::Weekday(_) | Value::Date(_)))?;
    let Value::Weekday(stated) = figure.value else { return None };
    let alone = !days.any(|mention| matches!(mention.value, Value::Weekday(_) | Value::Date(_)));
    let ago = (today + 7 - stated) % 7;
    if ago <= RECENT || !alone {
        return None;
    }
    let remark = Remark {
        check: "weekday-mismatch",
        figure,
        message: format!(
            "the report is dated {published}, a {}; the last {} was {ago} days before",
            fix::name_of(today),
            fix::name_of(stated)
        ),
        help: "find out which is right, the weekday or the date of the report",
        text: "told as of the day".to_owned(),
        related: Vec::new(),
        fixes: fix::weekday(story, figure, stated, today).into_iter().collect(),
    };
    story.finding(Severity::Advice, remark)
}

/// "Monday (the 7th of October 2024)": a bracket and small words of dates between.
fn opens(story: &Story<'_>, weekday: &Mention, date: &Mention) -> bool {
    let small = |lexeme: &Lexeme| matches!(lexeme, Lexeme::DateBetween | Lexeme::DayWord | Lexeme::Unit(_));
    let between = weekday.end_token..date.first_token;
    (1..=SMALL).contains(&between.len())
        && story.context.word(weekday.end_token) == "("
        && between.skip(1).all(|at| story.context.at(at).any(|(_, lexeme)| small(lexeme)))
}

fn weekday(story: &Story<'_>, mention: &Mention, date: &DateValue, stated: u8) -> Option<Finding> {
    let in_text = date.date.year_of().is_some();
    let meant = if in_text { &date.date } else { date.resolved.as_ref()? };
    let actual = meant.weekday()?;
    let fits = possible_readings(story, mention, meant, in_text).any(|day| day.weekday() == Some(stated));
    if actual == stated || fits || is_julian(meant, stated) || is_joined(story, mention) {
        return None;
    }
    let severity = if in_text && mention.sure { Severity::Error } else { Severity::Warning };
    let by = if in_text { "" } else { ", by the date of the article" };
    let fixes = fix::weekday(story, mention, stated, actual)
        .into_iter()
        .chain(nearest(meant, stated).and_then(|(from, to)| fix::number(story, mention, from, to)))
        .collect();
    let remark = Remark {
        check: "weekday-mismatch",
        figure: mention,
        message: format!("{meant} is a {}, not a {}{by}", fix::name_of(actual), fix::name_of(stated)),
        help: "find out which is right, the weekday or the date, and correct the other",
        text: format!("that day is a {}", fix::name_of(actual)),
        related: Vec::new(),
        fixes,
    };
    story.finding(severity, remark)
}

/// Whether an "and" is written onto the day of a date: "on Tuesday, and on 5 July 2024".
fn is_joined(story: &Story<'_>, mention: &Mention) -> bool {
    let clitics = story.context.lexicon.clitics();
    let is_day = |at: usize| story.context.scan.tokens[at].kind == TokenKind::Digits;
    let and =
        |word: &str| clitics.split(word).any(|(set, rest)| set.has(Clitic::And) && rest.chars().count() < 2);
    (mention.first_token + 1..mention.end_token).filter(|&at| is_day(at)).any(|at| {
        story
            .context
            .scan
            .clitics_before(story.context.lexicon, at)
            .is_some_and(|(set, _)| set.has(Clitic::And))
            || and(story.context.word(at - 1))
    })
}

/// Other days the words may mean: day and month the other way round, and, where the
/// date names no year, the years named nearby.
fn possible_readings<'a>(
    story: &'a Story<'_>,
    mention: &'a Mention,
    meant: &'a Edtf,
    in_text: bool,
) -> impl Iterator<Item = Edtf> + 'a {
    let swapped = match (meant, mention.sure) {
        (Edtf::Date { year: Some(year), month: Some(month), day: Some(day) }, false) => {
            Some(Edtf::day(*year, *day, *month))
        }
        _ => None,
    };
    let named = dates(story).filter_map(move |(_, other)| {
        let year = (!in_text).then(|| other.date.year_of())??;
        match meant {
            Edtf::Date { month: Some(month), day: Some(day), .. } => Some(Edtf::day(year, *month, *day)),
            _ => None,
        }
    });
    swapped.into_iter().chain(named)
}

/// Whether the weekday is right by the Julian calendar, which some countries kept
/// until the 1920s. Before 1583 nobody had the other.
fn is_julian(date: &Edtf, stated: u8) -> bool {
    let (Some(year), Some(weekday)) = (date.year_of(), date.weekday()) else { return false };
    let days_apart = match year {
        ..1583 => return true,
        1583..1700 => 10,
        1700..1800 => 11,
        1800..1900 => 12,
        1900..1930 => 13,
        _ => return false,
    };
    // The same date is that many days later there.
    (weekday - 1 + days_apart) % 7 + 1 == stated
}

/// The day of the month, and the nearest one with the weekday stated.
fn nearest(date: &Edtf, stated: u8) -> Option<(i64, i64)> {
    let Edtf::Date { year: Some(year), month: Some(month), day: Some(day) } = *date else { return None };
    let is = |other: &u8| Edtf::day(year, month, *other).weekday() == Some(stated);
    let other = (1..=3)
        .flat_map(|by| [day.checked_sub(by), day.checked_add(by)])
        .flatten()
        .find(|other| (1..=31).contains(other) && is(other))?;
    Some((day.into(), other.into()))
}

/// Tokens between a weekday and the date in brackets after it.
const SMALL: usize = 3;

/// Days that a report may call by their weekday alone, back from its own.
const RECENT: u8 = 3;
