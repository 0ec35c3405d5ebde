//! What can be done about a place: the fixes of its findings, letting it stand with a
//! reason, and taking its figure into the rule set.

use std::collections::HashMap;

use gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Command, Diagnostic,
    DocumentChange, ExecuteCommandParams, OptionalVersionedTextDocumentIdentifier, Range, ShowDocumentParams,
    ShowDocumentRequest, SnippetTextEdit, StringValue, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    Uri, WorkspaceEdit,
};
use serde_json::{Value, json};

use super::allow::{Exception, exception};
use super::diagnostics::shown;
use super::position::Lines;
use super::server::Server;
use super::spot::Spot;
use super::{agreed, learn};
use crate::check::{self, Family};
use crate::finding::{Edit, Finding, Fix, SourceId};
use crate::span::Span;

/// The command that leads to where a reason is to be written.
pub const GIVE_REASON: &str = "factlint.giveReason";

/// The actions at a range.
pub fn actions(server: &Server, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let wanted = params.context.only.as_deref();
    if wanted.is_some_and(|kinds| !kinds.iter().any(is_fix)) {
        return Some(Vec::new());
    }
    let (spot, span) = Spot::over(server, &params.text_document.uri.0, params.range)?;
    let mut actions: Vec<CodeAction> = Vec::new();
    let mut allowing: Vec<CodeAction> = Vec::new();
    for (finding, label) in spot.findings(span) {
        let shown_here = told(&params.context.diagnostics, finding, &spot, label.span);
        let only_one = finding.fixes.len() == 1;
        for fix in finding.fixes.iter().chain(&agreed::fixes(&spot, finding, label)) {
            let mut action = action(&spot, &fix.title, edits(&spot, fix));
            action.diagnostics = (!shown_here.is_empty()).then(|| shown_here.clone());
            action.is_preferred = Some(only_one && fix.safe);
            actions.push(action);
        }
        if let Some(mut action) = allow(&spot, finding, label.span) {
            action.diagnostics = (!shown_here.is_empty()).then_some(shown_here);
            allowing.push(action);
        }
    }
    // What mends a finding comes before what hides it.
    actions.extend(allowing);
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

/// Lets a place stand, for a reason that is still to be written: the narrowest name of
/// the finding that an article can hold.
fn allow(spot: &Spot<'_>, finding: &Finding, place: Span) -> Option<CodeAction> {
    if check::named(finding.check)?.family == Family::OF_EXCEPTIONS {
        return None;
    }
    let article = &spot.reading()?.article;
    let both = finding.rule.as_ref().map(|rule| format!("{}/{rule}", finding.check));
    let names = both.into_iter().chain([finding.check.to_owned()]);
    let mut written = names.filter_map(|name| Some((exception(article, place, &name)?, name)));
    let (exception, name) = written.next()?;
    let title = if exception.whole {
        format!("allow {name} in the whole article, with a reason")
    } else {
        format!("allow {name} here, with a reason")
    };
    let mut action = action(spot, &title, Vec::new());
    write(spot, &mut action, &exception);
    Some(action)
}

/// The exception as an edit, with the cursor where the reason goes, as far as the client
/// can put it there.
fn write(spot: &Spot<'_>, action: &mut CodeAction, exception: &Exception) -> Option<()> {
    let Exception { at, before, after, .. } = exception;
    let at = Span::new(*at, *at);
    if spot.server.client.snippets {
        let plain = |text: &str| text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        let value = format!("{}$0{}", plain(before), plain(after));
        let location = spot.location(spot.id, at)?;
        let version = spot.server.documents.get(&location.uri.0).map(|document| document.version);
        let document = OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier::new(location.uri),
        };
        let edit =
            SnippetTextEdit { range: location.range, snippet: StringValue { value }, annotation_id: None };
        let change = DocumentChange::TextDocumentEdit(TextDocumentEdit::new(document, vec![edit.into()]));
        action.edit =
            Some(WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() });
        return Some(());
    }
    let (uri, edit) = file_edit(spot, spot.id, at, format!("{before}{after}"))?;
    let changes = HashMap::from([(uri.clone(), vec![edit])]);
    action.edit = Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    if spot.server.client.shows {
        let mut text = spot.source.text.clone();
        text.insert_str(at.start, before);
        let cursor = Lines::new(&text, spot.server.client.encoding).position(at.start + before.len());
        action.command = Some(Command {
            title: "say why".to_owned(),
            tooltip: None,
            command: GIVE_REASON.to_owned(),
            arguments: Some(vec![json!({ "uri": uri, "selection": Range::new(cursor, cursor) })]),
        });
    }
    Some(())
}

/// Leads the client to where a reason is to be written.
pub fn execute(server: &Server, params: ExecuteCommandParams) -> Option<Value> {
    let place = params.arguments?.into_iter().next().filter(|_| params.command == GIVE_REASON)?;
    let place: ShowDocumentParams = serde_json::from_value(place).ok()?;
    server.client.ask::<ShowDocumentRequest>(ShowDocumentParams {
        external: Some(false),
        take_focus: Some(true),
        ..place
    });
    None
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
