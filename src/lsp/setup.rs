//! What a folder follows: its configuration, its rule files, and where its articles
//! are. All of it as it stands in the editor where it is open there, and else on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use miette::Diagnostic as _;

use super::document::Documents;
use super::project::{Project, Trouble, Waiting, is_config};
use crate::article::bilingual::{self, is_told_by_text};
use crate::article::{Article, Declared, parse};
use crate::cli::config_files::{ConfigFiles, Desk, whole};
use crate::cli::{input, rule_files};
use crate::config::Config;
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::lang::dateline::Datelines;
use crate::lint::Settings;
use crate::rule::Mistake;
use crate::rule::checked::RuleSet;
use crate::select::Baseline;
use crate::source::Source;
use crate::span::Span;

/// What a bilingual file that cannot be read is reported as.
const UNREADABLE: &str = "unreadable-file";

impl Project {
    /// Reads the configuration, and what depends on it.
    pub(super) fn load_configs(&mut self, documents: &Documents) {
        let languages = |configs: &ConfigFiles| -> Vec<Vec<String>> {
            configs.configs.files().iter().map(|config: &Config| config.languages.clone()).collect()
        };
        let before = languages(&self.configs);
        let mut desk: Desk = self.configs.desk().cloned().unwrap_or_default();
        let configs = documents.iter().filter_map(|document| Some((document.path.clone()?, &document.text)));
        desk.open =
            configs.filter(|(path, _)| is_config(path)).map(|(path, text)| (path, text.clone())).collect();
        self.configs = ConfigFiles::of_folder(self.root.as_deref(), &self.choice.configuration, desk);
        self.places = self.article_places();
        self.scan(false);
        if languages(&self.configs) != before {
            self.scan(true);
        }
        self.complaints.extend(self.configs.desk().into_iter().flat_map(|desk| desk.complaints.clone()));
        self.baseline = self.read_baseline();
        let rules = self.chosen_rules();
        self.rules_stale |= rules != self.rules;
        self.rules = rules;
        self.fit();
        self.follow();
        self.said_anew = true;
    }

    /// Where articles are, as far as the folder reaches.
    fn article_places(&self) -> Vec<PathBuf> {
        let Some(root) = &self.root else { return Vec::new() };
        let named = self.configs.paths();
        if named.is_empty() {
            return vec![root.clone()];
        }
        let inside = |path: PathBuf| if root.starts_with(&path) { root.clone() } else { path };
        let named = named.iter().map(|path| inside(whole(root, path)));
        named.filter(|path| path.starts_with(root)).collect()
    }

    /// Looks which articles the folder holds; those that have gone are forgotten, and those
    /// that are new, or all, are read.
    pub fn scan(&mut self, all: bool) {
        let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
        for place in self.places.clone() {
            if place.is_dir() {
                for path in input::walk(&place).filter_map(Result::ok) {
                    let name = self.name_of(&path);
                    self.assign(&name, &path);
                    if !self.configs.excludes_named(&name) {
                        found.insert(name, path);
                    }
                }
            } else {
                let name = self.name_of(&place);
                self.assign(&name, &place);
                found.insert(name, place);
            }
        }
        let gone = |name: &String| !found.contains_key(name) && !self.open.contains_key(name);
        let unread = self.unread.keys().cloned();
        let gone: Vec<String> = self.names().chain(unread).filter(gone).collect();
        for name in gone {
            self.workspace.remove(&name);
            self.said_anew |= self.unread.remove(&name).is_some();
        }
        let known = |name: &String| !all && !self.workspace.articles(name).is_empty();
        let closed = found.into_iter().filter(|(name, _)| !self.open.contains_key(name) && !known(name));
        let closed: Vec<Waiting> = closed.map(|(_, path)| Waiting::File(path)).collect();
        if all {
            self.waiting.clear();
        }
        self.waiting.extend(closed);
        self.follow();
    }

    fn assign(&mut self, name: &str, path: &Path) {
        // In an editor what is wrong with a configuration is gathered, and ends nothing.
        drop(self.configs.assign_as(name, path));
    }

    /// Whether the configuration leaves a document out: it is no article then, open or not.
    pub(super) fn leaves_out(&mut self, name: &str, path: Option<&Path>) -> bool {
        let Some(path) = path else {
            self.configs.assign_id(name);
            return false;
        };
        self.assign(name, path);
        if !self.holds(path) || self.places.iter().any(|place| place == path) {
            return false;
        }
        let placed = self.places.is_empty() || self.places.iter().any(|place| path.starts_with(place));
        !placed || self.configs.excludes_named(name)
    }

    /// What is shown follows the configuration as it now is.
    pub(super) fn follow(&mut self) {
        self.workspace.set_settings(Settings {
            configs: self.configs.configs.clone(),
            baseline: self.baseline.clone(),
            partial: self.root.is_none(),
            ..Settings::default()
        });
    }

