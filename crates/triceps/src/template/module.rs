//! Modules: other templates deployed as part of this one.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use triceps_core::json::ArmTemplate;
use triceps_core::{Checked, ModuleTemplate};
use triceps_model::convert::{IntoModuleArgument, Plain};
use triceps_model::handle::{Assumed, Conditional, Declaration, Declared, Item, When};
use triceps_model::scope::{Hosts, IntoScope};
use triceps_model::tree::{ModuleTarget, TemplateId, UnboundModule};
use triceps_model::{Access, Array, Expr, IntoExpr, IntoValue, Model, Object, Secure, Value};

use super::Template;
use super::binding::{IntoModule, ModuleBinding, ModuleContent, ModuleLevel};

/// A template that is written to its own file, for use by [`Module::new`].
///
/// ```
/// # use triceps::{Module, Template};
/// # let mut t = Template::for_resource_group();
/// let file = t.module_file("empty.bicep", Template::for_resource_group().check()?);
/// t.add("empty", Module::new(&file));
/// assert_eq!(t.check()?.to_bicep(), "module empty 'empty.bicep' = {}\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct ModuleFile {
    pub(super) template: TemplateId,
    pub(super) index: usize,
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
    ///
    /// ```
    /// # use triceps::{Module, Template};
    /// # let mut t = Template::for_resource_group();
    /// let file = t.module_file("modules/empty.bicep", Template::for_resource_group().check()?);
    /// t.add("empty", Module::new(&file));
    /// assert_eq!(t.check()?.to_bicep(), "module empty 'modules/empty.bicep' = {}\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
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
pub struct Module<B = ModuleFile> {
    target: ModuleTarget,
    body: Object,
    /// Parameters that a binding has set.
    params: Object,
    depends_on: Array,
    binding: PhantomData<fn() -> B>,
}

impl<B> Module<B> {
    /// A deployment of a file of this template, or of a module from a registry with its parameters.
    pub fn new(content: impl IntoModule<Binding = B>) -> Self {
        let ModuleContent { target, params } = content.into_module();
        Self { target, body: Object::new(), params, depends_on: Array::new(), binding: PhantomData }
    }

    /// The name of the deployment. Without one Azure makes it from the symbolic name, and the
    /// template uses symbolic names.
    pub fn name(mut self, name: impl IntoValue<String>) -> Self {
        self.body.insert("name".into(), name.into_value().into_expr());
        self
    }

    /// Adds something that has to be deployed before. What the parameters refer to is known anyway.
    pub fn depends_on(mut self, other: impl IntoExpr) -> Self {
        self.depends_on.append(other.into_expr());
        self
    }

    /// Deploys the module only where `condition` holds.
    ///
    /// ```
    /// # use triceps::{Module, Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let wanted = t.param(Param::bool("wanted"));
    /// let file = t.module_file("empty.bicep", Template::for_resource_group().check()?);
    /// let first = t.add("first", Module::new(&file).name("first"));
    /// t.add("second", Module::new(&file).name("second").depends_on(&first).when(&wanted));
    /// assert!(t.check()?.to_bicep().ends_with(
    ///     "module second 'empty.bicep' = if (wanted) {\n  name: 'second'\n  dependsOn: [\n    first\n  ]\n}\n",
    /// ));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn when(self, condition: impl IntoValue<bool>) -> When<Self> {
        When::new(self, condition)
    }
}

