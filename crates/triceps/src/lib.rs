//! Azure infrastructure as Rust types: one model, printed as Bicep text and as ARM JSON.
//!
//! No .NET, no CLI and no network are needed. This page is the tour; the
//! [guide](https://github.com/triceps-rs/triceps/blob/main/docs/guide.md) leads to a deployed stack, and the
//! [cookbook](https://github.com/triceps-rs/triceps/blob/main/docs/cookbook.md) has recipes.
//!
//! # Model
//!
//! A [`Template`] is built by adding to it. Resources are typed; [`Raw`] takes any resource type that Azure has.
//! What is added gives a handle, and reading a property of a handle gives a reference, which orders the deployment.
//!
//! ```
//! use triceps::container_registry::{Registry, Sku};
//! use triceps::functions::resource_group;
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let location = t.param(Param::string("location").default(resource_group().location()));
//! let registry = t.add("registry", Registry::new("contosoregistry", &location, Sku::BASIC));
//! t.add_raw(
//!     "lock",
//!     "Microsoft.Authorization/locks@2020-05-01",
//!     object! { name: "keep", scope: registry, properties: { level: "CanNotDelete" } },
//! );
//! t.output("loginServer", registry.login_server());
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! Values have types: [`Value<String>`](Value) does not fit where a number is wanted. An [`Expr`] is of any type, fits
//! everywhere, and is left to the check. Strings are put together with [`interpolate!`], objects with [`object!`].
//!
//! # Check
//!
//! [`Template::check`] gives all [`Diagnostics`] at once, with the codes of the Bicep compiler and its linter, and more:
//! names, pairs of CPU and memory, rights that are missing. Each has a path, and a help where something else is to be
//! written.
//!
//! ```
//! use triceps::container_registry::{Registry, Sku};
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! t.add("registry", Registry::new("contoso-registry", "westeurope", Sku::BASIC));
//! let diagnostics = t.check().expect_err("a name of a registry has no hyphens");
//! assert_eq!(diagnostics.iter().next().map(|diagnostic| diagnostic.id()), Some("BCP416"));
//! ```
//!
//! # Emit
//!
//! Only what was checked can be emitted, so that emission cannot fail: [`Checked::to_bicep`] is the text as
//! `bicep format` lays it out, [`Checked::to_arm_string`] the JSON as `bicep build` compiles it. A build script uses
//! [`build`].
//!
//! ```
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let name = t.param(Param::string("name"));
//! t.output("greeting", interpolate!("Hello, {name}"));
//! let checked = t.check()?;
//! assert_eq!(checked.to_bicep(), "param name string\n\noutput greeting string = 'Hello, ${name}'\n");
//! assert!(checked.to_arm_string().contains("[format('Hello, {0}', parameters('name'))]"));
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! # Modules
//!
//! A module file is a template of its own, checked first. Parameters and outputs go by name; bindings of modules of
//! others are typed (feature `modules`).
//!
//! ```
//! use triceps::prelude::*;
//!
//! fn names() -> Result<Checked, Diagnostics> {
//!     let mut t = Template::for_resource_group();
//!     let prefix = t.param(Param::string("prefix"));
//!     t.output("vault", interpolate!("kv-{prefix}"));
//!     t.check()
//! }
//!
//! let mut t = Template::for_resource_group();
//! let file = t.module_file("names.bicep", names()?);
//! let names = t.add("names", Module::new(&file).param("prefix", "portal"));
//! t.output("vault", names.output::<String>("vault"));
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! # Loops and conditions
//!
//! A Rust `for` writes several resources; [`Template::add_each`] writes one loop of Bicep, which runs over values that
//! are known at the deployment. `.when(..)` is a condition: what may not exist is read as a value that may be null.
//!
//! ```
//! use triceps::managed_identity::UserAssignedIdentity;
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let stages = t.param(Param::array_of::<String>("stages"));
//! let with_admin = t.param(Param::bool("withAdmin"));
//! let identities = t.add_each("identities", each("stage", &stages), |stage, _| {
//!     UserAssignedIdentity::new(interpolate!("id-{stage}"), "westeurope")
//! });
//! let admin = t.add("admin", UserAssignedIdentity::new("id-admin", "westeurope").when(&with_admin));
//! t.output("clientIds", identities.each(|identity| identity.client_id()));
//! t.output("admin", admin.client_id().or("none"));
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! # Secrets
//!
//! A [`Secure`] value fits only where a secret is wanted: as an output, a tag or a plain environment value it does not
//! compile. Where types are erased the check follows it.
//!
//! ```
//! use triceps::key_vault::Vault;
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let password = t.param(Param::secure_string("password"));
//! let vault = t.add("vault", Vault::existing("kv-portal"));
//! t.add("secret", vault.new_secret("database").value(&password));
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! ```compile_fail
//! # use triceps::prelude::*;
//! let mut t = Template::for_resource_group();
//! let password = t.param(Param::secure_string("password"));
//! t.output("password", password);
//! ```
//!
//! # Tests
//!
//! A test of a stack is a test of Rust: over the emitted text, or over the JSON with the feature `serde_json`.
//!
//! ```
//! use triceps::prelude::*;
//!
//! fn stack() -> Template {
//!     let mut t = Template::for_resource_group();
//!     t.var("replicas", 2);
//!     t.param(Param::string("stage").allowed(["dev", "prod"]));
//!     t
//! }
//!
//! assert!(stack().check()?.to_bicep().contains("'prod'"));
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! # Features
//!
//! Models beyond the Container Apps stack are behind one feature for each provider, named after its module:
//! `postgresql`, `storage`, `network`, and `all-models` for all. `read` compiles and changes Bicep text, `modules` has
//! modules of others, `serde_json` the JSON as a value, `diff` and `manifest` more of [`build`].

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros name the crate by its own path, also inside it.
extern crate self as triceps;

