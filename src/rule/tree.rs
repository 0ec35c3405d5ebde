//! A rule file as a tree of texts, lists and mappings, each with its place.
//!
//! A YAML parser that fills typed structs stops at the first thing it does not
//! like. The tree takes every well-formed file whole; [`reader`](super::reader)
//! then fills the types from it and goes on after each mistake.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Options, Spanned};

use crate::span::Span;

/// A piece of YAML and where it stands. Lists and mappings stand where their
/// first item does, so that a label on one stays on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub span: Span,
    pub kind: Kind,
}

/// What a node holds. Text keeps the spelling of the file: `2.50`, `012` and `no`
/// are not turned into numbers and truth values on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
}

/// Why a file is no YAML.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub message: String,
    pub span: Span,
}

/// Reads one YAML document.
///
/// Bounded in depth and in what aliases may expand to, so that no file can
/// exhaust the memory.
pub(crate) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let (bom, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ('\u{feff}'.len_utf8(), body),
        None => (0, text),
    };
    let document = Document { text: body, shift: bom };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(body, options(body.len())) {
        Ok(root) => Ok(document.settle(root)),
        Err(error) => Err(document.syntax_error(&error)),
    }
}

fn options(bytes: usize) -> Options {
    // The node budget follows the size of the file: no two bytes make more than
    // one node, and aliases are limited apart.
    let nodes = bytes.saturating_add(1_000);
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: nodes,
            max_events: nodes.saturating_mul(2),
            max_depth: 32,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// The tree as the parser gives it, before spellings are restored.
enum Raw {
    Nothing,
    /// A plain scalar that looked like a number or a truth value.
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Mapping(entries))
    }
}

/// The text that spans of the parser point into.
struct Document<'a> {
    text: &'a str,
    /// Bytes before it: the byte order mark.
    shift: usize,
}

impl Document<'_> {
    fn settle(&self, raw: Spanned<Raw>) -> Node {
        let span = self.span(raw.referenced);
        match raw.value {
            Raw::Nothing => Node { span, kind: Kind::Nothing },
            Raw::Text(text) => Node { span, kind: Kind::Text(text) },
            Raw::Plain => Node { span, kind: Kind::Text(self.written(raw.defined)) },
            Raw::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.settle(item)).collect();
                Node { span: items.first().map_or(span, |item| item.span), kind: Kind::List(items) }
            }
            Raw::Mapping(entries) => {
                let settle = |(key, value)| {
                    let (key, mut value) = (self.settle(key), self.settle(value));
                    // A value that is not there is missed at its key.
                    if value.kind == Kind::Nothing {
                        value.span = key.span;
                    }
                    (key, value)
                };
                let entries: Vec<(Node, Node)> = entries.into_iter().map(settle).collect();
                Node { span: entries.first().map_or(span, |(key, _)| key.span), kind: Kind::Mapping(entries) }
            }
        }
    }

    /// The span in the source, byte order mark included.
    fn span(&self, location: Location) -> Span {
        let range = self.range(location);
        Span::new(range.start + self.shift, range.end + self.shift)
    }

    /// A location as a range of this text, on character boundaries whatever the
    /// parser says. Its scanner's errors give a line and a column only.
    fn range(&self, location: Location) -> Span {
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let Some(offset) = location.span().byte_offset() else {
            let at = self.offset(number(location.line()), number(location.column()));
            return Span::new(at, at);
        };
        let start = self.text.floor_char_boundary(number(offset));
        let end = start.saturating_add(number(location.span().byte_len().unwrap_or(0)));
        Span::new(start, self.text.floor_char_boundary(end).max(start))
    }

    /// The byte at a line and a character column, both counted from 1.
    fn offset(&self, line: usize, column: usize) -> usize {
        let Some(text) = self.text.split_inclusive('\n').nth(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let before: usize = text.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        self.text.len() - self.after(line) - text.len() + before
    }

    /// How many bytes follow a line, counted from 1.
    fn after(&self, line: usize) -> usize {
        self.text.split_inclusive('\n').skip(line).map(str::len).sum()
    }

    fn written(&self, location: Location) -> String {
        self.text[self.range(location).range()].trim().to_owned()
    }

    fn syntax_error(&self, error: &serde_yaml::Error) -> SyntaxError {
        let message = error.without_snippet().to_string();
        // The place is said by the label.
        let message = match message.rfind(" at line ") {
            Some(end) => message[..end].to_owned(),
            None => message,
        };
        let span = error.location().map_or(Span::new(self.shift, self.shift), |location| self.span(location));
        SyntaxError { message, span }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn texts(node: &Node, source: &str, found: &mut Vec<(String, String)>) {
        match &node.kind {
            Kind::Nothing => found.push(("<nothing>".to_owned(), source[node.span.range()].to_owned())),
            Kind::Text(text) => found.push((text.clone(), source[node.span.range()].to_owned())),
            Kind::List(items) => items.iter().for_each(|item| texts(item, source, found)),
            Kind::Mapping(entries) => {
                for (key, value) in entries {
                    texts(key, source, found);
                    texts(value, source, found);
                }
            }
        }
    }

    fn read(source: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        texts(&parse(source).expect("YAML of this test"), source, &mut found);
        found
    }

    #[test]
    fn spellings_are_kept_and_found_again() {
        let source = "a: 2.50\n2022: 012\nc: no\nd: 2025-06-20\ne: 1e400\nf: 1_000\n";
        for (text, written) in read(source) {
            assert_eq!(text, written);
        }
        assert_eq!(read("a: 'it''s'\n")[1], ("it's".to_owned(), "'it''s'".to_owned()));
    }

    #[test]
    fn a_byte_order_mark_counts_in_spans() {
        let source = "\u{feff}a: b\r\nc: 5\r\n";
        for (text, written) in read(source) {
            assert_eq!(text, written);
        }
    }

    #[test]
    fn aliases_and_merges_are_taken() {
        let source = "base: &b {x: 1.0}\nuse: {<<: *b, y: 2}\nagain: *b\n";
        let found = read(source);
        assert_eq!(found.iter().filter(|(text, _)| text == "1.0").count(), 3, "{found:?}");
    }

    #[test]
    fn duplicate_keys_reach_the_reader() {
        assert_eq!(read("a: 1\na: 2\n").len(), 4);
    }

    #[test]
    fn a_syntax_error_has_a_place() {
        let error = parse("a: [1, 2\nb: 3\n").expect_err("an open bracket");
        assert!(error.span.start > 0, "{error:?}");
        assert!(!error.message.contains("line"), "{error:?}");
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..10 {
            let previous = format!("*a{}, ", level - 1).repeat(10);
            let _ = writeln!(bomb, "a{level}: &a{level} [{previous}]");
        }
        assert!(parse(&bomb).is_err());
        assert!(parse(&"[".repeat(10_000)).is_err());
        assert!(parse(&"- ".repeat(10_000)).is_err());
    }

    #[test]
    fn control_characters_and_odd_bytes_do_no_harm() {
        for source in
            ["a: \u{1b}[31m\n", "\0", "", "\u{feff}", "a: \u{202e}b\n", "a: \"\\x1b\"\n", "? [a]\n: b\n"]
        {
            let _ = parse(source);
        }
    }
}
