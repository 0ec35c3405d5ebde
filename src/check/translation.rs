//! A translation against its original, figure by figure, without any rule.

use rayon::prelude::*;

use super::{Evidence, Outcome};
use crate::claim::reading;
use crate::finding::{Confidence, Finding, Label, Severity, SourceId, quoted};
use crate::mention::Value;
use crate::span::Span;
use crate::translation::compare::{Difference, compare};
use crate::translation::facts::{Fact, Kind, Number, Part};
use crate::translation::group::{Basis, Translation};
use crate::translation::side::Text;

/// Compares every translation with its original.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let outcomes: Vec<Outcome> = evidence.translations.par_iter().map(|pair| one(evidence, *pair)).collect();
    let mut all = Outcome::default();
    for outcome in outcomes {
        all.findings.extend(outcome.findings);
        all.compared += outcome.compared;
    }
    all
}

fn one(evidence: &Evidence<'_>, pair: Translation) -> Outcome {
    let text = |at: usize| Text { reading: &evidence.readings[at], facts: &evidence.facts[at] };
    let found = compare(text(pair.original), text(pair.translation));
    let view = View { evidence, pair };
    let findings = found.differences.iter().map(|difference| view.finding(difference)).collect();
    Outcome { findings, compared: found.compared }
}

/// A pair, to be spoken of.
struct View<'a> {
    evidence: &'a Evidence<'a>,
    pair: Translation,
}

