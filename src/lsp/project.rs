//! One open folder: its articles and its rules, as they stand in the editor where
//! they are open there, and else on disk.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::diagnostics::ByUri;
use super::document::{Document, Documents};
use super::examples::failing_examples;
use super::uri;
use crate::article::Article;
use crate::article::bilingual::is_told_by_text;
use crate::cli::args::ConfigChoice;
use crate::cli::config_files::{ConfigFiles, whole};
use crate::cli::{input, rule_files};
use crate::config::FILE_NAMES;
use crate::finding::Finding;
use crate::lint::Settings;
use crate::rule::checked::RuleSet;
use crate::select::Baseline;
use crate::source::Source;
use crate::workspace::{Changed, Workspace};

/// What editors call the texts that articles are.
const LANGUAGES: &[&str] = &["", "plaintext", "text", "markdown", "html"];

/// Which rules and configuration to use, as the command line and the editor's settings
/// say.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Files or folders, from the root; the usual folder where there are none.
    pub rules: Vec<PathBuf>,
    /// None at all.
    pub none: bool,
    /// The configuration to follow, instead of the one upwards of each article.
    pub configuration: ConfigChoice,
}

/// Articles that are still to be read.
pub(super) enum Waiting {
    /// Those of a file on disk.
    File(PathBuf),
    /// Those of one name, read before with another rule set.
    Articles(Vec<Article>),
}

/// What is wrong in files, other than what articles say: findings, and the sources that
/// they point at as if those were all the rule files there are.
pub type Trouble = (Vec<Source>, Vec<Finding>);

/// One open folder; or, with no root, what is open outside every folder.
pub struct Project {
    /// The folder.
    pub root: Option<PathBuf>,
    /// Its articles and what was found in them.
    pub workspace: Workspace,
    /// What is wrong in the rule files; the rule set in use is then the last that was
    /// right.
    pub(super) broken_rules: Option<Trouble>,
    /// What in the configuration names nothing that there is.
    pub(super) misfits: Vec<Trouble>,
    /// Files that cannot be read, by their names.
    pub(super) unread: BTreeMap<String, Trouble>,
    /// Examples of rules in open files that do not get what they expect.
    pub failing: Vec<Finding>,
    /// What was last said of each address.
    pub shown: ByUri,
    /// What could not be read, to be told to the client.
    pub complaints: Vec<String>,
    pub(super) choice: Choice,
    pub(super) configs: ConfigFiles,
    /// Where its articles are: the folder, or what the configuration names.
    pub(super) places: Vec<PathBuf>,
    pub(super) baseline: Option<Baseline>,
    /// The rule files and folders in use, from the root; `None` for no rules.
    pub(super) rules: Option<Vec<PathBuf>>,
    pub(super) waiting: VecDeque<Waiting>,
    /// Addresses of open articles, by their names.
    pub(super) open: BTreeMap<String, String>,
    /// Addresses of all documents that belong here, articles or not.
    documents: BTreeSet<String>,
    configs_stale: bool,
    pub(super) rules_stale: bool,
    /// The rules' own examples are to be run.
    examples_stale: bool,
    /// What is said of other files than articles has changed.
    pub(super) said_anew: bool,
    /// An open document has changed: its findings do not wait for the rest.
    urgent: bool,
}

impl Project {
    /// A folder whose files are still to be looked at.
    pub fn new(root: Option<PathBuf>, choice: Choice) -> Self {
        let rules = Arc::new(RuleSet::default());
        Self {
            root,
            workspace: Workspace::new(rule_files::lexicons(&rules), Settings::default()),
            broken_rules: None,
            misfits: Vec::new(),
            unread: BTreeMap::new(),
            failing: Vec::new(),
            shown: ByUri::new(),
            complaints: Vec::new(),
            choice,
            configs: ConfigFiles::default(),
            places: Vec::new(),
            baseline: None,
            rules: None,
            waiting: VecDeque::new(),
            open: BTreeMap::new(),
            documents: BTreeSet::new(),
            configs_stale: true,
            rules_stale: true,
            examples_stale: false,
            said_anew: false,
            urgent: false,
        }
    }

