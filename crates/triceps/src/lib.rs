//! Azure infrastructure as Rust types: one model, printed as Bicep text and as ARM JSON.
//!
//! It needs no .NET, no CLI and no network. This page is a ten-minute tour. The
//! [guide](https://github.com/triceps-rs/triceps/blob/main/docs/guide.md) leads to a deployed stack, the
//! [cookbook](https://github.com/triceps-rs/triceps/blob/main/docs/cookbook.md) has recipes, and
//! [Bicep to Rust](https://github.com/triceps-rs/triceps/blob/main/docs/bicep-to-rust.md) has every construct.
//!
//! # Model
//!
//! You add parameters, resources and outputs to a [`Template`]. Resources have typed models; [`Raw`] takes any
//! resource type of Azure. Adding returns a handle. Reading a property of a handle gives a reference, so Azure deploys
//! the resources in the right order.
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
//! Values have types: a setter for a number does not accept a [`Value<String>`](Value). An [`Expr`] has any type and is
//! accepted everywhere; the check compares it with the expected type. [`interpolate!`] builds strings, [`object!`]
//! objects.
//!
//! # Check
//!
//! [`Template::check`] returns all [`Diagnostics`] at once, with the codes of the Bicep compiler and its linter. It also
//! checks rules of Azure, such as names, pairs of CPU and memory, and missing rights. Each diagnostic has a path in the
//! model, the line of Rust, and what to write instead.
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
//! Only a checked template can be emitted, so emission cannot fail. [`Checked::to_bicep`] returns the text as
//! `bicep format` formats it, [`Checked::to_arm_string`] the JSON as `bicep build` compiles it. [`mod@build`] writes
//! files from a build script.
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
//! A module file is a separate template, which is checked first. Parameters and outputs are used by name. Modules from
//! registries, such as Azure Verified Modules, have generated bindings with typed parameters (feature `modules`).
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
//! A Rust `for` adds several resources; [`Template::add_each`] prints a Bicep loop, over values that are only known
//! in the deployment. `.when(..)` is a condition: properties of a conditional resource may be null.
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
//! A [`Secure`] value is accepted only in places for secrets: in an output, a tag or a plain environment variable it
//! does not compile. Where Rust does not know the type, the check finds it.
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
//! Test a stack with Rust tests over the emitted text, or over the JSON with the feature `serde_json`.
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
//! - One for each provider with models beyond the Container Apps stack, named after its module, such as `postgresql`,
//!   `storage` and `network`; `all-models` for all.
//! - `read`: compile Bicep text, and edit Bicep files.
//! - `modules`: modules from registries.
//! - `serde_json`: the ARM JSON as a value.
//! - `diff` and `manifest`: differences and lists of files for [`mod@build`].

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod build;
mod check;
pub mod diagnostics;
pub mod emit;
pub mod functions;
pub mod interface;
mod lower;
pub mod names;
pub mod prelude;
#[cfg(feature = "read")]
pub mod read;
mod template;