pub mod build;
mod check;
mod decorators;
mod expr;
pub mod functions;
mod generated;
mod lower;
mod macros;
pub mod names;
pub mod prelude;
#[cfg(feature = "read")]
mod read;
mod resources;
mod scope;
mod sealed;
mod template;
mod types;
mod value;

pub use decorators::Decorators;
pub use expr::{Any, Array, BinaryOp, Comment, Expr, IntoExpr, Object, UnaryOp, Value};
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
#[cfg(feature = "read")]
pub use read::{
    Compilation, Compiler, Disk, EditError, Files, MemoryFiles, Modules, Named, NoModules, Target, TextTemplate,
    ValuePath, Work, compile, compile_with,
};
pub use resources::{app, authorization, container_registry, key_vault, managed_identity, operational_insights};
pub use scope::{
    AnyLevel, Hosts, IntoScope, ManagementGroupLevel, ResourceGroupLevel, Scope, SubscriptionLevel, TenantLevel,
    management_group_named, resource_group_named, resource_group_of, subscription_of,
};
pub use template::{
    Access, CommentPlace, Existing, Extension, Func, Import, ImportName, IntoSecretArgument, Model, Module,
    ModuleBinding, ModuleContent, ModuleFile, ModuleLevel, ModuleRef, ModuleSource, OutputBuilder, Param, Raw, RawRef,
    ResourceBody, ResourceRef, SecretReference, TargetScope, Template, call,
};
pub use triceps_core::{Accepted, Checked, File, Generator, NotJson, Origin, template_hash};
pub use triceps_diagnostics::{Code, Diagnostic, Diagnostics, Severity, Source, Span};
pub use triceps_macros::{interpolate, interpolate_secret};
#[cfg(feature = "modules")]
pub use triceps_modules as modules;
#[cfg(feature = "read")]
pub use triceps_syntax as syntax;
pub use types::TypeExpr;
pub use value::{
    Described, Each, Empty, IntoReference, IntoSecretOr, IntoSecure, IntoValue, Items, Map, ModelObject, Number,
    OptionalProperty, OptionalSecretProperty, Property, PropertyOf, RefersTo, ResourceId, SecretProperty, Secure, each,
    empty,
};

/// What fits where: the traits behind arguments. They are seldom named; messages of the Rust compiler name them.
pub mod convert {
    pub use crate::expr::{AnyArgs, Args, Plain};
    pub use crate::template::{HoldsSecrets, IntoModule, IntoModuleArgument, ParamKind, PropertyPath};
    pub use crate::value::{Allowed, ArmType, Concrete, Fits, IntoArray, IntoArrays, IntoTyped, KnownValues, Reveal};
}

/// Handles of what was added, and how they reach it: always there, on a condition, an item of a loop.
pub mod handle {
    pub use crate::template::{
        Assumed, Collection, Conditional, Declaration, Declare, Declared, Direct, Handle, Item, NullIfNotFound, When,
    };
}

/// What a checked file shows to others: parameters, outputs and exports.
pub mod interface {
    pub use triceps_core::{
        ExportKind, ExportedParameter, Interface, InterfaceExport, InterfaceOutput, InterfaceParameter,
    };
}

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
#[doc = include_str!("../../../docs/guide.md")]
#[doc = include_str!("../../../docs/upgrade.md")]
struct ReadmeExamples;

/// The examples of the pages on Bicep that is read.
#[cfg(all(doctest, feature = "read"))]
#[doc = include_str!("../../../docs/read.md")]
#[doc = include_str!("../../../docs/compile.md")]
#[doc = include_str!("../../../docs/change.md")]
struct GuideExamples;
