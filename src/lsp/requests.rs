//! Requests: which there are, and who answers them.

use gen_lsp_types::{
    CodeActionRequest, CompletionRequest, DefinitionRequest, DocumentDiagnosticRequest,
    DocumentSymbolRequest, ExecuteCommandRequest, HoverRequest, InlayHintRequest, LspRequestMethod,
    ReferencesRequest, Request as LspRequest, WorkspaceDiagnosticRequest,
};
use lsp_server::{ErrorCode, Request};
use serde_json::Value;

use super::server::Server;
use super::{actions, hover, navigate, pull, yaml};

/// An answer, or why there is none.
pub type Answer = Result<Value, (ErrorCode, String)>;

/// Whether a request is about every article there is, so that its answer waits until
/// all have been read.
pub fn is_about_all(request: &Request) -> bool {
    let about_all = [WorkspaceDiagnosticRequest::METHOD, ReferencesRequest::METHOD];
    about_all.iter().any(|method| method.as_str() == request.method)
}

/// Answers a request.
pub fn answer(server: &Server, request: Request) -> Answer {
    let method = request.method.clone();
    let is = |known: LspRequestMethod<'_>| known.as_str() == method;
    if is(WorkspaceDiagnosticRequest::METHOD) {
        on::<WorkspaceDiagnosticRequest>(request, |params| pull::workspace(server, &params))
    } else if is(DocumentDiagnosticRequest::METHOD) {
        on::<DocumentDiagnosticRequest>(request, |params| pull::document(server, &params))
    } else if is(HoverRequest::METHOD) {
        on::<HoverRequest>(request, |params| hover::hover(server, &params))
    } else if is(CodeActionRequest::METHOD) {
        on::<CodeActionRequest>(request, |params| actions::actions(server, &params))
    } else if is(DefinitionRequest::METHOD) {
        on::<DefinitionRequest>(request, |params| navigate::definition(server, &params))
    } else if is(ReferencesRequest::METHOD) {
        on::<ReferencesRequest>(request, |params| navigate::references(server, &params))
    } else if is(DocumentSymbolRequest::METHOD) {
        on::<DocumentSymbolRequest>(request, |params| navigate::symbols(server, &params))
    } else if is(InlayHintRequest::METHOD) {
        on::<InlayHintRequest>(request, |params| navigate::hints(server, &params))
    } else if is(ExecuteCommandRequest::METHOD) {
        on::<ExecuteCommandRequest>(request, |params| actions::execute(server, params))
    } else if is(CompletionRequest::METHOD) {
        on::<CompletionRequest>(request, |params| yaml::completion(server, &params))
    } else {
        Err((ErrorCode::MethodNotFound, format!("no such method here: {method}")))
    }
}

/// Reads the parameters of a request and answers it.
fn on<R: LspRequest>(request: Request, answer: impl FnOnce(R::Params) -> R::Result) -> Answer {
    let params = serde_json::from_value(request.params)
        .map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    serde_json::to_value(answer(params)).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}
