//! Finding and reading `factlint.yaml`, upwards from each article: from disk, or as it
//! stands in an editor.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::args::ConfigChoice;
use super::failure::Failure;
use super::input::{name_of, read_file};
use super::rule_files::show_mistakes;
use crate::config::{BrokenConfig, Config, Configs, FILE_NAMES};
use crate::finding::Finding;
use crate::rule::checked::RuleSet;
use crate::source::Source;

/// The configuration files of a run.
#[derive(Debug, Default)]
pub struct ConfigFiles {
    /// The files, and which article follows which.
    pub configs: Configs,
    /// The folder of each file.
    folders: Vec<PathBuf>,
    /// The file that speaks for the run as a whole: the one that holds where factlint is
    /// run, or else the only one.
    home: Option<usize>,
    /// What each folder looked in has led to.
    seen: BTreeMap<PathBuf, Option<usize>>,
    /// Whether no other file is looked for.
    fixed: bool,
    /// From where paths are seen, whole: where factlint is run, or the folder that an
    /// editor has open.
    base: PathBuf,
    desk: Option<Desk>,
}

/// What an editor knows of these files. A mistake there ends nothing: the file counts as
/// it last was without any.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The files that are open, by their paths.
    pub open: BTreeMap<PathBuf, String>,
    /// The files as they last were without mistakes.
    good: BTreeMap<PathBuf, Config>,
    /// What is wrong in the files, each alone.
    pub broken: Vec<(Vec<Source>, Vec<Finding>)>,
    /// What could not be read.
    pub complaints: Vec<String>,
}

impl ConfigFiles {
    /// The file for the place where factlint is run, or the one that was named.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or has mistakes; those are printed here.
    pub fn start(choice: &ConfigChoice) -> Result<Self, Failure> {
        Self::seen_from(absolute(Path::new(".")), choice, None)
    }

    /// The same for a folder that an editor has open; without one, each document follows
    /// its own. What is wrong with the files is gathered in the [`Desk`].
    pub fn of_folder(folder: Option<&Path>, choice: &ConfigChoice, desk: Desk) -> Self {
        let desk = Desk { broken: Vec::new(), complaints: Vec::new(), ..desk };
        let base = absolute(folder.unwrap_or(Path::new(".")));
        let alone = Self { base: base.clone(), desk: Some(desk.clone()), ..Self::default() };
        if folder.is_none() && choice.config.is_none() && !choice.no_config {
            return alone;
        }
        Self::seen_from(base, choice, Some(desk)).unwrap_or(alone)
    }

    fn seen_from(base: PathBuf, choice: &ConfigChoice, desk: Option<Desk>) -> Result<Self, Failure> {
        let mut found = Self { fixed: choice.no_config, base, desk, ..Self::default() };
        if let Some(path) = &choice.config {
            // A path of the command line is seen from where it was given.
            found.home = Some(found.load(&absolute(path))?);
            found.fixed = true;
        } else if !choice.no_config {
            found.home = found.above(&found.base.clone())?;
        }
        Ok(found)
    }

    /// What an editor knows, and is to be told, of these files.
    pub const fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// Finds the file an article follows. The article need not exist.
    ///
    /// # Errors
    ///
    /// As for [`start`](Self::start).
    pub fn assign(&mut self, path: &Path) -> Result<(), Failure> {
        self.assign_as(&name_of(path), path)
    }

    /// The same for an article that is known by another name than its path.
    ///
    /// # Errors
    ///
    /// As for [`start`](Self::start).
    pub fn assign_as(&mut self, name: &str, path: &Path) -> Result<(), Failure> {
        let whole = whole(&self.base, path);
        let folder = whole.parent().unwrap_or(&whole);
        let config = if self.fixed { self.home } else { self.above(folder)? };
        let Some(config) = config else { return Ok(()) };
        let from_there = whole.strip_prefix(&self.folders[config]).unwrap_or(path);
        self.configs.assign(name, config, &name_of(from_there));
        Ok(())
    }

    /// Says that an article without a path follows the file of the run.
    pub fn assign_id(&mut self, id: &str) {
        if let Some(home) = self.home {
            self.configs.assign(id, home, id);
        }
    }

    /// Whether the configuration leaves a file out of its folder.
    pub fn excludes(&self, path: &Path) -> bool {
        self.excludes_named(&name_of(path))
    }

    /// The same, by the name of the article.
    pub fn excludes_named(&self, name: &str) -> bool {
        self.configs.of(name).is_some_and(|(config, path)| config.exclude.matches(path))
    }

    /// The file that speaks for the run, and its folder.
    pub fn home(&self) -> Option<(&Config, &Path)> {
        let only = (self.folders.len() == 1).then_some(0);
        let at = self.home.or(only)?;
        Some((&self.configs.files()[at], &self.folders[at]))
    }

    /// What to lint when nothing is named.
    pub fn paths(&self) -> Vec<PathBuf> {
        let Some(home) = self.home else { return Vec::new() };
        self.configs.files()[home].paths.iter().map(|path| self.path_in(home, path)).collect()
    }

