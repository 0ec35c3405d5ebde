//! `participants:` who took part, over the whole article.
//!
//! A member is missing only when it is named nowhere in the article while one
//! enumeration holds at least half of the roster. A rival counts only inside such
//! an enumeration.

use super::super::scene::Scene;
use super::super::topics::{Rank, Topic as Found, What};
use super::super::{ClaimValue, Facet};
use super::{Binder, Meeting, meets};
use crate::finding::Confidence;
use crate::lang::lexeme::Lexeme;
use crate::lang::scan::Sentence;
use crate::rule::checked::{Known, NameId, Roster, Rule};
use crate::span::Span;

/// Binds every roster of the rule set to an article.
pub(super) fn bind(binder: &mut Binder<'_, '_>, applies: &dyn Fn(usize) -> bool) {
    let scene = binder.scene;
    for &index in scene.index.rosters().iter().filter(|index| applies(**index)) {
        let rule = &scene.rules.rules[index];
        match &rule.value {
            Known::Roster(roster) => bind_roster(binder, index, rule, roster, None),
            Known::Event(event) => {
                for roster in &event.rosters {
                    bind_roster(binder, index, rule, roster, Some(event.event));
                }
            }
            _ => {}
        }
    }
}

/// The edition of an event that a sentence is about: the one last identified, in
/// it or before it.
fn edition_at(binder: &Binder<'_, '_>, event: NameId, at: usize) -> Option<usize> {
    let editions = binder.scene.index.editions(event);
    let met = binder.bound.met.iter().filter(|(rule, sentence)| editions.contains(rule) && *sentence <= at);
    met.max_by_key(|(_, sentence)| *sentence).map(|&(rule, _)| rule)
}

fn bind_roster(
    binder: &mut Binder<'_, '_>,
    index: usize,
    rule: &Rule,
    roster: &Roster,
    event: Option<NameId>,
) {
    let scene = binder.scene;
    let Some(rank) = roster.names.first().map(|id| Rank::of(&scene.rules.names[id.0].class)) else { return };
    let named: Vec<NameId> = roster.names.iter().copied().filter(|id| is_named(scene, *id)).collect();
    for (at, sentence) in scene.sentences().iter().enumerate() {
        let meeting = Meeting { index, rule, at, sentence };
        if !is_about(scene, meeting, event)
            || event.is_some_and(|event| edition_at(binder, event, at) != Some(index))
        {
            continue;
        }
        let Some(list) = enumeration(scene, sentence, roster, rank) else { continue };
        let value = ClaimValue::Roster {
            named: named.clone(),
            rivals: rivals(scene, &list, roster),
            enumerated: true,
        };
        let span = span(scene, &list);
        let mut claim = binder.claim(meeting, Facet::Participants, value, list[0].first, span);
        if !sentence_names(scene, sentence, event) {
            claim.confidence = Confidence::Medium;
        }
        binder.add(meeting, claim);
        return;
    }
}

fn is_named(scene: &Scene<'_>, id: NameId) -> bool {
    scene.topics.iter().any(|topic| topic.what == What::Name(id))
}

fn sentence_names(scene: &Scene<'_>, sentence: &Sentence, event: Option<NameId>) -> bool {
    event.is_none_or(|event| scene.names(sentence, event).next().is_some())
}

/// Whether a sentence says who took part: it names the event, or follows a
/// sentence that does and speaks of taking part.
fn is_about(scene: &Scene<'_>, meeting: Meeting<'_>, event: Option<NameId>) -> bool {
    let Some(event) = event else { return meets(scene, meeting).is_ok() };
    let takes_part = scene.has(meeting.sentence.first, meeting.sentence.end, &Lexeme::Participation);
    let before = |back: usize| {
        meeting
            .at
            .checked_sub(back)
            .is_some_and(|at| scene.names(&scene.sentences()[at], event).next().is_some())
    };
    takes_part && (sentence_names(scene, meeting.sentence, Some(event)) || before(1))
}

