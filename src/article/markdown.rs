//! Markdown: the text a reader sees, without what only a program reads.
//!
//! Code, addresses, struck-out words and footnote marks are not text; the words of
//! a link, of emphasis and of a table are.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::BlockKind;
use super::build::Builder;
use super::html;
use crate::span::Span;

/// Reads the blocks of Markdown from `body` on.
pub(super) fn read(builder: &mut Builder<'_>, body: usize) {
    let source = builder.source();
    // Smart punctuation stays off: it would change the text under its offsets.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let first = builder.blocks().len();
    let mut reader = Reader {
        builder,
        first,
        items: 0,
        hidden: 0,
        tags: 0,
        links: Vec::new(),
        heading: None,
        cell: false,
        titled: false,
    };
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        reader.event(event, Span::new(body + range.start, body + range.end));
    }
    reader.builder.close();
}

struct Reader<'b, 's> {
    builder: &'b mut Builder<'s>,
    /// Blocks that were there before the body.
    first: usize,
    /// How many list items are open.
    items: usize,
    /// How many elements are open whose content is not text.
    hidden: usize,
    /// The same for tags of the open block.
    tags: usize,
    /// For each open link, whether its words are only its address.
    links: Vec<bool>,
    /// Level of the open heading, and how many blocks came before it.
    heading: Option<(HeadingLevel, usize)>,
    cell: bool,
    /// Whether the body has its title.
    titled: bool,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.hidden + self.tags == 0 => self.builder.text(self.kind(), span, &text),
            Event::SoftBreak | Event::HardBreak => self.builder.line_end(span),
            // Code and line-breaking tags part the words around them.
            Event::Code(_) => self.builder.space(span),
            Event::InlineHtml(tag) if html::breaks_line(&tag) => self.builder.line_end(span),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.builder.comment(span),
            // Tags may lack their other half, which must not hide the rest.
            Event::InlineHtml(tag) => self.tags = self.tags.saturating_add_signed(html::hides(&tag)),
            Event::Rule => self.builder.close(),
            _ => {}
        }
    }

    const fn kind(&self) -> BlockKind {
        match self.heading {
            Some(_) => BlockKind::Heading,
            None if self.cell => BlockKind::Cell,
            None if self.items > 0 => BlockKind::Item,
            None => BlockKind::Paragraph,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.builder.close();
                self.heading = Some((*level, self.builder.blocks().len()));
            }
            Tag::Item => {
                self.builder.close();
                self.items += 1;
                self.number(span);
            }
            Tag::TableCell => {
                self.builder.close();
                self.cell = true;
            }
            // The paragraph of a numbered item goes on after its number.
            Tag::Paragraph if self.items > 0 => {}
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.builder.close();
                self.hidden += 1;
            }
            Tag::HtmlBlock => {
                self.builder.close();
                let kind = self.kind();
                html::read(self.builder, kind, span);
            }
            Tag::Strikethrough => self.hidden += 1,
            Tag::Link { link_type, .. } => {
                let address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.hidden += usize::from(address);
                self.links.push(address);
            }
            Tag::Emphasis | Tag::Strong | Tag::Image { .. } => {}
            _ => self.builder.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.tags = 0;
                self.end_heading();
            }
            TagEnd::Paragraph => {
                self.tags = 0;
                self.builder.close();
            }
            TagEnd::Item => {
                self.builder.close();
                self.tags = 0;
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.builder.close();
                self.tags = 0;
                self.cell = false;
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Link => {
                let address = self.links.pop().unwrap_or(false);
                self.hidden = self.hidden.saturating_sub(usize::from(address));
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Image => {}
            _ => self.builder.close(),
        }
    }

    /// The first block of an article is its title when it is a heading; so is the
    /// first heading of the first level.
    fn end_heading(&mut self) {
        self.builder.close();
        let Some((level, index)) = self.heading.take() else { return };
        let leads = index == self.first || level == HeadingLevel::H1;
        if leads && !self.titled && self.builder.blocks().len() > index {
            self.builder.set_kind(index, BlockKind::Title);
            self.titled = true;
        }
    }

    /// The number of a numbered item is text: `5. Juli` may be a date.
    fn number(&mut self, span: Span) {
        let text = &self.builder.source()[span.range()];
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && self.hidden == 0 {
            let len = digits + text[digits..].len()
                - text[digits..].trim_start_matches(['.', ')', ' ', '\t']).len();
            let number = &text[..len];
            self.builder.text(BlockKind::Item, Span::new(span.start, span.start + len), number);
        }
    }
}
