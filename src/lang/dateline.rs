//! Datelines: where and when a report was written, at the head of its text.
//!
//! # Writing `datelines:` in a pack
//!
//! Each entry is a regular expression ([`regex`] syntax, Unicode, case matters)
//! that is tried at the start of each of the first blocks of an article, on its
//! first 300 characters; `^` need not be written. The first entry that matches
//! wins, so the most telling form comes first. What it matches as a whole is the
//! dateline: end it behind the agency and the dash, so that no part of it is left
//! to the first sentence, and before the space that follows.
//!
//! * `(?P<month>…)`, `(?P<day>…)`, `(?P<year>…)` name the parts of the date; digits
//!   of every script may be matched with `\d`. Write `{months}` for "any month of
//!   this pack" (`dates.months`, every form, longest first):
//!   `(?P<day>\d{1,2}) (?P<month>{months}) (?P<year>\d{4})`. A clitic on the month
//!   may stand inside the group or before it. Where a month is a number, `\d{1,2}` will do.
//! * `(?P<date>…)` names a date in digits instead: `2024-07-05`, `5.7.2024`,
//!   `2024-07`; its order is that of `dates.order` unless the year comes first.
//! * `(?P<place>…)` names the place; bound it (`[^\n,،(]{2,40}`) so that a
//!   sentence cannot pass for one. It is not used yet, and must not hold the date.
//! * Ask for something only a dateline has: the agency in brackets or slashes, a
//!   dash, a form of words no sentence begins with. A place, a comma and a date alone begin many
//!   sentences.
//! * A match without a year is a dateline without a date. A match whose month is
//!   unknown, or whose day does not exist, is none.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex::{Captures, Match, Regex};

use super::data::tables;
use super::fold::fold_strict;
use super::pack::{DateOrder, Pack};
use super::registry::Packs;
use crate::mention::edtf::Edtf;
use crate::span::Span;
use likely::{Head, Likely};

mod likely;

/// A dateline found at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The whole of it, as offsets into the text searched.
    pub span: Span,
    /// Its date, when it gives a month and a year at least.
    pub date: Option<Edtf>,
    /// Where the date stands.
    pub date_span: Option<Span>,
    /// Where the place stands.
    pub place: Option<Span>,
}

/// How many characters of a block are searched.
const HEAD: usize = 300;

/// The datelines of all packs.
///
/// An expression is compiled when a text comes by that it may match: a run on one
/// article does not pay for twenty languages, and seldom for its own.
pub struct Datelines {
    written: Box<Lookup>,
    compiled: Mutex<BTreeMap<String, Option<Arc<Patterns>>>>,
}

/// What the pack for a language tag says.
type Lookup = dyn Fn(&str) -> Option<Written> + Send + Sync;

impl Datelines {
    /// The datelines of the packs of this build.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Datelines> =
            LazyLock::new(|| Datelines::with(|lang| Packs::built_in().best(lang).map(Written::of)));
        &BUILT_IN
    }

    /// The datelines of these packs, each by its own tag, and those of no language.
    pub fn new<'p>(packs: impl IntoIterator<Item = &'p Pack>) -> Self {
        let written: BTreeMap<String, Written> =
            packs.into_iter().map(|pack| (pack.tag.clone(), Written::of(pack))).collect();
        Self::with(move |lang| written.get(lang).cloned())
    }

    fn with(written: impl Fn(&str) -> Option<Written> + Send + Sync + 'static) -> Self {
        Self { written: Box::new(written), compiled: Mutex::default() }
    }

    /// The dateline at the head of a block of an article in `lang`.
    #[must_use]
    pub fn find(&self, lang: &str, text: &str) -> Option<Dateline> {
        let end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
        let head = Head::of(&text[..end]);
        let own = self.patterns(lang).and_then(|patterns| patterns.find(&head));
        own.or_else(|| neutral().find(&head))
    }

    fn patterns(&self, lang: &str) -> Option<Arc<Patterns>> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(patterns) = compiled.get(lang) {
            return patterns.clone();
        }
        let patterns = (self.written)(lang).map(|written| Arc::new(written.prepare()));
        compiled.insert(lang.to_owned(), patterns.clone());
        patterns
    }
}

