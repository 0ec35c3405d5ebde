//! What stands in a text unread: digits of scores and versions, days and months no
//! date was made of, units without numbers, words that may be numerals.

use rust_decimal::Decimal;

use super::facts::{Fact, Kind, Part, plain};
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::token::TokenKind;
use crate::lint::Reading;
use crate::mention::context::Context;
use crate::mention::{Mention, Value};

/// Units without a number, with their sentence.
pub(super) fn bare_units(context: &Context<'_>, reading: &Reading) -> Vec<(usize, String)> {
    let read = read_tokens(context, reading);
    let bare = context.scan.hits.iter().filter(|hit| !read[hit.first]);
    bare.filter_map(|hit| match context.lexicon.lexeme(hit) {
        Lexeme::Unit(unit) | Lexeme::Currency(unit) => {
            Some((context.scan.sentence_of[hit.first] as usize, unit.clone()))
        }
        Lexeme::PercentAfter => Some((context.scan.sentence_of[hit.first] as usize, "percent".to_owned())),
        _ => None,
    })
    .collect()
}

/// Which tokens a figure or date holds.
fn read_tokens(context: &Context<'_>, reading: &Reading) -> Vec<bool> {
    let mut read = vec![false; context.scan.tokens.len()];
    let named = |mention: &Mention| matches!(mention.value, Value::Name(_) | Value::List(_));
    for mention in reading.mentions.iter().filter(|mention| !named(mention)) {
        read[mention.first_token..mention.end_token].fill(true);
    }
    read
}

/// Digits no mention holds: scores, versions, labels, what was misread.
pub(super) fn bare_digits(context: &Context<'_>, reading: &Reading) -> Vec<Fact> {
    let tokens = &context.scan.tokens;
    let read = read_tokens(context, reading);
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Digits && !read[at]) {
        let Ok(value) = context.word(at).parse::<Decimal>() else { continue };
        let fraction = (at + 2 < tokens.len()
            && matches!(context.word(at + 1), "." | ",")
            && tokens[at + 2].kind == TokenKind::Digits
            && !tokens[at + 1].spaced
            && !tokens[at + 2].spaced)
            .then(|| format!("{}.{}", context.word(at), context.word(at + 2)).parse().ok())
            .flatten();
        found.push(Fact {
            span: context.span(at, at + 1, 0),
            sentence: context.scan.sentence_of[at] as usize,
            kind: Kind::Digits,
            parts: vec![plain(value, fraction.into_iter().chain(years(value)).collect())],
            digits: true,
            small: value <= Decimal::TWO || is_of_a_life(context, at),
            rank: false,
            mention: None,
        });
    }
    found
}

/// "In his 40s", which languages say in many ways, with digits in few.
fn is_of_a_life(context: &Context<'_>, at: usize) -> bool {
    let before = |lexeme: &Lexeme| (*lexeme == Lexeme::DecadeOfLife(Side::Before)).then_some(());
    context.pick_before(at, context.scan.sentence(at).first, before).is_some()
}

/// The years that two digits of a name stand for: a season, a model.
fn years(value: Decimal) -> Vec<Decimal> {
    let two = value >= Decimal::TEN && value < Decimal::ONE_HUNDRED;
    if two { [2000, 1900].map(|century| value + Decimal::from(century)).to_vec() } else { Vec::new() }
}

/// Months and weekdays whose words leave no doubt, wherever no date was made of them.
pub(super) fn bare_days(context: &Context<'_>, reading: &Reading) -> Vec<Fact> {
    let read = read_tokens(context, reading);
    let part = |lexeme: &Lexeme| match lexeme {
        Lexeme::Month { month, ambiguous: false } => Some(Part::Month(*month)),
        Lexeme::Weekday { day, needs_day_word: false } => Some(Part::Weekday(*day)),
        _ => None,
    };
    let hits = context.scan.hits.iter().filter(|hit| !read[hit.first]);
    hits.filter_map(|hit| {
        Some(Fact {
            span: context.span(hit.first, hit.end, hit.skip),
            sentence: context.scan.sentence_of[hit.first] as usize,
            kind: Kind::Date,
            parts: vec![part(context.lexicon.lexeme(hit))?],
            digits: false,
            small: false,
            rank: false,
            mention: None,
        })
    })
    .collect()
}

/// Numerals, months and weekdays wherever their words stand, read or not.
pub(super) fn hints(context: &Context<'_>, reading: &Reading) -> Vec<(usize, Part)> {
    let mut found = Vec::new();
    // The numeral inside the name of a weekday counts nothing: 周六.
    let mut named = vec![false; context.scan.tokens.len()];
    for mention in reading.mentions.iter().filter(|mention| matches!(mention.value, Value::Weekday(_))) {
        named[mention.first_token..mention.end_token].fill(true);
    }
    for hit in context.scan.hits.iter().filter(|hit| !named[hit.first]) {
        let number = |value: Decimal| plain(value, Vec::new());
        let part = match context.lexicon.lexeme(hit) {
            Lexeme::Cardinal(value) | Lexeme::OrdinalWord(value) | Lexeme::Multiple(value) => number(*value),
            Lexeme::DualUnit { count, .. } => number(*count),
            Lexeme::Month { month, ambiguous: true } => Part::Month(*month),
            Lexeme::Weekday { day, needs_day_word: true } => Part::Weekday(*day),
            _ => continue,
        };
        found.push((context.scan.sentence_of[hit.first] as usize, part));
    }
    let words = (0..context.scan.tokens.len()).filter(|&at| context.scan.tokens[at].capital);
    found.extend(words.filter_map(|at| {
        let value = roman(context.word(at))?;
        Some((context.scan.sentence_of[at] as usize, plain(value, Vec::new())))
    }));
    found.sort_by_key(|(sentence, _)| *sentence);
    found
}

/// A Roman numeral, with the ending of a rank perhaps: `XIX`, `XIXe`.
fn roman(word: &str) -> Option<Decimal> {
    let word = word.strip_suffix('e').unwrap_or(word);
    let worth = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Vec<i64> = word.chars().map(worth).collect::<Option<_>>()?;
    let sum: i64 = digits
        .iter()
        .enumerate()
        .map(|(at, &digit)| if digits.get(at + 1).is_some_and(|next| *next > digit) { -digit } else { digit })
        .sum();
    (digits.len() > 1 || sum > 1).then(|| Decimal::from(sum))
}
