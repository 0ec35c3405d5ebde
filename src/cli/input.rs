//! Finding and reading articles.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use ignore::WalkBuilder;
use rayon::prelude::*;
use serde::Deserialize;

use super::args::{Input, InputKind};
use super::failure::Failure;
use super::output::complain;
use crate::article::{Article, Declared, parse};
use crate::lang::dateline::Datelines;
use crate::source::Source;

/// Endings of the files read in folders.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm"];
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
/// When there is no article at all and nothing else was wrong.
pub fn read(input: &Input) -> Result<Articles, Failure> {
    let found = match input.input {
        InputKind::Files => files(input),
        InputKind::Jsonl => lines(input),
    };
    if found.articles.is_empty() && !found.incomplete {
        let paths: Vec<String> = input.paths.iter().map(|path| format!("`{}`", path.display())).collect();
        return Err(Failure::NoArticles(paths.join(", ")));
    }
    Ok(found)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn files(input: &Input) -> Articles {
    let mut incomplete = false;
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    for path in input.paths.iter().filter(|path| !is_stdin(path)) {
        incomplete |= !collect(path, &mut paths);
    }
    let stdin = input.paths.iter().any(|path| is_stdin(path));
    if stdin && let Some(replaced) = &input.stdin_path {
        paths.retain(|path| !is_same_file(path, replaced));
    }
    let mut sources: Vec<Result<Source, String>> =
        paths.into_iter().collect::<Vec<_>>().into_par_iter().map(|path| source(&path)).collect();
    if stdin {
        let name = input.stdin_path.as_deref().unwrap_or(Path::new("-"));
        sources.push(stdin_source(name));
    }
    let mut articles = Vec::new();
    for source in sources {
        match source {
            Ok(source) => articles.push(source),
            Err(message) => {
                complain(&message, None);
                incomplete = true;
            }
        }
    }
    let datelines = Datelines::built_in();
    let articles =
        articles.into_par_iter().map(|source| parse(source, &Declared::default(), datelines)).collect();
    Articles { articles, incomplete }
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Adds the articles at a path; false when part of it could not be read.
fn collect(path: &Path, paths: &mut BTreeSet<PathBuf>) -> bool {
    if !path.is_dir() {
        // A file named in full is read whatever its ending; one that is missing
        // fails when it is read.
        paths.insert(path.to_path_buf());
        return true;
    }
    let mut whole = true;
    for entry in WalkBuilder::new(path).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_article(entry.path()) => {
                paths.insert(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => {
                complain(&format!("expected a folder that can be read: {error}"), Some("the rest is linted"));
                whole = false;
            }
        }
    }
    whole
}

fn is_article(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The name people know a file by, with `/` on every system and without `./`.
pub fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}

fn source(path: &Path) -> Result<Source, String> {
    let name = name_of(path);
    let cannot = |error: &io::Error| format!("expected an article that can be read at `{name}`: {error}");
    let size = fs::metadata(path).map_err(|error| cannot(&error))?.len();
    if size > LARGEST {
        return Err(format!("expected an article of at most 2 GB at `{name}`"));
    }
    let bytes = fs::read(path).map_err(|error| cannot(&error))?;
    decode(&name, bytes)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, String> {
    Source::decode(name.to_owned(), bytes).map_err(|error| format!("{name}: {error}"))
}

fn stdin_source(name: &Path) -> Result<Source, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("expected an article on standard input: {error}"))?;
    decode(&name_of(name), bytes)
}

/// One article of JSON Lines input.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    translation_of: Option<String>,
    text: String,
}

/// Reads JSON Lines: from standard input unless files are named.
fn lines(input: &Input) -> Articles {
    let mut found = Articles::default();
    let mut numbered: Vec<(String, usize, String)> = Vec::new();
    for path in &input.paths {
        let (name, text) = if is_stdin(path) || path.as_os_str() == "." {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            ("standard input".to_owned(), read.map(|_| String::from_utf8_lossy(&bytes).into_owned()))
        } else {
            (name_of(path), fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        };
        match text {
            Ok(text) => numbered.extend(
                text.lines()
                    .enumerate()
                    .filter(|(_, line)| !line.trim().is_empty())
                    .map(|(at, line)| (name.clone(), at + 1, line.to_owned())),
            ),
            Err(error) => {
                complain(&format!("expected articles that can be read in {name}: {error}"), None);
                found.incomplete = true;
            }
        }
    }
    let datelines = Datelines::built_in();
    let parsed: Vec<Result<Article, String>> = numbered
        .into_par_iter()
        .map(|(name, number, line)| {
            let line: Line = serde_json::from_str(&line)
                .map_err(|error| format!("{name}:{number}: expected one JSON article a line: {error}"))?;
            Ok(article(line, datelines))
        })
        .collect();
    for article in parsed {
        match article {
            Ok(article) => found.articles.push(article),
            Err(message) => {
                complain(&message, Some("each line needs `id` and `text`"));
                found.incomplete = true;
            }
        }
    }
    found
}

fn article(line: Line, datelines: &Datelines) -> Article {
    let declared =
        Declared { lang: line.lang, date: line.date, title: line.title, translation_of: line.translation_of };
    parse(Source::new(line.id, line.text), &declared, datelines)
}
