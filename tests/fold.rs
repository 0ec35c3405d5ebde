//! Folding maps back to the exact bytes of the source, whatever the text.

use factlint::lang::fold::fold;
use factlint::span::Span;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_folded_character_maps_to_one_place_in_the_source(text in "\\PC{0,60}") {
        let folded = fold(&text);
        prop_assert_eq!(folded.map.len(), folded.text.len());
        let mut last = 0;
        for (at, c) in folded.text.char_indices() {
            let span = folded.map.to_source(Span::new(at, at + c.len_utf8()));
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert_eq!(text[span.range()].chars().count(), 1);
            prop_assert!(span.start >= last);
            last = span.end;
        }
    }

    #[test]
    fn a_source_offset_finds_its_place_again(text in "\\PC{0,60}") {
        let folded = fold(&text);
        for (at, c) in folded.text.char_indices() {
            let span = folded.map.to_source(Span::new(at, at + c.len_utf8()));
            prop_assert_eq!(folded.map.first_at_or_after(span.start), at);
        }
    }
}

#[test]
fn digits_of_every_script_become_ascii() {
    for (written, read) in include_str!("data/fold.txt").lines().filter_map(|line| line.split_once('\t')) {
        assert_eq!(fold(written).text, read, "{written}");
    }
}
