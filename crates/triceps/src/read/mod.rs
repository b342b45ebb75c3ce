//! Bicep that was read: compiled, and changed where it stands.

mod compilation;
mod disk;

pub use compilation::{Compilation, compile};
pub use disk::Disk;
pub use triceps_compile::{Files, MemoryFiles};
