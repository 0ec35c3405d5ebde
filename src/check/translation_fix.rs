//! What may be put in the place of a figure of a translation: the original's value, in
//! the translation's own numerals, words and order. Never safe: a person chooses.

use rust_decimal::Decimal;

use crate::finding::{Edit, Fix};
use crate::lang::lexeme::Lexeme;
use crate::lang::render::{Numeral, form_beside, in_digits_of, scale_beside};
use crate::lang::token::TokenKind;
use crate::mention::Value;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use crate::span::Span;
use crate::translation::facts::{Fact, Number, Part};
use crate::translation::measure;

/// A figure of the translation, in its article.
pub(super) struct Place<'a> {
    pub article: usize,
    pub context: Context<'a>,
    pub fact: Option<&'a Fact>,
    /// Where the figure stands.
    pub span: Span,
    /// The tokens it was read from, and as what.
    pub tokens: std::ops::Range<usize>,
    pub value: Option<&'a Value>,
}

/// The edit that gives a figure what the original's says.
pub(super) fn changed(place: &Place<'_>, original: &Fact) -> Option<Edit> {
    let fact = place.fact?;
    let (old, new) = odd_parts(&fact.parts, &original.parts)?;
    match (old, new) {
        (Part::Number(old), Part::Number(new)) if fact.parts.len() > 1 => digits(place, old, new.value),
        (Part::Number(old), Part::Number(new)) => {
            number(place, old.value, in_unit(new, old.unit.as_deref())?)
        }
        (Part::Month(old), Part::Month(new)) => month(place, *old, *new),
        (Part::Weekday(old), Part::Weekday(new)) => weekday(place, *old, *new),
        _ => None,
    }
}

/// The edit that converts a figure to the unit it was given.
pub(super) fn converted(place: &Place<'_>, original: &Fact) -> Option<Edit> {
    let ([Part::Number(old)], [Part::Number(new)]) =
        (place.fact?.parts.as_slice(), original.parts.as_slice())
    else {
        return None;
    };
    number(place, old.value, in_unit(new, old.unit.as_deref())?)
}

