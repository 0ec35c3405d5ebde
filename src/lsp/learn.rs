//! Taking a figure of an article into the rule set: a new row for a rule that speaks of
//! it already, or a new rule. What is offered is a rule set without mistakes, or nothing.

use super::spot::Spot;
use crate::claim::topics::{What, gazetteer, topics};
use crate::claim::{Claim, ClaimValue, Facet, Stance, reading};
use crate::finding::SourceId;
use crate::lang::scan::Sentence;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};
use crate::rule::checked::{Known, Row, RuleSet};
use crate::source::Source;
use crate::span::Span;

/// A text to be put into a rule file.
pub type Insertion = (SourceId, Span, String);

/// What can be taken into the rule set at a span of an article, with the words of the
/// menu. Only of figures that nothing is said against.
pub fn facts(spot: &Spot<'_>, span: Span) -> Vec<(String, Insertion)> {
    let Some(reading) = spot.reading() else { return Vec::new() };
    let touches = |mention: &&Mention| mention.span.start <= span.end && span.start <= mention.span.end;
    let here = reading.mentions.iter().filter(touches);
    let clean = here.filter(|mention| mention.sure && spot.findings(mention.span).next().is_none());
    let mut found = Vec::new();
    for mention in clean {
        let mut bound = spot.claims(mention.span).peekable();
        if bound.peek().is_none() {
            found.extend(new_rule(spot, mention));
        } else {
            found.extend(bound.filter_map(|claim| new_row(spot, claim)));
        }
    }
    found.retain(|(_, insertion)| holds(spot.rules(), insertion));
    found
}

/// Whether the rule set has no mistakes with the text in its place.
fn holds(rules: &RuleSet, (id, span, text): &Insertion) -> bool {
    let SourceId::Rules(changed) = *id else { return false };
    let mut sources: Vec<Source> = rules.sources.clone();
    let Some(source) = sources.get_mut(changed) else { return false };
    source.text.replace_range(span.range(), text);
    RuleSet::from_sources(sources).is_ok()
}

/// A row for a period that the rule's table does not have.
fn new_row(spot: &Spot<'_>, claim: &Claim) -> Option<(String, Insertion)> {
    let rule = &spot.rules().rules[claim.rule];
    let (Known::Figures { rows, .. }, ClaimValue::Figure { amount, .. }, Some(period)) =
        (&rule.value, &claim.value, &claim.period)
    else {
        return None;
    };
    let plain = claim.facet == Facet::Value
        && claim.stance == Stance::Asserted
        && claim.role == Role::Level
        && !claim.other_source
        && amount.modifier.is_none();
    let last = rows.iter().max_by_key(|row| row.place)?;
    if !plain || rows.iter().any(|row| row.period.as_ref() == Some(period)) {
        return None;
    }
    let value = reading::value(spot.rules(), &claim.value);
    let source = &spot.rules().sources[last.place.source];
    let insertion = row_after(source, last, &format!("{period}: {value}"))?;
    let title = format!("add {value} for {period} to the rule {}", rule.id);
    Some((title, (SourceId::Rules(last.place.source), insertion.0, insertion.1)))
}

/// A row behind the last one, as that one is written: in braces, or on a line of its own.
fn row_after(source: &Source, last: &Row, row: &str) -> Option<(Span, String)> {
    let text = &source.text;
    let start = text[..last.place.span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..last.place.span.start];
    if line.contains('{') {
        let at = last.place.span.end;
        return Some((Span::new(at, at), format!(", {row}")));
    }
    let indent = line.len() - line.trim_start().len();
    let end = text[last.place.span.end..].find('\n').map(|length| last.place.span.end + length);
    let end = end.unwrap_or(text.len());
    (indent > 0).then(|| (Span::new(end, end), format!("\n{}{row}", " ".repeat(indent))))
}

