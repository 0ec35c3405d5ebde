//! A number in digits: separators of either convention, and what only looks
//! like a number (identifiers, versions, scores, addresses).

mod glued;

use rust_decimal::Decimal;

use super::context::Context;
use crate::lang::lexeme::Lexeme;
use crate::lang::token::TokenKind;
use crate::span::Span;
use glued::{closes_figure, is_glued_after, is_glued_before};

/// A run of digits as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// One past its last token.
    pub end: usize,
    /// Its value.
    pub value: Decimal,
    /// One unit of its last written digit.
    pub step: Decimal,
    /// It is written with a decimal fraction.
    pub fraction: bool,
    /// The separators leave no other reading.
    pub sure: bool,
}

/// What stands at a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigitRun {
    /// A number.
    Number(Digits),
    /// No number up to this token: an identifier, a score, a version.
    Other(usize),
}

/// Longer runs without separators are identifiers, not amounts.
const LONGEST_PLAIN: usize = 18;

/// Reads the digits that begin at a token.
#[must_use]
pub fn digits(context: &Context<'_>, at: usize, limit: usize) -> DigitRun {
    let run = Run::of(context, at, limit);
    let other = DigitRun::Other(chain_end(context, at, limit));
    if let Some(end) = telephone(context, at, limit) {
        return DigitRun::Other(end);
    }
    if is_glued_before(context, at) {
        return other;
    }
    let number = run.number(context).map(|digits| with_count_suffix(context, digits, limit));
    match number {
        Some(digits) if !is_glued_after(context, digits.end, limit) => DigitRun::Number(digits),
        _ => other,
    }
}

/// `5-ти`: an ending that leaves digits a count belongs to them. One that makes a rank
/// as well does so from five on.
fn with_count_suffix(context: &Context<'_>, digits: Digits, limit: usize) -> Digits {
    let tokens = &context.scan.tokens;
    let at = digits.end + usize::from(digits.end < limit && context.word(digits.end) == "-");
    if at >= limit || (digits.end..=at).any(|at| tokens[at].spaced) {
        return digits;
    }
    let rank = context.is(at, &Lexeme::OrdinalSuffix).is_some();
    match context.is(at, &Lexeme::CountSuffix) {
        Some(hit) if !digits.fraction && (!rank || digits.value < Decimal::from(5)) => {
            Digits { end: hit.end, ..digits }
        }
        _ => digits,
    }
}

/// Digits and the separators between them, no longer than any number is.
struct Run {
    first: usize,
    groups: usize,
    end: usize,
}

impl Run {
    fn of(context: &Context<'_>, first: usize, limit: usize) -> Self {
        let mut run = Self { first, groups: 1, end: first + 1 };
        while let Some(next) = next_group(context, run.end, limit) {
            run.end = next;
            run.groups += 1;
        }
        run
    }

    fn number(&self, context: &Context<'_>) -> Option<Digits> {
        let head = context.word(self.first);
        if head.len() > 1 && head.starts_with('0') {
            return None;
        }
        if self.groups == 1 {
            return spaced_groups(context, self.first)
                .or_else(|| (head.len() <= LONGEST_PLAIN).then(|| whole(head, self.end)).flatten());
        }
        if self.groups == 2 {
            return self.one_separator(context, head);
        }
        self.many_separators(context, |at| context.word(at))
            .or_else(|| self.many_separators(context, |at| written_mark(context, at)))
    }

