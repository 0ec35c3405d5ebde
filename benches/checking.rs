//! How fast articles are checked, whatever the number of rules, and how long rules
//! take to load. `docs/benchmarks.md` says how to run it.

mod texts;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use factlint::article::Article;
use factlint::lint::{Settings, lint};
use factlint::rule::checked::RuleSet;
use factlint::source::Source;
use texts::{ARTICLE, article, articles, bytes_of, languages, lexicons, repeated, rule_file};

fn main() {
    divan::main();
}

/// Numbers of rules, each about a name of twelve forms.
const RULES: [usize; 4] = [0, 10, 1_000, 10_000];

/// Bytes of text a language gives.
const BYTES: usize = 100 * 1024;

/// Checks the same articles in five languages against more and more rules.
fn check(bencher: Bencher<'_, '_>, rules: usize, threads: usize) {
    let tags = languages();
    let lexicons = lexicons(rules, &tags);
    let articles: Vec<Article> = tags.iter().flat_map(|tag| articles(tag, BYTES)).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    bencher
        .counter(BytesCount::new(bytes_of(&articles)))
        .with_inputs(|| articles.clone())
        .bench_local_values(|articles| {
            pool.install(|| lint(articles, &lexicons, &Settings::default()).findings.len())
        });
}

/// All of `factlint check` but the files and the report.
#[divan::bench(args = RULES, sample_count = 20)]
fn a_check_on_one_core(bencher: Bencher<'_, '_>, rules: usize) {
    check(bencher, rules, 1);
}

/// The same on every core.
#[divan::bench(args = RULES, sample_count = 20)]
fn b_check_on_all_cores(bencher: Bencher<'_, '_>, rules: usize) {
    check(bencher, rules, 0);
}

/// From the YAML of a rule file to the rule set.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 5)]
fn c_load_rules(bencher: Bencher<'_, '_>, rules: usize) {
    let text = rule_file(rules);
    bencher.counter(ItemsCount::new(rules)).bench_local(|| {
        RuleSet::from_sources(vec![Source::new("rules.yaml", text.clone())]).map(|set| set.rules.len()).ok()
    });
}

/// From a rule set to the lexicon of one language.
#[divan::bench(args = RULES, sample_count = 5)]
fn d_make_lexicon(bencher: Bencher<'_, '_>, rules: usize) {
    let set = texts::rule_set(rules);
    let tag = languages()[0];
    bencher.bench_local(|| texts::lexicons_of(&set, &[tag]));
}

/// Folders in which sentences are told twice: the speed must not fall.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn e_restated_in_articles(bencher: Bencher<'_, '_>, count: usize) {
    let tags = languages();
    let made: Vec<Article> = (0..count)
        .map(|at| {
            let tag = tags[at % tags.len()];
            article(&format!("{at}.txt"), tag, repeated(tag, 10, u64::try_from(at).expect("an index fits")))
        })
        .collect();
    run(bencher, &made);
}

/// One document of many sentences, beside a short one that tells them too.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 3, sample_size = 1)]
fn f_restated_in_a_document(bencher: Bencher<'_, '_>, sentences: usize) {
    let tag = languages()[1];
    let made = [
        article("long.txt", tag, repeated(tag, sentences, 1)),
        article("short.txt", tag, repeated(tag, 20, 2)),
    ];
    run(bencher, &made);
}

/// Stories of twenty articles each that say they are translations.
#[divan::bench(args = [10, 100, 1_000], sample_count = 3, sample_size = 1)]
fn g_translations(bencher: Bencher<'_, '_>, groups: usize) {
    let tags = languages();
    let mut made = Vec::new();
    for group in 0..groups {
        for member in 0..20 {
            let tag = tags[member % tags.len()];
            let seed = u64::try_from(group).expect("an index fits");
            let mut one =
                article(&format!("{group}-{member}.txt"), tag, texts::text(tag, ARTICLE / 10, seed));
            one.translation_of = (member > 0).then(|| format!("{group}-0.txt"));
            made.push(one);
        }
    }
    run(bencher, &made);
}

fn run(bencher: Bencher<'_, '_>, articles: &[Article]) {
    let lexicons = lexicons(0, &languages());
    bencher
        .counter(BytesCount::new(bytes_of(articles)))
        .with_inputs(|| articles.to_vec())
        .bench_local_values(|articles| lint(articles, &lexicons, &Settings::default()).findings.len());
}
