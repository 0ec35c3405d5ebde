//! `date:`, `years:` and spans of years: when something happened.

use super::super::scene::Scene;
use super::super::topics::{Topic as Found, What};
use super::super::{ClaimValue, Facet, Reason};
use super::{Binder, Meeting};
use crate::lang::lexeme::Lexeme;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};
use crate::rule::checked::{Known, Step, Sum, Topic};

/// The dates of a sentence that can say when something happened: a base year is
/// another figure's.
fn acts<'a>(scene: &Scene<'a>, meeting: Meeting<'_>) -> Vec<(Edtf, &'a Mention)> {
    scene
        .mentions_in(meeting.sentence)
        .iter()
        .filter(|mention| mention.role == Role::Level)
        .filter_map(|mention| match &mention.value {
            Value::Date(date) if date.calendar.is_none() => {
                let known = date.resolved.as_ref().unwrap_or(&date.date);
                known.year_of().map(|_| (known.clone(), mention))
            }
            _ => None,
        })
        .collect()
}

/// Whether the clause of a token speaks of an anniversary, or counts years: the
/// year there dates the celebration.
fn is_anniversary(scene: &Scene<'_>, meeting: Meeting<'_>, token: usize) -> bool {
    let (from, to) = scene.clause_range(meeting.sentence, scene.clause(token));
    let counts_years = scene.mentions_in(meeting.sentence).iter().any(|mention| {
        (from..to).contains(&mention.first_token)
            && matches!(&mention.value, Value::Duration { unit, .. } if unit == "year" || unit == "decade")
    });
    counts_years || scene.has(from, to, &Lexeme::Anniversary)
}

/// `date:`: the date nearest the act, in the act's own clause, or the only one of
/// the sentence.
pub(super) fn bind_date(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>) {
    let scene = binder.scene;
    let dates = acts(scene, meeting);
    let Some(act) = act(scene, meeting) else { return binder.leave(meeting, Reason::NotInSlot, None) };
    let clause = scene.clause(act.first);
    let here: Vec<&(Edtf, &Mention)> =
        dates.iter().filter(|(_, m)| scene.clause(m.first_token) == clause).collect();
    let chosen = match (here.as_slice(), dates.as_slice()) {
        ([one], _) => Some(*one),
        ([], [one]) => Some(one),
        ([], []) => return binder.leave(meeting, Reason::NoValue, None),
        _ => None,
    };
    let Some((date, mention)) = chosen else { return binder.leave(meeting, Reason::Ambiguous, None) };
    if is_anniversary(scene, meeting, mention.first_token) || is_anniversary(scene, meeting, act.first) {
        return binder.leave(meeting, Reason::Anniversary, Some(mention.span));
    }
    let claim = binder.claim(
        meeting,
        Facet::Value,
        ClaimValue::Date(date.clone()),
        mention.first_token,
        mention.span,
    );
    binder.add(meeting, claim);
}

/// The term of the act: the first term of `together` that the sentence holds.
fn act<'s>(scene: &'s Scene<'_>, meeting: Meeting<'_>) -> Option<&'s Found> {
    let about = &meeting.rule.about;
    about.together.iter().chain(&about.any).find_map(|topic| match topic {
        Topic::Term(id) => scene.terms(meeting.sentence, *id).next(),
        Topic::Name(_) => None,
    })
}

/// `years:`: one step, one year. As many years as steps pair in order; otherwise
/// a year is a step's when it stands behind it in its clause with no other step
/// or year between.
pub(super) fn bind_ladder(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, steps: &[Step]) {
    let scene = binder.scene;
    let named: Vec<(usize, &Found)> = scene
        .topics_in(meeting.sentence)
        .iter()
        .filter_map(|topic| {
            let What::Term(id) = topic.what else { return None };
            Some((steps.iter().position(|step| step.term == id)?, topic))
        })
        .collect();
    let dates = acts(scene, meeting);
    if dates.is_empty() {
        return binder.leave(meeting, Reason::NoValue, None);
    }
    let in_order = named.len() == dates.len();
    for (at, &(step, topic)) in named.iter().enumerate() {
        let found = if in_order { Some(&dates[at]) } else { beside(scene, meeting, topic, &named, &dates) };
        let Some((date, mention)) = found else {
            binder.leave(meeting, Reason::Ambiguous, None);
            continue;
        };
        let anniversary = is_anniversary(scene, meeting, mention.first_token)
            || is_anniversary(scene, meeting, topic.first);
        if anniversary {
            binder.leave(meeting, Reason::Anniversary, Some(mention.span));
        } else if is_qualified(scene, meeting, topic) {
            binder.leave(meeting, Reason::OtherStep, Some(mention.span));
        } else {
            let value = ClaimValue::Date(date.clone());
            let claim = binder.claim(meeting, Facet::Step(step), value, mention.first_token, mention.span);
            binder.add(meeting, claim);
        }
    }
}

