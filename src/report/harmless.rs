//! Strings of JSON in which nothing can act on a terminal, written in one go: what is
//! escaped is what [`sanitise::json`](super::sanitise::json) escapes.

use std::io::Write as _;

use super::sanitise::is_dangerous;

/// Appends a text as a JSON string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SUSPECT[usize::from(byte)]) {
        let (plain, bad) = rest.split_at(at);
        out.extend_from_slice(plain.as_bytes());
        let letter = bad.chars().next().unwrap_or_default();
        escape(out, letter);
        rest = &bad[letter.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
    out.push(b'"');
}

/// Bytes that an escaped character may begin with.
static SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspect[byte] = byte < 0x20 || matches!(byte, 0x22 | 0x5C | 0x7F | 0xC2 | 0xE2);
        byte += 1;
    }
    suspect
};

fn escape(out: &mut Vec<u8>, letter: char) {
    let mut utf8 = [0; 4];
    let written: &[u8] = match letter {
        '"' => b"\\\"",
        '\\' => b"\\\\",
        '\n' => b"\\n",
        '\r' => b"\\r",
        '\t' => b"\\t",
        '\u{8}' => b"\\b",
        '\u{C}' => b"\\f",
        _ if is_dangerous(letter) => {
            return write!(out, "\\u{:04x}", u32::from(letter)).expect("memory takes all that is written");
        }
        _ => letter.encode_utf8(&mut utf8).as_bytes(),
    };
    out.extend_from_slice(written);
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
            string(&mut out, &text);
            let plain = serde_json::to_string(&text).expect("a string has a JSON form");
            prop_assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), sanitise::json(&plain));
        }
    }
}
