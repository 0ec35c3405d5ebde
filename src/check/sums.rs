//! Sums that must hold between rules: the rule set against itself.

use rust_decimal::Decimal;

use super::{Evidence, Outcome};
use crate::claim::reading;
use crate::claim::values::{self, Fit};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::mention::amount::{Amount, Interval};
use crate::mention::edtf::Edtf;
use crate::rule::checked::{EventRule, Known, NameId, Place, Row, RuleSet, Sum, SumCheck};

/// Checks the sums of the rule set.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for sum in &evidence.rules.checks {
        // Rows of the rule set against each other: no article takes part, so the run
        // has compared nothing yet.
        outcome.findings.extend(judge(evidence.rules, sum));
    }
    outcome
}

fn judge(rules: &RuleSet, check: &SumCheck) -> Option<Finding> {
    match &check.sum {
        Sum::Growth { rule, from, to, percent, percent_place } => {
            let (from, to) = (row(rules, *rule, from)?, row(rules, *rule, to)?);
            growth(check, from, to, percent, *percent_place)
        }
        Sum::Part { part, whole, period, share } => {
            part_of_whole(rules, check, *part, *whole, period.as_ref(), share.as_ref())
        }
        Sum::Rhythm { event, every, first } => rhythm(rules, check, *event, *every, *first),
        Sum::YearsSince { .. } => None,
    }
}

fn row<'r>(rules: &'r RuleSet, rule: usize, period: &Edtf) -> Option<&'r Row> {
    let Known::Figures { rows, .. } = &rules.rules[rule].value else { return None };
    rows.iter().find(|row| row.period.as_ref() == Some(period))
}

fn finding(check: &SumCheck, message: String, place: Place, related: &[(Place, String)]) -> Finding {
    let label = |place: Place, text: &str| Label {
        source: SourceId::Rules(place.source),
        span: place.span,
        reading: String::new(),
        text: text.to_owned(),
    };
    Finding {
        check: "sum-mismatch",
        rule: Some(check.id.clone()),
        severity: Severity::Error,
        confidence: Confidence::High,
        message,
        help: "correct the value that is wrong in the rule set, or the sum".to_owned(),
        primary: label(place, "does not hold"),
        related: related.iter().map(|(place, text)| label(*place, text)).collect(),
        fixes: Vec::new(),
    }
}

/// The change in percent between two intervals, as an interval.
fn change(from: &Interval, to: &Interval) -> Option<Interval> {
    let percent =
        |from: Decimal, to: Decimal| (to - from).checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED);
    Some(Interval { low: Some(percent(from.high?, to.low?)?), high: Some(percent(from.low?, to.high?)?) })
}

fn growth(check: &SumCheck, from: &Row, to: &Row, percent: &Amount, place: Place) -> Option<Finding> {
    let computed = change(&from.amount.interval(), &to.amount.interval())?;
    let stated = percent.interval();
    let apart = matches!((computed.high, stated.low), (Some(high), Some(low)) if high < low)
        || matches!((stated.high, computed.low), (Some(high), Some(low)) if high < low);
    apart.then(|| {
        let (low, high) =
            (computed.low.unwrap_or_default().round_dp(1), computed.high.unwrap_or_default().round_dp(1));
        let message = format!(
            "the values give a change of {low} to {high} %, not {}",
            reading::figure(percent, Some("percent"))
        );
        finding(
            check,
            message,
            place,
            &[(from.place, "from here".to_owned()), (to.place, "to here".to_owned())],
        )
    })
}

fn part_of_whole(
    rules: &RuleSet,
    check: &SumCheck,
    part: usize,
    whole: usize,
    period: Option<&Edtf>,
    share: Option<&Amount>,
) -> Option<Finding> {
    let Known::Figures { rows, .. } = &rules.rules[part].value else { return None };
    rows.iter().filter(|row| period.is_none_or(|period| row.period.as_ref() == Some(period))).find_map(
        |small| {
            let large = row(rules, whole, small.period.as_ref()?)?;
            let (low, high) = (small.amount.interval().low?, large.amount.interval().high?);
            let related = [(large.place, "the whole".to_owned())];
            if small.unit == large.unit && low > high {
                let message = format!(
                    "the part, {}, is larger than the whole, {}",
                    reading::figure(&small.amount, small.unit.as_deref()),
                    reading::figure(&large.amount, large.unit.as_deref())
                );
                return Some(finding(check, message, small.place, &related));
            }
            let share = share?;
            let stated =
                small.amount.value.checked_div(large.amount.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
            let computed = Amount {
                value: stated.round_dp(1),
                step: Decimal::new(1, 1),
                rounded: true,
                ..small.amount.clone()
            };
            (values::compare(&computed, share) == Fit::Disjoint).then(|| {
                let message = format!(
                    "the share is {} %, not {}",
                    computed.value,
                    reading::figure(share, Some("percent"))
                );
                finding(check, message, small.place, &related)
            })
        },
    )
}

/// Edition n of an event takes place (n − 1) × `every` years after the first.
fn rhythm(rules: &RuleSet, check: &SumCheck, event: NameId, every: u32, first: i32) -> Option<Finding> {
    let editions = rules.rules.iter().filter_map(|rule| match &rule.value {
        Known::Event(known) if known.event == event => Some(known),
        _ => None,
    });
    editions.filter_map(|known: &EventRule| Some((known.order?, known.date.as_ref()?))).find_map(
        |((order, order_place), (date, date_place))| {
            let due = first + i32::try_from(order.checked_sub(1)?.checked_mul(every)?).ok()?;
            let year = date.year_of()?;
            (year != due).then(|| {
                let message = format!("edition {order} is due in {due}, not in {year}");
                finding(check, message, *date_place, &[(order_place, "the edition".to_owned())])
            })
        },
    )
}
