//! The bytes of a file, decoded, and lines and columns over them.
//!
//! A [`Source`] is what every span points into: an article, a rule file, or the
//! `text` of one article of JSON Lines input. Reading the file is left to the
//! edges; what kind of document it holds, to [`article`](crate::article).

use miette::Diagnostic;
use thiserror::Error;

use crate::lang::encoding;
use crate::span::Span;

/// One decoded input text and the name people know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Path as the user wrote it (with `/` separators), or the `id` of JSON input.
    pub name: String,
    /// The text exactly as given, a UTF-8 byte order mark included. Invalid bytes
    /// are replaced by U+FFFD here and listed in [`invalid`](Self::invalid). A
    /// UTF-16 file stands here decoded, without its byte order mark.
    pub text: String,
    /// Where the input held bytes that could not be read: the span of each
    /// replacement character in `text`.
    pub invalid: Vec<Span>,
    /// For each of [`invalid`](Self::invalid), the offset of the bad bytes in the
    /// file as it was given.
    pub invalid_at: Vec<usize>,
}

/// Why the bytes of a file are not linted.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum DecodeError {
    /// Not text at all.
    #[error("expected a text, but `{name}` is a binary file")]
    #[diagnostic(help("give the text itself, saved as UTF-8"))]
    ExpectedText {
        /// Name of the source.
        name: String,
    },
    /// Text, in an encoding that cannot be told from its bytes.
    #[error("expected UTF-8, but `{name}` is in another encoding{} (first at byte {at})",
        .likely.as_ref().map(|family| format!(", likely {family}")).unwrap_or_default())]
    #[diagnostic(help("save it as UTF-8, or as UTF-16 with a byte order mark"))]
    ExpectedUtf8 {
        /// Name of the source.
        name: String,
        /// The family of encodings it looks like, where that is safe to say.
        likely: Option<String>,
        /// Offset of the first byte that is not UTF-8.
        at: usize,
    },
}

impl Source {
    /// A text that is decoded already: a rule file, the `text` of JSON input.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are no text, or text in a legacy encoding. A few bad bytes
    /// in a readable text are no error: see [`invalid`](Self::invalid).
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let name = name.into();
        let source = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => decode_utf16(name, rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => decode_utf16(name, rest, u16::from_be_bytes),
            _ => decode_utf8(name, bytes)?,
        };
        if mostly_binary(source.text.as_bytes()) {
            return Err(DecodeError::ExpectedText { name: source.name });
        }
        Ok(source)
    }

    /// Records a replacement character at the end of the text.
    fn push_invalid(&mut self, at: usize) {
        let start = self.text.len();
        self.text.push(char::REPLACEMENT_CHARACTER);
        self.invalid.push(Span::new(start, self.text.len()));
        self.invalid_at.push(at);
    }
}

/// Texts up to this many bytes are checked fast and copied; the copy of a longer one
/// would weigh more.
const SHORT: usize = 1024 * 1024;

fn decode_utf8(name: String, bytes: Vec<u8>) -> Result<Source, DecodeError> {
    if bytes.len() <= SHORT
        && let Ok(text) = simdutf8::basic::from_utf8(&bytes)
    {
        return Ok(Source::new(name, text));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Source::new(name, text)),
        Err(error) => error.into_bytes(),
    };
    if mostly_binary(&bytes) && encoding::bare_utf16(&bytes).is_none() || bytes.starts_with(b"%PDF-") {
        return Err(DecodeError::ExpectedText { name });
    }
    let mut source = Source { name, ..Source::default() };
    let mut at = 0;
    let mut letters = 0;
    for chunk in bytes.utf8_chunks() {
        source.text.push_str(chunk.valid());
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            source.push_invalid(at);
            at += chunk.invalid().len();
        }
    }
    if is_legacy(source.invalid.len(), letters, bytes.len()) {
        let likely = encoding::likely_family(&bytes).map(str::to_owned);
        return Err(DecodeError::ExpectedUtf8 { name: source.name, likely, at: source.invalid_at[0] });
    }
    Ok(source)
}

/// Whether a text with this many bad sequences beside `letters` good ones outside
/// ASCII was never UTF-8. A damaged UTF-8 file has more good letters than bad; a
/// legacy one has hardly any good, and many bad.
const fn is_legacy(bad: usize, letters: usize, len: usize) -> bool {
    bad > letters && (bad >= 16 || bad * 10 >= len)
}

