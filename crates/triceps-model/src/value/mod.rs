//! Typed values and secrets, and the traits of arguments.

mod arrays;
mod convert;
mod each;
mod interpolate;
mod into_typed;
mod kinds;
mod map;
mod operators;
mod property;
mod secure;
mod typed;

pub use arrays::IntoArrays;
pub use convert::{Empty, IntoArray, IntoReference, IntoValue, Items, RefersTo, empty};
pub use each::{Each, each};
pub use interpolate::{Fragment, Interpolate, InterpolateSecret, interpolate_fragments, interpolate_secret_fragments};
pub use into_typed::IntoTyped;
pub use kinds::{ArmType, Concrete, Fits, KnownValues, ModelObject, Number, ResourceId};
pub use map::Map;
pub use property::{Described, OptionalProperty, OptionalSecretProperty, Property, PropertyOf, SecretProperty};
pub use secure::{Allowed, IntoSecretOr, IntoSecure, Reveal, Secure};
