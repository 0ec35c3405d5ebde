//! Names written in two ways in one article: spellings a pack lists as one name, forms
//! of one name of the rule set, and names that stand beside Latin letters.
//!
//! What is quoted, renamed, in brackets or a part of another name stays as it is.

use std::collections::BTreeMap;

use super::story::{Remark, Story};
use super::words::bare;
use crate::finding::{Edit, Finding, Fix, quoted};
use crate::lang::fold::fold;
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;
use crate::mention::{Mention, Role, Value};

/// A name with the ways it is written, the one to keep first.
struct Name {
    ways: Vec<Way>,
}

/// One way of writing a name, and where.
struct Way {
    places: Vec<Mention>,
    /// What stands at each place if the name is written the way that is kept.
    kept: Vec<String>,
}

/// Names in two spellings, each reported once.
pub(super) fn variants(story: &Story<'_>) -> Vec<Finding> {
    let mut names = listed(story);
    names.extend(ruled(story));
    names.extend(introduced(story));
    names.iter().filter_map(|name| report(story, name)).collect()
}

fn report(story: &Story<'_>, name: &Name) -> Option<Finding> {
    let (kept, others) = name.ways.split_first()?;
    let first = others.iter().flat_map(|way| &way.places).min_by_key(|place| place.first_token)?;
    let text = |place: &Mention| story.context.article.source.text.get(place.span.range());
    let (one, other) = (text(kept.places.first()?)?, text(first)?);
    let edits = others.iter().flat_map(|way| way.places.iter().zip(&way.kept));
    let edits =
        edits.map(|(place, text)| Edit { article: story.article, span: place.span, text: text.clone() });
    story.report(Remark {
        check: "name-variant",
        figure: first,
        message: format!("one name is written {} and {}", quoted(one), quoted(other)),
        help: "keep to one spelling",
        text: format!("elsewhere {}", quoted(one)),
        related: vec![(kept.places[0].span, "written so here".to_owned())],
        fixes: vec![Fix {
            title: format!("write {} everywhere", quoted(one)),
            safe: true,
            edits: edits.collect(),
        }],
    })
}

/// The spellings of a pack: the one that stands most often is kept, or the first.
fn listed(story: &Story<'_>) -> Vec<Name> {
    let mut found: BTreeMap<usize, BTreeMap<usize, Vec<(Mention, usize)>>> = BTreeMap::new();
    let mut covered = 0;
    for token in 0..story.context.scan.tokens.len() {
        // "Chicken Kiev" is a name of its own.
        let other = story.context.is(token, &Lexeme::NotName).map_or(0, |hit| hit.end);
        covered = covered.max(other);
        for (hit, lexeme) in story.context.at(token) {
            let Lexeme::Spelling { name, way, form } = *lexeme else { continue };
            if hit.end > covered && stands_free(story, hit.first, hit.end) {
                let place = place(story, hit.first, hit.end, hit.skip);
                found.entry(name).or_default().entry(way).or_default().push((place, form));
            }
        }
    }
    let names = found.into_iter().filter(|(_, ways)| ways.len() > 1);
    names.filter_map(|(name, ways)| choose(story, name, ways)).collect()
}

fn choose(story: &Story<'_>, name: usize, ways: BTreeMap<usize, Vec<(Mention, usize)>>) -> Option<Name> {
    let spellings = story.context.pack.relations.spellings.get(name)?;
    let rank = |places: &[(Mention, usize)]| (usize::MAX - places.len(), places[0].0.first_token);
    let mut ways: Vec<(usize, Vec<(Mention, usize)>)> = ways.into_iter().collect();
    ways.sort_by_key(|(_, places)| rank(places));
    let kept = spellings.get(ways[0].0)?;
    let way = |(_, places): (usize, Vec<(Mention, usize)>)| {
        // A form that the kept spelling lacks is left to a person.
        let pairs = places.into_iter().filter_map(|(place, form)| Some((place, kept.get(form)?.clone())));
        let (places, kept) = pairs.unzip();
        Way { places, kept }
    };
    Some(Name { ways: ways.into_iter().map(way).collect() })
}

