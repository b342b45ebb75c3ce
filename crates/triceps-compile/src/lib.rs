#![doc = include_str!("../README.md")]

mod compilation;
mod config;
mod directives;
mod files;
mod json_path;
mod lower;
mod modules;
mod origins;
mod paths;
mod source;
mod text;
mod yaml;

pub use compilation::{Compilation, compile, compile_with};
pub use files::{Files, MemoryFiles};
pub use modules::{Artifact, ArtifactKind, Modules, NoModules, Unresolved};
