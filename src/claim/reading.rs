//! How values are said in messages: `94.8 billion USD`, `27 %`, `2025-06-17`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Claim, ClaimValue};
use crate::mention::Value;
use crate::mention::amount::{Amount, Modifier};
use crate::rule::checked::{NameId, RuleSet};

/// Scale words of messages, largest first.
const SCALES: &[(i64, &str)] =
    &[(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];

/// A figure with its unit and modifier.
#[must_use]
pub fn figure(amount: &Amount, unit: Option<&str>) -> String {
    let number = scaled(amount.value);
    let modifier = amount.modifier.map_or("", before);
    let after = if amount.modifier == Some(Modifier::Odd) { " or a little more" } else { "" };
    let unit = match unit {
        Some("percent") => " %".to_owned(),
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    format!("{modifier}{number}{unit}{after}")
}

/// A number with its unit.
#[must_use]
pub fn plain(value: Decimal, unit: Option<&str>) -> String {
    let number = if value == value.trunc() && value.abs() < Decimal::from(10_000) {
        value.normalize().to_string()
    } else {
        scaled(value)
    };
    match unit {
        Some("percent") => format!("{number} %"),
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

const fn before(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::About => "about ",
        Modifier::Nearly => "nearly ",
        Modifier::MoreThan => "more than ",
        Modifier::AtLeast | Modifier::Dozens => "at least ",
        Modifier::LessThan => "less than ",
        Modifier::AtMost => "at most ",
        Modifier::Odd => "",
    }
}

/// A number in the largest scale that leaves at most four decimals.
fn scaled(value: Decimal) -> String {
    for &(scale, word) in SCALES {
        let scale = Decimal::from(scale);
        if value.abs() >= scale {
            let short = (value / scale).normalize();
            if short.scale() <= 4 {
                return format!("{short} {word}");
            }
        }
    }
    grouped(value)
}

/// A number with its thousands grouped.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-');
    let mut out = String::new();
    if whole.starts_with('-') {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The key of a name as a message says it.
#[must_use]
pub fn name(rules: &RuleSet, id: NameId) -> String {
    let name = &rules.names[id.0];
    name.forms
        .get("en")
        .and_then(|forms| forms.first())
        .map_or_else(|| name.key.clone(), |form| form.text.clone())
}

/// Several names, joined.
#[must_use]
pub fn names(rules: &RuleSet, ids: &[NameId]) -> String {
    ids.iter().map(|&id| name(rules, id)).collect::<Vec<_>>().join(", ")
}

/// A value without its period.
#[must_use]
pub fn value(rules: &RuleSet, value: &ClaimValue) -> String {
    match value {
        ClaimValue::Figure { amount, unit } => figure(amount, unit.as_deref()),
        ClaimValue::Date(date) => date.to_string(),
        ClaimValue::Name(id) => name(rules, *id),
        ClaimValue::City(city) => city.clone(),
        ClaimValue::Order(order) => ordinal(*order),
        ClaimValue::Roster { named, .. } => names(rules, named),
    }
}

/// A claim: its value and its period.
#[must_use]
pub fn claim(rules: &RuleSet, claim: &Claim) -> String {
    let said = value(rules, &claim.value);
    match &claim.period {
        Some(period) => format!("{said}, {period}"),
        None => said,
    }
}

/// `2nd`, `24th`.
#[must_use]
pub fn ordinal(order: u32) -> String {
    let suffix = match (order % 10, order % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{order}{suffix}")
}

/// A figure, date, name or list as it was read: `94.8 billion USD`, `2024-07-05 (Friday)`.
#[must_use]
pub fn mention(rules: &RuleSet, value: &Value) -> String {
    match value {
        Value::Percent { amount, points: true } => figure(amount, Some("percentage points")),
        Value::Ordinal(amount) => amount.value.to_u32().map_or_else(|| figure(amount, None), ordinal),
        Value::Date(date) => {
            let mut said = date.date.to_string();
            if let Some(day) = date.weekday {
                said.push_str(&format!(" ({})", weekday(day)));
            }
            if let Some(resolved) = date.resolved.as_ref().filter(|resolved| **resolved != date.date) {
                said.push_str(&format!(", here {resolved}"));
            }
            said
        }
        Value::Weekday(day) => weekday(*day).to_owned(),
        Value::Time { time, zone } => match zone {
            Some(zone) => format!("{time} {zone}"),
            None => time.clone(),
        },
        Value::Range { low, high, unit } => {
            format!("{} to {}", figure(low, None), figure(high, unit.as_deref()))
        }
        Value::Name(key) => keyed(rules, key),
        Value::List(keys) => keys.iter().map(|key| keyed(rules, key)).collect::<Vec<_>>().join(", "),
        value => value.amount().map_or_else(String::new, |amount| figure(amount, value.unit().as_deref())),
    }
}

/// A name by its key.
fn keyed(rules: &RuleSet, key: &str) -> String {
    let known = rules.names.iter().position(|name| name.key == key);
    known.map_or_else(|| key.trim_start_matches("country:").to_owned(), |at| name(rules, NameId(at)))
}

/// A day of the week; ISO 8601 counts from Monday.
#[must_use]
pub const fn weekday(day: u8) -> &'static str {
    match day {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}
