//! Sentences told twice: near-identical ones, in two articles of one language, that
//! state different figures.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rustc_hash::FxHashMap;

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
use crate::mention::Mention;
use crate::mention::amount::Amount;
use crate::mention::context::Context;
use crate::span::Span;

/// A sentence that another article may tell: what is compared of it once its text is no
/// longer at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Stands for its words: the same for the same words.
    pub words: u128,
    /// Its figures, in the order of the text: in sentences of the same words, of the same
    /// kinds and units.
    figures: Vec<Figure>,
}

/// A figure of such a sentence.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    amount: Amount,
    span: Span,
    /// It is stated, and no rule is about it: those checks compare it, and say more.
    judged: bool,
}

/// The sentences of an article that another may tell. `claims` are those it makes.
#[must_use]
pub fn told(reading: &Reading, lexicons: &Lexicons, claims: &[Claim]) -> Vec<Told> {
    let context = reading.context(lexicons);
    let bound = furthest(claims);
    let told = |sentence: &Sentence| {
        let (words, figures) = template(&context, reading, sentence)?;
        let speech = reading.speech(&context);
        let figure = |mention: &Mention| {
            let asserted = is_asserted(&context, speech, sentence, mention);
            Some(Figure {
                amount: mention.value.amount()?.clone(),
                span: mention.span,
                judged: asserted && !is_bound(&bound, mention.span),
            })
        };
        let figures = figures.into_iter().filter_map(figure).collect();
        Some(Told { words: number(&words), figures })
    };
    reading.scan.sentences.iter().filter_map(told).collect()
}

/// Compares sentences that tell the same. They meet by their words, so that no
/// sentence is compared with all the others.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    if evidence.known.len() < 2 {
        return outcome;
    }
    let mut told: FxHashMap<u128, Vec<(usize, &Told)>> = FxHashMap::default();
    for (article, known) in evidence.known.iter().enumerate() {
        for here in &known.told {
            tell(evidence, told.entry(here.words).or_default(), (article, here), &mut outcome);
        }
    }
    outcome
}

/// What is found among sentences of the same words, given as article and index among
/// those it tells.
#[must_use]
pub fn among(evidence: &Evidence<'_>, sentences: &BTreeSet<(usize, usize)>) -> Vec<Finding> {
    let mut outcome = Outcome::default();
    let mut others = Vec::new();
    for &(article, sentence) in sentences {
        tell(evidence, &mut others, (article, &evidence.known[article].told[sentence]), &mut outcome);
    }
    outcome.findings
}

/// Takes a sentence to those of the same words that were told before it.
fn tell<'t>(
    evidence: &Evidence<'_>,
    others: &mut Vec<(usize, &'t Told)>,
    here: (usize, &'t Told),
    outcome: &mut Outcome,
) {
    outcome.compared += others.iter().filter(|other| other.0 != here.0).count();
    // One that says the same stands for all that do, and one finding for a cluster.
    if others.iter().any(|other| differing(other.1, here.1).next().is_none()) {
        return;
    }
    outcome.findings.extend(others.iter().find_map(|other| conflict(evidence, *other, here)));
    if others.len() < VARIANTS {
        others.push(here);
    }
}

/// A number for some words. It is long enough that no two are taken for the same.
fn number(words: &str) -> u128 {
    let half = |first: u8| {
        let mut hasher = DefaultHasher::new();
        (first, words).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
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
fn differing<'t>(a: &'t Told, b: &'t Told) -> impl Iterator<Item = (&'t Figure, &'t Figure)> {
    let pairs = a.figures.iter().zip(&b.figures);
    pairs.filter(|(one, other)| values::compare(&one.amount, &other.amount) == Fit::Disjoint)
}

fn conflict(evidence: &Evidence<'_>, a: (usize, &Told), b: (usize, &Told)) -> Option<Finding> {
    if a.0 == b.0 {
        return None;
    }
    // Two figures that differ make it another story told in the same words.
    let mut differing = differing(a.1, b.1);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else { return None };
    (one.judged && other.judged).then(|| finding(evidence, (a.0, one), (b.0, other)))
}

fn is_asserted(context: &Context<'_>, speech: &Speech, sentence: &Sentence, figure: &Mention) -> bool {
    let stance = speech.stance(context, sentence, figure.first_token, &|_| false);
    matches!(stance, Stance::Asserted | Stance::Quoted | Stance::Planned)
}

/// Whether a claim speaks of a place.
fn is_bound(claims: &[(usize, usize)], figure: Span) -> bool {
    let before = claims.partition_point(|(start, _)| *start < figure.end);
    claims[..before].last().is_some_and(|(_, end)| figure.start < *end)
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
fn finding(evidence: &Evidence<'_>, a: (usize, &Figure), b: (usize, &Figure)) -> Finding {
    let date = |article: usize| evidence.articles[article].date.as_ref();
    let update = matches!((date(a.0), date(b.0)), (Some(a), Some(b)) if a != b);
    let label = |(article, figure): (usize, &Figure), text: &str| Label {
        source: SourceId::Article(article),
        span: figure.span,
        reading: String::new(),
        text: text.to_owned(),
    };
    Finding {
        check: "restated-figure",
        rule: None,
        severity: if update { Severity::Advice } else { Severity::Warning },
        confidence: Confidence::Medium,
        message: format!(
            "the same sentence says {} in one article and {} in another",
            a.1.amount.decimal_string(),
            b.1.amount.decimal_string()
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
