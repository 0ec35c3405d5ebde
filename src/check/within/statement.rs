//! What a sentence states plainly: a figure, the noun it is a figure of, and all that
//! sets it apart from another figure of the same noun.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::story::Story;
use super::words::{Words, bare, words};
use crate::article::BlockKind;
use crate::claim::Stance;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};

/// A figure with what it is a figure of, and what bounds it.
pub(super) struct Statement<'a> {
    pub(super) mention: &'a Mention,
    pub(super) amount: &'a Amount,
    pub(super) sentence: &'a Sentence,
    /// What is measured or counted, word by word.
    pub(super) noun: Vec<String>,
    /// Words beside the noun that may make it another measure.
    pub(super) narrowed: Words,
    pub(super) words: Words,
    pub(super) names: FxHashSet<&'a str>,
    pub(super) periods: Vec<&'a Edtf>,
    pub(super) ranks: Vec<&'a Amount>,
    /// The weekdays it names.
    pub(super) weekdays: Vec<u8>,
    /// It says "last year" or "next week".
    pub(super) relative: bool,
    pub(super) stance: Stance,
}

/// The figures of a sentence that are plainly stated of one noun.
pub(super) fn statements<'a>(story: &Story<'a>, sentence: &'a Sentence) -> Vec<Statement<'a>> {
    if matches!(sentence.kind, BlockKind::Item | BlockKind::Cell | BlockKind::Heading) || sentence.asks {
        return Vec::new();
    }
    let mentions = story.mentions_in(sentence);
    mentions.iter().filter_map(|mention| statement(story, sentence, mentions, mention)).collect()
}

fn statement<'a>(
    story: &Story<'a>,
    sentence: &'a Sentence,
    mentions: &'a [Mention],
    mention: &'a Mention,
) -> Option<Statement<'a>> {
    let amount = mention.value.amount()?;
    let plain = mention.role == Role::Level && mention.sure && amount.ratio.is_none();
    let single = matches!(mention.value, Value::Number(_)) && amount.value < Decimal::TWO;
    if !plain || single {
        return None;
    }
    let clause = story.speech().clause(mention.first_token);
    let kin = |other: &&Mention| {
        other.value.kind() == mention.value.kind() && story.speech().clause(other.first_token) == clause
    };
    // A definite number ranks: "the 12th district" of languages without an ending for it.
    if story.clitics(mention).has(Clitic::The) {
        return None;
    }
    let alone = mentions.iter().filter(kin).count() == 1;
    let measure = || measured(story, sentence, mention).filter(|_| alone);
    let (first, end) = match mention.value {
        Value::Number(_) => counted(story, sentence, mention)?,
        Value::Quantity { .. } => measure().or_else(|| counted(story, sentence, mention))?,
        Value::Money { .. } | Value::Percent { .. } => measure()?,
        _ => return None,
    };
    let apart = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Relation(Relation::Apart | Relation::Addendum | Relation::Rest) | Lexeme::Multiple(_)
        )
    };
    let (from, to) = story.speech().clause_range(sentence, clause);
    let from = from.min(mention.first_token.saturating_sub(APART)).max(sentence.first);
    if story.has(from, to, apart) {
        return None;
    }
    let stance = story.speech().stance(&story.context, sentence, mention.first_token, &|_| false);
    let stated = matches!(stance, Stance::Asserted | Stance::Quoted);
    let noun = noun(story, first, end);
    (stated && !noun.is_empty()).then(|| Statement {
        mention,
        amount,
        sentence,
        noun,
        narrowed: match mention.value {
            Value::Number(_) => Words::new(),
            _ => narrowing(story, sentence, first, end),
        },
        words: words(story, sentence.first, sentence.end),
        names: mentions.iter().filter_map(name).collect(),
        periods: mentions.iter().filter_map(period).collect(),
        relative: story.has(sentence.first, sentence.end, is_long_ago),
        ranks: mentions.iter().filter_map(rank).collect(),
        weekdays: mentions.iter().filter_map(weekday).collect(),
        stance: if stance == Stance::Quoted { Stance::Asserted } else { stance },
    })
}

/// "Last year", "next month": another period than that of the news.
const fn is_long_ago(lexeme: &Lexeme) -> bool {
    use crate::lang::lexeme::RelativeUnit::{Month, Quarter, Year};
    matches!(lexeme, Lexeme::Relative { unit: Month | Quarter | Year, .. })
}

