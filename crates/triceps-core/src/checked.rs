//! A file without errors.

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use crate::analysis::{Facts, Graph, Names};
use crate::arm::Kept;
use crate::check::{Accepted, has_size_within_limits};
use crate::interface::Interface;
use crate::middle::Middle;

/// A template without errors: the only thing that can be emitted.
#[derive(Clone, Debug)]
pub struct Checked {
    middle: Arc<Middle>,
    graph: Arc<Graph>,
    names: Arc<Names>,
    facts: Arc<Facts>,
    interface: Arc<Interface>,
    warnings: Diagnostics,
    accepted: Arc<[Accepted]>,
    size_bound: usize,
    /// Its JSON, once it is kept.
    json: Arc<Kept>,
    /// How many files deploy each other from here on, this one included.
    depth: usize,
}

impl Checked {
    pub(crate) fn new(middle: Arc<Middle>, graph: Graph, names: Names, facts: Facts, interface: Interface) -> Self {
        let depth = 1 + middle.files().map(|(_, file)| file.template.depth()).max().unwrap_or(0);
        Self {
            depth,
            middle,
            graph: Arc::new(graph),
            names: Arc::new(names),
            facts: Arc::new(facts),
            interface: Arc::new(interface),
            warnings: Diagnostics::default(),
            accepted: Arc::default(),
            size_bound: 0,
            json: Arc::default(),
        }
    }

    /// Adds what is known once the file can be emitted.
    pub(crate) fn complete(&mut self, warnings: Diagnostics, accepted: Vec<Accepted>, size_bound: usize) {
        self.warnings = warnings;
        self.accepted = accepted.into();
        self.size_bound = size_bound;
    }

    /// Whether a template that deploys this one as a module sees the same in another, but for what is deployed.
    pub fn is_deployed_like(&self, other: &Self) -> bool {
        self.depth == other.depth
            && self.interface == other.interface
            && self.facts.secrets.has_secure_output() == other.facts.secrets.has_secure_output()
    }

    /// The same template, which deploys and imports from other files in place of some: those in whose place they stand
    /// are [deployed like](Self::is_deployed_like) them, and [export the same](crate::ImportSource::exports_the_same).
    ///
    /// None where a limit of the size may be reached, so that the template has to be checked again.
    pub fn with_files(&self, replacement: &dyn Fn(&Arc<Self>) -> Option<Arc<Self>>) -> Option<Self> {
        let middle = Arc::new(self.middle.with_files(replacement));
        let mut checked = Self { middle, json: Arc::default(), ..self.clone() };
        checked.size_bound = has_size_within_limits(self, &checked)?;
        Some(checked)
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

    /// How many files deploy each other from here on, this one included.
    pub(crate) fn depth(&self) -> usize {
        self.depth
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

    /// Which declaration refers to which.
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What is known of the file as a whole.
    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The names in the output.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }
}
