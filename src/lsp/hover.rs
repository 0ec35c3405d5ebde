//! Hover: how a figure was read, and who says the same.

use gen_lsp_types::{Contents, Hover, HoverParams, MarkupContent, MarkupKind};

use super::diagnostics::shown;
use super::server::Server;
use super::spot::{Spot, source};
use super::yaml;
use crate::claim::relation::{Relation, relate};
use crate::claim::{Claim, held, reading};
use crate::finding::SourceId;
use crate::mention::{Mention, Role};
use crate::rule::checked::{Citation, Rule};

/// No more articles than these are named.
const ARTICLES: usize = 8;

/// What is to be said of a place.
pub fn hover(server: &Server, params: &HoverParams) -> Option<Hover> {
    let place = &params.text_document_position_params;
    if let Some(found) = yaml::hover(server, place) {
        return Some(found);
    }
    let (spot, offset) = Spot::at(server, place)?;
    let mention = spot.mention(offset)?;
    let range = Some(spot.lines.range(mention.span));
    Some(Hover { contents: markdown(of_mention(&spot, mention)), range })
}

/// Text in Markdown.
pub fn markdown(value: String) -> Contents {
    Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}

fn of_mention(spot: &Spot<'_>, mention: &Mention) -> String {
    let say = |text: &str| escaped(&shown(text, &spot.server.client));
    let claims: Vec<&Claim> = spot.claims(mention.span).collect();
    let read = match claims.first() {
        Some(claim) => reading::claim(spot.rules(), claim),
        None => reading::mention(spot.rules(), &mention.value),
    };
    let mut text = format!("**{}** \u{2014} {}", say(&read), mention.value.kind());
    if mention.role != Role::Level {
        text.push_str(&format!(", {}", mention.role.name()));
    }
    if !mention.sure {
        text.push_str(", one of two readings");
    }
    for claim in claims {
        text.push_str(&of_claim(spot, claim, &say));
    }
    text
}

fn of_claim(spot: &Spot<'_>, claim: &Claim, say: &dyn Fn(&str) -> String) -> String {
    let rules = spot.rules();
    let rule = &rules.rules[claim.rule];
    let mut text = format!("\n\n{}", of_rule(rule, say));
    let held: Vec<String> = held::against(rules, claim).iter().map(|held| say(&held.words)).collect();
    if !held.is_empty() {
        text.push_str(&format!("\n\nThe rule holds {}.", held.join("; ")));
    }
    text.push_str(&sources(rule, say));
    text.push_str(&others(spot, claim, say));
    text
}

/// A rule's id and claim.
fn of_rule(rule: &Rule, say: &dyn Fn(&str) -> String) -> String {
    let claim = rule.claim_in("").unwrap_or_default();
    format!("Rule `{}`: {}", rule.id, say(claim))
}

fn sources(rule: &Rule, say: &dyn Fn(&str) -> String) -> String {
    let cite = |source: &Citation| {
        let mut text = say(&source.who);
        if let Some(url) = &source.url {
            text.push_str(&format!(", {}", say(url)));
        }
        if let Some(day) = &source.checked {
            text.push_str(&format!(", checked {day}"));
        }
        text
    };
    let cited: Vec<String> = rule.sources.iter().map(cite).collect();
    if cited.is_empty() { String::new() } else { format!("\n\nSource: {}.", cited.join("; ")) }
}

/// What the other articles say of the same.
fn others(spot: &Spot<'_>, claim: &Claim, say: &dyn Fn(&str) -> String) -> String {
    let same = |other: &&Claim| {
        other.rule == claim.rule && other.facet == claim.facet && other.article() != claim.article()
    };
    let all: Vec<&Claim> = spot.project.workspace.claims().filter(same).collect();
    let mut text = String::new();
    for other in all.iter().take(ARTICLES) {
        let name = other.article().and_then(|at| source(spot.project, SourceId::Article(at)));
        let verdict = match relate(claim, other) {
            Relation::Conflicting => "differs",
            Relation::Underspecified => "which year?",
            Relation::DiffersByQualifier | Relation::Incomparable => "another case",
            _ => "agrees",
        };
        let name = name.map_or("", |source| source.name.as_str());
        let said = reading::claim(spot.rules(), other);
        text.push_str(&format!("\n- {}: {} ({verdict})", say(name), say(&said)));
    }
    if all.len() > ARTICLES {
        text.push_str(&format!("\n- and {} more", all.len() - ARTICLES));
    }
    if text.is_empty() { text } else { format!("\n\nOther articles:{text}") }
}

/// Text that Markdown leaves as it is.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '/' | '-' | '%' | '\'' | '?') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
