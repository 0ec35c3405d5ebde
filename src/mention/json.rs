//! The JSON line of a mention, as `factlint mentions --format jsonl` prints it.
//!
//! Its fields, their names and their order are a promise. There are as many lines as
//! figures, so they are written straight into the output.

mod decimal;

use std::io::Write as _;

use super::amount::{Amount, Modifier};
use super::{DateValue, Mention, Value};
use crate::article::Article;
use crate::report::harmless;
use crate::source::Source;
use crate::span::Span;

/// Writes the mentions of an article as JSON lines, in the order of their spans, each
/// with its line end, and harmless to a terminal. Lines and columns are counted in one
/// go, however many pieces the article is read in.
#[derive(Debug)]
pub struct Printer<'a> {
    source: &'a Source,
    /// What every line begins with.
    head: Vec<u8>,
    counter: Counter<'a>,
}

impl<'a> Printer<'a> {
    /// Begins at the head of an article.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let mut head = Vec::with_capacity(128);
        head.extend_from_slice(b"{\"article\":");
        harmless::string(&mut head, &article.source.name);
        text(&mut head, "lang", &article.lang);
        Self { source: &article.source, head, counter: Counter::new(&article.source) }
    }

    /// Prints the next mentions.
    pub fn print(&mut self, mentions: &[Mention], out: &mut Vec<u8>) {
        for mention in mentions {
            self.line(mention, out);
        }
    }

    fn line(&mut self, mention: &Mention, out: &mut Vec<u8>) {
        let (line, column) = self.counter.place(mention.span);
        out.extend_from_slice(&self.head);
        number(out, "start", mention.span.start);
        number(out, "end", mention.span.end);
        number(out, "line", line);
        number(out, "column", column);
        text(out, "text", &self.source.text[mention.span.range()]);
        text(out, "kind", mention.value.kind());
        value(out, mention);
        out.extend_from_slice(b"}\n");
    }
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

/// What was read, with the part it plays.
fn value(out: &mut Vec<u8>, mention: &Mention) {
    let role = mention.role.name();
    match &mention.value {
        Value::Number(amount)
        | Value::Percent { amount, .. }
        | Value::Money { amount, .. }
        | Value::Quantity { amount, .. }
        | Value::Duration { amount, .. }
        | Value::Ordinal(amount) => {
            interval(out, amount);
            modifier(out, amount.modifier);
            text(out, "role", role);
            unit(out, mention.value.unit_name());
        }
        Value::Range { low, high, unit: name } => {
            decimal::plain(key(out, "low"), low);
            decimal::plain(key(out, "high"), high);
            modifier(out, low.modifier);
            text(out, "role", role);
            unit(out, name.as_deref());
        }
        Value::Date(value) => {
            date(out, value);
            text(out, "role", role);
        }
        Value::Weekday(day) => {
            number(out, "weekday", usize::from(*day));
            text(out, "role", role);
        }
        Value::Time { time, zone } => {
            text(out, "time", time);
            if let Some(zone) = zone {
                text(out, "zone", zone);
            }
            text(out, "role", role);
        }
        Value::Name(key) => {
            text(out, "name", key);
            text(out, "role", role);
        }
        Value::List(items) => {
            list(out, items);
            text(out, "role", role);
        }
    }
}

/// The value, exact or as a fraction, and what it can mean.
fn interval(out: &mut Vec<u8>, amount: &Amount) {
    decimal::plain(key(out, "amount"), amount);
    if let Some((over, under)) = amount.ratio {
        text(out, "ratio", &format!("{over}/{under}"));
    }
    let interval = amount.interval();
    decimal::end(key(out, "low"), interval.low);
    decimal::end(key(out, "high"), interval.high);
}

fn date(out: &mut Vec<u8>, value: &DateValue) {
    written(out, "date", &value.date);
    key(out, "valid").extend_from_slice(if value.valid { b"true" } else { b"false" });
    if let Some(day) = value.weekday {
        number(out, "weekday", usize::from(day));
    }
    if let Some(date) = &value.resolved {
        written(out, "resolved", date);
    }
    if let Some(calendar) = value.calendar {
        text(out, "calendar", calendar);
    }
}

fn list(out: &mut Vec<u8>, items: &[String]) {
    key(out, "items").push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        harmless::string(out, item);
    }
    out.push(b']');
}

fn modifier(out: &mut Vec<u8>, modifier: Option<Modifier>) {
    match modifier {
        Some(modifier) => text(out, "modifier", modifier.name()),
        None => key(out, "modifier").extend_from_slice(b"null"),
    }
}

fn unit(out: &mut Vec<u8>, unit: Option<&str>) {
    match unit {
        Some(unit) => text(out, "unit", unit),
        None => key(out, "unit").extend_from_slice(b"null"),
    }
}

/// The next field's name; its value is to follow.
fn key<'o>(out: &'o mut Vec<u8>, name: &str) -> &'o mut Vec<u8> {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    out
}

fn text(out: &mut Vec<u8>, name: &str, text: &str) {
    harmless::string(key(out, name), text);
}

fn number(out: &mut Vec<u8>, name: &str, number: usize) {
    decimal::digits(key(out, name), number as u64, 0);
}

/// A date, of which no letter needs an escape.
fn written(out: &mut Vec<u8>, name: &str, date: &super::edtf::Edtf) {
    write!(key(out, name), "\"{date}\"").expect("memory takes all that is written");
}
