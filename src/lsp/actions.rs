//! What can be done about a place: the fixes of its findings, and taking its figure
//! into the rule set.

use std::collections::HashMap;

use gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic, TextEdit, Uri,
    WorkspaceEdit,
};

use super::diagnostics::shown;
use super::learn;
use super::server::Server;
use super::spot::Spot;
use crate::finding::{Edit, Finding, Fix, SourceId};
use crate::span::Span;

/// The actions at a range.
pub fn actions(server: &Server, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let wanted = params.context.only.as_deref();
    if wanted.is_some_and(|kinds| !kinds.iter().any(is_fix)) {
        return Some(Vec::new());
    }
    let spot = Spot::of(server, &params.text_document.uri.0)?;
    let span = spot.lines.span(params.range);
    let mut actions: Vec<CodeAction> = Vec::new();
    for (finding, label) in spot.findings(span) {
        let shown_here = told(&params.context.diagnostics, finding, &spot, label.span);
        let only_one = finding.fixes.len() == 1;
        for fix in &finding.fixes {
            let mut action = action(&spot, &fix.title, edits(&spot, fix));
            action.diagnostics = (!shown_here.is_empty()).then(|| shown_here.clone());
            action.is_preferred = Some(only_one && fix.safe);
            actions.push(action);
        }
    }
    for (title, edit) in learn::facts(&spot, span) {
        let edits = file_edit(&spot, edit.0, edit.1, edit.2).into_iter().collect();
        actions.push(action(&spot, &title, edits));
    }
    actions.dedup_by(|a, b| a.title == b.title && a.edit == b.edit);
    Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect())
}

/// Whether a client that asks for actions of this kind asks for ours.
fn is_fix(kind: &CodeActionKind) -> bool {
    matches!(kind, CodeActionKind::QuickFix | CodeActionKind::Empty)
}

/// The diagnostics of the client that this finding has here.
fn told(diagnostics: &[Diagnostic], finding: &Finding, spot: &Spot<'_>, span: Span) -> Vec<Diagnostic> {
    let range = spot.lines.range(span);
    let is =
        |one: &&Diagnostic| one.range == range && one.code == Some(Code::String(finding.check.to_owned()));
    diagnostics.iter().filter(is).cloned().collect()
}

fn action(spot: &Spot<'_>, title: &str, edits: Vec<(Uri, TextEdit)>) -> CodeAction {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (uri, edit) in edits {
        changes.entry(uri).or_default().push(edit);
    }
    CodeAction {
        title: shown(title, &spot.server.client),
        kind: Some(CodeActionKind::QuickFix),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    }
}

fn edits(spot: &Spot<'_>, fix: &Fix) -> Vec<(Uri, TextEdit)> {
    let one = |edit: &Edit| file_edit(spot, SourceId::Article(edit.article), edit.span, edit.text.clone());
    fix.edits.iter().filter_map(one).collect()
}

fn file_edit(spot: &Spot<'_>, id: SourceId, span: Span, text: String) -> Option<(Uri, TextEdit)> {
    let location = spot.location(id, span)?;
    Some((location.uri, TextEdit { range: location.range, new_text: text }))
}
