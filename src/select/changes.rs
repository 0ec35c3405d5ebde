//! What a change made true: the findings that were not there before it.
//!
//! The state before is linted as well, with the older versions of what changed and all
//! else as it is. A finding is old when one of the same check and rule was there at
//! the same places; by what these places say, not by their lines, so that touching a
//! paragraph does not bring up what stood in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::diff;
use crate::finding::{Finding, Label, Severity, SourceId};
use crate::lang::registry::Lexicons;
use crate::lint::{Known, Linted, Settings, Taken, compare, take_in_rest};
use crate::source::LineIndex;
use crate::translation::group::Translation;

/// The state before a change, as far as it was another.
#[derive(Debug, Default)]
pub struct Before {
    /// The articles that changed.
    pub articles: Vec<Old>,
    /// The rule set, where its files changed.
    pub lexicons: Option<Lexicons>,
}

/// A file that changed.
#[derive(Debug)]
pub struct Old {
    /// Its name now; `None` where it is gone.
    pub now: Option<String>,
    /// The articles it held, of which a bilingual file has several; none where it is new.
    pub articles: Vec<Article>,
}

/// Keeps the findings that the change made true, and puts those places first that it
/// touched. `settings` has to know the configuration of the older names too.
pub fn keep_new(
    linted: &mut Linted,
    taken: &Taken,
    before: &Before,
    lexicons: &Lexicons,
    settings: &Settings,
) {
    if linted.findings.is_empty() {
        return;
    }
    let touched = Touched::of(linted, before);
    let mut pools: BTreeMap<Key, Pools> = BTreeMap::new();
    for (finding, labels) in earlier(taken, before, lexicons, settings) {
        pools.entry(key(&finding)).or_default().add(finding.severity, labels);
    }
    // Of two that are alike, the one on a line that did not change is the old one.
    let mut order: Vec<usize> = (0..linted.findings.len()).collect();
    order.sort_by_key(|&at| places(&linted.findings[at]).any(|label| touched.holds(label)));
    let mut shown = BTreeSet::new();
    for at in order {
        let finding = &linted.findings[at];
        let rules = lexicons.rules();
        let labels = signs(finding, |id| match id {
            SourceId::Article(article) => {
                (format!("article {article}"), &linted.articles[article].source.text)
            }
            SourceId::Rules(file) => rules.sources.get(file).map_or_else(
                || ("configuration".to_owned(), ""),
                |source| (source.name.clone(), &source.text),
            ),
        });
        if !pools.entry(key(finding)).or_default().take(labels, finding.severity) {
            shown.insert(at);
        }
    }
    linted.hidden.unchanged = linted.findings.len() - shown.len();
    let mut found = take(linted);
    let mut at = 0..;
    found.retain(|_| at.next().is_some_and(|at| shown.contains(&at)));
    for (finding, _) in &mut found {
        touched.bring_forward(finding);
    }
    found.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    (linted.findings, linted.fingerprints) = found.into_iter().unzip();
}

