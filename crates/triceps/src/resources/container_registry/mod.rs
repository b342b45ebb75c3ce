//! Container registries: `Microsoft.ContainerRegistry`.

mod credentials;

pub use crate::generated::container_registry::*;
