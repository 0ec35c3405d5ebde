//! Fills the types of the rule language from the tree, and goes on after each
//! mistake.
//!
//! The types are plain serde types. What serde cannot say by itself they ask for
//! by the name they give when they are deserialised:
//!
//! | name | meaning |
//! |---|---|
//! | [`AT`] | an [`At`]: the place too, and no value after a mistake, which is noted |
//! | [`ONE_OR_MANY`] | a list, or one item without the brackets |
//! | [`LANGUAGES`] | a mapping whose keys are language tags |
//! | [`LANGUAGES_OR_TEXT`] | the same, or one text for all of them |
//! | a struct named `…=field` | a mapping, or the bare value of that field |
//! | a field named [`LANGUAGES`] | all keys of the struct that are language tags |
//!
//! Unknown keys and keys given twice are noted, and the rest of the mapping is read.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::span::Span;

use super::access::{AtAccess, Entries, Items, Key};
use super::checked::Place;
use super::mistake::{Mistake, suggestion};
use super::tree::{Kind, Node};

/// Name under which [`At`](super::at::At) asks for its place.
pub(crate) const AT: &str = "$at";
/// Name under which a list takes a single item.
pub(crate) const ONE_OR_MANY: &str = "$one-or-many";
/// Name of a mapping by language, and of the field that takes a struct's language keys.
pub(crate) const LANGUAGES: &str = "$languages";
/// Name of a mapping by language that may be one text.
pub(crate) const LANGUAGES_OR_TEXT: &str = "$languages-or-text";

/// The mistakes noted while a file is read.
pub(crate) struct Notes {
    source: usize,
    mistakes: RefCell<Vec<Mistake>>,
}

impl Notes {
    pub(crate) const fn new(source: usize) -> Self {
        Self { source, mistakes: RefCell::new(Vec::new()) }
    }

    pub(crate) const fn place(&self, span: Span) -> Place {
        Place { source: self.source, span }
    }

    pub(crate) fn add(&self, mistake: Mistake) {
        self.mistakes.borrow_mut().push(mistake);
    }

    pub(crate) fn into_mistakes(self) -> Vec<Mistake> {
        self.mistakes.into_inner()
    }
}

/// Why a value could not be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub message: String,
    pub help: String,
}

impl Unread {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: String::new() }
    }
}

impl std::fmt::Display for Unread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

/// Reads one node.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub node: &'a Node,
    pub notes: &'a Notes,
}

impl<'a> Reader<'a> {
    fn entries(self) -> Result<Vec<(Key<'a>, &'a Node)>, Unread> {
        let Kind::Mapping(pairs) = &self.node.kind else {
            return Err(Unread::new(format!(
                "expected a mapping of keys to values, but here is {}",
                what(self.node)
            )));
        };
        let mut entries: Vec<(Key<'a>, &'a Node)> = Vec::with_capacity(pairs.len());
        let mut seen = FxHashMap::default();
        for (key, value) in pairs {
            if let Some(key) = self.key(key, &mut seen) {
                entries.push((key, value));
            }
        }
        Ok(entries)
    }

    /// The key of an entry, unless the entry cannot be used.
    fn key(self, key: &'a Node, seen: &mut FxHashMap<&'a str, Span>) -> Option<Key<'a>> {
        let place = self.notes.place(key.span);
        let Kind::Text(text) = &key.kind else {
            self.notes.add(Mistake::new(place, format!("expected a word as key, but here is {}", what(key))));
            return None;
        };
        if let Some(first) = seen.insert(text, key.span) {
            let mistake = Mistake::new(place, format!("`{text}` is given twice")).says("again here");
            self.notes.add(mistake.and(self.notes.place(first), "first here").help("keep one of the two"));
            return None;
        }
        Some(Key { text, span: key.span })
    }

    /// The entries of a struct: known keys, and the languages gathered if the
    /// struct wants them.
    fn fields(self, fields: &'static [&'static str]) -> Result<Entries<'a>, Unread> {
        let gathers = fields.contains(&LANGUAGES);
        let mut known = Vec::new();
        let mut languages = Vec::new();
        for (key, value) in self.entries()? {
            if fields.contains(&key.text) && key.text != LANGUAGES {
                known.push((key, value));
            } else if gathers && is_language_tag(key.text) {
                languages.push((key, value));
            } else {
                self.unknown(key, fields);
            }
        }
        Ok(Entries { known: known.into(), languages, notes: self.notes, value: None })
    }

    fn unknown(self, key: Key<'_>, fields: &'static [&'static str]) {
        let known = fields.iter().copied().filter(|field| *field != LANGUAGES);
        let mistake = Mistake::new(self.notes.place(key.span), format!("unknown key `{}`", key.text));
        self.notes.add(mistake.help(suggestion(key.text, known)));
    }

    fn languages(self) -> Result<Entries<'a>, Unread> {
        let entries = self.entries()?;
        let (known, others): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(key, _)| is_language_tag(key.text));
        for (key, _) in others {
            let place = self.notes.place(key.span);
            let mistake = Mistake::new(place, format!("`{}` is not a language tag", key.text));
            self.notes.add(mistake.help("a key here is a language, such as `en`, `he` or `zh-Hant`"));
        }
        Ok(Entries { known: known.into(), languages: Vec::new(), notes: self.notes, value: None })
    }

    fn items(self, nodes: &'a [Node]) -> Items<'a> {
        Items { nodes: nodes.iter(), notes: self.notes }
    }

    fn text(self) -> Result<&'a str, Unread> {
        match &self.node.kind {
            Kind::Text(text) => Ok(text),
            _ => Err(Unread::new(format!("expected a text, but here is {}", what(self.node)))),
        }
    }
}

