//! What of an original its translation does not say, and the other way round.
//!
//! A part is *explained* where the other text says it in any form, in the aligned
//! stretch or, more widely, in its neighbours. What neither text explains is paired:
//! one figure changed into another. What was moved far is no difference.

use std::ops::Range;

use rust_decimal::Decimal;

use super::alone::Alone;
use super::equal::Likeness;
use super::facts::{Fact, Kind, Number, Part};
use super::foreign::in_another_language;
use super::measure;
use super::side::{Open, Side, Text, Window, spare};
use super::stretch::{Stretch, stretches};
use super::swap::swapped;
use super::turns::turned;
use crate::span::Span;

/// A difference between an original and its translation; facts are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// One fact of each side, where each stands for the other.
    Changed {
        /// In the original.
        original: usize,
        /// In the translation.
        translation: usize,
    },
    /// The same number with another unit.
    Unit {
        /// In the original.
        original: usize,
        /// In the translation.
        translation: usize,
    },
    /// The same figure, which rose in one text and fell in the other.
    Turned {
        /// In the original.
        original: usize,
        /// In the translation.
        translation: usize,
        /// It rose in the original.
        rose: bool,
    },
    /// Two numbers that changed places; what stands for what.
    Swapped {
        /// In the original.
        original: [usize; 2],
        /// In the translation.
        translation: [usize; 2],
    },
    /// A fact of the original that its translation lacks.
    Missing {
        /// In the original.
        original: usize,
        /// Where it was to be expected, in the translation's source.
        place: Span,
    },
    /// A fact that only the translation has.
    Added {
        /// In the translation.
        translation: usize,
        /// Where it was to be expected, in the original's source.
        place: Span,
    },
}

/// What was found out about a pair.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The differences, stretch by stretch.
    pub differences: Vec<Difference>,
    /// How many facts of the original were compared.
    pub compared: usize,
    /// What was held against what.
    pub stretches: Vec<Stretch>,
}

/// Compares a translation with its original.
#[must_use]
pub fn compare(original: Text<'_>, translation: Text<'_>) -> Comparison {
    let stretches = stretches(original, translation);
    let units = |text: Text<'_>| text.reading.article.units.is_some();
    let apart = units(original) && units(translation);
    let pair = Pair { left: Side::of(original), right: Side::of(translation), stretches: &stretches, apart };
    let mut found = Comparison::default();
    let mut alone = Vec::new();
    for (at, stretch) in stretches.iter().enumerate() {
        let (mut here, mut left_over) = (Comparison::default(), Vec::new());
        pair.compare(at, &mut here, &mut left_over);
        found.compared += here.compared;
        // Only asked where something differs, for telling a language takes its time.
        let differs = !(here.differences.is_empty() && left_over.is_empty());
        if !(differs && pair.is_foreign(stretch)) {
            found.differences.extend(here.differences);
            alone.extend(left_over);
        }
    }
    pair.report_alone(&alone, &mut found);
    found.stretches = stretches;
    found
}

pub(super) struct Pair<'a> {
    pub left: Side<'a>,
    pub right: Side<'a>,
    pub stretches: &'a [Stretch],
    /// Nothing moves from one group of stretches to another: they are the units of a
    /// bilingual file.
    pub apart: bool,
}