    /// The rule files and folders that the files name; `None` where none says anything.
    pub fn rules(&self) -> Option<Vec<PathBuf>> {
        let mut paths: Option<Vec<PathBuf>> = None;
        for (at, config) in self.configs.files().iter().enumerate() {
            for path in config.rules.iter().flatten() {
                let path = self.path_in(at, path);
                let paths = paths.get_or_insert_default();
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
            if config.rules.is_some() {
                paths.get_or_insert_default();
            }
        }
        paths
    }

    /// The baseline that the file of the run names.
    pub fn baseline(&self) -> Option<PathBuf> {
        let (config, folder) = self.home()?;
        config.baseline.as_ref().map(|path| seen_from(&self.base, &folder.join(path)))
    }

    /// Holds the files against the rule set in use.
    ///
    /// # Errors
    ///
    /// When one names what is neither a check nor a rule; printed here.
    pub fn fit(&self, rules: &RuleSet) -> Result<(), Failure> {
        self.configs.files().iter().try_for_each(|config| config.fits(rules).map_err(|error| broken(&error)))
    }

    /// The same for an editor: what names neither a check nor a rule, with its file.
    pub fn misfits(&self, rules: &RuleSet) -> Vec<(Source, Vec<Finding>)> {
        let wrong = self.configs.files().iter().filter_map(|config| config.fits(rules).err());
        wrong.map(|broken| (broken.source.clone(), broken.findings())).collect()
    }

    /// The nearest file upwards from a folder, as far as the repository reaches.
    fn above(&mut self, folder: &Path) -> Result<Option<usize>, Failure> {
        if let Some(known) = self.seen.get(folder) {
            return Ok(*known);
        }
        let is_there = |path: &PathBuf| {
            path.is_file() || self.desk.as_ref().is_some_and(|desk| desk.open.contains_key(path))
        };
        let file = FILE_NAMES.iter().map(|name| folder.join(name)).find(is_there);
        let found = match (file, folder.parent()) {
            (Some(path), _) => Some(self.load(&path)?),
            (None, Some(above)) if !folder.join(".git").exists() => self.above(above)?,
            (None, _) => None,
        };
        self.seen.insert(folder.to_path_buf(), found);
        Ok(found)
    }

    fn load(&mut self, path: &Path) -> Result<usize, Failure> {
        let config = match self.read(path) {
            Ok(config) => {
                if let Some(desk) = &mut self.desk {
                    desk.good.insert(path.to_path_buf(), config.clone());
                }
                config
            }
            Err(failure) => self.last_good(path, failure)?,
        };
        self.folders.push(path.parent().unwrap_or(path).to_path_buf());
        Ok(self.configs.add(config))
    }

    fn read(&self, path: &Path) -> Result<Config, Unusable> {
        let seen = seen_from(&self.base, path);
        let failed = |reason: String| Unusable::Unread(Failure::ConfigFile { path: seen.clone(), reason });
        let open = self.desk.as_ref().and_then(|desk| desk.open.get(path));
        let source = match open {
            Some(text) => Source::new(name_of(&seen), text.clone()),
            None => Source::decode(name_of(&seen), read_file(path).map_err(failed)?)
                .map_err(|error| failed(error.to_string()))?,
        };
        Config::from_source(source).map_err(Unusable::Broken)
    }

    /// On the command line nothing is linted with a file that cannot be used. An editor
    /// is told what is wrong, and the file counts as it last was.
    fn last_good(&mut self, path: &Path, failure: Unusable) -> Result<Config, Failure> {
        let name = name_of(&seen_from(&self.base, path));
        let Some(desk) = &mut self.desk else {
            return Err(match failure {
                Unusable::Unread(failure) => failure,
                Unusable::Broken(error) => broken(&error),
            });
        };
        match failure {
            Unusable::Unread(failure) => desk.complaints.push(failure.to_string()),
            Unusable::Broken(error) => {
                let findings = error.findings();
                desk.broken.push((vec![error.source], findings));
            }
        }
        let never = || Config { source: Source::new(name, ""), ..Config::default() };
        Ok(desk.good.get(path).cloned().unwrap_or_else(never))
    }

    fn path_in(&self, config: usize, path: &str) -> PathBuf {
        seen_from(&self.base, &self.folders[config].join(path))
    }
}

/// Why a file cannot be used.
enum Unusable {
    Unread(Failure),
    Broken(BrokenConfig),
}

fn broken(broken: &BrokenConfig) -> Failure {
    let count = broken.mistakes.len();
    show_mistakes(&[&broken.source], broken.findings());
    Failure::BrokenConfig(format!("{count} {}", if count == 1 { "mistake" } else { "mistakes" }))
}

/// The path from the root of the system, without `.` and `..`: what is upwards of it is
/// seen from its parts.
pub fn absolute(path: &Path) -> PathBuf {
    plain(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// The same for a path that is seen from a folder.
pub fn whole(base: &Path, path: &Path) -> PathBuf {
    plain(&base.join(path))
}

fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// The path from the place where factlint is run, as people write it.
pub fn from_here(path: &Path) -> PathBuf {
    seen_from(&absolute(Path::new(".")), &absolute(path))
}

/// A whole path as people write it in the folder `base`.
fn seen_from(base: &Path, path: &Path) -> PathBuf {
    let path = plain(path);
    let shared = base.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    // A path with nothing in common but the root is clearer whole.
    if shared <= 1 && base.components().count() > 1 {
        return path;
    }
    let up = base.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}
