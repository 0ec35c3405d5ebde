//! Names that stand for others: countries and the names of the rule set, by key,
//! whatever the language; and words in Latin letters in a text of another script.
//!
//! A name that only one of the texts has says nothing: translators tell their readers
//! whose president it is, and put "the country" for a name said twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::side::Text;
use super::stretch::Stretch;
use crate::lang::token::TokenKind;
use crate::mention::Value;
use crate::span::Span;

/// A name that is not its original's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDifference {
    /// The name that stands in its place in the original, or where one was to be
    /// expected.
    pub original: Span,
    /// The name in the translation.
    pub translation: Span,
    /// The original has a name there.
    pub in_original: bool,
}

/// The differences of a pair. `known` says whether both languages have a form of a name.
pub fn names(
    original: Text<'_>,
    translation: Text<'_>,
    stretches: &[Stretch],
    known: impl Fn(&str) -> bool,
) -> Vec<NameDifference> {
    let (left, right) = (mentioned(original), mentioned(translation));
    let keys = |names: &[Named]| names.iter().map(|named| named.key.clone()).collect::<BTreeSet<String>>();
    let (all_left, all_right) = (keys(&left), keys(&right));
    let mut found = Vec::new();
    // Once for each pair of names, however often the texts say them.
    let mut told = BTreeSet::new();
    for stretch in stretches {
        let (a, b) = (within(&left, &stretch.left), within(&right, &stretch.right));
        let lacks = |own: &[Named], others: &BTreeSet<String>| -> Vec<usize> {
            let mut seen = BTreeSet::new();
            (0..own.len())
                .filter(|&at| {
                    !others.contains(&own[at].key) && known(&own[at].key) && seen.insert(&own[at].key)
                })
                .collect()
        };
        let (missing, added) = (lacks(a, &keys(b)), lacks(b, &keys(a)));
        let ([one], [other]) = (missing.as_slice(), added.as_slice()) else { continue };
        let (a, b) = (&a[*one], &b[*other]);
        // A name stands for another where neither text says the other's anywhere.
        let alike = class(&a.key) == class(&b.key) && !matches!(class(&a.key), "region" | "city");
        let nowhere = !all_right.contains(&a.key) && !all_left.contains(&b.key);
        if alike && nowhere && told.insert((a.key.clone(), b.key.clone())) {
            found.push(NameDifference { original: a.span, translation: b.span, in_original: true });
        }
    }
    found.extend(latin(original, translation, stretches));
    found
}

/// A name at a place.
struct Named {
    key: String,
    span: Span,
    sentence: usize,
}

fn mentioned(text: Text<'_>) -> Vec<Named> {
    let scan = &text.reading.scan;
    let mentions = text.reading.mentions.iter().filter(|mention| mention.first_token < mention.end_token);
    let named = mentions.filter_map(|mention| match &mention.value {
        Value::Name(key) => Some(Named {
            key: key.clone(),
            span: mention.span,
            sentence: scan.sentence_of[mention.first_token] as usize,
        }),
        _ => None,
    });
    named.collect()
}

fn within<'a>(names: &'a [Named], sentences: &Range<usize>) -> &'a [Named] {
    let from = names.partition_point(|named| named.sentence < sentences.start);
    let end = names.partition_point(|named| named.sentence < sentences.end);
    &names[from..end.max(from)]
}

/// What kind of name a key is: a country stands for a country only. Regions hold one
/// another, and cities go by the name of their country.
fn class(key: &str) -> &str {
    key.split_once(':').map_or("", |(class, _)| class)
}

fn span(text: Text<'_>, sentences: &Range<usize>) -> Option<Span> {
    let scan = &text.reading.scan;
    let first = scan.sentences.get(sentences.start)?.first;
    let end = scan.sentences[..sentences.end].last()?.end;
    (first < end && !sentences.is_empty()).then(|| scan.source_span(&text.reading.article.map, first, end, 0))
}

/// Shorter words are abbreviations that each language has its own of.
const LONG_WORD: usize = 4;
/// A word in other letters that is this near is the same one, bent.
const SAME: f64 = 0.75;

/// Words in Latin letters that a text of another script has, and its original has not.
fn latin(original: Text<'_>, translation: Text<'_>, stretches: &[Stretch]) -> Vec<NameDifference> {
    if !is_latin(original) || is_latin(translation) {
        return Vec::new();
    }
    let known: BTreeSet<&str> = words(original).map(|at| original.reading.scan.word(at)).collect();
    let mut new: BTreeMap<&str, usize> = BTreeMap::new();
    let in_latin = |at: &usize| translation.reading.scan.word(*at).is_ascii();
    for at in words(translation).filter(in_latin) {
        new.entry(translation.reading.scan.word(at)).or_insert(at);
    }
    let near = |word: &str| {
        known.iter().any(|other| {
            other.contains(word) || word.contains(other) || strsim::jaro_winkler(word, other) > SAME
        })
    };
    let found = new.into_iter().filter(|(word, _)| !known.contains(word) && !near(word));
    found
        .filter_map(|(_, at)| {
            let scan = &translation.reading.scan;
            let sentence = scan.sentence_of[at] as usize;
            let stretch = stretches.iter().find(|stretch| stretch.right.contains(&sentence))?;
            Some(NameDifference {
                original: span(original, &stretch.left)?,
                translation: scan.source_span(&translation.reading.article.map, at, at + 1, 0),
                in_original: false,
            })
        })
        .collect()
}

/// Words long enough to be a name.
fn words(text: Text<'_>) -> impl Iterator<Item = usize> {
    let scan = &text.reading.scan;
    let long = move |&at: &usize| scan.tokens[at].kind == TokenKind::Word && scan.word(at).len() >= LONG_WORD;
    (0..scan.tokens.len()).filter(long)
}

/// Whether most of a text is in Latin letters.
fn is_latin(text: Text<'_>) -> bool {
    let letters = text.reading.article.text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS);
    let (latin, all) = letters
        .fold((0, 0), |(latin, all), letter| (latin + usize::from(u32::from(letter) < LATIN_END), all + 1));
    latin * 2 > all
}

/// A sample long enough to see a script by.
const LETTERS: usize = 2000;
/// Latin letters with their marks end here.
const LATIN_END: u32 = 0x250;
