//! Who is given a role.

use super::PrincipalType;
use crate::handle::ResourceRef;
use crate::managed_identity::UserAssignedIdentityRef;
use crate::{Access, Expr, IntoExpr, IntoValue};

/// Who is given a role: an object id, and what it is of.
///
/// ```
/// use triceps::{Param, Template};
/// use triceps::authorization::Principal;
///
/// let mut t = Template::for_resource_group();
/// let admins = t.param(Param::string("adminsGroupId"));
/// let principal = Principal::group(&admins);
/// ```
#[derive(Clone, Debug)]
pub struct Principal {
    /// `principalId`
    pub(super) id: Expr,
    pub(super) kind: Option<Expr>,
    /// What tells it from others before the deployment starts: part of the name of the assignment.
    pub(super) key: Expr,
}

impl Principal {
    /// The principal with this object id. Better give its type: see the other constructors.
    pub fn new(object_id: impl IntoValue<String>) -> Self {
        let id = object_id.into_value().into_expr();
        Self { key: id.clone(), id, kind: None }
    }

    /// The principal with this object id, of this type.
    pub fn of_type(object_id: impl IntoValue<String>, kind: impl IntoValue<PrincipalType>) -> Self {
        Self { kind: Some(kind.into_value().into_expr()), ..Self::new(object_id) }
    }

    /// The application or managed identity with this object id (not its client id).
    pub fn service_principal(object_id: impl IntoValue<String>) -> Self {
        Self::of_type(object_id, PrincipalType::SERVICE_PRINCIPAL)
    }

    /// The user with this object id.
    pub fn user(object_id: impl IntoValue<String>) -> Self {
        Self::of_type(object_id, PrincipalType::USER)
    }

    /// The group with this object id.
    pub fn group(object_id: impl IntoValue<String>) -> Self {
        Self::of_type(object_id, PrincipalType::GROUP)
    }

    /// Says what tells this principal from others before the deployment starts, for an id that a resource has only
    /// afterwards: the name of an assignment is made of it.
    ///
    /// ```
    /// use triceps::authorization::{Principal, Role};
    /// use triceps::container_registry::Registry;
    /// use triceps::{Raw, Template, object};
    ///
    /// let mut t = Template::for_resource_group();
    /// let registry = t.add("registry", Registry::existing("acrportal"));
    /// let cluster = t.add("cluster", Raw::existing("Microsoft.ContainerService/managedClusters@2025-07-01", object! { name: "aks" }));
    /// let kubelet = cluster.prop("properties").prop("identityProfile").prop("kubeletidentity").prop("objectId");
    /// t.grant("pull", registry, Role::ACR_PULL, Principal::service_principal(kubelet).known_as(cluster.id()));
    /// assert!(t.check()?.to_bicep().contains("guid(registry.id, cluster.id, "));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn known_as(mut self, key: impl IntoValue<String>) -> Self {
        self.key = key.into_value().into_expr();
        self
    }

    /// The own identity of a resource: `resource.identity.principalId`. It exists only after the
    /// resource, so the resource cannot wait for the role.
    pub fn system_identity_of(resource: &impl ResourceRef) -> Self {
        let symbol = resource.symbol();
        Self {
            id: symbol.prop("identity").prop("principalId"),
            key: symbol.prop("id"),
            kind: Some(PrincipalType::SERVICE_PRINCIPAL.into_expr()),
        }
    }
}

/// Who can be given a role: a [`Principal`], or a handle of a user-assigned identity.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given a role",
    note = "expected a handle of a user-assigned identity, `Principal::group(id)`, `Principal::user(id)`, `Principal::service_principal(id)`, or `Principal::system_identity_of(&resource)`"
)]
pub trait IntoPrincipal {
    /// The principal.
    fn into_principal(self) -> Principal;
}

impl IntoPrincipal for Principal {
    fn into_principal(self) -> Principal {
        self
    }
}

impl IntoPrincipal for &Principal {
    fn into_principal(self) -> Principal {
        self.clone()
    }
}

impl<A: Access> IntoPrincipal for &UserAssignedIdentityRef<A> {
    fn into_principal(self) -> Principal {
        Principal {
            id: self.prop("properties").prop("principalId"),
            key: self.id().into_expr(),
            kind: Some(PrincipalType::SERVICE_PRINCIPAL.into_expr()),
        }
    }
}

impl<A: Access> IntoPrincipal for UserAssignedIdentityRef<A> {
    fn into_principal(self) -> Principal {
        (&self).into_principal()
    }
}