    /// Whatever is wrong in files, other than what articles say.
    pub fn troubles(&self) -> impl Iterator<Item = &Trouble> {
        let configs = self.configs.desk().into_iter().flat_map(|desk| &desk.broken);
        self.broken_rules.iter().chain(configs).chain(&self.misfits).chain(self.unread.values())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = String> {
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
        self.root.as_ref().map_or_else(|| PathBuf::from(name), |root| whole(root, Path::new(name)))
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
            Some(path) => {
                let read = known || input::is_read(path) || is_told_by_text(&input::name_of(path));
                read.then(|| self.name_of(path))
            }
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
        let (Some(root), Some(chosen)) = (&self.root, &self.rules) else { return false };
        let usual = [PathBuf::from(rule_files::USUAL)];
        let chosen = if chosen.is_empty() { &usual[..] } else { chosen };
        let named = |chosen: &PathBuf| path.starts_with(whole(root, chosen));
        rule_files::is_yaml(path) && !is_config(path) && chosen.iter().any(named)
    }

    /// Takes in a document as it now stands.
    pub fn put(&mut self, document: &Document) {
        self.documents.insert(document.uri.clone());
        if document.path.as_deref().is_some_and(is_config) {
            self.configs_stale = true;
        } else if document.path.as_ref().is_some_and(|path| self.is_rule_file(path)) {
            self.rules_stale = true;
        } else if let Some(name) = self.article_name(document) {
            if self.open.get(&name) != Some(&document.uri) {
                if self.leaves_out(&name, document.path.as_deref()) {
                    return;
                }
                self.open.insert(name.clone(), document.uri.clone());
                self.follow();
            }
            match self.articles_in(Source::new(name.clone(), document.text.clone())) {
                Ok(articles) => self.take(vec![(name, articles)]),
                Err(trouble) => self.cannot_read(name, *trouble),
            }
            self.urgent = true;
        }
    }

    /// A document was closed: its file counts again, if there is one.
    pub fn close(&mut self, document: &Document) {
        self.documents.remove(&document.uri);
        if let Some(name) = self.article_name(document)
            && self.open.remove(&name).is_some()
        {
            self.workspace.remove(&name);
            self.said_anew |= self.unread.remove(&name).is_some();
            self.urgent = true;
        }
        if let Some(path) = document.path.clone() {
            self.changed(path);
        }
    }

    /// A file was made, changed or deleted.
    pub fn changed(&mut self, path: PathBuf) {
        let of_rules = |path: &Path| {
            let (Some(root), Some(chosen)) = (&self.root, &self.rules) else { return false };
            chosen.iter().any(|chosen| whole(root, chosen).starts_with(path))
        };
        if is_config(&path) || self.is_baseline(&path) {
            self.configs_stale = true;
        } else if self.is_rule_file(&path) || of_rules(&path) {
            self.rules_stale = true;
        } else if self.holds(&path) && !self.open.contains_key(&self.name_of(&path)) {
            let name = self.name_of(&path);
            if self.workspace.articles(&name).is_empty() && !self.unread.contains_key(&name) {
                // A file or a folder that came or went.
                self.scan(false);
            } else {
                self.waiting.push_back(Waiting::File(path));
            }
        }
    }

    /// The configuration and the rule files are to be read again.
    pub const fn reload(&mut self) {
        self.configs_stale = true;
        self.rules_stale = true;
    }

    /// Reads the configuration again, and what is open as it now says.
    fn configure(&mut self, documents: &Documents) {
        self.load_configs(documents);
        let own: Vec<&Document> = self.documents.iter().filter_map(|uri| documents.get(uri)).collect();
        for document in own {
            let other = document.path.as_ref().is_some_and(|path| is_config(path) || self.is_rule_file(path));
            if let Some(name) = self.article_name(document).filter(|_| !other) {
                self.open.remove(&name);
                self.workspace.remove(&name);
                self.put(document);
            }
        }
    }

    /// Does a part of what there is to do. Between two parts new messages are looked at,
    /// so that no work is finished for a text that has changed since.
    pub fn step(&mut self, documents: &Documents) -> Step {
        if std::mem::take(&mut self.configs_stale) {
            self.configure(documents);
            return Step::More;
        }
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

    /// Reads the rules if they have changed and compares what was read, before a question
    /// is answered: what was found before speaks of texts that have gone, and counts
    /// articles that have moved.
    pub fn catch_up(&mut self, documents: &Documents) -> Option<Changed> {
        if std::mem::take(&mut self.configs_stale) {
            self.configure(documents);
        }
        if std::mem::take(&mut self.rules_stale) {
            self.load_rules(documents);
        }
        let stale = std::mem::take(&mut self.urgent) || !self.workspace.is_compared();
        stale.then(|| self.compare()).flatten()
    }

    fn compare(&mut self) -> Option<Changed> {
        let changed = self.workspace.refresh();
        if std::mem::take(&mut self.said_anew) { Some(Changed::All) } else { changed }
    }

    /// Runs the examples of the rule files that are open; false when there is nothing new
    /// to say of them.
    fn run_examples(&mut self, documents: &Documents) -> bool {
        let before = std::mem::take(&mut self.failing);
        if self.broken_rules.is_none() {
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

    fn load_rules(&mut self, documents: &Documents) {
        self.read_rules(documents);
        self.failing.clear();
        self.said_anew = true;
        self.examples_stale = true;
        self.urgent = true;
    }
}

/// Whether a file is a configuration.
pub fn is_config(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| FILE_NAMES.contains(&name))
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
