//! How fast texts are folded, scanned, read and printed as mentions, on plain text
//! in each core language. `docs/benchmarks.md` says how to run it.

mod texts;

use divan::Bencher;
use divan::counter::BytesCount;
use factlint::article::{Article, Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::fold::fold;
use factlint::lang::scan::Scan;
use factlint::lint::Reading;
use factlint::mention::context::Context;
use factlint::mention::json::Printer;
use factlint::mention::read;
use factlint::source::Source;
use rayon::prelude::*;
use texts::{ARTICLE, articles, bytes_of, endless, languages, lexicons};

fn main() {
    divan::main();
}

/// Bytes of text a language is measured on, in articles of 7 KB.
const BYTES: usize = 400 * 1024;

/// Folding alone.
#[divan::bench(args = languages())]
fn a_fold(bencher: Bencher<'_, '_>, tag: &str) {
    let articles = articles(tag, BYTES);
    bencher
        .counter(BytesCount::new(bytes_of(&articles)))
        .bench_local(|| articles.iter().map(|article| fold(&article.text).text.len()).sum::<usize>());
}

/// Folding, tokens, every phrase of the lexicon, and sentences.
#[divan::bench(args = languages())]
fn b_scan(bencher: Bencher<'_, '_>, tag: &str) {
    let articles = articles(tag, BYTES);
    let lexicons = lexicons(0, &[tag]);
    let (_, lexicon) = lexicons.of(tag);
    bencher
        .counter(BytesCount::new(bytes_of(&articles)))
        .bench_local(|| articles.iter().map(|article| Scan::of(article, lexicon).hits.len()).sum::<usize>());
}

/// The readers of figures, dates and names, on texts that were scanned.
#[divan::bench(args = languages())]
fn c_read(bencher: Bencher<'_, '_>, tag: &str) {
    let articles = articles(tag, BYTES);
    let lexicons = lexicons(0, &[tag]);
    let (pack, lexicon) = lexicons.of(tag);
    let scanned: Vec<(&Article, Scan)> =
        articles.iter().map(|article| (article, Scan::of(article, lexicon))).collect();
    bencher.counter(BytesCount::new(bytes_of(&articles))).bench_local(|| {
        let read =
            |(article, scan): &(&Article, Scan)| read::read(&Context { article, scan, lexicon, pack }).len();
        scanned.iter().map(read).sum::<usize>()
    });
}

/// From the text of an article to its mentions as JSON lines.
fn mentions(bencher: Bencher<'_, '_>, tag: &str, threads: usize) {
    let sources: Vec<(String, String)> =
        articles(tag, BYTES).into_iter().map(|article| (article.source.name, article.source.text)).collect();
    let lexicons = lexicons(0, &[tag]);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    let declared = Declared { lang: Some(tag.to_owned()), ..Declared::default() };
    let lines = |(name, text): (String, String)| {
        let reading =
            Reading::of(parse(Source::new(name, text), &declared, Datelines::built_in()), &lexicons);
        let mut lines = Vec::new();
        Printer::new(&reading.article).print(&reading.mentions, &mut lines);
        lines.len()
    };
    bencher
        .counter(BytesCount::new(sources.iter().map(|(_, text)| text.len()).sum::<usize>()))
        .with_inputs(|| sources.clone())
        .bench_local_values(|sources| pool.install(|| sources.into_par_iter().map(lines).sum::<usize>()));
}

/// All of `factlint mentions` but the files.
#[divan::bench(args = languages())]
fn d_mentions_on_one_core(bencher: Bencher<'_, '_>, tag: &str) {
    mentions(bencher, tag, 1);
}

/// The same on every core.
#[divan::bench(args = languages())]
fn e_mentions_on_all_cores(bencher: Bencher<'_, '_>, tag: &str) {
    mentions(bencher, tag, 0);
}

/// A text that is one sentence without end, of growing size: the speed must not fall.
#[divan::bench(args = [1, 4, 16, 64], sample_count = 10)]
fn f_one_sentence(bencher: Bencher<'_, '_>, articles: usize) {
    let tags = languages();
    let lexicons = lexicons(0, &tags);
    let made: Vec<Article> =
        tags.iter().map(|tag| texts::article(tag, tag, endless(tag, articles * ARTICLE))).collect();
    bencher.counter(BytesCount::new(bytes_of(&made))).with_inputs(|| made.clone()).bench_local_values(
        |made| made.into_iter().map(|article| Reading::of(article, &lexicons).mentions.len()).sum::<usize>(),
    );
}
