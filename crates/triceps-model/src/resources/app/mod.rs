//! Azure Container Apps: `Microsoft.App`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name: `app::DaprMetadata` is `app::dapr_component::DaprMetadata`.
//!
#![cfg_attr(all(feature = "app", feature = "insights"), doc = "```")]
#![cfg_attr(not(all(feature = "app", feature = "insights")), doc = "```ignore")]
//! use triceps::Template;
//! use triceps::app::dapr_component::DaprMetadata as Same;
//! use triceps::app::{DaprMetadata, ManagedEnvironment};
//! use triceps::insights::Component;
//!
//! let metadata: DaprMetadata = Same::new().name("host").value("portal");
//!
//! let mut t = Template::for_resource_group();
//! let insights = t.add("insights", Component::existing("appi-contoso"));
//! let environment = t.add(
//!     "environment",
//!     ManagedEnvironment::new("cae-contoso", "westeurope")
//!         .dapr_ai_instrumentation_key(insights.instrumentation_key()),
//! );
//! assert!(t.check()?.warnings().is_empty());
//! # Ok::<(), triceps::Diagnostics>(())
//! ```

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
