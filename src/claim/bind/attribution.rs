//! Whose words and whose figures: "according to", "said".

use super::super::scene::Scene;
use super::super::topics::{Rank, Topic as Found, What};
use super::Meeting;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::rule::checked::Rule;
use crate::span::Span;

/// A name stands within this many tokens of "according to" or "said".
const REACH: usize = 5;
/// No name has more tokens than this.
const LONGEST_NAME: usize = 24;

/// Sentences before and after that are looked at for whose figures these are.
const AROUND: usize = 8;

/// Words like "said", with the end of the phrase.
fn said(scene: &Scene<'_>, token: usize) -> Option<usize> {
    scene.context.is(token, &Lexeme::Stance(StanceWord::Attributed)).map(|hit| hit.end)
}

/// The names right behind, or right before, words like "said".
fn named<'s>(scene: &'s Scene<'_>, from: usize, end: usize) -> impl Iterator<Item = &'s Found> + use<'s> {
    let behind = move |topic: &&Found| topic.first >= end && topic.first <= end + REACH;
    let before = move |topic: &&Found| topic.end <= from && topic.end + 1 >= from;
    let begin = scene.topics.partition_point(|topic| topic.first + LONGEST_NAME < from);
    let near = scene.topics[begin..].iter().take_while(move |topic| topic.first <= end + REACH);
    near.filter(|topic| topic.rank.is_some()).filter(move |topic| behind(topic) || before(topic))
}

/// Where a sentence says that its words are somebody's, and not the source's of
/// the rule itself: the words that say so, and the name beside them.
#[must_use]
pub(super) fn attributed_to(scene: &Scene<'_>, meeting: Meeting<'_>) -> Option<Span> {
    let by_source =
        |topic: &Found| topic.rank == Some(Rank::Organisation) && is_source(scene, meeting.rule, topic);
    if scene.topics_in(meeting.sentence).iter().any(by_source) {
        return None;
    }
    (meeting.sentence.first..meeting.sentence.end).find_map(|token| {
        let end = said(scene, token)?;
        let names: Vec<&Found> = named(scene, token, end).collect();
        if names.iter().any(|topic| is_source(scene, meeting.rule, topic)) {
            return None;
        }
        let words = scene.context.span(token, end, 0);
        let name =
            names.into_iter().find(|topic| matches!(topic.rank, Some(Rank::Person | Rank::Organisation)));
        Some(name.map_or(words, |topic| words.to(scene.topic_span(topic))))
    })
}

/// Whether the paragraph says whose figures these are, and it is not the rule's
/// source: "according to Kazakh government data".
#[must_use]
pub(super) fn names_other_source(scene: &Scene<'_>, meeting: Meeting<'_>) -> bool {
    let block = meeting.sentence.block;
    // The sentences around are the paragraph; a longer one is a text of its own.
    let around = meeting.at.saturating_sub(AROUND)..(meeting.at + AROUND).min(scene.sentences().len());
    let near = &scene.sentences()[around];
    let tokens = near.iter().filter(|s| s.block == block).flat_map(|s| s.first..s.end);
    tokens.filter_map(|token| said(scene, token)).any(|from| {
        let begin = scene.topics.partition_point(|t| t.first < from);
        let near = scene.topics[begin..].iter().take_while(|t| t.first <= from + REACH);
        near.filter(|t| matches!(t.rank, Some(Rank::Party | Rank::Organisation)))
            .any(|t| !is_source(scene, meeting.rule, t))
    })
}

/// Whether a name is part of the name of one of the rule's sources.
fn is_source(scene: &Scene<'_>, rule: &Rule, topic: &Found) -> bool {
    let What::Name(id) = topic.what else { return false };
    let name = &scene.rules.names[id.0];
    let forms = name.forms.values().flatten().map(|form| form.text.to_lowercase());
    let forms: Vec<String> = forms.chain([name.key.replace('-', " ")]).collect();
    rule.sources.iter().any(|source| {
        let who = source.who.to_lowercase();
        forms.iter().any(|form| who.contains(form.as_str()))
    })
}
