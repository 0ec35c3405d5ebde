//! Dates as the Extended Date/Time Format writes them (EDTF, ISO 8601-2:2019).

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use thiserror::Error;

/// A date as precise as the text made it.
///
/// `Display` writes EDTF: `2024-07-05`, `2024-07`, `2024`, `198X`, `18XX`,
/// `XXXX-10-02`, `XXXX-XX-05`, `2024-33` (first quarter), `2024-40` (first
/// half), `1950/1953`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// A day, month or year; what the text does not say is `None`. At least one
    /// part is present.
    Date {
        /// Proleptic Gregorian year.
        year: Option<i32>,
        /// 1 to 12.
        month: Option<u8>,
        /// 1 to 31, not checked against the month: `2024-02-30` is kept as written.
        day: Option<u8>,
    },
    /// A quarter of a year, 1 to 4 (EDTF codes 33 to 36).
    Quarter {
        /// The year, when the text names it.
        year: Option<i32>,
        /// 1 to 4.
        quarter: u8,
    },
    /// A half of a year, 1 or 2 (EDTF codes 40 and 41).
    Half {
        /// The year, when the text names it.
        year: Option<i32>,
        /// 1 or 2.
        half: u8,
    },
    /// Ten years: `198X` is `Decade(198)`.
    Decade(i32),
    /// A hundred years: `18XX` is `Century(18)`.
    Century(i32),
    /// From one date to another, both included.
    Interval(Box<Edtf>, Box<Edtf>),
}

impl Edtf {
    /// A whole year.
    #[must_use]
    pub const fn year(year: i32) -> Self {
        Self::Date { year: Some(year), month: None, day: None }
    }

    /// A day.
    #[must_use]
    pub const fn day(year: i32, month: u8, day: u8) -> Self {
        Self::Date { year: Some(year), month: Some(month), day: Some(day) }
    }

    /// The one year it lies in, when it says which.
    #[must_use]
    pub fn year_of(&self) -> Option<i32> {
        match self {
            Self::Date { year, .. } | Self::Quarter { year, .. } | Self::Half { year, .. } => *year,
            Self::Decade(_) | Self::Century(_) => None,
            Self::Interval(from, to) => from.year_of().filter(|year| to.year_of() == Some(*year)),
        }
    }

    /// Its first day; `None` where a part that would tell is missing, or where
    /// there is no such day.
    #[must_use]
    pub fn first_day(&self) -> Option<civil::Date> {
        match self {
            Self::Date { year, month: None, day: None } => date((*year)?, 1, 1),
            Self::Date { year, month, day } => date((*year)?, (*month)?, day.unwrap_or(1)),
            Self::Quarter { year, quarter } => date((*year)?, quarter * 3 - 2, 1),
            Self::Half { year, half } => date((*year)?, half * 6 - 5, 1),
            // Decades and centuries before the common era count the other way and are
            // left open.
            Self::Decade(tens) if *tens >= 0 => date(tens.checked_mul(10)?, 1, 1),
            Self::Century(hundreds) if *hundreds >= 0 => date(hundreds.checked_mul(100)?, 1, 1),
            Self::Decade(_) | Self::Century(_) => None,
            Self::Interval(from, _) => from.first_day(),
        }
    }

    /// Its last day; `None` as for [`first_day`](Self::first_day).
    #[must_use]
    pub fn last_day(&self) -> Option<civil::Date> {
        match self {
            Self::Date { year, month: None, day: None } => date((*year)?, 12, 31),
            Self::Date { year, month, day: None } => month_end((*year)?, (*month)?),
            Self::Date { day: Some(_), .. } => self.first_day(),
            Self::Quarter { year, quarter } => month_end((*year)?, quarter * 3),
            Self::Half { year, half } => month_end((*year)?, half * 6),
            Self::Decade(tens) if *tens >= 0 => date(tens.checked_mul(10)?.checked_add(9)?, 12, 31),
            Self::Century(hundreds) if *hundreds >= 0 => {
                date(hundreds.checked_mul(100)?.checked_add(99)?, 12, 31)
            }
            Self::Decade(_) | Self::Century(_) => None,
            Self::Interval(_, to) => to.last_day(),
        }
    }

    /// Whether `other` lies within: a day in its month, a month in its half year,
    /// 2 October 2024 in "2 October". Equal dates contain each other.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        if let (Self::Date { year, month, day }, Self::Date { year: y, month: m, day: d }) = (self, other) {
            return says(*year, *y) && says(*month, *m) && says(*day, *d);
        }
        if let (Some(first), Some(last)) = (self.first_day(), self.last_day())
            && let (Some(from), Some(to)) = (other.first_day(), other.last_day())
        {
            return first <= from && to <= last;
        }
        self.contains_months(other)
    }

    /// Whether the two share a day: a month and an interval that begins in it.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self.first_day(), self.last_day(), other.first_day(), other.last_day()) {
            (Some(first), Some(last), Some(from), Some(to)) => first <= to && from <= last,
            _ => self.contains(other) || other.contains(self),
        }
    }

    /// The same for parts of any year: October in the fourth quarter.
    fn contains_months(&self, other: &Self) -> bool {
        let (Some((year, first, last)), Some((y, from, to))) = (self.months(), other.months()) else {
            return false;
        };
        says(year, y) && first <= from && to <= last
    }

    /// The year, if any, and first and last month of a part of a year.
    fn months(&self) -> Option<(Option<i32>, u8, u8)> {
        match self {
            Self::Date { year, month: Some(month), .. } => Some((*year, *month, *month)),
            Self::Quarter { year, quarter } => Some((*year, quarter * 3 - 2, quarter * 3)),
            Self::Half { year, half } => Some((*year, half * 6 - 5, half * 6)),
            _ => None,
        }
    }

    /// Whether there is such a date. 30 February is none; 29 February is one as
    /// long as no year says otherwise.
    #[must_use]
    pub fn is_valid_day(&self) -> bool {
        match self {
            Self::Date { year, month, day } => {
                // Without a year, one that has every day.
                let year = year.unwrap_or(2000);
                date(year, month.unwrap_or(1), day.unwrap_or(1)).is_some()
            }
            Self::Quarter { quarter, .. } => (1..=4).contains(quarter),
            Self::Half { half, .. } => (1..=2).contains(half),
            Self::Decade(_) | Self::Century(_) => true,
            Self::Interval(from, to) => from.is_valid_day() && to.is_valid_day(),
        }
    }

    /// The weekday of a full date: 1 is Monday, 7 Sunday.
    #[must_use]
    pub fn weekday(&self) -> Option<u8> {
        match self {
            Self::Date { day: Some(_), .. } => {
                let weekday = self.first_day()?.weekday().to_monday_one_offset();
                u8::try_from(weekday).ok()
            }
            _ => None,
        }
    }
}

