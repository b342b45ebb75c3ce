//! Typed values and secrets, and what may be given where one is wanted.

mod args;
mod convert;
mod interpolate;
mod kinds;
mod map;
mod operators;
mod property;
mod secure;
mod typed;

pub use args::{AnyArgs, Args, IntoArrays};
pub use convert::{Empty, IntoArray, IntoExpr, IntoReference, IntoValue, Items, Plain, RefersTo, empty};
pub use interpolate::{Fragment, Interpolate, InterpolateSecret, interpolate_fragments, interpolate_secret_fragments};
pub use kinds::{Any, ArmType, Concrete, Fits, KnownValues, ModelObject, Number, ResourceId};
pub use map::Map;
pub use property::{Described, OptionalProperty, OptionalSecretProperty, Property, PropertyOf, SecretProperty};
pub use secure::{Allowed, IntoSecretOr, IntoSecure, Reveal, Secure};
pub use typed::{Each, Expr, Value, each};
