//! Writing an exception into an article: where it goes, and how it is written there.
//! What is offered was tried: read again, the article is the same and the place is
//! allowed, once somebody has said why.

use crate::article::{Article, BlockKind, Covers, Declared, parse};
use crate::lang::dateline::Datelines;
use crate::source::Source;
use crate::span::Span;

/// An exception as it would be written. Between its two parts the reason is missing:
/// as long as it is, nothing is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Where it goes in the source.
    pub at: usize,
    /// What stands before the reason.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// It holds for the whole article, for there is no narrower way to write it here.
    pub whole: bool,
}

/// The exception that allows a place of an article what `target` names.
pub fn exception(article: &Article, place: Span, target: &str) -> Option<Exception> {
    let line = in_a_line(article, place, target);
    let mut all = line.into_iter().flatten().chain(in_front_matter(&article.source.text, target));
    all.find(|exception| works(article, place, target, exception))
}

/// Before the paragraph, list or table, and inside of it: as a comment, or as the line of
/// its own that plain text has.
fn in_a_line(article: &Article, place: Span, target: &str) -> Option<Vec<Exception>> {
    let source = &article.source.text;
    let span = |at: usize| article.map.to_source(article.blocks[at].span);
    let block = (0..article.blocks.len()).find(|&at| span(at).overlaps(place) || span(at).contains(place))?;
    let kind = article.blocks[block].kind;
    let many = matches!(kind, BlockKind::Item | BlockKind::Cell);
    let before = (0..block).rev().take_while(|&at| many && article.blocks[at].kind == kind);
    let first = before.last().unwrap_or(block);
    let written = |at: usize, before: String, after: String| Exception { at, before, after, whole: false };
    let on_line = |offset: usize| {
        let start = source[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let margin = &source[start..offset];
        let length = margin.find(|c: char| !matches!(c, ' ' | '\t' | '>')).unwrap_or(margin.len());
        let (margin, end) = (&margin[..length], line_end(source));
        [
            written(start, format!("{margin}factlint-allow {target}: "), end.to_owned()),
            written(start, format!("{margin}<!-- factlint-allow {target}: "), format!(" -->{end}")),
        ]
    };
    let inside = span(block).start;
    let within = written(inside, format!("<!-- factlint-allow {target}: "), " -->".to_owned());
    Some(on_line(span(first).start).into_iter().chain(on_line(inside)).chain([within]).collect())
}

/// In the front matter, for all of the article; with new front matter if there is none.
fn in_front_matter(source: &str, target: &str) -> Vec<Exception> {
    let (head, end) = (source.len() - source.trim_start_matches('\u{FEFF}').len(), line_end(source));
    let whole = |at: usize, before: String, after: String| Exception { at, before, after, whole: true };
    let mut lines = source[head..].split_inclusive('\n');
    let mut at = head + lines.next().filter(|line| line.trim_end() == "---").map_or(0, str::len);
    if at == head {
        let before = format!("---{end}factlint-allow:{end}  {target}: ");
        return vec![whole(head, before, format!("{end}---{end}{end}"))];
    }
    for line in lines {
        if line.trim_end() == "factlint-allow:" {
            return vec![whole(at + line.len(), format!("  {target}: "), end.to_owned())];
        }
        if matches!(line.trim_end(), "---" | "...") {
            return vec![whole(at, format!("factlint-allow:{end}  {target}: "), end.to_owned())];
        }
        at += line.len();
    }
    Vec::new()
}

/// How the lines of a text end.
fn line_end(source: &str) -> &'static str {
    if source.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Whether the article with the exception in it is the same to its readers, and allows
/// the place.
fn works(article: &Article, place: Span, target: &str, exception: &Exception) -> bool {
    let Exception { at, before, after, .. } = exception;
    let inserted = format!("{before}reason{after}");
    let mut text = article.source.text.clone();
    text.insert_str(*at, &inserted);
    let source = Source::new(article.source.name.clone(), text);
    let changed = parse(source, &Declared::default(), Datelines::built_in());
    let moved = if place.start >= *at { inserted.len() } else { 0 };
    let place = Span::new(place.start + moved, place.end + moved);
    let reads_the_same = changed.text == article.text && changed.blocks == article.blocks;
    reads_the_same
        && changed.allowances.len() == article.allowances.len() + 1
        && changed.allowances.iter().any(|allowance| {
            let named = allowance.targets.iter().any(|(name, _)| name == target);
            let covers = match allowance.covers {
                Covers::File => true,
                Covers::Stretch(span) => span.overlaps(place) || span.contains(place),
                Covers::Nothing => false,
            };
            allowance.flaw.is_none() && named && covers
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The article with the exception at the mark `@`, `_` where the reason goes.
    fn allowed(name: &str, text: &str) -> String {
        let at = text.find('@').expect("the text has a mark");
        let mut text = text.replacen('@', "", 1);
        let article = parse(Source::new(name, text.clone()), &Declared::default(), Datelines::built_in());
        let Some(found) = exception(&article, Span::new(at, at + 1), "weekday-mismatch") else {
            return "none".to_owned();
        };
        text.insert_str(found.at, &format!("{}_{}", found.before, found.after));
        text.replace("weekday-mismatch", "W").replace("factlint-", "f-")
    }

    #[test]
    fn markdown_has_a_comment_before_the_paragraph() {
        assert_eq!(
            allowed("a.md", "# A\n\nb\n\nc @5 d\ne\n"),
            "# A\n\nb\n\n<!-- f-allow W: _ -->\nc 5 d\ne\n"
        );
        assert_eq!(allowed("a.md", "# A @5\n\nb\n"), "<!-- f-allow W: _ -->\n# A 5\n\nb\n");
        assert_eq!(allowed("a.md", "> a\n>\n> b @5\n"), "> a\n>\n> <!-- f-allow W: _ -->\n> b 5\n");
        assert_eq!(allowed("a.md", "a\r\n\r\nb @5\r\n"), "a\r\n\r\n<!-- f-allow W: _ -->\r\nb 5\r\n");
    }

    #[test]
    fn a_list_and_a_table_have_it_before_all_of_them() {
        assert_eq!(allowed("a.md", "- a\n- b @5\n"), "<!-- f-allow W: _ -->\n- a\n- b 5\n");
        let table = "a\n\nx | y\n--- | ---\n1 | @5\n";
        let written = "a\n\n<!-- f-allow W: _ -->\nx | y\n--- | ---\n1 | 5\n";
        assert_eq!(allowed("a.md", table), written);
    }

    #[test]
    fn plain_text_has_a_line_and_html_a_comment() {
        assert_eq!(allowed("a.txt", "a\n\nb @5\n"), "a\n\nf-allow W: _\nb 5\n");
        assert_eq!(allowed("a.html", "<p>a</p><p>b @5</p>"), "<p>a</p><p><!-- f-allow W: _ -->b 5</p>");
        assert_eq!(
            allowed("a.html", "<p>a</p>\n<p>b @5</p>\n"),
            "<p>a</p>\n<!-- f-allow W: _ -->\n<p>b 5</p>\n"
        );
    }

    #[test]
    fn front_matter_has_a_mapping() {
        assert_eq!(
            allowed("a.md", "---\ntitle: b @5\n---\nc\n"),
            "---\ntitle: b 5\nf-allow:\n  W: _\n---\nc\n"
        );
        assert_eq!(
            allowed("a.md", "---\ntitle: b @5\nfactlint-allow:\n  age: so\n---\nc\n"),
            "---\ntitle: b 5\nf-allow:\n  W: _\n  age: so\n---\nc\n"
        );
    }
}
