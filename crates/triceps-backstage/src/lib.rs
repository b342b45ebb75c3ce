//! Backstage on Azure Container Apps, as triceps blueprints.
//!
//! A portal is described by its [configuration](config); [`bundle`] makes all files of it.

mod app_config;
mod bundle;
mod delivery;
mod file;
mod graph;
mod infra;
mod inventory;
mod minimal;
mod permissions;
mod yaml;

pub use bundle::{Bundle, bundle, bundle_for};
pub use file::BundleFile;
pub use graph::Graph;
pub use infra::infrastructure;
pub use inventory::{Change, changes};
pub use minimal::minimal_portal;
pub use triceps_portal::{
    Document, LocatedDiagnostic, OLDEST_RELEASE, Preset, Release, Report, Repository, codes, conceal, config,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/portal.md")]
struct GuideExamples;
