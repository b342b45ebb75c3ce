//! `Template::grant`.

use std::borrow::Cow;

use super::{IntoPrincipal, IntoRole, RoleAssignment, RoleAssignmentRef};
use crate::functions::{ManagementGroupContext, ResourceGroupContext, SubscriptionContext};
use crate::handle::ResourceRef;
use crate::scope::Scope;
use crate::{Expr, IntoExpr, Template};

/// Where a role is given: a handle of a resource, or what the template is deployed into
/// (`resource_group()`, `subscription()`, `management_group()`).
#[diagnostic::on_unimplemented(
    message = "no role can be given at `{Self}`",
    note = "expected a handle of a resource, or `resource_group()`, `subscription()`, `management_group()` for what the template is deployed into"
)]
pub trait GrantScope {
    /// The id of the scope, and the resource that the assignment extends: none for what the template is
    /// deployed into.
    fn into_grant_scope(self) -> (Expr, Option<Scope>);
}

impl<R: ResourceRef> GrantScope for R {
    fn into_grant_scope(self) -> (Expr, Option<Scope>) {
        let symbol = self.symbol();
        (symbol.prop("id"), Some(Scope::from_expr(symbol)))
    }
}

macro_rules! contexts {
    ($($type:ident)*) => {$(
        impl GrantScope for $type {
            fn into_grant_scope(self) -> (Expr, Option<Scope>) {
                (self.into_expr().prop("id"), None)
            }
        }
    )*};
}

contexts!(ResourceGroupContext SubscriptionContext ManagementGroupContext);

impl Template {
    /// Gives `principal` the role at `scope`, and gives a handle to depend on: whoever uses the right has
    /// to wait for it.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::authorization::Role;
    /// use triceps::container_registry::{Registry, Sku};
    /// use triceps::managed_identity::UserAssignedIdentity;
    ///
    /// let mut t = Template::for_resource_group();
    /// let identity = t.add("identity", UserAssignedIdentity::new("portal-id", "westeurope"));
    /// let registry = t.add("registry", Registry::new("contosoregistry", "westeurope", Sku::BASIC));
    /// let pull = t.grant("acrPull", &registry, Role::ACR_PULL, &identity);
    /// ```
    #[track_caller]
    pub fn grant(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        scope: impl GrantScope,
        role: impl IntoRole,
        principal: impl IntoPrincipal,
    ) -> RoleAssignmentRef {
        self.add(name, RoleAssignment::grant(scope, role, principal))
    }
}
