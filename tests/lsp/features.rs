//! What a writer can ask: what a figure means, where it comes from, what to do.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;
use crate::sync::{RIGHT, RULES, WRONG, folder};

fn started(files: &[(&str, &str)]) -> (TempDir, Client) {
    let folder = folder(files);
    let mut client = Client::start(folder.path());
    client.settle();
    (folder, client)
}

impl Client {
    /// Asks about a place: line and column.
    pub fn at(&mut self, method: &str, name: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "position": { "line": line, "character": character },
            "context": { "includeDeclaration": true, "triggerKind": 1 },
        });
        self.request(method, params).expect("it can be asked")
    }

    pub fn hover(&mut self, name: &str, line: u32, character: u32) -> String {
        let answer = self.at("textDocument/hover", name, line, character);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The actions at a place.
    pub fn actions(&mut self, name: &str, line: u32, character: u32) -> Vec<Value> {
        let here = json!({ "line": line, "character": character });
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "range": { "start": here, "end": here },
            "context": { "diagnostics": [] },
        });
        let answer = self.request("textDocument/codeAction", params).expect("it can be asked");
        answer.as_array().cloned().unwrap_or_default()
    }

    /// Files and lines of locations.
    fn places(&self, locations: &Value) -> Vec<(String, u64)> {
        let head = format!("{}/", self.uri(""));
        let place = |one: &Value| {
            let uri = one["uri"].as_str().expect("an address");
            let line = one["range"]["start"]["line"].as_u64().expect("a line");
            (uri.strip_prefix(&head).unwrap_or(uri).to_owned(), line)
        };
        locations.as_array().into_iter().flatten().map(place).collect()
    }
}

/// A text with edits made, as an editor makes them; all on single lines of ASCII.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for edit in edits.as_array().into_iter().flatten() {
        let at = |end: &str, key: &str| {
            usize::try_from(edit["range"][end][key].as_u64().expect("a number")).expect("a small one")
        };
        let (line, from, to) = (at("start", "line"), at("start", "character"), at("end", "character"));
        assert_eq!(line, at("end", "line"));
        if line == lines.len() {
            lines.push(String::new());
        }
        lines[line].replace_range(from..to, edit["newText"].as_str().expect("a text"));
    }
    lines.join("\n") + "\n"
}

