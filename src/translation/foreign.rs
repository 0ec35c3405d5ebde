//! Paragraphs that are not in the language of their article: quoted as they were
//! said, or not translated yet. Read with the words of the wrong language they say
//! other figures than they do, so they are held against nothing.

use std::ops::Range;

use super::side::Text;
use crate::lang::detect;

/// Shorter paragraphs do not tell their language.
const LETTERS: usize = 80;

/// Whether one of the paragraphs of some sentences is in another language, such as that
/// of the other text of the pair.
pub(super) fn in_another_language(text: Text<'_>, sentences: &Range<usize>, other: Text<'_>) -> bool {
    let scan = &text.reading.scan;
    let mut blocks: Vec<usize> = scan.sentences[sentences.clone()].iter().map(|one| one.block).collect();
    blocks.dedup();
    blocks.into_iter().any(|block| {
        let from = scan.sentences.partition_point(|sentence| sentence.block < block);
        let end = scan.sentences.partition_point(|sentence| sentence.block <= block);
        let all = scan.sentences[from].first..scan.sentences[end - 1].end;
        let (Some(first), Some(last)) = (scan.tokens[all.clone()].first(), scan.tokens[all].last()) else {
            return false;
        };
        let words = &scan.folded.text[first.span().range().start..last.span().range().end];
        is_foreign(words, &text.reading.article.lang, &other.reading.article.lang)
    })
}

fn is_foreign(words: &str, lang: &str, other: &str) -> bool {
    words.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS
        && (detect::is_foreign(words, lang) || detect::is_rather(words, lang, other))
}
