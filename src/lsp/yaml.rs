//! Completion and hover in rule files and in the configuration, from their schemas.

use std::sync::OnceLock;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Documentation, Hover,
    MarkupContent, MarkupKind, TextDocumentPositionParams,
};
use serde_json::Value;

use super::hover::markdown;
use super::position::Lines;
use super::project::is_config;
use super::server::Server;
use super::yaml_path::{Cursor, Step, cursor};
use crate::check;
use crate::cli::rule_files;
use crate::rule::checked::RuleSet;
use crate::span::Span;

/// The keys whose values are keys of names.
const NAMES: &[&str] = &["parties", "members", "event", "place", "participants", "participants-include"];
/// The keys whose values are keys of names or terms.
const TOPICS: &[&str] = &["together", "any", "not"];

/// The key under which a configuration names checks and rules.
const SEVERITY: &str = "severity";

/// What may be written at a place of a rule file or configuration.
pub fn completion(server: &Server, params: &CompletionParams) -> Option<CompletionResponse> {
    let place = &params.text_document_position_params;
    let (text, offset, schema) = open_text(server, place)?;
    let at = cursor(text, offset);
    if at.prose {
        return None;
    }
    let nodes = schema.nodes(&at.path);
    let mut items = if at.key { schema.keys(&nodes) } else { Vec::new() };
    items.extend(values(&nodes));
    if let Some(rules) = server.rules_of(&place.text_document.uri.0) {
        items.extend(if schema.is_config() { exceptions(&at, rules) } else { references(&at, rules) });
    }
    Some(items.into())
}

/// What a key of a rule file or configuration means.
pub fn hover(server: &Server, place: &TextDocumentPositionParams) -> Option<Hover> {
    let (text, offset, schema) = open_text(server, place)?;
    let word = word(text, offset);
    // The way to a key is the way to just behind it.
    let colon = text[word.end..].starts_with(':') || text[word.end..].starts_with("\":");
    let at = cursor(text, if colon { word.end + 1 } else { word.end });
    let key = text.get(word.range()).filter(|key| !key.is_empty() && colon && !at.prose)?;
    let mut path = at.path;
    if path.last() != Some(&Step::Key(key.to_owned())) {
        path.push(Step::Key(key.to_owned()));
    }
    let Some((Step::Key(_), above)) = path.split_last() else { return None };
    let named = above.last() == Some(&Step::Key(SEVERITY.to_owned())) && schema.is_config();
    let check = check::named(key).filter(|_| named).map(|check| check.page.to_owned());
    if let Some(page) = check {
        let range = Lines::new(text, server.client.encoding).range(word);
        return Some(Hover { contents: markdown(page), range: Some(range) });
    }
    let mut said = schema.nodes(above).into_iter().filter_map(|node| property(node, key));
    let said = said.next().and_then(|node| schema.description(node))?;
    let range = Lines::new(text, server.client.encoding).range(word);
    Some(Hover { contents: markdown(format!("**{key}**\n\n{said}")), range: Some(range) })
}

/// The text of an open rule file or configuration, the offset of a place in it, and its
/// schema.
fn open_text<'a>(server: &'a Server, place: &TextDocumentPositionParams) -> Option<(&'a str, usize, Schema)> {
    let document = server.documents.get(&place.text_document.uri.0)?;
    let path = document.path.as_deref();
    let offset = Lines::new(&document.text, server.client.encoding).offset(place.position);
    if path.is_some_and(is_config) {
        return Some((&document.text, offset, Schema::of_configuration()));
    }
    let named = path.is_some_and(rule_files::is_yaml) || document.language == "yaml";
    let used = path.is_some_and(|path| server.projects.iter().any(|project| project.is_rule_file(path)));
    let is_rules = named && (used || rule_files::says_rules(&document.text));
    is_rules.then(|| (document.text.as_str(), offset, Schema::of_rules()))
}

/// The word around an offset.
fn word(text: &str, offset: usize) -> Span {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let start = text[..offset].rfind(|c| !inside(c)).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let end = text[offset..].find(|c| !inside(c)).map_or(text.len(), |length| offset + length);
    Span::new(start, end)
}

