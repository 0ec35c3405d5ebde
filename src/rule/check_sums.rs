//! Sums between rules and wording, from written to checked.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::mention::edtf::Edtf;
use crate::span::Span;

use super::at::At;
use super::check_names::report;
use super::checked::{Class, Known, PhraseRule, Place, Row, Rule, Sum, SumCheck, TermId, Wording};
use super::mistake::{Mistake, suggestion};
use super::scope::Scope;
use super::value;
use super::written::{Period, Scalar};
use super::written_checks::{CheckEntry, PhraseEntry};

/// The rules that checks and phrases may refer to.
pub(super) struct Rules<'a> {
    pub checked: &'a [Rule],
    /// Index by id; `None` for a rule that has a mistake of its own.
    pub by_id: BTreeMap<String, Option<usize>>,
}

/// The keys of a check beside its `id`, with their places.
fn keys(entry: &CheckEntry) -> Vec<(&'static str, Span)> {
    let keys = [
        ("change-of", entry.change_of.as_ref().map(|at| at.span)),
        ("part", entry.part.as_ref().map(|at| at.span)),
        ("editions-of", entry.editions_of.as_ref().map(|at| at.span)),
        ("years-since", entry.years_since.as_ref().map(|at| at.span)),
        ("from", entry.from.as_ref().map(|at| at.span)),
        ("to", entry.to.as_ref().map(|at| at.span)),
        ("percent", entry.percent.as_ref().map(|at| at.span)),
        ("of", entry.of.as_ref().map(|at| at.span)),
        ("period", entry.period.as_ref().map(|at| at.span)),
        ("share", entry.share.as_ref().map(|at| at.span)),
        ("every", entry.every.as_ref().map(|at| at.span)),
        ("first", entry.first.as_ref().map(|at| at.span)),
    ];
    keys.into_iter().filter_map(|(key, span)| span.map(|span| (key, span))).collect()
}

/// Each kind of sum: its own key, the keys it needs, the keys it may have.
const SUMS: [(&str, &[&str], &[&str]); 4] = [
    ("change-of", &["from", "to", "percent"], &[]),
    ("part", &["of"], &["period", "share"]),
    ("editions-of", &["every", "first"], &[]),
    ("years-since", &[], &[]),
];

