//! Our sentence bounds, held against ICU's.
//!
//! The program finds sentences in its one pass over the text, with the abbreviations
//! of the pack, which ICU does not know. Where the two differ, it is for a reason
//! listed in `tests/data/sentences.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use factlint::article::{Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lint::Reading;
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use serde::Deserialize;

/// The texts of one language.
#[derive(Debug, Deserialize)]
struct Texts {
    agree: Vec<String>,
    differ: Vec<Differing>,
}

/// A text that ICU divides otherwise.
#[derive(Debug, Deserialize)]
struct Differing {
    why: String,
    ours: Vec<String>,
}

fn data() -> BTreeMap<String, Texts> {
    serde_yaml::from_str(include_str!("data/sentences.yaml")).expect("the data file is YAML of this form")
}

/// Where our sentences begin, in bytes.
fn ours(lang: &str, text: &str, lexicons: &Lexicons) -> Vec<usize> {
    let declared = Declared { lang: Some(lang.to_owned()), ..Declared::default() };
    let article = parse(Source::new("text.txt", text.to_owned()), &declared, Datelines::built_in());
    let reading = Reading::of(article, lexicons);
    let start = |first| reading.scan.source_span(&reading.article.map, first, first + 1, 0).start;
    reading.scan.sentences.iter().map(|sentence| start(sentence.first)).collect()
}

/// Where ICU's begin.
fn icu(text: &str) -> Vec<usize> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    segmenter.segment_str(text).filter(|at| *at < text.len()).collect()
}

/// The text cut at these places, as a failure shows it.
fn cut<'a>(text: &'a str, starts: &[usize]) -> Vec<&'a str> {
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim_end()).collect()
}

/// Calls `test` with every language's texts and our way of cutting them.
fn for_each(test: impl Fn(&str, &Texts, &dyn Fn(&str) -> Vec<usize>)) {
    let packs = Packs::built_in();
    let lexicons = Lexicons::new(packs, Arc::new(RuleSet::default()));
    for (lang, texts) in data() {
        test(&lang, &texts, &|text| ours(&lang, text, &lexicons));
    }
}

#[test]
fn sentences_begin_where_icu_begins_them() {
    for_each(|lang, texts, ours| {
        for text in &texts.agree {
            assert_eq!(cut(text, &ours(text)), cut(text, &icu(text)), "{lang}");
        }
    });
}

#[test]
fn sentences_differ_from_icu_only_for_a_reason() {
    for_each(|lang, texts, ours| {
        for Differing { why, ours: wanted } in &texts.differ {
            let text = wanted.join(" ");
            assert_eq!(cut(&text, &ours(&text)), *wanted, "{lang}: {why}");
            assert_ne!(cut(&text, &icu(&text)), *wanted, "{lang}: ICU does this by now: {why}");
        }
    });
}
