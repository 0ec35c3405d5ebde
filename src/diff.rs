//! Unified diffs: which files they change, and what was there before.
//!
//! The text of a diff is all that is needed: from it and the newer version follows the
//! older one. Where the files are is left to the edge.

use std::borrow::Cow;
use std::collections::BTreeSet;

use diffy::patch_set::{FileOperation, FilePatch, ParseOptions, PatchSet};
use diffy::{DiffOptions, Line, Patch};
use thiserror::Error;

/// What a diff says of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiff {
    /// Its path before, as the diff writes it; `None` where it was not there.
    pub old: Option<String>,
    /// Its path afterwards; `None` where it is gone.
    pub new: Option<String>,
    /// The stretches that changed, in order.
    hunks: Vec<Hunk>,
    /// Whether the diff only says that the bytes differ.
    pub binary: bool,
}

/// A stretch that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    /// First line in the newer version, from 1; the line before it where the newer
    /// version has none of it.
    start: usize,
    /// Its lines in the newer version, the unchanged ones around it too.
    new: Vec<Vec<u8>>,
    /// The same in the older version.
    old: Vec<Vec<u8>>,
}

/// Why a text is no diff, or not of this file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DiffError {
    /// No diff.
    #[error("expected a unified diff: {0}")]
    NoDiff(String),
    /// Of another version of the file.
    #[error("expected a diff of this version of the file, but line {0} is another")]
    OtherVersion(usize),
}

/// Reads a diff of any number of files, as git, GNU diff and others write it.
///
/// # Errors
///
/// When it cannot be read as one.
pub fn parse(diff: &[u8]) -> Result<Vec<FileDiff>, DiffError> {
    if diff.trim_ascii().is_empty() {
        return Ok(Vec::new());
    }
    let by_git = diff.starts_with(b"diff --git ") || contains(diff, b"\ndiff --git ");
    let options = if by_git { ParseOptions::gitdiff() } else { ParseOptions::unidiff() };
    let files: Result<Vec<FileDiff>, _> =
        PatchSet::parse_bytes(diff, options).map(|file| file.map(|file| FileDiff::of(&file))).collect();
    let files = files.map_err(|error| DiffError::NoDiff(error.to_string()))?;
    if files.is_empty() {
        return Err(DiffError::NoDiff("it changes no file".to_owned()));
    }
    Ok(files)
}

fn contains(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}

impl FileDiff {
    fn of(file: &FilePatch<'_, [u8]>) -> Self {
        let path = |path: &Cow<'_, [u8]>| Some(String::from_utf8_lossy(path).into_owned());
        let (old, new) = match file.operation() {
            FileOperation::Delete(old) => (path(old), None),
            FileOperation::Create(new) => (None, path(new)),
            FileOperation::Modify { original, modified } => (path(original), path(modified)),
            FileOperation::Rename { from, to } => (path(from), path(to)),
            // The one that was copied stays as it is.
            FileOperation::Copy { to, .. } => (None, path(to)),
        };
        let hunks = file.patch().as_text().map_or_else(Vec::new, hunks);
        Self { old, new, hunks, binary: file.patch().is_binary() }
    }

    /// The older version of a file, from its newer one.
    ///
    /// # Errors
    ///
    /// When the newer one is not that of the diff.
    pub fn before(&self, new: &[u8]) -> Result<Vec<u8>, DiffError> {
        let lines: Vec<&[u8]> = new.split_inclusive(|byte| *byte == b'\n').collect();
        let mut old = Vec::with_capacity(new.len());
        let mut at = 0;
        for hunk in &self.hunks {
            // A stretch without lines of its own stands after the line it names.
            let first = if hunk.new.is_empty() { hunk.start } else { hunk.start.saturating_sub(1) };
            let unchanged = lines.get(at..first).ok_or(DiffError::OtherVersion(first + 1))?;
            old.extend(unchanged.concat());
            at = first;
            for line in &hunk.new {
                // Where git turns line ends, the diff has others than the file.
                if lines.get(at).is_none_or(|other| without_end(other) != without_end(line)) {
                    return Err(DiffError::OtherVersion(at + 1));
                }
                at += 1;
            }
            old.extend(hunk.old.concat());
        }
        old.extend(lines[at..].concat());
        Ok(old)
    }
}

fn hunks(patch: &Patch<'_, [u8]>) -> Vec<Hunk> {
    let of = |hunk: &diffy::Hunk<'_, [u8]>| {
        let mut found = Hunk { start: hunk.new_range().start(), new: Vec::new(), old: Vec::new() };
        for line in hunk.lines() {
            match line {
                Line::Context(line) => {
                    found.new.push(line.to_vec());
                    found.old.push(line.to_vec());
                }
                Line::Delete(line) => found.old.push(line.to_vec()),
                Line::Insert(line) => found.new.push(line.to_vec()),
            }
        }
        found
    };
    patch.hunks().iter().map(of).collect()
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The lines of `new`, from 1, that are not those of `old`. Line ends do not count.
#[must_use]
pub fn changed_lines(old: &str, new: &str) -> BTreeSet<usize> {
    let (old, new) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let mut options = DiffOptions::new();
    let patch = options.set_context_len(0).create_patch(&old, &new);
    patch.hunks().iter().flat_map(|hunk| hunk.new_range().range()).collect()
}

/// A unified diff of one file, as `git apply` takes it.
#[must_use]
pub fn unified(name: &str, old: &str, new: &str) -> String {
    DiffOptions::new()
        .set_original_filename(format!("a/{name}"))
        .set_modified_filename(format!("b/{name}"))
        .create_patch(old, new)
        .to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let line = select(vec!["a", "b", "\u{5D0}", "", "\u{4E2D}c", "--- a", "+++ b", "@@ -1 +1 @@"]);
        (proptest::collection::vec(line, 0..8), select(vec!["\n", "\r\n"]), any::<bool>())
            .prop_map(|(lines, end, last)| lines.join(end) + if last { end } else { "" })
    }

    proptest! {
        #[test]
        fn the_older_version_follows_from_the_diff_and_the_newer_one(
            old in text(), new in text(), context in 0_usize..4
        ) {
            prop_assume!(old != new);
            let patch = DiffOptions::new().set_context_len(context).create_patch(&old, &new).to_string();
            let files = parse(patch.as_bytes()).expect("a diff just written");
            prop_assert_eq!(files.len(), 1);
            let before = files[0].before(new.as_bytes()).expect("it is of this version");
            prop_assert_eq!(String::from_utf8(before).expect("it is text"), old);
        }

        #[test]
        fn lines_that_did_not_change_are_as_many_before_and_after(old in text(), new in text()) {
            let lines = new.lines().count();
            let changed = changed_lines(&old, &new);
            prop_assert!(changed.iter().all(|line| (1..=lines).contains(line)), "{:?}", changed);
            prop_assert!(changed_lines(&old, &old).is_empty());
        }

        #[test]
        fn any_bytes_are_a_diff_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for head in ["", "diff --git a/x b/x\n", "--- a\n+++ b\n@@ -1 +1 @@\n"] {
                let diff = [head.as_bytes(), &bytes].concat();
                for file in parse(&diff).unwrap_or_default() {
                    let _ = file.before(&bytes);
                }
            }
        }
    }
}
