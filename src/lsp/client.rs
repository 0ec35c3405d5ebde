//! What the client can do and was started with, and what is said to it.

use std::path::PathBuf;

use gen_lsp_types::{
    ClientCapabilities, InitializeParams, LogMessageNotification, LogMessageParams, MessageType,
    Notification as LspNotification, Request as LspRequest, WorkspaceFolders,
};
use lsp_server::{Connection, Message, Notification, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::position::Encoding;
use super::uri;

/// What the editor's settings may ask for, as `initializationOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    /// Rule files or folders of them, from the root of the workspace folder; without
    /// any, its folder `rules`.
    pub rules: Vec<PathBuf>,
    /// Use no rules.
    pub no_rules: bool,
    /// Show how each figure was read, behind it.
    pub inlay_hints: bool,
    /// Wait to be asked for diagnostics, instead of publishing them.
    pub pull: bool,
    /// Leave the invisible characters out that keep right-to-left quotations in one
    /// piece: for editors that draw them.
    pub plain: bool,
}

/// The client.
pub struct Client {
    /// The line to it.
    pub connection: Connection,
    /// What columns count.
    pub encoding: Encoding,
    /// It shows related places.
    pub related: bool,
    /// It watches files when asked to.
    pub watches: bool,
    /// It can put the cursor into a text that an action writes.
    pub snippets: bool,
    /// It goes to a place when asked to.
    pub shows: bool,
    /// What it was started with.
    pub options: Options,
}

impl Client {
    /// The client that sent these parameters, and what of its options it cannot have
    /// meant.
    pub fn of(connection: Connection, params: &InitializeParams) -> (Self, Option<String>) {
        let ClientCapabilities { general, text_document, workspace, window, .. } = &params.capabilities;
        let offered = general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let published = text_document.as_ref().and_then(|text| text.publish_diagnostics.as_ref());
        let workspace = workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let shows = window.as_ref().and_then(|window| window.show_document.as_ref());
        let (options, complaint) = options(params);
        let client = Self {
            connection,
            encoding: Encoding::agreed(offered),
            related: published
                .and_then(|known| known.diagnostics_capabilities.related_information)
                .unwrap_or(false),
            watches: watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false),
            snippets: edits.is_some_and(|edits| {
                edits.snippet_edit_support == Some(true) && edits.document_changes == Some(true)
            }),
            shows: shows.is_some_and(|known| known.support),
            options,
        };
        (client, complaint)
    }
}

fn options(params: &InitializeParams) -> (Options, Option<String>) {
    match &params.initialization_options {
        None | Some(serde_json::Value::Null) => (Options::default(), None),
        Some(given) => match Options::deserialize(given) {
            Ok(options) => (options, None),
            Err(error) => {
                (Options::default(), Some(format!("expected other initializationOptions: {error}")))
            }
        },
    }
}

/// The folders that are open.
pub fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let given = &params.workspace_folders_initialize_params.workspace_folders;
    let folders = match given {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().filter_map(|folder| uri::to_path(&folder.uri.0)).collect()
        }
        _ => Vec::new(),
    };
    if !folders.is_empty() {
        return folders;
    }
    #[allow(deprecated, reason = "older clients name nothing else")]
    params.root_uri.iter().filter_map(|root| uri::to_path(&root.0)).collect()
}

impl Client {
    /// Sends a message. A client that has gone away misses nothing.
    pub fn send(&self, message: Message) {
        drop(self.connection.sender.send(message));
    }

    /// Tells the client something.
    pub fn notify<N: LspNotification>(&self, params: N::Params) {
        self.send(Message::Notification(Notification::new(N::METHOD.to_string(), params)));
    }

    /// Asks the client for something; nothing waits for the answer.
    pub fn ask<R: LspRequest>(&self, params: R::Params) {
        let method = R::METHOD.to_string();
        let name = format!("factlint {method}");
        self.send(Message::Request(Request::new(name.into(), method, params)));
    }

    /// Writes a line into the client's log.
    pub fn log(&self, kind: MessageType, message: String) {
        self.notify::<LogMessageNotification>(LogMessageParams { kind, message });
    }
}

/// The parameters of a notification, when it is of this kind and they can be read.
pub fn params<N: LspNotification>(notification: &Notification) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    if notification.method != N::METHOD.as_str() {
        return None;
    }
    N::Params::deserialize_from(&notification.params)
}

/// Reads a value that may not be what it should be.
trait Lenient: DeserializeOwned {
    fn deserialize_from(value: &serde_json::Value) -> Option<Self> {
        Self::deserialize(value).ok()
    }
}

impl<T: DeserializeOwned> Lenient for T {}
