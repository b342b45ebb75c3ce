#![doc = include_str!("../README.md")]

mod compilation;
mod config;
mod directives;
mod files;
mod lower;
mod modules;
mod origins;
mod paths;
mod source;
mod text;

pub use compilation::{Compilation, compile, compile_with};
pub use files::{Files, MemoryFiles};
pub use modules::{Artifact, ArtifactKind, Modules, NoModules, Unresolved};
