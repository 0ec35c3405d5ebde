//! A bilingual file in XML, walked once. Nothing outside the file is ever fetched, and
//! no entity is expanded but those that stand for one character.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::text::{GAP, Text};
use super::{Broken, Sides};
use crate::span::Span;

/// Elements whose content is code of another format.
const CODE: &[&str] = &["bpt", "ept", "ph", "it", "ut"];
/// Elements that stand for something that is not said here; other inline elements are
/// formatting, and leave nothing.
const STANDS: &[&str] = &["x", "ph", "it", "ut", "cp"];

/// One format in XML.
pub(super) trait Format {
    /// An element begins below `parents`; whether its content is the text of a unit.
    ///
    /// # Errors
    /// What is wrong with it.
    fn open(&mut self, parents: &[String], element: &Element<'_>) -> Result<bool, String>;
    /// The text of the element opened last that was said to be one.
    fn text(&mut self, name: &str, text: Text);
    /// An element that is no text ends.
    fn close(&mut self, name: &str);
    /// What was read.
    fn finish(self) -> Vec<Sides>;
}

/// The start of an element.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Its name, without the prefix of a namespace.
    pub(super) fn name(&self) -> &str {
        local(self.start)
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Result<Option<String>, String> {
        let found = self.start.try_get_attribute(name).map_err(|error| error.to_string())?;
        let value = found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0));
        value.transpose().map(|value| value.map(Into::into)).map_err(|error| error.to_string())
    }
}

fn local<'a>(start: &'a BytesStart<'_>) -> &'a str {
    let name = start.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Reads a file.
pub(super) fn read<F: Format>(source: &str, format: F) -> Result<Vec<Sides>, Broken> {
    let head = source.len() - source.trim_start_matches('\u{FEFF}').len();
    let mut reader = Reader::from_str(&source[head..]);
    let mut walk = Walk { source, head, format, open: Vec::new(), text: None, code: None };
    loop {
        let from = head + position(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = head + position(reader.error_position());
                return Err(Broken { at, message: format!("expected well-formed XML: {error}") });
            }
        };
        let span = Span::new(from, head + position(reader.buffer_position()));
        if matches!(event, Event::Eof) {
            break;
        }
        walk.event(&event, span).map_err(|message| Broken { at: from, message })?;
    }
    if let Some(name) = walk.open.last() {
        let message = format!("expected `</{name}>` before the end of the file");
        return Err(Broken { at: source.len(), message });
    }
    Ok(walk.format.finish())
}

/// A text is shorter than what `usize` counts.
fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

struct Walk<'s, F> {
    source: &'s str,
    head: usize,
    format: F,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// The text that is being read, and how many elements were open before it.
    text: Option<(usize, Text)>,
    /// Where the code that is being skipped begins, and how many elements were open.
    code: Option<(usize, usize)>,
}

impl<F: Format> Walk<'_, F> {
    fn event(&mut self, event: &Event<'_>, span: Span) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(start, span)?,
            Event::Empty(start) => {
                self.start(start, span)?;
                self.end(span);
            }
            Event::End(_) => self.end(span),
            Event::Text(_) => self.words(span),
            Event::CData(_) => {
                let (open, close) = ("<![CDATA[".len(), "]]>".len());
                self.words(Span::new(span.start + open, span.end - close));
            }
            Event::GeneralRef(name) => {
                let letter = letter(name);
                if let (Some((_, text)), None) = (&mut self.text, self.code) {
                    text.stand_for(span, letter.as_deref().unwrap_or(GAP));
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn words(&mut self, span: Span) {
        if let (Some((_, text)), None) = (&mut self.text, self.code) {
            text.copy(self.source, span);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, span: Span) -> Result<(), String> {
        let name = local(start);
        if self.text.is_none() {
            if self.format.open(&self.open, &Element { start })? {
                self.text = Some((self.open.len(), Text::default()));
            }
        } else if self.code.is_none() && (CODE.contains(&name) || STANDS.contains(&name)) {
            self.code = Some((span.start, self.open.len()));
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    /// The reader has seen to it that the right element ends.
    fn end(&mut self, span: Span) {
        let Some(name) = self.open.pop() else { return };
        let depth = self.open.len();
        if let Some((from, _)) = self.code.take_if(|(_, before)| *before == depth)
            && let Some((_, text)) = &mut self.text
            && STANDS.contains(&name.as_str())
        {
            text.stand_for(Span::new(from.max(self.head), span.end), GAP);
        }
        if let Some((_, text)) = self.text.take_if(|(before, _)| *before == depth) {
            self.format.text(&name, text);
        } else if self.text.is_none() {
            self.format.close(&name);
        }
    }
}

/// The character a reference stands for; `None` for an entity of a document type.
fn letter(name: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter.to_string());
    }
    let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")];
    let name: &str = name;
    known.iter().find(|(known, _)| *known == name).map(|(_, letter)| (*letter).to_owned())
}
