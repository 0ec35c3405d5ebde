//! `event:` rules: which edition a sentence speaks of, and what it says of it.
//!
//! An edition is known by an ordinal that touches the event, or by two of date,
//! place and year. Until it is known nothing is compared.

use super::super::scene::Scene;
use super::super::topics::Topic as Found;
use super::super::{Claim, ClaimValue, Facet, Reason, Speaker};
use super::holders::{located, ordinals, place_value};
use super::{Binder, Meeting};
use crate::finding::Confidence;
use crate::lang::lexeme::Lexeme;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};
use crate::rule::checked::{EventRule, Known, NameId, RuleSet, Topic};

/// Everything a sentence says beside one naming of an event.
#[derive(Debug)]
struct Said<'a, 's> {
    order: Option<(u32, &'a Mention)>,
    dates: Vec<(Edtf, &'a Mention)>,
    places: Vec<&'s Found>,
    /// The clause says that it takes place.
    held: bool,
}

/// The editions of an event: rule index and rule.
fn editions<'a>(scene: &Scene<'a>, event: NameId) -> Vec<(usize, &'a EventRule)> {
    let rules: &'a RuleSet = scene.rules;
    let edition = |&index: &usize| match &rules.rules[index].value {
        Known::Event(known) => Some((index, known)),
        _ => None,
    };
    scene.index.editions(event).iter().filter_map(edition).collect()
}

/// Binds what a sentence says of an event to the edition it speaks of.
pub(super) fn bind(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, event: NameId) {
    let scene = binder.scene;
    let editions = editions(scene, event);
    let named: Vec<&Found> = scene.names(meeting.sentence, event).collect();
    let mut any = false;
    let excluded = |topic: &Topic| match topic {
        Topic::Term(id) => scene.terms(meeting.sentence, *id).next().is_some(),
        Topic::Name(id) => scene.names(meeting.sentence, *id).next().is_some(),
    };
    let editions: Vec<_> = editions
        .into_iter()
        .filter(|(index, _)| !scene.rules.rules[*index].about.not.iter().any(excluded))
        .collect();
    for topic in &named {
        let said = said(scene, meeting, topic, &named);
        if said.order.is_none() && is_another(scene, meeting, topic) {
            continue;
        }
        if let Some((index, sure)) = identify(scene, &editions, &said) {
            any = true;
            let meeting = Meeting { index, rule: &scene.rules.rules[index], ..meeting };
            if !binder.bound.met.contains(&(index, meeting.at)) {
                binder.bound.met.push((index, meeting.at));
            }
            claims(binder, meeting, &said, sure);
        }
    }
    if !any {
        binder.leave(meeting, Reason::EditionUnknown, named.first().map(|topic| scene.topic_span(topic)));
    }
}

/// "Virtual", "informal" beside the name: an event outside the numbered ones.
fn is_another(scene: &Scene<'_>, meeting: Meeting<'_>, topic: &Found) -> bool {
    let from = topic.first.saturating_sub(2).max(meeting.sentence.first);
    let to = (topic.end + 2).min(meeting.sentence.end);
    scene.has(from, to, &Lexeme::OtherEvent)
}

fn said<'a, 's>(scene: &'s Scene<'a>, meeting: Meeting<'_>, topic: &Found, named: &[&Found]) -> Said<'a, 's> {
    let sentence = meeting.sentence;
    let zone = zone(scene, meeting, topic, named);
    let inside = |token: usize| zone.0 <= token && token < zone.1;
    let held_in = |token: usize| {
        let range = scene.clause_range(sentence, scene.clause(token));
        scene.has(range.0, range.1, &Lexeme::Held)
    };
    let own = scene.clause(topic.first);
    // "Before the summit the experts met in …": only what touches the name is said
    // of the event then.
    let beyond = zone.0 > sentence.first && scene.clause(zone.0 - 1) == own;
    let near = |token: usize| token < topic.end + TOUCHING && topic.first < token + TOUCHING;
    let slot = |token: usize| {
        inside(token)
            && (!beyond || near(token))
            && (scene.clause(token) == own || held_in(token) || is_appended(scene, meeting, topic, token))
    };
    let order = ordinals(scene, sentence)
        .into_iter()
        .find(|(_, mention)| inside(mention.first_token) && touches(scene, meeting, topic, mention));
    let dates = scene
        .mentions_in(sentence)
        .iter()
        .filter(|mention| mention.role == Role::Level && slot(mention.first_token))
        .filter_map(|mention| match &mention.value {
            Value::Date(date) if date.calendar.is_none() => {
                let known = date.resolved.as_ref().unwrap_or(&date.date);
                known.year_of().map(|_| (known.clone(), mention))
            }
            _ => None,
        })
        .collect();
    let places = located(scene, sentence, zone).filter(|place| slot(place.first)).collect();
    Said { order, dates, places, held: held_in(topic.first) }
}

/// The part of a sentence around an event's name that speaks of it: up to words
/// like "before" and "after", and up to another event or another naming of it.
fn zone(scene: &Scene<'_>, meeting: Meeting<'_>, topic: &Found, named: &[&Found]) -> (usize, usize) {
    let sentence = meeting.sentence;
    let mut from = sentence.first;
    let mut to = sentence.end;
    for token in sentence.first..sentence.end {
        let Some(hit) = scene.context.is(token, &Lexeme::Beyond) else { continue };
        if hit.end <= topic.first {
            from = from.max(hit.end);
        } else if hit.first >= topic.end {
            to = to.min(hit.first);
        }
    }
    let other_events =
        scene.topics_in(sentence).iter().filter(|t| t.rank == topic.rank && !same_place(t, topic));
    for other in other_events {
        let again = named.iter().any(|t| same_place(t, other));
        if again && scene.clause(other.first) == scene.clause(topic.first) {
            continue;
        }
        // The same event named again in another clause speaks for that clause.
        let taken = if again {
            scene.clause_range(sentence, scene.clause(other.first))
        } else {
            (other.first, other.end)
        };
        if other.end <= topic.first {
            from = from.max(taken.1.min(topic.first));
        } else if other.first >= topic.end {
            to = to.min(taken.0.max(topic.end));
        }
    }
    (from, to)
}

fn same_place(a: &Found, b: &Found) -> bool {
    (a.first, a.end) == (b.first, b.end)
}

/// Whether a token lies in a clause that hangs on the event's: the next one, when
/// it begins with a locative ("…, in Astana on Tuesday").
fn is_appended(scene: &Scene<'_>, meeting: Meeting<'_>, topic: &Found, token: usize) -> bool {
    let clause = scene.clause(token);
    if clause != scene.clause(topic.end - 1) + 1 {
        return false;
    }
    let (from, _) = scene.clause_range(meeting.sentence, clause);
    let clitic = scene.context.at(from).any(|(hit, _)| hit.clitics.has(crate::lang::pack::Clitic::In));
    clitic || scene.context.is(from, &Lexeme::Locative).is_some()
}

/// Whether an ordinal touches an event's name, or an edition noun beside it.
fn touches(scene: &Scene<'_>, meeting: Meeting<'_>, topic: &Found, ordinal: &Mention) -> bool {
    let extent = (topic.first, topic.end);
    let place = (ordinal.first_token, ordinal.end_token);
    let plain =
        |a: usize, b: usize| (a..b).all(|token| !matches!(scene.context.word(token), "," | ";" | "."));
    let close = |gap: usize, a: (usize, usize), b: (usize, usize)| {
        let (left, right) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        Scene::gap(a, b) <= gap && (left.1 >= right.0 || plain(left.1, right.0))
    };
    if close(1, place, extent) {
        return true;
    }
    (meeting.sentence.first..meeting.sentence.end).any(|token| {
        scene.context.is(token, &Lexeme::Edition).is_some_and(|hit| {
            let noun = (hit.first, hit.end);
            let joined = (noun.0.min(place.0), noun.1.max(place.1));
            close(0, noun, place) && close(EDITION_REACH, joined, extent)
        })
    })
}

/// A preposition and an article may stand between a name and what touches it.
const TOUCHING: usize = 3;

/// "The second edition of the summit": two small words at most.
const EDITION_REACH: usize = 2;

/// The edition a sentence speaks of, and whether nothing speaks against it.
fn identify(
    scene: &Scene<'_>,
    editions: &[(usize, &EventRule)],
    said: &Said<'_, '_>,
) -> Option<(usize, bool)> {
    let score = |event: &EventRule| {
        let date = said.dates.iter().any(|(date, _)| agrees(event, date));
        let place = said.places.iter().any(|place| is_at(event, place));
        (date, place)
    };
    let by_facts = editions.iter().find(|(_, event)| score(event) == (true, true));
    let Some((order, _)) = said.order else { return by_facts.map(|&(index, _)| (index, true)) };
    let by_order = editions.iter().find(|(_, event)| event.order.is_some_and(|(known, _)| known == order));
    if let Some(&(index, _)) = by_facts {
        return Some((index, true));
    }
    if let Some(&(index, _)) = by_order {
        return Some((index, true));
    }
    // No such edition is known. A place that hosted one edition alone, with the
    // article's date beside it or with no date against it, tells which is meant.
    let dated = |event: &EventRule| scene.date().is_none_or(|date| agrees(event, date));
    let mut hosts = editions.iter().filter(|(_, event)| score(event).1);
    match (hosts.next(), hosts.next()) {
        (Some(&(index, event)), None) if said.dates.is_empty() && dated(event) => Some((index, false)),
        _ => None,
    }
}

fn agrees(event: &EventRule, date: &Edtf) -> bool {
    event
        .date
        .as_ref()
        .is_some_and(|(known, _)| known == date || known.contains(date) || date.contains(known))
}

fn is_at(event: &EventRule, place: &Found) -> bool {
    matches!((&event.location, place_value(place)), (Some((known, _)), ClaimValue::Name(found)) if *known == found)
}

/// One claim for each key of the edition's rule that the sentence speaks of.
fn claims(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, said: &Said<'_, '_>, sure: bool) {
    let Known::Event(event) = &meeting.rule.value else { return };
    let scene = binder.scene;
    let confidence = if sure { Confidence::High } else { Confidence::Medium };
    let mut found: Vec<Claim> = Vec::new();
    if let (Some((order, mention)), true) = (said.order, event.order.is_some()) {
        found.push(binder.claim(
            meeting,
            Facet::Order,
            ClaimValue::Order(order),
            mention.first_token,
            mention.span,
        ));
    }
    if let (Some((known, _)), [(date, mention)]) = (&event.date, said.dates.as_slice())
        && in_date_slot(known, date, said.held)
    {
        found.push(binder.claim(
            meeting,
            Facet::Date,
            ClaimValue::Date(date.clone()),
            mention.first_token,
            mention.span,
        ));
    }
    if let (true, [place]) = (event.location.is_some(), said.places.as_slice()) {
        found.push(binder.claim(
            meeting,
            Facet::Place,
            place_value(place),
            place.first,
            scene.topic_span(place),
        ));
    }
    for mut claim in found {
        claim.confidence = confidence;
        claim.edition =
            said.order.map(|(_, mention)| mention.span).filter(|span| claim.span() != Some(*span));
        binder.add(meeting, claim);
    }
}

/// A date beside an event is the event's when the clause says that it takes
/// place; otherwise it may be the day of a speech about it, and only another year
/// tells that it cannot be.
fn in_date_slot(known: &Edtf, date: &Edtf, held: bool) -> bool {
    let whole_year = matches!(date, Edtf::Date { month: None, day: None, .. });
    held || whole_year || known.contains(date) || date.contains(known) || known.overlaps(date)
}

/// An article that knows one edition alone means it wherever it names the event,
/// and what it says of the event in several sentences is said of one edition:
/// such claims are less sure.
pub(super) fn inherit(binder: &mut Binder<'_, '_>) {
    let scene = binder.scene;
    let unknown = binder.bound.unbound.iter().filter(|unbound| unbound.because == Reason::EditionUnknown);
    let mut left: Vec<(NameId, usize)> = unknown
        .filter_map(|unbound| match &scene.rules.rules[unbound.rule].value {
            Known::Event(event) => Some((event.event, unbound.sentence)),
            _ => None,
        })
        .collect();
    left.sort_unstable();
    for sentences in left.chunk_by(|a, b| a.0 == b.0) {
        let event = sentences[0].0;
        let said: Vec<(usize, Said<'_, '_>)> =
            sentences.iter().filter_map(|&(_, at)| Some((at, said_once(scene, at, event)?))).collect();
        let Some(index) = only_edition(binder, event).or_else(|| hosted(scene, event, &said)) else {
            continue;
        };
        for (at, said) in &said {
            let meeting = Meeting {
                index,
                rule: &scene.rules.rules[index],
                at: *at,
                sentence: &scene.sentences()[*at],
            };
            if said.order.is_some() || said.held {
                claims(binder, meeting, said, false);
            }
        }
    }
}

/// What a sentence says of an event it names once.
fn said_once<'a, 's>(scene: &'s Scene<'a>, at: usize, event: NameId) -> Option<Said<'a, 's>> {
    let sentence = &scene.sentences()[at];
    let named: Vec<&Found> = scene.names(sentence, event).collect();
    let [topic] = named.as_slice() else { return None };
    let meeting = Meeting { index: 0, rule: scene.rules.rules.first()?, at, sentence };
    let said = said(scene, meeting, topic, &named);
    (said.order.is_some() || !is_another(scene, meeting, topic)).then_some(said)
}

/// The edition whose host is the one place where an article says that the event
/// took place, when the article gives it one ordinal that no rule knows.
fn hosted(scene: &Scene<'_>, event: NameId, said: &[(usize, Said<'_, '_>)]) -> Option<usize> {
    let mut orders: Vec<u32> =
        said.iter().filter_map(|(_, said)| said.order.map(|(order, _)| order)).collect();
    orders.sort_unstable();
    orders.dedup();
    let editions = editions(scene, event);
    let known =
        |order: u32| editions.iter().any(|(_, event)| event.order.is_some_and(|(number, _)| number == order));
    let [order] = orders.as_slice() else { return None };
    let mut hosts = editions.iter().filter(|(_, event)| {
        let places = said.iter().filter(|(_, said)| said.held).flat_map(|(_, said)| &said.places);
        let mut places = places.peekable();
        places.peek().is_some() && places.all(|place| is_at(event, place))
    });
    match (hosts.next(), hosts.next()) {
        (Some(&(index, event)), None)
            if !known(*order) && scene.date().is_none_or(|date| agrees(event, date)) =>
        {
            Some(index)
        }
        _ => None,
    }
}

/// The one edition of an event that an article speaks of.
pub(super) fn only_edition(binder: &Binder<'_, '_>, event: NameId) -> Option<usize> {
    let rules = binder.scene.rules;
    let mut found: Vec<usize> = binder
        .bound
        .claims
        .iter()
        .filter(|claim| matches!(claim.speaker, Speaker::Article { .. }))
        .map(|claim| claim.rule)
        .filter(|&rule| matches!(&rules.rules[rule].value, Known::Event(known) if known.event == event))
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
