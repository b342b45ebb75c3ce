//! The core of triceps: the checks, with the crates that they stand on.
//!
//! ```text
//! Middle -> types -> checks -> Checked -> Bicep text
//!                                      -> ARM JSON
//! ```
//!
//! A [`Middle`] is lowered from the Rust API or from text. [`check`] gives all diagnostics, or a [`Checked`] template,
//! and only that can be emitted. These crates read no file, no clock, no environment and no network, and they write
//! Bicep but never read it.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
pub mod names;

pub use check::{Refused, check, check_only, check_or_refuse, refuse, relink};
pub use triceps_emit::{
    Checked, File, Fragments, ImportKind, ImportSource, Imports, LinkedFiles, ModuleTemplate, NotJson, Origin,
    Placement, Sizes, measure, template_hash, unchecked_text,
};
pub use triceps_infer as types;
pub use triceps_language as language;
pub use triceps_middle::analysis::{
    Dependencies, Edge, Facts, Graph, Inlining, Location, LocationName, Names, ResourceReference, ResourceReferences,
    Resources, Secrets,
};
pub use triceps_middle::document::Generator;
pub use triceps_middle::interface::{
    ExportKind, ExportedParameter, Interface, InterfaceExport, InterfaceOutput, InterfaceParameter,
};
pub use triceps_middle::raw::{Accepted, Help, RawDiagnostic, RawDiagnostics};
pub use triceps_middle::strings::{Str, Strings, known};
pub use triceps_middle::{
    Binder, Callee, Comment, CommentPlace, Day, Decl, DeclHint, DeclId, DeclKind, Decorator, DecoratorName, Direction,
    Entry, Expr, ExprId, Extension, FileId, Foreign, Header, Hint, Import, Imported, ImportedName, ImportedNames, Key,
    Load, Local, LocalId, LocalKind, MODULE_EXTENSION_CONFIGS, Middle, MiddleBuilder, Module, ModuleFile,
    ModuleFileKind, Origins, Parent, Part, Place, Referent, Resource, Run, StringPlace, TargetScope, TypeAccess,
    TypeHint, TypeMember, TypeNode, TypeNodeId, VersionAges, collate, json, paths,
};
