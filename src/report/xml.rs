//! The XML outputs: JUnit for test reports, Checkstyle for everything that reads it.
//!
//! Authorities: the JUnit schema that Jenkins publishes (there is no other), and
//! Checkstyle's own `XMLLogger`.

use quick_xml::se::Serializer;
use serde::Serialize;

use super::places::Places;
use super::{Options, Report, words};
use crate::finding::{Finding, Severity};

#[derive(Serialize)]
#[serde(rename = "testsuites")]
struct Suites {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    testsuite: Vec<Suite>,
}

#[derive(Serialize)]
struct Suite {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    #[serde(rename = "@skipped")]
    skipped: usize,
    testcase: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@classname")]
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
    #[serde(rename = "system-out", skip_serializing_if = "Option::is_none")]
    out: Option<String>,
}

#[derive(Serialize)]
struct Failure {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "$text")]
    text: String,
}

/// Renders JUnit: a suite an article, a case a finding. Errors and warnings are
/// failures; advice passes, and is said in the output of its case.
pub fn junit(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let mut suites: Vec<Suite> = Vec::new();
    let articles = report.articles.iter().map(|source| words::path(&source.name));
    suites.extend(articles.map(|name| suite(&name, Vec::new())));
    for finding in &report.findings {
        let name = words::path(places.source(finding.primary.source).name);
        let case = case(finding, &name, &places);
        match suites.iter_mut().find(|suite| suite.name == name) {
            Some(suite) => suite.testcase.push(case),
            None => suites.push(suite(&name, vec![case])),
        }
    }
    for suite in &mut suites {
        close(suite);
    }
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum();
    written(&Suites {
        name: "factlint",
        tests: sum(|suite| suite.tests),
        failures: sum(|suite| suite.failures),
        errors: 0,
        testsuite: suites,
    })
}

fn suite(name: &str, testcase: Vec<Case>) -> Suite {
    Suite { name: xml(name), tests: 0, failures: 0, errors: 0, skipped: 0, testcase }
}

/// Counts a suite; one without a finding has a case that passed, so that readers do
/// not take it for one that did not run.
fn close(suite: &mut Suite) {
    if suite.testcase.is_empty() {
        let class = suite.name.clone();
        suite.testcase.push(Case { name: "no findings".to_owned(), class, failure: None, out: None });
    }
    suite.tests = suite.testcase.len();
    suite.failures = suite.testcase.iter().filter(|case| case.failure.is_some()).count();
}

fn case(finding: &Finding, class: &str, places: &Places) -> Case {
    let (line, column) = places.start(&finding.primary);
    let text = xml(&format!("{class}:{line}:{column}: {}", words::whole(finding, places)));
    let fails = finding.severity > Severity::Advice;
    let failure = fails.then(|| Failure {
        kind: finding.severity.to_string(),
        message: xml(&words::message(finding)),
        text: text.clone(),
    });
    Case {
        name: xml(&format!("{} at {line}:{column}", words::title(finding))),
        class: xml(class),
        failure,
        out: (!fails).then_some(text),
    }
}

#[derive(Serialize)]
#[serde(rename = "checkstyle")]
struct Checkstyle {
    #[serde(rename = "@version")]
    version: &'static str,
    file: Vec<File>,
}

#[derive(Serialize)]
struct File {
    #[serde(rename = "@name")]
    name: String,
    error: Vec<Error>,
}

#[derive(Serialize)]
struct Error {
    #[serde(rename = "@line")]
    line: usize,
    #[serde(rename = "@column")]
    column: usize,
    #[serde(rename = "@severity")]
    severity: &'static str,
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@source")]
    source: String,
}

/// Renders Checkstyle: a file an article that has findings.
pub fn checkstyle(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let mut files: Vec<File> = Vec::new();
    for finding in &report.findings {
        let name = xml(&words::path(places.source(finding.primary.source).name));
        let (line, column) = places.start(&finding.primary);
        let error = Error {
            line,
            column,
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "info",
            },
            message: xml(&words::whole(finding, &places).replace('\n', "; ")),
            source: xml(&format!("factlint.{}", words::title(finding))),
        };
        // Findings come in the order of the sources.
        match files.last_mut().filter(|file| file.name == name) {
            Some(file) => file.error.push(error),
            None => files.push(File { name, error: vec![error] }),
        }
    }
    written(&Checkstyle { version: "4.3", file: files })
}

fn written(value: &impl Serialize) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let mut serializer = Serializer::new(&mut out);
    serializer.indent(' ', 2);
    value.serialize(serializer).expect("structures of strings and numbers have an XML form");
    out + "\n"
}

/// The text without the two characters that XML 1.0 cannot hold in any spelling and
/// that `sanitise` lets pass, for they act on no terminal.
fn xml(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
