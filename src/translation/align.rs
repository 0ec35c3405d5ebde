//! Which stretches of two texts correspond: dynamic programming over lengths and
//! shared keys inside a band, so that its cost is linear in the texts.

use std::ops::Range;

/// A block or a sentence as the alignment sees it.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Letters in it.
    pub len: usize,
    /// Figures, dates and names in it, as keys that no language changes; sorted.
    pub keys: Vec<u64>,
}

/// Units of the original and units of the translation that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bead {
    /// In the original; may be empty.
    pub left: Range<usize>,
    /// In the translation; may be empty.
    pub right: Range<usize>,
}

/// How many units may correspond, and what each costs: one to one costs nothing.
const STEPS: &[(usize, usize, i64)] =
    &[(1, 1, 0), (1, 2, 14), (2, 1, 14), (2, 2, 26), (1, 3, 24), (3, 1, 24), (1, 0, 45), (0, 1, 45)];
/// A key both sides have.
const SHARED: i64 = 12;
/// What a unit costs that is joined to others, has keys and shares none: a paragraph
/// was rather left out than joined to its neighbour, a sentence may have lost its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// The units are paragraphs.
    Blocks,
    /// The units are sentences.
    Sentences,
}

impl Grain {
    const fn stranger(self) -> i64 {
        match self {
            Self::Blocks => 60,
            Self::Sentences => 0,
        }
    }
}

/// More shared keys than this say nothing new.
const ENOUGH: usize = 6;
/// What a pair of wholly different lengths costs.
const LENGTH: i64 = 60;
/// The same, to be divided.
const LENGTH_STEPS: u128 = 60;
/// Letters that make short units comparable.
const SMOOTH: u128 = 10;
/// Half the width of the band.
const BAND: usize = 24;
/// The widest it becomes for texts of different numbers of units.
const WIDEST: usize = 160;

/// Aligns two texts. The beads hold every unit of both, in order.
#[must_use]
pub fn align(left: &[Unit], right: &[Unit], grain: Grain) -> Vec<Bead> {
    let table = Table::fill(left, right, grain);
    let (mut i, mut j) = (left.len(), right.len());
    let mut beads = Vec::new();
    while i > 0 || j > 0 {
        let (di, dj) = table.step(i, j);
        beads.push(Bead { left: i - di..i, right: j - dj..j });
        (i, j) = (i - di, j - dj);
    }
    beads.reverse();
    beads
}

/// For each pair of prefixes inside the band, the least cost and the last step.
struct Table {
    width: usize,
    from: Vec<usize>,
    cells: Vec<(i64, u8)>,
}

/// No way leads here.
const NEVER: i64 = i64::MAX / 4;

impl Table {
    fn fill(left: &[Unit], right: &[Unit], grain: Grain) -> Self {
        let (rows, columns) = (left.len() + 1, right.len() + 1);
        let reach = (BAND + left.len().abs_diff(right.len())).min(WIDEST);
        let width = (2 * reach + 1).min(columns);
        let centre = |row: usize| row * right.len() / left.len().max(1);
        let from = (0..rows).map(|row| centre(row).saturating_sub(reach).min(columns - width)).collect();
        let mut table = Self { width, from, cells: vec![(NEVER, 0); rows * width] };
        let scale = Lengths::of(left, right, grain);
        for i in 0..rows {
            for j in table.from[i]..table.from[i] + width {
                let best = if (i, j) == (0, 0) { (0, 0) } else { table.best(left, right, &scale, i, j) };
                let at = i * width + j - table.from[i];
                table.cells[at] = best;
            }
        }
        table
    }

    fn best(&self, left: &[Unit], right: &[Unit], scale: &Lengths, i: usize, j: usize) -> (i64, u8) {
        let mut best = (NEVER, 0);
        for (number, &(di, dj, cost)) in (0u8..).zip(STEPS) {
            if di > i || dj > j {
                continue;
            }
            let before = self.cost(i - di, j - dj);
            if before >= NEVER {
                continue;
            }
            let (left, right) = (&left[i - di..i], &right[j - dj..j]);
            let own = if di == 0 || dj == 0 {
                0
            } else {
                scale.cost(left, right) + scale.stranger * strangers(left, right)
            };
            best = best.min((before + cost + own, number));
        }
        best
    }

