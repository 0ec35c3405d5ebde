//! Finding and reading articles.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use rayon::prelude::*;

use super::args::{ConfigChoice, Input, InputKind, RuleChoice};
use super::config_files::ConfigFiles;
use super::failure::{Failure, STDIN};
use super::jsonl;
use super::output::complain;
use super::rule_files;
use crate::article::{Article, Declared, bilingual, parse};
use crate::lang::dateline::Datelines;
use crate::rule::checked::RuleSet;
use crate::source::Source;
use miette::Diagnostic as _;

/// Endings of the files read in folders.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm"];
/// Articles read at a time.
pub const BATCH: usize = 64;
/// Offsets are 32 bits wide inside a text.
const LARGEST: u64 = 2_000_000_000;

/// The articles of a run, and whether something was asked for that could not be read.
#[derive(Debug, Default)]
pub struct Articles {
    /// In the order of their paths, or of the lines.
    pub articles: Vec<Article>,
    /// Something could not be read; it was complained about already.
    pub incomplete: bool,
    /// How many were left out, for the configuration does not want their languages.
    pub other_languages: usize,
}

/// Everything a command works on: what was asked for, as arguments and configuration
/// say.
#[derive(Debug)]
pub struct Gathered {
    /// The rule set.
    pub rules: Arc<RuleSet>,
    /// The configuration files, and which article follows which.
    pub configs: ConfigFiles,
    /// The articles.
    pub found: Articles,
    /// Where they were looked for; nowhere in particular where it is empty.
    pub paths: Vec<PathBuf>,
}

/// Finds the configuration, the rules and the articles, and reads them.
///
/// # Errors
///
/// As for [`Ready::new`] and [`Ready::each`].
pub fn gather(input: &Input, choice: &RuleChoice, configuration: &ConfigChoice) -> Result<Gathered, Failure> {
    let mut ready = Ready::new(input, choice, configuration)?;
    let mut articles = Vec::new();
    let (incomplete, other_languages) = ready.each(&mut |batch| {
        articles.extend(batch);
        Ok(())
    })?;
    let found = Articles { articles, incomplete, other_languages };
    Ok(Gathered { rules: ready.rules, configs: ready.configs, found, paths: ready.input.paths })
}

/// Rules, configuration and the places of articles, before any article is read.
#[derive(Debug)]
pub struct Ready {
    /// The rule set.
    pub rules: Arc<RuleSet>,
    configs: ConfigFiles,
    input: Input,
    paths: Paths,
}

/// Where articles are.
#[derive(Debug, Default)]
struct Paths {
    files: BTreeSet<PathBuf>,
    /// The file that standard input stands for.
    stdin: Option<PathBuf>,
    incomplete: bool,
}

/// What is done with some articles of a run.
pub type Job<'a> = dyn FnMut(Vec<Article>) -> Result<(), Failure> + 'a;

impl Ready {
    /// Finds the configuration, the rules and the places of the articles. Nothing is
    /// read of the articles before configuration and rules are known to be right.
    ///
    /// # Errors
    ///
    /// When something is wrong with configuration or rules, or the arguments contradict
    /// each other.
    pub fn new(input: &Input, choice: &RuleChoice, configuration: &ConfigChoice) -> Result<Self, Failure> {
        let mut configs = ConfigFiles::start(configuration)?;
        let mut input = input.clone();
        if input.paths.is_empty() && input.input == InputKind::Files {
            input.paths = configs.paths();
        }
        let paths = find(&input, &mut configs)?;
        let rules = rule_files::chosen(choice, &configs)?;
        Ok(Self { rules, configs, input, paths })
    }

    /// Reads the articles some at a time, in order, so that a job that needs no two of
    /// them holds few. What cannot be read is complained about on standard error and does
    /// not hide the rest. Says whether something could not be read, and how many articles
    /// were left out for their languages.
    ///
    /// # Errors
    ///
    /// When there is no article at all and nothing else was wrong, and what the job fails
    /// with.
    pub fn each(&mut self, job: &mut Job<'_>) -> Result<(bool, usize), Failure> {
        let Self { configs, input, paths, .. } = self;
        let (mut none, mut other_languages) = (true, 0);
        let mut wanted = |mut batch: Vec<Article>| {
            none &= batch.is_empty();
            if input.input == InputKind::Jsonl {
                for article in &batch {
                    configs.assign_id(&article.source.name);
                }
            }
            let found = batch.len();
            batch.retain(|article| match configs.configs.of(&article.source.name) {
                Some((config, _)) => config.wants(&article.lang),
                None => true,
            });
            other_languages += found - batch.len();
            job(batch)
        };
        let incomplete = match input.input {
            InputKind::Files => files(paths, input.source_lang.as_deref(), &mut wanted)?,
            InputKind::Jsonl => jsonl::each(&input.paths, &mut wanted)?,
        };
        if none && !incomplete {
            return Err(Failure::NoArticles(places(input)));
        }
        Ok((incomplete, other_languages))
    }
}

