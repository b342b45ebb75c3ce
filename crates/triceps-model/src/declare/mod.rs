//! Declarations before they are added to a template, and the handles to them.

mod content;
mod extension;
mod handle;
mod model;
mod module;
mod param;
mod resource;
mod secret;

pub use content::{Content, LoopHeader, ModuleDecl, ResourceDecl};
pub use extension::{Extension, ExtensionDecl};
pub use handle::{Access, Assumed, Collection, Conditional, Declared, Direct, Item, ResourceRef};
pub use module::{ModuleSource, ModuleTarget, UnboundModule};
pub use param::{Param, ParamKind};
pub use resource::{
    Declaration, Declare, Existing, Handle, Model, NullIfNotFound, PropertyPath, Raw, RawRef, ResourceBody, When,
};
pub use secret::{IntoModuleArgument, SecretReference};
