//! An editor, as far as the server can tell.

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

/// A server that says nothing for so long says nothing at all.
const SILENCE: Duration = Duration::from_mins(2);

/// The address of a path.
pub fn address(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{path}").trim_end_matches('/').to_owned()
}

/// A server, and what it has told.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Message>,
    pub root: PathBuf,
    /// What it said of itself.
    pub capabilities: Value,
    /// The diagnostics last published, by address.
    pub published: BTreeMap<String, Vec<Value>>,
    /// What it asked of the client and wrote into its log.
    pub said: Vec<(String, Value)>,
    next: i32,
}

impl Client {
    /// Starts a server on a folder.
    pub fn start(root: &Path) -> Self {
        Self::with(root, &json!({}), &["utf-16"])
    }

    /// Starts a server on a folder, with the editor's settings and the ways it counts
    /// columns.
    pub fn with(root: &Path, options: &Value, encodings: &[&str]) -> Self {
        let capabilities = json!({
            "general": { "positionEncodings": encodings },
            "textDocument": { "publishDiagnostics": { "relatedInformation": true } },
            "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
        });
        Self::of(root, options, &capabilities)
    }

    /// Starts a server on a folder, with the editor's settings and what it can do.
    pub fn of(root: &Path, options: &Value, capabilities: &Value) -> Self {
        let mut client = Self::spawn(root);
        let folders = json!([{ "uri": client.uri(""), "name": "stories" }]);
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities,
            "workspaceFolders": folders, "initializationOptions": options,
        });
        let answer = client.request("initialize", params).expect("every client may begin");
        client.capabilities = answer["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// Starts a server and says nothing to it.
    pub fn spawn(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .arg("lsp")
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built for this test");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().expect("it is a pipe"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            input,
            messages,
            root: root.to_path_buf(),
            capabilities: Value::Null,
            published: BTreeMap::new(),
            said: Vec::new(),
            next: 0,
        }
    }

    /// The address of a file of the folder; any other address as it is.
    pub fn uri(&self, name: &str) -> String {
        if name.contains(':') {
            return name.to_owned();
        }
        address(&self.root.join(name))
    }

    fn input(&mut self) -> &mut ChildStdin {
        self.input.as_mut().expect("the client has not left")
    }

    fn send(&mut self, message: &Message) {
        message.write(self.input()).expect("the server reads");
    }

    /// Sends bytes that may be anything.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.input().write_all(bytes).and_then(|()| self.input().flush()).expect("the server reads");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&Message::Notification(Notification::new(method.to_owned(), params)));
    }

    /// Asks, and waits for the answer: its value, or its code and words.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Asks without waiting.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        self.next += 1;
        self.send(&Message::Request(Request::new(self.next.into(), method.to_owned(), params)));
        self.next
    }

    /// Waits for an answer.
    pub fn answer(&mut self, id: i32) -> Result<Value, (i32, String)> {
        loop {
            match self.messages.recv_timeout(SILENCE).expect("the server answers") {
                Message::Response(Response { id: answered, response_result }) if answered == id.into() => {
                    return response_result.map_err(|error| (error.code, error.message));
                }
                Message::Response(_) => {}
                Message::Request(request) => self.said.push((request.method, request.params)),
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                    self.take(&told.params);
                }
                Message::Notification(told) => self.said.push((told.method, told.params)),
            }
        }
    }

    fn take(&mut self, params: &Value) {
        let uri = params["uri"].as_str().expect("it has an address").to_owned();
        let diagnostics = params["diagnostics"].as_array().expect("it is a list").clone();
        if diagnostics.is_empty() {
            self.published.remove(&uri);
        } else {
            self.published.insert(uri, diagnostics);
        }
    }

    /// Waits until the server has nothing left to do.
    pub fn settle(&mut self) -> Value {
        self.request("workspace/diagnostic", json!({ "previousResultIds": [] })).expect("it is a list")
    }

    /// The diagnostics of a file, when the server has nothing left to do.
    pub fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        self.settle();
        self.published.get(&self.uri(name)).cloned().unwrap_or_default()
    }

    /// The checks that a file's diagnostics name.
    pub fn checks(&mut self, name: &str) -> Vec<String> {
        let code = |diagnostic: Value| diagnostic["code"].as_str().expect("it has a code").to_owned();
        self.diagnostics(name).into_iter().map(code).collect()
    }

    pub fn open(&mut self, name: &str, language: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces what stands between two places, each line and column.
    pub fn change(&mut self, name: &str, range: [u32; 4], text: &str) {
        let [line, character, end_line, end_character] = range;
        let range = json!({
            "start": { "line": line, "character": character },
            "end": { "line": end_line, "character": end_character },
        });
        let document = json!({ "uri": self.uri(name), "version": 2 });
        let changes = json!([{ "range": range, "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// Replaces the whole text.
    pub fn rewrite(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": 3 });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", params);
    }

    pub fn close(&mut self, name: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": self.uri(name) } }));
    }

    /// Tells of a file that was made (1), changed (2) or deleted (3).
    pub fn watched(&mut self, name: &str, kind: u32) {
        let changes = json!([{ "uri": self.uri(name), "type": kind }]);
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// Says goodbye; the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null).expect("everybody may go");
        self.notify("exit", Value::Null);
        self.input = None;
        self.child.wait().expect("it ends").code()
    }

    /// Goes without a word; the exit code.
    pub fn vanish(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.input = None;
        drop(self.child.wait());
    }
}
