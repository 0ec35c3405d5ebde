//! What of a text a translation must carry over, taken apart so that the way a
//! language writes it does not matter: a date is a year, a month and a day, a time
//! of day an hour and minutes, and everything with digits a number.

use rust_decimal::Decimal;

use super::measure;
use super::turns::{Turns, turns};
use super::unread::{bare_days, bare_digits, bare_units, hints};
use crate::lang::lexeme::Lexeme;
use crate::lang::registry::{Lexicons, NEUTRAL};
use crate::lang::token::TokenKind;
use crate::lint::Reading;
use crate::mention::amount::{Amount, Modifier};
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Value};
use crate::span::Span;

/// What kind of thing a fact is: figures are paired with figures, dates with dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number, an amount, a share, a rank.
    Figure,
    /// A date or a part of one, a time of day.
    Date,
    /// Digits that were read as nothing.
    Digits,
}

/// A number as it may be met again.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The value, scales multiplied out.
    pub value: Decimal,
    /// Other ways to write it: 50 for a half, 3 for 15 o'clock, 80 for the 1980s.
    pub also: Vec<Decimal>,
    /// One unit of its last digit that is not zero.
    pub last: Decimal,
    /// One unit of its last written digit.
    pub step: Decimal,
    /// The same, where it is a rounded measure.
    pub rounded: Option<Decimal>,
    /// Written with a scale word.
    pub scaled: bool,
    /// Said to be more than this.
    pub over: bool,
    /// ISO 4217 code, CLDR unit id or `percent`.
    pub unit: Option<String>,
}

/// One thing a fact says.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A number, also a year, a day of a month, an hour.
    Number(Number),
    /// A month.
    Month(u8),
    /// A day of the week, 1 = Monday.
    Weekday(u8),
}

/// A figure or date at a place.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Where it stands in the source.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: usize,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it says.
    pub parts: Vec<Part>,
    /// Written in digits, at least in part.
    pub digits: bool,
    /// Grammar or style may carry it: one, two, a first.
    pub small: bool,
    /// A rank, which languages like to put in other words.
    pub rank: bool,
    /// Index of the mention it was read as.
    pub mention: Option<usize>,
}

/// The facts of one article, and what only explains facts of others.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// In the order of the text.
    pub facts: Vec<Fact>,
    /// Parts that may be meant by words nobody counts: numerals inside fixed
    /// phrases, months that are ordinary words; with their sentence.
    pub hints: Vec<(usize, Part)>,
    /// Units that stand without a number, with their sentence: where one was dropped.
    pub bare_units: Vec<(usize, String)>,
    /// Words for a rise or a fall.
    pub turns: Turns,
    /// The language's words were read, not only its digits.
    pub words_read: bool,
}

/// What was read as a figure or a date, measures of two units joined.
#[must_use]
pub(super) fn stated(reading: &Reading, context: &Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (at, mention) in reading.mentions.iter().enumerate().filter(|(_, m)| m.first_token < m.end_token) {
        facts.extend(fact(context, at, mention));
    }
    join_measures(&mut facts, reading, context);
    facts
}

/// The facts of an article.
#[must_use]
pub fn facts(reading: &Reading, lexicons: &Lexicons) -> Facts {
    let context = reading.context(lexicons);
    let mut facts = stated(reading, &context);
    let held =
        |digits: &Fact| facts.iter().any(|fact| fact.mention.is_none() && fact.span.contains(digits.span));
    let bare: Vec<Fact> = bare_digits(&context, reading).into_iter().filter(|digits| !held(digits)).collect();
    facts.extend(bare);
    facts.extend(bare_days(&context, reading));
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end));
    let turns = turns(&context, reading, &facts);
    Facts {
        facts,
        turns,
        hints: hints(&context, reading),
        bare_units: bare_units(&context, reading),
        words_read: context.pack.tag != NEUTRAL,
    }
}

fn fact(context: &Context<'_>, at: usize, mention: &Mention) -> Option<Fact> {
    of_mention(context, mention).map(|fact| Fact { mention: Some(at), ..fact })
}

