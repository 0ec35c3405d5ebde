//! What checking knows while it goes through the files: the keys of all of them,
//! and the mistakes so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::mention::edtf::Edtf;
use crate::span::Span;

use super::at::At;
use super::checked::{Class, NameId, Place, TermId, Topic};
use super::mistake::{Mistake, suggestion};
use super::written::Period;

/// The keys of all files, and what was noted.
#[derive(Default)]
pub(super) struct Known {
    pub names: BTreeMap<String, NameId>,
    /// Class and place of each name, by its index.
    pub named: Vec<(Class, Place)>,
    pub terms: BTreeMap<String, TermId>,
    /// Keys whose entries could not be read: what refers to them is no second mistake.
    pub unread: BTreeSet<String>,
    /// A file could not be read, so that a key nobody defines may be in there.
    pub incomplete: bool,
    pub mistakes: Vec<Mistake>,
    pub warnings: Vec<Finding>,
}

impl Known {
    /// The same, for one file.
    pub fn scope(&mut self, source: usize) -> Scope<'_> {
        Scope { known: self, source }
    }
}

/// Checking inside one file.
pub(super) struct Scope<'a> {
    pub known: &'a mut Known,
    pub source: usize,
}

impl Scope<'_> {
    pub const fn place(&self, span: Span) -> Place {
        Place { source: self.source, span }
    }

    pub fn mistake(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let mistake = Mistake::new(self.place(span), message).help(help);
        self.known.mistakes.push(mistake);
    }

    /// A name by its key.
    pub fn name(&mut self, key: &At<String>) -> Option<NameId> {
        let text = key.value.as_ref()?;
        if let Some(name) = self.known.names.get(text) {
            return Some(*name);
        }
        if self.known.terms.contains_key(text) {
            self.mistake(
                key.span,
                format!("expected a name, but `{text}` is a term"),
                "names stand under `names:`",
            );
            return None;
        }
        self.undefined("name", text, key.span);
        None
    }

    /// Names by their keys.
    pub fn names(&mut self, keys: &[At<String>]) -> Vec<NameId> {
        let mut found = Vec::new();
        for key in keys {
            let Some(name) = self.name(key) else { continue };
            if found.contains(&name) {
                let text = key.value.as_deref().unwrap_or_default();
                self.mistake(key.span, format!("`{text}` is listed twice"), "remove one");
            } else {
                found.push(name);
            }
        }
        found
    }

    /// A name of one of these classes.
    pub fn name_of_class(
        &mut self,
        key: &At<String>,
        expected: &str,
        fits: fn(&Class) -> bool,
    ) -> Option<NameId> {
        let name = self.name(key)?;
        let (class, defined) = self.known.named.get(name.0)?;
        if fits(class) {
            return Some(name);
        }
        let text = key.value.as_deref().unwrap_or_default();
        let message = format!("expected {expected}, but `{text}` is {}", class_word(class));
        let mistake = Mistake::new(self.place(key.span), message).and(*defined, "defined here");
        self.known.mistakes.push(mistake.help(format!("name another, or say with `is:` what `{text}` is")));
        None
    }

    /// A term by its key.
    pub fn term(&mut self, key: &At<String>) -> Option<TermId> {
        let text = key.value.as_ref()?;
        if let Some(term) = self.known.terms.get(text) {
            return Some(*term);
        }
        if self.known.names.contains_key(text) {
            self.mistake(
                key.span,
                format!("expected a term, but `{text}` is a name"),
                "terms stand under `terms:`",
            );
            return None;
        }
        self.undefined("term", text, key.span);
        None
    }

    /// A name or a term by its key.
    pub fn topic(&mut self, key: &At<String>) -> Option<Topic> {
        let text = key.value.as_ref()?;
        let name = self.known.names.get(text).map(|name| Topic::Name(*name));
        let topic = name.or_else(|| self.known.terms.get(text).map(|term| Topic::Term(*term)));
        if topic.is_none() {
            self.undefined("name or term", text, key.span);
        }
        topic
    }

    fn undefined(&mut self, kind: &str, text: &str, span: Span) {
        if self.known.incomplete || self.known.unread.contains(text) {
            return;
        }
        let names = self.known.names.keys().map(String::as_str).filter(|_| kind != "term");
        let terms = self.known.terms.keys().map(String::as_str).filter(|_| kind != "name");
        let help = self.suggest(text, names.chain(terms));
        let help = if help.starts_with("did") {
            help
        } else {
            format!("define it under `names:` or `terms:`; {help}").trim_end_matches("; ").to_owned()
        };
        self.mistake(span, format!("undefined {kind} `{text}`"), help);
    }

    /// What may have been meant. Beyond a hundred mistakes it is another file that
    /// is missing, and comparing every word with every key would take long.
    pub fn suggest<'k>(&self, text: &str, keys: impl Iterator<Item = &'k str> + Clone) -> String {
        if self.known.mistakes.len() > 100 { String::new() } else { suggestion(text, keys) }
    }

    /// A date or period, if the key is there and holds one.
    pub fn period(&mut self, at: Option<&At<Period>>) -> Option<Edtf> {
        let at = at?;
        let text = &at.value.as_ref()?.0;
        self.period_text(text, at.span)
    }

    /// A date or period.
    pub fn period_text(&mut self, text: &str, span: Span) -> Option<Edtf> {
        let Ok(date) = text.parse::<Edtf>() else {
            self.mistake(
                span,
                format!("expected a date or period, such as `2024`, `2024-07-05` or `2024-01/2024-05`, but here is `{text}`"),
                "dates are written year-month-day (EDTF)",
            );
            return None;
        };
        if !date.is_valid_day() {
            self.mistake(span, format!("there is no day `{text}`"), "correct the day or the month");
            return None;
        }
        if let Edtf::Interval(from, to) = &date
            && let (Some(first), Some(last)) = (from.first_day(), to.last_day())
            && last < first
        {
            self.mistake(span, format!("`{text}` ends before it begins"), "write the earlier date first");
            return None;
        }
        Some(date)
    }

    /// A text that is there and not blank.
    pub fn text(&mut self, at: Option<&At<String>>) -> Option<String> {
        let at = at?;
        let text = at.value.as_ref()?;
        if text.trim().is_empty() {
            self.mistake(at.span, "expected a text, but it is empty", "write one, or remove the key");
            return None;
        }
        Some(text.clone())
    }

    /// An id: small letters and digits, joined by hyphens.
    pub fn id(&mut self, at: &At<String>) -> Option<String> {
        let text = at.value.as_ref()?;
        let sound = |part: &str| {
            !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() && !letter.is_uppercase())
        };
        if text.split('-').all(sound) {
            return Some(text.clone());
        }
        let message = format!("expected small letters and digits joined by hyphens, but here is `{text}`");
        self.mistake(at.span, message, "for example `trade-total`");
        None
    }
}

/// A class, as messages name it.
const fn class_word(class: &Class) -> &'static str {
    match class {
        Class::Country(_) => "a country",
        Class::Group => "a group",
        Class::City => "a city",
        Class::Person => "a person",
        Class::Organisation => "an organisation",
        Class::Event => "an event",
        Class::Document => "a document",
        Class::Project => "a project",
    }
}
