//! Every step of `action.yml`, acted out without GitHub: the runner's part (expressions,
//! files for outputs, path and summary) is played here, the scripts are the real ones.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the test plays the runner of a job")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A runner: a clone with a base branch and a change on top of it, and the files a job has.
struct Runner {
    folder: TempDir,
    inputs: BTreeMap<String, String>,
}

/// How a job ended.
struct Job {
    /// Exit code of the last step that ran.
    code: i32,
    /// The whole log.
    log: String,
    /// The summary.
    summary: String,
}

impl Runner {
    /// A clone in which `main` holds an old contradiction and the change adds another.
    fn new() -> Self {
        let runner = Self { folder: TempDir::new().expect("there is a place for it"), inputs: inputs() };
        let seed = runner.path("seed");
        fs::create_dir_all(&seed).expect("the folder is ours");
        let git = |arguments: &[&str]| Self::git(&seed, arguments);
        git(&["init", "--quiet", "--initial-branch=main"]);
        runner.write("seed/rules/trade.yaml", include_str!("fixtures/cli/rules.yaml"));
        runner.write(
            "seed/old.en.md",
            "Trade between China and Mongolia came to 16.8 billion dollars in 2023.\n",
        );
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message=base"]);
        Self::git(runner.folder.path(), &["clone", "--quiet", "seed", "work"]);
        Self::git(&runner.path("work"), &["checkout", "--quiet", "-b", "change"]);
        runner.write(
            "work/new.en.md",
            "Trade between China and Mongolia came to 17.8 billion dollars in 2023.\n",
        );
        let work = runner.path("work");
        Self::git(&work, &["add", "."]);
        Self::git(&work, &["commit", "--quiet", "--message=change"]);
        for file in ["path", "output", "summary"] {
            runner.write(file, "");
        }
        runner.release();
        runner
    }

    /// Sets an input.
    fn with(mut self, input: &str, value: &str) -> Self {
        assert!(self.inputs.insert(input.to_owned(), value.to_owned()).is_some(), "no input {input}");
        self
    }

    /// A release as GitHub serves it, with the binary that was built for the tests.
    fn release(&self) {
        let target = format!(
            "{}-{}",
            std::env::consts::ARCH,
            match std::env::consts::OS {
                "macos" => "apple-darwin",
                _ => "unknown-linux-musl",
            }
        );
        let binary = Path::new(env!("CARGO_BIN_EXE_factlint"));
        let run = Command::new(format!("{ROOT}/scripts/package"))
            .arg(binary.parent().expect("it lies in a folder"))
            .arg(target)
            .arg(self.path("server/owner/factlint/releases/latest/download"))
            .output()
            .expect("the script runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the job wrote it")
    }

    fn git(folder: &Path, arguments: &[&str]) {
        let run = Command::new("git")
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(folder)
            .output()
            .expect("git is installed");
        assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    }

    /// Runs the steps in order. One that fails ends the job.
    fn run(&self) -> Job {
        let action: Value =
            serde_yaml::from_str(&fs::read_to_string(format!("{ROOT}/action.yml")).expect("it is there"))
                .expect("it is YAML");
        let mut job = Job { code: 0, log: String::new(), summary: String::new() };
        for step in action["runs"]["steps"].as_array().expect("the action has steps") {
            let Some(script) = step["run"].as_str() else {
                // What another action does is its own test; this one is asked for by inputs.
                assert!(step["uses"].is_string() && step["if"].is_string(), "{step}");
                continue;
            };
            let run = self.step(step, script);
            job.log += &String::from_utf8_lossy(&run.stdout);
            job.log += &String::from_utf8_lossy(&run.stderr);
            job.code = run.status.code().expect("nobody kills it");
            if job.code != 0 {
                break;
            }
        }
        job.summary = self.read("summary");
        job
    }

