//! The checks: one file a family, one table.
