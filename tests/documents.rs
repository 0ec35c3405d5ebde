//! The documents keep their word: what they show is what the program does.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "runs the program and reads its documents"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use factlint::check::CHECKS;
use factlint::config::Config;
use factlint::examples;
use factlint::lang::registry::{Lexicons, Packs};
use factlint::report::OUTPUTS;
use factlint::rule::checked::RuleSet;
use factlint::source::Source;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of a language, in order.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in document.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(head), None) => open = Some((head == language, String::new())),
            (Some(_), Some((wanted, text))) => {
                if *wanted {
                    found.push(std::mem::take(text));
                }
                open = None;
            }
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

/// The YAML blocks of a document, loaded as the files of one rule set.
fn rule_set(path: &str) -> RuleSet {
    let sources: Vec<Source> = blocks(&read(path), "yaml")
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            let head = if text.starts_with("factlint:") { "" } else { "factlint: 1\n" };
            Source::new(format!("{path} block {}", at + 1), format!("{head}{text}"))
        })
        .collect();
    assert!(!sources.is_empty(), "{path} shows no rules");
    RuleSet::from_sources(sources).unwrap_or_else(|broken| {
        let shown: Vec<String> = broken
            .mistakes
            .iter()
            .map(|mistake| {
                let places: Vec<_> = mistake
                    .labels
                    .iter()
                    .map(|(place, _)| {
                        let source = &broken.sources[place.source];
                        format!("{}: {}", source.name, &source.text[place.span.range()])
                    })
                    .collect();
                format!("{}: {} ({})", places.join(", "), mistake.message, mistake.help)
            })
            .collect();
        panic!("the rules of {path} are broken:\n{}", shown.join("\n"))
    })
}

/// Runs the examples of a document's rules.
fn run_examples(path: &str) {
    let rules = Arc::new(rule_set(path));
    let lexicons = Lexicons::new(Packs::built_in(), Arc::clone(&rules));
    let verdicts = examples::run(&lexicons);
    assert!(!verdicts.is_empty(), "{path} has no examples");
    for verdict in verdicts {
        let rule = &rules.rules[verdict.rule];
        let example = &rule.examples[verdict.example];
        assert!(verdict.is_right(example), "{path}: {}: {}\n{verdict:?}", rule.id, example.text);
    }
}

/// Every key of a kind of file, from its schema.
fn keys_of(kind: &str) -> Vec<String> {
    fn collect(value: &serde_json::Value, keys: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => {
                if let Some(serde_json::Value::Object(properties)) = map.get("properties") {
                    keys.extend(properties.keys().cloned());
                }
                map.values().for_each(|value| collect(value, keys));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
            _ => {}
        }
    }
    let printed = factlint(&[kind, "schema"]);
    let schema = serde_json::from_slice(&printed.stdout).expect("the schema is JSON");
    let mut keys = Vec::new();
    collect(&schema, &mut keys);
    keys.sort();
    keys.dedup();
    keys
}

/// Runs the program at the root of the repository, as a reader does.
fn factlint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program was built for this test")
}

/// The arguments of every line of the shell blocks that runs factlint.
fn commands(path: &str) -> Vec<Vec<String>> {
    let lines: Vec<String> = blocks(&read(path), "sh").concat().lines().map(ToOwned::to_owned).collect();
    lines
        .iter()
        .map(|line| line.split(" #").next().unwrap_or_default().trim())
        .filter_map(|line| line.strip_prefix("factlint ").or(line.strip_prefix("cargo run --release -- ")))
        .map(|line| line.split_whitespace().map(ToOwned::to_owned).collect())
        .collect()
}

#[test]
fn the_manual_is_a_rule_set_whose_examples_hold() {
    run_examples("docs/rules.md");
}

#[test]
fn the_manual_knows_every_key() {
    let manual = read("docs/rules.md");
    let missing: Vec<_> = keys_of("rules")
        .into_iter()
        .filter(|key| key != "$languages" && !manual.contains(&format!("`{key}`")))
        .collect();
    assert!(missing.is_empty(), "docs/rules.md says nothing of {missing:?}");
}

#[test]
fn the_page_on_configuration_knows_every_key_and_its_file_is_right() {
    let page = read("docs/configuration.md");
    let missing: Vec<_> =
        keys_of("config").into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/configuration.md says nothing of {missing:?}");
    let shown = blocks(&page, "yaml").remove(0);
    let config = Config::from_source(Source::new("factlint.yaml", shown))
        .unwrap_or_else(|broken| panic!("{:?}", broken.mistakes));
    assert_eq!((config.severity.len(), config.folders.len(), config.accepted.len()), (3, 1, 1));
}

#[test]
fn every_command_of_the_documents_runs() {
    for path in ["README.md", "docs/rules.md", "docs/configuration.md", "CONTRIBUTING.md"] {
        for arguments in commands(path) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = factlint(&arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{path}: {arguments:?}: {said}");
        }
    }
}

#[test]
fn the_rules_of_the_readme_load_and_their_examples_hold() {
    run_examples("README.md");
}

/// The picture in the README: its first line is the command, the rest is what that
/// prints. With `UPDATE_README` set it is drawn anew.
#[test]
fn the_picture_in_the_readme_is_real() {
    let readme = read("README.md");
    let picture = blocks(&readme, "text").into_iter().next().expect("the README shows a report");
    let (command, shown) = picture.split_once('\n').expect("a command, then its output");
    let arguments = command.strip_prefix("$ cargo run --release -- ").expect("the README's own command");
    let output = factlint(&arguments.split_whitespace().collect::<Vec<_>>());
    let printed = String::from_utf8(output.stdout).expect("reports are UTF-8");
    if std::env::var_os("UPDATE_README").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        std::fs::write(path, readme.replace(shown, &printed)).expect("the README can be written");
    } else {
        let advice = "look at the change, then draw it anew: UPDATE_README=1 cargo test --test documents";
        assert_eq!(shown, printed, "{advice}");
    }
}

#[test]
fn the_readme_lists_every_check_output_and_command() {
    let readme = read("README.md");
    for check in CHECKS {
        assert!(readme.contains(&format!("`{}`", check.name)), "the README leaves out {}", check.name);
    }
    for output in OUTPUTS {
        assert!(readme.contains(&format!("`{}`", output.name)), "the README leaves out {}", output.name);
    }
    let help = String::from_utf8(factlint(&["--help"]).stdout).expect("help is UTF-8");
    let listed = help.split("Commands:\n").nth(1).and_then(|text| text.split("\n\n").next());
    for line in listed.expect("the help lists the commands").lines() {
        let name = line.split_whitespace().next().expect("a command has a name");
        assert!(
            name == "help" || readme.contains(&format!("`factlint {name}")),
            "the README leaves out {name}"
        );
    }
}

/// Names of checks in the README, in its table: the first column's code spans.
#[test]
fn every_check_of_the_readme_exists() {
    let readme = read("README.md");
    let section = readme.split("## Checks").nth(1).and_then(|text| text.split("\n## ").next());
    let named: Vec<&str> =
        section.expect("the README has a section on checks").split('`').skip(1).step_by(2).collect();
    let unknown: Vec<_> = named
        .into_iter()
        .filter(|name| name.contains('-') && !name.contains(' '))
        .filter(|name| factlint::check::named(name).is_none())
        .collect();
    assert!(unknown.is_empty(), "no such checks: {unknown:?}");
}
