//! `factlint mentions`: everything read, and how it was read.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::args::{LineFormat, MentionsArguments};
use super::failure::{Exit, Failure};
use super::{input, output, rule_files};
use crate::article::Article;
use crate::lang::registry::Lexicons;
use crate::lint::Reading;
use crate::mention::{Mention, dateline, json};
use crate::report::sanitise;

/// Articles read before their mentions are printed: bounds the memory of a run.
const BATCH: usize = 256;

/// Runs it.
///
/// # Errors
///
/// When nothing could be read, or printed.
pub fn run(arguments: &MentionsArguments) -> Result<Exit, Failure> {
    let rules = rule_files::chosen(&arguments.choice)?;
    let found = input::read(&arguments.input)?;
    let lexicons = rule_files::lexicons(&rules);
    let mut articles = found.articles;
    while !articles.is_empty() {
        let rest = articles.split_off(articles.len().min(BATCH));
        let texts: Vec<Vec<u8>> =
            articles.into_par_iter().map(|article| lines(article, &lexicons, arguments.format)).collect();
        for text in &texts {
            output::print(text)?;
        }
        articles = rest;
    }
    Ok(if found.incomplete { Exit::Failed } else { Exit::Clean })
}

fn lines(article: Article, lexicons: &Lexicons, format: LineFormat) -> Vec<u8> {
    let reading = Reading::of(article, lexicons);
    let mentions: Vec<Mention> = dateline(&reading.article).into_iter().chain(reading.mentions).collect();
    match format {
        LineFormat::Jsonl => json::text(&reading.article, &mentions),
        LineFormat::Concise => {
            let value = |line| serde_json::to_value(line).unwrap_or_default();
            let lines = json::lines(&reading.article, &mentions);
            lines.map(|line| concise(&value(line)) + "\n").collect::<String>().into_bytes()
        }
    }
}

/// `path:line:column: kind: words → reading`.
fn concise(line: &serde_json::Value) -> String {
    let field = |name: &str| match &line[name] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    let place = format!("{}:{}:{}", field("article"), field("line"), field("column"));
    let mut reading = String::new();
    for name in ["modifier", "amount", "unit", "date", "weekday", "time", "zone", "name", "items"] {
        let said = field(name);
        if !said.is_empty() {
            let _ = write!(reading, " {said}");
        }
    }
    if line["kind"] == "range" {
        let _ = write!(reading, " {}..{}", field("low"), field("high"));
    }
    let words = crate::finding::quoted(&field("text"));
    sanitise::line(
        &format!("{place}: {}: {words} \u{2192}{reading}", field("kind")),
        crate::report::Bidi::Isolate,
    )
}
