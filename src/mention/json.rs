//! The JSON line of a mention, as `factlint mentions --format jsonl` prints it.
//!
//! A type of its own, apart from [`Mention`]: its fields, their names and their
//! order are a promise.

use rust_decimal::Decimal;
use serde::Serialize;

use super::amount::Modifier;
use super::{Mention, Value};
use crate::article::Article;
use crate::report::harmless;
use crate::source::Source;
use crate::span::Span;

/// One mention for JSON.
#[derive(Clone, Debug, Serialize)]
pub struct JsonMention<'a> {
    article: &'a str,
    lang: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<String>,
    /// `None` is left out; `Some(None)` is unbounded and printed as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weekday: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modifier: Option<Option<&'static str>>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Option<String>>,
}

/// Writes the mentions of an article as JSON lines, in the order of their spans, each
/// with its line end, and harmless to a terminal. Lines and columns are counted in one
/// go, however many pieces the article is read in.
#[derive(Debug)]
pub struct Printer<'a> {
    article: &'a Article,
    counter: Counter<'a>,
}

impl<'a> Printer<'a> {
    /// Begins at the head of an article.
    #[must_use]
    pub const fn new(article: &'a Article) -> Self {
        Self { article, counter: Counter::new(&article.source) }
    }

    /// Prints the next mentions.
    pub fn print(&mut self, mentions: &[Mention], out: &mut Vec<u8>) {
        for line in self.lines(mentions) {
            harmless::push(out, &line);
            out.push(b'\n');
        }
    }

    /// The lines of the next mentions.
    pub fn lines<'m>(&mut self, mentions: &'m [Mention]) -> impl Iterator<Item = JsonMention<'m>>
    where
        'a: 'm,
    {
        mentions.iter().map(|mention| {
            let (line, column) = self.counter.place(mention.span);
            json(self.article, mention, line, column)
        })
    }
}

/// The JSON lines of an article's mentions, which must be in the order of their spans.
#[must_use]
pub fn lines<'a>(article: &'a Article, mentions: &'a [Mention]) -> Vec<JsonMention<'a>> {
    Printer::new(article).lines(mentions).collect()
}

/// Counts lines and characters forward through a source.
#[derive(Debug)]
struct Counter<'a> {
    source: &'a Source,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'a> Counter<'a> {
    const fn new(source: &'a Source) -> Self {
        Self { source, offset: 0, line: 1, column: 1 }
    }

    fn place(&mut self, span: Span) -> (usize, usize) {
        if span.start < self.offset {
            (self.offset, self.line, self.column) = (0, 1, 1);
        }
        let between = &self.source.text[self.offset..span.start];
        match between.rfind('\n') {
            Some(last) => {
                self.line += between[..=last].matches('\n').count();
                self.column = 1 + between[last + 1..].chars().count();
            }
            None => self.column += between.chars().count(),
        }
        self.offset = span.start;
        (self.line, self.column)
    }
}

fn json<'a>(article: &'a Article, mention: &'a Mention, line: usize, column: usize) -> JsonMention<'a> {
    let mut out = JsonMention {
        article: &article.source.name,
        lang: &article.lang,
        start: mention.span.start,
        end: mention.span.end,
        line,
        column,
        text: &article.source.text[mention.span.range()],
        kind: mention.value.kind(),
        amount: None,
        ratio: None,
        low: None,
        high: None,
        date: None,
        valid: None,
        weekday: None,
        resolved: None,
        calendar: None,
        time: None,
        zone: None,
        name: None,
        items: None,
        modifier: None,
        role: mention.role.name(),
        unit: None,
    };
    fill(&mut out, &mention.value);
    out
}

fn fill<'a>(out: &mut JsonMention<'a>, value: &'a Value) {
    if let Some(amount) = value.amount() {
        let interval = amount.interval();
        let plain = |end: Decimal| end.round_sf(15).unwrap_or(end).normalize().to_string();
        out.amount = Some(amount.decimal_string());
        out.ratio = amount.ratio_string();
        out.low = Some(interval.low.map(plain));
        out.high = Some(interval.high.map(plain));
        out.modifier = Some(amount.modifier.map(Modifier::name));
        out.unit = Some(value.unit());
    }
    match value {
        Value::Date(date) => {
            out.date = Some(date.date.to_string());
            out.valid = Some(date.valid);
            out.weekday = date.weekday;
            out.resolved = date.resolved.as_ref().map(ToString::to_string);
            out.calendar = date.calendar;
        }
        Value::Weekday(day) => out.weekday = Some(*day),
        Value::Time { time, zone } => {
            out.time = Some(time);
            out.zone = zone.as_deref();
        }
        Value::Range { low, high, unit } => {
            out.low = Some(Some(low.decimal_string()));
            out.high = Some(Some(high.decimal_string()));
            out.modifier = Some(low.modifier.map(Modifier::name));
            out.unit = Some(unit.clone());
        }
        Value::Name(key) => out.name = Some(key),
        Value::List(items) => out.items = Some(items),
        _ => {}
    }
}
