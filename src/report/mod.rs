//! The outputs: one file each, one table.
