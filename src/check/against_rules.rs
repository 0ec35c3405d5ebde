//! Articles against the values the rules hold: figures, counts, dates, places,
//! holders and editions.

use rust_decimal::prelude::ToPrimitive;

use super::cluster::{Conflict, findings};
use super::{Evidence, Outcome, severity};
use crate::claim::hint::{self, Hint};
use crate::claim::relation::{Relation, relate_values};
use crate::claim::values::{self, Fit};
use crate::claim::{Claim, ClaimValue, Facet, reading};
use crate::finding::Severity;
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::rule::checked::{Holder, Known, Place, Row, Rule, Sum, SumCheck};

/// Compares every claim with its rule.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut compared = 0;
    let conflicts: Vec<Conflict<'_>> = evidence
        .claims
        .iter()
        .filter(|claim| !claim.other_source || is_slip_of_scale(evidence, claim))
        .filter_map(|claim| judge(evidence, claim, &mut compared))
        .collect();
    Outcome { findings: findings(evidence, &conflicts), compared }
}

fn judge<'a>(evidence: &Evidence<'a>, claim: &'a Claim, compared: &mut usize) -> Option<Conflict<'a>> {
    let rule = &evidence.rules.rules[claim.rule];
    let judge = Judge { evidence, rule, claim };
    let mut count = |found: Option<Option<Conflict<'a>>>| {
        if found.is_some() {
            *compared += 1;
        }
        found.flatten()
    };
    count(match (claim.facet, &rule.value) {
        (Facet::Growth, _) => judge.growth(),
        (Facet::YearsSince, _) => judge.years_since(),
        (Facet::Value, Known::Figures { rows, .. }) => judge.table(rows),
        (Facet::Value, Known::Count { amount: Some(amount), place, .. }) => Some(judge.count(amount, *place)),
        (Facet::Value, Known::Date { date, place }) => Some(judge.date(date, *place)),
        (Facet::Step(step), Known::Years(steps)) => {
            steps.get(step).map(|step| judge.date(&step.date, step.place))
        }
        (Facet::Value, Known::Location { name, place }) => {
            Some(judge.simple("place-mismatch", &ClaimValue::Name(*name), *place))
        }
        (Facet::Value, Known::OneOf(holders)) => judge.holder(holders),
        (Facet::Order, Known::Event(event)) => {
            event.order.map(|(order, place)| judge.simple("order-mismatch", &ClaimValue::Order(order), place))
        }
        (Facet::Date, Known::Event(event)) => {
            event.date.as_ref().map(|(date, place)| judge.date(date, *place))
        }
        (Facet::Place, Known::Event(event)) => {
            event.location.map(|(name, place)| judge.simple("place-mismatch", &ClaimValue::Name(name), place))
        }
        _ => None,
    })
}

/// Another source counts otherwise, but not a thousand times more or less.
fn is_slip_of_scale(evidence: &Evidence<'_>, claim: &Claim) -> bool {
    let (Known::Figures { rows, .. }, ClaimValue::Figure { amount, unit }) =
        (&evidence.rules.rules[claim.rule].value, &claim.value)
    else {
        return false;
    };
    claim.facet == Facet::Value
        && rows.iter().filter(|row| row.period == claim.period).any(|row| {
            value_in(row, unit.as_ref())
                .is_some_and(|known| values::is_slip_of_scale(amount.value, known.value))
        })
}

/// One claim before its rule. Each method gives `None` where nothing can be
/// compared, `Some(None)` where the two agree.
#[derive(Clone, Copy)]
struct Judge<'e, 'a> {
    evidence: &'e Evidence<'a>,
    rule: &'a Rule,
    claim: &'a Claim,
}

