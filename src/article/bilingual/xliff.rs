//! XLIFF 1.2 and 2.x: the units of translation tools, source and target.

use super::text::Text;
use super::xml::{Element, Format};
use super::{Sides, Unit};

/// What is being read.
#[derive(Debug, Default)]
pub(super) struct Xliff {
    /// Files of one pair of languages are one pair of articles.
    found: Vec<Sides>,
    /// The languages named at the root, which 2.x does.
    root: Languages,
    /// Where the units of the file go.
    here: usize,
    /// Texts of the unit that is open.
    unit: Vec<(usize, Text)>,
    source: Option<Text>,
    target: Option<Text>,
    /// The unit, or the file around it, is not to be translated.
    skip: bool,
    /// The target that follows is no translation yet.
    unready: bool,
}

type Languages = (Option<String>, Option<String>);

/// States of a target that no translator has seen.
const UNREADY: &[&str] = &["new", "needs-translation"];

impl Format for Xliff {
    fn open(&mut self, parents: &[String], element: &Element<'_>) -> Result<bool, String> {
        let parent = parents.last().map(String::as_str);
        match (parent, element.name()) {
            (None, "xliff") => self.root = (element.get("srcLang")?, element.get("trgLang")?),
            (None, other) => return Err(format!("expected `<xliff>`, but the file begins with `<{other}>`")),
            (_, "file") => self.file(element)?,
            (_, "trans-unit" | "unit") => {
                self.unit.clear();
                self.skip = element.get("translate")?.as_deref() == Some("no");
            }
            (_, "segment") => (self.source, self.target) = (None, None),
            (Some("trans-unit" | "segment"), "source") => return Ok(true),
            (Some("trans-unit" | "segment"), "target") => {
                let state = element.get("state")?;
                self.unready = state.is_some_and(|state| UNREADY.contains(&state.as_str()));
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }

    fn text(&mut self, name: &str, text: Text) {
        match name {
            "source" => self.source = Some(text),
            _ if self.unready => {}
            _ => self.target = Some(text),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "segment" => self.segment(),
            "trans-unit" => {
                self.segment();
                self.end_unit();
            }
            "unit" => self.end_unit(),
            _ => {}
        }
    }

    fn finish(self) -> Vec<Sides> {
        self.found
    }
}

impl Xliff {
    fn file(&mut self, element: &Element<'_>) -> Result<(), String> {
        let source = element.get("source-language")?.or_else(|| self.root.0.clone());
        let target = element.get("target-language")?.or_else(|| self.root.1.clone());
        let langs = vec![source, target];
        let known = self.found.iter().position(|sides| sides.langs == langs);
        self.here = known.unwrap_or(self.found.len());
        if known.is_none() {
            self.found.push(Sides { langs, ..Sides::default() });
        }
        Ok(())
    }

    fn segment(&mut self) {
        let (source, target) = (self.source.take(), self.target.take());
        match (source, target.filter(|target| !target.is_blank())) {
            _ if self.skip => {}
            (Some(source), Some(target)) if !source.is_blank() => {
                self.unit.extend([(0, source), (1, target)]);
            }
            (Some(source), None) if !source.is_blank() => {
                if let Some(sides) = self.found.get_mut(self.here) {
                    sides.left_out += 1;
                }
            }
            _ => {}
        }
    }

    fn end_unit(&mut self) {
        let texts = std::mem::take(&mut self.unit);
        self.skip = false;
        if let Some(sides) = self.found.get_mut(self.here).filter(|_| !texts.is_empty()) {
            sides.units.push(Unit { texts });
        }
    }
}
