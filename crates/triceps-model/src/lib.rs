//! What users of `triceps` write: expressions, typed values, functions, and typed models of Azure resources.
//!
//! The crate `triceps` re-exports all of it beside its own `Template`, which collects declarations, lowers and checks
//! them. Nothing here knows how a template is checked or emitted. [`tree`] is for the lowering.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros name the crate by the path that users have.
extern crate self as triceps;

mod declare;
mod decorators;
mod expr;
pub mod functions;
mod generated;
mod macros;
mod resources;
pub mod scope;
mod sealed;
mod types;
mod value;

pub use declare::{Access, Existing, Extension, Model, ModuleSource, Param, Raw, ResourceBody};
pub use expr::{Any, Array, Expr, IntoExpr, Object, Value};
#[cfg(feature = "cache")]
pub use generated::cache;
#[cfg(feature = "cdn")]
pub use generated::cdn;
#[cfg(feature = "cognitive-services")]
pub use generated::cognitive_services;
#[cfg(feature = "graph")]
pub use generated::graph;
#[cfg(feature = "insights")]
pub use generated::insights;
#[cfg(feature = "network")]
pub use generated::network;
#[cfg(feature = "postgresql")]
pub use generated::postgresql;
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
pub use resources::{app, authorization, container_registry, key_vault, managed_identity, operational_insights};
pub use triceps_macros::{interpolate, interpolate_secret};
pub use types::TypeExpr;
pub use value::{
    Each, IntoReference, IntoSecure, IntoValue, Map, Number, OptionalProperty, OptionalSecretProperty, Property,
    ResourceId, SecretProperty, Secure, each, empty,
};

/// The traits of arguments.
pub mod convert {
    pub use crate::declare::{IntoModuleArgument, ParamKind, PropertyPath};
    pub use crate::expr::{AnyArgs, Args, Plain};
    pub use crate::value::{
        Allowed, ArmType, Concrete, Described, Empty, Fits, IntoArray, IntoArrays, IntoSecretOr, IntoTyped, Items,
        KnownValues, ModelObject, PropertyOf, RefersTo, Reveal,
    };
}

/// Handles of what was added.
pub mod handle {
    pub use crate::declare::{
        Assumed, Collection, Conditional, Declaration, Declare, Declared, Direct, Handle, Item, NullIfNotFound, RawRef,
        ResourceRef, SecretReference, When,
    };
}

/// What models are made of, for the lowering. Users have no need of it.
pub mod tree {
    pub use crate::declare::{
        Content, ExtensionDecl, LoopHeader, ModuleDecl, ModuleTarget, ResourceDecl, UnboundModule,
    };
    pub use crate::decorators::{Decorator, Decorators};
    pub use crate::expr::{
        Between, BinaryOp, Callee, Comment, Composite, Entry, ForLoop, Key, LanguageName, Local, Measure, Measured,
        Node, Part, Refusal, Symbol, TemplateId, UnaryOp,
    };
    pub use crate::types::{Direction, ObjectType, TypeAccess, TypeMember, TypeNode};
}

#[doc(hidden)]
pub mod __private {
    pub use crate::expr::key_of;
    pub use crate::value::{
        Fragment, Interpolate, InterpolateSecret, interpolate_fragments, interpolate_secret_fragments,
    };
}
