//! The outputs for other programs, each held against its own authority.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the schema of OASIS lies in a crate, and cargo knows where"
)]

use std::process::Command;

use serde_json::Value;

use super::snapshots::{ARTICLE, arabic, by_period, chinese, english, hebrew, rules};
use super::*;
use crate::finding::{Edit, Fix};

/// Formats that other programs read, in which nothing may stand as it was written.
const MACHINE: [&str; 7] = ["sarif", "github", "gitlab", "rdjsonl", "junit", "checkstyle", "markdown"];

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// What a program printed.
fn told(program: &str, arguments: &[&str]) -> String {
    let run = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let run = run.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(run.status.success(), "{program}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("it prints UTF-8")
}

/// The schema of OASIS, as the crate `serde-sarif` carries it.
fn schema() -> Value {
    // Without a platform cargo asks for the crates of all of them.
    let about = told("rustc", &["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let arguments = ["metadata", "--format-version=1", "--offline", "--locked", "--filter-platform", host];
    let metadata = read(&told(env!("CARGO"), &arguments));
    let packages = metadata["packages"].as_array().expect("cargo lists packages");
    let package =
        packages.iter().find(|package| package["name"] == "serde-sarif").expect("it is in Cargo.toml");
    let manifest = std::path::Path::new(package["manifest_path"].as_str().expect("a package has a manifest"));
    let path = manifest.with_file_name("src").join("schema.json");
    let schema = std::fs::read_to_string(path).expect("the crate carries the schema");
    // A stray bracket makes this pattern of a language no regular expression.
    read(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$"))
}

#[test]
fn one_finding_in_four_languages_for_other_programs() {
    let (texts, rules) = ([hebrew(), arabic(), chinese(), english()], rules());
    let report = by_period(&texts, &rules);
    for format in MACHINE {
        insta::assert_snapshot!(format!("period_{format}"), spelt(&rendered(&report, format, &ISOLATE)));
    }
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let (texts, rules) = ([hebrew(), arabic(), chinese(), english()], rules());
    let mistake = Finding::rule_mistake(
        "unknown key".to_owned(),
        rules.label(SourceId::Rules(0), 2, "no such key", ""),
        Vec::new(),
        String::new(),
    );
    let mut fixed = finding(Severity::Advice, "m", vec![texts[3].label(ARTICLE(3), 0, "", "")]);
    let edit = |article| Edit { article, span: texts[3].spans[0], text: "89.4".to_owned() };
    fixed.fixes = vec![Fix { title: "write 89.4".to_owned(), safe: false, edits: vec![edit(3), edit(0)] }];
    let mut findings = by_period(&texts, &rules).findings;
    findings.extend([mistake, fixed]);
    let full = report(&texts.iter().collect::<Vec<_>>(), &[&rules], findings);
    for report in [&full, &report(&[], &[], Vec::new())] {
        let log = read(&rendered(report, "sarif", &ISOLATE));
        let wrong: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let typed: serde_sarif::sarif::Sarif =
            serde_json::from_value(log).expect("the typed reader takes it");
        assert_eq!(typed.runs[0].results.as_ref().map(Vec::len), Some(report.findings.len()));
    }
}

#[test]
fn sarif_counts_columns_in_utf16_and_writes_uris() {
    let text = "🙂🙂 Trade was {{five billion}} dollars.";
    let name = format!("a b/{}.md", hebrew().source.text.split_whitespace().nth(1).expect("it has words"));
    let article = Marked::new(&format!("./{name}"), text);
    let root = Marked::new("/tmp/x#1.md", text);
    let labels = vec![article.label(ARTICLE(0), 0, "", ""), root.label(ARTICLE(1), 0, "", "")];
    let report = report(&[&article, &root], &[], vec![finding(Severity::Error, "m", labels)]);
    let log = read(&rendered(&report, "sarif", &ISOLATE));
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startColumn"], 16);
    let uri = place["artifactLocation"]["uri"].as_str().expect("a place has a path");
    assert!(uri.starts_with("a%20b/%D7") && uri.is_ascii() && !uri.contains(' '), "{uri}");
    let other = &result["relatedLocations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(*other, serde_json::json!({"uri": "file:///tmp/x%231.md"}));
}

#[test]
fn github_takes_ten_of_a_level_and_is_told_of_the_rest() {
    let text = "Some {{3}} words.\n".repeat(40);
    let many = Marked::new("many.txt", &text);
    let all = |severity, count: usize| {
        let label = |index| vec![many.label(ARTICLE(0), index, "", "")];
        (0..count).map(move |index| finding(severity, "a figure", label(index)))
    };
    let shown = |errors, warnings, advice| {
        let findings = all(Severity::Advice, advice)
            .chain(all(Severity::Warning, warnings))
            .chain(all(Severity::Error, errors));
        rendered(&report(&[&many], &[], findings.collect()), "github", &ISOLATE)
    };
    let count = |out: &str, head: &str| out.lines().filter(|line| line.starts_with(head)).count();
    let fits = shown(10, 10, 10);
    assert_eq!([count(&fits, "::error "), count(&fits, "::warning "), count(&fits, "::notice ")], [10; 3]);
    assert!(!fits.contains("more finding"));
    let over = shown(12, 3, 11);
    assert_eq!(count(&over, "::error "), 10);
    assert_eq!(count(&over, "::notice "), 10, "nine, and the one that counts the rest\n{over}");
    assert!(over.contains("::notice title=factlint::4 more findings without an annotation"), "{over}");
    assert_eq!(count(&over, "- many.txt:"), 4, "the rest stands in the log\n{over}");
    let first = over.lines().next().expect("something was found");
    assert!(first.starts_with("::error file=many.txt,line=1,endLine=1,col=6,endColumn=7,title="), "{first}");
}

#[test]
fn hostile_text_reaches_no_other_program() {
    let text = "Trade was \u{1B}[2J {{5 billion ::error::\n::set-output name=x::y ##[error] <b>@all</b> | `x` ]]> \u{FFFE}}} USD\u{2028}in 2024\n";
    let evil = Marked::new("evil\u{1B}[31m\n::error::,x:y%0A|<i>&\u{202E}.md", text);
    let bad = |severity| {
        let mut bad = finding(
            severity,
            "quoted: \u{2068}5 billion <script> [a](b) @all #1\u{2069}\n::error::x ##[error]y &lt; \u{FFFF}",
            vec![evil.label(ARTICLE(0), 0, "year\u{1B}[5m\n::warning::z", "five\u{202E}")],
        );
        bad.rule = Some("rule\u{1B}c,::\n".to_owned());
        bad.help = "from\u{0}the\r\n::rule\u{85}".to_owned();
        bad
    };
    let report = report(&[&evil], &[], (0..12).map(|_| bad(Severity::Error)).collect());
    for format in MACHINE {
        let out = rendered(&report, format, &ISOLATE);
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{format}: {out:?}");
        assert!(!out.contains(['\u{202E}', '\u{2028}']), "{format}: {out:?}");
    }
    let one = super::report(&[&evil], &[], vec![bad(Severity::Advice)]);
    for format in MACHINE {
        insta::assert_snapshot!(format!("hostile_{format}"), spelt(&rendered(&one, format, &ISOLATE)));
    }
    let github = rendered(&report, "github", &ISOLATE);
    let commands = github.lines().filter(|line| line.trim_start().starts_with("::")).count();
    assert_eq!(commands, 11, "ten annotations and the count of the rest\n{github}");
    assert!(github.lines().filter(|line| !line.starts_with("::")).all(|line| !line.contains("##[")));
    let markdown = rendered(&report, "markdown", &ISOLATE);
    for trap in ["<script", "<b>", "<i>", "@all", "[a]", "`x`"] {
        assert!(!markdown.contains(trap), "{trap} in {markdown}");
    }
    assert!(markdown.contains("&#35;<wbr>1"), "a number sign is held apart from its number");
}

#[test]
fn xml_outputs_are_read_back() {
    let (texts, rules) = ([hebrew(), arabic(), chinese(), english()], rules());
    let report = by_period(&texts, &rules);
    for format in ["junit", "checkstyle"] {
        let out = rendered(&report, format, &ISOLATE);
        let mut reader = quick_xml::Reader::from_str(&out);
        let mut elements = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error} in {out}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_) => elements += 1,
                _ => {}
            }
        }
        assert!(elements > 2, "{out}");
    }
}

#[test]
fn a_comment_fits_into_what_github_takes() {
    let text = "Some {{3}} words.\n".repeat(2000);
    let many = Marked::new("many.txt", &text);
    let label = |index| vec![many.label(ARTICLE(0), index, "three", "3")];
    let findings = (0..2000).map(|index| finding(Severity::Error, "a figure", label(index))).collect();
    let out = rendered(&report(&[&many], &[], findings), "markdown", &ISOLATE);
    assert!(out.chars().count() < 65_536, "{}", out.chars().count());
    let shown = out.matches("🛑").count();
    assert!(out.contains(&format!("*and {} more, which do not fit here*", 2000 - shown)), "{shown}");
}

#[test]
fn reviewdog_is_offered_what_it_can_apply() {
    let (en, he) = (english(), hebrew());
    let mut one = finding(Severity::Error, "wrong", vec![en.label(ARTICLE(0), 0, "", "94.8 billion USD")]);
    let edit = |article| Edit { article, span: en.spans[0], text: "89.4 billion dollars".to_owned() };
    let fix = |edits| Fix { title: "write 89.4".to_owned(), safe: false, edits };
    one.fixes = vec![fix(vec![edit(0)]), fix(vec![edit(1)]), fix(vec![edit(0), edit(1)])];
    let out = read(&rendered(&report(&[&en, &he], &[], vec![one]), "rdjsonl", &ISOLATE));
    assert_eq!(out["suggestions"].as_array().map(Vec::len), Some(1));
    assert_eq!(out["suggestions"][0]["range"], out["location"]["range"]);
}

#[test]
fn gitlab_wants_no_two_fingerprints_alike() {
    let en = english();
    let one = finding(Severity::Error, "wrong", vec![en.label(ARTICLE(0), 0, "", "94.8 billion USD")]);
    let out = read(&rendered(&report(&[&en], &[], vec![one.clone(), one]), "gitlab", &ISOLATE));
    assert_ne!(out[0]["fingerprint"], out[1]["fingerprint"]);
    assert_eq!(out[0]["location"]["path"], "seeds/trade.en.md");
}
