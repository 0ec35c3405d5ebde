//! Which labels share a box, and which places are shown at all.

use super::places::{Lined, Places};
use super::window::{self, Window};
use crate::finding::{Finding, Label, SourceId};
use crate::span::Span;

/// Related places beyond this many are counted, not shown.
const SHOWN: usize = 12;

/// A label and the part of it that lies in its first line.
#[derive(Clone, Copy)]
pub struct Mark<'a> {
    /// The label.
    pub label: &'a Label,
    /// Its span, clamped to its text and to the line it starts in.
    pub span: Span,
    /// Its whole span, clamped to its text.
    pub whole: Span,
}

/// Labels in one line, near enough for one window.
pub struct Panel<'a> {
    /// Where they lie.
    pub source: SourceId,
    /// The line, from 1.
    pub line: usize,
    /// The labels; the first one names the position.
    pub marks: Vec<Mark<'a>>,
    /// The smallest span that holds them.
    hull: Span,
}

/// The boxes of a finding, the primary label's first, and how many places were
/// left out.
pub fn panels<'a>(finding: &'a Finding, places: &Places, columns: usize) -> (Vec<Panel<'a>>, usize) {
    let mut panels = Vec::<Panel>::new();
    for label in std::iter::once(&finding.primary).chain(finding.related.iter().take(SHOWN)) {
        let source = places.source(label.source);
        let mark = mark(label, source);
        let line = source.line(mark.span.start);
        let joins = |panel: &&mut Panel| {
            panel.source == label.source
                && panel.line == line
                && window::holds(source.slice(panel.hull.to(mark.span)), columns)
        };
        if let Some(panel) = panels.iter_mut().find(joins) {
            panel.hull = panel.hull.to(mark.span);
            panel.marks.push(mark);
        } else {
            panels.push(Panel { source: label.source, line, marks: vec![mark], hull: mark.span });
        }
    }
    (panels, finding.related.len().saturating_sub(SHOWN))
}

fn mark<'a>(label: &'a Label, source: Lined) -> Mark<'a> {
    let whole = source.clamp(label.span);
    // A span may start on a line break: its words begin on the next line, and that
    // is the line to show.
    let words = source.slice(whole);
    let breaks = words.len() - words.trim_start_matches(['\n', '\r']).len();
    let start = if breaks < words.len() { whole.start + breaks } else { whole.start };
    let line = source.line_span(source.line(start));
    let start = start.min(line.end);
    Mark { label, span: Span::new(start, whole.end.clamp(start, line.end)), whole }
}

impl Panel<'_> {
    /// The part of the line to show.
    pub fn window(&self, source: Lined, columns: usize) -> Window {
        window::around(source.text, source.line_span(self.line), self.hull, columns)
    }
}
