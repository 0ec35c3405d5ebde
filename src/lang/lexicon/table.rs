//! Phrases by the word they are found by. Most words of a text begin no phrase, and
//! most phrases fail at their second word: both are told here without looking at a
//! phrase itself.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// Phrases that are found by the same word.
#[derive(Clone, Debug)]
struct List {
    hash: u64,
    key: Box<str>,
    /// Phrases of which the second word may begin in several ways, or that have none.
    loose: Vec<Probe>,
    /// The others, by the head of their second word: as many bytes as [`TIERS`] says.
    by_head: [Vec<(u64, Probe)>; TIERS.len()],
}

/// Bytes by which second words are told apart, as far as they have so many: a letter of
/// Han has three.
const TIERS: [usize; 4] = [8, 4, 3, 2];

/// Phrases that are found by a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'t>(&'t List);

impl<'t> Found<'t> {
    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = &'t Probe> {
        self.0.loose.iter().chain(self.0.by_head.iter().flatten().map(|(_, probe)| probe))
    }

    /// Those whose second word may have this head.
    pub(super) fn with_head(self, head: u64, mut each: impl FnMut(&'t Probe)) {
        self.0.loose.iter().filter(|probe| probe.second.may_be(head)).for_each(&mut each);
        for (by_head, bytes) in self.0.by_head.iter().zip(TIERS) {
            if by_head.is_empty() {
                continue;
            }
            let head = head & mask(bytes);
            let from = by_head.partition_point(|&(known, _)| known < head);
            let same = by_head[from..].iter().take_while(|&&(known, _)| known == head);
            same.for_each(|(_, probe)| each(probe));
        }
    }

    /// Those that may stand where no word follows.
    pub(super) fn alone(self) -> impl Iterator<Item = &'t Probe> {
        self.0.loose.iter().filter(|probe| probe.second.is_any())
    }
}

impl List {
    fn push(&mut self, probe: Probe) {
        let only = probe.second.only();
        let tier = only.and_then(|(_, len)| TIERS.iter().position(|&bytes| bytes <= len));
        let (Some((head, _)), Some(tier)) = (only, tier) else {
            if self.loose.is_empty() {
                // Most words begin one phrase.
                self.loose.reserve_exact(1);
            }
            self.loose.push(probe);
            return;
        };
        let head = head & mask(TIERS[tier]);
        let by_head = &mut self.by_head[tier];
        let at = by_head.partition_point(|&(known, _)| known <= head);
        by_head.insert(at, (head, probe));
    }
}

/// What is known of a phrase before it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Probe {
    /// Which phrase.
    pub entry: u32,
    /// How its second word begins; nothing where that cannot be said.
    pub second: Heads,
    /// Only counts with a capital.
    pub capital: bool,
    /// For a stem, how it goes on behind the letters it is found by.
    pub tail: Tail,
    /// It is one word and asks for nothing else.
    pub plain: bool,
}

impl Probe {
    /// A phrase found by its whole first word.
    pub(super) fn of(entry: usize, second: Heads, capital: bool) -> Self {
        let entry = u32::try_from(entry).expect("there are fewer phrases than 2^32");
        Self { entry, second, capital, tail: Tail::default(), plain: false }
    }
}

/// The head of what follows, as far as there is room for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail {
    len: u8,
    bytes: [u8; TAIL],
}

const TAIL: usize = 7;

impl Tail {
    pub(super) fn of(text: &str) -> Self {
        let mut tail = Self::default();
        for (to, from) in tail.bytes.iter_mut().zip(text.bytes()) {
            *to = from;
            tail.len += 1;
        }
        tail
    }

    /// Whether a text may begin with it.
    pub(super) fn may_begin(self, text: &str) -> bool {
        text.as_bytes().starts_with(&self.bytes[..usize::from(self.len)])
    }
}

/// How a word may begin: each head is its first eight bytes, or all it has.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::lang) struct Heads {
    any: bool,
    heads: [Head; 2],
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Head {
    bytes: u64,
    len: u8,
}

/// Bytes of a head.
const HEAD: usize = 8;

impl Head {
    fn of(word: &str) -> Self {
        let len = word.len().min(HEAD);
        Self { bytes: head_of(word), len: u8::try_from(len).unwrap_or_default() }
    }
}

/// The first bytes of a word, and nothing behind them where it has fewer.
pub(super) fn head_of(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if let Some(head) = bytes.first_chunk() {
        return u64::from_le_bytes(*head);
    }
    bytes.iter().rev().fold(0, |head, &byte| head << 8 | u64::from(byte))
}

/// The first so many bytes of a head.
const fn mask(bytes: usize) -> u64 {
    if bytes >= HEAD { u64::MAX } else { (1 << (bytes * 8)) - 1 }
}

impl Heads {
    /// Anything may follow.
    pub(super) const fn any() -> Self {
        Self { any: true, heads: [Head { bytes: 0, len: 0 }; 2] }
    }

    /// Whether nothing is said of it.
    pub(super) const fn is_any(&self) -> bool {
        self.any
    }

