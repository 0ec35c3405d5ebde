//! What is known of each character, looked up in pages that are filled when a text
//! first uses them: asking the Unicode tables of the standard library for every
//! letter costs a fifth of the time of reading.

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

static TABLE: [OnceLock<Box<[Known; PAGE]>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// What is known of a character.
pub(super) fn known(c: char) -> Known {
    let code = c as usize;
    match TABLE.get(code / PAGE) {
        Some(page) => page.get_or_init(|| fill(code / PAGE))[code % PAGE],
        None => ask(c),
    }
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
