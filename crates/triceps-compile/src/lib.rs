#![doc = include_str!("../README.md")]

mod compilation;
mod compiler;
mod config;
mod directives;
mod extends;
mod files;
mod json_path;
mod load;
mod lower;
mod memory;
mod modules;
mod origins;
mod paths;
mod program;
mod source;
mod text;
mod unit;
mod version;
mod yaml;

pub use compilation::Compilation;
pub use compiler::{Compiler, compile, compile_with};
pub use extends::configuration;
pub use files::{Files, MemoryFiles};
pub use load::load_content;
pub use memory::Work;
pub use modules::{Artifact, ArtifactKind, Modules, NoModules, Unresolved};