impl<B: ModuleLevel> Module<B> {
    /// Where the module is deployed; by default where this template is.
    ///
    /// A generated binding says about which level its module is, so that another level does not compile where its type is
    /// known; the check finds the rest (BCP134).
    ///
    /// ```compile_fail,E0277
    /// # use triceps::functions::tenant;
    /// # use triceps::{Module, ModuleSource, Object, module_binding};
    /// # module_binding! { Policies, PoliciesOutputs, SubscriptionLevel, ModuleSource::new("br:contoso.azurecr.io/policies:1", "{}") }
    /// // `Policies` is a module for subscriptions.
    /// let policies = Module::new(Policies(Object::new())).scope(tenant());
    /// ```
    ///
    /// ```
    /// # use triceps::functions::subscription;
    /// # use triceps::{Module, ModuleSource, Object, module_binding};
    /// # module_binding! { Policies, PoliciesOutputs, SubscriptionLevel, ModuleSource::new("br:contoso.azurecr.io/policies:1", "{}") }
    /// let policies = Module::new(Policies(Object::new())).scope(subscription());
    /// ```
    pub fn scope<S: IntoScope>(mut self, scope: S) -> Self
    where
        S::Level: Hosts<B::Level>,
    {
        self.body.insert("scope".into(), scope.into_scope().into_expr());
        self
    }
}

impl Module<ModuleFile> {
    /// A module of a registry or a template spec without a generated binding, for one use: its reference as it is
    /// printed, and the text of its template. The check knows names and types of its parameters and outputs.
    ///
    /// `triceps modules add --no-bindings` puts the template into the project, so that `json` is
    /// `include_str!("../modules/mcr.microsoft.com/bicep/avm/res/storage/storage-account/0.32.1.json")`.
    ///
    /// ```
    /// # use triceps::{Module, Template};
    /// # let json = r#"{
    /// #   "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    /// #   "contentVersion": "1.0.0.0",
    /// #   "parameters": { "name": { "type": "string" } },
    /// #   "resources": [],
    /// #   "outputs": { "id": { "type": "string", "value": "" } }
    /// # }"#;
    /// let mut t = Template::for_resource_group();
    /// let vault = t.add("vault", Module::registry("br/public:avm/res/key-vault/vault:0.13.3", json).param("name", "kv"));
    /// t.output("id", vault.output::<String>("id"));
    /// assert!(t.check()?.to_bicep().contains("module vault 'br/public:avm/res/key-vault/vault:0.13.3' = {"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn registry(reference: impl Into<Cow<'static, str>>, json: impl Into<Cow<'static, str>>) -> Self {
        let module = UnboundModule { reference: reference.into(), json: json.into() };
        let target = ModuleTarget::Unbound(Arc::new(module));
        Self { target, body: Object::new(), params: Object::new(), depends_on: Array::new(), binding: PhantomData }
    }

    /// Sets a parameter of the module. Only a secure parameter accepts a secret.
    ///
    /// ```
    /// use triceps::{Module, Param, Template};
    ///
    /// let mut network = Template::for_resource_group();
    /// let prefix = network.param(Param::string("prefix"));
    /// network.output("name", &prefix);
    ///
    /// let mut t = Template::for_resource_group();
    /// let file = t.module_file("network.bicep", network.check()?);
    /// t.add("network", Module::new(&file).param("prefx", "portal"));
    /// let found = t.check().unwrap_err().to_string();
    /// assert!(found.contains("did you mean `prefix`?"), "{found}");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn param(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoModuleArgument) -> Self {
        let mut entry = Some((name.into(), value.into_argument()));
        self.body.edit_at(&["params"], &mut |params| {
            if let Some((name, value)) = entry.take() {
                params.insert(name, value);
            }
        });
        self
    }
}

#[diagnostic::do_not_recommend]
impl<B> Model for Module<B> {
    type Ref<A: Access> = ModuleRef<A, B>;

    fn reference<A: Access>(access: A) -> ModuleRef<A, B> {
        ModuleRef(access, PhantomData)
    }

    fn into_declaration(mut self) -> Declaration {
        if !self.params.is_empty() {
            self.body.insert("params".into(), self.params.into());
        }
        if !self.depends_on.items().is_empty() {
            self.body.insert("dependsOn".into(), self.depends_on.into());
        }
        Declaration::module(self.target, self.body)
    }
}

