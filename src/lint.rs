//! The one library call behind every front end: articles and rules in, findings
//! out. The command line, CI and the editor all call it, so they cannot disagree.

mod taken;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use globset::{Glob, GlobSet, GlobSetBuilder};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::check::{self, Evidence, Outcome, Reach};
use crate::claim::Claim;
use crate::claim::bind::{Bound, Record, bind};
use crate::claim::index::RuleIndex;
use crate::claim::scene::Scene;
use crate::claim::speech::Speech;
use crate::config::Configs;
use crate::finding::Finding;
use crate::lang::registry::Lexicons;
use crate::lang::scan::Scan;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, read};
use crate::rule::checked::RuleSet;
use crate::select::{self, Baseline, Hidden, Selected};
use crate::translation::group::Translation;

pub use taken::{Known, Taken, take_in, take_in_rest};

/// What a run may be told.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day to judge `review-again` by; nothing is overdue without one.
    pub as_of: Option<Edtf>,
    /// Names of articles that are an original and its translation.
    pub pairs: Vec<(String, String)>,
    /// The configuration files, and which article follows which.
    pub configs: Configs,
    /// Findings that are known and not shown.
    pub baseline: Option<Baseline>,
    /// Whether articles were left out that others may speak of: then an exception that
    /// hides nothing may still be needed.
    pub partial: bool,
}

/// An article and everything read in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article.
    pub article: Arc<Article>,
    /// Its tokens, phrases and sentences.
    pub scan: Scan,
    /// Its figures, dates, names and lists, in the order of the text.
    pub mentions: Vec<Mention>,
    speech: OnceLock<Speech>,
}

impl Reading {
    /// Reads an article with the pack of its language.
    #[must_use]
    pub fn of(article: impl Into<Arc<Article>>, lexicons: &Lexicons) -> Self {
        let article = article.into();
        let (pack, lexicon) = lexicons.of(&article.lang);
        let scan = Scan::of(&article, lexicon);
        let mentions = read::read(&Context { article: &article, scan: &scan, lexicon, pack });
        Self { article, scan, mentions, speech: OnceLock::new() }
    }

    /// Its clauses and quotations, found once they are asked for; `context` is its own.
    #[must_use]
    pub fn speech(&self, context: &Context<'_>) -> &Speech {
        self.speech.get_or_init(|| Speech::of(context, &self.mentions))
    }

    /// The context the readers and binding work on.
    #[must_use]
    pub fn context<'a>(&'a self, lexicons: &'a Lexicons) -> Context<'a> {
        let (pack, lexicon) = lexicons.of(&self.article.lang);
        Context { article: &self.article, scan: &self.scan, lexicon, pack }
    }
}

/// Everything a run found out.
#[derive(Debug, Default)]
pub struct Linted {
    /// The articles, in the order given.
    pub articles: Vec<Arc<Article>>,
    /// How many figures, dates, names and lists were read in them.
    pub mentions: usize,
    /// Every claim an article makes about a rule.
    pub claims: Vec<Claim>,
    /// What cannot both be true, as far as it is to be shown, in the order of every
    /// output.
    pub findings: Vec<Finding>,
    /// One fingerprint a finding.
    pub fingerprints: Vec<String>,
    /// What is not shown, and why.
    pub hidden: Hidden,
    /// How many pairs of claims were compared.
    pub compared: usize,
    /// Which articles were compared as translations.
    pub translations: Vec<Translation>,
    /// Rules that no article spoke of, by index.
    pub unmatched: Vec<usize>,
}

/// Reads articles, in parallel, in the order given.
#[must_use]
pub fn read_all(articles: Vec<Article>, lexicons: &Lexicons) -> Vec<Reading> {
    articles.into_par_iter().map(|article| Reading::of(article, lexicons)).collect()
}

