//! Modules: other templates deployed as part of this one.

use std::borrow::Cow;

use super::{Access, Conditional, Declaration, Declared, IntoScope, Model, Template, When};
use triceps_core::json::ArmTemplate;
use triceps_core::{Checked, ModuleTemplate};

use crate::expr::{Array, Composite, Expr, Object, TemplateId};
use crate::value::{AnyArgs, IntoExpr, IntoValue, Plain, Secure, Value};

/// A template that is written to its own file, for use by [`Module::new`].
#[derive(Clone, Debug)]
pub struct ModuleFile {
    template: TemplateId,
    index: usize,
}

/// A module file that a template holds.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: Cow<'static, str>,
    /// The template, or what keeps its text from being one.
    pub(crate) template: Result<ModuleTemplate, String>,
}

impl Template {
    /// Adds a module file; the same may be used by any number of modules. `path` is relative to the
    /// file of this template, with `/` between folders.
    pub fn module_file(&mut self, path: impl Into<Cow<'static, str>>, template: Checked) -> ModuleFile {
        self.push_file(path.into(), Ok(template.into()))
    }

    /// Adds a module file that is ARM JSON, from its text. It is embedded as it is.
    ///
    /// ```
    /// # use triceps::{Module, Template};
    /// # let json = r#"{
    /// #   "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    /// #   "contentVersion": "1.0.0.0",
    /// #   "parameters": { "name": { "type": "string" } },
    /// #   "resources": []
    /// # }"#;
    /// let mut t = Template::for_resource_group();
    /// let file = t.module_json("storage.json", json);
    /// t.add("storage", Module::new(&file).name("storage").param("name", "stportal"));
    /// assert!(t.check()?.to_bicep().contains("module storage 'storage.json' = {"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn module_json(&mut self, path: impl Into<Cow<'static, str>>, text: &str) -> ModuleFile {
        self.push_file(path.into(), ArmTemplate::parse(text).map(ModuleTemplate::from))
    }

    fn push_file(&mut self, path: Cow<'static, str>, template: Result<ModuleTemplate, String>) -> ModuleFile {
        self.files.push(File { path, template });
        ModuleFile { template: self.id, index: self.files.len() - 1 }
    }
}

/// A deployment of a module file.
///
/// ```
/// # use triceps::{Module, Param, Template, Value};
/// # fn network_template() -> Template {
/// #     let mut t = Template::for_resource_group();
/// #     let prefix = t.param(Param::string("prefix"));
/// #     t.output("subnetId", &prefix);
/// #     t
/// # }
/// let mut t = Template::for_resource_group();
/// let file = t.module_file("network.bicep", network_template().check()?);
/// let network = t.add("network", Module::new(&file).param("prefix", "portal"));
/// t.output("subnet", network.output::<String>("subnetId"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Module {
    template: TemplateId,
    file: usize,
    body: Object,
    depends_on: Array,
}

impl Module {
    /// A deployment of this file.
    pub fn new(file: &ModuleFile) -> Self {
        Self { template: file.template, file: file.index, body: Object::new(), depends_on: Array::new() }
    }

    /// The name of the deployment. Without one Azure makes it from the symbolic name, and the
    /// template uses symbolic names.
    pub fn name(mut self, name: impl IntoValue<String>) -> Self {
        self.body.insert("name".into(), name.into_value().into_expr());
        self
    }

    /// Where the module is deployed; by default where this template is.
    pub fn scope(mut self, scope: impl IntoScope) -> Self {
        self.body.insert("scope".into(), scope.into_scope().into_expr());
        self
    }

    /// Gives a parameter of the module its value. A secret fits a secure parameter only.
    pub fn param(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoModuleArgument) -> Self {
        let mut entry = Some((name.into(), value.into_argument()));
        self.body.edit_at(&["params"], &mut |params| {
            if let Some((name, value)) = entry.take() {
                params.insert(name, value);
            }
        });
        self
    }

    /// Adds something that has to be deployed before. What the parameters refer to is known anyway.
    pub fn depends_on(mut self, other: impl IntoExpr) -> Self {
        self.depends_on.append(other.into_expr());
        self
    }

    /// Deploys the module only where `condition` holds.
    pub fn when(self, condition: impl IntoValue<bool>) -> When<Self> {
        When::new(self, condition)
    }
}

#[diagnostic::do_not_recommend]
impl Model for Module {
    type Ref<A: Access> = ModuleRef<A>;

    fn reference<A: Access>(access: A) -> ModuleRef<A> {
        ModuleRef(access)
    }

    fn into_declaration(mut self) -> Declaration {
        if !self.depends_on.items.is_empty() {
            self.body.insert("dependsOn".into(), self.depends_on.into());
        }
        Declaration::module(self.template, self.file, self.body)
    }
}

/// A handle of a module.
#[derive(Clone, Copy, Debug)]
pub struct ModuleRef<A: Access = Declared>(A);

impl<A: Access> ModuleRef<A> {
    /// Reads an output of the module.
    pub fn output<T>(&self, name: &'static str) -> A::Read<T> {
        self.0.read(&["outputs", name])
    }

    /// Reads a secure output of the module.
    pub fn secure_output<T>(&self, name: &'static str) -> Secure<T> {
        Secure::from_expr(self.0.symbol().prop("outputs").prop(name))
    }

    /// The name of the deployment.
    pub fn name(&self) -> Value<String> {
        Value::from_expr(self.0.symbol().prop("name"))
    }
}

impl ModuleRef<Conditional> {
    /// The same module, taken to be deployed: reading gives plain values and prints `!`.
    pub fn assume_exists(&self) -> ModuleRef<super::Assumed> {
        ModuleRef(self.0.assume_exists())
    }
}

impl<A: Access> IntoExpr for ModuleRef<A> {
    fn into_expr(self) -> Expr {
        self.0.symbol()
    }
}

impl<A: Access> IntoExpr for &ModuleRef<A> {
    fn into_expr(self) -> Expr {
        self.0.symbol()
    }
}

impl<A: Access> Plain for ModuleRef<A> {}
impl<A: Access> Plain for &ModuleRef<A> {}

/// A secret that stays in its Key Vault until the module is deployed: `vault.getSecret(..)`.
///
/// It fits a secure parameter of a module and nothing else.
#[derive(Clone, Debug)]
pub struct SecretReference(Expr);

impl SecretReference {
    pub(crate) fn new(vault: &Expr, args: impl AnyArgs) -> Self {
        Self(vault.method("getSecret", args))
    }

    /// One of two secrets: `condition ? self : other`.
    pub fn when_or(self, condition: impl IntoValue<bool>, other: Self) -> Self {
        Self(Expr::composite(Composite::Ternary(condition.into_value().into_expr(), self.0, other.0)))
    }
}

/// What a parameter of a module takes: any value, a [`Secure`], or a [`SecretReference`].
pub trait IntoModuleArgument {
    /// The expression.
    fn into_argument(self) -> Expr;
}

impl<E: IntoExpr> IntoModuleArgument for E {
    fn into_argument(self) -> Expr {
        self.into_expr()
    }
}

impl IntoModuleArgument for SecretReference {
    fn into_argument(self) -> Expr {
        self.0
    }
}
