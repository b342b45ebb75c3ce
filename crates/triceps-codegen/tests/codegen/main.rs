//! The generator over the whole type index.

#[cfg(feature = "modules")]
mod bindings;
mod config;
mod coverage;
mod every_type;
mod shared;
mod style;
