//! Sentences told twice: near-identical ones, in two articles of one language, that
//! state different figures.

use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::{Evidence, Outcome};
use crate::article::BlockKind;
use crate::claim::speech::Speech;
use crate::claim::values::{self, Fit};
use crate::claim::{Claim, Stance};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::registry::Lexicons;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::lint::Reading;
use crate::mention::amount::Amount;
use crate::mention::context::Context;
use crate::mention::{Mention, Value};

/// A sentence as it is told: its words, with a place for each figure.
struct Told<'a> {
    article: usize,
    sentence: &'a Sentence,
    figures: Vec<&'a Mention>,
}

/// Compares sentences that tell the same. They meet by their words, so that no
/// sentence is compared with all the others.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    if evidence.readings.len() < 2 {
        return outcome;
    }
    let articles = evidence.readings.par_iter().enumerate();
    let all: Vec<Vec<(String, Told<'_>)>> =
        articles.map(|(article, reading)| sentences(evidence, article, reading)).collect();
    let mut told: FxHashMap<String, Vec<Told<'_>>> = FxHashMap::default();
    let mut judge = Judge::new(evidence);
    for (words, here) in all.into_iter().flatten() {
        judge.tell(told.entry(words).or_default(), here, &mut outcome);
    }
    outcome
}

/// The sentences of an article that another may tell, with their words.
fn sentences<'a>(evidence: &Evidence<'a>, article: usize, reading: &'a Reading) -> Vec<(String, Told<'a>)> {
    let context = reading.context(evidence.lexicons);
    let told = |sentence: &'a Sentence| {
        let (words, figures) = template(&context, reading, sentence)?;
        Some((words, Told { article, sentence, figures }))
    };
    reading.scan.sentences.iter().filter_map(told).collect()
}

/// A sentence of an article that another may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Stands for its words: the same for the same words.
    pub words: u64,
    /// Its index in the article.
    pub sentence: usize,
}

/// The sentences of an article that another may tell.
#[must_use]
pub fn keys(reading: &Reading, lexicons: &Lexicons) -> Vec<Key> {
    let context = reading.context(lexicons);
    let sentences = reading.scan.sentences.iter().enumerate();
    let key = |(sentence, known): (usize, &Sentence)| {
        let (words, _) = template(&context, reading, known)?;
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        Some(Key { words: hasher.finish(), sentence })
    };
    sentences.filter_map(key).collect()
}

/// What is found among sentences of the same words, given as article and sentence.
#[must_use]
pub fn among(evidence: &Evidence<'_>, sentences: &BTreeSet<(usize, usize)>) -> Vec<Finding> {
    let mut outcome = Outcome::default();
    let mut judge = Judge::new(evidence);
    // Words that only share their number are kept apart here.
    let mut told: FxHashMap<String, Vec<Told<'_>>> = FxHashMap::default();
    for &(article, sentence) in sentences {
        let reading = &evidence.readings[article];
        let sentence = &reading.scan.sentences[sentence];
        if let Some((words, figures)) = template(&reading.context(evidence.lexicons), reading, sentence) {
            let here = Told { article, sentence, figures };
            judge.tell(told.entry(words).or_default(), here, &mut outcome);
        }
    }
    outcome.findings
}

