//! A translation beside its original: which articles belong together, which
//! sentences correspond, and which figures of the one the other does not have.
//!
//! Pure functions over what was read; making findings of the differences is left
//! to [`check`](crate::check).

pub mod align;
mod alone;
pub mod compare;
pub mod equal;
pub mod facts;
mod foreign;
pub mod group;
pub mod measure;
pub mod names;
pub mod side;
pub mod stretch;
mod swap;
pub mod turns;
mod unread;
