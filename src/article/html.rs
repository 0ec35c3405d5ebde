//! HTML, as a document or inside Markdown: its tags are taken away, its words stay.

use super::BlockKind;
use super::build::Builder;
use super::front_matter::Field;
use crate::span::Span;

/// Elements that stand inside a line of text.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "em", "font", "i", "ins", "label", "mark", "q", "small",
    "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose content is no text of the article.
const HIDDEN: [&str; 15] = [
    "script", "style", "pre", "code", "del", "s", "svg", "title", "template", "noscript", "textarea",
    "select", "button", "nav", "math",
];

/// Reads the words of a stretch of HTML; those in no element that says better are
/// of this kind. Returns the language its root element declares.
pub(super) fn read(builder: &mut Builder<'_>, outer: BlockKind, span: Span) -> Option<Field> {
    let source = builder.source();
    let mut lang = None;
    let mut kind = outer;
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let Some(len) = tag_len(rest) else {
            // A `<` that opens no tag is a word.
            let from = usize::from(rest.starts_with('<'));
            let len = rest[from..].find('<').map_or(rest.len(), |next| from + next);
            words(builder, kind, Span::new(at, at + len));
            at += len;
            continue;
        };
        let tag = &rest[..len];
        let name = tag_name(tag);
        if tag.starts_with("<!--") {
            builder.comment(Span::new(at, at + len));
        } else if breaks_line(tag) {
            builder.line_end(Span::new(at, at + len));
        } else if !name.is_empty() && !INLINE.contains(&name.as_str()) {
            builder.close();
            kind = if tag.starts_with("</") { outer } else { kind_of(&name, kind) };
        }
        if name == "html" && lang.is_none() {
            lang = declared_lang(tag, at);
        }
        at += len;
        if name == "a" && !tag.starts_with("</") {
            at = end_of_reference(&source[..span.end], at).unwrap_or(at);
        }
        if HIDDEN.contains(&name.as_str()) && !tag.starts_with("</") && !tag.ends_with("/>") {
            at = end_of(&source[..span.end], at, &name);
            builder.line_end(Span::new(at, at));
        }
    }
    builder.close();
    lang
}

/// Where a link ends that is the number of a note in brackets, `[18]`: it counts nothing,
/// and each language of a page numbers its own notes.
fn end_of_reference(source: &str, from: usize) -> Option<usize> {
    let end = end_of(source, from, "a");
    let mut inside = &source[from..end];
    let mut words = String::new();
    while let Some(open) = inside.find('<') {
        words.push_str(&inside[..open]);
        inside = &inside[open + tag_len(&inside[open..])?..];
    }
    words.push_str(inside);
    let number = words.trim().strip_prefix('[')?.strip_suffix(']')?;
    (!number.is_empty() && number.chars().all(char::is_numeric)).then_some(end)
}

/// What the words of an element are.
fn kind_of(name: &str, outer: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dd" | "dt" => BlockKind::Item,
        "td" | "th" => BlockKind::Cell,
        _ => outer,
    }
}

/// The `lang` attribute of a tag.
fn declared_lang(tag: &str, at: usize) -> Option<Field> {
    let value = tag.find(" lang=").map(|found| found + " lang=".len())?;
    let rest = &tag[value..];
    let quoted = rest.starts_with(['"', '\'']);
    let start = value + usize::from(quoted);
    let len = tag[start..].find(['"', '\'', '>', ' '])?;
    let span = Span::new(at + start, at + start + len);
    Some(Field { value: tag[start..start + len].to_owned(), span })
}

/// Whether a tag ends the line it stands in.
pub(super) fn breaks_line(tag: &str) -> bool {
    tag_name(tag) == "br"
}

/// Whether a tag begins (`1`) or ends (`-1`) an element whose words are no text of
/// the article, such as struck-out ones.
pub(super) fn hides(tag: &str) -> isize {
    let hidden = HIDDEN.contains(&tag_name(tag).as_str()) && !tag.ends_with("/>");
    match (hidden, tag.starts_with("</")) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => -1,
    }
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
