//! Acts out `tests/histories/*.md` with the real git and the real program: what
//! `--diff` shows of a change. Their format is told in `tests/histories/FORMAT.txt`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "runs git and the program in folders of its own"
)]

mod common;

use std::path::Path;
use std::process::{Command, Output};

use rayon::prelude::*;
use tempfile::TempDir;

/// The rules of every repository.
const RULES: &str = "tests/fixtures/cli/history-rules.yaml";

/// One history, as written.
struct History {
    place: String,
    title: String,
    blocks: Vec<Block>,
}

/// One fenced block.
struct Block {
    /// `file`, `git`, `check` or `fails`.
    kind: String,
    /// What stands behind it.
    rest: String,
    body: String,
}

#[test]
fn every_history_shows_what_it_says() {
    let histories: Vec<History> = common::files("tests/histories", &[".md"])
        .iter()
        .flat_map(|name| parse(name, &common::text(name)))
        .filter(|history| {
            std::env::var("HISTORY")
                .map_or(true, |word| history.place.contains(&word) || history.title.contains(&word))
        })
        .collect();
    assert!(!histories.is_empty(), "no history");
    let failures: Vec<String> = histories.par_iter().filter_map(|history| act(history).err()).collect();
    assert!(
        failures.is_empty(),
        "{} of {} histories:\n{}",
        failures.len(),
        histories.len(),
        failures.join("\n")
    );
}

fn parse(name: &str, text: &str) -> Vec<History> {
    let mut histories: Vec<History> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            let place = format!("{name}:{}", at + 1);
            histories.push(History { place, title: title.to_owned(), blocks: Vec::new() });
        } else if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
            let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
            let block = Block { kind: kind.to_owned(), rest: rest.to_owned(), body: body.join("\n") };
            histories.last_mut().unwrap_or_else(|| panic!("{name}:{}: no title", at + 1)).blocks.push(block);
        }
    }
    histories
}

/// Acts out one history; what is otherwise than it says is the error.
fn act(history: &History) -> Result<(), String> {
    let folder = TempDir::new().expect("the system has a place for temporary files");
    let repository = folder.path().join("desk");
    write(&repository, "rules/trade.yaml", &common::text(RULES));
    git(&repository, "init --quiet --initial-branch main")?;
    git(&repository, "save")?;
    for block in &history.blocks {
        let told = |wrong: String| format!("{}: {}\n{wrong}", history.place, history.title);
        match block.kind.as_str() {
            "file" => {
                let (name, crlf) = block
                    .rest
                    .strip_suffix(" crlf")
                    .map_or((block.rest.as_str(), false), |name| (name, true));
                let text = format!("{}\n", block.body);
                write(&repository, name, &if crlf { text.replace('\n', "\r\n") } else { text });
            }
            "git" => {
                for line in block.body.lines() {
                    git(&repository, line).map_err(told)?;
                }
            }
            "check" => check(&repository, block).map_err(told)?,
            "fails" => fails(&repository, block).map_err(told)?,
            other => return Err(told(format!("no block is called {other:?}"))),
        }
    }
    Ok(())
}

fn write(repository: &Path, name: &str, text: &str) {
    let path = repository.join(name);
    std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))
        .and_then(|()| std::fs::write(&path, text))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Runs a command of git; `cd FOLDER` before it runs it there.
fn git(repository: &Path, line: &str) -> Result<(), String> {
    let words = words(&line.replace("$DESK", &repository.to_string_lossy()));
    let (folder, words) = match words.split_first() {
        Some((first, rest)) if first == "cd" => (repository.join(&rest[0]), rest[1..].to_vec()),
        _ => (repository.to_path_buf(), words),
    };
    if words == ["save"] {
        git_in(&folder, &["add", "--all"])?;
        return git_in(&folder, &["commit", "--quiet", "--allow-empty", "--message", "An edit"]);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [ref command @ .., ">", file] => {
            let said = git_says(&folder, command)?;
            std::fs::write(repository.join(file), said).map_err(|error| error.to_string())
        }
        _ => git_in(&folder, &words),
    }
}

fn git_in(folder: &Path, words: &[&str]) -> Result<(), String> {
    git_says(folder, words).map(drop)
}

fn git_says(folder: &Path, words: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.args(["-c", "protocol.file.allow=always"]).args(words).current_dir(folder);
    let output = untouched(&mut command).output().expect("git is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(output.stdout) } else { Err(format!("git {words:?}: {said}")) }
}

/// The environment of nobody: no settings, no names, no continuous integration.
fn untouched(command: &mut Command) -> &mut Command {
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "The desk")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "desk@example.org")))
        .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, "2025-01-01T12:00:00Z")))
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GITHUB_BASE_REF")
}

/// Words between blanks; those in single quotes are one.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, piece) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            found.push(piece.to_owned());
        } else {
            found.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    found
}

/// Runs the program; `NAME=VALUE` before its arguments sets the environment, `cd FOLDER`
/// chooses the place.
fn factlint(repository: &Path, arguments: &str) -> Output {
    let mut words = words(arguments);
    let mut folder = repository.to_path_buf();
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    untouched(&mut command);
    while let Some(first) = words.first().cloned() {
        if first == "cd" {
            folder = repository.join(&words[1]);
            words.drain(..2);
        } else if let Some((name, value)) = first.split_once('=').filter(|(name, _)| !name.starts_with('-')) {
            command.env(name, value);
            words.remove(0);
        } else {
            break;
        }
    }
    if let Some(at) = words.iter().position(|word| word == "<") {
        let file = words.drain(at..).next_back().expect("a file stands behind it");
        command.stdin(std::fs::File::open(repository.join(file)).expect("the history made the file"));
    }
    command.args(["check", "--format", "concise", "--quiet"]).args(words).current_dir(folder);
    command.output().expect("the program was built for this test")
}

fn check(repository: &Path, block: &Block) -> Result<(), String> {
    let output = factlint(repository, &block.rest);
    let printed = String::from_utf8_lossy(&output.stdout);
    // Up to the bracket after the name of the check: messages are tested elsewhere.
    let head = |line: &str| match line.find('[').map(|at| (at, line[at..].find(['/', ']']))) {
        Some((at, Some(end))) => format!("{}]", &line[..at + end]),
        _ => line.to_owned(),
    };
    let shown: Vec<String> = printed.lines().map(head).collect();
    let wanted: Vec<&str> =
        block.body.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "nothing").collect();
    if shown == wanted && matches!(output.status.code(), Some(0 | 1)) {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "check {}\n  wanted\n    {}\n  shown\n    {}\n{said}",
        block.rest,
        wanted.join("\n    "),
        printed.trim().replace('\n', "\n    ")
    ))
}

fn fails(repository: &Path, block: &Block) -> Result<(), String> {
    let output = factlint(repository, &block.rest);
    let said = String::from_utf8_lossy(&output.stderr);
    let lacks: Vec<&str> = block.body.lines().filter(|line| !said.contains(line.trim())).collect();
    if output.status.code() == Some(2) && lacks.is_empty() {
        return Ok(());
    }
    Err(format!("check {} ends with {:?} and lacks {lacks:?} in\n{said}", block.rest, output.status.code()))
}
