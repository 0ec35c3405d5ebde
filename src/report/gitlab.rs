//! GitLab code quality: the report that merge requests show.
//!
//! Authority: "Code Quality report format" of GitLab's manual, a subset of the Code
//! Climate specification: an array of issues, each with a description, a name, a
//! fingerprint that is unique in the report, a severity and a location.

use serde::Serialize;

use super::places::Places;
use super::{Options, Report, sanitise, words};
use crate::finding::{Finding, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Renders one array.
pub fn render(report: &Report, _options: &Options) -> String {
    let places = Places::new(report);
    let findings = report.findings.iter().zip(&report.fingerprints);
    let issues: Vec<_> =
        findings.map(|(finding, fingerprint)| issue(finding, fingerprint, &places)).collect();
    let out = serde_json::to_string_pretty(&issues).expect("strings and numbers have a JSON form");
    sanitise::json(&out) + "\n"
}

fn issue<'a>(finding: &Finding, fingerprint: &'a str, places: &Places) -> Issue<'a> {
    let source = places.source(finding.primary.source);
    let span = source.clamp(finding.primary.span);
    Issue {
        description: words::whole(finding, places).replace('\n', "; "),
        check_name: words::title(finding),
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Advice => "info",
        },
        location: Location {
            path: words::path(source.name),
            lines: Lines { begin: source.line(span.start), end: source.line(span.end) },
        },
    }
}
