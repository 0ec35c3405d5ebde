//! How an article speaks: its clauses, its quotations, and the stance of what it
//! says.

use super::Stance;
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, StanceWord};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;
use crate::mention::Mention;
use crate::mention::context::Context;

/// The clauses and quotations of one article.
#[derive(Clone, Debug)]
pub struct Speech {
    /// For each token, the clause it lies in: counted through the article.
    clause: Vec<u32>,
    /// For each token, whether it stands between quotation marks.
    quoted: Vec<bool>,
}

impl Speech {
    /// Cuts an article into clauses and finds its quotations.
    #[must_use]
    pub fn of(context: &Context<'_>, mentions: &[Mention]) -> Self {
        Self { clause: clauses(context, mentions), quoted: quotations(context) }
    }

    /// The clause of a token.
    #[must_use]
    pub fn clause(&self, token: usize) -> u32 {
        self.clause[token]
    }

    /// Whether a token stands in a quotation.
    #[must_use]
    pub fn is_quoted(&self, token: usize) -> bool {
        self.quoted[token]
    }

    /// The tokens of a sentence that lie in a clause.
    #[must_use]
    pub fn clause_range(&self, sentence: &Sentence, clause: u32) -> (usize, usize) {
        let tokens = &self.clause[sentence.first..sentence.end];
        let from = sentence.first + tokens.partition_point(|&c| c < clause);
        let to = sentence.first + tokens.partition_point(|&c| c <= clause);
        (from, to)
    }

    /// How the statement around a token is made. A word of the rule's own topics
    /// (`own`, by token) is no stance word: a rule about what somebody "will set up"
    /// is about a plan.
    #[must_use]
    pub fn stance(
        &self,
        context: &Context<'_>,
        sentence: &Sentence,
        token: usize,
        own: &dyn Fn(usize) -> bool,
    ) -> Stance {
        if sentence.asks {
            return Stance::Asked;
        }
        let quoted = if self.quoted[token] { Stance::Quoted } else { Stance::Asserted };
        let mut covered = sentence.first;
        (sentence.first..sentence.end).fold(quoted, |stance, at| {
            if let Some(hit) = context.is(at, &Lexeme::Asserted) {
                covered = covered.max(hit.end);
            }
            if at < covered || own(at) {
                return stance;
            }
            context
                .at(at)
                .filter(|(hit, lexeme)| !denies_within(hit, lexeme))
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
}

/// "Without" is "to" and "not" in one word, and denies no statement.
fn denies_within(hit: &Hit, lexeme: &Lexeme) -> bool {
    let open = CliticSet::NONE.with(Clitic::And).with(Clitic::That).with(Clitic::The);
    *lexeme == Lexeme::Stance(StanceWord::Denied) && !open.contains(hit.clitics)
}

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

fn is_mark(context: &Context<'_>, token: usize) -> bool {
    context.scan.tokens[token].kind == TokenKind::Mark
}

fn opens_clause(context: &Context<'_>, token: usize) -> bool {
    is_mark(context, token) && matches!(context.word(token), "(" | "[")
        || context
            .at(token)
            .any(|(hit, lexeme)| *lexeme == Lexeme::ClauseOpener || hit.clitics.has(Clitic::That))
}

fn closes_clause(context: &Context<'_>, token: usize) -> bool {
    if !is_mark(context, token) {
        return false;
    }
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
        if !is_mark(context, token) || context.word(token) != "\"" {
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
