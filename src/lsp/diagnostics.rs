//! Findings as diagnostics.
//!
//! A finding stands at its primary label. Where another article takes part, it has a
//! diagnostic too: whoever has that one open must see it.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message};

use super::client::Client;
use super::document::Documents;
use super::position::Lines;
use super::project::Project;
use crate::finding::{Finding, Label, Severity, SourceId};
use crate::report::sanitise;
use crate::source::Source;
use crate::workspace::NEAR;

/// What every diagnostic of this server is signed with.
pub const SIGNED: &str = "factlint";

/// Diagnostics by address.
pub type ByUri = BTreeMap<String, Vec<Diagnostic>>;

/// The diagnostics of a project; with `only`, those of the articles among these sources,
/// each of which then has an entry.
pub fn of_project(
    project: &Project,
    documents: &Documents,
    client: &Client,
    only: Option<&BTreeSet<SourceId>>,
) -> ByUri {
    let readings = project.workspace.readings();
    let articles: Vec<&Source> = readings.iter().map(|reading| &reading.article.source).collect();
    let rules: Vec<&Source> = super::spot::rule_sources(project).collect();
    let only = only.map(|only| with_siblings(project, only));
    let only = only.as_ref();
    let mut found = ByUri::new();
    let mut view = View { project, documents, client, only, articles, rules, lines: BTreeMap::new() };
    for &id in only.into_iter().flatten().filter(|id| matches!(id, SourceId::Article(_))) {
        if let Some(source) = view.source(id) {
            found.insert(project.uri_of(&source.name, documents), Vec::new());
        }
    }
    for finding in project.workspace.findings() {
        view.add(finding, &mut found);
    }
    if only.is_none() {
        for finding in &project.failing {
            view.add(finding, &mut found);
        }
        for (sources, findings) in project.troubles() {
            view.rules = sources.iter().collect();
            view.lines.clear();
            for finding in findings {
                view.add(finding, &mut found);
            }
        }
    }
    found
}

/// These sources and, of a bilingual file, its other languages: they are one file.
fn with_siblings(project: &Project, only: &BTreeSet<SourceId>) -> BTreeSet<SourceId> {
    let readings = project.workspace.readings();
    let siblings = |id: &SourceId| match *id {
        SourceId::Article(at) => {
            let name = readings.get(at).map(|reading| reading.article.source.name.as_str());
            let all = name.map_or(at..at + 1, |name| project.workspace.articles(name));
            all.map(SourceId::Article).collect()
        }
        SourceId::Rules(_) => vec![*id],
    };
    only.iter().flat_map(siblings).collect()
}

/// Sources to be spoken of, with their lines once they are needed.
struct View<'a> {
    project: &'a Project,
    documents: &'a Documents,
    client: &'a Client,
    only: Option<&'a BTreeSet<SourceId>>,
    articles: Vec<&'a Source>,
    rules: Vec<&'a Source>,
    lines: BTreeMap<SourceId, Lines<'a>>,
}