impl<'a> Judge<'_, 'a> {
    fn conflict(
        &self,
        check: &'static str,
        severity: Severity,
        expected: String,
        place: Place,
    ) -> Conflict<'a> {
        let id = self.rule.id.clone();
        Conflict { claim: self.claim, check, severity, expected, place, hints: Vec::new(), id }
    }

    /// Values without intervals: dates, names, editions.
    fn simple(&self, check: &'static str, known: &ClaimValue, place: Place) -> Option<Conflict<'a>> {
        let severity = severity(self.rule.when.conflict)?;
        (relate_values(&self.claim.value, known) == Some(Relation::Conflicting))
            .then(|| self.conflict(check, severity, reading::value(self.evidence.rules, known), place))
    }

    fn date(&self, known: &Edtf, place: Place) -> Option<Conflict<'a>> {
        self.simple("date-mismatch", &ClaimValue::Date(known.clone()), place)
    }

    fn count(&self, known: &Amount, place: Place) -> Option<Conflict<'a>> {
        let ClaimValue::Figure { amount, .. } = &self.claim.value else { return None };
        let severity = self.weigh(amount, known)?;
        let mut conflict = self.conflict("figure-mismatch", severity, reading::figure(known, None), place);
        conflict.hints = hints(amount, known, &[], None);
        Some(conflict)
    }

    /// The severity of two figures' difference; `None` when they agree.
    fn weigh(&self, found: &Amount, known: &Amount) -> Option<Severity> {
        let severity = severity(self.rule.when.conflict)?;
        match values::compare(found, known) {
            Fit::Same | Fit::Rounding | Fit::Bound => None,
            Fit::Coarse => Some(Severity::Advice),
            Fit::Disjoint if values::is_approximate(found, known) || values::is_truncated(found, known) => {
                Some(severity.min(Severity::Warning))
            }
            Fit::Disjoint => Some(severity),
        }
    }

    /// A table of periods and values. A text without a period is taken to mean
    /// the only row; beside several rows it is judged by [`without_period`](Self::without_period).
    fn table(&self, rows: &'a [Row]) -> Option<Option<Conflict<'a>>> {
        let ClaimValue::Figure { amount, unit } = &self.claim.value else { return None };
        let row = match (&self.claim.period, rows) {
            (Some(period), _) => {
                rows.iter().find(|row| row.period.as_ref().is_none_or(|known| known == period))
            }
            (None, [only]) => Some(only).filter(|row| !self.is_before(row)),
            (None, _) => return self.without_period(rows, amount, unit.as_ref()),
        }?;
        let known = value_in(row, unit.as_ref())?;
        if let Some(stale) = self.stale(rows, row, known, unit.as_ref()) {
            return Some(Some(stale));
        }
        Some(self.weigh(amount, known).map(|severity| {
            let expected = Self::row_text(row, known, unit.as_ref());
            let mut conflict = self.conflict("figure-mismatch", severity, expected, row.place);
            conflict.hints = hints(amount, known, rows, unit.as_ref());
            conflict
        }))
    }

    /// An older row called the latest in an article dated after a newer one became
    /// known.
    fn stale(
        &self,
        rows: &'a [Row],
        row: &Row,
        known: &Amount,
        unit: Option<&String>,
    ) -> Option<Conflict<'a>> {
        let severity = severity(self.rule.when.stale_figure)?;
        let ClaimValue::Figure { amount, .. } = &self.claim.value else { return None };
        if !self.claim.latest
            || self.article_date().is_none()
            || values::compare(amount, known) == Fit::Disjoint
        {
            return None;
        }
        let begun = |row: &Row| row.period.as_ref().and_then(Edtf::first_day);
        let newer = rows
            .iter()
            .filter(|other| begun(other) > begun(row) && self.is_known(other))
            .max_by_key(|other| begun(other))?;
        let value = value_in(newer, unit)?;
        let mut conflict =
            self.conflict("stale-figure", severity, Self::row_text(newer, value, unit), newer.place);
        conflict.hints = vec!["a newer year is known".to_owned()];
        Some(conflict)
    }

    fn row_text(row: &Row, known: &Amount, unit: Option<&String>) -> String {
        let value = reading::figure(known, unit.map(String::as_str));
        row.period.as_ref().map_or_else(|| value.clone(), |period| format!("{value} for {period}"))
    }

    fn article_date(&self) -> Option<&'a Edtf> {
        self.evidence.articles[self.claim.article()?].date.as_ref()
    }

    /// Whether the article was written before a row's period was over.
    fn is_before(&self, row: &Row) -> bool {
        let written = self.article_date().and_then(Edtf::last_day);
        let begun = row.period.as_ref().and_then(Edtf::first_day);
        matches!((written, begun), (Some(written), Some(begun)) if written < begun)
    }

    /// Whether a row could be known when the article was written.
    fn is_known(&self, row: &Row) -> bool {
        let since = row
            .known_since
            .as_ref()
            .and_then(Edtf::first_day)
            .or_else(|| row.period.as_ref().and_then(Edtf::last_day));
        match (self.article_date().and_then(Edtf::last_day), since) {
            (Some(written), Some(since)) => since <= written,
            _ => true,
        }
    }

    /// A figure without its year beside several years: fits the latest known row
    /// and is left alone, fits an older one, or fits none.
    fn without_period(
        &self,
        rows: &'a [Row],
        amount: &Amount,
        unit: Option<&String>,
    ) -> Option<Option<Conflict<'a>>> {
        let mut known: Vec<(&Row, &Amount)> = rows
            .iter()
            .filter(|row| self.is_known(row))
            .filter_map(|row| Some((row, value_in(row, unit)?)))
            .collect();
        known.sort_by_key(|(row, _)| row.period.as_ref().and_then(Edtf::first_day));
        let (latest, value) = *known.last()?;
        let fits = |value: &Amount| !matches!(values::compare(amount, value), Fit::Disjoint | Fit::Coarse);
        if fits(value) {
            return Some(None);
        }
        let older = known.iter().rev().find(|(_, value)| fits(value));
        let (row, value) = older.copied().unwrap_or((latest, value));
        Some(severity(self.rule.when.missing_period).map(|severity| {
            let expected = Self::row_text(row, value, unit);
            let mut conflict = self.conflict("missing-period", severity, expected, row.place);
            conflict.hints = match older {
                Some(_) => vec!["which year?".to_owned()],
                None => {
                    hints(amount, value, rows, unit).into_iter().chain(["which year?".to_owned()]).collect()
                }
            };
            conflict
        }))
    }

    /// An office or a name by period: a conflict only with a value that did not
    /// hold when the article was written, give or take a week.
    fn holder(&self, holders: &'a [Holder]) -> Option<Option<Conflict<'a>>> {
        let severity = severity(self.rule.when.conflict)?;
        let found = match &self.claim.value {
            ClaimValue::Name(id) => Some(*id),
            ClaimValue::City(_) => None,
            _ => return None,
        };
        let valid: Vec<&Holder> = holders.iter().filter(|holder| Some(holder.name) == found).collect();
        let written = self.article_date();
        let fits = match written {
            None => !valid.is_empty(),
            Some(date) => valid.iter().any(|holder| held_at(holder, date)),
        };
        let current = holders.iter().rev().find(|holder| written.is_none_or(|date| held_at(holder, date)));
        let current = current?;
        Some((!fits).then(|| {
            let expected = reading::name(self.evidence.rules, current.name);
            self.conflict("holder-mismatch", severity, expected, current.place)
        }))
    }

    /// "Rose 27 %" against the growth that a sum of the rule set states.
    fn growth(&self) -> Option<Option<Conflict<'a>>> {
        let ClaimValue::Figure { amount, .. } = &self.claim.value else { return None };
        let period = self.claim.period.as_ref()?;
        let (check, percent, place) = self.sums().find_map(|check| match &check.sum {
            Sum::Growth { rule, to, percent, percent_place, .. }
                if *rule == self.claim.rule && to == period =>
            {
                Some((check, percent, *percent_place))
            }
            _ => None,
        })?;
        Some(self.weigh(amount, percent).map(|severity| {
            let expected = reading::figure(percent, Some("percent"));
            let mut conflict = self.conflict("figure-mismatch", severity, expected, place);
            conflict.id.clone_from(&check.id);
            conflict.hints = hints(amount, percent, &[], None);
            conflict
        }))
    }

    fn sums(&self) -> impl Iterator<Item = &'a SumCheck> + use<'a> {
        self.evidence.rules.checks.iter()
    }

    /// "32 years since" against the year the sentence or the article is of. The
    /// day of the year may not have come yet, so one year less is right too.
    fn years_since(&self) -> Option<Option<Conflict<'a>>> {
        let ClaimValue::Figure { amount, .. } = &self.claim.value else { return None };
        let now = self.claim.period.as_ref().and_then(Edtf::year_of)?;
        let (check, start, place) = self.sums().find_map(|check| {
            let Sum::YearsSince { rule, step } = &check.sum else { return None };
            let (start, place) = match (&self.rule.value, step) {
                (Known::Years(steps), Some(step)) => (&steps[*step].date, steps[*step].place),
                (Known::Date { date, place }, _) => (date, *place),
                _ => return None,
            };
            (*rule == self.claim.rule).then_some((check, start.year_of()?, place))
        })?;
        let severity = severity(self.rule.when.conflict)?;
        let years = amount.value.to_i32()?;
        let since = now - start;
        let agrees = years == since || years == since - 1;
        Some((!agrees).then(|| {
            let mut conflict = self.conflict(
                "figure-mismatch",
                severity,
                format!("{since} years from {start} to {now}"),
                place,
            );
            conflict.id.clone_from(&check.id);
            conflict
        }))
    }
}

