//! What may reach a terminal from text nobody here wrote.
//!
//! Control characters, escape sequences and bidi overrides in articles, file
//! names, messages and rules are replaced by something that can be seen and does
//! nothing. Two ways: [`same_length`] keeps every byte offset, for source lines
//! with labels; [`visible`] and [`line`] name the character, for everything else.

use std::fmt::Write;

use super::Bidi;

/// First-strong isolate: what follows takes its own direction.
pub const FSI: char = '\u{2068}';
/// Ends an isolate.
pub const PDI: char = '\u{2069}';
/// Left-to-right mark.
pub const LRM: char = '\u{200E}';
/// Right-to-left mark.
pub const RLM: char = '\u{200F}';

/// Whether the character sets the direction of others for good: embeddings,
/// overrides, isolates and the deprecated format characters. The three marks are
/// not among them; they are harmless and common in honest text.
fn bends_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

/// Whether the character may act on a terminal, or break a line in two.
#[must_use]
pub fn is_dangerous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || bends_direction(c)
}

/// Whether a terminal may reorder text that holds this character.
#[must_use]
pub fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08FF}' | RLM | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a terminal may reorder this text.
#[must_use]
pub fn has_rtl(text: &str) -> bool {
    text.chars().any(is_rtl)
}

/// The text with every dangerous character replaced by a harmless one of the same
/// length in bytes, so that offsets keep their meaning. Line breaks become spaces.
#[must_use]
pub fn same_length(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            // Not '?', which would end a sentence.
            '\0'..='\u{1F}' | '\u{7F}' => '~',
            '\u{80}'..='\u{9F}' => '·',
            '\u{2028}' | '\u{2029}' => '\u{2002}',
            c if bends_direction(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// The text with every dangerous character named, line breaks among them.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut out, c);
    }
    out
}

fn push_visible(out: &mut String, c: char) {
    match c {
        // Unicode has a picture for each control character: U+2400 and on.
        '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7F}' => out.push('\u{2421}'),
        c if is_dangerous(c) => {
            write!(out, "<U+{:04X}>", u32::from(c)).expect("a string takes everything written to it");
        }
        c => out.push(c),
    }
}

/// JSON with an escape for every character that could act on a terminal. JSON itself
/// asks for that below U+0020 only; the others stand in strings, where an escape
/// means the same.
#[must_use]
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_dangerous(c) {
            // All of these lie below U+10000.
            write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes everything written to it");
        } else {
            out.push(c);
        }
    }
    out
}

/// A file name, in an isolate of its own where it needs one.
#[must_use]
pub fn name(text: &str, bidi: Bidi) -> String {
    isolated(visible(text), bidi)
}

/// A quotation in one line: runs of white space become one space, and what goes
/// beyond `max` characters an ellipsis.
#[must_use]
pub fn quote(text: &str, max: usize) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.len() > max * 4 {
            break;
        }
    }
    let words = visible(&words);
    match words.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// Puts text that was made harmless before into an isolate, if it needs one.
#[must_use]
pub fn isolated(text: String, bidi: Bidi) -> String {
    if bidi == Bidi::Isolate && has_rtl(&text) { format!("{FSI}{text}{PDI}") } else { text }
}

/// A message, a help or a label in one line.
///
/// Checks put quotations between U+2068 and U+2069. Such a pair is kept when
/// it is whole, and dropped with [`Bidi::Plain`]; every other bidi control is made
/// visible. Right-to-left words outside a pair get one.
#[must_use]
pub fn line(text: &str, bidi: Bidi) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, quoted, after)) = next_isolate(rest) {
        push_line(&mut out, before, bidi);
        if bidi == Bidi::Isolate {
            out.push(FSI);
        }
        push_plain(&mut out, quoted);
        if bidi == Bidi::Isolate {
            out.push(PDI);
        }
        rest = after;
    }
    push_line(&mut out, rest, bidi);
    out
}

/// The first whole isolate: what stands before, in and after it.
fn next_isolate(text: &str) -> Option<(&str, &str, &str)> {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            (FSI, _) => open = Some(at),
            (PDI, Some(start)) => {
                let quoted = &text[start + FSI.len_utf8()..at];
                return Some((&text[..start], quoted, &text[at + PDI.len_utf8()..]));
            }
            (c, Some(_)) if bends_direction(c) => open = None,
            _ => {}
        }
    }
    None
}

fn push_plain(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            out.push(' ');
        } else {
            push_visible(out, c);
        }
    }
}

/// Writes text that holds no whole isolate, giving each right-to-left run one. A
/// run ends before the next letter of the other direction.
fn push_line(out: &mut String, text: &str, bidi: Bidi) {
    if bidi == Bidi::Plain || !has_rtl(text) {
        return push_plain(out, text);
    }
    let mut rest = text;
    while let Some(start) = rest.find(is_rtl) {
        let stop = rest[start..]
            .find(|c: char| c.is_alphabetic() && !is_rtl(c))
            .map_or(rest.len(), |length| start + length);
        let run = &rest[start..stop];
        let last = run.rfind(is_rtl).map_or(0, |at| at + run[at..].chars().next().map_or(0, char::len_utf8));
        push_plain(out, &rest[..start]);
        out.push(FSI);
        push_plain(out, &run[..last]);
        out.push(PDI);
        rest = &rest[start + last..];
    }
    push_plain(out, rest);
}
