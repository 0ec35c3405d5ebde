//! Two columns of text: an original and its translation, as TSV or CSV.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::text::Text;
use super::{Broken, Sides, Unit};
use crate::lang::detect;
use crate::span::Span;

/// Heads that name the columns of a table with more than two.
const HEADS: (&[&str], &[&str]) = (&["source", "original"], &["target", "translation"]);

/// Reads a table; `None` where it is no table of two texts.
pub(super) fn read(source: &str, tabs: bool) -> Result<Option<Vec<Sides>>, Broken> {
    let head = source.len() - source.trim_start_matches('\u{FEFF}').len();
    let first = source[head..].lines().next().unwrap_or_default();
    let delimiter = if tabs || first.contains('\t') {
        b'\t'
    } else if first.contains(';') && !first.contains(',') {
        b';'
    } else {
        b','
    };
    let mut rows = Rows {
        source,
        at: head,
        reader: ReaderBuilder::new().delimiter(delimiter).build(),
        buffer: vec![0; source.len() + 1],
    };
    let Some(first) = rows.next() else { return Ok(None) };
    let Some((columns, langs, is_head)) = layout(source, &first) else { return Ok(None) };
    let mut sides = Sides { langs, ..Sides::default() };
    let mut add = |row: &[Span]| {
        let [a, b] = columns.map(|column| field(source, row[column]));
        if a.is_blank() || b.is_blank() {
            sides.left_out += usize::from(a.is_blank() != b.is_blank());
        } else {
            sides.units.push(Unit { texts: vec![(0, a), (1, b)] });
        }
    };
    if !is_head {
        add(&first);
    }
    while let Some(row) = rows.next() {
        if row.len() == first.len() {
            add(&row);
        } else if !row.iter().all(|cell| source[cell.range()].trim().is_empty()) {
            let message =
                format!("expected {} columns as in the first row, but found {}", first.len(), row.len());
            return Err(Broken { at: row[0].start, message });
        }
    }
    Ok(Some(vec![sides]))
}

type Layout = ([usize; 2], Vec<Option<String>>, bool);

/// Which columns hold the texts, their languages, and whether the first row is a head.
fn layout(source: &str, first: &[Span]) -> Option<Layout> {
    let heads: Vec<String> =
        first.iter().map(|cell| source[cell.range()].trim().trim_matches('"').to_lowercase()).collect();
    let named = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    if let (Some(original), Some(translation)) = (named(HEADS.0), named(HEADS.1)) {
        return Some(([original, translation], vec![None, None], true));
    }
    let [a, b] = heads.as_slice() else { return None };
    let (a, b) = (detect::known_tag(a), detect::known_tag(b));
    let is_head = a.is_some() && b.is_some();
    Some(([0, 1], if is_head { vec![a, b] } else { vec![None, None] }, is_head))
}

/// The text of a cell: a quoted one without its quotes, doubled ones inside once.
fn field(source: &str, cell: Span) -> Text {
    let mut text = Text::default();
    let raw = &source[cell.range()];
    let Some(inner) = raw.strip_prefix('"') else {
        text.copy(source, cell);
        return text;
    };
    let inner = inner.trim_end().strip_suffix('"').unwrap_or(inner);
    let mut at = cell.start + 1;
    let end = at + inner.len();
    for (quote, _) in inner.match_indices("\"\"") {
        let quote = cell.start + 1 + quote;
        text.copy(source, Span::new(at, quote));
        text.stand_for(Span::new(quote, quote + 2), "\"");
        at = quote + 2;
    }
    text.copy(source, Span::new(at, end));
    text
}

/// The rows of a table, each as the places of its cells, quotes included.
struct Rows<'s> {
    source: &'s str,
    at: usize,
    reader: Reader,
    buffer: Vec<u8>,
}

impl Rows<'_> {
    fn next(&mut self) -> Option<Vec<Span>> {
        let mut cells = Vec::new();
        let mut from = self.at;
        loop {
            let input = &self.source.as_bytes()[self.at..];
            let (result, read, _) = self.reader.read_field(input, &mut self.buffer);
            self.at += read;
            match result {
                ReadFieldResult::Field { record_end } => {
                    cells.push(self.cell(from, record_end));
                    if record_end {
                        return Some(cells);
                    }
                    from = self.at;
                }
                // The buffer holds the whole source, so it is never full.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return None,
            }
        }
    }

    /// The cell that ends here, without the mark behind it and line ends before it.
    fn cell(&self, from: usize, record_end: bool) -> Span {
        let raw = &self.source[from..self.at];
        let start = from + (raw.len() - raw.trim_start_matches(['\n', '\r']).len());
        let raw = &self.source[start..self.at];
        let body = if record_end {
            raw.trim_end_matches(['\n', '\r'])
        } else {
            raw.get(..raw.len().saturating_sub(1)).unwrap_or_default()
        };
        Span::new(start, start + body.len())
    }
}
