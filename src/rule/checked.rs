//! The rule set as checked: every reference resolved, every value parsed.
//!
//! Each item keeps its [`Place`] in the YAML, so that a finding can point at the
//! rule's own line.

mod known;
mod sums;

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::mention::edtf::Edtf;
use crate::source::Source;
use crate::span::Span;

pub use known::{EventRule, FigureKind, Holder, Known, Roster, Row, Step};
pub use sums::{PhraseRule, Sum, SumCheck, Wording};

/// A place in a file of the rule set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// `stance: planned`: the claim is about a plan, and so may the text's be.
    pub planned: bool,
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
