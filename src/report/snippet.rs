//! One box for miette: a source of our own that holds the one line to show.
//!
//! miette's own sources print whole lines and count columns in bytes. Ours holds
//! the window, made harmless, and knows its line and its column in characters.
//!
//! Carets are drawn where they stand under their words. Terminals and web logs
//! reorder right-to-left text but not the caret line below it, and disagree about
//! the width of joined emoji. There the figure is marked in the line itself, and
//! its label quotes it.

use miette::{LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::panel::{Mark, Panel};
use super::places::{Lined, Places};
use super::sanitise::{self, FSI, LRM, PDI, RLM};
use super::window::Window;
use super::{Bidi, Options};
use crate::finding::SourceId;
use crate::span::Span;

/// Columns of source text in a box.
const COLUMNS: usize = 90;
/// Characters of a figure quoted in its label.
const QUOTED: usize = 80;
/// The colours of labels, in the order in which miette cycles through them.
const STYLES: [&str; 3] = ["\u{1B}[1;4;35m", "\u{1B}[1;4;33m", "\u{1B}[1;4;32m"];
const RESET: &str = "\u{1B}[0m";

/// Columns a window may take on a screen of that width, beside the line number.
pub fn columns(options: &Options) -> usize {
    options.width.saturating_sub(8).clamp(20, COLUMNS)
}

/// The line of one box. Offsets are its own, from 0.
#[derive(Debug)]
pub struct Snippet {
    name: String,
    line: usize,
    column: usize,
    data: String,
}

/// The box of a panel: its source and the labels on it.
pub fn snippet(panel: &Panel, places: &Places, options: &Options) -> (Snippet, Vec<LabeledSpan>) {
    let source = places.source(panel.source);
    let window = panel.window(source, columns(options));
    let shown = sanitise::same_length(source.slice(window.span));
    let (data, labels) = if carets_hold(&shown) {
        carets(panel, source, window, &shown, options)
    } else {
        inline(panel, source, window, &shown, options)
    };
    // miette counts both from 0.
    let (line, column) = source.position(panel.marks[0].span.start);
    let name = sanitise::name(source.name, options.bidi);
    (Snippet { name, line: line - 1, column: column - 1, data }, labels)
}

/// Whether every screen puts a caret under its word: nothing is reordered, and
/// the width of the text is that of its characters, which is how miette counts.
fn carets_hold(shown: &str) -> bool {
    let counted: usize = shown.chars().map(|c| c.width().unwrap_or(0)).sum();
    !sanitise::has_rtl(shown) && counted == shown.width()
}

/// The line as it is, with labels under their words.
fn carets(
    panel: &Panel,
    source: Lined,
    window: Window,
    shown: &str,
    options: &Options,
) -> (String, Vec<LabeledSpan>) {
    let (lead, tail) = ellipses(window);
    let labels = panel.marks.iter().map(|mark| {
        let local = local(mark, window);
        let hidden = local.end < mark.whole.end - window.span.start;
        let text = label_text(mark, source, hidden, options);
        LabeledSpan::new(Some(text).filter(|text| !text.is_empty()), local.start + lead.len(), local.len())
    });
    let labels: Vec<_> = labels.collect();
    let mut line = format!("{lead}{shown}{tail}");
    // miette shows no line where there is no text, and no label that starts behind it.
    if line.is_empty() || labels.iter().any(|label| label.offset() == line.len()) {
        line.push(' ');
    }
    (line, labels)
}

/// The line with its figures marked in it, and labels that quote them below its
/// start. They have no length, so that miette draws a dot for each and no carets.
fn inline(
    panel: &Panel,
    source: Lined,
    window: Window,
    shown: &str,
    options: &Options,
) -> (String, Vec<LabeledSpan>) {
    // miette writes labels of one column from the last to the first.
    let mut marks = panel.marks.clone();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.span));
    let labels = marks
        .iter()
        .map(|mark| LabeledSpan::new(Some(label_text(mark, source, true, options)), 0, 0))
        .collect();
    let (lead, tail) = ellipses(window);
    let line = format!("{lead}{}{tail}", marked(&marks, window, shown, options));
    if options.bidi == Bidi::Plain || !sanitise::has_rtl(shown) {
        return (line, labels);
    }
    // A window may begin with a word of the other direction. Rule files are YAML
    // and run from left to right, whatever they hold.
    let rules = matches!(panel.source, SourceId::Rules(_));
    let direction = if !rules && runs_right_to_left(shown) { RLM } else { LRM };
    (format!("{FSI}{direction}{line}{PDI}"), labels)
}

