//! The output for people, through miette.
//!
//! miette draws; what it draws is decided in `panel`, `window` and `snippet`. The
//! report is rendered to a string by a handler of our own making: no global hook,
//! no look at the terminal.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::panel::{Panel, panels};
use super::places::Places;
use super::sanitise::{self, FSI, LRM, PDI, RLM};
use super::snippet::{Snippet, columns, snippet};
use super::summary;
use super::{Bidi, Options, Report};
use crate::finding::{Finding, Severity, SourceId};

/// Renders the report for people.
pub fn render(report: &Report, options: &Options) -> String {
    let places = Places::new(report);
    let handler = handler(options);
    let mut out = String::new();
    for finding in &report.findings {
        let mut drawn = String::new();
        let diagnostic = diagnostic(finding, &places, options);
        handler.render_report(&mut drawn, &diagnostic).expect("a string takes everything written to it");
        out.push_str(&finish(&drawn, options.bidi));
        out.push('\n');
    }
    if !options.quiet {
        for line in summary::lines(&report.summary) {
            out.push_str(&finish(&sanitise::line(&line, options.bidi), options.bidi));
        }
    }
    out
}

fn handler(options: &Options) -> GraphicalReportHandler {
    let mut theme = if options.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    // Labels of no length are those of lines where an arrow would point at the
    // wrong word; see `snippet`.
    theme.characters.uarrow = '·';
    GraphicalReportHandler::new_themed(theme).with_width(options.width.max(20)).with_links(false)
}

/// A finding, or one more place of it, as miette wants it.
#[derive(Debug)]
struct Shown {
    heading: Option<String>,
    message: String,
    help: Option<String>,
    severity: miette::Severity,
    snippet: Option<Snippet>,
    labels: Vec<LabeledSpan>,
    related: Vec<Shown>,
}

fn diagnostic(finding: &Finding, places: &Places, options: &Options) -> Shown {
    let (panels, left_out) = panels(finding, places, columns(options));
    let mut drawn = panels.iter().map(|panel| (place(panel, finding), snippet(panel, places, options)));
    // The primary label always has a panel.
    let first = drawn.next().map(|(_, drawn)| drawn);
    let mut related: Vec<_> = drawn.map(|(message, drawn)| Shown::place(message, Some(drawn))).collect();
    if left_out > 0 {
        let places = if left_out == 1 { "place" } else { "places" };
        related.push(Shown::place(
            format!("and {left_out} more {places}, all of them in the JSON output"),
            None,
        ));
    }
    let (snippet, labels) = first.unzip();
    let help = sanitise::line(&finding.help, options.bidi);
    Shown {
        heading: Some(heading(finding, options.bidi)),
        message: sanitise::line(&finding.message, options.bidi),
        help: Some(help).filter(|help| !help.is_empty()),
        severity: match finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        },
        snippet,
        labels: labels.unwrap_or_default(),
        related,
    }
}

/// `error[figure-mismatch/trade-total]`.
fn heading(finding: &Finding, bidi: Bidi) -> String {
    let Finding { check, severity, .. } = finding;
    match &finding.rule {
        Some(rule) => format!("{severity}[{check}/{}]", sanitise::line(rule, bidi)),
        None => format!("{severity}[{check}]"),
    }
}

/// What a further place is to the first one.
fn place(panel: &Panel, finding: &Finding) -> String {
    let words = match (panel.source, finding.primary.source) {
        (place, first) if place == first => "and here",
        (SourceId::Rules(_), SourceId::Article(_)) => "the rule",
        (SourceId::Rules(_), SourceId::Rules(_)) => "another rule file",
        (SourceId::Article(_), SourceId::Article(_)) => "another article",
        (SourceId::Article(_), SourceId::Rules(_)) => "an article",
    };
    words.to_owned()
}

impl Shown {
    fn place(message: String, drawn: Option<(Snippet, Vec<LabeledSpan>)>) -> Self {
        let (snippet, labels) = drawn.unzip();
        Self {
            heading: None,
            message,
            help: None,
            severity: miette::Severity::Advice,
            snippet,
            labels: labels.unwrap_or_default(),
            related: Vec::new(),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.heading.as_ref().map(|heading| Box::new(heading) as Box<dyn fmt::Display>)
    }
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.related.iter().map(|place| place as &dyn Diagnostic)))
    }
}

/// The last touch on what miette drew.
///
/// Its heading of a related place, "Advice:", is left out: a second place is no
/// advice. No line ends in blanks. Each line that holds right-to-left text is
/// anchored by a left-to-right mark, so that the frame stays on the left, and an
/// isolate that was wrapped is closed on its line and opened again on the next.
fn finish(drawn: &str, bidi: Bidi) -> String {
    let mut out = String::with_capacity(drawn.len());
    // The opening of the isolate that the line before left open.
    let mut open = None;
    for line in drawn.lines().filter(|line| *line != "Advice: ") {
        let line = line.trim_end();
        if bidi == Bidi::Isolate && sanitise::has_rtl(line) {
            out.push(LRM);
        }
        let (frame, text) = line.split_at(open.map_or(0, |_| frame_length(line)));
        out.push_str(frame);
        out.push_str(open.unwrap_or_default());
        out.push_str(text);
        open = match line.rfind([FSI, PDI]) {
            Some(at) if line[at..].starts_with(FSI) => Some(opening(&line[at..])),
            Some(_) => None,
            None => open,
        };
        out.extend(open.map(|_| PDI));
        out.push('\n');
    }
    out
}

/// How to open an isolate again so that it keeps the direction it had, whatever
/// the next line begins with.
fn opening(isolate: &str) -> &'static str {
    let first = isolate.chars().find(|c| c.is_alphabetic() || *c == RLM);
    if first.is_some_and(sanitise::is_rtl) { "\u{2068}\u{200F}" } else { "\u{2068}" }
}

/// The length of the indent and the bar, with their colours, before the text of a
/// wrapped line.
fn frame_length(line: &str) -> usize {
    let mut length = 0;
    while let Some(c) = line[length..].chars().next() {
        length += match c {
            ' ' | '│' => c.len_utf8(),
            '\u{1B}' => line[length..].find('m').map_or(1, |end| end + 1),
            _ => break,
        };
    }
    length
}