/// A rule of what the sentence speaks of, with the sentence as its claim and example.
fn new_rule(spot: &Spot<'_>, mention: &Mention) -> Option<(String, Insertion)> {
    let reading = spot.reading()?;
    let key = match &mention.value {
        Value::Money { currency: Some(_), .. } | Value::Quantity { .. } => "amount",
        Value::Percent { points: false, .. } => "share",
        _ => return None,
    };
    let amount = mention.value.amount().filter(|amount| amount.modifier.is_none())?;
    let sentence = reading.scan.sentence(mention.first_token);
    let period = only_period(spot, sentence)?;
    let about = subjects(spot, sentence);
    let last = spot.rules().rules.iter().max_by_key(|rule| rule.place)?;
    if about.len() < 2 || mention.role != Role::Level {
        return None;
    }
    let value = reading::figure(amount, mention.value.unit().as_deref());
    let words = sentence_text(spot, sentence)?;
    let id = free_id(spot.rules());
    let quoted = format!("'{}'", words.replace('\'', "''"));
    let lines = [
        format!("- id: {id}"),
        format!("  claim: {quoted}"),
        format!("  about: {{together: [{}]}}", about.join(", ")),
        format!("  {key}: {{{period}: {value}}}"),
        format!("  source: [{{who: '{}'}}]", spot.source.name.replace('\'', "''")),
        format!("  examples: [{{{}: {quoted}, expect: ok}}]", reading.article.lang),
    ];
    let source = &spot.rules().sources[last.place.source];
    let (at, indent) = end_of_rules(&source.text, last.place.span.start);
    let text: String =
        lines.iter().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect::<Vec<_>>().concat();
    let text = if source.text[..at].ends_with('\n') { text } else { format!("\n{text}") };
    let title = format!("add {value} for {period} to the rule set, as {id}");
    Some((title, (SourceId::Rules(last.place.source), Span::new(at, at), text)))
}

/// The one year or day the sentence names.
fn only_period(spot: &Spot<'_>, sentence: &Sentence) -> Option<Edtf> {
    let mentions = &spot.reading()?.mentions;
    let inside = mentions
        .iter()
        .filter(|mention| sentence.first <= mention.first_token && mention.first_token < sentence.end);
    let mut dates = inside.filter_map(|mention| match &mention.value {
        Value::Date(date) if date.valid && date.calendar.is_none() => Some(date.date.clone()),
        _ => None,
    });
    let first = dates.next()?;
    dates.next().is_none().then_some(first)
}

/// The keys of the names and terms of the rule set that a sentence speaks of.
fn subjects(spot: &Spot<'_>, sentence: &Sentence) -> Vec<String> {
    let Some(reading) = spot.reading() else { return Vec::new() };
    let context = reading.context(spot.project.workspace.lexicons());
    let rules = spot.rules();
    let mut keys = Vec::new();
    for topic in topics(&context, rules, &gazetteer(rules)) {
        if topic.first < sentence.first || topic.first >= sentence.end {
            continue;
        }
        let key = match topic.what {
            What::Name(id) => &rules.names[id.0].key,
            What::Term(id) => &rules.terms[id.0].key,
            _ => continue,
        };
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

fn sentence_text(spot: &Spot<'_>, sentence: &Sentence) -> Option<String> {
    let reading = spot.reading()?;
    let span = reading.scan.source_span(&reading.article.map, sentence.first, sentence.end, 0);
    let words = spot.source.text.get(span.range())?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn free_id(rules: &RuleSet) -> String {
    let taken = |id: &String| rules.rules.iter().any(|rule| rule.id == *id);
    (1..=rules.rules.len() + 1)
        .map(|number| format!("fact-{number}"))
        .find(|id| !taken(id))
        .unwrap_or_default()
}

/// The end of the list of rules that an offset lies in, and its indentation: the next
/// line that begins at the margin, or the end of the file.
fn end_of_rules(text: &str, inside: usize) -> (usize, usize) {
    let start = text[..inside].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[start..].len() - text[start..].trim_start_matches(' ').len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let margin = line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-'));
        if margin && at > start {
            return (at, indent);
        }
        at += line.len();
    }
    (text.len(), indent)
}
