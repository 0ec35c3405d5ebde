//! git, asked for what changed: the only other program that factlint starts.
//!
//! Names come as bytes between zeros, so that no quoting stands between them and the
//! files, and older versions by the ids of their contents.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::failure::Failure;

/// A file that is not what it was.
#[derive(Debug)]
pub struct Changed {
    /// Where it was; `None` for a new one.
    pub old: Option<PathBuf>,
    /// Where it is; `None` for one that is gone.
    pub new: Option<PathBuf>,
    /// What it held; `None` for a new one.
    pub before: Option<Vec<u8>>,
}

/// What changed since a commit.
#[derive(Debug)]
pub struct Since {
    /// The commit, as people know it.
    pub base: String,
    /// The files.
    pub files: Vec<Changed>,
}

/// The files under version control around `here` that are not what they were when the
/// present branch left `base`: committed, staged, changed or not yet known to git.
///
/// # Errors
///
/// When git cannot tell, with the way out.
pub fn since(here: &Path, base: Option<&str>) -> Result<Since, Failure> {
    let top = Repository::around(here)?;
    let (name, commit) = top.base(base)?;
    let mut files = Vec::new();
    top.changes(&commit, &mut files)?;
    Ok(Since { base: name, files })
}

/// A work tree.
struct Repository {
    folder: PathBuf,
}

/// One line of `git diff --raw`.
struct Raw {
    mode: (String, String),
    id: String,
    status: u8,
    paths: Vec<PathBuf>,
}

/// What git said, and whether it succeeded.
type Answer = Result<Vec<u8>, String>;

/// The mode of a submodule.
const SUBMODULE: &str = "160000";
/// The mode of a symbolic link.
const LINK: &str = "120000";

impl Repository {
    fn around(here: &Path) -> Result<Self, Failure> {
        let asked = run(here, &["rev-parse", "--show-toplevel"])?;
        match asked {
            Ok(top) => Ok(Self { folder: path(top.trim_ascii_end()) }),
            Err(reason) => Err(Failure::NoRepository(reason)),
        }
    }

    fn ask(&self, arguments: &[&str]) -> Result<Answer, Failure> {
        run(&self.folder, arguments)
    }

    /// What git must be able to answer.
    fn tell(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        self.ask(arguments)?.map_err(|reason| Failure::Git { asked: arguments[0].to_owned(), reason })
    }

    /// The commit to compare with: where the branch left the base.
    fn base(&self, wanted: Option<&str>) -> Result<(String, String), Failure> {
        let Some(head) = self.commit("HEAD")? else {
            // Nothing is committed: all is new.
            let empty = self.tell(&["hash-object", "-t", "tree", "--stdin"])?;
            return Ok(("nothing, for there is no commit yet".to_owned(), text(&empty)));
        };
        let names = self.candidates(wanted)?;
        for name in &names {
            let Some(commit) = self.commit(name)? else { continue };
            let shown = name.strip_prefix("refs/remotes/").unwrap_or(name).to_owned();
            return match self.ask(&["merge-base", &commit, &head])? {
                Ok(found) => Ok((shown, text(&found))),
                Err(_) if self.is_shallow()? => Err(Failure::Shallow(shown)),
                Err(_) => Err(Failure::NothingShared(shown)),
            };
        }
        let name = wanted.map(str::to_owned).or_else(base_of_ci);
        if self.is_shallow()? {
            return Err(Failure::Shallow(name.unwrap_or_else(|| "the default branch".to_owned())));
        }
        Err(Failure::NoBase(name))
    }

    /// Names under which the base may be known, the likeliest first.
    fn candidates(&self, wanted: Option<&str>) -> Result<Vec<String>, Failure> {
        if let Some(name) = wanted {
            return Ok(vec![name.to_owned(), format!("refs/remotes/origin/{name}")]);
        }
        if let Some(name) = base_of_ci() {
            // There, the branch itself is not checked out.
            return Ok(vec![format!("refs/remotes/origin/{name}"), name]);
        }
        let mut names = vec!["refs/remotes/origin/HEAD".to_owned()];
        if let Ok(name) = self.ask(&["config", "--get", "init.defaultBranch"])? {
            names.push(format!("refs/remotes/origin/{}", text(&name)));
            names.push(text(&name));
        }
        for name in ["main", "master"] {
            names.extend([format!("refs/remotes/origin/{name}"), name.to_owned()]);
        }
        Ok(names)
    }

