//! Diagnostics for clients that ask for them.

use std::hash::{Hash as _, Hasher as _};

use gen_lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use rustc_hash::FxHasher;

use super::server::Server;

/// The diagnostics of one document.
pub fn document(server: &Server, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let diagnostics = server.diagnostics(&params.text_document.uri.0);
    let id = result_id(diagnostics);
    if params.previous_result_id.as_deref() == Some(id.as_str()) {
        let report = UnchangedDocumentDiagnosticReport { result_id: id };
        return RelatedUnchangedDocumentDiagnosticReport {
            unchanged_document_diagnostic_report: report,
            ..RelatedUnchangedDocumentDiagnosticReport::default()
        }
        .into();
    }
    RelatedFullDocumentDiagnosticReport {
        full_document_diagnostic_report: full(id, diagnostics),
        ..RelatedFullDocumentDiagnosticReport::default()
    }
    .into()
}

/// The diagnostics of every file that has any, and of those that had some when the
/// client asked last.
pub fn workspace(server: &Server, params: &WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReport {
    let known = |uri: &str| params.previous_result_ids.iter().find(|known| known.uri.0 == uri);
    let gone = params.previous_result_ids.iter().map(|known| known.uri.0.as_str());
    let gone = gone.filter(|uri| server.diagnostics(uri).is_empty());
    let items = server.with_diagnostics().chain(gone).map(|uri| {
        let diagnostics = server.diagnostics(uri);
        let version = server.documents.get(uri).map(|document| document.version);
        let id = result_id(diagnostics);
        if known(uri).is_some_and(|known| known.value == id) {
            WorkspaceDocumentDiagnosticReport::from(WorkspaceUnchangedDocumentDiagnosticReport {
                uri: uri.into(),
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            WorkspaceFullDocumentDiagnosticReport {
                uri: uri.into(),
                version,
                full_document_diagnostic_report: full(id, diagnostics),
            }
            .into()
        }
    });
    WorkspaceDiagnosticReport { items: items.collect() }
}

fn full(id: String, diagnostics: &[Diagnostic]) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport { result_id: Some(id), items: diagnostics.to_vec() }
}

/// A name for a set of diagnostics: the same for the same.
fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
