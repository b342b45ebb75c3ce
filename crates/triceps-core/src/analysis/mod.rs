//! What checks and emitters both have to know about a file as a whole.

mod dependencies;
mod facts;
mod graph;
mod inlining;
mod mention;
mod names;
mod resources;
mod secrets;
mod symbolic;

pub use dependencies::{Dependencies, Edge};
pub use facts::Facts;
pub use graph::Graph;
pub use inlining::Inlining;
pub use mention::{Mention, Mentions};
pub use names::Names;
pub use resources::{Location, LocationName, Resources};
pub use secrets::Secrets;
