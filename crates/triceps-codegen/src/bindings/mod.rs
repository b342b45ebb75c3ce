//! Bindings: the parameters and outputs of a module from a registry as Rust types.

mod derived;
mod docs;
mod literal;
pub mod model;
mod outputs;
mod project;
mod read;
mod shared;
mod write;

use std::collections::BTreeMap;
use std::mem;

use triceps_core::json::Json;
use triceps_modules::Interface;

use model::Model;
pub use project::{ModuleBindings, ProjectBinding, ProjectBindings, project_bindings};

/// A module for which a binding is made.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a> {
    /// The module in Rust, which also names the type: `storage_account` has `StorageAccount`.
    pub name: &'a str,
    /// The reference as it is printed: `br/public:avm/res/storage/storage-account:0.32.1`.
    pub reference: &'a str,
    /// Whether it is a template spec.
    pub is_template_spec: bool,
    /// The Rust expression that gives the template: `include_str!("../../modules/..")`.
    pub template: &'a str,
    /// What the module takes and gives.
    pub interface: &'a Interface,
    /// Names that nested types have to keep, by the place of the type.
    pub names: &'a BTreeMap<String, String>,
    /// Values of parameters that every module gets which has them.
    pub defaults: &'a BTreeMap<String, Json>,
}

/// A generated binding.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The Rust text of the module.
    pub text: String,
    /// The names of its nested types, by place.
    pub names: BTreeMap<String, String>,
    /// Parts of the interface that take any value although the template has a type for them, with the reason.
    pub untyped: Vec<String>,
    /// How many parameters, outputs and parts of them there are.
    pub places: usize,
    /// What was generated, with all names.
    pub model: Model,
}

/// The bindings of several modules.
#[derive(Clone, Debug)]
pub struct GeneratedModules {
    /// One binding a module, in the order that was given.
    pub modules: Vec<Generated>,
    /// The Rust text of the module `shared`, with the types that several of them have.
    pub shared: Option<String>,
}

/// Makes the binding of a module.
///
/// The same module gives the same text. Descriptions become text of the documentation, never code or markup.
pub fn binding(binding: &Binding<'_>) -> Generated {
    finish(binding, read::model(binding))
}

/// Makes the bindings of several modules, whose text refers to a module `shared` beside them. A type is there that
/// several of them have under one name with the same properties.
pub fn bindings(list: &[Binding<'_>]) -> GeneratedModules {
    let mut models: Vec<Model> = list.iter().map(read::model).collect();
    let shared = shared::merge(&mut models);
    let modules = list.iter().zip(models).map(|(binding, model)| finish(binding, model)).collect();
    GeneratedModules { modules, shared }
}

fn finish(binding: &Binding<'_>, mut model: Model) -> Generated {
    let text = write::text(binding, &model);
    let (names, untyped) = (mem::take(&mut model.names), mem::take(&mut model.untyped));
    Generated { text, names, untyped, places: model.places, model }
}
