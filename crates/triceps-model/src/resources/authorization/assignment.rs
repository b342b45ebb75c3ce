//! Shorthands of role assignments.

use super::{GrantScope, IntoPrincipal, IntoRole, PrincipalType, RoleAssignment};
use crate::functions::guid;
use crate::{IntoValue, ResourceBody, Value};

impl RoleAssignment {
    /// An assignment with this name, a GUID that depends on scope, principal and role:
    /// `guid((scope.id(), identity.id(), role))`. Sets `properties.principalId`, `principalType` (where it is
    /// known) and `roleDefinitionId`. Set the [`scope`](Self::scope) to the resource; without one it is
    /// what the template is deployed into.
    pub fn new(name: impl IntoValue<String>, principal: impl IntoPrincipal, role: impl IntoRole) -> Self {
        let principal = principal.into_principal();
        let mut assignment = Self(ResourceBody::new(Self::TYPE, Self::API_VERSION, name))
            .principal_id(Value::<String>::from_expr(principal.id));
        if let Some(kind) = principal.kind {
            assignment = assignment.principal_type(Value::<PrincipalType>::from_expr(kind));
        }
        assignment.role_definition_id(Value::<String>::from_expr(role.into_role().id))
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

    /// `properties.condition` and `properties.conditionVersion`: where the role counts only for some
    /// resources. The version is `2.0`.
    pub fn condition(self, value: impl IntoValue<String>) -> Self {
        self.with_condition(value).condition_version("2.0")
    }
}
