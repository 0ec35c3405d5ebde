//! Finding the phrases of a lexicon in a text.

use super::table::{Probe, head_of};
use super::{Entry, Hit, Lexicon, Pattern, Reader};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

impl Lexicon {
    /// Appends every phrase that begins at the token `at` and ends before `limit`.
    pub fn lookup(&self, text: &Reader<'_>, at: usize, limit: usize, hits: &mut Vec<Hit>) {
        let token = &text.tokens[at];
        let word = text.word(at);
        let before = hits.len();
        if token.kind == TokenKind::Letter {
            if let Some(pair) = text.pair(at, limit) {
                self.probe(text, &pair, at, limit, CliticSet::NONE, 0, hits);
            }
            self.probe(text, word, at, limit, CliticSet::NONE, 0, hits);
            return;
        }
        self.probe(text, word, at, limit, CliticSet::NONE, 0, hits);
        if token.kind != TokenKind::Word {
            return;
        }
        self.probe_stems(text, word, at, limit, CliticSet::NONE, 0, hits);
        for suffix in &self.suffixes {
            if let Some(bare) = word.strip_suffix(suffix.as_str()).filter(|bare| !bare.is_empty()) {
                self.probe(text, bare, at, limit, CliticSet::NONE, 0, hits);
            }
        }
        let stripped = hits.len();
        for (clitics, rest) in self.clitics.split(word) {
            // Behind a hyphen only "the" and "and" are written on a word.
            if !BESIDE.contains(clitics) && text.is_joined(at) {
                continue;
            }
            let skip = word.len() - rest.len();
            self.probe(text, rest, at, limit, clitics, skip, hits);
            self.probe_stems(text, rest, at, limit, clitics, skip, hits);
        }
        if hits.len() > stripped {
            self.prefer_literal(before, stripped, hits);
        }
    }

