//! The way back from an output text to the text it was made of.

use crate::span::Span;

/// One stretch of an [`OffsetMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the output.
    out: usize,
    /// Length in the output.
    out_len: usize,
    /// Where it begins in the source.
    src: usize,
    /// Length in the source.
    src_len: usize,
    /// Byte for byte the same length; offsets inside map one to one.
    copied: bool,
}

/// From byte offsets in an output text to byte offsets in the text it was made of.
///
/// Built by appending pieces in order: [`copy`](Self::copy) for bytes that stand
/// one for one (their letters may differ, as in lower-casing), and
/// [`replace`](Self::replace) for a piece of output that stands for a piece of
/// source as a whole. Source that is left out is simply skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
    len: usize,
}

impl OffsetMap {
    /// A map of a text onto itself.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.copy(0, len);
        map
    }

    /// The next `len` bytes of output are the `len` bytes of source at `src`.
    pub fn copy(&mut self, src: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.copied
            && last.src + last.src_len == src
        {
            last.out_len += len;
            last.src_len += len;
        } else {
            self.pieces.push(Piece { out: self.len, out_len: len, src, src_len: len, copied: true });
        }
        self.len += len;
    }

    /// The next `out_len` bytes of output stand for the source bytes of `src` as a whole.
    pub fn replace(&mut self, src: Span, out_len: usize) {
        if out_len == 0 {
            return;
        }
        self.pieces.push(Piece { out: self.len, out_len, src: src.start, src_len: src.len(), copied: false });
        self.len += out_len;
    }

    /// The map of a piece of the output. It begins and ends where letters do.
    #[must_use]
    pub fn piece(&self, out: Span) -> Self {
        let mut map = Self::default();
        let first = self.pieces.partition_point(|piece| piece.out + piece.out_len <= out.start);
        for piece in self.pieces[first..].iter().take_while(|piece| piece.out < out.end) {
            let start = piece.out.max(out.start);
            let len = (piece.out + piece.out_len).min(out.end) - start;
            if piece.copied {
                map.copy(piece.src + (start - piece.out), len);
            } else {
                map.replace(Span::new(piece.src, piece.src + piece.src_len), len);
            }
        }
        map
    }

    /// Length of the output.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether the output is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The smallest source span that holds the output span.
    ///
    /// An empty span maps to an empty one.
    #[must_use]
    pub fn to_source(&self, out: Span) -> Span {
        let start = self.source_start(out.start);
        if out.is_empty() {
            Span::new(start, start)
        } else {
            Span::new(start, self.source_end(out.end).max(start))
        }
    }

    /// The first offset of the output that stands for a source offset at or after `src`.
    #[must_use]
    pub fn first_at_or_after(&self, src: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.src + piece.src_len <= src);
        match self.pieces.get(at) {
            Some(piece) if piece.copied => piece.out + src.saturating_sub(piece.src),
            Some(piece) if piece.src >= src => piece.out,
            Some(piece) => piece.out + piece.out_len,
            None => self.len,
        }
    }

    fn source_start(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.out + piece.out_len <= offset);
        match self.pieces.get(at) {
            Some(piece) if piece.copied => piece.src + (offset - piece.out),
            Some(piece) => piece.src,
            None => self.pieces.last().map_or(0, |piece| piece.src + piece.src_len),
        }
    }

    fn source_end(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.out < offset);
        match at.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if piece.copied => piece.src + (offset - piece.out).min(piece.src_len),
            Some(piece) => piece.src + piece.src_len,
            None => 0,
        }
    }
}
