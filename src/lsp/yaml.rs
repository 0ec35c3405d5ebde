//! Completion and hover in rule files, from the schema of the rule language.

use std::sync::OnceLock;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Documentation, Hover,
    MarkupContent, MarkupKind, TextDocumentPositionParams,
};
use serde_json::Value;

use super::hover::markdown;
use super::position::Lines;
use super::server::Server;
use super::yaml_path::{Cursor, Step, cursor};
use crate::cli::rule_files;
use crate::rule::checked::RuleSet;
use crate::span::Span;

/// The keys whose values are keys of names.
const NAMES: &[&str] = &["parties", "members", "event", "place", "participants", "participants-include"];
/// The keys whose values are keys of names or terms.
const TOPICS: &[&str] = &["together", "any", "not"];

/// What may be written at a place of a rule file.
pub fn completion(server: &Server, params: &CompletionParams) -> Option<CompletionResponse> {
    let place = &params.text_document_position_params;
    let (text, offset) = rule_text(server, place)?;
    let at = cursor(text, offset);
    if at.prose {
        return None;
    }
    let nodes = nodes(&at.path);
    let mut items = if at.key { keys(&nodes) } else { Vec::new() };
    items.extend(values(&nodes));
    if let Some(rules) = server.rules_of(&place.text_document.uri.0) {
        items.extend(references(&at, rules));
    }
    Some(items.into())
}

/// What a key of a rule file means.
pub fn hover(server: &Server, place: &TextDocumentPositionParams) -> Option<Hover> {
    let (text, offset) = rule_text(server, place)?;
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
    let said = nodes(above).iter().find_map(|node| property(node, key)).and_then(description)?;
    let range = Lines::new(text, server.client.encoding).range(word);
    Some(Hover { contents: markdown(format!("**{key}**\n\n{said}")), range: Some(range) })
}

/// The text of an open rule file, and the offset of a place in it.
fn rule_text<'a>(server: &'a Server, place: &TextDocumentPositionParams) -> Option<(&'a str, usize)> {
    let document = server.documents.get(&place.text_document.uri.0)?;
    let named = document.path.as_deref().is_some_and(rule_files::is_yaml) || document.language == "yaml";
    let path = document.path.as_deref();
    let used = path.is_some_and(|path| server.projects.iter().any(|project| project.is_rule_file(path)));
    if !named || !(used || rule_files::says_rules(&document.text)) {
        return None;
    }
    let offset = Lines::new(&document.text, server.client.encoding).offset(place.position);
    Some((&document.text, offset))
}

/// The word around an offset.
fn word(text: &str, offset: usize) -> Span {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let start = text[..offset].rfind(|c| !inside(c)).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let end = text[offset..].find(|c| !inside(c)).map_or(text.len(), |length| offset + length);
    Span::new(start, end)
}

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(crate::rule::schema)
}

/// What the schema allows at the end of a way: every alternative.
fn nodes(path: &[Step]) -> Vec<&'static Value> {
    let mut nodes = alternatives(schema());
    for step in path {
        nodes = nodes.iter().filter_map(|node| below(node, step)).flat_map(alternatives).collect();
    }
    nodes
}

/// A node with its references followed and its alternatives apart. The schema of the
/// rule language has no reference to itself, and depth is bounded all the same.
fn alternatives(node: &'static Value) -> Vec<&'static Value> {
    fn add(node: &'static Value, found: &mut Vec<&'static Value>, depth: usize) {
        if depth > 8 {
            return;
        }
        found.push(node);
        let target = node["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
        if let Some(target) = target.and_then(|pointer| schema().pointer(pointer)) {
            add(target, found, depth + 1);
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            for choice in node[key].as_array().into_iter().flatten() {
                add(choice, found, depth + 1);
            }
        }
    }
    let mut found = Vec::new();
    add(node, &mut found, 0);
    found
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

/// What the schema says of a node: its own words, or those of what it refers to.
fn description(node: &'static Value) -> Option<String> {
    alternatives(node).iter().find_map(|node| node["description"].as_str()).map(str::to_owned)
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

fn keys(nodes: &[&'static Value]) -> Vec<CompletionItem> {
    let known = nodes.iter().filter_map(|node| node["properties"].as_object()).flatten();
    known
        .map(|(key, node)| {
            item(key, CompletionItemKind::Property, description(node), Some(format!("{key}: ")))
        })
        .collect()
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