/// What one mention says; nothing where it says nothing that can be carried over.
#[must_use]
pub fn of_mention(context: &Context<'_>, mention: &Mention) -> Option<Fact> {
    let (kind, mut parts) = parts(&mention.value)?;
    if !mention.sure {
        other_separators(&mut parts);
    }
    let tokens = mention.first_token..mention.end_token;
    let digits = tokens.clone().any(|token| context.scan.tokens[token].kind == TokenKind::Digits);
    let long = matches!(&mention.value, Value::Date(date) if matches!(date.date, Edtf::Decade(_)));
    let small = match parts.as_slice() {
        // "In his forties": said in words as often as not.
        _ if long => true,
        [Part::Number(number)] => {
            number.value.abs() <= Decimal::TWO && number.unit.as_deref() != Some("percent")
        }
        _ => false,
    };
    Some(Fact {
        span: mention.span,
        sentence: context.scan.sentence_of[mention.first_token] as usize,
        kind,
        parts,
        digits,
        small,
        rank: matches!(mention.value, Value::Ordinal(_)),
        mention: None,
    })
}

/// `1.250` may be a thousand times what it was read as.
fn other_separators(parts: &mut [Part]) {
    for part in parts {
        if let Part::Number(number) = part {
            let thousand = Decimal::ONE_THOUSAND;
            number
                .also
                .extend(number.value.checked_mul(thousand).into_iter().chain([number.value / thousand]));
        }
    }
}

fn parts(value: &Value) -> Option<(Kind, Vec<Part>)> {
    let figure = |number: Number| (Kind::Figure, vec![Part::Number(number)]);
    Some(match value {
        Value::Number(amount)
        | Value::Percent { amount, .. }
        | Value::Money { amount, .. }
        | Value::Quantity { amount, .. }
        | Value::Duration { amount, .. }
        | Value::Ordinal(amount) => {
            // "Dozens" is nothing another language must say in the same way.
            if amount.modifier == Some(Modifier::Dozens) {
                return None;
            }
            let unit = match value {
                Value::Percent { .. } => Some("percent".to_owned()),
                other => other.unit(),
            };
            figure(number(amount, unit))
        }
        Value::Range { low, high, unit } => {
            let end = |amount: &Amount| Part::Number(number(amount, unit.clone()));
            (Kind::Figure, vec![end(low), end(high)])
        }
        Value::Date(date) if date.calendar.is_none() => {
            let mut parts = Vec::new();
            date_parts(&date.date, &mut parts);
            parts.extend(date.weekday.map(Part::Weekday));
            (Kind::Date, parts)
        }
        Value::Weekday(day) => (Kind::Date, vec![Part::Weekday(*day)]),
        Value::Time { time, zone } => (Kind::Date, time_parts(time, zone.as_deref())),
        Value::Date(_) | Value::Name(_) | Value::List(_) => return None,
    })
}

fn number(amount: &Amount, unit: Option<String>) -> Number {
    let hundred = Decimal::ONE_HUNDRED;
    let mut also = Vec::new();
    if amount.value > Decimal::ZERO && amount.value < Decimal::ONE && unit.is_none() {
        also.extend([(amount.value * hundred).round(), (amount.value * hundred).round_dp(1)]);
    }
    Number {
        value: amount.value,
        also,
        last: amount.last_nonzero_unit(),
        step: amount.step,
        rounded: amount.rounded.then_some(amount.step),
        scaled: amount.step > Decimal::ONE
            || amount.rounded && amount.value.abs() >= Decimal::ONE_THOUSAND && amount.step >= Decimal::TEN,
        over: matches!(amount.modifier, Some(Modifier::MoreThan | Modifier::AtLeast)),
        unit,
    }
}

/// A whole number without a unit.
pub(super) fn plain(value: Decimal, also: Vec<Decimal>) -> Part {
    Part::Number(Number {
        value,
        also,
        last: Decimal::ONE,
        step: Decimal::ONE,
        rounded: None,
        scaled: false,
        over: false,
        unit: None,
    })
}

fn date_parts(date: &Edtf, parts: &mut Vec<Part>) {
    let whole = |number: i32| Decimal::from(number);
    let year = |year: i32| {
        let short = (1900..2100).contains(&year).then(|| whole(year % 100));
        plain(whole(year), short.into_iter().collect())
    };
    match date {
        Edtf::Date { year: known, month, day } => {
            parts.extend(known.map(year));
            parts.extend(month.map(Part::Month));
            parts.extend(day.map(|day| plain(Decimal::from(day), Vec::new())));
        }
        Edtf::Quarter { year: known, quarter: part } | Edtf::Half { year: known, half: part } => {
            parts.extend(known.map(year));
            parts.push(plain(Decimal::from(*part), vec![Decimal::new(5, 1)]));
        }
        Edtf::Decade(tens) => {
            let first = tens.saturating_mul(10);
            parts.push(plain(whole(first), vec![whole(first % 100)]));
        }
        Edtf::Century(hundreds) => {
            let first = hundreds.saturating_mul(100);
            parts.push(plain(whole(first), vec![whole(hundreds.saturating_add(1))]));
        }
        Edtf::Interval(from, to) => {
            date_parts(from, parts);
            date_parts(to, parts);
        }
    }
}