impl Scope<'_> {
    /// One check.
    pub fn check(&mut self, entry: &CheckEntry, span: Span, rules: &Rules<'_>) -> Option<SumCheck> {
        let id = self.rule_id(entry.id.as_ref(), span, "check");
        let place = self.place(entry.id.as_ref().map_or(span, |at| at.span));
        let sum = match self.kind(entry, place.span)? {
            "change-of" => self.growth(entry, rules),
            "part" => self.part(entry, rules),
            "editions-of" => self.rhythm(entry),
            _ => self.years_since(entry.years_since.as_ref()?, rules),
        };
        Some(SumCheck { id: id?, sum: sum?, place })
    }

    /// Which sum it is, with the keys that belong to it.
    fn kind(&mut self, entry: &CheckEntry, span: Span) -> Option<&'static str> {
        let written = keys(entry);
        let has = |key: &str| written.iter().any(|(other, _)| *other == key);
        let Some((kind, needs, may)) = SUMS.into_iter().find(|(kind, ..)| has(kind)) else {
            let help = "give one of `change-of`, `part`, `editions-of`, `years-since`";
            self.mistake(span, "a check that does not say what it checks", help);
            return None;
        };
        for (key, at) in &written {
            if *key != kind && !needs.contains(key) && !may.contains(key) {
                let help = "remove it, or make another check of it";
                self.mistake(*at, format!("`{key}` does not go with `{kind}`"), help);
            }
        }
        let missing: Vec<String> =
            needs.iter().filter(|key| !has(key)).map(|key| format!("`{key}`")).collect();
        if !missing.is_empty() {
            let help = format!("add {}", missing.join(", "));
            self.mistake(span, format!("`{kind}` without {}", missing.join(" and ")), help);
            return None;
        }
        Some(kind)
    }

    fn growth(&mut self, entry: &CheckEntry, rules: &Rules<'_>) -> Option<Sum> {
        let rule = self.table(entry.change_of.as_ref()?, rules);
        let (from, to) = (entry.from.as_ref()?, entry.to.as_ref()?);
        let from_period = self.period(Some(from));
        let to_period = self.period(Some(to));
        let percent = entry.percent.as_ref()?;
        let change = self.percent(percent);
        if let (Some(earlier), Some(later)) = (&from_period, &to_period)
            && later.first_day() <= earlier.first_day()
        {
            self.mistake(
                to.span,
                format!("`to` is {later}, not after `from`, {earlier}"),
                "`from` is the earlier period",
            );
        }
        let rule = rule?;
        for (at, period) in [(from, &from_period), (to, &to_period)] {
            if let Some(period) = period {
                self.has_row(rules.checked.get(rule)?, period, at);
            }
        }
        let percent_place = self.place(percent.span);
        Some(Sum::Growth { rule, from: from_period?, to: to_period?, percent: change?, percent_place })
    }

    fn part(&mut self, entry: &CheckEntry, rules: &Rules<'_>) -> Option<Sum> {
        let part_at = entry.part.as_ref()?;
        let part = self.table(part_at, rules);
        let whole = self.table(entry.of.as_ref()?, rules);
        let period = self.period(entry.period.as_ref());
        let share = entry.share.as_ref().and_then(|at| self.percent(at));
        let (part, whole) = (part?, whole?);
        let (part_rule, whole_rule) = (rules.checked.get(part)?, rules.checked.get(whole)?);
        match (&entry.period, &period) {
            (Some(at), Some(period)) => {
                self.has_row(part_rule, period, at);
                self.has_row(whole_rule, period, at);
            }
            _ => self.share_a_row(part_rule, whole_rule, part_at.span),
        }
        Some(Sum::Part { part, whole, period, share })
    }

    fn share_a_row(&mut self, part: &Rule, whole: &Rule, span: Span) {
        let whole_rows = rows(whole);
        if rows(part).iter().any(|row| whole_rows.iter().any(|other| other.period == row.period)) {
            return;
        }
        let message = format!("`{}` and `{}` have no period in common", part.id, whole.id);
        let mistake = Mistake::new(self.place(span), message);
        let mistake = mistake.and(part.place, format!("has {}", periods(part)));
        let mistake = mistake.and(whole.place, format!("has {}", periods(whole)));
        self.known.mistakes.push(mistake.help("add a row to one of them, or remove the check"));
    }

    fn rhythm(&mut self, entry: &CheckEntry) -> Option<Sum> {
        let event =
            self.name_of_class(entry.editions_of.as_ref()?, "an event", |class| *class == Class::Event);
        let every = entry.every.as_ref()?;
        let years = self.sound(value::years(every.value.as_ref()?), every.span);
        let first = self.year(entry.first.as_ref()?);
        Some(Sum::Rhythm { event: event?, every: years?, first: first? })
    }

    fn year(&mut self, at: &At<Scalar>) -> Option<i32> {
        let text = &at.value.as_ref()?.0;
        if let Ok(Edtf::Date { year: Some(year), month: None, day: None }) = text.parse() {
            return Some(year);
        }
        let message = format!("expected the year of the first edition, but here is `{text}`");
        self.mistake(at.span, message, "four digits: `first: 2023`");
        None
    }

    fn years_since(&mut self, at: &At<String>, rules: &Rules<'_>) -> Option<Sum> {
        let text = at.value.as_ref()?;
        let (id, step) = text.split_once('.').map_or((text.as_str(), None), |(id, step)| (id, Some(step)));
        let rule = self.rule_by_id(id, at.span, rules)?;
        let checked = rules.checked.get(rule)?;
        match (&checked.value, step) {
            (Known::Years(steps), Some(step)) => {
                let term: Option<TermId> = self.known.terms.get(step).copied();
                if let Some(found) = steps.iter().position(|other| Some(other.term) == term) {
                    return Some(Sum::YearsSince { rule, step: Some(found) });
                }
                let listed = steps.iter().map(|step| step.term);
                let terms = &self.known.terms;
                let keys: Vec<String> = listed
                    .filter_map(|id| {
                        terms.iter().find(|(_, other)| **other == id).map(|(key, _)| key.clone())
                    })
                    .collect();
                let help = suggestion(step, keys.iter().map(String::as_str));
                self.refers(at.span, checked, format!("`{id}` has no step `{step}`"), help);
                None
            }
            (Known::Date { .. }, None) => Some(Sum::YearsSince { rule, step: None }),
            (Known::Event(event), None) if event.date.is_some() => Some(Sum::YearsSince { rule, step: None }),
            (Known::Years(_), None) => {
                self.refers(
                    at.span,
                    checked,
                    format!("`{id}` has several steps"),
                    "name one: `RULE.STEP`".to_owned(),
                );
                None
            }
            (_, Some(_)) => {
                self.refers(at.span, checked, format!("`{id}` has no steps"), format!("write `{id}` alone"));
                None
            }
            _ => {
                let help = "name a rule with `date`, or a step of one with `years`".to_owned();
                self.refers(at.span, checked, format!("`{id}` has no date"), help);
                None
            }
        }
    }

    fn refers(&mut self, span: Span, rule: &Rule, message: String, help: String) {
        let mistake = Mistake::new(self.place(span), message).and(rule.place, "the rule").help(help);
        self.known.mistakes.push(mistake);
    }

    /// A rule with a table of figures, by its id.
    fn table(&mut self, at: &At<String>, rules: &Rules<'_>) -> Option<usize> {
        let id = at.value.as_ref()?;
        let rule = self.rule_by_id(id, at.span, rules)?;
        let checked = rules.checked.get(rule)?;
        if rows(checked).is_empty() {
            let help = "name a rule whose `amount` or `share` is a table of periods".to_owned();
            self.refers(at.span, checked, format!("`{id}` has no table of figures"), help);
            return None;
        }
        Some(rule)
    }

    fn rule_by_id(&mut self, id: &str, span: Span, rules: &Rules<'_>) -> Option<usize> {
        if let Some(found) = rules.by_id.get(id) {
            return *found;
        }
        if !self.known.incomplete {
            let help = self.suggest(id, rules.by_id.keys().map(String::as_str));
            self.mistake(span, format!("undefined rule `{id}`"), help);
        }
        None
    }

    fn has_row(&mut self, rule: &Rule, period: &Edtf, at: &At<Period>) {
        if rows(rule).iter().any(|row| row.period.as_ref() == Some(period)) {
            return;
        }
        let mistake = Mistake::new(self.place(at.span), format!("`{}` has no row for {period}", rule.id));
        let mistake = mistake.and(rule.place, format!("has {}", periods(rule)));
        self.known.mistakes.push(mistake.help("add the row, or correct the period"));
    }

    /// One phrase rule.
    pub fn phrase(&mut self, entry: &PhraseEntry, span: Span, rules: &Rules<'_>) -> Option<PhraseRule> {
        let id = self.rule_id(entry.id.as_ref(), span, "phrase rule");
        let place = self.place(entry.id.as_ref().map_or(span, |at| at.span));
        let because = self.text(entry.because.as_ref());
        let want = self.wording(entry, place, rules);
        let report = report(entry.report.as_ref(), Severity::Advice);
        Some(PhraseRule { id: id?, want: want?, because, report, place })
    }

    fn wording(&mut self, entry: &PhraseEntry, place: Place, rules: &Rules<'_>) -> Option<Wording> {
        match (&entry.with, &entry.want_near, &entry.avoid) {
            (Some(with), Some(want), None) if entry.instead.is_none() => {
                let forms = want.value.as_ref().map(|forms| self.forms(forms));
                let rule = self.rule_by_id(with.value.as_ref()?, with.span, rules);
                Some(Wording::WantNear { rule: rule?, forms: forms? })
            }
            (None, None, Some(avoid)) => {
                let forms = avoid.value.as_ref().map(|forms| self.forms(forms));
                let instead = entry.instead.as_ref().and_then(|at| at.value.as_ref());
                let instead = instead.map(|forms| self.forms(forms)).unwrap_or_default();
                Some(Wording::Avoid { forms: forms?, instead })
            }
            _ => {
                let help = "give `with` and `want-near`, or `avoid` and if you like `instead`";
                self.mistake(place.span, "a phrase rule that asks for nothing, or for two things", help);
                None
            }
        }
    }
}

fn rows(rule: &Rule) -> &[Row] {
    match &rule.value {
        Known::Figures { rows, .. } => rows,
        _ => &[],
    }
}

/// The periods of a table, for a label.
fn periods(rule: &Rule) -> String {
    let listed: Vec<String> =
        rows(rule).iter().filter_map(|row| row.period.as_ref()).map(ToString::to_string).collect();
    if listed.is_empty() { "a value without a period".to_owned() } else { listed.join(", ") }
}
