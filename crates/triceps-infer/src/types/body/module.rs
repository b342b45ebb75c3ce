//! The types of modules: what can be written to them and read from them.

use triceps_middle::interface::Interface;
use triceps_middle::kinds::{Bounds, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Entry, Key, MODULE_EXTENSION_CONFIGS};

use super::super::import::Import;
use super::super::table::Types;

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
        let (body, unknown) = self.module_type(&self.middle.file(file).interface);
        self.bodies.modules.insert(file, body);
        if !unknown.is_empty() {
            self.bodies.unknown.insert(file, unknown);
        }
        body
    }

    /// Resource types that the types of a module are derived from, and that the index does not have.
    pub fn unknown_in_module(&self, decl: DeclId) -> &[String] {
        let file = self.middle.decl(decl).as_module().and_then(|module| module.file);
        file.and_then(|file| self.bodies.unknown.get(&file)).map_or(&[], Vec::as_slice)
    }

    /// The type of a test: `params`.
    pub fn test_body(&mut self, decl: DeclId) -> TypeId {
        let DeclKind::Test { file: Some(file), .. } = self.middle.decl(decl).kind else { return TypeId::ERROR };
        let interface = &*self.middle.file(file).interface;
        let (params, ..) = self.params_and_outputs(interface);
        let flags = required(interface) | PropertyFlags::WRITE_ONLY;
        let (name, params_name) = (self.text("test"), self.text("params"));
        self.object(Some(name), TypeFlags::NONE, &[Property { name: params_name, ty: params, flags }], None)
    }

    /// The type of the settings of Kubernetes.
    pub fn kubernetes_config(&mut self, is_whole: bool) -> TypeId {
        let required = if is_whole { PropertyFlags::REQUIRED } else { PropertyFlags::NONE };
        let secret = self.string(Bounds::NONE, None, TypeFlags::SECURE);
        let properties = [
            ("namespace", TypeId::STRING, required),
            ("kubeConfig", secret, required),
            ("context", TypeId::STRING, PropertyFlags::NONE),
        ];
        let properties = properties.map(|(name, ty, flags)| Property { name: self.text(name), ty, flags });
        let name = self.text("configuration");
        self.object(Some(name), TypeFlags::NONE, &properties, None)
    }

    /// The types of `params` and `outputs`, and the resource types that they are derived from and that the index does
    /// not have.
    fn params_and_outputs(&mut self, interface: &Interface) -> (TypeId, TypeId, Vec<String>) {
        let takes_all = !self.names_parameters() || interface.has_unknown_types();
        let mut import = Import::new(self, interface.types());
        let mut params = Vec::with_capacity(interface.parameters().len());
        for parameter in interface.parameters() {
            // Modules take far more than files give them: a type that nothing is compared with is not made.
            let mut is_named = || import.types().middle.strings().find(&parameter.name).is_some();
            let is_needed = takes_all || parameter.is_required || is_named();
            let ty = if is_needed { import.copy(parameter.ty) } else { TypeId::ANY };
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
        let unknown = import.unknown().iter().map(|name| (*name).to_owned()).collect();
        import.finish();
        let params_name = self.text("params");
        let params = self.object(Some(params_name), TypeFlags::NONE, &params, None);
        let outputs_name = self.text("outputs");
        (params, self.object(Some(outputs_name), TypeFlags::NONE, &outputs, None), unknown)
    }

    /// Whether all modules of the file name the parameters that they give, so that these names are strings of the file.
    fn names_parameters(&mut self) -> bool {
        if let Some(known) = self.bodies.names_parameters {
            return known;
        }
        let middle = self.middle;
        let is_plain = |entries: &[Entry]| entries.iter().all(|entry| matches!(entry.key, Key::Name(_)));
        let is_named = middle.decls().all(|(_, decl)| match decl.kind {
            DeclKind::Module(module) => middle.object(module.body).is_some_and(|body| {
                let params = middle.property(module.body, known::PARAMS);
                is_plain(body) && params.is_none_or(|params| middle.object(params).is_some_and(is_plain))
            }),
            DeclKind::Test { .. } => false,
            _ => true,
        });
        self.bodies.names_parameters = Some(is_named);
        is_named
    }

    fn module_type(&mut self, interface: &Interface) -> (TypeId, Vec<String>) {
        let (params, outputs, unknown) = self.params_and_outputs(interface);
        let pattern = Some(self.text(NAME));
        let name = self.string(Bounds { min: Some(1), max: Some(64) }, pattern, TypeFlags::NONE);
        let scope = self.intern(Type::Scope(ScopeKinds::from(interface.scope())));
        let identity = self.module_identity();
        let early = PropertyFlags::DEPLOY_TIME | PropertyFlags::READABLE_EARLY | PropertyFlags::LOOP_VARIANT;
        let mut scope_flags = early | PropertyFlags::WRITE_ONLY | PropertyFlags::NO_ANY;
        if interface.scope() != self.middle.scope() {
            scope_flags |= PropertyFlags::REQUIRED;
        }
        let properties = [
            ("name", name, early),
            ("scope", scope, scope_flags),
            ("params", params, required(interface) | PropertyFlags::WRITE_ONLY),
            ("outputs", outputs, PropertyFlags::READ_ONLY),
            ("dependsOn", TypeId::DEPENDENCIES, PropertyFlags::WRITE_ONLY | PropertyFlags::NO_ANY),
            ("identity", identity, PropertyFlags::DEPLOY_TIME),
        ];
        let mut properties = properties.map(|(name, ty, flags)| Property { name: self.text(name), ty, flags }).to_vec();
        if self.middle.experiments().contains(&MODULE_EXTENSION_CONFIGS) {
            let name = self.text("extensionConfigs");
            properties.push(Property { name, ty: TypeId::ANY, flags: PropertyFlags::WRITE_ONLY });
        }
        let name = self.text("module");
        (self.object(Some(name), TypeFlags::NONE, &properties, None), unknown)
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

/// Whether `params` has to be given.
fn required(interface: &Interface) -> PropertyFlags {
    let is_required = interface.parameters().iter().any(|parameter| parameter.is_required);
    if is_required { PropertyFlags::REQUIRED } else { PropertyFlags::NONE }
}
