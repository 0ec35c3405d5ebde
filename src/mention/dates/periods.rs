//! Quarters, halves, "the first five months", decades and centuries.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{self, YearWord, clean_after, clean_before};
use super::small_number::{self, Small};
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::{Hit, Pattern};
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;

/// Quarters, halves and first months: before months, which they may hold.
pub(super) fn parts_of_years(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    each(desk, anchors, part_of_year);
}

/// Decades, then the centuries that no decade took.
pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &at in &anchors.periods {
        if desk.taken.is_free(at)
            && let Some(draft) = decade(desk, at)
            && is_of_a_life(desk, &draft)
        {
            desk.taken.take(draft.first, draft.end);
        }
    }
    each(desk, anchors, decade);
    each(desk, anchors, century);
}

fn each<'a>(
    desk: &mut Desk<'_, 'a>,
    anchors: &Anchors,
    read: impl Fn(&Desk<'_, 'a>, usize) -> Option<Draft>,
) {
    for &at in &anchors.periods {
        if desk.taken.is_free(at)
            && let Some(draft) = read(desk, at)
        {
            desk.keep(draft);
        }
    }
}

/// A part of a year, its year still open.
#[derive(Clone, Copy)]
enum Part {
    Quarter(u8),
    Half(u8),
    FirstMonths(u8),
}

impl Part {
    fn date(self, year: Option<i32>) -> Edtf {
        let month = |month| Box::new(Edtf::Date { year, month: Some(month), day: None });
        match self {
            Self::Quarter(quarter) => Edtf::Quarter { year, quarter },
            Self::Half(half) => Edtf::Half { year, half },
            Self::FirstMonths(1) => Edtf::Date { year, month: Some(1), day: None },
            Self::FirstMonths(last) => Edtf::Interval(month(1), month(last)),
        }
    }
}

fn part_of_year(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let (hit, part, first, end) = context.at(at).find_map(|(hit, lexeme)| match lexeme {
        Lexeme::Quarter(quarter) | Lexeme::ShortQuarter(quarter) => {
            Some((hit, Part::Quarter(*quarter), hit.first, hit.end))
        }
        Lexeme::Half(half) => Some((hit, Part::Half(*half), hit.first, hit.end)),
        Lexeme::FirstMonths { tail } => {
            let (months, first, end) = first_months(desk, hit, tail, from, limit)?;
            Some((hit, Part::FirstMonths(months), first, end))
        }
        _ => None,
    })?;
    if !desk.taken.are_free(first, end) {
        return None;
    }
    let before = parts::year_before(desk, first, from);
    let after = if before.is_none() { parts::year_after(desk, end, limit) } else { None };
    let year = before.or(after).map(|(year, _)| year);
    // "The first half" may be that of a match: a part of a year needs its year,
    // except where the language says "year" inside the word.
    let short = matches!(context.lexicon.lexeme(hit), Lexeme::ShortQuarter(_));
    if year.is_none() && (short || !stands_alone(desk, hit, part)) {
        return None;
    }
    let first_token = before.map_or(first, |(_, first)| first);
    let mut draft = Draft::new(
        first_token,
        after.map_or(end, |(_, end)| end),
        part.date(year.and_then(YearWord::written)),
    );
    if first_token == hit.first {
        (draft.clitics, draft.skip) = (hit.clitics, hit.skip);
    }
    if let Some(year @ YearWord::Relative(_)) = year {
        let published = context.article.date.as_ref().and_then(Edtf::year_of);
        draft.resolved = year.meant(published).map(|year| part.date(Some(year)));
    }
    Some(draft)
}

/// Whether a part of a year counts without its year: "the first five months", and
/// words that hold the word for year or quarter.
fn stands_alone(desk: &Desk<'_, '_>, hit: &Hit, part: Part) -> bool {
    matches!(part, Part::FirstMonths(_))
        || desk.context.pack.unspaced
        || matches!(part, Part::Quarter(_))
            && desk.context.word(hit.end - 1).bytes().any(|byte| byte.is_ascii_digit())
}

