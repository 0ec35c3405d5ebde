//! The agreed value in the place of another, in the article's own numerals and words:
//! what a rule holds, or what another article says. Never safe: a person chooses.
//!
//! It needs the article as it was read, which comparing does not hold on to; an editor
//! asks for it when somebody looks at the place.

use rust_decimal::Decimal;

use super::translation_fix::{Place, date_edits, number};
use crate::finding::{Edit, quoted};
use crate::lang::registry::Lexicons;
use crate::lint::Reading;
use crate::mention::Mention;
use crate::mention::edtf::Edtf;
use crate::span::Span;
use crate::translation::facts::{self, Part};

/// What a place ought to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreed {
    /// This amount, in the unit that stands there.
    Amount(Decimal),
    /// This date, as far as the place says one.
    Date(Edtf),
}

/// The edits that write a value at a span of an article, known by its index, and the
/// words that then stand there.
#[must_use]
pub fn write(
    reading: &Reading,
    article: usize,
    lexicons: &Lexicons,
    span: Span,
    agreed: &Agreed,
) -> Option<(Vec<Edit>, String)> {
    let mention = mention_at(&reading.mentions, span)?;
    let context = reading.context(lexicons);
    let fact = facts::of_mention(&context, mention)?;
    let parts = fact.parts.clone();
    let tokens = mention.first_token..mention.end_token;
    let (fact, span) = (Some(&fact), mention.span);
    let place = Place { article, context, fact, span, tokens, value: Some(&mention.value) };
    let edits = match (agreed, parts.as_slice()) {
        (Agreed::Amount(value), [Part::Number(old)]) => vec![number(&place, old.value, *value)?],
        (Agreed::Date(date), _) => date_edits(&place, date)?,
        (Agreed::Amount(_), _) => return None,
    };
    let words = changed(&reading.article.source.text, mention.span, &edits)?;
    Some((edits, quoted(&words)))
}

/// The figure or date that was read at a span.
#[must_use]
pub fn mention_at(mentions: &[Mention], span: Span) -> Option<&Mention> {
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let here = || mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
    let whole = here().find(|mention| mention.span == span);
    whole.or_else(|| here().find(|mention| span.contains(mention.span)))
}

/// The words of a span once the edits in it are made.
fn changed(text: &str, span: Span, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let (mut out, mut from) = (String::new(), span.start);
    for edit in sorted {
        out.push_str(text.get(from..edit.span.start)?);
        out.push_str(&edit.text);
        from = edit.span.end;
    }
    out.push_str(text.get(from..span.end.max(from))?);
    Some(out)
}
