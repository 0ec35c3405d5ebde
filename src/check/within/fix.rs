//! Repairs a person may choose from: a figure or a weekday put right, in the digits
//! and forms the article itself uses. None of them is safe.

use std::ops::Range;

use super::story::Story;
/// A weekday in messages.
pub(super) use crate::claim::reading::weekday as name_of;
use crate::finding::{Edit, Fix, quoted};
use crate::lang::lexeme::Lexeme;
use crate::lang::render::{form_beside, in_digits_of};
use crate::lang::token::TokenKind;
use crate::mention::Mention;
use crate::span::Span;

/// Replaces the number `from` in a figure by `to`, where it is written in digits.
pub(super) fn number(story: &Story<'_>, figure: &Mention, from: i64, to: i64) -> Option<Fix> {
    let tokens = figure.first_token..figure.end_token;
    let at = digits(story, tokens, from)?;
    let span = story.context.span(at, at + 1, 0);
    let written = story.context.article.source.text.get(span.range())?;
    Some(fix(story, format!("change {from} to {to}"), span, in_digits_of(written, &to.to_string())))
}

/// The one token of a range that is this number in digits.
fn digits(story: &Story<'_>, tokens: Range<usize>, number: i64) -> Option<usize> {
    let is = |&at: &usize| {
        story.context.scan.tokens[at].kind == TokenKind::Digits
            && story.context.word(at).parse() == Ok(number)
    };
    let mut found = tokens.filter(is);
    let at = found.next()?;
    found.next().is_none().then_some(at)
}

/// Writes one of two figures as the other is written, either way.
pub(super) fn either(story: &Story<'_>, a: &Mention, b: &Mention) -> Vec<Fix> {
    let text = |figure: &Mention| story.context.article.source.text.get(figure.span.range());
    let (Some(one), Some(other)) = (text(a), text(b)) else { return Vec::new() };
    let change = |figure: &Mention, from: &str, to: &str| {
        fix(story, format!("change {} to {}", quoted(from), quoted(to)), figure.span, to.to_owned())
    };
    vec![change(a, one, other), change(b, other, one)]
}

/// Replaces the name of the weekday in a date by that of another day, in the form
/// that stands at the same place of the pack's list.
pub(super) fn weekday(story: &Story<'_>, figure: &Mention, from: u8, to: u8) -> Option<Fix> {
    let context = &story.context;
    let (hit, ()) = (figure.first_token..figure.end_token).find_map(|at| {
        context.pick(at, |lexeme| matches!(lexeme, Lexeme::Weekday { day, .. } if *day == from).then_some(()))
    })?;
    let dates = &context.pack.dates;
    let span = context.span(hit.first, hit.end, hit.skip);
    let written = context.article.source.text.get(span.range())?;
    let lists = [&dates.weekdays, &dates.weekdays_after_day_word];
    let form = lists.into_iter().find_map(|forms| form_beside(forms, &from, written, &to))?;
    Some(fix(story, format!("change the weekday to {}", name_of(to)), span, form))
}

fn fix(story: &Story<'_>, title: String, span: Span, text: String) -> Fix {
    Fix { title, safe: false, edits: vec![Edit { article: story.article, span, text }] }
}
