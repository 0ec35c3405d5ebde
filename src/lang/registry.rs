//! The packs this build carries, and the lexicons made of them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::lexicon::Lexicon;
use super::pack::{ByValue, Pack};
use super::vocabulary;
use crate::rule::checked::RuleSet;

mod built {
    include!(concat!(env!("OUT_DIR"), "/packs.rs"));
}

/// Tag of the language-neutral pack.
pub const NEUTRAL: &str = "und";

/// One language, loaded when it is first needed.
#[derive(Debug)]
struct Slot {
    tag: &'static str,
    json: &'static str,
    /// The names read in every language, as JSON; empty for most packs.
    names: &'static str,
    pack: OnceLock<Pack>,
}

/// Names of countries and cities that are read in articles of every language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Names {
    /// As [`Pack::countries`].
    pub countries: ByValue<String>,
    /// As [`Pack::cities`].
    pub cities: ByValue<String>,
}

/// A pack as the build stores it: its tag, its data as JSON, and as JSON too the names
/// it gives to every language (empty for most).
pub type Stored = (&'static str, &'static str, &'static str);

/// Every pack of this build, or those a test made of its own folders.
#[derive(Debug)]
pub struct Packs {
    slots: Vec<Slot>,
    names: OnceLock<Vec<Names>>,
}

impl Packs {
    /// The packs of this build.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| Self::of(built::PACKS))
    }

    /// The packs of a table; the neutral one must be among them.
    #[must_use]
    pub fn of(stored: &[Stored]) -> Self {
        let slot = |&(tag, json, names): &Stored| Slot { tag, json, names, pack: OnceLock::new() };
        Self { slots: stored.iter().map(slot).collect(), names: OnceLock::new() }
    }

    /// Tags of every pack, the neutral one included.
    pub fn tags(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.slots.iter().map(|slot| slot.tag)
    }

    /// Every pack.
    pub fn all(&self) -> impl Iterator<Item = &Pack> + '_ {
        self.slots.iter().map(Slot::pack)
    }

    /// The names that packs give to every language, without loading those packs.
    fn names(&self) -> &[Names] {
        self.names.get_or_init(|| {
            let given = self.slots.iter().filter(|slot| !slot.names.is_empty());
            given.map(|slot| load(slot.tag, slot.names)).collect()
        })
    }

    /// The language-neutral pack.
    #[must_use]
    pub fn neutral(&self) -> &Pack {
        self.exactly(NEUTRAL).expect("the neutral pack is part of every build")
    }

    /// The pack whose tag is the longest prefix of a BCP 47 tag: `fr` for `fr-BE`.
    #[must_use]
    pub fn best(&self, tag: &str) -> Option<&Pack> {
        let tag = canonical(tag);
        let mut rest = tag.as_str();
        loop {
            if let Some(pack) = self.exactly(rest) {
                return Some(pack).filter(|pack| pack.tag != NEUTRAL);
            }
            rest = rest.rsplit_once('-')?.0;
        }
    }

    fn exactly(&self, tag: &str) -> Option<&Pack> {
        self.slots.iter().find(|slot| slot.tag.eq_ignore_ascii_case(tag)).map(Slot::pack)
    }
}

/// Loads what the build stored.
fn load<T: DeserializeOwned>(tag: &str, json: &str) -> T {
    serde_json::from_str(json)
        .unwrap_or_else(|error| panic!("pack {tag} was checked when it was built: {error}"))
}

impl Slot {
    fn pack(&self) -> &Pack {
        self.pack.get_or_init(|| load(self.tag, self.json))
    }
}

/// Underscores as hyphens; regions that write in traditional Han get its script.
fn canonical(tag: &str) -> String {
    tag.replace('_', "-")
}

/// The lexicons of a run, by pack: made when the first article of a language is read.
#[derive(Debug)]
pub struct Lexicons {
    packs: &'static Packs,
    rules: Arc<RuleSet>,
    made: BTreeMap<&'static str, OnceLock<Lexicon>>,
}

impl Lexicons {
    /// The lexicons for a rule set (an empty one for none).
    #[must_use]
    pub fn new(packs: &'static Packs, rules: Arc<RuleSet>) -> Self {
        let made = packs.tags().map(|tag| (tag, OnceLock::new())).collect();
        Self { packs, rules, made }
    }

    /// The pack and lexicon for a language; the neutral ones where there is no pack.
    #[must_use]
    pub fn of(&self, tag: &str) -> (&Pack, &Lexicon) {
        let pack = self.packs.best(tag).unwrap_or_else(|| self.packs.neutral());
        let slot = self.made.get(pack.tag.as_str()).expect("there is a slot for every pack");
        let lexicon = slot
            .get_or_init(|| vocabulary::lexicon(pack, self.packs.neutral(), self.packs.names(), &self.rules));
        (pack, lexicon)
    }

    /// The rule set the names and terms come from.
    #[must_use]
    pub fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }
}
