//! Languages: everything that differs between them, as data.
//!
//! A language is a folder under `packs/`: `pack.yaml` (written by hand),
//! `cldr.yaml` (generated from Unicode CLDR) and `corpus.yaml` (what must and
//! must not be read). No module outside this one names a language.

mod chars;
pub mod clitic;
pub mod codes;
mod data;
pub mod dateline;
pub mod detect;
pub mod encoding;
pub mod events;
pub mod fold;
pub mod lexeme;
pub mod lexicon;
pub mod pack;
pub mod registry;
pub mod relations;
pub mod render;
pub mod scan;
pub mod speech;
pub mod times;
pub mod token;
pub mod vocabulary;
