//! The emitters of triceps: a [`Checked`] template as Bicep text and as ARM JSON.
//!
//! Only the checks make a [`Checked`] template, so emission cannot fail.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arm;
mod bicep;
mod checked;
mod files;
mod import;

pub use arm::{NotJson, Origin, Sizes, measure, template_hash};
pub use bicep::{Fragments, Placement, nested_too_deeply, unchecked_text};
pub use checked::{Checked, ImportSource, LinkedFiles, ModuleTemplate};
pub use files::{Clash, File, Link, clashes};
pub use import::{ImportKind, Imports};
