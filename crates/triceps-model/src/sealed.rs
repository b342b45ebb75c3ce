//! Traits that only this crate implements: each has a marker here, and asks for [`Sealed`] of it.

/// Implemented here alone, so that a trait may get new items without breaking anyone.
pub trait Sealed<Of> {}

/// Marks [`Access`](crate::Access).
pub struct OfAccess;

/// Marks [`ParamKind`](crate::convert::ParamKind).
pub struct OfParamKind;

/// Marks [`PropertyPath`](crate::convert::PropertyPath).
pub struct OfPropertyPath;

/// Marks [`IntoSecure`](crate::IntoSecure).
pub struct OfSecure;

/// Marks [`Args`](crate::convert::Args).
pub struct OfArgs;

/// Marks [`AnyArgs`](crate::convert::AnyArgs).
pub struct OfAnyArgs;

/// Marks [`IntoArrays`](crate::convert::IntoArrays).
pub struct OfArrays;
