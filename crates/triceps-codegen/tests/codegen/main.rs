//! The generator over the whole type index.

mod config;
mod coverage;
mod every_type;
mod shared;
mod style;
