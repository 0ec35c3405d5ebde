//! The one pass over a text: fold, tokens, every phrase of the lexicon, sentences.

use super::clitic::CliticSet;
use super::fold::{Folded, OffsetMap, fold};
use super::lexeme::Lexeme;
use super::lexicon::{Forms, Hit, Lexicon, Reader};
use super::token::{Token, TokenKind, tokenize};
use crate::article::{Article, BlockKind};
use crate::span::Span;

/// A sentence: a run of tokens of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the block it lies in.
    pub block: usize,
    /// Kind of that block.
    pub kind: BlockKind,
    /// First token.
    pub first: usize,
    /// One past the last token, its full stop included.
    pub end: usize,
    /// It ends in a question mark.
    pub asks: bool,
}

/// A text as the readers see it.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The folded text.
    pub folded: Folded,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Every phrase met, ordered by first token, longer ones first.
    pub hits: Vec<Hit>,
    /// For each token, where the hits that begin at it begin in `hits`; one more at the end.
    pub hits_from: Vec<u32>,
    /// The same by the token they end before: indexes of `hits`, in their order.
    ends: Ends,
    /// Words that begin like a number word, ascending: some are several written as one.
    pub number_heads: Vec<usize>,
    /// Sentences, in order; every token belongs to one.
    pub sentences: Vec<Sentence>,
    /// For each token, its sentence.
    pub sentence_of: Vec<u32>,
}

/// Phrases by the token they end before.
#[derive(Clone, Debug, Default)]
struct Ends {
    /// Where the phrases of each token end in `hits`.
    until: Vec<u32>,
    hits: Vec<u32>,
}

impl Ends {
    fn of(hits: &[Hit], tokens: usize) -> Self {
        let mut until = vec![0_u32; tokens + 2];
        for hit in hits {
            until[hit.end + 1] += 1;
        }
        let mut sum = 0;
        for count in &mut until {
            sum += *count;
            *count = sum;
        }
        // What is a beginning now has moved on to the end when all are placed.
        let mut by_end = vec![0; hits.len()];
        for (index, hit) in (0_u32..).zip(hits) {
            let at = &mut until[hit.end];
            by_end[*at as usize] = index;
            *at += 1;
        }
        Self { until, hits: by_end }
    }

    fn at(&self, token: usize) -> &[u32] {
        let Some(&end) = self.until.get(token) else { return &[] };
        let from = token.checked_sub(1).map_or(0, |before| self.until[before]);
        &self.hits[from as usize..end as usize]
    }
}

/// Tokens after which a sentence is cut whatever stands there: binding looks at
/// all of a sentence, and a text without full stops must not make that quadratic.
const LONGEST_SENTENCE: usize = 600;

impl Scan {
    /// Reads an article once.
    #[must_use]
    pub fn of(article: &Article, lexicon: &Lexicon) -> Self {
        let mut scan = Self { folded: fold(&article.text), ..Self::default() };
        let mut forms = lexicon.forms();
        for (index, block) in article.blocks.iter().enumerate() {
            let range = scan.folded_range(block.span, article.dateline);
            let (first, limit) = scan.find(&article.text, lexicon, &mut forms, range);
            scan.sentences_of(lexicon, index, block.kind, first, limit);
        }
        lexicon.remember(forms);
        let end = u32::try_from(scan.hits.len()).unwrap_or(u32::MAX);
        scan.hits_from.push(end);
        scan.ends = Ends::of(&scan.hits, scan.tokens.len());
        scan
    }

    /// Where a block lies in the folded text, without the dateline at its head.
    fn folded_range(&self, block: Span, dateline: Option<Span>) -> Span {
        let start = match dateline {
            Some(dateline) if block.contains(dateline) => dateline.end,
            _ => block.start,
        };
        let map = &self.folded.map;
        Span::new(map.first_at_or_after(start), map.first_at_or_after(block.end))
    }