    /// `1,250,000` and `1,250.5`, by what tells one mark from another.
    fn many_separators<'a>(
        &self,
        context: &Context<'a>,
        mark_at: impl Fn(usize) -> &'a str,
    ) -> Option<Digits> {
        let mark = |group: usize| mark_at(self.first + 2 * group - 1);
        let group = |index: usize| context.word(self.first + 2 * index);
        let last = self.groups - 1;
        let lasts = (1..=last).filter(|&index| mark(index) == mark(last)).count();
        let grouped_to = |end: usize| (1..end).all(|index| mark(index) == mark(1)) && are_groups(end, group);
        if lasts == 1 && grouped_to(last) {
            return join(self, context, last, true, true);
        }
        (lasts == last && grouped_to(self.groups))
            .then(|| join(self, context, self.groups, false, true))
            .flatten()
    }

    /// `1,250`, `1.250`, `0,25`, `94.8`: a group of three is a group unless the
    /// mark is the language's own decimal one.
    fn one_separator(&self, context: &Context<'_>, head: &str) -> Option<Digits> {
        let mark = context.word(self.first + 1);
        let tail = context.word(self.first + 2);
        let separators = &context.pack.separators;
        let own_decimal = separators.decimal == mark || separators.decimal.is_empty() && mark == ".";
        let may_group = tail.len() == 3 && head != "0" && head.len() <= 3;
        if mark == "'" {
            return may_group.then(|| join(self, context, 2, false, true)).flatten();
        }
        if may_group && own_decimal && separators.group.iter().any(|group| group == mark) {
            // Not the decimal separator of its own that some scripts have.
            let stop = written_mark(context, self.first + 1) == mark;
            if stop && (tail == "000" || !is_measured(context, self.end)) && !has_scale(context, self.end) {
                return join(self, context, 2, false, tail == "000");
            }
        }
        // No price has three decimals, but rates of exchange do, whose currency is a word,
        // and millions.
        let price = mark == "," && follows_sign(context, self.first) && !has_scale(context, self.end);
        if may_group && (!own_decimal || price) {
            return join(self, context, 2, false, true);
        }
        if !own_decimal && is_wide_comma(context, self.first + 1) {
            return whole(head, self.first + 1);
        }
        join(self, context, 1, true, !may_group)
    }
}

/// No counted noun follows, but a unit, a mark or nothing.
fn is_measured(context: &Context<'_>, at: usize) -> bool {
    context.scan.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word)
        || context.at(at).any(|(hit, lexeme)| hit.skip > 0 || closes_figure(lexeme))
}

/// Joins the first `whole` groups, and the one after them as a fraction.
fn join(run: &Run, context: &Context<'_>, whole: usize, fraction: bool, sure: bool) -> Option<Digits> {
    let mut text = String::with_capacity(24);
    for index in 0..whole {
        text.push_str(context.word(run.first + 2 * index));
    }
    let mut step = Decimal::ONE;
    if fraction {
        let tail = context.word(run.first + 2 * whole);
        text.push('.');
        text.push_str(tail);
        step = Decimal::try_new(1, u32::try_from(tail.len()).ok()?).ok()?;
    }
    Some(Digits { end: run.end, value: text.parse().ok()?, step, fraction, sure })
}

fn whole(text: &str, end: usize) -> Option<Digits> {
    Some(Digits { end, value: text.parse().ok()?, step: Decimal::ONE, fraction: false, sure: true })
}

/// Groups of three, or of two before a last group of three (lakh and crore).
fn are_groups<'a>(groups: usize, group: impl Fn(usize) -> &'a str) -> bool {
    let head = group(0).len();
    let lens = |size: usize| (1..groups - 1).all(|index| group(index).len() == size);
    groups > 1 && group(groups - 1).len() == 3 && (head <= 3 && lens(3) || head <= 2 && lens(2))
}

/// The end of one more group: a separator and digits, all without spaces.
fn next_group(context: &Context<'_>, at: usize, limit: usize) -> Option<usize> {
    let tokens = &context.scan.tokens;
    let mark = tokens.get(at).filter(|mark| at + 1 < limit && !mark.spaced)?;
    let digits = tokens.get(at + 1)?;
    (mark.kind == TokenKind::Mark
        && matches!(context.word(at), "." | "," | "'")
        && digits.kind == TokenKind::Digits
        && !digits.spaced)
        .then_some(at + 2)
}