/// Days around a change of name or office within which both are right: decree and
/// entry into force differ by days.
const GRACE: i64 = 7;

fn held_at(holder: &Holder, date: &Edtf) -> bool {
    let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else { return true };
    let grace = jiff::Span::new().days(GRACE);
    let begun =
        holder.from.as_ref().and_then(Edtf::first_day).is_none_or(|from| from.saturating_sub(grace) <= last);
    let over = holder.to.as_ref().and_then(Edtf::last_day).is_some_and(|to| to.saturating_add(grace) < first);
    begun && !over
}

/// The value of a row in a unit.
fn value_in<'r>(row: &'r Row, unit: Option<&String>) -> Option<&'r Amount> {
    if row.unit.as_ref() == unit {
        return Some(&row.amount);
    }
    row.also.iter().find(|(_, also)| also.as_ref() == unit).map(|(amount, _)| amount)
}

/// What the difference looks like: a slip, or the value of another row.
fn hints(found: &Amount, known: &Amount, rows: &[Row], unit: Option<&String>) -> Vec<String> {
    let other = rows.iter().find(|row| {
        value_in(row, unit).is_some_and(|value| {
            value != known && matches!(values::compare(found, value), Fit::Same | Fit::Rounding)
        })
    });
    if let Some(period) = other.and_then(|row| row.period.as_ref()) {
        return vec![format!("it is the value of {period}")];
    }
    hint::between(found, known).map(Hint::sentence).map(str::to_owned).into_iter().collect()
}
