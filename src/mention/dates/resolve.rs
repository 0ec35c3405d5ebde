//! Completing partial and relative dates from the day an article was published.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lang::lexeme::RelativeUnit;
use crate::mention::edtf::Edtf;

/// A day or month without its year, in the year that brings it nearest to the
/// article's own date. Nothing for a date that is complete.
pub(super) fn nearest(date: &Edtf, published: &Edtf) -> Option<Edtf> {
    match date {
        Edtf::Date { year: None, month: None, day: Some(day) } => match published {
            Edtf::Date { year: Some(year), month: Some(month), .. } => Some(Edtf::day(*year, *month, *day)),
            _ => None,
        },
        Edtf::Interval(low, high) => {
            if low.year_of().is_some() || high.year_of().is_some() {
                return None;
            }
            let high = nearest(high, published)?;
            if let Edtf::Date { month: None, .. } = **low {
                return Some(Edtf::Interval(Box::new(nearest(low, published)?), Box::new(high)));
            }
            let low = with_year(low, high.year_of()?)?;
            Some(Edtf::Interval(Box::new(low), Box::new(high)))
        }
        _ => {
            let anchor = middle(published)?;
            let year = i32::from(anchor.year());
            let candidates = [year - 1, year, year + 1].into_iter().filter_map(|year| with_year(date, year));
            candidates
                .filter_map(|candidate| {
                    let distance = (middle(&candidate)? - anchor).get_days().unsigned_abs();
                    Some((distance, candidate))
                })
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, candidate)| candidate)
        }
    }
}

/// A day inside, by which distance is measured.
fn middle(date: &Edtf) -> Option<Date> {
    match date {
        Edtf::Date { month: None, .. } | Edtf::Decade(_) | Edtf::Century(_) => None,
        Edtf::Date { day: Some(_), .. } => date.first_day(),
        _ => date.first_day()?.checked_add(14.days()).ok(),
    }
}

/// The same without a year, put into one.
fn with_year(date: &Edtf, in_year: i32) -> Option<Edtf> {
    match date {
        Edtf::Date { year: None, month: Some(month), day } => {
            Some(Edtf::Date { year: Some(in_year), month: Some(*month), day: *day })
        }
        Edtf::Quarter { year: None, quarter } => {
            Some(Edtf::Quarter { year: Some(in_year), quarter: *quarter })
        }
        Edtf::Half { year: None, half } => Some(Edtf::Half { year: Some(in_year), half: *half }),
        _ => None,
    }
}

/// What "yesterday" or "last year" means in an article published at `published`.
pub(super) fn relative(by: i32, unit: RelativeUnit, published: &Edtf) -> Option<Edtf> {
    let year = published.year_of()?;
    let by_days = |days: i32| -> Option<Date> {
        published.weekday()?;
        published.first_day()?.checked_add(days.days()).ok()
    };
    match unit {
        RelativeUnit::Year => Some(Edtf::year(year + by)),
        RelativeUnit::Month => {
            let Edtf::Date { month: Some(month), .. } = published else { return None };
            let months = year * 12 + i32::from(*month) - 1 + by;
            Some(Edtf::Date {
                year: Some(months.div_euclid(12)),
                month: u8::try_from(months.rem_euclid(12) + 1).ok(),
                day: None,
            })
        }
        RelativeUnit::Quarter => {
            let Edtf::Date { month: Some(month), .. } = published else { return None };
            let quarters = year * 4 + i32::from((month - 1) / 3) + by;
            let quarter = u8::try_from(quarters.rem_euclid(4) + 1).ok()?;
            Some(Edtf::Quarter { year: Some(quarters.div_euclid(4)), quarter })
        }
        RelativeUnit::Day => by_days(by).map(day),
        RelativeUnit::Week => {
            let some_day = by_days(by * 7)?;
            let monday = some_day.checked_sub(some_day.weekday().to_monday_zero_offset().days()).ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            Some(Edtf::Interval(Box::new(day(monday)), Box::new(day(sunday))))
        }
        RelativeUnit::Weekday => None,
    }
}

fn day(date: Date) -> Edtf {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    Edtf::day(i32::from(date.year()), part(date.month()), part(date.day()))
}
