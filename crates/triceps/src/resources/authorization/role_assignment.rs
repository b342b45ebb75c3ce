//! `Microsoft.Authorization/roleAssignments`.

use super::{GrantScope, IntoPrincipal, IntoRole};
use crate::functions::guid;
use crate::{Access, IntoValue, ResourceBody, ResourceId, resource_model};

resource_model! {
    /// A role that a principal has at a scope.
    ///
    /// [`Template::grant`](crate::Template::grant) is the short way; [`grant`](Self::grant) is for loops
    /// and conditions, [`new`](Self::new) for names of your own. The name is a GUID.
    ///
    /// ```
    /// use triceps::{Param, Template};
    /// use triceps::authorization::{Principal, Role, RoleAssignment};
    /// use triceps::functions::resource_group;
    ///
    /// let mut t = Template::for_resource_group();
    /// let team = t.param(Param::string("teamGroupId"));
    /// t.add("reader", RoleAssignment::grant(resource_group(), Role::READER, Principal::group(&team)));
    /// ```
    RoleAssignment, RoleAssignmentRef, "Microsoft.Authorization/roleAssignments", "2022-04-01"
}

impl RoleAssignment {
    /// An assignment with this name, a GUID that depends on scope, principal and role:
    /// `guid((scope.id(), identity.id(), role))`. Sets `properties.principalId`, `principalType` (where it is
    /// known) and `roleDefinitionId`. Set the [`scope`](Self::scope) to the resource; without one it is
    /// what the template is deployed into.
    pub fn new(name: impl IntoValue<String>, principal: impl IntoPrincipal, role: impl IntoRole) -> Self {
        let principal = principal.into_principal();
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["properties", "principalId"], principal.id);
        if let Some(kind) = principal.kind {
            body.set(&["properties", "principalType"], kind);
        }
        body.set(&["properties", "roleDefinitionId"], role.into_role().id);
        Self(body)
    }

    /// Gives `principal` the role at `scope`, named `guid(scope, principal, role)`, so that deploying
    /// again changes nothing.
    pub fn grant(scope: impl GrantScope, role: impl IntoRole, principal: impl IntoPrincipal) -> Self {
        let (scope, extended) = scope.into_grant_scope();
        let (role, principal) = (role.into_role(), principal.into_principal());
        let name = guid([scope, principal.key.clone(), role.key.clone()]);
        let assignment = Self::new(name, principal, role);
        match extended {
            Some(resource) => assignment.scope(resource),
            None => assignment,
        }
    }

    /// `properties.description`: why.
    pub fn description(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "description"], value.into_value());
        self
    }

    /// `properties.condition` and `properties.conditionVersion`: where the role counts only for some
    /// resources. The version is `2.0`.
    pub fn condition(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "condition"], value.into_value());
        self.0.set(&["properties", "conditionVersion"], "2.0");
        self
    }

    /// `properties.conditionVersion`: another version of the language of conditions.
    pub fn condition_version(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "conditionVersion"], value.into_value());
        self
    }

    /// `properties.delegatedManagedIdentityResourceId`: the identity of another tenant that is meant.
    pub fn delegated_managed_identity(mut self, value: impl IntoValue<ResourceId>) -> Self {
        self.0.set(&["properties", "delegatedManagedIdentityResourceId"], value.into_value());
        self
    }
}

impl<A: Access> RoleAssignmentRef<A> {
    /// `properties.principalId`: object id of who has the role.
    pub fn principal_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "principalId"])
    }

    /// `properties.roleDefinitionId`: id of the definition of the role.
    pub fn role_definition_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "roleDefinitionId"])
    }

    /// `properties.scope`: id of the scope (read-only).
    pub fn scope(&self) -> A::Read<String> {
        self.0.read(&["properties", "scope"])
    }

    /// `properties.createdOn`: when it was made (read-only).
    pub fn created_on(&self) -> A::Read<String> {
        self.0.read(&["properties", "createdOn"])
    }

    /// `properties.createdBy`: object id of who made it (read-only).
    pub fn created_by(&self) -> A::Read<String> {
        self.0.read(&["properties", "createdBy"])
    }
}
