//! `count:`: the numeral quantifies the term itself.

use super::super::scene::Scene;
use super::super::topics::{Topic as Found, What};
use super::super::{ClaimValue, Facet, Reason};
use super::{Binder, Meeting};
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::mention::{Mention, Role, Value};
use crate::rule::checked::Topic;

/// Binds the numeral that touches one of the rule's terms.
pub(super) fn bind(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>) {
    let scene = binder.scene;
    let mut any = false;
    for topic in scene.topics_in(meeting.sentence) {
        let What::Term(id) = topic.what else { continue };
        let own = [&meeting.rule.about.together, &meeting.rule.about.any]
            .iter()
            .any(|topics| topics.contains(&Topic::Term(id)));
        if !own {
            continue;
        }
        for mention in scene.mentions_in(meeting.sentence) {
            let Some(value) = count(mention) else { continue };
            if !quantifies(scene, mention, topic) {
                continue;
            }
            any = true;
            if joins_name(scene, meeting, mention) {
                binder.leave(meeting, Reason::BesideName, Some(mention.span));
            } else if binder.owned.insert(mention.span) {
                let claim = binder.claim(meeting, Facet::Value, value, mention.first_token, mention.span);
                binder.add(meeting, claim);
            }
        }
    }
    if !any {
        binder.leave(meeting, Reason::NoValue, None);
    }
}

fn count(mention: &Mention) -> Option<ClaimValue> {
    match &mention.value {
        // "A proposal of five points": in some languages "of" is "from", the word
        // of a base.
        Value::Number(amount) if matches!(mention.role, Role::Level | Role::Base) => {
            Some(ClaimValue::Figure { amount: amount.clone(), unit: None })
        }
        _ => None,
    }
}

/// A numeral quantifies a term when nothing but an adjective stands between, no
/// mark, no name and no other figure.
fn quantifies(scene: &Scene<'_>, mention: &Mention, topic: &Found) -> bool {
    let (from, to) = if mention.end_token <= topic.first {
        (mention.end_token, topic.first)
    } else if topic.end <= mention.first_token {
        (topic.end, mention.first_token)
    } else {
        // A dual holds its number itself: the figure is the noun.
        return true;
    };
    let reach = if mention.end_token <= topic.first { BEFORE } else { AFTER };
    to - from <= reach
        && scene.clause(mention.first_token) == scene.clause(topic.first)
        && (from..to).all(|token| scene.context.word(token).chars().all(char::is_alphabetic))
        && !scene.topics.iter().any(|other| other.rank.is_some() && other.first < to && other.end > from)
}

/// "Three new cooperation centres", "三个合作中心": what may stand between.
const BEFORE: usize = 2;
/// "الدول الست": a numeral after its noun touches it.
const AFTER: usize = 1;

/// "China and five states": the numeral counts the others only, and who is
/// counted in all cannot be told.
fn joins_name(scene: &Scene<'_>, meeting: Meeting<'_>, mention: &Mention) -> bool {
    let before = mention.first_token;
    let word_and = before > meeting.sentence.first
        && scene
            .context
            .pick_before(before, meeting.sentence.first, |lexeme| {
                matches!(lexeme, Lexeme::And | Lexeme::NumberAnd).then_some(())
            })
            .is_some();
    let clitic_and = scene.context.at(before).any(|(hit, _)| hit.clitics.has(Clitic::And));
    let gap = usize::from(word_and);
    (word_and || clitic_and)
        && scene
            .topics_in(meeting.sentence)
            .iter()
            .any(|topic| topic.rank.is_some() && topic.end + gap == before)
}
