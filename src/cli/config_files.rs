//! Finding and reading `factlint.yaml`, upwards from each article.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::args::ConfigChoice;
use super::failure::Failure;
use super::input::{name_of, read_file};
use super::rule_files::show_mistakes;
use crate::config::{BrokenConfig, Config, Configs, FILE_NAMES};
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
}

impl ConfigFiles {
    /// The file for the place where factlint is run, or the one that was named.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or has mistakes; those are printed here.
    pub fn start(choice: &ConfigChoice) -> Result<Self, Failure> {
        let mut found = Self { fixed: choice.no_config, ..Self::default() };
        if let Some(path) = &choice.config {
            found.home = Some(found.load(path)?);
            found.fixed = true;
        } else if !choice.no_config {
            found.home = found.above(&absolute(Path::new(".")))?;
        }
        Ok(found)
    }

    /// Finds the file an article follows. The article need not exist.
    ///
    /// # Errors
    ///
    /// As for [`start`](Self::start).
    pub fn assign(&mut self, path: &Path) -> Result<(), Failure> {
        let whole = absolute(path);
        let folder = whole.parent().unwrap_or(&whole);
        let config = if self.fixed { self.home } else { self.above(folder)? };
        let Some(config) = config else { return Ok(()) };
        let from_there = whole.strip_prefix(&self.folders[config]).unwrap_or(path);
        self.configs.assign(&name_of(path), config, &name_of(from_there));
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
        self.configs.of(&name_of(path)).is_some_and(|(config, path)| config.exclude.matches(path))
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
        config.baseline.as_ref().map(|path| from_here(&folder.join(path)))
    }

    /// Holds the files against the rule set in use.
    ///
    /// # Errors
    ///
    /// When one names what is neither a check nor a rule; printed here.
    pub fn fit(&self, rules: &RuleSet) -> Result<(), Failure> {
        self.configs.files().iter().try_for_each(|config| config.fits(rules).map_err(|error| broken(&error)))
    }

    /// The nearest file upwards from a folder, as far as the repository reaches.
    fn above(&mut self, folder: &Path) -> Result<Option<usize>, Failure> {
        if let Some(known) = self.seen.get(folder) {
            return Ok(*known);
        }
        let file = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        let found = match (file, folder.parent()) {
            (Some(path), _) => Some(self.load(&from_here(&path))?),
            (None, Some(above)) if !folder.join(".git").exists() => self.above(above)?,
            (None, _) => None,
        };
        self.seen.insert(folder.to_path_buf(), found);
        Ok(found)
    }

    fn load(&mut self, path: &Path) -> Result<usize, Failure> {
        let failed = |reason: String| Failure::ConfigFile { path: path.to_path_buf(), reason };
        let bytes = read_file(path).map_err(failed)?;
        let source = Source::decode(name_of(path), bytes).map_err(|error| failed(error.to_string()))?;
        let config = Config::from_source(source).map_err(|error| broken(&error))?;
        let whole = absolute(path);
        self.folders.push(whole.parent().unwrap_or(&whole).to_path_buf());
        Ok(self.configs.add(config))
    }

    fn path_in(&self, config: usize, path: &str) -> PathBuf {
        from_here(&self.folders[config].join(path))
    }
}

fn broken(broken: &BrokenConfig) -> Failure {
    let count = broken.mistakes.len();
    show_mistakes(&[&broken.source], broken.findings());
    Failure::BrokenConfig(format!("{count} {}", if count == 1 { "mistake" } else { "mistakes" }))
}

/// The path from the root of the system, without `.` and `..`: what is upwards of it is
/// seen from its parts.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = PathBuf::new();
    for part in whole.components() {
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
    let (path, here) = (absolute(path), absolute(Path::new(".")));
    let shared = here.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    // A path with nothing in common but the root is clearer whole.
    if shared <= 1 && here.components().count() > 1 {
        return path;
    }
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}
