//! Figures told twice in one article: the headline against the body, and the lead
//! against the rest.
//!
//! Which pairs are never compared decides everything here: figures of different
//! measures, units, periods, places or ranks; a part beside its whole ("another",
//! "of them"); a plan beside an outcome; a change beside a level; and whatever agrees
//! with one of the places that speak of it.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fix;
use super::statement::{Statement, statements};
use super::story::{Remark, Story};
use super::words::alike;
use crate::article::BlockKind;
use crate::claim::hint;
use crate::claim::values::{self, Fit};
use crate::finding::Finding;
use crate::lang::scan::Sentence;
use crate::mention::amount::Amount;
use crate::mention::{Mention, Value};

/// The kind, the unit and the first letters of the noun: only statements that share
/// them meet.
type Key = (&'static str, Option<String>, String);

/// Figures of the lead that the rest of the article gives otherwise.
pub(super) fn repeated(story: &Story<'_>) -> Vec<Finding> {
    let lead = story.context.article.blocks.iter().position(|block| block.kind == BlockKind::Paragraph);
    let Some(lead) = lead else { return Vec::new() };
    compare(story, "repeated-figure", |sentence| sentence.block == lead, |sentence| sentence.block > lead)
}

/// Figures of the headline that the article gives otherwise.
pub(super) fn headlines(story: &Story<'_>) -> Vec<Finding> {
    let title = |sentence: &Sentence| sentence.kind == BlockKind::Title;
    compare(story, "headline-figure", title, |sentence| !title(sentence))
}

fn compare(
    story: &Story<'_>,
    check: &'static str,
    is_head: impl Fn(&Sentence) -> bool,
    is_rest: impl Fn(&Sentence) -> bool,
) -> Vec<Finding> {
    let sentences = &story.context.scan.sentences;
    let heads: Vec<Statement<'_>> = sentences
        .iter()
        .filter(|sentence| is_head(sentence))
        .take(HEADS)
        .flat_map(|sentence| statements(story, sentence))
        .collect();
    let wanted: FxHashSet<Key> = heads.iter().map(key).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut told: FxHashMap<Key, Vec<Statement<'_>>> = FxHashMap::default();
    let rest = sentences.iter().filter(|sentence| is_rest(sentence));
    let values: FxHashSet<(&'static str, Option<String>, Decimal)> =
        rest.clone().flat_map(|sentence| story.mentions_in(sentence)).filter_map(said).collect();
    for statement in rest.flat_map(|sentence| statements(story, sentence)) {
        let key = key(&statement);
        if wanted.contains(&key) {
            told.entry(key).or_default().push(statement);
        }
    }
    let findings = heads.iter().filter_map(|head| {
        let rival = rival(head, told.get(&key(head))?)?;
        // What is missing stands elsewhere: the two are parts, or a part and its whole.
        let missing = (head.amount.value - rival.amount.value).abs();
        let (kind, unit, _) = said(head.mention)?;
        if values.contains(&(kind, unit, missing)) {
            return None;
        }
        // "It employs 5,100 people, and will hire 1,500": the sentence says both.
        let both = |other: &Mention| {
            let own = rival.mention.first_token == other.first_token;
            !own && said(other).is_some_and(|(_, _, value)| value == head.amount.value)
        };
        if story.mentions_in(rival.sentence).iter().any(both) {
            return None;
        }
        story.report(remark(story, check, head, rival))
    });
    findings.collect()
}

/// A value with its kind and unit.
fn said(mention: &Mention) -> Option<(&'static str, Option<String>, Decimal)> {
    Some((mention.value.kind(), mention.value.unit(), mention.value.amount()?.value))
}

fn key(statement: &Statement<'_>) -> Key {
    let value = &statement.mention.value;
    let letters = statement.noun.iter().flat_map(|word| word.chars()).take(KEY_LETTERS).collect();
    (value.kind(), value.unit(), letters)
}

/// The one other value that the article gives of the same thing; none where some place
/// agrees with the head, or where the others differ among themselves and may be parts.
fn rival<'a, 'b>(head: &Statement<'_>, told: &'b [Statement<'a>]) -> Option<&'b Statement<'a>> {
    let same: Vec<&Statement<'_>> = told.iter().filter(|other| is_same(head, other)).collect();
    let differs = |other: &&&Statement<'_>| is_slip(head.amount, other.amount);
    let (first, rest) = same.split_first()?;
    let agreed =
        told.iter().any(|other| nouns_alike(&head.noun, &other.noun) && !disagree(head.amount, other.amount));
    let alone = rest.iter().all(|other| !disagree(first.amount, other.amount));
    let all = same.iter().filter(differs).count() == same.len();
    (!agreed && alone && all).then_some(*first)
}

/// Whether one figure may stand by mistake for the other: they disagree, and are less
/// than twice apart or look like a slip of the pen. Six of 47 are a part.
fn is_slip(a: &Amount, b: &Amount) -> bool {
    let (low, high) = if a.value < b.value { (a.value, b.value) } else { (b.value, a.value) };
    disagree(a, b) && (high < low * Decimal::TWO || is_anagram(a, b) || hint::between(a, b).is_some())
}

fn is_anagram(a: &Amount, b: &Amount) -> bool {
    hint::is_anagram_of(a.value, b.value)
}

/// Whether two figures cannot be one, with all the rounding that a headline takes.
fn disagree(a: &Amount, b: &Amount) -> bool {
    let bent = a.modifier.is_some() || b.modifier.is_some();
    let near = |a: &Amount, b: &Amount| (a.value - b.value).abs() * FIFTH <= a.value.abs().max(b.value.abs());
    values::compare(a, b) == Fit::Disjoint
        && !values::is_truncated(a, b)
        && (a.value - b.value).abs() >= rounding(a).max(rounding(b))
        && !(bent && near(a, b))
}

/// How far a count that ends in a zero may be rounded.
fn rounding(amount: &Amount) -> Decimal {
    let unit = amount.last_nonzero_unit();
    if unit >= Decimal::TEN { unit } else { Decimal::ZERO }
}

/// Whether two statements speak of one thing in one scope.
fn is_same(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let apart = !a.names.is_subset(&b.names) && !b.names.is_subset(&a.names);
    let measured = !matches!(a.mention.value, Value::Number(_));
    let narrowed = |one: &Statement<'_>, other: &Statement<'_>| {
        one.narrowed.iter().all(|word| other.words.iter().any(|known| alike(word, known)))
    };
    nouns_alike(&a.noun, &b.noun)
        && !(apart || measured && a.names != b.names)
        && periods_agree(a, b, measured)
        && a.ranks == b.ranks
        && (a.weekdays == b.weekdays || a.weekdays.is_empty() || b.weekdays.is_empty())
        && (a.relative == b.relative || !measured && days_only(a) && days_only(b))
        && a.stance == b.stance
        && narrowed(a, b)
        && narrowed(b, a)
        && share_words(a, b)
}

fn nouns_alike(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}

/// The same periods; a count of one event may leave its day out in one place.
fn periods_agree(a: &Statement<'_>, b: &Statement<'_>, measured: bool) -> bool {
    let all = |one: &Statement<'_>, other: &Statement<'_>| {
        one.periods.iter().all(|period| other.periods.contains(period))
    };
    if all(a, b) && all(b, a) {
        return true;
    }
    let days = |one: &Statement<'_>| one.periods.iter().all(|period| period.weekday().is_some());
    !measured && (a.periods.is_empty() && days(b) || b.periods.is_empty() && days(a))
}

/// Whether no period longer than a day is named.
fn days_only(statement: &Statement<'_>) -> bool {
    !statement.relative && statement.periods.iter().all(|period| period.weekday().is_some())
}

/// Two words in common besides the noun, or half of the few there are.
fn share_words(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let (few, many) = if a.words.len() < b.words.len() { (a, b) } else { (b, a) };
    let own = few.words.iter().filter(|word| !few.noun.iter().any(|noun| alike(noun, word)));
    let own: Vec<&String> = own.collect();
    let shared = own.iter().filter(|word| many.words.iter().any(|other| alike(word, other))).count();
    let needed = own.len().div_ceil(2).min(SHARED).max(own.len() / SHARED_PART);
    // A headline of a measure and its figure has no more to share.
    let headline = few.sentence.kind == BlockKind::Title && few.names.is_empty();
    let measured = !matches!(few.mention.value, Value::Number(_));
    let bare = measured && own.is_empty() || headline && own.len() <= 1;
    bare || needed > 0 && shared >= needed
}

fn remark<'a>(
    story: &Story<'_>,
    check: &'static str,
    head: &Statement<'a>,
    rival: &Statement<'_>,
) -> Remark<'a> {
    let place = if head.sentence.kind == BlockKind::Title { "the headline" } else { "the lead" };
    let said = |statement: &Statement<'_>| statement.amount.decimal_string();
    Remark {
        check,
        figure: head.mention,
        message: format!("{place} says {}, and the text {}", said(head), said(rival)),
        help: "find out which is right, or say what makes the two differ",
        text: format!("{place} says {}", said(head)),
        related: vec![(rival.mention.span, format!("says {}", said(rival)))],
        fixes: fix::either(story, head.mention, rival.mention),
    }
}

/// Sentences of a lead or a headline that are looked at.
const HEADS: usize = 4;

/// Letters of a noun that two statements must share to meet.
const KEY_LETTERS: usize = 2;

/// Words two statements share besides their noun, where they have as many; and the part
/// of the shorter one that they are at least.
const SHARED: usize = 2;
const SHARED_PART: usize = 4;

/// A figure that is bent may be a fifth away.
const FIFTH: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
