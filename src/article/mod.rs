//! From a source to the document in it: language, date, title, blocks of text.
//!
//! Markup is taken away here, with an [`OffsetMap`] back to the source; sentences
//! are found later, with the article's pack.

mod allow;
pub mod bilingual;
mod build;
mod facts;
mod front_matter;
mod html;
mod markdown;
mod pieces;
mod plain;

use crate::lang::dateline::Datelines;
use crate::lang::fold::OffsetMap;
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;

pub use allow::{Allowance, Covers, Flaw};

/// What kind of text a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's own title, in the text or in its front matter.
    Title,
    /// A heading inside the text.
    Heading,
    /// A paragraph of prose.
    Paragraph,
    /// One item of a list. A bullet is left out; a number (`2.`, `3)`) stays at
    /// the head of the text, for `5. Juli` may be a date.
    Item,
    /// A cell of a table.
    Cell,
}

/// A run of text that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it lies in [`Article::text`]: byte offsets into that text, not into
    /// the source.
    pub span: Span,
}

/// Where a fact about the article was read, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Front matter, or the field of a JSON article.
    Declared,
    /// The file's name: `story.he.md`, `he/story.md`.
    FileName,
    /// The markup: `<html lang="he">`.
    Markup,
    /// The dateline, or a date line at the head of the text.
    Dateline,
    /// The script and letters of the text.
    Detected,
}

/// What is said of an article outside its text: the fields of JSON input. They win
/// over front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Language tag.
    pub lang: Option<String>,
    /// Date of publication, as EDTF.
    pub date: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Name of the article this one translates.
    pub translation_of: Option<String>,
}

/// Something about the document itself that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleNote {
    /// Where, in the source; empty at its head for what was declared outside it.
    pub span: Span,
    /// One line, without a final full stop.
    pub message: String,
}

/// The document parsed from a source.
#[derive(Clone, Debug)]
pub struct Article {
    /// The bytes it was parsed from.
    pub source: Source,
    /// Language as a BCP 47 tag, `und` when it cannot be told.
    pub lang: String,
    /// How the language was found.
    pub lang_origin: Origin,
    /// The day (or month) the article was published, if it says.
    pub date: Option<Edtf>,
    /// Where the date stands in the source, when it stands there.
    pub date_span: Option<Span>,
    /// The title as declared, or else the text of the first title block.
    pub title: Option<String>,
    /// Name of the article this one translates.
    pub translation_of: Option<String>,
    /// Name of the article this one is a newer version of (`revises`, `corrects`).
    pub revises: Option<String>,
    /// Plain text: the source without its markup.
    pub text: String,
    /// From offsets in `text` to offsets in the source.
    pub map: OffsetMap,
    /// Blocks of `text`, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// The dateline, as offsets into `text`: never part of the first sentence.
    pub dateline: Option<Span>,
    /// What could not be read as meant: front matter that is no YAML, a date that
    /// is none.
    pub notes: Vec<ArticleNote>,
    /// Where it is one language of a bilingual file, the units of that file.
    pub units: Option<Units>,
    /// What the text asks factlint not to report.
    pub allowances: Vec<Allowance>,
}

/// One language of a bilingual file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// It is the original of the articles that follow it.
    pub original: bool,
    /// For each block, the number of its unit: the same in every language.
    pub of_block: Vec<usize>,
    /// Units of the file that have no translation anybody vouches for.
    pub left_out: usize,
}

impl Article {
    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.span.range()]
    }
}

/// Parses a source. Its name decides how: Markdown by `.md` and `.markdown`, HTML by
/// `.html`, `.htm` and `.xhtml`, plain text otherwise.
#[must_use]
pub fn parse(source: Source, declared: &Declared, datelines: &Datelines) -> Article {
    let mut front = front_matter::read(&source.text);
    let mut builder = build::Builder::new(&source.text);
    if let Some(title) = &front.title {
        builder.piece(BlockKind::Title, title.span, &title.value);
    }
    match format_of(&source.name) {
        Format::Plain => plain::read(&mut builder, front.body),
        Format::Markdown => markdown::read(&mut builder, front.body),
        Format::Html => {
            let first = builder.blocks().len();
            let body = Span::new(front.body, source.text.len());
            front.markup_lang = html::read(&mut builder, BlockKind::Paragraph, body);
            builder.title_from_heading(first);
        }
    }
    let built = builder.finish();
    facts::article(source, declared, front, built, datelines)
}

/// How a document is written.
#[derive(Clone, Copy)]
enum Format {
    Plain,
    Markdown,
    Html,
}

fn format_of(name: &str) -> Format {
    let extension =
        name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, end)| end);
    let is = |known: &[&str]| {
        extension.is_some_and(|end| known.iter().any(|known| end.eq_ignore_ascii_case(known)))
    };
    if is(&["md", "markdown"]) {
        Format::Markdown
    } else if is(&["html", "htm", "xhtml"]) {
        Format::Html
    } else {
        Format::Plain
    }
}
