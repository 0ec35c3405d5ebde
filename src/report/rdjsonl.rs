//! Reviewdog's `rdjsonl`: one diagnostic a line.
//!
//! Authority: `reviewdog.proto` of the Reviewdog Diagnostic Format. Lines count from
//! 1, columns are bytes of UTF-8 from 1, and the end is the place after the last.

use serde::Serialize;

use super::places::{Lined, Places};
use super::{Options, Report, sanitise, words};
use crate::finding::{Edit, Finding, Severity, SourceId};
use crate::span::Span;

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Tool,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

/// Renders one diagnostic a line.
pub fn render(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let lines = report.findings.iter().map(|finding| {
        let line = serde_json::to_string(&diagnostic(finding, &places));
        sanitise::json(&line.expect("strings and numbers have a JSON form")) + "\n"
    });
    lines.collect()
}

fn diagnostic(finding: &Finding, places: &Places) -> Diagnostic {
    let help = words::help(finding);
    let help = if help.is_empty() { help } else { format!("\nhelp: {help}") };
    Diagnostic {
        message: words::message(finding) + &help,
        location: location(places.source(finding.primary.source), finding.primary.span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Advice => "INFO",
        },
        source: Tool { name: "factlint" },
        code: Code { value: words::title(finding) },
        suggestions: suggestions(finding, places),
        related_locations: finding
            .related
            .iter()
            .map(|label| Related {
                message: words::label(label),
                location: location(places.source(label.source), label.span),
            })
            .collect(),
    }
}

/// Reviewdog offers each suggestion by itself and in the place of the diagnostic, so a
/// fix of several edits, or one in another article, is none.
fn suggestions(finding: &Finding, places: &Places) -> Vec<Suggestion> {
    let here = |edit: &Edit| SourceId::Article(edit.article) == finding.primary.source;
    let single = finding.fixes.iter().filter_map(|fix| match fix.edits.as_slice() {
        [edit] if here(edit) => Some(edit),
        _ => None,
    });
    single
        .map(|edit| Suggestion {
            range: range(places.source(finding.primary.source), edit.span),
            text: edit.text.clone(),
        })
        .collect()
}

fn location(source: Lined, span: Span) -> Location {
    Location { path: words::path(source.name), range: range(source, span) }
}

fn range(source: Lined, span: Span) -> Range {
    let span = source.clamp(span);
    let position = |offset| {
        let at = source.at(offset);
        Position { line: at.line, column: at.byte + 1 }
    };
    Range { start: position(span.start), end: position(span.end) }
}
