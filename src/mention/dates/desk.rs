//! The working table of one article: what may begin a date, and what was read so far.

use std::cell::OnceCell;

use super::ranges::{self, RangeWords};
use super::{resolve, role, small_number};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, RelativeUnit};
use crate::lang::lexicon::Hit;
use crate::lang::token::TokenKind;
use crate::mention::context::{Context, Taken};
use crate::mention::edtf::Edtf;
use crate::mention::{DateValue, Mention, Role, Value};

/// Tokens at which something may begin, by what stands there, ascending.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    pub digits: Vec<usize>,
    pub months: Vec<usize>,
    pub month_after: Vec<usize>,
    pub other_months: Vec<usize>,
    pub periods: Vec<usize>,
    pub year_words: Vec<usize>,
    pub relative: Vec<usize>,
    pub day_after: Vec<usize>,
    pub times: Vec<usize>,
    pub weekdays: Vec<usize>,
}

/// Whether a number word stands right before a token, without a space: ten + "one".
fn goes_on(context: &Context<'_>, at: usize) -> bool {
    let number = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Cardinal(_) | Lexeme::Scale(_)).then_some(());
    context.scan.tokens[at].kind == TokenKind::Letter
        && !context.scan.tokens[at].spaced
        && context.pick_before(at, context.scan.sentence(at).first, number).is_some()
}

impl Anchors {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut anchors = Self::default();
        // Phrases that hold a numeral, a month or a weekday and are no figure.
        let mut closed = vec![];
        for hit in context.scan.hits.iter().filter(|hit| context.lexicon.concerns_dates(hit)) {
            match context.lexicon.lexeme(hit) {
                // A feast's name with the word for a day after it is a date.
                Lexeme::NotFigure
                    if goes_on(context, hit.first) || is_open(context, hit) || opens_clock(context, hit) => {}
                Lexeme::NotFigure => closed.push((hit.first, hit.end)),
                lexeme => {
                    let list = anchors.list_of(lexeme);
                    if let Some(list) = list.filter(|list| list.last() != Some(&hit.first)) {
                        list.push(hit.first);
                    }
                }
            }
        }
        let digits = context.scan.tokens.iter().enumerate();
        anchors.digits =
            digits.filter(|(_, token)| token.kind == TokenKind::Digits).map(|(at, _)| at).collect();
        anchors.close(&closed);
        anchors
    }

    fn list_of(&mut self, lexeme: &Lexeme) -> Option<&mut Vec<usize>> {
        match lexeme {
            Lexeme::Month { .. } => Some(&mut self.months),
            Lexeme::MonthAfter => Some(&mut self.month_after),
            Lexeme::OtherMonth(_) => Some(&mut self.other_months),
            Lexeme::Quarter(_)
            | Lexeme::ShortQuarter(_)
            | Lexeme::Half(_)
            | Lexeme::FirstMonths { .. }
            | Lexeme::Decade(_)
            | Lexeme::DecadeMark(_)
            | Lexeme::Century(_)
            | Lexeme::CenturyWord => Some(&mut self.periods),
            Lexeme::YearBefore
            | Lexeme::YearAfter
            | Lexeme::YearPreposition
            | Lexeme::ByEndOf
            | Lexeme::BeforeCommonEra
            | Lexeme::CommonEra => Some(&mut self.year_words),
            Lexeme::Relative { unit, .. } if *unit != RelativeUnit::Weekday => Some(&mut self.relative),
            Lexeme::DayAfter => Some(&mut self.day_after),
            Lexeme::TimeBefore
            | Lexeme::TimeBeforeMinutes
            | Lexeme::HourAfter
            | Lexeme::Am(_)
            | Lexeme::Pm(_)
            | Lexeme::Night(_)
            | Lexeme::FixedTime(_)
            | Lexeme::TimePart(_) => Some(&mut self.times),
            Lexeme::Weekday { .. } => Some(&mut self.weekdays),
            _ => None,
        }
    }

    fn close(&mut self, closed: &[(usize, usize)]) {
        if closed.is_empty() {
            return;
        }
        let is_open = |at: &usize| {
            let from = closed.partition_point(|&(_, end)| end <= *at);
            closed.get(from).is_none_or(|&(first, _)| first > *at)
        };
        for list in [
            &mut self.digits,
            &mut self.months,
            &mut self.month_after,
            &mut self.other_months,
            &mut self.periods,
            &mut self.year_words,
            &mut self.relative,
            &mut self.day_after,
            &mut self.times,
            &mut self.weekdays,
        ] {
            list.retain(is_open);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        [
            &self.digits,
            &self.months,
            &self.other_months,
            &self.periods,
            &self.year_words,
            &self.relative,
            &self.day_after,
            &self.times,
            &self.weekdays,
        ]
        .iter()
        .all(|list| list.is_empty())
    }
}

fn is_open(context: &Context<'_>, phrase: &Hit) -> bool {
    context.pack.unspaced
        && phrase.end < context.scan.sentence(phrase.first).end
        && context.is(phrase.end, &Lexeme::DayAfter).is_some()
}

