//! The rule set as checked: every reference resolved, every value parsed.
//!
//! Each item keeps its [`Place`] in the YAML, so that a finding can point at the
//! rule's own line.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;

/// A place in a file of the rule set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index into [`RuleSet::sources`].
    pub source: usize,
    /// Where in it.
    pub span: Span,
}

/// Index of a name in [`RuleSet::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub usize);

/// Index of a term in [`RuleSet::terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub usize);

/// Everything the rule files say, all files joined: names and terms of one file
/// may be used in another.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The files, in the order of their paths.
    pub sources: Vec<Source>,
    /// Who and what. Sorted by key.
    pub names: Vec<Name>,
    /// Ordinary words a rule may look for. Sorted by key.
    pub terms: Vec<Term>,
    /// The claims, in file order.
    pub rules: Vec<Rule>,
    /// Sums that must hold between rules.
    pub checks: Vec<SumCheck>,
    /// Wanted and unwanted wording.
    pub phrases: Vec<PhraseRule>,
    /// `review-again` dates of the files, for `rule-overdue`.
    pub reviews: Vec<Review>,
    /// What is worth a look in the files and no mistake: `mixed-script-alias`.
    pub warnings: Vec<Finding>,
}

/// When a file of rules is due for review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The day after which the file is overdue.
    pub again: Edtf,
    /// Where it says so.
    pub place: Place,
    /// Title of the rule set, for the message.
    pub title: String,
}

/// Written forms by BCP 47 language tag. Latin-letter forms belong to all
/// languages. The first form of a language is its house style.
pub type Forms = BTreeMap<String, Vec<Form>>;

/// One written form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The phrase, `*` at the end of a word standing for any ending.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// What a name names. Rivals are of the same class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// A country, by ISO 3166-1 code; its forms in every language are built in.
    Country(String),
    /// A region or a group of countries. The class of everything without `is:`.
    Group,
    /// A city.
    City,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// An event with editions.
    Event,
    /// A document: a treaty, a law.
    Document,
    /// An undertaking: an initiative, a project.
    Project,
}

/// A name: who or what.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its key in the YAML.
    pub key: String,
    /// What it names.
    pub class: Class,
    /// Countries of a group, where the set lists them (`members:`).
    pub members: Vec<NameId>,
    /// Full forms. For a country, those the set adds to the built-in ones.
    pub forms: Forms,
    /// Forms that count only after a full form in the same article, with no rival
    /// of the class between.
    pub short: Forms,
    /// Wrong renderings.
    pub avoid: Vec<Avoid>,
    /// Where it is defined (its key).
    pub place: Place,
}

/// A wrong rendering of a name, reported as `forbidden-rendering`.
#[derive(Clone, Debug, PartialEq)]
pub struct Avoid {
    /// Language of the form.
    pub lang: String,
    /// The wrong form.
    pub form: Form,
    /// Why it is wrong.
    pub because: Option<String>,
    /// `None`: reported as `warning`.
    pub report: Report,
}

/// A severity or silence, as `when:`, `report:` and `across-periods:` give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// Reported at this severity.
    At(Severity),
    /// Not reported.
    Off,
}

/// An ordinary word a rule may look for.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its key in the YAML.
    pub key: String,
    /// Its forms.
    pub forms: Forms,
    /// Where it is defined.
    pub place: Place,
}

/// A name or a term, as `about:` refers to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A name: may be carried over from the sentence before.
    Name(NameId),
    /// A term: must stand in the sentence.
    Term(TermId),
}

/// What a sentence must speak of to meet a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// All of these.
    pub together: Vec<Topic>,
    /// At least one of these, when there are any.
    pub any: Vec<Topic>,
    /// None of these.
    pub not: Vec<Topic>,
}

/// A claim to verify.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Kebab-case id, unique in the rule set.
    pub id: String,
    /// A plain sentence by language tag; `""` for one given for all.
    pub claim: BTreeMap<String, String>,
    /// What a sentence must speak of.
    pub about: About,
    /// Who takes part, closed: a sentence that joins another is another claim.
    /// Empty when not given.
    pub parties: Vec<NameId>,
    /// The known values.
    pub value: Known,
    /// Severities, defaults filled in from the file's `when:`.
    pub when: When,
    /// Who says so.
    pub sources: Vec<Citation>,
    /// `other-sources: separate`: a text that names another source is another claim.
    pub other_sources_separate: bool,
    /// Sentences with the verdict they must get.
    pub examples: Vec<Example>,
    /// Globs of the articles it applies to; empty for all.
    pub applies_to: Vec<String>,
    /// Where its id is written.
    pub place: Place,
}

