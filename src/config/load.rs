//! From the text of `factlint.yaml` to a [`Config`], or to everything that is wrong
//! with it.

use serde::Deserialize;
use serde_json::Value;

use super::written::{AcceptedEntry, ConfigFile, FailOnWord, FolderEntry, LevelWord};
use super::{Accepted, Config, FailOn, Folder, Globs, Level, Levels};
use crate::finding::{Finding, Severity};
use crate::mention::edtf::Edtf;
use crate::rule::at::{At, Keyed, OneOrMany};
use crate::rule::checked::RuleSet;
use crate::rule::mistake::Mistake;
use crate::rule::reader::{Notes, Reader, is_language_tag};
use crate::rule::tree;
use crate::source::Source;
use crate::span::Span;
use crate::target::{self, Target};

/// The version of the configuration.
const VERSION: &str = "1";

/// The name of what is reported about a configuration file.
const CONFIG_MISTAKE: &str = "config-mistake";

/// A configuration file that cannot be used, with everything that is wrong in it.
#[derive(Clone, Debug)]
pub struct BrokenConfig {
    /// The file.
    pub source: Source,
    /// The mistakes, in the order of their places.
    pub mistakes: Vec<Mistake>,
}

impl BrokenConfig {
    /// The mistakes as findings, which every output can show; the file stands where
    /// rule files do.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let named = |mistake: &Mistake| Finding { check: CONFIG_MISTAKE, ..mistake.to_finding() };
        self.mistakes.iter().map(named).collect()
    }
}

/// The JSON Schema of `factlint.yaml`, for YAML editors.
#[must_use]
pub fn schema() -> Value {
    crate::rule::schema_of::<ConfigFile>()
}

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in it.
    pub fn from_source(source: Source) -> Result<Self, BrokenConfig> {
        let notes = Notes::new(0);
        let config = read(&source.text, &notes).map(|file| Checker { notes: &notes }.config(&file));
        let mut mistakes = notes.into_mistakes();
        if mistakes.is_empty() {
            return Ok(Self { source, ..config.unwrap_or_default() });
        }
        mistakes.sort_by_key(|mistake| mistake.labels.first().map(|(place, _)| *place));
        Err(BrokenConfig { source, mistakes })
    }

    /// What names neither a check nor anything of the rule set in use.
    ///
    /// # Errors
    ///
    /// The mistakes, if there are any.
    pub fn fits(&self, rules: &RuleSet) -> Result<(), BrokenConfig> {
        let notes = Notes::new(0);
        let folders = self.folders.iter().flat_map(|folder| &folder.severity);
        for (target, _, span) in self.severity.iter().chain(folders) {
            let Some(id) = target.rule().filter(|id| !target::is_known(id, rules)) else { continue };
            let message = format!("`{id}` is neither a check nor a rule of the rule set");
            let help = match target::meant(id, rules) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`factlint explain` lists the checks, `factlint rules list` the rules".to_owned(),
            };
            notes.add(Mistake::new(notes.place(*span), message).help(help));
        }
        let mistakes = notes.into_mistakes();
        if mistakes.is_empty() { Ok(()) } else { Err(BrokenConfig { source: self.source.clone(), mistakes }) }
    }
}

/// Reads the file as written; `None` when it is not YAML or no mapping.
fn read(text: &str, notes: &Notes) -> Option<ConfigFile> {
    let node = match tree::parse(text) {
        Ok(node) => node,
        Err(error) => {
            notes.add(Mistake::new(notes.place(error.span), format!("not YAML: {}", error.message)));
            return None;
        }
    };
    let file = if node.kind == tree::Kind::Nothing {
        Some(ConfigFile::default())
    } else {
        At::<ConfigFile>::deserialize(Reader { node: &node, notes }).ok().and_then(|at| at.value)
    }?;
    let help = "write `factlint: 1` at its head";
    match &file.factlint {
        None => notes.add(
            Mistake::new(notes.place(node.span), "the file does not say which version it is of").help(help),
        ),
        Some(At { value: Some(version), span }) if version.0 != VERSION => {
            let message = format!("unknown version `{}` of the configuration", version.0);
            notes.add(Mistake::new(notes.place(*span), message).help(help));
        }
        Some(_) => {}
    }
    Some(file)
}

/// Checks the parts of a file, and notes what is wrong.
struct Checker<'n> {
    notes: &'n Notes,
}