/// "First {n} months", or "{n} first months" where the phrase has no head.
fn first_months(
    desk: &Desk<'_, '_>,
    hit: &Hit,
    tail: &[Pattern],
    from: usize,
    limit: usize,
) -> Option<(u8, usize, usize)> {
    let context = desk.context;
    let (number, first, end) = if tail.is_empty() {
        let number = small_number::before(context, hit.first, from)?;
        (number, number.first, hit.end)
    } else {
        let number = small_number::at(context, hit.end, limit)?;
        let end = context.lexicon.match_words(&context.reader(), tail, number.end, limit)?;
        (number, hit.first, end)
    };
    let months = u8::try_from(number.value).ok().filter(|months| (1..=12).contains(months))?;
    // "Less than six months to go": after a bound they are a span of time.
    let bound = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::Before)).then_some(());
    if context.pick_before(first, from, bound).is_some() || leads_up(context, end, limit) {
        return None;
    }
    Some((months, first, end))
}

/// "Six months before the vote" are a span of time; "grew in six months to 5 billion",
/// in which the word for "before" is one for "to", are the first of a year.
fn leads_up(context: &Context<'_>, at: usize, limit: usize) -> bool {
    let counts =
        |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_) | Lexeme::Currency(_));
    let Some(hit) = (at < limit).then(|| context.is(at, &Lexeme::Beyond)).flatten() else { return false };
    hit.end < limit
        && context.scan.tokens[hit.end].kind == TokenKind::Word
        && !context.at(hit.end).any(|(_, lexeme)| counts(lexeme))
}

/// `1980s`, `80-е`, `שנות ה-80`, `ثمانينيات القرن العشرين`, `上世纪80年代`.
fn decade(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let (hit, tens) = context.at(at).find_map(|(hit, lexeme)| match lexeme {
        Lexeme::Decade(tens) => Some((hit, Some(u32::from(*tens)))),
        Lexeme::DecadeMark(_) => Some((hit, None)),
        _ => None,
    })?;
    let (first, mut end, value, skip) = match tens {
        Some(tens) => (hit.first, hit.end, tens, hit.skip),
        None => marked_decade(desk, hit, from, limit)?,
    };
    let era = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Era(_) | Lexeme::BeforeCommonEra).then_some(());
    if context.pick_before(first, from, era).is_some() {
        return None;
    }
    let mut start = first;
    let named = |lexeme: &Lexeme| match lexeme {
        Lexeme::Century(century) => Some(u32::from(*century)),
        _ => None,
    };
    let mut century = None;
    if let Some((hit, found)) = context.pick_before(first, from, named) {
        (start, century) = (hit.first, Some(found));
    } else if end < limit
        && let Some((hit, found)) = context.pick(end, named)
    {
        (end, century) = (hit.end, Some(found));
    }
    // "Of the XX century" before "the 90s".
    if century.is_none()
        && value < 100
        && let Some((word, ())) = context.pick_before(first, from, parts::unit(Lexeme::CenturyWord))
        && let Some((number_first, _, number)) = century_number(desk, word, from, first)
        && number_first < word.first
    {
        (start, century) = (number_first, Some(number));
    }
    let spoken = tens.and_then(|_| century.is_none().then(|| spoken_century(desk, first, from)).flatten());
    if let Some((number, hundreds)) = spoken {
        start = number.first;
        let decade = Edtf::Decade(i32::try_from(hundreds * 10 + value / 10).ok()?);
        let mut draft = Draft::new(start, end, decade);
        (draft.clitics, draft.skip) = (number.clitics, number.skip);
        return desk.taken.are_free(start, end).then_some(draft);
    }
    let (decade, sure) = match (value, century) {
        (1000..=2100, _) => (value / 10, true),
        (_, Some(century)) => ((century - 1) * 10 + value / 10, true),
        (30..=90, None) => (190 + value / 10, true),
        (0, None) => (200, true),
        (10, None) if tens.is_none() => (201, true),
        (20, None) if tens.is_none() => (192, false),
        _ => return None,
    };
    let free = desk.taken.are_free(start, end);
    let mut draft = Draft::new(start, end, Edtf::Decade(i32::try_from(decade).ok()?));
    draft.sure = sure;
    if start == hit.first {
        (draft.skip, draft.clitics) = (skip, hit.clitics);
    }
    free.then_some(draft)
}

