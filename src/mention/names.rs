//! Names in a text, longest first, and enumerations of them.

use super::context::{Context, Taken};
use super::{Mention, Role, Value};
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;

/// Reads the names of an article and takes their tokens.
pub fn names(context: &Context<'_>, taken: &mut Taken, found: &mut Vec<Mention>) {
    let hits: Vec<&Hit> =
        context.scan.hits.iter().filter(|hit| context.lexicon.concerns_names(hit)).collect();
    let sentence = |hit: &Hit| context.scan.sentence_of[hit.first];
    for here in hits.chunk_by(|one, next| sentence(one) == sentence(next)) {
        names_of(context, context.scan.sentence(here[0].first), here, taken, found);
    }
}

/// Reads the names of a sentence, which are among these phrases.
fn names_of(
    context: &Context<'_>,
    sentence: &Sentence,
    here: &[&Hit],
    taken: &mut Taken,
    found: &mut Vec<Mention>,
) {
    // A longer name begins before what it holds or with it.
    let mut closed: Vec<&Hit> = vec![];
    let mut hits: Vec<(&Hit, u8)> = here
        .iter()
        .map(|&hit| (hit, context.lexicon.lexeme(hit)))
        .inspect(|(hit, lexeme)| {
            if **lexeme == Lexeme::NotName {
                closed.push(hit);
            }
        })
        .filter_map(|(hit, lexeme)| rank(lexeme).map(|rank| (hit, rank)))
        .filter(|(hit, _)| hit.end <= sentence.end && !is_currency(context, hit))
        .filter(|&(hit, rank)| rank == 0 || !is_part_of_word(context, hit))
        .filter(|(hit, _)| hit.skip > 0 || context.lexicon.is_name_written(hit, context.written(hit.first)))
        .filter(|(hit, _)| !is_person(context, hit, sentence))
        .collect();
    if hits.is_empty() {
        return;
    }
    hits.retain(|&(hit, rank)| {
        !closed.iter().any(|other| closes(other, hit, rank)) && !is_ordinary(context, hit)
    });
    let begun: Vec<&Hit> = hits.iter().map(|(hit, _)| *hit).collect();
    hits.retain(|(hit, _)| !begun.iter().any(|next| is_cut_by(context, hit, next)));
    hits.sort_by_key(|&(hit, rank)| (std::cmp::Reverse(hit.end - hit.first), rank, hit.first, hit.entry));
    let begin = found.len();
    let mut kept: Vec<&Hit> = Vec::new();
    for (hit, _) in hits {
        if taken.are_free(hit.first, hit.end) || names_another(context, &kept, hit) {
            taken.take(hit.first, hit.end);
            found.push(mention(context, hit));
            kept.push(hit);
        }
    }
    found[begin..].sort_by_key(|mention| mention.first_token);
    kept.sort_by_key(|hit| hit.first);
    lists(context, &kept, begin, found);
}

/// 对美 before 国: of two names as long as each other that share a syllable, the second
/// is meant.
fn is_cut_by(context: &Context<'_>, name: &Hit, next: &Hit) -> bool {
    let lettered = context.scan.tokens[name.first].kind == TokenKind::Letter;
    let length = |hit: &Hit| hit.end - hit.first;
    // 中美国防部: a word of its own begins inside the second.
    let word = |at: usize| {
        context.at(at).any(|(hit, lexeme)| {
            hit.end > next.end && matches!(lexeme, Lexeme::NotName | Lexeme::NotFigure | Lexeme::PlaceNoun)
        })
    };
    lettered
        && (name.first + 1..name.end).contains(&next.first)
        && next.end > name.end
        && length(next) == length(name)
        && !word(next.end - 1)
}

/// "Chad Smith", "Michael Jordan": a country's name beside a word with a capital that
/// means nothing else.
fn is_person(context: &Context<'_>, name: &Hit, sentence: &Sentence) -> bool {
    let is_given = context.is(name.first, &Lexeme::GivenName).is_some_and(|hit| hit.end == name.end);
    let beside = |at: usize| {
        let token = context.scan.tokens[at];
        let known = |lexeme: &Lexeme| {
            !matches!(
                lexeme,
                Lexeme::Term(_) | Lexeme::Name { .. } | Lexeme::Phrase(_) | Lexeme::Spelling { .. }
            )
        };
        token.kind == TokenKind::Word
            && token.capital
            && token.end - token.start > 1
            && !context.at(at).any(|(_, lexeme)| known(lexeme))
    };
    let next = name.end < sentence.end && context.scan.tokens[name.end].spaced && beside(name.end);
    let before =
        name.first > sentence.first && context.scan.tokens[name.first].spaced && beside(name.first - 1);
    is_given && (next || before)
}

/// A phrase reaches over a name and further, or is the same word with no more taken off
/// it. What a rule set lists is meant as a name.
const fn closes(phrase: &Hit, name: &Hit, rank: u8) -> bool {
    let further = name.end - name.first < phrase.end - phrase.first;
    let same = rank > 0 && phrase.skip <= name.skip;
    phrase.first <= name.first && name.end <= phrase.end && (further || same)
}

