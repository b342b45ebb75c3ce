//! A file without errors.

mod files;

pub use files::{ImportSource, LinkedFiles, ModuleTemplate};

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use triceps_middle::analysis::{Facts, Graph, Names};
use triceps_middle::document::Kept;
use triceps_middle::interface::Interface;
use triceps_middle::raw::Accepted;
use triceps_middle::{ExprId, Middle};

/// A template without errors: the only thing that can be emitted.
#[derive(Clone, Debug)]
pub struct Checked {
    middle: Arc<Middle>,
    linked: Arc<LinkedFiles>,
    graph: Arc<Graph>,
    names: Arc<Names>,
    facts: Arc<Facts>,
    interface: Arc<Interface>,
    /// The expressions that read an output of a module, in the order of their ids.
    module_outputs: Arc<[ExprId]>,
    warnings: Diagnostics,
    accepted: Arc<[Accepted]>,
    size_bound: usize,
    /// Its JSON, once it is kept.
    json: Arc<Kept>,
    /// How many files deploy each other from here on, this one included.
    depth: usize,
}

impl Checked {
    /// A template that the checks have found to be without errors. Only they call this.
    #[doc(hidden)]
    pub fn new(
        middle: Middle,
        linked: LinkedFiles,
        graph: Graph,
        names: Names,
        facts: Facts,
        interface: Interface,
        module_outputs: Vec<ExprId>,
    ) -> Self {
        let depth = 1 + middle.files().map(|(_, file)| file.depth).max().unwrap_or(0);
        Self {
            depth,
            middle: Arc::new(middle),
            linked: Arc::new(linked),
            graph: Arc::new(graph),
            names: Arc::new(names),
            facts: Arc::new(facts),
            interface: Arc::new(interface),
            module_outputs: module_outputs.into(),
            warnings: Diagnostics::default(),
            accepted: Arc::default(),
            size_bound: 0,
            json: Arc::default(),
        }
    }

    /// Adds what is known once the file can be emitted.
    #[doc(hidden)]
    pub fn complete(&mut self, warnings: Diagnostics, accepted: Vec<Accepted>, size_bound: usize) {
        self.warnings = warnings;
        self.accepted = accepted.into();
        self.size_bound = size_bound;
    }

    /// Whether a template that deploys this one as a module sees the same in another, but for what is deployed.
    pub fn is_deployed_like(&self, other: &Self) -> bool {
        self.depth == other.depth
            && self.interface == other.interface
            && self.facts.secrets.outputs(&self.middle).eq(other.facts.secrets.outputs(&other.middle))
    }

    /// The same template, which deploys and imports from other files in place of some. Its size is that of before.
    #[doc(hidden)]
    pub fn linked_to(&self, replacement: &dyn Fn(&Arc<Self>) -> Option<Arc<Self>>) -> Self {
        let linked = Arc::new(self.linked.replaced(replacement));
        Self { linked, json: Arc::default(), ..self.clone() }
    }

    /// The same template, with another bound of its size.
    #[doc(hidden)]
    pub fn with_size_bound(self, size_bound: usize) -> Self {
        Self { size_bound, ..self }
    }

    /// Takes over the JSON of a template that has the same.
    pub fn share_json(&mut self, other: &Self) {
        self.json = other.json.clone();
    }

    /// Whether both share their JSON.
    pub fn shares_json(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.json, &other.json)
    }

    /// Its JSON, where it is kept.
    pub(crate) fn kept_json(&self) -> &Kept {
        &self.json
    }

    /// An upper bound of the bytes of its JSON.
    pub(crate) fn size_bound(&self) -> usize {
        self.size_bound
    }

    /// What other files see of it.
    pub fn interface(&self) -> &Interface {
        &self.interface
    }

    /// Its warnings.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The diagnostics that the model accepts, with the place of each.
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// What the template means.
    pub fn middle(&self) -> &Middle {
        &self.middle
    }

    /// The files that it names.
    #[doc(hidden)]
    pub fn linked(&self) -> &LinkedFiles {
        &self.linked
    }

    /// Which declaration refers to which.
    #[doc(hidden)]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What is known of the file as a whole.
    #[doc(hidden)]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether an expression reads an output of a module, as the types tell: `module.outputs.name`.
    pub(crate) fn is_module_output(&self, id: ExprId) -> bool {
        self.module_outputs.binary_search(&id).is_ok()
    }

    /// The names in the output.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }
}
