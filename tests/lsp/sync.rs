//! What the server lints is what stands in the editor, and else on disk.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, address};

pub const RULES: &str = r#"factlint: 1
names:
  china: { country: CN }
  mongolia: { country: MN }
terms:
  trade: { en: [trade] }
rules:
  - id: trade-mongolia
    claim: Trade between China and Mongolia
    about: { together: [trade, china, mongolia] }
    amount: { 2023: 16.6 billion USD }
    source: [{ who: Customs, checked: 2024-01-20 }]
    examples:
      - { en: "Trade between China and Mongolia came to 16.6 billion dollars in 2023.", expect: ok }
"#;
pub const RIGHT: &str = "Trade between China and Mongolia came to 16.6 billion dollars in 2023.\n";
pub const WRONG: &str = "Trade between China and Mongolia came to 18.6 billion dollars in 2023.\n";

pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

#[test]
fn a_finding_points_at_the_rule() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    let found = client.diagnostics("story.en.md");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "figure-mismatch");
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 41 }));
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("rules/trade.yaml"));
    assert_eq!(related["location"]["range"]["start"]["line"], 10);
}

#[test]
fn an_edit_counts_before_it_is_saved() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", RIGHT)]);
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("story.en.md"), [""; 0]);
    client.open("story.en.md", "markdown", RIGHT);
    client.change("story.en.md", [0, 42, 0, 43], "8");
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    client.change("story.en.md", [0, 42, 0, 43], "6");
    assert_eq!(client.checks("story.en.md"), [""; 0]);
    client.rewrite("story.en.md", WRONG);
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    // Closed without saving, the file counts again.
    client.close("story.en.md");
    assert_eq!(client.checks("story.en.md"), [""; 0]);
}

#[test]
fn an_untitled_document_is_held_against_rules_and_articles() {
    let folder = folder(&[("rules/trade.yaml", RULES)]);
    let mut client = Client::start(folder.path());
    // Few words do not tell their language.
    client.open("untitled:Untitled-1", "plaintext", &format!("---\nlang: en\n---\n{WRONG}"));
    assert_eq!(client.checks("untitled:Untitled-1"), ["figure-mismatch"]);
    client.close("untitled:Untitled-1");
    assert_eq!(client.checks("untitled:Untitled-1"), [""; 0]);
}

#[test]
fn what_was_said_of_a_file_is_said_again_when_it_is_opened() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    // As an editor that keeps nothing for files that are not open.
    client.published.clear();
    client.open("story.en.md", "markdown", WRONG);
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
}

#[test]
fn another_article_that_is_contradicted_shows_it_too() {
    let sentence = "The reading room of the county library in Ashford has exactly 340 seats for visitors.\n";
    let folder = folder(&[("old.en.md", sentence)]);
    let mut client = Client::start(folder.path());
    client.open("new.en.md", "markdown", &sentence.replace("340", "430"));
    assert_eq!(client.checks("new.en.md"), ["restated-figure"]);
    let mirrored = client.diagnostics("old.en.md");
    assert_eq!(mirrored.len(), 1, "{mirrored:?}");
    assert_eq!(mirrored[0]["relatedInformation"][0]["location"]["uri"], client.uri("new.en.md"));
    client.change("new.en.md", [0, 62, 0, 65], "340");
    assert_eq!(client.checks("old.en.md"), [""; 0]);
}

#[test]
fn columns_count_utf16_units_or_bytes_as_agreed() {
    let text = "\u{1F4A1} Trade between China and Mongolia came to 18.6 billion dollars in 2023.\n";
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", text)]);
    for (offered, agreed, column) in [
        (&["utf-16"][..], "utf-16", 44),
        (&["utf-8", "utf-16"], "utf-8", 46),
        (&["utf-32", "utf-16"], "utf-16", 44),
    ] {
        let mut client = Client::with(folder.path(), &json!({}), offered);
        assert_eq!(client.capabilities["positionEncoding"], agreed);
        let found = client.diagnostics("story.en.md");
        assert_eq!(found[0]["range"]["start"]["character"], column, "{agreed}");
    }
}

#[test]
fn a_file_that_comes_changes_and_goes_is_noticed() {
    let folder = folder(&[("rules/trade.yaml", RULES)]);
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("late.en.md"), [""; 0]);
    let path = folder.path().join("late.en.md");
    fs::write(&path, WRONG).expect("it can be written");
    client.watched("late.en.md", 1);
    assert_eq!(client.checks("late.en.md"), ["figure-mismatch"]);
    fs::write(&path, RIGHT).expect("it can be written");
    client.watched("late.en.md", 2);
    assert_eq!(client.checks("late.en.md"), [""; 0]);
    fs::write(&path, WRONG).expect("it can be written");
    client.watched("late.en.md", 2);
    assert_eq!(client.checks("late.en.md"), ["figure-mismatch"]);
    fs::remove_file(&path).expect("it can be deleted");
    client.watched("late.en.md", 3);
    assert_eq!(client.checks("late.en.md"), [""; 0]);
    let registered = client.said.iter().any(|(method, _)| method == "client/registerCapability");
    assert!(registered, "{:?}", client.said);
}

