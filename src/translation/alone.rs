//! What of one text has no counterpart in the other: dropped, or added. What was only
//! moved, what grammar carries and what style drops is no difference.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::compare::{Comparison, Difference, Pair};
use super::equal::{Likeness, likeness};
use super::facts::{Kind, Part};
use super::measure;
use super::side::{Open, Side};
use super::stretch::Stretch;

/// What remains of a stretch when everything with a counterpart is gone.
pub(super) struct Alone {
    pub stretch: usize,
    pub missing: Vec<Open>,
    pub added: Vec<Open>,
}

/// A figure that was moved further than this many stretches is another one.
const MOVED: usize = 4;
/// More figures without a counterpart in so few stretches are another text.
const MANY: usize = 200;

impl Pair<'_> {
    /// What has no counterpart, unless it was moved to another place of the text.
    pub(super) fn report_alone(&self, alone: &[Alone], found: &mut Comparison) {
        let parts = self.left.text.facts.facts.iter().flat_map(|fact| &fact.parts);
        let said: BTreeSet<Decimal> = parts
            .filter_map(|part| match part {
                Part::Number(number) => Some(number.value),
                _ => None,
            })
            .collect();
        for (at, stretch) in alone.iter().enumerate() {
            let near = &alone[at.saturating_sub(MOVED)..alone.len().min(at + MOVED + 1)];
            let near: Vec<&Alone> = near.iter().filter(|other| self.may_move(stretch, other)).collect();
            self.report_stretch(stretch, &near, &said, found);
        }
    }

    /// Whether a figure may have moved between two stretches: in a bilingual file only
    /// inside a unit.
    fn may_move(&self, a: &Alone, b: &Alone) -> bool {
        let together = self.stretches[a.stretch].group == self.stretches[b.stretch].group;
        a.stretch.abs_diff(b.stretch) <= MOVED && (together || !self.apart)
    }

    fn report_stretch(
        &self,
        alone: &Alone,
        near: &[&Alone],
        said: &BTreeSet<Decimal>,
        found: &mut Comparison,
    ) {
        let Stretch { left, right, .. } = &self.stretches[alone.stretch];
        let same = |a: &Part, b: &Part| likeness(a, b) == Likeness::Same;
        if !right.is_empty() {
            let gone = alone.missing.iter().filter(|&&open| {
                let mut others = near.iter().flat_map(|near| &near.added).take(MANY);
                let moved = others.any(|&other| same(self.left.part(open), self.right.part(other)));
                self.is_lost(right, open) && !moved
            });
            found.differences.extend(unique(gone.map(|open| open.fact)).filter_map(|original| {
                let place = self.right.span(&counterpart(self.left.fact(original).sentence, left, right))?;
                Some(Difference::Missing { original, place })
            }));
        }
        if !left.is_empty() {
            let new = alone.added.iter().filter(|&&open| {
                let mut others = near.iter().flat_map(|near| &near.missing).take(MANY);
                let moved = others.any(|&other| same(self.right.part(open), self.left.part(other)));
                // What the original says elsewhere may be said again.
                let again = !self.apart
                    && matches!(self.right.part(open), Part::Number(number) if said.contains(&number.value));
                self.is_new(left, open) && !moved && !again
            });
            found.differences.extend(unique(new.map(|open| open.fact)).filter_map(|translation| {
                let sentence = self.right.fact(translation).sentence;
                let place = self.left.span(&counterpart(sentence, right, left))?;
                Some(Difference::Added { translation, place })
            }));
        }
    }

    /// Whether a figure is one that translators do not drop or add on the way.
    fn is_salient(side: &Side<'_>, open: Open, other: &Side<'_>) -> bool {
        let fact = side.fact(open.fact);
        let Part::Number(number) = side.part(open) else { return false };
        // A version or a score may be part of a name; more digits are not.
        let known = fact.kind != Kind::Digits || number.value >= Decimal::TEN;
        let worded = measure::is_one_larger(number) && !open.lost;
        // A second unit in brackets is the first to go.
        let second = side.in_brackets(fact) && number.unit.is_some() && !open.lost;
        !fact.small && known && !worded && !second && other.text.facts.words_read
    }

    /// Whether something the original says should have been carried over.
    fn is_lost(&self, right: &Range<usize>, open: Open) -> bool {
        let fact = self.left.fact(open.fact);
        if !matches!(self.left.part(open), Part::Number(_)) {
            return self.right.hints_otherwise(right, self.left.part(open));
        }
        let counted =
            fact.kind == Kind::Figure && !fact.rank && !self.right.holds_words(right, &self.left, fact);
        (fact.digits || counted) && Self::is_salient(&self.left, open, &self.right)
    }

    /// Whether a figure that only the translation has is more than a word of its
    /// grammar, or of a name.
    fn is_new(&self, left: &Range<usize>, open: Open) -> bool {
        let fact = self.right.fact(open.fact);
        let Part::Number(number) = self.right.part(open) else {
            return self.left.hints_otherwise(left, self.right.part(open));
        };
        let decades = number.unit.as_deref() == Some("year") && (number.value % Decimal::TEN).is_zero();
        let read = fact.digits && fact.kind != Kind::Digits && number.value >= Decimal::TEN;
        read && !decades && self.both_read() && Self::is_salient(&self.right, open, &self.left)
    }
}

/// Which sentences of the other side a sentence corresponds to: as far down the stretch
/// where both have several, else all of them.
fn counterpart(sentence: usize, own: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    if own.len() < 2 || other.len() < 2 {
        return other.clone();
    }
    let at = other.start + (sentence - own.start) * other.len() / own.len();
    at..at + 1
}

fn unique(facts: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut last = None;
    facts.filter(move |&fact| last.replace(fact) != Some(fact))
}
