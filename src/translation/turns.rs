//! Which way a figure went: words for a rise or a fall, and the figure each is bound to.

use super::compare::Difference;
use super::equal::{Likeness, likeness};
use super::facts::{Fact, Kind};
use super::side::Side;
use super::stretch::Stretch;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::relations::Relation;
use crate::lint::Reading;
use crate::mention::context::Context;
use crate::mention::{Role, Value};

/// A word for a rise or a fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The sentence it stands in.
    pub sentence: usize,
    /// A rise.
    pub rises: bool,
    /// Index of the fact it speaks of, where that is plain.
    pub fact: Option<usize>,
}

/// The words of direction of an article, and the sentences that deny or suppose something.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// In the order of the text.
    pub words: Vec<Turn>,
    /// Sentences whose statement may be turned round; sorted.
    pub bent: Vec<usize>,
}

/// A word further from its figure than this many tokens may speak of another.
const REACH: usize = 5;

/// Finds them.
pub(super) fn turns(context: &Context<'_>, reading: &Reading, facts: &[Fact]) -> Turns {
    let mut found = Turns::default();
    let mut inside = vec![false; context.scan.tokens.len()];
    for mention in &reading.mentions {
        inside[mention.first_token..mention.end_token].fill(true);
    }
    for (at, _) in inside.iter().enumerate().filter(|(_, inside)| !**inside) {
        let sentence = context.scan.sentence_of[at] as usize;
        // The longest phrase counts: "grew up" is no growth, and "rose by" is one.
        let kin = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Role(Role::Change, _) | Lexeme::ChangeVerb);
        let longest = context.at(at).find(|(_, lexeme)| !kin(lexeme)).map_or(at, |(hit, _)| hit.end);
        for (_, lexeme) in context.at(at).filter(|(hit, _)| hit.end >= longest) {
            match lexeme {
                Lexeme::Stance(StanceWord::Denied | StanceWord::Hypothetical) => found.bent.push(sentence),
                Lexeme::Relation(word @ (Relation::Rises | Relation::Falls)) => {
                    let fact = bound(context, reading, facts, at);
                    found.words.push(Turn { sentence, rises: *word == Relation::Rises, fact });
                }
                _ => {}
            }
        }
    }
    found
}

/// The figure next to a word, where it is a change.
fn bound(context: &Context<'_>, reading: &Reading, facts: &[Fact], at: usize) -> Option<usize> {
    let sentence = context.scan.sentence_of[at] as usize;
    let from = facts.partition_point(|fact| fact.sentence < sentence);
    let end = facts.partition_point(|fact| fact.sentence <= sentence);
    let near = (from..end).filter_map(|index| {
        let mention = &reading.mentions[facts[index].mention?];
        let apart =
            mention.first_token.saturating_sub(at) + at.saturating_sub(mention.end_token.saturating_sub(1));
        (apart <= REACH).then_some((apart, index, mention))
    });
    let (_, index, mention) = near.min_by_key(|&(apart, index, _)| (apart, index))?;
    let changes = mention.role == Role::Change || matches!(mention.value, Value::Percent { .. });
    (changes && facts[index].kind == Kind::Figure).then_some(index)
}

/// Figures of a stretch that rose in one text and fell in the other: only where each
/// text speaks of one direction alone, and denies nothing.
pub(super) fn turned(left: &Side<'_>, right: &Side<'_>, stretch: &Stretch) -> Option<Difference> {
    let rises = |side: &Side<'_>, sentences: &std::ops::Range<usize>| {
        let turns = &side.text.facts.turns;
        let words: Vec<Turn> =
            turns.words.iter().filter(|turn| sentences.contains(&turn.sentence)).copied().collect();
        let bent = turns.bent.iter().any(|sentence| sentences.contains(sentence));
        let first = words.first()?.rises;
        (!bent && words.iter().all(|turn| turn.rises == first)).then_some((first, words))
    };
    let (rose, words) = rises(left, &stretch.left)?;
    let (other, others) = rises(right, &stretch.right)?;
    if rose == other {
        return None;
    }
    let same = |a: usize, b: usize| match (left.fact(a).parts.as_slice(), right.fact(b).parts.as_slice()) {
        ([a], [b]) => likeness(a, b) == Likeness::Same,
        _ => false,
    };
    words.iter().filter_map(|turn| turn.fact).find_map(|original| {
        let translation = others.iter().filter_map(|turn| turn.fact).find(|&b| same(original, b))?;
        Some(Difference::Turned { original, translation, rose })
    })
}
