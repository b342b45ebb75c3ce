//! Tasks of the workspace.

pub mod conformance;
