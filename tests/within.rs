//! What an article says against itself: sentences with a slip that must be found, and
//! beside them the near misses that must stay silent, by check and language.

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use factlint::finding::Finding;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::lint::{Settings, lint};
use factlint::rule::checked::RuleSet;
use serde::Deserialize;

/// The cases of one language in `tests/within/CHECK.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// Texts in which the check finds something.
    found: Vec<Case>,
    /// Texts in which no check of the family finds anything.
    silent: Vec<Case>,
    /// Texts with a slip that is not found yet, and why.
    #[serde(default)]
    missed: Vec<Missed>,
}

/// A text, with the day it was published where that matters.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Case {
    Text(String),
    Dated { date: String, text: String },
}

#[derive(Debug, Deserialize)]
struct Missed {
    date: Option<String>,
    text: String,
    why: String,
}

impl Case {
    fn parts(&self) -> (&str, Option<&str>) {
        match self {
            Self::Text(text) => (text, None),
            Self::Dated { date, text } => (text, Some(date)),
        }
    }
}

#[test]
fn slips_are_found_and_near_misses_are_silent() {
    let lexicons = Lexicons::new(Packs::built_in(), Arc::new(RuleSet::default()));
    let mut wrong = Vec::new();
    for file in common::files("tests/within", &[".yaml"]) {
        let check = file.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).unwrap_or_default();
        let languages: BTreeMap<String, Cases> =
            serde_yaml::from_str(&common::text(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for (lang, cases) in &languages {
            let found = |(text, date): (&str, Option<&str>)| findings(&lexicons, lang, text, date);
            for case in &cases.found {
                if !found(case.parts()).iter().any(|finding| finding.check == check) {
                    wrong.push(format!("{check} {lang} not found: {}", case.parts().0));
                }
            }
            for case in &cases.silent {
                let heard = found(case.parts());
                let heard = heard.iter().map(|finding| format!("{}: {}", finding.check, finding.message));
                wrong.extend(heard.map(|heard| format!("{check} {lang} heard {heard}: {}", case.parts().0)));
            }
            for case in &cases.missed {
                assert!(!case.why.is_empty(), "{}", case.text);
                if found((&case.text, case.date.as_deref())).iter().any(|finding| finding.check == check) {
                    wrong.push(format!("{check} {lang} is found now: {}", case.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the checks find in a text; a line of tildes parts two articles.
fn findings(lexicons: &Lexicons, lang: &str, text: &str, date: Option<&str>) -> Vec<Finding> {
    let texts = text.split("\n~~~\n").enumerate();
    let articles = texts.map(|(at, text)| common::article(&format!("story{at}.{lang}.md"), text, date));
    lint(articles.collect(), lexicons, &Settings::default()).findings
}
