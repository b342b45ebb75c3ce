//! Traits that only this crate implements: each has a marker here, and asks for [`Sealed`] of it.

/// Implemented here alone, so that a trait may get new items without breaking anyone.
pub trait Sealed<Of> {}

/// Marks [`Access`](crate::Access).
pub struct OfAccess;

/// Marks [`ParamKind`](crate::ParamKind).
pub struct OfParamKind;

/// Marks [`PropertyPath`](crate::PropertyPath).
pub struct OfPropertyPath;

/// Marks [`IntoSecure`](crate::IntoSecure).
pub struct OfSecure;

/// Marks [`Args`](crate::Args).
pub struct OfArgs;

/// Marks [`AnyArgs`](crate::AnyArgs).
pub struct OfAnyArgs;

/// Marks [`IntoArrays`](crate::IntoArrays).
pub struct OfArrays;
