//! Resources before they are added, and what every typed model is made of.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{
    Access, Conditional, Content, Declared, Direct, LoopHeader, ModuleDecl, ModuleTarget, ResourceDecl, ResourceRef,
};
use crate::decorators::Decorators;
use crate::expr::{Array, Entry, Expr, IntoExpr, Key, Local, Object, Symbol};
use crate::scope::IntoScope;
use crate::sealed::{OfPropertyPath, Sealed};
use crate::value::IntoValue;

/// A resource type or a module that a template can hold.
///
/// Typed models implement it through [`resource_model!`](crate::resource_model); [`Raw`] stands for
/// all other types.
///
/// ```
/// # use triceps::{Model, Template, handle::Declared};
/// // Adds a resource and says where it is from.
/// fn add<M: Model>(t: &mut Template, name: &'static str, model: M) -> M::Ref<Declared> {
///     t.add(name, model)
/// }
///
/// let mut t = Template::for_resource_group();
/// let identity = triceps::managed_identity::UserAssignedIdentity::new("id-portal", "westeurope");
/// let identity = add(&mut t, "identity", identity);
/// t.output("clientId", identity.client_id());
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be added to a template",
    label = "no resource and no module",
    note = "expected a typed resource, `Raw::new(..)`, `Module::new(..)` or `..::existing(..)`; a parameter is added with `Template::param`"
)]
pub trait Model: Sized {
    /// The handle to it, by how it is reached.
    type Ref<A: Access>;

    /// The resource type; none for a model that is not of one type.
    const RESOURCE_TYPE: Option<&'static str> = None;

    /// The handle that reaches it so.
    fn reference<A: Access>(access: A) -> Self::Ref<A>;

    /// What is added to the template.
    fn into_declaration(self) -> Declaration;
}

/// What `Template::add` takes: a model, one with a condition
/// ([`When`]), or an existing resource ([`Existing`]).
///
/// ```
/// # use triceps::handle::{Declare, Handle};
/// # use triceps::Template;
/// fn add<D: Declare>(t: &mut Template, name: &'static str, resource: D) -> Handle<D> {
///     t.add(name, resource)
/// }
///
/// let mut t = Template::for_resource_group();
/// let vault = add(&mut t, "vault", triceps::key_vault::Vault::existing("kv-portal"));
/// t.output("uri", vault.vault_uri());
/// assert!(t.check()?.to_bicep().ends_with("output uri string = vault.properties.vaultUri\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be added to a template",
    note = "expected a typed resource, `Raw::new(..)`, `Module::new(..)` or `..::existing(..)`"
)]
pub trait Declare {
    /// What it is a declaration of.
    type Model: Model;

    /// How it is reached: [`Declared`], or [`Conditional`] where it may not be there.
    type Access: Direct;

    /// What is added to the template.
    fn into_declaration(self) -> Declaration;
}

/// What adding `D` gives: a handle of its model, which knows whether it may be missing.
///
/// ```
/// # use triceps::handle::{Handle, When};
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let identity: Handle<When<UserAssignedIdentity>> =
///     t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope").when(&wanted));
/// t.output("clientId", identity.client_id()); // string?
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub type Handle<D> = <<D as Declare>::Model as Model>::Ref<<D as Declare>::Access>;

impl<M: Model> Declare for M {
    type Model = M;
    type Access = Declared;

    fn into_declaration(self) -> Declaration {
        Model::into_declaration(self)
    }
}

/// A declaration that counts only where a condition holds; made by the method `when` of models, modules and existing
/// resources.
///
/// ```
/// # use triceps::handle::When;
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// t.add("identity", When::new(UserAssignedIdentity::new("id-portal", "westeurope"), &wanted)); // or `.when(&wanted)`
/// assert!(t.check()?.to_bicep().contains("= if (wanted) {\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct When<D> {
    declared: D,
    condition: Expr,
}

impl<D: Declare> When<D> {
    /// Deploys, or reads, `declared` only where `condition` holds.
    pub fn new(declared: D, condition: impl IntoValue<bool>) -> Self {
        Self { declared, condition: condition.into_value().into_expr() }
    }
}

impl<D: Declare> Declare for When<D> {
    type Model = D::Model;
    type Access = Conditional;

