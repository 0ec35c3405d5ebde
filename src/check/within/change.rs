//! Changes: a percentage against the two values it joins, and percent against
//! percentage points.

use rust_decimal::Decimal;

use super::fix;
use super::story::{Remark, Story};
use super::units::as_fine;
use super::words::words;
use crate::finding::{Finding, Fix};
use crate::lang::lexeme::Lexeme;
use crate::lang::relations::Relation;
use crate::lang::scan::Sentence;
use crate::mention::amount::{Amount, Interval};
use crate::mention::{Mention, Role, Value};

/// From one value to another, with the change that is stated.
struct Change<'a> {
    from: End<'a>,
    to: End<'a>,
    stated: &'a Mention,
}

/// One end of a change.
#[derive(Clone, Copy)]
struct End<'a> {
    amount: &'a Amount,
    mention: &'a Mention,
}

/// Changes in percent that the two values do not give.
pub(super) fn changes(story: &Story<'_>) -> Vec<Finding> {
    let sentences = story.context.scan.sentences.iter();
    sentences
        .filter_map(|sentence| change(story, sentence))
        .filter_map(|change| judge(story, &change))
        .collect()
}

/// The one pair of a sentence, and the one percentage that is a change.
fn change<'a>(story: &Story<'a>, sentence: &Sentence) -> Option<Change<'a>> {
    let figures: Vec<&Mention> =
        story.mentions_in(sentence).iter().filter(|mention| is_figure(mention)).collect();
    let pairs = figures.windows(2).filter_map(|pair| pair_of(story, pair[0], pair[1]));
    let mut ends = pairs.chain(figures.iter().filter_map(|figure| within(story, figure)));
    let (from, to) = ends.next()?;
    if ends.next().is_some() {
        return None;
    }
    let mut percents = figures.iter().copied().filter(|mention| {
        matches!(mention.value, Value::Percent { .. }) && *mention != from.mention && *mention != to.mention
    });
    let stated = percents.next().filter(|stated| is_change(story, stated))?;
    let change = Change { from, to, stated };
    (percents.next().is_none() && is_of_the_two(story, sentence, &change)).then_some(change)
}

/// Whether a percentage is the change from the one value to the other: "profit rose 40
/// percent as sales grew from 10 to 11 million" tells of two things, and growth "in real
/// terms" or "a year" is another.
fn is_of_the_two(story: &Story<'_>, sentence: &Sentence, change: &Change<'_>) -> bool {
    let first = change.from.mention.first_token.min(change.to.mention.first_token);
    let end = change.from.mention.end_token.max(change.to.mention.end_token);
    let stated = change.stated;
    let adjusted = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Adjusted);
    let near = |from: usize, to: usize| story.has(from.max(sentence.first), to.min(sentence.end), adjusted);
    // "Grew 3 percent less than planned".
    let bends = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(..));
    let compared = story.has(stated.end_token, (stated.end_token + 1).min(sentence.end), bends);
    if stated.first_token >= end {
        let others = foreign(story, end, stated.first_token);
        return others == 0 && !near(end, stated.end_token + NEAR) && !compared;
    }
    let between = first.saturating_sub(stated.end_token);
    let verb = (stated.end_token..first).any(|at| story.has(at, at + 1, goes))
        || stated.end_token < first && foreign(story, stated.end_token, first) > 0;
    !verb && between <= REACH && !near(stated.first_token.saturating_sub(2 * NEAR), stated.end_token + NEAR)
}

/// Words between the values and their change that are of another thing.
fn foreign(story: &Story<'_>, first: usize, end: usize) -> usize {
    let known = |at: usize| story.context.at(at).any(|(_, lexeme)| known(lexeme));
    let is_joint = |at: usize| story.context.word(at) == ",";
    // What stands before the comma is still of the second value: "52,000 people a month".
    let comma = (first..end).find(|&at| is_joint(at)).unwrap_or(first);
    (comma..end).filter(|&at| !known(at) && !words(story, at, at + 1).is_empty()).count()
        + unparted(story, comma, end)
}

/// The same where words are not parted: letters no phrase covers.
fn unparted(story: &Story<'_>, first: usize, end: usize) -> usize {
    if !story.context.pack.unspaced {
        return 0;
    }
    let mut covered = first;
    let mut count = 0;
    for at in first..end {
        let reach = story.context.at(at).filter(|(_, lexeme)| known(lexeme)).map(|(hit, _)| hit.end).max();
        covered = covered.max(reach.unwrap_or(at));
        count += usize::from(at >= covered && story.context.scan.tokens[at].kind.is_lettered());
    }
    count / 2
}

/// Words of a change, and small ones.
fn known(lexeme: &Lexeme) -> bool {
    goes(lexeme)
        || matches!(
            lexeme,
            Lexeme::Role(..)
                | Lexeme::Modifier(..)
                | Lexeme::Relation(Relation::Own)
                | Lexeme::Relative { .. }
        )
}

