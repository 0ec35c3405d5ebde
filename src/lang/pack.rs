//! The pack: one language's data, and nothing but data.
//!
//! A phrase is written as the language writes it, in lower case unless it only
//! counts with a capital (`May`, `Turkey`, `Китай*`). Phrases are folded like the
//! text (see [`fold`](super::fold)), so vowel marks, quote styles and digit
//! shapes do not matter. `*` at the end of a word stands for any ending.
//! A phrase that ends in a clitic and a hyphen (`יותר מ-`) asks for that clitic
//! on the word that follows. In unspaced scripts a phrase is matched anywhere,
//! the longest first.
//!
//! `cldr.yaml` has the same form as `pack.yaml` and is laid under it: lists are
//! joined, single values of `pack.yaml` win.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::events::Events;
use super::relations::Relations;
use super::speech::{Roles, Stances};
use super::times::Times;
use crate::mention::amount::Modifier;

/// Phrases, each a word or several.
pub type Phrases = Vec<String>;

/// Phrases by the value they stand for.
pub type ByValue<K> = BTreeMap<K, Phrases>;

/// One language's data.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Pack {
    /// BCP 47 tag; the folder has the same name.
    pub tag: String,
    /// Autonym, for messages.
    pub name: String,
    /// ISO 15924 codes of the scripts this language is written in.
    pub scripts: Vec<String>,
    /// The verb stands before its subject in a plain sentence.
    pub verb_first: bool,
    /// Its names of countries and cities are read in articles of every language,
    /// as the names of wire agencies' languages are. Names of other packs count in
    /// their own language only: `Island` is a country in German alone.
    pub names_everywhere: bool,
    /// Words are not separated by spaces; every letter is a token.
    pub unspaced: bool,
    /// Characters between digits.
    pub separators: Separators,
    /// Clitics: slots in order, each optional, each a map from form to meaning.
    /// Forms combine across slots (`ו` + `ב` + `ה`).
    pub clitics: Vec<BTreeMap<String, Clitic>>,
    /// Written-together clitics that no combination of slots gives: `لل` is "to the".
    pub clitic_unions: BTreeMap<String, Vec<Clitic>>,
    /// The article disappears in writing after "in", "to" and "as" (`ב` + `ה` + `פסגה` is `בפסגה`).
    pub article_elides: bool,
    /// Endings that are taken off a word when it is not known as written: `'s`.
    pub suffixes: Phrases,
    /// Numbers in words.
    pub numbers: Numbers,
    /// Percentages.
    pub percent: Percent,
    /// Names and symbols of currencies by ISO 4217 code. A form that could be
    /// several currencies (`$`, `dollar`) stands under each of them, the usual
    /// one of this language's newspapers first in `usual-currencies`.
    pub currencies: ByValue<String>,
    /// Codes that win where a form names several currencies.
    pub usual_currencies: Vec<String>,
    /// Names of hundredths of a currency (cent, kopeck) by ISO code.
    pub subunits: ByValue<String>,
    /// Names of tenths of a currency (jiao) by ISO code.
    pub tenths: ByValue<String>,
    /// Words for a currency that count other things too: they are money only with
    /// its tenths after them (`三块五`).
    pub loose_currencies: ByValue<String>,
    /// Codes and words for currencies that are other words of the language too.
    pub currency_words: CurrencyWords,
    /// Units of measure by CLDR unit id (`kilometer`, `celsius`, `year`, `day`),
    /// every number and case form.
    pub units: ByValue<String>,
    /// Words and phrases that are written like a unit and are none: بار is "times" in
    /// Persian and no bar, "ha colpito" no hectare.
    pub not_units: Phrases,
    /// Symbols of units that are words too: they are units only before a mark, the end
    /// of a sentence or "of". "17 ha desencadenado" is no hectare, "200 ha de tierra" is.
    pub word_units: Phrases,
    /// Units whose word counts people too, where a word of `people` stands near.
    pub people_units: Phrases,
    /// Words of what happens to people: dead, injured, arrested.
    pub people: Phrases,
    /// Words that hold their number themselves, by `count unit`:
    /// `2 year: [שנתיים, عامان]`.
    pub dual_units: ByValue<String>,
    /// Dates, weekdays and times.
    pub dates: Dates,
    /// What bends a value.
    pub modifiers: BTreeMap<Modifier, Sides>,
    /// Words that give a figure its role.
    pub roles: Roles,
    /// Words that keep a statement from being plainly asserted.
    pub stances: Stances,
    /// Words that open a new clause: while, whereas, כאשר, فيما, 而.
    pub clause_openers: Phrases,
    /// Words for "and" between items of a list, where it is no clitic.
    pub and: Phrases,
    /// Nouns that figures of news belong to (exports, surplus, GDP, loans,
    /// investment, debt, budget …): where one stands nearer than a rule's own
    /// measure, the figure is not the rule's.
    pub measures: Phrases,
    /// Words for events, places, rosters and anniversaries.
    pub events: Events,
    /// Words that relate figures of one article to each other.
    pub relations: Relations,
    /// Words that raise or change a step of relations and make another step of
    /// it: all-round, permanent, "for a new era".
    pub qualifiers: Phrases,
    /// Enumerators by rank: `1: [first, firstly]`, `3: [ثالثا]`, `1: [一、]`.
    /// They count as such at the head of a sentence or after a colon or semicolon.
    pub enumerators: ByValue<u32>,
    /// Words that hold a numeral, a month, a weekday or a unit and are no
    /// figure: 一带一路, 十分, "Fifth Avenue", "second-hand".
    pub not_figures: Phrases,
    /// Abbreviations that do not end a sentence, with their full stop.
    pub abbreviations: Phrases,
    /// Regular expressions for a dateline at the very head of the text. Named
    /// groups: `place`, `day`, `month`, `year`, `date` (numeric).
    pub datelines: Vec<String>,
    /// Countries by ISO 3166-1 code, and regions by UN M49 code: names, adjectives, demonyms, spelling
    /// variants and case forms (`Казахстан*`, `казахстанск*`).
    /// A form that stands under two countries names both: 中哈.
    pub countries: ByValue<String>,
    /// Longer names that hold one of these and are not it: 印度洋, "Indian Ocean".
    /// A single word is matched letter for letter: it is one that a name is written like,
    /// as "mali" is financial in Turkish. A longer form of the name still counts.
    pub not_names: Phrases,
    /// Names that are ordinary words as well: مالي is financial, and Mali after في.
    pub ambiguous_names: Phrases,
    /// Names of countries that people bear as well: before a word with a capital they are
    /// a person's.
    pub given_names: Phrases,
    /// Cities by English name: for places no rule set lists. Optional.
    pub cities: ByValue<String>,
}

