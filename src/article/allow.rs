//! What a text says to factlint: `factlint-allow CHECK-or-RULE: reason`.
//!
//! Markdown and HTML say it in a comment, plain text in a line of its own, front
//! matter in a mapping. What it means for findings is left to
//! [`select`](crate::select); here it is read, with its place and what is wrong with it.

use crate::rule::tree::{self, Kind};
use crate::span::Span;

/// What every one begins with.
const PREFIX: &str = "factlint-";

/// One exception that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Where it says so.
    pub span: Span,
    /// For which part of the article.
    pub covers: Covers,
    /// The checks and rules it names, with their places.
    pub targets: Vec<(String, Span)>,
    /// Why it cannot be followed; it then allows nothing.
    pub flaw: Option<Flaw>,
}

/// The part of an article that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// All of it.
    File,
    /// A stretch of the source: the next paragraph, list or table.
    Stretch(Span),
    /// Nothing follows.
    Nothing,
}

/// What keeps an exception from being followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It gives no reason.
    NoReason,
    /// It names neither check nor rule.
    NoTarget,
    /// A word like `factlint-ignore`, which means nothing.
    NoSuchWord(String),
    /// In front matter: something else than names with reasons.
    NoMapping,
    /// No text comes after it.
    NothingFollows,
}

/// Reads the inside of a comment, or a line of plain text; `None` when it is not for
/// factlint.
pub(super) fn read(source: &str, within: Span) -> Option<Allowance> {
    let text = trimmed(source, within);
    let inside = &source[text.range()];
    if !inside.get(..PREFIX.len())?.eq_ignore_ascii_case(PREFIX) {
        return None;
    }
    let len = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let whole = |flaw| Allowance { span: text, covers: Covers::Nothing, targets: Vec::new(), flaw };
    let covers = match inside[..len].to_ascii_lowercase().as_str() {
        "factlint-allow" => Covers::Nothing,
        "factlint-allow-file" => Covers::File,
        other => return Some(whole(Some(Flaw::NoSuchWord(other.to_owned())))),
    };
    // A colon after the word is a slip that can be understood.
    let mut rest = trimmed(source, Span::new(text.start + len, text.end));
    if source[rest.range()].starts_with(COLONS) {
        rest = trimmed(source, Span::new(rest.start + first_len(source, rest), rest.end));
    }
    let body = &source[rest.range()];
    let (named, reason) = match body.find(COLONS) {
        Some(colon) => {
            let at = rest.start + colon;
            let after = at + first_len(source, Span::new(at, rest.end));
            (Span::new(rest.start, at), trimmed(source, Span::new(after, rest.end)))
        }
        None => (rest, Span::default()),
    };
    let targets = targets(source, named);
    let flaw =
        if targets.is_empty() { Some(Flaw::NoTarget) } else { reason.is_empty().then_some(Flaw::NoReason) };
    Some(Allowance { covers, targets, ..whole(flaw) })
}

/// Reads the inside of a comment of HTML, its marks included.
pub(super) fn comment(source: &str, whole: Span) -> Option<Allowance> {
    let text = &source[whole.range()];
    let inside = text.strip_prefix("<!--")?.strip_suffix("-->")?;
    let start = whole.start + "<!--".len();
    read(source, Span::new(start, start + inside.len()))
}

/// Reads a line of plain text: the words themselves, or a comment of HTML around them.
pub(super) fn line(source: &str, line: Span) -> Option<Allowance> {
    let line = trimmed(source, line);
    let text = &source[line.range()];
    if text.starts_with("<!--") {
        return comment(source, line);
    }
    // A sentence may begin with the name of the program, but not like this.
    let allow = "factlint-allow";
    text.get(..allow.len()).filter(|head| head.eq_ignore_ascii_case(allow))?;
    read(source, line)
}

/// Reads `factlint-allow` of front matter: names with their reasons, for the whole
/// article.
pub(super) fn front_matter(source: &str, yaml: Span) -> Vec<Allowance> {
    let text = &source[yaml.range()];
    if !text.contains("factlint-allow") {
        return Vec::new();
    }
    let Ok(tree) = tree::parse(text) else { return Vec::new() };
    let Kind::Mapping(entries) = tree.kind else { return Vec::new() };
    let shift = |span: Span| Span::new(yaml.start + span.start, yaml.start + span.end);
    let mut found = Vec::new();
    for (key, value) in entries {
        if !matches!(&key.kind, Kind::Text(name) if name == "factlint-allow" || name == "factlint-allow-file")
        {
            continue;
        }
        let whole = |span, flaw| Allowance { span, covers: Covers::File, targets: Vec::new(), flaw };
        let Kind::Mapping(named) = value.kind else {
            found.push(whole(shift(key.span), Some(Flaw::NoMapping)));
            continue;
        };
        for (name, reason) in named {
            let Kind::Text(target) = name.kind else { continue };
            let given = matches!(&reason.kind, Kind::Text(reason) if !reason.trim().is_empty());
            let span = shift(name.span);
            let flaw = (!given).then_some(Flaw::NoReason);
            found.push(Allowance { targets: vec![(target, span)], ..whole(span, flaw) });
        }
    }
    found
}

/// The colons of the keyboards of the world.
const COLONS: [char; 3] = [':', '\u{FF1A}', '\u{FE55}'];

/// Their commas.
const COMMAS: [char; 4] = [',', '\u{60C}', '\u{FF0C}', '\u{3001}'];

fn targets(source: &str, named: Span) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = named.start;
    for piece in source[named.range()].split(COMMAS) {
        let span = trimmed(source, Span::new(at, at + piece.len()));
        if !span.is_empty() {
            found.push((source[span.range()].to_owned(), span));
        }
        at += piece.len();
        at += first_len(source, Span::new(at, named.end));
    }
    found
}

/// Length of the first character.
fn first_len(source: &str, span: Span) -> usize {
    source[span.range()].chars().next().map_or(0, char::len_utf8)
}

/// Without white space and the invisible marks that editors of right-to-left text put
/// around Latin letters.
fn trimmed(source: &str, span: Span) -> Span {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let text = &source[span.range()];
    let end = span.start + text.trim_end_matches(is_mark).len();
    let start = span.end - text.trim_start_matches(is_mark).len();
    Span::new(start.min(end), end)
}
