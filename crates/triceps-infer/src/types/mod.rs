//! Types: what is known of a value without evaluating it.
//!
//! All types of one file lie in its [`Types`], are compared by [`TypeId`], and are taken from the resource index as
//! they are asked for. A type remembers its marks: whether a mismatch is a warning, whether it is a secret.

mod assign;
mod body;
mod circles;
mod collapse;
mod derived;
mod display;
mod export;
mod fill;
mod import;
mod index;
mod infer;
mod interface;
mod literal;
mod narrow;
mod object;
mod outputs;
mod pattern;
mod resolve;
mod secret;
mod suggest;
mod table;
mod text;
mod union;
mod validate;
mod written;

pub use body::{Known, Method, catalog_of, is_type, is_version};
pub use circles::{is_of_nested, is_of_types, way_around};
pub use fill::fill;
pub use interface::interface;
pub use object::{Object, Variants};
pub use outputs::module_outputs;
pub use suggest::{Comparisons, closest};
pub use table::Types;
use table::utf16_length;
pub use text::listed;
pub use triceps_middle::kinds::{
    Additional, Bounds, BoundsId, DerivedFrom, Named, ObjectId, Property, PropertyFlags, ScopeKinds, Type, TypeFlags,
    TypeId, TypeList, VariantsId,
};
pub use validate::argument;

#[cfg(test)]
mod tests;
