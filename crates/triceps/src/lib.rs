//! Azure infrastructure as Rust types: one model, printed as Bicep text and as ARM JSON.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros name the crate by its own path, also inside it.
extern crate self as triceps;

pub mod build;
mod expr;
pub mod functions;
mod generated;
mod lower;
mod macros;
pub mod names;
#[cfg(feature = "read")]
mod read;
mod resources;
mod template;
mod types;
mod value;

pub use expr::{Array, BinaryOp, Expr, Object, UnaryOp};
#[cfg(feature = "cache")]
pub use generated::cache;
#[cfg(feature = "cdn")]
pub use generated::cdn;
#[cfg(feature = "cognitive-services")]
pub use generated::cognitive_services;
#[cfg(feature = "db-for-postgre-sql")]
pub use generated::db_for_postgre_sql;
#[cfg(feature = "graph")]
pub use generated::graph;
#[cfg(feature = "insights")]
pub use generated::insights;
#[cfg(feature = "network")]
pub use generated::network;
#[cfg(feature = "resource-manager")]
pub use generated::resource_manager;
#[cfg(feature = "search")]
pub use generated::search;
#[cfg(feature = "security-insights")]
pub use generated::security_insights;
#[cfg(feature = "service-bus")]
pub use generated::service_bus;
#[cfg(feature = "storage")]
pub use generated::storage;
#[cfg(feature = "read")]
pub use read::{
    Compilation, Compiler, Disk, EditError, Files, MemoryFiles, Modules, Named, NoModules, Target, TextTemplate,
    ValuePath, Work, compile, compile_with,
};
pub use resources::{app, authorization, container_registry, key_vault, managed_identity, operational_insights};
pub use template::{
    Access, AnyLevel, Assumed, Collection, Comment, CommentPlace, Conditional, Declaration, Declare, Declared,
    Decorators, Direct, Existing, Extension, Func, Handle, HoldsSecrets, Hosts, Import, ImportName, IntoModule,
    IntoModuleArgument, IntoScope, IntoSecretArgument, IntoTyped, Item, ManagementGroupLevel, Model, Module,
    ModuleBinding, ModuleContent, ModuleFile, ModuleLevel, ModuleRef, ModuleSource, NullIfNotFound, OutputBuilder,
    Param, ParamKind, PropertyPath, Raw, RawRef, ResourceBody, ResourceGroupLevel, ResourceRef, Scope, SecretReference,
    SubscriptionLevel, TargetScope, Template, TenantLevel, When, call, management_group_named, resource_group_named,
    resource_group_of, subscription_of,
};
pub use triceps_core::{
    Accepted, Checked, ExportKind, ExportedParameter, File, Generator, Interface, InterfaceExport, InterfaceOutput,
    InterfaceParameter, NotJson, Origin, template_hash,
};
pub use triceps_diagnostics::{Code, Diagnostic, Diagnostics, Severity, Source, Span};
pub use triceps_macros::{interpolate, interpolate_secret};
#[cfg(feature = "modules")]
pub use triceps_modules as modules;
#[cfg(feature = "read")]
pub use triceps_syntax as syntax;
pub use types::TypeExpr;
pub use value::{
    Allowed, Any, AnyArgs, Args, ArmType, Concrete, Described, Each, Empty, Fits, IntoArray, IntoArrays, IntoExpr,
    IntoReference, IntoSecretOr, IntoSecure, IntoValue, Items, KnownValues, Map, ModelObject, Number, OptionalProperty,
    OptionalSecretProperty, Plain, Property, PropertyOf, RefersTo, ResourceId, Reveal, SecretProperty, Secure, Value,
    each, empty,
};

#[doc(hidden)]
pub mod __private {
    pub use crate::value::{
        Fragment, Interpolate, InterpolateSecret, interpolate_fragments, interpolate_secret_fragments,
    };
}

/// The examples of the pages that newcomers read.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../../../docs/upgrade.md")]
struct ReadmeExamples;

/// The examples of the pages on Bicep that is read.
#[cfg(all(doctest, feature = "read"))]
#[doc = include_str!("../../../docs/read.md")]
#[doc = include_str!("../../../docs/compile.md")]
#[doc = include_str!("../../../docs/change.md")]
struct GuideExamples;
