//! The types of triceps: what is known of an expression without evaluating it.
//!
//! [`fill`] finds the types of a file, [`Types`] has them. The checks compare them, and other files see them through
//! the interface of the file.

#![cfg_attr(docsrs, feature(doc_cfg))]

// Files of one folder may need each other.
mod types;

pub use types::*;