/// The one date of a step's clause, when no other step stands in that clause.
fn beside<'d, 'm>(
    scene: &Scene<'_>,
    meeting: Meeting<'_>,
    topic: &Found,
    named: &[(usize, &Found)],
    dates: &'d [(Edtf, &'m Mention)],
) -> Option<&'d (Edtf, &'m Mention)> {
    let clause = scene.clause(topic.first);
    let alone = named.iter().filter(|(_, other)| scene.clause(other.first) == clause).count() == 1;
    let mut here = dates.iter().filter(|(_, m)| scene.clause(m.first_token) == clause);
    if let (Some(only), None, true) = (here.next(), here.next(), alone) {
        return Some(only);
    }
    // One step and one year in the whole sentence belong together too.
    (named.len() == 1 && dates.len() == 1 && meeting.sentence.end - meeting.sentence.first < SHORT)
        .then(|| &dates[0])
}

/// A sentence this short has no room for another act.
const SHORT: usize = 24;

/// An adjective that the step's term does not hold makes it another step:
/// "all-round strategic partnership".
fn is_qualified(scene: &Scene<'_>, meeting: Meeting<'_>, topic: &Found) -> bool {
    let from = topic.first.saturating_sub(2).max(meeting.sentence.first);
    let to = (topic.end + 2).min(meeting.sentence.end);
    let outside = |token: usize| token < topic.first || token >= topic.end;
    (from..to).filter(|&token| outside(token)).any(|token| {
        scene.context.is(token, &Lexeme::Qualifier).is_some_and(|hit| {
            let touches = hit.end == topic.first
                || hit.first == topic.end
                || hit.end + 1 == topic.first && is_joiner(scene.context.word(hit.end));
            touches && scene.clause(token) == scene.clause(topic.first)
        })
    })
}

fn is_joiner(word: &str) -> bool {
    matches!(word, "-" | "\"" | "\u{2013}")
}

/// Spans of years counted from a date that a sum of the rule set knows: "32
/// years since".
pub(super) fn bind_years_since(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>) {
    let scene = binder.scene;
    for &check in scene.index.years_since(meeting.index) {
        let Sum::YearsSince { step, .. } = &scene.rules.checks[check].sum else { continue };
        let facet = step.map_or(Facet::Value, Facet::Step);
        let Some(topic) = counted_from(scene, meeting, facet) else { continue };
        let clause = scene.clause(topic.first);
        for mention in scene.mentions_in(meeting.sentence) {
            let Value::Duration { amount, unit } = &mention.value else { continue };
            if unit != "year" || amount.modifier.is_some() || scene.clause(mention.first_token) != clause {
                continue;
            }
            let value = ClaimValue::Figure { amount: amount.clone(), unit: Some(unit.clone()) };
            let mut claim =
                binder.claim(meeting, Facet::YearsSince, value, mention.first_token, mention.span);
            // The year counted from, when it is named too, is not the year counted to.
            let years: Vec<Edtf> = acts(scene, meeting)
                .into_iter()
                .map(|(date, _)| date)
                .filter(|date| start_year(meeting, facet) != date.year_of())
                .collect();
            claim.period = match years.as_slice() {
                [one] => one.year_of().map(Edtf::year),
                [] => scene.date().and_then(Edtf::year_of).map(Edtf::year),
                _ => None,
            };
            binder.add(meeting, claim);
        }
    }
}

fn start_year(meeting: Meeting<'_>, facet: Facet) -> Option<i32> {
    match (&meeting.rule.value, facet) {
        (Known::Years(steps), Facet::Step(step)) => steps.get(step)?.date.year_of(),
        (Known::Date { date, .. }, _) => date.year_of(),
        _ => None,
    }
}

fn counted_from<'s>(scene: &'s Scene<'_>, meeting: Meeting<'_>, facet: Facet) -> Option<&'s Found> {
    let Known::Years(steps) = &meeting.rule.value else { return act(scene, meeting) };
    let Facet::Step(step) = facet else { return None };
    scene.terms(meeting.sentence, steps[step].term).next()
}
