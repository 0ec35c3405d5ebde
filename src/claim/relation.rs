//! The result of comparing two claims of one subject and measure.

use super::values::{self, Fit};
use super::{Claim, ClaimValue};
use crate::mention::edtf::Edtf;

/// How two claims stand to each other. The first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Dimensions or roles differ, or either is not asserted.
    Incomparable,
    /// A qualifier is present on both sides and is not the same.
    DiffersByQualifier,
    /// Equal values.
    Same,
    /// Overlapping values.
    Rounding,
    /// A bound and a value that meets it.
    Bound,
    /// Overlapping only because one is written coarsely.
    Coarse,
    /// A day in a month, a list inside a roster.
    Containment,
    /// Disjoint values, and a qualifier that could separate them is missing on one side.
    Underspecified,
    /// Disjoint values and nothing to separate them.
    Conflicting,
}

impl Relation {
    /// Whether the relation is one that nobody needs to hear of.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        !matches!(self, Self::Underspecified | Self::Conflicting | Self::Coarse)
    }

    /// The name in JSON and in `factlint claims`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incomparable => "incomparable",
            Self::DiffersByQualifier => "differs-by-qualifier",
            Self::Same => "same",
            Self::Rounding => "rounding",
            Self::Bound => "bound",
            Self::Coarse => "coarse",
            Self::Containment => "containment",
            Self::Underspecified => "underspecified",
            Self::Conflicting => "conflicting",
        }
    }
}

/// Relates two claims. Claims of different rules or facets are incomparable.
#[must_use]
pub fn relate(a: &Claim, b: &Claim) -> Relation {
    if a.rule != b.rule
        || a.facet != b.facet
        || a.role != b.role
        || !a.stance.is_judged()
        || !b.stance.is_judged()
    {
        return Relation::Incomparable;
    }
    let Some(fit) = relate_values(&a.value, &b.value) else { return Relation::Incomparable };
    if a.other_source != b.other_source || periods_differ(a.period.as_ref(), b.period.as_ref()) {
        return Relation::DiffersByQualifier;
    }
    if fit == Relation::Conflicting && a.period.is_some() != b.period.is_some() {
        return Relation::Underspecified;
    }
    fit
}

/// Periods are compared only when equal: five months of a year are not the year.
fn periods_differ(a: Option<&Edtf>, b: Option<&Edtf>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Relates two values alone; `None` when they are of different dimensions.
#[must_use]
pub fn relate_values(a: &ClaimValue, b: &ClaimValue) -> Option<Relation> {
    match (a, b) {
        (ClaimValue::Figure { amount: a, unit: unit_a }, ClaimValue::Figure { amount: b, unit: unit_b }) => {
            (unit_a == unit_b).then(|| relate_fit(values::compare(a, b)))
        }
        (ClaimValue::Date(a), ClaimValue::Date(b)) => Some(relate_dates(a, b)),
        (ClaimValue::Name(a), ClaimValue::Name(b)) => Some(equal_or_conflict(a == b)),
        (ClaimValue::City(a), ClaimValue::City(b)) => Some(equal_or_conflict(a == b)),
        (ClaimValue::Name(_), ClaimValue::City(_)) | (ClaimValue::City(_), ClaimValue::Name(_)) => {
            Some(Relation::Conflicting)
        }
        (ClaimValue::Order(a), ClaimValue::Order(b)) => Some(equal_or_conflict(a == b)),
        _ => None,
    }
}

const fn relate_fit(fit: Fit) -> Relation {
    match fit {
        Fit::Same => Relation::Same,
        Fit::Rounding => Relation::Rounding,
        Fit::Bound => Relation::Bound,
        Fit::Coarse => Relation::Coarse,
        Fit::Disjoint => Relation::Conflicting,
    }
}

const fn equal_or_conflict(equal: bool) -> Relation {
    if equal { Relation::Same } else { Relation::Conflicting }
}

/// Dates agree when equal or when one lies in the other: a day in a month, a
/// month in an interval.
fn relate_dates(a: &Edtf, b: &Edtf) -> Relation {
    if a == b {
        Relation::Same
    } else if a.contains(b) || b.contains(a) || a.overlaps(b) {
        Relation::Containment
    } else {
        Relation::Conflicting
    }
}
