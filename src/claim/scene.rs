//! One article as binding sees it, sentence by sentence: its topics, and how it
//! speaks.

use super::Stance;
use super::index::RuleIndex;
use super::speech::Speech;
use super::topics::{Rank, Topic, What, topics};
use crate::lang::lexeme::Lexeme;
use crate::lang::scan::Sentence;
use crate::lint::Reading;
use crate::mention::Mention;
use crate::mention::context::Context;
use crate::mention::edtf::Edtf;
use crate::rule::checked::{NameId, RuleSet, TermId};
use crate::span::Span;

/// One article, ready for binding.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Index of the article in the run.
    pub article: usize,
    /// Its scan and data.
    pub context: Context<'a>,
    /// Its mentions, by first token.
    pub mentions: &'a [Mention],
    /// The rule set.
    pub rules: &'a RuleSet,
    /// The rule set, indexed.
    pub index: &'a RuleIndex,
    /// What it speaks of.
    pub topics: Vec<Topic>,
    reading: &'a Reading,
}

impl<'a> Scene<'a> {
    /// Prepares an article.
    #[must_use]
    pub fn new(
        article: usize,
        reading: &'a Reading,
        context: Context<'a>,
        rules: &'a RuleSet,
        index: &'a RuleIndex,
    ) -> Self {
        let topics = topics(&context, rules, &index.gazetteer);
        Self { article, reading, context, mentions: &reading.mentions, rules, index, topics }
    }

    fn speech(&self) -> &Speech {
        self.reading.speech(&self.context)
    }

    /// The sentences of the article.
    #[must_use]
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.context.scan.sentences
    }

    /// The day or month the article was published.
    #[must_use]
    pub const fn date(&self) -> Option<&'a Edtf> {
        self.context.article.date.as_ref()
    }

    /// The topics of a sentence.
    #[must_use]
    pub fn topics_in(&self, sentence: &Sentence) -> &[Topic] {
        let from = self.topics.partition_point(|topic| topic.first < sentence.first);
        let to = self.topics.partition_point(|topic| topic.first < sentence.end);
        &self.topics[from..to]
    }

    /// The topics of a sentence and of those before it that names carry over from.
    #[must_use]
    pub fn topics_near(&self, index: usize) -> &[Topic] {
        let sentences = self.sentences();
        let first = sentences[index.saturating_sub(CARRY)].first;
        let from = self.topics.partition_point(|topic| topic.first < first);
        let to = self.topics.partition_point(|topic| topic.first < sentences[index].end);
        &self.topics[from..to]
    }

    /// The mentions of a sentence.
    #[must_use]
    pub fn mentions_in(&self, sentence: &Sentence) -> &'a [Mention] {
        let from = self.mentions.partition_point(|mention| mention.first_token < sentence.first);
        let to = self.mentions.partition_point(|mention| mention.first_token < sentence.end);
        &self.mentions[from..to]
    }

    /// Where a term stands in a sentence.
    pub fn terms<'s>(
        &'s self,
        sentence: &Sentence,
        id: TermId,
    ) -> impl Iterator<Item = &'s Topic> + use<'s, 'a> {
        self.topics_in(sentence).iter().filter(move |topic| topic.what == What::Term(id))
    }

    /// Where a name stands in a sentence.
    pub fn names<'s>(
        &'s self,
        sentence: &Sentence,
        id: NameId,
    ) -> impl Iterator<Item = &'s Topic> + use<'s, 'a> {
        self.topics_in(sentence).iter().filter(move |topic| topic.what == What::Name(id))
    }

    /// Whether a sentence names somebody, or takes the name over from the ones
    /// before: names carry over until a rival of the class is named, through a
    /// sentence or two that name nobody of it.
    #[must_use]
    pub fn speaks_of(&self, index: usize, id: NameId) -> bool {
        let rank = Rank::of(&self.rules.names[id.0].class);
        let sentences = &self.sentences()[index.saturating_sub(CARRY)..=index];
        for sentence in sentences.iter().rev() {
            let mut here =
                self.topics_in(sentence).iter().filter(|topic| topic.rank == Some(rank)).peekable();
            if self.names(sentence, id).next().is_some() {
                return true;
            }
            let silent = here.peek().is_none();
            if !silent
                && !here.all(
                    |topic| matches!(topic.what, What::Name(other) if self.index.are_partners(id, other)),
                )
            {
                return false;
            }
        }
        false
    }

    /// The clause of a token.
    #[must_use]
    pub fn clause(&self, token: usize) -> u32 {
        self.speech().clause(token)
    }

    /// The tokens of a sentence that lie in a clause.
    #[must_use]
    pub fn clause_range(&self, sentence: &Sentence, clause: u32) -> (usize, usize) {
        self.speech().clause_range(sentence, clause)
    }

    /// Whether a phrase of a kind begins in `first..end`.
    #[must_use]
    pub fn has(&self, first: usize, end: usize, lexeme: &Lexeme) -> bool {
        (first..end).any(|token| self.context.is(token, lexeme).is_some())
    }

    /// How the statement around a token is made: see [`Speech::stance`].
    #[must_use]
    pub fn stance(&self, sentence: &Sentence, token: usize, own: &dyn Fn(usize) -> bool) -> Stance {
        self.speech().stance(&self.context, sentence, token, own)
    }

    /// Words between two token ranges, marks included; 0 when they touch.
    #[must_use]
    pub const fn gap(a: (usize, usize), b: (usize, usize)) -> usize {
        let (left, right) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        right.0.saturating_sub(left.1)
    }

    /// The source span of a topic, without its clitics.
    #[must_use]
    pub fn topic_span(&self, topic: &Topic) -> Span {
        self.context.span(topic.first, topic.end, topic.hit.skip)
    }

    /// The words of a topic as they stand in the source.
    #[must_use]
    pub fn written(&self, span: Span) -> &'a str {
        self.context.article.source.text.get(span.range()).unwrap_or_default()
    }
}

/// Names are carried over this many sentences.
const CARRY: usize = 2;