/// "A bit" is one o'clock where minutes and seconds follow: 一点 + 五分十秒.
fn opens_clock(context: &Context<'_>, phrase: &Hit) -> bool {
    let limit = context.scan.sentence(phrase.first).end;
    let hour = context.is(phrase.end - 1, &Lexeme::HourAfter).is_some();
    let minutes = || {
        let number = small_number::at(context, phrase.end, limit)?;
        let word = context.is(number.end.min(limit - 1), &Lexeme::MinuteAfter)?;
        small_number::at(context, word.end, limit)
    };
    let second = |at: usize| {
        at < limit
            && context.at(at).any(|(_, lexeme)| matches!(lexeme, Lexeme::Unit(unit) if unit == "second"))
    };
    hour && minutes().is_some_and(|seconds| second(seconds.end))
}

/// A date on its way to a mention.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Bytes of clitics at the head of the first token.
    pub skip: usize,
    /// Clitics written on it.
    pub clitics: CliticSet,
    pub date: Edtf,
    pub weekday: Option<u8>,
    /// The date as words such as "last year" complete it.
    pub resolved: Option<Edtf>,
    pub calendar: Option<&'static str>,
    pub sure: bool,
    /// Put together of two dates.
    pub joined: bool,
}

impl Draft {
    pub(super) fn new(first: usize, end: usize, date: Edtf) -> Self {
        Self {
            first,
            end,
            skip: 0,
            clitics: CliticSet::NONE,
            date,
            weekday: None,
            resolved: None,
            calendar: None,
            sure: true,
            joined: false,
        }
    }

    /// The first token with its clitics, when they stand apart (`ב` in `ב-2023`).
    pub(super) fn open(&self, context: &Context<'_>) -> usize {
        if self.skip > 0 {
            return self.first;
        }
        context.scan.clitics_before(context.lexicon, self.first).map_or(self.first, |(_, at)| at)
    }

    /// Clitics written on it, apart or not.
    pub(super) fn all_clitics(&self, context: &Context<'_>) -> CliticSet {
        let apart = context.scan.clitics_before(context.lexicon, self.first);
        self.clitics.union(apart.map_or(CliticSet::NONE, |(set, _)| set))
    }
}

/// What the readers share.
pub(super) struct Desk<'t, 'a> {
    pub context: &'t Context<'a>,
    pub taken: &'t mut Taken,
    pub drafts: Vec<Draft>,
    /// Weekdays and times.
    pub others: Vec<Mention>,
    ranges: OnceCell<Vec<RangeWords>>,
}

impl<'t, 'a> Desk<'t, 'a> {
    pub(super) fn new(context: &'t Context<'a>, taken: &'t mut Taken) -> Self {
        Self { context, taken, drafts: Vec::new(), others: Vec::new(), ranges: OnceCell::new() }
    }

    /// First token and end of the sentence a token lies in.
    pub(super) fn sentence(&self, at: usize) -> (usize, usize) {
        let sentence = self.context.scan.sentence(at);
        (sentence.first, sentence.end)
    }

    /// The words of ranges, made when they are first asked for.
    pub(super) fn ranges(&self) -> &[RangeWords] {
        self.ranges.get_or_init(|| RangeWords::of(self.context))
    }

    /// Keeps a date and takes its tokens.
    pub(super) fn keep(&mut self, draft: Draft) {
        self.taken.take(draft.first, draft.end);
        // A word for "year" that is a numeral as well counts nothing here.
        let year = |lexeme: &Lexeme| (*lexeme == Lexeme::YearBefore).then_some(());
        let from = self.sentence(draft.first).0;
        if let Some((hit, ())) = self.context.pick_before(draft.first, from, year)
            && self.context.at(hit.first).any(|(_, lexeme)| matches!(lexeme, Lexeme::Cardinal(_)))
        {
            self.taken.take(hit.first, hit.end);
        }
        self.drafts.push(draft);
    }

    /// Keeps a weekday or a time and takes its tokens.
    pub(super) fn keep_other(&mut self, first: usize, end: usize, skip: usize, value: Value, sure: bool) {
        self.taken.take(first, end);
        self.others.push(Mention {
            span: self.context.span(first, end, skip),
            first_token: first,
            end_token: end,
            value,
            role: Role::Level,
            sure,
        });
    }

    /// Everything read, in the order of the text.
    pub(super) fn mentions(self) -> Vec<Mention> {
        let published = self.context.article.date.as_ref();
        let opened: Vec<bool> = self.drafts.iter().map(|draft| ranges::is_opened(&self, draft)).collect();
        let mut mentions = self.others;
        for (draft, opened) in self.drafts.into_iter().zip(opened) {
            let role = if opened { Role::Level } else { role::of(self.context, &draft) };
            let resolved = draft.resolved.or_else(|| match draft.calendar {
                Some(_) => None,
                None => resolve::nearest(&draft.date, published?),
            });
            let value = DateValue {
                valid: draft.calendar.is_some() || draft.date.is_valid_day(),
                date: draft.date,
                weekday: draft.weekday,
                resolved,
                calendar: draft.calendar,
            };
            mentions.push(Mention {
                span: self.context.span(draft.first, draft.end, draft.skip),
                first_token: draft.first,
                end_token: draft.end,
                value: Value::Date(value),
                role,
                sure: draft.sure,
            });
        }
        mentions.sort_by_key(|mention| (mention.first_token, mention.end_token));
        mentions
    }
}
