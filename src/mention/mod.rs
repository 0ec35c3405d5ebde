//! Typed values found in a text: the grammar of numbers, quantities, dates and
//! lists, written once for all languages.
//!
//! A [`Mention`] says what a figure is and how precisely it was written. What it
//! is *about* is the business of [`claim`](crate::claim).

pub mod amount;
pub mod bend;
pub mod context;
pub mod dates;
pub mod digits;
pub mod edtf;
pub mod figure;
pub mod interval;
pub mod json;
mod labels;
pub mod names;
pub mod number;
pub mod read;
pub mod score;
mod shared;
mod syllables;
mod title;

use crate::article::Article;
use crate::span::Span;
use amount::Amount;
use edtf::Edtf;

/// A typed value at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands in the source.
    pub span: Span,
    /// First token of it in the article's scan.
    pub first_token: usize,
    /// One past its last token in the article's scan.
    pub end_token: usize,
    /// What was read.
    pub value: Value,
    /// The part it plays beside the words around it.
    pub role: Role,
    /// False when the text allows another reading (`1.250` where the separators
    /// do not tell).
    pub sure: bool,
}

/// The date of an article's dateline or date line as a mention. It stands outside
/// the sentences, so that it never dates a figure of the first one, and has no
/// tokens.
#[must_use]
pub fn dateline(article: &Article) -> Option<Mention> {
    let (date, span) = (article.date.clone()?, article.date_span?);
    let inside = article.dateline.is_some_and(|dateline| article.map.to_source(dateline).contains(span));
    let value = DateValue { valid: date.is_valid_day(), date, weekday: None, resolved: None, calendar: None };
    inside.then_some(Mention {
        span,
        first_token: 0,
        end_token: 0,
        value: Value::Date(value),
        role: Role::Level,
        sure: true,
    })
}

/// What a mention was read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A bare number or a count: `six`, `30,000`.
    Number(Amount),
    /// A share: `27 %`; `points` for percentage points.
    Percent {
        /// The number before the sign.
        amount: Amount,
        /// Percentage points rather than percent.
        points: bool,
    },
    /// An amount of money.
    Money {
        /// The amount in units of the currency, scales multiplied out.
        amount: Amount,
        /// ISO 4217 code; `None` for a symbol that stays ambiguous.
        currency: Option<String>,
    },
    /// An amount with a unit of measure.
    Quantity {
        /// The amount.
        amount: Amount,
        /// CLDR unit id: `kilometer`, `celsius`.
        unit: String,
    },
    /// An amount of time.
    Duration {
        /// The amount.
        amount: Amount,
        /// CLDR unit id: `year`, `month`, `day`, `hour`.
        unit: String,
    },
    /// A rank: `third`, `24th`.
    Ordinal(Amount),
    /// A date.
    Date(DateValue),
    /// A weekday without a date: 1 is Monday, 7 Sunday (ISO 8601).
    Weekday(u8),
    /// A time of day.
    Time {
        /// `15:00` or `15:00:30`.
        time: String,
        /// Zone as written, such as `GMT` or `UTC+8`.
        zone: Option<String>,
    },
    /// From one number to another, both ends as written.
    Range {
        /// The lower end.
        low: Amount,
        /// The upper end.
        high: Amount,
        /// Unit as for money, quantities, durations and percent; `None` for a count.
        unit: Option<String>,
    },
    /// A name of the rule set or a country, by its key (`china`, `country:KZ`).
    Name(String),
    /// An enumeration of names: their keys, in order.
    List(Vec<String>),
}

/// A date with what the text says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DateValue {
    /// As written, with unknown parts left open.
    pub date: Edtf,
    /// False when there is no such day.
    pub valid: bool,
    /// The weekday written with it, 1 = Monday.
    pub weekday: Option<u8>,
    /// The date completed from the article's own date, when that was needed and possible.
    pub resolved: Option<Edtf>,
    /// A calendar other than the Gregorian, as a CLDR calendar id (`hebrew`,
    /// `islamic`, `persian`): recognised, not converted; `date` is then the year
    /// in that calendar and is compared with nothing.
    pub calendar: Option<&'static str>,
}

/// The part a figure plays, told by the small words and clitics around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What something is, or came *to*.
    Level,
    /// What something changed *by*.
    Change,
    /// What something changed *from*, or is compared with.
    Base,
    /// "First," "thirdly": a mark in a list, bound to nothing but its list.
    Enumerator,
    /// "For the first time": never an edition.
    Occurrence,
}

impl Role {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Change => "change",
            Self::Base => "base",
            Self::Enumerator => "enumerator",
            Self::Occurrence => "occurrence",
        }
    }
}

impl Value {
    /// The kind in JSON, as `factlint mentions` prints it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Percent { .. } => "percent",
            Self::Money { .. } => "money",
            Self::Quantity { .. } => "quantity",
            Self::Duration { .. } => "duration",
            Self::Ordinal(_) => "ordinal",
            Self::Date(_) => "date",
            Self::Weekday(_) => "weekday",
            Self::Time { .. } => "time",
            Self::Range { .. } => "range",
            Self::Name(_) => "name",
            Self::List(_) => "list",
        }
    }

    /// The amount, for the kinds that have one.
    #[must_use]
    pub const fn amount(&self) -> Option<&Amount> {
        match self {
            Self::Number(amount)
            | Self::Percent { amount, .. }
            | Self::Money { amount, .. }
            | Self::Quantity { amount, .. }
            | Self::Duration { amount, .. }
            | Self::Ordinal(amount) => Some(amount),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub const fn amount_mut(&mut self) -> Option<&mut Amount> {
        match self {
            Self::Number(amount)
            | Self::Percent { amount, .. }
            | Self::Money { amount, .. }
            | Self::Quantity { amount, .. }
            | Self::Duration { amount, .. }
            | Self::Ordinal(amount) => Some(amount),
            _ => None,
        }
    }

    /// The unit in JSON: an ISO 4217 code, a CLDR unit id, `percent` or
    /// `percentage-point`.
    #[must_use]
    pub fn unit(&self) -> Option<String> {
        self.unit_name().map(str::to_owned)
    }

    /// The same, borrowed.
    #[must_use]
    pub fn unit_name(&self) -> Option<&str> {
        match self {
            Self::Percent { points: false, .. } => Some("percent"),
            Self::Percent { points: true, .. } => Some("percentage-point"),
            Self::Money { currency, .. } => currency.as_deref(),
            Self::Quantity { unit, .. } | Self::Duration { unit, .. } => Some(unit),
            Self::Range { unit, .. } => unit.as_deref(),
            _ => None,
        }
    }
}
