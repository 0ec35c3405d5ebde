//! The stretches that are compared: paragraphs are aligned first, and inside them
//! sentences, so that a slip of the alignment stays inside one paragraph.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::align::{Grain, Unit, align};
use super::facts::{Fact, Part};
use super::side::Text;
use crate::article::Units;
use crate::lang::token::TokenKind;
use crate::mention::Value;

/// Sentences of the original and of the translation that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Sentences of the original.
    pub left: Range<usize>,
    /// Sentences of the translation.
    pub right: Range<usize>,
    /// Number of the aligned paragraphs it lies in.
    pub group: usize,
}

/// The stretches of two texts, in order; they hold every sentence of both.
#[must_use]
pub fn stretches(original: Text<'_>, translation: Text<'_>) -> Vec<Stretch> {
    let (left, right) = (units(original), units(translation));
    let numbers = |text: Text<'_>| text.reading.article.units.as_ref().map(|units| numbers(text, units));
    if let (Some(a), Some(b)) = (numbers(original), numbers(translation)) {
        return in_units((&left, &a), (&right, &b));
    }
    let (left_blocks, right_blocks) = (blocks(original), blocks(translation));
    let joined = |blocks: &[Range<usize>], units: &[Unit]| -> Vec<Unit> {
        blocks.iter().map(|block| join(&units[block.clone()])).collect()
    };
    let beads = align(&joined(&left_blocks, &left), &joined(&right_blocks, &right), Grain::Blocks);
    let mut found = Vec::new();
    for (group, bead) in beads.iter().enumerate() {
        let a = sentences(&left_blocks, &bead.left);
        let b = sentences(&right_blocks, &bead.right);
        for inner in align(&left[a.clone()], &right[b.clone()], Grain::Sentences) {
            let left = a.start + inner.left.start..a.start + inner.left.end;
            let right = b.start + inner.right.start..b.start + inner.right.end;
            found.push(Stretch { left, right, group });
        }
    }
    found
}

/// For each sentence, the number of its unit in a bilingual file.
fn numbers(text: Text<'_>, units: &Units) -> Vec<usize> {
    let sentences = text.reading.scan.sentences.iter();
    sentences.map(|sentence| units.of_block.get(sentence.block).copied().unwrap_or_default()).collect()
}

/// The stretches of a bilingual file: its units correspond, and only sentences inside
/// one are aligned.
fn in_units((left, a): (&[Unit], &[usize]), (right, b): (&[Unit], &[usize])) -> Vec<Stretch> {
    let end = |numbers: &[usize], from: usize, unit: usize| {
        from + numbers[from..].iter().take_while(|number| **number == unit).count()
    };
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while let Some(&group) = a.get(i).into_iter().chain(b.get(j)).min() {
        let (end_a, end_b) = (end(a, i, group), end(b, j, group));
        // A unit that one language lacks was not translated into it.
        if end_a > i && end_b > j {
            for bead in align(&left[i..end_a], &right[j..end_b], Grain::Sentences) {
                let left = i + bead.left.start..i + bead.left.end;
                found.push(Stretch { left, right: j + bead.right.start..j + bead.right.end, group });
            }
        }
        (i, j) = (end_a, end_b);
    }
    found
}

/// The sentences of some blocks.
fn sentences(blocks: &[Range<usize>], chosen: &Range<usize>) -> Range<usize> {
    match (blocks.get(chosen.start), chosen.end.checked_sub(1).and_then(|last| blocks.get(last))) {
        (Some(first), Some(last)) if !chosen.is_empty() => first.start..last.end,
        _ => 0..0,
    }
}

/// The sentences of each block that has any.
fn blocks(text: Text<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (at, sentence) in text.reading.scan.sentences.iter().enumerate() {
        match found.last_mut() {
            Some(range) if last == Some(sentence.block) => range.end = at + 1,
            _ => found.push(at..at + 1),
        }
        last = Some(sentence.block);
    }
    found
}

fn join(units: &[Unit]) -> Unit {
    let mut keys: Vec<u64> = units.iter().flat_map(|unit| unit.keys.iter().copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    Unit { len: units.iter().map(|unit| unit.len).sum(), keys }
}

/// Every sentence with its length and its keys.
fn units(text: Text<'_>) -> Vec<Unit> {
    let scan = &text.reading.scan;
    let mut units: Vec<Unit> = scan
        .sentences
        .iter()
        .map(|sentence| {
            let tokens = &scan.tokens[sentence.first..sentence.end];
            let len = tokens.iter().map(|token| scan.folded.text[token.span().range()].chars().count()).sum();
            let latin = (sentence.first..sentence.end)
                .filter(|&at| scan.tokens[at].kind == TokenKind::Word)
                .map(|at| scan.word(at))
                .filter(|word| word.len() >= LONG_WORD && word.is_ascii());
            Unit { len, keys: latin.map(key).collect() }
        })
        .collect();
    for fact in &text.facts.facts {
        units[fact.sentence].keys.extend(fact_keys(fact));
    }
    for mention in text.reading.mentions.iter().filter(|mention| mention.first_token < mention.end_token) {
        let sentence = scan.sentence_of[mention.first_token] as usize;
        match &mention.value {
            Value::Name(name) => units[sentence].keys.push(key(name)),
            Value::List(names) => units[sentence].keys.extend(names.iter().map(key)),
            _ => {}
        }
    }
    for unit in &mut units {
        unit.keys.sort_unstable();
        unit.keys.dedup();
    }
    units
}

/// Shorter words are shared by chance.
const LONG_WORD: usize = 4;

fn fact_keys(fact: &Fact) -> impl Iterator<Item = u64> + '_ {
    fact.parts.iter().map(|part| match part {
        Part::Number(number) => key(number.value.normalize()),
        Part::Month(month) => key(("month", month)),
        Part::Weekday(day) => key(("weekday", day)),
    })
}

/// A key that is the same in every language and every run.
fn key(of: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}
