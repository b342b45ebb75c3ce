//! Azure Container Apps: `Microsoft.App`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name: `app::DaprMetadata` is `app::dapr_component::DaprMetadata`.

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
