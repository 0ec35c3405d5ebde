//! The loop: messages in, work between them, diagnostics out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::Duration;

use gen_lsp_types::{
    CancelNotification, CancelParams, Diagnostic, DidChangeTextDocumentNotification,
    DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification,
    DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DidSaveTextDocumentNotification, Id,
    InitializeParams, InitializedNotification, MessageType, Notification as LspNotification,
    PublishDiagnosticsNotification, PublishDiagnosticsParams, RegistrationRequest,
    WorkspaceFoldersChangeEvent,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};

use super::client::{self, Client, params};
use super::diagnostics;
use super::document::{Document, Documents};
use super::project::{Choice, Project, Step, is_config};
use super::{capabilities, requests, uri};
use crate::finding::SourceId;
use crate::rule::checked::RuleSet;
use crate::workspace::Changed;

/// How long nobody types before what takes long is done.
const PAUSE: Duration = Duration::from_millis(150);

/// The client has gone.
struct Gone;

/// Everything the server knows.
pub struct Server {
    /// Who is served.
    pub client: Client,
    /// What is open in the editor.
    pub documents: Documents,
    /// The open folders; the last one has no root and holds what is open outside them
    /// all, when no folder is open.
    pub projects: Vec<Project>,
    choice: Choice,
    /// What was last published, by address.
    published: BTreeMap<String, Vec<Diagnostic>>,
    /// Addresses of which the client may have forgotten what was said.
    unheard: BTreeSet<String>,
    /// Questions about the whole workspace, which wait until all of it has been read.
    waiting: Vec<Request>,
    shutdown: bool,
}

/// Serves a client until it goes; true when it said goodbye first.
pub fn serve(connection: Connection, told: Choice) -> bool {
    let Ok((id, params)) = connection.initialize_start() else { return false };
    // A client whose parameters cannot be read is served as one that can do nothing.
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let folders = client::folders(&params);
    let (client, complaint) = Client::of(connection, &params);
    let result = capabilities::result(&client);
    client.send(Message::Response(Response::new_ok(id, result)));
    if let Some(complaint) = complaint {
        client.log(MessageType::Warning, complaint);
    }
    let choice = if !told.rules.is_empty() || told.none {
        told
    } else {
        Choice { rules: client.options.rules.clone(), none: client.options.no_rules, ..told }
    };
    let mut server = Server {
        client,
        documents: Documents::default(),
        projects: Vec::new(),
        choice,
        published: BTreeMap::new(),
        unheard: BTreeSet::new(),
        waiting: Vec::new(),
        shutdown: false,
    };
    server.open_folders(folders);
    server.run();
    server.shutdown
}

impl Server {
    fn open_folders(&mut self, folders: Vec<PathBuf>) {
        for root in folders {
            self.projects.push(Project::new(Some(root), self.choice.clone()));
        }
        if self.projects.is_empty() {
            self.projects.push(Project::new(None, self.choice.clone()));
        }
    }

    /// Takes every message that waits, then does one part of the work.
    fn run(&mut self) {
        let mut queue: VecDeque<Message> = VecDeque::new();
        let mut busy = true;
        loop {
            queue.extend(self.client.connection.receiver.try_iter());
            self.drop_cancelled(&mut queue);
            match queue.pop_front() {
                Some(Message::Notification(last)) if last.method == "exit" => return,
                Some(message) => {
                    self.message(message);
                    busy = true;
                }
                None if busy => busy = self.work(),
                None => match self.rest() {
                    Ok(message) => queue.extend(message),
                    Err(Gone) => return,
                },
            }
        }
    }