/// Characters between digits.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Separators {
    /// Decimal separator: `.` or `,`.
    pub decimal: String,
    /// Grouping separators, the usual one first: `,`, `.`, a space.
    pub group: Vec<String>,
}

/// What a clitic says of the word it is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clitic {
    /// "and".
    And,
    /// "the".
    The,
    /// "in", "at", and after a verb of change "by".
    In,
    /// "to", "for".
    To,
    /// "from", and in comparisons "than".
    From,
    /// "as", "like", and before a figure "about".
    As,
    /// "that", "which", "when", "then": opens a clause.
    That,
}

/// Codes and words for currencies that are other words of the language too.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CurrencyWords {
    /// In a line of capitals they are the other word: TRY, PEN.
    pub in_capitals: Phrases,
    /// Before a number they are always the other word: ALL, TOP.
    pub before_counts: Phrases,
    /// Of so small a worth that fewer than a hundred are the other word: won.
    pub seldom_few: Phrases,
}

/// Numbers in words. Values are decimal strings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Numbers {
    /// Words that add their value: one, twenty, مئتان, двести, 两. Every gender,
    /// case, construct and spelling form.
    pub cardinals: ByValue<String>,
    /// Words that multiply what stands before them and count once alone:
    /// hundred, thousand, million, 十, 百, 万, 亿, тыс., млрд.
    pub scales: ByValue<String>,
    /// Scales that count only directly after digits: k, m, bn, mn. One that is
    /// also a unit (m, t) is a scale only in an amount of money.
    pub digit_scales: ByValue<String>,
    /// Every word of a rank is a rank: "centésimo décimo primeiro".
    pub ordinal_chains: bool,
    /// Words for ranks: third, השלישית, الثالث, третьего. In compounds only the
    /// last word need be an ordinal.
    pub ordinals: ByValue<String>,
    /// Fractions by `numerator/denominator`: `1/2`, `1/3`, `3/4`. A denominator
    /// that is counted (`two thirds`) is listed as `1/3`.
    pub fractions: ByValue<String>,
    /// Words that show a fraction in digits to be one, and no date: 2/3 "of".
    pub part_of: Phrases,
    /// Words between a denominator and its numerator: 分之.
    pub over: Phrases,
    /// Words between a numerator and its denominator: बटा, ส่วน.
    pub fraction_bars: Phrases,
    /// "One" where it stands after the unit it counts: שקל אחד.
    pub one_after: Phrases,
    /// Between "one" and the number it is one of: "in", من كل.
    pub one_in: Phrases,
    /// "and a half" forms by what they add, as a fraction: `1/2: [and a half, וחצי, ونصف]`.
    pub and_fractions: ByValue<String>,
    /// Decimal point in words: point, נקודה, 点, целых.
    pub points: Phrases,
    /// Minus in words.
    pub minus: Phrases,
    /// Words between the parts of one number: and, и.
    pub and: Phrases,
    /// Words between a number and its scale or unit: `20 de milioane de lei`.
    pub of: Phrases,
    /// Ranges in words, with `{n}` for each end: `between {n} and {n}`, `from {n} to {n}`,
    /// `{n} to {n}`. A pattern that opens with `{n}` is tried last.
    pub ranges: Phrases,
    /// Units come before tens: five and twenty, خمسة وعشرون.
    pub units_first: bool,
    /// Morphemes join without a space or hyphen: fünfundzwanzig.
    pub compound: bool,
    /// A last digit without its scale takes the next lower one: 两百五, 三万五.
    pub implied_scale: bool,
    /// Digits in words may stand in a row as digits of one number: 二〇二四.
    pub digit_rows: bool,
    /// Words after a bare numeral that make it a count: 个, 名, 项. Where the
    /// list is not empty, a single-character numeral counts only with one.
    pub classifiers: Phrases,
    /// Before digits or a numeral: 第, رقم-less ordinal marks.
    pub ordinal_prefixes: Phrases,
    /// Directly after digits, also across a hyphen, which is not written here: st, nd, rd, th.
    pub ordinal_suffixes: Phrases,
    /// The same, where digits stay a count: 5-ти. A form that stands in both lists is
    /// a count after a number below five (3-х) and a rank after any other (20-х).
    pub count_suffixes: Phrases,
    /// Words for a zero that is said inside a row of digits alone: oh.
    pub row_zeros: Phrases,
    /// Years and house numbers are said as two pairs of digits: nineteen ninety-two.
    pub pairs: bool,
    /// Words that are a bound by themselves, by `low..high` with either end
    /// optional: `24..: [dozens, עשרות]`, `3..9: [بضع]`, `100..: [上百]`.
    pub vague: ByValue<String>,
    /// "Twice", "threefold" by factor, recognised so that they are not read as counts.
    pub multiples: ByValue<String>,
    /// Nouns before a number that make it a label: article, chapter, page, room, flight.
    pub labels: Phrases,
    /// Nouns before a number in digits that make it a rank: الدقيقة 34, "minute 34".
    pub rank_labels: Phrases,
    /// Nouns in the plural that stand before digits with the article, which are then a
    /// count and no rank: الدول الـ27, الساعات الـ24.
    pub plurals: Phrases,
    /// Words beside two numbers with a dash that make them a score: win, defeat, בתוצאה,
    /// بنتيجة, 击败.
    pub match_words: Phrases,
    /// The same after it: 频道, канале.
    pub labels_after: Phrases,
    /// A number after a word with a capital ends a name: "Bellator 206". Not in languages
    /// that write every noun so.
    pub end_names: bool,
    /// Words between two numbers of which one is meant: two "or" three.
    pub alternatives: Phrases,
}

