#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "oci")]
mod archive;
mod bom;
mod cache;
#[cfg(feature = "compile")]
mod compile;
mod config;
mod digest;
mod disk;
mod error;
mod files;
mod interface;
pub mod limits;
mod lock;
mod manifest;
mod module;
mod names;
#[cfg(feature = "oci")]
mod oci;
mod parallel;
mod reference;
mod reference_error;
mod scan;
mod settings;
mod sources;
mod store;
mod versions;

#[cfg(feature = "oci")]
pub use archive::{pack, unpack};
pub use bom::cyclonedx;
pub use cache::Cache;
#[cfg(feature = "compile")]
pub use compile::Resolver;
pub use config::{BicepConfig, Cloud};
pub use digest::{Digest, NotADigest};
pub use error::Error;
pub use files::{LOCK_FILE, MODULES_FOLDER, SETTINGS_FILE};
pub use interface::{
    Additional, Change, Difference, Function, Interface, Output, Parameter, Property, Schema, Shape, Variable,
};
pub use lock::{Entry, Lock};
pub use manifest::{Kind, Notes};
pub use module::{MemoryRegistry, Module, Registry};
pub use names::{check as check_name, choose as choose_name};
#[cfg(feature = "oci")]
pub use oci::{Broken, Method, Network, Publication, Registries, Request, Response, Timeouts, Transport, Url, User};
pub use parallel::each;
pub use reference::{LocalPath, OciReference, Pin, Reference, TemplateSpecReference};
pub use reference_error::ReferenceError;
pub use scan::{Use, Uses, leaves, root_of};
pub use settings::{Mirror, Settings};
pub use sources::Sources;
pub use store::{Exclusive, Store, moved};
pub use versions::{Newest, newest};
