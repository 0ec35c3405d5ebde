//! Fills a lexicon: the phrases of a pack, the names of every language, and what
//! the rule set looks for.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::fold::fold;
use super::lexeme::{CurrencyWord, Lexeme, RelativeUnit, Side, StanceWord, UnitWord};
use super::lexicon::{Lexicon, Matching};
use super::pack::{ByValue, Pack, Phrases, Sides};
use super::registry::Names;
use crate::mention::Role;
use crate::rule::checked::{Forms, NameId, RuleSet, TermId, Wording};

const LOOSE: Matching = Matching { strict: false };
const STRICT: Matching = Matching { strict: true };

/// The lexicon for articles in the language of `own`.
///
/// `neutral` is read in every language; of the other packs only the names they give
/// to all are, never their number words.
#[must_use]
pub fn lexicon(own: &Pack, neutral: &Pack, everywhere: &[Names], rules: &RuleSet) -> Lexicon {
    let mut lexicon = Lexicon::new(own);
    let mut filler = Filler { lexicon: &mut lexicon };
    for pack in [own, neutral] {
        filler.numbers(pack);
        filler.units(pack);
        filler.dates(pack);
        filler.times(pack);
        filler.bending(pack);
        filler.binding(pack);
    }
    if !own.names_everywhere {
        filler.names(&own.countries, &own.cities);
    }
    for names in everywhere {
        filler.names(&names.countries, &names.cities);
    }
    filler.rules(rules, &own.tag);
    lexicon
}

struct Filler<'a> {
    lexicon: &'a mut Lexicon,
}

/// The number a pack writes as text. Packs are checked by their tests, so one
/// that is none is simply left out here.
fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str(text).ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// A count below one: `1/2`.
fn fraction(text: &str) -> Option<Decimal> {
    let (numerator, denominator) = ratio(text)?;
    Decimal::from(numerator).checked_div(Decimal::from(denominator))
}

fn ratio(text: &str) -> Option<(i64, i64)> {
    let (numerator, denominator) = text.split_once('/')?;
    Some((numerator.parse().ok()?, denominator.parse().ok()?))
}

