//! Findings as diagnostics.
//!
//! A finding stands at its primary label. Where another article takes part, it has a
//! diagnostic too: whoever has that one open must see it.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message};
use rustc_hash::FxHashSet;

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
    let mut found = ByUri::new();
    let mut view = View { project, documents, client, articles, rules, lines: BTreeMap::new() };
    let articles_only = |id: &&SourceId| matches!(id, SourceId::Article(_));
    let files = only.into_iter().flatten().filter(articles_only).filter_map(|id| view.file(*id));
    for file in files.collect::<BTreeSet<&str>>() {
        found.insert(project.uri_of(file, documents), Vec::new());
        for finding in project.workspace.findings_of(project.workspace.articles(file)) {
            view.add_in(file, finding, &mut found);
        }
    }
    if only.is_none() {
        for finding in project.workspace.findings() {
            view.add(finding, &mut found);
        }
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

/// Sources to be spoken of, with their lines once they are needed.
struct View<'a> {
    project: &'a Project,
    documents: &'a Documents,
    client: &'a Client,
    articles: Vec<&'a Source>,
    rules: Vec<&'a Source>,
    /// The address and the lines of a source.
    lines: BTreeMap<SourceId, (String, Lines<'a>)>,
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
        let (encoding, project, documents) = (self.client.encoding, self.project, self.documents);
        let lines = || (project.uri_of(&source.name, documents), Lines::new(&source.text, encoding));
        let (uri, lines) = self.lines.entry(label.source).or_insert_with(lines);
        Some(Location::new(uri.clone().into(), lines.range(label.span)))
    }

    /// The finding at its primary label, and at the first label in each other article.
    fn add(&mut self, finding: &Finding, found: &mut ByUri) {
        self.at(finding, None, found);
        // The languages of a bilingual file are one file: it has the finding once.
        let mut seen = FxHashSet::from_iter([self.file(finding.primary.source)]);
        for (at, label) in finding.related.iter().enumerate() {
            if matches!(label.source, SourceId::Article(_)) && seen.insert(self.file(label.source)) {
                self.at(finding, Some(at), found);
            }
        }
    }

    /// The same, in one file alone.
    fn add_in(&mut self, file: &str, finding: &Finding, found: &mut ByUri) {
        let is_there = |label: &Label| {
            matches!(label.source, SourceId::Article(_)) && self.file(label.source) == Some(file)
        };
        if is_there(&finding.primary) {
            self.at(finding, None, found);
        } else if let Some(at) = finding.related.iter().position(is_there) {
            self.at(finding, Some(at), found);
        }
    }

    fn file(&self, id: SourceId) -> Option<&'a str> {
        self.source(id).map(|source| source.name.as_str())
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
