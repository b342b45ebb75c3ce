//! What checks and emitters both have to know about a file as a whole.

mod dependencies;
mod facts;
mod graph;
mod inlining;
mod names;
mod reference;
mod resources;
mod secrets;
mod symbolic;

pub use dependencies::{Dependencies, Edge};
pub use facts::Facts;
pub use graph::Graph;
pub use inlining::Inlining;
pub use names::Names;
pub use reference::{ResourceReference, ResourceReferences};
pub use resources::{Location, LocationName, Resources};
pub use secrets::Secrets;
