//! A long article cut into pieces of whole blocks, so that what is read of one can be
//! printed and forgotten before the next. Nothing that is read crosses a block.

use std::ops::Range;

use super::{Article, Block};
use crate::source::Source;
use crate::span::Span;

impl Article {
    /// The blocks of each piece, in order: as many as have `least` bytes of text.
    #[must_use]
    pub fn pieces(&self, least: usize) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut first = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            if block.span.end - self.blocks[first].span.start >= least {
                pieces.push(first..at + 1);
                first = at + 1;
            }
        }
        if first < self.blocks.len() {
            pieces.push(first..self.blocks.len());
        }
        pieces
    }

    /// Some blocks of the article as an article without a source of its own: its spans
    /// are those of the whole.
    #[must_use]
    pub fn piece(&self, blocks: &Range<usize>) -> Self {
        let blocks = &self.blocks[blocks.clone()];
        let (start, end) = match blocks {
            [first, .., last] => (first.span.start, last.span.end),
            [only] => (only.span.start, only.span.end),
            [] => (0, 0),
        };
        let moved = |span: Span| Span::new(span.start - start, span.end - start);
        let dateline = self.dateline.filter(|dateline| Span::new(start, end).contains(*dateline));
        Self {
            source: Source::new(self.source.name.clone(), ""),
            lang: self.lang.clone(),
            lang_origin: self.lang_origin,
            date: self.date.clone(),
            date_span: self.date_span,
            title: None,
            translation_of: None,
            revises: None,
            text: self.text[start..end].to_owned(),
            map: self.map.piece(Span::new(start, end)),
            blocks: blocks.iter().map(|block| Block { kind: block.kind, span: moved(block.span) }).collect(),
            dateline: dateline.map(moved),
            notes: Vec::new(),
            units: None,
            allowances: Vec::new(),
        }
    }
}
