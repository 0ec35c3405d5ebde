//! Wrong renderings of names, and wanted and unwanted wording.

use super::cluster::claim_text;
use super::{Evidence, Outcome, severity};
use crate::finding::{Confidence, Edit, Finding, Fix, Label, Severity, SourceId, quoted};
use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::lint::Reading;
use crate::rule::checked::{Form, Forms, Place, Wording};
use crate::span::Span;

/// Reports wrong renderings and unwanted wording wherever they stand, and wanted
/// wording where it is missing.
pub(super) fn check(evidence: &Evidence<'_>) -> Outcome {
    let mut findings = Vec::new();
    for (article, reading) in evidence.readings.iter().enumerate() {
        let (_, lexicon) = evidence.lexicons.of(&reading.article.lang);
        for hit in &reading.scan.hits {
            match lexicon.lexeme(hit) {
                Lexeme::Avoid { name, index } => {
                    findings.extend(rendering(evidence, article, hit, name.0, *index));
                }
                Lexeme::Phrase(index) => findings.extend(unwanted(evidence, article, hit, *index)),
                _ => {}
            }
        }
    }
    findings.extend(missing_wording(evidence));
    Outcome { findings, compared: 0 }
}

fn rendering(
    evidence: &Evidence<'_>,
    article: usize,
    hit: &Hit,
    name: usize,
    index: usize,
) -> Option<Finding> {
    let name = evidence.rules.names.get(name)?;
    let avoid = name.avoid.get(index)?;
    let severity = severity(avoid.report)?;
    let reading = &evidence.readings[article];
    let wanted = house_style(&name.forms, &reading.article.lang);
    Some(wording(Wrong {
        check_id: name.key.clone(),
        severity,
        reading,
        article,
        hit,
        because: avoid.because.as_deref(),
        wanted,
        place: avoid.form.place,
    }))
}

fn unwanted(evidence: &Evidence<'_>, article: usize, hit: &Hit, index: usize) -> Option<Finding> {
    let phrase = evidence.rules.phrases.get(index)?;
    let Wording::Avoid { instead, .. } = &phrase.want else { return None };
    let severity = severity(phrase.report)?;
    let reading = &evidence.readings[article];
    Some(wording(Wrong {
        check_id: phrase.id.clone(),
        severity,
        reading,
        article,
        hit,
        because: phrase.because.as_deref(),
        wanted: house_style(instead, &reading.article.lang),
        place: phrase.place,
    }))
}

/// The first form of an article's language.
fn house_style<'f>(forms: &'f Forms, lang: &str) -> Option<&'f Form> {
    let language = lang.split('-').next().unwrap_or(lang);
    forms.get(lang).or_else(|| forms.get(language)).and_then(|forms| forms.first())
}

struct Wrong<'a> {
    check_id: String,
    severity: Severity,
    reading: &'a Reading,
    article: usize,
    hit: &'a Hit,
    because: Option<&'a str>,
    wanted: Option<&'a Form>,
    place: Place,
}

fn wording(wrong: Wrong<'_>) -> Finding {
    let span = wrong.reading.scan.source_span(
        &wrong.reading.article.map,
        wrong.hit.first,
        wrong.hit.end,
        wrong.hit.skip,
    );
    let written = &wrong.reading.article.source.text[span.range()];
    let because = wrong.because.map_or_else(String::new, |because| format!(": {because}"));
    let fix = wrong
        .wanted
        .filter(|form| !form.text.contains('*'))
        .map(|form| replacement(wrong.article, span, &form.text));
    let help = wrong
        .wanted
        .map_or_else(|| "choose another wording".to_owned(), |form| format!("write {}", quoted(&form.text)));
    Finding {
        check: "forbidden-rendering",
        rule: Some(wrong.check_id),
        severity: wrong.severity,
        confidence: Confidence::High,
        message: format!("{} is a wrong rendering{because}", quoted(written)),
        help,
        primary: Label {
            source: SourceId::Article(wrong.article),
            span,
            reading: String::new(),
            text: "wrong rendering".to_owned(),
        },
        related: vec![Label {
            source: SourceId::Rules(wrong.place.source),
            span: wrong.place.span,
            reading: String::new(),
            text: "listed here".to_owned(),
        }],
        fixes: fix.into_iter().collect(),
    }
}

fn replacement(article: usize, span: Span, text: &str) -> Fix {
    let edit = Edit { article, span, text: text.to_owned() };
    Fix { title: format!("write {}", quoted(text)), safe: true, edits: vec![edit] }
}

/// `want-near`: where a rule is bound, one of the forms stands in the sentence or
/// a neighbour.
fn missing_wording(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, phrase) in evidence.rules.phrases.iter().enumerate() {
        let (Wording::WantNear { rule, .. }, Some(severity)) = (&phrase.want, severity(phrase.report)) else {
            continue;
        };
        for claim in evidence.claims.iter().filter(|claim| claim.rule == *rule) {
            let crate::claim::Speaker::Article { article, sentence, span } = claim.speaker else { continue };
            if is_near(evidence, article, sentence, index) {
                continue;
            }
            let because = phrase.because.as_ref().map_or_else(String::new, |because| format!(": {because}"));
            findings.push(Finding {
                check: "forbidden-rendering",
                rule: Some(phrase.id.clone()),
                severity,
                confidence: Confidence::High,
                message: format!(
                    "{}: a wording asked for is missing{because}",
                    claim_text(&evidence.rules.rules[*rule])
                ),
                help: "add one of the wordings the rule set lists".to_owned(),
                primary: Label {
                    source: SourceId::Article(article),
                    span,
                    reading: String::new(),
                    text: "stands without it".to_owned(),
                },
                related: vec![Label {
                    source: SourceId::Rules(phrase.place.source),
                    span: phrase.place.span,
                    reading: String::new(),
                    text: "asked for here".to_owned(),
                }],
                fixes: Vec::new(),
            });
        }
    }
    findings
}

fn is_near(evidence: &Evidence<'_>, article: usize, sentence: usize, phrase: usize) -> bool {
    let reading = &evidence.readings[article];
    let (_, lexicon) = evidence.lexicons.of(&reading.article.lang);
    let sentences = &reading.scan.sentences;
    let near = &sentences[sentence.saturating_sub(1)..(sentence + 2).min(sentences.len())];
    near.iter().any(|s| {
        (s.first..s.end).any(|token| {
            reading.scan.hits_at(token).iter().any(|hit| *lexicon.lexeme(hit) == Lexeme::Phrase(phrase))
        })
    })
}
