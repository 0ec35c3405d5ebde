//! Every form of every pack's corpus is read as the pack says.
//!
//! A form under `read:` is read whole, as exactly one mention; under `in:` a
//! sentence holds the readings listed, in order, with the role of one where it is
//! written in front (`change percent 5`); under `nothing:` no figure, date
//! or time is read (names may be). What is not read yet stands under `todo:` with
//! a reason, and fails the test once it is read.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

#[path = "../build/packs.rs"]
mod packs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use factlint::article::{Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, NEUTRAL, Packs, Stored};
use factlint::lang::scan::Scan;
use factlint::lint::{Settings, lint};
use factlint::mention::context::Context;
use factlint::mention::read::read;
use factlint::mention::{Mention, Role, Value};
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use serde::Deserialize;

/// The corpus of one pack.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Corpus {
    /// Forms by their reading.
    read: BTreeMap<String, Vec<String>>,
    /// Sentences with their readings.
    r#in: Vec<Sentence>,
    /// What holds no figure.
    nothing: Vec<String>,
    /// Names read in a text, in order.
    names: BTreeMap<String, Vec<String>>,
    /// Forms not read yet.
    todo: Vec<Todo>,
    /// Kinds no reader reads yet (`date`, `time`): forms of them, and sentences
    /// that hold one, are counted as not read yet. Must be empty once one is read.
    awaited: Vec<String>,
}

