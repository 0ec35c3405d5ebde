//! `one-of:` and `place:`: a name stands in the slot of an office or an act.

use super::super::scene::Scene;
use super::super::topics::{Rank, Topic as Found, What};
use super::super::{ClaimValue, Facet, Reason};
use super::{Binder, Meeting};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
use crate::mention::{Role, Value};
use crate::rule::checked::{Holder, NameId, Topic};

/// `one-of:`: title and country form one noun phrase, and the name stands beside
/// it.
pub(super) fn bind_holder(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, holders: &[Holder]) {
    let scene = binder.scene;
    let Some(rank) = holders.first().map(|holder| Rank::of(&scene.rules.names[holder.name.0].class)) else {
        return;
    };
    let mut bound = false;
    for phrase in phrases(scene, meeting) {
        let found: Vec<&Found> = beside(scene, meeting.sentence, phrase, rank);
        let [topic] = found.as_slice() else { continue };
        if is_renamed(scene, meeting.sentence, topic) {
            binder.leave(meeting, Reason::Ambiguous, Some(scene.topic_span(topic)));
            continue;
        }
        bound = true;
        let value = name_value(topic);
        let claim = binder.claim(meeting, Facet::Value, value, topic.first, scene.topic_span(topic));
        binder.add(meeting, claim);
    }
    if !bound {
        binder.leave(meeting, Reason::NotInSlot, None);
    }
}

fn name_value(topic: &Found) -> ClaimValue {
    match &topic.what {
        What::Name(id) => ClaimValue::Name(*id),
        What::City(name) | What::Country(name) => ClaimValue::City(name.clone()),
        // Only names have a rank, and only they are looked for.
        What::Term(_) | What::Measure => ClaimValue::City(String::new()),
    }
}

/// Where the title and the country of a rule stand together: at most one word
/// between them, no mark, no other name.
fn phrases(scene: &Scene<'_>, meeting: Meeting<'_>) -> Vec<(usize, usize)> {
    let topics = scene.topics_in(meeting.sentence);
    let together = &meeting.rule.about.together;
    let terms = topics
        .iter()
        .filter(|topic| matches!(topic.what, What::Term(id) if together.contains(&Topic::Term(id))));
    let names: Vec<NameId> = together
        .iter()
        .filter_map(|topic| if let Topic::Name(id) = topic { Some(*id) } else { None })
        .collect();
    let mut found = Vec::new();
    for term in terms {
        if names.is_empty() {
            found.push((term.first, term.end));
        }
        for name in topics.iter().filter(|topic| matches!(topic.what, What::Name(id) if names.contains(&id)))
        {
            let (first, second) = if name.first < term.first { (name, term) } else { (term, name) };
            if is_other_office(scene, meeting.sentence, first.first, second.end) {
                continue;
            }
            if second.first >= first.end && is_plain(scene, first.end, second.first, 2) {
                found.push((first.first, second.end));
            }
        }
    }
    found.sort_unstable();
    found
}

/// "Vice", "former" and the like in a noun phrase or right beside it.
fn is_other_office(scene: &Scene<'_>, sentence: &Sentence, first: usize, end: usize) -> bool {
    let from = first.saturating_sub(2).max(sentence.first);
    let to = (end + 1).min(sentence.end);
    scene.has(from, to, &Lexeme::OtherOffice)
}

/// Nothing but a few words between two tokens: no mark, no name.
fn is_plain(scene: &Scene<'_>, from: usize, to: usize, words: usize) -> bool {
    to - from <= words
        && (from..to).all(|token| scene.context.word(token).chars().all(char::is_alphabetic))
        && !scene.topics.iter().any(|topic| topic.rank.is_some() && topic.first < to && topic.end > from)
}

/// Names of a rank in apposition to a noun phrase: touching it, or behind a
/// comma, a bracket or one small word.
fn beside<'s>(
    scene: &'s Scene<'_>,
    sentence: &Sentence,
    phrase: (usize, usize),
    rank: Rank,
) -> Vec<&'s Found> {
    scene
        .topics_in(sentence)
        .iter()
        .filter(|topic| topic.rank == Some(rank))
        .filter(|topic| {
            if topic.first >= phrase.1 {
                is_apposition(scene, phrase.1, topic.first)
            } else {
                topic.end <= phrase.0 && is_apposition(scene, topic.end, phrase.0)
            }
        })
        .collect()
}

