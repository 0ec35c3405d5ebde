//! Which language a text is in, when nobody says: its script, its letters, and for
//! alphabets many languages share, statistics. Also tags, in file names and as
//! people write them.
//!
//! The tables are data (`known.yaml`); this file knows no language.

use std::sync::LazyLock;

use serde::Deserialize;

use super::data::tables;

/// A script and how its languages are told apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// ISO 15924.
    code: String,
    /// First and last code point of its letters.
    ranges: Vec<(u32, u32)>,
    /// How much one letter counts against letters of other scripts, an ordinary
    /// alphabet being 3.
    #[serde(default = "ordinary")]
    weight: usize,
    /// Written without spaces between words.
    #[serde(default)]
    unspaced: bool,
    /// A script whose letters belong to this one's language when both occur.
    takes: Option<String>,
    /// Letters only one language uses, tried in order.
    #[serde(default)]
    letters: Vec<Letters>,
    /// The language, when it is none of those and no statistics are needed.
    tag: Option<String>,
}

const fn ordinary() -> usize {
    3
}

/// Letters by which a language is told from its neighbours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letters {
    tag: String,
    letters: String,
    /// How many of a thousand letters of the script must be among them.
    least: usize,
}

/// Ranges of all scripts, sorted, each with its index in the table.
static RANGES: LazyLock<Vec<(u32, u32, usize)>> = LazyLock::new(|| {
    let scripts = tables().scripts.iter().enumerate();
    let mut ranges: Vec<_> = scripts
        .flat_map(|(index, script)| script.ranges.iter().map(move |(first, last)| (*first, *last, index)))
        .collect();
    ranges.sort_unstable();
    ranges
});

fn script_index(letter: char) -> Option<usize> {
    let code = u32::from(letter);
    let after = RANGES.partition_point(|(first, ..)| *first <= code);
    let (_, last, index) = *RANGES.get(after.checked_sub(1)?)?;
    (code <= last).then_some(index)
}

/// Whether a letter belongs to a script that writes no spaces between words, so
/// that a line break beside it stands for nothing.
#[must_use]
pub fn is_unspaced(letter: char) -> bool {
    script_index(letter).is_some_and(|index| tables().scripts[index].unspaced)
}

/// How much of a text is looked at. A language shows within a page.
const SAMPLE: usize = 16 * 1024;

fn sample(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE)]
}

/// Letters of each script in the head of a text.
fn histogram(text: &str) -> Vec<usize> {
    let mut counts = vec![0; tables().scripts.len()];
    for index in sample(text).chars().filter_map(script_index) {
        counts[index] += 1;
    }
    for (index, script) in tables().scripts.iter().enumerate() {
        let taken =
            script.takes.as_ref().and_then(|code| tables().scripts.iter().position(|s| s.code == *code));
        // One syllable in twenty is enough: the rest are borrowed letters, while
        // a foreign name quoted once is not.
        if let Some(taken) = taken
            && counts[index] * 20 > counts[taken]
        {
            counts[index] += std::mem::take(&mut counts[taken]);
        }
    }
    counts
}

/// The script most of a text is written in.
fn main_script(text: &str) -> Option<&'static Script> {
    let counts = histogram(text);
    let weighted = tables().scripts.iter().zip(counts).map(|(script, count)| (script.weight * count, script));
    let (weight, script) = weighted.rev().max_by_key(|(weight, _)| *weight)?;
    (weight > 0).then_some(script)
}

/// The language of a text by its script and letters; `None` where they do not
/// tell.
#[must_use]
pub fn language_of(text: &str) -> Option<&'static str> {
    let script = main_script(text)?;
    let text = sample(text);
    let told = script.letters.iter().find(|letters| letters.are_in(text, script));
    told.map(|letters| letters.tag.as_str()).or(script.tag.as_deref()).or_else(|| statistics(text, script))
}

impl Letters {
    fn are_in(&self, text: &str, script: &Script) -> bool {
        let (mut all, mut own) = (0, 0);
        for letter in text.chars().filter(|letter| script.has(*letter)) {
            all += 1;
            own += usize::from(self.letters.contains(letter.to_lowercase().next().unwrap_or(letter)));
        }
        own > 0 && own * 1000 >= all * self.least
    }
}

impl Script {
    fn has(&self, letter: char) -> bool {
        let code = u32::from(letter);
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&code))
    }
}

fn statistics(text: &str, script: &Script) -> Option<&'static str> {
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let tag = tables().tags.get(info.lang().code())?;
    tag.scripts.contains(&script.code).then_some(tag.tag.as_str())
}

/// Whether a text is not in the language named: it is in another script, or it is
/// long and surely in another language.
#[must_use]
pub fn is_foreign(text: &str, tag: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let own = scripts_of(tag).map(|codes| {
        let scripts = || tables().scripts.iter().filter(|script| codes.contains(&script.code));
        text.chars().filter(|&letter| scripts().any(|script| script.has(letter))).count()
    });
    // Names in other letters make no other language, however many there are.
    own.is_some_and(|own| own * 10 < letters)
        || letters >= LONG
            && is_written_in(tag, main_script(text))
            && language_of(text).is_some_and(|told| primary(told) != primary(tag))
}

/// In fewer letters neighbours, such as Russian and Bulgarian, are mistaken for one another.
const LONG: usize = 150;