/// Severities of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// A stated value that cannot be the known one. Default error.
    pub conflict: Report,
    /// A period missing where it matters. Default warning.
    pub missing_period: Report,
    /// An older row given as if it were the latest. Default advice.
    pub stale_figure: Report,
    /// Articles that give different periods; `None` where the set leaves it to
    /// the default of `figures-by-period`.
    pub across_periods: Option<Report>,
}

/// Who says so, and when it was looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The institution or publication.
    pub who: String,
    /// Address, if there is one.
    pub url: Option<String>,
    /// When somebody last looked.
    pub checked: Option<Edtf>,
    /// Who looked.
    pub by: Option<String>,
}

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
    /// The event's name (class [`Class::Event`]).
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

/// A sum that must hold between rules.
#[derive(Clone, Debug)]
pub struct SumCheck {
    /// Kebab-case id, unique among rules and checks.
    pub id: String,
    /// What must hold.
    pub sum: Sum,
    /// Where its id is written.
    pub place: Place,
}

/// The kinds of sums.
#[derive(Clone, Debug)]
pub enum Sum {
    /// `change-of: RULE, from: P, to: P, percent: N`.
    Growth {
        /// Index of the rule.
        rule: usize,
        /// Earlier period.
        from: Edtf,
        /// Later period.
        to: Edtf,
        /// The change in percent, as written.
        percent: Amount,
        /// Where the percentage is written.
        percent_place: Place,
    },
    /// `part: RULE, of: RULE, period: P` (part of a whole), with `share:` when
    /// the share itself is stated.
    Part {
        /// The part's rule.
        part: usize,
        /// The whole's rule.
        whole: usize,
        /// For which period; `None` for every period both tables hold.
        period: Option<Edtf>,
        /// The stated share in percent.
        share: Option<Amount>,
    },
    /// `editions-of: EVENT, every: N years, first: Y`.
    Rhythm {
        /// The event.
        event: NameId,
        /// Years between editions.
        every: u32,
        /// Year of edition 1.
        first: i32,
    },
    /// `years-since: RULE.STEP`, or `RULE` for a date rule: spans counted from it
    /// in articles must fit the article's date.
    YearsSince {
        /// The rule.
        rule: usize,
        /// The step of its ladder, if it is one.
        step: Option<usize>,
    },
}

/// Wanted or unwanted wording.
#[derive(Clone, Debug)]
pub struct PhraseRule {
    /// Kebab-case id.
    pub id: String,
    /// What it asks.
    pub want: Wording,
    /// Why.
    pub because: Option<String>,
    /// How it is reported.
    pub report: Report,
    /// Where its id is written.
    pub place: Place,
}

/// What a phrase rule asks.
#[derive(Clone, Debug)]
pub enum Wording {
    /// `with: RULE, want-near: FORMS`: wherever the rule is bound, one of the
    /// forms stands in the same sentence or a neighbour.
    WantNear {
        /// The rule.
        rule: usize,
        /// The wanted forms.
        forms: Forms,
    },
    /// `avoid: FORMS, instead: FORMS`: the forms are reported wherever they stand.
    Avoid {
        /// The unwanted forms.
        forms: Forms,
        /// What to write instead, the first form of the language.
        instead: Forms,
    },
}

/// What an example expects of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Bound, and nothing to report.
    Ok,
    /// Reported as a conflict.
    Conflict,
    /// Reported as `missing-period`.
    MissingPeriod,
    /// Not bound.
    Ignore,
}

/// A sentence with the verdict it must get.
#[derive(Clone, Debug)]
pub struct Example {
    /// Language tag.
    pub lang: String,
    /// The text: an article of its own.
    pub text: String,
    /// The verdict.
    pub expect: Expect,
    /// A hint the finding must give, e.g. `magnitude`.
    pub hint: Option<String>,
    /// The article's date.
    pub article_date: Option<Edtf>,
    /// A known failure with its reason: counted, printed, not failing the run.
    pub todo: Option<String>,
    /// Where it is written.
    pub place: Place,
}
