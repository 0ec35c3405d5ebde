//! Finding and reading articles.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rayon::prelude::*;

use super::args::{Input, InputKind};
use super::failure::{Failure, STDIN};
use super::jsonl;
use super::output::complain;
use crate::article::{Article, Declared, bilingual, parse};
use crate::lang::dateline::Datelines;
use crate::source::Source;
use miette::Diagnostic as _;

/// Endings of the files read in folders.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm"];
/// Articles read at a time.
pub const BATCH: usize = 64;
/// Offsets are 32 bits wide inside a text.
const LARGEST: u64 = 2_000_000_000;

/// The articles of a run, and whether something was asked for that could not be read.
#[derive(Debug, Default)]
pub struct Articles {
    /// In the order of their paths, or of the lines.
    pub articles: Vec<Article>,
    /// Something could not be read; it was complained about already.
    pub incomplete: bool,
}

/// Reads the articles of a run. What cannot be read is complained about on
/// standard error and does not hide the rest.
///
/// # Errors
///
/// When there is no article at all and nothing else was wrong, or the arguments
/// contradict each other.
pub fn read(input: &Input) -> Result<Articles, Failure> {
    let mut articles = Vec::new();
    let incomplete = each(input, &mut |batch| {
        articles.extend(batch);
        Ok(())
    })?;
    Ok(Articles { articles, incomplete })
}

/// What is done with some articles of a run.
pub type Job<'a> = dyn FnMut(Vec<Article>) -> Result<(), Failure> + 'a;

/// Reads the articles of a run some at a time, in order, as [`read`] does, so that a
/// job that needs no two of them holds few. True where something could not be read.
///
/// # Errors
///
/// As for [`read`], and what the job fails with.
pub fn each(input: &Input, job: &mut Job<'_>) -> Result<bool, Failure> {
    let stdin = input.paths.iter().any(|path| is_stdin(path));
    if input.stdin_path.is_some() && (!stdin || input.input == InputKind::Jsonl) {
        return Err(Failure::StdinPath);
    }
    let mut none = true;
    let mut counted = |batch: Vec<Article>| {
        none &= batch.is_empty();
        job(batch)
    };
    let incomplete = match input.input {
        InputKind::Files => files(input, &mut counted)?,
        InputKind::Jsonl => jsonl::each(&input.paths, &mut counted)?,
    };
    if none && !incomplete {
        return Err(Failure::NoArticles(places(input)));
    }
    Ok(incomplete)
}

