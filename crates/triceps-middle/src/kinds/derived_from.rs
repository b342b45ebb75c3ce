//! What a type that is derived from a resource type names.

use triceps_types::Index;

use crate::language::Direction;
use crate::pointer::step;

/// A type that is derived from a resource type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedFrom {
    /// The whole as it is written: `Type@version#properties/sku`.
    pub source: String,
    /// `Type@version`
    pub resource: String,
    /// The steps from there, as in a JSON pointer.
    pub steps: Vec<String>,
    /// Whether the type is of what is sent, or of what is answered.
    pub direction: Direction,
}

impl DerivedFrom {
    /// Whether the index has the resource type.
    pub fn is_known(&self) -> bool {
        let parts = self.resource.split_once('@');
        parts.is_some_and(|(name, version)| Index::builtin().resource_type(name, version).is_some())
    }

    /// What `Type@version#properties/sku` names.
    pub fn new(source: &str, direction: Direction) -> Self {
        let (resource, path) = source.split_once('#').unwrap_or((source, ""));
        let steps = path.split('/').filter(|step| !step.is_empty()).map(step).collect();
        Self { source: source.to_owned(), resource: resource.to_owned(), steps, direction }
    }
}
