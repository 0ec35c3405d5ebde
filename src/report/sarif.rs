//! SARIF 2.1.0, for GitHub code scanning and every viewer that reads it.
//!
//! Authority: OASIS "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
//! One run; a rule a check, with its page as help; each other place of a finding is a
//! related location, for SARIF's `locations` mean one place told in several ways.

use std::collections::BTreeMap;

use serde::Serialize;

use super::places::{Lined, Places};
use super::{Options, Report, sanitise, words};
use crate::check::{self, Check};
use crate::finding::{Confidence, Finding, Fix, Label, RULE_MISTAKE, Severity};
use crate::span::Span;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultObject<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// A `reportingDescriptor`: one of our checks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Text,
    /// The same again: GitHub asks for both.
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Text {
    text: String,
}

/// A `result`, which is what SARIF calls a finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    confidence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject {
    description: Text,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

/// Renders one log of one run.
pub fn render(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let rules = descriptors(report);
    let results = report.findings.iter().zip(&report.fingerprints);
    let results = results.map(|(finding, fingerprint)| result(finding, fingerprint, &rules, report, &places));
    let results = results.collect();
    let driver = Driver { name: "factlint", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        // Stated, although it is what most readers take for granted.
        runs: [Run { tool: Tool { driver }, column_kind: "utf16CodeUnits", results }],
    };
    let out = serde_json::to_string_pretty(&log).expect("strings and numbers have a JSON form");
    sanitise::json(&out) + "\n"
}

/// The checks that found something, in the order of the table.
fn descriptors(report: &Report) -> Vec<Descriptor> {
    let found = |check: &&Check| report.findings.iter().any(|finding| finding.check == check.name);
    let mut descriptors: Vec<_> = check::CHECKS.iter().filter(found).map(descriptor).collect();
    if report.findings.iter().any(|finding| finding.check == RULE_MISTAKE) {
        let about = "a mistake in a rule file";
        descriptors.push(Descriptor {
            id: RULE_MISTAKE,
            name: friendly(RULE_MISTAKE),
            short_description: Text { text: format!("{about}.") },
            full_description: Text { text: format!("{about}.") },
            help: Help { text: about, markdown: about },
            default_configuration: Configuration { level: level(Severity::Error) },
            properties: Tags { tags: ["of the rule set"] },
        });
    }
    descriptors
}

fn descriptor(check: &Check) -> Descriptor {
    Descriptor {
        id: check.name,
        name: friendly(check.name),
        short_description: Text { text: first_sentence(check.page) },
        full_description: Text { text: first_sentence(check.page) },
        help: Help { text: check.page, markdown: check.page },
        default_configuration: Configuration { level: level(check.severity) },
        properties: Tags { tags: [check.family] },
    }
}

/// `figure-mismatch` as viewers want a name: `FigureMismatch`. A name of one word would
/// only say the id again.
fn friendly(name: &str) -> Option<String> {
    let words = name.split('-').filter_map(|word| word.split_at_checked(1));
    name.contains('-').then(|| words.map(|(first, rest)| first.to_uppercase() + rest).collect())
}

/// The first sentence of a page, below its two headings.
fn first_sentence(page: &str) -> String {
    let text = page.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

fn result<'a>(
    finding: &'a Finding,
    fingerprint: &'a str,
    rules: &[Descriptor],
    report: &Report,
    places: &Places,
) -> ResultObject<'a> {
    let related = finding.related.iter().enumerate();
    let help = words::help(finding);
    let help = if help.is_empty() { help } else { format!("\n\n{help}") };
    ResultObject {
        rule_id: finding.check,
        rule_index: rules.iter().position(|rule| rule.id == finding.check).unwrap_or_default(),
        level: level(finding.severity),
        message: message(&(words::message(finding) + &help)),
        locations: [location(None, &finding.primary, places)],
        related_locations: related.map(|(at, label)| location(Some(at + 1), label, places)).collect(),
        partial_fingerprints: BTreeMap::from([("factlint/v1", fingerprint)]),
        fixes: finding.fixes.iter().map(|fix| fix_object(fix, report, places)).collect(),
        properties: Properties {
            confidence: match finding.confidence {
                Confidence::High => "high",
                Confidence::Medium => "medium",
                Confidence::Low => "low",
            },
            rule: finding.rule.as_deref(),
        },
    }
}

/// A message in which brackets are brackets: SARIF makes links of `[text](target)`.
fn message(text: &str) -> Text {
    Text { text: text.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]") }
}

fn location(id: Option<usize>, label: &Label, places: &Places) -> Location {
    let source = places.source(label.source);
    let span = source.clamp(label.span);
    let said = words::label(label);
    let snippet = Some(Text { text: source.slice(span).to_owned() });
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: artifact(source.name),
            region: region(source, span, snippet),
        },
        message: (!said.is_empty()).then(|| message(&said)),
    }
}

fn region(source: Lined, span: Span, snippet: Option<Text>) -> Region {
    let span = source.clamp(span);
    let (start, end) = (source.at(span.start), source.at(span.end));
    Region {
        start_line: start.line,
        start_column: start.utf16 + 1,
        end_line: end.line,
        end_column: end.utf16 + 1,
        snippet,
    }
}

fn fix_object(fix: &Fix, report: &Report, places: &Places) -> FixObject {
    let mut changes: Vec<(usize, ArtifactChange)> = Vec::new();
    for edit in &fix.edits {
        let Some(name) = report.articles.get(edit.article).map(|source| source.name.as_str()) else {
            continue;
        };
        let source = places.source(crate::finding::SourceId::Article(edit.article));
        let replacement = Replacement {
            deleted_region: region(source, edit.span, None),
            inserted_content: Text { text: edit.text.clone() },
        };
        match changes.iter_mut().find(|(article, _)| *article == edit.article) {
            Some((_, change)) => change.replacements.push(replacement),
            None => changes.push((
                edit.article,
                ArtifactChange { artifact_location: artifact(name), replacements: vec![replacement] },
            )),
        }
    }
    FixObject {
        description: Text { text: fix.title.clone() },
        artifact_changes: changes.into_iter().map(|(_, change)| change).collect(),
    }
}

/// A path as a URI reference of RFC 3986: relative to the root of the sources unless
/// it is absolute.
fn artifact(name: &str) -> ArtifactLocation {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let name = name.strip_prefix("./").unwrap_or(&name);
    let absolute = name.starts_with('/') || (cfg!(windows) && name.as_bytes().get(1) == Some(&b':'));
    if absolute {
        let slash = if name.starts_with('/') { "" } else { "/" };
        return ArtifactLocation { uri: format!("file://{slash}{}", encoded(name)), uri_base_id: None };
    }
    ArtifactLocation { uri: encoded(name), uri_base_id: Some("%SRCROOT%") }
}

/// Percent-encoded but for the unreserved characters and `/`.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
