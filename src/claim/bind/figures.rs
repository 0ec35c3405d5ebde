//! `amount:` and `share:`: a figure goes to the nearest measure of its own clause.

use super::super::scene::Scene;
use super::super::topics::{Topic as Found, What};
use super::super::{ClaimValue, Facet, Reason};
use super::period::{self, Period};
use super::{Binder, Meeting, attribution};
use crate::lang::lexeme::Lexeme;
use crate::mention::amount::Amount;
use crate::mention::edtf::Edtf;
use crate::mention::{Mention, Role, Value};
use crate::rule::checked::{FigureKind, Row, Rule, Topic};
use crate::span::Span;

/// Binds the figures of a sentence to a table of periods and values.
pub(super) fn bind(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, kind: FigureKind, rows: &[Row]) {
    let scene = binder.scene;
    let figures: Vec<(&Mention, Amount, Option<String>)> = scene
        .mentions_in(meeting.sentence)
        .iter()
        .filter_map(|mention| figure(mention, kind, rows).map(|(amount, unit)| (mention, amount, unit)))
        .collect();
    if figures.is_empty() {
        binder.leave(meeting, Reason::NoValue, None);
    }
    let groups = measures(scene, meeting);
    let mut own = Vec::new();
    for (mention, amount, unit) in figures {
        if binder.owned.contains(&mention.span) {
            continue;
        }
        match owner(scene, meeting, &groups, mention, kind) {
            Some(true) if mention.role == Role::Level => own.push((mention, amount, unit)),
            Some(true) => binder.leave(meeting, Reason::Role(mention.role), Some(mention.span)),
            _ => binder.leave(meeting, Reason::OtherMeasure, Some(mention.span)),
        }
    }
    growth(binder, meeting, &groups);
    for (mention, amount, unit, period) in with_periods(binder, meeting, own) {
        claim(binder, meeting, mention, amount, unit, period);
    }
}

fn claim(
    binder: &mut Binder<'_, '_>,
    meeting: Meeting<'_>,
    mention: &Mention,
    amount: Amount,
    unit: Option<String>,
    period: Option<(Edtf, Span)>,
) {
    let mut claim = binder.claim(
        meeting,
        Facet::Value,
        ClaimValue::Figure { amount, unit },
        mention.first_token,
        mention.span,
    );
    if let Some((date, span)) = period {
        if ahead_of_article(binder.scene, &date) {
            binder.leave(meeting, Reason::Stance(super::super::Stance::Planned), Some(mention.span));
            return;
        }
        claim.period = Some(date);
        claim.period_span = Some(span);
    }
    claim.other_source =
        meeting.rule.other_sources_separate && attribution::names_other_source(binder.scene, meeting);
    claim.latest = binder.scene.has(meeting.sentence.first, meeting.sentence.end, &Lexeme::Latest);
    binder.owned.insert(mention.span);
    binder.add(meeting, claim);
}

/// A figure for a year after the article's own is a forecast.
fn ahead_of_article(scene: &Scene<'_>, period: &Edtf) -> bool {
    matches!((scene.date().and_then(Edtf::year_of), period.year_of()), (Some(written), Some(of)) if of > written)
}

/// The value of a mention in the dimension of a rule, with its unit.
fn figure(mention: &Mention, kind: FigureKind, rows: &[Row]) -> Option<(Amount, Option<String>)> {
    match (&mention.value, kind) {
        (Value::Percent { amount, points: false }, FigureKind::Share) => {
            Some((amount.clone(), Some("percent".to_owned())))
        }
        (Value::Money { amount, currency: Some(code) }, FigureKind::Amount) => {
            takes(rows, Some(code)).then(|| (amount.clone(), Some(code.clone())))
        }
        (Value::Quantity { amount, unit } | Value::Duration { amount, unit }, FigureKind::Amount) => {
            takes(rows, Some(unit)).then(|| (amount.clone(), Some(unit.clone())))
        }
        (Value::Number(amount), FigureKind::Amount) => {
            (!rows.is_empty() && takes(rows, None)).then(|| (amount.clone(), None))
        }
        _ => None,
    }
}