    /// The literal form beats the stripped one of the same length: of the hits from
    /// `stripped` on, drops those that one of `before..stripped` covers.
    fn prefer_literal(&self, before: usize, stripped: usize, hits: &mut Vec<Hit>) {
        let longest = |pick: &dyn Fn(&Lexeme) -> bool| {
            let ends = hits[before..stripped].iter().filter(|hit| pick(self.lexeme(hit))).map(|hit| hit.end);
            ends.max().unwrap_or(0)
        };
        // Minutes after the hour count beside a time alone and words of relations beside
        // figures, so they do not hide the number or the date they are written like.
        let hides = |lexeme: &Lexeme| !matches!(lexeme, Lexeme::TimePart(_) | Lexeme::Relation(_));
        let literal_word = longest(&|lexeme| !is_topic(lexeme) && hides(lexeme));
        let literal_topic = longest(&is_topic);
        // What is listed as no figure is not taken apart any further.
        let closed = hits[stripped..]
            .iter()
            .filter(|hit| matches!(self.lexeme(hit), Lexeme::NotFigure))
            .map(|hit| (hit.skip, hit.end))
            .min();
        let mut kept = stripped;
        for index in stripped..hits.len() {
            let hit = &hits[index];
            if closed.is_some_and(|(skip, end)| skip < hit.skip && hit.end <= end) {
                continue;
            }
            // What a rule set lists never hides a figure; and the article alone makes
            // no other word: "the capital" is the capital.
            let literal = match is_topic(self.lexeme(hit)) {
                true if hit.clitics == THE => 0,
                true => literal_word.max(literal_topic),
                false => literal_word,
            };
            if hit.end > literal {
                hits.swap(kept, index);
                kept += 1;
            }
        }
        hits.truncate(kept);
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one probe of the inner loop; a struct would only rename them"
    )]
    fn probe(
        &self,
        text: &Reader<'_>,
        key: &str,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let found = self.first.get(key);
        if found.is_empty() {
            return;
        }
        let mut try_probe = |probe: &Probe| {
            if probe.capital && !text.tokens[at].capital {
                return;
            }
            if probe.plain {
                hits.push(Hit { first: at, end: at + 1, entry: probe.entry as usize, clitics, skip });
            } else {
                self.try_entry(text, probe.entry as usize, at, limit, clitics, skip, hits);
            }
        };
        match self.next(text, at, limit) {
            Next::Nothing => found.alone().for_each(&mut try_probe),
            Next::Head(head) => found.with_head(head).for_each(&mut try_probe),
            Next::Anything => found.all().for_each(&mut try_probe),
        }
    }

    /// What is known of the word after a token.
    fn next(&self, text: &Reader<'_>, at: usize, limit: usize) -> Next {
        let at = text.skip_joiners(at + 1, limit);
        if at >= limit {
            return Next::Nothing;
        }
        let head = head_of(text.word(at));
        let article = self.clitics.article_heads().iter().any(|known| known.may_be(head));
        if article { Next::Anything } else { Next::Head(head) }
    }

    #[allow(clippy::too_many_arguments, reason = "as for `probe`")]
    fn probe_stems(
        &self,
        text: &Reader<'_>,
        word: &str,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let mut next = None;
        for (end, probe) in self.stems.of(word) {
            let next = *next.get_or_insert_with(|| self.next(text, at, limit));
            let entry = probe.entry as usize;
            if probe.tail.may_begin(&word[end..])
                && next.fits(probe)
                && (!probe.capital || text.tokens[at].capital)
                && word.starts_with(self.entries[entry].words[0].text.as_str())
            {
                self.try_entry(text, entry, at, limit, clitics, skip, hits);
            }
        }
    }

    /// Whether the article of a definite word may be in the text. It may be elided,
    /// but not in adverbs: "on the day" is no "today".
    fn is_definite(&self, lexeme: &Lexeme, clitics: CliticSet) -> bool {
        match lexeme {
            Lexeme::Relative { .. } | Lexeme::Renamed | Lexeme::Latest => clitics.has(Clitic::The),
            _ => self.clitics.may_be_definite(clitics),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "as for `probe`")]
    fn try_entry(
        &self,
        text: &Reader<'_>,
        index: usize,
        at: usize,
        limit: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let entry = &self.entries[index];
        if entry.capital && !text.tokens[at].capital
            || entry.definite && !self.is_definite(&self.lexemes[index], clitics)
        {
            return;
        }
        let Some(end) = self.match_rest(text, &entry.words, at + 1, limit) else { return };
        if entry.strict.as_ref().is_some_and(|strict| {
            let stem = entry.words.last().is_some_and(|word| word.stem);
            !text.agrees_strictly(at, end, skip, strict, stem, &self.suffixes)
        }) {
            return;
        }
        let Some(end) = Self::match_then(text, entry, end, limit) else { return };
        let hit = Hit { first: at, end, entry: index, clitics, skip };
        if hits.last() != Some(&hit) {
            hits.push(hit);
        }
    }

    /// Matches the words of a phrase after its first; returns the token after the last.
    fn match_rest(&self, text: &Reader<'_>, words: &[Pattern], mut at: usize, limit: usize) -> Option<usize> {
        for pattern in &words[1..] {
            if pattern.kind != TokenKind::Mark {
                at = text.skip_joiners(at, limit);
            }
            let token = text.tokens.get(at).filter(|_| at < limit)?;
            if pattern.glued && token.spaced || !self.same_word(pattern, text.word(at)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Matches a whole pattern list at a token; returns the token after its last.
    #[must_use]
    pub fn match_words(
        &self,
        text: &Reader<'_>,
        words: &[Pattern],
        at: usize,
        limit: usize,
    ) -> Option<usize> {
        let first = words.first()?;
        if at >= limit || !self.same_word(first, text.word(at)) {
            return None;
        }
        self.match_rest(text, words, at + 1, limit)
    }

    fn same_word(&self, pattern: &Pattern, word: &str) -> bool {
        let same = |written: &str| if pattern.stem { word.starts_with(written) } else { word == written };
        if same(&pattern.text) || pattern.bare.as_deref().is_some_and(same) {
            return true;
        }
        self.clitics.without_article(word).is_some_and(|bare| {
            if pattern.stem { bare.starts_with(&pattern.text) } else { bare == pattern.text }
        }) || self.suffixes.iter().any(|suffix| word.strip_suffix(suffix.as_str()) == Some(&pattern.text))
    }

    /// A clitic asked for must stand alone before a figure, where it is taken in,
    /// or at the head of the next word, where it stays.
    fn match_then(text: &Reader<'_>, entry: &Entry, end: usize, limit: usize) -> Option<usize> {
        let Some(clitic) = &entry.then else { return Some(end) };
        let word = (end < limit).then(|| text.word(end))?;
        if word == clitic {
            return Some(end + 1);
        }
        word.starts_with(clitic.as_str()).then_some(end)
    }
}

/// What is known of the word after a token.
#[derive(Clone, Copy)]
enum Next {
    /// There is none.
    Nothing,
    /// It begins so.
    Head(u16),
    /// It may have an article, behind which anything may stand.
    Anything,
}

impl Next {
    fn fits(self, probe: &Probe) -> bool {
        match self {
            Self::Nothing => probe.second.is_any(),
            Self::Head(head) => probe.second.may_be(head),
            Self::Anything => true,
        }
    }
}

/// Whether a phrase names what a rule may look for.
const fn is_topic(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Name { .. } | Lexeme::Term(_) | Lexeme::Measure | Lexeme::Avoid { .. } | Lexeme::Phrase(_)
    )
}

const BESIDE: CliticSet = CliticSet::NONE.with(Clitic::The).with(Clitic::And);
const THE: CliticSet = CliticSet::NONE.with(Clitic::The);