    fn commit(&self, name: &str) -> Result<Option<String>, Failure> {
        let wanted = format!("{name}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        // What follows `--end-of-options` is printed after it by older versions.
        Ok(found.ok().and_then(|said| text(&said).lines().last().map(str::to_owned)))
    }

    fn is_shallow(&self) -> Result<bool, Failure> {
        let said = self.ask(&["rev-parse", "--is-shallow-repository"])?;
        Ok(said.is_ok_and(|said| text(&said) == "true"))
    }

    /// What changed since a commit, here and in submodules.
    fn changes(&self, commit: &str, files: &mut Vec<Changed>) -> Result<(), Failure> {
        let listed = self.tell(&[
            "diff",
            "--raw",
            "-z",
            "--no-abbrev",
            "--find-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--ignore-submodules=none",
            commit,
            "--",
        ])?;
        let raw = raw(&listed);
        let wanted = raw.iter().filter(|raw| has_text(&raw.mode.0)).map(|raw| raw.id.as_str());
        let mut texts = self.texts(&wanted.collect::<Vec<_>>())?;
        for entry in raw {
            if entry.mode.1 == SUBMODULE || entry.mode.0 == SUBMODULE {
                self.submodule(&entry, files)?;
                continue;
            }
            let mut paths = entry.paths.iter().map(|path| self.folder.join(path));
            let (first, second) = (paths.next(), paths.next());
            // Of a copy the first path is what it was copied from, and stays.
            let (old, new) = match entry.status {
                b'A' => (None, first),
                b'D' => (first, None),
                b'C' => (None, second),
                _ => (first.clone(), second.or(first)),
            };
            let before = old.as_ref().and_then(|_| texts.remove(&entry.id));
            files.push(Changed { old: old.filter(|_| before.is_some()), new, before });
        }
        let unknown = self.tell(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let new = zeros(&unknown).map(|name| Some(self.folder.join(path(name))));
        files.extend(new.map(|new| Changed { old: None, new, before: None }));
        Ok(())
    }

    /// What changed in a submodule since the commit that was recorded for it.
    fn submodule(&self, entry: &Raw, files: &mut Vec<Changed>) -> Result<(), Failure> {
        let Some(folder) = entry.paths.last().map(|path| self.folder.join(path)) else { return Ok(()) };
        // One that is gone, or was never fetched, holds nothing to lint.
        if entry.mode.1 != SUBMODULE || !folder.join(".git").exists() {
            return Ok(());
        }
        let inside = Self { folder };
        let known = entry.mode.0 == SUBMODULE && inside.commit(&entry.id)?.is_some();
        let commit = if known {
            entry.id.clone()
        } else {
            // New here, or a history that was cut: all of it is new.
            text(&inside.tell(&["hash-object", "-t", "tree", "--stdin"])?)
        };
        inside.changes(&commit, files)
    }

    /// The contents of these ids.
    fn texts(&self, ids: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let mut found = BTreeMap::new();
        if ids.is_empty() {
            return Ok(found);
        }
        let failed = |reason: String| Failure::Git { asked: "cat-file".to_owned(), reason };
        let mut child = command(&self.folder, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let asked = format!("{}\n", ids.join("\n"));
        let mut said = Vec::new();
        let (input, output) = (child.stdin.take(), child.stdout.take());
        // Asked and read at once: both pipes may fill.
        let read = std::thread::scope(|scope| {
            scope.spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
            output.map_or(Ok(0), |mut output| output.read_to_end(&mut said))
        });
        read.and_then(|_| child.wait()).map_err(|error| failed(error.to_string()))?;
        let mut rest = said.as_slice();
        // `ID SP blob SP LENGTH LF CONTENTS LF`, or `ID SP missing LF`.
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let head = text(&rest[..end]);
            rest = &rest[end + 1..];
            let mut words = head.split(' ');
            let (id, kind, length) = (words.next(), words.next(), words.next());
            let Some(length) = length.and_then(|length| length.parse::<usize>().ok()) else { continue };
            let Some((contents, after)) = rest.split_at_checked(length) else { break };
            if kind == Some("blob") {
                found.insert(id.unwrap_or_default().to_owned(), contents.to_vec());
            }
            rest = after.strip_prefix(b"\n").unwrap_or(after);
        }
        Ok(found)
    }
}

/// The branch that a change is to be merged into, as CI says it.
fn base_of_ci() -> Option<String> {
    std::env::var("GITHUB_BASE_REF").ok().filter(|name| !name.is_empty())
}

/// Whether the mode is that of a file with a text of its own.
fn has_text(mode: &str) -> bool {
    !matches!(mode, SUBMODULE | LINK) && mode.bytes().any(|digit| digit != b'0')
}

/// The records of `git diff --raw -z`: `:MODE MODE ID ID STATUS`, then one path or two.
fn raw(listed: &[u8]) -> Vec<Raw> {
    let mut fields = zeros(listed);
    let mut found = Vec::new();
    while let Some(head) = fields.next() {
        let head = text(head.strip_prefix(b":").unwrap_or(head));
        let words: Vec<&str> = head.split(' ').collect();
        let [old, new, id, _, status] = words[..] else { break };
        let status = status.bytes().next().unwrap_or_default();
        let count = if matches!(status, b'R' | b'C') { 2 } else { 1 };
        let paths = fields.by_ref().take(count).map(path).collect();
        found.push(Raw { mode: (old.to_owned(), new.to_owned()), id: id.to_owned(), status, paths });
    }
    found
}

fn zeros(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0).filter(|field| !field.is_empty())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.trim_ascii_end()).into_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=false"]).args(arguments);
    // No waiting for locks of others, and words that do not depend on the place.
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// What git answers: on standard output, or the reason on standard error.
fn run(folder: &Path, arguments: &[&str]) -> Result<Answer, Failure> {
    let output = command(folder, arguments).output().map_err(|error| Failure::NoGit(error.to_string()))?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = text(&output.stderr);
        let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
        Err(line.strip_prefix("fatal: ").unwrap_or(line).to_owned())
    })
}
