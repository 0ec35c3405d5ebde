//! One line a finding: `path:line:column: severity[check/rule]: message`.

use super::places::Places;
use super::{Options, Report, sanitise, summary};
use crate::finding::{Finding, Label};

/// Related places named in a line; more are counted.
const NAMED: usize = 3;

/// Renders one line a finding.
pub fn render(report: &Report, options: &Options) -> String {
    let places = Places::new(report);
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&line(finding, &places, options));
        out.push('\n');
    }
    if !options.quiet {
        for line in summary::lines(&report.summary) {
            out.push_str(&sanitise::line(&line, options.bidi));
            out.push('\n');
        }
    }
    out
}

fn line(finding: &Finding, places: &Places, options: &Options) -> String {
    let Finding { check, severity, .. } = finding;
    let rule = finding.rule.as_ref().map(|rule| format!("/{}", sanitise::line(rule, options.bidi)));
    format!(
        "{}: {severity}[{check}{}]: {}{}",
        place(&finding.primary, places),
        rule.unwrap_or_default(),
        sanitise::line(&finding.message, options.bidi),
        also(&finding.related, places),
    )
}

/// The path stands bare, without isolates: editors jump to it.
fn place(label: &Label, places: &Places) -> String {
    let (line, column) = places.start(label);
    let name = sanitise::visible(places.source(label.source).name);
    format!("{name}:{line}:{column}")
}

fn also(related: &[Label], places: &Places) -> String {
    if related.is_empty() {
        return String::new();
    }
    let mut named: Vec<_> = related.iter().take(NAMED).map(|label| place(label, places)).collect();
    if related.len() > NAMED {
        named.push(format!("{} more", related.len() - NAMED));
    }
    format!(" (also {})", named.join(", "))
}
