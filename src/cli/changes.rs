//! `--diff` and `--diff-file`: the state before a change, read at the edge, for the
//! library to compare with.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckArguments, Input};
use super::config_files::{ConfigFiles, absolute, from_here};
use super::failure::{Failure, STDIN};
use super::git::{self, Changed};
use super::input::{is_article, is_stdin, name_of, parse_one, read_file};
use super::{output, rule_files};
use crate::article::Article;
use crate::diff::{self, FileDiff};
use crate::lang::dateline::Datelines;
use crate::report::sanitise;
use crate::rule::checked::RuleSet;
use crate::select::{Before, Old};
use crate::source::Source;

/// What changed, before it is known which of it are articles.
#[derive(Debug)]
pub struct Changes {
    /// Since when, for people.
    pub since: String,
    files: Vec<Changed>,
}

/// Finds out what changed, if only that is to be shown.
///
/// # Errors
///
/// When it cannot be told, with the way out.
pub fn find(arguments: &CheckArguments) -> Result<Option<Changes>, Failure> {
    if let Some(path) = &arguments.diff_file {
        let files = by_diff(path)?;
        return Ok(Some(Changes { since: "the state before the diff".to_owned(), files }));
    }
    let Some(base) = &arguments.diff else { return Ok(None) };
    let base = Some(base.as_str()).filter(|base| !base.is_empty());
    let git::Since { base, files } = git::since(Path::new("."), base)?;
    Ok(Some(Changes { since: sanitise::visible(&base), files }))
}

impl Changes {
    /// The state before the change: older versions of articles and of rule files.
    ///
    /// # Errors
    ///
    /// When the configuration of an older name is broken.
    pub fn before(
        self,
        articles: &[Article],
        rules: &RuleSet,
        configs: &mut ConfigFiles,
        (paths, input): (&[PathBuf], &Input),
    ) -> Result<Before, Failure> {
        let lang = input.source_lang.as_deref();
        let names: BTreeMap<PathBuf, &str> = articles
            .iter()
            .map(|article| article.source.name.as_str())
            .map(|name| (real(Path::new(name)), name))
            .collect();
        let scope = Scope::of(paths);
        let lexicons = old_rules(&self.files, rules).map(|rules| rule_files::lexicons(&Arc::new(rules)));
        let typed = input.stdin_path.as_deref().and_then(|path| self.as_it_lies(path));
        let mut old = Vec::new();
        for file in self.files.into_iter().chain(typed) {
            let now = file.new.as_ref().and_then(|path| names.get(&real(path)));
            let was = file.old.as_deref().filter(|path| now.is_some() || scope.holds(path));
            let articles = match (was, file.before) {
                (Some(path), Some(bytes)) => earlier(&from_here(path), bytes, configs, lang)?,
                _ => Vec::new(),
            };
            if now.is_some() || !articles.is_empty() {
                old.push(Old { now: now.map(ToString::to_string), articles });
            }
        }
        Ok(Before { articles: old, lexicons })
    }

    /// The file whose newer state standard input is, where it did not change on disk:
    /// what was typed since is the change.
    fn as_it_lies(&self, path: &Path) -> Option<Changed> {
        let place = real(path);
        if self.files.iter().any(|file| file.new.as_ref().is_some_and(|new| real(new) == place)) {
            return None;
        }
        let before = read_file(path).ok();
        let path = absolute(path);
        Some(Changed { old: before.is_some().then(|| path.clone()), new: Some(path), before })
    }
}

/// The articles of a file as it was. What could not be read then was not there.
fn earlier(
    path: &Path,
    bytes: Vec<u8>,
    configs: &mut ConfigFiles,
    lang: Option<&str>,
) -> Result<Vec<Article>, Failure> {
    configs.assign(path)?;
    let Ok(source) = Source::decode(name_of(path), bytes) else { return Ok(Vec::new()) };
    Ok(parse_one(source, lang, Datelines::built_in()).unwrap_or_default())
}

