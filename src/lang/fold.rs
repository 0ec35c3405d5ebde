//! Folding: text as it is matched, with the way back to the source.
//!
//! Digits of every script become ASCII; vowel marks, joiners and bidi marks are
//! dropped; quotes, dashes, spaces and full-width forms are unified; letters are
//! lower-cased and their spelling variants (alef, hamza, ya, ё) folded together.
//! Nothing is dropped that changes meaning. What must tell the variants apart
//! (months) compares [`fold_strict`] of the source beside the hit.

mod map;

use super::chars::{Known, Pages};
use crate::span::Span;
pub use map::OffsetMap;

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
    let mut folder = Folder::new(text);
    let bytes = text.as_bytes();
    let mut pages = Pages::open();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at = folder.ascii(at);
            continue;
        }
        // Most of Han stands as it is.
        if matches!(bytes[at], 0xE5..=0xE9) {
            at += 3;
            continue;
        }
        let Some((c, len)) = char_at(text, at) else { break };
        let known =
            if variants { pages.known(c) } else { Known { folded: fold_char(c, false), ..pages.known(c) } };
        if known.folded != Some(c) || known.capital || c == TATWEEL {
            folder.push(at, c, known);
        }
        at += len;
    }
    folder.finish()
}

/// The character at an offset, and its length. Most letters outside ASCII have two bytes.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    match (bytes.get(at)?, bytes.get(at + 1)) {
        (&head @ 0xC2..=0xDF, Some(&tail)) => {
            let code = u32::from(head & 0x1F) << 6 | u32::from(tail & 0x3F);
            Some((char::from_u32(code)?, 2))
        }
        _ => text[at..].chars().next().map(|c| (c, c.len_utf8())),
    }
}

/// Puts a folded text together, with the way back. Text that stands as it is, but for
/// the capitals of ASCII, is only walked over, and written when something else comes.
struct Folder<'t> {
    source: &'t str,
    folded: Folded,
    /// The source is written up to here.
    written: usize,
    /// From here on source stands byte for byte and is not mapped yet.
    run: usize,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str) -> Self {
        let folded = Folded { text: String::with_capacity(source.len()), ..Folded::default() };
        Self { source, folded, written: 0, run: 0 }
    }

    /// Walks over ASCII; returns where it stopped.
    #[inline]
    fn ascii(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let shift = self.folded.text.len();
        let written = self.written;
        if let Some(eight) = bytes[at..].first_chunk::<8>() {
            let word = u64::from_le_bytes(*eight);
            let plain = (word & HIGH).trailing_zeros() / 8;
            // No byte overflows into the next: what is no ASCII has lost its highest bit.
            let low = word & !HIGH;
            let from_a = low.wrapping_add(EACH * (0x80 - 0x41));
            let past_z = low.wrapping_add(EACH * (0x80 - 0x5B));
            let mut capitals = from_a & !past_z & HIGH;
            if plain < 8 {
                capitals &= (1 << (plain * 8)) - 1;
            }
            while capitals != 0 {
                let index = (capitals.trailing_zeros() / 8) as usize;
                self.folded.capitals.push(shift + (at - written) + index);
                capitals &= capitals - 1;
            }
            return at + plain as usize;
        }
        if bytes[at].is_ascii_uppercase() {
            self.folded.capitals.push(shift + (at - written));
        }
        at + 1
    }

    /// Writes a character that does not stand as it is.
    fn push(&mut self, at: usize, c: char, known: Known) {
        let len = c.len_utf8();
        self.copy_to(at);
        self.written = at + len;
        let out = if c == TATWEEL { tatweel(self.source, at) } else { known.folded };
        let Some(out) = out else {
            self.map_to(at, at + len);
            return;
        };
        if known.capital {
            self.folded.capitals.push(self.folded.text.len());
        }
        if out.len_utf8() != len {
            self.map_to(at, at + len);
            self.folded.map.replace(Span::new(at, at + len), out.len_utf8());
        }
        self.folded.text.push(out);
    }

    /// Writes the source up to an offset as it stands.
    fn copy_to(&mut self, at: usize) {
        self.folded.text.push_str(&self.source[self.written..at]);
    }

    /// Maps what stands byte for byte up to an offset; it goes on at another.
    fn map_to(&mut self, at: usize, next: usize) {
        self.folded.map.copy(self.run, at - self.run);
        self.run = next;
    }

    fn finish(mut self) -> Folded {
        let end = self.source.len();
        self.copy_to(end);
        self.map_to(end, end);
        self.folded.text.make_ascii_lowercase();
        self.folded
    }
}

/// Times a byte, that byte eight times.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of eight bytes.
const HIGH: u64 = EACH * 0x80;

const TATWEEL: char = '\u{640}';

/// A tatweel stretches a letter, or stands for a dash when no letter precedes it.
fn tatweel(source: &str, at: usize) -> Option<char> {
    let before = source[..at].chars().next_back();
    let after = source[at..].chars().nth(1);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What folding means, letter by letter.
    fn plainly(text: &str, variants: bool) -> (String, Vec<usize>) {
        let (mut out, mut capitals) = (String::new(), Vec::new());
        for (at, c) in text.char_indices() {
            let folded = if c == TATWEEL { tatweel(text, at) } else { fold_char(c, variants) };
            let Some(folded) = folded else { continue };
            if c.is_uppercase() {
                capitals.push(out.len());
            }
            out.push(folded);
        }
        (out, capitals)
    }

    proptest! {
        #[test]
        fn walks_over_text_as_it_would_letter_by_letter(
            text in "([a-zA-Z0-9 ,]|[\u{80}-\u{700}]|[\u{2000}-\u{2200}\u{4DC0}-\u{4E10}\u{FF00}-\u{FFEF}]|\\PC){0,60}"
        ) {
            let folded = fold(&text);
            prop_assert_eq!((folded.text, folded.capitals), plainly(&text, true));
            prop_assert_eq!(fold_strict(&text), plainly(&text, false).0);
        }

        #[test]
        fn han_stands_as_it_is(text in "[\u{5000}-\u{9FFF}]{256}") {
            prop_assert_eq!(plainly(&text, true).0, text);
        }
    }
}
