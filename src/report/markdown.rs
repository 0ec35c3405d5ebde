//! Markdown for a comment on a pull request and for the summary of a job.
//!
//! Authority: GitHub Flavored Markdown, and the tags GitHub lets through. Everything
//! that was not written here stands in an element with a direction of its own, every
//! mark of it as a character reference: no article can open a table, a link or a tag,
//! or call a person by name.

use std::fmt::Write;

use super::places::Places;
use super::{Bidi, Options, Report, sanitise, summary, words};
use crate::finding::{Finding, Label, Severity};

/// A comment on GitHub holds 65,536 characters; the rest is for the line that says
/// what was left out, and for what a workflow writes around it.
const LONGEST: usize = 60_000;

/// Renders a heading, one paragraph a finding, and the summary.
pub fn render(report: &Report, options: &Options) -> String {
    let places = Places::new(report);
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut lines = summary::lines(&report.summary).into_iter();
    let mut out = format!("### factlint: {}\n", plain(&lines.next().unwrap_or_default()));
    let all = findings.len();
    for (at, finding) in findings.into_iter().enumerate() {
        let part = paragraph(finding, &places);
        if out.len() + part.len() > LONGEST {
            write!(out, "\n*and {} more, which do not fit here*\n", all - at)
                .expect("a string takes everything written to it");
            break;
        }
        out.push_str(&part);
    }
    if !options.quiet {
        for line in lines {
            write!(out, "\n{}\n", plain(&line)).expect("a string takes everything written to it");
        }
    }
    out
}

fn paragraph(finding: &Finding, places: &Places) -> String {
    let sign = match finding.severity {
        Severity::Error => "🛑",
        Severity::Warning => "⚠️",
        Severity::Advice => "💡",
    };
    let mut out = format!(
        "\n{sign} **{} {}** · {}  \n{}\n",
        finding.severity,
        code(&words::title(finding)),
        place(&finding.primary, places),
        plain(&finding.message)
    );
    let mut item = |text: String| {
        out.push_str("- ");
        out.push_str(&text);
        out.push('\n');
    };
    for label in std::iter::once(&finding.primary).chain(&finding.related) {
        item(said(label, places));
    }
    if !finding.help.is_empty() {
        item(format!("**help:** {}", plain(&finding.help)));
    }
    out
}

fn said(label: &Label, places: &Places) -> String {
    let source = places.source(label.source);
    let words_there = sanitise::quote(source.slice(source.clamp(label.span)), 80);
    let said = words::label(label);
    let said = if said.is_empty() { said } else { format!(": {}", plain(&said)) };
    format!("{} {}{said}", place(label, places), code(&words_there))
}

fn place(label: &Label, places: &Places) -> String {
    let (line, column) = places.start(label);
    code(&format!("{}:{line}:{column}", words::path(places.source(label.source).name)))
}

/// Words of others, which take their own direction and mean nothing to Markdown. A
/// name in `code` calls nobody.
fn code(text: &str) -> String {
    format!("<code dir=\"auto\">{}</code>", escaped(&sanitise::line(text, Bidi::Plain)))
}

/// A sentence of ours, with words of others between isolates.
fn plain(text: &str) -> String {
    let text = sanitise::line(text, Bidi::Isolate);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(sanitise::FSI) {
        let (words, next) = after.split_once(sanitise::PDI).unwrap_or((after, ""));
        out.push_str(&escaped(before));
        out.push_str(&code(words));
        rest = next;
    }
    out + &escaped(rest)
}

/// Every mark of ASCII that Markdown or HTML may take for its own, as a reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | ',' | '.' | ';' | '%' | '(' | ')' | '/' | '+' | '=' | '-' | ':' | '\'' => out.push(c),
            // A number sign before digits, an at sign before a name: GitHub makes links
            // of them even where they come from a reference.
            '@' | '#' => out.push_str(&format!("&#{};<wbr>", u32::from(c))),
            c if c.is_ascii_punctuation() => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
