//! Years: a four-digit number is one only with a preposition, a year word, an era
//! or another year beside it.

use super::desk::{Anchors, Desk, Draft};
use super::parts::{clean_after, clean_before, is_counted, is_year, mark, unit};
use super::ranges::DASHES;
use super::small_number::{self, Small};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;

pub(super) fn read(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    for &at in &anchors.digits {
        let span = span_before_era(desk, at).or_else(|| span_of_years(desk, at));
        if let Some(draft) = span.or_else(|| with_era(desk, at)) {
            desk.keep(draft);
        }
    }
    for &at in &anchors.year_words {
        if let Some(draft) = in_words(desk, at) {
            desk.keep(draft);
        }
    }
    single(desk, anchors);
}

/// `1950–53`, `2021-2025`, `2023/24`, `1995〜98年`; with a word between them where another
/// makes years of the two: `1995至98年`.
fn span_of_years(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (_, limit) = desk.sentence(at);
    let low = small_number::at(context, at, limit).filter(|low| low.width == 4)?;
    let dash = mark(context, at + 1, limit, DASHES) || mark(context, at + 1, limit, &["/"]);
    let join = if dash { at + 2 } else { context.is(at + 1, &Lexeme::RangeJoin)?.end };
    if !clean_before(context, at) {
        return None;
    }
    let high = small_number::at(context, join, limit).filter(|high| high.width == 4 || high.width == 2)?;
    if !dash && (high.width == 4 || context.is(high.end, &Lexeme::YearAfter).is_none()) {
        return None;
    }
    let spaced = context.scan.tokens[at + 1].spaced || context.scan.tokens[join].spaced;
    let full = if high.width == 4 { high.value } else { low.value / 100 * 100 + high.value };
    // A range that runs backwards is one where a word makes years of the two.
    let backwards = high.width == 4 && full <= low.value;
    if backwards {
        // Before the common era, years count down.
        let from = context.scan.sentence(at).first;
        let is_era = |lexeme: &Lexeme| (*lexeme == Lexeme::BeforeCommonEra).then_some(());
        let era = context.pick(high.end.min(limit - 1), is_era).is_some()
            || context.pick_before(at, from, is_era).is_some();
        let years = said_to_be_years(context, &low, high.end, limit);
        if era || context.word(at + 1) == "/" || spaced || !years {
            return None;
        }
    }
    let century = (1000..=2100).contains(&low.value)
        && (1000..=2100).contains(&full)
        && (backwards || full > low.value);
    let near = high.width == 4 || !spaced && full.saturating_sub(low.value) < 60;
    let word = context.is(high.end, &Lexeme::YearAfter).filter(|hit| hit.end <= limit);
    let end = word.map_or(high.end, |hit| hit.end);
    let clean = word.is_some() || clean_after(context, end) && !is_counted(context, end, limit);
    if !(century && near && clean && desk.taken.are_free(at, end)) || context.word(at + 1) == "/" && spaced {
        return None;
    }
    let (low, high) = (i32::try_from(low.value).ok()?, i32::try_from(full).ok()?);
    let mut draft =
        Draft::new(at, end, Edtf::Interval(Box::new(Edtf::year(low)), Box::new(Edtf::year(high))));
    draft.joined = true;
    Some(draft)
}

/// `480–404 BC`, also where it runs backwards: the era makes years of any two numbers.
fn span_before_era(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (_, limit) = desk.sentence(at);
    let low = small_number::at(context, at, limit).filter(|low| low.width > 0 && low.value > 0)?;
    if !mark(context, low.end, limit, &["-", "\u{2013}", "\u{2014}"]) || !clean_before(context, at) {
        return None;
    }
    let high =
        small_number::at(context, low.end + 1, limit).filter(|high| high.width > 0 && high.value > 0)?;
    let era = |lexeme: &Lexeme| (*lexeme == Lexeme::BeforeCommonEra).then_some(());
    let hit = (high.end < limit).then(|| context.pick(high.end, era)).flatten()?.0;
    if hit.end > limit || !desk.taken.are_free(at, hit.end) {
        return None;
    }
    // Astronomical years: 1 BC is the year 0.
    let year = |small: &Small| i32::try_from(small.value).ok().map(|year| Box::new(Edtf::year(1 - year)));
    let mut draft = Draft::new(at, hit.end, Edtf::Interval(year(&low)?, year(&high)?));
    draft.joined = true;
    Some(draft)
}

