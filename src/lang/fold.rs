//! Folding: text as it is matched, with the way back to the source.
//!
//! Digits of every script become ASCII; vowel marks, joiners and bidi marks are
//! dropped; quotes, dashes, spaces and full-width forms are unified; letters are
//! lower-cased and their spelling variants (alef, hamza, ya, ё) folded together.
//! Nothing is dropped that changes meaning. What must tell the variants apart
//! (months) compares [`fold_strict`] of the source beside the hit.

use super::chars::Pages;
use crate::span::Span;
use std::ops::Range;

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

/// Text as it is matched, and the way back.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From offsets in `text` to offsets in what was folded.
    pub map: OffsetMap,
    /// Offsets in `text` of the letters that were upper case, ascending.
    pub capitals: Vec<usize>,
}

/// Folds a text for matching.
#[must_use]
pub fn fold(text: &str) -> Folded {
    fold_with(text, true)
}

/// Folds a text, keeping the spelling variants of letters apart.
#[must_use]
pub fn fold_strict(text: &str) -> String {
    fold_with(text, false).text
}

/// Folds a phrase of a pack or a rule set, which nobody asks the way back from.
pub(super) fn fold_phrase(phrase: &str) -> Folded {
    if phrase.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
        return Folded { text: phrase.to_owned(), ..Folded::default() };
    }
    fold(phrase)
}

fn fold_with(text: &str, variants: bool) -> Folded {
    let mut folder =
        Folder { folded: Folded { text: String::with_capacity(text.len()), ..Folded::default() }, run: 0..0 };
    let mut pages = Pages::open();
    let mut before = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let known = pages.known(c);
        let out = match c {
            TATWEEL => tatweel(before, chars.clone().next().map(|(_, next)| next)),
            _ if variants => known.folded,
            _ => fold_char(c, false),
        };
        before = Some(c);
        let Some(out) = out else { continue };
        if known.capital {
            folder.folded.capitals.push(folder.folded.text.len());
        }
        folder.push(at, c, out);
    }
    folder.finish()
}

/// Puts a folded text together, with the way back.
struct Folder {
    folded: Folded,
    /// Source bytes that stand one for one and are not mapped yet.
    run: Range<usize>,
}

impl Folder {
    #[inline]
    fn push(&mut self, at: usize, c: char, out: char) {
        let (len, out_len) = (c.len_utf8(), out.len_utf8());
        if len != out_len {
            self.map_run();
            self.folded.map.replace(Span::new(at, at + len), out_len);
        } else if self.run.end == at {
            self.run.end += len;
        } else {
            self.map_run();
            self.run = at..at + len;
        }
        self.folded.text.push(out);
    }

    fn map_run(&mut self) {
        self.folded.map.copy(self.run.start, self.run.len());
        self.run = self.run.end..self.run.end;
    }

    fn finish(mut self) -> Folded {
        self.map_run();
        self.folded
    }
}

const TATWEEL: char = '\u{640}';

/// A tatweel stretches a letter, or stands for a dash when no letter precedes it.
fn tatweel(before: Option<char>, after: Option<char>) -> Option<char> {
    let stretches = |c: char| c.is_alphabetic() || is_mark(c);
    match (before, after) {
        (Some(c), _) if c == TATWEEL => None,
        (Some(c), _) if stretches(c) => None,
        (_, Some(c)) if stretches(c) && c != TATWEEL => None,
        _ => Some('\u{2014}'),
    }
}

/// The letter a character is matched as; `None` when it is dropped.
pub(super) fn fold_char(c: char, variants: bool) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if let Some(digit) = digit(c) {
        return Some(digit);
    }
    if is_mark(c) {
        return None;
    }
    let c = symbol(c);
    let c = if variants { letter_variant(c) } else { c };
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        // A dotted capital I is an i and its dot.
        (Some(single), None | Some('\u{307}')) => Some(single),
        _ => Some(c),
    }
}

/// The first digit of every block of decimal digits (Unicode general category Nd).
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The ASCII digit of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<char> {
    let code = c as u32;
    let at = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    char::from_digit(code - ZEROS[at], 10)
}

/// Marks that are not letters of their own: niqqud, harakat, nukta, bidi controls,
/// joiners, the byte order mark, the soft hyphen.
const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}'
        | '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{93C}' | '\u{9BC}' | '\u{FEFF}' | '\u{AD}')
}

/// Punctuation, spaces and full-width forms, unified.
const fn symbol(c: char) -> char {
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{5F4}'
        | '\u{201C}'..='\u{201F}'
        | '\u{AB}'
        | '\u{BB}'
        | '\u{2033}'
        | '\u{301D}'..='\u{301F}'
        | '\u{300C}'..='\u{300F}' => '"',
        '\u{5F3}'
        | '\u{2018}'..='\u{201B}'
        | '\u{B4}'
        | '\u{2BC}'
        | '\u{2BB}'
        | '\u{2032}'
        | '\u{2039}'
        | '\u{203A}' => '\'',
        '\u{5BE}' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{2012}' => '\u{2013}',
        '\u{2015}' | '\u{FE58}' => '\u{2014}',
        '\u{66B}' => '.',
        '\u{66C}' | '\u{60C}' => ',',
        '\u{66A}' | '\u{FE6A}' => '%',
        '\u{61B}' => ';',
        '\u{61F}' => '?',
        // A dot under the letter, which writers leave out.
        '\u{958}' => '\u{915}',
        '\u{959}' => '\u{916}',
        '\u{95A}' => '\u{917}',
        '\u{95B}' => '\u{91C}',
        '\u{95C}' => '\u{921}',
        '\u{95D}' => '\u{922}',
        '\u{95E}' => '\u{92B}',
        '\u{9DC}' => '\u{9A1}',
        '\u{9DD}' => '\u{9A2}',
        '\u{9DF}' => '\u{9AF}',
        '\u{FFE5}' => '\u{A5}',
        '\u{FFE1}' => '\u{A3}',
        '\u{FF01}'..='\u{FF5E}' => full_width(c),
        _ => c,
    }
}

/// The ASCII character of a full-width one.
const fn full_width(c: char) -> char {
    // Every full-width form lies 0xFEE0 above its ASCII character.
    match char::from_u32(c as u32 - 0xFEE0) {
        Some(ascii) => ascii.to_ascii_lowercase(),
        None => c,
    }
}

/// Spelling variants of one letter, which writers mix freely.
const fn letter_variant(c: char) -> char {
    match c {
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{626}' | '\u{6CC}' => '\u{64A}',
        '\u{624}' => '\u{648}',
        '\u{629}' => '\u{647}',
        '\u{6A9}' => '\u{643}',
        '\u{901}' => '\u{902}',
        '\u{451}' => '\u{435}',
        '\u{401}' => '\u{415}',
        _ => c,
    }
}
