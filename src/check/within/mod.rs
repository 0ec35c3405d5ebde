//! What an article says against itself, with no rules at all: one file a topic,
//! one table. Each check looks at one [`Story`] and returns what it found.

mod age;
mod anniversary;
mod calendar;
mod change;
mod fix;
mod listing;
mod lists;
mod milestones;
mod names;
mod points;
mod ranges;
mod retold;
mod shares;
mod statement;
mod story;
mod tense;
mod units;
mod words;
mod years;

use rayon::prelude::*;

use super::{Evidence, Outcome};
use crate::finding::Finding;
use story::Story;

/// The checks within an article, in the order they run.
const CHECKS: &[fn(&Story<'_>) -> Vec<Finding>] = &[
    calendar::impossible,
    calendar::weekdays,
    ranges::reversed,
    shares::impossible,
    change::changes,
    years::spans,
    milestones::spans,
    anniversary::anniversaries,
    age::ages,
    tense::tenses,
    lists::counts,
    points::counts,
    points::gaps,
    units::measures,
    units::currencies,
    shares::sums,
    retold::repeated,
    retold::headlines,
    names::variants,
];

/// Runs them over every article, in parallel; the order is the articles'.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let findings = (0..evidence.readings.len())
        .into_par_iter()
        .map(|article| {
            let story = Story::of(evidence, article);
            CHECKS.iter().flat_map(|check| check(&story)).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    Outcome { findings: findings.into_iter().flatten().collect(), compared: 0 }
}
