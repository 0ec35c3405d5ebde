//! Tokens of folded text: words, digit runs, letters of unspaced scripts, marks.

use super::chars::Pages;
use super::fold::{Folded, char_at};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters of a spaced script, with apostrophes and gershayim inside it.
    Word,
    /// One letter of a script that is written without spaces (Han, kana, Thai …).
    Letter,
    /// A run of ASCII digits.
    Digits,
    /// Any other character.
    Mark,
}

impl TokenKind {
    /// Whether it is made of letters.
    #[must_use]
    pub const fn is_lettered(self) -> bool {
        matches!(self, Self::Word | Self::Letter)
    }
}

/// A token: a range of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the folded text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// White space, or the beginning of the text, stands before it.
    pub spaced: bool,
    /// It begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Its range in the folded text.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// Cuts a range of folded text into tokens and appends them.
pub fn tokenize(folded: &Folded, range: Span, tokens: &mut Vec<Token>) {
    let text = &folded.text[..range.end];
    let mut capitals = folded.capitals[folded.capitals.partition_point(|&at| at < range.start)..].iter();
    let mut capital_at = capitals.next().copied().unwrap_or(usize::MAX);
    let mut pages = Pages::open();
    let mut spaced = true;
    let mut at = range.start;
    while let Some((kind, len)) = kind_at(text, at, &mut pages) {
        let start = at;
        at += len;
        let Some(kind) = kind else {
            spaced = true;
            continue;
        };
        match kind {
            TokenKind::Word => at = word_end(text, at, &mut pages),
            TokenKind::Digits => {
                at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            }
            TokenKind::Letter | TokenKind::Mark => {}
        }
        while capital_at < start {
            capital_at = capitals.next().copied().unwrap_or(usize::MAX);
        }
        let capital = capital_at == start;
        tokens.push(Token { start: offset(start), end: offset(at), kind, spaced, capital });
        spaced = false;
    }
}

/// The kind of token the character at an offset begins or goes on, and its length.
#[inline]
fn kind_at(text: &str, at: usize, pages: &mut Pages) -> Option<(Option<TokenKind>, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((ASCII[usize::from(byte)], 1));
    }
    // Most of Han, of which no letter needs to be looked up.
    if matches!(byte, 0xE5..=0xE9) {
        return Some((Some(TokenKind::Letter), 3));
    }
    let (c, len) = char_at(text, at)?;
    Some((pages.known(c).kind, len))
}

/// What [`kind_of`] says of ASCII.
static ASCII: [Option<TokenKind>; 128] = {
    let mut kinds = [Some(TokenKind::Mark); 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphabetic() {
            kinds[byte as usize] = Some(TokenKind::Word);
        } else if byte.is_ascii_digit() {
            kinds[byte as usize] = Some(TokenKind::Digits);
        } else if matches!(byte, b' ' | b'\t'..=b'\r') {
            kinds[byte as usize] = None;
        }
        byte += 1;
    }
    kinds
};

/// Offsets are 32 bits wide; the reader refuses larger texts.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The kind of token a character begins or goes on; `None` for white space.
pub(super) fn kind_of(c: char) -> Option<TokenKind> {
    if c.is_whitespace() {
        return None;
    }
    Some(match c {
        '0'..='9' => TokenKind::Digits,
        _ if is_unspaced(c) => TokenKind::Letter,
        _ if is_word_char(c) => TokenKind::Word,
        _ => TokenKind::Mark,
    })
}

/// Where the word ends that goes on at an offset. An apostrophe or a gershayim between
/// two letters belongs to the word (`צה"ל`, `ג'ינפינג`, `don't`).
fn word_end(text: &str, mut at: usize, pages: &mut Pages) -> usize {
    let mut is_word = |at: usize| match kind_at(text, at, pages) {
        Some((Some(TokenKind::Word), len)) => len,
        _ => 0,
    };
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        let len = is_word(at);
        if len > 0 {
            at += len;
        } else if matches!(bytes.get(at), Some(b'\'' | b'"')) && is_word(at + 1) > 0 {
            at += 1;
        } else {
            return at;
        }
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}' | '\u{93C}'..='\u{94D}' | '\u{981}'..='\u{9CD}')
}

/// Whether a letter belongs to a script that puts no spaces between words, or, as
/// Hangul does, writes small words onto the words they follow without a mark.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{E01}'..='\u{E4E}' | '\u{E81}'..='\u{EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}'
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether two letters that are tokens of their own and stand beside each other belong
/// to one word by their script alone: Hangul sets words apart with spaces, and foreign
/// words in katakana end where another script begins.
#[must_use]
pub const fn are_one_word(a: char, b: char) -> bool {
    is_hangul(a) && is_hangul(b) || is_katakana(a) && is_katakana(b)
}

/// A syllable or letter of Hangul.
#[must_use]
pub const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}')
}

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_looked_up_is_as_it_would_be() {
        for byte in 0..128_u8 {
            assert_eq!(ASCII[usize::from(byte)], kind_of(char::from(byte)));
        }
        for c in '\u{5000}'..='\u{9FFF}' {
            assert_eq!(kind_of(c), Some(TokenKind::Letter));
        }
    }
}