impl View<'_> {
    fn finding(&self, difference: &Difference) -> Finding {
        match *difference {
            Difference::Changed { original, translation } => self.changed(original, translation),
            Difference::Unit { original, translation } => self.other_unit(original, translation),
            Difference::Missing { original, place } => self.missing(original, place),
            Difference::Added { translation, place } => self.added(translation, place),
        }
    }

    fn changed(&self, original: usize, translation: usize) -> Finding {
        let (a, b) = (self.original(original), self.translation(translation));
        // What was read as nothing may be anything.
        let sure = a.kind != Kind::Digits && b.kind != Kind::Digits && self.both_read();
        Finding {
            check: if a.kind == Kind::Date && b.kind == Kind::Date {
                "translation-date"
            } else {
                "translation-figure"
            },
            severity: if sure { Severity::Error } else { Severity::Warning },
            confidence: if sure { Confidence::High } else { Confidence::Medium },
            message: format!(
                "{} here stands where the original has {}",
                self.quote_new(b),
                self.quote_old(a)
            ),
            help: self.help(a),
            ..blank(self.new_label(b), self.old_label(a))
        }
        .lowered(self.pair.basis)
    }

    fn other_unit(&self, original: usize, translation: usize) -> Finding {
        let (a, b) = (self.original(original), self.translation(translation));
        Finding {
            check: "translation-unit",
            message: format!(
                "the number is the same and its unit is not: {} here, {} in the original",
                self.quote_new(b),
                self.quote_old(a)
            ),
            help: format!(
                "convert the number, or keep the unit: the original says {}",
                self.said(a, self.pair.original)
            ),
            ..blank(self.new_label(b), self.old_label(a))
        }
        .lowered(self.pair.basis)
    }

    fn missing(&self, original: usize, place: Span) -> Finding {
        let a = self.original(original);
        Finding {
            check: "translation-missing",
            severity: Severity::Warning,
            confidence: Confidence::Medium,
            message: format!("the translation does not say {} of the original", self.quote_old(a)),
            help: self.help(a),
            ..blank(
                label(self.pair.translation, place, String::new(), "nothing here says it"),
                self.old_label(a),
            )
        }
        .lowered(self.pair.basis)
    }

    fn added(&self, translation: usize, place: Span) -> Finding {
        let b = self.translation(translation);
        Finding {
            check: if b.kind == Kind::Date { "translation-date" } else { "translation-figure" },
            severity: Severity::Warning,
            confidence: Confidence::Medium,
            message: format!("{} stands in the translation and not in the original", self.quote_new(b)),
            help: "check it with the original, or say whose figure it is".to_owned(),
            ..blank(self.new_label(b), label(self.place(), place, String::new(), "nothing here says it"))
        }
        .lowered(self.pair.basis)
    }

    /// Where the original's places are shown: in a bilingual file both languages have
    /// one source, and are shown in one picture.
    fn place(&self) -> usize {
        if self.pair.basis == Basis::File { self.pair.translation } else { self.pair.original }
    }

    fn old_label(&self, fact: &Fact) -> Label {
        label(self.place(), fact.span, self.said(fact, self.pair.original), "the original")
    }

    fn new_label(&self, fact: &Fact) -> Label {
        label(self.pair.translation, fact.span, self.said(fact, self.pair.translation), "the translation")
    }

    fn help(&self, original: &Fact) -> String {
        format!(
            "make it {}, or correct the original if the translation is right",
            self.said(original, self.pair.original)
        )
    }

    fn original(&self, at: usize) -> &Fact {
        &self.evidence.facts[self.pair.original].facts[at]
    }

    fn translation(&self, at: usize) -> &Fact {
        &self.evidence.facts[self.pair.translation].facts[at]
    }

    fn both_read(&self) -> bool {
        [self.pair.original, self.pair.translation].iter().all(|&at| self.evidence.facts[at].words_read)
    }

    fn quote_old(&self, fact: &Fact) -> String {
        self.quote(fact, self.pair.original)
    }

    fn quote_new(&self, fact: &Fact) -> String {
        self.quote(fact, self.pair.translation)
    }

    /// The words, and how they were read where they do not say it themselves.
    fn quote(&self, fact: &Fact, article: usize) -> String {
        let source = &self.evidence.readings[article].article.source.text;
        let words = source.get(fact.span.range()).unwrap_or_default();
        let said = self.said(fact, article);
        if words == said { quoted(words) } else { format!("{} ({said})", quoted(words)) }
    }

    fn said(&self, fact: &Fact, article: usize) -> String {
        let mention = fact.mention.map(|at| &self.evidence.readings[article].mentions[at].value);
        match (mention, fact.parts.as_slice()) {
            (Some(Value::Date(date)), _) => {
                let day = date.weekday.map(|day| format!(", {}", part_said(&Part::Weekday(day))));
                format!("{}{}", date.date, day.unwrap_or_default())
            }
            (Some(Value::Time { time, zone: Some(zone) }), _) => format!("{time} {zone}"),
            (Some(Value::Time { time, .. }), _) => time.clone(),
            (_, [part]) => part_said(part),
            (_, parts) => parts.iter().map(part_said).collect::<Vec<_>>().join(" to "),
        }
    }
}

fn part_said(part: &Part) -> String {
    match part {
        Part::Number(Number { value, unit, .. }) => reading::plain(*value, unit.as_deref()),
        Part::Month(month) => format!("month {month}"),
        Part::Weekday(day) => {
            WEEKDAYS.get(usize::from(*day).wrapping_sub(1)).copied().unwrap_or_default().to_owned()
        }
    }
}

/// ISO 8601 counts from Monday.
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn blank(primary: Label, other: Label) -> Finding {
    Finding {
        check: "translation-figure",
        rule: None,
        severity: Severity::Error,
        confidence: Confidence::High,
        message: String::new(),
        help: String::new(),
        primary,
        related: vec![other],
        fixes: Vec::new(),
    }
}

fn label(article: usize, span: Span, reading: String, text: &str) -> Label {
    Label { source: SourceId::Article(article), span, reading, text: text.to_owned() }
}

impl Finding {
    /// Nobody said that the two are translations: one step lower.
    fn lowered(mut self, basis: Basis) -> Self {
        if basis == Basis::Proposed {
            self.severity = self.severity.min(Severity::Warning);
            self.confidence = self.confidence.min(Confidence::Medium);
        }
        self
    }
}
