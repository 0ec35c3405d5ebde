//! One article as binding sees it: its topics, clauses, quotations and stances,
//! sentence by sentence.

use super::Stance;
use super::index::RuleIndex;
use super::topics::{Rank, Topic, What, topics};
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
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
    /// For each token, the clause it lies in: counted through the article.
    clause: Vec<u32>,
    /// For each token, whether it stands between quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Scene<'a> {
    /// Prepares an article.
    #[must_use]
    pub fn new(
        article: usize,
        context: Context<'a>,
        mentions: &'a [Mention],
        rules: &'a RuleSet,
        index: &'a RuleIndex,
    ) -> Self {
        let topics = topics(&context, rules, &index.gazetteer);
        let clause = clauses(&context, mentions);
        let quoted = quotations(&context);
        Self { article, context, mentions, rules, index, topics, clause, quoted }
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
        self.clause[token]
    }

    /// The tokens of a sentence that lie in a clause.
    #[must_use]
    pub fn clause_range(&self, sentence: &Sentence, clause: u32) -> (usize, usize) {
        let tokens = &self.clause[sentence.first..sentence.end];
        let from = sentence.first + tokens.partition_point(|&c| c < clause);
        let to = sentence.first + tokens.partition_point(|&c| c <= clause);
        (from, to)
    }

    /// Whether a phrase of a kind begins in `first..end`.
    #[must_use]
    pub fn has(&self, first: usize, end: usize, lexeme: &Lexeme) -> bool {
        (first..end).any(|token| self.context.is(token, lexeme).is_some())
    }

    /// How the statement around a token is made. A word of the rule's own topics
    /// (`own`, by token) is no stance word: a rule about what somebody "will set up"
    /// is about a plan.
    #[must_use]
    pub fn stance(&self, sentence: &Sentence, token: usize, own: &dyn Fn(usize) -> bool) -> Stance {
        if sentence.asks {
            return Stance::Asked;
        }
        let quoted = if self.quoted[token] { Stance::Quoted } else { Stance::Asserted };
        let mut covered = sentence.first;
        (sentence.first..sentence.end).fold(quoted, |stance, at| {
            if let Some(hit) = self.context.is(at, &Lexeme::Asserted) {
                covered = covered.max(hit.end);
            }
            if at < covered || own(at) {
                return stance;
            }
            self.context
                .at(at)
                .filter_map(|(_, lexeme)| self.bends(lexeme, at, token))
                .fold(stance, Stance::max)
        })
    }

    /// What a stance word at one token makes of a statement at another. A denial
    /// reaches over its own clause, and back over a few words ("was not reached");
    /// a plan or a condition reaches over what follows too.
    fn bends(&self, lexeme: &Lexeme, at: usize, token: usize) -> Option<Stance> {
        let Lexeme::Stance(word) = lexeme else { return None };
        let same_clause = self.clause(at) == self.clause(token);
        match word {
            StanceWord::Corrected => Some(Stance::Corrected),
            StanceWord::Denied if same_clause && at < token + DENIED_BACK => Some(Stance::Denied),
            StanceWord::Planned if same_clause || at < token => Some(Stance::Planned),
            StanceWord::Hypothetical if same_clause || at < token => Some(Stance::Hypothetical),
            _ => None,
        }
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

/// "… billion dollars was not reached": the verb of a denial stands this near.
const DENIED_BACK: usize = 6;

/// Cuts the article into clauses: at commas, semicolons, colons, dashes, brackets,
/// clause openers and words with a "that" clitic, but never inside a figure.
fn clauses(context: &Context<'_>, mentions: &[Mention]) -> Vec<u32> {
    let tokens = context.scan.tokens.len();
    let mut inside = vec![false; tokens];
    for mention in mentions {
        inside[mention.first_token + 1..mention.end_token.min(tokens)].fill(true);
    }
    let mut clause = vec![0; tokens];
    let mut current: u32 = 0;
    let mut sentence = u32::MAX;
    for token in 0..tokens {
        let new_sentence = context.scan.sentence_of[token] != sentence;
        sentence = context.scan.sentence_of[token];
        let opens = !inside[token]
            && (opens_clause(context, token)
                || token > 0 && closes_clause(context, token - 1) && !inside[token - 1]);
        if token > 0 && (new_sentence || opens) {
            current += 1;
        }
        clause[token] = current;
    }
    clause
}

fn opens_clause(context: &Context<'_>, token: usize) -> bool {
    matches!(context.word(token), "(" | "[")
        || context.is(token, &Lexeme::ClauseOpener).is_some()
        || context.at(token).any(|(hit, _)| hit.clitics.has(Clitic::That))
}

fn closes_clause(context: &Context<'_>, token: usize) -> bool {
    let spaced_dash = |word: &str| matches!(word, "\u{2013}" | "-") && context.scan.tokens[token].spaced;
    let word = context.word(token);
    matches!(word, "," | ";" | ":" | ")" | "]" | "\u{2014}" | "\u{3001}") && word != "\u{3001}"
        || spaced_dash(word)
}

/// Tokens between a quotation mark and the next one of the same sentence or
/// block, when at least four words stand between: shorter ones are names.
fn quotations(context: &Context<'_>) -> Vec<bool> {
    let tokens = context.scan.tokens.len();
    let mut quoted = vec![false; tokens];
    let mut open: Option<usize> = None;
    let mut block = usize::MAX;
    for token in 0..tokens {
        let here = context.scan.sentence(token).block;
        if here != block {
            block = here;
            open = None;
        }
        if context.word(token) != "\"" {
            continue;
        }
        match open.take() {
            Some(from) => {
                if token - from > 4 {
                    quoted[from..token].fill(true);
                }
            }
            None => open = Some(token),
        }
    }
    quoted
}
