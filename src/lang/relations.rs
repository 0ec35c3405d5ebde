//! The words that relate figures of one article to each other: "since", "rose",
//! "as follows". Part of the pack; the arithmetic is in `check`.

use serde::Deserialize;

use super::pack::Phrases;

/// Words that relate figures of one article to each other.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Relations {
    /// Right after a percentage, with the whole it is a part of: "of voters", "of the
    /// population", מהאוכלוסייה, من السكان. A noun that can be exceeded (GDP, capacity)
    /// is no such whole.
    pub of_whole: Phrases,
    /// Right before a percentage, the word that makes it a part: "a share of", "accounted
    /// for", 占, доля.
    pub share_before: Phrases,
    /// Words that let a percentage exceed a hundred, anywhere in its sentence: capacity,
    /// target, GDP, tariff, occupancy.
    pub may_exceed: Phrases,
    /// Makes a share the last one: "the rest", "the remaining", היתר, الباقي, 其余.
    pub rest: Phrases,
    /// Between a number of years and the year they are counted from: "since",
    /// "since independence in", מאז, منذ, с, 自.
    pub since: Phrases,
    /// Says that a number of years went by: "have passed", חלפו, прошло.
    pub passed: Phrases,
    /// Beside the year in which something began: "established in", שנוסד, 建交.
    pub founded: Phrases,
    /// Beside the year of a birth: "born in", נולד, 生于.
    pub born: Phrases,
    /// Beside a number of years that is an age: "aged", "at the age of", בגיל, 享年.
    pub aged: Phrases,
    /// The same, where the age may be that of another day: "at the age of", בגיל, 享年.
    pub at_age: Phrases,
    /// Says that figures went up: rose, growth, עלה, ارتفع, вырос, 增长.
    pub rises: Phrases,
    /// Says that they went down.
    pub falls: Phrases,
    /// Between an announced count and its list: "as follows", "the following", namely.
    pub listed: Phrases,
    /// Makes a figure another one than that of the same words elsewhere: another, more,
    /// of them, each, average, earlier, עוד, منهم, 其中.
    pub apart: Phrases,
    /// Opens what a count does not include: "as well as", "plus", בנוסף.
    pub addendum: Phrases,
    /// Verbs of what is still to come: "will take place", "is to be held".
    pub to_come: Phrases,
    /// Verbs of what is over: "took place", "was held".
    pub over: Phrases,
    /// Ties an anniversary or a span of years to the day of the article: celebrates, "this is",
    /// חוגג, يحتفل, 今年.
    pub celebrates: Phrases,
    /// Ties an anniversary to what the sentence before speaks of: its, להיווסדו, لتأسيسه.
    pub own: Phrases,
    /// Relations between countries, as years are counted of them: "diplomatic relations".
    pub ties: Phrases,
    /// Says that such relations began: "established diplomatic relations", 建交.
    pub ties_begun: Phrases,
    /// Independence, as years are counted of it: "of independence", לעצמאות.
    pub independence: Phrases,
    /// Says that it began: "gained independence", "became independent".
    pub independence_begun: Phrases,
    /// After a number of years, before the event they are counted from: "after", על, 后.
    pub years_after: Phrases,
    /// Makes a number of years a day in the past: ago, לפני, قبل, назад, 前.
    pub ago: Phrases,
    /// What is told one by one: points, steps, reasons, נקודות, 点建议.
    pub points: Phrases,
    /// Opens the last of several points without its number: finally, לבסוף, أخيرا.
    pub last_point: Phrases,
    /// Between an announced count and what its things are for: "focusing on", "in the fields
    /// of". The list may be of another length.
    pub deals: Phrases,
    /// Those who speak, right after a count that announces nothing: sides, parties, people.
    pub parties: Phrases,
    /// Makes a change another one than that of the two values: "in real terms", annual, "a year".
    pub adjusted: Phrases,
    /// Before a date, makes it a part of a noun or the head of a span: "the law of", "as
    /// of", от, החל.
    pub dated: Phrases,
    /// Verbs of what a report of the day tells: met, signed, arrived, took part.
    pub reported: Phrases,
    /// Names with two spellings or more, for the check that an article keeps to one: of
    /// each name its spellings, of each spelling its forms, in the same order of cases.
    /// `[[Kyiv], [Kiev]]`, `[[Киргизия, Киргизии], [Кыргызстан, Кыргызстана]]`.
    pub spellings: Vec<Vec<Phrases>>,
}

/// What a word of [`Relations`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "documented on the fields of Relations, once")]
pub enum Relation {
    OfWhole,
    ShareBefore,
    MayExceed,
    Rest,
    Since,
    Passed,
    Founded,
    Born,
    Aged,
    AtAge,
    Rises,
    Falls,
    Listed,
    Apart,
    Addendum,
    ToCome,
    Over,
    Celebrates,
    Own,
    Ties,
    TiesBegun,
    Independence,
    IndependenceBegun,
    YearsAfter,
    Ago,
    Points,
    LastPoint,
    Deals,
    Parties,
    Adjusted,
    Dated,
    Reported,
}

impl Relations {
    /// The words with what they say.
    pub(super) fn entries(&self) -> [(&Phrases, Relation); 32] {
        [
            (&self.of_whole, Relation::OfWhole),
            (&self.share_before, Relation::ShareBefore),
            (&self.may_exceed, Relation::MayExceed),
            (&self.rest, Relation::Rest),
            (&self.since, Relation::Since),
            (&self.passed, Relation::Passed),
            (&self.founded, Relation::Founded),
            (&self.born, Relation::Born),
            (&self.aged, Relation::Aged),
            (&self.at_age, Relation::AtAge),
            (&self.rises, Relation::Rises),
            (&self.falls, Relation::Falls),
            (&self.listed, Relation::Listed),
            (&self.apart, Relation::Apart),
            (&self.addendum, Relation::Addendum),
            (&self.to_come, Relation::ToCome),
            (&self.over, Relation::Over),
            (&self.celebrates, Relation::Celebrates),
            (&self.own, Relation::Own),
            (&self.ties, Relation::Ties),
            (&self.ties_begun, Relation::TiesBegun),
            (&self.independence, Relation::Independence),
            (&self.independence_begun, Relation::IndependenceBegun),
            (&self.years_after, Relation::YearsAfter),
            (&self.ago, Relation::Ago),
            (&self.points, Relation::Points),
            (&self.last_point, Relation::LastPoint),
            (&self.deals, Relation::Deals),
            (&self.parties, Relation::Parties),
            (&self.adjusted, Relation::Adjusted),
            (&self.dated, Relation::Dated),
            (&self.reported, Relation::Reported),
        ]
    }
}