fn decode_utf16(name: String, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Source {
    let mut source = Source { name, ..Source::default() };
    let mut at = 2;
    let (pairs, rest) = bytes.as_chunks::<2>();
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if let Ok(letter) = decoded {
            source.text.push(letter);
            at += 2 * letter.len_utf16();
        } else {
            source.push_invalid(at);
            at += 2;
        }
    }
    if !rest.is_empty() {
        source.push_invalid(at);
    }
    source
}

/// Whether more than one byte in a hundred is zero. A stray zero byte in a text is
/// only a control character; a picture or an archive is full of them.
#[allow(clippy::naive_bytecount, reason = "64 KB at most, once a file")]
fn mostly_binary(bytes: &[u8]) -> bool {
    // A long text is judged by its head, as git does.
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    zeros * 100 > head.len()
}

/// A place for people, editors and formats, each counting in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In UTF-16 units, from 0, as the language server protocol counts.
    pub utf16: usize,
    /// In bytes, from 0.
    pub byte: usize,
}

/// How many bytes lie between two marks of a [`LineIndex`].
const STRIDE: usize = 4096;

/// What was counted up to a mark.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    at: usize,
    chars: usize,
    utf16: usize,
}

impl Counts {
    /// A character begins at every byte that does not go on with one; those of four bytes
    /// are two units. Counted in this way, it is done many bytes at a time.
    fn advance(&mut self, text: &str) {
        self.at += text.len();
        for few in text.as_bytes().chunks(usize::from(u8::MAX)) {
            let (mut chars, mut wide) = (0_u8, 0_u8);
            for &byte in few {
                chars += u8::from(byte & 0xC0 != 0x80);
                wide += u8::from(byte >= 0xF0);
            }
            self.chars += usize::from(chars);
            self.utf16 += usize::from(chars) + usize::from(wide);
        }
    }
}

/// Lines and columns of a text. Built once per source.
///
/// LF and CRLF end a line, as in git and in diffs; a lone CR and U+2028 do not.
/// Offsets that lie inside a character count as its start, offsets past the end
/// as the end, so that no output can panic over a span.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    // Columns in one line of five megabytes would be counted from its start for
    // every finding; marks keep that to one stride.
    marks: Vec<Counts>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut marks = vec![Counts::default()];
        let mut here = Counts::default();
        while text.len() - here.at > STRIDE {
            here.advance(&text[here.at..text.floor_char_boundary(here.at + STRIDE)]);
            marks.push(here);
        }
        Self { text, starts, marks }
    }

    /// Line and columns of an offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let inside = self.between(start, offset);
        Position { line, column: inside.chars + 1, utf16: inside.utf16, byte: offset - start }
    }

    /// The line of an offset, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// How many lines there are: one more than line ends.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Where the text of a line (from 1) lies, its line end left out. A line past
    /// the last is empty, at the end of the text.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let next = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..next];
        let ended = line < self.starts.len();
        let text = if ended { text.strip_suffix('\r').unwrap_or(text) } else { text };
        Span::new(start, start + text.len())
    }

    /// The offset of a place as an editor gives it: line from 1, UTF-16 units from
    /// 0. Past the end of the line it is the end of the line.
    #[must_use]
    pub fn offset_of_utf16(&self, line: usize, utf16: usize) -> usize {
        let span = self.line_span(line);
        let mut left = utf16;
        for (at, letter) in self.text[span.range()].char_indices() {
            if left < letter.len_utf16() {
                return span.start + at;
            }
            left -= letter.len_utf16();
        }
        span.end
    }

    /// What is counted from one offset to another; where a mark lies between, what was
    /// counted there is not counted again.
    fn between(&self, start: usize, end: usize) -> Counts {
        let mark = |offset: usize| self.marks[self.marks.partition_point(|mark| mark.at <= offset) - 1];
        let (first, last) = (mark(start), mark(end));
        if first.at == last.at {
            let mut inside = Counts::default();
            inside.advance(&self.text[start..end]);
            return inside;
        }
        let (mut head, mut here) = (first, last);
        head.advance(&self.text[head.at..start]);
        here.advance(&self.text[here.at..end]);
        Counts { at: end, chars: here.chars - head.chars, utf16: here.utf16 - head.utf16 }
    }
}

#[cfg(test)]
mod tests;