    fn into_declaration(self) -> Declaration {
        let mut declaration = self.declared.into_declaration();
        declaration.condition = Some(self.condition);
        declaration
    }
}

/// A reference to a resource that exists already; made by `..::existing(name)` of its model.
///
/// ```
/// # use triceps::key_vault::Vault;
/// # use triceps::scope::resource_group_named;
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// let vault = Vault::existing("kv-shared").scope(resource_group_named("rg-shared")).api_version("2023-07-01");
/// let vault = t.add("vault", vault);
/// t.output("uri", vault.vault_uri());
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-shared'\n  \
///      scope: resourceGroup('rg-shared')\n}\n\noutput uri string = vault.properties.vaultUri\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Existing<M> {
    body: ResourceBody,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Existing<M> {
    /// A resource of this type and API version that exists already.
    pub fn new(
        type_name: impl Into<Cow<'static, str>>,
        api_version: impl Into<Cow<'static, str>>,
        name: impl IntoValue<String>,
    ) -> Self {
        let mut body = ResourceBody::new(type_name, api_version, name);
        body.existing = true;
        Self { body, model: PhantomData }
    }

    /// Reads as null where it does not exist, instead of failing the deployment: `@nullIfNotFound()`.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::key_vault::Vault;
    ///
    /// let mut t = Template::for_resource_group();
    /// let vault = t.add("vault", Vault::existing("kv-portal").null_if_not_found());
    /// t.output("uri", vault.vault_uri().or("")); // vault.?properties.vaultUri ?? ''
    /// let text = t.check()?.to_bicep();
    /// assert!(text.starts_with("@nullIfNotFound()\nresource vault "));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn null_if_not_found(self) -> NullIfNotFound<Self> {
        NullIfNotFound(self)
    }

    /// Reads it only where `condition` holds.
    ///
    /// ```
    /// use triceps::key_vault::Vault;
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let shared = t.param(Param::bool("shared"));
    /// let vault = t.add("vault", Vault::existing("kv-shared").when(&shared));
    /// t.output("uri", vault.vault_uri().or(""));
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn when(self, condition: impl IntoValue<bool>) -> When<Self> {
        When::new(self, condition)
    }

    /// Takes the name as the value of another property, by which the types of an extension are known.
    ///
    /// ```
    /// # use triceps::handle::RawRef;
    /// # use triceps::{Existing, Raw, Template};
    /// # let mut t = Template::for_resource_group();
    /// let parent = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", triceps::object! { name: "kv" }));
    /// let secret = Existing::<Raw>::new("Microsoft.KeyVault/vaults/secrets", "2023-07-01", "token")
    ///     .parent(&parent)
    ///     .depends_on(&parent);
    /// let secret: RawRef = t.add("secret", secret);
    /// t.output("id", secret.id());
    /// assert!(t.check()?.to_bicep().contains("  parent: vault\n  name: 'token'\n"));
    /// let key: Existing<Raw> = Existing::new("Microsoft.Graph/groups", "v1.0", "platform").keyed("uniqueName");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn keyed(mut self, key: &'static str) -> Self {
        if let Some(name) = self.body.name.take() {
            self.body.set(&[key], name);
        }
        self
    }

    /// The resource group, subscription or resource that it is in; that of the template by default.
    pub fn scope(mut self, scope: impl IntoScope) -> Self {
        self.body.set_scope(scope);
        self
    }

    /// The resource that it is a child of.
    pub fn parent(mut self, parent: impl ResourceRef) -> Self {
        self.body.set_parent(parent);
        self
    }

    /// Another API version to read it with.
    pub fn api_version(mut self, version: impl Into<Cow<'static, str>>) -> Self {
        self.body.set_api_version(version);
        self
    }

    /// What has to be deployed before it is read.
    pub fn depends_on(mut self, other: impl IntoExpr) -> Self {
        self.body.push_dependency(other);
        self
    }
}

impl<M: Model> Declare for Existing<M> {
    type Model = M;
    type Access = Declared;

    fn into_declaration(self) -> Declaration {
        self.body.into_declaration()
    }
}

