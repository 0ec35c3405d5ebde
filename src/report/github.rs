//! GitHub workflow commands: an annotation on each line.
//!
//! Authority: "Workflow commands for GitHub Actions" and the `ActionCommand` class of
//! the runner, which unescapes `%25`, `%0D`, `%0A` in the message and also `%3A`,
//! `%2C` in properties. A step may make ten annotations of each level, a job fifty;
//! what does not fit is named in a last annotation and stands in the log as plain
//! lines that no runner takes for commands.

use super::places::Places;
use super::{Options, Report, sanitise, summary, words};
use crate::finding::{Finding, Severity};

/// Annotations of one level that GitHub shows of a step.
const SHOWN: usize = 10;

/// Renders annotations, gravest first, then what did not fit.
pub fn render(report: &Report, options: &Options) -> String {
    let places = Places::new(report);
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let more = left_out(&findings);
    let mut out = String::new();
    let mut rest = Vec::new();
    let mut shown = [0_usize; 3];
    for finding in findings {
        let count = &mut shown[finding.severity as usize];
        // The line that counts what is left out is a notice too.
        let room = SHOWN - usize::from(more > 0 && finding.severity == Severity::Advice);
        if *count < room {
            *count += 1;
            out.push_str(&annotation(finding, &places));
        } else {
            rest.push(finding);
        }
    }
    if !rest.is_empty() {
        let (count, plural) = (rest.len(), if rest.len() == 1 { "" } else { "s" });
        out.push_str(&format!(
            "::notice title=factlint::{count} more finding{plural} without an annotation of their own: see \
             the log of this step\n"
        ));
    }
    for finding in rest {
        out.push_str(&plain(&log_line(finding, &places)));
    }
    if !options.quiet {
        for line in summary::lines(&report.summary) {
            out.push_str(&plain(&line));
        }
    }
    out
}

/// How many findings have no room, if none is given up for the line that says so.
fn left_out(findings: &[&Finding]) -> usize {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let over = |count: usize| count.saturating_sub(SHOWN);
    over(of(Severity::Error)) + over(of(Severity::Warning)) + over(of(Severity::Advice))
}

fn annotation(finding: &Finding, places: &Places) -> String {
    let source = places.source(finding.primary.source);
    let span = source.clamp(finding.primary.span);
    let (start, end) = (source.at(span.start), source.at(span.end));
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    // GitHub shows columns of annotations within one line only.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&words::path(source.name)),
        start.line,
        end.line,
        property(&words::title(finding)),
        data(&words::whole(finding, places)),
    )
}

fn log_line(finding: &Finding, places: &Places) -> String {
    let (line, column) = places.start(&finding.primary);
    let path = words::path(places.source(finding.primary.source).name);
    format!(
        "{path}:{line}:{column}: {}[{}]: {}",
        finding.severity,
        words::title(finding),
        words::message(finding)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command. The runner takes `::` at the head of a line
/// and, of old, `##[` anywhere in it.
fn plain(line: &str) -> String {
    format!("- {}\n", sanitise::line(line, super::Bidi::Isolate).replace("##[", "## ["))
}
