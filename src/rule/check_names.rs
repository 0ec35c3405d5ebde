//! Names and terms, from written to checked.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::lang::codes;
use crate::span::Span;

use super::at::At;
use super::checked::{Avoid, Class, Form, Forms, Name, NameId, Place, Report, Term, TermId};
use super::mistake::Mistake;
use super::mixed;
use super::scope::{Known, Scope};
use super::written::{ReportWord, RuleFile};
use super::written_names::{AvoidEntry, ClassWord, FormsEntry, NameEntry, TermEntry};

/// Entries of all files by key, each with its place.
type Defined<'a, T> = BTreeMap<&'a str, Vec<(Place, &'a T)>>;

/// Registers the keys of all files, so that they can refer to each other.
pub(super) fn register<'a>(files: &'a [(usize, RuleFile)], known: &mut Known) -> Dictionary<'a> {
    let mut names: Defined<'a, NameEntry> = BTreeMap::new();
    let mut terms: Defined<'a, TermEntry> = BTreeMap::new();
    for (source, file) in files {
        let scope = &mut known.scope(*source);
        define(file.names.as_ref().and_then(|at| at.value.as_ref()).map(|keyed| &keyed.0), &mut names, scope);
        define(file.terms.as_ref().and_then(|at| at.value.as_ref()).map(|keyed| &keyed.0), &mut terms, scope);
    }
    twice(&names, |entries| !same_country(entries), known);
    twice(&terms, |_| true, known);
    for (key, entries) in &names {
        let (Some((place, _)), Some(others)) = (entries.first(), terms.get(key)) else { continue };
        if let Some((other, _)) = others.first() {
            let mistake =
                Mistake::new(*place, format!("`{key}` is both a name and a term")).says("a name here");
            let help = "`about:` could not tell them apart; give one of them another key";
            known.mistakes.push(mistake.and(*other, "a term here").help(help));
        }
    }
    known.names = names.keys().enumerate().map(|(at, key)| ((*key).to_owned(), NameId(at))).collect();
    known.terms = terms.keys().enumerate().map(|(at, key)| ((*key).to_owned(), TermId(at))).collect();
    for entries in names.values() {
        let Some((place, entry)) = entries.first() else { continue };
        let class = known.scope(place.source).class(entry);
        known.named.push((class, *place));
    }
    Dictionary { names, terms }
}

/// What the files define, before forms are checked.
pub(super) struct Dictionary<'a> {
    names: Defined<'a, NameEntry>,
    terms: Defined<'a, TermEntry>,
}

impl Dictionary<'_> {
    /// The names, sorted by key.
    pub fn names(&self, known: &mut Known) -> Vec<Name> {
        let mut checked = Vec::with_capacity(self.names.len());
        for (at, (key, entries)) in self.names.iter().enumerate() {
            let Some((class, place)) = known.named.get(at).cloned() else { continue };
            let mut name = Name {
                key: (*key).to_owned(),
                class,
                members: Vec::new(),
                forms: Forms::new(),
                short: Forms::new(),
                avoid: Vec::new(),
                place,
            };
            for (place, entry) in entries {
                known.scope(place.source).add_to_name(&mut name, entry, place.span);
            }
            checked.push(name);
        }
        checked
    }

    /// The terms, sorted by key.
    pub fn terms(&self, known: &mut Known) -> Vec<Term> {
        let mut checked = Vec::with_capacity(self.terms.len());
        for (key, entries) in &self.terms {
            let Some((place, entry)) = entries.first() else { continue };
            let scope = &mut known.scope(place.source);
            let forms = scope.forms(&entry.forms);
            if entry.forms.0.is_empty() {
                scope.no_forms("term", key, place.span);
            }
            checked.push(Term { key: (*key).to_owned(), forms, place: *place });
        }
        checked
    }
}

