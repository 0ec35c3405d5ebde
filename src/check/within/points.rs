//! Points told one by one: the count that announces them against their enumerators, and
//! enumerators that skip one.

use super::fix;
use super::lists::{rank, remark, whole};
use super::story::{Remark, Story};
use crate::finding::{Finding, Fix};
use crate::lang::lexeme::Lexeme;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::{Mention, Role, Value};

/// "A five-point proposal. First, … Second, …": the announced number of points against the
/// enumerators of the sentences and paragraphs that follow.
pub(super) fn counts(story: &Story<'_>) -> Vec<Finding> {
    let firsts = story.mentions.iter().enumerate().filter(|(_, mention)| opens(story, mention, 1));
    firsts.filter_map(|(at, first)| count(story, at, first)).collect()
}

fn count(story: &Story<'_>, at: usize, first: &Mention) -> Option<Finding> {
    let sentence = story.sentence(first);
    let sentences = &story.context.scan.sentences;
    let index = sentences.partition_point(|other| other.first < sentence.first);
    let (figure, announced) = announced(story, sentences.get(index.checked_sub(1)?)?)?;
    let (told, last) = told(story, at)?;
    if told == announced || told < 2 {
        return None;
    }
    // The last may go without its number, and a text may break off after a few.
    if announced > told {
        let closes = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::LastPoint);
        let later = story.mentions.iter().filter(|mention| mention.first_token > last.first_token);
        let ranked = later.filter(|mention| matches!(mention.value, Value::Ordinal(_)));
        let goes_on = ranked.filter_map(rank).any(|rank| rank == told + 1);
        let closed = sentences[index..]
            .iter()
            .any(|other| other.first > last.first_token && story.has(other.first, other.first + 1, closes));
        if told < BROKEN_OFF || announced > told + BROKEN_OFF - 1 || goes_on || closed {
            return None;
        }
    }
    story.report(remark(story, figure, announced, told, told))
}

/// The one number of points a sentence announces: "a five-point proposal", "three reasons".
fn announced<'a>(story: &Story<'a>, sentence: &Sentence) -> Option<(&'a Mention, usize)> {
    let is_point = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Points);
    let speaks = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Parties);
    if story.has(sentence.first, sentence.end, speaks) {
        return None;
    }
    let mut found = story.mentions_in(sentence).iter().filter_map(|mention| {
        let Value::Number(amount) = &mention.value else { return None };
        let to = (mention.end_token + NOUN).min(sentence.end);
        let counts =
            mention.role == Role::Level && mention.sure && story.has(mention.end_token, to, is_point);
        whole(amount).filter(|_| counts).map(|count| (mention, count))
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// How many enumerators follow one another from the first on, each at the head of a
/// sentence or behind a mark; none where they skip one.
fn told<'a>(story: &Story<'a>, at: usize) -> Option<(usize, &'a Mention)> {
    let mut last = (1, &story.mentions[at]);
    let marks = story.mentions[at + 1..].iter().filter(|mention| mention.role == Role::Enumerator);
    for mention in marks {
        match rank(mention)? {
            1 => break,
            next if next == last.0 + 1 && opens(story, mention, next) => last = (next, mention),
            _ => return None,
        }
    }
    Some(last)
}

/// Whether a mention is the enumerator of a rank, at the head of its sentence or behind a
/// mark.
fn opens(story: &Story<'_>, mention: &Mention, wanted: usize) -> bool {
    let at = story.opens_at(mention);
    let head = at == story.sentence(mention).first
        || at > 0 && story.context.scan.tokens[at - 1].kind == TokenKind::Mark;
    mention.role == Role::Enumerator && rank(mention) == Some(wanted) && head
}

/// Enumerators that skip one: first, second, fourth.
pub(super) fn gaps(story: &Story<'_>) -> Vec<Finding> {
    let ranks = story.mentions.iter().filter_map(|mention| match mention.value {
        Value::Ordinal(_) => Some((mention, rank(mention)?)),
        _ => None,
    });
    let ranks: Vec<(&Mention, usize)> = ranks.collect();
    let marks = ranks.iter().enumerate().filter(|(_, (mention, _))| mention.role == Role::Enumerator);
    marks
        .filter_map(|(at, &(mention, rank))| {
            let seen = |wanted: usize| ranks[..at].iter().any(|&(_, other)| other == wanted);
            let before = ranks[..at].iter().rev().find(|(other, _)| other.role == Role::Enumerator)?;
            let skips = rank > 2 && before.1 + 1 < rank && seen(1) && !seen(rank - 1);
            let related = vec![(before.0.span, format!("number {}", before.1))];
            skips.then(|| {
                story.report(Remark {
                    check: "enumerator-gap",
                    figure: mention,
                    message: format!("number {rank} follows number {}", before.1),
                    help: "number the points in order, or add the one that is missing",
                    text: format!("number {rank}"),
                    related,
                    fixes: renumbered(story, mention, rank, before.1 + 1).into_iter().collect(),
                })
            })?
        })
        .collect()
}

/// The number that is next in its order.
fn renumbered(story: &Story<'_>, mention: &Mention, rank: usize, next: usize) -> Option<Fix> {
    fix::number(story, mention, i64::try_from(rank).ok()?, i64::try_from(next).ok()?)
}

/// Tokens between a number and the word for points: "five more concrete points".
const NOUN: usize = 3;

/// A text that tells fewer points than this may have broken off, as may one that leaves so
/// many out.
const BROKEN_OFF: usize = 3;