/// What of a sentence makes it the same as another: its words without their endings,
/// without the small ones and without who said it, and the kind and unit of each figure in
/// its place. Dates and names are words: a sentence about another day is another sentence.
fn template<'a>(
    context: &Context<'a>,
    reading: &'a Reading,
    sentence: &Sentence,
) -> Option<(String, Vec<&'a Mention>)> {
    if sentence.end - sentence.first < WORDS || matches!(sentence.kind, BlockKind::Cell) || sentence.asks {
        return None;
    }
    let from = reading.mentions.partition_point(|mention| mention.first_token < sentence.first);
    let to = reading.mentions.partition_point(|mention| mention.first_token < sentence.end);
    let mentions = &reading.mentions[from..to];
    let figures: Vec<&Mention> = mentions.iter().filter(|mention| mention.value.amount().is_some()).collect();
    if figures.is_empty() || figures.iter().any(|figure| !figure.sure) {
        return None;
    }
    let (mut at, end) = without_speaker(context, sentence, &figures);
    let mut words = format!("{}\n", reading.article.lang);
    let mut count = 0;
    let mut next = figures.iter().peekable();
    while at < end {
        if let Some(figure) = next.next_if(|figure| figure.first_token <= at) {
            words.push_str(figure.value.kind());
            words.push_str(&figure.value.unit().unwrap_or_default());
            words.push(' ');
            at = figure.end_token.max(at + 1);
            continue;
        }
        let is_word = reading.scan.tokens[at].kind != TokenKind::Mark;
        count += usize::from(is_word);
        if is_word && !is_small(context, at) {
            let named = mentions.iter().any(|mention| (mention.first_token..mention.end_token).contains(&at));
            let word = reading.scan.word(at);
            words.push_str(if named || reading.scan.tokens[at].capital { word } else { stem(word) });
            words.push(' ');
        }
        at += 1;
    }
    (count >= WORDS).then_some((words, figures))
}

/// The sentence without the clause at either end that says who said it: "According to the
/// ministry, …", "…, officials said".
fn without_speaker(context: &Context<'_>, sentence: &Sentence, figures: &[&Mention]) -> (usize, usize) {
    let says = |from: usize, to: usize| {
        let said = |lexeme: &Lexeme| *lexeme == Lexeme::Stance(StanceWord::Attributed);
        let states = figures.iter().any(|figure| (from..to).contains(&figure.first_token));
        to - from <= SPEAKER && !states && (from..to).any(|at| context.at(at).any(|(_, lexeme)| said(lexeme)))
    };
    let comma = |at: &usize| context.word(*at) == ",";
    let first = (sentence.first..sentence.end).find(comma).filter(|&at| says(sentence.first, at));
    let last = (sentence.first..sentence.end).rev().find(comma).filter(|&at| says(at + 1, sentence.end));
    let from = first.map_or(sentence.first, |at| at + 1);
    (from, last.filter(|&at| at > from).unwrap_or(sentence.end))
}

/// A word that may be missing: and, the, in.
fn is_small(context: &Context<'_>, at: usize) -> bool {
    let mut alone = context.at(at).filter(|(hit, _)| hit.end == at + 1).peekable();
    let small = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::And
                | Lexeme::NumberAnd
                | Lexeme::DateBetween
                | Lexeme::Locative
                | Lexeme::YearPreposition
        )
    };
    alone.peek().is_some() && alone.all(|(_, lexeme)| small(lexeme))
}

/// A longer word without its ending, in scripts that have small letters.
fn stem(word: &str) -> &str {
    let cased = word.chars().any(char::is_lowercase);
    let ending = word.char_indices().rev().nth(ENDING - 1).map_or(0, |(at, _)| at);
    if cased && word.chars().count() >= LONG { &word[..ending] } else { word }
}

/// The pairs of figures that cannot mean the same.
fn differing<'t, 'a>(
    a: &'t Told<'a>,
    b: &'t Told<'a>,
) -> impl Iterator<Item = (&'a Mention, &'a Mention)> + use<'t, 'a> {
    let pairs = a.figures.iter().copied().zip(b.figures.iter().copied());
    pairs.filter(|(one, other)| differ(&one.value, &other.value))
}

fn differ(a: &Value, b: &Value) -> bool {
    match (a.amount(), b.amount()) {
        (Some(a), Some(b)) => values::compare(a, b) == Fit::Disjoint,
        _ => false,
    }
}

/// Compares sentences, with what it has learnt of the articles they stand in.
struct Judge<'e, 'a> {
    evidence: &'e Evidence<'a>,
    speech: FxHashMap<usize, Speech>,
    bound: FxHashMap<usize, Vec<(usize, usize)>>,
}

impl<'e, 'a> Judge<'e, 'a> {
    fn new(evidence: &'e Evidence<'a>) -> Self {
        Self { evidence, speech: FxHashMap::default(), bound: FxHashMap::default() }
    }

