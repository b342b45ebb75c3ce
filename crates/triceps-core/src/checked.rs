//! A file without errors.

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use crate::analysis::{Graph, Names};
use crate::middle::Middle;

/// A template without errors: the only thing that can be emitted.
#[derive(Clone, Debug)]
pub struct Checked {
    middle: Arc<Middle>,
    graph: Arc<Graph>,
    names: Arc<Names>,
    warnings: Diagnostics,
}

impl Checked {
    pub(crate) fn new(middle: Arc<Middle>, graph: Graph, names: Names, warnings: Diagnostics) -> Self {
        Self { middle, graph: Arc::new(graph), names: Arc::new(names), warnings }
    }

    /// What is worth mending, though nothing is refused.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// What the template means.
    pub fn middle(&self) -> &Middle {
        &self.middle
    }

    /// Which declaration refers to which.
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The names in the output.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }
}
