//! YAML front matter: what an author says of the article at its very head.

use serde::Deserialize;
use serde_yaml::Spanned;

use super::ArticleNote;
use super::allow::{self, Allowance};
use crate::span::Span;

/// A value, without white space around it, and where it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub value: String,
    /// Without its quotes, where it stands in the source letter for letter.
    pub span: Span,
}

/// What front matter says, and where the article's body begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub lang: Option<Field>,
    pub date: Option<Field>,
    pub title: Option<Field>,
    pub translation_of: Option<Field>,
    pub revises: Option<Field>,
    /// The language the markup declares, found after the front matter.
    pub markup_lang: Option<Field>,
    /// Offset of the first byte after front matter and byte order mark.
    pub body: usize,
    pub notes: Vec<ArticleNote>,
    pub allowances: Vec<Allowance>,
}

/// As written. Keys that are not known belong to other programs. Two names of one
/// thing are two fields, for an article may hold both and serde would refuse it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    lang: Value,
    language: Value,
    date: Value,
    title: Value,
    #[serde(rename = "translation-of")]
    translation_of: Value,
    #[serde(rename = "translation_of")]
    translation_of_snake: Value,
    revises: Value,
    corrects: Value,
}

type Value = Option<Spanned<String>>;

/// Reads the front matter of a text, if it begins with any.
///
/// Between two lines of `---` that hold no keys stands ordinary text. What has
/// keys and is no YAML (a colon in a title without quotes, most often) is left out
/// of the text with a note, and says nothing.
pub(super) fn read(source: &str) -> FrontMatter {
    let head = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let none = FrontMatter { body: head, ..FrontMatter::default() };
    let Some((yaml, body)) = delimited(source, head) else {
        return FrontMatter { notes: unterminated(source, head), ..none };
    };
    let text = &source[yaml.range()];
    if text.trim().is_empty() {
        return FrontMatter { body, ..none };
    }
    if !begins_with_key(text) {
        return none;
    }
    match serde_yaml::from_str::<Written>(text) {
        Ok(written) => fields(written, source, yaml, body),
        Err(error) => {
            let line = error.location().map_or(1, |at| at.line());
            let message = "expected front matter in YAML, but this cannot be read; it is left out".to_owned();
            FrontMatter {
                body,
                notes: vec![ArticleNote { span: line_span(text, yaml, line), message }],
                ..none
            }
        }
    }
}

/// A line of the front matter, from 1; all of it where that line is empty.
fn line_span(text: &str, yaml: Span, line: u64) -> Span {
    let above = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let at: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let rest = text[at..].lines().next().unwrap_or_default().trim_end();
    if rest.is_empty() {
        return Span::new(yaml.start, yaml.start + text.trim_end().len());
    }
    Span::new(yaml.start + at, yaml.start + at + rest.len())
}

/// The YAML between the delimiters, and where the body begins.
fn delimited(source: &str, head: usize) -> Option<(Span, usize)> {
    let mut lines = source[head..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let start = head + first.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(start, at), at + line.len()));
        }
        at += line.len();
    }
    None
}

/// A note where a text opens front matter and never closes it.
fn unterminated(source: &str, head: usize) -> Vec<ArticleNote> {
    let text = &source[head..];
    let Some(first) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return Vec::new();
    };
    if !begins_with_key(&text[first.len()..]) {
        return Vec::new();
    }
    let message = "expected a line of `---` at the end of front matter; it is read as text".to_owned();
    vec![ArticleNote { span: Span::new(head, head + 3), message }]
}

/// Whether the first line that says anything is `key:`.
fn begins_with_key(yaml: &str) -> bool {
    let mut lines = yaml.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key =
        lines.next().and_then(|line| line.split_once(':')).map(|(key, _)| key.trim_matches(['"', '\'']));
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)))
}

fn fields(written: Written, source: &str, yaml: Span, body: usize) -> FrontMatter {
    let field = |value: Value| {
        let value = value?;
        let text = value.value.trim().to_owned();
        let span = span_of(&value, &text, source, yaml);
        Some(Field { value: text, span }).filter(|field| !field.value.is_empty())
    };
    FrontMatter {
        lang: field(written.lang.or(written.language)),
        date: field(written.date),
        title: field(written.title),
        translation_of: field(written.translation_of.or(written.translation_of_snake)),
        revises: field(written.revises.or(written.corrects)),
        markup_lang: None,
        body,
        notes: Vec::new(),
        allowances: allow::front_matter(source, yaml),
    }
}

/// Where a value stands. An alias (`title: *name`) stands where it is written out.
fn span_of(value: &Spanned<String>, text: &str, source: &str, yaml: Span) -> Span {
    let located = value.defined.span();
    let offset = |part: Option<u64>| part.and_then(|part| usize::try_from(part).ok());
    let (Some(start), Some(len)) = (offset(located.byte_offset()), offset(located.byte_len())) else {
        return yaml;
    };
    let span = Span::new(yaml.start + start, (yaml.start + start + len).min(yaml.end));
    match source.get(span.range()) {
        // The parser's span holds the quotes.
        Some(raw) => match raw.find(text) {
            Some(at) => Span::new(span.start + at, span.start + at + text.len()),
            None => span,
        },
        None => yaml,
    }
}
