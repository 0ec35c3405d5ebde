//! What `factlint rules list` and `factlint rules schema` print.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::checked::{FigureKind, Known, Rule, RuleSet};
use super::written::RuleFile;

/// One line of `factlint rules list`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The rule's id.
    pub id: String,
    /// Its value key: `amount`, `years`, `event`.
    pub kind: &'static str,
    /// The claim, in the language asked for or the first there is.
    pub claim: String,
}

impl RuleSet {
    /// The rules by id, with their claims in a language where they have it.
    #[must_use]
    pub fn list(&self, lang: &str) -> Vec<ListRow> {
        let row = |rule: &Rule| ListRow {
            id: rule.id.clone(),
            kind: rule.value.kind(),
            claim: rule.claim_in(lang).unwrap_or_default().to_owned(),
        };
        let mut rows: Vec<ListRow> = self.rules.iter().map(row).collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        rows
    }
}

impl Rule {
    /// The claim in a language: of that very tag, of its language without
    /// subtags, the one for all, or else the first there is.
    #[must_use]
    pub fn claim_in(&self, lang: &str) -> Option<&str> {
        let language = lang.split('-').next().unwrap_or(lang);
        let found = [lang, language, ""].into_iter().find_map(|tag| self.claim.get(tag));
        found.or_else(|| self.claim.values().next()).map(String::as_str)
    }
}

impl Known {
    /// The value key, as rules write it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Figures { kind: FigureKind::Amount, .. } => "amount",
            Self::Figures { kind: FigureKind::Share, .. } => "share",
            Self::Count { .. } => "count",
            Self::Date { .. } => "date",
            Self::Years(_) => "years",
            Self::Location { .. } => "place",
            Self::Roster(roster) if roster.closed => "participants",
            Self::Roster(_) => "participants-include",
            Self::OneOf(_) => "one-of",
            Self::Event(_) => "event",
        }
    }
}

/// The JSON Schema of a rule file, for YAML editors.
#[must_use]
pub fn schema() -> Value {
    schema_of::<RuleFile>()
}

/// The JSON Schema of a kind of file, from the type that reads it.
pub(crate) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// A key that may be left out is an `Option` in the types; given without a value it
/// is a mistake, so the schema does not offer `null`.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else { return };
    choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    if let [Value::Object(only)] = &choices[..] {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            schema.insert(key, value);
        }
    }
}
