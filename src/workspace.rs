//! Articles kept between two lints: what an editor holds while people type. Only
//! what has changed is read again.
//!
//! What it finds is what [`lint`](crate::lint::lint) finds in the same articles.

use crate::article::Article;
use crate::finding::Finding;
use crate::lang::registry::Lexicons;
use crate::lint::{Linted, Reading, Settings, compare, read_all};

/// Articles as read, by name, and what came of comparing them.
#[derive(Debug)]
pub struct Workspace {
    lexicons: Lexicons,
    settings: Settings,
    linted: Linted,
    stale: bool,
}

impl Workspace {
    /// A workspace without articles.
    #[must_use]
    pub fn new(lexicons: Lexicons, settings: Settings) -> Self {
        Self { lexicons, settings, linted: Linted::default(), stale: true }
    }

    /// Reads articles, in parallel; each takes the place of the one of its name.
    pub fn put(&mut self, articles: Vec<Article>) {
        self.stale |= !articles.is_empty();
        let readings = &mut self.linted.readings;
        for reading in read_all(articles, &self.lexicons) {
            match find(readings, &reading.article.source.name) {
                Ok(at) => readings[at] = reading,
                Err(at) => readings.insert(at, reading),
            }
        }
    }

    /// Forgets an article.
    pub fn remove(&mut self, name: &str) {
        if let Ok(at) = find(&self.linted.readings, name) {
            self.linted.readings.remove(at);
            self.stale = true;
        }
    }

    /// Puts another rule set in place of the one there was. The articles come back,
    /// to be [`put`](Self::put) again: all have to be read anew.
    #[must_use]
    pub fn change_rules(&mut self, lexicons: Lexicons) -> Vec<Article> {
        self.lexicons = lexicons;
        self.stale = true;
        std::mem::take(&mut self.linted).readings.into_iter().map(|reading| reading.article).collect()
    }

    /// Compares what has to be compared again; false when nothing has changed.
    pub fn refresh(&mut self) -> bool {
        if !std::mem::take(&mut self.stale) {
            return false;
        }
        let readings = std::mem::take(&mut self.linted.readings);
        self.linted = compare(readings, &self.lexicons, &self.settings);
        self.linted.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        true
    }

    /// What was found when it was last refreshed, in the order of every output.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.linted.findings
    }

    /// Everything found out when it was last refreshed.
    #[must_use]
    pub const fn linted(&self) -> &Linted {
        &self.linted
    }

    /// The packs and rules in use.
    #[must_use]
    pub const fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// The index of an article.
    #[must_use]
    pub fn article(&self, name: &str) -> Option<usize> {
        find(&self.linted.readings, name).ok()
    }
}

fn find(readings: &[Reading], name: &str) -> Result<usize, usize> {
    readings.binary_search_by(|reading| reading.article.source.name.as_str().cmp(name))
}
