//! A name for a finding that survives edits elsewhere in the article.

use std::collections::BTreeMap;

use crate::finding::{Finding, Label, SourceId};
use crate::source::Source;

/// One fingerprint a finding: a hash of the check, the rule, the name of the
/// article and what its labels were read as (or say, where the words are their
/// own reading). Lines and severity are not part of it. Equal ones are told apart by a
/// counter, in the order given.
#[must_use]
pub fn fingerprints(articles: &[&Source], rules: &[&Source], findings: &[Finding]) -> Vec<String> {
    let find = |id| match id {
        SourceId::Article(index) => articles.get(index).copied(),
        SourceId::Rules(index) => rules.get(index).copied(),
    };
    fingerprints_by(findings, |id| find(id).map(|source| (source.name.as_str(), source.text.as_str())))
}

/// The same, where `find` gives the name and the text of a source: a name may be a path
/// that does not depend on where factlint is run.
#[must_use]
pub fn fingerprints_by<'a>(
    findings: &[Finding],
    find: impl Fn(SourceId) -> Option<(&'a str, &'a str)>,
) -> Vec<String> {
    let mut seen = BTreeMap::<u128, usize>::new();
    findings
        .iter()
        .map(|finding| {
            let hash = hash(finding, &find);
            let count = seen.entry(hash).or_default();
            *count += 1;
            if *count == 1 { format!("{hash:032x}") } else { format!("{hash:032x}-{count}") }
        })
        .collect()
}

fn hash<'a>(finding: &Finding, find: impl Fn(SourceId) -> Option<(&'a str, &'a str)>) -> u128 {
    let mut hash = Fnv::default();
    hash.write(finding.check);
    hash.write(finding.rule.as_deref().unwrap_or_default());
    hash.write(find(finding.primary.source).map_or("", |(name, _)| name));
    let labels = std::iter::once(&finding.primary).chain(&finding.related);
    let mut readings: Vec<_> = labels.map(|label| reading(label, find(label.source))).collect();
    // The order of the other places is the order of the articles, which another
    // run may name otherwise.
    readings.sort_unstable();
    for reading in &readings {
        hash.write(reading);
    }
    hash.0
}

fn reading(label: &Label, source: Option<(&str, &str)>) -> String {
    let words = if label.reading.is_empty() {
        source.and_then(|(_, text)| text.get(label.span.range())).unwrap_or_default()
    } else {
        &label.reading
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// FNV-1a, 128 bits: written out, because baselines outlive the standard
/// library's hasher.
struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;

    /// Hashes a field and its end. No field can hold the byte 0xFF.
    fn write(&mut self, field: &str) {
        for byte in field.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(Self::PRIME);
        }
    }
}
