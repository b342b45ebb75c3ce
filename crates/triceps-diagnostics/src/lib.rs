//! Diagnostics: what is wrong, where, and what to write instead.
//!
//! One type serves the checks of templates, the reader of Bicep text and the blueprints. The [`Code`]s of templates
//! and of text stand in one registry, [`codes`]; a blueprint has a registry of its own.

mod code;
pub mod codes;
mod diagnostic;
mod list;
mod severity;

pub use code::{Code, Source};
pub use diagnostic::{Diagnostic, Span};
pub use list::Diagnostics;
pub use severity::Severity;
