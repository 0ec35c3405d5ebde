//! Everything a writer can ask, in every direction of writing, after characters of two
//! units and of four bytes, in both ways of counting columns.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;

/// Articles with one wrong figure each, and how it is written; the rule holds 16.6.
const STORIES: [(&str, &str, &str); 4] = [
    ("market.he.md", "16.8", "16.6"),
    ("herders.ar.md", "16.8", "16.6"),
    ("crossing.zh.md", "168", "166"),
    ("railway.en.md", "16.8", "16.6"),
];

fn stories() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/neovim/workspace");
    let folder = TempDir::new().expect("there is room for a folder");
    for name in
        STORIES.iter().map(|(name, ..)| format!("stories/{name}")).chain(["rules/trade.yaml".to_owned()])
    {
        let to = folder.path().join(&name);
        fs::create_dir_all(to.parent().expect("it lies in the folder")).expect("it can be made");
        fs::copy(from.join(&name), to).expect("it can be copied");
    }
    folder
}

/// A length as the client counts.
fn units(text: &str, encoding: &str) -> usize {
    if encoding == "utf-8" { text.len() } else { text.encode_utf16().count() }
}

fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": text[..offset].matches('\n').count(), "character": units(&text[start..offset], encoding) })
}

fn offset(text: &str, position: &Value, encoding: &str) -> usize {
    let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("a small one");
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let column = number("character");
    let ends = text[start..].char_indices().map(|(at, _)| start + at).chain([text.len()]);
    ends.into_iter().find(|&at| units(&text[start..at], encoding) == column).expect("a column of a character")
}