/// A reference to a resource that reads as null where it does not exist; made by the method `null_if_not_found` of
/// existing resources.
///
/// ```
/// # use triceps::key_vault::Vault;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let shared = t.param(Param::bool("shared"));
/// let vault = t.add("vault", Vault::existing("kv-portal").null_if_not_found().when(&shared));
/// t.output("uri", vault.vault_uri().or(""));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("@nullIfNotFound()\nresource vault "));
/// assert!(text.ends_with("output uri string = vault.?properties.vaultUri ?? ''\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct NullIfNotFound<D>(D);

impl<D: Declare> NullIfNotFound<D> {
    /// Reads it only where `condition` holds.
    pub fn when(self, condition: impl IntoValue<bool>) -> When<Self> {
        When::new(self, condition)
    }
}

impl<D: Declare> Declare for NullIfNotFound<D> {
    type Model = D::Model;
    type Access = Conditional;

    fn into_declaration(self) -> Declaration {
        let mut declaration = self.0.into_declaration();
        declaration.decorators.push("nullIfNotFound", []);
        declaration
    }
}

/// A declaration of a resource or module, ready to be added.
///
/// ```
/// # use triceps::handle::{Declaration, Declare};
/// use triceps::managed_identity::UserAssignedIdentity;
///
/// let declaration: Declaration = UserAssignedIdentity::new("id-portal", "westeurope").into_declaration();
/// ```
#[derive(Clone, Debug)]
pub struct Declaration {
    target: Target,
    condition: Option<Expr>,
    body: Object,
    decorators: Decorators,
}

#[derive(Clone, Debug)]
enum Target {
    Resource { type_name: Cow<'static, str>, api_version: Version, existing: bool },
    Module(ModuleTarget),
}

/// The API version of a resource.
#[derive(Clone, Debug)]
enum Version {
    /// As it was written, or left out.
    Written(Option<Cow<'static, str>>),
    /// That of a typed model. It need not be written where the resource around it has the same.
    OfModel(Option<Cow<'static, str>>),
}

impl Declaration {
    #[doc(hidden)]
    pub fn module(target: ModuleTarget, body: Object) -> Self {
        Self { target: Target::Module(target), condition: None, body, decorators: Decorators::default() }
    }

    #[doc(hidden)]
    pub fn uses_local(&self, local: &Local) -> bool {
        let in_body = self.body.entries.iter().any(|entry| match entry {
            Entry::Property { key, value } => {
                value.uses_local(local) || matches!(key, Key::Computed(key) if key.uses_local(local))
            }
            Entry::Spread(value) => value.uses_local(local),
        });
        in_body || self.condition.as_ref().is_some_and(|condition| condition.uses_local(local))
    }

    /// `around`: the API version of the resource that it is written in.
    #[doc(hidden)]
    pub fn into_parts(
        self,
        header: Option<LoopHeader>,
        container: Option<Symbol>,
        around: Option<&str>,
    ) -> (Content, Decorators) {
        let Self { target, condition, body, decorators } = self;
        let kind = match target {
            Target::Resource { type_name, api_version, existing } => Content::Resource(ResourceDecl {
                type_name,
                api_version: match api_version {
                    Version::OfModel(version) => version.filter(|version| Some(&**version) != around),
                    Version::Written(version) => version,
                },
                existing,
                container,
                header,
                condition,
                body,
            }),
            Target::Module(target) => Content::Module(ModuleDecl { target, header, condition, body }),
        };
        (kind, decorators)
    }
}

/// What every typed resource is a wrapper of: the ordered properties of its body.
///
/// Printed in this order: `parent`, `name`, `scope`, the top-level properties in call order,
/// `properties`, `dependsOn`. Setting a property again keeps its place.
///
/// ```
/// # use triceps::{IntoValue, ResourceBody, Template, resource_model};
/// resource_model! {
///     /// A lock.
///     Lock, LockRef, "Microsoft.Authorization/locks", "2020-05-01"
/// }
///
/// impl Lock {
///     /// A lock of this name.
///     pub fn new(name: impl IntoValue<String>) -> Self {
///         Self(ResourceBody::new(Self::TYPE, Self::API_VERSION, name))
///     }
///
///     /// `properties.level`.
///     pub fn level(mut self, level: impl IntoValue<String>) -> Self {
///         self.0.set(&["properties", "level"], level.into_value());
///         self
///     }
/// }
///
/// let mut t = Template::for_resource_group();
/// t.add("lock", Lock::new("keep").level("CanNotDelete"));
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "resource lock 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'keep'\n  properties: {\n    \
///      level: 'CanNotDelete'\n  }\n}\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct ResourceBody {
    type_name: Cow<'static, str>,
    api_version: Option<Cow<'static, str>>,
    existing: bool,
    parent: Option<Expr>,
    name: Option<Expr>,
    scope: Option<Expr>,
    properties: Object,
    depends_on: Array,
}

impl ResourceBody {
    /// The body of a resource with this type, API version and name.
    pub fn new(
        type_name: impl Into<Cow<'static, str>>,
        api_version: impl Into<Cow<'static, str>>,
        name: impl IntoValue<String>,
    ) -> Self {
        Self { name: Some(name.into_value().into_expr()), ..Self::unnamed(type_name, api_version) }
    }

