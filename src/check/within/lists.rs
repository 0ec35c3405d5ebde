//! Lists: the count that announces one against its items.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::story::{Remark, Story};
use super::words::words;
use super::{fix, listing};
use crate::article::BlockKind;
use crate::finding::Finding;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::amount::Amount;
use crate::mention::{Mention, Role, Value};

/// Announced counts that are not those of the list after them.
pub(super) fn counts(story: &Story<'_>) -> Vec<Finding> {
    let sentences = story.context.scan.sentences.iter().enumerate();
    sentences.filter_map(|(index, sentence)| count(story, index, sentence)).collect()
}

fn count(story: &Story<'_>, index: usize, sentence: &Sentence) -> Option<Finding> {
    let colon = (sentence.first..sentence.end).find(|&at| is_colon(story, at, sentence.end));
    let Some(colon) = colon else { return listing::count(story, sentence) };
    let (figure, announced) = announced(story, sentence, colon)?;
    let (low, high) = if colon + 1 == sentence.end {
        bullets(story, index, sentence)?
    } else {
        enumerated(story, index, colon)
            .or_else(|| items(story, colon + 1, sentence.end))
            .or_else(|| listing::joined(story, colon + 1, sentence.end))?
    };
    (!(low..=high).contains(&announced)).then(|| story.report(remark(story, figure, announced, low, high)))?
}

pub(super) fn remark<'a>(
    story: &Story<'_>,
    figure: &'a Mention,
    announced: usize,
    low: usize,
    high: usize,
) -> Remark<'a> {
    let counted = if low == high { low.to_string() } else { format!("{low} or {high}") };
    let number = |count: usize| i64::try_from(count).unwrap_or(0);
    let mend = (low == high).then(|| fix::number(story, figure, number(announced), number(low))).flatten();
    Remark {
        check: "count-vs-list",
        figure,
        message: format!("{announced} are announced, and {counted} follow"),
        help: "correct the count, or complete the list",
        text: format!("announces {announced}"),
        related: Vec::new(),
        fixes: mend.into_iter().collect(),
    }
}

/// A colon that is no part of a time or an address.
fn is_colon(story: &Story<'_>, at: usize, end: usize) -> bool {
    let tokens = &story.context.scan.tokens;
    let open = at + 1 == end || tokens[at + 1].spaced || tokens[at + 1].kind != TokenKind::Digits;
    story.context.word(at) == ":" && open
}

/// The count right before the colon, when it is the only one there: "three centres:".
fn announced<'a>(story: &Story<'a>, sentence: &Sentence, colon: usize) -> Option<(&'a Mention, usize)> {
    let reach = if story.context.pack.unspaced { 2 * REACH } else { REACH };
    let figures = story.mentions_in(sentence).iter().filter(|mention| mention.first_token < colon);
    let mut near = figures.filter(|mention| {
        mention.end_token + reach >= colon
            && (mention.value.amount().is_some() || matches!(mention.value, Value::Range { .. }))
    });
    let figure = near.next()?;
    let Value::Number(amount) = &figure.value else { return None };
    let counts = !matches!(figure.role, Role::Enumerator | Role::Occurrence);
    // A number right before a colon is an hour, or a mark.
    let named = figure.end_token + 1 < colon || !words(story, figure.end_token, colon).is_empty();
    if near.next().is_some() || !counts || !named || figure.end_token == colon {
        return None;
    }
    let says = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Stance(stance) if *stance != StanceWord::Planned)
            || *lexeme == Lexeme::Relation(Relation::Parties)
    };
    // "At five the doors opened:" is an hour.
    let hour = story.clitics(figure).has(Clitic::In) && figure.end_token + 1 < colon;
    // "Five parts, of which the following are public:" lists others.
    let listed = |at: usize| {
        story.context.pick(at, |lexeme| (*lexeme == Lexeme::Relation(Relation::Listed)).then_some(()))
    };
    let comma = (figure.end_token..colon).find(|&at| story.context.word(at) == ",");
    let other = comma.is_some_and(|at| !words(story, at, colon).is_empty() && listed(at + 1).is_none());
    let plain = !hour && !other && !story.has(figure.end_token, colon, says);
    whole(amount).filter(|_| plain && figure.sure).map(|count| (figure, count))
}

pub(super) fn whole(amount: &Amount) -> Option<usize> {
    let plain = amount.modifier.is_none() && amount.ratio.is_none() && amount.value.fract() == Decimal::ZERO;
    amount.value.to_usize().filter(|count| plain && (2..=20).contains(count))
}