/// Whether a table holds values of a unit. With `compare` it holds none, and
/// takes any.
fn takes(rows: &[Row], unit: Option<&String>) -> bool {
    rows.is_empty()
        || rows
            .iter()
            .any(|row| row.unit.as_ref() == unit || row.also.iter().any(|(_, also)| also.as_ref() == unit))
}

/// Measures that stand together as one noun phrase ("trade surplus").
struct Measures {
    first: usize,
    end: usize,
    /// Every measure of the phrase is the rule's own.
    own: bool,
}

/// The measures of a sentence, neighbours joined: where a stranger stands in the
/// phrase, the phrase is a stranger. A word that is both the rule's own and a
/// stranger is the rule's.
fn measures(scene: &Scene<'_>, meeting: Meeting<'_>) -> Vec<Measures> {
    let mut words: Vec<Measures> = Vec::new();
    for topic in scene.topics_in(meeting.sentence) {
        let Some(own) = ownership(scene, meeting.rule, topic) else { continue };
        match words.last_mut() {
            Some(last) if (last.first, last.end) == (topic.first, topic.end) => last.own |= own,
            _ => words.push(Measures { first: topic.first, end: topic.end, own }),
        }
    }
    let mut groups: Vec<Measures> = Vec::new();
    for word in words {
        match groups.last_mut() {
            Some(last) if joined(scene, last.end, word.first) => {
                last.end = word.end;
                last.own &= word.own;
            }
            _ => groups.push(word),
        }
    }
    groups
}

/// Whether two measures stand in one noun phrase: at most one word between, and
/// no mark.
fn joined(scene: &Scene<'_>, end: usize, first: usize) -> bool {
    first <= end + 1
        && (end..first).all(|token| scene.context.word(token).chars().all(char::is_alphabetic))
        && scene.clause(end.saturating_sub(1)) == scene.clause(first)
}

/// Whether a topic is a measure, and the rule's own: terms of its `about` are,
/// terms of other tables and the pack's measures are strangers.
fn ownership(scene: &Scene<'_>, rule: &Rule, topic: &Found) -> Option<bool> {
    match topic.what {
        What::Term(id) => {
            let term = Topic::Term(id);
            let mine = |rule: &Rule| rule.about.together.contains(&term) || rule.about.any.contains(&term);
            if mine(rule) {
                return Some(true);
            }
            scene.index.is_measure(id).then_some(false)
        }
        What::Measure => Some(false),
        _ => None,
    }
}

/// Whether a figure belongs to the rule: `Some(true)` when its nearest measure is
/// the rule's, `Some(false)` when it is a stranger, `None` when it has none.
fn owner(
    scene: &Scene<'_>,
    meeting: Meeting<'_>,
    groups: &[Measures],
    figure: &Mention,
    kind: FigureKind,
) -> Option<bool> {
    let clause = scene.clause(figure.first_token);
    let extent = (figure.first_token, figure.end_token);
    let here = groups.iter().filter(|group| scene.clause(group.first) == clause);
    let nearest = here.min_by_key(|group| {
        let behind = group.first >= figure.end_token;
        Scene::gap(extent, (group.first, group.end)) + if behind { BEHIND } else { 0 }
    });
    if let Some(group) = nearest {
        return Some(group.own);
    }
    let before = groups.iter().rev().find(|group| group.end <= figure.first_token)?;
    let taken = scene.mentions_in(meeting.sentence).iter().any(|other| {
        other.first_token >= before.end
            && other.end_token <= figure.first_token
            && same_dimension(other, figure, kind)
    });
    (!taken || is_bare(scene, meeting, figure)).then_some(before.own)
}

