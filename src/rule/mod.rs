//! The rule set: the claims to verify, as written and as checked.
//!
//! `written` holds the YAML as its author writes it (serde, documented, the
//! schema comes from it); [`checked`] holds what the rest of the program uses and
//! cannot be wrong. Everything a rule file gets wrong is reported at once, with
//! spans into the YAML.

pub mod checked;
