//! From one date to another: the words between, and the joining of two dates.

use super::desk::{Desk, Draft};
use super::small_number::{self, Small};
use crate::lang::clitic::CliticSet;
use crate::lang::fold::fold;
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Pattern;
use crate::lang::pack::Clitic;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;

/// The words of one range pattern of the pack, around its two `{n}`.
#[derive(Debug)]
pub(super) struct RangeWords {
    /// The words before the first, as they are and with "and" written on them.
    open: Vec<Words>,
    middle: Words,
    close: Words,
}

#[derive(Debug, Default)]
struct Words {
    words: Vec<Pattern>,
    /// A clitic on the word after them.
    clitic: Option<CliticSet>,
}

impl RangeWords {
    pub(super) fn of(context: &Context<'_>) -> Vec<Self> {
        let read = |pattern: &String| {
            let mut pieces = pattern.split("{n}");
            let (open, middle, close) = (pieces.next()?, pieces.next()?, pieces.next()?);
            let words = |text: &str| Words::of(context, text);
            let mut opens = Vec::new();
            if !open.trim().is_empty() {
                opens.push(words(open));
                opens.extend(ands(context).map(|and| words(&format!("{and}{}", open.trim_start()))));
            }
            Some(Self { open: opens, middle: words(middle), close: words(close) })
        };
        context.pack.numbers.ranges.iter().filter_map(read).collect()
    }
}

/// Forms of "and" that are written on the next word.
fn ands<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a String> + use<'a> {
    let slots = context.pack.clitics.iter().flatten();
    slots.filter(|(_, meaning)| **meaning == Clitic::And).map(|(form, _)| form)
}

impl RangeWords {
    fn joins(
        &self,
        context: &Context<'_>,
        a: (usize, usize),
        b: (usize, usize),
        a_clitics: CliticSet,
        b_clitics: CliticSet,
    ) -> bool {
        let middle = self.middle.clitic_agrees(b_clitics) && self.middle.fill(context, a.1, b.0);
        middle && opens(context, self, a.0, a_clitics) && self.close.is_empty()
    }
}

impl Words {
    fn of(context: &Context<'_>, text: &str) -> Self {
        // What touches the number may be a clitic of it.
        let touching = !text.ends_with(char::is_whitespace);
        let text = text.trim();
        let (head, last) = text.rsplit_once(' ').unwrap_or(("", text));
        let bare = fold(last.trim_end_matches('-')).text;
        let clitic = touching.then(|| context.lexicon.clitics().whole(&bare)).flatten();
        let words = context.lexicon.patterns(if clitic.is_some() { head } else { text });
        Self { words, clitic }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.clitic.is_none()
    }

    fn clitic_agrees(&self, set: CliticSet) -> bool {
        self.clitic.is_none_or(|wanted| wanted.union(set) == set)
    }

    /// Whether the words fill `from..to`.
    fn fill(&self, context: &Context<'_>, from: usize, to: usize) -> bool {
        if self.words.is_empty() {
            return from == to && self.clitic.is_some();
        }
        context.lexicon.match_words(&context.reader(), &self.words, from, to) == Some(to)
    }
}

/// Marks that mean "from … to" between two dates.
pub(super) const DASHES: &[&str] = &["-", "\u{2013}", "\u{2014}", "~", "\u{301C}", "\u{FF5E}"];

/// Whether what stands between the first, at `a`, and the second, which begins at
/// `b.0` with its clitics and at `b.1` without, makes a range of the two.
pub(super) fn joined(
    desk: &Desk<'_, '_>,
    a: (usize, usize),
    b: (usize, usize),
    a_clitics: CliticSet,
    b_clitics: CliticSet,
) -> bool {
    let context = desk.context;
    let gap = b.1.saturating_sub(a.1);
    if gap == 1 && DASHES.contains(&context.word(a.1)) {
        return true;
    }
    if gap > 5 {
        return false;
    }
    desk.ranges().iter().any(|range| range.joins(context, a, b, a_clitics, b_clitics))
}

/// The same, where a word before the first opens the range: "between", "from".
pub(super) fn opened(
    desk: &Desk<'_, '_>,
    a: (usize, usize),
    b: (usize, usize),
    a_clitics: CliticSet,
    b_clitics: CliticSet,
) -> bool {
    desk.ranges()
        .iter()
        .any(|range| !range.open.is_empty() && range.joins(desk.context, a, b, a_clitics, b_clitics))
}

fn opens(context: &Context<'_>, range: &RangeWords, first: usize, clitics: CliticSet) -> bool {
    if range.open.is_empty() {
        return true;
    }
    // "Between the years 2021 and 2025": the year word belongs to the years.
    let word = |lexeme: &Lexeme| (*lexeme == Lexeme::YearBefore).then_some(());
    let from = context.scan.sentence(first).first;
    let before = context.pick_before(first, from, word).map_or(first, |(hit, ())| hit.first);
    range.open.iter().any(|open| {
        if open.words.is_empty() {
            return open.clitic.is_some() && open.clitic_agrees(clitics);
        }
        // "Between the-3rd and 5 May": the article belongs to the day.
        let article = CliticSet::NONE.with(Clitic::The);
        let lead = context.scan.clitics_before(context.lexicon, first).filter(|(set, _)| *set == article);
        [first, before, lead.map_or(first, |(_, at)| at)].into_iter().any(|first| {
            let reach = first.saturating_sub(open.words.len() + 1);
            open.clitic_agrees(clitics) && (reach..first).any(|from| open.fill(context, from, first))
        })
    })
}

