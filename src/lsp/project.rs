//! One open folder: its articles and its rules, as they stand in the editor where
//! they are open there, and else on disk.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::Diagnostic as _;
use rayon::prelude::*;

use super::diagnostics::ByUri;
use super::document::{Document, Documents};
use super::examples::failing_examples;
use super::uri;
use crate::article::{Article, Declared, parse};
use crate::cli::{input, rule_files};
use crate::finding::Finding;
use crate::lang::dateline::Datelines;
use crate::lint::Settings;
use crate::rule::Mistake;
use crate::rule::checked::RuleSet;
use crate::source::Source;
use crate::workspace::{Changed, Workspace};

/// How many articles are read before messages are looked at again.
const BATCH: usize = 64;

/// What editors call the texts that articles are.
const LANGUAGES: &[&str] = &["", "plaintext", "text", "markdown", "html"];

/// Which rules to use, as the command line and the editor's settings say.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Files or folders, from the root; the usual folder where there are none.
    pub rules: Vec<PathBuf>,
    /// None at all.
    pub none: bool,
}

/// An article that is still to be read.
enum Waiting {
    /// On disk.
    File(PathBuf),
    /// Read before, with another rule set.
    Article(Box<Article>),
}

/// One open folder; or, with no root, what is open outside every folder.
pub struct Project {
    /// The folder.
    pub root: Option<PathBuf>,
    /// Its articles and what was found in them.
    pub workspace: Workspace,
    /// What is wrong in the rule files; the rule set in use is then the last that was
    /// right. The findings' sources are `broken_sources`.
    pub mistakes: Vec<Finding>,
    /// Examples of rules in open files that do not get what they expect.
    pub failing: Vec<Finding>,
    /// The rule files with mistakes in them.
    pub broken_sources: Vec<Source>,
    /// What was last said of each address.
    pub shown: ByUri,
    /// What could not be read, to be told to the client.
    pub complaints: Vec<String>,
    choice: Choice,
    waiting: VecDeque<Waiting>,
    /// Addresses of open articles, by their names.
    open: BTreeMap<String, String>,
    rules_stale: bool,
    /// The rules' own examples are to be run.
    examples_stale: bool,
    /// What is said of rule files has changed.
    said_anew: bool,
    /// An open document has changed: its findings do not wait for the rest.
    urgent: bool,
}

impl Project {
    /// A folder whose files are still to be looked at.
    pub fn new(root: Option<PathBuf>, choice: Choice) -> Self {
        let rules = Arc::new(RuleSet::default());
        let mut project = Self {
            root,
            workspace: Workspace::new(rule_files::lexicons(&rules), Settings::default()),
            mistakes: Vec::new(),
            failing: Vec::new(),
            broken_sources: Vec::new(),
            shown: ByUri::new(),
            complaints: Vec::new(),
            choice,
            waiting: VecDeque::new(),
            open: BTreeMap::new(),
            rules_stale: true,
            examples_stale: false,
            said_anew: false,
            urgent: false,
        };
        project.scan();
        project
    }

    /// Looks which articles the folder holds; those that have gone are forgotten.
    pub fn scan(&mut self) {
        let Some(root) = &self.root else { return };
        // A bilingual file is several articles of one name, which editors do not show yet.
        let found = input::walk(root).filter_map(Result::ok).filter(|path| input::is_article(path));
        let found: Vec<PathBuf> = found.collect();
        let names: BTreeSet<String> = found.iter().map(|path| self.name_of(path)).collect();
        let gone: Vec<String> =
            self.names().filter(|name| !names.contains(name) && !self.open.contains_key(name)).collect();
        for name in gone {
            self.workspace.remove(&name);
        }
        let closed = found.into_iter().filter(|path| !self.open.contains_key(&self.name_of(path)));
        self.waiting = closed.map(Waiting::File).collect();
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.workspace.readings().iter().map(|reading| reading.article.source.name.clone())
    }

    /// Whether a path lies in the folder.
    pub fn holds(&self, path: &Path) -> bool {
        self.root.as_ref().is_some_and(|root| path.starts_with(root))
    }

    /// The name of a file: from the root, as the command line names it there.
    pub fn name_of(&self, path: &Path) -> String {
        let inside = self.root.as_ref().and_then(|root| path.strip_prefix(root).ok());
        input::name_of(inside.unwrap_or(path))
    }

