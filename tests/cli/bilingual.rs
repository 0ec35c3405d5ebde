//! Bilingual files: the mistakes planted in files of the real library are reported at
//! the right line, and what cannot be read is said with its place.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Folder, finished, in_project};

/// One line of `expected.yaml`.
#[derive(Debug, Deserialize)]
struct Expected {
    file: String,
    check: String,
    line: u64,
    words: String,
    #[serde(default)]
    fix: String,
    original: u64,
}

const FIXTURES: &str = "tests/fixtures/bilingual";

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURES).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn planted_mistakes_are_reported_at_their_lines_and_nothing_else_is() {
    let expected: Vec<Expected> =
        serde_yaml::from_str(&fixture("expected.yaml")).expect("a list of findings");
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Expected { file, check, line, words, fix, original } in expected {
        let text = fixture(&file);
        let there = text.lines().nth(usize::try_from(line).expect("lines are few") - 1);
        assert!(there.is_some_and(|there| there.contains(&words)), "{file}:{line}: {words} is not there");
        files.entry(file).or_default().push(format!("{check} {line} {words} < {original} > {fix}"));
    }
    assert_eq!(files.len(), 21, "five languages in four formats, and one memory");
    for (file, expected) in files {
        let path = format!("{FIXTURES}/{file}");
        let run = finished(in_project(&["check", "--no-rules", "--format", "json", &path]));
        let found: Vec<String> = run.json()["findings"]
            .as_array()
            .expect("findings are a list")
            .iter()
            .map(|finding| {
                let (here, there) = (&finding["primary"], &finding["related"][0]);
                assert_eq!(here["article"], path.as_str());
                assert_eq!(there["article"], path.as_str());
                let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
                format!(
                    "{} {} {} < {} > {}",
                    word(&finding["check"]),
                    here["line"],
                    word(&here["text"]),
                    there["line"],
                    word(&finding["fixes"][0]["edits"][0]["text"])
                )
            })
            .collect();
        assert_eq!(found, expected, "{file}");
    }
}

/// An XLIFF file with one unit.
fn xliff(source: &str, target: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n\
         <file source-language=\"en\" target-language=\"de\"><body><trans-unit id=\"1\">\n\
         <source>{source}</source>\n{target}\n</trans-unit></body></file></xliff>\n"
    )
}

#[test]
fn markup_placeholders_and_entities_are_no_figures() {
    let source = "It has <x id=\"1\"/>5 <ph id=\"2\">77</ph>rooms &#38; <g id=\"3\">1<![CDATA[2]]></g> doors, {17} %d.";
    let target = "<target>{17} Es hat 5 Zimmer und &#x31;2 T\u{fc}ren. %d</target>\
                  <alt-trans><source>x</source><target>Es hat 900 Zimmer.</target></alt-trans>";
    let folder = Folder::new().file("a.xlf", xliff(source, target));
    folder.run("check --no-rules").ends(0).says("no findings in 2 articles");
    let lines = folder.run("mentions --format jsonl a.xlf").ends(0).json_lines();
    let read: Vec<String> = lines.iter().map(|line| line["amount"].to_string()).collect();
    assert_eq!(read, ["\"5\"", "\"12\"", "\"5\"", "\"12\""]);
    assert_eq!(lines[1]["text"], "1<![CDATA[2");
    assert_eq!(lines[3]["text"], "&#x31;2");
}

#[test]
fn a_figure_that_moved_to_another_unit_is_missing_from_its_own() {
    let po = "msgid \"The pass is 1,450 metres high.\"\nmsgstr \"Der Pass liegt hoch.\"\n\n\
              msgid \"It is closed.\"\nmsgstr \"Er ist 1450 Meter lang gesperrt.\"\n";
    let folder = Folder::new().file("de.po", format!("msgid \"\"\nmsgstr \"Language: de\\n\"\n\n{po}"));
    let run = folder.run("check --no-rules --source-lang en --format concise --fail-on warning").ends(1);
    run.says("translation-missing").says("de.po:4:").says("de.po:8:");
}

#[test]
fn unfinished_units_are_left_out_and_counted() {
    let po = "#, fuzzy\nmsgid \"It has 5 rooms.\"\nmsgstr \"Es hat 6 Zimmer.\"\n\nmsgid \"7 doors\"\nmsgstr \"\"\n\n\
              #~ msgid \"8 beds\"\n#~ msgstr \"9 Betten\"\n";
    let folder = Folder::new().file("de.po", po);
    folder.run("check --no-rules").ends(0).says("2 units without a finished translation were left out");
}

#[test]
fn broken_files_are_said_with_their_place_and_the_rest_is_linted() {
    let cases = [
        ("a.xlf", xliff("5 rooms", "<target>6 Zimmer"), "a.xlf:6:"),
        ("a.xlf", "<html><body/></html>".to_owned(), "a.xlf:1:1: expected `<xliff>`"),
        ("a.tmx", "<tmx version=\"1.4\">\n<body>".to_owned(), "a.tmx:2:7: expected `</body>`"),
        ("a.po", "msgid \"5 rooms\"\nmsgstr \"6 Zimmer\n".to_owned(), "a.po:2:17: expected a closing quote"),
        ("a.po", "msgid \"5 rooms\"\n\nmsgid \"6\"\n".to_owned(), "a.po:3:1: expected `msgstr` before it"),
        ("a.tsv", "en\tde\n5 rooms\n".to_owned(), "a.tsv:2:1: expected 2 columns"),
    ];
    for (name, text, said) in cases {
        let folder = Folder::new().file(name, text).file("b.en.md", "The bridge has 5 arches.\n");
        let run = folder.run(&format!("check --no-rules b.en.md {name}")).ends(2);
        run.complains(said).says("in 1 article");
    }
}

#[test]
fn nothing_outside_a_file_is_read() {
    let text =
        xliff("The pass is 1,450 metres high&far;.", "<target>Der Pass liegt 1450 Meter hoch&far;.</target>");
    let head = "<!DOCTYPE xliff [<!ENTITY far SYSTEM \"secret.txt\">]>\n<xliff";
    let folder = Folder::new().file("secret.txt", "77").file("a.xlf", text.replacen("<xliff", head, 1));
    let run = folder.run("mentions a.xlf --format jsonl").ends(0).keeps_quiet_about("77");
    assert_eq!(run.json_lines().len(), 2);
}

#[test]
fn tables_are_told_from_other_tables() {
    let folder = Folder::new()
        .file("a.tsv", "en\tde\nThe pass is 1,450 metres high.\tDer Pass liegt 1540 Meter hoch.\n")
        .file("b.csv", "Norway,5400000\nSweden,10500000\n");
    let run = folder.run("check --no-rules --format concise a.tsv").ends(1);
    run.says("a.tsv:2:47: error[translation-figure]").says("a.tsv:2:13");
    folder.run("check --no-rules b.csv").ends(0).says("in 1 article");
}
