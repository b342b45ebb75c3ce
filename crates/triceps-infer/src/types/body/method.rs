//! Functions of resources: `listKeys()` and its like.

use triceps_middle::DeclId;
use triceps_middle::kinds::TypeId;
use triceps_types::{ResourceType, TypeKind};

use super::super::table::Types;
use super::lookup::Known;

/// A function of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    /// What it gives.
    pub output: TypeId,
    /// What the data says that its second argument is; none where any object may be given, or none at all.
    pub input: Option<TypeId>,
    /// Whether the data of the type knows it.
    pub is_known: bool,
}

impl Types<'_> {
    /// A function of a resource. One that begins with `list` always exists, and gives anything where the data does
    /// not know it.
    pub fn method(&mut self, decl: DeclId, name: &str) -> Option<Method> {
        let known = self.known_type(decl);
        if let Some(function) = with_methods(known).and_then(|resource| resource.function(name)) {
            let output = self.index_value(function.output(), function.output_id());
            let input = match (function.input(), function.input_id()) {
                (Some(kind), Some(id)) => Some(self.index_value(kind, id)),
                _ => None,
            };
            return Some(Method { output, input, is_known: true });
        }
        let is_list = name.strip_prefix("list").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if is_list && !known.extension {
            return Some(Method { output: TypeId::ANY, input: None, is_known: false });
        }
        let is_vault = self.type_of_resource(decl).eq_ignore_ascii_case("Microsoft.KeyVault/vaults");
        (is_vault && name == "getSecret").then_some(Method {
            output: TypeId::SECURE_STRING,
            input: None,
            is_known: true,
        })
    }

    /// The names of the functions that the data of a resource's type knows.
    pub fn methods(&mut self, decl: DeclId) -> Vec<&'static str> {
        let known = with_methods(self.known_type(decl));
        known.into_iter().flat_map(|resource| resource.functions()).map(|function| function.name()).collect()
    }
}

/// The type of a resource, if the functions that the data knows belong to it: a body with variants has none.
fn with_methods(known: Known) -> Option<ResourceType<'static>> {
    known.resource.filter(|resource| !matches!(resource.body(), TypeKind::Discriminated(_)))
}
