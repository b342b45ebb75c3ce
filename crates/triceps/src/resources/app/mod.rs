//! Azure Container Apps: `Microsoft.App`.

mod container;
mod dapr;
mod ingress;
mod logs;
mod metadata;
mod probe;
mod scale;
mod secret;
mod volume;
mod workload_profile;

pub use metadata::IntoMetadata;
pub use workload_profile::WorkloadProfileType;

pub use crate::generated::app::*;
