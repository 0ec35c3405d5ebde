//! Text that could not be read as it was meant.

use super::{Evidence, Outcome};
use crate::finding::{Confidence, Finding, Label, Severity, SourceId};
use crate::lint::Reading;

/// One finding an article for its invalid bytes, and one for each note on its
/// front matter.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut findings = Vec::new();
    // Of a bilingual file every language has the same source.
    let first = |reading: &Reading| reading.article.units.as_ref().is_none_or(|units| units.original);
    for (article, reading) in evidence.readings.iter().enumerate().filter(|(_, reading)| first(reading)) {
        let source = &reading.article.source;
        let label = |span, text: &str| Label {
            source: SourceId::Article(article),
            span,
            reading: String::new(),
            text: text.to_owned(),
        };
        if let (Some((first, rest)), Some(at)) = (source.invalid.split_first(), source.invalid_at.first()) {
            let count = source.invalid.len();
            findings.push(Finding {
                check: "unreadable-text",
                rule: None,
                severity: Severity::Error,
                confidence: Confidence::High,
                message: match count {
                    1 => format!("1 byte sequence is not text; it stands at byte {at}"),
                    _ => format!("{count} byte sequences are not text; the first stands at byte {at}"),
                },
                help: "save the file as UTF-8; what stands around these places was linted".to_owned(),
                primary: label(*first, "not text"),
                related: rest.iter().take(SHOWN).map(|bad| label(*bad, "not text")).collect(),
                fixes: Vec::new(),
            });
        }
        for note in &reading.article.notes {
            findings.push(Finding {
                check: "unreadable-text",
                rule: None,
                severity: Severity::Warning,
                confidence: Confidence::High,
                message: note.message.clone(),
                help: "mend it, so that language and date are read as meant".to_owned(),
                primary: label(note.span, "here"),
                related: Vec::new(),
                fixes: Vec::new(),
            });
        }
    }
    Outcome { findings, compared: 0 }
}

/// More places than this say nothing new.
const SHOWN: usize = 5;