impl Checker<'_> {
    fn wrong(&self, span: Span, message: impl Into<String>, help: &str) {
        self.notes.add(Mistake::new(self.notes.place(span), message).help(help));
    }

    fn config(&self, file: &ConfigFile) -> Config {
        Config {
            source: Source::default(),
            paths: self.paths(file.paths.as_ref()).unwrap_or_default(),
            exclude: self.globs(file.exclude.as_ref()),
            rules: self.paths(file.rules.as_ref()),
            languages: self.languages(file.languages.as_ref()),
            fail_on: file.fail_on.as_ref().and_then(|at| at.value).map(fail_on),
            baseline: file.baseline.as_ref().and_then(|at| self.path(at)),
            severity: levels(file.severity.as_ref()),
            folders: entries(file.folders.as_ref()).map(|(entry, span)| self.folder(entry, span)).collect(),
            accepted: entries(file.accepted.as_ref())
                .filter_map(|(entry, span)| self.accepted(entry, span))
                .collect(),
        }
    }

    /// `None` where the key is missing: an empty list says something else.
    fn paths(&self, list: Option<&OneOrMany<String>>) -> Option<Vec<String>> {
        Some(list?.0.iter().filter_map(|at| self.path(at)).collect())
    }

    fn path(&self, at: &At<String>) -> Option<String> {
        let path = at.value.as_ref()?;
        if path.trim().is_empty() {
            self.wrong(at.span, "expected a path, but here is none", "");
            return None;
        }
        Some(path.clone())
    }

    fn globs(&self, list: Option<&OneOrMany<String>>) -> Globs {
        let items = list.map_or(&[][..], |list| &list.0);
        let patterns = items.iter().filter_map(|at| Some((at.value.as_deref()?, at.span)));
        Globs::new(patterns, |span, reason| {
            let message = format!("expected a pattern of files, but it cannot be read: {reason}");
            self.wrong(span, message, "write it as in `.gitignore`: `drafts/`, `*.bak.md`");
        })
    }

    fn languages(&self, list: Option<&OneOrMany<String>>) -> Vec<String> {
        let items = list.map_or(&[][..], |list| &list.0);
        let tag = |at: &At<String>| {
            let tag = at.value.clone()?;
            if !is_language_tag(&tag) {
                let message = format!("`{tag}` is not a language tag");
                self.wrong(at.span, message, "a language is a tag such as `en`, `he` or `zh-Hant`");
                return None;
            }
            Some(tag)
        };
        items.iter().filter_map(tag).collect()
    }

    fn folder(&self, entry: &FolderEntry, span: Span) -> Folder {
        if entry.files.is_none() {
            self.wrong(span, "the entry does not say which articles it is for", "give `files`");
        }
        if entry.severity.is_none() {
            self.wrong(span, "the entry says nothing of its articles", "give `severity`");
        }
        Folder { files: self.globs(entry.files.as_ref()), severity: levels(entry.severity.as_ref()) }
    }

    fn accepted(&self, entry: &AcceptedEntry, span: Span) -> Option<Accepted> {
        let text = |at: &Option<At<String>>, missing: &str, help: &str| {
            let Some(at) = at else {
                self.wrong(span, missing, help);
                return None;
            };
            // After a mistake that was noted already there is no value.
            let text = at.value.as_deref()?.trim();
            if text.is_empty() {
                self.wrong(at.span, missing, help);
            }
            Some(text.to_owned()).filter(|text| !text.is_empty())
        };
        let fingerprint = text(
            &entry.fingerprint,
            "the entry does not say which finding it accepts",
            "give its `fingerprint`, as `--format json` prints it",
        );
        let reason = text(&entry.reason, "the entry does not say why", "give a `reason`");
        let person = text(&entry.person, "the entry does not say who accepted it", "give a `person`");
        let until = entry.until.as_ref().and_then(|at| self.day(at.value.as_ref()?.0.as_str(), at.span));
        Some(Accepted {
            fingerprint: fingerprint?,
            reason: reason?,
            person: person?,
            until,
            article: entry.article.as_ref().and_then(|at| at.value.clone()),
            span: entry.fingerprint.as_ref().map_or(span, |at| at.span),
        })
    }

    fn day(&self, text: &str, span: Span) -> Option<Edtf> {
        let day = text.parse::<Edtf>().ok().filter(|day| day.last_day().is_some());
        if day.is_none() {
            let message = format!("expected a day, but here is `{text}`");
            self.wrong(span, message, "write it as 2025-12-31");
        }
        day
    }
}

fn levels(mapping: Option<&At<Keyed<LevelWord>>>) -> Levels {
    let Some(Keyed(pairs)) = mapping.and_then(|at| at.value.as_ref()) else { return Vec::new() };
    let pair = |(key, word): &(At<String>, At<LevelWord>)| {
        Some((Target::parse(key.value.as_deref()?), level(word.value?), key.span))
    };
    pairs.iter().filter_map(pair).collect()
}

const fn fail_on(word: FailOnWord) -> FailOn {
    match word {
        FailOnWord::Error => FailOn::At(Severity::Error),
        FailOnWord::Warning => FailOn::At(Severity::Warning),
        FailOnWord::Advice => FailOn::At(Severity::Advice),
        FailOnWord::Never => FailOn::Never,
    }
}

const fn level(word: LevelWord) -> Level {
    match word {
        LevelWord::Error => Level::At(Severity::Error),
        LevelWord::Warning => Level::At(Severity::Warning),
        LevelWord::Advice => Level::At(Severity::Advice),
        LevelWord::Off => Level::Off,
        LevelWord::Default => Level::Default,
    }
}

/// The entries of a list that could be read.
fn entries<T>(list: Option<&At<Vec<At<T>>>>) -> impl Iterator<Item = (&T, Span)> {
    let list = list.and_then(|at| at.value.as_ref());
    list.into_iter().flatten().filter_map(|at| at.value.as_ref().map(|value| (value, at.span)))
}
