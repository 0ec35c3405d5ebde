//! Ages: "aged 67, born in 1948", against the year of the article or of the sentence.

use super::lists::is_and;
use super::story::Story;
use super::years::{Count, base_year, began, exact, is, judge};
use crate::finding::Finding;
use crate::lang::relations::Relation;
use crate::lang::token::TokenKind;
use crate::mention::amount::{Amount, Modifier};
use crate::mention::{Mention, Value};

/// Ages that are not those of the year of birth in the same sentence.
pub(super) fn ages(story: &Story<'_>) -> Vec<Finding> {
    let counts = story.mentions.iter().filter_map(|mention| {
        let (Value::Number(amount) | Value::Duration { amount, .. }) = &mention.value else { return None };
        if matches!(&mention.value, Value::Duration { unit, .. } if unit != "year") {
            return None;
        }
        let bent = matches!(amount.modifier, Some(Modifier::About | Modifier::Nearly));
        let whole = if bent { exact(&Amount { modifier: None, ..amount.clone() }) } else { exact(amount) };
        let years = whole.filter(|years| (2..=120).contains(years) && is_age(story, mention))?;
        // "The 34-year-old striker and his coach, born in 1970": two people.
        let base = began(story, mention, Relation::Born)
            .filter(|base| !(mention.end_token..base.first_token).any(|at| is_another(story, at)))?;
        // The birthday may be still to come, and some count the first year of life as one.
        // In obituaries "about" is a figure of speech.
        let slack = if bent { -4..=4 } else { -1..=1 };
        judge(story, &Count { years, figure: mention, base, from: base_year(base)? }, slack, "age")
    });
    counts.collect()
}

/// Whether a word for an age stands beside a number.
fn is_age(story: &Story<'_>, mention: &Mention) -> bool {
    is_beside(story, mention, Relation::Aged) || is_at_age(story, mention) || is_set_off(story, mention)
}

/// Whether an "and" stands at a token with no mark before it: behind one it goes on.
fn is_another(story: &Story<'_>, at: usize) -> bool {
    is_and(story, at) && at > 0 && story.context.scan.tokens[at - 1].kind != TokenKind::Mark
}

/// "Maria Silva, 49, who was born in 1975", "Maria Silva (49)".
fn is_set_off(story: &Story<'_>, mention: &Mention) -> bool {
    let tokens = &story.context.scan.tokens;
    let word = |at: usize| story.context.word(at);
    let sentence = story.sentence(mention);
    let inside = sentence.first < mention.first_token && mention.end_token < sentence.end;
    let named = mention.first_token > 1 && tokens[mention.first_token - 2].capital;
    inside
        && tokens[mention.first_token].kind == TokenKind::Digits
        && match (word(mention.first_token - 1), word(mention.end_token)) {
            (",", ",") => named && tokens[mention.first_token - 2].kind == TokenKind::Word,
            marks => marks == ("(", ")"),
        }
}

/// Whether the word is one for an age of any day.
pub(super) fn is_at_age(story: &Story<'_>, mention: &Mention) -> bool {
    is_beside(story, mention, Relation::AtAge) && !is_beside(story, mention, Relation::Aged)
}

fn is_beside(story: &Story<'_>, mention: &Mention, relation: Relation) -> bool {
    let sentence = story.sentence(mention);
    let after = mention.end_token < sentence.end && is(story, mention.end_token, relation).is_some()
        || (mention.first_token + 1..mention.end_token).any(|at| is(story, at, relation).is_some());
    let from = mention.first_token.saturating_sub(4).max(sentence.first);
    let before = (from..mention.first_token)
        .any(|at| is(story, at, relation).is_some_and(|end| end + 1 >= mention.first_token));
    after || before
}
