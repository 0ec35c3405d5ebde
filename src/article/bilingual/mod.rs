//! Bilingual files, as translators exchange them: XLIFF, PO, TMX, tables of two
//! columns. Each gives an article a language, whose blocks know their unit.

mod po;
mod table;
mod text;
mod tmx;
mod xliff;
mod xml;

use thiserror::Error;

use super::build::Builder;
use super::front_matter::FrontMatter;
use super::{Article, Declared, Units, facts};
use crate::lang::dateline::Datelines;
use crate::lang::detect;
use crate::lang::registry::NEUTRAL;
use crate::source::{LineIndex, Source};
use text::Text;

/// Endings of the files that are bilingual whatever they hold. Tables are not among
/// them: most hold something else.
pub const ENDINGS: &[&str] = &["xlf", "xliff", "mqxliff", "sdlxliff", "po", "tmx"];

/// Why a bilingual file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Broken {
    /// Where, as an offset into the source.
    pub at: usize,
    /// What was expected there.
    pub message: String,
}

impl Broken {
    /// The place and what was expected, for people.
    #[must_use]
    pub fn said(&self, source: &Source) -> String {
        let place = LineIndex::new(&source.text).position(self.at);
        format!("{}:{}:{}: {}", source.name, place.line, place.column, self.message)
    }
}

/// The units of a file and the languages they are in; the first is the original's.
#[derive(Debug, Default)]
struct Sides {
    langs: Vec<Option<String>>,
    units: Vec<Unit>,
    /// Units without a translation that anybody vouches for.
    left_out: usize,
}

/// What belongs together: texts with the side they are on.
#[derive(Debug)]
struct Unit {
    texts: Vec<(usize, Text)>,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xliff,
    Tmx,
    Po,
    Table { tabs: bool },
}

/// Whether files of this name may be bilingual or not, as tables and nameless XML are:
/// only their text tells.
#[must_use]
pub fn is_told_by_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["tsv", "csv", "xml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The articles of a bilingual file, each original before its translations; `None`
/// where the source is none. `source_lang` is the language of originals of which the
/// file does not say it.
///
/// # Errors
/// What keeps it from being read, and where.
pub fn read(
    source: &Source,
    source_lang: Option<&str>,
    datelines: &Datelines,
) -> Result<Option<Vec<Article>>, Broken> {
    let text = source.text.as_str();
    let found = match format(&source.name, text) {
        None => return Ok(None),
        Some(Format::Xliff) => xml::read(text, xliff::Xliff::default())?,
        Some(Format::Tmx) => xml::read(text, tmx::Tmx::default())?,
        Some(Format::Po) => po::read(text)?,
        Some(Format::Table { tabs }) => match table::read(text, tabs)? {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    let articles: Vec<Article> =
        found.iter().flat_map(|sides| articles(source, sides, source_lang, datelines)).collect();
    // A table of anything else has two columns too.
    let table = matches!(format(&source.name, text), Some(Format::Table { .. }));
    let told = || articles.windows(2).all(|pair| pair[0].lang != pair[1].lang && pair[1].lang != NEUTRAL);
    Ok((!table || told()).then_some(articles))
}

/// By the ending of the name, or by what the text begins with.
fn format(name: &str, text: &str) -> Option<Format> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "po" | "pot" => Some(Format::Po),
        "tmx" => Some(Format::Tmx),
        "tsv" => Some(Format::Table { tabs: true }),
        "csv" => Some(Format::Table { tabs: false }),
        ending if ENDINGS.contains(&ending) => Some(Format::Xliff),
        "" | "xml" => by_content(text),
        _ => None,
    }
}

fn by_content(text: &str) -> Option<Format> {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some(end) = ["<?", "<!"].iter().find(|open| rest.starts_with(**open)).and(rest.find('>')) {
        rest = rest[end + 1..].trim_start();
    }
    let element = |name: &str| {
        rest.strip_prefix('<')
            .and_then(|rest| rest.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\r', '\t']))
    };
    let line =
        rest.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    if element("xliff") {
        Some(Format::Xliff)
    } else if element("tmx") {
        Some(Format::Tmx)
    } else if line.starts_with("msgid \"") || line.starts_with("msgctxt \"") {
        Some(Format::Po)
    } else {
        None
    }
}

fn articles<'a>(
    source: &'a Source,
    sides: &'a Sides,
    source_lang: Option<&'a str>,
    datelines: &'a Datelines,
) -> impl Iterator<Item = Article> + 'a {
    (0..sides.langs.len()).map(move |side| article(source, sides, side, source_lang, datelines))
}

fn article(
    source: &Source,
    sides: &Sides,
    side: usize,
    source_lang: Option<&str>,
    datelines: &Datelines,
) -> Article {
    let mut builder = Builder::new(&source.text);
    let mut of_block = Vec::new();
    for (number, unit) in sides.units.iter().enumerate() {
        for (_, text) in unit.texts.iter().filter(|(of, _)| *of == side) {
            text.write(&mut builder);
        }
        of_block.resize(builder.blocks().len(), number);
    }
    let built = builder.finish();
    let said = sides.langs[side].as_deref().and_then(detect::normal_tag);
    let lang = match said {
        Some(tag) => tag,
        None if side == 0 => {
            let told = source_lang.and_then(detect::normal_tag);
            told.or_else(|| detect::language_of(&built.text).map(str::to_owned)).unwrap_or_default()
        }
        None => detect::tag_in_name(&source.name, &built.text)
            .or_else(|| detect::language_of(&built.text).map(str::to_owned))
            .unwrap_or_default(),
    };
    let lang = if lang.is_empty() { NEUTRAL.to_owned() } else { lang };
    let declared = Declared { lang: Some(lang), ..Declared::default() };
    let mut article = facts::article(source.clone(), &declared, FrontMatter::default(), built, datelines);
    article.units = Some(Units { original: side == 0, of_block, left_out: sides.left_out });
    article
}
