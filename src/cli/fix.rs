//! `--fix`: writes wanted renderings into the articles, whole files at a time, or shows
//! what it would write.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use super::failure::Failure;
use super::input::read_file;
use super::{output, write};
use crate::article::Article;
use crate::diff;
use crate::fix::{self, Fixed};
use crate::lang::registry::Lexicons;
use crate::lint::Linted;
use crate::report::sanitise;

/// What came of `--fix`.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many findings were mended.
    pub mended: usize,
    /// In how many articles.
    pub articles: usize,
    /// A file could not be written; it was complained about already.
    pub incomplete: bool,
}

/// Shows the changes as a unified diff, and makes none.
///
/// # Errors
///
/// When standard output is closed to us.
pub fn show(linted: &Linted, lexicons: &Lexicons) -> Result<(), Failure> {
    let mut text = String::new();
    for fixed in fix::apply(&linted.articles, &linted.findings, lexicons) {
        let old = &linted.articles[fixed.article].source;
        text.push_str(&diff::unified(&old.name, &old.text, &fixed.now.source.text));
    }
    // Into a file or a pipe it goes as it is, to be applied; a screen gets nothing that
    // could move its cursor.
    if std::io::stdout().is_terminal() {
        text = text.lines().map(|line| sanitise::visible(line) + "\n").collect();
    }
    output::print(&text)?;
    Ok(())
}

/// Makes the changes, and puts the articles as they are now in place of those before.
pub fn store(articles: &mut [Arc<Article>], findings: Vec<Fixed>) -> Outcome {
    let mut outcome = Outcome::default();
    for fixed in findings {
        let old = &articles[fixed.article].source;
        match replace(&old.name, &old.text, &fixed.now.source.text) {
            Ok(()) => {
                outcome.mended += fixed.mended;
                outcome.articles += 1;
                if fixed.overlapping > 0 {
                    let name = sanitise::visible(&old.name);
                    output::say(&format!(
                        "note: {} in {name} left for another run: the words were changed already\n",
                        fixed.overlapping
                    ));
                }
                articles[fixed.article] = fixed.now;
            }
            Err(reason) => {
                output::complain(&format!("expected to mend `{}`: {reason}", old.name), None);
                outcome.incomplete = true;
            }
        }
    }
    outcome
}

fn replace(name: &str, linted: &str, mended: &str) -> Result<(), String> {
    let path = Path::new(name);
    if read_file(path)? != linted.as_bytes() {
        return Err("it has changed meanwhile, or is not UTF-8; it is left as it is".to_owned());
    }
    write::atomically(path, mended.as_bytes()).map_err(|error| error.to_string())
}
