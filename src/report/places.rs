//! From labels to places people can find: name, line and column.
//!
//! Findings come from elsewhere, so a span is never trusted here: one that lies
//! beyond its text or inside a character is moved to the nearest place that exists.

use std::cell::OnceCell;

use super::Report;
use super::lines::Lines;
use crate::finding::{Label, SourceId};
use crate::source::Source;
use crate::span::Span;

/// A position for people: both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

/// The sources of a report, with the lines of those that were asked for.
pub struct Places<'a> {
    articles: Vec<Entry<'a>>,
    rules: Vec<Entry<'a>>,
}

struct Entry<'a> {
    source: &'a Source,
    lines: OnceCell<Lines>,
}

/// One source and its lines.
#[derive(Clone, Copy)]
pub struct Lined<'a> {
    /// Its name, not yet sanitised.
    pub name: &'a str,
    /// Its text, not yet sanitised.
    pub text: &'a str,
    lines: Option<&'a Lines>,
}

impl<'a> Places<'a> {
    /// The places of `report`.
    pub fn new(report: &Report<'a>) -> Self {
        let entries = |sources: &[&'a Source]| {
            sources.iter().map(|source| Entry { source, lines: OnceCell::new() }).collect()
        };
        Self { articles: entries(&report.articles), rules: entries(&report.rules) }
    }

    /// The source called `id`; an empty one if there is none.
    pub fn source(&self, id: SourceId) -> Lined<'_> {
        let entry = match id {
            SourceId::Article(index) => self.articles.get(index),
            SourceId::Rules(index) => self.rules.get(index),
        };
        match entry {
            None => Lined { name: "", text: "", lines: None },
            Some(entry) => Lined {
                name: &entry.source.name,
                text: &entry.source.text,
                lines: Some(entry.lines.get_or_init(|| Lines::new(&entry.source.text))),
            },
        }
    }

    /// Where a label starts.
    pub fn start(&self, label: &Label) -> Position {
        let source = self.source(label.source);
        source.position(source.clamp(label.span).start)
    }
}

impl<'a> Lined<'a> {
    /// The nearest span that lies in the text, on character boundaries.
    pub fn clamp(self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start);
        Span::new(start, self.text.ceil_char_boundary(span.end.max(start)))
    }

    /// The line of an offset, from 0.
    pub fn line(self, offset: usize) -> usize {
        self.lines.map_or(0, |lines| lines.line(offset))
    }

    /// Where the line `line` lies, without its break.
    pub fn line_span(self, line: usize) -> Span {
        self.lines.map_or(Span::default(), |lines| lines.span(self.text, line))
    }

    /// The position of an offset that was clamped.
    pub fn position(self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.line_span(line).start.min(offset);
        Position { line: line + 1, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The words at a span that was clamped.
    pub fn slice(self, span: Span) -> &'a str {
        &self.text[span.range()]
    }
}
