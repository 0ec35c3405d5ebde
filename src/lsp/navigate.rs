//! From a figure to its rule, and from a rule or figure to every article that states
//! the claim; what a file holds; readings behind the figures.

use gen_lsp_types::{
    Definition, DefinitionParams, DefinitionResponse, DocumentSymbol, DocumentSymbolParams,
    DocumentSymbolResponse, InlayHint, InlayHintParams, Label, Location, Range, ReferenceParams, SymbolKind,
};

use super::diagnostics::shown;
use super::server::Server;
use super::spot::{Spot, touches};
use crate::claim::{Claim, held, reading};
use crate::finding::SourceId;
use crate::mention::{Mention, Value};
use crate::rule::checked::Place;
use crate::span::Span;

/// Where the rules of a figure hold its value; where a name of a rule is defined.
pub fn definition(server: &Server, params: &DefinitionParams) -> Option<DefinitionResponse> {
    let (spot, offset) = Spot::at(server, &params.text_document_position_params)?;
    let places: Vec<Place> = match spot.reading() {
        Some(_) => of_figure(&spot, offset),
        None => of_word(&spot, offset).into_iter().collect(),
    };
    let locations: Vec<Location> = places.into_iter().filter_map(|place| spot.place(place)).collect();
    (!locations.is_empty()).then(|| Definition::LocationList(locations).into())
}

fn of_figure(spot: &Spot<'_>, offset: usize) -> Vec<Place> {
    let rules = spot.rules();
    let mut places = Vec::new();
    for claim in spot
        .claims(Span::new(offset, offset + 1))
        .chain(spot.claims(Span::new(offset.saturating_sub(1), offset)))
    {
        let held = held::against(rules, claim);
        if held.is_empty() {
            places.push(rules.rules[claim.rule].place);
        }
        places.extend(held.into_iter().map(|held| held.place));
    }
    // A name leads to where the rule set says who that is.
    if places.is_empty()
        && let Some(Value::Name(key)) = spot.mention(offset).map(|mention| &mention.value)
    {
        places.extend(rules.names.iter().find(|name| name.key == *key).map(|name| name.place));
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The definition of the name or term whose key stands at an offset of a rule file.
fn of_word(spot: &Spot<'_>, offset: usize) -> Option<Place> {
    let text = &spot.source.text;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let start = text[..offset].rfind(|c| !is_key(c)).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let end = text[offset..].find(|c| !is_key(c)).map_or(text.len(), |length| offset + length);
    let word = &text[start..end];
    let rules = spot.rules();
    let name = rules.names.iter().find(|name| name.key == word).map(|name| name.place);
    let term = rules.terms.iter().find(|term| term.key == word).map(|term| term.place);
    let rule = rules.rules.iter().find(|rule| rule.id == word).map(|rule| rule.place);
    name.or(term).or(rule)
}

/// Every article that states what the figure, or the rule, states.
pub fn references(server: &Server, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (spot, offset) = Spot::at(server, &params.text_document_position_params)?;
    let claims: Vec<&Claim> = spot.project.workspace.claims().collect();
    let mut found: Vec<&Claim> = Vec::new();
    let mut places = Vec::new();
    if spot.reading().is_some() {
        let mention = spot.mention(offset)?;
        for own in spot.claims(mention.span) {
            let same = |other: &&Claim| {
                other.rule == own.rule && other.facet == own.facet && other.period == own.period
            };
            found.extend(claims.iter().copied().filter(same));
            places.extend(held::against(spot.rules(), own).into_iter().map(|held| held.place));
        }
    } else {
        let rule = spot.rule(offset)?;
        let held = held::all(spot.rules(), &spot.rules().rules[rule]);
        // On a row, only who speaks of that period.
        let row = held
            .iter()
            .find(|held| SourceId::Rules(held.place.source) == spot.id && touches(held.place.span, offset));
        let period = row.and_then(|row| row.period.clone());
        found.extend(
            claims
                .iter()
                .copied()
                .filter(|claim| claim.rule == rule && (period.is_none() || claim.period == period)),
        );
        places.push(row.map_or(spot.rules().rules[rule].place, |row| row.place));
    }
    found.sort_by_key(|claim| (claim.article(), claim.span(), claim.rule));
    found.dedup_by_key(|claim| (claim.article(), claim.span()));
    let declared = if params.context.include_declaration { places } else { Vec::new() };
    let declared = declared.into_iter().filter_map(|place| spot.place(place));
    let stated = found
        .into_iter()
        .filter_map(|claim| spot.location(SourceId::Article(claim.article()?), claim.span()?));
    Some(declared.chain(stated).collect())
}

/// The figures of an article, or the rules of a rule file.
pub fn symbols(server: &Server, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let spots = Spot::all(server, &params.text_document.uri.0);
    let mut symbols: Vec<DocumentSymbol> = Vec::new();
    for spot in &spots {
        match spot.reading() {
            Some(reading) => {
                let figures = reading.mentions.iter().filter(|mention| is_figure(mention));
                symbols.extend(figures.map(|mention| symbol_of(spot, mention)));
            }
            None => symbols.extend(rules_of(spot)),
        }
    }
    symbols.sort_by_key(|symbol| symbol.range.start);
    (!spots.is_empty()).then(|| symbols.into())
}

/// Names are no figures: an article is full of them.
const fn is_figure(mention: &Mention) -> bool {
    !matches!(mention.value, Value::Name(_) | Value::List(_))
}

fn symbol_of(spot: &Spot<'_>, mention: &Mention) -> DocumentSymbol {
    let words = spot.source.text.get(mention.span.range()).unwrap_or_default();
    let kind = match mention.value {
        Value::Date(_) | Value::Weekday(_) | Value::Time { .. } => SymbolKind::Event,
        _ => SymbolKind::Number,
    };
    symbol(spot, words, &read(spot, mention), kind, mention.span)
}

fn rules_of(spot: &Spot<'_>) -> Vec<DocumentSymbol> {
    let here = |place: Place| SourceId::Rules(place.source) == spot.id;
    let rules = spot.rules();
    let mut all: Vec<(Span, DocumentSymbol)> = Vec::new();
    for name in rules.names.iter().filter(|name| here(name.place)) {
        all.push((name.place.span, symbol(spot, &name.key, "name", SymbolKind::Constant, name.place.span)));
    }
    for term in rules.terms.iter().filter(|term| here(term.place)) {
        all.push((term.place.span, symbol(spot, &term.key, "term", SymbolKind::String, term.place.span)));
    }
    for rule in rules.rules.iter().filter(|rule| here(rule.place)) {
        let claim = rule.claim_in("").unwrap_or_default();
        all.push((rule.place.span, symbol(spot, &rule.id, claim, SymbolKind::Object, rule.place.span)));
    }
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, symbol)| symbol).collect()
}

