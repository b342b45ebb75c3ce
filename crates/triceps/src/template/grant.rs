//! `Template::grant`.

use std::borrow::Cow;

use triceps_model::authorization::{GrantScope, IntoPrincipal, IntoRole, RoleAssignment, RoleAssignmentRef};

use super::Template;

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
