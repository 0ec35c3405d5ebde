//! The words that say what part a figure plays and how plainly it is stated: part
//! of the pack.

use serde::Deserialize;

use super::pack::Phrases;

/// Words that give a figure its role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Roles {
    /// Before a level: to, reached, amounted to, إلى, до, 达.
    pub level: Phrases,
    /// Before a change: by, an increase of, بنسبة, بزيادة, на, 增长.
    pub change: Phrases,
    /// Those of them that tell a change of a count or a span of time beside a verb of
    /// change alone: "by" also names who did it, "на" for how long.
    pub change_by: Phrases,
    /// After a change: "27 % more", "increase".
    pub change_after: Phrases,
    /// Before a base: from, than, compared with, عن, с, по сравнению с, 比, 较.
    pub base: Phrases,
    /// After a base: 相比.
    pub base_after: Phrases,
    /// Verbs and nouns of change: rose, fell, growth. A figure after one of them
    /// with an `in` clitic or preposition is a change.
    pub change_verbs: Phrases,
    /// Before a percentage that says by how much something changed, and how much it is
    /// elsewhere: "to the tune of", בגובה של, بواقع.
    pub extents: Phrases,
    /// Words that say that a figure is the newest there is: latest, most recent.
    pub latest: Phrases,
}

/// Words that keep a statement from being plainly asserted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Stances {
    /// Longer phrases that hold a word of the other lists and are plainly asserted
    /// all the same: not only, no doubt, not until.
    pub asserted: Phrases,
    /// did not, не, لم, לא, 没有, 未.
    pub denied: Phrases,
    /// an earlier version said, corrected from, تصحيح.
    pub corrected: Phrases,
    /// will, plans, aims, target, forecast, expected.
    pub planned: Phrases,
    /// if, would, could, في حال.
    pub hypothetical: Phrases,
    /// according to, said, claimed, по данным.
    pub attributed: Phrases,
}
