//! One text of a pair, and what its sentences say of a part of the other.

use std::ops::Range;

use super::equal::{Likeness, likeness};
use super::facts::{Fact, Facts, Number, Part};
use crate::lint::Reading;
use crate::span::Span;

/// One text of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// As read.
    pub reading: &'a Reading,
    /// What it says.
    pub facts: &'a Facts,
}

/// A part that its stretch does not explain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub fact: usize,
    pub part: usize,
    /// Explained by a neighbouring stretch.
    pub near: bool,
    /// Explained as the conversion of a figure in another unit.
    pub converted: bool,
    /// Words that may mean it stand on the other side.
    pub hinted: bool,
    /// The other side has its unit without a number.
    pub lost: bool,
}

/// The sentences of one side: of a stretch, and with its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Window<'a> {
    pub stretch: &'a Range<usize>,
    pub wide: &'a Range<usize>,
}

pub(super) struct Side<'a> {
    pub text: Text<'a>,
    /// For each sentence, where its facts begin; one more at the end.
    facts_from: Vec<usize>,
    hints_from: Vec<usize>,
}

impl<'a> Side<'a> {
    pub(super) fn of(text: Text<'a>) -> Self {
        let sentences = text.reading.scan.sentences.len();
        let facts = |at: usize| text.facts.facts.partition_point(|fact| fact.sentence < at);
        let hints = |at: usize| text.facts.hints.partition_point(|hint| hint.0 < at);
        Self {
            text,
            facts_from: (0..=sentences).map(facts).collect(),
            hints_from: (0..=sentences).map(hints).collect(),
        }
    }

    pub(super) fn fact(&self, at: usize) -> &'a Fact {
        &self.text.facts.facts[at]
    }

    pub(super) fn part(&self, open: Open) -> &'a Part {
        &self.fact(open.fact).parts[open.part]
    }

    /// The facts of some sentences.
    pub(super) fn facts(&self, sentences: &Range<usize>) -> Range<usize> {
        self.facts_from[sentences.start]..self.facts_from[sentences.end]
    }

    /// How well some sentences explain a part, and by which fact.
    pub(super) fn explains(&self, sentences: &Range<usize>, part: &Part) -> (Likeness, Option<usize>) {
        let mut best = (Likeness::Different, None);
        for at in self.facts(sentences) {
            for other in &self.fact(at).parts {
                let like = likeness(part, other);
                if like > best.0 {
                    best = (like, Some(at));
                }
            }
        }
        best
    }

    /// Whether some sentences hold words that may say a part.
    pub(super) fn hints(&self, sentences: &Range<usize>, part: &Part) -> bool {
        let hints = self.hints_from[sentences.start]..self.hints_from[sentences.end];
        self.text.facts.hints[hints].iter().any(|(_, hint)| likeness(part, hint) == Likeness::Same)
    }

    /// Whether some sentences hold words that may say another month or weekday.
    pub(super) fn hints_otherwise(&self, sentences: &Range<usize>, part: &Part) -> bool {
        let hints = self.hints_from[sentences.start]..self.hints_from[sentences.end];
        let kind = std::mem::discriminant(part);
        self.text.facts.hints[hints].iter().any(|(_, hint)| std::mem::discriminant(hint) == kind)
    }

    /// Whether a fact opens a bracket.
    pub(super) fn in_brackets(&self, fact: &Fact) -> bool {
        let before = &self.text.reading.article.source.text[..fact.span.start];
        before.trim_end().ends_with(['(', '\u{FF08}'])
    }

    /// Whether some sentences hold the very words of a fact of the other side: a title
    /// that was left as it is.
    pub(super) fn holds_words(&self, sentences: &Range<usize>, other: &Side<'_>, fact: &Fact) -> bool {
        let words = &other.text.reading.article.source.text[fact.span.range()];
        let text = &self.text.reading.article.source.text;
        self.span(sentences).is_some_and(|span| text[span.range()].contains(words))
    }

    /// Whether some sentences name the unit of a part without its number.
    pub(super) fn lost_number(&self, sentences: &Range<usize>, part: &Part) -> bool {
        let Part::Number(Number { unit: Some(unit), .. }) = part else { return false };
        let units = &self.text.facts.bare_units;
        units.iter().any(|(sentence, bare)| sentences.contains(sentence) && bare == unit)
    }

    /// How often some sentences say a part.
    pub(super) fn count(&self, sentences: &Range<usize>, part: &Part) -> usize {
        let parts = self.facts(sentences).flat_map(|at| &self.fact(at).parts);
        parts.filter(|other| likeness(part, other) == Likeness::Same).count()
    }

    /// The span of some sentences in the source.
    pub(super) fn span(&self, sentences: &Range<usize>) -> Option<Span> {
        let scan = &self.text.reading.scan;
        let first = scan.sentences.get(sentences.start)?.first;
        let end = scan.sentences[..sentences.end].last()?.end;
        (first < end && !sentences.is_empty())
            .then(|| scan.source_span(&self.text.reading.article.map, first, end, 0))
    }
}

/// A fact of the first side with another month or weekday than `part`, which that side
/// says more often than the second does.
pub(super) fn spare(
    first: (&Side<'_>, &Range<usize>),
    second: (&Side<'_>, &Range<usize>),
    part: &Part,
) -> Option<usize> {
    let (side, sentences) = first;
    side.facts(sentences).find(|&fact| {
        side.fact(fact).parts.iter().any(|other| {
            std::mem::discriminant(part) == std::mem::discriminant(other)
                && !matches!(part, Part::Number(_))
                && side.count(sentences, other) > second.0.count(second.1, other)
        })
    })
}
