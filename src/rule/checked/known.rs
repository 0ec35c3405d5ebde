//! What a rule knows: the values of its value key.

use super::{NameId, Place, TermId};
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;

/// The known values of a rule, by its value key.
#[derive(Clone, Debug)]
pub enum Known {
    /// `amount:`, `share:` and their tables.
    Figures {
        /// Money and quantities, or percentages.
        kind: FigureKind,
        /// Period and value; empty with `compare`, which holds no value.
        rows: Vec<Row>,
    },
    /// `count:` (+ `members:`): how many of a named thing.
    Count {
        /// The number; `None` with `compare`.
        amount: Option<Amount>,
        /// Who they are.
        members: Vec<NameId>,
        /// Where the number is written.
        place: Place,
    },
    /// `date:` without `event:`: when an act took place.
    Date {
        /// The known date.
        date: Edtf,
        /// Where it is written.
        place: Place,
    },
    /// `years:` a ladder of steps, each with its year, rising.
    Years(Vec<Step>),
    /// `place:` without `event:`.
    Location {
        /// Where it was.
        name: NameId,
        /// Where that is written.
        place: Place,
    },
    /// `participants:` or `participants-include:` without `event:`.
    Roster(Roster),
    /// `one-of:` a holder or a name by period.
    OneOf(Vec<Holder>),
    /// `event:` with its keys, each a claim of its own.
    Event(EventRule),
}

/// What the rows of a table hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// `amount:` with a unit.
    Amount,
    /// `share:` in percent.
    Share,
}

/// One row of a table: a period and its value.
#[derive(Clone, Debug)]
pub struct Row {
    /// The period; `None` for a value that has none.
    pub period: Option<Edtf>,
    /// The value, with its modifier and written precision.
    pub amount: Amount,
    /// ISO 4217 code, CLDR unit id or `percent`; `None` for a bare number.
    pub unit: Option<String>,
    /// The same value in other units (`also:`).
    pub also: Vec<(Amount, Option<String>)>,
    /// When it was published.
    pub known_since: Option<Edtf>,
    /// Where the value is written.
    pub place: Place,
}

/// One step of a ladder.
#[derive(Clone, Debug)]
pub struct Step {
    /// The term that names the step.
    pub term: TermId,
    /// Its year (or date).
    pub date: Edtf,
    /// Where it is written.
    pub place: Place,
}

/// Who takes part.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The members.
    pub names: Vec<NameId>,
    /// Closed (`participants`) or open (`participants-include`).
    pub closed: bool,
    /// Where the list is written.
    pub place: Place,
}

/// A value of `one-of:` and when it held.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The name.
    pub name: NameId,
    /// First day.
    pub from: Option<Edtf>,
    /// Last day.
    pub to: Option<Edtf>,
    /// Where it is written.
    pub place: Place,
}

/// An edition of an event; each key makes one claim.
#[derive(Clone, Debug)]
pub struct EventRule {
    /// The event's name (class [`super::Class::Event`]).
    pub event: NameId,
    /// Number of the edition.
    pub order: Option<(u32, Place)>,
    /// Years between editions.
    pub every: Option<(u32, Place)>,
    /// When: a day, or an interval of days.
    pub date: Option<(Edtf, Place)>,
    /// Where.
    pub location: Option<(NameId, Place)>,
    /// Who, closed and open.
    pub rosters: Vec<Roster>,
}