    fn cost(&self, i: usize, j: usize) -> i64 {
        let Some(at) = j.checked_sub(self.from[i]).filter(|at| *at < self.width) else { return NEVER };
        self.cells[i * self.width + at].0
    }

    /// The step that led to a cell. Outside the band what is left has no counterpart.
    fn step(&self, i: usize, j: usize) -> (usize, usize) {
        let inside = j.checked_sub(self.from[i]).filter(|at| *at < self.width);
        let cell = inside.map(|at| self.cells[i * self.width + at]).filter(|cell| cell.0 < NEVER);
        match cell {
            Some((_, step)) => (STEPS[usize::from(step)].0, STEPS[usize::from(step)].1),
            None if i > 0 => (1, 0),
            None => (0, 1),
        }
    }
}

/// The lengths of both texts: languages differ in how many letters they need.
struct Lengths {
    left: usize,
    right: usize,
    stranger: i64,
}

impl Lengths {
    fn of(left: &[Unit], right: &[Unit], grain: Grain) -> Self {
        let sum = |units: &[Unit]| units.iter().map(|unit| unit.len).sum::<usize>().max(1);
        Self { left: sum(left), right: sum(right), stranger: grain.stranger() }
    }

    fn cost(&self, left: &[Unit], right: &[Unit]) -> i64 {
        let sum = |units: &[Unit]| units.iter().map(|unit| unit.len as u128).sum::<u128>();
        let (a, b) = (sum(left) * self.right as u128, sum(right) * self.left as u128);
        let whole = a + b + SMOOTH * (self.left + self.right) as u128;
        let apart = i64::try_from(a.abs_diff(b) * LENGTH_STEPS / whole).unwrap_or(LENGTH).min(LENGTH);
        apart - SHARED * i64::try_from(shared(left, right).min(ENOUGH)).unwrap_or_default()
    }
}

/// How many units were joined to others and share nothing.
fn strangers(left: &[Unit], right: &[Unit]) -> i64 {
    let count = |units: &[Unit], others: &[Unit]| {
        let stranger =
            |unit: &&Unit| !unit.keys.is_empty() && shared(std::slice::from_ref(*unit), others) == 0;
        if units.len() > 1 { units.iter().filter(stranger).count() } else { 0 }
    };
    i64::try_from(count(left, right) + count(right, left)).unwrap_or_default()
}

fn shared(left: &[Unit], right: &[Unit]) -> usize {
    left.iter()
        .flat_map(|unit| &unit.keys)
        .filter(|key| right.iter().any(|unit| unit.keys.binary_search(key).is_ok()))
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(len: usize, keys: &[u64]) -> Unit {
        Unit { len, keys: keys.to_vec() }
    }

    #[test]
    fn a_paragraph_that_was_left_out_has_no_counterpart() {
        let left = [unit(90, &[1, 2]), unit(80, &[3, 4]), unit(85, &[5])];
        let right = [unit(60, &[1, 2]), unit(58, &[5])];
        let beads = align(&left, &right, Grain::Blocks);
        assert!(beads.contains(&Bead { left: 0..1, right: 0..1 }));
        assert!(beads.contains(&Bead { left: 1..2, right: 1..1 }));
        assert!(beads.contains(&Bead { left: 2..3, right: 1..2 }));
    }

    #[test]
    fn two_sentences_become_one() {
        let left = [unit(40, &[1]), unit(40, &[2]), unit(90, &[3])];
        let right = [unit(80, &[1, 2]), unit(90, &[3])];
        let beads = align(&left, &right, Grain::Sentences);
        assert_eq!(beads, [Bead { left: 0..2, right: 0..1 }, Bead { left: 2..3, right: 1..2 }]);
    }

    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let unit = (0usize..200, prop::collection::btree_set(0u64..30, 0..4));
        let unit = unit.prop_map(|(len, keys)| Unit { len, keys: keys.into_iter().collect() });
        prop::collection::vec(unit, 0..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, cases: 48, ..ProptestConfig::default()
        })]

        #[test]
        fn beads_hold_every_unit_in_order(left in units(), right in units()) {
            let (mut i, mut j) = (0, 0);
            for bead in align(&left, &right, Grain::Sentences) {
                prop_assert_eq!((bead.left.start, bead.right.start), (i, j));
                prop_assert!(bead.left.end + bead.right.end > i + j);
                (i, j) = (bead.left.end, bead.right.end);
            }
            prop_assert_eq!((i, j), (left.len(), right.len()));
        }
    }
}
