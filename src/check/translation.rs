//! A translation against its original, figure by figure, without any rule.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::translation_fix::{self, Place};
use super::{Evidence, Outcome};
use crate::claim::reading;
use crate::finding::{Confidence, Edit, Finding, Fix, Label, Severity, SourceId, quoted};
use crate::lang::registry::NEUTRAL;
use crate::mention::Value;
use crate::rule::checked::Name;
use crate::span::Span;
use crate::translation::compare::{Difference, compare};
use crate::translation::facts::{Fact, Kind, Number, Part};
use crate::translation::group::{Basis, Translation};
use crate::translation::names::{NameDifference, names};
use crate::translation::side::Text;

/// The reading of a stretch that lacks a figure: its own words do not matter, and may
/// change without making another finding of it.
const NOTHING: &str = "nothing";

/// Compares every translation with its original.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let names = OnceLock::new();
    let known = Known { evidence, names: &names };
    let outcomes: Vec<Outcome> = evidence.translations.par_iter().map(|pair| one(known, *pair)).collect();
    let mut all = Outcome::default();
    for outcome in outcomes {
        all.findings.extend(outcome.findings);
        all.compared += outcome.compared;
    }
    all
}

/// Which languages have a form for a name.
#[derive(Clone, Copy)]
struct Known<'a> {
    evidence: &'a Evidence<'a>,
    /// The names of the rule set by their keys, once one is asked for.
    names: &'a OnceLock<FxHashMap<&'a str, Vec<&'a Name>>>,
}

fn one(known: Known<'_>, pair: Translation) -> Outcome {
    let evidence = known.evidence;
    let text = |at: usize| Text { reading: &evidence.readings[at], facts: &evidence.facts[at] };
    let found = compare(text(pair.original), text(pair.translation));
    let view = View { evidence, pair };
    let mut findings: Vec<Finding> =
        found.differences.iter().map(|difference| view.finding(difference)).collect();
    let in_both = |key: &str| [pair.original, pair.translation].iter().all(|&at| known.has(at, key));
    let names = names(text(pair.original), text(pair.translation), &found.stretches, in_both);
    findings.extend(names.iter().map(|name| view.name(name)));
    Outcome { findings, compared: found.compared }
}

impl<'a> Known<'a> {
    /// Whether the language of an article has a form for a name.
    fn has(self, article: usize, key: &str) -> bool {
        let lang = &self.evidence.readings[article].article.lang;
        let (pack, _) = self.evidence.lexicons.of(lang);
        match key.split_once(':') {
            Some(("country", _)) => pack.tag != NEUTRAL,
            Some(("region", code)) => pack.countries.contains_key(code),
            Some(("city", city)) => pack.cities.contains_key(city),
            _ => {
                let names = self.names.get_or_init(|| self.by_key()).get(key);
                names.into_iter().flatten().any(|name| name.forms.contains_key(pack.tag.as_str()))
            }
        }
    }

