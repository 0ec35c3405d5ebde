//! The baseline: findings that were there when somebody began to look.
//!
//! A file of JSON with one entry a line, so that two branches that change it can be
//! merged. Only the fingerprint counts; the rest tells a reader what the entry is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Hidden;
use crate::finding::Finding;

/// Findings that are known, by their fingerprints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    fingerprint: String,
    #[serde(default)]
    check: String,
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    article: String,
    #[serde(default)]
    message: String,
}

/// The file as a whole.
#[derive(Deserialize)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// The version of the file.
const VERSION: u32 = 1;

/// Why a file is no baseline.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BrokenBaseline {
    /// Not the JSON that is written.
    #[error("expected a baseline as --write-baseline writes it: {0}")]
    NotJson(String),
    /// Of another version.
    #[error("expected a baseline of version {VERSION}, but it is of version {0}")]
    Version(u32),
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// When the text is none.
    pub fn parse(text: &str) -> Result<Self, BrokenBaseline> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let file: File =
            serde_json::from_str(text).map_err(|error| BrokenBaseline::NotJson(error.to_string()))?;
        if file.version != VERSION {
            return Err(BrokenBaseline::Version(file.version));
        }
        let entries = file.findings.into_iter().map(|entry| (entry.fingerprint.clone(), entry));
        Ok(Self { entries: entries.collect() })
    }

    /// The baseline of these findings; `path` names the article of each.
    #[must_use]
    pub fn of(findings: &[Finding], fingerprints: &[String], path: impl Fn(&Finding) -> String) -> Self {
        let entry = |(finding, fingerprint): (&Finding, &String)| {
            let entry = Entry {
                fingerprint: fingerprint.clone(),
                check: finding.check.to_owned(),
                rule: finding.rule.clone(),
                article: path(finding),
                message: visible(&finding.message),
            };
            (fingerprint.clone(), entry)
        };
        Self { entries: findings.iter().zip(fingerprints).map(entry).collect() }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of the file, in the order of articles, checks and fingerprints.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort_by_key(|entry| (&entry.article, &entry.check, &entry.rule, &entry.fingerprint));
        let line = |entry: &&Entry| serde_json::to_string(entry).expect("strings have a JSON form");
        let lines: Vec<String> = entries.iter().map(line).collect();
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"version\":{VERSION},\"findings\":[{findings}]}}\n")
    }

    /// Takes out what is known.
    pub(super) fn apply(&self, found: &mut Vec<(Finding, String)>, hidden: &mut Hidden) {
        let before = found.len();
        found.retain(|(_, fingerprint)| !self.entries.contains_key(fingerprint));
        hidden.baseline = before - found.len();
        hidden.stale_baseline = self.entries.len() - hidden.baseline;
    }
}

/// Without the invisible marks around quotations, which a file of text needs not.
fn visible(message: &str) -> String {
    message.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}
