//! Event rules and examples, from written to checked.

use crate::span::Span;

use super::at::{At, Languages};
use super::check_values::is_place;
use super::checked::{Class, EventRule, Example, Expect, Known, Place};
use super::mistake::{Mistake, suggestion};
use super::scope::Scope;
use super::value;
use super::written::Scalar;
use super::written_rules::{ExampleEntry, ExpectWord, RuleEntry};

/// The hints an example may ask for, besides `value-of-PERIOD` and `missing NAME`.
pub const HINTS: [&str; 6] = ["magnitude", "transposed", "one-digit", "currency", "reversed", "truncated"];

impl Scope<'_> {
    /// An event rule.
    pub fn event(&mut self, entry: &RuleEntry, event: &At<String>) -> Option<Known> {
        self.no_strangers(entry, event.span);
        let event_name = self.name_of_class(event, "an event", |class| *class == Class::Event);
        let order = entry.order.as_ref().and_then(|at| self.order(at));
        let every = entry.every.as_ref().and_then(|at| {
            let years = self.sound(value::years(at.value.as_ref()?), at.span)?;
            Some((years, self.place(at.span)))
        });
        let date = entry.date.as_ref().and_then(|at| {
            let date = self.period(Some(at))?;
            Some((date, self.place(at.span)))
        });
        let location = entry.place.as_ref().and_then(|at| {
            let name = self.name_of_class(at, "a place", is_place)?;
            Some((name, self.place(at.span)))
        });
        let rosters = self.rosters(entry);
        let says_nothing =
            [entry.order.is_some(), entry.date.is_some(), entry.place.is_some(), !rosters.is_empty()];
        if !says_nothing.contains(&true) {
            let help = "give `order`, `date`, `place`, `participants` or `participants-include`";
            self.mistake(event.span, "an event rule that says nothing of the event", help);
        }
        Some(Known::Event(EventRule { event: event_name?, order, every, date, location, rosters }))
    }

    /// Value keys that belong to rules without an event.
    fn no_strangers(&mut self, entry: &RuleEntry, event: Span) {
        let strangers = [
            ("amount", entry.amount.as_ref().map(|at| at.span)),
            ("share", entry.share.as_ref().map(|at| at.span)),
            ("count", entry.count.as_ref().map(|at| at.span)),
            ("years", entry.years.as_ref().map(|at| at.span)),
            ("one-of", entry.one_of.as_ref().map(|at| at.span)),
        ];
        for (key, span) in strangers {
            let Some(span) = span else { continue };
            let mistake = Mistake::new(self.place(span), format!("`{key}` in an event rule"));
            let mistake = mistake.and(self.place(event), "the event");
            self.known
                .mistakes
                .push(mistake.help("make a rule of its own of it, with the event in its `about`"));
        }
    }

    fn order(&mut self, at: &At<Scalar>) -> Option<(u32, Place)> {
        let text = &at.value.as_ref()?.0;
        match text.parse() {
            Ok(order) if order > 0 => Some((order, self.place(at.span))),
            _ => {
                let message = format!("expected the number of an edition, but here is `{text}`");
                self.mistake(at.span, message, "a whole number from 1, in digits: `order: 2`");
                None
            }
        }
    }

    /// The examples of a rule.
    pub fn examples(&mut self, list: Option<&At<Vec<At<ExampleEntry>>>>) -> Vec<Example> {
        let entries = list.and_then(|at| at.value.as_ref());
        entries.into_iter().flatten().filter_map(|at| self.example(at.value.as_ref()?, at.span)).collect()
    }

    fn example(&mut self, entry: &ExampleEntry, span: Span) -> Option<Example> {
        let sentence = self.sentence(&entry.text, span);
        let article_date = self.period(entry.article_date.as_ref());
        let todo = self.text(entry.todo.as_ref());
        let hint = entry.hint.as_ref().and_then(|at| self.hint(at));
        if entry.expect.is_none() {
            let help = "say `expect: ok`, `conflict`, `missing-period` or `ignore`";
            self.mistake(span, "an example without `expect`", help);
        }
        let expect = match entry.expect.as_ref()?.value? {
            ExpectWord::Ok => Expect::Ok,
            ExpectWord::Conflict => Expect::Conflict,
            ExpectWord::MissingPeriod => Expect::MissingPeriod,
            ExpectWord::Ignore => Expect::Ignore,
        };
        if let Some(at) = entry.hint.as_ref().filter(|_| expect != Expect::Conflict) {
            self.mistake(
                at.span,
                "`hint` in an example that expects no conflict",
                "only conflicts give hints: remove it",
            );
        }
        let (lang, text, place) = sentence?;
        Some(Example { lang, text, expect, hint, article_date, todo, place })
    }

    /// The one sentence of an example with its language.
    fn sentence(&mut self, text: &Languages<String>, span: Span) -> Option<(String, String, Place)> {
        match &text.0[..] {
            [] => {
                let help = "write the sentence under its language: `{en: 'A sentence.', expect: ok}`";
                self.mistake(span, "an example without a sentence", help);
                None
            }
            [(lang, sentence)] => {
                Some((lang.value.clone()?, self.text(Some(sentence))?, self.place(sentence.span)))
            }
            [(first, _), (second, _), ..] => {
                let mistake =
                    Mistake::new(self.place(second.span), "an example in two languages").says("the second");
                let mistake = mistake.and(self.place(first.span), "the first");
                self.known.mistakes.push(mistake.help("make two examples of it"));
                None
            }
        }
    }

    fn hint(&mut self, at: &At<String>) -> Option<String> {
        let text = at.value.as_ref()?;
        if let Some(period) = text.strip_prefix("value-of-") {
            self.period_text(period, at.span)?;
        } else if let Some(key) = text.strip_prefix("missing ") {
            self.name(&At { span: at.span, value: Some(key.trim().to_owned()) })?;
        } else if !HINTS.contains(&text.as_str()) {
            let known = HINTS.into_iter().chain(["value-of-PERIOD", "missing NAME"]);
            self.mistake(at.span, format!("unknown hint `{text}`"), suggestion(text, known));
            return None;
        }
        Some(text.clone())
    }
}
