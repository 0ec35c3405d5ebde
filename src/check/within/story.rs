//! One article as the checks within it see it: its figures by sentence, how it
//! speaks, and how a finding is made of what it says.

use super::super::{Evidence, named};
use crate::claim::Stance;
use crate::claim::speech::Speech;
use crate::finding::{Confidence, Finding, Fix, Label, Severity, SourceId};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::Lexeme;
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
use crate::lint::Reading;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role};
use crate::span::Span;

/// One article, ready to be held against itself.
pub(super) struct Story<'a> {
    /// Index of the article in the run.
    pub article: usize,
    /// Its scan and data.
    pub context: Context<'a>,
    /// Its mentions, in the order of the text.
    pub mentions: &'a [Mention],
    reading: &'a Reading,
}

/// What a check says of a place, before stance and severity are weighed.
pub(super) struct Remark<'a> {
    /// Name of the check.
    pub check: &'static str,
    /// The figure at fault.
    pub figure: &'a Mention,
    /// What is wrong, with both values.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// What the figure says.
    pub text: String,
    /// The other places, with what they say.
    pub related: Vec<(Span, String)>,
    /// Changes to choose from.
    pub fixes: Vec<Fix>,
}

impl<'a> Story<'a> {
    /// Prepares an article.
    pub(super) fn of(evidence: &Evidence<'a>, article: usize) -> Self {
        let reading = &evidence.readings[article];
        Self { article, context: reading.context(evidence.lexicons), mentions: &reading.mentions, reading }
    }

    /// Its clauses and quotations; most articles never need them.
    pub(super) fn speech(&self) -> &Speech {
        self.reading.speech(&self.context)
    }