    /// Cuts a block into tokens and finds the phrases that begin at them.
    fn find(&mut self, plain: &str, lexicon: &Lexicon, forms: &mut Forms, range: Span) -> (usize, usize) {
        let first = self.tokens.len();
        tokenize(&self.folded, range, &mut self.tokens);
        let limit = self.tokens.len();
        let reader = Reader { folded: &self.folded, plain, tokens: &self.tokens };
        for at in first..limit {
            let begin = self.hits.len();
            self.hits_from.push(u32::try_from(begin).unwrap_or(u32::MAX));
            if lexicon.lookup(&reader, at, limit, forms, &mut self.hits) {
                self.number_heads.push(at);
            }
            if self.hits.len() < begin + 2 {
                continue;
            }
            self.hits[begin..]
                .sort_by(|a, b| b.end.cmp(&a.end).then(a.skip.cmp(&b.skip)).then(a.entry.cmp(&b.entry)));
        }
        (first, limit)
    }

    fn sentences_of(&mut self, lexicon: &Lexicon, block: usize, kind: BlockKind, first: usize, limit: usize) {
        let mut begin = first;
        let mut at = first;
        while at < limit {
            let terminator = self.terminator(at);
            at += 1;
            let endless = at - begin >= LONGEST_SENTENCE;
            if !endless && (terminator.is_none() || !self.ends_sentence(lexicon, at - 1, begin, limit)) {
                continue;
            }
            while at < limit && (self.terminator(at).is_some() || self.closes(at)) {
                at += 1;
            }
            self.push_sentence(block, kind, begin, at);
            begin = at;
        }
        if begin < limit {
            self.push_sentence(block, kind, begin, limit);
        }
    }

    fn push_sentence(&mut self, block: usize, kind: BlockKind, first: usize, end: usize) {
        let index = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        self.sentence_of.resize(end, index);
        let asks = (first..end).rev().take(3).any(|at| self.terminator(at) == Some('?'));
        self.sentences.push(Sentence { block, kind, first, end, asks });
    }

    fn terminator(&self, at: usize) -> Option<char> {
        if self.tokens[at].kind != TokenKind::Mark {
            return None;
        }
        let mark = self.word(at);
        match mark {
            "." | "!" | "?" | "\u{2026}" | "\u{3002}" | "\u{964}" | "\u{6D4}" | "\u{FF61}" => {
                mark.chars().next()
            }
            _ => None,
        }
    }