impl Corpus {
    fn awaits(&self, reading: &str) -> bool {
        self.awaited.iter().any(|kind| reading.split(' ').next() == Some(kind))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    text: String,
    mentions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Todo {
    form: String,
    /// `nothing`, or a reading.
    reading: String,
    reason: String,
}

#[test]
fn every_form_of_every_corpus_is_read() {
    let lexicons = Lexicons::new(Packs::built_in(), std::sync::Arc::new(RuleSet::default()));
    let mut failures = String::new();
    let (mut forms, mut failed, mut todo) = (0, 0, 0);
    for folder in folders() {
        let tag = folder.file_name().and_then(|name| name.to_str()).expect("folders are named by tag");
        let corpus = load(&folder.join("corpus.yaml"));
        todo += corpus.todo.len() + awaited(&corpus);
        for (form, wanted, problem) in problems(&lexicons, tag, &corpus, &mut forms) {
            failed += 1;
            writeln!(failures, "{tag}: {form:?} should be {wanted}: {problem}")
                .expect("writing to a string does not fail");
        }
    }
    println!("{forms} forms, {todo} of them not read yet");
    assert!(failed == 0, "{failed} of {forms} forms are not read as their corpus says:\n{failures}");
}

/// A folder written as CONTRIBUTING.md says is a language, and nothing else is needed:
/// `tests/data/packs` holds one that is not shipped. Its corpus is read, and so is an
/// article in it, with the finding its author hid there.
#[test]
fn a_new_folder_is_enough() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let neutral = root.join("src/lang/packs").join(NEUTRAL);
    let new = packs::folders(&root.join("tests/data/packs"));
    assert!(!new.is_empty(), "there is no new language to try");
    for folder in new {
        let stored = [leaked(packs::stored(&neutral)), leaked(packs::stored(&folder))];
        let tag = stored[1].0;
        assert!(Packs::built_in().tags().all(|shipped| shipped != tag), "{tag} is shipped");
        let packs = Box::leak(Box::new(Packs::of(&stored)));
        let lexicons = Lexicons::new(packs, std::sync::Arc::new(RuleSet::default()));
        let mut forms = 0;
        let wrong = problems(&lexicons, tag, &load(&folder.join("corpus.yaml")), &mut forms);
        assert!(forms > 0 && wrong.is_empty(), "{tag}: {wrong:#?}");
        assert_eq!(findings(&lexicons, &folder), text(&folder.join("findings.txt")), "{tag}");
    }
}

/// What a pack lives in for the length of a run.
fn leaked(stored: packs::Stored) -> Stored {
    (stored.tag.leak(), stored.json.leak(), stored.names.leak())
}

/// The findings in the article of a folder: the check and the words, a line each.
fn findings(lexicons: &Lexicons, folder: &Path) -> String {
    let source = Source::new("article.md", text(&folder.join("article.md")));
    let article = parse(source, &Declared::default(), Datelines::built_in());
    let linted = lint(vec![article], lexicons, &Settings::default());
    let words = |finding: &factlint::finding::Finding| {
        let source = &linted.articles[0].source;
        format!("{}: {}\n", finding.check, &source.text[finding.primary.span.range()])
    };
    linted.findings.iter().map(words).collect()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How many forms and sentences wait for a reader of their kind.
fn awaited(corpus: &Corpus) -> usize {
    let forms = corpus.read.iter().filter(|(reading, _)| corpus.awaits(reading)).map(|(_, list)| list.len());
    let waits = |sentence: &&Sentence| sentence.mentions.iter().any(|reading| corpus.awaits(reading));
    forms.sum::<usize>() + corpus.r#in.iter().filter(waits).count()
}

fn folders() -> Vec<PathBuf> {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/packs");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(packs)
        .expect("the packs are a folder")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|folder| folder.join("corpus.yaml").is_file())
        .collect();
    folders.sort();
    folders
}

fn load(path: &Path) -> Corpus {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is wrong: the form, its reading, and what was read instead.
fn problems(
    lexicons: &Lexicons,
    tag: &str,
    corpus: &Corpus,
    forms: &mut usize,
) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut check = |form: &str, wanted: &str, problem: Option<String>| {
        *forms += 1;
        if let Some(problem) = problem {
            found.push((form.to_owned(), wanted.to_owned(), problem));
        }
    };
    for (reading, list) in &corpus.read {
        for form in list {
            let problem = whole(lexicons, tag, form, reading);
            if corpus.awaits(reading) {
                let read = problem.is_none().then(|| "read now: take its kind off `awaited`".to_owned());
                check(form, reading, read);
            } else {
                check(form, reading, problem);
            }
        }
    }
    for sentence in &corpus.r#in {
        if sentence.mentions.iter().any(|reading| corpus.awaits(reading)) {
            continue;
        }
        let readings = readings_as(&figures(lexicons, tag, &sentence.text), &sentence.mentions);
        let wanted = sentence.mentions.join(" + ");
        check(&sentence.text, &wanted, (readings != sentence.mentions).then(|| readings.join(" + ")));
    }
    for (text, wanted) in &corpus.names {
        let names = names(lexicons, tag, text);
        check(text, &wanted.join(" + "), (names != *wanted).then(|| names.join(" + ")));
    }
    for form in &corpus.nothing {
        check(form, "nothing", nothing(lexicons, tag, form));
    }
    for todo in &corpus.todo {
        let problem = match todo.reading.as_str() {
            "nothing" => nothing(lexicons, tag, &todo.form),
            reading => whole(lexicons, tag, &todo.form, reading),
        };
        let passes = problem.is_none().then(|| "read now: take it off `todo`".to_owned());
        let reason = todo.reason.is_empty().then(|| "a `todo` needs a reason".to_owned());
        check(&todo.form, &todo.reading, passes.or(reason));
    }
    found
}

fn nothing(lexicons: &Lexicons, tag: &str, form: &str) -> Option<String> {
    let readings = readings(&figures(lexicons, tag, form));
    (!readings.is_empty()).then(|| readings.join(" + "))
}

fn whole(lexicons: &Lexicons, tag: &str, form: &str, reading: &str) -> Option<String> {
    let figures = figures(lexicons, tag, form);
    let readings = readings(&figures);
    if readings != [reading] {
        return Some(if readings.is_empty() { "nothing".to_owned() } else { readings.join(" + ") });
    }
    let span = figures[0].span;
    let (before, after) = (&form[..span.start], &form[span.end..]);
    // Modifiers, role words and clitics stand beside a figure, never digits.
    let left_over = before.chars().chain(after.chars()).any(char::is_numeric);
    left_over.then(|| format!("{reading}, leaving out digits"))
}

