//! What the server says of itself when it is started.

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CodeActionProvider, CompletionOptions,
    DefinitionProvider, DiagnosticOptions, DiagnosticProvider, DidChangeWatchedFilesRegistrationOptions,
    DocumentSymbolProvider, ExecuteCommandOptions, FileSystemWatcher, HoverProvider, InitializeResult,
    InlayHintProvider, ReferencesProvider, Registration, RegistrationParams, Save, ServerCapabilities,
    ServerInfo, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::actions::GIVE_REASON;
use super::client::Client;
use super::diagnostics::SIGNED;

/// The answer to `initialize`.
pub fn result(client: &Client) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(client),
        server_info: Some(ServerInfo {
            name: "factlint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    // Published and pulled diagnostics would stand there twice.
    let pulled = client.options.pull.then(|| {
        DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
            identifier: Some(SIGNED.to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        })
    });
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
        ..CodeActionOptions::default()
    };
    let triggers = [":", " ", "[", "{", ","].map(str::to_owned).to_vec();
    let completion = CompletionOptions { trigger_characters: Some(triggers), ..CompletionOptions::default() };
    let commands =
        ExecuteCommandOptions { commands: vec![GIVE_REASON.to_owned()], ..ExecuteCommandOptions::default() };
    ServerCapabilities {
        hover_provider: Some(HoverProvider::Bool(true)),
        definition_provider: Some(DefinitionProvider::Bool(true)),
        references_provider: Some(ReferencesProvider::Bool(true)),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
        completion_provider: Some(completion),
        execute_command_provider: Some(commands),
        inlay_hint_provider: client.options.inlay_hints.then_some(InlayHintProvider::Bool(true)),
        diagnostic_provider: pulled,
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSync::Options(sync)),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
        ..ServerCapabilities::default()
    }
}

/// The files that the client is asked to watch: articles, rules, configuration and its
/// baseline.
pub fn watched() -> RegistrationParams {
    let watcher = |pattern: &str| FileSystemWatcher { glob_pattern: pattern.to_owned().into(), kind: None };
    let watchers = vec![
        watcher("**/*.{txt,md,markdown,html,htm}"),
        watcher("**/*.{xlf,xliff,mqxliff,sdlxliff,po,tmx,tsv,csv}"),
        watcher("**/*.{yaml,yml,json}"),
    ];
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    RegistrationParams {
        registrations: vec![Registration {
            id: "files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        }],
    }
}
