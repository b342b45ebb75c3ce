//! Backstage on Azure Container Apps, as triceps blueprints.

pub mod config;
mod minimal;

pub use minimal::minimal_portal;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
