//! `factlint.yaml` as its authors write it: every mistake is said, all at once, where
//! it stands, and what is right decides what is shown.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

mod common;

use std::fmt::Write as _;

use factlint::config::{Config, Configs, Level};
use factlint::finding::{Finding, Severity};
use factlint::lint::{Linted, Settings, lint};
use factlint::rule::Mistake;
use factlint::source::Source;

/// A slip that needs no rules.
const SLIP: &str = "The reception was held on Thursday, 5 July 2024, in the old town hall.\n";

fn config(text: &str) -> Config {
    Config::from_source(Source::new("factlint.yaml", format!("factlint: 1\n{text}")))
        .unwrap_or_else(|broken| panic!("{}", lines(&broken.source, &broken.mistakes)))
}

/// Mistakes, one line each: line, words labelled, message, help.
fn lines(source: &Source, mistakes: &[Mistake]) -> String {
    let mut text = String::new();
    for mistake in mistakes {
        let (place, _) = mistake.labels[0];
        let line = source.text[..place.span.start].matches('\n').count() + 1;
        let words = &source.text[place.span.range()];
        let _ = writeln!(text, "{line} [{words}]: {}\n    = {}", mistake.message, mistake.help);
    }
    text
}

/// Lints articles of which each follows the configuration, at its own name.
fn run(config: Config, articles: &[(&str, &str)], change: impl FnOnce(&mut Settings)) -> Linted {
    let lexicons = common::lexicons("rules.yaml", "factlint: 1\n");
    let mut configs = Configs::default();
    let file = configs.add(config);
    for (name, _) in articles {
        configs.assign(name, file, name);
    }
    let mut settings = Settings { configs, ..Settings::default() };
    change(&mut settings);
    let articles = articles.iter().map(|(name, text)| common::article(name, text, None)).collect();
    lint(articles, &lexicons, &settings)
}

fn found(linted: &Linted) -> Vec<(&str, Severity)> {
    linted.findings.iter().map(|Finding { check, severity, .. }| (*check, *severity)).collect()
}

#[test]
fn every_mistake_is_said_where_it_stands() {
    let text = common::text("tests/fixtures/config/mistakes.yaml");
    let broken = Config::from_source(Source::new("factlint.yaml", text)).expect_err("it is full of mistakes");
    insta::assert_snapshot!(lines(&broken.source, &broken.mistakes));
}

#[test]
fn what_is_no_mapping_or_no_yaml_is_told_and_comments_alone_are_no_configuration() {
    for (text, words) in
        [("[1, 2]", "expected a mapping"), ("a: [", "not YAML"), ("# soon\n", "which version")]
    {
        let broken = Config::from_source(Source::new("factlint.yaml", text)).expect_err("not usable");
        let lines = lines(&broken.source, &broken.mistakes);
        assert!(lines.contains(words), "{lines}");
    }
}

#[test]
fn a_name_of_no_rule_is_a_mistake_once_the_rules_are_known() {
    let lexicons = common::lexicons("rules/a.yaml", &common::text("tests/fixtures/cli/rules.yaml"));
    let good = config("severity: {trade-china-mongolia: off, figure-mismatch/trade-china-mongolia: error}");
    assert!(good.fits(lexicons.rules()).is_ok());
    let bad = config("folders: [{files: [a/], severity: {trade-china-mongolai: off}}]");
    let broken = bad.fits(lexicons.rules()).expect_err("no such rule");
    let lines = lines(&broken.source, &broken.mistakes);
    assert!(lines.contains("did you mean `trade-china-mongolia`?"), "{lines}");
}

#[test]
fn the_narrower_name_wins_and_the_later_folder() {
    let config = config(
        "severity: {all: advice, weekday-mismatch: warning}\n\
         folders:\n\
         - {files: [old/], severity: {all: off}}\n\
         - {files: [old/kept/], severity: {weekday-mismatch: default}}\n",
    );
    let linted = run(config, &[("a.en.md", SLIP), ("old/b.en.md", SLIP), ("old/kept/c.en.md", SLIP)], |_| ());
    let level = [("weekday-mismatch", Severity::Warning), ("weekday-mismatch", Severity::Error)];
    assert_eq!(found(&linted), level);
    assert_eq!(linted.hidden.off, 1);
}