    fn by_key(self) -> FxHashMap<&'a str, Vec<&'a Name>> {
        let mut names: FxHashMap<&str, Vec<&Name>> = FxHashMap::default();
        for name in &self.evidence.rules.names {
            names.entry(&name.key).or_default().push(name);
        }
        names
    }
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
            Difference::Turned { original, translation, rose } => self.turned(original, translation, rose),
            Difference::Swapped { original, translation } => self.swapped(original, translation),
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
                "{} in the translation stands where the original has {}",
                self.quote_new(b),
                self.quote_old(a)
            ),
            help: self.help(a),
            fixes: self.fixes(translation, |place| translation_fix::changed(place, a)),
            ..blank(self.new_label(b), self.old_label(a))
        }
        .lowered(self.pair.basis)
    }

    fn other_unit(&self, original: usize, translation: usize) -> Finding {
        let (a, b) = (self.original(original), self.translation(translation));
        Finding {
            check: "translation-unit",
            message: format!(
                "the number is the same and its unit is not: {} in the translation, {} in the original",
                self.quote_new(b),
                self.quote_old(a)
            ),
            help: format!(
                "convert the number, or keep the unit: the original says {}",
                self.said(a, self.pair.original)
            ),
            fixes: self.fixes(translation, |place| translation_fix::converted(place, a)),
            ..blank(self.new_label(b), self.old_label(a))
        }
        .lowered(self.pair.basis)
    }

    fn turned(&self, original: usize, translation: usize, rose: bool) -> Finding {
        let (a, b) = (self.original(original), self.translation(translation));
        let [here, there] = if rose { ["falls", "rises"] } else { ["rises", "falls"] };
        Finding {
            check: "translation-direction",
            message: format!(
                "what {here} by {} here {there} by {} in the original",
                self.quote_new(b),
                self.quote_old(a)
            ),
            help: "say which way it went, as the original does".to_owned(),
            ..blank(self.new_label(b), self.old_label(a))
        }
        .lowered(self.pair.basis)
    }

    fn swapped(&self, original: [usize; 2], translation: [usize; 2]) -> Finding {
        let [a, c] = original.map(|at| self.original(at));
        let [b, d] = translation.map(|at| self.translation(at));
        let mut finding = Finding {
            message: format!(
                "two figures have changed places: {} and {} here, {} and {} in the original",
                self.quote_new(b),
                self.quote_new(d),
                self.quote_old(a),
                self.quote_old(c)
            ),
            help: "put each figure back where the original has it".to_owned(),
            ..blank(self.new_label(b), self.old_label(a))
        };
        finding.related.extend([self.new_label(d), self.old_label(c)]);
        let edits = [(translation[0], a), (translation[1], c)].map(|(at, original)| {
            let place = self.place_of(at)?;
            translation_fix::changed(&place, original)
        });
        if let [Some(one), Some(other)] = edits {
            finding.fixes =
                vec![translation_fix::fix("let the two change places".to_owned(), vec![one, other])];
        }
        finding.lowered(self.pair.basis)
    }

    fn name(&self, name: &NameDifference) -> Finding {
        let words = |at: usize, span: Span| {
            let source = &self.evidence.readings[at].article.source.text;
            quoted(source.get(span.range()).unwrap_or_default())
        };
        let (old, new) =
            (words(self.pair.original, name.original), words(self.pair.translation, name.translation));
        let (message, there) = if name.in_original {
            (format!("{new} here stands where the original has {old}"), "the original")
        } else {
            (format!("{new} stands in the translation and nowhere in the original"), "nothing here says it")
        };
        let place = |article: usize, span: Span, text: &str| label(article, span, String::new(), text);
        Finding {
            check: "translation-name",
            severity: Severity::Advice,
            confidence: Confidence::Low,
            message,
            help: "make sure that both texts speak of the same".to_owned(),
            ..blank(
                place(self.pair.translation, name.translation, "the translation"),
                place(self.place(), name.original, there),
            )
        }
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
                label(self.pair.translation, place, NOTHING.to_owned(), "nothing here says it"),
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
            ..blank(self.new_label(b), label(self.place(), place, NOTHING.to_owned(), "nothing here says it"))
        }
        .lowered(self.pair.basis)
    }

    /// Where the original's places are shown: in a bilingual file both languages have
    /// one source, and are shown in one picture.
    fn place(&self) -> usize {
        if self.pair.basis == Basis::File { self.pair.translation } else { self.pair.original }
    }

    /// The choice that an edit is, with what it writes as its title.
    fn fixes(&self, translation: usize, edit: impl Fn(&Place<'_>) -> Option<Edit>) -> Vec<Fix> {
        let edit = self.place_of(translation).and_then(|place| edit(&place));
        let fix = |edit: Edit| translation_fix::fix(format!("write {}", quoted(&edit.text)), vec![edit]);
        edit.into_iter().map(fix).collect()
    }

    fn place_of(&self, translation: usize) -> Option<Place<'_>> {
        let article = self.pair.translation;
        let reading = &self.evidence.readings[article];
        let fact = self.translation(translation);
        let mention = &reading.mentions[fact.mention?];
        Some(Place {
            article,
            context: reading.context(self.evidence.lexicons),
            fact: Some(fact),
            span: fact.span,
            tokens: mention.first_token..mention.end_token,
            value: Some(&mention.value),
        })
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
