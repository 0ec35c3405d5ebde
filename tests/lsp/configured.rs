//! `factlint.yaml` in an editor: followed, watched, and explained.

use std::fs;

use serde_json::{Value, json};

use crate::client::Client;
use crate::sync::{RULES, WRONG, folder};

const CONFIG: &str = "factlint: 1\nseverity:\n  figure-mismatch: advice\n";

fn severities(client: &mut Client, name: &str) -> Vec<Value> {
    client.diagnostics(name).iter().map(|one| one["severity"].clone()).collect()
}

#[test]
fn a_configuration_is_followed_as_it_is_typed() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("a.en.md", WRONG), ("drafts/b.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    client.open("drafts/b.en.md", "markdown", WRONG);
    assert_eq!(severities(&mut client, "a.en.md"), [1]);
    assert_eq!(severities(&mut client, "drafts/b.en.md"), [1]);
    // Not saved, and not even a file yet.
    client.open("factlint.yaml", "yaml", CONFIG);
    assert_eq!(severities(&mut client, "a.en.md"), [3]);
    client.rewrite("factlint.yaml", &format!("{CONFIG}exclude: drafts/\n"));
    assert_eq!(severities(&mut client, "a.en.md"), [3]);
    assert_eq!(severities(&mut client, "drafts/b.en.md"), [] as [Value; 0], "left out, open or not");
    client.rewrite("factlint.yaml", "factlint: 1\nlanguages: [he]\n");
    assert_eq!(severities(&mut client, "a.en.md"), [] as [Value; 0]);
    client.rewrite("factlint.yaml", "factlint: 1\nrules: []\n");
    assert_eq!(severities(&mut client, "a.en.md"), [] as [Value; 0]);
    client.close("factlint.yaml");
    assert_eq!(severities(&mut client, "a.en.md"), [1]);
    assert_eq!(severities(&mut client, "drafts/b.en.md"), [1]);
}

#[test]
fn a_configuration_on_disk_is_watched() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("a.en.md", WRONG)]);
    let mut client = Client::start(folder.path());
    assert_eq!(severities(&mut client, "a.en.md"), [1]);
    fs::write(folder.path().join("factlint.yaml"), CONFIG).expect("it can be written");
    client.watched("factlint.yaml", 1);
    assert_eq!(severities(&mut client, "a.en.md"), [3]);
    fs::remove_file(folder.path().join("factlint.yaml")).expect("it can be deleted");
    client.watched("factlint.yaml", 3);
    assert_eq!(severities(&mut client, "a.en.md"), [1]);
}

#[test]
fn mistakes_of_a_configuration_stand_in_it_and_the_last_good_one_counts() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("a.en.md", WRONG), ("factlint.yaml", CONFIG)]);
    let mut client = Client::start(folder.path());
    client.open("factlint.yaml", "yaml", CONFIG);
    assert_eq!(severities(&mut client, "a.en.md"), [3]);
    client.rewrite("factlint.yaml", &CONFIG.replace("advice", "advise"));
    let found = client.diagnostics("factlint.yaml");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "config-mistake");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 2, "character": 19 }));
    assert_eq!(severities(&mut client, "a.en.md"), [3], "the last that was right");
    client.rewrite("factlint.yaml", &CONFIG.replace("figure-mismatch", "trade-mongolai"));
    let found = client.diagnostics("factlint.yaml");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["message"].as_str().is_some_and(|text| text.contains("did you mean `trade-mongolia`?")));
    client.rewrite("factlint.yaml", CONFIG);
    assert_eq!(client.diagnostics("factlint.yaml"), [] as [Value; 0]);
}

#[test]
fn a_configuration_is_completed_and_explained_from_its_schema() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("factlint.yaml", CONFIG)]);
    let mut client = Client::start(folder.path());
    client.open("factlint.yaml", "yaml", &format!("{CONFIG}  \n"));
    let mut labels = |line: u32, character: u32| -> Vec<String> {
        let answer = client.at("textDocument/completion", "factlint.yaml", line, character);
        let label = |one: &Value| one["label"].as_str().expect("a label").to_owned();
        answer.as_array().into_iter().flatten().map(label).collect()
    };
    assert!(labels(1, 0).contains(&"exclude".to_owned()));
    assert!(labels(2, 19).contains(&"advice".to_owned()));
    let names = labels(3, 2);
    for name in ["weekday-mismatch", "trade-mongolia", "all"] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    assert!(client.hover("factlint.yaml", 1, 3).starts_with("**severity**"));
    assert!(client.hover("factlint.yaml", 2, 5).contains("figure-mismatch"));
}

#[test]
fn a_document_outside_of_every_folder_follows_its_own_configuration() {
    let elsewhere = folder(&[("factlint.yaml", "factlint: 1\nseverity: {weekday-mismatch: advice}\n")]);
    let folder = folder(&[("factlint.yaml", "factlint: 1\nseverity: {weekday-mismatch: off}\n")]);
    let mut client = Client::start(folder.path());
    let text = "---\nlang: en\n---\nThe talks opened on Monday, 5 July 2024, in the town hall.\n";
    let uri = crate::client::address(&elsewhere.path().join("a.md"));
    client.open(&uri, "markdown", text);
    assert_eq!(severities(&mut client, &uri), [3]);
    // One without a file follows the folder's.
    client.open("untitled:Untitled-1", "markdown", text);
    assert_eq!(severities(&mut client, "untitled:Untitled-1"), [] as [Value; 0]);
}
