//! Tense against the date of the article: what is over is not still to come.

use jiff::ToSpan;
use jiff::civil::Date;

use super::fix;
use super::story::{Remark, Story};
use crate::finding::Finding;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Value};

/// Days that were over when the article appeared, and are said to come; and days to
/// come that are said to be over.
pub(super) fn tenses(story: &Story<'_>) -> Vec<Finding> {
    let Some(published) = story.date().filter(|date| date.weekday().is_some()).and_then(Edtf::first_day)
    else {
        return Vec::new();
    };
    story.mentions.iter().filter_map(|mention| tense(story, mention, published)).collect()
}

fn tense(story: &Story<'_>, mention: &Mention, published: Date) -> Option<Finding> {
    let (day, bare) = day_of(story, mention, published)?;
    let said = |relation| {
        let sentence = story.sentence(mention);
        let clause = story.speech().clause(mention.first_token);
        let (from, to) = story.speech().clause_range(sentence, clause);
        // A day that a comma sets off belongs to the clause after it.
        let alone = from + 2 >= mention.first_token && to == mention.end_token + 1 && to < sentence.end;
        let to = if alone { story.speech().clause_range(sentence, story.speech().clause(to)).1 } else { to };
        let (from, to) =
            (from.max(mention.first_token.saturating_sub(REACH)), to.min(mention.end_token + REACH));
        story.has(from, to, |lexeme| *lexeme == Lexeme::Relation(relation))
    };
    let (to_come, over) = (said(Relation::ToCome), said(Relation::Over));
    if is_another(story, mention) {
        return None;
    }
    let message = if day < published && to_come && !over {
        format!("{day} was over on {published}, the date of the article, and is said to come")
    } else if day > published && over && !to_come && !bare {
        format!("{day} was still to come on {published}, the date of the article, and is said to be over")
    } else {
        return None;
    };
    let text = u8::try_from(day.weekday().to_monday_one_offset()).map_or("", fix::name_of);
    story.report(Remark {
        check: "tense-vs-dateline",
        figure: mention,
        message,
        help: "say what happened by the date of the article, or correct one of the dates",
        text: text.to_owned(),
        related: Vec::new(),
        fixes: Vec::new(),
    })
}

/// Whether a date may be another thing's than the verb's: "the law of 1 July", "as of 1
/// July", or the clause names another day.
fn is_another(story: &Story<'_>, mention: &Mention) -> bool {
    let dated = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relation(Relation::Dated) | Lexeme::Beyond);
    let opens = story.opens_at(mention);
    let own = story.is_before(opens, dated) || story.is_before(mention.first_token, dated);
    let from = story.clitics(mention).has(Clitic::From);
    let clause = story.speech().clause(mention.first_token);
    let days = story.mentions_in(story.sentence(mention)).iter().filter(|other| {
        matches!(other.value, Value::Date(_) | Value::Weekday(_))
            && story.speech().clause(other.first_token) == clause
    });
    own || from || days.count() > 1 || is_reported_between(story, mention)
}

/// "On 30 June they said that the road will open": the day is that of the saying.
fn is_reported_between(story: &Story<'_>, mention: &Mention) -> bool {
    let sentence = story.sentence(mention);
    let said = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Stance(StanceWord::Attributed) | Lexeme::Relation(Relation::Reported))
    };
    let to = (mention.end_token + 3).min(sentence.end);
    let to_come = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::ToCome);
    (mention.end_token..to).any(|at| story.has(at, at + 1, said) && story.has(at, sentence.end, to_come))
}

/// The day a mention names, and whether it is a bare weekday: that counts where it was
/// the day before, for nobody names the day six days ahead so, and where no "this" or
/// "next" stands with it.
fn day_of(story: &Story<'_>, mention: &Mention, published: Date) -> Option<(Date, bool)> {
    match &mention.value {
        Value::Date(date) if date.calendar.is_none() => {
            let day = date.resolved.as_ref().unwrap_or(&date.date);
            day.weekday()?;
            Some((day.first_day()?, false))
        }
        Value::Weekday(weekday) => {
            let eve = published.checked_sub(1.days()).ok()?;
            let is_eve = u8::try_from(eve.weekday().to_monday_one_offset()) == Ok(*weekday);
            let bent = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relative { .. });
            let bare = !story.has(mention.first_token, mention.end_token, bent);
            (is_eve && bare).then_some((eve, true))
        }
        _ => None,
    }
}

/// Tokens between the verb and its day.
const REACH: usize = 6;
