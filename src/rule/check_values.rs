//! The known values of rules, from written to checked.

use crate::span::Span;

use super::at::{At, Keyed, OneOrMany};
use super::checked::{Class, FigureKind, Holder, Known, Roster, Row, Step};
use super::mistake::Mistake;
use super::scope::Scope;
use super::value::{self, Wrong};
use super::written::{AmountText, Period, Scalar};
use super::written_rules::{Figures, HolderEntry, RowEntry, RuleEntry};

/// The word that holds articles against each other only.
const COMPARE: &str = "compare";

impl Known {
    /// Whether it holds no value: articles are compared with each other only.
    #[must_use]
    pub fn is_compare(&self) -> bool {
        match self {
            Self::Figures { rows, .. } => rows.is_empty(),
            Self::Count { amount, .. } => amount.is_none(),
            _ => false,
        }
    }
}

/// The value keys that an entry holds, with their places.
fn value_keys(entry: &RuleEntry) -> Vec<(&'static str, Span)> {
    let keys = [
        ("amount", entry.amount.as_ref().map(|at| at.span)),
        ("share", entry.share.as_ref().map(|at| at.span)),
        ("count", entry.count.as_ref().map(|at| at.span)),
        ("date", entry.date.as_ref().map(|at| at.span)),
        ("years", entry.years.as_ref().map(|at| at.span)),
        ("place", entry.place.as_ref().map(|at| at.span)),
        ("participants", entry.participants.as_ref().map(|at| at.span)),
        ("participants-include", entry.participants_include.as_ref().map(|at| at.span)),
        ("one-of", entry.one_of.as_ref().map(|at| at.span)),
    ];
    keys.into_iter().filter_map(|(key, span)| span.map(|span| (key, span))).collect()
}

