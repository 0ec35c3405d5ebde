//! Finding the phrases of a lexicon in a text.

use super::forms::{Forms, Found, Way};
use super::table::{Probe, head_of};
use super::{Entry, Hit, Lexicon, Pattern, Reader};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

/// A token that phrases may begin at, with what is known of the one behind it, or behind
/// the two letters that phrases are found by.
struct Place<'t, 'a> {
    text: &'t Reader<'a>,
    at: usize,
    behind: usize,
    limit: usize,
    capital: bool,
    next: Option<Next>,
}

impl Lexicon {
    /// Appends every phrase that begins at the token `at` and ends before `limit`. Says
    /// whether the token is a word that begins like a number word.
    pub fn lookup(
        &self,
        text: &Reader<'_>,
        at: usize,
        limit: usize,
        forms: &mut Forms,
        hits: &mut Vec<Hit>,
    ) -> bool {
        let token = &text.tokens[at];
        let mut place = Place { text, at, behind: at + 1, limit, capital: token.capital, next: None };
        match token.kind {
            TokenKind::Word => return self.lookup_word(&mut place, forms, hits),
            TokenKind::Letter => self.lookup_letter(&mut place, hits),
            TokenKind::Digits | TokenKind::Mark => {
                if let Some(list) = self.first.list_of(text.word(at)) {
                    self.probe(&mut place, list, CliticSet::NONE, 0, hits);
                }
            }
        }
        false
    }

    fn lookup_letter(&self, place: &mut Place<'_, '_>, hits: &mut Vec<Hit>) {
        let (text, at) = (place.text, place.at);
        if let Some(pair) = text.pair(at, place.limit)
            && let Some(list) = self.first.list_of(&pair)
        {
            let mut pair = Place { behind: at + 2, ..*place };
            self.probe(&mut pair, list, CliticSet::NONE, 0, hits);
        }
        if let Some(list) = self.first.list_of(text.word(at)) {
            self.probe(place, list, CliticSet::NONE, 0, hits);
        }
    }

    fn lookup_word(&self, place: &mut Place<'_, '_>, forms: &mut Forms, hits: &mut Vec<Hit>) -> bool {
        let form = forms.of(self, place.text.word(place.at));
        if form.is_empty() {
            return form.heads_number;
        }
        let before = hits.len();
        for way in forms.ways(form.first, form.literal) {
            self.follow(place, way, hits);
        }
        let stripped = hits.len();
        for way in forms.ways(form.literal, form.end) {
            // Behind a hyphen only "the" and "and" are written on a word.
            if BESIDE.contains(way.clitics) || !place.text.is_joined(place.at) {
                self.follow(place, way, hits);
            }
        }
        if hits.len() > stripped {
            self.prefer_literal(before, stripped, hits);
        }
        form.heads_number
    }

    fn follow(&self, place: &mut Place<'_, '_>, way: &Way, hits: &mut Vec<Hit>) {
        let skip = way.skip as usize;
        match &way.found {
            Found::Under(list) => self.probe(place, *list, way.clitics, skip, hits),
            Found::Stem(probe) => {
                if (!probe.capital || place.capital) && self.next(place).fits(probe) {
                    self.try_entry(place, probe.entry as usize, way.clitics, skip, hits);
                }
            }
        }
    }

    /// Appends the ways in which a word may begin phrases; returns where those begin for
    /// which clitics are taken off it.
    pub(super) fn ways(&self, word: &str, ways: &mut Vec<Way>) -> usize {
        self.ways_of(word, CliticSet::NONE, 0, ways);
        for suffix in &self.suffixes {
            if let Some(bare) = word.strip_suffix(suffix.as_str()).filter(|bare| !bare.is_empty()) {
                let found = self.first.list_of(bare).map(Found::Under);
                ways.extend(found.map(|found| Way { found, clitics: CliticSet::NONE, skip: 0 }));
            }
        }
        let literal = ways.len();
        for (clitics, rest) in self.clitics.split(word) {
            self.ways_of(rest, clitics, word.len() - rest.len(), ways);
        }
        literal
    }

