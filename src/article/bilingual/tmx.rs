//! TMX: translation memories, any number of languages a unit.

use super::text::Text;
use super::xml::{Element, Format};
use super::{Sides, Unit};
use crate::lang::detect;

/// What is being read.
#[derive(Debug, Default)]
pub(super) struct Tmx {
    sides: Sides,
    /// The language of the originals, where the file says one.
    original: Option<String>,
    /// Language of the variant that is open.
    lang: Option<String>,
    /// The variants of the unit that is open.
    unit: Vec<(Option<String>, Text)>,
}

impl Format for Tmx {
    fn open(&mut self, parents: &[String], element: &Element<'_>) -> Result<bool, String> {
        match (parents.last().map(String::as_str), element.name()) {
            (None, "tmx") => {}
            (None, other) => return Err(format!("expected `<tmx>`, but the file begins with `<{other}>`")),
            (_, "header") => {
                // `*all*` says that any variant may be the original.
                let named = element.get("srclang")?;
                self.original = named.filter(|tag| tag != "*all*").map(|tag| normal(&tag));
            }
            (_, "tu") => self.unit.clear(),
            (_, "tuv") => {
                let tag = element.get("xml:lang")?.or(element.get("lang")?);
                self.lang = tag.map(|tag| normal(&tag));
            }
            (Some("tuv"), "seg") => return Ok(true),
            _ => {}
        }
        Ok(false)
    }

    fn text(&mut self, _: &str, text: Text) {
        self.unit.push((self.lang.clone(), text));
    }

    fn close(&mut self, name: &str) {
        if name == "tu" {
            self.end_unit();
        }
    }

    fn finish(self) -> Vec<Sides> {
        vec![self.sides]
    }
}

impl Tmx {
    fn end_unit(&mut self) {
        let mut variants = std::mem::take(&mut self.unit);
        variants.retain(|(_, text)| !text.is_blank());
        if self.sides.langs.is_empty() {
            let first = variants.first().and_then(|(lang, _)| lang.clone());
            self.sides.langs.push(self.original.clone().or(first));
        }
        let original = &self.sides.langs[0];
        let exact = variants.iter().position(|(lang, _)| lang == original);
        let near =
            || variants.iter().position(|(lang, _)| primary(lang.as_deref()) == primary(original.as_deref()));
        let Some(at) = exact.or_else(near).filter(|_| variants.len() > 1) else {
            self.sides.left_out += 1;
            return;
        };
        let mut texts = vec![(0, variants.remove(at).1)];
        for (lang, text) in variants {
            let known = self.sides.langs.iter().skip(1).position(|known| *known == lang);
            let side = known.map_or(self.sides.langs.len(), |at| at + 1);
            if known.is_none() {
                self.sides.langs.push(lang);
            }
            texts.push((side, text));
        }
        self.sides.units.push(Unit { texts });
    }
}

fn normal(tag: &str) -> String {
    detect::normal_tag(tag).unwrap_or_else(|| tag.to_ascii_lowercase())
}

fn primary(tag: Option<&str>) -> Option<&str> {
    tag.and_then(|tag| tag.split('-').next())
}
