//! `factlint check`: the default job.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use super::args::{CheckArguments, Input, InputKind};
use super::config_files::ConfigFiles;
use super::failure::{Exit, Failure};
use super::{baseline, changes, fix, input, notes, output, rule_files};
use crate::article::Article;
use crate::config::{Configs, FailOn};
use crate::finding::{Severity, SourceId};
use crate::lang::registry::Lexicons;
use crate::lint::{Linted, Settings, compare, take_in};
use crate::report::Report;
use crate::rule::checked::RuleSet;
use crate::select::{self, Before};
use crate::source::Source;

/// Runs it.
///
/// # Errors
///
/// When nothing could be linted.
pub fn run(arguments: &CheckArguments) -> Result<Exit, Failure> {
    possible(arguments)?;
    let changes = changes::find(arguments)?;
    let pairs = pairs(arguments);
    let input::Gathered { rules, mut configs, mut found, paths } =
        input::gather(&with_pairs(arguments), &arguments.choice, &arguments.configuration)?;
    // What the last run wrote is no article, whatever its name ends in.
    let written: BTreeSet<String> = arguments.output.iter().map(|(_, path)| input::name_of(path)).collect();
    found.articles.retain(|article| !written.contains(&article.source.name));
    if let Some(name) = unread(&pairs, &found.articles) {
        return Err(Failure::NoSuchArticle(name));
    }
    let lexicons = rule_files::lexicons(&rules);
    let since = changes.as_ref().map(|changes| changes.since.clone());
    let before = match changes {
        Some(changes) => {
            Some(changes.before(&found.articles, &rules, &mut configs, (&paths, &arguments.input))?)
        }
        None => None,
    };
    let place = arguments.write_baseline.then(|| baseline::place(arguments, &configs)).transpose()?;
    let settings = settings(arguments, pairs, configs)?;
    // What is printed on standard output never depends on the clock: without
    // `--as-of` what is overdue is only mentioned beside it.
    if arguments.as_of.is_none() && !arguments.quiet {
        notes::remind(&rules, &settings.configs);
    }
    let job = Job { lexicons: &lexicons, settings: &settings, before: before.as_ref() };
    let mut linted = job.compared(found.articles.into_iter().map(Arc::new).collect());
    if let Some(place) = place {
        return baseline::store(&place, &settings.configs, &linted, &rules, found.incomplete);
    }
    let mut incomplete = found.incomplete;
    let failed;
    if arguments.dry_run {
        fix::show(&linted, &lexicons)?;
        failed = fails(&linted, &settings.configs, arguments);
    } else {
        let mut fixed = fix::Outcome::default();
        if arguments.fix {
            (linted, fixed) = job.fixed(linted);
            incomplete |= fixed.incomplete;
        }
        let other_languages = found.other_languages;
        let run = notes::Run { other_languages, list: arguments.unmatched, since, fixed };
        failed = fails(&linted, &settings.configs, arguments);
        report(linted, &rules, &settings, arguments, &run)?;
    }
    std::mem::forget(lexicons);
    Ok(if incomplete {
        Exit::Failed
    } else if failed {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// What cannot be asked for together.
fn possible(arguments: &CheckArguments) -> Result<(), Failure> {
    let lines = arguments.input.input == InputKind::Jsonl;
    let stdin = arguments.input.paths.iter().any(|path| input::is_stdin(path));
    if lines && (arguments.diff.is_some() || arguments.diff_file.is_some()) {
        return Err(Failure::DiffOfNoFiles);
    }
    if arguments.fix && (lines || stdin) {
        return Err(Failure::FixOfNoFiles);
    }
    Ok(())
}

/// What articles are compared with.
struct Job<'a> {
    lexicons: &'a Lexicons,
    settings: &'a Settings,
    before: Option<&'a Before>,
}

impl Job<'_> {
    /// What is found in articles, and to be shown.
    fn compared(&self, articles: Vec<Arc<Article>>) -> Linted {
        let taken = take_in(articles, self.lexicons, self.settings);
        let mut linted = compare(&taken, self.lexicons, self.settings);
        if let Some(before) = self.before {
            select::keep_new(&mut linted, &taken, before, self.lexicons, self.settings);
        }
        std::mem::forget(taken);
        linted
    }

    /// Writes what may be written, and finds what is left.
    fn fixed(&self, mut linted: Linted) -> (Linted, fix::Outcome) {
        let fixes = crate::fix::apply(&linted.articles, &linted.findings, self.lexicons);
        if fixes.is_empty() {
            return (linted, fix::Outcome::default());
        }
        let mut articles = std::mem::take(&mut linted.articles);
        let outcome = fix::store(&mut articles, fixes);
        (self.compared(articles), outcome)
    }
}

/// Prints the findings.
fn report(
    linted: Linted,
    rules: &RuleSet,
    settings: &Settings,
    arguments: &CheckArguments,
    run: &notes::Run,
) -> Result<(), Failure> {
    // The process ends after this: taking apart what was read is work for nothing.
    let mut linted = ManuallyDrop::new(linted);
    let summary = notes::summary(&linted, rules, settings, run);
    if summary.compared == 0 && !arguments.quiet {
        output::say("note: nothing was compared\n");
    }
    let found = (std::mem::take(&mut linted.findings), std::mem::take(&mut linted.fingerprints));
    let report = ManuallyDrop::new(Report::of(
        linted.articles.iter().map(|article| &article.source).collect(),
        sources(rules, &settings.configs),
        found,
        summary,
    ));
    let options = output::options(arguments.looks, arguments.quiet);
    output::publish(&report, &arguments.format, &options, &arguments.output)
}

/// What the library is told of the run.
fn settings(
    arguments: &CheckArguments,
    pairs: Vec<(String, String)>,
    files: ConfigFiles,
) -> Result<Settings, Failure> {
    // What is written is everything, known or not.
    let known = if arguments.write_baseline { None } else { baseline::read(arguments, &files)? };
    Ok(Settings {
        as_of: arguments.as_of.clone(),
        pairs,
        baseline: known,
        partial: is_partial(&arguments.input),
        configs: files.configs,
    })
}

/// Whether single files were named: others may be what an exception is for.
fn is_partial(input: &Input) -> bool {
    !input.paths.is_empty() && !input.paths.iter().any(|path| path.is_dir())
}

/// The sources that findings may point at besides articles: the rule set's, then the
/// configuration's.
fn sources<'a>(rules: &'a RuleSet, configs: &'a Configs) -> Vec<&'a Source> {
    rules.sources.iter().chain(configs.files().iter().map(|config| &config.source)).collect()
}

/// The names of the articles of `--pair`, two by two.
fn pairs(arguments: &CheckArguments) -> Vec<(String, String)> {
    let names: Vec<String> = arguments.pair.iter().map(|path| input::name_of(path)).collect();
    names.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// The input with the files of `--pair`. With those alone nothing else is read.
fn with_pairs(arguments: &CheckArguments) -> Input {
    let mut input = arguments.input.clone();
    if input.input == InputKind::Files {
        input.paths.extend(arguments.pair.iter().cloned());
    }
    input
}

/// An article of `--pair` that is not among those read, although nothing failed.
fn unread(pairs: &[(String, String)], articles: &[Article]) -> Option<String> {
    let known: BTreeSet<&str> = articles.iter().map(|article| article.source.name.as_str()).collect();
    let names = pairs.iter().flat_map(|(original, translation)| [original, translation]);
    names.into_iter().find(|name| !known.contains(name.as_str())).cloned()
}

/// Whether a finding is severe enough to fail the run: by the arguments, or else by the
/// configuration of its article.
fn fails(linted: &Linted, configs: &Configs, arguments: &CheckArguments) -> bool {
    let usual = FailOn::At(Severity::Error);
    linted.findings.iter().any(|finding| {
        let configured = match finding.primary.source {
            SourceId::Article(at) => {
                configs.of(&linted.articles[at].source.name).and_then(|(config, _)| config.fail_on)
            }
            SourceId::Rules(_) => configs.files().first().and_then(|config| config.fail_on),
        };
        let fail_on = arguments.fail_on.map(super::args::FailOn::checked).or(configured);
        fail_on.unwrap_or(usual).fails(finding.severity)
    })
}