    fn step(&self, step: &Value, script: &str) -> Output {
        let path = std::env::var("PATH").expect("there is a path");
        let added = self.read("path").lines().collect::<Vec<_>>().join(":");
        let mut command = Command::new("bash");
        // As GitHub runs `shell: bash`.
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &self.expressions(script)]);
        command.current_dir(self.path("work")).env("PATH", format!("{added}:{path}"));
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_BASE_REF", "main");
        command.env("GITHUB_SERVER_URL", format!("file://{}/server", self.folder.path().display()));
        command.env("RUNNER_TEMP", self.path("temp"));
        for (name, file) in [("PATH", "path"), ("OUTPUT", "output"), ("STEP_SUMMARY", "summary")] {
            command.env(format!("GITHUB_{name}"), self.path(file));
        }
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            command.env(name, self.expressions(value.as_str().unwrap_or_default()));
        }
        command.output().expect("bash is installed")
    }

    /// The text with every expression in it evaluated.
    fn expressions(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, next) = after.split_once("}}").expect("an expression ends");
            out += before;
            out += &self.value(expression.trim());
            rest = next;
        }
        out + rest
    }

    fn value(&self, expression: &str) -> String {
        if let Some(input) = expression.strip_prefix("inputs.") {
            return self.inputs[input].clone();
        }
        if let Some(output) = expression.strip_prefix("steps.check.outputs.") {
            let outputs = self.read("output");
            let found = outputs.lines().find_map(|line| line.strip_prefix(&format!("{output}=")));
            return found.unwrap_or_default().to_owned();
        }
        match expression {
            "github.action_path" => ROOT.to_owned(),
            "github.action_repository" => "owner/factlint".to_owned(),
            _ => panic!("the runner knows no {expression}"),
        }
    }
}

/// The inputs of the action with their defaults.
fn inputs() -> BTreeMap<String, String> {
    let action: Value =
        serde_yaml::from_str(&fs::read_to_string(format!("{ROOT}/action.yml")).expect("it is there"))
            .expect("it is YAML");
    let inputs = action["inputs"].as_object().expect("the action has inputs");
    inputs
        .iter()
        .map(|(name, input)| {
            assert!(
                input["description"].as_str().is_some_and(|words| words.len() > 20),
                "{name} is not documented"
            );
            (name.clone(), input["default"].as_str().expect("a default is a string").to_owned())
        })
        .collect()
}

#[test]
fn a_pull_request_is_annotated_where_it_changed() {
    let runner = Runner::new().with("sarif", "out.sarif");
    let job = runner.run();
    assert_eq!(job.code, 1, "{}", job.log);
    let annotations: Vec<_> = job.log.lines().filter(|line| line.starts_with("::error ")).collect();
    assert!(!annotations.is_empty(), "{}", job.log);
    assert!(annotations.iter().all(|line| line.starts_with("::error file=new.en.md,")), "{annotations:#?}");
    assert!(job.summary.starts_with("### factlint: "), "{}", job.summary);
    assert!(runner.read("work/out.sarif").contains("\"version\": \"2.1.0\""));
}

#[test]
fn everything_is_reported_when_asked_for_and_nothing_fails_when_told_so() {
    let job =
        Runner::new().with("changed-only", "false").with("fail-on", "never").with("summary", "false").run();
    assert_eq!(job.code, 0, "{}", job.log);
    assert!(
        job.log.contains("::error file=old.en.md,") && job.log.contains("::error file=new.en.md,"),
        "{}",
        job.log
    );
    assert_eq!(job.summary, "");
}

#[test]
fn inputs_are_arguments_and_never_shell() {
    let runner = Runner::new()
        .with("changed-only", "false")
        .with("paths", "new.en.md\n$(touch pwned) `touch pwned`;touch pwned\n");
    let job = runner.run();
    assert_eq!(job.code, 2, "a path that is not there: {}", job.log);
    assert!(!runner.path("work/pwned").exists());
}

#[test]
fn a_binary_that_is_not_the_one_released_does_not_run() {
    let runner = Runner::new();
    let folder = runner.path("server/owner/factlint/releases/latest/download");
    for entry in fs::read_dir(folder).expect("the release is there").flatten() {
        if entry.path().extension().is_some_and(|end| end == "gz") {
            let mut bytes = fs::read(entry.path()).expect("it is there");
            bytes.push(0);
            fs::write(entry.path(), bytes).expect("it is ours");
        }
    }
    let job = runner.run();
    assert_eq!(job.code, 2, "{}", job.log);
    assert!(job.log.contains("checksum"), "{}", job.log);
    let job = Runner::new().with("version", "v9.9.9").run();
    assert_eq!(job.code, 2, "{}", job.log);
    assert!(job.log.contains("::error title=factlint::no factlint-"), "{}", job.log);
}