/// Whether a year word or a preposition stands before a number, or a year word at `end`.
fn said_to_be_years(context: &Context<'_>, low: &Small, end: usize, limit: usize) -> bool {
    let from = context.scan.sentence(low.first).first;
    let after = context.is(end, &Lexeme::YearAfter).is_some_and(|hit| hit.end <= limit);
    after || year_word_before(context, low.first, from) || preposition_before(context, low, from, limit)
}

/// `221 BC`, `AD 79`, `公元前221年`.
fn with_era(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let small = small_number::at(context, at, limit).filter(|small| small.value > 0)?;
    of_era(desk, &small, from, limit)
}

fn of_era(desk: &Desk<'_, '_>, small: &Small, from: usize, limit: usize) -> Option<Draft> {
    let context = desk.context;
    let at = small.first;
    let word = context.is(small.end, &Lexeme::YearAfter).filter(|hit| hit.end <= limit);
    let end = word.map_or(small.end, |hit| hit.end);
    if let Some((first, year)) = super::parts::era_year(context, small, from) {
        return desk.taken.are_free(first, end).then(|| Draft::new(first, end, Edtf::year(year)));
    }
    let era = |lexeme: &Lexeme| match lexeme {
        Lexeme::BeforeCommonEra => Some(true),
        Lexeme::CommonEra => Some(false),
        _ => None,
    };
    let after = (end < limit).then(|| context.pick(end, era)).flatten().filter(|(hit, _)| hit.end <= limit);
    let before = context.pick_before(at, from, era);
    let (first, end, earlier) = match (after, before) {
        (Some((hit, earlier)), _) => (at, hit.end, earlier),
        (None, Some((hit, earlier))) => (hit.first, end, earlier),
        (None, None) => return None,
    };
    let scaled = context.pick(small.end.min(limit - 1), |lexeme| {
        matches!(lexeme, Lexeme::Scale(_) | Lexeme::CenturyWord).then_some(())
    });
    let scaled = scaled.is_some_and(|(hit, ())| hit.first == small.end);
    if scaled || !desk.taken.are_free(first, end) || !clean_before(context, at) {
        return None;
    }
    let year = i32::try_from(small.value).ok()?;
    // Astronomical years: 1 BC is the year 0.
    let year = if earlier { 1 - year } else { year };
    Some(Draft::new(first, end, Edtf::year(year)))
}

/// A number that may turn out to be a year.
struct Candidate {
    small: Small,
    /// One past the year word, or the number.
    end: usize,
    evident: bool,
}

fn single(desk: &mut Desk<'_, '_>, anchors: &Anchors) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for &at in &anchors.digits {
        let found = candidate(desk, at);
        candidates.extend(found);
    }
    // "From 2021 to 2025", "in 2022 and 2023": one of them says what the other is.
    for index in 1..candidates.len() {
        let (before, after) = candidates.split_at_mut(index);
        if let (Some(a), Some(b)) = (before.last_mut(), after.first_mut())
            && !a.evident
            && spanned(desk, a, b)
        {
            (a.evident, b.evident) = (true, true);
        }
        if candidates[index - 1].evident && !candidates[index].evident {
            candidates[index].evident = linked(desk, &candidates[index - 1], &candidates[index]);
        }
    }
    for index in (1..candidates.len()).rev() {
        if candidates[index].evident && !candidates[index - 1].evident {
            candidates[index - 1].evident = linked(desk, &candidates[index - 1], &candidates[index]);
        }
    }
    for candidate in candidates.iter().filter(|candidate| candidate.evident) {
        let year = Edtf::year(i32::try_from(candidate.small.value).unwrap_or(0));
        desk.keep(Draft::new(candidate.small.first, candidate.end, year));
    }
}

