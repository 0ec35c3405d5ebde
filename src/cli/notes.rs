//! What is said of a run besides its findings: silence is no approval.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use super::fix::Outcome;
use super::output;
use crate::config::Configs;
use crate::lang::registry::NEUTRAL;
use crate::lint::{Linted, Settings};
use crate::mention::edtf::Edtf;
use crate::report::{Summary, sanitise};
use crate::rule::checked::RuleSet;
use crate::select::Hidden;
use crate::translation::group::Basis;

/// What the command line knows of a run.
#[derive(Debug)]
pub struct Run {
    /// Articles left out for their languages.
    pub other_languages: usize,
    /// Whether to list the rules that matched nothing.
    pub list: bool,
    /// Since when changes are shown, if only those are.
    pub since: Option<String>,
    /// What was mended.
    pub fixed: Outcome,
}

/// The counts of a run, and its notes.
pub fn summary(linted: &Linted, rules: &RuleSet, settings: &Settings, run: &Run) -> Summary {
    let mut notes = Vec::new();
    if rules.rules.is_empty() {
        notes.push("no rules were used".to_owned());
    } else if !linted.unmatched.is_empty() {
        let (unmatched, all) = (linted.unmatched.len(), rules.rules.len());
        notes.push(format!("{unmatched} of {all} rules matched nothing"));
    }
    if run.list {
        notes
            .extend(linted.unmatched.iter().map(|&rule| format!("rule-unmatched: {}", rules.rules[rule].id)));
    }
    notes.extend(unread_languages(linted));
    let other_languages = run.other_languages;
    if other_languages > 0 {
        notes.push(format!(
            "{} left out, for the configuration does not list {} language",
            counted(other_languages, "article was", "articles were"),
            if other_languages == 1 { "its" } else { "their" }
        ));
    }
    notes.extend(proposed(linted));
    notes.extend(untranslated(linted));
    if run.fixed.mended > 0 {
        let findings = counted(run.fixed.mended, "finding was", "findings were");
        notes.push(format!("{findings} mended in {}", counted(run.fixed.articles, "article", "articles")));
    }
    if let Some(since) = &run.since {
        let old = match linted.hidden.unchanged {
            0 => String::new(),
            count => format!("; {} there before", counted(count, "finding was", "findings were")),
        };
        notes.push(format!("only what came since {since} is shown{old}"));
    }
    notes.extend(not_shown(linted.hidden, settings));
    Summary {
        articles: linted.articles.len(),
        mentions: linted.mentions,
        claims: linted.claims.len(),
        compared: linted.compared,
        notes,
        ..Summary::default()
    }
}

/// Articles that were compared as translations though nobody said that they are.
fn proposed(linted: &Linted) -> Option<String> {
    let name = |at: usize| sanitise::visible(&linted.articles[at].source.name);
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
    let units = linted.articles.iter().filter_map(|article| article.units.as_ref());
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
    let without = linted.articles.iter();
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

/// What was found and is not shown.
fn not_shown(hidden: Hidden, settings: &Settings) -> Vec<String> {
    let reasons = [
        (hidden.allowed, "allowed in the text"),
        (hidden.off, "turned off by the configuration"),
        (hidden.accepted, "accepted in the configuration"),
        (hidden.baseline, "in the baseline"),
    ];
    let said: Vec<String> = reasons
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{count} {reason}"))
        .collect();
    let mut notes = Vec::new();
    if !said.is_empty() {
        let all: usize = reasons.iter().map(|(count, _)| count).sum();
        notes.push(format!("{} not shown: {}", counted(all, "finding is", "findings are"), said.join(", ")));
    }
    if hidden.stale_baseline > 0 && !settings.partial {
        notes.push(format!(
            "{} no finding any more; --write-baseline takes what is stale out",
            counted(hidden.stale_baseline, "entry of the baseline fits", "entries of the baseline fit")
        ));
    }
    notes
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says on standard error what is due for another look: rule sets, and findings that
/// were accepted for a time.
pub fn remind(rules: &RuleSet, configs: &Configs) {
    let Some(today) = today() else { return };
    for entry in configs.files().iter().flat_map(|config| &config.accepted) {
        let Some(until) = entry.until.as_ref().filter(|until| until.last_day() < today.first_day()) else {
            continue;
        };
        let (person, reason) = (sanitise::visible(&entry.person), sanitise::visible(&entry.reason));
        output::say(&format!(
            "note: {person} accepted a finding until {until} ({reason}); --as-of shows it\n"
        ));
    }
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
