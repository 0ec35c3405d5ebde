//! Plain text: paragraphs between blank lines, one a line, or wrapped by hand.

use std::collections::VecDeque;

use unicode_width::UnicodeWidthStr;

use super::allow::{self, Allowance};
use super::build::Builder;
use super::{Block, BlockKind};
use crate::span::Span;

/// Lines of hand-wrapped text are no wider than this.
const WIDEST: usize = 120;

/// A line longer than this in characters is no title.
const LONGEST_TITLE: usize = 120;

/// A line longer than this in characters is no heading inside the text.
const LONGEST_HEADING: usize = 80;

/// Reads the blocks of plain text from `body` on.
pub(super) fn read(builder: &mut Builder<'_>, body: usize) {
    let source = builder.source();
    let (lines, mut said) = lines_of(source, body);
    let wrapping = Wrapping::of(&lines, source);
    let first = builder.blocks().len();
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        match before {
            Some(above) if !line.is_blank() && wrapping.joins(above, line, source) => {
                builder.line_end(Span::new(above.span.end, line.span.start));
            }
            _ => builder.close(),
        }
        while let Some((_, allowance)) = said.pop_front_if(|(before, _)| *before <= at) {
            builder.allow(Some(allowance));
        }
        if !line.is_blank() {
            builder.text(line.kind, line.span, &source[line.span.range()]);
        }
        before = Some(line);
    }
    builder.close();
    for (_, allowance) in said {
        builder.allow(Some(allowance));
    }
    mark_title(builder, first);
    mark_headings(builder, first);
}

/// A line without its white space and bullet.
struct Line {
    span: Span,
    kind: BlockKind,
    /// Whether a bullet or number opens it.
    opens: bool,
    indented: bool,
    width: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// What a text says to factlint, each before the line of this index.
type Said = VecDeque<(usize, Allowance)>;

/// The lines of a text, and apart from them those that are not for its readers. LF,
/// CRLF and the lone CR of old editors end one.
fn lines_of(source: &str, body: usize) -> (Vec<Line>, Said) {
    let mut at = body;
    let mut lines = Vec::new();
    let mut said = Said::new();
    // Looking for one letter is much faster than for one of two.
    let pieces = source[body..].split_inclusive('\n').flat_map(|piece| piece.split_inclusive('\r'));
    for piece in pieces {
        // The LF of a CRLF would be one blank line too many.
        if piece != "\n" || !source[..at].ends_with('\r') {
            let whole = Span::new(at, at + piece.len());
            let line = line_of(source, whole);
            // Many blank lines say no more than one.
            if let Some(allowance) = allow::line(source, whole) {
                said.push_back((lines.len(), allowance));
            } else if !line.is_blank() || lines.last().is_some_and(|above: &Line| !above.is_blank()) {
                lines.push(line);
            }
        }
        at += piece.len();
    }
    (lines, said)
}

fn line_of(source: &str, whole: Span) -> Line {
    let raw = &source[whole.range()];
    let text = raw.trim();
    let start = whole.start + (raw.len() - raw.trim_start().len());
    let span = Span::new(start, start + text.len());
    let indented = raw.starts_with(['\t', ' ', '\u{3000}']);
    let width = width_of(text);
    if is_rule(text) {
        return Line {
            span: Span::new(start, start),
            kind: BlockKind::Paragraph,
            opens: false,
            indented,
            width: 0,
        };
    }
    match bullet(text) {
        Some(len) => {
            let span = Span::new(start + len, span.end);
            Line { span, kind: BlockKind::Item, opens: true, indented, width }
        }
        None => Line { span, kind: BlockKind::Paragraph, opens: false, indented, width },
    }
}

/// The width of a line; of a paragraph, enough of it to see that nobody wrapped it.
fn width_of(text: &str) -> usize {
    let head = &text[..text.floor_char_boundary(LONG)];
    let plain = head.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let width = if plain { head.len() } else { head.width() };
    if head.len() == text.len() || width > WIDEST { width } else { text.width() }
}

/// In so many bytes of a line it shows whether it is wider than a column.
const LONG: usize = 256;

/// A line drawn under or between texts.
fn is_rule(text: &str) -> bool {
    text.len() >= 3
        && ["-", "=", "*", "_", "~"].iter().any(|mark| text.trim_matches(|c| mark.contains(c)).is_empty())
}

/// Length of what is left out before an item; 0 for a number, which stays.
fn bullet(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    if matches!(
        mark,
        '-' | '*' | '+' | '\u{2022}' | '\u{2023}' | '\u{25AA}' | '\u{25CF}' | '\u{25E6}' | '\u{B7}'
    ) {
        let rest = text[mark.len_utf8()..].trim_start();
        let spaced = mark.len_utf8() + rest.len() < text.len();
        return (spaced && !rest.is_empty()).then_some(text.len() - rest.len());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && rest.starts_with([' ', '\t'])).then_some(0)
}

/// Whether and how wide a text is wrapped by hand.
struct Wrapping {
    /// Width of the widest line; `None` where lines are paragraphs.
    width: Option<usize>,
}

impl Wrapping {
    /// A wrapped line ends where the next word would not have fitted. Where nearly
    /// all lines do, the text was wrapped.
    fn of(lines: &[Line], source: &str) -> Self {
        let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
        if !(40..=WIDEST).contains(&widest) {
            return Self { width: None };
        }
        let (mut pairs, mut full, mut stopped) = (0, 0, 0);
        for pair in lines.windows(2).filter(|pair| may_join(&pair[0], &pair[1])) {
            pairs += 1;
            full += usize::from(is_full(&pair[0], &pair[1], widest, source));
            stopped += usize::from(ends_sentence(&source[pair[0].span.range()]));
        }
        // One pair is too little to see a margin by, unless the sentence plainly
        // goes on; lines that all end in a full stop are sentences.
        let goes_on = lines.windows(2).any(|pair| {
            may_join(&pair[0], &pair[1]) && source[pair[1].span.range()].starts_with(char::is_lowercase)
        });
        let wrapped = full * 5 >= pairs * 4 && stopped < pairs && (pairs >= 2 || goes_on);
        Self { width: wrapped.then_some(widest) }
    }

