//! `factlint check`: the default job.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{CheckArguments, Input, InputKind};
use super::failure::{Exit, Failure};
use super::{input, output, rule_files};
use crate::article::Article;
use crate::finding::Finding;
use crate::lang::registry::NEUTRAL;
use crate::lint::{Linted, Settings, lint};
use crate::mention::edtf::Edtf;
use crate::report::{Report, Summary, sanitise};
use crate::rule::checked::RuleSet;
use crate::translation::group::Basis;

/// Runs it.
///
/// # Errors
///
/// When nothing could be linted.
pub fn run(arguments: &CheckArguments) -> Result<Exit, Failure> {
    let rules = rule_files::chosen(&arguments.choice)?;
    let pairs = pairs(arguments);
    let mut found = input::read(&with_pairs(arguments))?;
    // What the last run wrote is no article, whatever its name ends in.
    let written: BTreeSet<String> = arguments.output.iter().map(|(_, path)| input::name_of(path)).collect();
    found.articles.retain(|article| !written.contains(&article.source.name));
    if let Some(name) = unread(&pairs, &found.articles) {
        return Err(Failure::NoSuchArticle(name));
    }
    let lexicons = rule_files::lexicons(&rules);
    // What is printed on standard output never depends on the clock: without
    // `--as-of` an overdue rule set is only mentioned beside it.
    let settings = Settings { as_of: arguments.as_of.clone(), pairs };
    if arguments.as_of.is_none() && !arguments.quiet {
        remind(&rules);
    }
    let mut linted = lint(found.articles, &lexicons, &settings);
    let findings = std::mem::take(&mut linted.findings);
    let summary = summary(&linted, &rules, arguments.unmatched);
    if summary.compared == 0 && !arguments.quiet {
        output::say("note: nothing was compared\n");
    }
    let failed = fails(&findings, arguments);
    let report = Report::new(
        linted.readings.iter().map(|reading| &reading.article.source).collect(),
        rules.sources.iter().collect(),
        findings,
        summary,
    );
    let options = output::options(arguments.looks, arguments.quiet);
    output::publish(&report, &arguments.format, &options, &arguments.output)?;
    Ok(if found.incomplete {
        Exit::Failed
    } else if failed {
        Exit::Findings
    } else {
        Exit::Clean
    })
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

fn fails(findings: &[Finding], arguments: &CheckArguments) -> bool {
    arguments.fail_on.severity().is_some_and(|least| findings.iter().any(|finding| finding.severity >= least))
}

fn summary(linted: &Linted, rules: &RuleSet, list: bool) -> Summary {
    let mut notes = Vec::new();
    if rules.rules.is_empty() {
        notes.push("no rules were used".to_owned());
    } else if !linted.unmatched.is_empty() {
        let (unmatched, all) = (linted.unmatched.len(), rules.rules.len());
        notes.push(format!("{unmatched} of {all} rules matched nothing"));
    }
    if list {
        notes
            .extend(linted.unmatched.iter().map(|&rule| format!("rule-unmatched: {}", rules.rules[rule].id)));
    }
    notes.extend(unread_languages(linted));
    notes.extend(proposed(linted));
    notes.extend(untranslated(linted));
    Summary {
        articles: linted.readings.len(),
        mentions: linted.readings.iter().map(|reading| reading.mentions.len()).sum(),
        claims: linted.claims.len(),
        compared: linted.compared,
        notes,
        ..Summary::default()
    }
}

/// Articles that were compared as translations though nobody said that they are.
fn proposed(linted: &Linted) -> Option<String> {
    let name = |at: usize| sanitise::visible(&linted.readings[at].article.source.name);
    let mut pairs = linted.translations.iter().filter(|pair| pair.basis == Basis::Proposed);
    let first = pairs.next()?;
    let more = match pairs.count() {
        0 => String::new(),
        1 => ", and so was 1 other pair".to_owned(),
        count => format!(", and so were {count} other pairs"),
    };
    Some(format!(
        "{} was taken for a translation of {}, for they share most of their figures{more}; give \
         `translation-of` in the front matter or --pair to be sure",
        name(first.translation),
        name(first.original)
    ))
}

/// How much of the bilingual files was not compared.
fn untranslated(linted: &Linted) -> Option<String> {
    let units = linted.readings.iter().filter_map(|reading| reading.article.units.as_ref());
    match units.filter(|units| units.original).map(|units| units.left_out).sum::<usize>() {
        0 => None,
        1 => Some("1 unit without a finished translation was left out".to_owned()),
        count => Some(format!("{count} units without a finished translation were left out")),
    }
}

/// One note names the languages without a pack, another the articles whose language
/// could not be told: only digits, codes and symbols were read there.
fn unread_languages(linted: &Linted) -> Vec<String> {
    let packs = crate::lang::registry::Packs::built_in();
    let without = linted.readings.iter().map(|reading| &reading.article);
    let (unknown, known): (Vec<_>, Vec<_>) = without
        .filter(|article| packs.best(&article.lang).is_none())
        .partition(|article| article.lang == NEUTRAL);
    let mut notes = Vec::new();
    let langs: BTreeSet<&str> = known.iter().map(|article| article.lang.as_str()).collect();
    if !langs.is_empty() {
        let langs = Vec::from_iter(langs).join(", ");
        notes.push(format!("no pack for {langs}: only digits, codes and symbols were read there"));
    }
    // An article without a word has no language, and lacks none.
    let mut unknown = unknown.iter().filter(|article| !article.text.trim().is_empty());
    if let Some(first) = unknown.next() {
        let others = match unknown.count() {
            0 => String::new(),
            1 => " and 1 other article".to_owned(),
            count => format!(" and {count} other articles"),
        };
        notes.push(format!(
            "no language could be told for {}{others}: only digits, codes and symbols were read there; \
             give `lang` in its front matter",
            first.source.name
        ));
    }
    notes
}

/// Says on standard error that a rule set is due for review.
fn remind(rules: &RuleSet) {
    let Some(today) = today() else { return };
    for review in rules.reviews.iter().filter(|review| review.again < today) {
        let title = sanitise::visible(&review.title);
        output::say(&format!("note: {title} was to be reviewed on {}; --as-of reports it\n", review.again));
    }
}

/// Today, in UTC.
fn today() -> Option<Edtf> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let days = i64::try_from(seconds / 86_400).ok()?;
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(Edtf::day(i32::from(date.year()), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
}
