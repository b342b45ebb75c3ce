//! The template: one ordered list of declarations, and the handles to them.

mod binding;
mod comment;
mod decl;
mod func;
mod grant;
mod import;
mod module;
mod output;
mod past;
mod stray;

use std::borrow::Cow;
use std::panic::Location;

use triceps_model::convert::{ArmType, IntoTyped, ParamKind, Plain};
use triceps_model::handle::{Collection, Declaration, Declare, Declared, Direct, Handle, RawRef, ResourceRef};
use triceps_model::tree::{Comment, Decorators, LoopHeader, Node, ResourceDecl, Symbol, TemplateId, TypeNode};
use triceps_model::{
    Access, Any, Each, Existing, Expr, Extension, IntoExpr, IntoSecure, IntoValue, Model, Param, Raw, Secure, TypeExpr,
    Value,
};

pub use binding::{HoldsSecrets, IntoModule, IntoSecretArgument, ModuleBinding, ModuleContent, ModuleLevel};
pub(crate) use binding::{template_of, template_of_unbound};
pub use comment::CommentPlace;
pub(crate) use comment::Commented;
pub(crate) use decl::{Decl, DeclKind};
pub use func::Func;
pub use import::{Import, ImportName};
pub(crate) use import::{ImportDecl, ImportedDecl};
pub(crate) use module::File;
pub use module::{Module, ModuleFile, ModuleRef};
pub use output::OutputBuilder;
pub(crate) use past::Past;
pub(crate) use stray::Stray;

/// What a template is deployed into.
///
/// ```
/// # use triceps::{TargetScope, Template};
/// let t = Template::new(TargetScope::Subscription);
/// assert_eq!(TargetScope::Subscription.name(), "subscription");
/// assert_eq!(t.check()?.to_bicep(), "targetScope = 'subscription'\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::TargetScope;

/// How a child is reached that is added as `D` inside the body of `P`: it is there only where its parent is.
type ChildOf<P, D> = <<P as ResourceRef>::Access as Access>::Child<<D as Declare>::Access>;

/// A deployment template: parameters, variables, resources, modules and outputs.
///
/// What is added is printed in groups (metadata, extensions, types, parameters, variables,
/// functions, resources and modules, outputs), and within a group in the order of the calls. Nothing
/// here fails or panics: every mistake is found by [`check`](Self::check), with its place.
///
/// A clone is a template of its own that starts with the same declarations: handles that were made before are valid in
/// both, and those that are made later only in the template that made them.
///
/// ```
/// use triceps::{Param, Template};
/// use triceps::container_registry::{Registry, Sku};
/// use triceps::functions::resource_group;
///
/// let mut t = Template::for_resource_group();
/// let location = t.param(Param::string("location").default(resource_group().location()));
/// let registry = t.add("registry", Registry::new("contosoregistry", &location, Sku::BASIC));
/// t.output("loginServer", registry.login_server());
/// let bicep = t.check()?.to_bicep();
/// assert!(bicep.contains("resource registry 'Microsoft.ContainerRegistry/registries@"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Debug)]
pub struct Template {
    pub(crate) id: TemplateId,
    past: Past,
    pub(crate) scope: TargetScope,
    pub(crate) decls: Vec<Decl>,
    /// The declarations by index, in the order they are printed within their groups.
    order: Vec<u32>,
    pub(crate) files: Vec<File>,
    /// The diagnostics that declarations accept.
    pub(crate) accepted: Vec<Acceptance>,
    /// Comments of the file and of declarations.
    pub(crate) comments: Vec<(Commented, Comment)>,
    /// Calls about something that is not a declaration.
    pub(crate) strays: Vec<Stray>,
}

/// A diagnostic that a declaration accepts.
#[derive(Clone, Debug)]
pub(crate) struct Acceptance {
    /// The index of the declaration.
    pub(crate) decl: usize,
    pub(crate) code: Cow<'static, str>,
    pub(crate) reason: Cow<'static, str>,
}

/// What a template is made of.
pub(crate) struct Parts {
    pub(crate) id: TemplateId,
    pub(crate) past: Past,
    pub(crate) scope: TargetScope,
    pub(crate) decls: Vec<Decl>,
    /// The declarations by index, in the order they are printed within their groups.
    pub(crate) order: Vec<u32>,
    pub(crate) files: Vec<File>,
    pub(crate) accepted: Vec<Acceptance>,
    pub(crate) comments: Vec<(Commented, Comment)>,
    pub(crate) strays: Vec<Stray>,
}

