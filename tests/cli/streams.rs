//! Standard input, colours, and readers that go away.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use snapbox::cmd::cargo_bin;

use crate::{Folder, RIGHT, WRONG, finished};

#[test]
fn standard_input_is_an_article() {
    let folder = Folder::with(&[]);
    let run = folder.feed("check - --rules rules.yaml --stdin-path new.en.md --format concise", WRONG);
    run.ends(1).says("new.en.md:1:42: error[figure-mismatch");
}

#[test]
fn standard_input_replaces_the_file_it_is_a_newer_state_of() {
    let folder = Folder::with(&[("a.en.md", RIGHT), ("b.en.md", WRONG), ("c.en.md", WRONG)]);
    let fixed =
        folder.feed("check . - --stdin-path ./b.en.md --rules rules.yaml --format json", RIGHT).ends(1);
    assert_eq!(fixed.json()["summary"]["articles"], 3);
    assert_eq!(fixed.json()["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(fixed.json()["findings"][0]["primary"]["article"], "c.en.md");
    // The same bytes on standard input give what the file gives, in the same order.
    let same = folder.feed("check . - --stdin-path b.en.md --rules rules.yaml --format json", WRONG);
    assert_eq!(same.out, folder.run("check --rules rules.yaml --format json").out);
}

#[test]
fn colours_come_when_asked_for() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    let colored = |arguments: &str, variables: &[(&str, &str)]| {
        let arguments: Vec<&str> =
            ["check", "--rules", "rules.yaml"].into_iter().chain(arguments.split_whitespace()).collect();
        let command = variables
            .iter()
            .fold(folder.command(&arguments), |command, (name, value)| command.env(name, value));
        finished(command).ends(1).out.contains("\u{1B}[")
    };
    assert!(!colored("", &[]), "a pipe is no terminal");
    assert!(colored("--color always", &[]));
    assert!(colored("--color always", &[("NO_COLOR", "1")]), "an argument is nearer than the environment");
    assert!(!colored("--color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(colored("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored("--color always --format json", &[]), "JSON has no colours");
}

#[test]
fn quiet_prints_findings_and_nothing_else() {
    let folder = Folder::with(&[("a.en.md", RIGHT), ("b.en.md", WRONG)]);
    let right = folder.run("check a.en.md --rules rules.yaml --quiet").ends(0);
    assert_eq!((right.out.as_str(), right.err.as_str()), ("", ""));
    let wrong = folder.run("check --rules rules.yaml --quiet --format concise").ends(1);
    assert_eq!((wrong.out.lines().count(), wrong.err.as_str()), (1, ""));
    let nothing = folder.run("check a.en.md --no-rules -q").ends(0);
    assert_eq!((nothing.out.as_str(), nothing.err.as_str()), ("", ""));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    // More than a pipe holds, so that writing goes on after the reader has left.
    let text = "In 2023 prices rose by 4.5 percent and wages by 12 percent. ".repeat(4000);
    let folder = Folder::with(&[("a.en.md", &text)]);
    let mut child = std::process::Command::new(cargo_bin("factlint"))
        .args(["mentions", "--format", "jsonl", "--no-rules"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary was built for this test");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("it was asked for"));
    reader.read_line(&mut line).expect("the first line is there");
    drop(reader);
    let output = child.wait_with_output().expect("it ends");
    assert!(line.starts_with("{\"article\":\"a.en.md\""), "{line}");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
