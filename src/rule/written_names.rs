//! Names and terms as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::{At, Languages, OneOrMany};
use super::written::ReportWord;

/// Forms of each language: a list, or one form without the brackets.
pub type FormsEntry = Languages<OneOrMany<String>>;

/// Who or what: a country, a city, a person, an event.
///
/// Full forms stand under language tags (`en`, `he`, `zh-Hant`), the first being
/// the house style. A `*` at the end of a word stands for any ending. Latin-letter
/// forms count in every language. Without `is` and `country` the name is a
/// region or group of countries.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct NameEntry {
    /// ISO 3166-1 code of a country, such as `KZ`. Its forms in every language are
    /// built in; those given here are added. Default: not a country.
    #[schemars(extend("pattern" = "^[A-Z]{2}$"))]
    pub country: Option<At<String>>,
    /// What the name names. Rivals are of the same kind: another city in the slot
    /// of a place is a conflict, a person is not. Default: `group`.
    // A language that has `is` as its tag is written with a region, as `is-IS`.
    pub is: Option<At<ClassWord>>,
    /// Forms that count only after a full form in the same article, with no rival
    /// of the same kind between: "the region", a surname. Default: none.
    pub short: Option<At<FormsEntry>>,
    /// Wrong renderings, reported wherever they stand. Default: none.
    pub avoid: Option<At<Vec<At<AvoidEntry>>>>,
    /// Names that belong to this group. Default: none.
    pub members: Option<At<OneOrMany<String>>>,
    /// Full forms.
    #[serde(rename = "$languages")]
    #[schemars(flatten)]
    pub forms: FormsEntry,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClassWord {
    /// A city.
    City,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// An event with editions.
    Event,
    /// A region or a group of countries.
    Group,
    /// A treaty, a law.
    Document,
    /// An initiative.
    Project,
}

/// A wrong rendering, under its language tag.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct AvoidEntry {
    /// Why it is wrong, for the message. Default: none.
    pub because: Option<At<String>>,
    /// How it is reported. Default: `warning`.
    pub report: Option<At<ReportWord>>,
    /// The wrong forms.
    #[serde(rename = "$languages")]
    #[schemars(flatten)]
    pub forms: FormsEntry,
}

/// An ordinary word, with its forms under language tags. A `*` at the end of a
/// word stands for any ending.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct TermEntry {
    /// The forms.
    #[serde(rename = "$languages")]
    #[schemars(flatten)]
    pub forms: FormsEntry,
}
