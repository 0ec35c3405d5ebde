//! What a phrase of a pack or of the rule set stands for.

use rust_decimal::Decimal;

use super::lexicon::Pattern;
use super::relations::Relation;
use crate::mention::Role;
use crate::mention::amount::Modifier;
use crate::rule::checked::{NameId, TermId};

/// On which side of a figure a word works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
    /// Before it, over the noun phrase between.
    Far,
}

/// Why a statement is not plainly asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StanceWord {
    /// Negated.
    Denied,
    /// Said by an earlier version.
    Corrected,
    /// Planned, forecast, a target.
    Planned,
    /// Conditional.
    Hypothetical,
    /// Somebody's words.
    Attributed,
}

/// What tells a unit from another word that is written like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitWord {
    /// Written like a unit and none.
    Other,
    /// A symbol of a unit that is a word too.
    Symbol,
    /// A unit that may count people.
    Counting,
    /// What happens to people.
    Fate,
}

/// Where a code or a word for a currency is another word of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyWord {
    /// In a line of capitals.
    InCapitals,
    /// Before a number.
    BeforeCounts,
    /// Behind a number below a hundred.
    SeldomFew,
}

/// A unit of relative dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Last or next before or after a weekday's name.
    Weekday,
}

/// What a phrase stands for. Each variant is documented by the field of
/// [`Pack`](super::pack::Pack) it comes from.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "documented on the fields of Pack, once")]
pub enum Lexeme {
    // Numbers.
    Cardinal(Decimal),
    Scale(Decimal),
    DigitScale(Decimal),
    OrdinalWord(Decimal),
    Fraction(i64, i64),
    AndFraction(i64, i64),
    Point,
    Minus,
    NumberAnd,
    /// What stands before, and between, the two ends of a range.
    RangeHead,
    RangeJoin,
    /// What stands before the first of two ends that the word for "and" joins.
    RangeBetween,
    /// The same between two ends, where a head must stand before the first.
    RangeTo,
    Classifier,
    /// "Of" between a number and its scale or unit.
    NumberOf,
    OrdinalPrefix,
    OrdinalSuffix,
    CountSuffix,
    RowZero,
    Vague {
        low: Option<Decimal>,
        high: Option<Decimal>,
    },
    Multiple(Decimal),
    Label,
    LabelAfter,
    /// Between two numbers of which one is meant.
    Or,
    RankLabel,
    Plural,
    MatchWord,
    FractionOver,
    OneIn,
    OneAfter,
    /// Between a numerator and its denominator.
    FractionBar,
    /// Before the number of a year: the year before the era's first.
    Era(i32),
    PartOf,
    // Units.
    PercentAfter,
    PercentBefore(Decimal),
    PercentPoint,
    PercentEach(Decimal),
    Currency(String),
    Subunit(String),
    Tenth(String),
    LooseCurrency(String),
    CurrencyWord(CurrencyWord),
    Unit(String),
    DualUnit {
        count: Decimal,
        unit: String,
    },
    // Dates.
    Month {
        month: u8,
        ambiguous: bool,
    },
    OtherMonth(String),
    Weekday {
        day: u8,
        needs_day_word: bool,
    },
    DayWord,
    YearNoun,
    YearArticle,
    YearBefore,
    YearAfter,
    YearPreposition,
    MonthAfter,
    DayAfter,
    MonthWord,
    DateBetween,
    Quarter(u8),
    ShortQuarter(u8),
    Half(u8),
    /// A pattern with a number in it is kept in two parts.
    FirstMonths {
        tail: Vec<Pattern>,
    },
    Decade(u8),
    DecadeMark(Side),
    DecadeOfLife(Side),
    Century(u8),
    CenturyWord,
    Relative {
        by: i32,
        unit: RelativeUnit,
    },
    ByEndOf,
    BeforeCommonEra,
    CommonEra,
    TimeBefore,
    TimeBeforeMinutes,
    HourAfter,
    MinuteAfter,
    Am(Side),
    Pm(Side),
    Night(Side),
    SpanOfHours(Side),
    FixedTime(String),
    TimePart(i8),
    Zone(String),
    // Bending, role, stance.
    Modifier(Modifier, Side),
    Role(Role, Side),
    /// "By", which tells a change beside a verb of change alone.
    Change,
    ChangeVerb,
    Extent,
    Stance(StanceWord),
    /// Covers a stance word that does not count: "not only".
    Asserted,
    /// "Latest", "most recent": says that a figure is the newest.
    Latest,
    ClauseOpener,
    And,
    // Binding.
    Measure,
    Edition,
    Occurrence,
    Beyond,
    Locative,
    PlaceNoun,
    Participation,
    Anniversary,
    Held,
    OtherOffice,
    OtherEvent,
    Renamed,
    Qualifier,
    Enumerator(u32),
    NotFigure,
    NotName,
    GivenName,
    AmbiguousName,
    UnitWord(UnitWord),
    Abbreviation,
    /// Relates figures of one article to each other.
    Relation(Relation),
    // Names and terms.
    Country(String),
    City(String),
    /// One spelling of a name the pack lists in several: which name, which spelling of it,
    /// which of its forms.
    Spelling {
        name: usize,
        way: usize,
        form: usize,
    },
    Name {
        id: NameId,
        short: bool,
    },
    Term(TermId),
    /// A wrong rendering: name and index in its `avoid` list.
    Avoid {
        name: NameId,
        index: usize,
    },
    /// A form of a phrase rule, by its index.
    Phrase(usize),
}

