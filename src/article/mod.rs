//! From a source to the document in it: language, date, title, blocks of text.
//!
//! Markup is taken away here, with an [`OffsetMap`](crate::lang::fold::OffsetMap)
//! back to the source; sentences are found later, with the article's pack.

use crate::lang::fold::OffsetMap;
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;

/// What kind of text a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's own title, in the text or in its front matter.
    Title,
    /// A heading inside the text.
    Heading,
    /// A paragraph of prose.
    Paragraph,
    /// One item of a list.
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
    /// The dateline, or a date line at the head of the text.
    Dateline,
    /// The script and letters of the text.
    Detected,
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
}
