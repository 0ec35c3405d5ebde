//! The language server, driven as an editor drives it: the program itself, over its
//! standard input and output.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "runs the program in folders of its own"
)]

mod allow;
mod bilingual;
mod client;
mod compare;
mod configured;
mod features;
mod robust;
mod scripts;
mod sync;