    /// Takes a sentence to those of the same words that were told before it.
    fn tell(&mut self, others: &mut Vec<Told<'a>>, here: Told<'a>, outcome: &mut Outcome) {
        outcome.compared += others.iter().filter(|other| other.article != here.article).count();
        // One that says the same stands for all that do, and one finding for a cluster.
        if others.iter().any(|other| differing(other, &here).next().is_none()) {
            return;
        }
        outcome.findings.extend(others.iter().find_map(|other| self.conflict(other, &here)));
        if others.len() < VARIANTS {
            others.push(here);
        }
    }

    fn conflict(&mut self, a: &Told<'_>, b: &Told<'_>) -> Option<Finding> {
        if a.article == b.article {
            return None;
        }
        // Two figures that differ make it another story told in the same words.
        let mut differing = differing(a, b);
        let (Some((one, other)), None) = (differing.next(), differing.next()) else { return None };
        let judged = [(a, one), (b, other)]
            .iter()
            .all(|(told, figure)| !self.is_bound(told, figure) && self.is_asserted(told, figure));
        judged.then(|| finding(self.evidence, (a, one), (b, other)))
    }

    /// Whether a rule is about the figure: its checks compare it, and say more.
    fn is_bound(&mut self, told: &Told<'_>, figure: &Mention) -> bool {
        let claims = || furthest(self.evidence.claims_of(told.article));
        let spans = self.bound.entry(told.article).or_insert_with(claims);
        let before = spans.partition_point(|(start, _)| *start < figure.span.end);
        spans[..before].last().is_some_and(|(_, end)| figure.span.start < *end)
    }

    fn is_asserted(&mut self, told: &Told<'_>, figure: &Mention) -> bool {
        let reading = &self.evidence.readings[told.article];
        let context = reading.context(self.evidence.lexicons);
        let speech =
            self.speech.entry(told.article).or_insert_with(|| Speech::of(&context, &reading.mentions));
        let stance = speech.stance(&context, told.sentence, figure.first_token, &|_| false);
        matches!(stance, Stance::Asserted | Stance::Quoted | Stance::Planned)
    }
}

/// Where each claim of an article begins, and the furthest that it or one before it ends.
fn furthest(claims: &[Claim]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> =
        claims.iter().filter_map(Claim::span).map(|span| (span.start, span.end)).collect();
    spans.sort_unstable();
    let mut furthest = 0;
    for (_, end) in &mut spans {
        furthest = furthest.max(*end);
        *end = furthest;
    }
    spans
}

/// A warning; advice where the two articles are of different days, for the newer may
/// bring an update.
fn finding(evidence: &Evidence<'_>, a: (&Told<'_>, &Mention), b: (&Told<'_>, &Mention)) -> Finding {
    let date = |told: &Told<'_>| evidence.readings[told.article].article.date.as_ref();
    let update = matches!((date(a.0), date(b.0)), (Some(a), Some(b)) if a != b);
    let label = |(told, figure): (&Told<'_>, &Mention), text: &str| Label {
        source: SourceId::Article(told.article),
        span: figure.span,
        reading: String::new(),
        text: text.to_owned(),
    };
    let value = |figure: &Mention| figure.value.amount().map_or_else(String::new, Amount::decimal_string);
    Finding {
        check: "restated-figure",
        rule: None,
        severity: if update { Severity::Advice } else { Severity::Warning },
        confidence: Confidence::Medium,
        message: format!(
            "the same sentence says {} in one article and {} in another",
            value(a.1),
            value(b.1)
        ),
        help: "find out which is right, or say what makes the two differ".to_owned(),
        primary: label(b, "stated here"),
        related: vec![label(a, "stated in the same words")],
        fixes: Vec::new(),
    }
}

/// A sentence of fewer words is a phrase that many articles share.
const WORDS: usize = 6;

/// Words that may say who said it.
const SPEAKER: usize = 8;

/// Letters of a word that may have an ending, and of the ending.
const LONG: usize = 6;
const ENDING: usize = 2;

/// No more versions of a sentence are kept than these.
const VARIANTS: usize = 8;
