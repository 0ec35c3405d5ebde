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
    /// The others, by the head of their second word.
    by_head: Vec<(u16, Probe)>,
}

/// Phrases that are found by a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found<'t> {
    loose: &'t [Probe],
    by_head: &'t [(u16, Probe)],
}

impl<'t> Found<'t> {
    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = &'t Probe> {
        self.loose.iter().chain(self.by_head.iter().map(|(_, probe)| probe))
    }

    /// Those whose second word may have this head.
    pub(super) fn with_head(self, head: u16) -> impl Iterator<Item = &'t Probe> {
        let from = self.by_head.partition_point(|&(known, _)| known < head);
        let same = self.by_head[from..].iter().take_while(move |&&(known, _)| known == head);
        self.loose.iter().filter(move |probe| probe.second.may_be(head)).chain(same.map(|(_, probe)| probe))
    }

    /// Those that may stand where no word follows.
    pub(super) fn alone(self) -> impl Iterator<Item = &'t Probe> {
        self.loose.iter().filter(|probe| probe.second.is_any())
    }
}

impl List {
    fn push(&mut self, probe: Probe) {
        match probe.second.only() {
            Some(head) => {
                let at = self.by_head.partition_point(|&(known, _)| known <= head);
                self.by_head.insert(at, (head, probe));
            }
            None => self.loose.push(probe),
        }
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

/// How a word may begin: each head is its first two bytes, or one.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::lang) struct Heads {
    any: bool,
    heads: [Head; 2],
}

#[derive(Clone, Copy, Debug, Default)]
struct Head {
    bytes: u16,
    mask: u16,
}

impl Head {
    fn of(word: &str) -> Self {
        match word.as_bytes() {
            [] => Self::default(),
            [one] => Self { bytes: u16::from_le_bytes([*one, 0]), mask: 0xFF },
            [one, two, ..] => Self { bytes: u16::from_le_bytes([*one, *two]), mask: 0xFFFF },
        }
    }
}

/// The first two bytes of a word of the text.
pub(super) fn head_of(word: &str) -> u16 {
    match word.as_bytes() {
        [] => 0,
        [one] => u16::from_le_bytes([*one, 0]),
        [one, two, ..] => u16::from_le_bytes([*one, *two]),
    }
}

impl Heads {
    /// Anything may follow.
    pub(super) const fn any() -> Self {
        Self { any: true, heads: [Head { bytes: 0, mask: 0 }; 2] }
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

    /// The only head there is, of two bytes.
    fn only(&self) -> Option<u16> {
        let [one, other] = self.heads;
        (!self.any && one.mask == 0xFFFF && other.mask == 0xFFFF && one.bytes == other.bytes)
            .then_some(one.bytes)
    }

    /// Whether a word with this head may be the second one.
    pub(in crate::lang) fn may_be(&self, head: u16) -> bool {
        self.any || self.heads.iter().any(|known| head & known.mask == known.bytes)
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
        let mut list = List { hash, key: key.into(), loose: Vec::new(), by_head: Vec::new() };
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
    pub(super) fn get(&self, word: &str) -> Found<'_> {
        self.list_of(word).map_or(Found::default(), |list| self.under(list))
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
        let list = &self.lists[list as usize];
        Found { loose: &list.loose, by_head: &list.by_head }
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
            assert!(table.get(&word(number)).all().any(|probe| probe.entry == number));
            assert!(table.get(&word(number + 2000)).all().next().is_none());
        }
        assert_eq!(table.get("w7").all().count(), 3);
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
        for (entry, second) in ["union", "states", "union"].into_iter().enumerate() {
            table.insert("the", Probe::of(entry, Heads::of(second, None), false));
        }
        table.insert("the", Probe::of(3, Heads::any(), false));
        let entries = |head: &str| -> Vec<u32> {
            table.get("the").with_head(head_of(head)).map(|probe| probe.entry).collect()
        };
        assert_eq!(entries("unions"), [3, 0, 2]);
        assert_eq!(entries("x"), [3]);
        assert_eq!(table.get("the").alone().count(), 1);
        let tail = Tail::of("mountains");
        assert!(tail.may_begin("mountainous") && !tail.may_begin("mount") && Tail::default().may_begin(""));
    }
}
