//! What may be done: role definitions.

use std::borrow::Cow;

use super::generated::roles::BUILT_IN;
use crate::convert::{ArmType, Plain};
use crate::functions::subscription_resource_id;
use crate::{Expr, IntoExpr, IntoValue, ResourceId, TypeExpr, Value};

/// A role that Azure brings: its name and the GUID of its definition.
///
/// ```
/// use triceps::authorization::Role;
///
/// assert_eq!(Role::ACR_PULL.guid(), "7f951dda-4ed3-4680-a7ca-43fe172d538d");
/// assert_eq!(Role::named("acrpull"), Some(Role::ACR_PULL));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    name: &'static str,
    guid: &'static str,
}

impl Role {
    /// A role that is not among the constants.
    pub const fn new(name: &'static str, guid: &'static str) -> Self {
        Self { name, guid }
    }

    /// Its name in the portal.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The GUID of its definition.
    pub const fn guid(self) -> &'static str {
        self.guid
    }

    /// `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', guid)`
    pub fn definition_id(self) -> Value<ResourceId> {
        definition_id(self.guid).cast()
    }

    /// All roles among the constants.
    pub const fn all() -> &'static [Self] {
        BUILT_IN
    }

    /// The role of this name. Only letters and digits count, whatever the case: the portal, the
    /// documentation and templates do not agree on spaces.
    pub fn named(name: &str) -> Option<Self> {
        BUILT_IN.iter().copied().find(|role| letters(role.name).eq(letters(name)))
    }

    /// The role with this GUID.
    pub fn with_guid(guid: &str) -> Option<Self> {
        BUILT_IN.iter().copied().find(|role| role.guid.eq_ignore_ascii_case(guid))
    }
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

impl IntoExpr for Role {
    /// The GUID.
    fn into_expr(self) -> Expr {
        Cow::Borrowed(self.guid).into_expr()
    }
}

impl Plain for Role {}

impl IntoValue<Role> for Role {
    fn into_value(self) -> Value<Role> {
        Value::from_expr(self.into_expr())
    }
}

impl ArmType for Role {
    fn declared() -> TypeExpr {
        String::declared()
    }
}

/// A role definition by an expression: a GUID that a parameter gives, or the whole id.
#[derive(Clone, Debug)]
pub struct RoleDefinition {
    /// What tells it from others: part of the name of the assignment.
    pub(super) key: Expr,
    /// `roleDefinitionId`
    pub(super) id: Expr,
}

impl RoleDefinition {
    /// The definition with this GUID.
    pub fn by_guid(guid: impl IntoValue<String>) -> Self {
        let key = guid.into_value();
        Self { id: definition_id(&key).into_expr(), key: key.into_expr() }
    }

    /// The definition with this id, as [`Role::definition_id`] gives it, or a handle of one.
    pub fn by_id(id: impl IntoValue<ResourceId>) -> Self {
        let id = id.into_value().into_expr();
        Self { key: id.clone(), id }
    }
}

/// What can be granted: a [`Role`], a GUID or id as text, a parameter of roles, a handle of a custom role, or a
/// [`RoleDefinition`].
///
/// A computed string may be the GUID or the id of a definition, so state which:
/// [`RoleDefinition::by_guid`], [`RoleDefinition::by_id`].
///
/// ```
/// use triceps::authorization::{Principal, Role, RoleDefinition};
/// use triceps::functions::resource_group;
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let group = t.param(Param::string("group"));
/// let role = t.param(Param::one_of("role", [Role::READER, Role::CONTRIBUTOR]).default(Role::READER));
/// let guid = t.param(Param::string("roleGuid"));
/// let text = String::from("acdd72a7-3385-48ef-bd42-f606fba81ae7");
/// t.grant("chosen", resource_group(), &role, Principal::group(&group));
/// t.grant("given", resource_group(), RoleDefinition::by_guid(&guid), Principal::group(&group));
/// t.grant("read", resource_group(), &text, Principal::group(&group));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a role",
    note = "expected a constant such as `Role::ACR_PULL`, a GUID as text, `RoleDefinition::by_guid(value)` of a computed GUID, or `RoleDefinition::by_id(value)` of a computed id"
)]
pub trait IntoRole {
    /// The definition.
    fn into_role(self) -> RoleDefinition;
}

impl IntoRole for Role {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_guid(Cow::Borrowed(self.guid))
    }
}

impl IntoRole for RoleDefinition {
    fn into_role(self) -> RoleDefinition {
        self
    }
}

impl IntoRole for &RoleDefinition {
    fn into_role(self) -> RoleDefinition {
        self.clone()
    }
}

impl IntoRole for &str {
    fn into_role(self) -> RoleDefinition {
        if self.contains('/') { RoleDefinition::by_id(self) } else { RoleDefinition::by_guid(self) }
    }
}

impl IntoRole for String {
    fn into_role(self) -> RoleDefinition {
        (&*self).into_role()
    }
}

impl IntoRole for &String {
    fn into_role(self) -> RoleDefinition {
        (&**self).into_role()
    }
}

impl IntoRole for Value<Role> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_guid(self.cast::<String>())
    }
}

impl IntoRole for &Value<Role> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_guid(self.cast::<String>())
    }
}

impl IntoRole for Value<ResourceId> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_id(self)
    }
}

impl IntoRole for &Value<ResourceId> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_id(self)
    }
}

#[cfg(feature = "authorization")]
impl<A: crate::Access> IntoRole for super::CustomRoleRef<A> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_id(self)
    }
}

#[cfg(feature = "authorization")]
impl<A: crate::Access> IntoRole for &super::CustomRoleRef<A> {
    fn into_role(self) -> RoleDefinition {
        RoleDefinition::by_id(self)
    }
}

fn definition_id(guid: impl IntoValue<String>) -> Value<String> {
    subscription_resource_id(Cow::Borrowed("Microsoft.Authorization/roleDefinitions"), [guid.into_value()])
}