pub use template::{Func, IntoSecretArgument, Module, OutputBuilder, TargetScope, Template};
/// A template in which [`Template::check`] found no errors. Only this can be emitted.
///
/// ```
/// use triceps::{Module, Param, Template};
///
/// let mut names = Template::for_resource_group();
/// let prefix = names.param(Param::string("prefix"));
/// names.output("vault", &prefix);
///
/// let mut t = Template::for_resource_group();
/// let file = t.module_file("names.bicep", names.check()?);
/// let prefix = t.param(Param::string("prefix"));
/// t.add("names", Module::new(&file).param("prefix", &prefix));
/// let checked = t.check()?;
/// assert!(checked.warnings().is_empty() && checked.all_warnings().is_empty() && checked.accepted().is_empty());
/// assert_eq!(checked.files()?.len(), 2); // main.bicep and names.bicep
/// assert_eq!(checked.files_as("app.bicep")?[0].path, "app.bicep");
/// assert!(checked.to_bicep().starts_with("param prefix string\n"));
/// assert!(checked.to_bicepparam("main.bicep").starts_with("using 'main.bicep'\n"));
/// assert!(checked.to_arm_string().contains("Microsoft.Resources/deployments"));
/// let mut json = Vec::new();
/// checked.write_arm(&mut json)?; // or to a file, or the standard output
/// assert_eq!(json, checked.to_arm_string().into_bytes());
/// assert!(checked.to_arm_string_by(&triceps::emit::Generator::new("portal", "1.0.0")).contains("portal"));
/// assert!(checked.interface().parameter("prefix").is_some());
/// assert!(checked.is_deployed_like(&checked.clone()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub use triceps_core::Checked;
/// A diagnostic of [`Template::check`].
///
/// ```
/// use triceps::{Severity, Template};
///
/// let mut t = Template::for_resource_group();
/// t.output_as::<String>("port", 7007);
/// let diagnostics = t.check().expect_err("a number is not a string");
/// let found = diagnostics.iter().next().expect("one");
/// assert_eq!((found.id(), found.code().id()), ("BCP033", "BCP033"));
/// assert_eq!(found.severity(), Severity::Error);
/// assert_eq!(found.path(), "outputs.port");
/// assert!(!found.message().is_empty());
/// assert!(found.location().is_some() && found.span().is_none()); // made in Rust, not in a text
/// ```
///
/// ```
/// use triceps::diagnostics::{Code, Source};
/// use triceps::{Diagnostic, Severity};
///
/// let code = Code::new("TRI0101", Source::Triceps, Severity::Error, "a name that Azure refuses");
/// let diagnostic = Diagnostic::new(code, "resources.vault", "the name is too long")
///     .with_severity(Severity::Warning)
///     .with_help("shorten it")
///     .with_location(Some(std::panic::Location::caller()))
///     .with_span(None)
///     .within("files['vault.bicep']");
/// assert_eq!(diagnostic.path(), "files['vault.bicep'].resources.vault");
/// assert_eq!(diagnostic.help(), Some("shorten it"));
/// ```
pub use triceps_diagnostics::Diagnostic;
/// All diagnostics of [`Template::check`], sorted.
///
/// ```
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// t.param(Param::string("first"));
/// t.param(Param::string("second"));
/// let checked = t.check()?;
/// let warnings = checked.warnings();
/// assert!(!warnings.has_errors() && !warnings.is_empty());
/// assert_eq!(warnings.len(), 2);
/// assert_eq!(warnings.iter().next().map(|found| found.path()), Some("params.first"));
/// let mut all = triceps::Diagnostics::default();
/// warnings.iter().cloned().for_each(|warning| all.push(warning));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_diagnostics::Diagnostics;
/// The level of a diagnostic. A template with an error cannot be emitted.
///
/// ```
/// use triceps::Severity;
///
/// assert_eq!(Severity::Warning.name(), "warning");
/// ```
pub use triceps_diagnostics::Severity;
/// Text with values in it.
///
/// ```
/// use triceps::{Param, Template, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let prefix = t.param(Param::string("prefix"));
/// t.output("name", interpolate!("{prefix}-{}", 7));
/// t.output("text", interpolate!("{{{prefix}}}"));
/// let text = t.check()?.to_bicep();
/// assert!(text.ends_with("output name string = '${prefix}-7'\noutput text string = '{${prefix}}'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_macros::interpolate;
/// Text with values and secrets in it.
///
/// ```
/// use triceps::{Param, Template, interpolate_secret};
///
/// let mut t = Template::for_resource_group();
/// let user = t.param(Param::string("user"));
/// let password = t.param(Param::secure_string("password"));
/// t.secure_output("login", interpolate_secret!("{user}:{password}"));
/// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput login string = '${user}:${password}'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_macros::interpolate_secret;
#[cfg(feature = "cache")]
#[doc(inline)]
pub use triceps_model::cache;
#[cfg(feature = "cdn")]
#[doc(inline)]
pub use triceps_model::cdn;
#[cfg(feature = "cognitive-services")]
#[doc(inline)]
pub use triceps_model::cognitive_services;
#[cfg(feature = "graph")]
#[doc(inline)]
pub use triceps_model::graph;
#[cfg(feature = "insights")]
#[doc(inline)]
pub use triceps_model::insights;
#[cfg(feature = "network")]
#[doc(inline)]
pub use triceps_model::network;
#[cfg(feature = "postgresql")]
#[doc(inline)]
pub use triceps_model::postgresql;
#[cfg(feature = "resource-manager")]
#[doc(inline)]
pub use triceps_model::resource_manager;
#[cfg(feature = "search")]
#[doc(inline)]
pub use triceps_model::search;
#[cfg(feature = "security-insights")]
#[doc(inline)]
pub use triceps_model::security_insights;
#[cfg(feature = "service-bus")]
#[doc(inline)]
pub use triceps_model::service_bus;
#[cfg(feature = "storage")]
#[doc(inline)]
pub use triceps_model::storage;
#[doc(hidden)]
pub use triceps_model::{
    __private, model_enum, model_object, model_reference, own_kind, reference_methods, stands_for,
};
#[doc(inline)]
pub use triceps_model::{
    Access, Any, Array, Each, Existing, Expr, Extension, IntoExpr, IntoReference, IntoSecure, IntoValue, Map, Model,
    ModuleSource, Number, Object, OptionalProperty, OptionalSecretProperty, Param, Property, Raw, ResourceBody,
    ResourceId, SecretProperty, Secure, TypeExpr, Value, app, array, authorization, container_registry, each, empty,
    key_vault, managed_identity, object, operational_insights, resource_model, scope,
};
#[cfg(feature = "modules")]
pub use triceps_modules as modules;
#[cfg(feature = "read")]
pub use triceps_syntax as syntax;

/// Comments and decorators of declarations.
pub mod annotations {
    pub use crate::template::CommentPlace;
    #[doc(inline)]
    pub use triceps_model::tree::{Comment, Decorators};
}

/// The traits of arguments. You rarely name them, but messages of the Rust compiler do.
pub mod convert {
    pub use crate::template::{HoldsSecrets, ImportName, IntoModule, ModuleBinding, ModuleContent, ModuleLevel};
    #[doc(inline)]
    pub use triceps_model::convert::{
        Allowed, AnyArgs, Args, ArmType, Described, Empty, Fits, IntoArray, IntoArrays, IntoModuleArgument,
        IntoSecretOr, IntoTyped, Items, ParamKind, Plain, PropertyOf, PropertyPath, Reveal,
    };
    #[doc(hidden)]
    pub use triceps_model::convert::{Concrete, KnownValues, ModelObject, RefersTo};
}

/// Handles of what was added, and how they reach it: always there, on a condition, an item of a loop.
pub mod handle {
    pub use crate::template::{Import, ModuleFile, ModuleRef};
    #[doc(inline)]
    pub use triceps_model::handle::{
        Assumed, Collection, Conditional, Declaration, Declare, Declared, Direct, Handle, Item, NullIfNotFound, RawRef,
        ResourceRef, SecretReference, When,
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
