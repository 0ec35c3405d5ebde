//! What is left of a finding when some of its places may say what they say.

use crate::check::{self, Family};
use crate::finding::{Finding, Label, SourceId};

/// All labels of a finding, the primary one first.
pub(super) fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

/// The finding without the places that are `out`, in the order of [`labels`]; `None`
/// where the others contradict neither each other nor a rule.
pub(super) fn without(mut finding: Finding, out: &[bool]) -> Option<Finding> {
    if !out.contains(&true) {
        return Some(finding);
    }
    let primary = says(&finding.primary).to_owned();
    let mut left: Vec<Label> =
        labels(&finding).zip(out).filter(|(_, out)| !**out).map(|(label, _)| label.clone()).collect();
    // One finding is made of all that say the same wrong thing: the rule still says
    // otherwise than the others. Between texts, two have to disagree.
    let against_rules =
        check::named(finding.check).is_some_and(|check| check.family == Family::AGAINST_RULES);
    let is_accused = |label: &&Label| is_article(label) && (!against_rules || says(label) == primary);
    if !against_rules && !disagree(&left) {
        return None;
    }
    let first = left.iter().position(|label| is_accused(&label))?;
    finding.primary = left.remove(first);
    finding.related = left;
    if out[0] {
        // The change of words was for the place that is gone.
        finding.fixes.clear();
    }
    Some(finding)
}

/// Whether two articles among these places say different things.
fn disagree(labels: &[Label]) -> bool {
    let mut articles = labels.iter().filter(|label| is_article(label));
    let Some(first) = articles.next() else { return false };
    let others: Vec<&Label> = articles.collect();
    others.iter().any(|other| other.source != first.source)
        && others.iter().any(|other| says(other) != says(first))
}

const fn is_article(label: &Label) -> bool {
    matches!(label.source, SourceId::Article(_))
}

/// What a place says, as far as a label tells.
fn says(label: &Label) -> &str {
    if label.reading.is_empty() { &label.text } else { &label.reading }
}