#[test]
fn what_is_milder_than_its_check_is_never_made_more_severe() {
    let text = |level: &str| config(&format!("severity: {{percent-change: {level}}}"));
    let finding = Finding {
        check: "percent-change",
        severity: Severity::Advice,
        ..run(text("default"), &[("a.en.md", SLIP)], |_| ()).findings.remove(0)
    };
    // The level alone: what is made of it stands in the test above.
    assert_eq!(text("error").level("a.en.md", &finding), Level::At(Severity::Error));
    assert_eq!(text("off").level("a.en.md", &finding), Level::Off);
}

#[test]
fn languages_are_wanted_with_their_regions() {
    let config = config("languages: [he, zh]");
    for (lang, wanted) in [("he", true), ("zh-Hant", true), ("ar", false), ("und", true), ("z", false)] {
        assert_eq!(config.wants(lang), wanted, "{lang}");
    }
    assert!(Config::default().wants("ar"));
}

#[test]
fn an_accepted_finding_is_not_shown_until_its_day_has_passed() {
    let articles = [("a.en.md", SLIP)];
    let fingerprint = run(Config::default(), &articles, |_| ()).fingerprints.remove(0);
    let accepted = || {
        config(&format!(
            "accepted:\n- {{fingerprint: {fingerprint}, reason: printed, person: R. Levi, until: 2025-12-31}}\n"
        ))
    };
    let linted = run(accepted(), &articles, |_| ());
    assert_eq!((found(&linted), linted.hidden.accepted), (vec![], 1));
    let on = |day: &str| {
        let day = day.parse().expect("a day of the calendar");
        run(accepted(), &articles, |settings| settings.as_of = Some(day))
    };
    assert_eq!(found(&on("2025-12-31")), []);
    let late = on("2026-01-01");
    assert_eq!(
        found(&late),
        [("weekday-mismatch", Severity::Error), ("acceptance-stale", Severity::Advice)],
        "the finding is back, and the entry is reported"
    );
    assert!(late.findings[1].message.contains("until 2025-12-31"), "{}", late.findings[1].message);
}

#[test]
fn an_entry_that_fits_nothing_is_stale_only_where_it_could_have_been_needed() {
    let entry = |article: &str| {
        config(&format!("accepted:\n- {{fingerprint: abc, reason: printed, person: R. Levi{article}}}\n"))
    };
    let text = common::text("tests/fixtures/article/story.he.md");
    let articles = [("a.he.md", text.as_str())];
    let stale = [("acceptance-stale", Severity::Advice)];
    assert_eq!(found(&run(entry(""), &articles, |_| ())), stale);
    assert_eq!(found(&run(entry(""), &articles, |settings| settings.partial = true)), []);
    let here = entry(", article: a.he.md");
    assert_eq!(found(&run(here, &articles, |settings| settings.partial = true)), stale);
    let elsewhere = entry(", article: b.he.md");
    assert_eq!(found(&run(elsewhere, &articles, |settings| settings.partial = true)), []);
}

#[test]
fn a_fingerprint_survives_edits_elsewhere_and_another_place_to_run_from() {
    let moved = format!("---\nlang: en\n---\n# A heading\n\nAnother paragraph.\n\n{SLIP}\nAnd one more.\n");
    let before = run(Config::default(), &[("a.en.md", SLIP)], |_| ());
    let after = run(Config::default(), &[("a.en.md", &moved)], |_| ());
    assert_eq!(before.fingerprints, after.fingerprints);
    let other = run(Config::default(), &[("../desk/a.en.md", SLIP)], |settings| {
        settings.configs.assign("../desk/a.en.md", 0, "a.en.md");
    });
    assert_eq!(before.fingerprints, other.fingerprints);
}
