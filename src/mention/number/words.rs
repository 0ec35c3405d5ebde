//! What a number word can be besides a number, and words beside the plain ones.

use rust_decimal::Decimal;

use super::is_symbol_as_written;
use super::{Builder, Last};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;
use crate::mention::amount::Modifier;

impl Builder<'_, '_> {
    /// "The hundred days | the first": a rank with its own article is no part of the number
    /// before it.
    pub(super) fn begins_anew(&self, hit: &Hit, and: bool) -> bool {
        !and && !self.parts.is_empty() && self.context.has_written_article(hit.first)
    }

    /// A form that is both "two" and "second" is a rank with its article.
    pub(super) fn is_rank(&self, hit: &Hit) -> bool {
        hit.clitics.has(Clitic::The)
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::OrdinalWord(_)))
    }

    /// "Two and a third fled": a form that is a rank as well is a part where the clause
    /// ends or a unit follows.
    pub(super) fn is_rank_of_another(&self, hit: &Hit) -> bool {
        let is_rank = |lexeme: &Lexeme| matches!(lexeme, Lexeme::OrdinalWord(_));
        let rank = self.context.at(hit.end - 1).any(|(last, lexeme)| last.end == hit.end && is_rank(lexeme));
        let counted = |lexeme: &Lexeme| {
            matches!(
                lexeme,
                Lexeme::Unit(_)
                    | Lexeme::Currency(_)
                    | Lexeme::PercentAfter
                    | Lexeme::PercentPoint
                    | Lexeme::Scale(_)
            )
        };
        rank && hit.end < self.limit
            && self.context.scan.tokens[hit.end].kind != TokenKind::Mark
            && !self.context.at(hit.end).any(|(_, lexeme)| counted(lexeme))
    }

    /// The scale's letter is a unit too: `5m` is five metres, `$5m` is money.
    pub(super) fn is_unit(&self, hit: &Hit) -> bool {
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end == hit.end
                && matches!(lexeme, Lexeme::Unit(_))
                && is_symbol_as_written(self.context, other)
        })
    }

    /// A scale's word stands for an indefinite number where nothing is before it
    /// ("thousands"), and begins a longer currency's name elsewhere.
    pub(super) fn is_no_scale(&self, hit: &Hit) -> bool {
        // "More than a thousand" counts one.
        let bent = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::Before)).then_some(());
        let sentence = self.context.scan.sentence(hit.first);
        let vague = |lexeme: &Lexeme| {
            self.last == Last::Nothing
                && matches!(lexeme, Lexeme::Vague { .. })
                && self.context.pick_before(hit.first, sentence.first, bent).is_none()
        };
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end > hit.end && matches!(lexeme, Lexeme::Currency(_))
                || other.end >= hit.end && vague(lexeme)
        })
    }

    /// Two digits that may be tens and a unit as well are a few before what they count:
    /// "seven, eight people".
    pub(super) fn is_a_few(&self, hit: &Hit) -> bool {
        self.last == Last::Nothing
            && hit.end < self.limit
            && self.context.scan.tokens[hit.end].kind != TokenKind::Mark
            && !self.scale_at(hit.end)
            && self
                .context
                .at(hit.first)
                .any(|(other, lexeme)| other.end == hit.end && matches!(lexeme, Lexeme::Vague { .. }))
    }

    pub(super) fn is_bent_scale(&self, hit: &Hit) -> bool {
        self.context.at(hit.first).any(|(other, lexeme)| {
            other.end == hit.end && matches!(lexeme, Lexeme::Scale(_)) && !self.is_no_scale(other)
        })
    }

    pub(super) fn in_money(&self, hit: &Hit) -> bool {
        let currency = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Currency(_)).then_some(());
        let from = self.context.scan.sentence(hit.first).first;
        self.context.pick_before(self.first, from, currency).is_some()
            || hit.end < self.limit && self.context.pick(hit.end, currency).is_some()
    }

    /// Number words written as one, each taken in its turn.
    pub(super) fn compound(&mut self, at: usize, and: bool) -> bool {
        let context = self.context;
        if !context.pack.numbers.compound || context.scan.tokens[at].kind != TokenKind::Word {
            return false;
        }
        let Some(parts) = context.lexicon.compound(context.word(at)) else { return false };
        let mut read = self.clone();
        let hit = Hit { first: at, end: at + 1, entry: 0, clitics: CliticSet::NONE, skip: 0 };
        let mut and = and;
        for lexeme in parts {
            if *lexeme == Lexeme::NumberAnd {
                and = true;
                continue;
            }
            if !read.accepts(&hit, lexeme, and) {
                return false;
            }
            and = false;
        }
        if and {
            return false;
        }
        read.at = at + 1;
        read.head.get_or_insert((0, CliticSet::NONE));
        *self = read;
        true
    }

    /// "One million, two hundred and five": a comma before a smaller group that
    /// has a scale word of its own.
    pub(super) fn comma_group(&mut self) -> bool {
        if self.last != Last::Scale
            || self.in_digits
            || self.context.word(self.at) != ","
            || !self.is_open(self.at + 1)
        {
            return false;
        }
        let Some(top) = self.parts.last() else { return false };
        let mut inner = Self::new(self.context, self.taken, self.at + 1, self.limit);
        while inner.advance() {}
        let Some(value) = inner.sum() else { return false };
        // Where hundreds are words of their own: "mil, cento e onze".
        let hundreds = top.room == Decimal::ONE_THOUSAND
            && inner.last == Last::Cardinal
            && inner.parts.len() > 1
            && inner.parts[0].value >= Decimal::ONE_HUNDRED;
        if inner.scale.is_none() && !hundreds || value >= top.room || inner.in_digits || inner.fraction {
            return false;
        }
        self.at = inner.at;
        self.last = inner.last;
        self.step = inner.step;
        self.scale = inner.scale.or(self.scale);
        self.parts.append(&mut inner.parts);
        true
    }

    /// "Odd" between a number and its scale word.
    pub(super) fn odd(&mut self, modifier: Modifier, next: usize) -> bool {
        let between = matches!(self.last, Last::Digits | Last::Cardinal | Last::Scale | Last::Zero)
            && (self.scale_at(next) || self.vague_to(next));
        if between {
            self.modifier = Some(modifier);
        }
        between
    }

    /// "Odd" opens a word for a few of something, which counts on from the number.
    fn vague_to(&self, next: usize) -> bool {
        self.context.at(next - 1).any(|(hit, lexeme)| {
            hit.end > next && matches!(lexeme, Lexeme::Vague { .. }) && self.at + 1 == next
        })
    }

    pub(super) fn some_of(&mut self, low: Option<Decimal>, high: Option<Decimal>) -> bool {
        if self.last != Last::Nothing {
            return false;
        }
        self.vague = Some((low, high));
        self.last = Last::Vague;
        true
    }
}
