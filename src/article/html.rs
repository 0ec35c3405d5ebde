//! HTML inside Markdown: its tags are taken away, its words stay.

use super::BlockKind;
use super::build::Builder;
use crate::span::Span;

/// Elements that stand inside a line of text.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "em", "font", "i", "ins", "label", "mark", "q", "small",
    "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose content is no text of the article.
const HIDDEN: [&str; 7] = ["script", "style", "pre", "code", "del", "s", "svg"];

/// Reads the words of a stretch of HTML.
pub(super) fn read(builder: &mut Builder<'_>, kind: BlockKind, span: Span) {
    let source = builder.source();
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let Some(tag) = tag_len(rest) else {
            // A `<` that opens no tag is a word.
            let from = usize::from(rest.starts_with('<'));
            let len = rest[from..].find('<').map_or(rest.len(), |next| from + next);
            words(builder, kind, Span::new(at, at + len));
            at += len;
            continue;
        };
        let name = tag_name(&rest[..tag]);
        if breaks_line(&rest[..tag]) {
            builder.line_end(Span::new(at, at + tag));
        } else if !name.is_empty() && !INLINE.contains(&name.as_str()) {
            builder.close();
        }
        at += tag;
        if HIDDEN.contains(&name.as_str()) && !rest.starts_with("</") {
            at = end_of(&source[..span.end], at, &name);
        }
    }
}

/// Whether a tag ends the line it stands in.
pub(super) fn breaks_line(tag: &str) -> bool {
    tag_name(tag) == "br"
}

/// Length of the tag or comment a text begins with. One that is not closed takes
/// all of the text.
fn tag_len(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    if inside.starts_with("!--") {
        return Some(text.find("-->").map_or(text.len(), |at| at + 3));
    }
    inside
        .starts_with(|mark: char| mark.is_ascii_alphabetic() || matches!(mark, '/' | '!' | '?'))
        .then(|| text.find('>').map_or(text.len(), |at| at + 1))
}

fn tag_name(tag: &str) -> String {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let name = name.strip_prefix('/').unwrap_or(name);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    name[..len].to_ascii_lowercase()
}

/// Where the end tag of a hidden element begins.
fn end_of(source: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = source[at..].find("</") {
        at += found;
        if tag_name(&source[at..]) == name {
            return at;
        }
        at += 2;
    }
    source.len()
}

/// Text between tags: entities decoded, line ends as spaces.
fn words(builder: &mut Builder<'_>, kind: BlockKind, span: Span) {
    let source = builder.source();
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let len = match rest.as_bytes()[0] {
            b'\n' | b'\r' => {
                let len = rest.len() - rest.trim_start().len();
                builder.line_end(Span::new(at, at + len));
                len
            }
            b'&' => {
                let (len, text) = entity(rest).unwrap_or((1, "&".to_owned()));
                builder.text(kind, Span::new(at, at + len), &text);
                len
            }
            _ => {
                let len = rest.find(['\n', '\r', '&']).unwrap_or(rest.len());
                builder.text(kind, Span::new(at, at + len), &rest[..len]);
                len
            }
        };
        at += len;
    }
}

/// The character reference a text begins with: its length, and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => named(name)?,
    };
    Some((end + 1, letter.to_string()))
}

/// The references that stand between and inside figures and quotations.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "thinsp" => '\u{2009}',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201C}',
        "rdquo" => '\u{201D}',
        "hellip" => '\u{2026}',
        "frac12" => '\u{BD}',
        "euro" => '\u{20AC}',
        "pound" => '\u{A3}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        _ => return None,
    })
}
