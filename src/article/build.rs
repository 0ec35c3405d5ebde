//! Putting the text of an article together, block by block, with the way back.

use super::allow::{self, Allowance, Covers, Flaw};
use super::{Block, BlockKind};
use crate::lang::detect::is_unspaced;
use crate::lang::fold::OffsetMap;
use crate::span::Span;

/// Text, map and blocks of an article.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub text: String,
    pub map: OffsetMap,
    pub blocks: Vec<Block>,
    pub allowances: Vec<Allowance>,
}

/// Appends pieces of the source in their order.
///
/// White space at the ends of a block is left out, and between blocks stands one
/// line feed that maps to everything between them.
pub(super) struct Builder<'s> {
    source: &'s str,
    built: Built,
    /// Kind and start of the block that is open.
    open: Option<(BlockKind, usize)>,
    /// Where a break (a line end, a tag) stands that has not been written: it is
    /// when more text of the block follows.
    pending: Option<Span>,
    /// What the text allows, with the block it stands before, or in.
    allowances: Vec<(Allowance, Spot)>,
}

/// Where a comment stands.
#[derive(Clone, Copy, Debug)]
struct Spot {
    /// Index of the block it is in, or of the next one.
    block: usize,
    /// Whether it is in the block.
    inside: bool,
}

impl<'s> Builder<'s> {
    pub fn new(source: &'s str) -> Self {
        let built = Built { text: String::with_capacity(source.len()), ..Built::default() };
        Self { source, built, open: None, pending: None, allowances: Vec::new() }
    }

    /// A block of one piece: `text` as it stands at `span`, or standing for it.
    pub fn piece(&mut self, kind: BlockKind, span: Span, text: &str) {
        self.close();
        self.text(kind, span, text);
        self.close();
    }

    /// Text at `span` of the source, in the open block or a new one of this kind.
    ///
    /// Where `text` is what stands there it is mapped letter by letter, and
    /// otherwise (a decoded entity) as a whole.
    pub fn text(&mut self, kind: BlockKind, span: Span, text: &str) {
        if self.source.get(span.range()) != Some(text) {
            self.start(kind, span.start, text);
            self.built.map.replace(span, text.len());
            self.built.text.push_str(text);
            return;
        }
        let skipped = if self.open.is_none() { text.len() - text.trim_start().len() } else { 0 };
        let text = &text[skipped..];
        if !text.is_empty() {
            self.start(kind, span.start + skipped, text);
            self.built.map.copy(span.start + skipped, text.len());
            self.built.text.push_str(text);
        }
    }

    /// A line end or a tag inside a block, read as a space; in a script without
    /// spaces, a line end is nothing.
    pub fn line_end(&mut self, span: Span) {
        if self.open.is_some() {
            self.pending = Some(self.pending.map_or(span, |before| before.to(span)));
        }
    }

    /// A space that stands for a piece of the source, such as code.
    pub fn space(&mut self, span: Span) {
        if self.open.is_some() {
            self.write_pending(None);
            self.built.map.replace(span, 1);
            self.built.text.push(' ');
        }
    }

    /// A comment of HTML: it may say something to factlint.
    pub fn comment(&mut self, span: Span) {
        self.allow(allow::comment(self.source, span));
    }

    /// Something said to factlint, if it is; for the open block or the next one.
    pub fn allow(&mut self, allowance: Option<Allowance>) {
        let spot = Spot { block: self.built.blocks.len(), inside: self.open.is_some() };
        self.allowances.extend(allowance.map(|allowance| (allowance, spot)));
    }

    /// Ends the open block.
    pub fn close(&mut self) {
        self.pending = None;
        let Some((kind, start)) = self.open.take() else { return };
        let end = start + self.built.text[start..].trim_end().len();
        if end > start {
            self.built.blocks.push(Block { kind, span: Span::new(start, end) });
        }
    }

    /// The text it takes pieces from.
    pub const fn source(&self) -> &'s str {
        self.source
    }

    /// The blocks closed so far.
    pub fn blocks(&self) -> &[Block] {
        &self.built.blocks
    }

    /// The text of a closed block.
    pub fn text_of(&self, block: &Block) -> &str {
        &self.built.text[block.span.range()]
    }

    /// Makes a title of the first heading that may be one: the first block of the
    /// body, when it is a heading.
    pub fn title_from_heading(&mut self, first: usize) {
        if let Some(block) = self.built.blocks.get_mut(first)
            && block.kind == BlockKind::Heading
        {
            block.kind = BlockKind::Title;
        }
    }

    /// Changes what a closed block is.
    pub fn set_kind(&mut self, index: usize, kind: BlockKind) {
        self.built.blocks[index].kind = kind;
    }

    pub fn finish(mut self) -> Built {
        self.close();
        for (mut allowance, spot) in std::mem::take(&mut self.allowances) {
            if allowance.covers == Covers::Nothing && allowance.flaw.is_none() {
                allowance.covers = self.stretch(spot).map_or(Covers::Nothing, Covers::Stretch);
                allowance.flaw = (allowance.covers == Covers::Nothing).then_some(Flaw::NothingFollows);
            }
            self.built.allowances.push(allowance);
        }
        self.built
    }

    /// What a comment is for, in the source: its block; before a list or a table, all
    /// of that.
    fn stretch(&self, spot: Spot) -> Option<Span> {
        let blocks = self.built.blocks.get(spot.block..)?;
        let first = blocks.first()?;
        let many = !spot.inside && matches!(first.kind, BlockKind::Item | BlockKind::Cell);
        let run = blocks.iter().take_while(|block| many && block.kind == first.kind);
        let last = run.last().unwrap_or(first);
        Some(self.built.map.to_source(first.span.to(last.span)))
    }

    fn start(&mut self, kind: BlockKind, at: usize, text: &str) {
        if self.open.is_some() {
            self.write_pending(text.chars().next());
            return;
        }
        let built = &mut self.built;
        if !built.text.is_empty() {
            let before = built.map.to_source(Span::new(built.text.len() - 1, built.text.len())).end;
            built.map.replace(Span::new(before.min(at), at), 1);
            built.text.push('\n');
        }
        self.open = Some((kind, built.text.len()));
    }

    fn write_pending(&mut self, next: Option<char>) {
        let Some(span) = self.pending.take() else { return };
        let before = self.built.text.chars().next_back();
        if before.is_some_and(is_wide) && next.is_some_and(is_wide) {
            return;
        }
        self.built.map.replace(span, 1);
        self.built.text.push(' ');
    }
}

/// A letter of a script without spaces, or punctuation of full width.
fn is_wide(letter: char) -> bool {
    is_unspaced(letter) || matches!(letter, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}