/// "…, in 2023 849": a clause of nothing but a period and a figure goes on with
/// the measure of the clause before.
fn is_bare(scene: &Scene<'_>, meeting: Meeting<'_>, figure: &Mention) -> bool {
    let clause = scene.clause(figure.first_token);
    let (from, to) = scene.clause_range(meeting.sentence, clause);
    let dates: Vec<&Mention> = period::candidates(scene, meeting.sentence)
        .into_iter()
        .map(|(_, mention)| mention)
        .filter(|mention| scene.clause(mention.first_token) == clause)
        .collect();
    let [date] = dates.as_slice() else { return false };
    let read = (figure.end_token - figure.first_token) + (date.end_token - date.first_token);
    to - from <= read + BARE
}

/// A preposition, a verb and two marks.
const BARE: usize = 4;

/// A measure after the figure must stand nearer than one before it: "exports of
/// 50 billion and trade of 90 billion".
const BEHIND: usize = 3;

fn same_dimension(a: &Mention, b: &Mention, kind: FigureKind) -> bool {
    match kind {
        FigureKind::Share => matches!(a.value, Value::Percent { .. }),
        FigureKind::Amount => a.value.kind() == b.value.kind(),
    }
}

type Figure<'m> = (&'m Mention, Amount, Option<String>);
type Dated<'m> = (&'m Mention, Amount, Option<String>, Option<(Edtf, Span)>);

/// Gives each figure its period. As many periods as figures pair in order; a
/// period shared by several figures of one currency is nobody's.
fn with_periods<'m>(
    binder: &mut Binder<'_, '_>,
    meeting: Meeting<'_>,
    own: Vec<Figure<'m>>,
) -> Vec<Dated<'m>> {
    let scene = binder.scene;
    let mut dated = Vec::new();
    let units: Vec<Option<String>> = own.iter().map(|(_, _, unit)| unit.clone()).collect();
    let same_unit = |unit: &Option<String>| units.iter().filter(|other| *other == unit).count();
    let periods = period::candidates(scene, meeting.sentence);
    let one_unit = units.windows(2).all(|pair| pair[0] == pair[1]);
    let pairs = own.len() > 1 && one_unit && periods.len() == own.len();
    for (at, (mention, amount, unit)) in own.into_iter().enumerate() {
        let found = if pairs {
            Period::Stated(periods[at].0.clone(), periods[at].1.span)
        } else if same_unit(&unit) > 1 {
            Period::Ambiguous
        } else {
            period::of(scene, meeting.sentence, mention)
        };
        match found {
            Period::Stated(date, span) => dated.push((mention, amount, unit, Some((date, span)))),
            Period::Missing => dated.push((mention, amount, unit, None)),
            Period::Ambiguous => binder.leave(meeting, Reason::Ambiguous, Some(mention.span)),
        }
    }
    dated
}

/// "Rose 27 %": a change in percent beside the rule's own measure, for the rules
/// whose growth a sum of the rule set states.
fn growth(binder: &mut Binder<'_, '_>, meeting: Meeting<'_>, groups: &[Measures]) {
    let scene = binder.scene;
    for mention in scene.mentions_in(meeting.sentence) {
        let Value::Percent { amount, points: false } = &mention.value else { continue };
        if mention.role != Role::Change
            || owner(scene, meeting, groups, mention, FigureKind::Share) != Some(true)
        {
            continue;
        }
        let Period::Stated(date, span) = period::of(scene, meeting.sentence, mention) else { continue };
        let value = ClaimValue::Figure { amount: amount.clone(), unit: Some("percent".to_owned()) };
        let mut claim = binder.claim(meeting, Facet::Growth, value, mention.first_token, mention.span);
        claim.role = Role::Change;
        claim.period = Some(date);
        claim.period_span = Some(span);
        claim.other_source =
            meeting.rule.other_sources_separate && attribution::names_other_source(scene, meeting);
        binder.add(meeting, claim);
    }
}