    /// A quote or bracket that closes what the sentence opened.
    fn closes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.spaced && matches!(self.word(at), "\"" | "'" | ")" | "]" | "\u{300D}")
    }

    /// Whether the mark at `at` ends a sentence that began at `begin`.
    fn ends_sentence(&self, lexicon: &Lexicon, at: usize, begin: usize, limit: usize) -> bool {
        if self.word(at) != "." {
            return true;
        }
        let Some(next_at) = (at + 1..limit).find(|&next| !self.closes(next)) else { return true };
        let next = &self.tokens[next_at];
        // A full stop inside a figure, a name or an abbreviation has no space after it.
        if !next.spaced {
            return false;
        }
        if self.is_abbreviation(lexicon, at, begin) {
            return false;
        }
        // The day of a date, where ranks are written with a full stop.
        if self.is_day_of_month(lexicon, at, begin, next_at) {
            return false;
        }
        let starts_low = next.kind == TokenKind::Word
            && !next.capital
            && self.folded.text[next.span().range()].chars().next().is_some_and(char::is_lowercase);
        !starts_low
    }

    /// One or two digits before a full stop that the language writes for a rank, and
    /// a month after it or the article of a date before it.
    fn is_day_of_month(&self, lexicon: &Lexicon, stop: usize, begin: usize, next: usize) -> bool {
        let day = stop > begin
            && self.tokens[stop - 1].kind == TokenKind::Digits
            && self.word(stop - 1).len() <= 2
            && !self.tokens[stop].spaced
            && self.hits_at(stop).iter().any(|hit| *lexicon.lexeme(hit) == Lexeme::OrdinalSuffix);
        let definite = stop > begin + 1
            && self
                .hits_at(stop - 2)
                .iter()
                .any(|hit| hit.end == stop - 1 && matches!(lexicon.lexeme(hit), Lexeme::DateBetween));
        day && next == stop + 1
            && (definite
                || self.hits_at(next).iter().any(|hit| {
                    hit.clitics.is_empty()
                        && matches!(lexicon.lexeme(hit), Lexeme::Month { ambiguous: false, .. })
                }))
    }

    /// A listed abbreviation, or an initial.
    fn is_abbreviation(&self, lexicon: &Lexicon, stop: usize, begin: usize) -> bool {
        let listed = (begin.max(stop.saturating_sub(5))..stop).any(|at| {
            self.hits_at(at)
                .iter()
                .any(|hit| hit.end == stop + 1 && *lexicon.lexeme(hit) == Lexeme::Abbreviation)
        });
        let initial = stop > begin
            && self.tokens[stop - 1].kind == TokenKind::Word
            && self.tokens[stop - 1].capital
            && self.word(stop - 1).chars().nth(1).is_none();
        listed || initial
    }

    /// The folded text of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        &self.folded.text[self.tokens[at].span().range()]
    }

    /// The phrases that begin at a token, longer ones first.
    #[must_use]
    pub fn hits_at(&self, at: usize) -> &[Hit] {
        let from = |at: usize| self.hits_from.get(at).map_or(self.hits.len(), |&from| from as usize);
        &self.hits[from(at)..from(at + 1)]
    }

    /// The phrases that end right before a token, those that begin earlier first.
    pub fn hits_before(&self, token: usize) -> impl Iterator<Item = &Hit> {
        self.ends.at(token).iter().map(|&hit| &self.hits[hit as usize])
    }

    /// The tokens of the block a sentence lies in end here: no phrase crosses it.
    #[must_use]
    pub fn sentence(&self, token: usize) -> &Sentence {
        &self.sentences[self.sentence_of[token] as usize]
    }

    /// The clitics written before a figure and the token they begin at: `ב-2023`,
    /// `ב2023`, `الـ24`.
    #[must_use]
    pub fn clitics_before(&self, lexicon: &Lexicon, figure: usize) -> Option<(CliticSet, usize)> {
        let tie = self.tie_before(lexicon, figure);
        if self.tokens[figure].spaced && tie.is_none() {
            return None;
        }
        let at = tie.unwrap_or(figure).checked_sub(1)?;
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word {
            return None;
        }
        lexicon.clitics().whole(self.word(at)).map(|set| (set, at))
    }

    /// The hyphen that ties what stands before a figure to it. A space behind it is a
    /// habit of many keyboards (`ב- 2023`), and so is a dash in its place or a space on
    /// both sides, which only a letter that is nothing but a clitic makes a hyphen.
    #[must_use]
    pub fn tie_before(&self, lexicon: &Lexicon, figure: usize) -> Option<usize> {
        let tie = figure.checked_sub(1)?;
        if self.word(tie) == "-" && !self.tokens[tie].spaced {
            return Some(tie);
        }
        let letter = tie.checked_sub(1)?;
        let tied = matches!(self.word(tie), "-" | "\u{2013}" | "\u{2014}")
            && self.tokens[figure].spaced
            && self.tokens[letter].kind == TokenKind::Word
            && self.word(letter).chars().nth(1).is_none()
            && self.sentence(letter).first < letter
            && lexicon.clitics().whole(self.word(letter)).is_some();
        tied.then_some(tie)
    }

    /// The source span of some tokens of an article, without `skip` folded bytes at the head.
    #[must_use]
    pub fn source_span(&self, article: &OffsetMap, first: usize, end: usize, skip: usize) -> Span {
        let span = Span::new(self.tokens[first].start as usize + skip, self.tokens[end - 1].end as usize);
        article.to_source(self.folded.map.to_source(span))
    }
}