/// Where articles were looked for, for people.
fn places(input: &Input) -> String {
    let stdin = STDIN.to_owned();
    match (input.paths.as_slice(), input.input) {
        ([], InputKind::Jsonl) => stdin,
        ([], InputKind::Files) => "this folder".to_owned(),
        (paths, _) => {
            let name =
                |path: &PathBuf| if is_stdin(path) { stdin.clone() } else { format!("`{}`", path.display()) };
            paths.iter().map(name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether the path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn files(input: &Input, job: &mut Job<'_>) -> Result<bool, Failure> {
    let mut incomplete = false;
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    if input.paths.is_empty() {
        incomplete |= !collect(Path::new("."), &mut paths);
    }
    for path in input.paths.iter().filter(|path| !is_stdin(path)) {
        incomplete |= !collect(path, &mut paths);
    }
    // Standard input stands where the file it replaces would: the findings are those
    // of the file once it is saved, in the same order.
    let stdin = input.paths.iter().any(|path| is_stdin(path));
    let stdin = stdin.then(|| input.stdin_path.clone().unwrap_or_else(|| PathBuf::from("-")));
    if let Some(replaced) = &stdin {
        paths.retain(|path| !is_same_file(path, replaced));
        paths.insert(plain(replaced));
    }
    let read = |path: &PathBuf| {
        if stdin.as_deref().map(plain).as_ref() == Some(path) { stdin_source(path) } else { source(path) }
    };
    let datelines = Datelines::built_in();
    let lang = input.source_lang.as_deref();
    for paths in paths.into_iter().collect::<Vec<_>>().chunks(BATCH) {
        let parsed: Vec<Result<Vec<Article>, Unread>> = paths
            .par_iter()
            .map(|path| read(path).and_then(|source| parse_one(source, lang, datelines)))
            .collect();
        let mut articles = Vec::with_capacity(parsed.len());
        for some in parsed {
            match some {
                Ok(some) => articles.extend(some),
                Err((message, help)) => {
                    complain(&message, help.as_deref());
                    incomplete = true;
                }
            }
        }
        job(articles)?;
    }
    Ok(incomplete)
}

/// The articles of one file: each language of a bilingual one is an article.
fn parse_one(source: Source, lang: Option<&str>, datelines: &Datelines) -> Result<Vec<Article>, Unread> {
    match bilingual::read(&source, lang, datelines) {
        Ok(Some(articles)) => Ok(articles),
        Ok(None) => Ok(vec![parse(source, &Declared::default(), datelines)]),
        Err(broken) => Err((broken.said(&source), Some("mend the file; the others are linted".to_owned()))),
    }
}

/// What went wrong, and the way out.
type Unread = (String, Option<String>);

fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Adds the articles at a path; false when part of it could not be read.
fn collect(path: &Path, paths: &mut BTreeSet<PathBuf>) -> bool {
    if !path.is_dir() {
        // A file named in full is read whatever its ending; one that is missing
        // fails when it is read.
        paths.insert(plain(path));
        return true;
    }
    let mut whole = true;
    for entry in walk(path) {
        match entry {
            Ok(path) => {
                paths.insert(plain(&path));
            }
            Err(error) => {
                complain(&format!("expected a folder that can be read: {error}"), Some("the rest is linted"));
                whole = false;
            }
        }
    }
    whole
}

/// The articles of a folder: what git ignores and what is hidden is left out.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    WalkBuilder::new(folder).require_git(false).build().filter_map(|entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            (is_file && is_read(entry.path())).then(|| Ok(entry.into_path()))
        }
        Err(error) => Some(Err(error)),
    })
}

/// The path without `./`: one order and one name, however a file was come upon.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_path_buf()
}

/// Whether files of this name are read, where a folder is.
fn is_read(path: &Path) -> bool {
    is_article(path) || has_ending(path, bilingual::ENDINGS)
}

/// Whether files of this name are articles: one text each.
pub fn is_article(path: &Path) -> bool {
    has_ending(path, ENDINGS)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The name people know a file by, with `/` on every system and without `./`.
pub fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}

fn source(path: &Path) -> Result<Source, Unread> {
    let name = name_of(path);
    match read_file(path) {
        Ok(bytes) => decode(&name, bytes),
        Err(reason) => Err((format!("expected an article that can be read at `{name}`: {reason}"), None)),
    }
}

/// The bytes of a file, or why it cannot be read.
///
/// # Errors
///
/// When it is missing, or no file: a device has no end, and a named pipe no beginning
/// until somebody writes to it. The pipes a shell makes stand under `/dev`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let meta = fs::metadata(path).map_err(|error| error.to_string())?;
    if !meta.is_file() && !path.starts_with("/dev/fd") && path != Path::new("/dev/stdin") {
        return Err(if meta.is_dir() { "it is a folder" } else { "it is no file" }.to_owned());
    }
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err("it is larger than 2 GB".to_owned());
    }
    Ok(bytes)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Unread> {
    Source::decode(name.to_owned(), bytes)
        .map_err(|error| (error.to_string(), error.help().map(|help| help.to_string())))
}

fn stdin_source(name: &Path) -> Result<Source, Unread> {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(_) => decode(&name_of(name), bytes),
        Err(error) => Err((format!("expected an article on standard input: {error}"), None)),
    }
}