/// The edits that give a date what another one says, as far as it says itself; none
/// where a part of it is written in a way that cannot be told.
pub(super) fn date_edits(place: &Place<'_>, known: &Edtf) -> Option<Vec<Edit>> {
    let Value::Date(date) = place.value? else { return None };
    let (Edtf::Date { year, month, day }, Edtf::Date { year: new_year, month: new_month, day: new_day }) =
        (&date.date, known)
    else {
        return None;
    };
    let numbers = [
        (year.map(Decimal::from), new_year.map(Decimal::from)),
        (day.map(Decimal::from), new_day.map(Decimal::from)),
    ];
    let mut edits = Vec::new();
    for (old, new) in numbers.into_iter().filter(|(old, _)| old.is_some()) {
        let (old, new) = (old?, new?);
        if old != new {
            let is_old = |part: &&Part| matches!(part, Part::Number(number) if number.value == old);
            let Some(Part::Number(part)) = place.fact?.parts.iter().find(is_old) else { return None };
            edits.push(digits(place, part, new)?);
        }
    }
    if let Some(old) = *month
        && *new_month != Some(old)
    {
        edits.push(self::month(place, old, (*new_month)?)?);
    }
    if let Some(old) = date.weekday {
        let whole = known.first_day().filter(|_| new_day.is_some())?;
        let new = u8::try_from(whole.weekday().to_monday_one_offset()).ok()?;
        if new != old {
            edits.push(weekday(place, old, new)?);
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// The choice that is offered for some edits.
pub(super) fn fix(title: String, edits: Vec<Edit>) -> Fix {
    Fix { title, safe: false, edits }
}

/// The one part of each side that the other does not have.
fn odd_parts<'a>(old: &'a [Part], new: &'a [Part]) -> Option<(&'a Part, &'a Part)> {
    if let ([old], [new]) = (old, new) {
        return Some((old, new));
    }
    let alone = |own: &'a [Part], other: &[Part]| {
        let mut odd = own.iter().filter(|part| !other.contains(part));
        odd.next().filter(|_| odd.next().is_none())
    };
    Some((alone(old, new)?, alone(new, old)?))
}

/// The original's number in the unit of the translation.
fn in_unit(new: &Number, unit: Option<&str>) -> Option<Decimal> {
    match (new.unit.as_deref(), unit) {
        (Some(from), Some(to)) if from != to => measure::converted(new, from, to),
        _ => Some(new.value),
    }
}

/// A figure: its numeral is rewritten, and its scale word where the value asks for
/// another.
pub(super) fn number(place: &Place<'_>, old: Decimal, value: Decimal) -> Option<Edit> {
    let context = &place.context;
    let Some((first, end)) = numeral(place) else { return in_words(place, value) };
    let span = context.span(first, end, 0);
    let written = context.article.source.text.get(span.range()).filter(|text| is_plain(text))?;
    let numeral = Numeral::of(written, old, scales(place, end)?)?;
    let edit = |span: Span, text: String| Some(Edit { article: place.article, span, text });
    let short = |number: &Decimal| numeral.factor == Decimal::ONE || *number >= Decimal::ONE;
    if let Some(number) = value.checked_div(numeral.factor).filter(short)
        && let Some(text) = numeral.write(context.pack, number)
    {
        return edit(span, text);
    }
    // The next scale down or up.
    let (hit, scale) = context.pick(end, |lexeme| match lexeme {
        Lexeme::Scale(scale) => Some(*scale),
        _ => None,
    })?;
    let word = context.span(hit.first, hit.end, hit.skip);
    let between = context.article.source.text.get(span.end..word.start)?;
    let (other, form) =
        scale_beside(context.pack, scale, context.article.source.text.get(word.range())?, value)?;
    let text = numeral.write(context.pack, value.checked_div(other)?)?;
    edit(span.to(word), format!("{text}{between}{form}"))
}

/// What the scale words right behind a numeral multiply it by.
fn scales(place: &Place<'_>, numeral_end: usize) -> Option<Decimal> {
    let scale = |lexeme: &Lexeme| match lexeme {
        Lexeme::Scale(scale) | Lexeme::DigitScale(scale) => Some(*scale),
        _ => None,
    };
    let (mut at, mut factor) = (numeral_end, Decimal::ONE);
    while at < place.tokens.end {
        let Some((hit, scale)) = place.context.pick(at, scale) else { break };
        (at, factor) = (hit.end, factor.checked_mul(scale)?);
    }
    Some(factor)
}

/// The tokens of the one numeral in digits of a figure.
fn numeral(place: &Place<'_>) -> Option<(usize, usize)> {
    let is_digits = |at: &usize| place.context.scan.tokens[*at].kind == TokenKind::Digits;
    let first = place.tokens.clone().find(is_digits)?;
    let last = place.tokens.clone().rfind(is_digits)?;
    let mark = |at: usize| {
        let token = place.context.scan.tokens[at].kind;
        token == TokenKind::Digits || token == TokenKind::Mark
    };
    (first..=last).all(mark).then_some((first, last + 1))
}

/// A count in words becomes one in digits.
fn in_words(place: &Place<'_>, value: Decimal) -> Option<Edit> {
    let bare = matches!(place.value, Some(Value::Number(_))) && value == value.trunc();
    let text = Numeral::of("1", Decimal::ONE, Decimal::ONE)?.write(place.context.pack, value)?;
    bare.then_some(Edit { article: place.article, span: place.span, text })
}

/// A year, a day, an hour: the digits of a part of a date.
fn digits(place: &Place<'_>, old: &Number, value: Decimal) -> Option<Edit> {
    let context = &place.context;
    let is = |at: &usize| {
        let number = context.word(*at).parse::<Decimal>().ok();
        let digits = context.scan.tokens[*at].kind == TokenKind::Digits;
        digits && number.is_some_and(|number| number == old.value || old.also.contains(&number))
    };
    let mut found = place.tokens.clone().filter(is);
    let at = found.next().filter(|_| found.next().is_none())?;
    let span = context.span(at, at + 1, 0);
    let written = context.article.source.text.get(span.range()).filter(|text| is_plain(text))?;
    let same = context.word(at).parse() == Ok(old.value);
    let text = in_digits_of(written, &value.normalize().to_string());
    same.then_some(Edit { article: place.article, span, text })
}

fn month(place: &Place<'_>, old: u8, new: u8) -> Option<Edit> {
    let context = &place.context;
    let is = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Month { month, .. } if *month == old).then_some(());
    let (hit, ()) = place.tokens.clone().find_map(|at| context.pick(at, is))?;
    let span = context.span(hit.first, hit.end, hit.skip);
    let text =
        form_beside(&context.pack.dates.months, &old, context.article.source.text.get(span.range())?, &new)?;
    Some(Edit { article: place.article, span, text })
}

fn weekday(place: &Place<'_>, old: u8, new: u8) -> Option<Edit> {
    let context = &place.context;
    let is = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Weekday { day, .. } if *day == old).then_some(());
    let (hit, ()) = place.tokens.clone().find_map(|at| context.pick(at, is))?;
    let span = context.span(hit.first, hit.end, hit.skip);
    let written = context.article.source.text.get(span.range())?;
    let dates = &context.pack.dates;
    let lists = [&dates.weekdays, &dates.weekdays_after_day_word];
    let text = lists.into_iter().find_map(|forms| form_beside(forms, &old, written, &new))?;
    Some(Edit { article: place.article, span, text })
}

/// A numeral and nothing of the markup around it.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_numeric() || ".,\u{66B}\u{66C}' \u{A0}\u{202F}\u{2019}".contains(c))
}
