//! `mixed-script-alias`: a form with letters of two alphabets in one word.
//!
//! A Cyrillic letter inside a Latin word looks right and never matches.

use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};

use super::checked::Place;

/// The name of the check.
pub const MIXED_SCRIPT_ALIAS: &str = "mixed-script-alias";

/// Blocks of letters of alphabets that are not written in one word with another.
/// Scripts without spaces between words are left out: theirs do stand beside
/// Latin letters.
const ALPHABETS: [(char, char, &str); 14] = [
    ('A', 'Z', "Latin"),
    ('a', 'z', "Latin"),
    ('\u{c0}', '\u{24f}', "Latin"),
    ('\u{370}', '\u{3ff}', "Greek"),
    ('\u{400}', '\u{52f}', "Cyrillic"),
    ('\u{531}', '\u{587}', "Armenian"),
    ('\u{5d0}', '\u{5f2}', "Hebrew"),
    ('\u{620}', '\u{64a}', "Arabic"),
    ('\u{66e}', '\u{6d3}', "Arabic"),
    ('\u{900}', '\u{97f}', "Devanagari"),
    ('\u{10a0}', '\u{10ff}', "Georgian"),
    ('\u{1c80}', '\u{1c8f}', "Cyrillic"),
    ('\u{1e00}', '\u{1eff}', "Latin"),
    ('\u{1f00}', '\u{1fff}', "Greek"),
];

fn alphabet(letter: char) -> Option<&'static str> {
    ALPHABETS.iter().find(|(first, last, _)| (*first..=*last).contains(&letter)).map(|(_, _, name)| *name)
}

/// The first word with letters of two alphabets, and the two.
fn mixed_word(form: &str) -> Option<(&str, &'static str, &'static str)> {
    form.split(|letter: char| !letter.is_alphanumeric() && letter != '*').find_map(|word| {
        let mut alphabets = word.chars().filter_map(alphabet);
        let first = alphabets.next()?;
        let other = alphabets.find(|other| *other != first)?;
        Some((word, first, other))
    })
}

/// The finding on a form, if it mixes alphabets.
pub(super) fn warning(form: &str, place: Place) -> Option<Finding> {
    let (word, first, other) = mixed_word(form)?;
    Some(Finding {
        check: MIXED_SCRIPT_ALIAS,
        rule: None,
        severity: Severity::Warning,
        confidence: Confidence::High,
        message: format!("the form {} mixes {first} and {other} letters in one word", quoted(word)),
        help: "type the word again with one keyboard: as it is, it will not be found in a text".to_owned(),
        primary: Label {
            source: SourceId::Rules(place.source),
            span: place.span,
            reading: String::new(),
            text: format!("{first} and {other} letters"),
        },
        related: Vec::new(),
        fixes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_in_a_word_are_seen() {
        assert_eq!(mixed_word("trade As\u{438}a"), Some(("As\u{438}a", "Latin", "Cyrillic")));
        assert_eq!(
            mixed_word("\u{5d4}BRI").map(|(_, first, other)| (first, other)),
            Some(("Hebrew", "Latin"))
        );
    }

    #[test]
    fn words_of_two_languages_side_by_side_are_not() {
        assert_eq!(mixed_word("\u{5d4}-BRI"), None);
        assert_eq!(mixed_word("G7\u{5cf0}\u{4f1a}"), None);
        assert_eq!(mixed_word("caf\u{e9} 2024*"), None);
    }
}