    /// The path of a name that [`name_of`](Self::name_of) gave.
    fn path_of(&self, name: &str) -> PathBuf {
        self.root.as_ref().map_or_else(|| PathBuf::from(name), |root| root.join(name))
    }

    /// The address of an article or rule file.
    pub fn uri_of(&self, name: &str, documents: &Documents) -> String {
        if let Some(uri) = self.open.get(name) {
            return uri.clone();
        }
        let uri = uri::from_path(&self.path_of(name));
        documents.get(&uri).map_or(uri, |document| document.uri.clone())
    }

    /// The name under which a document is an article; `None` when it is none.
    pub fn article_name(&self, document: &Document) -> Option<String> {
        let known = LANGUAGES.contains(&document.language.as_str());
        match &document.path {
            Some(path) if rule_files::is_yaml(path) => None,
            Some(path) => (known || input::is_article(path)).then(|| self.name_of(path)),
            // The ending of a name says how a text is written; one without a file has none.
            None if known => Some(match document.language.as_str() {
                ending @ ("markdown" | "html") => format!("{}.{ending}", uri::last_part(&document.uri)),
                _ => uri::last_part(&document.uri),
            }),
            None => None,
        }
    }

    /// Whether a path is, or would be, a file of the rule set in use.
    pub fn is_rule_file(&self, path: &Path) -> bool {
        let Some(root) = self.root.as_ref().filter(|_| !self.choice.none) else { return false };
        let usual = [PathBuf::from(rule_files::USUAL)];
        let chosen = if self.choice.rules.is_empty() { &usual[..] } else { &self.choice.rules };
        rule_files::is_yaml(path) && chosen.iter().any(|chosen| path.starts_with(root.join(chosen)))
    }

    /// Takes in a document as it now stands.
    pub fn put(&mut self, document: &Document) {
        if document.path.as_ref().is_some_and(|path| self.is_rule_file(path)) {
            self.rules_stale = true;
        } else if let Some(name) = self.article_name(document) {
            self.open.insert(name.clone(), document.uri.clone());
            self.workspace.put(vec![article(Source::new(name, document.text.clone()))]);
            self.urgent = true;
        }
    }

    /// A document was closed: its file counts again, if there is one.
    pub fn close(&mut self, document: &Document) {
        if let Some(name) = self.article_name(document) {
            self.open.remove(&name);
            self.workspace.remove(&name);
        }
        if let Some(path) = document.path.clone() {
            self.changed(path);
        }
    }

    /// A file was made, changed or deleted.
    pub fn changed(&mut self, path: PathBuf) {
        if self.is_rule_file(&path) {
            self.rules_stale = true;
        } else if self.holds(&path) && !self.open.contains_key(&self.name_of(&path)) {
            if input::is_article(&path) {
                self.waiting.push_back(Waiting::File(path));
            } else {
                // A folder that came or went.
                self.scan();
            }
        }
    }

    /// The rule files are to be read again.
    pub const fn reload_rules(&mut self) {
        self.rules_stale = true;
    }

    /// Does a part of what there is to do. Between two parts new messages are looked at,
    /// so that no work is finished for a text that has changed since.
    pub fn step(&mut self, documents: &Documents) -> Step {
        if std::mem::take(&mut self.rules_stale) {
            self.load_rules(documents);
            return Step::More;
        }
        if (std::mem::take(&mut self.urgent) || self.waiting.is_empty())
            && let Some(changed) = self.compare()
        {
            return Step::Compared(changed);
        }
        if !self.waiting.is_empty() {
            self.read();
            return Step::More;
        }
        if std::mem::take(&mut self.examples_stale) && self.run_examples(documents) {
            return Step::Compared(Changed::All);
        }
        Step::Done
    }

    /// Whether nothing is left to be done.
    pub fn is_settled(&self) -> bool {
        self.workspace.is_settled()
    }

    /// Looks again which articles are translations: what takes long and matters least,
    /// done when nobody types.
    pub fn settle(&mut self) -> Option<Changed> {
        self.workspace.settle()
    }

    /// Reads the rules if they have changed and compares what is open, before a question
    /// about it is answered.
    pub fn catch_up(&mut self, documents: &Documents) -> Option<Changed> {
        if std::mem::take(&mut self.rules_stale) {
            self.load_rules(documents);
        }
        std::mem::take(&mut self.urgent).then(|| self.compare()).flatten()
    }