fn candidate(desk: &Desk<'_, '_>, at: usize) -> Option<Candidate> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let small = super::parts::common_year(context, small_number::at(context, at, limit)?);
    if !desk.taken.is_free(at) {
        return None;
    }
    let word =
        context.is(small.end, &Lexeme::YearAfter).filter(|hit| hit.end <= limit && year_word_fits(&small));
    let end = word.map_or(small.end, |hit| hit.end);
    let named = small.width >= 3 && year_word_before(context, at, from);
    if !(is_year(context, &small) || named && clean_before(context, at)) {
        return None;
    }
    let heads = heads_paragraph(context, &small, limit);
    if word.is_none() && !heads && (!clean_after(context, end) || is_counted(context, end, limit)) {
        return None;
    }
    let evident = word.is_some()
        || heads
        || tells_apart(context, &small, from, limit)
        || named
        || preposition_before(context, &small, from, limit);
    Some(Candidate { small, end, evident })
}

/// "2018: a fire": a year and a colon at the head of a paragraph say when.
fn heads_paragraph(context: &Context<'_>, small: &Small, limit: usize) -> bool {
    let block = |at: usize| context.scan.sentence(at).block;
    let heads = small.first.checked_sub(1).is_none_or(|before| block(before) != block(small.first));
    let colon = small.end + 1 < limit && context.word(small.end) == ":";
    // `2004:12月26日` is no hour.
    let glued = || mark(context, small.end, limit, &[":"]) && clean_after(context, small.end);
    let month = || small.end + 2 < limit && context.is(small.end + 2, &Lexeme::MonthAfter).is_some();
    heads && is_recent(small) && colon && (glued() || month())
}

fn is_recent(small: &Small) -> bool {
    small.width == 4 && (1900..=2100).contains(&small.value)
}

/// "The 2016 vote", "a 2014 decision": a year before a noun that it tells from others, or
/// behind an article that no count follows.
fn tells_apart(context: &Context<'_>, small: &Small, from: usize, limit: usize) -> bool {
    if !is_recent(small) || small.end >= limit {
        return false;
    }
    let article = context.pick_before(small.first, from, unit(Lexeme::YearArticle)).is_some();
    let next = context.scan.tokens[small.end];
    context.is(small.end, &Lexeme::YearNoun).is_some()
        || article && next.spaced && next.kind == TokenKind::Word
}

/// "1000年" is a thousand years.
const fn year_word_fits(small: &Small) -> bool {
    small.width == 4 && small.value != 1000
}

/// Where the words before a number end: at it, or at its clitics.
fn leads(context: &Context<'_>, at: usize) -> (CliticSet, usize) {
    context.scan.clitics_before(context.lexicon, at).unwrap_or((CliticSet::NONE, at))
}

fn year_word_before(context: &Context<'_>, at: usize, from: usize) -> bool {
    let word = |lexeme: &Lexeme| matches!(lexeme, Lexeme::YearBefore).then_some(());
    let (_, lead) = leads(context, at);
    // The word may belong to the number before it: "in the year 2024, 8700 trains" where
    // the year word stands after the year.
    let own = |first: usize| {
        let number = first > from && context.scan.tokens[first - 1].kind == TokenKind::Digits;
        !(number && context.is(first, &Lexeme::YearAfter).is_some())
    };
    let before = |at| context.pick_before(at, from, word).is_some_and(|(hit, ())| own(hit.first));
    before(lead) || before(at)
}

fn preposition_before(context: &Context<'_>, small: &Small, from: usize, limit: usize) -> bool {
    let (clitics, lead) = leads(context, small.first);
    let word = |lexeme: &Lexeme| {
        use crate::lang::lexeme::Side;
        use crate::mention::Role;
        matches!(lexeme, Lexeme::YearPreposition | Lexeme::ByEndOf | Lexeme::Role(Role::Base, Side::Before))
            .then_some(())
    };
    // "No more than 1000" holds a preposition and is none.
    let bent = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(..)).then_some(());
    let longer = context.pick_before(lead, from, bent).map(|(hit, ())| hit.first);
    let preposition = context.pick_before(lead, from, word).map(|(hit, ())| hit.first);
    if longer.zip(preposition).is_some_and(|(longer, preposition)| longer < preposition) {
        return false;
    }
    // "To 2000 villages": this clitic counts as often as it dates.
    let to = clitics.has(Clitic::To) && !counts_next_word(context, small.end, limit);
    let by_clitic = to || [Clitic::In, Clitic::From].iter().any(|&clitic| clitics.has(clitic));
    let by_word = context.pick_before(lead, from, word).is_some()
        || context.pick_before(small.first, from, word).is_some();
    (by_clitic || by_word) && (small.value >= 1900 || !counts_next_word(context, small.end, limit))
}

