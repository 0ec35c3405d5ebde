//! Which parts of what was found a change of some articles touches.
//!
//! Who types moves every claim behind the cursor and changes none of them. What is found
//! among claims that say the same as before is only given its new places.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rustc_hash::FxHashMap;

use super::Workspace;
use crate::article::Article;
use crate::claim::{Claim, ClaimValue};
use crate::finding::{Finding, SourceId};
use crate::mention::edtf::Edtf;
use crate::span::Span;

/// What a change touches.
pub(super) struct Touched {
    /// The articles that were read again.
    pub articles: BTreeSet<usize>,
    /// The rules of which something else is claimed.
    pub rules: BTreeSet<usize>,
    /// The rules of which the same is claimed, in other places.
    pub moved: BTreeMap<usize, Moves>,
    /// The rules of which these articles made claims before.
    pub spoken: BTreeSet<usize>,
    /// The words of the sentences that they tell or told.
    pub words: BTreeSet<u128>,
}

/// Where claims stand now, by article and where they stood.
pub(super) type Moves = FxHashMap<(usize, Span), Span>;

/// What is to be known of articles before they are read again.
pub(super) struct Before {
    articles: Vec<(usize, Vec<Claim>, Vec<u64>)>,
    words: BTreeSet<u128>,
}

impl Touched {
    pub(super) fn before(workspace: &Workspace, articles: &BTreeSet<usize>) -> Before {
        let one = |&at: &usize| (at, workspace.claims[at].clone(), workspace.substance[at].clone());
        Before { articles: articles.iter().map(one).collect(), words: workspace.words_of(articles) }
    }
}

impl Before {
    /// What has changed since.
    pub(super) fn since(self, workspace: &Workspace) -> Touched {
        let articles: BTreeSet<usize> = self.articles.iter().map(|(at, ..)| *at).collect();
        let mut words = workspace.words_of(&articles);
        words.extend(self.words);
        let mut touched = Touched {
            articles,
            rules: BTreeSet::new(),
            moved: BTreeMap::new(),
            spoken: BTreeSet::new(),
            words,
        };
        for (at, claims, substance) in &self.articles {
            let before = by_rule(claims, substance);
            let after = by_rule(&workspace.claims[*at], &workspace.substance[*at]);
            touched.spoken.extend(before.keys());
            let all: BTreeSet<usize> = before.keys().chain(after.keys()).copied().collect();
            for rule in all {
                let moves = before.get(&rule).zip(after.get(&rule)).and_then(|(a, b)| moves(*at, a, b));
                match moves {
                    Some(moves) => touched.moved.entry(rule).or_default().extend(moves),
                    None => drop(touched.rules.insert(rule)),
                }
            }
        }
        touched.moved.retain(|rule, _| !touched.rules.contains(rule));
        touched
    }
}

fn by_rule<'c>(claims: &'c [Claim], substance: &[u64]) -> BTreeMap<usize, Vec<(&'c Claim, u64)>> {
    let mut rules: BTreeMap<usize, Vec<(&Claim, u64)>> = BTreeMap::new();
    for (claim, substance) in claims.iter().zip(substance) {
        rules.entry(claim.rule).or_default().push((claim, *substance));
    }
    rules
}

/// Where the claims of an article about a rule have moved; nothing where they say
/// something else.
fn moves(at: usize, before: &[(&Claim, u64)], after: &[(&Claim, u64)]) -> Option<Moves> {
    let mut moves = Moves::default();
    let same = before.len() == after.len()
        && before.iter().zip(after).all(|((old, a), (new, b))| {
            let (from, to) = (places(old), places(new));
            a == b
                && from.len() == to.len()
                && from.into_iter().zip(to).all(|(from, to)| *moves.entry((at, from)).or_insert(to) == to)
        });
    same.then_some(moves)
}

/// The places of a claim that findings point at.
fn places(claim: &Claim) -> Vec<Span> {
    let rivals: &[Span] = match &claim.value {
        ClaimValue::Roster { rivals, .. } => rivals,
        _ => &[],
    };
    claim.span().into_iter().chain(claim.edition).chain(rivals.iter().copied()).collect()
}

/// What a claim comes to wherever it stands: all that a finding may say of it or rest on.
pub(super) fn substance(claim: &Claim, article: &Article) -> u64 {
    let words = |span: Span| article.source.text.get(span.range());
    let mut claim = claim.clone();
    let mut hasher = DefaultHasher::new();
    let said: Vec<_> = places(&claim).into_iter().chain(claim.attributed_to).map(words).collect();
    said.hash(&mut hasher);
    if let ClaimValue::Roster { rivals, .. } = &mut claim.value {
        rivals.clear();
    }
    let Claim { rule, facet, value, period, latest, other_source, role, stance, confidence, .. } = &claim;
    (rule, facet, value, period, latest, other_source, role, stance, confidence).hash(&mut hasher);
    (claim.edition.is_some(), claim.attributed_to.is_some()).hash(&mut hasher);
    let date: &Option<Edtf> = &article.date;
    (date, &article.lang, &article.revises).hash(&mut hasher);
    hasher.finish()
}

/// A finding with its places where they are now; nothing where one of them is not known.
pub(super) fn moved(finding: &Finding, moves: &Moves, articles: &BTreeSet<usize>) -> Option<Finding> {
    let mut finding = finding.clone();
    if !finding.fixes.is_empty() {
        return None;
    }
    for label in std::iter::once(&mut finding.primary).chain(&mut finding.related) {
        if let SourceId::Article(at) = label.source
            && articles.contains(&at)
        {
            label.span = *moves.get(&(at, label.span))?;
        }
    }
    Some(finding)
}
