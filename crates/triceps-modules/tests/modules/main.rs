//! Modules from registries: recorded references, caches and artifacts, and what is wrong with them.

mod artifacts;
mod cache;
mod common;
mod interface;
mod lock;
mod references;
mod scan;
mod store;
