//! The bytes of a file, decoded, and lines and columns over them.
//!
//! A [`Source`] is what every span points into: an article, a rule file, or the
//! `text` of one article of JSON Lines input.

use crate::span::Span;

/// One decoded input text and the name people know it by.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as the user wrote it (with `/` separators), or the `id` of JSON input.
    pub name: String,
    /// The text exactly as given. Invalid bytes are replaced by U+FFFD here and
    /// listed in [`invalid`](Self::invalid).
    pub text: String,
    /// Where the input held bytes that are not UTF-8: the span of each
    /// replacement character in `text`.
    pub invalid: Vec<Span>,
}