/// A schema.
#[derive(Clone, Copy)]
struct Schema(&'static Value);

impl Schema {
    fn of_rules() -> Self {
        static SCHEMA: OnceLock<Value> = OnceLock::new();
        Self(SCHEMA.get_or_init(crate::rule::schema))
    }

    fn of_configuration() -> Self {
        static SCHEMA: OnceLock<Value> = OnceLock::new();
        Self(SCHEMA.get_or_init(crate::config::schema))
    }

    fn is_config(self) -> bool {
        std::ptr::eq(self.0, Self::of_configuration().0)
    }

    /// What it allows at the end of a way: every alternative.
    fn nodes(self, path: &[Step]) -> Vec<&'static Value> {
        let mut nodes = self.alternatives(self.0);
        for step in path {
            let inner = nodes.iter().filter_map(|node| below(node, step));
            nodes = inner.flat_map(|node| self.alternatives(node)).collect();
        }
        nodes
    }

    /// A node with its references followed and its alternatives apart. The schemas have
    /// no reference to themselves, and depth is bounded all the same.
    fn alternatives(self, node: &'static Value) -> Vec<&'static Value> {
        let mut found = Vec::new();
        self.add(node, &mut found, 0);
        found
    }

    fn add(self, node: &'static Value, found: &mut Vec<&'static Value>, depth: usize) {
        if depth > 8 {
            return;
        }
        found.push(node);
        let target = node["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
        if let Some(target) = target.and_then(|pointer| self.0.pointer(pointer)) {
            self.add(target, found, depth + 1);
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            for choice in node[key].as_array().into_iter().flatten() {
                self.add(choice, found, depth + 1);
            }
        }
    }

    /// What it says of a node: its own words, or those of what it refers to.
    fn description(self, node: &'static Value) -> Option<String> {
        let all = self.alternatives(node);
        all.iter().find_map(|node| node["description"].as_str()).map(str::to_owned)
    }

    fn keys(self, nodes: &[&'static Value]) -> Vec<CompletionItem> {
        let known = nodes.iter().filter_map(|node| node["properties"].as_object()).flatten();
        known
            .map(|(key, node)| {
                item(key, CompletionItemKind::Property, self.description(node), Some(format!("{key}: ")))
            })
            .collect()
    }
}

fn below(node: &'static Value, step: &Step) -> Option<&'static Value> {
    match step {
        Step::Item => node.get("items"),
        Step::Key(key) => property(node, key)
            .or_else(|| node["patternProperties"].as_object().and_then(|known| known.values().next()))
            .or_else(|| node.get("additionalProperties").filter(|other| other.is_object())),
    }
}

fn property(node: &'static Value, key: &str) -> Option<&'static Value> {
    node["properties"].get(key)
}

fn item(
    label: &str,
    kind: CompletionItemKind,
    said: Option<String>,
    insert: Option<String>,
) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        documentation: said
            .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })),
        insert_text: insert,
        ..CompletionItem::default()
    }
}

fn values(nodes: &[&'static Value]) -> Vec<CompletionItem> {
    let mut items = Vec::new();
    for node in nodes {
        let listed = node["enum"].as_array().into_iter().flatten().chain(node.get("const"));
        for value in listed.filter_map(Value::as_str) {
            let said = node["description"].as_str().map(str::to_owned);
            items.push(item(value, CompletionItemKind::EnumMember, said, None));
        }
    }
    items
}

/// Names and terms, where a rule refers to them.
fn references(at: &Cursor, rules: &RuleSet) -> Vec<CompletionItem> {
    let key = at.path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    });
    let Some(key) = key.filter(|_| !at.key || at.path.last() == Some(&Step::Item)) else { return Vec::new() };
    let topics = TOPICS.contains(&key);
    let mut items = Vec::new();
    if topics || NAMES.contains(&key) {
        let names = rules.names.iter();
        items.extend(names.map(|name| item(&name.key, CompletionItemKind::Constant, None, None)));
    }
    if topics {
        let terms = rules.terms.iter();
        items.extend(terms.map(|term| item(&term.key, CompletionItemKind::Text, None, None)));
    }
    items
}

/// Checks and rules, where a configuration names them.
fn exceptions(at: &Cursor, rules: &RuleSet) -> Vec<CompletionItem> {
    if !at.key || at.path.last() != Some(&Step::Key(SEVERITY.to_owned())) {
        return Vec::new();
    }
    let named = |name: &str, kind, said| item(name, kind, said, Some(format!("{name}: ")));
    let checks = check::CHECKS
        .iter()
        .map(|check| named(check.name, CompletionItemKind::EnumMember, Some(check.page.to_owned())));
    let ids = rules.rules.iter().map(|rule| named(&rule.id, CompletionItemKind::Constant, None));
    let all = named("all", CompletionItemKind::EnumMember, Some("Every finding.".to_owned()));
    checks.chain(ids).chain([all]).collect()
}
