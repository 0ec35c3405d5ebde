//! What is known of each character, looked up in pages that are filled when a text
//! first uses them: asking the Unicode tables of the standard library for every
//! letter costs a fifth of the time of reading.

use std::ops::Range;
use std::sync::OnceLock;

use super::fold::fold_char;
use super::token::{TokenKind, kind_of};

/// What reading asks of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// What it is matched as; `None` when it is dropped.
    pub folded: Option<char>,
    /// The kind of token it begins or goes on; `None` for white space.
    pub kind: Option<TokenKind>,
    /// It is upper case.
    pub capital: bool,
}

/// Characters a page.
const PAGE: usize = 256;
/// Pages of the basic multilingual plane, which holds nearly all text.
const PAGES: usize = 0x1_0000 / PAGE;

/// Pages of which every character is a letter of Han.
const HAN: Range<usize> = 0x50..0xA0;

static TABLE: [OnceLock<Box<[Known; PAGE]>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// The pages, with the one that was looked at last at hand: a text stays on a page or
/// two for long.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    number: usize,
    page: &'static [Known; PAGE],
}

impl Pages {
    pub(super) fn open() -> Self {
        Self { number: 0, page: page(0) }
    }

    /// What is known of a character.
    #[inline]
    pub(super) fn known(&mut self, c: char) -> Known {
        let code = c as usize;
        if code / PAGE != self.number {
            // Most of Han stands as it is, and would fill many pages.
            if HAN.contains(&(code / PAGE)) {
                return Known { folded: Some(c), kind: Some(TokenKind::Letter), capital: false };
            }
            if code / PAGE >= PAGES {
                return ask(c);
            }
            (self.number, self.page) = (code / PAGE, page(code / PAGE));
        }
        self.page[code % PAGE]
    }
}

fn page(number: usize) -> &'static [Known; PAGE] {
    TABLE[number].get_or_init(|| fill(number))
}

fn fill(page: usize) -> Box<[Known; PAGE]> {
    let first = u32::try_from(page * PAGE).unwrap_or_default();
    let at = |offset: usize| {
        let code = first + u32::try_from(offset).unwrap_or_default();
        // Surrogates are no characters and are never asked for.
        ask(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    };
    Box::new(std::array::from_fn(at))
}

fn ask(c: char) -> Known {
    Known { folded: fold_char(c, true), kind: kind_of(c), capital: c.is_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_as_it_would_be_on_pages() {
        for code in HAN.start * PAGE..HAN.end * PAGE {
            let c =
                u32::try_from(code).ok().and_then(char::from_u32).expect("there are no surrogates in Han");
            assert_eq!(Pages::open().known(c), ask(c));
        }
    }
}
