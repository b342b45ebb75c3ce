//! Compares what triceps makes with what the official Bicep compiler recorded, and what it writes with what other readers
//! find in it. `cargo xtask --help` lists the commands.

mod bindings;
pub mod build;
pub mod corpora;
mod disk;
pub mod extremes;
mod hostile;
mod interfaces;
pub mod laws;
mod task;

pub use task::Task;
