//! The house rules that no compiler holds: what may name a language, how long a
//! file may be, and that what is promised in a table is there.

#![allow(clippy::disallowed_methods, reason = "these tests read the sources themselves")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use factlint::check::CHECKS;
use factlint::lang::registry::{NEUTRAL, Packs};
use walkdir::WalkDir;

/// Lines a source file may have.
const LONGEST: usize = 400;

/// Files that are longer, and why.
const LONGER: &[(&str, &str)] = &[];

/// English names of languages that code outside `lang/` must not know.
const NAMES: &[&str] = &["hebrew", "arabic", "chinese", "russian", "english", "persian", "german", "french"];

/// Where a language may be named outside `lang/`, by the words of the line, and why.
const NAMED: &[(&str, &str, &str)] = &[
    ("src/claim/reading.rs", ".get(\"en\")", "messages are English"),
    ("src/check/cluster.rs", "rule.claim.get(\"en\")", "messages are English"),
    ("src/cli/rules.rs", ".list(\"en\")", "messages are English"),
    ("src/mention/dates/other_calendar.rs", "\"hebrew\"", "calendars of CLDR, not languages"),
    ("src/article/bilingual/xml.rs", "\"ph\", \"it\"", "an element for an isolated tag, not Italian"),
    ("src/article/html.rs", "\"td\" | \"th\"", "a cell of a table, not Thai"),
    (
        "src/claim/reading.rs",
        "(_, 11..=13) => \"th\"",
        "the ending of an English rank in a message, not Thai",
    ),
    ("src/claim/reading.rs", "_ => \"th\",", "the ending of an English rank in a message, not Thai"),
    ("src/rule/mixed.rs", "\"Hebrew\"", "a script, not a language"),
    ("src/rule/mixed.rs", "\"Arabic\"", "a script, not a language"),
    ("src/rule/written_checks.rs", "\"required\" = [\"id\"", "a key of the schema"),
    ("src/rule/written_rules.rs", "\"required\" = [\"id\"", "a key of the schema"),
];

/// Calls `test` with the path, from the root, and the text of every Rust file
/// under `folder`.
fn for_each_source(folder: &str, mut test: impl FnMut(&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
    for file in files.filter(|file| file.path().extension().is_some_and(|end| end == "rs")) {
        let path = file.path().strip_prefix(root).expect("the walk began at the root");
        let text = fs::read_to_string(file.path()).expect("a file just listed can be read");
        test(&path.to_string_lossy().replace('\\', "/"), &text);
    }
}

/// The line without its comment. A `//` inside a string is taken for one: what
/// follows it is an address.
fn code(line: &str) -> &str {
    line.find("//").map_or(line, |comment| &line[..comment])
}

/// What a line says about a language: a tag as a string, or a name anywhere.
fn language_in(line: &str, tags: &BTreeSet<String>) -> Option<String> {
    let lower = line.to_lowercase();
    let name = NAMES.iter().find(|name| lower.contains(**name)).map(ToString::to_string);
    name.or_else(|| tags.iter().find(|tag| line.contains(&format!("\"{tag}\""))).cloned())
}

#[test]
fn no_code_outside_lang_names_a_language() {
    let tags: BTreeSet<String> =
        Packs::built_in().tags().filter(|tag| *tag != NEUTRAL).map(ToOwned::to_owned).collect();
    let mut unused: BTreeSet<_> = NAMED.iter().collect();
    let mut named = Vec::new();
    for_each_source("src", |path, text| {
        if path.starts_with("src/lang/") || path.contains("/tests") {
            return;
        }
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        for (number, line) in lines.enumerate() {
            let Some(language) = language_in(code(line), &tags) else { continue };
            let allowed = NAMED.iter().find(|(file, words, _)| *file == path && line.contains(words));
            match allowed {
                Some(entry) => drop(unused.remove(entry)),
                None => named.push(format!("{path}:{}: {language}: {}", number + 1, line.trim())),
            }
        }
    });
    assert!(named.is_empty(), "a language is data, in src/lang/packs:\n{}", named.join("\n"));
    assert!(unused.is_empty(), "allowed and not there: {unused:?}");
}

#[test]
fn words_of_other_scripts_stand_in_data_files() {
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && !('\u{C0}'..='\u{24F}').contains(&c);
    let mut found = Vec::new();
    let mut check = |path: &str, text: &str| {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| code(line).contains(foreign)) {
            found.push(format!("{path}:{}: {}", number + 1, line.trim()));
        }
    };
    for_each_source("src", &mut check);
    for_each_source("tests", &mut check);
    assert!(found.is_empty(), "a language is data, in a pack, a corpus or a fixture:\n{}", found.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_a_reader_holds_in_mind() {
    let mut long = Vec::new();
    let mut check = |path: &str, text: &str| {
        let lines = text.lines().count();
        if lines > LONGEST && !LONGER.iter().any(|(file, _)| *file == path) {
            long.push(format!("{path}: {lines} lines"));
        }
    };
    for_each_source("src", &mut check);
    for_each_source("tests", &mut check);
    assert!(
        long.is_empty(),
        "over {LONGEST} lines; divide, or give a reason in LONGER:\n{}",
        long.join("\n")
    );
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let mut silent = Vec::new();
    let mut check = |path: &str, text: &str| {
        if !text.starts_with("//!") {
            silent.push(path.to_owned());
        }
    };
    for_each_source("src", &mut check);
    for_each_source("tests", &mut check);
    assert!(silent.is_empty(), "no `//!` at the head: {silent:?}");
}

#[test]
fn every_check_has_a_page_with_its_four_headings() {
    let wanted = ["What it checks", "Why it matters", "Example", "Instead"];
    for check in CHECKS {
        let mut heads = check.page.lines().filter_map(|line| line.strip_prefix('#'));
        assert_eq!(heads.next().map(str::trim), Some(check.name));
        let heads: Vec<_> = heads.map(|head| head.trim_start_matches('#').trim()).collect();
        assert_eq!(heads, wanted, "{}", check.name);
        let parts = check.page.split("\n## ").skip(1);
        for part in parts {
            let (head, words) = part.split_once('\n').unwrap_or((part, ""));
            assert!(words.trim().len() > 20, "{}: nothing under {head}", check.name);
        }
    }
}

#[test]
fn every_page_belongs_to_a_check_of_the_table() {
    let names: BTreeSet<_> = CHECKS.iter().map(|check| format!("{}.md", check.name)).collect();
    assert_eq!(names.len(), CHECKS.len(), "two checks of one name");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/pages");
    let pages: BTreeSet<_> = fs::read_dir(folder)
        .expect("the folder of pages is there")
        .map(|page| page.expect("its entries can be read").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(pages, names);
}
