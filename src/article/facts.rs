//! What is known of an article besides its text: language, date, title and its
//! relation to others. What is declared wins over the file's name, that over the
//! dateline, that over what the text looks like.

use super::build::Built;
use super::front_matter::{Field, FrontMatter};
use super::{Article, ArticleNote, BlockKind, Declared, Origin};
use crate::lang::dateline::Datelines;
use crate::lang::detect;
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;

/// How many blocks may stand before the dateline, itself included: a title, a
/// subtitle, the name of the author.
const BLOCKS_TO_DATELINE: usize = 4;

/// Puts an article together.
pub(super) fn article(
    source: Source,
    declared: &Declared,
    front: FrontMatter,
    mut built: Built,
    datelines: &Datelines,
) -> Article {
    let mut notes = front.notes;
    let (lang, lang_origin) =
        language(&source, declared, (front.lang, front.markup_lang), &built.text, &mut notes);
    let head = read_dateline(&mut built, &lang, datelines);
    let written = declared_date(declared, front.date, &mut notes);
    let (date, date_span) = written
        .or_else(|| date_in_name(&source.name).map(|date| (date, None)))
        .or_else(|| head.date.map(|(date, span)| (date, Some(built.map.to_source(span)))))
        .map_or((None, None), |(date, span)| (Some(date), span));
    let mut allowances = front.allowances;
    allowances.append(&mut built.allowances);
    let value = |field: Option<Field>| field.map(|field| field.value);
    let title = declared.title.clone().or_else(|| value(front.title)).or_else(|| first_title(&built));
    Article {
        source,
        lang,
        lang_origin,
        date,
        date_span,
        title,
        translation_of: declared.translation_of.clone().or_else(|| value(front.translation_of)),
        revises: value(front.revises),
        text: built.text,
        map: built.map,
        blocks: built.blocks,
        dateline: head.span,
        notes,
        units: None,
        allowances,
    }
}

fn first_title(built: &Built) -> Option<String> {
    let title = built.blocks.iter().find(|block| block.kind == BlockKind::Title)?;
    Some(built.text[title.span.range()].to_owned())
}

fn language(
    source: &Source,
    declared: &Declared,
    (front, markup): (Option<Field>, Option<Field>),
    text: &str,
    notes: &mut Vec<ArticleNote>,
) -> (String, Origin) {
    let outside = declared.lang.clone().map(|value| Field { value, span: Span::default() });
    for field in [outside, front].into_iter().flatten() {
        match detect::normal_tag(&field.value) {
            Some(tag) => return (tag, Origin::Declared),
            None => notes.push(not_a(&field, "a language tag such as `en` or `zh-Hant`")),
        }
    }
    if let Some(tag) = detect::tag_in_name(&source.name, text) {
        return (tag, Origin::FileName);
    }
    // Templates leave a `lang` behind that was never looked at: one that does not
    // fit the script is not believed.
    if let Some(tag) = markup.and_then(|field| detect::fitting_tag(&field.value, text)) {
        return (tag, Origin::Markup);
    }
    (detect::language_of(text).unwrap_or("und").to_owned(), Origin::Detected)
}

fn not_a(field: &Field, wanted: &str) -> ArticleNote {
    ArticleNote { span: field.span, message: format!("expected {wanted}, but found `{}`", field.value) }
}

fn declared_date(
    declared: &Declared,
    front: Option<Field>,
    notes: &mut Vec<ArticleNote>,
) -> Option<(Edtf, Option<Span>)> {
    let outside = declared.date.clone().map(|value| (Field { value, span: Span::default() }, false));
    for (field, stands) in [outside, front.map(|field| (field, true))].into_iter().flatten() {
        match publication_date(&field.value) {
            Some(date) => return Some((date, stands.then_some(field.span))),
            None => notes.push(not_a(&field, "a date such as `2024-07-05`")),
        }
    }
    None
}

/// A date as front matter gives it, often with a time behind it.
fn publication_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let date: Edtf = day.parse().ok()?;
    (matches!(date, Edtf::Date { year: Some(_), .. }) && date.is_valid_day()).then_some(date)
}

/// The day in a file's name: `2024-07-05-summit.md`.
fn date_in_name(name: &str) -> Option<Edtf> {
    let file = name.rsplit(['/', '\\']).next()?;
    let bytes = file.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find_map(|at| {
        let date: Edtf = file.get(at..at + 10)?.parse().ok()?;
        let part_of_more = is_digit(at + 10) || at.checked_sub(1).is_some_and(is_digit);
        let full = matches!(date, Edtf::Date { year: Some(1000..), day: Some(_), .. });
        (!part_of_more && full && date.is_valid_day()).then_some(date)
    })
}

/// What the head of the text says.
#[derive(Default)]
struct Head {
    /// The dateline, as offsets into the text.
    span: Option<Span>,
    date: Option<(Edtf, Span)>,
}

fn read_dateline(built: &mut Built, lang: &str, datelines: &Datelines) -> Head {
    for index in 0..built.blocks.len().min(BLOCKS_TO_DATELINE) {
        let block = built.blocks[index];
        let Some(found) = datelines.find(lang, &built.text[block.span.range()]) else { continue };
        let shift = |span: Span| Span::new(block.span.start + span.start, block.span.start + span.end);
        if found.span.end == block.span.len() {
            // A dateline on a line of its own only looks like a title.
            built.blocks[index].kind = BlockKind::Paragraph;
        }
        return Head { span: Some(shift(found.span)), date: found.date.zip(found.date_span.map(shift)) };
    }
    Head::default()
}
