//! What the words around a figure make of it: its modifier and its role.

use super::amount::Modifier;
use super::context::Context;
use super::figure::Figure;
use super::{Role, Value};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::token::TokenKind;

/// What bends a figure, and the part it plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bend {
    /// The modifier, if there is one.
    pub modifier: Option<Modifier>,
    /// The role, where the text tells one.
    pub role: Option<Role>,
    /// The role is a base only by a word for "from", which opens ranges too.
    origin: bool,
    /// The role is a change only by a word that needs a verb of change.
    unsaid: bool,
}

/// A modifier of the kind "exceeded" reaches over this many tokens.
const REACH: usize = 8;
/// A verb of change gives its role over this many tokens.
const CHANGE_REACH: usize = 12;

/// Words of a subject between its verb and a figure.
const SUBJECT: usize = 3;

/// Weighs the words around a figure. `from` is the end of the figure before it in
/// the sentence, or the sentence's first token.
#[must_use]
pub fn bend(context: &Context<'_>, figure: &Figure, from: usize, limit: usize) -> Bend {
    let mut bend = Bend::default();
    let (at, in_reach) = before(context, figure, from, &mut bend);
    let lasts = matches!(figure.value, Value::Duration { .. });
    let told = bend.role;
    after(context, figure.end, limit, &mut bend);
    // "Three years earlier" is when, and nothing is compared with it.
    if lasts && bend.role == Some(Role::Base) {
        bend.role = told;
    }
    let counted = matches!(figure.value, Value::Number(_)) && figure.end + 1 < limit;
    if counted && bend.modifier.is_none() && context.scan.tokens[figure.end].kind == TokenKind::Word {
        after_noun(context, figure.end + 1, &mut bend);
    }
    // 500 + 人 + "or so".
    if counted
        && bend.modifier.is_none()
        && let Some(classifier) = context.is(figure.end, &Lexeme::Classifier)
    {
        let own = classifier.end >= limit || !begins_word(context, classifier.end);
        if own {
            after(context, classifier.end, limit, &mut bend);
        }
    }
    let clause = clause_start(context, at, context.scan.sentence(figure.first).first);
    if bend.modifier.is_none() && bend.role != Some(Role::Base) {
        bend.modifier = far(context, at, clause.max(from));
    }
    // "A meeting of six countries": the word for "from" is one for "of" as well, and
    // counts seldom say where a change began.
    let count = matches!(&figure.value, Value::Number(amount) if !amount.rounded);
    let unsaid = match bend.role {
        Some(Role::Base) => bend.origin,
        // "Surrounded by four players", "closed for two days".
        Some(Role::Change) => bend.unsaid,
        _ => false,
    };
    if (count || lasts) && unsaid && !changes(context, at, clause) {
        bend.role = None;
    }
    // "Sales fell, and in 11 shops": what changed before the comma says nothing of a count.
    let comma = (clause..at).rev().find(|&token| count && context.word(token) == ",");
    // "Grew in three decades": a span of time is when, not by how much.
    if !lasts && bend.role.is_none() && in_reach && changes(context, at, comma.unwrap_or(clause)) {
        bend.role = Some(Role::Change);
    }
    bend.role = bend.role.or_else(|| with_a_change(context, figure, at, from));
    let percent = matches!(figure.value, Value::Percent { .. });
    if percent && extends(context, figure.first, from) && changes(context, at, clause) {
        bend.role = Some(Role::Change);
    }
    if percent && bend.role.is_none() && follows_change(context, at, from) {
        bend.role = Some(Role::Change);
    }
    bend
}

/// The one syllable of a modifier is the head of a longer word that is set apart: 여성.
fn begins_word(context: &Context<'_>, at: usize) -> bool {
    context.scan.tokens[at].spaced
        && context.is_inside_word(at + 1)
        && context.modifier_after(at).is_some_and(|(hit, _)| hit.end == at + 1)
}