    fn compare(&mut self) -> Option<Changed> {
        let changed = self.workspace.refresh();
        if std::mem::take(&mut self.said_anew) { Some(Changed::All) } else { changed }
    }

    /// Runs the examples of the rule files that are open; false when there is nothing new
    /// to say of them.
    fn run_examples(&mut self, documents: &Documents) -> bool {
        let before = std::mem::take(&mut self.failing);
        if self.mistakes.is_empty() {
            let open: Vec<String> = documents
                .iter()
                .filter_map(|document| document.path.as_deref())
                .filter(|path| self.is_rule_file(path))
                .map(|path| self.name_of(path))
                .collect();
            self.failing = failing_examples(self.workspace.lexicons(), &open);
        }
        self.failing != before
    }

    fn read(&mut self) {
        let count = self.waiting.len().min(BATCH);
        let batch: Vec<Waiting> = self.waiting.drain(..count).collect();
        let read = |waiting: Waiting| match waiting {
            Waiting::Article(article) => Ok(*article),
            Waiting::File(path) => self.article_on_disk(&path).map_err(|reason| (path, reason)),
        };
        let read: Vec<Result<Article, (PathBuf, Option<String>)>> = batch.into_par_iter().map(read).collect();
        let mut articles = Vec::new();
        for article in read {
            match article {
                Ok(article) => articles.push(article),
                Err((path, reason)) => {
                    let name = self.name_of(&path);
                    if !self.open.contains_key(&name) {
                        self.workspace.remove(&name);
                        self.complaints.extend(reason);
                    }
                }
            }
        }
        articles.retain(|article| !self.open.contains_key(&article.source.name));
        self.workspace.put(articles);
    }

    /// The article in a file; nothing, and no reason, when the file is gone.
    fn article_on_disk(&self, path: &Path) -> Result<Article, Option<String>> {
        if !path.is_file() {
            return Err(None);
        }
        let name = self.name_of(path);
        let bytes = input::read_file(path)
            .map_err(|reason| Some(format!("expected an article that can be read at `{name}`: {reason}")))?;
        let mut source = Source::decode(name, bytes).map_err(|error| {
            let help = error.help().map_or_else(String::new, |help| format!("; {help}"));
            Some(format!("{error}{help}"))
        })?;
        // Editors count columns without the byte order mark.
        if source.invalid.is_empty() && source.text.starts_with('\u{FEFF}') {
            source.text.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(article(source))
    }

    fn load_rules(&mut self, documents: &Documents) {
        let sources = self.rule_sources(documents);
        self.mistakes.clear();
        self.broken_sources.clear();
        match RuleSet::from_sources(sources) {
            Ok(rules) => {
                let articles = self.workspace.change_rules(rule_files::lexicons(&Arc::new(rules)));
                let (open, closed): (Vec<_>, Vec<_>) =
                    articles.into_iter().partition(|article| self.open.contains_key(&article.source.name));
                self.workspace.put(open);
                self.waiting.extend(closed.into_iter().map(Box::new).map(Waiting::Article));
            }
            Err(broken) => {
                self.mistakes = broken.mistakes.iter().map(Mistake::to_finding).collect();
                self.broken_sources = broken.sources;
            }
        }
        self.failing.clear();
        self.said_anew = true;
        self.examples_stale = true;
        self.urgent = true;
    }

    fn rule_sources(&mut self, documents: &Documents) -> Vec<Source> {
        let Some(root) = self.root.as_ref().filter(|_| !self.choice.none) else { return Vec::new() };
        let mut sources = rule_files::sources(root, &self.choice.rules).unwrap_or_else(|failure| {
            self.complaints.push(failure.to_string());
            Vec::new()
        });
        for document in documents.iter() {
            let Some(path) = document.path.as_ref().filter(|path| self.is_rule_file(path)) else { continue };
            let name = self.name_of(path);
            sources.retain(|source| source.name != name);
            if rule_files::says_rules(&document.text) {
                sources.push(Source::new(name, document.text.clone()));
            }
        }
        sources
    }
}

/// What a step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is more to do.
    More,
    /// Something else may be said now; there may be more to do.
    Compared(Changed),
    /// Nothing is left to do.
    Done,
}

fn article(source: Source) -> Article {
    parse(source, &Declared::default(), Datelines::built_in())
}