/// The rule set as it was, where one of its files changed.
fn old_rules(files: &[Changed], rules: &RuleSet) -> Option<RuleSet> {
    let mut sources: BTreeMap<PathBuf, Source> =
        rules.sources.iter().map(|source| (real(Path::new(&source.name)), source.clone())).collect();
    let folders: Vec<PathBuf> =
        sources.keys().filter_map(|path| path.parent().map(Path::to_path_buf)).collect();
    let mut changed = false;
    for file in files {
        let name = file.new.as_ref().and_then(|path| sources.remove(&real(path))).map(|source| source.name);
        let was_there = |path: &PathBuf| {
            rule_files::is_yaml(path)
                && real(path).parent().is_some_and(|folder| folders.iter().any(|known| known == folder))
        };
        let gone = file.old.as_ref().filter(|path| file.new.as_ref() != Some(path) && was_there(path));
        let Some(name) = name.or_else(|| gone.map(|path| name_of(&from_here(path)))) else { continue };
        changed = true;
        if let Some(source) = file.before.clone().and_then(|bytes| Source::decode(name, bytes).ok()) {
            sources.insert(file.old.clone().unwrap_or_default(), source);
        }
    }
    if !changed {
        return None;
    }
    let old = RuleSet::from_sources(sources.into_values().collect());
    if old.is_err() {
        output::say("note: the rules had mistakes before the change; those of now are used for both\n");
    }
    old.ok()
}

/// Where articles are looked for: one that is gone counts if it was there.
struct Scope {
    places: Vec<PathBuf>,
}

impl Scope {
    fn of(paths: &[PathBuf]) -> Self {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here } else { paths };
        Self { places: paths.iter().filter(|path| !is_stdin(path)).map(|path| real(path)).collect() }
    }

    fn holds(&self, path: &Path) -> bool {
        is_article(path) && self.places.iter().any(|place| path.starts_with(place))
    }
}

/// The path without links, as git knows it; of a file that is gone, its folder's.
fn real(path: &Path) -> PathBuf {
    let whole = absolute(path);
    if let Ok(real) = whole.canonicalize() {
        return real;
    }
    match (whole.parent().and_then(|folder| folder.canonicalize().ok()), whole.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => whole,
    }
}

/// What a diff says has changed, with the older versions it implies.
fn by_diff(path: &Path) -> Result<Vec<Changed>, Failure> {
    let name = if is_stdin(path) { STDIN.to_owned() } else { name_of(path) };
    let failed = |reason: String| Failure::Diff { name: name.clone(), reason };
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
        bytes
    } else {
        read_file(path).map_err(failed)?
    };
    let files = diff::parse(&bytes).map_err(|error| failed(error.to_string()))?;
    let root = Root::of(&files);
    files.iter().map(|file| changed(file, &root)).collect()
}

fn changed(file: &FileDiff, root: &Root) -> Result<Changed, Failure> {
    let new = file.new.as_ref().map(|path| root.path(path));
    let old = file.old.as_ref().map(|path| root.path(path));
    // Of a binary file a diff says nothing: all of it counts as new.
    let before = match (&old, &new) {
        (Some(_), _) if file.binary => None,
        (Some(_), None) => file.before(b"").ok(),
        (Some(_), Some(path)) if path.is_file() => {
            let failed = |reason: String| Failure::Diff { name: name_of(&from_here(path)), reason };
            let bytes = read_file(path).map_err(failed)?;
            Some(file.before(&bytes).map_err(|error| failed(error.to_string()))?)
        }
        _ => None,
    };
    Ok(Changed { old: old.filter(|_| before.is_some()), new, before })
}

/// From where a diff names its files: this folder or one above it, with or without the
/// `a/` and `b/` of git. It is the place where most of them are.
struct Root {
    folder: PathBuf,
    strip: bool,
}

impl Root {
    fn of(files: &[FileDiff]) -> Self {
        let here = real(Path::new("."));
        let mut best = (0, Self { folder: here.clone(), strip: true });
        for folder in here.ancestors() {
            for strip in [true, false] {
                let root = Self { folder: folder.to_path_buf(), strip };
                let there = files.iter().filter_map(|file| file.new.as_ref());
                let count = there.filter(|path| root.path(path).is_file()).count();
                if count > best.0 {
                    best = (count, root);
                }
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        best.1
    }

    fn path(&self, path: &str) -> PathBuf {
        let path = match path.split_once('/') {
            Some((_, rest)) if self.strip => rest,
            _ => path,
        };
        absolute(&self.folder.join(path))
    }
}