impl fmt::Debug for Datelines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Datelines").finish_non_exhaustive()
    }
}

/// Why an entry of `datelines:` cannot be used, for the tests of packs.
///
/// # Errors
/// The first entry that is no regular expression, or that names none of the
/// groups.
pub fn validate(pack: &Pack) -> Result<(), String> {
    let written = Written::of(pack);
    for pattern in &written.patterns {
        let regex = written.regex(pattern).map_err(|error| format!("{pattern}: {error}"))?;
        let known = ["place", "day", "month", "year", "date"];
        if let Some(name) = regex.capture_names().flatten().find(|name| !known.contains(name)) {
            return Err(format!("{pattern}: expected one of {known:?}, but the group is named `{name}`"));
        }
    }
    Ok(())
}

/// What a pack says of datelines.
#[derive(Clone, Debug, Default)]
struct Written {
    patterns: Vec<String>,
    months: BTreeMap<u8, Vec<String>>,
    clitics: Vec<String>,
    order: DateOrder,
}

impl Written {
    fn of(pack: &Pack) -> Self {
        Self {
            patterns: pack.datelines.clone(),
            months: pack.dates.months.clone(),
            clitics: pack.clitics.iter().flat_map(|slot| slot.keys().cloned()).collect(),
            order: pack.dates.order,
        }
    }

    fn regex(&self, pattern: &str) -> Result<Regex, regex::Error> {
        compile(&pattern.replace("{months}", &self.any_month()))
    }

    /// All months as alternatives, the longest first.
    fn any_month(&self) -> String {
        let mut forms: Vec<&String> = self.months.values().flatten().collect();
        forms.sort_by_key(|form| (std::cmp::Reverse(form.len()), *form));
        let forms: Vec<String> = forms
            .into_iter()
            .map(|form| match form.strip_suffix('*') {
                Some(stem) => format!(r"{}\w*", regex::escape(stem)),
                None => regex::escape(form),
            })
            .collect();
        format!("(?i:{})", forms.join("|"))
    }

    fn prepare(self) -> Patterns {
        let months = self.any_month();
        let patterns = self.patterns.iter().map(|pattern| pattern.replace("{months}", &months));
        Patterns {
            patterns: patterns.map(Pattern::new).collect(),
            months: self.months,
            clitics: self.clitics,
            order: self.order,
        }
    }
}

fn neutral() -> &'static Patterns {
    static NEUTRAL: LazyLock<Patterns> =
        LazyLock::new(|| Written { patterns: tables().datelines.clone(), ..Written::default() }.prepare());
    &NEUTRAL
}

fn compile(expression: &str) -> Result<Regex, regex::Error> {
    Regex::new(&format!(r"^\s*(?:{expression})"))
}

/// One expression of a pack.
#[derive(Debug)]
struct Pattern {
    expression: String,
    likely: Likely,
    /// `None` for an entry that is no regular expression; [`validate`] tells the
    /// pack's author.
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(expression: String) -> Self {
        Self { likely: Likely::of(&expression), expression, regex: OnceLock::new() }
    }

    fn captures<'t>(&self, head: &Head<'t>) -> Option<Captures<'t>> {
        if !self.likely.may_match(head) {
            return None;
        }
        self.regex.get_or_init(|| compile(&self.expression).ok()).as_ref()?.captures(head.text)
    }
}

/// The datelines of one pack.
#[derive(Debug)]
struct Patterns {
    patterns: Vec<Pattern>,
    months: BTreeMap<u8, Vec<String>>,
    clitics: Vec<String>,
    order: DateOrder,
}

impl Patterns {
    fn find(&self, head: &Head<'_>) -> Option<Dateline> {
        self.patterns.iter().find_map(|pattern| self.read(&pattern.captures(head)?))
    }