fn define<'a, T>(
    entries: Option<&'a Vec<(At<String>, At<T>)>>,
    defined: &mut Defined<'a, T>,
    scope: &mut Scope<'_>,
) {
    for (key, entry) in entries.into_iter().flatten() {
        let _ = scope.id(key);
        match (&key.value, &entry.value) {
            (Some(text), Some(entry)) => {
                defined.entry(text).or_default().push((scope.place(key.span), entry));
            }
            (Some(text), None) => drop(scope.known.unread.insert(text.clone())),
            (None, _) => {}
        }
    }
}

/// Notes keys that two files define.
fn twice<T>(defined: &Defined<'_, T>, clash: impl Fn(&[(Place, &T)]) -> bool, known: &mut Known) {
    for (key, entries) in defined {
        if let [(first, _), others @ ..] = &entries[..]
            && !others.is_empty()
            && clash(entries)
        {
            for (other, _) in others {
                let mistake = Mistake::new(*other, format!("`{key}` is defined twice")).says("again here");
                let help = "names and terms are shared by all files: keep one, or give it another key";
                known.mistakes.push(mistake.and(*first, "first here").help(help));
            }
        }
    }
}

/// The same country may be declared in every file that speaks of it; what the
/// files add to it is joined.
fn same_country(entries: &[(Place, &NameEntry)]) -> bool {
    let code = |entry: &NameEntry| entry.country.as_ref().and_then(|at| at.value.clone());
    let first = entries.first().and_then(|(_, entry)| code(entry));
    first.is_some() && entries.iter().all(|(_, entry)| code(entry) == first)
}