    /// The body of a resource of an extension whose types have no `name`.
    ///
    /// ```
    /// # use triceps::{Model, ResourceBody, Template, functions::resource_group, resource_model};
    /// # resource_model! {
    /// #     /// A lock.
    /// #     Lock, LockRef, "Microsoft.Authorization/locks", "2020-05-01"
    /// # }
    /// # let mut t = Template::for_resource_group();
    /// # let vault = t.add("vault", triceps::key_vault::Vault::existing("kv-portal"));
    /// let mut body = ResourceBody::unnamed("Microsoft.Authorization/locks", "2016-09-01");
    /// body.set(&["name"], "keep");
    /// body.set(&["properties", "level"], "CanNotDelete");
    /// body.push(&["properties", "owners"], triceps::object! { applicationId: "portal" });
    /// body.set_api_version("2020-05-01");
    /// body.set_scope(&vault);
    /// body.push_dependency(&vault);
    /// assert_eq!(body.get(&["properties", "level"]).and_then(|level| level.as_str()), Some("CanNotDelete"));
    /// t.add("lock", Lock(body));
    /// assert!(t.check()?.to_bicep().contains("      applicationId: 'portal'\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn unnamed(type_name: impl Into<Cow<'static, str>>, api_version: impl Into<Cow<'static, str>>) -> Self {
        Self {
            type_name: type_name.into(),
            api_version: Some(api_version.into()),
            existing: false,
            parent: None,
            name: None,
            scope: None,
            properties: Object::with_capacity(8),
            depends_on: Array::new(),
        }
    }

