//! Changes: a percentage against the two values it joins, and percent against
//! percentage points.

use rust_decimal::Decimal;

use super::story::{Remark, Story};
use crate::finding::Finding;
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
    percents.next().is_none().then_some(Change { from, to, stated })
}

/// "From A to B", "to B from A": one kind of thing, one after the other.
fn pair_of<'a>(story: &Story<'_>, a: &'a Mention, b: &'a Mention) -> Option<(End<'a>, End<'a>)> {
    let near = b.first_token <= a.end_token + REACH;
    let same = a.value.kind() == b.value.kind() && a.value.unit() == b.value.unit();
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
    let computed = words(if *points { absolute? } else { relative });
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
        fixes: Vec::new(),
    })
}

/// The change in percent, without its sign, with all the rounding of the two.
fn relative(from: &Amount, to: &Amount, shares: bool) -> Option<Interval> {
    let (a, b) = if shares { (from.interval(), to.interval()) } else { (beside(from, to), beside(to, from)) };
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

fn difference(from: &Amount, to: &Amount) -> Option<Interval> {
    let (a, b) = (from.interval(), to.interval());
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

fn words(interval: Interval) -> String {
    let (low, high) =
        (interval.low.unwrap_or_default().round_dp(1), interval.high.unwrap_or_default().round_dp(1));
    if low == high {
        low.normalize().to_string()
    } else {
        format!("{} to {}", low.normalize(), high.normalize())
    }
}

/// Tokens between the two values: "from 40 million in 2022 to 50 million".
const REACH: usize = 8;
