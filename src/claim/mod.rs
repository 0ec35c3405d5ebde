//! Binding mentions to subjects and qualifiers, and comparing the claims made.
//!
//! A rule is one more speaker: it makes claims too, so that rule against text and
//! text against text are one comparison over different pairs. When in doubt, no
//! claim is made; [`Unbound`] says which condition failed.

pub mod bind;
pub mod held;
pub mod hint;
pub mod index;
pub mod reading;
pub mod relation;
pub mod scene;
pub mod speech;
pub mod topics;
pub mod values;

use crate::finding::Confidence;
use crate::mention::Role;
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::rule::checked::{NameId, Place};
use crate::span::Span;

/// Who makes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speaker {
    /// An article, by its index in the run, at a span of its source.
    Article {
        /// Index of the article.
        article: usize,
        /// Index of the sentence in the article's scan.
        sentence: usize,
        /// The figure or name itself.
        span: Span,
    },
    /// The rule set, at a place in its YAML.
    Rule(Place),
}

/// Which fact of a rule a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The rule's one value key.
    Value,
    /// A step of a ladder, by index.
    Step(usize),
    /// The change of a figure over the year before.
    Growth,
    /// An event's edition.
    Order,
    /// An event's date.
    Date,
    /// An event's place.
    Place,
    /// An event's roster.
    Participants,
    /// A span of years counted from a known date.
    YearsSince,
}

impl Facet {
    /// The key as a finding names it (`summit-2.place`), empty for the one value.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Value => "",
            Self::Step(_) => "years",
            Self::Growth => "growth",
            Self::Order => "order",
            Self::Date => "date",
            Self::Place => "place",
            Self::Participants => "participants",
            Self::YearsSince => "years-since",
        }
    }
}

/// How a statement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Stated.
    Asserted,
    /// Stated in somebody's words: a quotation.
    Quoted,
    /// Negated.
    Denied,
    /// Said to have been wrong.
    Corrected,
    /// Planned, forecast, a target.
    Planned,
    /// Conditional.
    Hypothetical,
    /// Asked.
    Asked,
}

impl Stance {
    /// Whether a claim with this stance can conflict with another.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Asserted | Self::Quoted)
    }

    /// The name in messages and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Quoted => "attributed",
            Self::Denied => "denied",
            Self::Corrected => "corrected",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Asked => "asked",
        }
    }
}

/// What a claim says the value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ClaimValue {
    /// A figure with its unit: an ISO 4217 code, a CLDR unit id, `percent`, or
    /// `None` for a count.
    Figure {
        /// The figure.
        amount: Amount,
        /// Its unit.
        unit: Option<String>,
    },
    /// A date.
    Date(Edtf),
    /// A name.
    Name(NameId),
    /// A city of no rule set, by its English name.
    City(String),
    /// An edition.
    Order(u32),
    /// Who takes part: members named anywhere in the article, and rivals that
    /// stand inside the enumeration.
    Roster {
        /// Members of the rule's roster named in the article.
        named: Vec<NameId>,
        /// Names of the same class inside the enumeration that the roster lacks.
        rivals: Vec<Span>,
        /// Whether one enumeration holds at least half of the roster.
        enumerated: bool,
    },
}

/// A value of a subject's measure, with its qualifiers, role and stance.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who says so, and where.
    pub speaker: Speaker,
    /// The rule whose subject and measure this is, by index.
    pub rule: usize,
    /// Which fact of it.
    pub facet: Facet,
    /// The value.
    pub value: ClaimValue,
    /// For which period, when the text says.
    pub period: Option<Edtf>,
    /// Where the period stands.
    pub period_span: Option<Span>,
    /// What tells the edition of the event, where the claim is about one.
    pub edition: Option<Span>,
    /// Whose words they are: the words that say so, and the name beside them.
    pub attributed_to: Option<Span>,
    /// The sentence calls the figure the latest there is.
    pub latest: bool,
    /// Names another source than the rule's (`other-sources: separate`).
    pub other_source: bool,
    /// Level, change or base.
    pub role: Role,
    /// How it is stated.
    pub stance: Stance,
    /// How sure the binding is: medium where something was inherited.
    pub confidence: Confidence,
}

impl Claim {
    /// The article it stands in, when an article makes it.
    #[must_use]
    pub const fn article(&self) -> Option<usize> {
        match self.speaker {
            Speaker::Article { article, .. } => Some(article),
            Speaker::Rule(_) => None,
        }
    }

    /// Gives its article another index.
    pub const fn renumber(&mut self, index: usize) {
        if let Speaker::Article { article, .. } = &mut self.speaker {
            *article = index;
        }
    }

    /// Its span in the article.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        match self.speaker {
            Speaker::Article { span, .. } => Some(span),
            Speaker::Rule(_) => None,
        }
    }
}

/// Why a sentence that speaks of a rule's subject made no claim for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unbound {
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// The rule.
    pub rule: usize,
    /// The condition that failed.
    pub because: Reason,
    /// The figure or name that was left, when there was one.
    pub span: Option<Span>,
}

/// The conditions of binding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A name the rule asks for is neither here nor in the sentence before.
    NameMissing(NameId),
    /// A name of the rule's `not`, or a party too many.
    OtherParty(String),
    /// No value of the rule's kind stands in the sentence.
    NoValue,
    /// The figure belongs to another measure.
    OtherMeasure,
    /// Several figures and no order to pair them in.
    Ambiguous,
    /// The figure is a change or a base, not a level.
    Role(Role),
    /// The statement is not asserted.
    Stance(Stance),
    /// The year is an anniversary's.
    Anniversary,
    /// The value does not stand in its slot.
    NotInSlot,
    /// The edition of the event cannot be told.
    EditionUnknown,
    /// The numeral belongs to a name.
    BesideName,
    /// An adjective makes it another step.
    OtherStep,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NameMissing(_) => {
                f.write_str("a name the rule asks for is neither in this sentence nor in the one before")
            }
            Self::OtherParty(name) => write!(f, "`{name}` takes part, which makes it another claim"),
            Self::NoValue => f.write_str("no value of the rule's kind stands in the sentence"),
            Self::OtherMeasure => f.write_str("the figure belongs to another measure"),
            Self::Ambiguous => f.write_str("several values, and no order to pair them in"),
            Self::Role(role) => write!(f, "the figure is a {}, not a level", role.name()),
            Self::Stance(stance) => write!(f, "the statement is {}", stance.name()),
            Self::Anniversary => f.write_str("the year belongs to an anniversary"),
            Self::NotInSlot => f.write_str("the value does not stand in its slot"),
            Self::EditionUnknown => f.write_str("the edition of the event cannot be told"),
            Self::BesideName => f.write_str("the numeral belongs to a name"),
            Self::OtherStep => f.write_str("an adjective makes it another step"),
        }
    }
}
