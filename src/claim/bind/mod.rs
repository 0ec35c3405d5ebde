//! Binding: which figure, date, name or list of a sentence is a rule's.
//!
//! A sentence meets a rule when it speaks of the rule's topics; a value is then
//! taken only from its slot, and when in doubt no claim is made.

mod attribution;
mod counts;
mod dates;
mod events;
mod figures;
mod holders;
mod period;
mod rosters;

use rustc_hash::FxHashSet;

use super::scene::Scene;
use super::topics::{Rank, What};
use super::{Claim, ClaimValue, Facet, Reason, Speaker, Stance, Unbound};
use crate::finding::Confidence;
use crate::lang::scan::Sentence;
use crate::mention::Role;
use crate::rule::checked::{Known, NameId, Rule, RuleSet, Topic};
use crate::span::Span;

/// What binding made of one article.
#[derive(Clone, Debug, Default)]
pub struct Bound {
    /// The claims it makes, in the order of the text.
    pub claims: Vec<Claim>,
    /// Where a rule was met and no claim was made.
    pub unbound: Vec<Unbound>,
    /// Places where a rule's subject was spoken of, for wanted wording: rule and sentence.
    pub met: Vec<(usize, usize)>,
}

/// What binding writes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// Claims. Of a thousand rules about trade, only those are looked at whose names
    /// are there.
    Claims,
    /// Also every rule that was met and why nothing bound, a missing name among the
    /// reasons: the cost grows with the number of rules.
    Reasons,
}

/// Binds one article to every rule.
#[must_use]
pub fn bind(scene: &Scene<'_>, applies: &dyn Fn(usize) -> bool, record: Record) -> Bound {
    let mut bound = Bound::default();
    let mut binder =
        Binder { scene, bound: &mut bound, owned: FxHashSet::default(), left: FxHashSet::default() };
    for (at, sentence) in scene.sentences().iter().enumerate() {
        let here = scene.topics_in(sentence);
        let rules = match record {
            Record::Claims => scene.index.candidates(here, scene.topics_near(at)),
            Record::Reasons => scene.index.met(here),
        };
        for rule in rules {
            if applies(rule) {
                binder.sentence(at, sentence, rule);
            }
        }
    }
    rosters::bind(&mut binder, applies);
    events::inherit(&mut binder);
    bound.claims.sort_by_key(|claim| (claim.span(), claim.rule, claim.facet));
    bound
}

/// The state of binding one article.
struct Binder<'a, 'b> {
    scene: &'b Scene<'a>,
    bound: &'b mut Bound,
    /// Figures that have an owner: one figure, one owner.
    owned: FxHashSet<Span>,
    /// What was left unbound already.
    left: FxHashSet<Unbound>,
}

/// One rule met in one sentence.
#[derive(Clone, Copy)]
struct Meeting<'r> {
    index: usize,
    rule: &'r Rule,
    at: usize,
    sentence: &'r Sentence,
}