#[test]
fn a_file_deleted_under_an_open_document_changes_nothing() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", RIGHT)]);
    let mut client = Client::start(folder.path());
    client.open("story.en.md", "markdown", WRONG);
    fs::remove_file(folder.path().join("story.en.md")).expect("it can be deleted");
    client.watched("story.en.md", 3);
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    client.close("story.en.md");
    assert_eq!(client.checks("story.en.md"), [""; 0]);
}

#[test]
fn rules_count_as_they_stand_in_the_editor() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", RIGHT)]);
    let mut client = Client::start(folder.path());
    client.open("rules/trade.yaml", "yaml", RULES);
    assert_eq!(client.checks("story.en.md"), [""; 0]);
    client.rewrite("rules/trade.yaml", &RULES.replace("2023: 16.6", "2023: 19.9"));
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    // On disk it is as it was.
    client.close("rules/trade.yaml");
    assert_eq!(client.checks("story.en.md"), [""; 0]);
    fs::write(folder.path().join("rules/trade.yaml"), RULES.replace("16.6 billion USD", "17.7 billion USD"))
        .expect("it can be written");
    client.watched("rules/trade.yaml", 2);
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
}

#[test]
fn mistakes_of_a_rule_file_stand_in_it_and_the_last_good_rules_count() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    client.open("rules/trade.yaml", "yaml", RULES);
    // Rules that were never good are not the last good ones.
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    client.rewrite("rules/trade.yaml", &RULES.replace("together: [trade,", "together: [tarde,"));
    let found = client.diagnostics("rules/trade.yaml");
    let mistakes: Vec<&Value> = found.iter().filter(|one| one["code"] == "rule-mistake").collect();
    assert_eq!(mistakes.len(), 1, "{found:?}");
    assert_eq!(mistakes[0]["range"]["start"], json!({ "line": 9, "character": 24 }));
    assert_eq!(client.checks("story.en.md"), ["figure-mismatch"]);
    client.rewrite("rules/trade.yaml", RULES);
    assert!(!client.checks("rules/trade.yaml").contains(&"rule-mistake".to_owned()));
}

#[test]
fn articles_outside_the_folder_are_read_only_when_they_are_open() {
    let outside = folder(&[("other.en.md", WRONG)]);
    let folder = folder(&[("rules/trade.yaml", RULES)]);
    let mut client = Client::start(folder.path());
    client.settle();
    let uri = address(&outside.path().join("other.en.md"));
    assert!(client.published.is_empty(), "{:?}", client.published);
    client.watched(&uri, 2);
    client.settle();
    assert!(client.published.is_empty(), "{:?}", client.published);
    client.open(&uri, "markdown", WRONG);
    assert_eq!(client.checks(&uri), ["figure-mismatch"]);
}

#[test]
fn a_folder_may_come_and_go() {
    let other = folder(&[("rules/trade.yaml", RULES), ("story.en.md", WRONG)]);
    let folder = folder(&[("story.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    client.settle();
    assert!(client.published.is_empty(), "{:?}", client.published);
    let uri = address(other.path());
    let event = |added: Value, removed: Value| json!({ "event": { "added": added, "removed": removed } });
    let entry = json!([{ "uri": uri, "name": "other" }]);
    client.notify("workspace/didChangeWorkspaceFolders", event(entry.clone(), json!([])));
    assert_eq!(client.checks(&format!("{uri}/story.en.md")), ["figure-mismatch"]);
    client.notify("workspace/didChangeWorkspaceFolders", event(json!([]), entry));
    client.settle();
    assert!(client.published.is_empty(), "{:?}", client.published);
}

#[test]
fn a_client_that_asks_is_told_and_nothing_is_published_to_it() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("story.en.md", WRONG)]);
    let mut client = Client::with(folder.path(), &json!({ "pull": true }), &["utf-16"]);
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    let all = client.settle();
    assert_eq!(all["items"][0]["uri"], client.uri("story.en.md"));
    assert_eq!(all["items"][0]["items"][0]["code"], "figure-mismatch");
    let known = json!([{ "uri": client.uri("story.en.md"), "value": all["items"][0]["resultId"] }]);
    let again =
        client.request("workspace/diagnostic", json!({ "previousResultIds": known })).expect("a list");
    assert_eq!(again["items"][0]["kind"], "unchanged");
    let params = json!({ "textDocument": { "uri": client.uri("story.en.md") } });
    let one = client.request("textDocument/diagnostic", params).expect("a report");
    assert_eq!(one["items"].as_array().map(Vec::len), Some(1));
    assert!(client.published.is_empty());
}