/// Whether more of the letters run that way than the other.
fn runs_right_to_left(shown: &str) -> bool {
    let letters = shown.chars().filter(|c| c.is_alphabetic());
    let (right, left): (Vec<_>, Vec<_>) = letters.partition(|c| sanitise::is_rtl(*c));
    right.len() > left.len()
}

/// The window with each mark between brackets, or in its label's colour. Marks
/// come from the last to the first; of two that overlap, the later one is only
/// quoted.
fn marked(marks: &[Mark], window: Window, shown: &str, options: &Options) -> String {
    let mut line = String::new();
    let mut done = 0;
    for (index, mark) in marks.iter().enumerate().rev() {
        let local = local(mark, window);
        if local.start < done {
            continue;
        }
        let style = STYLES[index % STYLES.len()];
        let (open, close) = if options.color { (style, RESET) } else { ("⟦", "⟧") };
        line.push_str(&shown[done..local.start]);
        line.push_str(open);
        line.push_str(&shown[local.range()]);
        line.push_str(close);
        done = local.end;
    }
    line.push_str(&shown[done..]);
    line
}

fn ellipses(window: Window) -> (&'static str, &'static str) {
    (if window.cut_before { "… " } else { "" }, if window.cut_after { " …" } else { "" })
}

/// Where a mark lies in the window. It starts in it; only a figure wider than the
/// window ends beyond.
fn local(mark: &Mark, window: Window) -> Span {
    let end = mark.span.end.min(window.span.end);
    Span::new(mark.span.start - window.span.start, end - window.span.start)
}

/// What a label says: the words where they cannot be pointed at, what the place
/// states, how it was read.
fn label_text(mark: &Mark, source: Lined, quoted: bool, options: &Options) -> String {
    let mut text = String::new();
    if quoted {
        text = sanitise::quote(source.slice(mark.whole), QUOTED);
        if options.bidi == Bidi::Isolate && !text.is_empty() {
            text = format!("{FSI}{text}{PDI}");
        }
    }
    let says = sanitise::line(mark.label.text.trim(), options.bidi);
    if !says.is_empty() {
        text.push_str(if text.is_empty() { "" } else { " — " });
        text.push_str(&says);
    }
    let reading = sanitise::line(mark.label.reading.trim(), options.bidi);
    if !reading.is_empty() && !says.contains(&reading) {
        text.push_str(if text.is_empty() { "→ " } else { " → " });
        text.push_str(&reading);
    }
    text
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // miette asks without context lines when it writes the header, and only then.
        let header = before == 0 && after == 0;
        Ok(Box::new(Contents {
            snippet: self,
            span: (0, self.data.len()).into(),
            column: if header { self.column } else { 0 },
        }))
    }
}

/// The whole of a snippet, as miette wants it.
struct Contents<'a> {
    snippet: &'a Snippet,
    span: SourceSpan,
    column: usize,
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.snippet.data.as_bytes()
    }
    fn span(&self) -> &SourceSpan {
        &self.span
    }
    fn name(&self) -> Option<&str> {
        Some(&self.snippet.name)
    }
    fn line(&self) -> usize {
        self.snippet.line
    }
    fn column(&self) -> usize {
        self.column
    }
    fn line_count(&self) -> usize {
        1
    }
}
