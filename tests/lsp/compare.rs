//! The editor and the command line say the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::client::Client;

/// A finding as both tell it: file, line, column, check, severity, first line of the
/// message.
type Told = (String, u64, u64, String, String, String);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn report(root: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--format", "json"])
        .current_dir(root)
        .output()
        .expect("the program was built for this test");
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

/// What the command line finds. Its columns count characters, from 1.
fn from_command_line(root: &Path) -> Vec<Told> {
    let report = report(root);
    let told = |finding: &Value| {
        let place = &finding["primary"];
        let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
        let number = |value: &Value| value.as_u64().expect("it is a number");
        (
            text(&place["article"]),
            number(&place["line"]),
            number(&place["column"]),
            text(&finding["check"]),
            text(&finding["severity"]),
            text(&finding["message"]),
        )
    };
    let mut found: Vec<Told> = report["findings"].as_array().expect("a list").iter().map(told).collect();
    found.sort();
    found
}

/// What the server publishes, as the command line would tell it. The texts hold no
/// character outside the basic plane before a finding, so that UTF-16 counts as people do.
fn from_editor(root: &Path) -> Vec<Told> {
    let mut client = Client::start(root);
    client.settle();
    let head = format!("{}/", client.uri(""));
    let mut found = Vec::new();
    for (uri, diagnostics) in &client.published {
        for diagnostic in diagnostics.iter().filter(|one| one["data"]["primary"] == Value::Bool(true)) {
            let start = &diagnostic["range"]["start"];
            let severity = match diagnostic["severity"].as_u64() {
                Some(1) => "error",
                Some(2) => "warning",
                _ => "advice",
            };
            found.push((
                uri.strip_prefix(&head).expect("it lies in the folder").to_owned(),
                start["line"].as_u64().expect("a line") + 1,
                start["character"].as_u64().expect("a column") + 1,
                diagnostic["code"].as_str().expect("a code").to_owned(),
                severity.to_owned(),
                diagnostic["message"]
                    .as_str()
                    .and_then(|text| text.lines().next())
                    .expect("words")
                    .to_owned(),
            ));
        }
    }
    found.sort();
    assert_eq!(client.leave(), Some(0));
    found
}

#[track_caller]
fn agree(root: &Path) -> Vec<Told> {
    let (lines, editor) = (from_command_line(root), from_editor(root));
    let words = |told: &Vec<Told>| told.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    assert_eq!(words(&lines), words(&editor));
    lines
}

#[test]
fn the_editor_says_of_this_repository_what_the_command_line_says() {
    let found = agree(root());
    assert!(found.iter().filter(|told| told.0.starts_with("seeds/planted")).count() > 20, "{found:#?}");
}

/// The planted seeds and the rules, in folders of their own.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("there is room for a folder");
    for (from, to) in [("seeds/planted", "articles"), ("rules", "desk/rules")] {
        let to = desk.path().join(to);
        fs::create_dir_all(&to).expect("it can be made");
        for entry in fs::read_dir(root().join(from)).expect("it is a folder") {
            let path = entry.expect("it can be read").path();
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("it can be copied");
        }
    }
    write(
        desk.path(),
        "articles/drafts/draft.en.md",
        "The talks opened on Monday, 5 July 2024, in the town hall.\n",
    );
    write(
        desk.path(),
        "notes/note.en.md",
        "The talks opened on Monday, 5 July 2024, in the old town hall.\n",
    );
    let table = "en\tde\nThe fair lasted 12 days.\tDie Messe dauerte 21 Tage.\n";
    write(desk.path(), "tables/fair.tsv", table);
    write(desk.path(), "articles/fair.po", PO);
    desk
}

const PO: &str = "msgid \"\"\nmsgstr \"X-Source-Language: en\\nLanguage: de\\n\"\n\nmsgid \"The hall has exactly 340 seats for its visitors.\"\n\
                  msgstr \"Der Saal hat genau 430 Plätze für seine Besucher.\"\n";

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

#[test]
fn the_editor_follows_a_configuration_as_the_command_line_does() {
    let desk = desk();
    let root = desk.path();
    let head = "factlint: 1\npaths: [articles, tables/fair.tsv]\nexclude: [drafts/]\nrules: desk/rules\n";
    write(root, "factlint.yaml", head);
    let all = agree(root);
    assert!(all.len() > 20, "{all:#?}");
    for name in ["tables/fair.tsv", "articles/fair.po"] {
        assert!(all.iter().any(|told| told.0 == name && told.3 == "translation-figure"), "{name}: {all:#?}");
    }
    assert!(!all.iter().any(|told| told.0.contains("drafts/") || told.0.starts_with("notes/")), "{all:#?}");

    // Severities, languages, what is accepted and what is no longer needed.
    let found = report(root);
    let found = found["findings"].as_array().expect("a list");
    let accepted: Vec<String> = found
        .iter()
        .filter(|one| one["severity"] == "error")
        .take(2)
        .map(|one| format!("  - {{fingerprint: {}, reason: printed, person: Desk}}\n", one["fingerprint"]))
        .chain(["  - {fingerprint: '0123', reason: gone, person: Desk}\n".to_owned()])
        .collect();
    let more = format!(
        "{head}languages: [he, ar, zh, en, de]\nseverity: {{weekday-mismatch: advice, figures-by-period: off}}\n\
         folders:\n  - {{files: '*.zh.md', severity: {{all: warning}}}}\naccepted:\n{}",
        accepted.concat()
    );
    write(root, "factlint.yaml", &more);
    let fewer = agree(root);
    assert!(fewer.len() < all.len(), "{fewer:#?}");
    assert!(fewer.iter().any(|told| told.0 == "factlint.yaml" && told.3 == "acceptance-stale"), "{fewer:#?}");
    assert!(!fewer.iter().any(|told| told.0.contains(".ru.")), "{fewer:#?}");

    // What a text allows, and a folder with a configuration of its own.
    let name =
        fewer.iter().find(|told| told.4 == "error" && told.0.contains(".he.md")).expect("there is one");
    let path = root.join(&name.0);
    let text = fs::read_to_string(&path).expect("it can be read");
    let allowed = format!("<!-- factlint-allow-file {}: planted on purpose -->\n\n{text}", name.3);
    fs::write(&path, allowed).expect("it can be written");
    write(root, "articles/sport/talks.en.md", "The talks opened on Monday, 5 July 2024, in the town hall.\n");
    write(root, "articles/sport/factlint.yaml", "factlint: 1\nseverity: {weekday-mismatch: warning}\n");
    let last = agree(root);
    let same = |told: &&Told| told.0 == name.0 && told.3 == name.3;
    assert_eq!(last.iter().find(same), None);
    let sport = last.iter().find(|told| told.0.starts_with("articles/sport/")).expect("it is read");
    assert_eq!(sport.4, "warning");
}
