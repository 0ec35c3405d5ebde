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

/// The JSON lines of an article's mentions, as they are printed: in the order of
/// their spans, each with its line end, and harmless to a terminal.
#[must_use]
pub fn text(article: &Article, mentions: &[Mention]) -> Vec<u8> {
    let mut out = Vec::with_capacity(mentions.len() * 256);
    for line in lines(article, mentions) {
        harmless::push(&mut out, &line);
        out.push(b'\n');
    }
    out
}

/// The JSON lines of an article's mentions, which must be in the order of their
/// spans: lines and columns are counted in one go.
pub fn lines<'a>(
    article: &'a Article,
    mentions: &'a [Mention],
) -> impl Iterator<Item = JsonMention<'a>> + 'a {
    let mut counter = Counter { source: &article.source, offset: 0, line: 1, line_start: 0, column: 1 };
    mentions.iter().map(move |mention| {
        let (line, column) = counter.place(mention.span);
        json(article, mention, line, column)
    })
}

/// Counts lines and characters forward through a source.
struct Counter<'a> {
    source: &'a Source,
    offset: usize,
    line: usize,
    line_start: usize,
    column: usize,
}

impl Counter<'_> {
    fn place(&mut self, span: Span) -> (usize, usize) {
        if span.start < self.offset {
            (self.offset, self.line, self.line_start, self.column) = (0, 1, 0, 1);
        }
        let between = &self.source.text[self.offset..span.start];
        for (at, c) in between.char_indices() {
            if c == '\n' {
                self.line += 1;
                self.line_start = self.offset + at + 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
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