/// What may stand between a name and the title it holds: nothing, or one comma,
/// bracket, dash or quotation mark, and an article.
fn is_apposition(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    to - from <= 2
        && (from..to).all(|token| {
            let word = scene.context.word(token);
            matches!(word, "," | "(" | "\"" | "-" | "\u{2013}" | "\u{2014}") || is_small(scene, token)
        })
}

/// A small word that a pack lists: an article, or a place noun ("the city of").
fn is_small(scene: &Scene<'_>, token: usize) -> bool {
    scene.context.is(token, &Lexeme::PlaceNoun).is_some()
        || scene.context.is(token, &Lexeme::DateBetween).is_some()
}

/// "Then", "now", "renamed" beside a name: two names are right at two times.
fn is_renamed(scene: &Scene<'_>, sentence: &Sentence, topic: &Found) -> bool {
    let from = topic.first.saturating_sub(RENAMED_REACH).max(sentence.first);
    let to = (topic.end + RENAMED_REACH).min(sentence.end);
    scene.has(from, to, &Lexeme::Renamed)
}

const RENAMED_REACH: usize = 4;

/// `place:` of an act: the one city with a locative in the act's own clause.
pub(super) fn bind_place(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>) {
    let scene = binder.scene;
    let act = meeting.rule.about.together.iter().find_map(|topic| match topic {
        Topic::Term(id) => scene.terms(meeting.sentence, *id).next(),
        Topic::Name(_) => None,
    });
    let Some(act) = act else { return binder.leave(meeting, Reason::NotInSlot, None) };
    let range = scene.clause_range(meeting.sentence, scene.clause(act.first));
    let places: Vec<&Found> = located(scene, meeting.sentence, range).collect();
    match places.as_slice() {
        [] => binder.leave(meeting, Reason::NotInSlot, None),
        [topic] => {
            let claim =
                binder.claim(meeting, Facet::Value, name_value(topic), topic.first, scene.topic_span(topic));
            binder.add(meeting, claim);
        }
        _ => binder.leave(meeting, Reason::Ambiguous, None),
    }
}

/// Cities with a locative before them, within a range of tokens.
pub(super) fn located<'s>(
    scene: &'s Scene<'_>,
    sentence: &Sentence,
    range: (usize, usize),
) -> impl Iterator<Item = &'s Found> + use<'s> {
    let first = sentence.first;
    scene
        .topics_in(sentence)
        .iter()
        .filter(move |topic| {
            topic.rank == Some(Rank::City) && range.0 <= topic.first && topic.first < range.1
        })
        .filter(move |topic| has_locative(scene, first, topic))
}

/// A locative clitic on the name, or a locative before it with only place nouns,
/// adjectives of countries and the like between: "in the Kazakh capital Astana".
pub(super) fn has_locative(scene: &Scene<'_>, first: usize, topic: &Found) -> bool {
    if topic.hit.clitics.has(Clitic::In) {
        return true;
    }
    let mut at = topic.first;
    for _ in 0..LOCATIVE_REACH {
        if scene
            .context
            .pick_before(at, first, |lexeme| (*lexeme == Lexeme::Locative).then_some(()))
            .is_some()
        {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= first) else { return false };
        let place_noun =
            scene.context.pick_before(at, first, |lexeme| (*lexeme == Lexeme::PlaceNoun).then_some(()));
        let party = scene.topics.iter().find(|other| other.end == at && other.rank == Some(Rank::Party));
        if let Some((hit, ())) = place_noun {
            if hit.clitics.has(Clitic::In) {
                return true;
            }
            at = hit.first;
        } else if let Some(party) = party {
            if party.hit.clitics.has(Clitic::In) {
                return true;
            }
            at = party.first;
        } else if is_small(scene, before) || scene.context.word(before) == "\"" {
            at = before;
        } else {
            return false;
        }
    }
    false
}

const LOCATIVE_REACH: usize = 5;

/// The value of a place: a name of the rule set, or a city of the packs.
pub(super) fn place_value(topic: &Found) -> ClaimValue {
    name_value(topic)
}

/// The ordinals of a sentence that can be editions.
pub(super) fn ordinals<'a>(
    scene: &Scene<'a>,
    sentence: &Sentence,
) -> Vec<(u32, &'a crate::mention::Mention)> {
    use rust_decimal::prelude::ToPrimitive;
    scene
        .mentions_in(sentence)
        .iter()
        .filter(|mention| mention.role == Role::Level)
        .filter_map(|mention| match &mention.value {
            Value::Ordinal(amount) => amount.value.to_u32().map(|order| (order, mention)),
            _ => None,
        })
        .collect()
}