/// Whether a part that `whole` states is stated the same by `part`.
fn says<T: Copy + PartialEq>(whole: Option<T>, part: Option<T>) -> bool {
    whole.is_none() || whole == part
}

fn date(year: i32, month: u8, day: u8) -> Option<civil::Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
}

fn month_end(year: i32, month: u8) -> Option<civil::Date> {
    date(year, month, 1).map(civil::Date::last_of_month)
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date { year, month, day } => {
                write_year(f, *year)?;
                match (month, day) {
                    (None, None) => Ok(()),
                    (Some(month), None) => write!(f, "-{month:02}"),
                    (None, Some(day)) => write!(f, "-XX-{day:02}"),
                    (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
                }
            }
            Self::Quarter { year, quarter } => {
                write_year(f, *year)?;
                write!(f, "-{}", 32 + quarter)
            }
            Self::Half { year, half } => {
                write_year(f, *year)?;
                write!(f, "-{}", 39 + half)
            }
            Self::Decade(tens) => write!(f, "{}{:03}X", sign(*tens), tens.unsigned_abs()),
            Self::Century(hundreds) => write!(f, "{}{:02}XX", sign(*hundreds), hundreds.unsigned_abs()),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

fn write_year(f: &mut fmt::Formatter<'_>, year: Option<i32>) -> fmt::Result {
    match year {
        None => f.write_str("XXXX"),
        Some(year) if year.unsigned_abs() > 9999 => write!(f, "Y{year}"),
        Some(year) => write!(f, "{}{:04}", sign(year), year.unsigned_abs()),
    }
}

const fn sign(number: i32) -> &'static str {
    if number < 0 { "-" } else { "" }
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected a date such as `2024-07-05`, `2024-07`, `2024` or `1950/1953`, but found `{0}`")]
pub struct ExpectedDate(pub String);

impl FromStr for Edtf {
    type Err = ExpectedDate;

    fn from_str(text: &str) -> Result<Self, ExpectedDate> {
        let read = match text.split_once('/') {
            Some((from, to)) => read_date(from)
                .zip(read_date(to))
                .map(|(from, to)| Self::Interval(Box::new(from), Box::new(to))),
            None => read_date(text),
        };
        read.ok_or_else(|| ExpectedDate(text.to_owned()))
    }
}

fn read_date(text: &str) -> Option<Edtf> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = body.split('-');
    let head = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() || !body.is_ascii() {
        return None;
    }
    let signed = |number: i32| if negative { -number } else { number };
    if second.is_none() && head.len() == 4 && head != "XXXX" && head.ends_with('X') {
        return match head.strip_suffix("XX") {
            Some(hundreds) => Some(Edtf::Century(signed(digits(hundreds, 2)?))),
            None => Some(Edtf::Decade(signed(digits(&head[..3], 3)?))),
        };
    }
    let year = match head {
        "XXXX" if negative => return None,
        "XXXX" => None,
        _ => Some(signed(read_year(head)?)),
    };
    read_parts(year, second, third)
}

/// Four digits, or `Y` and more.
fn read_year(text: &str) -> Option<i32> {
    match text.strip_prefix('Y') {
        Some(long) if long.len() > 4 => digits(long, long.len()),
        Some(_) => None,
        None => digits(text, 4),
    }
}

fn read_parts(year: Option<i32>, second: Option<&str>, third: Option<&str>) -> Option<Edtf> {
    let day = match third {
        Some(text) => Some(digits(text, 2).and_then(|day| u8::try_from(day).ok())?),
        None => None,
    };
    if day.is_some_and(|day| !(1..=31).contains(&day)) {
        return None;
    }
    let month = match second {
        None => None,
        Some("XX") => return day.map(|day| Edtf::Date { year, month: None, day: Some(day) }),
        Some(text) => Some(digits(text, 2).and_then(|month| u8::try_from(month).ok())?),
    };
    match (month, day) {
        (None, _) => year.map(Edtf::year),
        (Some(1..=12), _) => Some(Edtf::Date { year, month, day }),
        (Some(code @ 33..=36), None) => Some(Edtf::Quarter { year, quarter: code - 32 }),
        (Some(code @ 40..=41), None) => Some(Edtf::Half { year, half: code - 39 }),
        _ => None,
    }
}

fn digits(text: &str, len: usize) -> Option<i32> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests;