#[test]
fn hover_says_how_a_figure_was_read_and_who_agrees() {
    let files = [("rules/trade.yaml", RULES), ("a.en.md", RIGHT), ("b.en.md", WRONG)];
    let (_folder, mut client) = started(&files);
    let said = client.hover("a.en.md", 0, 43);
    for words in [
        "16.6 billion USD, 2023",
        "money",
        "trade-mongolia",
        "Trade between China and Mongolia",
        "The rule holds 16.6 billion USD for 2023",
        "Customs, checked 2024-01-20",
        "b.en.md: 18.6 billion USD, 2023 (differs)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(client.hover("a.en.md", 0, 38), "", "no figure stands there");
    assert!(client.hover("a.en.md", 0, 66).contains("2023"));
}

#[test]
fn a_figure_leads_to_its_rule_and_a_rule_to_its_articles() {
    let files = [("rules/trade.yaml", RULES), ("a.en.md", RIGHT), ("b.en.md", WRONG)];
    let (_folder, mut client) = started(&files);
    let defined = client.at("textDocument/definition", "a.en.md", 0, 43);
    assert_eq!(client.places(&defined), [("rules/trade.yaml".to_owned(), 10)]);
    let all = [("rules/trade.yaml".to_owned(), 10), ("a.en.md".to_owned(), 0), ("b.en.md".to_owned(), 0)];
    let stated = client.at("textDocument/references", "a.en.md", 0, 43);
    assert_eq!(client.places(&stated), all);
    let matched = client.at("textDocument/references", "rules/trade.yaml", 10, 25);
    assert_eq!(client.places(&matched), all);
    let term = client.at("textDocument/definition", "rules/trade.yaml", 9, 26);
    assert_eq!(client.places(&term), [("rules/trade.yaml".to_owned(), 5)]);
}

#[test]
fn symbols_are_the_figures_of_an_article_and_the_rules_of_a_file() {
    let (_folder, mut client) = started(&[("rules/trade.yaml", RULES), ("a.en.md", RIGHT)]);
    let names = |answer: &Value| -> Vec<String> {
        let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
        answer.as_array().expect("a list").iter().map(name).collect()
    };
    let figures = client.at("textDocument/documentSymbol", "a.en.md", 0, 0);
    assert_eq!(names(&figures), ["16.6 billion dollars", "2023"]);
    assert_eq!(figures[0]["detail"], "16.6 billion USD, 2023");
    let rules = client.at("textDocument/documentSymbol", "rules/trade.yaml", 0, 0);
    assert_eq!(names(&rules), ["china", "mongolia", "trade", "trade-mongolia"]);
}

#[test]
fn readings_stand_behind_the_figures_only_when_asked_for() {
    let folder = folder(&[("rules/trade.yaml", RULES), ("a.en.md", RIGHT)]);
    let quiet = Client::start(folder.path());
    assert_eq!(quiet.capabilities["inlayHintProvider"], Value::Null);
    let mut client = Client::with(folder.path(), &json!({ "inlayHints": true }), &["utf-16"]);
    assert_eq!(client.capabilities["inlayHintProvider"], true);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let params = json!({ "textDocument": { "uri": client.uri("a.en.md") }, "range": range });
    client.settle();
    let hints = client.request("textDocument/inlayHint", params).expect("a list");
    assert_eq!(hints[0]["label"], "= 16.6 billion USD, 2023");
    assert_eq!(hints[0]["position"], json!({ "line": 0, "character": 61 }));
    assert_eq!(hints.as_array().map(Vec::len), Some(1), "a year says itself");
}

#[test]
fn a_fix_is_an_action_that_mends_the_finding() {
    let text =
        "---\nlang: en\n---\nThe talks opened on Monday, 5 July 2024, in the old town hall of the city.\n";
    let (_folder, mut client) = started(&[]);
    client.open("talks.md", "markdown", text);
    assert_eq!(client.checks("talks.md"), ["weekday-mismatch"]);
    let actions = client.actions("talks.md", 3, 22);
    let friday =
        actions.iter().find(|one| one["title"] == "change the weekday to Friday").expect("it is there");
    assert_eq!(friday["kind"], "quickfix");
    let uri = client.uri("talks.md");
    let mended = edited(text, &friday["edit"]["changes"][&uri]);
    client.rewrite("talks.md", &mended);
    assert_eq!(client.checks("talks.md"), [""; 0], "{mended}");
    let only = json!({
        "textDocument": { "uri": uri },
        "range": { "start": { "line": 3, "character": 22 }, "end": { "line": 3, "character": 22 } },
        "context": { "diagnostics": [], "only": ["refactor"] },
    });
    assert_eq!(client.request("textDocument/codeAction", only).expect("a list"), json!([]));
}

#[test]
fn a_figure_nothing_speaks_against_can_be_taken_into_the_rule_set() {
    let later = RIGHT.replace("16.6", "17.9").replace("2023", "2024");
    let share = "China took 87 percent of the trade of Mongolia in 2024.\n";
    let files = [("rules/trade.yaml", RULES), ("a.en.md", later.as_str()), ("b.en.md", share)];
    let (_folder, mut client) = started(&files);
    for (name, column, title) in [
        ("a.en.md", 43, "add 17.9 billion USD for 2024 to the rule trade-mongolia"),
        ("b.en.md", 13, "add 87 % for 2024 to the rule set, as fact-1"),
    ] {
        let actions = client.actions(name, 0, column);
        let action =
            actions.iter().find(|one| one["title"] == title).unwrap_or_else(|| panic!("{actions:?}"));
        let uri = client.uri("rules/trade.yaml");
        let rules = edited(RULES, &action["edit"]["changes"][&uri]);
        client.open("rules/trade.yaml", "yaml", &rules);
        assert_eq!(client.checks("rules/trade.yaml"), [""; 0], "{rules}");
        assert_eq!(client.checks(name), [""; 0]);
        let defined = client.at("textDocument/definition", name, 0, column);
        assert_eq!(client.places(&defined).len(), 1, "{rules}");
        client.close("rules/trade.yaml");
        client.settle();
    }
    // Not what is wrong.
    client.open("a.en.md", "markdown", WRONG);
    let adds = |action: &Value| action["title"].as_str().is_some_and(|title| title.starts_with("add "));
    assert!(!client.actions("a.en.md", 0, 43).iter().any(adds));
}

#[test]
fn examples_run_as_a_rule_file_is_edited() {
    let (_folder, mut client) = started(&[("rules/trade.yaml", RULES)]);
    client.open("rules/trade.yaml", "yaml", RULES);
    assert_eq!(client.checks("rules/trade.yaml"), [""; 0]);
    client.rewrite("rules/trade.yaml", &RULES.replace("expect: ok", "expect: conflict"));
    let found = client.diagnostics("rules/trade.yaml");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "rule-example");
    assert_eq!(found[0]["range"]["start"]["line"], 13);
    assert!(found[0]["message"].as_str().is_some_and(|text| text.contains("expected conflict, got ok")));
    client.close("rules/trade.yaml");
    assert_eq!(client.checks("rules/trade.yaml"), [""; 0]);
}

#[test]
fn a_rule_file_is_completed_and_explained_from_the_schema() {
    let (_folder, mut client) = started(&[("rules/trade.yaml", RULES)]);
    let labels = |answer: &Value| -> Vec<String> {
        let label = |one: &Value| one["label"].as_str().expect("a label").to_owned();
        answer.as_array().into_iter().flatten().map(label).collect()
    };
    client.open("rules/trade.yaml", "yaml", RULES);
    let keys = labels(&client.at("textDocument/completion", "rules/trade.yaml", 8, 4));
    assert!(keys.contains(&"parties".to_owned()) && keys.contains(&"amount".to_owned()), "{keys:?}");
    let topics = labels(&client.at("textDocument/completion", "rules/trade.yaml", 9, 24));
    assert!(topics.contains(&"trade".to_owned()) && topics.contains(&"mongolia".to_owned()), "{topics:?}");
    let column =
        u32::try_from(RULES.lines().nth(13).and_then(|line| line.find("expect: ok")).expect("there"))
            .expect("a column");
    let verdicts = labels(&client.at("textDocument/completion", "rules/trade.yaml", 13, column + 8));
    assert!(verdicts.contains(&"missing-period".to_owned()), "{verdicts:?}");
    assert!(client.hover("rules/trade.yaml", 9, 6).starts_with("**about**"));
    assert!(client.hover("rules/trade.yaml", 11, 16).starts_with("**who**"));
    assert_eq!(client.hover("rules/trade.yaml", 8, 20), "", "a claim is the author's own");
    // An article is completed by its author.
    client.open("a.en.md", "markdown", RIGHT);
    assert_eq!(client.at("textDocument/completion", "a.en.md", 0, 5), Value::Null);
}