/// The findings with their fingerprints.
fn take(linted: &mut Linted) -> Vec<(Finding, String)> {
    let fingerprints = std::mem::take(&mut linted.fingerprints);
    std::mem::take(&mut linted.findings).into_iter().zip(fingerprints).collect()
}
/// What makes two findings comparable.
type Key = (&'static str, Option<String>);

/// A place and what it says.
type Sign = (String, String);

fn key(finding: &Finding) -> Key {
    (finding.check, finding.rule.clone())
}

fn places(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

/// The places of a finding by what they say.
fn signs<'a>(finding: &Finding, source: impl Fn(SourceId) -> (String, &'a str)) -> Vec<Sign> {
    let sign = |label: &Label| {
        let (name, text) = source(label.source);
        let words = if label.reading.is_empty() {
            text.get(label.span.range()).unwrap_or_default()
        } else {
            &label.reading
        };
        (name, words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    places(finding).map(sign).collect()
}

/// How often each place occurs in a finding.
type Counted = BTreeMap<Sign, usize>;

fn counted(labels: Vec<Sign>) -> Counted {
    let mut counted = Counted::new();
    for label in labels {
        *counted.entry(label).or_default() += 1;
    }
    counted
}

/// The findings of one check and rule that were there before, each with its places, each
/// of which explains one now.
#[derive(Default)]
struct Pools {
    pools: Vec<(Severity, Counted)>,
    /// The findings that have a place left, by that place.
    holding: FxHashMap<Sign, BTreeSet<usize>>,
}

impl Pools {
    fn add(&mut self, severity: Severity, labels: Vec<Sign>) {
        let labels = counted(labels);
        for label in labels.keys() {
            self.holding.entry(label.clone()).or_default().insert(self.pools.len());
        }
        self.pools.push((severity, labels));
    }

    /// Whether the finding with these places was part of one before, whose places are then
    /// used up. Only those are asked that have the rarest of them.
    fn take(&mut self, labels: Vec<Sign>, severity: Severity) -> bool {
        let labels = counted(labels);
        let holding = labels.keys().map(|label| self.holding.get(label));
        let rarest = holding.min_by_key(|holding| holding.map_or(0, BTreeSet::len)).flatten();
        let takes = |&&at: &&usize| {
            let (known, left) = &self.pools[at];
            severity <= *known && labels.iter().all(|(label, count)| left.get(label) >= Some(count))
        };
        let Some(at) = rarest.into_iter().flatten().find(takes).copied() else { return false };
        for (label, count) in labels {
            let left = self.pools[at].1.entry(label.clone()).or_default();
            *left -= count;
            if *left == 0 {
                self.pools[at].1.remove(&label);
                if let Some(holding) = self.holding.get_mut(&label) {
                    holding.remove(&at);
                }
            }
        }
        true
    }
}

/// The findings before the change, their places named as they are now.
fn earlier(
    taken: &Taken,
    before: &Before,
    lexicons: &Lexicons,
    settings: &Settings,
) -> Vec<(Finding, Vec<Sign>)> {
    let lexicons = before.lexicons.as_ref().unwrap_or(lexicons);
    let settings = without_lists(settings);
    let (origin, taken) = state(taken, before, lexicons, &settings);
    let earlier = compare(&taken, lexicons, &settings);
    let signed = earlier.findings.into_iter().map(|finding| {
        let rules = lexicons.rules();
        let signs = signs(&finding, |id| match id {
            SourceId::Article(at) => {
                let name = origin[at].map_or_else(|| format!("gone {at}"), |now| format!("article {now}"));
                (name, &taken.articles[at].source.text)
            }
            SourceId::Rules(file) => rules.sources.get(file).map_or_else(
                || ("configuration".to_owned(), ""),
                |source| (source.name.clone(), &source.text),
            ),
        });
        (finding, signs)
    });
    signed.collect()
}

/// The articles before the change, each with its index now. What did not change is not
/// read again, unless the rules did.
fn state(
    taken: &Taken,
    before: &Before,
    lexicons: &Lexicons,
    settings: &Settings,
) -> (Vec<Option<usize>>, Taken) {
    let mut gone = Vec::new();
    let mut changed: BTreeMap<&str, std::slice::Iter<'_, Article>> = BTreeMap::new();
    for old in &before.articles {
        match &old.now {
            Some(name) => drop(changed.insert(name, old.articles.iter())),
            None => gone.extend(&old.articles),
        }
    }
    let same_rules = before.lexicons.is_none();
    let mut state: Vec<Earlier> = Vec::with_capacity(taken.articles.len());
    for (at, (article, known)) in taken.articles.iter().zip(&taken.known).enumerate() {
        let now = Some(at);
        // The languages of a bilingual file keep their order.
        if let Some(articles) = changed.get_mut(article.source.name.as_str()) {
            state.extend(articles.next().map(|old| Earlier::read_anew(now, old)));
        } else {
            let known = same_rules.then(|| Arc::clone(known));
            state.push(Earlier { now, article: Arc::clone(article), known });
        }
    }
    state.extend(gone.into_iter().map(|article| Earlier::read_anew(None, article)));
    // The order of a run is that of the paths; which of two articles is accused may
    // depend on it.
    state.sort_by(|a, b| Path::new(&a.article.source.name).cmp(Path::new(&b.article.source.name)));
    let mut was: Vec<Option<usize>> = vec![None; taken.articles.len()];
    for (at, earlier) in state.iter().enumerate() {
        if let (Some(now), Some(_)) = (earlier.now, &earlier.known) {
            was[now] = Some(at);
        }
    }
    let pairs = taken.pairs.iter().filter_map(|(pair, found)| {
        let (original, translation) = (was[pair.original]?, was[pair.translation]?);
        let mut found = found.clone();
        found.renumber(|now| was[now].unwrap_or(now));
        Some((Translation { original, translation, ..*pair }, found))
    });
    let pairs = pairs.collect();
    let origin = state.iter().map(|earlier| earlier.now).collect();
    let (articles, known) = state.into_iter().map(|earlier| (earlier.article, earlier.known)).unzip();
    (origin, take_in_rest(articles, known, pairs, lexicons, settings))
}

/// An article before the change.
struct Earlier {
    now: Option<usize>,
    article: Arc<Article>,
    /// What is known of it, where it did not change.
    known: Option<Arc<Known>>,
}

impl Earlier {
    fn read_anew(now: Option<usize>, article: &Article) -> Self {
        Self { now, article: Arc::new(article.clone()), known: None }
    }
}

/// The same without baseline and accepted findings: what they hide was there all the
/// same.
fn without_lists(settings: &Settings) -> Settings {
    Settings { baseline: None, configs: settings.configs.without_accepted(), ..settings.clone() }
}

/// The lines that changed, by article.
struct Touched {
    lines: BTreeMap<usize, BTreeSet<usize>>,
    /// The lines that the labels of findings stand on, by article and offset.
    at: BTreeMap<(usize, usize), usize>,
}

impl Touched {
    fn of(linted: &Linted, before: &Before) -> Self {
        let mut lines = BTreeMap::new();
        let changed: BTreeMap<&str, &Old> =
            before.articles.iter().filter_map(|old| Some((old.now.as_deref()?, old))).collect();
        for (at, article) in linted.articles.iter().enumerate() {
            let source = &article.source;
            if let Some(old) = changed.get(source.name.as_str()) {
                let text = old.articles.first().map_or("", |article| &article.source.text);
                lines.insert(at, diff::changed_lines(text, &source.text));
            }
        }
        let mut stand = BTreeMap::new();
        let mut indices: BTreeMap<usize, LineIndex<'_>> = BTreeMap::new();
        for label in linted.findings.iter().flat_map(places) {
            let SourceId::Article(at) = label.source else { continue };
            if lines.contains_key(&at) {
                let index =
                    indices.entry(at).or_insert_with(|| LineIndex::new(&linted.articles[at].source.text));
                stand.insert((at, label.span.start), index.line(label.span.start));
            }
        }
        Self { lines, at: stand }
    }

    /// Whether a place stands on a line that changed.
    fn holds(&self, label: &Label) -> bool {
        let SourceId::Article(at) = label.source else { return false };
        let line = self.at.get(&(at, label.span.start));
        matches!((line, self.lines.get(&at)), (Some(line), Some(lines)) if lines.contains(line))
    }

    /// Puts a place that was touched first: there the reviewer is looking.
    fn bring_forward(&self, finding: &mut Finding) {
        if self.holds(&finding.primary) {
            return;
        }
        if let Some(label) = finding.related.iter_mut().find(|label| self.holds(label)) {
            std::mem::swap(&mut finding.primary, label);
        }
    }
}
