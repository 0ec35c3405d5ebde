//! `factlint mentions`: everything read, and how it was read.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::args::{LineFormat, MentionsArguments};
use super::failure::{Exit, Failure};
use super::{input, output, rule_files};
use crate::article::Article;
use crate::lang::registry::Lexicons;
use crate::lint::Reading;
use crate::mention::json::Printer;
use crate::mention::{Mention, dateline};
use crate::report::sanitise;

/// Bytes of a piece of a long article.
const PIECE: usize = 256 * 1024;
/// Pieces of a long article that are read before their mentions are printed.
const PIECES: usize = 8;

/// Runs it.
///
/// # Errors
///
/// When nothing could be read, or printed.
pub fn run(arguments: &MentionsArguments) -> Result<Exit, Failure> {
    let mut ready = input::Ready::new(&arguments.input, &arguments.choice, &arguments.configuration)?;
    let lexicons = rule_files::lexicons(&ready.rules);
    let (incomplete, _) = ready.each(&mut |articles| print(articles, &lexicons, arguments.format))?;
    Ok(if incomplete { Exit::Failed } else { Exit::Clean })
}

/// Prints the mentions of some articles, in order, and forgets them.
fn print(articles: Vec<Article>, lexicons: &Lexicons, format: LineFormat) -> Result<(), Failure> {
    let mut short = Vec::new();
    for article in articles {
        if article.text.len() > 2 * PIECE {
            print_short(std::mem::take(&mut short), lexicons, format)?;
            print_long(&article, lexicons, format)?;
        } else {
            short.push(article);
        }
    }
    print_short(short, lexicons, format)
}

fn print_short(articles: Vec<Article>, lexicons: &Lexicons, format: LineFormat) -> Result<(), Failure> {
    let texts: Vec<Vec<u8>> = articles
        .into_par_iter()
        .map(|article| {
            let reading = Reading::of(article, lexicons);
            let mentions: Vec<Mention> =
                dateline(&reading.article).into_iter().chain(reading.mentions).collect();
            lines(&mut Printer::new(&reading.article), &mentions, format)
        })
        .collect();
    for text in &texts {
        output::print(text)?;
    }
    Ok(())
}

/// Reads and prints a long article in pieces.
fn print_long(article: &Article, lexicons: &Lexicons, format: LineFormat) -> Result<(), Failure> {
    let mut printer = Printer::new(article);
    let head: Vec<Mention> = dateline(article).into_iter().collect();
    output::print(&lines(&mut printer, &head, format))?;
    for pieces in article.pieces(PIECE).chunks(PIECES) {
        let read: Vec<Vec<Mention>> =
            pieces.par_iter().map(|piece| Reading::of(article.piece(piece), lexicons).mentions).collect();
        for mentions in &read {
            output::print(&lines(&mut printer, mentions, format))?;
        }
    }
    Ok(())
}

fn lines(printer: &mut Printer<'_>, mentions: &[Mention], format: LineFormat) -> Vec<u8> {
    let mut out = Vec::new();
    printer.print(mentions, &mut out);
    match format {
        LineFormat::Jsonl => out,
        LineFormat::Concise => {
            let lines = out.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
            let read = |line| serde_json::from_slice(line).unwrap_or_default();
            lines.map(|line| concise(&read(line)) + "\n").collect::<String>().into_bytes()
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