    fn ways_of(&self, word: &str, clitics: CliticSet, skip: usize, ways: &mut Vec<Way>) {
        let skip = u32::try_from(skip).unwrap_or(u32::MAX);
        let mut push = |found| ways.push(Way { found, clitics, skip });
        if let Some(list) = self.first.list_of(word) {
            push(Found::Under(list));
        }
        for (end, probe) in self.stems.of(word) {
            let stem = self.entries[probe.entry as usize].words[0].text.as_str();
            if probe.tail.may_begin(&word[end..]) && word.starts_with(stem) {
                push(Found::Stem(*probe));
            }
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
        let hides = |lexeme: &Lexeme| {
            !matches!(
                lexeme,
                Lexeme::TimePart(_)
                    | Lexeme::Relation(_)
                    | Lexeme::Plural
                    | Lexeme::RankLabel
                    | Lexeme::MatchWord
                    | Lexeme::DecadeOfLife(_)
            )
        };
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

    fn probe(
        &self,
        place: &mut Place<'_, '_>,
        list: u32,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let found = self.first.under(list);
        let next = self.next(place);
        let place = &*place;
        let mut try_probe = |probe: &Probe| {
            if probe.capital && !place.capital {
                return;
            }
            if probe.plain {
                let first = place.at;
                hits.push(Hit { first, end: first + 1, entry: probe.entry as usize, clitics, skip });
            } else {
                self.try_entry(place, probe.entry as usize, clitics, skip, hits);
            }
        };
        match next {
            Next::Nothing => found.alone().for_each(&mut try_probe),
            Next::Head(head) => found.with_head(head, try_probe),
            Next::Anything => found.all().for_each(&mut try_probe),
        }
    }

    /// What is known of the word behind a place.
    fn next(&self, place: &mut Place<'_, '_>) -> Next {
        if let Some(next) = place.next {
            return next;
        }
        let next = self.look_at_next(place);
        place.next = Some(next);
        next
    }

    fn look_at_next(&self, place: &Place<'_, '_>) -> Next {
        let at = place.text.skip_joiners(place.behind, place.limit);
        if at >= place.limit {
            return Next::Nothing;
        }
        let head = head_of(place.text.word(at));
        let article = self.clitics.article_heads().iter().any(|known| known.may_be(head));
        if article { Next::Anything } else { Next::Head(head) }
    }

    /// Whether the article of a definite word may be in the text. It may be elided,
    /// but not in adverbs: "on the day" is no "today".
    fn is_definite(&self, lexeme: &Lexeme, clitics: CliticSet) -> bool {
        match lexeme {
            Lexeme::Relative { .. } | Lexeme::Renamed | Lexeme::Latest => clitics.has(Clitic::The),
            _ => self.clitics.may_be_definite(clitics),
        }
    }

    fn try_entry(
        &self,
        place: &Place<'_, '_>,
        index: usize,
        clitics: CliticSet,
        skip: usize,
        hits: &mut Vec<Hit>,
    ) {
        let (text, at, limit) = (place.text, place.at, place.limit);
        let entry = &self.entries[index];
        if entry.capital && !place.capital
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
        let same = |word: &str, written: &str| match word.strip_prefix(written) {
            Some(ending) => pattern.stem || ending.is_empty(),
            None => false,
        };
        if let Some(ending) = word.strip_prefix(pattern.text.as_str())
            && (pattern.stem || ending.is_empty() || self.suffixes.iter().any(|suffix| suffix == ending))
        {
            return true;
        }
        pattern.bare.as_deref().is_some_and(|bare| same(word, bare))
            || self.clitics.without_article(word).is_some_and(|bare| same(bare, &pattern.text))
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
    Head(u64),
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