/// The items of the list of blocks that follows.
fn bullets(story: &Story<'_>, index: usize, sentence: &Sentence) -> Option<(usize, usize)> {
    let next = story.context.scan.sentences.get(index + 1)?;
    let blocks = story.context.article.blocks.get(next.block..)?;
    let items = blocks.iter().take_while(|block| block.kind == BlockKind::Item).count();
    (next.block == sentence.block + 1 && items > 1).then_some((items, items))
}

/// "First, …; second, …": the marks after the colon, in its sentence and the next ones
/// of the block.
fn enumerated(story: &Story<'_>, index: usize, colon: usize) -> Option<(usize, usize)> {
    let sentences = &story.context.scan.sentences;
    let block = sentences[index].block;
    let last = sentences[index..].iter().take_while(|sentence| sentence.block == block).last()?;
    let marks = story.mentions.iter().filter(|mention| {
        mention.role == Role::Enumerator && mention.first_token > colon && mention.first_token < last.end
    });
    let ranks: Vec<usize> = marks.filter_map(rank).collect();
    let in_order = ranks.iter().enumerate().all(|(at, rank)| at + 1 == *rank);
    (ranks.len() > 1 && in_order).then_some((ranks.len(), ranks.len()))
}

pub(super) fn rank(mention: &Mention) -> Option<usize> {
    mention.value.amount()?.value.to_usize()
}

/// The items of a plain list that fills the rest of its sentence: few words each, no
/// figures, no brackets, no quotations. The least and the most there can be: "and" may
/// part two items or stand inside one.
fn items(story: &Story<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let context = &story.context;
    let word = |at: usize| context.word(at);
    let end = (first..end).find(|&at| matches!(word(at), "." | "!" | "\u{3002}")).unwrap_or(end);
    let is_mark = |at: usize| context.scan.tokens[at].kind == TokenKind::Mark;
    let separates = |at: usize| matches!(word(at), "," | "\u{3001}" | ";");
    let count =
        |mention: &Mention| (first..end).contains(&mention.first_token) && mention.value.amount().is_some();
    let counts = story.mentions_in(story.context.scan.sentence(first)).iter().any(count);
    let plain = !counts
        && (first..end).all(|at| {
            (!is_mark(at) || separates(at) || matches!(word(at), "-" | "'"))
                && context.scan.tokens[at].kind != TokenKind::Digits
                && !story.has(at, at + 1, opens_more)
        });
    if !plain {
        return None;
    }
    let long = if context.pack.unspaced { 4 * ITEM } else { ITEM };
    let items: Vec<(usize, usize)> = split(first, end, separates);
    let and_heads = |item: &(usize, usize)| is_and(story, item.0);
    let ands = |item: &(usize, usize)| (item.0 + 1..item.1).filter(|&at| is_and(story, at)).count();
    let inner: usize = items.iter().map(ands).sum();
    let last = items.last()?;
    // "Bread and butter, and tea, cake": what stands behind an "and" is a list of its own.
    if items.len() > 2 && items[1..items.len() - 1].iter().any(and_heads) && ands(&items[0]) > 0 {
        return None;
    }
    // A list closes with an "and"; where no comma stands before it, it parts two items.
    let parts = usize::from(!and_heads(last) && ands(last) == 1);
    let closed = and_heads(last) || ands(last) > 0 || context.pack.unspaced;
    let short = items.iter().all(|item| item.1 > item.0 && item.1 - item.0 <= long * (1 + ands(item)));
    (closed && short && items.len() > 1).then_some((items.len() + parts, items.len() + inner))
}

/// What makes a list more than its items: a clause, an addendum, a stance.
pub(super) fn opens_more(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::ClauseOpener | Lexeme::Stance(_) | Lexeme::Relation(Relation::Addendum))
}

pub(super) fn split(first: usize, end: usize, separates: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut from = first;
    for at in (first..end).filter(|&at| separates(at)) {
        items.push((from, at));
        from = at + 1;
    }
    items.push((from, end));
    items
}

pub(super) fn is_and(story: &Story<'_>, at: usize) -> bool {
    let word = story.context.at(at).any(|(hit, lexeme)| {
        matches!(lexeme, Lexeme::And | Lexeme::NumberAnd) || hit.clitics.has(Clitic::And)
    });
    // A word that begins like an "and" is none: the pack knows it as it stands.
    let known = story.context.at(at).any(|(hit, lexeme)| {
        hit.end == at + 1 && !hit.clitics.has(Clitic::And) && !matches!(lexeme, Lexeme::Abbreviation)
    });
    let clitics = story.context.lexicon.clitics();
    word || !known
        && clitics
            .split(story.context.word(at))
            .any(|(set, rest)| set.has(Clitic::And) && rest.chars().count() > 1)
}

/// Tokens between a count and the colon.
const REACH: usize = 4;

/// Tokens of an item.
const ITEM: usize = 3;