/// Everything read in a text but names.
fn figures(lexicons: &Lexicons, tag: &str, text: &str) -> Vec<Mention> {
    let mut mentions = mentions(lexicons, tag, text);
    mentions.retain(|mention| !matches!(mention.value, Value::Name(_) | Value::List(_)));
    mentions
}

fn names(lexicons: &Lexicons, tag: &str, text: &str) -> Vec<String> {
    let name = |mention: Mention| match mention.value {
        Value::Name(key) => Some(key),
        _ => None,
    };
    mentions(lexicons, tag, text).into_iter().filter_map(name).collect()
}

fn mentions(lexicons: &Lexicons, tag: &str, text: &str) -> Vec<Mention> {
    let declared =
        Declared { lang: Some(tag.to_owned()), date: Some("2024-07-05".to_owned()), ..Declared::default() };
    let mut article = parse(Source::new("form", text), &declared, Datelines::built_in());
    // A form that is nothing but a date would be the dateline of its article.
    article.dateline = None;
    let (pack, lexicon) = lexicons.of(&article.lang);
    let scan = Scan::of(&article, lexicon);
    let context = Context { article: &article, scan: &scan, lexicon, pack };
    read(&context)
}

fn readings(mentions: &[Mention]) -> Vec<String> {
    mentions.iter().map(|mention| reading(&mention.value)).collect()
}

/// Readings with the role in front where the one wanted at that place has it:
/// `change percent 5`.
fn readings_as(mentions: &[Mention], wanted: &[String]) -> Vec<String> {
    let roles = [Role::Level, Role::Change, Role::Base, Role::Occurrence, Role::Enumerator].map(Role::name);
    let asks = |wanted: Option<&String>| {
        wanted.is_some_and(|wanted| roles.iter().any(|role| wanted.starts_with(&format!("{role} "))))
    };
    let read = mentions.iter().enumerate().map(|(index, mention)| {
        let reading = reading(&mention.value);
        if asks(wanted.get(index)) { format!("{} {reading}", mention.role.name()) } else { reading }
    });
    read.collect()
}

/// A value as corpora write it: `more-than money 30000000000 USD`.
fn reading(value: &Value) -> String {
    let modifier = match value {
        Value::Range { low, .. } => low.modifier,
        _ => value.amount().and_then(|amount| amount.modifier),
    };
    let modifier = modifier.map_or(String::new(), |modifier| format!("{} ", modifier.name()));
    let unit = |unit: Option<&str>| unit.map_or(String::new(), |unit| format!(" {unit}"));
    let amount =
        value.amount().map(|amount| amount.ratio_string().unwrap_or_else(|| amount.decimal_string()));
    let amount = amount.unwrap_or_default();
    match value {
        Value::Percent { points: true, .. } => format!("{modifier}percentage-point {amount}"),
        Value::Number(_) | Value::Percent { .. } | Value::Ordinal(_) => {
            format!("{modifier}{} {amount}", value.kind())
        }
        Value::Money { currency, .. } => format!("{modifier}money {amount}{}", unit(currency.as_deref())),
        Value::Quantity { unit, .. } | Value::Duration { unit, .. } => {
            format!("{modifier}{} {amount} {unit}", value.kind())
        }
        Value::Range { low, high, unit: of } => {
            format!(
                "{modifier}range {}..{}{}",
                low.decimal_string(),
                high.decimal_string(),
                unit(of.as_deref())
            )
        }
        Value::Date(date) => {
            let weekday = date.weekday.map_or(String::new(), |day| format!(" weekday {day}"));
            format!("date {}{weekday}", date.date)
        }
        Value::Weekday(day) => format!("weekday {day}"),
        Value::Time { time, zone } => format!("time {time}{}", unit(zone.as_deref())),
        Value::Name(key) => format!("name {key}"),
        Value::List(items) => format!("list {}", items.join(" ")),
    }
}
