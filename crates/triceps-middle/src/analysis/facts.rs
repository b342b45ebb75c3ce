//! What checks and emitters know of a file as a whole.

use super::symbolic::needs_symbolic_names;
use super::{Dependencies, Graph, Inlining, ResourceReferences, Resources, Secrets};
use crate::middle::Middle;

/// What checks and emitters know of a file as a whole: tables by declaration.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What variables are other names of.
    pub references: ResourceReferences,
    /// Types, parents and places of resources.
    pub resources: Resources,
    /// What is written out where it is named.
    pub inlining: Inlining,
    /// What mentions what.
    pub dependencies: Dependencies,
    /// What is secure.
    pub secrets: Secrets,
    /// Whether resources are written by their names.
    pub symbolic: bool,
}

impl Facts {
    /// Looks at a file.
    pub fn new(middle: &Middle, graph: &Graph) -> Self {
        let references = ResourceReferences::new(middle, graph);
        let resources = Resources::new(middle, graph, &references);
        let inlining = Inlining::new(middle, graph, &references, &resources);
        let dependencies = Dependencies::new(middle, graph, &resources);
        let secrets = Secrets::new(middle, graph);
        let symbolic = needs_symbolic_names(middle, &secrets);
        Self { references, resources, inlining, dependencies, secrets, symbolic }
    }
}
