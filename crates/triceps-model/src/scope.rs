//! The scopes of templates, modules and resources.

use std::fmt;
use std::marker::PhantomData;

use crate::expr::{Callee, Composite, Expr, IntoExpr};
use crate::value::IntoValue;

/// What `scope:` takes: a resource group, a subscription, a management group, the tenant, or a
/// resource that is extended. `L` says which of them, where Rust knows it.
///
/// ```
/// # use triceps::Template;
/// # use triceps::key_vault::Vault;
/// # use triceps::scope::{Scope, resource_group_named, resource_group_of};
/// # let mut t = Template::for_resource_group();
/// let shared = resource_group_named("rg-shared"); // or `resource_group_of(subscription, "rg-shared")`
/// let vault = t.add("vault", Vault::existing("kv-shared").scope(shared));
/// t.output("uri", vault.vault_uri());
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("  scope: resourceGroup('rg-shared')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct Scope<L = AnyLevel>(Expr, PhantomData<fn() -> L>);

impl Scope {
    /// Takes an expression to be a scope.
    ///
    /// ```
    /// use triceps::functions::call;
    /// use triceps::scope::Scope;
    ///
    /// let scope: Scope = Scope::from_expr(call("resourceGroup", ["rg-shared"]));
    /// ```
    pub fn from_expr(expr: Expr) -> Self {
        Self::of_level(expr)
    }
}

impl<L> Scope<L> {
    /// Takes an expression to be a scope of a level.
    pub(crate) fn of_level(expr: Expr) -> Self {
        Self(expr, PhantomData)
    }
}

impl<L> Clone for Scope<L> {
    fn clone(&self) -> Self {
        Self::of_level(self.0.clone())
    }
}

impl<L> fmt::Debug for Scope<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&self.0).finish()
    }
}

/// A scope of a level that `check` finds out, such as that of a handle.
///
/// ```
/// use triceps::functions::call;
/// use triceps::scope::{AnyLevel, Scope};
///
/// let computed: Scope<AnyLevel> = Scope::from_expr(call("resourceGroup", ["rg-shared"]));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum AnyLevel {}

macro_rules! levels {
    ($($(#[$doc:meta])* $level:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $level {}

        impl Hosts<$level> for $level {}
        impl Hosts<AnyLevel> for $level {}
    )*};
}

levels! {
    /// The level of resource groups.
    ///
    /// ```
    /// use triceps::scope::{ResourceGroupLevel, Scope, resource_group_named};
    ///
    /// let scope: Scope<ResourceGroupLevel> = resource_group_named("rg-apps");
    /// ```
    ResourceGroupLevel
    /// The level of subscriptions.
    ///
    /// ```
    /// use triceps::scope::{Scope, SubscriptionLevel, subscription_of};
    ///
    /// let scope: Scope<SubscriptionLevel> = subscription_of("00000000-0000-0000-0000-000000000000");
    /// ```
    SubscriptionLevel
    /// The level of management groups.
    ///
    /// ```
    /// use triceps::scope::{ManagementGroupLevel, Scope, management_group_named};
    ///
    /// let scope: Scope<ManagementGroupLevel> = management_group_named("contoso");
    /// ```
    ManagementGroupLevel
    /// The level of the tenant.
    ///
    /// ```
    /// use triceps::functions::tenant;
    /// use triceps::scope::{IntoScope, Scope, TenantLevel};
    ///
    /// let scope: Scope<TenantLevel> = tenant().into_scope();
    /// ```
    TenantLevel
}

/// A level of scopes to which modules of the level `M` may be deployed.
///
/// ```
/// use triceps::scope::{Hosts, ResourceGroupLevel, Scope, resource_group_named};
///
/// fn groups_only<L: Hosts<ResourceGroupLevel>>(scope: Scope<L>) -> Scope<L> {
///     scope
/// }
///
/// groups_only(resource_group_named("rg-apps")); // `tenant()` does not compile
/// ```
#[diagnostic::on_unimplemented(
    message = "a module of the level `{M}` cannot be deployed to a scope of the level `{Self}`",
    label = "not a scope of the level `{M}`"
)]
pub trait Hosts<M> {}

impl<M> Hosts<M> for AnyLevel {}

/// A [`Scope`], or a handle of a resource.
///
/// ```
/// # use triceps::container_registry::Registry;
/// # use triceps::{Template, object};
/// # let mut t = Template::for_resource_group();
/// let registry = t.add("registry", Registry::existing("acrportal"));
/// t.add_raw(
///     "lock",
///     "Microsoft.Authorization/locks@2020-05-01",
///     object! { name: "keep", scope: registry, properties: { level: "CanNotDelete" } },
/// );
/// assert!(t.check()?.to_bicep().contains("  scope: registry\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a scope",
    note = "expected a handle of a resource, `resource_group_named(..)`, `subscription_of(..)`, `management_group_named(..)` or `tenant()`"
)]
pub trait IntoScope {
    /// The level of the scope, or [`AnyLevel`] where its type does not say it.
    type Level;

    /// The scope.
    fn into_scope(self) -> Scope<Self::Level>;

