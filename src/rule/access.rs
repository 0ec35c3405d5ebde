//! How the reader hands out the parts of lists, mappings and places to serde.

use std::collections::VecDeque;

use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

use crate::span::Span;

use super::mistake::Mistake;
use super::reader::{LANGUAGES, Notes, Reader, Unread, read_key, text_of};
use super::tree::{Kind, Node};

/// A key and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'a> {
    pub text: &'a str,
    pub span: Span,
}

/// The items of a list.
pub(super) struct Items<'a> {
    pub nodes: std::slice::Iter<'a, Node>,
    pub notes: &'a Notes,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unread;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unread> {
        let next = self.nodes.next().map(|node| Reader { node, notes: self.notes });
        next.map(|reader| seed.deserialize(reader)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.nodes.len())
    }
}

/// The entries of a mapping, and last the languages as one entry.
pub(super) struct Entries<'a> {
    pub known: VecDeque<(Key<'a>, &'a Node)>,
    pub languages: Vec<(Key<'a>, &'a Node)>,
    pub notes: &'a Notes,
    /// The value whose key was given out last.
    pub value: Option<&'a Node>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        if let Some((key, value)) = self.known.pop_front() {
            self.value = Some(value);
            return read_key(key, self.notes, seed).map(Some);
        }
        self.value = None;
        if self.languages.is_empty() {
            return Ok(None);
        }
        let key: BorrowedStrDeserializer<'_, Unread> = BorrowedStrDeserializer::new(LANGUAGES);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        if let Some(node) = self.value.take() {
            return seed.deserialize(Reader { node, notes: self.notes });
        }
        let languages = std::mem::take(&mut self.languages);
        seed.deserialize(Gathered(Entries {
            known: languages.into(),
            languages: Vec::new(),
            notes: self.notes,
            value: None,
        }))
    }
}

/// The language keys of a struct, as the mapping they would be on their own.
struct Gathered<'a>(Entries<'a>);

impl<'de> serde::Deserializer<'de> for Gathered<'de> {
    type Error = Unread;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_map(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What an [`At`](super::at::At) asks for, in its order.
enum Step {
    Start,
    End,
    Value,
    Done,
}

/// What is at the place.
enum Held<'a> {
    Node(Reader<'a>),
    Key(Key<'a>),
}

/// The place of a value, then the value.
pub(super) struct AtAccess<'a> {
    held: Held<'a>,
    span: Span,
    notes: &'a Notes,
    step: Step,
}

impl<'a> AtAccess<'a> {
    pub(super) const fn new(reader: Reader<'a>) -> Self {
        Self { span: reader.node.span, notes: reader.notes, held: Held::Node(reader), step: Step::Start }
    }

    pub(super) const fn of_key(key: Key<'a>, notes: &'a Notes) -> Self {
        Self { span: key.span, notes, held: Held::Key(key), step: Step::Start }
    }

    /// Notes the mistake here, where its place is known; the caller goes on
    /// without the value.
    fn noted(&self, unread: Unread) -> Unread {
        let mistake = Mistake::new(self.notes.place(self.span), unread.message.clone());
        self.notes.add(mistake.help(unread.help.clone()));
        unread
    }
}

impl<'de> MapAccess<'de> for AtAccess<'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        let name = match self.step {
            Step::Start => "start",
            Step::End => "end",
            Step::Value => "value",
            Step::Done => return Ok(None),
        };
        let key: BorrowedStrDeserializer<'_, Unread> = BorrowedStrDeserializer::new(name);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        let offset = |offset: usize| -> U64Deserializer<Unread> { (offset as u64).into_deserializer() };
        match self.step {
            Step::Start => {
                self.step = Step::End;
                seed.deserialize(offset(self.span.start))
            }
            Step::End => {
                self.step = Step::Value;
                seed.deserialize(offset(self.span.end))
            }
            Step::Value | Step::Done => {
                self.step = Step::Done;
                let read = match self.held {
                    Held::Node(Reader { node: Node { kind: Kind::Nothing, .. }, .. }) => Err(Unread {
                        message: "no value is given here".to_owned(),
                        help: "give one, or remove it".to_owned(),
                    }),
                    Held::Node(reader) => seed.deserialize(reader),
                    Held::Key(key) => seed.deserialize(text_of(key)),
                };
                read.map_err(|unread| self.noted(unread))
            }
        }
    }
}