impl Clone for Template {
    fn clone(&self) -> Self {
        let past = self.past.of_clone(self.id, self.decls.len(), self.files.len());
        Self { id: TemplateId::unique(), past, ..self.same() }
    }
}

impl Template {
    /// A template deployed into a resource group.
    pub fn for_resource_group() -> Self {
        Self::new(TargetScope::ResourceGroup)
    }

    /// A template deployed into a subscription.
    ///
    /// ```
    /// # use triceps::Template;
    /// assert_eq!(Template::for_subscription().check()?.to_bicep(), "targetScope = 'subscription'\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn for_subscription() -> Self {
        Self::new(TargetScope::Subscription)
    }

    /// A template deployed into a management group.
    ///
    /// ```
    /// # use triceps::Template;
    /// assert_eq!(Template::for_management_group().check()?.to_bicep(), "targetScope = 'managementGroup'\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn for_management_group() -> Self {
        Self::new(TargetScope::ManagementGroup)
    }

    /// A template deployed into a tenant.
    ///
    /// ```
    /// # use triceps::Template;
    /// assert_eq!(Template::for_tenant().check()?.to_bicep(), "targetScope = 'tenant'\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn for_tenant() -> Self {
        Self::new(TargetScope::Tenant)
    }

    /// A template deployed into the given scope.
    pub fn new(scope: TargetScope) -> Self {
        Self {
            id: TemplateId::unique(),
            past: Past::default(),
            scope,
            decls: Vec::with_capacity(16),
            order: Vec::with_capacity(16),
            files: Vec::new(),
            accepted: Vec::new(),
            comments: Vec::new(),
            strays: Vec::new(),
        }
    }

    /// Adds `metadata name = value`.
    ///
    /// ```
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.metadata("owner", "platform");
    /// assert_eq!(t.check()?.to_bicep(), "metadata owner = 'platform'\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn metadata(&mut self, name: impl Into<Cow<'static, str>>, value: impl IntoExpr) -> OutputBuilder<'_> {
        self.push(name, DeclKind::Metadata(value.into_expr()));
        OutputBuilder::new(self)
    }

    /// Adds a parameter. A secure parameter gives a [`Secure`], any other a [`Value`].
    #[track_caller]
    pub fn param<K: ParamKind>(&mut self, param: Param<K>) -> K {
        let (name, ty, default, decorators) = param.into_parts();
        let symbol = self.push_decorated(name, DeclKind::Param { ty, default }, decorators);
        K::from_expr(Expr::new(Node::Symbol(symbol)))
    }

    /// Adds a variable: `var name = value`.
    #[track_caller]
    pub fn var<V: IntoTyped>(&mut self, name: impl Into<Cow<'static, str>>, value: V) -> Value<V::Kind> {
        let value = value.into_typed().into_expr();
        Value::from_expr(self.push(name, DeclKind::Var { ty: None, value }))
    }

    /// Adds a variable with a declared type: `var name type = value`.
    ///
    /// ```
    /// # use triceps::{Param, Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// t.typed_var::<Vec<String>>("zones", ["1", "2"]);
    /// t.var_of("stage", TypeExpr::union([TypeExpr::literal("dev"), TypeExpr::literal("prod")]), "dev");
    /// let password = t.param(Param::secure_string("password"));
    /// t.secure_var("login", &password);
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("var zones string[] = ["));
    /// assert!(text.contains("var stage 'dev' | 'prod' = 'dev'\n"));
    /// assert!(text.contains("var login = password\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn typed_var<T: ArmType>(&mut self, name: impl Into<Cow<'static, str>>, value: impl IntoValue<T>) -> Value<T> {
        let value = value.into_value().into_expr();
        Value::from_expr(self.push(name, DeclKind::Var { ty: Some(T::declared()), value }))
    }

    /// Adds a variable of a type written out: `var name type = value`.
    #[track_caller]
    pub fn var_of(&mut self, name: impl Into<Cow<'static, str>>, declared: TypeExpr, value: impl Plain) -> Value<Any> {
        Value::from_expr(self.push(name, DeclKind::Var { ty: Some(declared), value: value.into_expr() }))
    }

    /// Adds a variable that holds a secret.
    #[track_caller]
    pub fn secure_var<T>(&mut self, name: impl Into<Cow<'static, str>>, value: impl IntoSecure<T>) -> Secure<T> {
        let value = value.into_secure().into_expr();
        Secure::from_expr(self.push(name, DeclKind::Var { ty: None, value }))
    }

    /// Adds `type name = type` and gives the type to use.
    ///
    /// ```
    /// # use triceps::{Param, Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// let port = t.declare_type("port", TypeExpr::named("int"));
    /// t.describe(&port, "A port of TCP.");
    /// t.param(Param::typed("http", port));
    /// assert_eq!(
    ///     t.check()?.to_bicep(),
    ///     "@description('A port of TCP.')\ntype port = int\n\nparam http port\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn declare_type(&mut self, name: impl Into<Cow<'static, str>>, declared: TypeExpr) -> TypeExpr {
        let symbol = self.push(name, DeclKind::Type(declared)).as_symbol().expect("`push` gives a symbol");
        TypeExpr::new(TypeNode::Declared(symbol))
    }

    /// Adds a type that mentions itself, as a tree of folders does; `build` is given the type to use
    /// for itself.
    ///
    /// ```
    /// # use triceps::{Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// let folder = t.declare_recursive_type("folder", |folder| {
    ///     TypeExpr::object([("name", TypeExpr::named("string")), ("folders", folder.array().nullable())])
    /// });
    /// ```
    #[track_caller]
    pub fn declare_recursive_type(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        build: impl FnOnce(TypeExpr) -> TypeExpr,
    ) -> TypeExpr {
        let declared = self.declare_type(name, TypeExpr::named("any"));
        let place = self.decls.len() - 1;
        self.decls[place].kind = DeclKind::Type(build(declared.clone()));
        declared
    }

    /// Adds an extension, such as Microsoft Graph.
    ///
    /// ```
    /// # use triceps::{Extension, Template};
    /// # let mut t = Template::for_resource_group();
    /// t.extension(Extension::microsoft_graph());
    /// assert_eq!(t.check()?.to_bicep(), "extension microsoftGraphV1\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn extension(&mut self, extension: Extension) {
        let (name, decl) = extension.into_parts();
        self.push(name, DeclKind::Extension(decl));
    }

    /// Adds a resource under a symbolic name and gives a handle to it.
    #[track_caller]
    pub fn add<D: Declare>(&mut self, name: impl Into<Cow<'static, str>>, resource: D) -> Handle<D> {
        D::Model::reference(D::Access::reach(self.push_declaration(name, resource.into_declaration(), None, None)))
    }

    /// Adds a resource of any type: `object!` is its whole body, printed in the order it is written.
    ///
    /// ```
    /// # use triceps::{Template, object};
    /// # let mut t = Template::for_resource_group();
    /// let lock = t.add_raw(
    ///     "lock",
    ///     "Microsoft.Authorization/locks@2020-05-01",
    ///     object! { name: "keep", properties: { level: "CanNotDelete" } },
    /// );
    /// ```
    #[track_caller]
    pub fn add_raw(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        type_and_version: impl Into<Cow<'static, str>>,
        body: impl IntoExpr,
    ) -> RawRef {
        self.add(name, Raw::new(type_and_version, body))
    }

    /// Adds a reference to a resource that exists already.
    ///
    /// ```
    /// # use triceps::Template;
    /// # use triceps::key_vault::Vault;
    /// # let mut t = Template::for_resource_group();
    /// let vault = t.existing("vault", Vault::existing("kv-portal")); // as `add` does
    /// t.output("uri", vault.vault_uri());
    /// assert!(t.check()?.to_bicep().contains(" existing = {\n  name: 'kv-portal'\n}\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn existing<M: Model>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        existing: Existing<M>,
    ) -> M::Ref<Declared> {
        self.add(name, existing)
    }

    /// Adds one resource for each item of an array.
    ///
    /// ```
    /// # use triceps::{Param, Template, each, interpolate};
    /// # use triceps::managed_identity::UserAssignedIdentity;
    /// # let mut t = Template::for_resource_group();
    /// let names = t.param(Param::array_of::<String>("names"));
    /// let identities = t.add_each("identities", each("name", &names), |name, _| {
    ///     UserAssignedIdentity::new(interpolate!("id-{name}"), "westeurope")
    /// });
    /// t.output("first", identities.at(0).principal_id());
    /// ```
    #[track_caller]
    pub fn add_each<T, D: Declare>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        each: Each<T>,
        resource: impl FnOnce(Value<T>, Value<i64>) -> D,
    ) -> Collection<D::Model, D::Access> {
        let declaration = resource(each.item_value(), each.index_value()).into_declaration();
        self.push_loop(name, each, declaration, None)
    }

    /// Adds a child inside the body of its parent, as `parent::name`. An item of a collection has no body of its own: add
    /// its children with [`add`](Self::add) and `.parent(..)`.
    ///
    /// ```
    /// # use triceps::{Raw, Template, each, object};
    /// # let mut t = Template::for_resource_group();
    /// let network = t.add_raw(
    ///     "network",
    ///     "Microsoft.Network/virtualNetworks@2024-05-01",
    ///     object! { name: "vnet", location: "westeurope", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } },
    /// );
    /// let subnet = t.nested(&network, "apps", Raw::new("Microsoft.Network/virtualNetworks/subnets", object! {
    ///     name: "apps", properties: { addressPrefix: "10.0.0.0/24" },
    /// }));
    /// t.nested_each(&network, "more", each("name", ["a", "b"]), |name, i| {
    ///     Raw::new("Microsoft.Network/virtualNetworks/subnets", object! { name: name, properties: { addressPrefix: triceps::interpolate!("10.0.{}.0/24", i + 1) } })
    /// });
    /// t.output("apps", subnet.id());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("  resource apps 'subnets' = {\n    name: 'apps'\n"));
    /// assert!(text.contains("  resource more 'subnets' = ["), "{text}");
    /// assert!(text.ends_with("output apps string = network::apps.id\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn nested<P: ResourceRef, D: Declare>(
        &mut self,
        parent: &P,
        name: impl Into<Cow<'static, str>>,
        resource: D,
    ) -> <D::Model as Model>::Ref<ChildOf<P, D>> {
        let container = self.container_for("nested", parent);
        let declared = self.push_declaration(name, resource.into_declaration(), None, container);
        D::Model::reference(ChildOf::<P, D>::reach(declared))
    }

    /// Adds a child for each item of an array inside the body of its parent.
    #[track_caller]
    pub fn nested_each<T, P: ResourceRef, D: Declare>(
        &mut self,
        parent: &P,
        name: impl Into<Cow<'static, str>>,
        each: Each<T>,
        resource: impl FnOnce(Value<T>, Value<i64>) -> D,
    ) -> Collection<D::Model, ChildOf<P, D>> {
        let declaration = resource(each.item_value(), each.index_value()).into_declaration();
        let container = self.container_for("nested_each", parent);
        self.push_loop(name, each, declaration, container)
    }

    /// Adds an output: `output name type = value`.
    ///
    /// ```
    /// # use triceps::{Param, Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// let app = t.param(Param::object("app"));
    /// t.output("port", 7007);
    /// t.output_as::<String>("name", app.prop("name"));
    /// t.output_of("stage", TypeExpr::literal("dev"), "dev");
    /// let text = t.check()?.to_bicep();
    /// assert!(text.ends_with("output port int = 7007\noutput name string = app.name\noutput stage 'dev' = 'dev'\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn output<V>(&mut self, name: impl Into<Cow<'static, str>>, value: V) -> OutputBuilder<'_>
    where
        V: IntoTyped,
        V::Kind: ArmType,
    {
        let declared = <V::Kind as ArmType>::declared();
        self.output_of(name, declared, value.into_typed())
    }

    /// Adds an output of the type `T`, where the value does not say it or says it narrower.
    #[track_caller]
    pub fn output_as<T: ArmType>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Plain,
    ) -> OutputBuilder<'_> {
        self.output_of(name, T::declared(), value)
    }

    /// Adds an output of a type written out.
    #[track_caller]
    pub fn output_of(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        declared: TypeExpr,
        value: impl Plain,
    ) -> OutputBuilder<'_> {
        self.push(name, DeclKind::Output { ty: declared, value: value.into_expr() });
        OutputBuilder::new(self)
    }

    /// Adds an output that holds a secret. Only another template that takes it as a secret reads it.
    ///
    /// ```
    /// # use triceps::{Param, Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// let key = t.param(Param::secure_string("key"));
    /// t.secure_output("key", &key);
    /// t.secure_output_of("again", TypeExpr::named("string").nullable(), &key);
    /// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput again string? = key\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn secure_output<T: ArmType>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl IntoSecure<T>,
    ) -> OutputBuilder<'_> {
        self.secure_output_of(name, T::declared(), value)
    }

    /// Adds an output that holds a secret of a type written out.
    #[track_caller]
    pub fn secure_output_of<T>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        declared: TypeExpr,
        value: impl IntoSecure<T>,
    ) -> OutputBuilder<'_> {
        let value = value.into_secure().into_expr();
        self.push(name, DeclKind::Output { ty: declared, value });
        self.decls.last_mut().expect("pushed above").decorators.push("secure", []);
        OutputBuilder::new(self)
    }

    /// Describes the declaration of a handle, parameter or variable: `@description`.
    ///
    /// ```
    /// # use triceps::managed_identity::UserAssignedIdentity;
    /// # use triceps::{IntoExpr, Template, each, interpolate};
    /// # let mut t = Template::for_resource_group();
    /// let identities = t.add_each("identities", each("stage", ["dev", "prod"]), |stage, _| {
    ///     UserAssignedIdentity::new(interpolate!("id-{stage}"), "westeurope")
    /// });
    /// t.describe(&identities, "One a stage.");
    /// t.batch_size(&identities, 1);
    /// let size = t.var("size", 3);
    /// t.decorate(&size, "description", ["Nodes.".into_expr()]);
    /// t.blank_line_before(&size, false);
    /// t.output("size", &size);
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("@description('One a stage.')\n@batchSize(1)\nresource identities "));
    /// assert!(text.contains("@description('Nodes.')\nvar size = 3\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn describe(&mut self, declared: impl IntoExpr, text: impl IntoExpr) {
        if let Some(decorators) = self.decorators_for("describe", declared) {
            decorators.push("description", [text.into_expr()]);
        }
    }

    /// Makes a variable, function or type importable by other files: `@export()`.
    #[track_caller]
    pub fn export(&mut self, declared: impl IntoExpr) {
        if let Some(decorators) = self.decorators_for("export", declared) {
            decorators.push("export", []);
        }
    }

    /// Deploys at most `size` items of a looped resource or module at the same time: `@batchSize`.
    #[track_caller]
    pub fn batch_size(&mut self, declared: impl IntoExpr, size: u32) {
        if let Some(decorators) = self.decorators_for("batch_size", declared) {
            decorators.push("batchSize", [size.into_expr()]);
        }
    }

    /// Accepts a diagnostic on the declaration it is about, and says why it is fine there: for handles, parameters,
    /// variables, functions and types. Outputs have [`OutputBuilder::accept`].
    ///
    /// In text the reason is a comment above the line that the diagnostic is about, and what the compiler or its linter
    /// says is switched off there with `#disable-next-line`. Warnings can be accepted, and of the errors
    /// `outputs-should-not-contain-secrets`. To accept what is not there is a warning itself.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let old = t.param(Param::string("oldName").default(""));
    /// t.accept(&old, "no-unused-params", "callers still give it");
    /// assert_eq!(
    ///     t.check()?.to_bicep(),
    ///     "// callers still give it\n#disable-next-line no-unused-params\nparam oldName string = ''\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn accept(
        &mut self,
        declared: impl IntoExpr,
        code: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) {
        if let Some(index) = self.index_for("accept", declared) {
            self.accept_at(index, code.into(), reason.into());
        }
    }

    pub(crate) fn accept_at(&mut self, decl: usize, code: Cow<'static, str>, reason: Cow<'static, str>) {
        self.accepted.push(Acceptance { decl, code, reason });
    }

    /// Adds any decorator to the declaration of a handle, below its other decorators.
    #[track_caller]
    pub fn decorate<const N: usize>(&mut self, declared: impl IntoExpr, name: &'static str, args: [Expr; N]) {
        if let Some(decorators) = self.decorators_for("decorate", declared) {
            decorators.append(name, args);
        }
    }

    /// Prints a declaration right after another of its group, where the order of the calls is not the
    /// order that the text is to have: what is referred to has to be added first.
    ///
    /// ```
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// let port = t.var("port", 7007);
    /// let name = t.var("name", "portal");
    /// t.place_after(&port, &name); // var name, then var port
    /// ```
    #[track_caller]
    pub fn place_after(&mut self, declared: impl IntoExpr, other: impl IntoExpr) {
        let (declared, other) = (self.index_for("place_after", declared), self.index_for("place_after", other));
        let (Some(declared), Some(other)) = (declared, other) else { return };
        let place_of = |order: &[u32], decl: usize| order.iter().position(|index| *index as usize == decl);
        if declared != other
            && let Some(from) = place_of(&self.order, declared)
        {
            let moved = self.order.remove(from);
            let place = place_of(&self.order, other).map_or(self.order.len(), |at| at + 1);
            self.order.insert(place, moved);
        }
    }

    /// The declarations by index, in the order they are printed within their groups.
    #[cfg(feature = "read")]
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Adds a declaration that stands in a file that was read.
    #[cfg(feature = "read")]
    pub(crate) fn push_read(&mut self, name: String, kind: DeclKind) -> Symbol {
        self.push_decorated(name.into(), kind, Decorators::default())
    }

    /// Takes the template apart.
    pub(crate) fn into_parts(self) -> Parts {
        let Self { id, past, scope, decls, order, files, accepted, comments, strays } = self;
        Parts { id, past, scope, decls, order, files, accepted, comments, strays }
    }

    /// The template once more, with the same handles, for one that is to take its place.
    pub(crate) fn same(&self) -> Self {
        Self {
            id: self.id,
            past: self.past.clone(),
            scope: self.scope,
            decls: self.decls.clone(),
            order: self.order.clone(),
            files: self.files.clone(),
            accepted: self.accepted.clone(),
            comments: self.comments.clone(),
            strays: self.strays.clone(),
        }
    }

    /// Sets whether there is a blank line before a declaration. By default there is none between two
    /// undecorated neighbours of the same kind.
    #[track_caller]
    pub fn blank_line_before(&mut self, declared: impl IntoExpr, blank: bool) {
        if let Some(index) = self.index_for("blank_line_before", declared) {
            self.decls[index].blank_line_before = Some(blank);
        }
    }

    #[track_caller]
    fn decorators_for(&mut self, call: &'static str, declared: impl IntoExpr) -> Option<&mut Decorators> {
        let index = self.index_for(call, declared)?;
        Some(&mut self.decls[index].decorators)
    }

    #[track_caller]
    fn push(&mut self, name: impl Into<Cow<'static, str>>, kind: DeclKind) -> Expr {
        Expr::new(Node::Symbol(self.push_decorated(name.into(), kind, Decorators::default())))
    }

    #[track_caller]
    fn push_declaration(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        declaration: Declaration,
        header: Option<LoopHeader>,
        container: Option<Symbol>,
    ) -> Declared {
        let around = container.and_then(|container| self.version_around(container));
        let (content, decorators) = declaration.into_parts(header, container, around);
        Declared::new(self.push_decorated(name.into(), content.into(), decorators))
    }

    #[track_caller]
    fn push_loop<T, M: Model, A: Direct>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        each: Each<T>,
        declaration: Declaration,
        container: Option<Symbol>,
    ) -> Collection<M, A> {
        let header = LoopHeader::new(each, |index| declaration.uses_local(index));
        let around = container.and_then(|container| self.version_around(container));
        let (content, decorators) = declaration.into_parts(Some(header.clone()), container, around);
        Collection::new(self.push_decorated(name.into(), content.into(), decorators), header)
    }

    #[track_caller]
    fn push_decorated(&mut self, name: Cow<'static, str>, kind: DeclKind, decorators: Decorators) -> Symbol {
        let index = u32::try_from(self.decls.len()).expect("a template has fewer than 2^32 declarations");
        let location = cfg!(debug_assertions).then_some(Location::caller());
        self.decls.push(Decl { name, decorators, kind, blank_line_before: None, location });
        self.order.push(index);
        Symbol::new(self.id, index)
    }

    /// The API version that a resource inside of another has, if it says none.
    fn version_around(&self, container: Symbol) -> Option<&str> {
        self.version_of(self.decl(container)?.as_resource()?)
    }

    /// The API version of a resource: its own, or that of the resource it is written in.
    pub(crate) fn version_of<'t>(&'t self, mut resource: &'t ResourceDecl) -> Option<&'t str> {
        // Containers cannot contain themselves, but a wrong model must not hang the check.
        for _ in 0..=self.decls.len() {
            if let Some(version) = &resource.api_version {
                return Some(version);
            }
            resource = self.decl(resource.container?)?.as_resource()?;
        }
        None
    }

    pub(crate) fn decl(&self, symbol: Symbol) -> Option<&Decl> {
        self.decls.get(self.index_of(symbol)? as usize)
    }

    /// The index of a declaration that is one of the template.
    pub(crate) fn index_of(&self, symbol: Symbol) -> Option<u32> {
        if symbol.template == self.id { Some(symbol.index) } else { self.past.decl(symbol) }
    }

    #[cfg(feature = "read")]
    pub(crate) fn past(&self) -> &Past {
        &self.past
    }
}