/// "By 1500 workers": an early year needs something other than a noun after it.
fn counts_next_word(context: &Context<'_>, end: usize, limit: usize) -> bool {
    end < limit
        && context.scan.tokens[end].kind == TokenKind::Word
        && !context.scan.tokens[end].capital
        && context.scan.hits_at(end).is_empty()
}

/// "Between 2019 and 2023": two numbers of recent centuries that a range word
/// opens and no noun follows.
fn spanned(desk: &Desk<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let context = desk.context;
    let limit = desk.sentence(b.small.first).1;
    let (clitics, lead) = leads(context, b.small.first);
    let (a_clitics, a_lead) = leads(context, a.small.first);
    (1900..b.small.value).contains(&a.small.value)
        && b.small.first <= a.end + 5
        && !counts_next_word(context, b.end, limit)
        && super::ranges::opened(desk, (a_lead, a.end), (lead, b.small.first), a_clitics, clitics)
}

/// Whether two numbers are joined as items of a list or ends of a range.
fn linked(desk: &Desk<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let context = desk.context;
    let gap = b.small.first.saturating_sub(a.end);
    if gap == 0 || gap > 5 || !desk.taken.are_free(a.end, b.small.first) {
        return false;
    }
    let (clitics, lead) = leads(context, b.small.first);
    let (a_clitics, a_lead) = leads(context, a.small.first);
    if lead == a.end && clitics.has(Clitic::And) || mark(context, a.end, lead, &[",", "\u{3001}"]) && gap == 1
    {
        return true;
    }
    if context.is(a.end, &Lexeme::And).is_some_and(|hit| hit.end == lead) {
        return true;
    }
    let ordered = a.small.value < b.small.value;
    ordered
        && (super::ranges::joined(desk, (a_lead, a.end), (lead, b.small.first), a_clitics, clitics)
            || super::ranges::joined(
                desk,
                (a.small.first, a.end),
                (b.small.first, b.small.first),
                a_clitics,
                clitics,
            ))
}

/// A year in words beside a year word: `二〇二四年`, "the year nineteen ninety-two".
fn in_words(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    let context = desk.context;
    let (from, limit) = desk.sentence(at);
    let (hit, after) = context
        .pick(at, |lexeme| match lexeme {
            Lexeme::YearAfter => Some(true),
            Lexeme::YearBefore => Some(false),
            _ => None,
        })
        .or_else(|| context.pick(at, unit(Lexeme::YearPreposition)).map(|(hit, ())| (hit, false)))?;
    let bare = *context.lexicon.lexeme(hit) == Lexeme::YearPreposition;
    let small = if after {
        small_number::before(context, at, from)
    } else {
        super::parts::year_number(context, hit.end, limit)
    }?;
    if after
        && small.width == 0
        && let Some(draft) = of_era(desk, &small, from, limit)
    {
        return Some(draft);
    }
    let named = !after && super::parts::is_named_year(context, &small, limit);
    let fits = small.width == 0
        && (is_year(context, &small) || named)
        && (!after || is_lettered(context, &small) || small.ordinal);
    // After a preposition only two pairs are a year, and only where they count nothing.
    let pairs = super::parts::is_in_pairs(context, &small);
    let counts = is_counted(context, small.end, limit)
        || small.value < 1900 && counts_next_word(context, small.end, limit);
    if bare && (!pairs || counts) {
        return None;
    }
    let (first, mut end) = (small.first, if after { hit.end } else { small.end });
    if !after && let Some((word, ())) = context.pick(end.min(limit - 1), unit(Lexeme::YearAfter)) {
        end = if word.first == end { word.end } else { end };
    }
    if !fits || !desk.taken.are_free(first, end) {
        return None;
    }
    let mut draft = Draft::new(first, end, Edtf::year(i32::try_from(small.value).ok()?));
    (draft.clitics, draft.skip) = (small.clitics, small.skip);
    Some(draft)
}

fn is_lettered(context: &Context<'_>, small: &Small) -> bool {
    small.end > small.first && context.scan.tokens[small.first].kind == TokenKind::Letter
}
