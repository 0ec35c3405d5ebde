//! The machine interface, version 1: `json` and `jsonl`.
//!
//! These types are the interface. They are not our own types with a derive on
//! them, so that a change inside cannot change what others read. Fields are only
//! ever added, and at the end.

use serde::Serialize;

use super::places::Places;
use super::{Options, Report, sanitise};
use crate::finding::{Confidence, Finding, Fix, Label, Severity};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<JsonFinding<'a>>,
    summary: JsonSummary,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    check: &'a str,
    rule: Option<&'a str>,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    fingerprint: &'a str,
    primary: JsonLabel<'a>,
    related: Vec<JsonLabel<'a>>,
    fixes: Vec<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    reading: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonSummary {
    articles: usize,
    mentions: usize,
    claims: usize,
    compared: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
}

/// The last line of `jsonl`.
#[derive(Serialize)]
struct LastLine {
    summary: JsonSummary,
}

/// Renders one document.
pub fn render(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let document =
        Document { version: 1, findings: findings(report, &places).collect(), summary: summary(report) };
    let out = serde_json::to_string_pretty(&document).expect("strings and numbers have a JSON form");
    sanitise::json(&out) + "\n"
}

/// Renders one finding a line, and the summary on the last.
pub fn render_lines(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let mut out: String = findings(report, &places).map(|finding| one_line(&finding)).collect();
    out.push_str(&one_line(&LastLine { summary: summary(report) }));
    out
}

fn one_line(value: &impl Serialize) -> String {
    sanitise::json(&serde_json::to_string(value).expect("strings and numbers have a JSON form")) + "\n"
}

fn findings<'a>(report: &'a Report, places: &'a Places) -> impl Iterator<Item = JsonFinding<'a>> {
    let with_fingerprints = report.findings.iter().zip(&report.fingerprints);
    with_fingerprints.map(|(finding, fingerprint)| json_finding(finding, fingerprint, report, places))
}

fn json_finding<'a>(
    finding: &'a Finding,
    fingerprint: &'a str,
    report: &'a Report,
    places: &'a Places,
) -> JsonFinding<'a> {
    JsonFinding {
        check: finding.check,
        rule: finding.rule.as_deref(),
        severity: severity(finding.severity),
        confidence: confidence(finding.confidence),
        message: &finding.message,
        help: &finding.help,
        fingerprint,
        primary: json_label(&finding.primary, places),
        related: finding.related.iter().map(|label| json_label(label, places)).collect(),
        fixes: finding.fixes.iter().map(|fix| json_fix(fix, report)).collect(),
    }
}

fn json_label<'a>(label: &'a Label, places: &'a Places) -> JsonLabel<'a> {
    let source = places.source(label.source);
    let span = source.clamp(label.span);
    let (line, column) = source.position(span.start);
    let (end_line, end_column) = source.position(span.end);
    JsonLabel {
        article: source.name,
        start: span.start,
        end: span.end,
        line,
        column,
        end_line,
        end_column,
        text: source.slice(span),
        reading: &label.reading,
        label: &label.text,
    }
}

fn json_fix<'a>(fix: &'a Fix, report: &'a Report) -> JsonFix<'a> {
    let edits = fix.edits.iter().map(|edit| JsonEdit {
        article: report.articles.get(edit.article).map_or("", |source| &source.name),
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    JsonFix { title: &fix.title, safe: fix.safe, edits: edits.collect() }
}

fn summary(report: &Report) -> JsonSummary {
    let summary = &report.summary;
    JsonSummary {
        articles: summary.articles,
        mentions: summary.mentions,
        claims: summary.claims,
        compared: summary.compared,
        errors: summary.errors,
        warnings: summary.warnings,
        advice: summary.advice,
    }
}

// Written out, although `Display` says the same today: these words are for ever.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}
