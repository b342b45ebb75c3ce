//! What checks and emitters both have to know about a file as a whole.

mod graph;
mod names;

pub use graph::Graph;
pub use names::Names;