impl Scope<'_> {
    /// What a rule knows; `None` after a mistake.
    pub fn value(&mut self, entry: &RuleEntry, span: Span) -> Option<Known> {
        if let (Some(members), None) = (&entry.members, &entry.count) {
            self.mistake(members.span, "`members` without `count`", "for who took part use `participants`");
        }
        if let Some(event) = &entry.event {
            return self.event(entry, event);
        }
        for (key, at) in [
            ("order", entry.order.as_ref().map(|at| at.span)),
            ("every", entry.every.as_ref().map(|at| at.span)),
        ] {
            if let Some(at) = at {
                self.mistake(
                    at,
                    format!("`{key}` without `event`"),
                    "name the event whose edition it is: `event: NAME`",
                );
            }
        }
        let keys = value_keys(entry);
        match keys[..] {
            [] => {
                let help = "give one of `amount`, `share`, `count`, `date`, `years`, `place`, `participants`, \
                            `participants-include`, `one-of`, or an `event` with its keys";
                self.mistake(span, "a rule without a value", help);
                None
            }
            [_] => self.single(entry),
            [(first, first_span), (second, second_span), ..] => {
                let message = format!("a rule with two values, `{first}` and `{second}`");
                let mistake = Mistake::new(self.place(second_span), message).says(format!("`{second}`"));
                let mistake = mistake.and(self.place(first_span), format!("`{first}`"));
                self.known.mistakes.push(mistake.help("make two rules of it: a finding names one claim"));
                None
            }
        }
    }

    /// The one value of a rule without an event.
    fn single(&mut self, entry: &RuleEntry) -> Option<Known> {
        if let Some(at) = &entry.amount {
            return self.figures(at, FigureKind::Amount);
        }
        if let Some(at) = &entry.share {
            return self.figures(at, FigureKind::Share);
        }
        if let Some(at) = &entry.count {
            return self.count(at, entry.members.as_ref());
        }
        if let Some(at) = &entry.date {
            return Some(Known::Date { date: self.period(Some(at))?, place: self.place(at.span) });
        }
        if let Some(at) = &entry.years {
            return self.ladder(at.value.as_ref()?, at.span);
        }
        if let Some(at) = &entry.place {
            let name = self.name_of_class(at, "a place", is_place)?;
            return Some(Known::Location { name, place: self.place(at.span) });
        }
        if let Some(at) = &entry.one_of {
            return self.holders(at.value.as_ref()?, at.span);
        }
        self.rosters(entry).pop().map(Known::Roster)
    }

    fn figures(&mut self, at: &At<Figures>, kind: FigureKind) -> Option<Known> {
        match at.value.as_ref()? {
            Figures::Text(text) if text.trim() == COMPARE => Some(Known::Figures { kind, rows: Vec::new() }),
            Figures::Text(text) => {
                let (amount, unit) = self.figure(text, at.span, kind)?;
                let place = self.place(at.span);
                let row = Row { period: None, amount, unit, also: Vec::new(), known_since: None, place };
                Some(Known::Figures { kind, rows: vec![row] })
            }
            Figures::Table(Keyed(entries)) => {
                if entries.is_empty() {
                    self.mistake(
                        at.span,
                        "a table without rows",
                        "give a period and its value: `{2024: 94.8 billion USD}`",
                    );
                    return None;
                }
                let rows: Vec<Row> =
                    entries.iter().filter_map(|(period, row)| self.row(period, row, kind)).collect();
                (!rows.is_empty()).then_some(Known::Figures { kind, rows })
            }
        }
    }

    fn row(&mut self, period: &At<String>, at: &At<RowEntry>, kind: FigureKind) -> Option<Row> {
        let period = self.period_text(period.value.as_ref()?, period.span);
        let entry = at.value.as_ref()?;
        let Some(is) = &entry.is else {
            self.mistake(at.span, "a row without its value", "give it as `is: 94.8 billion USD`");
            return None;
        };
        let known_since = self.period(entry.known_since.as_ref());
        let others =
            entry.also.as_ref().and_then(|at| at.value.as_ref()).into_iter().flat_map(|also| &also.0);
        let also = others.filter_map(|at| self.figure(&at.value.as_ref()?.0, at.span, kind)).collect();
        let (amount, unit) = self.figure(&is.value.as_ref()?.0, is.span, kind)?;
        Some(Row { period: Some(period?), amount, unit, also, known_since, place: self.place(is.span) })
    }

    fn figure(&mut self, text: &str, span: Span, kind: FigureKind) -> Option<value::Figure> {
        let read = match kind {
            FigureKind::Amount => value::amount_with_unit(text),
            FigureKind::Share => value::percentage(text).map(|amount| (amount, Some("percent".to_owned()))),
        };
        self.sound(read, span)
    }

    /// The value, or its mistake noted.
    pub fn sound<T>(&mut self, read: Result<T, Wrong>, span: Span) -> Option<T> {
        read.map_err(|wrong| self.mistake(span, wrong.message, wrong.help)).ok()
    }

    /// An amount of a check.
    pub fn percent(&mut self, at: &At<AmountText>) -> Option<crate::mention::amount::Amount> {
        self.sound(value::percent_number(&at.value.as_ref()?.0), at.span)
    }

    fn count(&mut self, at: &At<Scalar>, members: Option<&At<OneOrMany<String>>>) -> Option<Known> {
        let members = self.listed(members);
        let text = &at.value.as_ref()?.0;
        let place = self.place(at.span);
        if text.trim() == COMPARE {
            return Some(Known::Count { amount: None, members, place });
        }
        let amount = self.sound(value::number(text), at.span)?;
        if !members.is_empty() && amount.modifier.is_none() && amount.value != members.len().into() {
            let message = format!("`count` is {text}, but `members` lists {}", members.len());
            self.mistake(at.span, message, "correct one of the two");
        }
        Some(Known::Count { amount: Some(amount), members, place })
    }

    fn ladder(&mut self, written: &OneOrMany<Keyed<Period>>, span: Span) -> Option<Known> {
        let mut steps: Vec<Step> = Vec::new();
        for (key, date) in written.0.iter().filter_map(|at| at.value.as_ref()).flat_map(|keyed| &keyed.0) {
            let term = self.term(key);
            let date_known = self.period(Some(date));
            let (Some(term), Some(known)) = (term, date_known) else { continue };
            let step = Step { term, date: known, place: self.place(date.span) };
            self.rises(&steps, &step, key);
            steps.push(step);
        }
        if written.0.is_empty() {
            self.mistake(
                span,
                "a ladder without steps",
                "list them from first to last: `- diplomatic-relations: 1992`",
            );
        }
        (!steps.is_empty()).then_some(Known::Years(steps))
    }

    fn rises(&mut self, before: &[Step], step: &Step, key: &At<String>) {
        let text = key.value.as_deref().unwrap_or_default();
        if let Some(same) = before.iter().find(|other| other.term == step.term) {
            let mistake = Mistake::new(self.place(key.span), format!("the step `{text}` is given twice"));
            self.known.mistakes.push(mistake.and(same.place, "first here").help("keep one of the two"));
        } else if let Some(last) = before.last()
            && step.date.first_day() <= last.date.first_day()
        {
            let message = format!("the ladder does not rise at `{text}`: {} after {}", step.date, last.date);
            let mistake = Mistake::new(step.place, message).and(last.place, "the step before");
            self.known.mistakes.push(mistake.help("list the steps in the order in which they were taken"));
        }
    }

    fn holders(&mut self, written: &OneOrMany<HolderEntry>, span: Span) -> Option<Known> {
        let mut holders: Vec<Holder> = Vec::new();
        for at in &written.0 {
            holders.extend(self.holder(at));
        }
        if written.0.is_empty() {
            self.mistake(
                span,
                "`one-of` without a value",
                "list who or what, and when: `- {is: NAME, from: 2022-09-17}`",
            );
        }
        self.overlaps(&holders);
        (!holders.is_empty()).then_some(Known::OneOf(holders))
    }

    fn holder(&mut self, at: &At<HolderEntry>) -> Option<Holder> {
        let entry = at.value.as_ref()?;
        let from = self.period(entry.from.as_ref());
        let to = self.period(entry.to.as_ref());
        let Some(is) = &entry.is else {
            self.mistake(at.span, "an entry of `one-of` without `is`", "name who or what it was");
            return None;
        };
        if let (Some(first), Some(last)) = (&from, &to)
            && last.last_day() < first.first_day()
        {
            self.mistake(
                at.span,
                format!("ends in {last}, before it begins in {first}"),
                "`from` is the earlier date",
            );
        }
        Some(Holder { name: self.name(is)?, from, to, place: self.place(is.span) })
    }

    /// Notes holders of the same time. The last day of one may be the first of the next.
    fn overlaps(&mut self, holders: &[Holder]) {
        let mut ordered: Vec<&Holder> = holders.iter().collect();
        ordered.sort_by_key(|holder| holder.from.as_ref().and_then(crate::mention::edtf::Edtf::first_day));
        for pair in ordered.windows(2) {
            let [before, after] = pair else { continue };
            let ends = before.to.as_ref().and_then(crate::mention::edtf::Edtf::first_day);
            let begins = after.from.as_ref().and_then(crate::mention::edtf::Edtf::first_day);
            let apart = matches!((ends, begins), (Some(ends), Some(begins)) if ends <= begins);
            if !apart {
                let message = "two values of `one-of` hold at the same time";
                let mistake = Mistake::new(after.place, message)
                    .says("this one begins")
                    .and(before.place, "before this one ends");
                self.known
                    .mistakes
                    .push(mistake.help("give `to` and `from` so that one ends where the next begins"));
            }
        }
    }

    /// The lists of who took part.
    pub fn rosters(&mut self, entry: &RuleEntry) -> Vec<Roster> {
        let lists = [(entry.participants.as_ref(), true), (entry.participants_include.as_ref(), false)];
        let mut rosters = Vec::new();
        for (list, closed) in lists {
            let Some(at) = list else { continue };
            let names = self.listed(Some(at));
            rosters.push(Roster { names, closed, place: self.place(at.span) });
        }
        rosters
    }
}

/// Whether something can be held there.
pub(super) const fn is_place(class: &Class) -> bool {
    matches!(class, Class::City | Class::Country(_) | Class::Group)
}