/// "In his forties", `שנות ה-40 לחייו`: no years of a calendar.
fn is_of_a_life(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let context = desk.context;
    let (from, limit) = desk.sentence(draft.first);
    let on = |side: Side| move |lexeme: &Lexeme| (*lexeme == Lexeme::DecadeOfLife(side)).then_some(());
    // "In his early forties", "in her mid-40s".
    let part = |lexeme: &Lexeme| matches!(lexeme, Lexeme::YearPreposition | Lexeme::ByEndOf).then_some(());
    let first = draft.first;
    let tied = if first > from && context.word(first - 1) == "-" { first - 1 } else { first };
    let lead = context.pick_before(tied, from, part).map_or(tied, |(hit, ())| hit.first);
    [first, lead].into_iter().any(|at| context.pick_before(at, from, on(Side::Before)).is_some())
        || draft.end < limit && context.pick(draft.end, on(Side::After)).is_some()
}

/// The hundreds that are said before a decade's name: "nineteen | eighties", "one
/// thousand eight hundred | forties".
fn spoken_century(desk: &Desk<'_, '_>, decade: usize, from: usize) -> Option<(Small, u32)> {
    let number = small_number::before(desk.context, decade, from)
        .filter(|number| number.width == 0 && !number.ordinal)?;
    match number.value {
        13..=20 => Some((number, number.value)),
        value @ 1000..=2000 if value.is_multiple_of(100) => Some((number, value / 100)),
        _ => None,
    }
}

/// Digits with a mark that makes them a decade: first token, end, the digits.
fn marked_decade(
    desk: &Desk<'_, '_>,
    hit: &Hit,
    from: usize,
    limit: usize,
) -> Option<(usize, usize, u32, usize)> {
    let context = desk.context;
    let is = |side| *context.lexicon.lexeme(hit) == Lexeme::DecadeMark(side);
    let small = if is(Side::After) {
        let small = small_number::before(context, hit.first, from)?;
        // "80 s" is seconds; a mark that is no word touches its digits.
        let word = hit.end > hit.first + 1 || context.word(hit.first).chars().count() > 3;
        let touches = word || !context.scan.tokens[hit.first].spaced;
        if !touches || !clean_before(context, small.first) {
            return None;
        }
        small
    } else {
        let hyphen = hit.end < limit && context.word(hit.end) == "-";
        let small = small_number::at(context, hit.end + usize::from(hyphen), limit)?;
        if !clean_after(context, small.end) {
            return None;
        }
        small
    };
    let tens = small.value.is_multiple_of(10) && (small.width == 2 || (1000..=2100).contains(&small.value));
    let digits = tens && (small.width > 0 || small.is_lettered(context) && small.value >= 1000);
    let (first, end) = (hit.first.min(small.first), hit.end.max(small.end));
    digits.then_some((first, end, small.value, if first == hit.first { hit.skip } else { 0 }))
}

/// The nineteenth century, `القرن العشرين`, `המאה ה-19`, `XIX век`.
fn century(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let named = context.pick(at, |lexeme| match lexeme {
        Lexeme::Century(century) => Some(*century),
        _ => None,
    });
    // Without its article the rank is a number: "a hundred and twenty-five".
    let named = named.filter(|(hit, _)| context.lexicon.ends_as_written(&context.reader(), hit));
    let (hit, first, end, number) = if let Some((hit, century)) = named {
        (hit, hit.first, hit.end, u32::from(century))
    } else {
        let hit = context.is(at, &Lexeme::CenturyWord)?;
        let (first, end, number) = century_number(desk, hit, from, limit)?;
        (hit, first, end, number)
    };
    let before = |lexeme: &Lexeme| (*lexeme == Lexeme::BeforeCommonEra).then_some(());
    let earlier = context.pick_before(first, from, before).is_some()
        || end < limit && context.pick(end, before).is_some();
    if earlier || !(1..=21).contains(&number) || !desk.taken.are_free(first, end) {
        return None;
    }
    let mut draft = Draft::new(first, end, Edtf::Century(i32::try_from(number).ok()? - 1));
    if first == hit.first {
        (draft.clitics, draft.skip) = (hit.clitics, hit.skip);
    }
    Some(draft)
}

