//! PO: the catalogues of gettext. Every form of a plural belongs to one unit; what is
//! fuzzy or obsolete is no translation.

use super::text::{GAP, Text};
use super::{Broken, Sides, Unit};
use crate::span::Span;

/// Where a string belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Original,
    Plural,
    Translation,
}

/// An entry as far as it was read.
#[derive(Default)]
struct Entry {
    fuzzy: bool,
    context: bool,
    original: Option<Text>,
    plural: Option<Text>,
    translations: Vec<Text>,
    field: Option<Field>,
    /// Offset of its `msgid`.
    at: usize,
}

/// Reads a catalogue.
pub(super) fn read(source: &str) -> Result<Vec<Sides>, Broken> {
    let mut catalogue = Catalogue { source, sides: Sides::default(), entry: Entry::default() };
    catalogue.sides.langs = vec![None, None];
    let mut at = source.len() - source.trim_start_matches('\u{FEFF}').len();
    for line in source[at..].split_inclusive('\n') {
        catalogue.line(at, line)?;
        at += line.len();
    }
    catalogue.finish_entry()?;
    Ok(vec![catalogue.sides])
}

struct Catalogue<'s> {
    source: &'s str,
    sides: Sides,
    entry: Entry,
}

impl Catalogue<'_> {
    fn line(&mut self, at: usize, whole: &str) -> Result<(), Broken> {
        let line = whole.trim();
        let at = at + (whole.len() - whole.trim_start().len());
        if line.is_empty() {
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            if !self.entry.translations.is_empty() {
                self.finish_entry()?;
            }
            self.entry.fuzzy |= comment
                .strip_prefix(',')
                .is_some_and(|flags| flags.split(',').any(|flag| flag.trim() == "fuzzy"));
            return Ok(());
        }
        let quote = line.find('"').ok_or_else(|| expected(at, "`msgid`, `msgstr`, a comment or a string"))?;
        self.keyword(at, line[..quote].trim_end())?;
        self.string(Span::new(at + quote, at + line.len()))
    }

    fn keyword(&mut self, at: usize, word: &str) -> Result<(), Broken> {
        let field = match word {
            "" if self.entry.field.is_some() => return Ok(()),
            "msgctxt" => Field::Context,
            "msgid" => Field::Original,
            "msgid_plural" => Field::Plural,
            "msgstr" => Field::Translation,
            form if form.starts_with("msgstr[") && form.ends_with(']') => Field::Translation,
            _ => return Err(expected(at, "`msgid`, `msgstr`, a comment or a string")),
        };
        if matches!(field, Field::Context | Field::Original) && !self.entry.translations.is_empty() {
            self.finish_entry()?;
        }
        if matches!(field, Field::Plural | Field::Translation) && self.entry.original.is_none() {
            return Err(expected(at, "`msgid` before it"));
        }
        match field {
            Field::Context => self.entry.context = true,
            Field::Original if self.entry.original.is_some() => {
                return Err(expected(at, "`msgstr` before it"));
            }
            Field::Original => {
                self.entry.at = at;
                self.entry.original = Some(Text::default());
            }
            Field::Plural => self.entry.plural = Some(Text::default()),
            Field::Translation => self.entry.translations.push(Text::default()),
        }
        self.entry.field = Some(field);
        Ok(())
    }

    /// Appends a string with its quotes to the field that is open.
    fn string(&mut self, quoted: Span) -> Result<(), Broken> {
        let text = match self.entry.field {
            Some(Field::Original) => self.entry.original.as_mut(),
            Some(Field::Plural) => self.entry.plural.as_mut(),
            Some(Field::Translation) => self.entry.translations.last_mut(),
            _ => None,
        };
        let mut unused = Text::default();
        let text = text.unwrap_or(&mut unused);
        let bytes = self.source.as_bytes();
        let (mut from, mut at) = (quoted.start + 1, quoted.start + 1);
        while at < quoted.end {
            match bytes[at] {
                b'"' => {
                    text.copy(self.source, Span::new(from, at));
                    let rest = self.source[at + 1..quoted.end].trim();
                    return if rest.is_empty() {
                        Ok(())
                    } else {
                        Err(expected(at + 1, "the end of the line"))
                    };
                }
                b'\\' => {
                    text.copy(self.source, Span::new(from, at));
                    let (len, stands) = escape(&self.source[at + 1..quoted.end]);
                    text.stand_for(Span::new(at, at + 1 + len), stands);
                    at += 1 + len;
                    from = at;
                }
                _ => at += 1,
            }
        }
        Err(expected(quoted.end, "a closing quote"))
    }

    fn finish_entry(&mut self) -> Result<(), Broken> {
        let mut entry = std::mem::take(&mut self.entry);
        let Some(original) = entry.original else { return Ok(()) };
        if entry.translations.is_empty() {
            return Err(expected(entry.at, "`msgstr` after this `msgid`"));
        }
        if original.as_str().is_empty() && !entry.context {
            self.header(entry.translations[0].as_str());
            return Ok(());
        }
        entry.translations.retain(|text| !text.is_blank());
        if entry.fuzzy || entry.translations.is_empty() {
            self.sides.left_out += 1;
            return Ok(());
        }
        let originals = std::iter::once(original).chain(entry.plural).map(|text| (0, text));
        let texts = originals.chain(entry.translations.into_iter().map(|text| (1, text))).collect();
        self.sides.units.push(Unit { texts });
        Ok(())
    }

    /// The languages the header names.
    fn header(&mut self, header: &str) {
        for line in header.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            // `sr@latin`: what follows the sign is no part of a tag.
            let tag = value.split('@').next().unwrap_or_default().trim();
            let side = match name.trim() {
                "X-Source-Language" => 0,
                "Language" => 1,
                _ => continue,
            };
            self.sides.langs[side] = (!tag.is_empty()).then(|| tag.to_owned());
        }
    }
}

fn expected(at: usize, what: &str) -> Broken {
    Broken { at, message: format!("expected {what}") }
}

/// How long an escape is behind its backslash, and what it stands for.
fn escape(rest: &str) -> (usize, &'static str) {
    let digits = |radix: u32, from: usize, most: usize| {
        from + rest[from..].chars().take(most).take_while(|c| c.is_digit(radix)).count()
    };
    match rest.chars().next() {
        Some('n') => (1, "\n"),
        Some('t') => (1, " "),
        Some('r' | 'a' | 'b' | 'f' | 'v') => (1, ""),
        Some('"') => (1, "\""),
        Some('\'') => (1, "'"),
        Some('\\') => (1, "\\"),
        Some('x') => (digits(16, 1, 2), GAP),
        Some('0'..='7') => (digits(8, 0, 3), GAP),
        Some(other) => (other.len_utf8(), GAP),
        None => (0, ""),
    }
}
