//! The words of a stretch of text that carry its meaning, bare of clitics, and whether
//! two of them are forms of one.

use super::story::Story;
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;

/// Words, bare of clitics; pairs of letters where words are not parted.
pub(super) type Words = Vec<String>;

/// The words of tokens `first..end` that are part of no figure and no small word.
pub(super) fn words(story: &Story<'_>, first: usize, end: usize) -> Words {
    let tokens = &story.context.scan.tokens;
    let mut found = Words::new();
    for at in first..end.min(tokens.len()) {
        match tokens[at].kind {
            TokenKind::Word => found.extend(word(story, at)),
            TokenKind::Letter if at + 1 < end && tokens[at + 1].kind == TokenKind::Letter => {
                found.push(format!("{}{}", story.context.word(at), story.context.word(at + 1)));
            }
            _ => {}
        }
    }
    found
}

fn word(story: &Story<'_>, at: usize) -> Option<String> {
    let small = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::And
                | Lexeme::ClauseOpener
                | Lexeme::Role(..)
                | Lexeme::Modifier(..)
                | Lexeme::YearBefore
                | Lexeme::YearPreposition
                | Lexeme::Cardinal(_)
                | Lexeme::Scale(_)
                | Lexeme::Currency(_)
                | Lexeme::Locative
                | Lexeme::Beyond
                | Lexeme::DateBetween
        )
    };
    let is_small = story.context.at(at).any(|(hit, lexeme)| hit.end == at + 1 && small(lexeme));
    let bare = bare(story, story.context.word(at));
    let cased = bare.chars().any(char::is_lowercase);
    let long = bare.chars().count() >= if cased { CASED } else { UNCASED };
    (long && !is_small).then_some(bare)
}

/// A word without its clitics, as long as a word remains; both of two forms lose what
/// only looks like one.
pub(super) fn bare(story: &Story<'_>, word: &str) -> String {
    let clitics = story.context.lexicon.clitics();
    let mut word = word;
    loop {
        let rests = clitics.split(word).map(|(_, rest)| rest);
        let shorter = rests
            .filter(|rest| rest.len() < word.len() && rest.chars().count() >= UNCASED)
            .min_by_key(|rest| rest.len());
        match shorter {
            Some(rest) => word = rest,
            None => return word.to_owned(),
        }
    }
}

/// Whether two words are forms of one: the same, or the same but for their endings.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longer = a.chars().count().max(b.chars().count());
    common >= UNCASED && common * 3 >= longer * 2
}

/// Letters of a word that means something, in scripts with small letters and without.
const CASED: usize = 4;
const UNCASED: usize = 3;