/// Percentages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Percent {
    /// After the number: percent, per cent, אחוזים, في المائة, ٪.
    pub after: Phrases,
    /// Before the number: 百分之.
    pub before: Phrases,
    /// Before a number of smaller parts, by what one is worth: `0.1: [千分之]`.
    pub before_each: ByValue<String>,
    /// Percentage points, after the number.
    pub points: Phrases,
    /// Words worth a number of percent each: `10: [成]`.
    pub each: ByValue<String>,
}

/// Order of the parts of an all-digit date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 5/7/2024 is 5 July.
    #[default]
    Dmy,
    /// 5/7/2024 is 7 May.
    Mdy,
    /// 2024/7/5.
    Ymd,
}

/// Dates, weekdays and times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Dates {
    /// Order of an all-digit date.
    pub order: DateOrder,
    /// Days in words are plain numbers: "treinta de mayo".
    pub cardinal_days: bool,
    /// Months 1 to 12, every case, abbreviation and tradition. Matched without
    /// folding letters.
    pub months: ByValue<u8>,
    /// Months that are ordinary words too (May, March, במרץ): they count only
    /// next to a day, a year or a month word. In small letters whichever way they
    /// are written, with a capital (June, who may be a person) only so.
    pub ambiguous_months: Phrases,
    /// Months of other calendars by CLDR calendar id: recognised, not converted.
    pub other_months: BTreeMap<String, Phrases>,
    /// Weekdays 1 (Monday) to 7, whole words that are a weekday by themselves.
    pub weekdays: ByValue<u8>,
    /// Weekdays that need a day-word before them: `4: [חמישי]`, with letters: `4: ["ה'"]`.
    pub weekdays_after_day_word: ByValue<u8>,
    /// "Day" before such a weekday: יום, يوم.
    pub day_words: Phrases,
    /// Words that make the number after them a year: in the year, year, בשנת, عام, سنة.
    pub year_before: Phrases,
    /// Words that make the number before them a year: 年, год*, г., года.
    pub year_after: Phrases,
    /// Prepositions that make a four-digit number a year: in, since, until, by, от, с.
    pub year_prepositions: Phrases,
    /// Words after the number of a month or day: 月; 日, 号.
    pub month_after: Phrases,
    /// See [`month_after`](Self::month_after).
    pub day_after: Phrases,
    /// Nouns that a year before them tells from others: the 2016 vote, the 2012 Olympics.
    pub year_nouns: Phrases,
    /// Articles that no count follows: a 2014 decision.
    pub year_articles: Phrases,
    /// Words for "month" before a month's name: month of, شهر, חודש.
    pub month_words: Phrases,
    /// Small words between the parts of a date: of, the, ב, de.
    pub between: Phrases,
    /// Quarters 1 to 4: first quarter, Q1, 第一季度.
    pub quarters: ByValue<u8>,
    /// The same, where the words mean other things too: they need their year. 一季.
    pub short_quarters: ByValue<u8>,
    /// Halves 1 and 2: first half, H1, 上半年.
    pub halves: ByValue<u8>,
    /// "The first N months of": phrases with `{n}` for the number, before or
    /// after the year. `first {n} months`, `前{n}个月`, `خلال الأشهر ال{n} الأولى`.
    pub first_months: Phrases,
    /// Decades by their first year without the century: `80: [eighties, ثمانينيات]`,
    /// and words that make a number a decade.
    pub decades: ByValue<u8>,
    /// Before digits: שנות ה-; after digits: s, 年代, -е.
    pub decade_marks: Sides,
    /// Words beside tens that make them years of a life and no decade: "in his", לחייו,
    /// من عمره, 多岁.
    pub decades_of_life: Sides,
    /// "Of the twentieth century" after a decade.
    pub centuries: ByValue<u8>,
    /// Words for "century" beside an ordinal.
    pub century_words: Phrases,
    /// Digits beside the word for a century rank it without a mark: 17 ғасыр, асри 19.
    pub counted_centuries: bool,
    /// Relative dates by offset: `-1 day: [yesterday]`, `0 year: [this year]`,
    /// `-1 weekday` for "last" before or after a weekday.
    pub relative: ByValue<String>,
    /// Words that end a period before a year: by, by the end of (the year itself is meant).
    pub by_end_of: Phrases,
    /// Before the year, or after it: BC.
    pub before_common_era: Phrases,
    /// AD.
    pub common_era: Phrases,
    /// Eras before the number of their year, by the year before their first:
    /// `1925: [昭和]`, `-543: [พ.ศ.]`.
    pub eras: ByValue<i32>,
    /// Times: o'clock, שעה, الساعة, 点.
    pub time: Times,
}

/// Phrases that stand before or after what they bend.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Sides {
    /// Before the figure.
    pub before: Phrases,
    /// After the figure.
    pub after: Phrases,
    /// Verbs that bend a figure even at a distance, over the noun phrase between
    /// ("exceeded total investment of 30 billion"), inside one clause.
    pub far: Phrases,
}
