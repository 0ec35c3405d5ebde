//! One text of a unit, put together from pieces of the file, with the way back: what
//! stands for a program (`{0}`, `%d`, a tag) is no text, and never a figure.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::BlockKind;
use crate::article::build::Builder;
use crate::span::Span;

/// Stands where a placeholder stood, so that the figures beside it do not join.
pub(super) const GAP: &str = "\u{FFFC}";

/// One text, as people read it.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text and where it comes from.
#[derive(Debug)]
struct Piece {
    from: usize,
    end: usize,
    span: Span,
    copied: bool,
}

/// What is not written as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Something else stands for it.
    As(&'static str),
    /// A line end, read as a space.
    Line,
    /// An empty line: another block begins.
    Block,
}

impl Text {
    /// Appends what stands at a span of the source.
    pub(super) fn copy(&mut self, source: &str, span: Span) {
        self.push(span, &source[span.range()], true);
    }

    /// Appends what a span stands for.
    pub(super) fn stand_for(&mut self, span: Span, text: &str) {
        self.push(span, text, false);
    }

    /// The text so far.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn push(&mut self, span: Span, text: &str, copied: bool) {
        if !text.is_empty() {
            let from = self.text.len();
            self.text.push_str(text);
            self.pieces.push(Piece { from, end: self.text.len(), span, copied });
        }
    }

    /// Writes the text as blocks of an article.
    pub(super) fn write(&self, builder: &mut Builder<'_>) {
        let mut from = 0;
        for (range, cut) in cuts(&self.text) {
            self.write_range(builder, from..range.start);
            let span = self.source_of(&range);
            match cut {
                Cut::As("") => {}
                Cut::As(text) => builder.text(BlockKind::Paragraph, span, text),
                Cut::Line => builder.line_end(span),
                Cut::Block => builder.close(),
            }
            from = range.end;
        }
        self.write_range(builder, from..self.text.len());
        builder.close();
    }

    fn write_range(&self, builder: &mut Builder<'_>, range: Range<usize>) {
        for piece in self.pieces_of(&range) {
            let (from, end) = (piece.from.max(range.start), piece.end.min(range.end));
            let span = if piece.copied {
                Span::new(piece.span.start + (from - piece.from), piece.span.start + (end - piece.from))
            } else {
                piece.span
            };
            builder.text(BlockKind::Paragraph, span, &self.text[from..end]);
        }
    }

    fn pieces_of(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.from < range.end);
        if range.is_empty() { &[] } else { &self.pieces[first..end.max(first)] }
    }

    /// The smallest span of the source that holds a range of the text.
    fn source_of(&self, range: &Range<usize>) -> Span {
        let spans = self.pieces_of(range).iter().map(|piece| {
            let inside = |at: usize| piece.span.start + (at.clamp(piece.from, piece.end) - piece.from);
            if piece.copied { Span::new(inside(range.start), inside(range.end)) } else { piece.span }
        });
        spans.reduce(Span::to).unwrap_or_default()
    }
}

/// Line ends, what programs fill in (`{0}`, `${name}`, `%d`, `%1$s`, `%(count)d`, `%%`),
/// tags, and entities that were escaped twice.
static NO_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"\s*\n\s*",
        r"\{\{[^{}\n]{0,80}\}\}",
        r"\$?\{[^{}\n]{0,80}\}",
        r"%%",
        r"%(?:[0-9]+\$|\([\w ]{1,40}\))?[-+#0]?[0-9]*(?:\.[0-9]+)?(?:hh|h|ll|l|q|z|t)?[diouxXeEfgGcsp@]\b",
        r"%[sd@]",
        r"</?[A-Za-z][^<>\n]{0,300}>",
        r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});",
    ];
    Regex::new(&parts.join("|")).expect("the parts are regular expressions")
});

/// What of a text is not written as it stands, in order.
fn cuts(text: &str) -> Vec<(Range<usize>, Cut)> {
    let mut found = Vec::new();
    for part in NO_TEXT.find_iter(text) {
        let cut = match part.as_str() {
            "%%" => Cut::As("%"),
            // "20% discount" and "5%d": a share, not a format.
            format if format.starts_with('%') && after_figure(&text[..part.start()]) => continue,
            tag if tag.starts_with('<') => Cut::As(if breaks(tag) { " " } else { "" }),
            entity if entity.starts_with('&') => Cut::As(" "),
            space if space.trim().is_empty() => {
                if space.matches('\n').count() > 1 {
                    Cut::Block
                } else {
                    Cut::Line
                }
            }
            _ => Cut::As(GAP),
        };
        found.push((part.range(), cut));
    }
    found
}

/// Whether a figure ends here, with or without a space.
fn after_figure(before: &str) -> bool {
    before.trim_end().ends_with(char::is_numeric)
}

/// Whether a tag of HTML stands between words.
fn breaks(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    "br p li div tr td th ul ol".split(' ').any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut whole = Text::default();
        whole.copy(text, Span::new(0, text.len()));
        let mut builder = Builder::new(text);
        whole.write(&mut builder);
        let built = builder.finish();
        let blocks: Vec<&str> = built.blocks.iter().map(|block| &built.text[block.span.range()]).collect();
        blocks.join("|").replace(GAP, "_")
    }

    #[test]
    fn what_a_program_fills_in_is_no_text() {
        assert_eq!(read("{0} of {{ total }} and ${n}"), "_ of _ and _");
        assert_eq!(read("%d files, %1$s, %(count)d, %.2f, %s5"), "_ files, _, _, _, _5");
        assert_eq!(read("100%% of 20% discount, 30 % of it"), "100% of 20% discount, 30 % of it");
        assert_eq!(read("a <b>bold</b> 5<br/>6 &nbsp;7"), "a bold 5 6  7");
    }

    #[test]
    fn an_empty_line_begins_a_block() {
        assert_eq!(read("one\n  two\n\nthree"), "one two|three");
    }
}
