//! Bytes decoded, broken and foreign ones too; lines and columns.

use super::*;

fn decode(bytes: &[u8]) -> Result<Source, DecodeError> {
    Source::decode("a.txt", bytes.to_vec())
}

fn text(bytes: &[u8]) -> String {
    decode(bytes).expect("the bytes are a text").text
}

#[test]
fn a_byte_order_mark_stays_so_that_offsets_are_those_of_the_file() {
    assert_eq!(text(b"\xEF\xBB\xBFtwo"), "\u{FEFF}two");
    assert_eq!(text(b""), "");
    assert_eq!(text(b"\xEF\xBB\xBF"), "\u{FEFF}");
}

#[test]
fn utf16_is_decoded_by_its_mark() {
    assert_eq!(text(b"\xFF\xFE2\0\xD0\x05"), "2\u{5D0}");
    assert_eq!(text(b"\xFE\xFF\x002\x05\xD0"), "2\u{5D0}");
}

#[test]
fn broken_utf16_is_named_by_its_bytes() {
    let source = decode(b"\xFF\xFEa\0\x00\xD8b\0c").expect("readable but for two places");
    assert_eq!(source.text, "a\u{FFFD}b\u{FFFD}");
    assert_eq!(source.invalid, [Span::new(1, 4), Span::new(5, 8)]);
    assert_eq!(source.invalid_at, [4, 8]);
}

#[test]
fn bad_bytes_are_replaced_and_their_places_kept() {
    let mut bytes = b"Trade came to 94.8 \xFFbillion dollars in 2024, up from 89 \xE2\x82 billion.".to_vec();
    bytes.extend(b" And nothing else was said of it.".repeat(3));
    let source = Source::decode("a.txt", bytes).expect("two bad places are no reason to refuse");
    assert_eq!(source.invalid_at, [19, 56]);
    assert_eq!(source.invalid, [Span::new(19, 22), Span::new(58, 61)]);
    assert!(source.invalid.iter().all(|span| &source.text[span.range()] == "\u{FFFD}"));
}

#[test]
fn legacy_encodings_are_refused_and_named_where_the_bytes_are_plain() {
    let hebrew: Vec<u8> = (0xE0..=0xFA).flat_map(|letter| [letter, b' ']).collect();
    let Err(DecodeError::ExpectedUtf8 { likely, at, .. }) = decode(&hebrew) else {
        panic!("windows-1255 was taken for UTF-8");
    };
    assert_eq!((likely.as_deref(), at), (Some("windows-1255 or ISO-8859-8"), 0));
    let cyrillic: Vec<u8> = (0xE0..=0xFF).chain(0xC0..=0xDF).collect();
    let error = decode(&cyrillic).expect_err("windows-1251 is not UTF-8");
    assert_eq!(
        error.to_string(),
        "expected UTF-8, but `a.txt` is in another encoding, likely windows-1251 (first at byte 0)"
    );
    let chinese: Vec<u8> = (0xB0..=0xE0).flat_map(|lead| [lead, 0xC0 + (lead & 0x1F)]).collect();
    assert!(
        matches!(decode(&chinese), Err(DecodeError::ExpectedUtf8 { likely: Some(name), .. }) if name.starts_with("GB"))
    );
}

#[test]
fn an_encoding_is_not_named_on_a_guess() {
    let few = b"caf\xE9 na\xEFve r\xF4le";
    assert!(matches!(decode(few), Err(DecodeError::ExpectedUtf8 { likely: None, .. })));
    let bare: Vec<u8> = "plain words in UTF-16".bytes().flat_map(|byte| [byte, 0]).collect();
    assert!(decode(&bare).is_err());
}

#[test]
fn binary_files_are_refused_and_stray_zero_bytes_are_not() {
    assert!(matches!(
        decode(b"\x89PNG\0\0\0\rIHDR\0\0\0\x01\xFF\xD8"),
        Err(DecodeError::ExpectedText { .. })
    ));
    assert!(matches!(decode(&[0; 100]), Err(DecodeError::ExpectedText { .. })));
    assert!(matches!(decode(b"%PDF-1.7\n\xE2\xE3\xCF\xD3"), Err(DecodeError::ExpectedText { .. })));
    let mut stray = b"word ".repeat(60);
    stray.push(0);
    assert!(decode(&stray).is_ok());
    assert!(matches!(decode(b"\xFF\xFE\0\0a\0\0\0"), Err(DecodeError::ExpectedText { .. })));
}

#[test]
fn lines_end_with_lf_and_crlf_only() {
    let text = "a\r\nb\rc\u{2028}d\n\ne";
    let index = LineIndex::new(text);
    assert_eq!(index.lines(), 4);
    let lines: Vec<&str> = (1..=5).map(|line| &text[index.line_span(line).range()]).collect();
    assert_eq!(lines, ["a", "b\rc\u{2028}d", "", "e", ""]);
    assert_eq!(index.position(text.len()).line, 4);
    assert_eq!(index.line_span(0), Span::new(text.len(), text.len()));
}

#[test]
fn columns_are_counted_three_ways() {
    let text = "x\n\u{5D0}\u{1F600}b";
    let index = LineIndex::new(text);
    assert_eq!(index.position(8), Position { line: 2, column: 3, utf16: 3, byte: 6 });
    assert_eq!(index.position(5), index.position(4), "inside a character");
    assert_eq!(index.position(99), Position { line: 2, column: 4, utf16: 4, byte: 7 });
    assert_eq!(index.offset_of_utf16(2, 3), 8);
    assert_eq!(index.offset_of_utf16(2, 2), 4, "inside a surrogate pair");
    assert_eq!(index.offset_of_utf16(2, 99), text.len());
}

#[test]
fn long_lines_are_counted_over_their_marks() {
    let text = format!("\n{}", "\u{5D0}\u{1F600}".repeat(5000));
    let index = LineIndex::new(&text);
    let position = index.position(1 + 6 * 4321);
    assert_eq!((position.line, position.column, position.utf16), (2, 2 * 4321 + 1, 3 * 4321));
    assert_eq!(LineIndex::new("").position(0), Position { line: 1, column: 1, utf16: 0, byte: 0 });
}
