//! The types of modules: what can be written to them and read from them.

use super::super::kind::{Bounds, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};
use super::super::portable::Import;
use super::super::table::Types;
use crate::interface::Interface;
use crate::middle::{DeclId, DeclKind};

/// What the name of a deployment consists of.
const NAME: &str = r"^[-\w._()]+$";

impl Types<'_> {
    /// The type of a module: `name`, `scope`, `params`, `outputs`.
    pub fn module_body(&mut self, decl: DeclId) -> TypeId {
        let DeclKind::Module(module) = self.middle.decl(decl).kind else { return TypeId::ERROR };
        let Some(file) = module.file else { return TypeId::ERROR };
        if let Some(found) = self.bodies.modules.get(&file) {
            return *found;
        }
        let body = self.module_type(self.middle.file(file).template.interface());
        self.bodies.modules.insert(file, body);
        body
    }

    fn module_type(&mut self, interface: &Interface) -> TypeId {
        let mut import = Import::new(self, interface.types());
        let mut params = Vec::with_capacity(interface.parameters().len());
        for parameter in interface.parameters() {
            let ty = import.copy(parameter.ty);
            let types = import.types();
            let name = types.text(&parameter.name);
            params.push(if parameter.is_required {
                Property { name, ty, flags: PropertyFlags::REQUIRED | PropertyFlags::WRITE_ONLY }
            } else {
                Property { name, ty: types.nullable(ty), flags: PropertyFlags::WRITE_ONLY }
            });
        }
        let mut outputs = Vec::with_capacity(interface.outputs().len());
        for output in interface.outputs() {
            let ty = import.copy(output.ty);
            outputs.push(Property { name: import.types().text(&output.name), ty, flags: PropertyFlags::READ_ONLY });
        }
        import.finish();
        let is_required = interface.parameters().iter().any(|parameter| parameter.is_required);
        let params_name = self.text("params");
        let params = self.object(Some(params_name), TypeFlags::NONE, &params, None);
        let outputs_name = self.text("outputs");
        let outputs = self.object(Some(outputs_name), TypeFlags::NONE, &outputs, None);
        let pattern = Some(self.text(NAME));
        let name = self.string(Bounds { min: Some(1), max: Some(64) }, pattern, TypeFlags::NONE);
        let scope = self.intern(Type::Scope(ScopeKinds::from(interface.scope())));
        let identity = self.module_identity();
        let early = PropertyFlags::DEPLOY_TIME | PropertyFlags::READABLE_EARLY | PropertyFlags::LOOP_VARIANT;
        let mut scope_flags = early | PropertyFlags::WRITE_ONLY | PropertyFlags::NO_ANY;
        if interface.scope() != self.middle.scope() {
            scope_flags |= PropertyFlags::REQUIRED;
        }
        let required = if is_required { PropertyFlags::REQUIRED } else { PropertyFlags::NONE };
        let properties = [
            ("name", name, early),
            ("scope", scope, scope_flags),
            ("params", params, required | PropertyFlags::WRITE_ONLY),
            ("outputs", outputs, PropertyFlags::READ_ONLY),
            ("dependsOn", TypeId::DEPENDENCIES, PropertyFlags::WRITE_ONLY | PropertyFlags::NO_ANY),
            ("identity", identity, PropertyFlags::DEPLOY_TIME),
        ];
        let properties = properties.map(|(name, ty, flags)| Property { name: self.text(name), ty, flags });
        let name = self.text("module");
        self.object(Some(name), TypeFlags::NONE, &properties, None)
    }

    fn module_identity(&mut self) -> TypeId {
        let kinds = ["None", "UserAssigned"].map(|kind| self.literal(kind));
        let kind = self.union(&kinds);
        let properties =
            [("type", kind, PropertyFlags::REQUIRED), ("userAssignedIdentities", TypeId::OBJECT, PropertyFlags::NONE)];
        let properties = properties.map(|(name, ty, flags)| Property { name: self.text(name), ty, flags });
        let name = self.text("identity");
        self.object(Some(name), TypeFlags::NONE, &properties, None)
    }
}