impl<'a> View<'a> {
    fn source(&self, id: SourceId) -> Option<&'a Source> {
        match id {
            SourceId::Article(at) => self.articles.get(at),
            SourceId::Rules(at) => self.rules.get(at),
        }
        .copied()
    }

    fn location(&mut self, label: &Label) -> Option<Location> {
        let source = self.source(label.source)?;
        let encoding = self.client.encoding;
        let lines = self.lines.entry(label.source).or_insert_with(|| Lines::new(&source.text, encoding));
        let range = lines.range(label.span);
        Some(Location::new(self.project.uri_of(&source.name, self.documents).into(), range))
    }

    /// The finding at its primary label, and at the first label in each other article.
    fn add(&mut self, finding: &Finding, found: &mut ByUri) {
        if self.is_wanted(finding.primary.source) {
            self.at(finding, None, found);
        }
        // The languages of a bilingual file are one file: it has the finding once.
        let mut seen = vec![self.file(finding.primary.source)];
        for (at, label) in finding.related.iter().enumerate() {
            let file = self.file(label.source);
            if matches!(label.source, SourceId::Article(_)) && !seen.contains(&file) {
                seen.push(file);
                if self.is_wanted(label.source) {
                    self.at(finding, Some(at), found);
                }
            }
        }
    }

    fn file(&self, id: SourceId) -> Option<&'a str> {
        self.source(id).map(|source| source.name.as_str())
    }

    fn is_wanted(&self, id: SourceId) -> bool {
        self.only.is_none_or(|only| matches!(id, SourceId::Article(_)) && only.contains(&id))
    }

    /// The finding at one of its labels: the primary one, or a related one.
    fn at(&mut self, finding: &Finding, related: Option<usize>, found: &mut ByUri) {
        let label = related.map_or(&finding.primary, |at| &finding.related[at]);
        let Some(location) = self.location(label) else { return };
        let others: Vec<DiagnosticRelatedInformation> = beside(finding, related)
            .filter_map(|label| {
                let location = self.location(label)?;
                Some(DiagnosticRelatedInformation { location, message: self.says(label) })
            })
            .collect();
        let message = self.message(finding, related.map(|_| label), &others);
        found.entry(location.uri.0).or_default().push(Diagnostic {
            range: location.range,
            severity: Some(severity(finding.severity)),
            code: Some(Code::String(finding.check.to_owned())),
            code_description: None,
            source: Some(SIGNED.to_owned()),
            message: Message::String(message),
            tags: None,
            related_information: (self.client.related && !others.is_empty()).then_some(others),
            data: Some(serde_json::json!({ "rule": finding.rule, "primary": related.is_none() })),
        });
    }

    /// What is wrong and what to do. Seen from a related place, what that place says
    /// comes first: the message speaks of the other one.
    fn message(
        &self,
        finding: &Finding,
        related: Option<&Label>,
        others: &[DiagnosticRelatedInformation],
    ) -> String {
        let mut text = String::new();
        if let Some(label) = related {
            let name = self.source(finding.primary.source).map_or("", |source| &source.name);
            text.push_str(&format!("{}. {}: ", self.says(label), self.shown(name)));
        }
        text.push_str(&self.shown(&finding.message));
        if !finding.help.is_empty() {
            text.push_str(&format!("\nhelp: {}", self.shown(&finding.help)));
        }
        if !self.client.related {
            for other in others {
                let line = other.location.range.start.line + 1;
                let name = other.location.uri.0.rsplit('/').next().unwrap_or_default();
                text.push_str(&format!("\n{}, line {line}: {}", self.shown(name), other.message));
            }
        }
        text
    }

    fn says(&self, label: &Label) -> String {
        if label.text.is_empty() { "here".to_owned() } else { self.shown(&label.text) }
    }

    /// Text nobody here wrote, with nothing in it that acts on an editor.
    fn shown(&self, text: &str) -> String {
        shown(text, self.client)
    }
}

/// The places shown beside one of a finding: the first of a long list, and all in the
/// rule set.
fn beside(finding: &Finding, own: Option<usize>) -> impl Iterator<Item = &Label> {
    // The primary label is the first of all.
    let own = own.map_or(0, |at| at + 1);
    let all = finding.labels().enumerate().filter(move |(at, _)| *at != own);
    let near = all.filter(|(at, label)| *at < NEAR || matches!(label.source, SourceId::Rules(_)));
    near.map(|(_, label)| label)
}

/// Text nobody here wrote, with nothing in it that acts on an editor.
pub fn shown(text: &str, client: &Client) -> String {
    let bidi = if client.options.plain { crate::report::Bidi::Plain } else { crate::report::Bidi::Isolate };
    sanitise::line(text, bidi)
}

/// Advice is information: hints are hardly shown.
const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    }
}
