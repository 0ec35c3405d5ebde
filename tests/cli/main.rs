//! The command line as people and programs meet it: the real binary, run in a folder
//! of its own.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests of the command line are its other edge"
)]

mod bilingual;
mod broken_input;
mod configuration;
mod exit_codes;
mod fix;
mod help;
mod interface;
mod outputs;
mod same_bytes;
mod streams;
mod trust;

use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

/// A rule set with one rule, and articles that agree and disagree with it.
const RULES: &str = include_str!("../fixtures/cli/rules.yaml");
/// States what the rule holds.
const RIGHT: &str = "Trade between China and Mongolia came to 18.6 billion dollars in 2023.\n";
/// Two digits changed: an error.
const WRONG: &str = "Trade between China and Mongolia came to 16.8 billion dollars in 2023.\n";
/// No year, and a value that fits none: a warning.
const UNDATED: &str = "Trade between China and Mongolia came to 11.2 billion dollars.\n";

/// What a run printed, and how it ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    /// Fails the test unless the run ended with this exit code.
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Fails the test unless standard output holds these words.
    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words), "no {words:?} in stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Fails the test if standard output holds these words.
    #[track_caller]
    fn keeps_quiet_about(self, words: &str) -> Self {
        assert!(!self.out.contains(words), "{words:?} in stdout:\n{}", self.out);
        self
    }

    /// Fails the test unless standard error holds these words.
    #[track_caller]
    fn complains(self, words: &str) -> Self {
        assert!(self.err.contains(words), "no {words:?} in stderr:\n{}\nstdout:\n{}", self.err, self.out);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in:\n{}", self.out))
    }

    /// Standard output as JSON, one a line.
    #[track_caller]
    fn json_lines(&self) -> Vec<serde_json::Value> {
        let line =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in:\n{line}"));
        self.out.lines().map(line).collect()
    }
}

/// A folder to run in.
struct Folder(TempDir);

impl Folder {
    /// An empty one.
    fn new() -> Self {
        Self(TempDir::new().expect("the system has a place for temporary files"))
    }

    /// One with the rule set and these articles.
    fn with(articles: &[(&str, &str)]) -> Self {
        let folder = Self::new().file("rules.yaml", RULES);
        articles.iter().fold(folder, |folder, (name, text)| folder.file(name, text))
    }

    /// Writes a file, with the folders above it.
    fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("the path has a name in a folder"))
            .and_then(|()| std::fs::write(&path, bytes))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The binary, with an environment that nobody has touched.
    fn command(&self, arguments: &[&str]) -> Command {
        let command = Command::new(cargo_bin("factlint")).args(arguments).current_dir(self.path());
        let unset = ["NO_COLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS", "GITHUB_ACTIONS"];
        unset.iter().fold(command.env("TERM", "xterm"), Command::env_remove)
    }

    /// Runs the binary; arguments are separated by blanks.
    fn run(&self, arguments: &str) -> Run {
        self.feed(arguments, "")
    }

    /// Runs the binary with something on standard input.
    fn feed(&self, arguments: &str, stdin: impl AsRef<[u8]>) -> Run {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        finished(self.command(&arguments).stdin(stdin.as_ref().to_vec()))
    }
}

/// Runs a command to its end.
fn finished(command: Command) -> Run {
    let output = command.output().expect("the binary was built for this test");
    Run {
        code: output.status.code().expect("nobody kills the run"),
        out: String::from_utf8(output.stdout).expect("factlint prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("factlint prints UTF-8"),
    }
}

/// The project itself, for runs over what it ships.
fn in_project(arguments: &[&str]) -> Command {
    let folder = Folder::new();
    folder.command(arguments).current_dir(env!("CARGO_MANIFEST_DIR"))
}