/// The text with edits made as an editor makes them.
pub fn edited(text: &str, edits: &Value, encoding: &str) -> String {
    let mut all: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end], encoding);
            (at("start"), at("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    all.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in all.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

fn at(client: &mut Client, method: &str, name: &str, position: &Value) -> Value {
    let params = json!({
        "textDocument": { "uri": client.uri(name) }, "position": position,
        "range": { "start": position, "end": position },
        "context": { "includeDeclaration": true, "diagnostics": [] },
    });
    client.request(method, params).expect("it can be asked")
}

#[test]
fn every_question_has_its_answer_at_the_figure() {
    for encoding in ["utf-16", "utf-8"] {
        let folder = stories();
        let mut client = Client::with(folder.path(), &json!({ "inlayHints": true }), &[encoding]);
        client.settle();
        for (name, wrong, right) in STORIES {
            let name = format!("stories/{name}");
            let text = fs::read_to_string(folder.path().join(&name)).expect("it can be read");
            let figure = text.find(wrong).expect("it is there");
            let here = position(&text, figure, encoding);
            let place = format!("{name} in {encoding}");

            client.open(&name, "markdown", &text);
            let found = client.diagnostics(&name);
            assert_eq!(found.len(), 1, "{place}: {found:?}");
            assert_eq!(found[0]["range"]["start"], here, "{place}");

            let hover = at(&mut client, "textDocument/hover", &name, &here);
            let said = hover["contents"]["value"].as_str().unwrap_or_default();
            assert!(said.contains("16.8 billion USD, 2023") && said.contains("Customs"), "{place}: {said}");
            assert_eq!(hover["range"]["start"], here, "{place}");
            let defined = at(&mut client, "textDocument/definition", &name, &here);
            assert_eq!(defined[0]["uri"], client.uri("rules/trade.yaml"), "{place}");
            assert_eq!(defined[0]["range"]["start"], json!({ "line": 15, "character": 12 }), "{place}");
            let stated = at(&mut client, "textDocument/references", &name, &here);
            assert_eq!(stated.as_array().map(Vec::len), Some(5), "{place}: {stated}");
            let symbols = at(&mut client, "textDocument/documentSymbol", &name, &here);
            let is_here = |one: &Value| one["selectionRange"]["start"] == here;
            assert!(symbols.as_array().is_some_and(|all| all.iter().any(is_here)), "{place}: {symbols}");
            let whole = json!({
                "textDocument": { "uri": client.uri(&name) },
                "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } },
            });
            let hints = client.request("textDocument/inlayHint", whole).expect("a list");
            let said = |one: &Value| one["label"] == "= 16.8 billion USD, 2023";
            assert!(hints.as_array().is_some_and(|all| all.iter().any(said)), "{place}: {hints}");

            // The agreed value, in the article's own words.
            let actions = at(&mut client, "textDocument/codeAction", &name, &here);
            let writes =
                |one: &&Value| one["title"].as_str().is_some_and(|title| title.starts_with("write "));
            let actions = actions.as_array().expect("a list");
            let action = actions.iter().find(writes).unwrap_or_else(|| panic!("{place}: {actions:?}"));
            let uri = client.uri(&name);
            let mended = edited(&text, &action["edit"]["changes"][&uri], encoding);
            assert_eq!(mended, text.replace(wrong, right), "{place}");

            // Let it stand.
            let allows =
                |one: &&Value| one["title"].as_str().is_some_and(|title| title.starts_with("allow "));
            let action = actions.iter().find(allows).unwrap_or_else(|| panic!("{place}: {actions:?}"));
            let allowed = edited(&text, &action["edit"]["changes"][&uri], encoding);
            client.rewrite(&name, &allowed.replace(":  -->", ": so -->"));
            assert_eq!(client.checks(&name), [""; 0], "{place}: {allowed}");

            client.close(&name);
        }
        // From the rule to all of them.
        let row = json!({ "line": 15, "character": 14 });
        let stated = at(&mut client, "textDocument/references", "rules/trade.yaml", &row);
        assert_eq!(stated.as_array().map(Vec::len), Some(5), "{encoding}: {stated}");
        assert_eq!(client.leave(), Some(0));
    }
}

#[test]
fn a_figure_is_retyped_at_the_columns_of_the_client() {
    for encoding in ["utf-16", "utf-8"] {
        let folder = stories();
        let mut client = Client::with(folder.path(), &json!({}), &[encoding]);
        for (name, wrong, right) in STORIES {
            let name = format!("stories/{name}");
            let text = fs::read_to_string(folder.path().join(&name)).expect("it can be read");
            let figure = text.find(wrong).expect("it is there");
            client.open(&name, "markdown", &text);
            assert_eq!(client.checks(&name), ["figure-mismatch"], "{name} in {encoding}");
            let start = position(&text, figure, encoding);
            let end = position(&text, figure + wrong.len(), encoding);
            let document = json!({ "uri": client.uri(&name), "version": 9 });
            let changes = json!([{ "range": { "start": start, "end": end }, "text": right }]);
            let params = json!({ "textDocument": document, "contentChanges": changes });
            client.notify("textDocument/didChange", params);
            assert_eq!(client.checks(&name), [""; 0], "{name} in {encoding}");
        }
    }
}

#[test]
fn a_figure_in_any_script_is_a_row_of_the_rule() {
    let folder = stories();
    let rules = fs::read_to_string(folder.path().join("rules/trade.yaml")).expect("it can be read");
    let mut client = Client::start(folder.path());
    for (name, wrong, _) in STORIES {
        let name = format!("stories/{name}");
        let text = fs::read_to_string(folder.path().join(&name)).expect("it can be read");
        let text = text.replace("2023", "2024");
        client.open(&name, "markdown", &text);
        assert_eq!(client.checks(&name), [""; 0], "{name}");
        // The cursor stands before the figure, and has nothing selected.
        let here = position(&text, text.find(wrong).expect("it is there"), "utf-16");
        let actions = at(&mut client, "textDocument/codeAction", &name, &here);
        assert_eq!(
            actions[0]["title"], "add 16.8 billion USD for 2024 to the rule trade-china-mongolia",
            "{name}"
        );
        let edits = &actions[0]["edit"]["changes"][client.uri("rules/trade.yaml")];
        let longer = edited(&rules, edits, "utf-16");
        assert!(longer.contains("      2023: 16.6 billion USD\n      2024: 16.8 billion USD\n"), "{longer}");
        client.open("rules/trade.yaml", "yaml", &longer);
        assert_eq!(client.checks("rules/trade.yaml"), [""; 0], "{longer}");
        let hover = at(&mut client, "textDocument/hover", &name, &here);
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(said.contains("The rule holds 16.8 billion USD for 2024"), "{name}: {said}");
        client.close("rules/trade.yaml");
        client.close(&name);
    }
}

#[test]
fn where_two_repairs_are_possible_both_are_offered() {
    let sentence = "The reading room of the county library in Ashford has exactly 340 seats for visitors.\n";
    let other = sentence.replace("340", "430");
    let folder = crate::sync::folder(&[("old.en.md", sentence), ("new.en.md", &other)]);
    let mut client = Client::start(folder.path());
    client.settle();
    let here = json!({ "line": 0, "character": sentence.find("340").expect("there") });
    for name in ["old.en.md", "new.en.md"] {
        let actions = at(&mut client, "textDocument/codeAction", name, &here);
        let edits: Vec<(String, Value)> = actions
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["title"].as_str().is_some_and(|title| title.starts_with("write ")))
            .flat_map(|one| one["edit"]["changes"].as_object().expect("edits").clone())
            .map(|(uri, edits)| (uri, edits[0]["newText"].clone()))
            .collect();
        let both = [(client.uri("new.en.md"), json!("340")), (client.uri("old.en.md"), json!("430"))];
        let mut sorted = edits.clone();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(sorted, both, "{actions}");
    }
}

#[test]
fn a_date_is_put_right_with_its_weekday() {
    let rules = "factlint: 1\nnames:\n  astana: { is: city, en: [Astana] }\nterms:\n  summit: { en: [summit] }\nrules:\n  \
                 - id: summit\n    claim: The summit in Astana\n    about: { together: [summit, astana] }\n    \
                 date: 2025-06-17\n    source: [{ who: Office, checked: 2025-07-01 }]\n    examples:\n      \
                 - { en: 'The summit in Astana was held on 17 June 2025.', expect: ok }\n";
    let story = "The summit in Astana was held on Saturday, 17 May 2025.\n";
    let folder = crate::sync::folder(&[("rules/summit.yaml", rules), ("a.en.md", story)]);
    let mut client = Client::start(folder.path());
    assert_eq!(client.checks("a.en.md"), ["date-mismatch"]);
    let here = json!({ "line": 0, "character": 45 });
    let actions = at(&mut client, "textDocument/codeAction", "a.en.md", &here);
    let uri = client.uri("a.en.md");
    let mended = edited(story, &actions[0]["edit"]["changes"][&uri], "utf-16");
    assert_eq!(mended, "The summit in Astana was held on Tuesday, 17 June 2025.\n", "{actions}");
}