/// Walks back over modifiers, role words and clitics. Returns where it stopped and
/// whether an "in" was met.
fn before(context: &Context<'_>, figure: &Figure, from: usize, bend: &mut Bend) -> (usize, bool) {
    let mut at = figure.first;
    let mut sets = figure.clitics;
    if figure.clitics.is_empty()
        && !phrase_takes_clitic(context, at, from)
        && let Some((set, first)) = context.scan.clitics_before(context.lexicon, at)
    {
        sets = set;
        at = first;
    }
    // "More than" + "from-thirty": the clitic belongs to the modifier before it.
    let asked = bending_before(context, figure.first, from).is_some_and(|(_, bend)| bend.modifier.is_some());
    if !asked {
        note(sets, bend);
    }
    let mut in_reach = sets.has(Clitic::In);
    for _ in 0..4 {
        let Some((hit, Bend { modifier, role, .. })) = bending_before(context, at, from) else { break };
        // "Up to" after a verb of change says what it came to.
        let came_to = modifier == Some(Modifier::AtMost)
            && is_level(context, hit)
            && came(context, figure, hit.first, from);
        bend.modifier = bend.modifier.or(modifier.filter(|_| !came_to));
        bend.origin |= bend.role.is_none() && opens_range(context, hit);
        bend.unsaid |=
            bend.role.is_none() && context.is(hit.first, &Lexeme::Change).is_some_and(|by| by.end == hit.end);
        bend.role = bend.role.or(role).or(came_to.then_some(Role::Level));
        // "As" before a modifier compares ("as many as"), it does not say "about".
        let set = hit.clitics;
        if set.has(Clitic::From) {
            bend.origin |= bend.role.is_none();
            bend.role = bend.role.or(Some(Role::Base));
        }
        in_reach |= set.has(Clitic::In);
        at = hit.first;
    }
    (at, in_reach)
}

/// The phrase opens ranges too.
fn opens_range(context: &Context<'_>, phrase: &Hit) -> bool {
    context.at(phrase.first).any(|(hit, lexeme)| hit.end == phrase.end && *lexeme == Lexeme::RangeHead)
}

/// The phrase is a word of level as well.
fn is_level(context: &Context<'_>, phrase: &Hit) -> bool {
    context
        .at(phrase.first)
        .any(|(hit, lexeme)| hit.end == phrase.end && *lexeme == Lexeme::Role(Role::Level, Side::Before))
}

/// A verb of change or a figure that something came from stands before.
fn came(context: &Context<'_>, figure: &Figure, at: usize, from: usize) -> bool {
    let sentence = context.scan.sentence(figure.first).first;
    from == at && from > sentence || changes(context, at, clause_start(context, at, sentence))
}

/// The clitic before the figure belongs to a modifier that asks for it ("more than-").
fn phrase_takes_clitic(context: &Context<'_>, at: usize, from: usize) -> bool {
    bending_before(context, at, from).is_some()
}

/// The modifier or role word right before a token, also across the hyphen of a clitic.
fn bending_before<'a>(context: &Context<'a>, at: usize, from: usize) -> Option<(&'a Hit, Bend)> {
    let pick = |lexeme: &Lexeme| match lexeme {
        Lexeme::Modifier(modifier, Side::Before) => {
            Some(Bend { modifier: Some(*modifier), ..Bend::default() })
        }
        Lexeme::Modifier(modifier, Side::Far) => Some(Bend { modifier: Some(*modifier), ..Bend::default() }),
        Lexeme::Role(role, Side::Before) => Some(Bend { role: Some(*role), ..Bend::default() }),
        _ => None,
    };
    context.pick_before(at, from, pick).or_else(|| {
        let hyphen = context.scan.tie_before(context.lexicon, at)?;
        context.pick_before(hyphen, from, pick)
    })
}

/// What the clitics on a figure say.
fn note(set: CliticSet, bend: &mut Bend) {
    if set.has(Clitic::As) {
        bend.modifier = Some(Modifier::About);
    }
    if set.has(Clitic::From) {
        bend.role = Some(Role::Base);
        bend.origin = true;
    } else if set.has(Clitic::To) {
        bend.role = Some(Role::Level);
    }
}

