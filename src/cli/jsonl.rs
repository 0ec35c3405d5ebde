//! Articles as JSON Lines: the interface for pipelines.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;

use super::failure::{Failure, STDIN};
use super::input::{BATCH, Job, is_stdin, name_of};
use super::output::complain;
use crate::article::{Article, Declared, parse};
use crate::lang::dateline::Datelines;
use crate::source::Source;

/// One article.
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

/// Reads the articles of every line, some at a time: from standard input unless files
/// are named. A line that is none is complained about and does not hide the rest; true
/// where there was one.
///
/// # Errors
///
/// What the job fails with.
pub fn each(paths: &[PathBuf], job: &mut Job<'_>) -> Result<bool, Failure> {
    let stdin = [PathBuf::from("-")];
    let paths = if paths.is_empty() { &stdin } else { paths };
    let mut incomplete = false;
    for path in paths {
        match bytes(path) {
            Ok((name, bytes)) => incomplete |= take_lines(&name, &bytes, job)?,
            Err(message) => {
                complain(&message, None);
                incomplete = true;
            }
        }
    }
    Ok(incomplete)
}

fn bytes(path: &Path) -> Result<(String, Vec<u8>), String> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        return match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Ok((STDIN.to_owned(), bytes)),
            Err(error) => Err(format!("expected articles on standard input: {error}")),
        };
    }
    let name = name_of(path);
    match super::input::read_file(path) {
        Ok(bytes) => Ok((name, bytes)),
        Err(reason) => Err(format!("expected articles that can be read in `{name}`: {reason}")),
    }
}

fn take_lines(name: &str, bytes: &[u8], job: &mut Job<'_>) -> Result<bool, Failure> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines =
        bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    let mut incomplete = false;
    loop {
        let batch: Vec<(usize, &[u8])> = lines.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(incomplete);
        }
        let parsed: Vec<Result<Article, String>> = batch
            .into_par_iter()
            .map(|(at, line)| article(line).map_err(|reason| format!("{name}:{}:{reason}", at + 1)))
            .collect();
        let mut articles = Vec::with_capacity(parsed.len());
        for article in parsed {
            match article {
                Ok(article) => articles.push(article),
                Err(message) => {
                    complain(
                        &message,
                        Some("each line is one object with `id` and `text`; the other lines are linted"),
                    );
                    incomplete = true;
                }
            }
        }
        job(articles)?;
    }
}

/// The article of a line, or the column and what is wrong there.
fn article(line: &[u8]) -> Result<Article, String> {
    let text = std::str::from_utf8(line)
        .map_err(|error| format!("{}: expected UTF-8", 1 + count(&line[..error.valid_up_to()])))?;
    // A list of strings in the right order would do for serde, and for nobody else.
    if !text.trim_start().starts_with('{') {
        return Err("1: expected a JSON object".to_owned());
    }
    let line: Line = serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
        let before = &line[..error.column().saturating_sub(1).min(line.len())];
        format!("{}: expected an article as JSON: {reason}", 1 + count(before))
    })?;
    let declared =
        Declared { lang: line.lang, date: line.date, title: line.title, translation_of: line.translation_of };
    Ok(parse(Source::new(line.id, line.text), &declared, Datelines::built_in()))
}

/// Characters in the head of a line: columns for people count them.
fn count(head: &[u8]) -> usize {
    String::from_utf8_lossy(head).chars().count()
}