/// A name that is an ordinary word as well counts where a place may stand: at a head,
/// after a small word of places, or beside another name.
fn is_ordinary(context: &Context<'_>, name: &Hit) -> bool {
    let same = |hit: &Hit| hit.end == name.end && hit.skip == name.skip;
    let loose = context.at(name.first).any(|(hit, lexeme)| *lexeme == Lexeme::AmbiguousName && same(hit));
    if !loose {
        return false;
    }
    let from = context.scan.sentence(name.first).first;
    let place = |lexeme: &Lexeme| {
        matches!(
            lexeme,
            Lexeme::Locative
                | Lexeme::PlaceNoun
                | Lexeme::Participation
                | Lexeme::Country(_)
                | Lexeme::YearPreposition
                | Lexeme::Role(Role::Base | Role::Level, Side::Before)
        )
        .then_some(())
    };
    let heads = name.first == from || context.scan.tokens[name.first - 1].kind == TokenKind::Mark;
    let led = heads
        || name.clitics.has(Clitic::In)
        || name.clitics.has(Clitic::To)
        || context.pick_before(name.first, from, place).is_some();
    name.clitics.has(Clitic::The) || !led
}

/// A name of the built-in lists that is a part of a longer word. Where words are set
/// apart, small words are written behind a name, but not before it.
fn is_part_of_word(context: &Context<'_>, name: &Hit) -> bool {
    let ends = || context.pack.unspaced && context.is_inside_word(name.end);
    context.is_inside_word(name.first) || ends()
}

/// A short form can name two countries at once, as 中哈 does China and Kazakhstan:
/// the pack lists it under both, and each is a name.
fn names_another(context: &Context<'_>, kept: &[&Hit], hit: &Hit) -> bool {
    let country = |hit: &Hit| match context.lexicon.lexeme(hit) {
        Lexeme::Country(code) if !is_region(code) => Some(code.as_str()),
        _ => None,
    };
    let here: Vec<_> = kept.iter().filter(|other| other.first == hit.first && other.end == hit.end).collect();
    !here.is_empty()
        && country(hit).is_some()
        && here.iter().all(|other| country(other).is_some() && country(other) != country(hit))
}

/// Regions have the numbers of UN M49.
fn is_region(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_digit())
}

/// The names of the rule set come before the countries that are built in, and a pair
/// of countries before the region that is written alike.
fn rank(lexeme: &Lexeme) -> Option<u8> {
    match lexeme {
        Lexeme::Name { .. } => Some(0),
        Lexeme::Country(code) => Some(if is_region(code) { 3 } else { 1 }),
        Lexeme::City(_) => Some(2),
        _ => None,
    }
}

/// The head of a currency's name is no name: "US dollar", `HK$`.
fn is_currency(context: &Context<'_>, name: &Hit) -> bool {
    context
        .at(name.first)
        .any(|(hit, lexeme)| hit.end > name.end && matches!(lexeme, Lexeme::Currency(_) | Lexeme::Unit(_)))
        || is_numeral(context, name)
}

/// Syllables that are a name and a number alike are a number before a unit, or as
/// a part of a longer one: 오만.
fn is_numeral(context: &Context<'_>, name: &Hit) -> bool {
    let is_number = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_)).then_some(());
    let tokens = &context.scan.tokens;
    let lettered = tokens[name.first].kind == TokenKind::Letter;
    if !lettered || (name.first..name.end).any(|at| context.pick(at, is_number).is_none()) {
        return false;
    }
    let counted = |lexeme: &Lexeme| {
        matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_) | Lexeme::Currency(_) | Lexeme::Unit(_))
    };
    let from = context.scan.sentence(name.first).first;
    let glued = !tokens[name.first].spaced && context.pick_before(name.first, from, is_number).is_some();
    glued || name.end < tokens.len() && context.at(name.end).any(|(_, lexeme)| counted(lexeme))
}

fn mention(context: &Context<'_>, hit: &Hit) -> Mention {
    let key = match context.lexicon.lexeme(hit) {
        Lexeme::Name { id, .. } => context.lexicon.name_key(*id).to_owned(),
        Lexeme::Country(code) if is_region(code) => format!("region:{code}"),
        Lexeme::Country(code) => format!("country:{code}"),
        Lexeme::City(name) => format!("city:{name}"),
        _ => String::new(),
    };
    Mention {
        span: context.span(hit.first, hit.end, hit.skip),
        first_token: hit.first,
        end_token: hit.end,
        value: Value::Name(key),
        role: Role::Level,
        sure: true,
    }
}

/// Three names or more with commas or "and" between them are a list.
fn lists(context: &Context<'_>, hits: &[&Hit], begin: usize, found: &mut Vec<Mention>) {
    let mut run = 0;
    while run < hits.len() {
        let mut last = run;
        while last + 1 < hits.len() && joined(context, hits[last], hits[last + 1]) {
            last += 1;
        }
        if last - run >= 2 {
            let items = found[begin + run..=begin + last]
                .iter()
                .filter_map(|mention| match &mention.value {
                    Value::Name(key) => Some(key.clone()),
                    _ => None,
                })
                .collect();
            found.push(Mention {
                span: context.span(hits[run].first, hits[last].end, hits[run].skip),
                first_token: hits[run].first,
                end_token: hits[last].end,
                value: Value::List(items),
                role: Role::Level,
                sure: true,
            });
        }
        run = last + 1;
    }
}

/// Nothing but a comma or "and" stands between two names.
fn joined(context: &Context<'_>, one: &Hit, next: &Hit) -> bool {
    let mut at = one.end;
    let mut joints = usize::from(next.clitics.has(Clitic::And));
    while at < next.first {
        if matches!(context.word(at), "," | ";" | "\u{3001}") {
            at += 1;
        } else if let Some(hit) = context.is(at, &Lexeme::And).or_else(|| context.is(at, &Lexeme::NumberAnd))
        {
            at = hit.end;
        } else {
            return false;
        }
        joints += 1;
    }
    joints > 0
}