fn century_number(desk: &Desk<'_, '_>, hit: &Hit, from: usize, limit: usize) -> Option<(usize, usize, u32)> {
    let context = desk.context;
    // "19th-century" is one word.
    let tied =
        hit.first > from && context.word(hit.first - 1) == "-" && !context.scan.tokens[hit.first].spaced;
    let word = hit.first - usize::from(tied);
    let suffix = context
        .pick_before(word, from, parts::unit(Lexeme::OrdinalSuffix))
        .map_or(word, |(suffix, ())| suffix.first);
    let hyphen = if suffix > from && context.word(suffix - 1) == "-" { suffix - 1 } else { suffix };
    // Digits alone rank, but so few centuries may be counted.
    let ranks =
        |number: &Small| context.pack.dates.counted_centuries && number.width == 2 && number.value <= 21;
    let bare = |number: &Small| context.pack.unspaced || ranks(number);
    for end in [suffix, hyphen] {
        let number = small_number::before(context, end, from);
        if let Some(number) = number.filter(|number| number.ordinal || suffix < hit.first || bare(number)) {
            return Some((number.first, hit.end, number.value));
        }
    }
    if let Some(last) = hit.first.checked_sub(1).filter(|&last| last >= from)
        && let Some(number) = roman(context.word(last))
    {
        return Some((last, hit.end, number));
    }
    if let Some(number) = roman_at(desk, hit.end, limit) {
        return Some((hit.first, hit.end + 1, number));
    }
    // "Century the-21st": a rank by its prefix, or digits where nothing else is said.
    let prefix = (hit.end < limit).then(|| context.is(hit.end, &Lexeme::OrdinalPrefix)).flatten();
    let begin = prefix.map_or(hit.end, |prefix| prefix.end);
    let digits = small_number::at(context, begin, limit).filter(|number| {
        (prefix.is_some() || bare(number) && number.width > 0)
            && !parts::is_counted(context, number.end, limit)
            && clean_after(context, number.end)
    });
    if let Some(number) = digits {
        return Some((hit.first, number.end, number.value));
    }
    // After the word: an ordinal, or digits with the article.
    let apart = (hit.end..limit.min(hit.end + 3)).find(|&at| {
        context.scan.tokens[at].kind != TokenKind::Mark
            && context
                .scan
                .clitics_before(context.lexicon, at)
                .is_some_and(|(set, first)| set.has(Clitic::The) && first == hit.end)
    });
    let number = small_number::at(context, apart.unwrap_or(hit.end), limit)?;
    (number.ordinal || apart.is_some() || number.clitics.has(Clitic::The)).then_some((
        hit.first,
        number.end,
        number.value,
    ))
}

/// A Roman number of capitals at a token: siglo XXI.
fn roman_at(desk: &Desk<'_, '_>, at: usize, limit: usize) -> Option<u32> {
    let token = desk.context.scan.tokens.get(at).filter(|token| at < limit && token.capital)?;
    let single = token.end - token.start <= 1;
    roman(desk.context.word(at)).filter(|_| !single)
}

fn roman(word: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        // Many write their own alphabet's letters of that shape.
        '\u{456}' => Some(1),
        '\u{445}' => Some(10),
        _ => None,
    };
    let mut sum = 0_u32;
    let mut before = 0;
    for c in word.chars().rev() {
        let now = value(c)?;
        sum = if now < before { sum.checked_sub(now)? } else { sum + now };
        before = before.max(now);
    }
    (sum > 0).then_some(sum)
}
