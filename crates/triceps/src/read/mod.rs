//! Bicep that was read: compiled, and changed where it stands.

mod compilation;
mod disk;
mod error;
mod path;
mod pending;
mod pieces;
mod place;
mod references;
mod stubs;
mod template;
mod text;

pub use compilation::{Compilation, Compiler, compile, compile_with};
pub use disk::Disk;
pub use error::EditError;
pub use path::ValuePath;
pub use template::{Named, Target, TextTemplate};
pub use triceps_compile::{Files, MemoryFiles, Modules, NoModules, Work};

use place::Edit;
