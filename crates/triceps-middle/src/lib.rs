//! The middle of triceps: what a template means, as one arena of declarations, expressions and types.
//!
//! A [`Middle`] is lowered from the Rust API or from text. Types, checks and emitters read it, each in a crate of its
//! own. What files see of each other is here too: the interface of a file, and ARM JSON of others.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod analysis;
mod bytes;
mod collation;
pub mod data;
mod day;
pub mod document;
pub mod hasher;
mod ids;
pub mod interface;
pub mod json;
pub mod kinds;
pub mod map;
mod middle;
pub mod order;
pub mod paths;
mod pointer;
pub mod raw;
pub mod strings;

pub use collation::collate;
pub use day::Day;
pub use middle::{
    Binder, Callee, Comment, CommentPlace, Decl, DeclHint, DeclId, DeclKind, Decorator, DecoratorName, Direction,
    Entry, Expr, ExprId, Extension, FileId, Foreign, Header, Hint, Import, Imported, ImportedName, ImportedNames, Key,
    Load, Local, LocalId, LocalKind, MODULE_EXTENSION_CONFIGS, Middle, MiddleBuilder, Module, ModuleFile,
    ModuleFileKind, Origins, Parent, Part, Place, Referent, Resource, Run, StringPlace, TargetScope, TypeAccess,
    TypeHint, TypeMember, TypeNode, TypeNodeId, VersionAges,
};
pub use triceps_language as language;
