//! Tokens of folded text: words, digit runs, letters of unspaced scripts, marks.

use super::chars::Pages;
use super::fold::Folded;
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
    let text = &folded.text[range.range()];
    let mut capitals = folded.capitals.partition_point(|&at| at < range.start);
    let mut pages = Pages::open();
    let mut spaced = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let Some(kind) = pages.known(c).kind else {
            spaced = true;
            at += c.len_utf8();
            continue;
        };
        let end = at
            + match kind {
                TokenKind::Word => word_len(&text[at..], &mut pages),
                TokenKind::Digits => text[at..].bytes().take_while(u8::is_ascii_digit).count(),
                TokenKind::Letter | TokenKind::Mark => c.len_utf8(),
            };
        let start = range.start + at;
        while folded.capitals.get(capitals).is_some_and(|&capital| capital < start) {
            capitals += 1;
        }
        let capital = folded.capitals.get(capitals) == Some(&start);
        tokens.push(Token { start: offset(start), end: offset(range.start + end), kind, spaced, capital });
        spaced = false;
        at = end;
    }
}

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

/// Length of the word at the head of `text`. An apostrophe or a gershayim between
/// two letters belongs to the word (`צה"ל`, `ג'ינפינג`, `don't`).
fn word_len(text: &str, pages: &mut Pages) -> usize {
    let mut end = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if pages.known(c).kind != Some(TokenKind::Word) {
            let mark = matches!(c, '\'' | '"');
            let goes_on = |next: char| pages.known(next).kind == Some(TokenKind::Word);
            if !(mark && chars.clone().next().is_some_and(goes_on)) {
                return end;
            }
        }
        end += c.len_utf8();
    }
    end
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
