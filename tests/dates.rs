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
    let cases: Vec<Case> =
        serde_yaml::from_str(include_str!("data/dates.yaml")).expect("the cases are well formed");
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

fn read(lexicons: &Lexicons, case: &Case) -> Vec<String> {
    let declared =
        Declared { lang: Some(case.lang.clone()), date: case.published.clone(), ..Declared::default() };
    let article = parse(Source::new("case", &case.text), &declared, Datelines::built_in());
    let (pack, lexicon) = lexicons.of(&article.lang);
    let scan = Scan::of(&article, lexicon);
    let context = Context { article: &article, scan: &scan, lexicon, pack };
    let mut taken = Taken::none(scan.tokens.len());
    dates::read(&context, &mut taken).iter().map(|mention| shown(mention, &case.text)).collect()
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
