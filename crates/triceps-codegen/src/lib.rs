//! Typed Rust models of any Azure resource type, for build scripts.
//!
//! The models of `triceps` are generated with it. A build script generates those of any other type and
//! API version in the same style:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), triceps_codegen::Error> {
//!     triceps_codegen::Config::new().resource("Microsoft.Sql/servers@2023-08-01").generate()
//! }
//! ```
//!
//! ```text
//! // src/lib.rs: `azure::sql::Server`, `azure::sql::ServerRef`, `azure::sql::server::..`
//! pub mod azure {
//!     include!(concat!(env!("OUT_DIR"), "/azure.rs"));
//! }
//! ```
//!
//! `docs/codegen.md` of the repository describes the models.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "modules")]
mod bindings;
mod config;
mod docs;
mod error;
mod fixups;
mod naming;
mod read;
mod render;
mod samples;
mod shape;
mod share;
mod style;

#[cfg(feature = "modules")]
pub use bindings::{
    Binding, Generated, GeneratedModules, ModuleBindings, ProjectBinding, ProjectBindings, binding, bindings, model,
    project_bindings,
};
pub use config::{Config, Models, Report};
pub use error::Error;
pub use samples::{Sample, Samples};
pub use style::Style;
