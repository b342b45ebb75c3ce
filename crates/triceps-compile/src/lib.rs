#![doc = include_str!("../README.md")]

mod compilation;
mod config;
mod directives;
mod files;
mod lower;
mod origins;
mod paths;
mod source;

pub use compilation::{Compilation, compile};
pub use files::{Files, MemoryFiles};
