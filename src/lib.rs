//! factlint: a linter for facts in prose.
//!
//! The library is the whole pipeline without its edges:
//!
//! ```text
//! source → article → mentions → claims → findings → (select) → report
//!  read     parse     read       bind     compare    suppress   render
//! ```
//!
//! Every arrow is a pure function of its left side and of immutable data (packs,
//! rules, options). Only [`cli`] and [`lsp`] touch files, streams and the clock.

pub mod article;
pub mod check;
pub mod claim;
pub mod cli;
pub mod config;
pub mod diff;
pub mod examples;
pub mod finding;
pub mod fix;
pub mod lang;
pub mod lint;
pub mod lsp;
pub mod mention;
pub mod report;
pub mod rule;
pub mod select;
pub mod source;
pub mod span;
pub mod target;
pub mod translation;
pub mod workspace;