fn time_parts(time: &str, zone: Option<&str>) -> Vec<Part> {
    let mut fields = time.split(':').filter_map(|field| field.parse::<i64>().ok());
    let hour = fields.next().unwrap_or_default();
    let minutes = fields.next().filter(|minutes| *minutes > 0);
    let other = if hour > 12 { hour - 12 } else { hour + 12 };
    // Where the words of the time are not read, 5.30 is a number.
    let number = |hour: i64| minutes.map(|minutes| Decimal::from(hour) + Decimal::new(minutes, 2));
    let also = [Some(Decimal::from(other)), number(hour), number(other)];
    let mut hour = plain(Decimal::from(hour), also.into_iter().flatten().collect());
    if let Part::Number(number) = &mut hour {
        number.unit = zone.map(str::to_owned);
    }
    let of_hour = |minutes: i64| Decimal::from(minutes) / Decimal::from(60);
    let minutes = minutes.map(|minutes| plain(Decimal::from(minutes), vec![of_hour(minutes)]));
    std::iter::once(hour).chain(minutes).collect()
}

/// Joins `1 m 82 cm`, and gives `6-foot-6` its inches.
fn join_measures(facts: &mut Vec<Fact>, reading: &Reading, context: &Context<'_>) {
    let mut at = 0;
    while at + 1 < facts.len() {
        let tokens = |fact: &Fact| fact.mention.map(|mention| &reading.mentions[mention]);
        let touch = match (tokens(&facts[at]), tokens(&facts[at + 1])) {
            (Some(a), Some(b)) => b.first_token <= a.end_token + 1 && b.first_token >= a.end_token,
            _ => false,
        };
        let sum = match (facts[at].parts.as_slice(), facts[at + 1].parts.as_slice()) {
            ([Part::Number(a)], [Part::Number(b)]) if touch => {
                let units = a.unit.as_deref().zip(b.unit.as_deref());
                units.and_then(|(unit, part)| measure::joined(a.value, unit, b.value, part))
            }
            _ => None,
        };
        if let Some(sum) = sum {
            let second = facts.remove(at + 1);
            facts[at].span = facts[at].span.to(second.span);
            if let Part::Number(number) = &mut facts[at].parts[0] {
                *number = Number { value: sum, last: Decimal::new(1, 2), rounded: None, ..number.clone() };
            }
        }
        at += 1;
    }
    facts.extend(feet_and_inches(context, reading));
}

/// `6-foot-6`: digits, a unit of length, digits, joined by hyphens.
fn feet_and_inches(context: &Context<'_>, reading: &Reading) -> Vec<Fact> {
    let tokens = &context.scan.tokens;
    let digits = |at: usize| {
        tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Digits)
            .and_then(|_| context.word(at).parse().ok())
    };
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Digits) {
        if at + 4 >= tokens.len() || context.word(at + 1) != "-" || tokens[at + 1].spaced {
            continue;
        }
        let unit = context.pick(at + 2, |lexeme| match lexeme {
            Lexeme::Unit(unit) if unit == "foot" => Some(unit),
            _ => None,
        });
        let Some((hit, unit)) = unit.filter(|(hit, _)| context.word(hit.end) == "-") else { continue };
        let (Some(feet), Some(inches)) = (digits(at), digits(hit.end + 1)) else { continue };
        let Some(value) = measure::joined(feet, unit, inches, "inch") else { continue };
        let number = Number {
            value,
            // Where the inches are not read, the feet are.
            also: vec![feet],
            last: Decimal::new(1, 2),
            step: Decimal::new(1, 2),
            rounded: None,
            scaled: false,
            over: false,
            unit: Some(unit.clone()),
        };
        found.push(Fact {
            span: context.scan.source_span(&reading.article.map, at, hit.end + 2, 0),
            sentence: context.scan.sentence_of[at] as usize,
            kind: Kind::Figure,
            parts: vec![Part::Number(number)],
            digits: true,
            small: false,
            rank: false,
            mention: None,
        });
    }
    found
}
