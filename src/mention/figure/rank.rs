//! Numbers without a unit behind them: ranks, counts, and numbers whose unit stands before.

use rust_decimal::Decimal;

use super::super::Value;
use super::super::context::{Context, Taken};
use super::super::number::Numeral;
use super::measure::{Measure, measure};
use super::{Figure, with_measure};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::pack::Clitic;
use crate::lang::relations::Relation;
use crate::lang::token::TokenKind;

/// A number without a unit: a rank, a count, or nothing.
pub(super) fn bare(context: &Context<'_>, number: Numeral) -> Figure {
    let from = context.scan.sentence(number.first).first;
    let prefix =
        context.pick_before(number.first, from, |lexeme| (*lexeme == Lexeme::OrdinalPrefix).then_some(()));
    let mut number = number;
    if let Some((hit, ())) = prefix {
        number.first = hit.first;
        number.skip = hit.skip;
        number.clitics = hit.clitics;
        return with_measure(number, Measure::Rank, None);
    }
    if is_rank(context, &number) {
        return with_measure(number, Measure::Rank, None);
    }
    let value = match &number.between {
        Some((low, high)) => Value::Range { low: low.clone(), high: high.clone(), unit: None },
        None => Value::Number(number.amount.clone()),
    };
    Figure {
        first: number.first,
        end: number.end,
        skip: number.skip,
        clitics: number.clitics,
        value,
        sure: number.sure,
        number: Some(number),
    }
}

/// A rank by its word, by the article or by the noun before it; but no age.
fn is_rank(context: &Context<'_>, number: &Numeral) -> bool {
    let (clitics, lead) = leads(context, number);
    let from = context.scan.sentence(number.first).first;
    let before = |wanted: &dyn Fn(&Lexeme) -> bool| {
        context.pick_before(lead, from, |lexeme| wanted(lexeme).then_some(())).is_some()
    };
    let aged = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Relation(Relation::Aged | Relation::AtAge));
    let whole = number.amount.value.is_integer() && number.amount.value < Decimal::ONE_THOUSAND;
    let plain = number.in_digits && number.scale.is_none() && number.between.is_none() && whole;
    let article = plain && clitics.has(Clitic::The) && !follows_plural(context, lead, from);
    let ranked = number.ordinal || article || is_definite_rank(context, number);
    let labelled = plain && lead == number.first && before(&|lexeme| *lexeme == Lexeme::RankLabel);
    let sentence = context.scan.sentence(number.first);
    let of_life = number.end < sentence.end
        && context.is(number.end, &Lexeme::DecadeOfLife(Side::After)).is_some()
        && number.amount.value > Decimal::TEN;
    labelled || ranked && !before(&aged) && !of_life
}

/// "The members | of the council | the 15": a plural stands before the number, or the
/// noun it is of between them.
fn follows_plural(context: &Context<'_>, lead: usize, from: usize) -> bool {
    let plain = |at: &usize| {
        context.scan.tokens[*at].kind == TokenKind::Word
            && !context.at(*at).any(|(_, lexeme)| {
                matches!(
                    lexeme,
                    Lexeme::Locative | Lexeme::YearPreposition | Lexeme::RankLabel | Lexeme::Role(..)
                )
            })
    };
    let reach = (from..lead).rev().take(OF_NOUNS).take_while(plain);
    let near = |at: usize| context.is(at, &Lexeme::Plural).is_some();
    reach.into_iter().any(near) || lead > from && near(lead - 1)
}

/// Nouns that may stand between a plural and its number, with the plural itself.
const OF_NOUNS: usize = 3;

/// The clitics that stand before digits or on a number in words, and where they begin.
fn leads(context: &Context<'_>, number: &Numeral) -> (CliticSet, usize) {
    let apart = || context.scan.clitics_before(context.lexicon, number.first);
    let own = Some((number.clitics, number.first)).filter(|(set, _)| !set.is_empty());
    own.or_else(apart).unwrap_or((CliticSet::NONE, number.first))
}

/// A definite noun before the number that counts it: "the years | the four".
pub(super) fn counted_before(context: &Context<'_>, taken: &Taken, number: &Numeral) -> Option<Figure> {
    let (clitics, lead) = leads(context, number);
    if !clitics.has(Clitic::The) || number.ordinal || number.between.is_some() {
        return None;
    }
    let from = context.scan.sentence(number.first).first;
    let (hit, measure) = context.pick_before(lead, from, measure)?;
    let plural = || context.pick_before(lead, from, |lexeme| (*lexeme == Lexeme::Plural).then_some(()));
    let unit = matches!(measure, Measure::Unit(_)) && hit.clitics.has(Clitic::The);
    let counts = number.amount.value > Decimal::ONE && (!number.in_digits || plural().is_some());
    if !(unit && counts && taken.are_free(hit.first, lead)) {
        return None;
    }
    let mut number = number.clone();
    (number.first, number.skip, number.clitics) = (hit.first, hit.skip, hit.clitics);
    Some(with_measure(number, measure, None))
}

/// Words from eleven on that have no rank of their own take the article after a
/// definite noun, or alone.
fn is_definite_rank(context: &Context<'_>, number: &Numeral) -> bool {
    let value = number.amount.value;
    let compound = !number.in_digits && value > Decimal::TEN && value < Decimal::ONE_HUNDRED;
    let definite = |at: usize| context.lexicon.clitics().without_article(context.word(at)).is_some();
    compound
        && number.clitics.has(Clitic::The)
        && (number.first == context.scan.sentence(number.first).first || definite(number.first - 1))
}