impl Pair<'_> {
    fn is_foreign(&self, stretch: &Stretch) -> bool {
        let (left, right) = (self.left.text, self.right.text);
        in_another_language(left, &stretch.left, right) || in_another_language(right, &stretch.right, left)
    }

    fn compare(&self, at: usize, found: &mut Comparison, alone: &mut Vec<Alone>) {
        let stretch = &self.stretches[at];
        found.compared += self.left.facts(&stretch.left).len();
        let (wide_left, wide_right) = self.wide(at);
        let left = Window { stretch: &stretch.left, wide: &wide_left };
        let right = Window { stretch: &stretch.right, wide: &wide_right };
        let mut missing = Self::open(&self.left, left, &self.right, right);
        let mut added = Self::open(&self.right, right, &self.left, left);
        self.conversions(&mut missing, &mut added, found);
        self.units(stretch, &mut missing, &mut added, found);
        let swap = swapped(&self.left, &self.right, stretch);
        found.differences.extend(turned(&self.left, &self.right, stretch).into_iter().chain(swap));
        self.changes(&mut missing, &mut added, found);
        missing.retain(|open| !(open.near || open.hinted || open.converted && !open.lost));
        added.retain(|open| !(open.near || open.hinted));
        self.repeated(stretch, &mut missing, &mut added, found);
        if !(missing.is_empty() && added.is_empty()) {
            alone.push(Alone { stretch: at, missing, added });
        }
    }

    /// The stretch with its neighbours, and the rest of its paragraph where that is
    /// short.
    fn wide(&self, at: usize) -> (Range<usize>, Range<usize>) {
        let group = self.stretches[at].group;
        let near = |other: usize| {
            let together = self.stretches[other].group == group;
            other.abs_diff(at) <= 1 && !self.apart || other.abs_diff(at) <= PARAGRAPH && together
        };
        let first = (at.saturating_sub(PARAGRAPH)..=at).find(|&other| near(other)).unwrap_or(at);
        let last = (at..self.stretches.len().min(at + PARAGRAPH + 1)).rev().find(|&other| near(other));
        let all = &self.stretches[first..=last.unwrap_or(at)];
        let join = |side: fn(&Stretch) -> &Range<usize>| {
            let some = all.iter().map(side).filter(|range| !range.is_empty());
            some.cloned().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0)
        };
        (join(|stretch| &stretch.left), join(|stretch| &stretch.right))
    }

    /// The parts of one side that the other does not explain.
    fn open(side: &Side<'_>, own: Window<'_>, other: &Side<'_>, beside: Window<'_>) -> Vec<Open> {
        let mut open = Vec::new();
        for fact in side.facts(own.stretch) {
            for (part, value) in side.fact(fact).parts.iter().enumerate() {
                let like = other.explains(beside.stretch, value).0;
                let hinted = other.hints(beside.stretch, value);
                if like == Likeness::Same || hinted && matches!(value, Part::Number(_)) {
                    continue;
                }
                // It moved to a neighbour if that side says it as often all in all.
                let there = other.count(beside.wide, value);
                let near = there > 0 && there >= side.count(own.wide, value);
                let lost = other.lost_number(beside.stretch, value);
                open.push(Open { fact, part, near, converted: like == Likeness::Converted, hinted, lost });
            }
        }
        open
    }

    /// Two figures of one unit that are both good conversions of a third: the
    /// original's is the one that was to be carried over.
    fn conversions(&self, missing: &mut Vec<Open>, added: &mut Vec<Open>, found: &mut Comparison) {
        let unit = |part: &Part| match part {
            Part::Number(number) => number.unit.clone(),
            _ => None,
        };
        added.retain(|&b| {
            let same = |a: &Open| {
                a.converted && unit(self.left.part(*a)) == unit(self.right.part(b)) && !(a.near || b.near)
            };
            let Some(at) = missing.iter().position(same).filter(|_| b.converted) else { return !b.converted };
            let a = missing.remove(at);
            found.differences.push(Difference::Changed { original: a.fact, translation: b.fact });
            false
        });
    }

    /// The same number with a unit that does not fit.
    fn units(
        &self,
        stretch: &Stretch,
        missing: &mut Vec<Open>,
        added: &mut Vec<Open>,
        found: &mut Comparison,
    ) {
        let mut at = 0;
        while at < added.len() {
            let open = added[at];
            let (like, original) = self.left.explains(&stretch.left, self.right.part(open));
            let Some(original) = original.filter(|_| like == Likeness::OtherUnit && !open.near) else {
                at += 1;
                continue;
            };
            found.differences.push(Difference::Unit { original, translation: open.fact });
            added.remove(at);
            missing.retain(|open| open.fact != original);
        }
    }

    /// Pairs what is open on both sides, the likest first.
    fn changes(&self, missing: &mut Vec<Open>, added: &mut Vec<Open>, found: &mut Comparison) {
        loop {
            let pairs = missing.iter().enumerate().flat_map(|(i, &a)| {
                added.iter().enumerate().filter_map(move |(j, &b)| Some((self.resemble(a, b)?, i, j)))
            });
            let Some((_, i, j)) = pairs.max_by_key(|&(score, i, j)| (score, std::cmp::Reverse((i, j))))
            else {
                return;
            };
            let (a, b) = (missing[i].fact, added[j].fact);
            found.differences.push(Difference::Changed { original: a, translation: b });
            missing.retain(|open| open.fact != a);
            added.retain(|open| open.fact != b);
        }
    }

    /// How much one open part looks like the other's counterpart; `None` where it
    /// cannot be.
    fn resemble(&self, a: Open, b: Open) -> Option<u32> {
        if a.near || b.near || a.hinted && b.hinted || b.converted {
            return None;
        }
        let (fact_a, fact_b) = (self.left.fact(a.fact), self.right.fact(b.fact));
        let (Part::Number(left), Part::Number(right)) = (self.left.part(a), self.right.part(b)) else {
            let same =
                std::mem::discriminant(self.left.part(a)) == std::mem::discriminant(self.right.part(b));
            return same.then_some(10);
        };
        if a.converted && left.unit != right.unit {
            return None;
        }
        if !(self.both_read() || likely_misread_apart(fact_a, left, fact_b, right)) {
            return None;
        }
        let mut score = 0;
        score += if fact_a.kind == fact_b.kind { 4 } else { 0 };
        score += if left.unit == right.unit { 3 } else { 0 };
        score += if fact_a.digits == fact_b.digits { 2 } else { 0 };
        score += if same_digits(left.value, right.value) { 3 } else { 0 };
        // A word on one side and unread digits on the other say too little.
        let weak = |fact: &Fact, other: &Fact| {
            fact.kind == Kind::Digits && !other.digits || fact.small && !fact.digits
        };
        (!weak(fact_a, fact_b) && !weak(fact_b, fact_a)).then_some(score)
    }

    /// A day that stands for one of several equal ones: Monday twice in the original,
    /// Monday and Wednesday in the translation.
    fn repeated(
        &self,
        stretch: &Stretch,
        missing: &mut Vec<Open>,
        added: &mut Vec<Open>,
        found: &mut Comparison,
    ) {
        let (left, right) = ((&self.left, &stretch.left), (&self.right, &stretch.right));
        added.retain(|&open| {
            let spare = spare(left, right, self.right.part(open));
            found
                .differences
                .extend(spare.map(|original| Difference::Changed { original, translation: open.fact }));
            spare.is_none()
        });
        missing.retain(|&open| {
            let spare = spare(right, left, self.left.part(open));
            found
                .differences
                .extend(spare.map(|translation| Difference::Changed { original: open.fact, translation }));
            spare.is_none()
        });
    }

    pub(super) fn both_read(&self) -> bool {
        self.left.text.facts.words_read && self.right.text.facts.words_read
    }
}

/// Stretches of one paragraph this far apart are neighbours.
const PARAGRAPH: usize = 4;
/// Where the words of a language are not read, only digits in both texts, and as many
/// of them, say that one stands for the other: what looks like a thousandth may have
/// its scale in a word, and a unit may have been converted.
fn likely_misread_apart(a: &Fact, left: &Number, b: &Fact, right: &Number) -> bool {
    let digits = |number: &Number| (number.value / number.step).abs().trunc().to_string().len();
    let measured = left.unit.as_deref().or(right.unit.as_deref()).and_then(measure::dimension);
    a.digits && b.digits && measured.is_none() && digits(left) == digits(right)
}

/// Whether two numbers have the same digits in another order or at another scale.
fn same_digits(a: Decimal, b: Decimal) -> bool {
    let digits = |value: Decimal| {
        let mut digits: Vec<char> =
            value.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
        digits.retain(|digit| *digit != '0');
        digits.sort_unstable();
        digits
    };
    digits(a) == digits(b)
}
