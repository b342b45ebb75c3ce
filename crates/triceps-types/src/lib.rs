//! Every Azure resource type and API version as one small binary index, with its reader.
//!
//! The index is part of the crate and needs no setup: nothing is read from disk, nothing is decompressed and nothing
//! is parsed up front. A look-up touches only the bytes of the type it is about.
//!
//! ```
//! use triceps_types::{Index, TypeKind};
//!
//! let index = Index::builtin();
//! let app = index.resource_type("microsoft.app/containerapps", "2025-07-01").expect("the type is known");
//! assert_eq!(app.name(), "Microsoft.App/containerApps");
//!
//! let TypeKind::Object(body) = app.body() else { panic!("a container app has no variants") };
//! let location = body.property("location").expect("the body has a location");
//! assert!(location.is_required());
//! assert!(matches!(location.kind(), TypeKind::String(_)));
//! ```
//!
//! # Concepts
//!
//! - [`Index`] is the whole data. [`Index::azure`] is the [`Catalog`] of Azure Resource Manager, most of its look-ups
//!   are repeated on the index itself; [`Index::extensions`] are the catalogs of other APIs, today Microsoft Graph.
//! - A catalog has [`Provider`]s, a provider [`VersionedType`]s, a versioned type one [`ResourceType`] for each
//!   [`ApiVersion`].
//! - A resource type has [`Scopes`], functions ([`ResourceFunction`], `listKeys` and its like) and a body. The body and
//!   all below it is a [`TypeKind`]: an [`ObjectType`] with properties, a [`DiscriminatedObjectType`], a [`UnionType`]
//!   and so on.
//!
//! All views are small and `Copy`, and compare by what they point at.
//!
//! # What the data says
//!
//! The data is that of the Bicep compiler, without its descriptions: `required` is what the service's specification
//! says, fractions are integers, formats other than UUIDs are plain strings, and few secrets are marked as such.
//! Names of resource types and versions are looked up without regard to letter case; names of properties are exact.
//!
//! # Damaged data
//!
//! [`Index::open`] checks the frame of an index and [`Index::verify`] all of it. A view into damaged data never
//! panics: what cannot be read is absent, or [`TypeKind::Any`].

mod bytes;
mod catalog;
mod error;
mod extension;
mod functions;
mod index;
mod kind;
mod layout;
mod lookup;
mod provider;
mod resource;
mod scopes;
mod search;
mod source;
mod strings;
mod verify;
mod version;
mod versioned;

pub use crate::{
    catalog::Catalog,
    error::{IndexError, IndexErrorKind},
    extension::{Extension, Extensions},
    functions::{ResourceFunction, ResourceFunctions},
    index::Index,
    kind::{
        ArrayType, DiscriminatedObjectType, IntegerType, Literals, ObjectType, Properties, Property, PropertyFlags,
        StringType, TypeId, TypeKind, UnionType, Variant, Variants,
    },
    provider::{Provider, Providers},
    resource::{ResourceType, ResourceTypes},
    scopes::Scopes,
    source::{Source, Sources},
    version::ApiVersion,
    versioned::{VersionedType, VersionedTypes},
};
