//! Rules as written.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::at::{At, Keyed, Languages, LanguagesOrText, OneOrMany};
use super::written::{AmountText, AppliesTo, Period, Scalar, WhenEntry};

/// A claim to verify.
///
/// A value rule has `about` and exactly one value key: `amount`, `share`, `count`,
/// `date`, `years`, `place`, `participants`, `participants-include` or `one-of`.
/// An event rule has `event` and any of `order`, `every`, `date`, `place`,
/// `participants`, `participants-include`, each a claim of its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["id", "claim"]))]
pub struct RuleEntry {
    /// Name of the rule, in small letters with hyphens, unique in the rule set and
    /// never changed.
    pub id: Option<At<String>>,
    /// The claim as a plain sentence, printed in every finding; one for all
    /// languages, or one under each language tag.
    pub claim: Option<At<LanguagesOrText>>,
    /// What a sentence must speak of. Needed by every rule but an event rule.
    pub about: Option<At<AboutEntry>>,
    /// Who takes part, closed: a sentence that joins another name of the same kind
    /// is another claim. Default: open.
    pub parties: Option<At<OneOrMany<String>>>,
    /// Money or a quantity: a value with its unit, a table of period and value, or
    /// `compare` to hold articles against each other only.
    pub amount: Option<At<Figures>>,
    /// A percentage: `27 %`, a table of period and percentage, or `compare`.
    pub share: Option<At<Figures>>,
    /// How many of the named thing there are, or `compare`.
    pub count: Option<At<Scalar>>,
    /// Who they are. Only beside `count`. Default: not said.
    pub members: Option<At<OneOrMany<String>>>,
    /// When it was: a day, a month, a year, or an interval of days.
    pub date: Option<At<Period>>,
    /// A ladder of steps, each a term with its year, rising from top to bottom.
    pub years: Option<At<OneOrMany<Keyed<Period>>>>,
    /// Where it was: a name.
    pub place: Option<At<String>>,
    /// Who took part, all of them.
    pub participants: Option<At<OneOrMany<String>>>,
    /// Who took part, among others.
    pub participants_include: Option<At<OneOrMany<String>>>,
    /// Who held an office, or what something was called, and when.
    pub one_of: Option<At<OneOrMany<HolderEntry>>>,
    /// The event whose edition this is: a name with `is: event`.
    pub event: Option<At<String>>,
    /// Number of the edition. Only beside `event`.
    pub order: Option<At<Scalar>>,
    /// Time between editions, such as `2 years`. Only beside `event`.
    pub every: Option<At<String>>,
    /// Severities, where they differ from those of the file.
    pub when: Option<At<WhenEntry>>,
    /// Who says so. Needed unless the value is `compare`.
    pub source: Option<At<OneOrMany<SourceEntry>>>,
    /// What a text that names another source claims. Default: `same`.
    pub other_sources: Option<At<OtherSources>>,
    /// How the claim is made: `planned` for what is announced and not yet done, so
    /// that a text which says "will" is held against it. Default: `asserted`.
    pub stance: Option<At<RuleStance>>,
    /// Sentences with the verdict they must get; `factlint test` runs them.
    pub examples: Option<At<Vec<At<ExampleEntry>>>>,
    /// Which articles it applies to. Default: those of the file.
    pub applies_to: Option<At<AppliesTo>>,
}

/// What a sentence must speak of: names and terms by their keys.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct AboutEntry {
    /// All of these. Default: none.
    pub together: Option<OneOrMany<String>>,
    /// At least one of these. Default: none asked.
    pub any: Option<OneOrMany<String>>,
    /// None of these. Default: none excluded.
    pub not: Option<OneOrMany<String>>,
}

/// The value of `amount` or `share`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figures {
    /// One value without a period, or `compare`.
    Text(String),
    /// Period and value.
    Table(Keyed<RowEntry>),
}

impl<'de> Deserialize<'de> for Figures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FiguresVisitor)
    }
}

struct FiguresVisitor;

impl<'de> Visitor<'de> for FiguresVisitor {
    type Value = Figures;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with a unit, a table of periods, or `compare`")
    }

    fn visit_str<E>(self, text: &str) -> Result<Figures, E> {
        Ok(Figures::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Figures, A::Error> {
        Keyed::deserialize(MapAccessDeserializer::new(access)).map(Figures::Table)
    }
}

impl JsonSchema for Figures {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Figures".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<AmountText>();
        let table = generator.subschema_for::<Keyed<RowEntry>>();
        json_schema!({"anyOf": [value, table]})
    }
}

/// One row of a table: the value, or the value with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename = "row=is", rename_all = "kebab-case")]
#[schemars(rename = "Row", deny_unknown_fields, transform = or_value)]
pub struct RowEntry {
    /// The value with its unit.
    pub is: Option<At<AmountText>>,
    /// Day on which it was published; articles of before cannot know it. Default:
    /// always known.
    pub known_since: Option<At<Period>>,
    /// The same value in other units, as published. Default: none.
    pub also: Option<At<OneOrMany<AmountText>>>,
}

/// Lets a bare value stand for the mapping.
fn or_value(schema: &mut Schema) {
    let mut mapping = std::mem::take(schema);
    mapping.insert("required".to_owned(), serde_json::json!(["is"]));
    *schema = json_schema!({"anyOf": [{"type": ["string", "number"]}, mapping]});
}

/// One value of `one-of` and when it held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["is"]))]
pub struct HolderEntry {
    /// The name.
    pub is: Option<At<String>>,
    /// First day. Default: from the beginning.
    pub from: Option<At<Period>>,
    /// Last day. Default: to this day.
    pub to: Option<At<Period>>,
}

/// Who says so, and when it was looked up.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["who"]))]
pub struct SourceEntry {
    /// The institution or publication.
    pub who: Option<At<String>>,
    /// Where it can be read. Default: none.
    pub url: Option<At<String>>,
    /// Day on which somebody last looked. Default: not said.
    pub checked: Option<At<Period>>,
    /// Who looked. Default: not said.
    pub by: Option<At<String>>,
}

/// What a text that names another source claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OtherSources {
    /// The same claim.
    Same,
    /// A claim of its own, not held against this rule.
    Separate,
}

/// How a rule's claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleStance {
    /// As a fact.
    Asserted,
    /// As a plan or an announcement.
    Planned,
}

/// A sentence under its language tag, with the verdict it must get.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, extend("required" = ["expect"]))]
pub struct ExampleEntry {
    /// The verdict.
    pub expect: Option<At<ExpectWord>>,
    /// The hint the finding must give: `magnitude`, `transposed`, `one-digit`,
    /// `currency`, `reversed`, `truncated`, `value-of-PERIOD`, `missing NAME`.
    /// Default: any.
    pub hint: Option<At<String>>,
    /// Date of the article the sentence stands in. Default: undated.
    pub article_date: Option<At<Period>>,
    /// Why this example fails today; it is counted and does not fail the run.
    /// Default: it must hold.
    pub todo: Option<At<String>>,
    /// The sentence.
    #[serde(rename = "$languages")]
    #[schemars(flatten)]
    pub text: Languages<String>,
}

/// The verdict an example must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExpectWord {
    /// The rule finds its claim, and nothing is wrong.
    Ok,
    /// Reported as a conflict.
    Conflict,
    /// Reported as `missing-period`.
    MissingPeriod,
    /// The rule does not find its claim here.
    Ignore,
}