impl Scope<'_> {
    fn class(&mut self, entry: &NameEntry) -> Class {
        if let (Some(country), Some(is)) = (&entry.country, &entry.is) {
            let mistake = Mistake::new(self.place(is.span), "`is` beside `country`").says("here");
            self.known
                .mistakes
                .push(mistake.and(self.place(country.span), "the country").help("keep one of the two"));
        }
        if let Some(country) = &entry.country {
            let code = country.value.clone().unwrap_or_default();
            if country.value.is_some() && !codes::is_territory(&code) {
                self.unknown_country(&code, country.span);
            }
            return Class::Country(code);
        }
        match entry.is.as_ref().and_then(|at| at.value) {
            Some(ClassWord::City) => Class::City,
            Some(ClassWord::Person) => Class::Person,
            Some(ClassWord::Organisation) => Class::Organisation,
            Some(ClassWord::Event) => Class::Event,
            Some(ClassWord::Document) => Class::Document,
            Some(ClassWord::Project) => Class::Project,
            Some(ClassWord::Group) | None => Class::Group,
        }
    }

    fn unknown_country(&mut self, code: &str, span: Span) {
        let capitals = code.to_uppercase();
        let help = if codes::is_territory(&capitals) {
            format!("codes are written in capitals: `{capitals}`")
        } else {
            "two capital letters, such as `KZ` for Kazakhstan; a region is a name without `country`"
                .to_owned()
        };
        self.mistake(span, format!("`{code}` is not the ISO 3166-1 code of a country"), help);
    }

    fn add_to_name(&mut self, name: &mut Name, entry: &NameEntry, span: Span) {
        join(&mut name.forms, self.forms(&entry.forms));
        if let Some(short) = entry.short.as_ref().and_then(|at| at.value.as_ref()) {
            join(&mut name.short, self.forms(short));
        }
        for avoid in entry.avoid.iter().filter_map(|at| at.value.as_ref()).flatten() {
            let Some(written) = &avoid.value else { continue };
            let wrong = self.avoid(written, avoid.span);
            name.avoid.extend(wrong);
        }
        if let Some(members) = &entry.members
            && let Some(keys) = &members.value
        {
            name.members = self.names(&keys.0);
            if name.class != Class::Group {
                self.mistake(
                    members.span,
                    format!("`{}` is no group and has no members", name.key),
                    "remove `members`",
                );
            }
        }
        let known_without = matches!(name.class, Class::Country(_)) || entry.members.is_some();
        if entry.forms.0.is_empty() && !known_without {
            self.no_forms("name", &name.key, span);
        }
    }

    fn avoid(&mut self, entry: &AvoidEntry, span: Span) -> Vec<Avoid> {
        if entry.forms.0.is_empty() {
            self.mistake(
                span,
                "an `avoid` without a form",
                "write the wrong form under its language: `{en: …, because: …}`",
            );
        }
        let because = self.text(entry.because.as_ref());
        let report = report(entry.report.as_ref(), Severity::Warning);
        let forms = self.forms(&entry.forms).into_iter();
        forms
            .flat_map(|(lang, forms)| forms.into_iter().map(move |form| (lang.clone(), form)))
            .map(|(lang, form)| Avoid { lang, form, because: because.clone(), report })
            .collect()
    }

    fn no_forms(&mut self, kind: &str, key: &str, span: Span) {
        let help = "write how texts call it, under a language tag: `en: [Central Asia]`";
        self.mistake(span, format!("the {kind} `{key}` has no forms"), help);
    }

    /// Forms by language; what cannot be matched is noted and left out.
    pub(super) fn forms(&mut self, written: &FormsEntry) -> Forms {
        let mut forms = Forms::new();
        for (lang, list) in &written.0 {
            let (Some(lang_tag), Some(list)) = (&lang.value, &list.value) else { continue };
            if list.0.is_empty() {
                self.mistake(
                    lang.span,
                    format!("`{lang_tag}` lists no forms"),
                    "write one, or remove the language",
                );
            }
            let checked: Vec<Form> = list.0.iter().filter_map(|form| self.form(form)).collect();
            forms.entry(lang_tag.clone()).or_default().extend(checked);
        }
        forms
    }

    fn form(&mut self, at: &At<String>) -> Option<Form> {
        let written = at.value.as_ref()?;
        let text = written.trim();
        if !text.chars().any(char::is_alphanumeric) {
            self.mistake(at.span, "a form without letters", "write the form, or remove it");
            return None;
        }
        if let Some(control) = text.chars().find(|letter| is_hidden(*letter)) {
            let message = format!("a form holds the invisible character U+{:04X}", u32::from(control));
            self.mistake(at.span, message, "type the form again without it");
            return None;
        }
        if !stars_end_words(text) {
            self.mistake(
                at.span,
                format!("`*` inside a word of `{text}`"),
                "`*` stands for an ending: write every spelling before it",
            );
            return None;
        }
        let place = self.place(at.span);
        self.known.warnings.extend(mixed::warning(text, place));
        Some(Form { text: text.to_owned(), place })
    }
}

/// Whether each `*` follows a letter (or a hyphen, where a whole part is left
/// open) and ends its word.
fn stars_end_words(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.iter().enumerate().filter(|(_, letter)| **letter == '*').all(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 1);
        before.is_some_and(|letter| letter.is_alphanumeric() || *letter == '-')
            && after.is_none_or(|letter| !letter.is_alphanumeric() && *letter != '*')
    })
}

/// Control characters and overrides of the writing direction. The marks U+200E and
/// U+200F, and joiners, are ordinary parts of right-to-left text.
const fn is_hidden(letter: char) -> bool {
    letter.is_ascii_control()
        || matches!(letter, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn join(forms: &mut Forms, more: Forms) {
    for (lang, list) in more {
        forms.entry(lang).or_default().extend(list);
    }
}

/// A severity word, or the default.
pub(super) fn report(written: Option<&At<ReportWord>>, default: Severity) -> Report {
    written.and_then(|at| at.value).map_or(Report::At(default), word)
}

/// What a severity word asks.
pub(super) const fn word(word: ReportWord) -> Report {
    match word {
        ReportWord::Error => Report::At(Severity::Error),
        ReportWord::Warning => Report::At(Severity::Warning),
        ReportWord::Advice => Report::At(Severity::Advice),
        ReportWord::Off => Report::Off,
    }
}
