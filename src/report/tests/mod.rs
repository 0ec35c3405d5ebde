//! The outputs, over findings made by hand. Foreign text lives in
//! `tests/fixtures/report`; spans are the words between `{{` and `}}` there.

mod formats;
mod properties;
mod snapshots;

use super::{Bidi, Options, Report, Summary, output};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::source::Source;
use crate::span::Span;

/// A source and the spans marked in its fixture.
struct Marked {
    source: Source,
    spans: Vec<Span>,
}

impl Marked {
    fn new(name: &str, fixture: &str) -> Self {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (index, piece) in fixture.split("{{").enumerate() {
            let start = text.len();
            match piece.split_once("}}") {
                Some((words, rest)) if index > 0 => {
                    text.push_str(words);
                    spans.push(Span::new(start, text.len()));
                    text.push_str(rest);
                }
                _ => text.push_str(piece),
            }
        }
        Self { source: Source::new(name, text), spans }
    }

    fn label(&self, source: SourceId, index: usize, text: &str, reading: &str) -> Label {
        Label { source, span: self.spans[index], text: text.to_owned(), reading: reading.to_owned() }
    }
}

fn finding(severity: Severity, message: &str, labels: Vec<Label>) -> Finding {
    let mut labels = labels.into_iter();
    Finding {
        check: "figures-by-period",
        rule: Some("trade-total".to_owned()),
        severity,
        confidence: Confidence::High,
        message: message.to_owned(),
        help: "name the year beside each figure, or correct one of them".to_owned(),
        primary: labels.next().expect("every test gives a primary label"),
        related: labels.collect(),
        fixes: Vec::new(),
    }
}

fn summary(articles: usize) -> Summary {
    Summary { articles, mentions: 12, claims: 4, compared: 3, ..Summary::default() }
}

fn report<'a>(articles: &[&'a Marked], rules: &[&'a Marked], findings: Vec<Finding>) -> Report<'a> {
    let articles: Vec<_> = articles.iter().map(|marked| &marked.source).collect();
    let rules = rules.iter().map(|marked| &marked.source).collect();
    let summary = summary(articles.len());
    Report::new(articles, rules, findings, summary)
}

fn rendered(report: &Report, name: &str, options: &Options) -> String {
    let output = output(name).expect("the table has it");
    (output.render)(report, options)
}

/// The text with what cannot be seen written out, for snapshots read by eye.
fn spelt(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{2068}' => out.push('‹'),
            '\u{2069}' => out.push('›'),
            '\u{200E}' => out.push_str("<LRM>"),
            '\u{200F}' => out.push_str("<RLM>"),
            '\u{1B}' => out.push_str("<ESC>"),
            c => out.push(c),
        }
    }
    out
}

const PLAIN: Options = Options { color: false, width: 100, bidi: Bidi::Plain, quiet: false };
const ISOLATE: Options = Options { color: false, width: 100, bidi: Bidi::Isolate, quiet: false };
const COLOR: Options = Options { color: true, width: 100, bidi: Bidi::Isolate, quiet: false };
