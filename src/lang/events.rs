//! The words around events: part of the pack.

use serde::Deserialize;

use super::pack::Phrases;

/// Words for events, places, rosters and anniversaries.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Events {
    /// Edition nouns: edition, session, meeting, מהדורה, النسخة, 届.
    pub editions: Phrases,
    /// "For the first time": never an edition.
    pub occurrence: Phrases,
    /// Before, after, following, ahead of: what stands beyond belongs to another event.
    pub beyond: Phrases,
    /// Prepositions and verbs of place: in, at, في, 在, в; held in, hosted by.
    pub locatives: Phrases,
    /// Nouns between a locative and the name: the city of, the capital.
    pub place_nouns: Phrases,
    /// Words that say who took part: attended, leaders of, presidents of, signed.
    pub participation: Phrases,
    /// Words that make a year or a span an anniversary: anniversary, marked, ذكرى, 周年.
    pub anniversary: Phrases,
    /// Verbs that say an event takes place: opened, held, convened, عقدت, 举行.
    pub held: Phrases,
    /// Words that make an office another one: vice, deputy, former, acting.
    pub other_office: Phrases,
    /// "virtual", "informal", "planned": another event than the numbered ones.
    pub other_event: Phrases,
    /// "then", "now", "formerly", "renamed" beside a name.
    pub renamed: Phrases,
}
