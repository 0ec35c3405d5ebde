//! The rule set: the claims to verify, as written and as checked.
//!
//! `written` holds the YAML as its author writes it (serde, documented, the
//! schema comes from it); [`checked`] holds what the rest of the program uses and
//! cannot be wrong. Everything a rule file gets wrong is reported at once, with
//! spans into the YAML.

mod access;
pub(crate) mod at;
mod check_events;
mod check_names;
mod check_rules;
mod check_sums;
mod check_values;
pub mod checked;
mod list;
mod load;
pub(crate) mod mistake;
mod mixed;
pub(crate) mod reader;
mod scope;
pub(crate) mod tree;
mod value;
pub(crate) mod written;
mod written_checks;
mod written_names;
mod written_rules;

pub use check_events::HINTS;
pub(crate) use list::schema_of;
pub use list::{ListRow, schema};
pub use mistake::{BrokenRules, Mistake};
pub use mixed::MIXED_SCRIPT_ALIAS;