/// The names of one rank in a sentence that stand in one list: at least half of
/// the roster, no two neighbours far apart.
fn enumeration<'s>(
    scene: &'s Scene<'_>,
    sentence: &Sentence,
    roster: &Roster,
    rank: Rank,
) -> Option<Vec<&'s Found>> {
    let mut runs: Vec<Vec<&Found>> = Vec::new();
    for topic in scene.topics_in(sentence).iter().filter(|topic| topic.rank == Some(rank)) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| is_next_item(scene, last, topic)) => run.push(topic),
            _ => runs.push(vec![topic]),
        }
    }
    // The first of the longest.
    let best = runs.into_iter().rev().max_by_key(|run| members(run, roster))?;
    (best.len() >= 3 && members(&best, roster) * 2 >= roster.names.len()).then_some(best)
}

fn members(list: &[&Found], roster: &Roster) -> usize {
    roster.names.iter().filter(|id| list.iter().any(|topic| topic.what == What::Name(**id))).count()
}

/// Items of a list stand close, with a comma or an "and" between.
fn is_next_item(scene: &Scene<'_>, last: &Found, next: &Found) -> bool {
    let between = last.end..next.first;
    let and = next.hit.clitics.has(crate::lang::pack::Clitic::And)
        || between.clone().any(|token| {
            matches!(scene.context.word(token), "," | "\u{3001}" | ";")
                || scene.context.at(token).any(|(hit, lexeme)| {
                    matches!(lexeme, Lexeme::And | Lexeme::NumberAnd)
                        || hit.clitics.has(crate::lang::pack::Clitic::And)
                })
        });
    and && between.len() <= ITEM_REACH
}

/// "The foreign minister of Turkmenistan, Rashid Meredov, …": a title and a name
/// may stand between two countries.
const ITEM_REACH: usize = 9;

/// Names inside the enumeration that the roster lacks. What stands at an end may
/// belong to the words around the list, unless an "and" closes the list with it.
fn rivals(scene: &Scene<'_>, list: &[&Found], roster: &Roster) -> Vec<Span> {
    let is_member = |topic: &Found| matches!(topic.what, What::Name(id) if roster.names.contains(&id));
    let first = list.iter().position(|topic| is_member(topic)).unwrap_or(0);
    let last = list.iter().rposition(|topic| is_member(topic)).unwrap_or(0);
    // "… and Mongolia": the last item of the list is inside it.
    let last =
        if last + 1 < list.len() && ends_list(scene, list[last], list[last + 1]) { last + 1 } else { last };
    list[first..=last]
        .iter()
        .filter(|topic| match topic.what {
            What::Name(id) => !roster.names.contains(&id) && !is_group_of(scene, id, roster),
            _ => true,
        })
        .map(|topic| scene.topic_span(topic))
        .collect()
}

/// Nothing but an "and" between two names.
fn ends_list(scene: &Scene<'_>, last: &Found, next: &Found) -> bool {
    let glued = next.hit.clitics.has(crate::lang::pack::Clitic::And) && next.first == last.end;
    let word = || {
        scene
            .context
            .at(last.end)
            .any(|(hit, lexeme)| matches!(lexeme, Lexeme::And | Lexeme::NumberAnd) && hit.end == next.first)
    };
    glued || next.first > last.end && word()
}

/// A group whose members stand in the roster is no rival of theirs.
fn is_group_of(scene: &Scene<'_>, id: NameId, roster: &Roster) -> bool {
    let name = &scene.rules.names[id.0];
    name.class == crate::rule::checked::Class::Group
        && (name.members.is_empty() || name.members.iter().any(|m| roster.names.contains(m)))
}

fn span(scene: &Scene<'_>, list: &[&Found]) -> Span {
    list.iter().map(|topic| scene.topic_span(topic)).reduce(Span::to).unwrap_or_default()
}
