//! The macros of the crate.

mod literals;
mod models;