/// "From A to B", "to B from A": one kind of thing, one after the other.
fn pair_of<'a>(story: &Story<'_>, a: &'a Mention, b: &'a Mention) -> Option<(End<'a>, End<'a>)> {
    let near = b.first_token <= a.end_token + REACH;
    let same = a.value.kind() == b.value.kind() && a.value.unit() == b.value.unit();
    // "From 1,200 to 1,500 euros": the unit is said once.
    let once = matches!(a.value, Value::Number(_))
        && matches!(b.value, Value::Money { currency: Some(_), .. } | Value::Quantity { .. })
        && (a.role, b.role) == (Role::Base, Role::Level);
    let same = same || once;
    // A change is no value: "fell 5 percent, from 30 percent to 25 percent".
    if matches!(a.value, Value::Percent { .. }) && is_change(story, a) && b.role == Role::Base {
        return None;
    }
    let counted = !matches!(a.value, Value::Ordinal(_) | Value::Duration { .. });
    let plain = !matches!(a.value, Value::Money { currency: None, .. });
    let pair = match (a.role, b.role) {
        (Role::Base, Role::Level) => (a, b),
        (Role::Level, Role::Base) => (b, a),
        // "40000人增加到52000人": the verb of change stands between the two.
        (Role::Level, Role::Level) if near && story.has(a.end_token, b.first_token, goes) => (a, b),
        _ => return None,
    };
    let end = |mention: &'a Mention| Some(End { amount: mention.value.amount()?, mention });
    (near && same && counted && plain && a.sure && b.sure).then_some((end(pair.0)?, end(pair.1)?))
}

/// A range whose joint says that something rose: `40%增至50%`.
fn within<'a>(story: &Story<'_>, mention: &'a Mention) -> Option<(End<'a>, End<'a>)> {
    let Value::Range { low, high, .. } = &mention.value else { return None };
    let rises = |lexeme: &Lexeme| *lexeme == Lexeme::Relation(Relation::Rises);
    let from = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Role(Role::Base, _));
    let joined = mention.sure
        && (story.has(mention.first_token, mention.end_token, rises)
            || story.is_before(mention.first_token, from)
            || story.context.at(mention.first_token).any(|(_, lexeme)| from(lexeme)));
    joined.then_some((End { amount: low, mention }, End { amount: high, mention }))
}

/// Words that something went up or down.
fn goes(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::ChangeVerb | Lexeme::Relation(Relation::Rises | Relation::Falls))
}

fn is_figure(mention: &Mention) -> bool {
    mention.value.amount().is_some() || matches!(mention.value, Value::Range { .. })
}

fn is_change(story: &Story<'_>, mention: &Mention) -> bool {
    let points = matches!(mention.value, Value::Percent { points: true, .. });
    points || mention.role == Role::Change || story.is_before(mention.first_token, goes)
}

fn judge(story: &Story<'_>, change: &Change<'_>) -> Option<Finding> {
    let (from, to) = (change.from.amount, change.to.amount);
    let Value::Percent { amount, points } = &change.stated.value else { return None };
    let stated = widened(amount);
    let shares = change.from.mention.value.unit().as_deref() == Some("percent");
    let relative = relative(from, to, shares)?;
    let absolute = shares.then(|| difference(from, to)).flatten();
    let by_points = absolute.is_some_and(|absolute| stated.overlaps(absolute));
    let by_percent = stated.overlaps(relative);
    let computed = span_of(if *points { absolute? } else { relative });
    let (check, message, help) = match (points, by_points, by_percent) {
        (true, false, true) => (
            "percent-vs-points",
            format!(
                "the change is {computed} percentage points; {} is its share in percent",
                amount.value.normalize()
            ),
            "write percent, or give the difference in points",
        ),
        (false, true, false) => (
            "percent-vs-points",
            format!("the change is {} percentage points, which is {computed} %", amount.value.normalize()),
            "write percentage points, or give the change in percent",
        ),
        (false, false, false) => (
            "percent-change",
            format!("the values give a change of {computed} %, not {} %", amount.value.normalize()),
            "correct the percentage, or the value that is wrong",
        ),
        _ => return None,
    };
    story.report(Remark {
        check,
        figure: change.stated,
        message,
        help,
        text: "the change as stated".to_owned(),
        related: vec![
            (change.from.mention.span, "from here".to_owned()),
            (change.to.mention.span, "to here".to_owned()),
        ],
        fixes: match check {
            "percent-change" => recomputed(story, change, amount, relative),
            _ => named(story, change.stated, *points).into_iter().collect(),
        },
    })
}

