//! Letting a place stand, with a reason.

use serde_json::{Value, json};

use crate::client::Client;
use crate::features::edited;
use crate::sync::{RULES, WRONG, folder};

fn allows(client: &mut Client, name: &str, line: u32, column: u32) -> Value {
    let offered = client.actions(name, line, column);
    let title = |one: &&Value| one["title"].as_str().is_some_and(|title| title.starts_with("allow "));
    offered.iter().find(title).unwrap_or_else(|| panic!("{offered:?}")).clone()
}

#[test]
fn an_exception_allows_nothing_until_it_has_its_reason() {
    let story = format!("# Trade\n\n{WRONG}");
    let folder = folder(&[("rules/trade.yaml", RULES)]);
    let mut client = Client::start(folder.path());
    for (name, language, text, whole) in [
        ("a.en.md", "markdown", story.clone(), "<!-- factlint-allow figure-mismatch/trade-mongolia:  -->"),
        ("a.en.txt", "plaintext", story.clone(), "factlint-allow figure-mismatch/trade-mongolia: "),
        (
            "a.en.html",
            "html",
            format!("<h1>Trade</h1>\n\n<p>{WRONG}</p>\n"),
            "<!-- factlint-allow figure-mismatch/trade-mongolia:  -->",
        ),
    ] {
        client.open(name, language, &text);
        assert_eq!(client.checks(name), ["figure-mismatch"]);
        let action = allows(&mut client, name, 2, 45);
        assert_eq!(action["title"], "allow figure-mismatch/trade-mongolia here, with a reason");
        assert_eq!(action["command"], Value::Null, "this client goes nowhere");
        let uri = client.uri(name);
        let allowed = edited(&text, &action["edit"]["changes"][&uri]);
        assert!(allowed.contains(whole), "{allowed}");
        client.rewrite(name, &allowed);
        assert_eq!(client.checks(name), ["suppression-invalid", "figure-mismatch"], "{allowed}");
        client.rewrite(name, &allowed.replacen("mongolia: ", "mongolia: as the ministry says ", 1));
        assert_eq!(client.checks(name), [""; 0], "{allowed}");
        client.close(name);
    }
}

#[test]
fn the_cursor_lands_on_the_reason() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("a.en.md", WRONG)]);
    let snippets =
        json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "snippetEditSupport": true } } });
    let mut client = Client::of(folder.path(), &json!({}), &snippets);
    client.settle();
    let action = allows(&mut client, "a.en.md", 0, 45);
    let edit = &action["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["snippet"]["kind"], "snippet");
    let written = "<!-- factlint-allow figure-mismatch/trade-mongolia: $0 -->\n";
    assert_eq!(edit["snippet"]["value"], written);

    let shows = json!({ "window": { "showDocument": { "support": true } } });
    let mut client = Client::of(folder.path(), &json!({}), &shows);
    client.settle();
    let action = allows(&mut client, "a.en.md", 0, 45);
    let command = &action["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(client.request("workspace/executeCommand", params), Ok(Value::Null));
    let (_, shown) =
        client.said.iter().find(|(method, _)| method == "window/showDocument").expect("it is asked");
    assert_eq!(shown["uri"], client.uri("a.en.md"));
    let column = written.find("$0").expect("there");
    assert_eq!(shown["selection"]["start"], json!({ "line": 0, "character": column }));
}

#[test]
fn what_the_rule_file_says_and_an_exception_itself_cannot_be_allowed() {
    let needless = "<!-- factlint-allow age: so -->\nNobody says anything here at all.\n";
    let folder = folder(&[("a.en.md", needless)]);
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("a.en.md"), ["suppression-unused"]);
    assert_eq!(client.actions("a.en.md", 0, 22), [] as [Value; 0]);
}
