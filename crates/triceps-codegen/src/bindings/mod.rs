//! Bindings: the parameters and outputs of a module of others as Rust types.

mod derived;
mod docs;
pub mod model;
mod read;
mod write;

use std::collections::BTreeMap;
use std::mem;

use triceps_modules::Interface;

use model::Model;

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
    /// What was generated, with all names.
    pub model: Model,
}

/// Makes the binding of a module.
///
/// The same module gives the same text. Descriptions become text of the documentation, never code or markup.
pub fn binding(binding: &Binding<'_>) -> Generated {
    let mut model = read::model(binding);
    let text = write::text(binding, &model);
    let (names, untyped) = (mem::take(&mut model.names), mem::take(&mut model.untyped));
    Generated { text, names, untyped, model }
}
