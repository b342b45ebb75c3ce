//! The middle of triceps: what a template means, and everything that is made of it.
//!
//! ```text
//! Middle -> types -> checks -> Checked -> Bicep text
//!                                      -> ARM JSON
//! ```
//!
//! A [`Middle`] is lowered from the Rust API or from text. [`check`] gives all diagnostics, or a [`Checked`] template,
//! and only that can be emitted. This crate reads no file, no clock, no environment and no network, and it writes
//! Bicep but never reads it.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod analysis;
mod arm;
mod bicep;
mod bytes;
mod check;
mod checked;
mod collation;
mod data;
mod day;
mod document;
mod hasher;
mod ids;
mod import;
mod interface;
pub mod json;
mod kinds;
mod map;
mod middle;
pub mod names;
mod order;
pub mod paths;
mod pointer;
mod raw;
mod strings;
pub mod types;

pub use analysis::{
    Dependencies, Edge, Facts, Graph, Inlining, Location, LocationName, Names, ResourceReference, ResourceReferences,
    Resources, Secrets,
};
pub use arm::{NotJson, Origin, Sizes, measure, template_hash};
pub use bicep::{File, Fragments, Placement, unchecked_text};
pub use check::{Refused, check, check_only, check_or_refuse, refuse};
pub use checked::{Checked, ImportSource, LinkedFiles, ModuleTemplate};
pub use collation::collate;
pub use day::Day;
pub use document::Generator;
pub use import::{ImportKind, Imports};
pub use interface::{ExportKind, ExportedParameter, Interface, InterfaceExport, InterfaceOutput, InterfaceParameter};
pub use middle::{
    Binder, Callee, Comment, CommentPlace, Decl, DeclHint, DeclId, DeclKind, Decorator, DecoratorName, Direction,
    Entry, Expr, ExprId, Extension, FileId, Foreign, Header, Hint, Import, Imported, ImportedName, ImportedNames, Key,
    Load, Local, LocalId, LocalKind, MODULE_EXTENSION_CONFIGS, Middle, MiddleBuilder, Module, ModuleFile,
    ModuleFileKind, Origins, Parent, Part, Place, Referent, Resource, Run, TargetScope, TypeAccess, TypeHint,
    TypeMember, TypeNode, TypeNodeId, VersionAges,
};
pub use raw::{Accepted, Help, RawDiagnostic, RawDiagnostics};
pub use strings::{Str, Strings, known};
pub use triceps_language as language;
