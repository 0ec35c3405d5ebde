//! Rule files to rule set: reads all of them, then checks all of them, and gives
//! either the set or everything that is wrong.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::source::Source;
use crate::span::Span;

use super::at::At;
use super::check_names::register;
use super::check_sums::Rules;
use super::checked::{Place, Review, Rule, RuleSet};
use super::mistake::{BrokenRules, Mistake};
use super::reader::{Notes, Reader};
use super::scope::Known;
use super::tree;
use super::written::RuleFile;

/// The version of the rule language.
const VERSION: &str = "1";

impl RuleSet {
    /// Reads and checks the files of a rule set.
    ///
    /// A set without rules is allowed: names alone are useful.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in any of the files, with the files.
    pub fn from_sources(mut sources: Vec<Source>) -> Result<Self, BrokenRules> {
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        let mut known = Known::default();
        let files: Vec<(usize, RuleFile)> = sources
            .iter()
            .enumerate()
            .filter_map(|(at, source)| read(at, &source.text, &mut known).map(|file| (at, file)))
            .collect();
        let set = check(&files, &mut known);
        if known.mistakes.is_empty() {
            return Ok(Self { sources, ..set });
        }
        let mut mistakes = known.mistakes;
        mistakes.sort_by_key(|mistake| mistake.labels.first().map(|(place, _)| *place));
        mistakes.dedup();
        Err(BrokenRules { sources, mistakes })
    }
}

/// Reads one file; `None` when it is not YAML or no mapping.
fn read(source: usize, text: &str, known: &mut Known) -> Option<RuleFile> {
    let notes = Notes::new(source);
    let node = match tree::parse(text) {
        Ok(node) => node,
        Err(error) => {
            known.incomplete = true;
            let mistake = Mistake::new(notes.place(error.span), format!("not YAML: {}", error.message));
            known.mistakes.push(mistake.help("the file was read up to here; its rules are not checked"));
            return None;
        }
    };
    if node.kind == tree::Kind::Nothing {
        // Comments only: a rule set somebody has begun.
        return Some(RuleFile::default());
    }
    let read = At::<RuleFile>::deserialize(Reader { node: &node, notes: &notes });
    let file = read.ok().and_then(|at| at.value);
    version(file.as_ref(), node.span, &notes);
    known.incomplete |= file.is_none();
    known.mistakes.extend(notes.into_mistakes());
    file
}

fn version(file: Option<&RuleFile>, span: Span, notes: &Notes) {
    let Some(file) = file else { return };
    let help = "write `factlint: 1` at the head of the file";
    let mistake = match &file.factlint {
        None => Mistake::new(notes.place(span), "the file does not say that it holds rules").help(help),
        Some(At { value: Some(version), span }) if version.0 != VERSION => {
            let message = format!("unknown version `{}` of the rule language", version.0);
            Mistake::new(notes.place(*span), message).help(help)
        }
        Some(_) => return,
    };
    notes.add(mistake);
}

fn check(files: &[(usize, RuleFile)], known: &mut Known) -> RuleSet {
    let dictionary = register(files, known);
    let names = dictionary.names(known);
    let terms = dictionary.terms(known);
    let mut set = RuleSet { names, terms, ..RuleSet::default() };
    let by_id = rules(files, &mut set, known);
    let checked = std::mem::take(&mut set.rules);
    sums(files, &mut set, &Rules { checked: &checked, by_id }, known);
    set.rules = checked;
    set.reviews = reviews(files, known);
    set.warnings = std::mem::take(&mut known.warnings);
    unique_ids(files, known);
    set
}

/// The checked rules in file order, and the index of each id.
fn rules(
    files: &[(usize, RuleFile)],
    set: &mut RuleSet,
    known: &mut Known,
) -> BTreeMap<String, Option<usize>> {
    let mut by_id = BTreeMap::new();
    for (source, file) in files {
        let scope = &mut known.scope(*source);
        let defaults = scope.defaults(file);
        for (entry, span) in entries(file.rules.as_ref()) {
            let rule: Option<Rule> = scope.rule(entry, span, &defaults);
            if let Some(id) = entry.id.as_ref().and_then(|at| at.value.clone()) {
                by_id.entry(id).or_insert(rule.is_some().then_some(set.rules.len()));
            }
            set.rules.extend(rule);
        }
    }
    by_id
}

fn sums(files: &[(usize, RuleFile)], set: &mut RuleSet, rules: &Rules<'_>, known: &mut Known) {
    for (source, file) in files {
        let scope = &mut known.scope(*source);
        for (entry, span) in entries(file.checks.as_ref()) {
            set.checks.extend(scope.check(entry, span, rules));
        }
        for (entry, span) in entries(file.phrases.as_ref()) {
            set.phrases.extend(scope.phrase(entry, span, rules));
        }
    }
}

/// The entries of a list that could be read.
fn entries<T>(list: Option<&At<Vec<At<T>>>>) -> impl Iterator<Item = (&T, Span)> {
    let list = list.and_then(|at| at.value.as_ref());
    list.into_iter().flatten().filter_map(|at| at.value.as_ref().map(|value| (value, at.span)))
}

fn reviews(files: &[(usize, RuleFile)], known: &mut Known) -> Vec<Review> {
    let mut reviews = Vec::new();
    for (source, file) in files {
        let scope = &mut known.scope(*source);
        let again = scope.period(file.review_again.as_ref());
        let _ = scope.period(file.reviewed.as_ref());
        let rule_set = file.rule_set.as_ref().and_then(|at| scope.id(at));
        let title = scope.text(file.title.as_ref()).or(rule_set).unwrap_or_default();
        let place = scope.place(file.review_again.as_ref().map_or_else(Span::default, |at| at.span));
        reviews.extend(again.map(|again| Review { again, place, title }));
    }
    reviews
}

/// Ids are shared by rules, checks and phrases of all files.
fn unique_ids(files: &[(usize, RuleFile)], known: &mut Known) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for (source, file) in files {
        let ids = entries(file.rules.as_ref()).map(|(entry, _)| entry.id.as_ref());
        let ids = ids.chain(entries(file.checks.as_ref()).map(|(entry, _)| entry.id.as_ref()));
        let ids = ids.chain(entries(file.phrases.as_ref()).map(|(entry, _)| entry.id.as_ref()));
        for at in ids.flatten() {
            let Some(id) = at.value.as_deref() else { continue };
            let place = Place { source: *source, span: at.span };
            if let Some(first) = seen.get(id) {
                let mistake = Mistake::new(place, format!("the id `{id}` is given twice")).says("again here");
                known.mistakes.push(
                    mistake.and(*first, "first here").help("findings name the id: give one of them another"),
                );
            } else {
                seen.insert(id, place);
            }
        }
    }
}
