//! Repairs a person may choose from: a figure or a weekday put right, in the digits
//! and forms the article itself uses. None of them is safe.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::translation_fix::{self, Place};
use super::story::Story;
/// A weekday in messages.
pub(super) use crate::claim::reading::weekday as name_of;
use crate::finding::{Edit, Fix, quoted};
use crate::lang::lexeme::Lexeme;
use crate::lang::render::{form_beside, in_digits_of};
use crate::lang::token::TokenKind;
use crate::mention::Mention;
use crate::span::Span;

/// Replaces the number `from` in a figure by `to`, where it is written in digits or in one
/// word of which the pack knows the same form for the other.
pub(super) fn number(story: &Story<'_>, figure: &Mention, from: i64, to: i64) -> Option<Fix> {
    let tokens = figure.first_token..figure.end_token;
    let Some(at) = digits(story, tokens, from) else { return in_words(story, figure, from, to) };
    let span = story.context.span(at, at + 1, 0);
    let written = story.context.article.source.text.get(span.range())?;
    Some(fix(story, format!("change {from} to {to}"), span, in_digits_of(written, &to.to_string())))
}

/// The same for a word: "five" by "four", خمس by أربع, "fourth" by "third".
fn in_words(story: &Story<'_>, figure: &Mention, from: i64, to: i64) -> Option<Fix> {
    let context = &story.context;
    let says = |lexeme: &Lexeme| match lexeme {
        Lexeme::Cardinal(value) | Lexeme::OrdinalWord(value) => *value == Decimal::from(from),
        Lexeme::Enumerator(value) => i64::from(*value) == from,
        _ => false,
    };
    let (hit, ()) = context.pick(figure.first_token, |lexeme| says(lexeme).then_some(()))?;
    if hit.end < figure.end_token && context.at(hit.end).any(|(_, lexeme)| is_part(lexeme)) {
        return None;
    }
    let span = context.span(hit.first, hit.end, hit.skip);
    let written = context.article.source.text.get(span.range())?;
    let numbers = &context.pack.numbers;
    let (old, new) = (from.to_string(), to.to_string());
    let ranks = u32::try_from(from).ok().zip(u32::try_from(to).ok());
    let form = [&numbers.cardinals, &numbers.ordinals]
        .into_iter()
        .find_map(|forms| form_beside(forms, &old, written, &new))
        .or_else(|| {
            ranks.and_then(|(from, to)| form_beside(&context.pack.enumerators, &from, written, &to))
        })?;
    Some(fix(story, format!("change {from} to {to}"), span, capital_as(written, form)))
}

/// What makes a number word a part of a longer number.
const fn is_part(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_) | Lexeme::OrdinalWord(_))
}

/// A form with a capital where what it replaces has one.
fn capital_as(written: &str, form: String) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if written.chars().next().is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => form,
    }
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

/// Replaces a value by another, in the figure's own numerals and scale words.
pub(super) fn value(story: &Story<'_>, figure: &Mention, old: Decimal, new: Decimal) -> Option<Fix> {
    let place = Place {
        article: story.article,
        context: story.context,
        fact: None,
        span: figure.span,
        tokens: figure.first_token..figure.end_token,
        value: Some(&figure.value),
    };
    let edit = translation_fix::number(&place, old, new.normalize())?;
    let (from, to) = (old.normalize(), new.normalize());
    Some(Fix { title: format!("change {from} to {to}"), safe: false, edits: vec![edit] })
}

/// Lets two figures change places.
pub(super) fn swap(story: &Story<'_>, a: Span, b: Span) -> Option<Fix> {
    let text = |span: Span| story.context.article.source.text.get(span.range()).map(str::to_owned);
    let edit = |span, text| Edit { article: story.article, span, text };
    let edits = vec![edit(a, text(b)?), edit(b, text(a)?)];
    Some(Fix { title: "let the two change places".to_owned(), safe: false, edits })
}

/// Puts a phrase in the place of another.
pub(super) fn phrase(story: &Story<'_>, first: usize, end: usize, text: &str) -> Option<Fix> {
    let span = story.context.span(first, end, 0);
    let written = story.context.article.source.text.get(span.range())?;
    Some(fix(story, format!("change {} to {}", quoted(written), quoted(text)), span, text.to_owned()))
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