    /// `None` where the match holds a date that cannot be.
    fn read(&self, found: &Captures<'_>) -> Option<Dateline> {
        let whole = found.get_match();
        let space = whole.as_str().len() - whole.as_str().trim_start().len();
        let span = Span::new(whole.start() + space, whole.start() + whole.as_str().trim_end().len());
        if span.is_empty() {
            return None;
        }
        let (date, date_span) = match found.name("date") {
            Some(date) => (Some(numeric(date.as_str(), self.order)?), Some(span_of(date))),
            None => self.parts(found)?,
        };
        if date.as_ref().is_some_and(|date| !date.is_valid_day()) {
            return None;
        }
        let date_span = date_span.filter(|_| date.is_some());
        Some(Dateline { span, date, date_span, place: found.name("place").map(span_of) })
    }

    fn parts(&self, found: &Captures<'_>) -> Option<(Option<Edtf>, Option<Span>)> {
        let number = |name| found.name(name).map(|part: Match<'_>| decimal(part.as_str()));
        let month = match found.name("month") {
            Some(part) => Some(self.month(part.as_str())?),
            None => None,
        };
        let day = match number("day") {
            Some(day) => Some(u8::try_from(day?).ok()?),
            None => None,
        };
        let spans = ["day", "month", "year"].into_iter().filter_map(|name| found.name(name)).map(span_of);
        let span = spans.reduce(Span::to);
        let Some(year) = number("year") else { return Some((None, None)) };
        let year = Some(i32::try_from(year?).ok()?);
        let date = month.map(|month| Edtf::Date { year, month: Some(month), day });
        Some((date, span))
    }

    fn month(&self, written: &str) -> Option<u8> {
        if let Some(number) = decimal(written) {
            return u8::try_from(number).ok().filter(|month| (1..=12).contains(month));
        }
        let written = fold_strict(written);
        // Two names of one month are written with a slash between them.
        written.split('/').find_map(|written| {
            let written = written.trim().trim_end_matches('.');
            let without = || self.clitics.iter().filter_map(|clitic| written.strip_prefix(clitic.as_str()));
            self.plain_month(written).or_else(|| without().find_map(|word| self.plain_month(word)))
        })
    }

    fn plain_month(&self, written: &str) -> Option<u8> {
        let is = |form: &String| match fold_strict(form).strip_suffix('*') {
            Some(stem) => written.starts_with(stem),
            None => fold_strict(form).trim_end_matches('.') == written,
        };
        self.months.iter().find(|(_, forms)| forms.iter().any(is)).map(|(month, _)| *month)
    }
}

fn span_of(part: Match<'_>) -> Span {
    Span::new(part.start(), part.end())
}

/// A date in digits: year, month and day in the order the pack gives, or year
/// first where the first number has four digits.
fn numeric(text: &str, order: DateOrder) -> Option<Edtf> {
    let text = fold_strict(text);
    let parts = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let order = if parts.first()?.len() == 4 { DateOrder::Ymd } else { order };
    let numbers = parts.iter().map(|part| part.parse::<u32>()).collect::<Result<Vec<_>, _>>().ok()?;
    let (year, month, day) = match (order, numbers.as_slice()) {
        (DateOrder::Ymd, [year, month]) => (year, month, None),
        (_, [month, year]) => (year, month, None),
        (DateOrder::Ymd, [year, month, day])
        | (DateOrder::Mdy, [month, day, year])
        | (DateOrder::Dmy, [day, month, year]) => (year, month, Some(*day)),
        _ => return None,
    };
    let day = match day {
        Some(day) => Some(u8::try_from(day).ok()?),
        None => None,
    };
    Some(Edtf::Date { year: Some(i32::try_from(*year).ok()?), month: Some(u8::try_from(*month).ok()?), day })
}

/// A number in digits of any script.
fn decimal(text: &str) -> Option<u32> {
    fold_strict(text).parse().ok()
}

#[cfg(test)]
mod tests;
