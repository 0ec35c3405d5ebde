//! An exact number with the precision it was written with. What it can mean is
//! in [`interval`](super::interval).

use rust_decimal::Decimal;

pub use super::interval::Interval;

/// What bends a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// Either side: about, some, 约, около.
    About,
    /// From below, the value itself included: nearly, almost, 近.
    Nearly,
    /// Above; met by its own value: more than, over, exceeded, 超过.
    MoreThan,
    /// At least.
    AtLeast,
    /// Below; met by its own value: less than, under, 不足.
    LessThan,
    /// At most, up to.
    AtMost,
    /// A little above, less than one more unit: 30-odd, 30多, с лишним.
    Odd,
    /// A lower bound by a plural alone: dozens, hundreds, 上百, מאות.
    Dozens,
}

impl Modifier {
    /// The name in JSON and in packs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::MoreThan => "more-than",
            Self::AtLeast => "at-least",
            Self::LessThan => "less-than",
            Self::AtMost => "at-most",
            Self::Odd => "odd",
            Self::Dozens => "dozens",
        }
    }
}

/// An exact value, how finely it was written, and what it can mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The value, scales multiplied out; rounded to 28 digits where `ratio` is set.
    pub value: Decimal,
    /// Numerator and denominator where the value does not terminate (a third).
    pub ratio: Option<(i64, i64)>,
    /// One unit of the last written digit: 0.1 billion for `94.8 billion`, 1 for
    /// `30,000` and for `six`.
    pub step: Decimal,
    /// Whether the value is a measure rounded at its last digit (written with a
    /// decimal fraction or a scale word) rather than a count.
    pub rounded: bool,
    /// What bends it.
    pub modifier: Option<Modifier>,
}
