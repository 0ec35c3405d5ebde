//! What is known of languages as such, before any pack is chosen: scripts, letters,
//! tags, legacy encodings, datelines of no language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::detect::Script;
use super::encoding::Family;

/// The tables of `known.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Tables {
    /// Scripts and how their languages are told apart.
    pub scripts: Vec<Script>,
    /// Tag by the three-letter code of the statistical detector, with the script
    /// the language is written in.
    pub tags: BTreeMap<String, Tag>,
    /// Tags that are common words in file names, such as `it` and `no`: there they
    /// need dots around them.
    pub words: Vec<String>,
    /// Datelines of no language.
    pub datelines: Vec<String>,
    /// Legacy encodings.
    pub encodings: Vec<Family>,
}

/// A language as known to the detector.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tag {
    /// BCP 47 tag.
    pub tag: String,
    /// Codes of the scripts it is written in.
    pub scripts: Vec<String>,
}

/// The tables, read once.
pub(super) fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/known.json")))
            .expect("what the build stores of known.yaml is read by the tests")
    });
    &TABLES
}
