//! What is wrong in a rule file: worded for its author, with places.

use crate::finding::{Finding, Label, SourceId};
use crate::source::Source;
use crate::span::Span;

use super::checked::Place;

/// One mistake in the rule files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, in one line without a final full stop.
    pub message: String,
    /// Where, the first place first. Never empty.
    pub labels: Vec<(Place, String)>,
    /// What to do; empty when the message says it.
    pub help: String,
}

impl Mistake {
    /// A mistake at a place.
    #[must_use]
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { message: message.into(), labels: vec![(place, String::new())], help: String::new() }
    }

    /// Names another place that takes part.
    #[must_use]
    pub fn and(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push((place, text.into()));
        self
    }

    /// Says what the first place says.
    #[must_use]
    pub fn says(mut self, text: impl Into<String>) -> Self {
        if let Some((_, label)) = self.labels.first_mut() {
            *label = text.into();
        }
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same as a finding, which every output can show.
    #[must_use]
    pub fn to_finding(&self) -> Finding {
        let mut labels = self.labels.iter().map(|(place, text)| label(*place, text));
        let nowhere = Place { source: 0, span: Span::default() };
        let primary = labels.next().unwrap_or_else(|| label(nowhere, ""));
        Finding::rule_mistake(self.message.clone(), primary, labels.collect(), self.help.clone())
    }
}

fn label(place: Place, text: &str) -> Label {
    Label {
        source: SourceId::Rules(place.source),
        span: place.span,
        reading: String::new(),
        text: text.to_owned(),
    }
}

/// Rule files that cannot be used, with everything that is wrong in them.
#[derive(Clone, Debug)]
pub struct BrokenRules {
    /// The files; the places of the mistakes index into it.
    pub sources: Vec<Source>,
    /// The mistakes, in the order of their places.
    pub mistakes: Vec<Mistake>,
}

/// The nearest of `known` to what was written, when it is near enough to be meant.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let likeness = |candidate: &&str| strsim::jaro_winkler(&lower, &candidate.to_lowercase());
    known
        .into_iter()
        .map(|candidate| (likeness(&candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        // The first of equals, so that the answer does not depend on the list's end.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// `did you mean X?`, or what there is to choose from.
pub(crate) fn suggestion<'a>(written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = nearest(written, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let listed: Vec<String> = known.into_iter().take(13).map(|known| format!("`{known}`")).collect();
    match listed.len() {
        0 => String::new(),
        13 => format!("for example {}", listed[..6].join(", ")),
        _ => format!("known here: {}", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_near_and_else_what_there_is() {
        assert_eq!(suggestion("sevrity", ["id", "severity"]), "did you mean `severity`?");
        assert_eq!(suggestion("zzz", ["id", "severity"]), "known here: `id`, `severity`");
        assert_eq!(suggestion("zzz", []), "");
    }

    #[test]
    fn a_mistake_is_a_finding_at_its_first_place() {
        let place = |start| Place { source: 2, span: Span::new(start, start + 3) };
        let mistake =
            Mistake::new(place(7), "`a` twice").says("again").and(place(1), "first").help("rename one");
        let finding = mistake.to_finding();
        assert_eq!(finding.primary.source, SourceId::Rules(2));
        assert_eq!((finding.primary.span.start, finding.primary.text.as_str()), (7, "again"));
        assert_eq!(finding.related.len(), 1);
    }
}
