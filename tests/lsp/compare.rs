//! The editor and the command line say the same.

use std::path::Path;
use std::process::Command;

use factlint::article::bilingual::ENDINGS;
use serde_json::Value;

use crate::client::Client;

/// A finding as both tell it: file, line, column, check, severity, first line of the
/// message.
type Told = (String, u64, u64, String, String, String);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the command line finds. Its columns count characters, from 1.
fn from_command_line() -> Vec<Told> {
    let output = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--format", "json"])
        .current_dir(root())
        .output()
        .expect("the program was built for this test");
    let report: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
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
    // Bilingual files are read by the command line alone.
    let in_editor = |told: &Told| !ENDINGS.iter().any(|ending| told.0.ends_with(&format!(".{ending}")));
    let findings = report["findings"].as_array().expect("a list").iter().map(told);
    let mut found: Vec<Told> = findings.filter(in_editor).collect();
    found.sort();
    found
}

/// What the server publishes, as the command line would tell it. The texts hold no
/// character outside the basic plane before a finding, so that UTF-16 counts as people do.
fn from_editor() -> Vec<Told> {
    let mut client = Client::start(root());
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

#[test]
fn the_editor_says_of_this_repository_what_the_command_line_says() {
    let (lines, editor) = (from_command_line(), from_editor());
    assert!(lines.iter().filter(|told| told.0.starts_with("seeds/planted")).count() > 20, "{lines:#?}");
    let words = |told: &Vec<Told>| told.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    assert_eq!(words(&lines), words(&editor));
}
