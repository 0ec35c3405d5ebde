//! `factlint claims`: what was bound, what was not and why, and who carries a
//! figure.

use rust_decimal::Decimal;
use serde::Serialize;

use super::args::{ClaimsArguments, LineFormat};
use super::failure::{Exit, Failure};
use super::{input, output, rule_files};
use crate::claim::bind::Record;
use crate::claim::{Claim, ClaimValue, Facet, reading};
use crate::finding::quoted;
use crate::lint::{Reading, bind_all, read_all};
use crate::report::{Bidi, sanitise};
use crate::rule::checked::RuleSet;
use crate::source::LineIndex;
use crate::span::Span;

/// One line of output.
#[derive(Debug, Serialize)]
struct Line<'a> {
    article: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    text: &'a str,
    rule: Option<String>,
    reading: Option<String>,
    stance: Option<&'static str>,
    /// The condition of binding that failed.
    unbound: Option<String>,
}

/// Runs it.
///
/// # Errors
///
/// When nothing could be read, or printed.
pub fn run(arguments: &ClaimsArguments) -> Result<Exit, Failure> {
    let input::Gathered { rules, found, .. } =
        input::gather(&arguments.input, &arguments.choice, &arguments.configuration)?;
    let lexicons = rule_files::lexicons(&rules);
    let readings = read_all(found.articles, &lexicons);
    let record = if arguments.why { Record::Reasons } else { Record::Claims };
    let bound = bind_all(&readings, &lexicons, record);
    let mut text = String::new();
    for (reading, bound) in readings.iter().zip(&bound) {
        let printer = Printer { reading, rules: &rules, index: LineIndex::new(&reading.article.source.text) };
        let mut lines: Vec<Line<'_>> = bound
            .claims
            .iter()
            .filter(|claim| arguments.value.is_none_or(|value| carries(claim, value)))
            .map(|claim| printer.claim(claim))
            .collect();
        if arguments.why {
            lines.extend(bound.unbound.iter().map(|unbound| printer.unbound(unbound)));
        }
        if let Some(value) = arguments.value {
            lines.extend(printer.mentions(value, &bound.claims));
        }
        lines.sort_by_key(|line| (line.start, line.end));
        lines.dedup_by(|a, b| (a.start, a.end, &a.rule, &a.unbound) == (b.start, b.end, &b.rule, &b.unbound));
        for line in &lines {
            text.push_str(&format_line(line, arguments.format));
            text.push('\n');
        }
    }
    output::print(&text)?;
    if text.is_empty() {
        output::say("note: no claim was bound\n");
    }
    Ok(if found.incomplete { Exit::Failed } else { Exit::Clean })
}

/// Whether two figures have the same digits at any magnitude: `98.4` is carried
/// by 98.4 billion and by 984亿.
fn same_figure(a: Decimal, b: Decimal) -> bool {
    let digits = |value: Decimal| value.normalize().mantissa().to_string().trim_end_matches('0').to_owned();
    digits(a) == digits(b)
}

fn carries(claim: &Claim, value: Decimal) -> bool {
    matches!(&claim.value, ClaimValue::Figure { amount, .. } if same_figure(amount.value, value))
}

struct Printer<'a> {
    reading: &'a Reading,
    rules: &'a RuleSet,
    index: LineIndex<'a>,
}

impl<'a> Printer<'a> {
    fn line(&self, span: Span) -> Line<'a> {
        let source = &self.reading.article.source;
        let position = self.index.position(span.start);
        Line {
            article: &source.name,
            line: position.line,
            column: position.column,
            start: span.start,
            end: span.end,
            text: &source.text[span.range()],
            rule: None,
            reading: None,
            stance: None,
            unbound: None,
        }
    }

    fn claim(&self, claim: &Claim) -> Line<'a> {
        let id = &self.rules.rules[claim.rule].id;
        let rule =
            if claim.facet == Facet::Value { id.clone() } else { format!("{id}.{}", claim.facet.key()) };
        Line {
            rule: Some(rule),
            reading: Some(reading::claim(self.rules, claim)),
            stance: Some(claim.stance.name()),
            ..self.line(claim.span().unwrap_or_default())
        }
    }

    fn unbound(&self, unbound: &crate::claim::Unbound) -> Line<'a> {
        let sentence = &self.reading.scan.sentences[unbound.sentence];
        let whole =
            || self.reading.scan.source_span(&self.reading.article.map, sentence.first, sentence.end, 0);
        let span = unbound.span.unwrap_or_else(whole);
        Line {
            rule: Some(self.rules.rules[unbound.rule].id.clone()),
            unbound: Some(unbound.because.to_string()),
            ..self.line(span)
        }
    }

    /// Figures of a value that no rule has bound.
    fn mentions(&self, value: Decimal, claims: &[Claim]) -> impl Iterator<Item = Line<'a>> {
        let free = |span: Span| !claims.iter().any(|claim| claim.span() == Some(span));
        self.reading
            .mentions
            .iter()
            .filter(move |mention| {
                mention.value.amount().is_some_and(|amount| same_figure(amount.value, value))
            })
            .filter(move |mention| free(mention.span))
            .map(|mention| self.line(mention.span))
            .collect::<Vec<_>>()
            .into_iter()
    }
}

fn format_line(line: &Line<'_>, format: LineFormat) -> String {
    if format == LineFormat::Jsonl {
        return sanitise::json(&serde_json::to_string(line).unwrap_or_default());
    }
    let rule = line.rule.as_deref().unwrap_or("no rule");
    let said = match (&line.reading, &line.unbound) {
        (Some(reading), _) => format!("{} \u{2192} {reading}", quoted(line.text)),
        (None, Some(because)) => format!("{}: not bound: {because}", quoted(&sanitise::quote(line.text, 60))),
        (None, None) => quoted(line.text),
    };
    let stance = line
        .stance
        .filter(|stance| *stance != "asserted")
        .map_or_else(String::new, |stance| format!(" ({stance})"));
    sanitise::line(
        &format!("{}:{}:{}: {rule}: {said}{stance}", line.article, line.line, line.column),
        Bidi::Isolate,
    )
}
