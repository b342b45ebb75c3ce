//! The types of modules.

use super::super::kind::TypeId;
use super::super::table::Types;
use crate::middle::{DeclId, DeclKind};

impl Types<'_> {
    /// The type of a module: `name`, `scope`, `params`, `outputs`.
    pub fn module_body(&mut self, decl: DeclId) -> TypeId {
        let DeclKind::Module(module) = self.middle.decl(decl).kind else { return TypeId::ERROR };
        let Some(file) = module.file else { return TypeId::ERROR };
        if let Some(found) = self.bodies.modules.get(&file) {
            return *found;
        }
        let body = TypeId::ANY;
        self.bodies.modules.insert(file, body);
        body
    }
}
