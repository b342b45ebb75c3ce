//! What a file shows to others.

use crate::kinds::{Portable, PortableType, Position};
use crate::language::TargetScope;
use crate::map::Set;

/// What a file shows to others: all that they read of it. Equal interfaces are the same to every reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    scope: TargetScope,
    parameters: Vec<InterfaceParameter>,
    outputs: Vec<InterfaceOutput>,
    exports: Vec<InterfaceExport>,
    types: Portable,
}

/// A parameter that a module is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceParameter {
    /// Its name.
    pub name: String,
    /// Whether it has to be given: it has no default, and its type does not take null.
    pub is_required: bool,
    /// Whether it is a secret, or holds one.
    pub is_secure: bool,
    /// What its decorator says about it.
    pub description: Option<String>,
    /// The type.
    pub ty: Position,
}

/// An output that is read from a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceOutput {
    /// Its name.
    pub name: String,
    /// Whether it is a secret, or holds one.
    pub is_secure: bool,
    /// What its decorator says about it.
    pub description: Option<String>,
    /// The type.
    pub ty: Position,
}

/// What other files may import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceExport {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ExportKind,
    /// What its decorator says about it.
    pub description: Option<String>,
    /// The type.
    pub ty: Position,
}

/// What kind of thing is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// A type.
    Type,
    /// A variable.
    Variable,
    /// A function, with its parameters.
    Function(Vec<ExportedParameter>),
}

/// A parameter of an exported function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedParameter {
    /// Its name.
    pub name: String,
    /// The type.
    pub ty: Position,
}

impl Interface {
    /// An interface of its parts.
    #[doc(hidden)]
    pub fn from_parts(
        scope: TargetScope,
        parameters: Vec<InterfaceParameter>,
        outputs: Vec<InterfaceOutput>,
        exports: Vec<InterfaceExport>,
        types: Portable,
    ) -> Self {
        Self { scope, parameters, outputs, exports, types }
    }

    /// The interface of a file without anything in it.
    pub fn empty(scope: TargetScope) -> Self {
        Self::from_parts(scope, Vec::new(), Vec::new(), Vec::new(), Portable::default())
    }

    /// The scope that the file is deployed to.
    pub fn scope(&self) -> TargetScope {
        self.scope
    }

    /// The parameters, in the order in which they were declared.
    pub fn parameters(&self) -> &[InterfaceParameter] {
        &self.parameters
    }

    /// A parameter by its name.
    pub fn parameter(&self, name: &str) -> Option<&InterfaceParameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The outputs, in the order in which they were declared.
    pub fn outputs(&self) -> &[InterfaceOutput] {
        &self.outputs
    }

    /// An output by its name.
    pub fn output(&self, name: &str) -> Option<&InterfaceOutput> {
        self.outputs.iter().find(|output| output.name == name)
    }

    /// What other files may import.
    pub fn exports(&self) -> &[InterfaceExport] {
        &self.exports
    }

    /// The types that positions are in.
    #[doc(hidden)]
    pub fn types(&self) -> &Portable {
        &self.types
    }

    /// Whether types are derived from resource types that the index does not have.
    #[doc(hidden)]
    pub fn has_unknown_types(&self) -> bool {
        let mut seen: Set<&str> = Set::default();
        self.types.list().iter().any(|ty| match ty {
            PortableType::Derived { from, .. } => seen.insert(&from.resource) && !from.is_known(),
            _ => false,
        })
    }
}
