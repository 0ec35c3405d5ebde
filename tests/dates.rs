//! What is read of dates in running text: the words of each, how they were read,
//! what the article's own date makes of them, and which are bases of comparison.
//!
//! The packs' corpora hold the forms; the sentences here hold their surroundings.

use std::sync::Arc;

use factlint::article::{Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lang::scan::Scan;
use factlint::mention::context::{Context, Taken};
use factlint::mention::{Mention, Role, Value, dates};
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    lang: String,
    /// Date of the article; none when it is left out.
    #[serde(default)]
    published: Option<String>,
    text: String,
    /// `words = reading`, then `-> resolved`, `invalid`, `base` where they apply.
    read: Vec<String>,
}

#[test]
fn dates_in_running_text() {
    let cases = cases();
    let lexicons = Lexicons::new(Packs::built_in(), Arc::new(RuleSet::default()));
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = read(&lexicons, case);
            (found != case.read).then(|| {
                format!("{}: {}\n  wanted {:?}\n  read   {found:?}", case.lang, case.text, case.read)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} sentences:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn cases() -> Vec<Case> {
    serde_yaml::from_str(include_str!("data/dates.yaml")).expect("the cases are well formed")
}

/// The words of the cases in any order: nothing panics, spans are whole characters
/// and tell their text, and no two figures share a token.
#[test]
fn any_order_of_words_is_read() {
    let cases = cases();
    let lexicons = Lexicons::new(Packs::built_in(), Arc::new(RuleSet::default()));
    let mut words: Vec<String> =
        cases.iter().flat_map(|case| case.text.split(' ')).map(str::to_owned).collect();
    words.extend(
        cases
            .iter()
            .filter(|case| case.lang == "zh")
            .flat_map(|case| case.text.split_inclusive(char::is_alphanumeric))
            .map(str::to_owned),
    );
    let langs: Vec<&str> = Packs::built_in().tags().collect();
    let strategy = (
        proptest::sample::select(langs),
        proptest::collection::vec((proptest::sample::select(words), any::<bool>()), 0..24),
    );
    proptest!(ProptestConfig::with_cases(400), |((lang, words) in strategy)| {
        let text: String = words.iter().flat_map(|(word, space)| [word.as_str(), if *space { " " } else { "" }]).collect();
        let case = Case { lang: lang.to_owned(), published: Some("2024-07-05".to_owned()), text, read: vec![] };
        read(&lexicons, &case);
    });
}

fn read(lexicons: &Lexicons, case: &Case) -> Vec<String> {
    let declared =
        Declared { lang: Some(case.lang.clone()), date: case.published.clone(), ..Declared::default() };
    let article = parse(Source::new("case", &case.text), &declared, Datelines::built_in());
    let (pack, lexicon) = lexicons.of(&article.lang);
    let scan = Scan::of(&article, lexicon);
    let context = Context { article: &article, scan: &scan, lexicon, pack };
    let mut taken = Taken::none(scan.tokens.len());
    let found = dates::read(&context, &mut taken);
    for pair in found.windows(2) {
        assert!(pair[0].end_token <= pair[1].first_token, "two figures share a token in {}", case.text);
    }
    found.iter().map(|mention| shown(mention, &case.text)).collect()
}

fn shown(mention: &Mention, text: &str) -> String {
    let reading = match &mention.value {
        Value::Date(date) => {
            let weekday = date.weekday.map_or(String::new(), |day| format!(" weekday {day}"));
            let resolved = date.resolved.as_ref().map_or(String::new(), |date| format!(" -> {date}"));
            let calendar = date.calendar.map_or(String::new(), |calendar| format!(" {calendar}"));
            let valid = if date.valid { "" } else { " invalid" };
            format!("{}{calendar}{weekday}{resolved}{valid}", date.date)
        }
        Value::Weekday(day) => format!("weekday {day}"),
        Value::Time { time, zone } => {
            format!("{time}{}", zone.as_ref().map_or(String::new(), |zone| format!(" {zone}")))
        }
        other => other.kind().to_owned(),
    };
    let base = if mention.role == Role::Base { " base" } else { "" };
    format!("{} = {reading}{base}", &text[mention.span.range()])
}