/// Forms of one name of the rule set that are spellings of each other.
fn ruled(story: &Story<'_>) -> Vec<Name> {
    let mut found: BTreeMap<&str, Vec<(String, Vec<Mention>)>> = BTreeMap::new();
    for mention in story.mentions {
        let Value::Name(key) = &mention.value else { continue };
        let short = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Name { short: true, .. });
        let is_full =
            !key.contains(':') && !story.context.at(mention.first_token).any(|(_, lexeme)| short(lexeme));
        if !is_full || !stands_free(story, mention.first_token, mention.end_token) {
            continue;
        }
        let Some(text) = story.context.article.source.text.get(mention.span.range()) else { continue };
        let (form, forms) = (fold(text).text, found.entry(key).or_default());
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, places)) => places.push(mention.clone()),
            None => forms.push((form, vec![mention.clone()])),
        }
    }
    found.into_values().filter_map(|forms| name(story, forms)).collect()
}

/// The first form that has a rival spelled otherwise.
fn name(story: &Story<'_>, mut forms: Vec<(String, Vec<Mention>)>) -> Option<Name> {
    forms.sort_by_key(|(_, places)| (usize::MAX - places.len(), places[0].first_token));
    let at = forms.iter().position(|(form, _)| forms.iter().any(|(other, _)| is_spelling(form, other, 2)))?;
    let (form, places) = forms.swap_remove(at);
    let rivals = forms.into_iter().filter(|(other, _)| is_spelling(&form, other, 2));
    let text = story.context.article.source.text.get(places[0].span.range())?.to_owned();
    let mut ways = vec![Way { places, kept: Vec::new() }];
    ways.extend(rivals.map(|(_, places)| Way { kept: vec![text.clone(); places.len()], places }));
    Some(Name { ways })
}

/// Names an article writes once with their Latin letters in brackets, and elsewhere in
/// other letters of its own.
fn introduced(story: &Story<'_>) -> Vec<Name> {
    let tokens = &story.context.scan.tokens;
    let brackets = (1..tokens.len()).filter(|&at| story.context.word(at) == "(");
    let words = brackets.filter_map(|at| latin_words(story, at).map(|count| (at, count)));
    let names = words.flat_map(|(at, count)| words_before(story, at, count)).take(INTRODUCED);
    names.filter_map(|(first, end)| otherwise(story, first, end)).collect()
}

/// How many words in Latin letters, and nothing else, a bracket holds: a name, not the
/// letters of an abbreviation, which spell nothing out.
fn latin_words(story: &Story<'_>, bracket: usize) -> Option<usize> {
    let tokens = &story.context.scan.tokens;
    let latin = |at: &usize| {
        let plain = |c: char| c.is_alphabetic() && (c as u32) < 0x250;
        tokens[*at].kind == TokenKind::Word
            && tokens[*at].capital
            && story.context.word(*at).chars().all(plain)
            && story.context.written(*at).chars().any(char::is_lowercase)
    };
    let end = (bracket + 1..tokens.len()).find(|at| !latin(at))?;
    let count = end - bracket - 1;
    ((1..=3).contains(&count) && story.context.word(end) == ")").then_some(count)
}

/// The words of the article's own letters that a bracket spells out; letters, where words
/// are not parted.
fn words_before(story: &Story<'_>, bracket: usize, count: usize) -> Vec<(usize, usize)> {
    let tokens = &story.context.scan.tokens;
    let from = story.context.scan.sentence(bracket).first;
    let own = |at: usize| story.context.word(at).chars().all(|c| c.is_alphabetic() && (c as u32) >= 0x250);
    if tokens[bracket - 1].kind == TokenKind::Letter {
        let first = bracket.saturating_sub(LETTERS).max(from);
        let whole = (first..bracket).all(|at| tokens[at].kind == TokenKind::Letter);
        return if whole && bracket - first == LETTERS { vec![(first, bracket)] } else { Vec::new() };
    }
    let first = bracket.saturating_sub(count).max(from);
    let long = |at: &usize| story.context.word(*at).chars().count() >= LONG;
    let words = (first..bracket).all(|at| tokens[at].kind == TokenKind::Word && own(at));
    if words { (first..bracket).filter(long).map(|at| (at, at + 1)).collect() } else { Vec::new() }
}