impl Lexeme {
    /// Whether a figure may begin with a phrase of this kind, or the phrase may keep one
    /// from being read. The readers of figures are not asked about words of which this
    /// is not true: half of the words of most texts.
    #[must_use]
    pub const fn concerns_figures(&self) -> bool {
        if self.concerns_dates() {
            return matches!(self, Self::NotFigure);
        }
        let beside = matches!(
            self,
            Self::DayWord
                | Self::MonthWord
                | Self::DateBetween
                | Self::Role(..)
                | Self::ChangeVerb
                | Self::Extent
                | Self::Stance(_)
                | Self::Asserted
                | Self::Latest
                | Self::ClauseOpener
                | Self::And
                | Self::Measure
                | Self::Edition
                | Self::Beyond
                | Self::Locative
                | Self::PlaceNoun
                | Self::Participation
                | Self::Anniversary
                | Self::Held
                | Self::OtherOffice
                | Self::OtherEvent
                | Self::Renamed
                | Self::Qualifier
                | Self::Relation(_)
                | Self::Label
                | Self::NotName
                | Self::AmbiguousName
                | Self::RankLabel
                | Self::Plural
                | Self::MatchWord
                | Self::Country(_)
                | Self::City(_)
                | Self::Name { .. }
                | Self::Term(_)
                | Self::Avoid { .. }
                | Self::Phrase(_)
                | Self::Abbreviation
                | Self::Spelling { .. }
                | Self::CurrencyWord(_)
        );
        !(beside || self.goes_on_with_figure())
    }

    /// Whether a phrase of this kind stands inside a figure or behind one, and begins none.
    const fn goes_on_with_figure(&self) -> bool {
        matches!(
            self,
            Self::Modifier(..)
                | Self::NumberOf
                | Self::NumberAnd
                | Self::PartOf
                | Self::RangeHead
                | Self::RangeBetween
                | Self::RangeJoin
                | Self::Classifier
                | Self::DecadeOfLife(_)
                | Self::RowZero
                | Self::DigitScale(_)
                | Self::RangeTo
                | Self::OneAfter
                | Self::FractionOver
                | Self::FractionBar
                | Self::OneIn
                | Self::CountSuffix
                | Self::OrdinalSuffix
                | Self::OrdinalPrefix
                | Self::LooseCurrency(_)
                | Self::Era(_)
                | Self::MinuteAfter
                | Self::SpanOfHours(_)
                | Self::Zone(_)
                | Self::UnitWord(_)
        )
    }

    /// Small words that bear on a figure or a name from beside it: none begins with them.
    #[must_use]
    pub const fn stands_beside(&self) -> bool {
        matches!(
            self,
            Self::YearNoun | Self::YearArticle | Self::Or | Self::GivenName | Self::LabelAfter | Self::Change
        )
    }

    /// Whether a phrase of this kind is one that dates are read around (the anchors of
    /// their readers), or may keep one from being read.
    #[must_use]
    pub const fn concerns_dates(&self) -> bool {
        matches!(
            self,
            Self::NotFigure
                | Self::Month { .. }
                | Self::MonthAfter
                | Self::OtherMonth(_)
                | Self::Quarter(_)
                | Self::ShortQuarter(_)
                | Self::Half(_)
                | Self::FirstMonths { .. }
                | Self::Decade(_)
                | Self::DecadeMark(_)
                | Self::Century(_)
                | Self::CenturyWord
                | Self::YearBefore
                | Self::YearAfter
                | Self::YearPreposition
                | Self::ByEndOf
                | Self::BeforeCommonEra
                | Self::CommonEra
                | Self::Relative { .. }
                | Self::DayAfter
                | Self::TimeBefore
                | Self::TimeBeforeMinutes
                | Self::HourAfter
                | Self::Am(_)
                | Self::Pm(_)
                | Self::Night(_)
                | Self::FixedTime(_)
                | Self::TimePart(_)
                | Self::Weekday { .. }
        )
    }

    /// Whether a phrase of this kind is a name, or may keep one from being read.
    #[must_use]
    pub const fn concerns_names(&self) -> bool {
        matches!(self, Self::Name { .. } | Self::Country(_) | Self::City(_) | Self::NotName)
    }
}
