//! Bilingual files in an editor: the finding stands at the segment.

use serde_json::{Value, json};

use crate::client::Client;
use crate::sync::folder;

/// Two units in English and Hebrew; the second has another figure in each.
const XLIFF: &str = include_str!("data/hall.xlf");

/// Line and UTF-16 column of some words.
fn place(words: &str) -> Value {
    let at = XLIFF.find(words).expect("they are there");
    let start = XLIFF[..at].rfind('\n').map_or(0, |at| at + 1);
    let column = XLIFF[start..at].encode_utf16().count();
    json!({ "line": XLIFF[..at].matches('\n').count(), "character": column })
}

#[test]
fn a_finding_stands_at_its_segment_once() {
    let folder = folder(&[("story.xlf", XLIFF)]);
    let mut client = Client::start(folder.path());
    for _ in 0..2 {
        let found = client.diagnostics("story.xlf");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["code"], "translation-figure");
        assert_eq!(found[0]["range"]["start"], place("21"));
        let related = &found[0]["relatedInformation"][0]["location"];
        assert_eq!(related["uri"], client.uri("story.xlf"));
        assert_eq!(related["range"]["start"], place("12 million"));
        client.open("story.xlf", "xml", XLIFF);
    }
    client.rewrite("story.xlf", &XLIFF.replace("21", "12"));
    assert_eq!(client.diagnostics("story.xlf"), [] as [Value; 0]);
    client.rewrite("story.xlf", &XLIFF.replace("12 million", "21 million"));
    assert_eq!(client.diagnostics("story.xlf"), [] as [Value; 0]);
}

#[test]
fn each_language_is_asked_where_it_stands() {
    let folder = folder(&[("story.xlf", XLIFF)]);
    let mut client = Client::start(folder.path());
    client.settle();
    let mut hover = |words: &str| {
        let at = place(words);
        let number = |key: &str| u32::try_from(at[key].as_u64().expect("a number")).expect("a small one");
        client.hover("story.xlf", number("line"), number("character"))
    };
    assert!(hover("12 million").contains("12 million USD"));
    assert!(hover("21").contains("21 million USD"));
    let at = place("21");
    let params = json!({
        "textDocument": { "uri": client.uri("story.xlf") },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", params).expect("it can be asked");
    let edit = &actions[0]["edit"]["changes"][client.uri("story.xlf")][0];
    assert_eq!((&edit["newText"], &edit["range"]["start"]), (&json!("12"), &at));
    let symbols = client.at("textDocument/documentSymbol", "story.xlf", 0, 0);
    let lines = symbols.as_array().into_iter().flatten().map(|one| &one["detail"]);
    assert_eq!(
        lines.collect::<Vec<_>>(),
        ["340", "12 million USD", "21 million USD"],
        "as they stand in the file"
    );
}

#[test]
fn a_broken_file_says_where() {
    let folder = folder(&[]);
    let mut client = Client::start(folder.path());
    client.open("story.xlf", "xml", &XLIFF.replace("</source><target>", "<target>"));
    let found = client.diagnostics("story.xlf");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "unreadable-file");
    assert!(found[0]["range"]["start"]["line"].as_u64().is_some_and(|line| line >= 3), "{found:?}");
    client.rewrite("story.xlf", XLIFF);
    assert_eq!(client.checks("story.xlf"), ["translation-figure"]);
    // A table of anything else is no article.
    client.open("sales.csv", "csv", "Monday 5 July 2024,12\nMonday 6 July 2024,13\n");
    assert_eq!(client.checks("sales.csv"), [""; 0]);
}
