//! Rules, from written to checked: everything but their values.

use std::collections::BTreeMap;

use ignore::overrides::OverrideBuilder;

use crate::finding::Severity;
use crate::span::Span;

use super::at::{At, OneOrMany};
use super::check_names::word;
use super::checked::{About, Citation, Known, NameId, Report, Rule, Topic, When};
use super::scope::Scope;
use super::written::{AppliesTo, RuleFile, WhenEntry};
use super::written_rules::{AboutEntry, OtherSources, RuleEntry, RuleStance, SourceEntry};

/// What the head of a file says for all its rules.
pub(super) struct Defaults {
    when: When,
    applies_to: Vec<String>,
}

impl Scope<'_> {
    /// The defaults of a file.
    pub fn defaults(&mut self, file: &RuleFile) -> Defaults {
        let house = When {
            conflict: Report::At(Severity::Error),
            missing_period: Report::At(Severity::Warning),
            stale_figure: Report::At(Severity::Advice),
            across_periods: None,
        };
        Defaults { when: when(file.when.as_ref(), house), applies_to: self.globs(file.applies_to.as_ref()) }
    }

    /// One rule; `None` when it cannot be used, which has been noted.
    pub fn rule(&mut self, entry: &RuleEntry, span: Span, defaults: &Defaults) -> Option<Rule> {
        let id = self.rule_id(entry.id.as_ref(), span, "rule");
        let place = self.place(entry.id.as_ref().map_or(span, |at| at.span));
        let claim = self.claim(entry, place.span);
        let about = self.about(entry.about.as_ref());
        let parties = self.listed(entry.parties.as_ref());
        let value = self.value(entry, place.span);
        let sources = self.sources(entry.source.as_ref());
        let examples = self.examples(entry.examples.as_ref());
        let own_files = entry.applies_to.as_ref();
        let applies_to = self.globs(own_files);
        self.needs(entry, place.span, value.as_ref().is_some_and(Known::is_compare));
        Some(Rule {
            id: id?,
            claim,
            about,
            parties,
            value: value?,
            when: when(entry.when.as_ref(), defaults.when),
            sources,
            other_sources_separate: entry.other_sources.as_ref().and_then(|at| at.value)
                == Some(OtherSources::Separate),
            planned: entry.stance.as_ref().and_then(|at| at.value) == Some(RuleStance::Planned),
            examples,
            applies_to: if own_files.is_some() { applies_to } else { defaults.applies_to.clone() },
            place,
        })
    }

    /// The id of a rule, check or phrase rule.
    pub fn rule_id(&mut self, id: Option<&At<String>>, span: Span, kind: &str) -> Option<String> {
        if let Some(at) = id {
            return self.id(at);
        }
        self.mistake(
            span,
            format!("a {kind} without `id`"),
            "give it a short name, such as `id: trade-total`",
        );
        None
    }

    /// Keys that a rule cannot do without.
    fn needs(&mut self, entry: &RuleEntry, span: Span, compare: bool) {
        if entry.source.is_none() && !compare {
            let help = "say who knows it and when you looked: `source: {who: …, checked: 2025-06-20}`";
            self.mistake(span, "a rule without `source`", help);
        }
        if entry.about.is_none() && entry.event.is_none() {
            let help = "say which words a sentence about it holds: `about: {together: [trade]}`";
            self.mistake(span, "a rule without `about`", help);
        }
    }

    fn claim(&mut self, entry: &RuleEntry, span: Span) -> BTreeMap<String, String> {
        let Some(at) = &entry.claim else {
            self.mistake(
                span,
                "a rule without `claim`",
                "say it as a plain sentence; it is printed in every finding",
            );
            return BTreeMap::new();
        };
        let mut claims = BTreeMap::new();
        for (lang, sentence) in at.value.iter().flat_map(|languages| &languages.0) {
            if let (Some(lang), Some(sentence)) = (&lang.value, self.text(Some(sentence))) {
                claims.insert(lang.clone(), sentence);
            }
        }
        claims
    }

    fn about(&mut self, about: Option<&At<AboutEntry>>) -> About {
        let Some(entry) = about.and_then(|at| at.value.as_ref()) else {
            return About::default();
        };
        About {
            together: self.topics(entry.together.as_ref()),
            any: self.topics(entry.any.as_ref()),
            not: self.topics(entry.not.as_ref()),
        }
    }

    fn topics(&mut self, keys: Option<&OneOrMany<String>>) -> Vec<Topic> {
        keys.iter().flat_map(|keys| &keys.0).filter_map(|key| self.topic(key)).collect()
    }

    /// A list of names; one that is there and empty is a slip.
    pub fn listed(&mut self, list: Option<&At<OneOrMany<String>>>) -> Vec<NameId> {
        let Some(at) = list else { return Vec::new() };
        let Some(keys) = &at.value else { return Vec::new() };
        if keys.0.is_empty() {
            self.mistake(at.span, "an empty list of names", "list some, or remove the key");
        }
        self.names(&keys.0)
    }

    fn sources(&mut self, list: Option<&At<OneOrMany<SourceEntry>>>) -> Vec<Citation> {
        let Some(at) = list else { return Vec::new() };
        let Some(entries) = &at.value else { return Vec::new() };
        if entries.0.is_empty() {
            self.mistake(at.span, "an empty list of sources", "say who knows it: `source: {who: …}`");
        }
        entries.0.iter().filter_map(|entry| self.citation(entry)).collect()
    }

    fn citation(&mut self, at: &At<SourceEntry>) -> Option<Citation> {
        let entry = at.value.as_ref()?;
        if entry.who.is_none() {
            self.mistake(at.span, "a source without `who`", "name the institution or publication");
        }
        let checked = self.period(entry.checked.as_ref());
        let url = self.text(entry.url.as_ref());
        let by = self.text(entry.by.as_ref());
        Some(Citation { who: self.text(entry.who.as_ref())?, url, checked, by })
    }

    fn globs(&mut self, at: Option<&At<AppliesTo>>) -> Vec<String> {
        let files = at.and_then(|at| at.value.as_ref()).and_then(|entry| entry.files.as_ref());
        let mut globs = Vec::new();
        for at in files.iter().flat_map(|files| &files.0) {
            let Some(glob) = self.text(Some(at)) else { continue };
            match OverrideBuilder::new("").add(&glob) {
                Ok(_) => globs.push(glob),
                Err(_) => self.mistake(
                    at.span,
                    format!("`{glob}` is not a glob"),
                    "`*` stands for any name, `**` for any folders, such as `articles/**`",
                ),
            }
        }
        globs
    }
}

/// Severities as written, over those that hold without.
fn when(at: Option<&At<WhenEntry>>, base: When) -> When {
    let Some(entry) = at.and_then(|at| at.value.as_ref()) else { return base };
    let over = |written: Option<&At<_>>, base| written.and_then(|at| at.value).map_or(base, word);
    let across = entry.across_periods.as_ref().and_then(|at| at.value).map(word);
    When {
        conflict: over(entry.conflict.as_ref(), base.conflict),
        missing_period: over(entry.missing_period.as_ref(), base.missing_period),
        stale_figure: over(entry.stale_figure.as_ref(), base.stale_figure),
        across_periods: across.or(base.across_periods),
    }
}