/// Where articles were looked for, for people.
fn places(input: &Input) -> String {
    let stdin = STDIN.to_owned();
    match (input.paths.as_slice(), input.input) {
        ([], InputKind::Jsonl) => stdin,
        ([], InputKind::Files) => "this folder".to_owned(),
        (paths, _) => {
            let name =
                |path: &PathBuf| if is_stdin(path) { stdin.clone() } else { format!("`{}`", path.display()) };
            paths.iter().map(name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether the path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Finds the files of a run and the configuration each follows.
fn find(input: &Input, configs: &mut ConfigFiles) -> Result<Paths, Failure> {
    let stdin = input.paths.iter().any(|path| is_stdin(path));
    if input.stdin_path.is_some() && (!stdin || input.input == InputKind::Jsonl) {
        return Err(Failure::StdinPath);
    }
    let mut paths = Paths::default();
    if input.input == InputKind::Jsonl {
        return Ok(paths);
    }
    if input.paths.is_empty() {
        collect(Path::new("."), &mut paths, configs)?;
    }
    for path in input.paths.iter().filter(|path| !is_stdin(path)) {
        collect(path, &mut paths, configs)?;
    }
    // Standard input stands where the file it replaces would: the findings are those
    // of the file once it is saved, in the same order.
    if stdin {
        let replaced = plain(input.stdin_path.as_deref().unwrap_or(Path::new("-")));
        paths.files.retain(|path| !is_same_file(path, &replaced));
        configs.assign(&replaced)?;
        paths.files.insert(replaced.clone());
        paths.stdin = Some(replaced);
    }
    Ok(paths)
}

fn files(paths: &Paths, lang: Option<&str>, job: &mut Job<'_>) -> Result<bool, Failure> {
    let mut incomplete = paths.incomplete;
    let read = |path: &PathBuf| {
        if paths.stdin.as_ref() == Some(path) { stdin_source(path) } else { source(path) }
    };
    let datelines = Datelines::built_in();
    for batch in paths.files.iter().collect::<Vec<_>>().chunks(BATCH) {
        let parsed: Vec<Result<Vec<Article>, Unread>> = batch
            .par_iter()
            .map(|path| read(path).and_then(|source| parse_one(source, lang, datelines)))
            .collect();
        let mut articles = Vec::with_capacity(parsed.len());
        for some in parsed {
            match some {
                Ok(some) => articles.extend(some),
                Err((message, help)) => {
                    complain(&message, help.as_deref());
                    incomplete = true;
                }
            }
        }
        job(articles)?;
    }
    Ok(incomplete)
}

/// The articles of one file: each language of a bilingual one is an article.
///
/// # Errors
///
/// When a bilingual file cannot be read: what is wrong, and the way out.
pub fn parse_one(source: Source, lang: Option<&str>, datelines: &Datelines) -> Result<Vec<Article>, Unread> {
    match bilingual::read(&source, lang, datelines) {
        Ok(Some(articles)) => Ok(articles),
        Ok(None) => Ok(vec![parse(source, &Declared::default(), datelines)]),
        Err(broken) => Err((broken.said(&source), Some("mend the file; the others are linted".to_owned()))),
    }
}

/// What went wrong, and the way out.
pub type Unread = (String, Option<String>);

fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Adds the articles at a path. What cannot be listed is complained about.
fn collect(path: &Path, paths: &mut Paths, configs: &mut ConfigFiles) -> Result<(), Failure> {
    if !path.is_dir() {
        // A file named in full is read whatever its ending; one that is missing
        // fails when it is read.
        let path = plain(path);
        configs.assign(&path)?;
        paths.files.insert(path);
        return Ok(());
    }
    for entry in walk(path) {
        match entry {
            Ok(path) => {
                let path = plain(&path);
                configs.assign(&path)?;
                if !configs.excludes(&path) {
                    paths.files.insert(path);
                }
            }
            Err(error) => {
                complain(&format!("expected a folder that can be read: {error}"), Some("the rest is linted"));
                paths.incomplete = true;
            }
        }
    }
    Ok(())
}

/// The articles of a folder: what git ignores and what is hidden is left out.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    WalkBuilder::new(folder).require_git(false).build().filter_map(|entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            (is_file && is_read(entry.path())).then(|| Ok(entry.into_path()))
        }
        Err(error) => Some(Err(error)),
    })
}

/// The path without `./`: one order and one name, however a file was come upon.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_path_buf()
}

/// Whether files of this name are read, where a folder is.
pub fn is_read(path: &Path) -> bool {
    is_article(path) || has_ending(path, bilingual::ENDINGS)
}

/// Whether files of this name are articles: one text each.
pub fn is_article(path: &Path) -> bool {
    has_ending(path, ENDINGS)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The name people know a file by, with `/` on every system and without `./`.
pub fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}

fn source(path: &Path) -> Result<Source, Unread> {
    let name = name_of(path);
    match read_file(path) {
        Ok(bytes) => decode(&name, bytes),
        Err(reason) => Err((format!("expected an article that can be read at `{name}`: {reason}"), None)),
    }
}

/// The bytes of a file, or why it cannot be read.
///
/// # Errors
///
/// When it is missing, or no file: a device has no end, and a named pipe no beginning
/// until somebody writes to it. The pipes a shell makes stand under `/dev`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let meta = fs::metadata(path).map_err(|error| error.to_string())?;
    if !meta.is_file() && !path.starts_with("/dev/fd") && path != Path::new("/dev/stdin") {
        return Err(if meta.is_dir() { "it is a folder" } else { "it is no file" }.to_owned());
    }
    let file = File::open(path).map_err(|error| error.to_string())?;
    // One byte more, so that the end is seen without making room for more.
    let room = usize::try_from(meta.len().min(LARGEST)).unwrap_or_default() + 1;
    let mut bytes = Vec::with_capacity(room);
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err("it is larger than 2 GB".to_owned());
    }
    Ok(bytes)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Unread> {
    Source::decode(name.to_owned(), bytes)
        .map_err(|error| (error.to_string(), error.help().map(|help| help.to_string())))
}

fn stdin_source(name: &Path) -> Result<Source, Unread> {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(_) => decode(&name_of(name), bytes),
        Err(error) => Err((format!("expected an article on standard input: {error}"), None)),
    }
}