    /// One of two scopes of a kind: `resourceGroup(condition ? a : b)`. Bicep has to know the kind of a scope, so
    /// that two of different kinds cannot be chosen between.
    ///
    /// ```
    /// use triceps::functions::{empty, resource_group};
    /// use triceps::scope::{IntoScope, resource_group_named};
    /// use triceps::{Module, Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let group = t.param(Param::string("group").default(""));
    /// let file = t.module_file("empty.bicep", Template::for_resource_group().check()?);
    /// // resourceGroup(empty(group) ? resourceGroup().name : group)
    /// let scope = resource_group().when_or(empty(&group), resource_group_named(&group));
    /// t.add("apps", Module::new(&file).scope(scope));
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn when_or(self, condition: impl IntoValue<bool>, other: impl IntoScope) -> Scope<Self::Level>
    where
        Self: Sized,
    {
        let condition = condition.into_value().into_expr();
        let (yes, no) = (self.into_scope().0, other.into_scope().0);
        let chosen = Arguments::of(&yes)
            .zip(Arguments::of(&no))
            .filter(|(yes, no)| yes.function == no.function)
            .map(|(yes, no)| yes.when_or(&condition, no));
        Scope::of_level(chosen.unwrap_or_else(|| Expr::ternary(condition, yes, no)))
    }
}

/// A call of `resourceGroup`, `subscription` or `managementGroup`, with what it takes where it is given nothing.
struct Arguments {
    function: &'static str,
    args: Vec<Expr>,
}

impl Arguments {
    fn of(scope: &Expr) -> Option<Self> {
        let Some(Composite::Call { callee: Callee::Builtin(name), args }) = scope.as_composite() else { return None };
        let own = |function, property| match args.as_slice() {
            [] => Self { function, args: vec![Expr::call(function, Vec::new()).prop(property)] },
            args => Self { function, args: args.to_vec() },
        };
        match &**name {
            "resourceGroup" => Some(own("resourceGroup", "name")),
            "subscription" => Some(own("subscription", "subscriptionId")),
            "managementGroup" => Some(own("managementGroup", "name")),
            _ => None,
        }
    }

    fn when_or(mut self, condition: &Expr, mut other: Self) -> Expr {
        // A group of the subscription of the deployment beside one of another.
        let subscription = || Expr::call("subscription", Vec::new()).prop("subscriptionId");
        match (self.args.len(), other.args.len()) {
            (1, 2) => self.args.insert(0, subscription()),
            (2, 1) => other.args.insert(0, subscription()),
            _ => {}
        }
        let args = self.args.into_iter().zip(other.args);
        let chosen = args.map(|(yes, no)| if yes.is_same(&no) { yes } else { Expr::ternary(condition, yes, no) });
        Expr::call(self.function, chosen.collect())
    }
}

impl<L> IntoScope for Scope<L> {
    type Level = L;

    fn into_scope(self) -> Self {
        self
    }
}

impl<L> IntoScope for &Scope<L> {
    type Level = L;

    fn into_scope(self) -> Scope<L> {
        self.clone()
    }
}

impl<L> IntoExpr for Scope<L> {
    fn into_expr(self) -> Expr {
        self.0
    }
}

/// The resource group of this name in the subscription of the deployment: `resourceGroup(name)`.
///
/// ```
/// # use triceps::Template;
/// # use triceps::key_vault::Vault;
/// # use triceps::scope::resource_group_named;
/// # let mut t = Template::for_resource_group();
/// let vault = t.add("vault", Vault::existing("kv-shared").scope(resource_group_named("rg-shared")));
/// t.output("uri", vault.vault_uri());
/// assert!(t.check()?.to_bicep().contains("  scope: resourceGroup('rg-shared')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn resource_group_named(name: impl IntoValue<String>) -> Scope<ResourceGroupLevel> {
    Scope::of_level(Expr::call("resourceGroup", vec![name.into_value().into_expr()]))
}

/// A resource group of another subscription: `resourceGroup(subscriptionId, name)`.
///
/// ```
/// # use triceps::key_vault::Vault;
/// # use triceps::scope::resource_group_of;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let subscription = t.param(Param::string("subscriptionId"));
/// let vault = t.add("vault", Vault::existing("kv-shared").scope(resource_group_of(&subscription, "rg-shared")));
/// t.output("uri", vault.vault_uri());
/// assert!(t.check()?.to_bicep().contains("  scope: resourceGroup(subscriptionId, 'rg-shared')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn resource_group_of(
    subscription_id: impl IntoValue<String>,
    name: impl IntoValue<String>,
) -> Scope<ResourceGroupLevel> {
    Scope::of_level(Expr::call(
        "resourceGroup",
        vec![subscription_id.into_value().into_expr(), name.into_value().into_expr()],
    ))
}

/// Another subscription: `subscription(id)`.
///
/// ```
/// # use triceps::scope::subscription_of;
/// # use triceps::{Module, Param, Template};
/// # let mut t = Template::for_management_group();
/// let target = t.param(Param::string("subscriptionId"));
/// let file = t.module_file("groups.bicep", Template::for_subscription().check()?);
/// t.add("groups", Module::new(&file).name("groups").scope(subscription_of(&target)));
/// assert!(t.check()?.to_bicep().contains("  scope: subscription(subscriptionId)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn subscription_of(id: impl IntoValue<String>) -> Scope<SubscriptionLevel> {
    Scope::of_level(Expr::call("subscription", vec![id.into_value().into_expr()]))
}

/// The management group of this name: `managementGroup(name)`.
///
/// ```
/// # use triceps::scope::management_group_named;
/// # use triceps::{Module, Template};
/// # let mut t = Template::for_tenant();
/// let file = t.module_file("policies.bicep", Template::for_management_group().check()?);
/// t.add("policies", Module::new(&file).name("policies").scope(management_group_named("contoso")));
/// assert!(t.check()?.to_bicep().contains("  scope: managementGroup('contoso')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn management_group_named(name: impl IntoValue<String>) -> Scope<ManagementGroupLevel> {
    Scope::of_level(Expr::call("managementGroup", vec![name.into_value().into_expr()]))
}
