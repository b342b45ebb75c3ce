#![doc = include_str!("../README.md")]

pub mod codes;
pub mod config;
mod lints;
mod preset;
mod read;
mod release;
mod repository;
mod rules;
mod secrecy;
mod structure;

pub use preset::Preset;
pub use read::{Document, LocatedDiagnostic, Report};
pub use release::{OLDEST_RELEASE, Release};
pub use repository::Repository;
pub use rules::{NODE_OPTIONS, Stage, accept, blame, check};
pub use secrecy::conceal;
