//! The texts and rules that are measured: made here, of sentences in
//! `benches/sentences.json`, the same on every run.

#![allow(dead_code, reason = "each benchmark uses its own part of this module")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use factlint::article::{Article, Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use serde::Deserialize;

/// What texts of one language are made of.
#[derive(Deserialize)]
struct Language {
    titles: Vec<String>,
    figures: Vec<String>,
    plain: Vec<String>,
    repeated: String,
    sales: String,
    syllables: Vec<String>,
}

static LANGUAGES: LazyLock<BTreeMap<String, Language>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../sentences.json")).expect("the file is JSON"));

/// Tags of the languages there are sentences in.
pub fn languages() -> Vec<&'static str> {
    LANGUAGES.keys().map(String::as_str).collect()
}

/// Bytes of an ordinary article.
pub const ARTICLE: usize = 7 * 1024;

/// Names of firms that texts speak of; rules may know many more.
const SPOKEN_OF: u64 = 8;

/// Numbers that look like chance and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of<'a>(&mut self, texts: &'a [String]) -> &'a str {
        let count = u64::try_from(texts.len()).expect("a list of sentences is short");
        let at = usize::try_from(self.below(count)).expect("an index of a list fits");
        &texts[at]
    }
}

/// The `form`-th name of a firm in a language.
fn firm(language: &Language, index: u64, form: u64) -> String {
    let mut dice = Dice(index * 16 + form);
    let count = 3 + dice.below(2);
    let name: String = (0..count).map(|_| dice.one_of(&language.syllables).to_owned()).collect();
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn filled(language: &Language, sentence: &str, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((head, tail)) = rest.split_once('{') {
        let (key, tail) = tail.split_once('}').expect("a brace that opens is closed");
        out.push_str(head);
        match key {
            "year" => out.push_str(&(1990 + dice.below(36)).to_string()),
            "amount" => out.push_str(&format!("{}.{}", 2 + dice.below(97), 1 + dice.below(9))),
            "share" => out.push_str(&(2 + dice.below(97)).to_string()),
            "count" => out.push_str(&(2 + dice.below(997)).to_string()),
            "day" => out.push_str(&(1 + dice.below(28)).to_string()),
            "name" => out.push_str(&firm(language, dice.below(SPOKEN_OF), dice.below(2))),
            other => panic!("sentences.json asks for `{other}`"),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// A text of about so many bytes: a title, and paragraphs of which every fifth
/// sentence holds figures, as many as news has.
pub fn text(tag: &str, bytes: usize, seed: u64) -> String {
    let language = &LANGUAGES[tag];
    let mut dice = Dice(seed);
    let mut out = String::with_capacity(bytes + 512);
    out.push_str(dice.one_of(&language.titles));
    out.push_str("\n\n");
    while out.len() < bytes {
        for _ in 0..4 {
            let sentences = if dice.below(5) == 0 { &language.figures } else { &language.plain };
            out.push_str(&filled(language, dice.one_of(sentences), &mut dice));
            out.push(' ');
        }
        out.push_str("\n\n");
    }
    out
}

/// A text without one full stop.
pub fn endless(tag: &str, bytes: usize) -> String {
    text(tag, bytes, 1).replace(['.', '\u{3002}', '\n', '?', '!'], " ")
}

/// Sentences that are told again and again with another figure.
pub fn repeated(tag: &str, sentences: usize, seed: u64) -> String {
    let language = &LANGUAGES[tag];
    let mut dice = Dice(seed);
    let mut out = String::new();
    for _ in 0..sentences {
        let plain = if dice.below(4) == 0 { &language.repeated } else { dice.one_of(&language.figures) };
        out.push_str(&filled(language, plain, &mut dice));
        out.push(' ');
        if dice.below(5) == 0 {
            out.push_str("\n\n");
        }
    }
    out
}

/// A text as an article.
pub fn article(name: &str, tag: &str, text: String) -> Article {
    let declared = Declared { lang: Some(tag.to_owned()), ..Declared::default() };
    parse(Source::new(name, text), &declared, Datelines::built_in())
}

/// About so many bytes of ordinary articles in one language.
pub fn articles(tag: &str, bytes: usize) -> Vec<Article> {
    (0..bytes.div_ceil(ARTICLE))
        .map(|at| {
            let seed = u64::try_from(at).expect("an index fits");
            article(&format!("{tag}-{at}.txt"), tag, text(tag, ARTICLE, seed))
        })
        .collect()
}

/// Bytes of some articles.
pub fn bytes_of(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.source.text.len()).sum()
}

/// A rule file: so many firms of twelve names each, and what each sold.
pub fn rule_file(rules: usize) -> String {
    let mut out = String::from("factlint: 1\nterms:\n  sales:\n");
    for (tag, language) in LANGUAGES.iter() {
        let _ = writeln!(out, "    {tag}: [{}]", language.sales);
    }
    out.push_str("names:\n");
    let rules = u64::try_from(rules).expect("a number of rules fits");
    for index in 0..rules {
        let _ = writeln!(out, "  firm-{index}:\n    is: organisation");
        for ((tag, language), forms) in LANGUAGES.iter().zip([3, 2, 3, 2, 2]) {
            // The number tells names apart that the dice made alike.
            let name = |form| match form {
                0 | 1 if index < SPOKEN_OF => firm(language, index, form),
                _ => format!("{} {index}", firm(language, index, form)),
            };
            let names: Vec<String> = (0..forms).map(name).collect();
            let _ = writeln!(out, "    {tag}: [{}]", names.join(", "));
        }
    }
    out.push_str("rules:\n");
    for index in 0..rules {
        let _ = writeln!(
            out,
            "  - id: sales-of-{index}\n    claim: What firm {index} sold\n    about: {{together: [sales, firm-{index}]}}\n    \
             amount: {{2022: 11.{} billion USD, 2023: 12.4 billion USD}}\n    \
             source: [{{who: its report, checked: 2025-06-20}}]",
            index % 10
        );
    }
    out
}

/// A rule file as a rule set.
pub fn rule_set(rules: usize) -> Arc<RuleSet> {
    if rules == 0 {
        return Arc::default();
    }
    let source = Source::new("rules.yaml", rule_file(rules));
    let set = RuleSet::from_sources(vec![source]).unwrap_or_else(|broken| panic!("{:#?}", broken.mistakes));
    Arc::new(set)
}

/// Lexicons for so many rules, those of these languages made.
pub fn lexicons(rules: usize, tags: &[&str]) -> Lexicons {
    lexicons_of(&rule_set(rules), tags)
}

/// Lexicons for a rule set, those of these languages made.
pub fn lexicons_of(rules: &Arc<RuleSet>, tags: &[&str]) -> Lexicons {
    let lexicons = Lexicons::new(Packs::built_in(), Arc::clone(rules));
    for tag in tags {
        let _ = lexicons.of(tag);
    }
    lexicons
}