fn symbol(spot: &Spot<'_>, name: &str, detail: &str, kind: SymbolKind, span: Span) -> DocumentSymbol {
    let range = spot.lines.range(span);
    let name = shown(name, &spot.server.client);
    #[allow(deprecated, reason = "the field has to be named to be left empty")]
    DocumentSymbol {
        // A symbol without a name is refused by clients.
        name: if name.trim().is_empty() { "-".to_owned() } else { name },
        detail: Some(shown(detail, &spot.server.client)),
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

/// How a figure was read, with its period where a rule binds it.
fn read(spot: &Spot<'_>, mention: &Mention) -> String {
    match spot.claims(mention.span).next() {
        Some(claim) => reading::claim(spot.rules(), claim),
        None => reading::mention(spot.rules(), &mention.value),
    }
}

/// The readings of the figures in a range, where they say more than the words.
pub fn hints(server: &Server, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let spots = Spot::all(server, &params.text_document.uri.0);
    let mut hints: Vec<InlayHint> = spots.iter().flat_map(|spot| hints_of(spot, params.range)).collect();
    hints.sort_by_key(|hint| hint.position);
    (!spots.is_empty()).then_some(hints)
}

fn hints_of(spot: &Spot<'_>, range: Range) -> Vec<InlayHint> {
    let range = spot.lines.span(range);
    let mentions = spot.reading().map_or(&[][..], |reading| &reading.mentions);
    let figures = mentions.iter().filter(|mention| is_figure(mention));
    let hint = |mention: &Mention| {
        let said = read(spot, mention);
        let words = spot.source.text.get(mention.span.range()).unwrap_or_default();
        (said != words).then(|| InlayHint {
            position: spot.lines.position(mention.span.end),
            label: Label::String(format!("= {}", shown(&said, &spot.server.client))),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: Some(false),
            data: None,
        })
    };
    figures.filter(|mention| range.overlaps(mention.span)).filter_map(hint).collect()
}
