//! Lists in a sentence without a colon: "four documents, namely a statement, a road map
//! and two plans", "three centres focusing on trade, health and water".

use super::lists::{is_and, opens_more, remark, split, whole};
use super::story::{Story, lower};
use crate::finding::{Finding, Severity};
use crate::lang::lexeme::Lexeme;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::{Mention, Role, Value};

/// The announced count of a sentence against the list behind its "namely".
pub(super) fn count(story: &Story<'_>, sentence: &Sentence) -> Option<Finding> {
    let (first, severity) = (sentence.first..sentence.end).find_map(|at| opens_list(story, sentence, at))?;
    let (figure, announced) = announced(story, sentence, first)?;
    let end = end_of_list(story, first, sentence.end);
    let addendum = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Addendum);
    let added = story.has(end, sentence.end, addendum);
    let (low, high) = items(story, first, end)?;
    let off = !(low..=high).contains(&announced);
    // What is told of them may be of another number, and what is added may be counted.
    let near = announced + 1 == low || announced == high + 1;
    if severity == Severity::Advice && !near || severity != Severity::Advice && added && announced > high {
        return None;
    }
    off.then(|| story.finding(severity, remark(story, figure, announced, low, high)))?
}

/// Where the list of a sentence begins, and how much its count must be that of the things
/// announced: what centres focus on may be more than they are.
fn opens_list(story: &Story<'_>, sentence: &Sentence, at: usize) -> Option<(usize, Severity)> {
    let (hit, severity) = story.context.pick(at, |lexeme| match lexeme {
        Lexeme::Relation(Relation::Listed) => Some(Severity::Warning),
        Lexeme::Relation(Relation::Deals) => Some(lower(Severity::Warning)),
        _ => None,
    })?;
    // "Including" lists a part.
    let partial = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relation(Relation::Apart | Relation::Addendum));
    let part = story.has(hit.first, hit.end, partial);
    // A single letter that is a part of a longer word: 即将.
    let letter = story.context.pack.unspaced
        && hit.end == hit.first + 1
        && at > 0
        && story.context.scan.tokens[at - 1].kind != TokenKind::Mark;
    let longer = story.context.at(at).any(|(other, _)| other.end > hit.end);
    (!part && !letter && !longer && hit.end < sentence.end).then_some((hit.end, severity))
}

/// The one plain count before the list, near it.
fn announced<'a>(story: &Story<'a>, sentence: &Sentence, list: usize) -> Option<(&'a Mention, usize)> {
    let reach = if story.context.pack.unspaced { 2 * REACH } else { REACH };
    let mut counts = story.mentions_in(sentence).iter().filter(|mention| {
        mention.end_token <= list && mention.end_token + reach >= list && mention.value.amount().is_some()
    });
    let figure = counts.next()?;
    let Value::Number(amount) = &figure.value else { return None };
    let plain = figure.role == Role::Level && figure.sure && counts.next().is_none();
    let before = figure.first_token.saturating_sub(APART).max(sentence.first);
    let more = story
        .has(before, list, |lexeme| matches!(lexeme, Lexeme::Relation(Relation::Apart | Relation::Addendum)));
    let speaks = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Parties);
    let more = more || story.has(figure.end_token, (figure.end_token + 1).min(list), speaks);
    whole(amount).filter(|_| plain && !more).map(|count| (figure, count))
}

/// Where a list ends: with its sentence, or before what is beside it or another clause.
fn end_of_list(story: &Story<'_>, first: usize, end: usize) -> usize {
    let stops = |at: usize| {
        matches!(story.context.word(at), "." | "!" | ";" | ":" | "\u{3002}")
            || story.has(at, at + 1, opens_more)
    };
    let end = (first..end).find(|&at| stops(at)).unwrap_or(end);
    let is_mark = |at: &usize| story.context.scan.tokens[*at].kind == TokenKind::Mark;
    (first..end).rev().find(|at| !is_mark(at)).map_or(first, |at| at + 1)
}

/// The least and the most items there can be: "and" may part two of them or stand inside
/// one, unless every item has its comma.
fn items(story: &Story<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let tokens = &story.context.scan.tokens;
    let word = |at: usize| story.context.word(at);
    let separates = |at: usize| matches!(word(at), "," | "\u{3001}");
    let figures = story.mentions_in(story.context.scan.sentence(first)).iter();
    let counts = figures.filter(|mention| (first..end).contains(&mention.first_token));
    let plain = counts.filter(|mention| mention.value.amount().is_some()).all(is_rank)
        && (first..end).all(|at| {
            tokens[at].kind != TokenKind::Mark || separates(at) || matches!(word(at), "-" | "'" | "\"")
        });
    let items = split(first, end, separates);
    let ands = |item: &(usize, usize)| (item.0 + 1..item.1).filter(|&at| is_and(story, at)).count();
    let heads = items.iter().skip(1).filter(|item| item.0 < item.1 && is_and(story, item.0)).count();
    let long = if story.context.pack.unspaced { 3 * ITEM } else { ITEM };
    let filled = items.iter().all(|item| item.1 > item.0 && item.1 - item.0 <= long * (1 + ands(item)));
    let last = items.last()?;
    let inner: usize = items.iter().map(ands).sum();
    if !plain || !filled {
        return None;
    }
    // A short item with an "and" may be two; a long one has it inside.
    let short = |item: &&(usize, usize)| item.1 - item.0 <= long / 3 + usize::from(is_and(story, item.0));
    let doubtful: usize = items.iter().filter(short).map(ands).sum();
    match items.len() {
        1 if inner > 1 => Some(if is_even(story, *last) { (inner + 1, inner + 1) } else { (2, inner + 1) }),
        1 => None,
        // Each item has its comma, and the last one its "and".
        2 if heads > 0 => None,
        count if heads == count - 1 || heads == 1 && is_and(story, last.0) => Some((count, count + doubtful)),
        count if heads == 0 && ands(last) > 0 => Some((count + 1, count + inner)),
        count if heads == 0 && story.context.pack.unspaced => Some((count, count + inner)),
        _ => None,
    }
}

/// The items of a list behind a colon, where all but the first have a comma and an "and":
/// they may be long.
pub(super) fn joined(story: &Story<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let end = end_of_list(story, first, end);
    let commas = split(first, end, |at| matches!(story.context.word(at), "," | "\u{3001}"));
    let all = commas.iter().skip(1).all(|item| item.0 < item.1 && is_and(story, item.0));
    (all && commas.len() > 2).then(|| items(story, first, end))?
}

/// "The third meeting" is no count.
const fn is_rank(mention: &Mention) -> bool {
    matches!(mention.value, Value::Ordinal(_))
}

/// Whether no piece between two "and"s is longer than two words.
fn is_even(story: &Story<'_>, (first, end): (usize, usize)) -> bool {
    let ands: Vec<usize> = (first + 1..end).filter(|&at| is_and(story, at)).chain([end]).collect();
    ands.iter().scan(first, |from, &at| Some(at - std::mem::replace(from, at))).all(|length| length <= 2)
}

/// Tokens before a count in which a word makes it a part: "of them, three".
const APART: usize = 4;

/// Tokens between a count and its list.
const REACH: usize = 9;

/// Tokens of an item.
const ITEM: usize = 12;