    /// Whether a file is the baseline.
    pub(super) fn is_baseline(&self, path: &Path) -> bool {
        let (Some(root), Some(baseline)) = (&self.root, self.configs.baseline()) else { return false };
        whole(root, &baseline) == path
    }

    fn read_baseline(&mut self) -> Option<Baseline> {
        let path = self.configs.baseline()?;
        let bytes = input::read_file(&whole(self.root.as_ref()?, &path));
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match text.and_then(|text| Baseline::parse(&text).map_err(|error| error.to_string())) {
            Ok(baseline) => Some(baseline),
            Err(reason) => {
                let name = path.display();
                self.complaints.push(format!("expected a baseline that can be read at `{name}`: {reason}"));
                None
            }
        }
    }

    /// The rule files in use: as the command line and the editor say, or else the
    /// configuration; `None` for no rules.
    fn chosen_rules(&self) -> Option<Vec<PathBuf>> {
        if self.choice.none || self.root.is_none() {
            None
        } else if self.choice.rules.is_empty() {
            match self.configs.rules() {
                Some(paths) => Some(paths).filter(|paths| !paths.is_empty()),
                None => Some(Vec::new()),
            }
        } else {
            Some(self.choice.rules.clone())
        }
    }

    /// Reads the rule files. With mistakes in them, the last rule set without any counts.
    pub(super) fn read_rules(&mut self, documents: &Documents) {
        let sources = self.rule_sources(documents);
        self.broken_rules = None;
        match RuleSet::from_sources(sources) {
            Ok(rules) => self.rules_changed(rules),
            Err(broken) => {
                let mistakes = broken.mistakes.iter().map(Mistake::to_finding).collect();
                self.broken_rules = Some((broken.sources, mistakes));
            }
        }
        self.fit();
    }

    fn rule_sources(&mut self, documents: &Documents) -> Vec<Source> {
        let (Some(root), Some(chosen)) = (&self.root, &self.rules) else { return Vec::new() };
        let mut sources = rule_files::sources(root, chosen).unwrap_or_else(|failure| {
            self.complaints.push(failure.to_string());
            Vec::new()
        });
        for document in documents.iter() {
            let Some(path) = document.path.as_ref().filter(|path| self.is_rule_file(path)) else { continue };
            let name = self.name_of(path);
            let named = |source: &Source| whole(root, Path::new(&source.name)) == *path;
            sources.retain(|source| !named(source));
            if rule_files::says_rules(&document.text) {
                sources.push(Source::new(name, document.text.clone()));
            }
        }
        sources
    }

    /// Holds the configuration against the rules it names, unless others are in use.
    fn fit(&mut self) {
        let own = self.choice.rules.is_empty() && self.rules.is_some() && self.broken_rules.is_none();
        let misfits = if own && !self.rules_stale {
            self.configs.misfits(self.workspace.lexicons().rules())
        } else {
            Vec::new()
        };
        self.misfits = misfits.into_iter().map(|(source, found)| (vec![source], found)).collect();
    }

    /// The source in a file; nothing, and no reason, when the file is gone.
    pub(super) fn source_on_disk(&self, path: &Path) -> Result<Source, Option<String>> {
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
        Ok(source)
    }

    /// The articles in a source: one, or each language of a bilingual file, as far as the
    /// configuration wants their languages.
    pub(super) fn articles_in(&self, source: Source) -> Result<Vec<Article>, Box<Trouble>> {
        let name = source.name.clone();
        let mut articles = match bilingual::read(&source, None, Datelines::built_in()) {
            Ok(Some(articles)) => articles,
            // A table of anything else is no article, unless somebody says so.
            Ok(None) if is_told_by_text(&name) && !self.is_named(&name) => Vec::new(),
            Ok(None) => vec![parse(source, &Declared::default(), Datelines::built_in())],
            Err(broken) => return Err(Box::new(unreadable(source, broken))),
        };
        if let Some((config, _)) = self.configs.configs.of(&name) {
            articles.retain(|article| config.wants(&article.lang));
        }
        Ok(articles)
    }

    /// Whether the configuration names the file itself, not only a folder it is in.
    fn is_named(&self, name: &str) -> bool {
        let Some(root) = &self.root else { return false };
        let path = whole(root, Path::new(name));
        self.places.contains(&path)
    }
}

fn unreadable(source: Source, broken: bilingual::Broken) -> Trouble {
    let end = source.text.len();
    let at = source.text.floor_char_boundary(broken.at.min(end));
    let finding = Finding {
        check: UNREADABLE,
        rule: None,
        severity: Severity::Error,
        confidence: Confidence::High,
        message: broken.message,
        help: "mend the file; the others are linted".to_owned(),
        primary: Label {
            source: SourceId::Rules(0),
            span: Span::new(at, source.text.ceil_char_boundary((at + 1).min(end))),
            reading: String::new(),
            text: String::new(),
        },
        related: Vec::new(),
        fixes: Vec::new(),
    };
    (vec![source], vec![finding])
}