impl Filler<'_> {
    fn names(&mut self, countries: &ByValue<String>, cities: &ByValue<String>) {
        self.by_value(countries, |code| Lexeme::Country(code.clone()));
        self.by_value(cities, |name| Lexeme::City(name.clone()));
    }

    fn all(&mut self, phrases: &Phrases, lexeme: &Lexeme) {
        for phrase in phrases {
            self.lexicon.add(phrase, lexeme.clone(), LOOSE);
        }
    }

    fn by_value<K>(&mut self, map: &ByValue<K>, lexeme: impl Fn(&K) -> Lexeme) {
        for (key, phrases) in map {
            self.all(phrases, &lexeme(key));
        }
    }

    fn by_number(&mut self, map: &ByValue<String>, lexeme: impl Fn(Decimal) -> Lexeme) {
        for (key, phrases) in map {
            if let Some(value) = decimal(key) {
                self.all(phrases, &lexeme(value));
            }
        }
    }

    fn sides(&mut self, sides: &Sides, lexeme: impl Fn(Side) -> Lexeme) {
        self.all(&sides.before, &lexeme(Side::Before));
        self.all(&sides.after, &lexeme(Side::After));
        self.all(&sides.far, &lexeme(Side::Far));
    }

    fn numbers(&mut self, pack: &Pack) {
        let numbers = &pack.numbers;
        self.by_number(&numbers.cardinals, Lexeme::Cardinal);
        self.by_number(&numbers.scales, Lexeme::Scale);
        self.by_number(&numbers.digit_scales, Lexeme::DigitScale);
        self.by_number(&numbers.ordinals, Lexeme::OrdinalWord);
        for (key, phrases) in &numbers.fractions {
            if let Some((numerator, denominator)) = ratio(key) {
                self.all(phrases, &Lexeme::Fraction(numerator, denominator));
            }
        }
        for (key, phrases) in &numbers.and_fractions {
            if let Some((numerator, denominator)) = ratio(key) {
                self.all(phrases, &Lexeme::AndFraction(numerator, denominator));
            }
        }
        for (phrases, lexeme) in [
            (&numbers.points, Lexeme::Point),
            (&numbers.minus, Lexeme::Minus),
            (&numbers.and, Lexeme::NumberAnd),
            (&numbers.of, Lexeme::NumberOf),
            (&numbers.classifiers, Lexeme::Classifier),
            (&numbers.ordinal_prefixes, Lexeme::OrdinalPrefix),
            (&numbers.ordinal_suffixes, Lexeme::OrdinalSuffix),
            (&numbers.count_suffixes, Lexeme::CountSuffix),
            (&numbers.row_zeros, Lexeme::RowZero),
            (&numbers.labels, Lexeme::Label),
            (&numbers.rank_labels, Lexeme::RankLabel),
            (&numbers.plurals, Lexeme::Plural),
            (&numbers.match_words, Lexeme::MatchWord),
            (&numbers.over, Lexeme::FractionOver),
            (&numbers.one_in, Lexeme::OneIn),
            (&numbers.one_after, Lexeme::OneAfter),
            (&numbers.fraction_bars, Lexeme::FractionBar),
            (&numbers.part_of, Lexeme::PartOf),
        ] {
            self.all(phrases, &lexeme);
        }
        for phrase in &numbers.ranges {
            let mut parts = phrase.split("{n}").map(str::trim);
            let (head, join) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            // A clitic alone is told from the figure it is written on.
            let is_word = |part: &str| !part.is_empty() && !part.ends_with('-');
            if is_word(head) {
                self.lexicon.add(head, Lexeme::RangeHead, LOOSE);
                if is_word(join) {
                    self.lexicon.add(join, Lexeme::RangeTo, LOOSE);
                }
                if pack.and.iter().any(|and| and == join) {
                    self.lexicon.add(head, Lexeme::RangeBetween, LOOSE);
                }
            } else if head.is_empty() && is_word(join) {
                self.lexicon.add(join, Lexeme::RangeJoin, LOOSE);
            }
        }
        for (key, phrases) in &numbers.vague {
            if let Some((low, high)) = key.split_once("..") {
                self.all(phrases, &Lexeme::Vague { low: decimal(low), high: decimal(high) });
            }
        }
        self.by_number(&numbers.multiples, Lexeme::Multiple);
    }

    fn units(&mut self, pack: &Pack) {
        self.all(&pack.percent.after, &Lexeme::PercentAfter);
        self.all(&pack.percent.before, &Lexeme::PercentBefore(Decimal::ONE));
        self.by_number(&pack.percent.before_each, Lexeme::PercentBefore);
        self.all(&pack.percent.points, &Lexeme::PercentPoint);
        self.by_number(&pack.percent.each, Lexeme::PercentEach);
        self.by_value(&pack.currencies, |code| Lexeme::Currency(code.clone()));
        self.by_value(&pack.subunits, |code| Lexeme::Subunit(code.clone()));
        self.by_value(&pack.tenths, |code| Lexeme::Tenth(code.clone()));
        self.by_value(&pack.loose_currencies, |code| Lexeme::LooseCurrency(code.clone()));
        let words = &pack.currency_words;
        for (phrases, word) in [
            (&words.in_capitals, CurrencyWord::InCapitals),
            (&words.before_counts, CurrencyWord::BeforeCounts),
            (&words.seldom_few, CurrencyWord::SeldomFew),
        ] {
            self.all(phrases, &Lexeme::CurrencyWord(word));
        }
        self.by_value(&pack.units, |unit| Lexeme::Unit(unit.clone()));
        for (key, phrases) in &pack.dual_units {
            if let Some((count, unit)) = key.split_once(' ')
                && let Some(count) = decimal(count).or_else(|| fraction(count))
            {
                self.all(phrases, &Lexeme::DualUnit { count, unit: unit.to_owned() });
            }
        }
    }

    fn dates(&mut self, pack: &Pack) {
        let dates = &pack.dates;
        // In small letters it is so in either case; with a capital, with a capital only.
        let is_ambiguous = |phrase: &String| {
            dates.ambiguous_months.iter().any(|month| month == phrase || *month == fold(phrase).text)
        };
        for (&month, phrases) in &dates.months {
            for phrase in phrases {
                let lexeme = Lexeme::Month { month, ambiguous: is_ambiguous(phrase) };
                self.lexicon.add(phrase, lexeme, STRICT);
            }
        }
        for (calendar, phrases) in &dates.other_months {
            self.all(phrases, &Lexeme::OtherMonth(calendar.clone()));
        }
        self.by_value(&dates.weekdays, |&day| Lexeme::Weekday { day, needs_day_word: false });
        self.by_value(&dates.weekdays_after_day_word, |&day| Lexeme::Weekday { day, needs_day_word: true });
        for (phrases, lexeme) in [
            (&dates.day_words, Lexeme::DayWord),
            (&dates.year_nouns, Lexeme::YearNoun),
            (&dates.year_articles, Lexeme::YearArticle),
            (&dates.year_before, Lexeme::YearBefore),
            (&dates.year_after, Lexeme::YearAfter),
            (&dates.year_prepositions, Lexeme::YearPreposition),
            (&dates.month_after, Lexeme::MonthAfter),
            (&dates.day_after, Lexeme::DayAfter),
            (&dates.month_words, Lexeme::MonthWord),
            (&dates.between, Lexeme::DateBetween),
            (&dates.century_words, Lexeme::CenturyWord),
            (&dates.by_end_of, Lexeme::ByEndOf),
            (&dates.before_common_era, Lexeme::BeforeCommonEra),
            (&dates.common_era, Lexeme::CommonEra),
        ] {
            self.all(phrases, &lexeme);
        }
        self.by_value(&dates.eras, |&year| Lexeme::Era(year));
        self.by_value(&dates.quarters, |&quarter| Lexeme::Quarter(quarter));
        self.by_value(&dates.short_quarters, |&quarter| Lexeme::ShortQuarter(quarter));
        self.by_value(&dates.halves, |&half| Lexeme::Half(half));
        self.by_value(&dates.decades, |&decade| Lexeme::Decade(decade));
        self.by_value(&dates.centuries, |&century| Lexeme::Century(century));
        self.sides(&dates.decade_marks, Lexeme::DecadeMark);
        self.sides(&dates.decades_of_life, Lexeme::DecadeOfLife);
        for phrase in &dates.first_months {
            if let Some((head, tail)) = phrase.split_once("{n}") {
                if head.trim().is_empty() {
                    // The number stands before the phrase: it is looked for on its left.
                    self.lexicon.add(tail, Lexeme::FirstMonths { tail: Vec::new() }, LOOSE);
                    continue;
                }
                let tail = self.lexicon.patterns(tail);
                self.lexicon.add(head, Lexeme::FirstMonths { tail }, LOOSE);
            }
        }
        for (key, phrases) in &dates.relative {
            if let Some((by, unit)) = relative(key) {
                self.all(phrases, &Lexeme::Relative { by, unit });
            }
        }
    }

    fn times(&mut self, pack: &Pack) {
        let time = &pack.dates.time;
        self.all(&time.before, &Lexeme::TimeBefore);
        self.all(&time.before_minutes, &Lexeme::TimeBeforeMinutes);
        self.all(&time.hour_after, &Lexeme::HourAfter);
        self.all(&time.minute_after, &Lexeme::MinuteAfter);
        self.sides(&time.am, Lexeme::Am);
        self.sides(&time.pm, Lexeme::Pm);
        self.sides(&time.night, Lexeme::Night);
        self.sides(&time.spans, Lexeme::SpanOfHours);
        self.by_value(&time.fixed, |at| Lexeme::FixedTime(at.clone()));
        self.by_value(&time.parts, |&minutes| Lexeme::TimePart(minutes));
        self.by_value(&time.zones, |zone| Lexeme::Zone(zone.clone()));
    }

    fn bending(&mut self, pack: &Pack) {
        self.all(&pack.numbers.labels_after, &Lexeme::LabelAfter);
        self.all(&pack.numbers.alternatives, &Lexeme::Or);
        for (&modifier, sides) in &pack.modifiers {
            self.sides(sides, |side| Lexeme::Modifier(modifier, side));
        }
        let roles = &pack.roles;
        for (phrases, role, side) in [
            (&roles.level, Role::Level, Side::Before),
            (&roles.change, Role::Change, Side::Before),
            (&roles.change_after, Role::Change, Side::After),
            (&roles.base, Role::Base, Side::Before),
            (&roles.base_after, Role::Base, Side::After),
        ] {
            self.all(phrases, &Lexeme::Role(role, side));
        }
        self.all(&roles.change_verbs, &Lexeme::ChangeVerb);
        self.all(&roles.extents, &Lexeme::Extent);
        self.all(&roles.change_by, &Lexeme::Change);
        let stances = &pack.stances;
        for (phrases, stance) in [
            (&stances.denied, StanceWord::Denied),
            (&stances.corrected, StanceWord::Corrected),
            (&stances.planned, StanceWord::Planned),
            (&stances.hypothetical, StanceWord::Hypothetical),
            (&stances.attributed, StanceWord::Attributed),
        ] {
            self.all(phrases, &Lexeme::Stance(stance));
        }
        self.all(&stances.asserted, &Lexeme::Asserted);
        self.all(&roles.latest, &Lexeme::Latest);
        self.all(&pack.clause_openers, &Lexeme::ClauseOpener);
        self.all(&pack.and, &Lexeme::And);
    }

    fn binding(&mut self, pack: &Pack) {
        let events = &pack.events;
        for (phrases, lexeme) in [
            (&pack.measures, Lexeme::Measure),
            (&pack.qualifiers, Lexeme::Qualifier),
            (&pack.not_figures, Lexeme::NotFigure),
            (&pack.ambiguous_names, Lexeme::AmbiguousName),
            (&pack.not_units, Lexeme::UnitWord(UnitWord::Other)),
            (&pack.word_units, Lexeme::UnitWord(UnitWord::Symbol)),
            (&pack.people_units, Lexeme::UnitWord(UnitWord::Counting)),
            (&pack.people, Lexeme::UnitWord(UnitWord::Fate)),
            (&pack.given_names, Lexeme::GivenName),
            (&pack.abbreviations, Lexeme::Abbreviation),
            (&events.editions, Lexeme::Edition),
            (&events.occurrence, Lexeme::Occurrence),
            (&events.beyond, Lexeme::Beyond),
            (&events.locatives, Lexeme::Locative),
            (&events.place_nouns, Lexeme::PlaceNoun),
            (&events.participation, Lexeme::Participation),
            (&events.anniversary, Lexeme::Anniversary),
            (&events.held, Lexeme::Held),
            (&events.other_office, Lexeme::OtherOffice),
            (&events.other_event, Lexeme::OtherEvent),
            (&events.renamed, Lexeme::Renamed),
        ] {
            self.all(phrases, &lexeme);
        }
        for phrase in &pack.not_names {
            let matching = if phrase.contains(' ') || pack.unspaced { LOOSE } else { STRICT };
            self.lexicon.add(phrase, Lexeme::NotName, matching);
        }
        for (phrases, relation) in pack.relations.entries() {
            self.all(phrases, &Lexeme::Relation(relation));
        }
        for (name, ways) in pack.relations.spellings.iter().enumerate() {
            for (way, forms) in ways.iter().enumerate() {
                for (form, phrase) in forms.iter().enumerate() {
                    self.lexicon.add(phrase, Lexeme::Spelling { name, way, form }, LOOSE);
                }
            }
        }
        self.by_value(&pack.enumerators, |&rank| Lexeme::Enumerator(rank));
    }

    /// Names count in every language; terms and wording in their own, and in
    /// all where they are written in Latin letters.
    fn rules(&mut self, rules: &RuleSet, tag: &str) {
        for (index, name) in rules.names.iter().enumerate() {
            let id = NameId(index);
            self.lexicon.add_name(&name.key);
            self.forms(&name.forms, None, &Lexeme::Name { id, short: false });
            self.forms(&name.short, Some(tag), &Lexeme::Name { id, short: true });
            for (index, avoid) in
                name.avoid.iter().enumerate().filter(|(_, avoid)| same_language(&avoid.lang, tag))
            {
                self.lexicon.add(&avoid.form.text, Lexeme::Avoid { name: id, index }, LOOSE);
            }
        }
        for (index, term) in rules.terms.iter().enumerate() {
            self.forms(&term.forms, Some(tag), &Lexeme::Term(TermId(index)));
        }
        for (index, phrase) in rules.phrases.iter().enumerate() {
            let (Wording::WantNear { forms, .. } | Wording::Avoid { forms, .. }) = &phrase.want;
            self.forms(forms, Some(tag), &Lexeme::Phrase(index));
        }
    }

    fn forms(&mut self, forms: &Forms, tag: Option<&str>, lexeme: &Lexeme) {
        for (lang, forms) in forms {
            for form in forms {
                if tag.is_none_or(|tag| same_language(lang, tag)) || is_latin(&form.text) {
                    self.lexicon.add(&form.text, lexeme.clone(), LOOSE);
                }
            }
        }
    }
}

/// Whether two tags share their language subtag.
fn same_language(a: &str, b: &str) -> bool {
    let language = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    language(a) == language(b)
}

fn is_latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250)
}

fn relative(key: &str) -> Option<(i32, RelativeUnit)> {
    let (by, unit) = key.split_once(' ')?;
    let unit = match unit {
        "day" => RelativeUnit::Day,
        "week" => RelativeUnit::Week,
        "month" => RelativeUnit::Month,
        "quarter" => RelativeUnit::Quarter,
        "year" => RelativeUnit::Year,
        "weekday" => RelativeUnit::Weekday,
        _ => return None,
    };
    Some((by.parse().ok()?, unit))
}
