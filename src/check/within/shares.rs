//! Shares: none can be more than the whole, and all together are the whole.

use rust_decimal::Decimal;

use super::fix;
use super::story::{Remark, Story};
use super::words::words;
use crate::finding::{Finding, Fix};
use crate::lang::lexeme::Lexeme;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::mention::amount::{Amount, Interval};
use crate::mention::{Mention, Role, Value};

/// Shares of more than a hundred percent.
pub(super) fn impossible(story: &Story<'_>) -> Vec<Finding> {
    story
        .mentions
        .iter()
        .filter(|mention| is_impossible(story, mention))
        .filter_map(|mention| story.report(remark(mention)))
        .collect()
}

fn is_impossible(story: &Story<'_>, mention: &Mention) -> bool {
    let Value::Percent { amount, points: false } = &mention.value else { return false };
    let too_much = amount.interval().low.is_some_and(|low| low > Decimal::ONE_HUNDRED);
    let part =
        story.is_before(mention.first_token, |lexeme| *lexeme == Lexeme::Relation(Relation::ShareBefore));
    let whole = mention.role != Role::Change && is_share(story, mention) && !changes(story, mention);
    too_much && (part || whole) && !may_exceed(story, mention)
}

/// A word right after it says what it is a part of: "of voters".
fn is_share(story: &Story<'_>, mention: &Mention) -> bool {
    let of =
        story.context.at(mention.end_token).any(|(_, lexeme)| *lexeme == Lexeme::Relation(Relation::OfWhole));
    mention.end_token < story.sentence(mention).end && of
}

/// Whether something rises or falls in the clause of a figure.
fn changes(story: &Story<'_>, mention: &Mention) -> bool {
    let clause = story.speech().clause(mention.first_token);
    let (from, to) = story.speech().clause_range(story.sentence(mention), clause);
    story.has(from, to, |lexeme| *lexeme == Lexeme::ChangeVerb)
}

/// Ratios, capacity and targets may: a word of one anywhere in the sentence
/// is enough to stay silent.
fn may_exceed(story: &Story<'_>, mention: &Mention) -> bool {
    let sentence = story.sentence(mention);
    story.has(sentence.first, sentence.end, |lexeme| {
        matches!(lexeme, Lexeme::Multiple(_) | Lexeme::Relation(Relation::MayExceed))
    })
}

fn remark(mention: &Mention) -> Remark<'_> {
    Remark {
        check: "impossible-share",
        figure: mention,
        message: "a share of more than 100 %".to_owned(),
        help: "correct the figure; growth and ratios may exceed 100 %, a part of a whole cannot",
        text: "more than the whole".to_owned(),
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

/// Shares that close with "the remaining 20 percent" and do not come to a hundred.
pub(super) fn sums(story: &Story<'_>) -> Vec<Finding> {
    story.context.scan.sentences.iter().filter_map(|sentence| sum(story, sentence)).collect()
}

fn sum(story: &Story<'_>, sentence: &Sentence) -> Option<Finding> {
    let shares: Vec<(&Mention, &Amount)> = story
        .mentions_in(sentence)
        .iter()
        .filter_map(|mention| match &mention.value {
            Value::Percent { amount, .. } => Some((mention, amount)),
            _ => None,
        })
        .collect();
    let (last, _) = *shares.last()?;
    let rest = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Rest);
    // "The rest, 20 percent" and "the remaining 20 percent".
    let from = last.first_token.saturating_sub(REST).max(sentence.first);
    let plain = shares.iter().all(|(mention, _)| {
        mention.role == Role::Level && matches!(mention.value, Value::Percent { points: false, .. })
    });
    let after = story.has(last.end_token, (last.end_token + 1).min(sentence.end), rest)
        || story.has(last.first_token, last.end_token, rest);
    let before = (from..last.first_token).rfind(|&at| story.has(at, at + 1, rest));
    // "The rest is held by 3 percent of the staff": the rest is no share of its own.
    let beside = before.is_some_and(|at| {
        let hit = story.context.pick(at, |lexeme| rest(lexeme).then_some(()));
        hit.is_some_and(|(hit, ())| is_beside(story, hit.end, last.first_token))
    });
    // Two shares may be parts of something else: the third makes it a whole.
    let whole = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::OfWhole);
    let all = shares.len() > 2 || shares.len() == 2 && story.has(sentence.first, sentence.end, whole);
    if !all || !plain || !(beside || after) {
        return None;
    }
    let total = shares.iter().try_fold(Interval::exact(Decimal::ZERO), |total, (_, amount)| {
        let share = amount.interval();
        Some(Interval { low: Some(total.low? + share.low?), high: Some(total.high? + share.high?) })
    })?;
    let stated: Decimal = shares.iter().map(|(_, amount)| amount.value).sum();
    let remark = Remark {
        check: "shares-sum",
        figure: last,
        message: format!("the shares come to {} %, not to 100 %", stated.normalize()),
        help: "correct the share that is wrong, or do not call the last one the rest",
        text: "called the rest".to_owned(),
        related: shares[..shares.len() - 1]
            .iter()
            .map(|(mention, _)| (mention.span, "a share".to_owned()))
            .collect(),
        fixes: completed(story, last, stated),
    };
    (!total.contains(Decimal::ONE_HUNDRED)).then(|| story.reckoned(remark))?
}

/// Whether nothing but marks and small words stands between.
fn is_beside(story: &Story<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|at| !matches!(story.context.word(at), ";" | ":")) && words(story, from, to).is_empty()
}

/// The share that makes the whole, in the place of the last one.
fn completed(story: &Story<'_>, last: &Mention, stated: Decimal) -> Vec<Fix> {
    let Some(amount) = last.value.amount() else { return Vec::new() };
    let share = Decimal::ONE_HUNDRED - (stated - amount.value);
    if share <= Decimal::ZERO {
        return Vec::new();
    }
    fix::value(story, last, amount.value, share).into_iter().collect()
}

/// Tokens between "the rest" and its share.
const REST: usize = 3;
