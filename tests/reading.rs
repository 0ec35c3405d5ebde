//! Reading survives any text: no panic, spans that can be cut out, and no
//! character in two figures.

use std::sync::{Arc, LazyLock};

use factlint::article::{Article, Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lang::scan::Scan;
use factlint::lint::Reading;
use factlint::mention::context::Context;
use factlint::mention::json::Printer;
use factlint::mention::read::read;
use factlint::mention::{Mention, Value};
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use proptest::prelude::*;

static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::new(Packs::built_in(), Arc::new(RuleSet::default())));

/// Reads a text and checks what holds for every reading.
fn survives(lang: &str, text: &str) -> Result<(), TestCaseError> {
    let declared = Declared { lang: Some(lang.to_owned()), ..Declared::default() };
    let article = parse(Source::new("any", text), &declared, Datelines::built_in());
    let (pack, lexicon) = LEXICONS.of(&article.lang);
    let scan = Scan::of(&article, lexicon);
    let mentions = read(&Context { article: &article, scan: &scan, lexicon, pack });
    for mention in &mentions {
        prop_assert!(text.get(mention.span.range()).is_some_and(|text| !text.is_empty()), "{:?}", mention);
    }
    let figure = |mention: &&Mention| !matches!(mention.value, Value::Name(_) | Value::List(_));
    let figures: Vec<&Mention> = mentions.iter().filter(figure).collect();
    for pair in figures.windows(2) {
        prop_assert!(pair[0].end_token <= pair[1].first_token, "{:?} overlaps {:?}", pair[0], pair[1]);
    }
    let mut lines = Vec::new();
    Printer::new(&article).print(&mentions, &mut lines);
    let lines = serde_json::Deserializer::from_slice(&lines).into_iter::<serde_json::Value>();
    let read: Result<Vec<_>, _> = lines.collect();
    prop_assert!(read.is_ok_and(|read| read.len() == mentions.len()));
    Ok(())
}

/// Every word of a corpus, with digits and marks, thrown together.
fn words() -> impl Strategy<Value = (usize, Vec<usize>)> {
    (0..CORPORA.len(), proptest::collection::vec(0..4096usize, 1..24))
}

const CORPORA: &[(&str, &str)] = &[
    ("ar", include_str!("../src/lang/packs/ar/corpus.yaml")),
    ("en", include_str!("../src/lang/packs/en/corpus.yaml")),
    ("he", include_str!("../src/lang/packs/he/corpus.yaml")),
    ("ru", include_str!("../src/lang/packs/ru/corpus.yaml")),
    ("zh", include_str!("../src/lang/packs/zh/corpus.yaml")),
];
const MARKS: &[&str] = &[
    "1",
    "0.5",
    "1,250",
    "2024",
    "99999999999999999999999999999",
    "-",
    "–",
    "/",
    ":",
    ".",
    ",",
    "$",
    "%",
    "(",
    "1/2",
    "½",
    "79228162514264337593543950335",
    "+",
    "'",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_characters_can_be_read(text in "\\PC{0,80}", lang in 0..CORPORA.len()) {
        survives(CORPORA[lang].0, &text)?;
    }

    #[test]
    fn any_digits_and_marks_can_be_read(text in "[0-9.,:/'$%+ kmM–-]{0,40}", lang in 0..CORPORA.len()) {
        survives(CORPORA[lang].0, &text)?;
    }

    #[test]
    fn any_words_of_a_corpus_can_be_read((corpus, picks) in words()) {
        let (lang, corpus) = CORPORA[corpus];
        let mut pool: Vec<&str> = corpus.split([' ', '\n', '"', '[', ']', ',']).filter(|word| !word.is_empty()).collect();
        pool.extend(MARKS.iter().cycle().take(pool.len() / 4));
        let text: Vec<&str> = picks.iter().map(|&pick| pool[pick % pool.len()]).collect();
        survives(lang, &text.join(" "))?;
        survives(lang, &text.concat())?;
    }
}

/// A long article is read in pieces: what is read is the same, at the same places.
#[test]
fn pieces_of_an_article_say_what_the_whole_says() {
    for (lang, corpus) in CORPORA {
        // Every line a paragraph.
        let text = corpus.replace('\n', "\n\n");
        let declared = Declared {
            lang: Some((*lang).to_owned()),
            date: Some("2024-07-05".to_owned()),
            ..Declared::default()
        };
        let article = parse(Source::new("long", text), &declared, Datelines::built_in());
        let pieces = article.pieces(2048);
        assert!(pieces.len() > 4, "{lang}: {}", pieces.len());
        let read = |article: Article| -> Vec<_> {
            let mentions = Reading::of(article, &LEXICONS).mentions;
            mentions.into_iter().map(|found| (found.span, found.value, found.role, found.sure)).collect()
        };
        let apart: Vec<_> = pieces.iter().flat_map(|piece| read(article.piece(piece))).collect();
        let whole = read(article);
        assert!(whole.len() > 100, "{lang}: {}", whole.len());
        assert!(whole == apart, "{lang}: {:?}", whole.iter().zip(&apart).find(|(a, b)| a != b));
    }
}