/// What a node is, for a message.
fn what(node: &Node) -> String {
    match &node.kind {
        Kind::Nothing => "nothing".to_owned(),
        Kind::Text(text) => format!("`{text}`"),
        Kind::List(_) => "a list".to_owned(),
        Kind::Mapping(_) => "a mapping".to_owned(),
    }
}

/// Whether a key has the shape of a BCP 47 tag: a language of two or three
/// letters, then subtags.
pub(crate) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match &self.node.kind {
            Kind::Nothing => visitor.visit_unit(),
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(nodes) => visitor.visit_seq(self.items(nodes)),
            Kind::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match &self.node.kind {
            Kind::List(nodes) => visitor.visit_seq(self.items(nodes)),
            _ => Err(Unread::new(format!("expected a list, but here is {}", what(self.node)))),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        let known = self.entries()?.into();
        visitor.visit_map(Entries { known, languages: Vec::new(), notes: self.notes, value: None })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        match (name, &self.node.kind) {
            (ONE_OR_MANY, Kind::List(nodes)) => visitor.visit_seq(self.items(nodes)),
            (ONE_OR_MANY, _) => visitor.visit_seq(self.items(std::slice::from_ref(self.node))),
            (LANGUAGES_OR_TEXT, Kind::Text(_)) => {
                let known = vec![(Key { text: "", span: self.node.span }, self.node)].into();
                visitor.visit_map(Entries { known, languages: Vec::new(), notes: self.notes, value: None })
            }
            (LANGUAGES | LANGUAGES_OR_TEXT, _) => visitor.visit_map(self.languages()?),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        if name == AT {
            return visitor.visit_map(AtAccess::new(self));
        }
        match (name.split_once('='), &self.node.kind) {
            (Some((_, field)), Kind::Text(_)) => {
                let known = vec![(Key { text: field, span: self.node.span }, self.node)].into();
                visitor.visit_map(Entries { known, languages: Vec::new(), notes: self.notes, value: None })
            }
            _ => visitor.visit_map(self.fields(fields)?),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        let text = self.text()?;
        if !variants.contains(&text) {
            let listed: Vec<String> = variants.iter().map(|variant| format!("`{variant}`")).collect();
            return Err(Unread {
                message: format!("expected one of {}, but here is `{text}`", listed.join(", ")),
                help: super::mistake::nearest(text, variants.iter().copied())
                    .map_or_else(String::new, |near| format!("did you mean `{near}`?")),
            });
        }
        let deserializer: StrDeserializer<'_, Unread> = text.into_deserializer();
        visitor.visit_enum(deserializer)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// Reads a key.
pub(super) fn read_key<'de, K: DeserializeSeed<'de>>(
    key: Key<'de>,
    notes: &'de Notes,
    seed: K,
) -> Result<K::Value, Unread> {
    seed.deserialize(KeyReader { key, notes })
}

/// A key as something to read, with its place.
struct KeyReader<'de> {
    key: Key<'de>,
    notes: &'de Notes,
}

impl<'de> Deserializer<'de> for KeyReader<'de> {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_borrowed_str(self.key.text)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        if name == AT {
            visitor.visit_map(AtAccess::of_key(self.key, self.notes))
        } else {
            self.deserialize_any(visitor)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The text of a key as something to read.
pub(super) fn text_of(key: Key<'_>) -> BorrowedStrDeserializer<'_, Unread> {
    BorrowedStrDeserializer::new(key.text)
}