/// The other places of an article that write such a word with another letter in it.
fn otherwise(story: &Story<'_>, first: usize, end: usize) -> Option<Name> {
    let tokens = &story.context.scan.tokens;
    let word = |first: usize, end: usize| -> String {
        if end == first + 1 {
            bare(story, story.context.word(first))
        } else {
            (first..end).map(|at| story.context.word(at)).collect()
        }
    };
    let (own, length) = (word(first, end), end - first);
    let kind = tokens[first].kind;
    let rival = |at: &usize| {
        let stop = *at + length;
        stop <= tokens.len()
            && (*at >= end || stop <= first)
            && tokens[*at].kind == kind
            && tokens[*at].capital == tokens[first].capital
            && (length > 1 || story.context.at(*at).next().is_none())
            && is_spelling(&own, &word(*at, stop), 1)
            && stands_free(story, *at, stop)
    };
    let places: Vec<Mention> = (0..tokens.len())
        .filter(rival)
        .map(|at| stem(story, at, at + length, &word(at, at + length)))
        .collect();
    let here = stem(story, first, end, &own);
    let text = story.context.article.source.text.get(here.span.range())?.to_owned();
    let ways =
        vec![Way { places: vec![here], kept: Vec::new() }, Way { kept: vec![text; places.len()], places }];
    Some(Name { ways })
}

/// The place of a word without its clitics.
fn stem(story: &Story<'_>, first: usize, end: usize, bare: &str) -> Mention {
    let skip = if end == first + 1 { story.context.word(first).len() - bare.len() } else { 0 };
    place(story, first, end, skip)
}

fn place(story: &Story<'_>, first: usize, end: usize, skip: usize) -> Mention {
    Mention {
        span: story.context.span(first, end, skip),
        first_token: first,
        end_token: end,
        value: Value::Name(String::new()),
        role: Role::Level,
        sure: true,
    }
}

/// Whether a name stands by itself: not quoted, bracketed, renamed, nor in the middle of
/// another name.
fn stands_free(story: &Story<'_>, first: usize, end: usize) -> bool {
    let sentence = story.context.scan.sentence(first);
    let tokens = &story.context.scan.tokens;
    let renamed = |lexeme: &Lexeme| *lexeme == Lexeme::Renamed;
    let around = (first.saturating_sub(AROUND).max(sentence.first), (end + AROUND).min(sentence.end));
    let opens = |at: usize| matches!(story.context.word(at), "(" | ")");
    let bracket = (sentence.first..first).rev().take(BRACKET).find(|&at| opens(at));
    let bracketed = bracket.is_some_and(|at| story.context.word(at) == "(")
        || first > sentence.first && matches!(story.context.word(first - 1), "\"" | "-" | "/");
    let joined = end < sentence.end && matches!(story.context.word(end), "-" | "/" | "\"");
    let capital = |at: usize| tokens[at].capital && tokens[at].kind == TokenKind::Word;
    let longer = end < sentence.end && capital(end)
        || first > sentence.first + 1 && capital(first - 1) && capital(first);
    let quoted = || story.speech().is_quoted(first);
    !(bracketed || joined || longer || story.has(around.0, around.1, renamed) || quoted())
}

/// Whether two names differ inside one word alone, by at most `letters` letters: an
/// ending that differs is another form, not another spelling.
fn is_spelling(a: &str, b: &str, letters: usize) -> bool {
    let mut pairs = a.split(' ').zip(b.split(' ')).filter(|(a, b)| a != b);
    let (Some((one, other)), None) = (pairs.next(), pairs.next()) else { return false };
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count()
        .min(shorter - head.min(shorter));
    let apart = one.len().max(other.len()) - head - tail;
    a.split(' ').count() == b.split(' ').count()
        && shorter >= SHORTEST
        && head >= 1
        && tail >= letters
        && apart <= letters
}

/// Names with Latin letters that are looked for elsewhere.
const INTRODUCED: usize = 64;

/// Letters before a bracket that are taken for a name, where words are not parted.
const LETTERS: usize = 4;

/// Letters of a word that can be told from another by one.
const LONG: usize = 5;

/// Letters of the shorter of two spellings.
const SHORTEST: usize = 4;

/// Tokens around a name in which it may be called renamed.
const AROUND: usize = 3;

/// Tokens back from a name in which a bracket may have been opened.
const BRACKET: usize = 12;
