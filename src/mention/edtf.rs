//! Dates as the Extended Date/Time Format writes them (EDTF, ISO 8601-2:2019).

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
}
