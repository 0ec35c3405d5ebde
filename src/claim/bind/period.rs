//! The period a figure is stated for.

use super::super::scene::Scene;
use crate::lang::scan::Sentence;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};
use crate::span::Span;

/// What a sentence says of a figure's period.
#[derive(Clone, Debug, PartialEq)]
pub enum Period {
    /// It says none.
    Missing,
    /// It says this one, there.
    Stated(Edtf, Span),
    /// It names several, and nothing tells which.
    Ambiguous,
}

/// The dates of a sentence that can be the period of a yearly figure, with the
/// first token of each: years, months, quarters, halves and spans of them. A day
/// dates an act, a base year dates another figure.
#[must_use]
pub fn candidates<'a>(scene: &Scene<'a>, sentence: &Sentence) -> Vec<(Edtf, &'a Mention)> {
    scene
        .mentions_in(sentence)
        .iter()
        .filter(|mention| mention.role != Role::Base)
        .filter_map(|mention| {
            let Value::Date(date) = &mention.value else { return None };
            let known = date.resolved.as_ref().unwrap_or(&date.date);
            (date.calendar.is_none() && is_period(known)).then(|| (known.clone(), mention))
        })
        .collect()
}

fn is_period(date: &Edtf) -> bool {
    match date {
        Edtf::Date { year, day, .. } => year.is_some() && day.is_none(),
        Edtf::Quarter { year, .. } | Edtf::Half { year, .. } => year.is_some(),
        Edtf::Interval(from, to) => is_period(from) && is_period(to),
        Edtf::Decade(_) | Edtf::Century(_) => false,
    }
}

/// The period of one figure of a sentence: the only one, else the only one of its
/// clause, else the one that clearly stands nearest.
#[must_use]
pub fn of(scene: &Scene<'_>, sentence: &Sentence, figure: &Mention) -> Period {
    let found = candidates(scene, sentence);
    let distinct = |dates: &[&(Edtf, &Mention)]| dates.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let all: Vec<&(Edtf, &Mention)> = found.iter().collect();
    if let Some((date, mention)) = all.first().filter(|_| distinct(&all)) {
        return Period::Stated(date.clone(), mention.span);
    }
    let clause = scene.clause(figure.first_token);
    let here: Vec<&(Edtf, &Mention)> =
        all.iter().copied().filter(|(_, m)| scene.clause(m.first_token) == clause).collect();
    let pool = if here.is_empty() { all } else { here };
    if let Some((date, mention)) = pool.first().filter(|_| distinct(&pool)) {
        return Period::Stated(date.clone(), mention.span);
    }
    nearest(figure, &pool)
}

fn nearest(figure: &Mention, pool: &[&(Edtf, &Mention)]) -> Period {
    let extent = (figure.first_token, figure.end_token);
    let mut by_gap: Vec<(usize, &(Edtf, &Mention))> = pool
        .iter()
        .map(|&found| (Scene::gap(extent, (found.1.first_token, found.1.end_token)), found))
        .collect();
    by_gap.sort_by_key(|(gap, _)| *gap);
    match by_gap.as_slice() {
        [] => Period::Missing,
        [(gap, (date, mention)), rest @ ..] => {
            let clear =
                *gap <= NEAR && rest.iter().all(|(other, found)| found.0 == *date || *other > gap * 2 + 1);
            if clear { Period::Stated(date.clone(), mention.span) } else { Period::Ambiguous }
        }
    }
}

/// "2.9 billion dollars in 2023": a preposition or two may stand between.
const NEAR: usize = 3;