/// A handle of a module.
///
/// ```
/// # use triceps::{Module, Param, Template};
/// # fn names() -> Result<triceps::Checked, triceps::Diagnostics> {
/// #     let mut t = Template::for_resource_group();
/// #     let prefix = t.param(Param::string("prefix"));
/// #     t.output("vault", &prefix);
/// #     t.check()
/// # }
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let file = t.module_file("names.bicep", names()?);
/// let names = t.add("names", Module::new(&file).name("names").param("prefix", "kv").when(&wanted));
/// t.output("vault", names.output::<String>("vault").or("none"));
/// t.output("sure", wanted.then_else(names.assume_exists().output::<String>("vault"), "none"));
/// t.output("deployment", wanted.then_else(names.name(), "none"));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("output vault string = names.?outputs.vault ?? 'none'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct ModuleRef<A: Access = Declared, B = ModuleFile>(A, PhantomData<fn() -> B>);

impl<A: Access, B: ModuleBinding> ModuleRef<A, B> {
    /// The outputs of the module.
    pub fn outputs(&self) -> B::Outputs<A> {
        B::outputs(self.0.clone())
    }
}

impl<A: Access, B> ModuleRef<A, B> {
    /// The name of the deployment.
    pub fn name(&self) -> Value<String> {
        Value::from_expr(self.0.symbol().prop("name"))
    }
}

impl<A: Access> ModuleRef<A> {
    /// Reads an output of the module.
    pub fn output<T>(&self, name: &'static str) -> A::Read<T> {
        self.0.read(&["outputs", name])
    }
}

impl ModuleRef<Declared> {
    /// Reads a secure output of the module.
    pub fn secure_output<T>(&self, name: &'static str) -> Secure<T> {
        self.0.read_secret(&["outputs", name])
    }
}

impl ModuleRef<Item> {
    /// Reads a secure output of the module.
    pub fn secure_output<T>(&self, name: &'static str) -> Secure<T> {
        self.0.read_secret(&["outputs", name])
    }
}

impl<A: Access, B> ModuleRef<Conditional<A>, B> {
    /// The same module, taken to be deployed: reading gives plain values and prints `!`. Secure outputs are read
    /// without it, since Bicep wants them from the module itself.
    pub fn assume_exists(&self) -> ModuleRef<Assumed<A>, B> {
        ModuleRef(self.0.assume_exists(), PhantomData)
    }
}

impl<A: Access> ModuleRef<Conditional<A>> {
    /// Reads a secure output of the module; null where it is not deployed.
    ///
    /// ```
    /// use triceps::{Module, Param, Template};
    ///
    /// let mut keys = Template::for_resource_group();
    /// let given = keys.param(Param::secure_string("given"));
    /// keys.secure_output("key", &given);
    ///
    /// let mut t = Template::for_resource_group();
    /// let go = t.param(Param::bool("go"));
    /// let secret = t.param(Param::secure_string("secret"));
    /// let file = t.module_file("keys.bicep", keys.check()?);
    /// let keys = t.add("keys", Module::new(&file).param("given", &secret).when(&go));
    /// t.secure_output("key", keys.secure_output::<String>("key").or_empty()); // keys.?outputs.key ?? ''
    /// assert!(t.check()?.warnings().is_empty());
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn secure_output<T>(&self, name: &'static str) -> Secure<Option<T>> {
        self.0.read_secret(&["outputs", name])
    }
}

impl<A: Access, B> Clone for ModuleRef<A, B> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<A: Access + Copy, B> Copy for ModuleRef<A, B> {}

impl<A: Access, B> fmt::Debug for ModuleRef<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ModuleRef").field(&self.0).finish()
    }
}

impl<A: Access, B> IntoExpr for ModuleRef<A, B> {
    fn into_expr(self) -> Expr {
        self.0.symbol()
    }
}

impl<A: Access, B> IntoExpr for &ModuleRef<A, B> {
    fn into_expr(self) -> Expr {
        self.0.symbol()
    }
}

impl<A: Access, B> Plain for ModuleRef<A, B> {}
impl<A: Access, B> Plain for &ModuleRef<A, B> {}