/// Whether a text is in the second language rather than in the first: between two,
/// statistics are surer than between all.
#[must_use]
pub fn is_rather(text: &str, first: &str, second: &str) -> bool {
    let statistics = |tag: &str| {
        let known = tables().tags.iter().find(|(_, known)| known.tag == primary(tag));
        known.and_then(|(code, _)| whatlang::Lang::from_code(code))
    };
    // Between two scripts, statistics count the letters of names.
    let both = scripts_of(first).zip(scripts_of(second));
    if both.is_none_or(|(one, other)| !one.iter().any(|code| other.contains(code))) {
        return false;
    }
    let (Some(first), Some(second)) = (statistics(first), statistics(second)) else { return false };
    let told = whatlang::Detector::with_allowlist(vec![first, second]).detect(sample(text));
    first != second && told.is_some_and(|told| told.lang() == second && told.is_reliable())
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// A language tag as BCP 47 writes it (`he`, `zh-Hant`, `pt-BR`), from the ways
/// people write it (`HE`, `zh_hant`); `None` for what is no tag.
#[must_use]
pub fn normal_tag(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '_']);
    let primary = parts.next()?;
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = primary.to_ascii_lowercase();
    for part in parts {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

/// A known language tag, when the text is in a script the language is written in.
#[must_use]
pub fn fitting_tag(tag: &str, text: &str) -> Option<String> {
    known_tag(tag).filter(|tag| is_written_in(tag, main_script(text)))
}

/// The language a file's name gives: `story.he.md`, `story_he.txt`, `he/story.md`.
///
/// Between dots a known tag is taken at its word. After an underscore or as a
/// folder it must also fit the script of the text and be no common word, for
/// `what_is_it.txt` names nothing.
#[must_use]
pub fn tag_in_name(name: &str, text: &str) -> Option<String> {
    let mut folders = name.rsplit(['/', '\\']);
    let file = folders.next()?;
    let folder = folders.next();
    let (stem, dotted) = match file.rsplit_once('.') {
        Some((stem, _)) => (stem, stem.rsplit_once('.').map(|(_, tag)| tag)),
        None => (file, None),
    };
    if let Some(tag) = dotted.and_then(known_tag) {
        return Some(tag);
    }
    let script = main_script(text);
    let suffix = ends_of(stem).filter_map(known_tag).find(|tag| !is_word(tag) || stands_alone(tag));
    let suffix = suffix.filter(|tag| is_written_in(tag, script));
    suffix.or_else(|| folder.and_then(known_tag).filter(|tag| is_written_in(tag, script)))
}

/// The file's name without the language it gives, the same for every language of one
/// story; `None` where it gives none.
#[must_use]
pub fn without_tag(name: &str, text: &str) -> Option<String> {
    let tag = tag_in_name(name, text)?;
    let (folders, file) = name.rfind(['/', '\\']).map_or(("", name), |at| name.split_at(at + 1));
    let (stem, ending) = file.rfind('.').map_or((file, ""), |at| file.split_at(at));
    let is_tag = |part: &str| known_tag(part).as_ref() == Some(&tag);
    if let Some((rest, _)) = stem.rsplit_once('.').filter(|(_, part)| is_tag(part)) {
        return Some(format!("{folders}{rest}{ending}"));
    }
    if let Some(end) = ends_of(stem).find(|end| is_tag(end)) {
        return Some(format!("{folders}{}{ending}", &stem[..stem.len() - end.len() - 1]));
    }
    let above = folders.trim_end_matches(['/', '\\']);
    let above = above.rfind(['/', '\\']).map_or("", |at| &above[..=at]);
    Some(format!("{above}{file}"))
}

/// `zh_Hant` and `Hant` of `story_zh_Hant`: the longest first.
fn ends_of(stem: &str) -> impl Iterator<Item = &str> {
    let mut marks: Vec<usize> = stem.rmatch_indices('_').take(2).map(|(at, _)| at + 1).collect();
    marks.reverse();
    marks.into_iter().map(|at| &stem[at..])
}

fn is_word(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| tables().words.iter().any(|word| word == primary))
}

/// A tag whose script no other word of Latin letters can be mistaken for: the
/// script test that follows tells the word from the tag.
fn stands_alone(tag: &str) -> bool {
    scripts_of(tag).is_some_and(|scripts| !scripts.iter().any(|code| code == "Latn"))
}

/// A tag of the list of languages known here, as BCP 47 writes it.
#[must_use]
pub fn known_tag(text: &str) -> Option<String> {
    let tag = normal_tag(text)?;
    // Only a region or a script may follow: `be_first` is no tag.
    let mut rest = tag.split('-').skip(1);
    let subtags_fit = rest.all(|part| part.len() == 2 || part.len() == 4 || part.parse::<u16>().is_ok());
    (subtags_fit && scripts_of(&tag).is_some()).then_some(tag)
}

fn scripts_of(tag: &str) -> Option<&'static [String]> {
    let primary = tag.split('-').next()?;
    tables().tags.values().find(|known| known.tag == primary).map(|known| known.scripts.as_slice())
}

fn is_written_in(tag: &str, script: Option<&Script>) -> bool {
    let Some(script) = script else { return true };
    scripts_of(tag).is_some_and(|scripts| scripts.contains(&script.code))
}

#[cfg(test)]
mod tests;