/// Binds every article to the rules, in parallel.
#[must_use]
pub fn bind_all(readings: &[Reading], lexicons: &Lexicons, record: Record) -> Vec<Bound> {
    let binder = Binder::new(lexicons);
    let articles = readings.par_iter().enumerate();
    articles.map(|(at, reading)| binder.bind(at, reading, lexicons, record)).collect()
}

/// What binding needs to know of a rule set, worked out once.
#[derive(Debug)]
pub struct Binder {
    index: RuleIndex,
    globs: FxHashMap<usize, GlobSet>,
}

impl Binder {
    /// Looks at the rules of these lexicons.
    #[must_use]
    pub fn new(lexicons: &Lexicons) -> Self {
        let rules: &RuleSet = lexicons.rules();
        Self { index: RuleIndex::of(rules), globs: applies_to(rules) }
    }

    /// Binds an article, known by its index, to the rules it was made for.
    #[must_use]
    pub fn bind(&self, at: usize, reading: &Reading, lexicons: &Lexicons, record: Record) -> Bound {
        if lexicons.rules().rules.is_empty() {
            return Bound::default();
        }
        let scene = Scene::new(at, reading, reading.context(lexicons), lexicons.rules(), &self.index);
        let path = &reading.article.source.name;
        bind(&scene, &|rule| self.globs.get(&rule).is_none_or(|globs| globs.is_match(path)), record)
    }
}

/// The globs of the rules that apply to some articles only, by index of the rule.
/// A glob that is none was a mistake in the rule file, and never gets here.
fn applies_to(rules: &RuleSet) -> FxHashMap<usize, GlobSet> {
    let limited = rules.rules.iter().enumerate().filter(|(_, rule)| !rule.applies_to.is_empty());
    limited
        .map(|(at, rule)| {
            let mut set = GlobSetBuilder::new();
            for glob in rule.applies_to.iter().filter_map(|glob| Glob::new(glob).ok()) {
                set.add(glob);
            }
            (at, set.build().unwrap_or_default())
        })
        .collect()
}

/// The whole job: reads, binds, compares.
#[must_use]
pub fn lint(articles: Vec<Article>, lexicons: &Lexicons, settings: &Settings) -> Linted {
    let articles = articles.into_iter().map(Arc::new).collect();
    compare(&take_in(articles, lexicons, settings), lexicons, settings)
}

/// The job after reading: compares, and chooses what is shown.
#[must_use]
pub fn compare(taken: &Taken, lexicons: &Lexicons, settings: &Settings) -> Linted {
    let rules: &RuleSet = lexicons.rules();
    let claims: Vec<Claim> =
        taken.known.iter().enumerate().flat_map(|(at, known)| known.claims_as(at)).collect();
    let evidence = Evidence {
        articles: &taken.articles,
        readings: &[],
        known: &taken.known,
        lexicons,
        rules,
        claims: &claims,
        facts: &[],
        translations: &[],
        settings,
    };
    let mut all = Outcome::default();
    for reach in [Reach::Rule, Reach::RuleSet, Reach::Words] {
        all.add(check::run_reach(reach, &evidence));
    }
    for (at, known) in taken.known.iter().enumerate() {
        all.add(known.own_as(at));
    }
    for (_, found) in &taken.pairs {
        all.add(found.clone());
    }
    let met: BTreeSet<usize> =
        taken.known.iter().flat_map(|known| &known.bound.met).map(|&(rule, _)| rule).collect();
    let Selected { findings, fingerprints, hidden } =
        select::select(all.findings, &taken.articles, rules, settings);
    Linted {
        articles: taken.articles.clone(),
        mentions: taken.known.iter().map(|known| known.mentions).sum(),
        claims,
        findings,
        fingerprints,
        hidden,
        compared: all.compared,
        translations: taken.pairs.iter().map(|(pair, _)| *pair).collect(),
        unmatched: (0..rules.rules.len()).filter(|rule| !met.contains(rule)).collect(),
    }
}
