//! From labels to places people can find: name, line and column.
//!
//! Findings come from elsewhere, so a span is never trusted here: one that lies
//! beyond its text or inside a character is moved to the nearest place that exists.

use std::cell::OnceCell;

use super::Report;
use crate::finding::{Label, SourceId};
use crate::source::{LineIndex, Position, Source};
use crate::span::Span;

/// The sources of a report, with the lines of those that were asked for.
pub struct Places<'a> {
    articles: Vec<Entry<'a>>,
    rules: Vec<Entry<'a>>,
}

struct Entry<'a> {
    source: &'a Source,
    lines: OnceCell<LineIndex<'a>>,
}

/// One source and its lines.
#[derive(Clone, Copy)]
pub struct Lined<'a> {
    /// Its name, not yet sanitised.
    pub name: &'a str,
    /// Its text, not yet sanitised.
    pub text: &'a str,
    lines: Option<&'a LineIndex<'a>>,
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
                lines: Some(entry.lines.get_or_init(|| LineIndex::new(&entry.source.text))),
            },
        }
    }

    /// Line and column, in characters, where a label starts; both from 1.
    pub fn start(&self, label: &Label) -> (usize, usize) {
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

    /// The line of an offset, from 1.
    pub fn line(self, offset: usize) -> usize {
        self.lines.map_or(1, |lines| lines.line(offset))
    }

    /// Where the line `line`, from 1, lies, without its break.
    pub fn line_span(self, line: usize) -> Span {
        self.lines.map_or(Span::default(), |lines| lines.line_span(line))
    }

    /// Line and column, in characters, of an offset; both from 1.
    pub fn position(self, offset: usize) -> (usize, usize) {
        let position = self.at(offset);
        (position.line, position.column)
    }

    /// The place of an offset, in every way of counting.
    pub fn at(self, offset: usize) -> Position {
        const NOWHERE: Position = Position { line: 1, column: 1, utf16: 0, byte: 0 };
        self.lines.map_or(NOWHERE, |lines| lines.position(offset))
    }

    /// The words at a span that was clamped.
    pub fn slice(self, span: Span) -> &'a str {
        &self.text[span.range()]
    }
}
