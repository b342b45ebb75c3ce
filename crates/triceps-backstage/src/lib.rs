//! Backstage on Azure Container Apps, as triceps blueprints.

mod app_config;
mod bundle;
pub mod codes;
pub mod config;
mod delivery;
mod file;
mod graph;
mod infra;
mod inventory;
mod lints;
mod minimal;
mod permissions;
mod preset;
mod read;
mod release;
mod repository;
mod rules;
mod secrecy;
mod structure;
mod yaml;

pub use bundle::{Bundle, bundle, bundle_for};
pub use file::BundleFile;
pub use graph::Graph;
pub use infra::infrastructure;
pub use inventory::{Change, changes};
pub use minimal::minimal_portal;
pub use preset::Preset;
pub use read::{Document, LocatedDiagnostic, Report};
pub use release::{OLDEST_RELEASE, Release};
pub use repository::Repository;
pub use secrecy::conceal;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/portal.md")]
struct GuideExamples;