fn name(mention: &Mention) -> Option<&str> {
    match &mention.value {
        Value::Name(key) => Some(key),
        _ => None,
    }
}

fn period(mention: &Mention) -> Option<&Edtf> {
    match &mention.value {
        Value::Date(date) => Some(date.resolved.as_ref().unwrap_or(&date.date)),
        _ => None,
    }
}

const fn weekday(mention: &Mention) -> Option<u8> {
    match mention.value {
        Value::Weekday(day) => Some(day),
        _ => None,
    }
}

const fn rank(mention: &Mention) -> Option<&Amount> {
    match &mention.value {
        Value::Ordinal(amount) => Some(amount),
        _ => None,
    }
}

/// The noun right after a count: one word, or two letters where words are not parted.
fn counted(story: &Story<'_>, sentence: &Sentence, mention: &Mention) -> Option<(usize, usize)> {
    let mut at = mention.end_token;
    if at < sentence.end
        && let Some(hit) = story.context.is(at, &Lexeme::Classifier)
    {
        at = hit.end;
    }
    // "320 hectares of rice".
    while matches!(mention.value, Value::Quantity { .. })
        && at + 1 < sentence.end
        && at < mention.end_token + SMALL
        && story.context.scan.tokens[at].kind == TokenKind::Word
        && words(story, at, at + 1).is_empty()
    {
        at += 1;
    }
    let end = if story.context.pack.unspaced { at + 2 } else { at + 1 };
    let mentioned = |mention: &Mention| mention.first_token < end && mention.end_token > at;
    let free = !story.mentions_in(sentence).iter().any(mentioned);
    let small = |lexeme: &Lexeme| matches!(lexeme, Lexeme::And | Lexeme::ClauseOpener | Lexeme::Role(..));
    let near = end <= sentence.end
        && story.speech().clause(at) == story.speech().clause(mention.first_token)
        && (at..end).all(|at| story.context.scan.tokens[at].kind.is_lettered());
    let content = !words(story, at, end).is_empty();
    (free && near && content && !story.has(at, end, small)).then_some((at, end))
}

/// The words of a noun, small ones too: a pack may know them for something else.
fn noun(story: &Story<'_>, first: usize, end: usize) -> Vec<String> {
    let lettered = |at: &usize| story.context.scan.tokens[*at].kind.is_lettered();
    (first..end).filter(lettered).map(|at| bare(story, story.context.word(at))).collect()
}

/// The measure that stands nearest to a figure in its clause.
fn measured(story: &Story<'_>, sentence: &Sentence, mention: &Mention) -> Option<(usize, usize)> {
    let clause = story.speech().clause(mention.first_token);
    // A headline is one statement, colon or not.
    let (from, to) = match sentence.kind {
        BlockKind::Title => (sentence.first, sentence.end),
        _ => story.speech().clause_range(sentence, clause),
    };
    let found = (from..to).filter_map(|at| story.context.is(at, &Lexeme::Measure));
    let distance = |first: usize, end: usize| {
        if end <= mention.first_token {
            mention.first_token - end
        } else {
            first.saturating_sub(mention.end_token)
        }
    };
    let outside = found.filter(|hit| hit.end <= mention.first_token || hit.first >= mention.end_token);
    outside
        .min_by_key(|hit| (distance(hit.first, hit.end), usize::MAX - (hit.end - hit.first)))
        .map(|hit| (hit.first, hit.end))
}

/// The words right beside a measure that no pack knows for a verb or a small word.
fn narrowing(story: &Story<'_>, sentence: &Sentence, first: usize, end: usize) -> Words {
    let unspaced = story.context.pack.unspaced;
    let reach = if unspaced { 2 } else { 1 };
    let known = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Role(..)
                | Lexeme::Modifier(..)
                | Lexeme::ChangeVerb
                | Lexeme::Relation(_)
                | Lexeme::And
                | Lexeme::ClauseOpener
        )
    };
    let beside = |from: usize, to: usize| {
        if story.has(from, to, known) { Vec::new() } else { words(story, from, to) }
    };
    let mut found = beside(first.saturating_sub(reach).max(sentence.first), first);
    // Where words are not parted, what narrows a noun stands before it.
    if !unspaced {
        found.extend(beside(end, (end + reach).min(sentence.end)));
    }
    found
}

/// Tokens before a figure in which a word sets it apart, also across a comma: "of them,".
const APART: usize = 5;

/// Small words between a figure and its noun.
const SMALL: usize = 2;