    /// Waits for a message when all is done but what waits for a pause; that is done in
    /// the pause, or at once when somebody waits for all to be done.
    fn rest(&mut self) -> Result<Option<Message>, Gone> {
        if !self.projects.iter().all(Project::is_settled) {
            if self.waiting.is_empty() {
                match self.client.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => return Ok(Some(message)),
                    Err(error) if error.is_timeout() => {}
                    Err(_) => return Err(Gone),
                }
            }
            for at in 0..self.projects.len() {
                if let Some(changed) = self.projects[at].settle() {
                    self.publish(at, &changed);
                }
            }
        }
        let complaints = self.projects.iter_mut().flat_map(|project| project.complaints.drain(..));
        for complaint in complaints.collect::<Vec<_>>() {
            self.client.log(MessageType::Warning, complaint);
        }
        for request in std::mem::take(&mut self.waiting) {
            self.respond(request);
        }
        self.client.connection.receiver.recv().map(Some).map_err(|_| Gone)
    }

    /// Requests that were taken back before their turn came.
    fn drop_cancelled(&self, queue: &mut VecDeque<Message>) {
        let cancelled: Vec<RequestId> = queue
            .iter()
            .filter_map(|message| match message {
                Message::Notification(notification) => params::<CancelNotification>(notification),
                _ => None,
            })
            .map(|CancelParams { id }| match id {
                Id::Int(number) => RequestId::from(number),
                Id::String(name) => RequestId::from(name),
            })
            .collect();
        if cancelled.is_empty() {
            return;
        }
        queue.retain(|message| {
            let Message::Request(request) = message else { return true };
            let taken_back = cancelled.contains(&request.id);
            if taken_back {
                let words = "the client took it back".to_owned();
                let code = ErrorCode::RequestCanceled as i32;
                self.client.send(Message::Response(Response::new_err(request.id.clone(), code, words)));
            }
            !taken_back
        });
    }

    /// One part of the work of the first folder that has any; false when all is done.
    fn work(&mut self) -> bool {
        for at in 0..self.projects.len() {
            match self.projects[at].step(&self.documents) {
                Step::Done => {}
                Step::More => return true,
                Step::Compared(changed) => {
                    self.publish(at, &changed);
                    return true;
                }
            }
        }
        false
    }

    fn message(&mut self, message: Message) {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notification(&notification),
            // Answers to what was registered; a client that will not watch is none the worse.
            Message::Response(_) => {}
        }
    }

    fn request(&mut self, request: Request) {
        if requests::is_about_all(&request) && !self.shutdown {
            self.waiting.push(request);
        } else {
            self.respond(request);
        }
    }

    fn respond(&mut self, request: Request) {
        let id = request.id.clone();
        let answer = if self.shutdown {
            Err((ErrorCode::InvalidRequest, "the server is shut down".to_owned()))
        } else if request.method == "shutdown" {
            self.shutdown = true;
            Ok(serde_json::Value::Null)
        } else {
            self.catch_up();
            requests::answer(self, request)
        };
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, words)) => Response::new_err(id, code as i32, words),
        };
        self.client.send(Message::Response(response));
    }

    /// Compares again what was changed in open documents, so that no answer speaks of
    /// a text that has gone.
    fn catch_up(&mut self) {
        for at in 0..self.projects.len() {
            if let Some(changed) = self.projects[at].catch_up(&self.documents) {
                self.publish(at, &changed);
            }
        }
    }

    fn notification(&mut self, notification: &Notification) {
        if let Some(params) = params::<DidOpenTextDocumentNotification>(notification) {
            // Some editors show nothing of what was said before the document was open.
            self.unheard.insert(params.text_document.uri.0.clone());
            self.put(Document::new(params.text_document));
        } else if let Some(params) = params::<DidChangeTextDocumentNotification>(notification) {
            let uri = params.text_document.text_document_identifier.uri.0;
            let encoding = self.client.encoding;
            // A change of something that was never opened has nothing to change.
            let Some(document) = self.documents.get_mut(&uri) else { return };
            document.change(params.text_document.version, params.content_changes, encoding);
            let document = document.clone();
            self.put(document);
        } else if let Some(params) = params::<DidCloseTextDocumentNotification>(notification) {
            let Some(document) = self.documents.close(&params.text_document.uri.0) else { return };
            let at = self.project_of(&document);
            self.projects[at].close(&document);
            self.reload_for(&document);
        } else if let Some(params) = params::<DidChangeWatchedFilesNotification>(notification) {
            for path in params.changes.iter().filter_map(|change| uri::to_path(&change.uri.0)) {
                self.changed(&path);
            }
        } else if params::<DidSaveTextDocumentNotification>(notification).is_some() {
            // A client that watches no files tells of no others: they are looked for now.
            if !self.client.watches {
                self.rescan();
            }
        } else if let Some(params) = params::<DidChangeWorkspaceFoldersNotification>(notification) {
            self.change_folders(params.event);
        } else if notification.method == InitializedNotification::METHOD.as_str() && self.client.watches {
            self.client.ask::<RegistrationRequest>(capabilities::watched());
        }
    }

    fn put(&mut self, document: Document) {
        let at = self.project_of(&document);
        self.projects[at].put(&document);
        self.reload_for(&document);
        self.documents.open(document);
    }

    /// A configuration holds for what lies below it, whichever folder that is in.
    fn reload_for(&mut self, document: &Document) {
        if let Some(path) = document.path.as_deref().filter(|path| is_config(path)) {
            self.changed(path);
        }
    }

    /// The index of the innermost folder that holds a document, the first for one that
    /// lies in none: what it contradicts is looked for there.
    pub fn project_of(&self, document: &Document) -> usize {
        let depth = |project: &Project| project.root.as_ref().map_or(0, |root| root.components().count());
        let holding = self
            .projects
            .iter()
            .enumerate()
            .filter(|(_, project)| document.path.as_ref().is_some_and(|path| project.holds(path)));
        holding.max_by_key(|(at, project)| (depth(project), std::cmp::Reverse(*at))).map_or(0, |(at, _)| at)
    }

    fn changed(&mut self, path: &std::path::Path) {
        for project in &mut self.projects {
            project.changed(path.to_path_buf());
        }
    }

    fn rescan(&mut self) {
        for project in &mut self.projects {
            project.reload();
            project.scan(true);
        }
    }

    fn change_folders(&mut self, event: WorkspaceFoldersChangeEvent) {
        let paths = |folders: Vec<gen_lsp_types::WorkspaceFolder>| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| uri::to_path(&folder.uri.0)).collect()
        };
        let (added, removed) = (paths(event.added), paths(event.removed));
        self.projects.retain(|project| project.root.as_ref().is_some_and(|root| !removed.contains(root)));
        self.open_folders(added);
        for document in self.documents.iter() {
            let at = self.project_of(document);
            self.projects[at].put(document);
        }
        let known: Vec<String> = self.published.keys().cloned().collect();
        for uri in known {
            self.tell(uri);
        }
    }

    /// Says anew what a comparison may have changed in a folder.
    fn publish(&mut self, at: usize, changed: &Changed) {
        let project = &mut self.projects[at];
        // What is said of a configuration stands among what is said of everything.
        let configs = SourceId::Rules(project.workspace.lexicons().rules().sources.len());
        let only = match changed {
            Changed::Sources(sources) if sources.range(configs..).next().is_none() => Some(sources),
            _ => None,
        };
        let found = diagnostics::of_project(project, &self.documents, &self.client, only);
        let mut uris: Vec<String> = found.keys().cloned().collect();
        if only.is_none() {
            uris.extend(project.shown.keys().filter(|uri| !found.contains_key(*uri)).cloned());
            project.shown = found;
        } else {
            project.shown.extend(found);
        }
        for uri in uris {
            self.tell(uri);
        }
    }

    /// Publishes what all folders say of an address, unless it was said before.
    fn tell(&mut self, uri: String) {
        let said = self.projects.iter().filter_map(|project| project.shown.get(&uri));
        let diagnostics: Vec<Diagnostic> = said.flatten().cloned().collect();
        let heard = !self.unheard.remove(&uri);
        if heard && self.diagnostics(&uri) == diagnostics.as_slice() {
            return;
        }
        if !self.client.options.pull {
            let version = self.documents.get(&uri).map(|document| document.version);
            self.client.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
                uri: uri.clone().into(),
                version,
                diagnostics: diagnostics.clone(),
            });
        }
        if diagnostics.is_empty() {
            self.published.remove(&uri);
        } else {
            self.published.insert(uri, diagnostics);
        }
    }

    /// The folder a file belongs to and its name there: that of an open document, or of
    /// a path in the innermost folder.
    pub fn named(&self, uri: &str) -> Option<(&Project, String)> {
        if let Some(document) = self.documents.get(uri) {
            let project = &self.projects[self.project_of(document)];
            let rule_file = document.path.as_deref().map(|path| project.name_of(path));
            return Some((project, project.article_name(document).or(rule_file)?));
        }
        let path = uri::to_path(uri)?;
        let holding = self.projects.iter().filter(|project| project.holds(&path));
        let project =
            holding.max_by_key(|project| project.root.as_ref().map(|root| root.components().count()))?;
        Some((project, project.name_of(&path)))
    }

    /// The rules in use where a file lies.
    pub fn rules_of(&self, uri: &str) -> Option<&RuleSet> {
        self.named(uri).map(|(project, _)| &**project.workspace.lexicons().rules())
    }

    /// The addresses that have any.
    pub fn with_diagnostics(&self) -> impl Iterator<Item = &str> {
        self.published.keys().map(String::as_str)
    }

    /// The diagnostics of an address, as they were last published.
    pub fn diagnostics(&self, uri: &str) -> &[Diagnostic] {
        self.published.get(uri).map_or(&[], Vec::as_slice)
    }
}
