//! Whatever a client sends, the server goes on.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;
use crate::sync::{RIGHT, RULES, WRONG};

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

#[test]
fn a_thousand_quick_edits_come_to_what_stands_there_last() {
    let folder = crate::sync::folder(&[("rules/trade.yaml", RULES), ("other.en.md", RIGHT)]);
    let mut client = Client::start(folder.path());
    client.open("a.en.md", "markdown", RIGHT);
    let uri = client.uri("a.en.md");
    let at = |column: u32| json!({ "line": 0, "character": column });
    let mut burst = String::new();
    for version in 2..1002 {
        let digit = if version % 2 == 0 { "8" } else { "6" };
        let change = json!({ "range": { "start": at(42), "end": at(43) }, "text": digit });
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        let message = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params });
        let text = message.to_string();
        burst.push_str(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
        // Somebody hovers in between, and looks away again.
        if version % 100 == 0 {
            let params = json!({ "textDocument": { "uri": uri }, "position": at(43) });
            for message in [
                json!({ "jsonrpc": "2.0", "id": version, "method": "textDocument/hover", "params": params }),
                json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": version } }),
            ] {
                let text = message.to_string();
                burst.push_str(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
            }
        }
    }
    client.raw(burst.as_bytes());
    assert_eq!(client.checks("a.en.md"), [""; 0], "the last digit is right");
    client.change("a.en.md", [0, 42, 0, 43], "8");
    assert_eq!(client.checks("a.en.md"), ["figure-mismatch"]);
    assert_eq!(client.leave(), Some(0));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = crate::sync::folder(&[("rules/trade.yaml", RULES), ("a/story.en.md", WRONG)]);
    for (from, to) in [(".", "a/up"), ("a", "a/self"), ("b2", "b1"), ("b1", "b2"), ("gone.md", "lost.en.md")]
    {
        let to = folder.path().join(to);
        std::os::unix::fs::symlink(folder.path().join(from), to).expect("it can be linked");
    }
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("a/story.en.md"), ["figure-mismatch"]);
    assert_eq!(client.published.len(), 1, "{:?}", client.published);
    client.watched("lost.en.md", 2);
    client.watched("b1", 1);
    assert_eq!(client.checks("a/story.en.md"), ["figure-mismatch"]);
}

#[test]
fn an_answer_in_the_middle_of_reading_is_about_the_article_asked_about() {
    let files: Vec<(String, &str)> = (0..300).map(|at| (format!("{at:03}.en.md"), RIGHT)).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    files.extend([("rules/trade.yaml", RULES), ("150-wrong.en.md", WRONG)]);
    let folder = crate::sync::folder(&files);
    let mut client = Client::start(folder.path());
    client.open("150-wrong.en.md", "markdown", WRONG);
    for _ in 0..50 {
        let said = client.hover("150-wrong.en.md", 0, 43);
        assert!(said.contains("18.6 billion USD, 2023"), "{said}");
        let actions = client.actions("150-wrong.en.md", 0, 43);
        let titles: Vec<&str> = actions.iter().filter_map(|one| one["title"].as_str()).collect();
        assert!(titles.iter().any(|title| title.starts_with("allow figure-mismatch/")), "{titles:?}");
        assert!(!titles.iter().any(|title| title.starts_with("add ")), "{titles:?}");
    }
}