    /// Sets the property at a path of names: `["properties", "adminUserEnabled"]`.
    pub fn set(&mut self, path: &[&'static str], value: impl IntoExpr) {
        self.properties.insert_at(path, value.into_expr());
    }

    /// Sets a property whose last key is computed: an entry of a map such as
    /// `identity.userAssignedIdentities`.
    pub fn set_computed(&mut self, path: &[&'static str], key: impl IntoExpr, value: impl IntoExpr) {
        let mut entry = Some((key.into_expr(), value.into_expr()));
        self.edit_at(path, &mut |object| {
            if let Some((key, value)) = entry.take() {
                object.add(Key::Computed(key), value);
            }
        });
    }

    /// Appends to the array at a path of names.
    pub fn push(&mut self, path: &[&'static str], item: impl IntoExpr) {
        self.properties.append_at(path, item.into_expr());
    }

    /// The value set at a path of names, or none.
    pub fn get(&self, path: &[&str]) -> Option<&Expr> {
        let (last, parents) = path.split_last()?;
        let parent = parents.iter().try_fold(&self.properties, |object, name| object.get(name)?.as_object())?;
        parent.get(last)
    }

    /// Whether what is not a literal may bring the value at a path of names.
    pub(crate) fn may_be_brought(&self, path: &[&str]) -> bool {
        self.properties.may_be_brought(path)
    }

    /// Edits the object at a path of names, made where it is missing.
    pub(crate) fn edit_at(&mut self, path: &[&'static str], edit: &mut dyn FnMut(&mut Object)) {
        self.properties.edit_at(path, edit);
    }

    /// Chooses an API version.
    pub fn set_api_version(&mut self, version: impl Into<Cow<'static, str>>) {
        self.api_version = Some(version.into());
    }

    /// Makes it a child of another resource.
    ///
    /// ```
    /// # use triceps::{ResourceBody, Template, functions::tenant, key_vault::Vault};
    /// # let mut t = Template::for_resource_group();
    /// let vault = t.add("vault", Vault::existing("kv-portal"));
    /// let mut body = ResourceBody::new("Microsoft.KeyVault/vaults/secrets", "2023-07-01", "token");
    /// body.set_parent(&vault);
    /// let declaration = body.into_declaration();
    /// ```
    pub fn set_parent(&mut self, parent: impl ResourceRef) {
        self.parent = Some(parent.symbol());
    }

    /// The scope that it is deployed to, or the resource that it extends.
    pub fn set_scope(&mut self, scope: impl IntoScope) {
        self.scope = Some(scope.into_scope().into_expr());
    }

    /// Adds something that has to be deployed before. What the body refers to is known anyway.
    pub fn push_dependency(&mut self, other: impl IntoExpr) {
        self.depends_on.append(other.into_expr());
    }

    /// What is added to the template.
    pub fn into_declaration(self) -> Declaration {
        let own = [&self.parent, &self.name, &self.scope].into_iter().flatten().count();
        let dependencies = usize::from(!self.depends_on.items.is_empty());
        let mut body = Object::with_capacity(own + self.properties.entries.len() + dependencies);
        let mut put = |key, value| body.add(Key::Text(Cow::Borrowed(key)), value);
        for (key, value) in [("parent", self.parent), ("name", self.name), ("scope", self.scope)] {
            if let Some(value) = value {
                put(key, value);
            }
        }
        let mut properties = None;
        for entry in self.properties.entries {
            match entry {
                Entry::Property { key: Key::Text(key), value } if key == "properties" => properties = Some(value),
                Entry::Property { key, value } => body.add(key, value),
                Entry::Spread(other) => body = body.spread(other),
            }
        }
        let mut put = |key, value| body.add(Key::Text(Cow::Borrowed(key)), value);
        if let Some(properties) = properties {
            put("properties", properties);
        }
        if dependencies > 0 {
            put("dependsOn", self.depends_on.into());
        }
        Declaration {
            target: Target::Resource {
                type_name: self.type_name,
                api_version: Version::OfModel(self.api_version),
                existing: self.existing,
            },
            condition: None,
            body,
            decorators: Decorators::default(),
        }
    }
}

/// The path of a property: its name, or the names from the top of the body.
///
/// ```
/// use triceps::container_registry::{Registry, Sku};
///
/// let registry = Registry::new("contosoregistry", "westeurope", Sku::PREMIUM)
///     .property("sku", Sku::BASIC)
///     .property(["properties", "dataEndpointEnabled"], true);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the path of a property",
    note = "give its name, or the names from the top: `\"sku\"`, `[\"properties\", \"accessTier\"]`"
)]
pub trait PropertyPath: Sealed<OfPropertyPath> {
    /// The names from the top of the body.
    fn names(&self) -> &[&'static str];
}

impl Sealed<OfPropertyPath> for &'static str {}
impl<const N: usize> Sealed<OfPropertyPath> for [&'static str; N] {}
impl Sealed<OfPropertyPath> for &[&'static str] {}
impl Sealed<OfPropertyPath> for Vec<&'static str> {}

impl PropertyPath for &'static str {
    fn names(&self) -> &[&'static str] {
        std::slice::from_ref(self)
    }
}

impl<const N: usize> PropertyPath for [&'static str; N] {
    fn names(&self) -> &[&'static str] {
        self
    }
}

impl PropertyPath for &[&'static str] {
    fn names(&self) -> &[&'static str] {
        self
    }
}

impl PropertyPath for Vec<&'static str> {
    fn names(&self) -> &[&'static str] {
        self
    }
}

/// A resource of any type, written as an object.
///
/// The body is printed in the order it is written; `parent`, `scope` and `dependsOn` are part of it.
///
/// ```
/// use triceps::{Raw, Template, object};
///
/// let mut t = Template::for_resource_group();
/// let lock = t.add("lock", Raw::new(
///     "Microsoft.Authorization/locks@2020-05-01",
///     object! { name: "keep", properties: { level: "CanNotDelete" } },
/// ));
/// let level = lock.prop("properties").prop("level");
/// ```
///
/// ```
/// # use triceps::{Param, Raw, Template, object};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let body = object! { name: "keep", properties: { level: "CanNotDelete" } };
/// t.add("lock", Raw::new("Microsoft.Authorization/locks@2020-05-01", body).when(&wanted));
/// let body = object! { name: "kv-portal" };
/// let vault = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", body).null_if_not_found());
/// t.output_as::<Option<String>>("uri", vault.prop("properties").prop("vaultUri"));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (wanted) {\n"));
/// assert!(text.ends_with("output uri string? = vault.?properties.vaultUri\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Raw {
    declaration: Declaration,
}

impl Raw {
    /// A resource of the type and API version `Provider/type@version`. A nested resource may leave
    /// out the version and takes that of its parent.
    pub fn new(type_and_version: impl Into<Cow<'static, str>>, body: impl IntoExpr) -> Self {
        let (type_name, api_version) = split_version(type_and_version.into());
        let body = body.into_expr().into_object().unwrap_or_else(|body| Object::new().spread(body));
        let target = Target::Resource { type_name, api_version: Version::Written(api_version), existing: false };
        Self { declaration: Declaration { target, condition: None, body, decorators: Decorators::default() } }
    }

    /// A reference to a resource that exists already: the body has its `name`, and where needed
    /// `parent` or `scope`.
    pub fn existing(type_and_version: impl Into<Cow<'static, str>>, body: impl IntoExpr) -> Self {
        let mut raw = Self::new(type_and_version, body);
        if let Target::Resource { existing, .. } = &mut raw.declaration.target {
            *existing = true;
        }
        raw
    }

    /// Reads as null where it does not exist, instead of failing the deployment: `@nullIfNotFound()`.
    pub fn null_if_not_found(self) -> NullIfNotFound<Self> {
        NullIfNotFound(self)
    }

    /// Deploys it only where `condition` holds.
    pub fn when(self, condition: impl IntoValue<bool>) -> When<Self> {
        When::new(self, condition)
    }
}

fn split_version(text: Cow<'static, str>) -> (Cow<'static, str>, Option<Cow<'static, str>>) {
    match text {
        Cow::Borrowed(text) => match text.split_once('@') {
            Some((name, version)) => (name.into(), Some(version.into())),
            None => (text.into(), None),
        },
        Cow::Owned(text) => match text.split_once('@') {
            Some((name, version)) => (name.to_owned().into(), Some(version.to_owned().into())),
            None => (text.into(), None),
        },
    }
}

#[diagnostic::do_not_recommend]
impl Model for Raw {
    type Ref<A: Access> = RawRef<A>;

    fn reference<A: Access>(access: A) -> RawRef<A> {
        RawRef(access)
    }

    fn into_declaration(self) -> Declaration {
        self.declaration
    }
}

/// A handle of a resource of any type.
///
/// ```
/// # use triceps::{Raw, Template, object};
/// # let mut t = Template::for_resource_group();
/// let body = object! { name: "acrportal" };
/// let registry = t.add("registry", Raw::existing("Microsoft.ContainerRegistry/registries@2025-11-01", body));
/// t.output("id", registry.id());
/// t.output("name", registry.name());
/// t.output_as::<String>("server", registry.prop("properties").prop("loginServer"));
/// assert!(t.check()?.to_bicep().ends_with("output server string = registry.properties.loginServer\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
///
/// ```
/// # use triceps::{Param, Raw, Secure, Template, object};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let body = object! { name: "stportal" };
/// let account = Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", body).when(&wanted);
/// let account = t.add("account", account);
/// let account = account.assume_exists();
/// t.output("type", wanted.then_else(account.type_name(), "none"));
/// t.output("version", wanted.then_else(account.api_version(), "none"));
/// let key = Secure::<String>::from_expr(account.method("listKeys", ()).prop("keys").at(0).prop("value"));
/// t.secure_output("key", wanted.then_else_secret(&key, ""));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("output type string = wanted ? account.type : 'none'\n"), "{text}");
/// assert!(text.contains("output version string = wanted ? account.apiVersion : 'none'\n"));
/// assert!(text.ends_with("wanted ? account.listKeys().keys[0].value : ''\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RawRef<A: Access = Declared>(A);

crate::reference_methods!(RawRef);