/// Whether the word right before a range opens it: the "from" of "from 2021 to 2025"
/// compares nothing.
pub(super) fn is_opened(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let context = desk.context;
    let clitics = draft.all_clitics(context);
    matches!(draft.date, Edtf::Interval(..))
        && [draft.first, draft.open(context)].into_iter().any(|first| {
            let mut ranges = desk.ranges().iter().filter(|range| !range.open.is_empty());
            ranges.any(|range| opens(context, range, first, clitics))
        })
}

/// Joins two dates with a range word between them: `January–May 2024`, `from 3 July
/// to 5 August 2024`.
pub(super) fn merge(desk: &mut Desk<'_, '_>) {
    desk.drafts.sort_by_key(|draft| draft.first);
    let drafts = std::mem::take(&mut desk.drafts);
    let mut merged: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let whole = merged.last().and_then(|last| join(desk, last, &draft));
        match whole {
            Some(whole) => {
                desk.taken.take(whole.first, whole.end);
                merged.pop();
                merged.push(whole);
            }
            None => merged.push(draft),
        }
    }
    desk.drafts = merged;
}

fn join(desk: &Desk<'_, '_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let context = desk.context;
    if b.first > a.end + 5 || a.joined || context.scan.sentence(a.first) != context.scan.sentence(b.first) {
        return None;
    }
    let open = b.open(context);
    let a_open = a.open(context);
    let linked =
        joined(desk, (a_open, a.end), (open, b.first), a.all_clitics(context), b.all_clitics(context))
            || joined(
                desk,
                (a.first, a.end),
                (b.first, b.first),
                a.all_clitics(context),
                b.all_clitics(context),
            );
    if !linked {
        return None;
    }
    let low = completed(&a.date, &b.date)?;
    let mut whole = a.clone();
    whole.end = b.end;
    whole.resolved = resolved(&low, a, b);
    whole.date = Edtf::Interval(Box::new(low), Box::new(b.date.clone()));
    whole.sure = a.sure && b.sure;
    whole.joined = true;
    Some(whole)
}

/// A range one end of which is completed by "last year" and the like.
fn resolved(low: &Edtf, a: &Draft, b: &Draft) -> Option<Edtf> {
    let (low, high) = match (&a.resolved, &b.resolved) {
        (_, Some(high)) => (completed(low, high)?, high.clone()),
        (Some(low), None) => (low.clone(), in_year(&b.date, low.year_of()?)?),
        (None, None) => return None,
    };
    Some(Edtf::Interval(Box::new(low), Box::new(high)))
}

/// A day or month without a year, in one.
fn in_year(date: &Edtf, year: i32) -> Option<Edtf> {
    match date {
        Edtf::Date { year: None, month: Some(month), day } => {
            Some(Edtf::Date { year: Some(year), month: Some(*month), day: *day })
        }
        _ => None,
    }
}

/// The first of two dates with the parts only the second states: the year of
/// "January–May 2024". `None` where the two do not make a range.
fn completed(first: &Edtf, last: &Edtf) -> Option<Edtf> {
    match (first, last) {
        (
            Edtf::Date { year, month, day },
            Edtf::Date { year: last_year, month: last_month, day: last_day },
        ) => {
            let kind = (month.is_some(), day.is_some());
            if kind != (last_month.is_some(), last_day.is_some()) || year.is_some() && last_year.is_none() {
                return None;
            }
            // "November–February 2024" began the year before.
            let earlier = i32::from((*month, *day) > (*last_month, *last_day) && year.is_none());
            let begun = year.or_else(|| last_year.map(|year| year - earlier));
            let ordered = begun.is_none() || month.is_some() || begun < *last_year;
            ordered.then_some(Edtf::Date { year: begun, month: *month, day: *day })
        }
        (Edtf::Quarter { year, quarter }, Edtf::Quarter { year: last_year, .. }) => {
            Some(Edtf::Quarter { year: year.or(*last_year), quarter: *quarter })
        }
        (Edtf::Decade(_), Edtf::Decade(_)) | (Edtf::Century(_), Edtf::Century(_)) => Some(first.clone()),
        _ => None,
    }
}

/// "Won 4-1 in February": numbers tied by a hyphen that run backwards by a few are no days.
pub(super) fn ends_score(context: &Context<'_>, last: &Small, day: u8, from: usize) -> bool {
    let Some(tie) = last.first.checked_sub(1).filter(|&tie| tie > from && context.word(tie) == "-") else {
        return false;
    };
    let tied = |at: usize| !context.scan.tokens[at].spaced;
    let more = |first: &Small| {
        (1..=2).contains(&first.width)
            && first.value >= u32::from(day)
            && first.value - u32::from(day) < u32::from(super::months::TURN_OF_MONTH)
    };
    tied(tie)
        && tied(last.first)
        && last.width > 0
        && (crate::mention::score::is_score(context, tie)
            || small_number::before(context, tie, from).is_some_and(|first| more(&first)))
}
