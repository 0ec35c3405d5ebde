//! Which part of a line to show: the sentence of the labels, clipped.
//!
//! A paragraph of a news article is one line of a thousand characters. What a
//! person needs of it is the sentence, and of a long sentence the words around
//! the figure.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::span::Span;

/// How far from the labels a sentence may begin or end, in bytes. It bounds the
/// work on a book in one line.
const REACH: usize = 1200;

/// The columns kept free for the two ellipses.
const ELLIPSES: usize = 4;

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where it lies in the text.
    pub span: Span,
    /// Whether words of the sentence are missing before it.
    pub cut_before: bool,
    /// Whether words of the sentence are missing after it.
    pub cut_after: bool,
}

/// The window of at most `max` columns around `hull`, which lies in the line `line`.
pub fn around(text: &str, line: Span, hull: Span, max: usize) -> Window {
    let sentence = sentence(text, line, hull);
    if fits(&text[sentence.range()], max) {
        return Window { span: sentence, cut_before: false, cut_after: false };
    }
    let room = max.saturating_sub(ELLIPSES);
    let span = if holds(&text[hull.range()], max) {
        grow(text, sentence, hull, room)
    } else {
        Span::new(hull.start, hull.start + head(&text[hull.range()], room).len())
    };
    Window { span, cut_before: span.start > sentence.start, cut_after: span.end < sentence.end }
}

/// Whether labels that span `hull` are sure to be seen in a window of `max` columns.
pub fn holds(hull: &str, max: usize) -> bool {
    fits(hull, max.saturating_sub(ELLIPSES))
}

/// Whether the text takes at most `max` columns.
fn fits(text: &str, max: usize) -> bool {
    // A column takes a few bytes, marks included: what is far longer need not be measured.
    text.len() <= max.saturating_mul(16) && text.width() <= max
}

/// The sentences that `hull` touches, without the white space around them.
fn sentence(text: &str, line: Span, hull: Span) -> Span {
    let from = text.floor_char_boundary(hull.start.saturating_sub(REACH)).max(line.start);
    let to = text.ceil_char_boundary(hull.end + REACH).min(line.end);
    let mut span = hull;
    for (at, piece) in text[from..to].split_sentence_bound_indices() {
        let piece = Span::new(from + at, from + at + piece.len());
        if piece.overlaps(hull) || (hull.is_empty() && piece.contains(hull)) {
            span = span.to(piece);
        }
    }
    let lead = &text[span.start..hull.start];
    let tail = &text[hull.end..span.end];
    Span::new(hull.start - lead.trim_start().len(), hull.end + tail.trim_end().len())
}

/// Takes words on both sides in turn, while there is room.
fn grow(text: &str, sentence: Span, hull: Span, max: usize) -> Span {
    let mut room = max.saturating_sub(text[hull.range()].width());
    let mut before = text[sentence.start..hull.start].split_word_bounds().rev();
    let mut after = text[hull.end..sentence.end].split_word_bounds();
    let (mut start, mut end) = (hull.start, hull.end);
    let mut take = |word: Option<&str>| {
        let word = word.filter(|word| fits(word, room))?;
        room -= word.width();
        Some(word.len())
    };
    let (mut left, mut right) = (true, true);
    while left || right {
        left = left && take(before.next()).map(|length| start -= length).is_some();
        right = right && take(after.next()).map(|length| end += length).is_some();
    }
    let lead = &text[start..hull.start];
    let tail = &text[hull.end..end];
    // An ellipsis beside a comma reads badly.
    let lead = if start > sentence.start { lead.trim_start_matches(pauses) } else { lead };
    let tail = if end < sentence.end { tail.trim_end_matches(pauses) } else { tail };
    Span::new(hull.start - lead.len(), hull.end + tail.len())
}

/// White space, and the commas and semicolons of any script.
fn pauses(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '\u{60C}' | '\u{61B}' | '\u{3001}' | '\u{FF0C}' | '\u{FF1B}')
}

/// The first `max` columns, in whole graphemes.
fn head(text: &str, max: usize) -> &str {
    let mut columns = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        columns += grapheme.width();
        // A heap of combining marks has no width; it must end somewhere.
        if columns > max || at > max.saturating_mul(16) {
            return &text[..at];
        }
    }
    text
}