impl<'a> Binder<'a, '_> {
    fn sentence(&mut self, at: usize, sentence: &Sentence, index: usize) {
        let scene = self.scene;
        let rules: &'a RuleSet = scene.rules;
        let meeting = Meeting { index, rule: &rules.rules[index], at, sentence };
        if let Known::Event(event) = &meeting.rule.value {
            // All editions of an event are bound together, at the first of its rules.
            if scene.index.editions(event.event).first() == Some(&index) {
                events::bind(self, meeting, event.event);
            }
            return;
        }
        if let Err(reason) = meets(scene, meeting) {
            if let Some(reason) = reason {
                self.leave(meeting, reason, None);
            }
            return;
        }
        self.bound.met.push((index, at));
        match &meeting.rule.value {
            Known::Figures { kind, rows } => figures::bind(self, meeting, *kind, rows),
            Known::Count { .. } => counts::bind(self, meeting),
            Known::Date { .. } => dates::bind_date(self, meeting),
            Known::Years(steps) => dates::bind_ladder(self, meeting, steps),
            Known::Location { .. } => holders::bind_place(self, meeting),
            Known::OneOf(holders) => holders::bind_holder(self, meeting, holders),
            Known::Roster(_) | Known::Event(_) => {}
        }
        dates::bind_years_since(self, meeting);
    }

    /// Records that nothing was bound, and why.
    fn leave(&mut self, meeting: Meeting<'_>, because: Reason, span: Option<Span>) {
        let unbound =
            Unbound { article: self.scene.article, sentence: meeting.at, rule: meeting.index, because, span };
        if self.left.insert(unbound.clone()) {
            self.bound.unbound.push(unbound);
        }
    }

    /// Makes a claim with nothing but its value; the caller adds qualifiers.
    fn claim(
        &self,
        meeting: Meeting<'_>,
        facet: Facet,
        value: ClaimValue,
        token: usize,
        span: Span,
    ) -> Claim {
        let stance = self.scene.stance(meeting.sentence, token, &|at| is_own_word(self.scene, meeting, at));
        let attributed_to = attribution::attributed_to(self.scene, meeting);
        let stance = if attributed_to.is_some() { stance.max(Stance::Quoted) } else { stance };
        Claim {
            speaker: Speaker::Article { article: self.scene.article, sentence: meeting.at, span },
            rule: meeting.index,
            facet,
            value,
            period: None,
            period_span: None,
            attributed_to,
            edition: None,
            latest: false,
            other_source: false,
            role: Role::Level,
            stance,
            confidence: Confidence::High,
        }
    }

    /// Adds a claim if its stance lets it be judged, else notes why not.
    fn add(&mut self, meeting: Meeting<'_>, mut claim: Claim) {
        if claim.stance == Stance::Planned && meeting.rule.planned {
            claim.stance = Stance::Asserted;
        }
        if claim.stance.is_judged() {
            self.bound.claims.push(claim);
        } else {
            self.leave(meeting, Reason::Stance(claim.stance), claim.span());
        }
    }
}

/// Whether a sentence speaks of what a rule is about. `Err(None)` where it does
/// not and nobody would ask why.
fn meets(scene: &Scene<'_>, meeting: Meeting<'_>) -> Result<(), Option<Reason>> {
    let present = |topic: &Topic| match topic {
        Topic::Term(id) => scene.terms(meeting.sentence, *id).next().is_some(),
        Topic::Name(id) => scene.speaks_of(meeting.at, *id),
    };
    let about = &meeting.rule.about;
    for topic in &about.together {
        if !present(topic) {
            return Err(match topic {
                Topic::Name(id) => Some(Reason::NameMissing(*id)),
                Topic::Term(_) => None,
            });
        }
    }
    if !about.any.is_empty() && !about.any.iter().any(present) {
        return Err(None);
    }
    for topic in &about.not {
        if present(topic) {
            return Err(Some(Reason::OtherParty(topic_key(scene.rules, topic))));
        }
    }
    parties(scene, meeting)
}

fn topic_key(rules: &RuleSet, topic: &Topic) -> String {
    match topic {
        Topic::Name(id) => rules.names[id.0].key.clone(),
        Topic::Term(id) => rules.terms[id.0].key.clone(),
    }
}

/// Parties are closed: all of them are spoken of, and nobody else of their class
/// stands in the sentence.
fn parties(scene: &Scene<'_>, meeting: Meeting<'_>) -> Result<(), Option<Reason>> {
    let parties = &meeting.rule.parties;
    for &party in parties {
        if !scene.speaks_of(meeting.at, party) {
            return Err(Some(Reason::NameMissing(party)));
        }
    }
    if parties.is_empty() {
        return Ok(());
    }
    let other = scene.topics_in(meeting.sentence).iter().find(|topic| {
        topic.rank == Some(Rank::Party) && !matches!(topic.what, What::Name(id) if parties.contains(&id) || is_own_topic(meeting.rule, id))
    });
    match other {
        Some(topic) => Err(Some(Reason::OtherParty(scene.written(scene.topic_span(topic)).to_owned()))),
        None => Ok(()),
    }
}

/// Whether a token belongs to a term of the rule's own `about`.
fn is_own_word(scene: &Scene<'_>, meeting: Meeting<'_>, token: usize) -> bool {
    let about = &meeting.rule.about;
    scene.topics_in(meeting.sentence).iter().any(|topic| {
        let What::Term(id) = topic.what else { return false };
        let term = Topic::Term(id);
        topic.first <= token
            && token < topic.end
            && (about.together.contains(&term) || about.any.contains(&term))
    })
}

fn is_own_topic(rule: &Rule, id: NameId) -> bool {
    rule.about.together.contains(&Topic::Name(id)) || rule.about.any.contains(&Topic::Name(id))
}