/// `1 250 000` and `1 250,5`: groups of three after single spaces, where the
/// language writes so or the spaces are ones that do not break.
fn spaced_groups(context: &Context<'_>, first: usize) -> Option<Digits> {
    let tokens = &context.scan.tokens;
    let mut text = String::from(context.word(first));
    if text.len() > 3 {
        return None;
    }
    let limit = context.scan.sentence(first).end;
    let mut at = first + 1;
    while at < limit
        && tokens[at].kind == TokenKind::Digits
        && context.word(at).len() == 3
        && is_group_space(context, at)
    {
        text.push_str(context.word(at));
        at += 1;
    }
    // Two groups after spaces leave no doubt in any language.
    let own = context.pack.separators.group.iter().any(|group| group == " ");
    if at == first + 1 || at == first + 2 && !own && !is_narrow_space(context, at - 1) {
        return None;
    }
    let mut step = Decimal::ONE;
    let fraction = next_group(context, at, limit).filter(|_| context.word(at) != "'");
    if let Some(end) = fraction {
        let tail = context.word(end - 1);
        text.push('.');
        text.push_str(tail);
        step = Decimal::try_new(1, u32::try_from(tail.len()).ok()?).ok()?;
        at = end;
    }
    Some(Digits { end: at, value: text.parse().ok()?, step, fraction: fraction.is_some(), sure: true })
}

/// One space of any kind, and no more.
fn is_group_space(context: &Context<'_>, at: usize) -> bool {
    let tokens = &context.scan.tokens;
    tokens[at].start - tokens[at - 1].end == 1
}

/// A space that does not break a line.
fn is_narrow_space(context: &Context<'_>, at: usize) -> bool {
    let tokens = &context.scan.tokens;
    let gap = Span::new(tokens[at - 1].end as usize, tokens[at].start as usize);
    let source = context.scan.folded.map.to_source(gap);
    context.article.text.get(source.range()).is_some_and(|gap| gap != " ")
}

/// A separator as it stands in the source: two that are folded together are two marks
/// where one groups and the other is the decimal one.
fn written_mark<'a>(context: &Context<'a>, at: usize) -> &'a str {
    let span = context.scan.folded.map.to_source(context.scan.tokens[at].span());
    context.article.text.get(span.range()).unwrap_or_else(|| context.word(at))
}

/// The sign of a currency, such as `$`, stands right before.
#[must_use]
pub fn follows_sign(context: &Context<'_>, at: usize) -> bool {
    let money = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(());
    let from = context.scan.sentence(at).first;
    at > 0
        && context.scan.tokens[at - 1].kind == TokenKind::Mark
        && context.pick_before(at, from, money).is_some()
}

fn has_scale(context: &Context<'_>, at: usize) -> bool {
    context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Scale(_) | Lexeme::DigitScale(_)))
}

/// A full-width comma separates figures, it does not point a decimal.
fn is_wide_comma(context: &Context<'_>, at: usize) -> bool {
    written_mark(context, at).len() == 3
}

/// The end of everything written together with a run that is no number.
#[must_use]
pub fn chain_end(context: &Context<'_>, first: usize, limit: usize) -> usize {
    let tokens = &context.scan.tokens;
    let mut at = first + 1;
    while at < limit
        && !tokens[at].spaced
        && (tokens[at].kind != TokenKind::Mark
            || at + 1 < limit && !tokens[at + 1].spaced && tokens[at + 1].kind == TokenKind::Digits)
        && tokens[at].kind != TokenKind::Letter
    {
        at += 1;
    }
    at
}

/// The end of a telephone number: a plus, and more than one group of digits.
fn telephone(context: &Context<'_>, first: usize, limit: usize) -> Option<usize> {
    let tokens = &context.scan.tokens;
    let plus = first > 0 && !tokens[first].spaced && context.word(first - 1) == "+";
    let group = |at: usize| at < limit && tokens[at].kind == TokenKind::Digits;
    let mut end = first + 1;
    while plus
        && (group(end)
            || end < limit
                && matches!(context.word(end), "-" | "(" | ")")
                && (group(end + 1) || group(end + 2)))
    {
        end += 1;
    }
    (end > first + 1).then_some(end)
}
