//! The types of resource bodies and modules.

use super::kind::{Property, TypeId};
use super::table::Types;
use crate::middle::DeclId;

impl Types<'_> {
    /// The type of the body of a resource: what can be written to it and read from it.
    pub fn body_of(&mut self, decl: DeclId) -> TypeId {
        let _ = decl;
        TypeId::ANY
    }

    /// The type of a module: `name`, `scope`, `params`, `outputs`.
    pub fn module_body(&mut self, decl: DeclId) -> TypeId {
        let _ = decl;
        TypeId::ANY
    }

    pub(super) fn body_property(&mut self, decl: DeclId, name: &str) -> Option<Property> {
        let _ = (decl, name);
        None
    }

    pub(super) fn body_properties(&mut self, decl: DeclId) -> Vec<Property> {
        let _ = decl;
        Vec::new()
    }

    pub(super) fn body_name(&self, decl: DeclId) -> String {
        self.type_of_resource(decl).to_owned()
    }
}