/// Both repairs: the change as the values give it, written to the digits of the one stated,
/// and the value that the change leads to.
fn recomputed(story: &Story<'_>, change: &Change<'_>, amount: &Amount, relative: Interval) -> Vec<Fix> {
    let (Some(low), Some(high)) = (relative.low, relative.high) else { return Vec::new() };
    let (from, to) = (change.from.amount.value, change.to.amount);
    let part = if to.value < from { -amount.value } else { amount.value } / Decimal::ONE_HUNDRED;
    let end = from.checked_mul(Decimal::ONE + part).map(|end| as_fine(end, to));
    let apart = change.from.mention.span != change.to.mention.span;
    let led = end.filter(|end| apart && *end > Decimal::ZERO);
    let places = amount.value.normalize().scale().max(u32::from(high < Decimal::TEN));
    let middle = ((low + high) / Decimal::TWO).round_dp(places);
    let computed = fix::value(story, change.stated, amount.value, middle);
    let led = led.and_then(|end| fix::value(story, change.to.mention, to.value, end));
    computed.into_iter().chain(led).collect()
}

/// Points for percent, or percent for points, as the pack writes them.
fn named(story: &Story<'_>, stated: &Mention, points: bool) -> Option<Fix> {
    let is = |lexeme: &Lexeme| match lexeme {
        Lexeme::PercentPoint => points,
        Lexeme::PercentAfter => !points,
        _ => false,
    };
    let (hit, ()) = (stated.first_token..stated.end_token)
        .find_map(|at| story.context.pick(at, |lexeme| is(lexeme).then_some(())))?;
    let percent = &story.context.pack.percent;
    // A pattern is no word to write.
    let text =
        if points { &percent.after } else { &percent.points }.iter().find(|form| !form.contains('*'))?;
    let glued = !story.context.pack.unspaced
        && !story.context.scan.tokens[hit.first].spaced
        && text.chars().next().is_some_and(char::is_alphabetic);
    fix::phrase(story, hit.first, hit.end, &if glued { format!(" {text}") } else { text.clone() })
}

/// The change in percent, without its sign, with all the rounding of the two.
fn relative(from: &Amount, to: &Amount, shares: bool) -> Option<Interval> {
    let (a, b) = if shares {
        (share_beside(from, to), share_beside(to, from))
    } else {
        (beside(from, to), beside(to, from))
    };
    let percent =
        |to: Decimal, from: Decimal| (to - from).checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED);
    let positive = a.low.is_some_and(|low| low > Decimal::ZERO);
    let ends = (percent(b.low?, a.high?)?, percent(b.high?, a.low.filter(|_| positive)?)?);
    Some(unsigned(ends.0, ends.1))
}

/// What a value leaves open beside one of the same measure: both are rounded alike, so
/// the finer of the two tells how far.
fn beside(amount: &Amount, other: &Amount) -> Interval {
    let unit = |amount: &Amount| if amount.rounded { amount.step } else { amount.last_nonzero_unit() };
    let unit = unit(amount).min(unit(other));
    match amount.modifier {
        None => Interval::around(amount.value, unit / Decimal::TWO),
        Some(_) => amount.rounded_interval(),
    }
}

/// The same of a share: "from 3.5 to 4 percent" is to 4.0.
fn share_beside(amount: &Amount, other: &Amount) -> Interval {
    match amount.modifier {
        None => Interval::around(amount.value, amount.step.min(other.step) / Decimal::TWO),
        Some(_) => amount.interval(),
    }
}

fn difference(from: &Amount, to: &Amount) -> Option<Interval> {
    let (a, b) = (share_beside(from, to), share_beside(to, from));
    Some(unsigned(b.low?.checked_sub(a.high?)?, b.high?.checked_sub(a.low?)?))
}

fn unsigned(low: Decimal, high: Decimal) -> Interval {
    if low <= Decimal::ZERO && high >= Decimal::ZERO {
        return Interval::between(Decimal::ZERO, low.abs().max(high.abs()));
    }
    Interval::between(low.abs(), high.abs())
}

/// What a stated percentage leaves open, and as much again: it may have been
/// reckoned from figures finer than those printed.
fn widened(amount: &Amount) -> Interval {
    let interval = amount.rounded_interval();
    let margin = amount.step / Decimal::TWO;
    Interval { low: interval.low.map(|low| low - margin), high: interval.high.map(|high| high + margin) }
}

fn span_of(interval: Interval) -> String {
    let (low, high) =
        (interval.low.unwrap_or_default().round_dp(1), interval.high.unwrap_or_default().round_dp(1));
    if low == high {
        low.normalize().to_string()
    } else {
        format!("{} to {}", low.normalize(), high.normalize())
    }
}

/// Tokens around a percentage in which a word makes it another change.
const NEAR: usize = 3;

/// Tokens between the two values: "from 40 million in 2022 to 50 million".
const REACH: usize = 8;
