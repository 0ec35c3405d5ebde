//! Between spans, which count bytes of a source, and positions, which count lines and
//! the units agreed on with the client.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::LineIndex;
use crate::span::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units, which every client understands.
    Utf16,
}

impl Encoding {
    /// Bytes where the client counts them too, else what the protocol prescribes.
    pub fn agreed(offered: Option<&[PositionEncodingKind]>) -> Self {
        let bytes = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
        if bytes { Self::Utf8 } else { Self::Utf16 }
    }

    /// Its name in the protocol.
    pub const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// The lines of a text, as the client counts in them.
pub struct Lines<'t> {
    text: &'t str,
    index: LineIndex<'t>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        Self { text, index: LineIndex::new(text), encoding }
    }

    /// The position of an offset.
    pub fn position(&self, offset: usize) -> Position {
        let position = self.index.position(offset);
        let column = match self.encoding {
            Encoding::Utf8 => position.byte,
            Encoding::Utf16 => position.utf16,
        };
        Position::new(small(position.line - 1), small(column))
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end.max(span.start)))
    }

    /// The offset of a position. One past the end of its line is that end; one past
    /// the last line, the end of the text; one inside a character, its start.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize + 1;
        let column = position.character as usize;
        match self.encoding {
            Encoding::Utf16 => self.index.offset_of_utf16(line, column),
            Encoding::Utf8 => {
                let span = self.index.line_span(line);
                self.text.floor_char_boundary(span.end.min(span.start.saturating_add(column)))
            }
        }
    }

    /// The span of a range, whichever of its ends comes first.
    pub fn span(&self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }
}

/// A source has fewer lines and columns than this: it is read up to 2 GB.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\u{5D0}\u{1F4A1}b\r\nx\n";

    #[test]
    fn columns_count_what_was_agreed_on() {
        let b = TEXT.find('b').expect("it is there");
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4)] {
            let lines = Lines::new(TEXT, encoding);
            assert_eq!(lines.position(b), Position::new(0, column));
            assert_eq!(lines.offset(Position::new(0, column)), b);
            assert_eq!(lines.position(TEXT.len()), Position::new(2, 0));
        }
    }

    #[test]
    fn an_impossible_position_is_the_nearest_there_is() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::new(TEXT, encoding);
            assert_eq!(lines.offset(Position::new(0, u32::MAX)), 8);
            assert_eq!(lines.offset(Position::new(u32::MAX, u32::MAX)), TEXT.len());
            assert_eq!(lines.offset(Position::new(0, 3)), 3, "the start of a character");
            let backwards = Range::new(Position::new(2, 0), Position::new(0, 1));
            assert_eq!(lines.span(backwards), Span::new(1, TEXT.len()));
        }
    }
}