    /// A word that begins as one of these does.
    pub(in crate::lang) fn of(word: &str, other: Option<&str>) -> Self {
        let head = Head::of(word);
        Self { any: false, heads: [head, other.map_or(head, Head::of)] }
    }

    /// The only head there is, and its length.
    fn only(&self) -> Option<(u64, usize)> {
        let [one, other] = self.heads;
        (!self.any && one == other).then_some((one.bytes, usize::from(one.len)))
    }

    /// Whether a word with this head may be the second one.
    pub(in crate::lang) fn may_be(&self, head: u64) -> bool {
        self.any || self.heads.iter().any(|known| head & mask(usize::from(known.len)) == known.bytes)
    }
}

/// Phrases by the word they are found by.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    lists: Vec<List>,
    by_hash: HashTable<u32>,
    /// One bit for each hash that is known: most words are told apart by it alone.
    known: Vec<u64>,
}

/// Bits of the filter for each word at least.
const BITS: usize = 8;

/// The hash of a word.
pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

impl Table {
    /// Adds a phrase under a word.
    pub(super) fn insert(&mut self, key: &str, probe: Probe) {
        let hash = hash(key);
        let found = self.by_hash.find(hash, |&at| *self.lists[at as usize].key == *key);
        if let Some(&at) = found {
            self.lists[at as usize].push(probe);
            return;
        }
        let at = u32::try_from(self.lists.len()).expect("there are fewer words than 2^32");
        let mut list = List { hash, key: key.into(), loose: Vec::new(), by_head: Default::default() };
        list.push(probe);
        self.lists.push(list);
        let lists = &self.lists;
        self.by_hash.insert_unique(hash, at, |&at| lists[at as usize].hash);
        if self.lists.len() * BITS > self.known.len() * 64 {
            self.widen();
        } else {
            self.mark(hash);
        }
    }

    /// Makes room in the filter.
    fn widen(&mut self) {
        self.known = vec![0; (self.known.len() * 2).max(64)];
        for at in 0..self.lists.len() {
            self.mark(self.lists[at].hash);
        }
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        // The length of the filter is a power of two.
        let low = usize::try_from(hash & 0xFFFF_FFFF).expect("32 bits fit");
        ((low / 64) & (self.known.len() - 1), 1 << (low % 64))
    }

    fn mark(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        self.known[word] |= bit;
    }

    /// The phrases under a word.
    pub(super) fn get(&self, word: &str) -> impl Iterator<Item = &Probe> {
        self.list_of(word).into_iter().flat_map(|list| self.under(list).all())
    }

    /// The list of the phrases under a word, to be asked for by [`under`](Self::under).
    pub(super) fn list_of(&self, word: &str) -> Option<u32> {
        if self.known.is_empty() {
            return None;
        }
        let hash = hash(word);
        let (at, bit) = self.place(hash);
        if self.known[at] & bit == 0 {
            return None;
        }
        self.by_hash.find(hash, |&at| *self.lists[at as usize].key == *word).copied()
    }

    /// The phrases of a list.
    pub(super) fn under(&self, list: u32) -> Found<'_> {
        Found(&self.lists[list as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(entry: u32) -> Probe {
        Probe::of(entry as usize, Heads::any(), false)
    }

    #[test]
    fn finds_what_was_added_and_nothing_else() {
        let mut table = Table::default();
        let word = |number: u32| format!("w{number}");
        for number in 0..2000 {
            table.insert(&word(number), probe(number));
            table.insert(&word(number / 2), probe(number));
        }
        for number in 0..2000 {
            assert!(table.get(&word(number)).any(|probe| probe.entry == number));
            assert!(table.get(&word(number + 2000)).next().is_none());
        }
        assert_eq!(table.get("w7").count(), 3);
    }

    #[test]
    fn tells_second_words_by_their_heads() {
        let heads = Heads::of("union", Some("a"));
        assert!(
            heads.may_be(head_of("unions")) && heads.may_be(head_of("all")) && heads.may_be(head_of("a"))
        );
        assert!(!heads.may_be(head_of("ural")) && !heads.may_be(0));
        assert!(Heads::any().may_be(0));
        let mut table = Table::default();
        for (entry, second) in ["union", "states", "union", "unified nations", "un"].into_iter().enumerate() {
            table.insert("the", Probe::of(entry, Heads::of(second, None), false));
        }
        table.insert("the", Probe::of(5, Heads::any(), false));
        let found = || table.list_of("the").map(|list| table.under(list)).expect("it was added");
        let entries = |head: &str| -> Vec<u32> {
            let mut entries = vec![];
            found().with_head(head_of(head), |probe| entries.push(probe.entry));
            entries
        };
        assert_eq!(entries("unions"), [5, 0, 2, 4]);
        assert_eq!(entries("unified nation"), [5, 3, 4]);
        assert_eq!(entries("x"), [5]);
        assert_eq!(found().alone().count(), 1);
        let tail = Tail::of("mountains");
        assert!(tail.may_begin("mountainous") && !tail.may_begin("mount") && Tail::default().may_begin(""));
    }
}
