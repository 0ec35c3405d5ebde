//! Whatever a client sends, the server goes on.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;

const TEXT: &str = "---\nlang: en\n---\nOn Monday 5 July 2024 the \u{1F4A1} talks began.\n";

fn started() -> (TempDir, Client) {
    let folder = TempDir::new().expect("there is room for a folder");
    let client = Client::start(folder.path());
    (folder, client)
}

/// Whether it still lints: the day was a Friday.
fn lints(client: &mut Client) -> bool {
    client.open("untitled:proof", "plaintext", TEXT);
    let checks = client.checks("untitled:proof");
    client.close("untitled:proof");
    checks == ["weekday-mismatch"]
}

#[test]
fn messages_that_cannot_be_read_are_passed_over_and_told_of() {
    let (_folder, mut client) = started();
    for bytes in [
        &b"Content-Length: 3\r\n\r\n{]}"[..],
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\n\xFF\xFE\x00\x01",
        b"Content-Length: nine\r\n\r\n",
        b"hello\r\n\r\n",
        b"\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: 16\r\n\r\n{\"jsonrpc\":\"2.0\"",
    ] {
        client.raw(bytes);
    }
    assert!(lints(&mut client));
    let logged = client.said.iter().filter(|(method, _)| method == "window/logMessage").count();
    assert!(logged >= 6, "{:?}", client.said);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn unknown_methods_and_wrong_parameters_have_their_answers() {
    let (_folder, mut client) = started();
    assert_eq!(client.request("textDocument/nonsense", json!({})).map_err(|(code, _)| code), Err(-32601));
    assert_eq!(client.request("textDocument/diagnostic", json!([1])).map_err(|(code, _)| code), Err(-32602));
    assert_eq!(client.request("textDocument/diagnostic", Value::Null).map_err(|(code, _)| code), Err(-32602));
    for method in
        ["$/setTrace", "nonsense", "textDocument/didOpen", "textDocument/didChange", "$/cancelRequest"]
    {
        client.notify(method, json!({ "textDocument": 7, "id": null }));
        client.notify(method, Value::Null);
    }
    assert!(lints(&mut client));
}

#[test]
fn impossible_positions_and_documents_never_opened_are_no_harm() {
    let (_folder, mut client) = started();
    client.change("never.md", [0, 0, 0, 0], "x");
    client.close("never.md");
    client.open("a.md", "markdown", TEXT);
    let most = u32::MAX;
    for range in [[3, 27, 3, 27], [most, most, 3, 0], [5, 0, most, 2], [3, most, 3, most], [3, 28, 3, 27]] {
        client.change("a.md", range, "\u{5D0}");
        client.settle();
    }
    client.rewrite("a.md", "");
    client.change("a.md", [3, 3, 9, 9], TEXT);
    assert_eq!(client.checks("a.md"), ["weekday-mismatch"]);
}

#[test]
fn a_request_taken_back_is_answered_so() {
    let (_folder, mut client) = started();
    client.settle();
    let params = json!({ "textDocument": { "uri": client.uri("a.md") } });
    // Both arrive in one piece, so that the second is there when the first is looked at.
    let message = |value: Value| {
        let text = value.to_string();
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    };
    let asked = json!({ "jsonrpc": "2.0", "id": 900, "method": "textDocument/diagnostic", "params": params });
    let back = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 900 } });
    client.raw(format!("{}{}", message(asked), message(back)).as_bytes());
    // Answered before its cancellation was seen, or taken back: answered in any case, once.
    let answered = client.answer(900);
    assert!(answered.is_ok() || answered.as_ref().is_err_and(|(code, _)| *code == -32800), "{answered:?}");
    assert!(lints(&mut client));
}

#[test]
fn after_its_goodbye_a_server_answers_nothing_more() {
    let (_folder, mut client) = started();
    client.request("shutdown", Value::Null).expect("everybody may go");
    assert_eq!(client.request("textDocument/diagnostic", Value::Null).map_err(|(code, _)| code), Err(-32600));
    client.notify("exit", Value::Null);
    assert_eq!(client.vanish(), Some(0));
}

#[test]
fn a_client_that_vanishes_takes_the_server_with_it() {
    let (_folder, client) = started();
    assert_eq!(client.vanish(), Some(1));
    let folder = TempDir::new().expect("there is room for a folder");
    assert_eq!(Client::spawn(folder.path()).vanish(), Some(1));
}

#[test]
fn a_client_that_says_nothing_of_itself_is_served() {
    let folder = TempDir::new().expect("there is room for a folder");
    let mut client = Client::spawn(folder.path());
    let early = client.request("textDocument/hover", json!({}));
    assert_eq!(early.map_err(|(code, _)| code), Err(-32002));
    client.request("initialize", json!("nothing")).expect("every client may begin");
    client.notify("initialized", json!({}));
    assert!(lints(&mut client));
}