    fn joins(&self, above: &Line, line: &Line, source: &str) -> bool {
        self.width.is_some_and(|width| may_join(above, line) && is_full(above, line, width, source))
    }
}

fn may_join(above: &Line, line: &Line) -> bool {
    !above.is_blank() && !line.is_blank() && !line.opens && (above.opens || above.indented || !line.indented)
}

fn is_full(above: &Line, line: &Line, width: usize, source: &str) -> bool {
    let text = &source[line.span.range()];
    let word = text.split_whitespace().next().unwrap_or_default().width();
    above.width >= width / 2 && (above.width + 1 + word) * 10 >= width * 9
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(is_closing);
    ends_in_stop(text) || text.ends_with(['!', '?', '\u{61F}', '\u{FF01}', '\u{FF1F}'])
}

/// A full stop of any script, or a mark that says more is to come.
fn ends_in_stop(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with([
        '.', ',', ';', ':', '\u{2026}', '\u{3002}', '\u{FF0E}', '\u{FF0C}', '\u{FF1A}', '\u{FF1B}',
        '\u{964}', '\u{6D4}', '\u{60C}', '\u{61B}', '\u{589}',
    ])
}

const fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | ')' | ']' | '\u{201D}' | '\u{2019}' | '\u{BB}' | '\u{300D}' | '\u{FF09}')
}

/// Makes a title of a short first line without a full stop, when longer text
/// follows.
fn mark_title(builder: &mut Builder<'_>, first: usize) {
    let blocks = &builder.blocks()[first..];
    let Some((title, rest)) = blocks.split_first() else { return };
    let longer = rest.iter().take(4).any(|block| block.span.len() > title.span.len());
    if longer && may_head(builder, title, LONGEST_TITLE) {
        builder.set_kind(first, BlockKind::Title);
    }
}

/// Makes a heading of a short line without a full stop between a paragraph that
/// ends and a longer one.
fn mark_headings(builder: &mut Builder<'_>, first: usize) {
    for index in first + 1..builder.blocks().len().saturating_sub(1) {
        let [above, block, below] = [index - 1, index, index + 1].map(|index| builder.blocks()[index]);
        let stands_out = ends_sentence(builder.text_of(&above))
            && below.kind == BlockKind::Paragraph
            && below.span.len() > block.span.len() * 2;
        if stands_out && may_head(builder, &block, LONGEST_HEADING) {
            builder.set_kind(index, BlockKind::Heading);
        }
    }
}

fn may_head(builder: &Builder<'_>, block: &Block, longest: usize) -> bool {
    let text = builder.text_of(block);
    let short = text.chars().take(longest + 1).count() <= longest;
    block.kind == BlockKind::Paragraph && short && !ends_in_stop(text)
}