    /// The sentence of a mention.
    pub(super) fn sentence(&self, mention: &Mention) -> &'a Sentence {
        self.context.scan.sentence(mention.first_token)
    }

    /// The mentions of a sentence.
    pub(super) fn mentions_in(&self, sentence: &Sentence) -> &'a [Mention] {
        let from = self.mentions.partition_point(|mention| mention.first_token < sentence.first);
        let to = self.mentions.partition_point(|mention| mention.first_token < sentence.end);
        &self.mentions[from..to]
    }

    /// The day or month the article was published.
    pub(super) const fn date(&self) -> Option<&'a Edtf> {
        self.context.article.date.as_ref()
    }

    /// Whether a phrase of a kind begins in `first..end`.
    pub(super) fn has(&self, first: usize, end: usize, is: impl Fn(&Lexeme) -> bool) -> bool {
        (first..end).any(|token| self.context.at(token).any(|(_, lexeme)| is(lexeme)))
    }

    /// Whether a phrase of a kind ends right before a token.
    pub(super) fn is_before(&self, token: usize, is: impl Fn(&Lexeme) -> bool) -> bool {
        let from = self.context.scan.sentence(token).first;
        self.context.pick_before(token, from, |lexeme| is(lexeme).then_some(())).is_some()
    }

    /// The clitics written on a figure.
    pub(super) fn clitics(&self, mention: &Mention) -> CliticSet {
        let written = self.context.scan.clitics_before(self.context.lexicon, mention.first_token);
        let own = self.context.at(mention.first_token).map(|(hit, _)| hit.clitics).next();
        match (written, own) {
            (Some((set, _)), Some(own)) => set.union(own),
            (Some((set, _)), None) => set,
            (None, own) => own.unwrap_or_default(),
        }
    }

    /// The token at which a figure begins with its clitics and the hyphen after them.
    pub(super) fn opens_at(&self, mention: &Mention) -> usize {
        let before = self.context.scan.clitics_before(self.context.lexicon, mention.first_token);
        before.map_or(mention.first_token, |(_, at)| at)
    }

    /// Whether a dash, or a word that joins two ends without any space, and nothing
    /// else stands between two figures.
    pub(super) fn dashed(&self, a: &Mention, b: &Mention) -> bool {
        let joint = a.end_token;
        let joins = |lexeme: &Lexeme| matches!(lexeme, Lexeme::RangeJoin | Lexeme::Role(Role::Level, _));
        joint + 1 == b.first_token
            && self.sentence(a) == self.sentence(b)
            && (DASHES.contains(&self.context.word(joint))
                || self.context.at(joint).any(|(hit, lexeme)| hit.end == b.first_token && joins(lexeme)))
            && !self.context.scan.tokens[joint].spaced
            && !self.context.scan.tokens[b.first_token].spaced
    }

    /// Whether a mark between two tokens makes two statements of a sentence.
    pub(super) fn parted(&self, a: usize, b: usize) -> bool {
        (a.min(b)..a.max(b)).any(|at| matches!(self.context.word(at), ";" | ":"))
    }

    /// Whether nothing but "to", or the "and" of "between", stands between two figures.
    pub(super) fn joined(&self, a: &Mention, b: &Mention) -> bool {
        if self.sentence(a) != self.sentence(b) || b.first_token < a.end_token {
            return false;
        }
        if self.opens_at(b) == a.end_token {
            let set = self.clitics(b);
            return set.has(Clitic::To) || set.has(Clitic::And);
        }
        let join = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::And
                    | Lexeme::NumberAnd
                    | Lexeme::RangeJoin
                    | Lexeme::RangeTo
                    | Lexeme::Role(Role::Level, _)
            )
        };
        self.context.at(a.end_token).any(|(hit, lexeme)| hit.end == b.first_token && join(lexeme))
    }

    /// A finding of figures that are not denied with their sentence: "the remaining 5
    /// percent did not answer".
    pub(super) fn reckoned(&self, remark: Remark<'_>) -> Option<Finding> {
        let sentence = self.sentence(remark.figure);
        let stance = self.speech().stance(&self.context, sentence, remark.figure.first_token, &|_| false);
        let severity = named(remark.check).map_or(Severity::Warning, |check| check.severity);
        if stance == Stance::Denied {
            Some(self.make(severity, remark, ""))
        } else {
            self.finding(severity, remark)
        }
    }

    /// Makes a finding: nothing of what is denied, corrected, supposed or asked; what
    /// stands in a quotation is one step lower.
    pub(super) fn finding(&self, severity: Severity, remark: Remark<'_>) -> Option<Finding> {
        let sentence = self.sentence(remark.figure);
        let stance = self.speech().stance(&self.context, sentence, remark.figure.first_token, &|_| false);
        let (severity, words) = match stance {
            Stance::Asserted | Stance::Planned => (severity, ""),
            Stance::Quoted => (lower(severity), " (in a quotation)"),
            Stance::Denied | Stance::Corrected | Stance::Hypothetical | Stance::Asked => return None,
        };
        Some(self.make(severity, remark, words))
    }

    fn make(&self, severity: Severity, remark: Remark<'_>, words: &str) -> Finding {
        let label = |span, text: String| Label {
            source: SourceId::Article(self.article),
            span,
            reading: String::new(),
            text,
        };
        Finding {
            check: remark.check,
            rule: None,
            severity,
            confidence: if remark.figure.sure { Confidence::High } else { Confidence::Medium },
            message: format!("{}{words}", remark.message),
            help: remark.help.to_owned(),
            primary: label(remark.figure.span, remark.text),
            related: remark.related.into_iter().map(|(span, text)| label(span, text)).collect(),
            fixes: remark.fixes,
        }
    }

    /// The same, at the severity of the table.
    pub(super) fn report(&self, remark: Remark<'_>) -> Option<Finding> {
        let severity = named(remark.check).map_or(Severity::Warning, |check| check.severity);
        self.finding(severity, remark)
    }
}

/// One step less harm.
pub(super) const fn lower(severity: Severity) -> Severity {
    match severity {
        Severity::Error => Severity::Warning,
        Severity::Warning | Severity::Advice => Severity::Advice,
    }
}

/// Marks between the two ends of a range.
const DASHES: &[&str] = &["-", "\u{2013}", "\u{2014}", "~"];
