//! What a pack says of times of day: the words beside hours and minutes, zones.

use serde::Deserialize;

use super::pack::{ByValue, Phrases, Sides};

/// Times of day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Times {
    /// Before the hour: at, בשעה, الساعة, в.
    pub before: Phrases,
    /// Before an hour that its minutes alone make one: las (dos y diez). Hours are no ranks then.
    pub before_minutes: Phrases,
    /// After the hour: o'clock, 点, 时, часов.
    pub hour_after: Phrases,
    /// After the minutes: 分, минут.
    pub minute_after: Phrases,
    /// Morning words and marks: am, a.m., בבוקר, صباحا, 上午.
    pub am: Sides,
    /// Afternoon and evening: pm, אחר הצהריים, مساء, 下午.
    pub pm: Sides,
    /// Words for the night: the small hours and the late ones. בלילה, 深夜.
    pub night: Sides,
    /// Beside a number of hours that lasted: within, for, 7 hours "long". Where the list is not
    /// empty, the word for the hour is o'clock in every other place.
    pub spans: Sides,
    /// Whole times by `HH:MM`: noon, midnight.
    pub fixed: ByValue<String>,
    /// Minutes by name: `30: [half past, וחצי, والنصف, 半]`, `15: [quarter past]`,
    /// `-15: [quarter to]`.
    pub parts: ByValue<i8>,
    /// Time zones by name as printed in JSON: `UTC+8: [Beijing time, 北京时间]`.
    pub zones: ByValue<String>,
}