/// Modifiers and role words right after the figure.
fn after(context: &Context<'_>, end: usize, limit: usize, bend: &mut Bend) {
    let mut at = end;
    for _ in 0..2 {
        if at >= limit {
            return;
        }
        let bent = context
            .modifier_after(at)
            .map(|(hit, modifier)| (hit, Bend { modifier: Some(modifier), ..Bend::default() }));
        let found = bent.or_else(|| {
            context.pick(at, |lexeme| match lexeme {
                Lexeme::Role(role, Side::After) => Some(Bend { role: Some(*role), ..Bend::default() }),
                _ => None,
            })
        });
        let Some((hit, Bend { modifier, role, .. })) = found else { return };
        bend.modifier = bend.modifier.or(modifier);
        bend.role = bend.role.or(role);
        at = hit.end;
    }
}

/// "12 people at least": a bound behind the noun that is counted.
fn after_noun(context: &Context<'_>, at: usize, bend: &mut Bend) {
    let bound = context.pick(at, |lexeme| match lexeme {
        Lexeme::Modifier(
            modifier @ (Modifier::AtLeast | Modifier::AtMost | Modifier::About),
            Side::After,
        ) => Some(*modifier),
        _ => None,
    });
    bend.modifier = bound.map(|(_, modifier)| modifier);
}

/// Where the clause begins that holds a token: after the last word that opens one.
fn clause_start(context: &Context<'_>, at: usize, from: usize) -> usize {
    let reach = from.max(at.saturating_sub(CHANGE_REACH));
    (reach..at)
        .rev()
        .find(|&token| {
            matches!(context.word(token), ";" | ":" | "(")
                || context.is(token, &Lexeme::ClauseOpener).is_some()
        })
        .map_or(reach, |opener| opener + 1)
}

fn far(context: &Context<'_>, at: usize, from: usize) -> Option<Modifier> {
    (from.max(at.saturating_sub(REACH))..at).rev().find_map(|token| {
        context.at(token).filter(|(hit, _)| hit.end <= at).find_map(|(_, lexeme)| match lexeme {
            Lexeme::Modifier(modifier, Side::Far) => Some(*modifier),
            _ => None,
        })
    })
}

/// "To the tune of 5 per cent" says by how much, where something changed.
fn extends(context: &Context<'_>, first: usize, from: usize) -> bool {
    let extent = |lexeme: &Lexeme| (*lexeme == Lexeme::Extent).then_some(());
    context.pick_before(first, from, extent).is_some()
}

/// "Rose 5 per cent"; where the verb comes first, its subject stands between: "rose | the
/// price | 5 per cent".
fn follows_change(context: &Context<'_>, at: usize, from: usize) -> bool {
    let verb = |lexeme: &Lexeme| (*lexeme == Lexeme::ChangeVerb).then_some(());
    let plain = |token: &usize| {
        context.scan.tokens[*token].kind == TokenKind::Word
            && !context.at(*token).any(|(_, lexeme)| {
                matches!(
                    lexeme,
                    Lexeme::Locative
                        | Lexeme::YearPreposition
                        | Lexeme::ClauseOpener
                        | Lexeme::Role(..)
                        | Lexeme::Modifier(..)
                )
            })
    };
    let subject = if context.pack.verb_first { SUBJECT } else { 0 };
    let words = (from..at).rev().take(subject).take_while(plain).count();
    (at - words..=at).any(|end| context.pick_before(end, from, verb).is_some_and(|(hit, ())| hit.end == end))
}

/// "With a rise | 5 per cent": a noun of change right before the figure with "in" written
/// onto it. Before a length it may be a height.
fn with_a_change(context: &Context<'_>, figure: &Figure, at: usize, from: usize) -> Option<Role> {
    let verb = |lexeme: &Lexeme| (*lexeme == Lexeme::ChangeVerb).then_some(());
    let grows = matches!(figure.value, Value::Percent { .. } | Value::Money { .. } | Value::Range { .. });
    let (hit, ()) = context.pick_before(at, from, verb).filter(|_| grows)?;
    hit.clitics.has(Clitic::In).then_some(Role::Change)
}

fn changes(context: &Context<'_>, at: usize, from: usize) -> bool {
    (from..at).rev().any(|token| context.is(token, &Lexeme::ChangeVerb).is_some())
}
