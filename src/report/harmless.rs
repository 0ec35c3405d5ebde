//! JSON in which nothing can act on a terminal, written in one go: what is escaped is
//! what [`sanitise::json`](super::sanitise::json) escapes.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::sanitise::is_dangerous;

/// Appends a value as JSON in one line, without a line end.
///
/// # Panics
/// When the value has no JSON form; ours all have one.
pub fn push(out: &mut Vec<u8>, value: &impl Serialize) {
    value
        .serialize(&mut Serializer::with_formatter(out, Harmless))
        .expect("strings, numbers and lists have a JSON form, and memory takes all that is written");
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Every dangerous character that JSON itself does not escape begins with one
        // of these bytes.
        let suspect = fragment.bytes().any(|byte| matches!(byte, 0x7F | 0xC2 | 0xE2));
        let mut rest = fragment;
        while suspect && let Some(at) = rest.find(is_dangerous) {
            let (before, bad) = rest.split_at(at);
            let letter = bad.chars().next().unwrap_or_default();
            write!(writer, "{before}\\u{:04x}", u32::from(letter))?;
            rest = &bad[letter.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::sanitise;

    proptest! {
        #[test]
        fn writes_what_escaping_afterwards_would(text in "(\\PC|[\u{0}-\u{A0}\u{2020}-\u{2070}]){0,40}") {
            let mut out = Vec::new();
            push(&mut out, &text);
            let plain = serde_json::to_string(&text).expect("a string has a JSON form");
            prop_assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), sanitise::json(&plain));
        }
    }
}
