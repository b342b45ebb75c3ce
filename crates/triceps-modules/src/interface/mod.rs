//! What a module takes and gives.

mod change;
mod page;
mod read;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use triceps_core::TargetScope;
use triceps_core::json::Json;

pub use change::{Change, Difference};
pub use schema::{Additional, Property, Schema, Shape};

/// A parameter of a module.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// What fits.
    pub schema: Schema,
    /// The default, as it is written in the template; `null` counts as none.
    pub default: Option<Json>,
}

impl Parameter {
    /// Whether a value has to be given. Without a default it may still be nullable.
    pub fn is_required(&self, types: &BTreeMap<String, Schema>) -> bool {
        self.default.is_none() && !self.schema.is_nullable(types)
    }
}

/// An output of a module.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The name.
    pub name: String,
    /// What it is.
    pub schema: Schema,
}

/// A function that a module exports.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The name; with its namespace if that is not the one of Bicep.
    pub name: String,
    /// Names and types of its parameters.
    pub parameters: Vec<(String, Schema)>,
    /// What it gives.
    pub output: Schema,
    /// What it is for.
    pub description: Option<String>,
}

/// A variable that a module exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
}

/// What a module takes and gives, read from its template.
#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    /// Where it may be deployed.
    pub scope: TargetScope,
    /// `metadata name`.
    pub name: Option<String>,
    /// `metadata description`.
    pub description: Option<String>,
    /// Parameters, in the order of the template.
    pub parameters: Vec<Parameter>,
    /// Outputs, in the order of the template.
    pub outputs: Vec<Output>,
    /// Types, by name.
    pub types: BTreeMap<String, Schema>,
    /// The types that it exports.
    pub exported_types: BTreeSet<String>,
    /// The functions that it exports.
    pub functions: Vec<Function>,
    /// The variables that it exports.
    pub variables: Vec<Variable>,
    /// Types and versions of the resources inside, nested deployments included: `Microsoft.Storage/storageAccounts@2024-01-01`.
    pub resources: BTreeSet<String>,
    /// How many deployments are nested in it.
    pub deployments: usize,
}

impl Interface {
    /// Whether a parameter has this name.
    pub fn takes(&self, parameter: &str) -> bool {
        self.parameters.iter().any(|known| known.name == parameter)
    }
}
