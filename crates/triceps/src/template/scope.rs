//! Where a template is deployed, and where its parts are.

use std::borrow::Cow;

use super::ExtensionDecl;
use crate::expr::Expr;
use crate::value::{IntoExpr, IntoValue};

/// What `scope:` takes: a resource group, a subscription, a management group, the tenant, or a
/// resource that is extended.
#[derive(Clone, Debug)]
pub struct Scope(Expr);

impl Scope {
    /// Takes an expression to be a scope.
    pub fn from_expr(expr: Expr) -> Self {
        Self(expr)
    }
}

/// A [`Scope`], or a handle of a resource.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a scope",
    note = "expected a handle of a resource, `resource_group_named(..)`, `subscription_of(..)`, `management_group_named(..)` or `tenant()`"
)]
pub trait IntoScope {
    /// The scope.
    fn into_scope(self) -> Scope;
}

impl IntoScope for Scope {
    fn into_scope(self) -> Scope {
        self
    }
}

impl IntoScope for &Scope {
    fn into_scope(self) -> Scope {
        self.clone()
    }
}

impl IntoExpr for Scope {
    fn into_expr(self) -> Expr {
        self.0
    }
}

/// The resource group of this name in the subscription of the deployment: `resourceGroup(name)`.
pub fn resource_group_named(name: impl IntoValue<String>) -> Scope {
    Scope(Expr::call("resourceGroup", vec![name.into_value().into_expr()]))
}

/// A resource group of another subscription: `resourceGroup(subscriptionId, name)`.
pub fn resource_group_of(subscription_id: impl IntoValue<String>, name: impl IntoValue<String>) -> Scope {
    Scope(Expr::call("resourceGroup", vec![subscription_id.into_value().into_expr(), name.into_value().into_expr()]))
}

/// Another subscription: `subscription(id)`.
pub fn subscription_of(id: impl IntoValue<String>) -> Scope {
    Scope(Expr::call("subscription", vec![id.into_value().into_expr()]))
}

/// The management group of this name: `managementGroup(name)`.
pub fn management_group_named(name: impl IntoValue<String>) -> Scope {
    Scope(Expr::call("managementGroup", vec![name.into_value().into_expr()]))
}

/// An extension of the language, which brings resource types from outside Azure Resource Manager.
///
/// Its types come from a registry that `bicepconfig.json` names; that file is part of
/// [`Checked::files`](crate::Checked::files).
#[derive(Clone, Debug)]
pub struct Extension(ExtensionDecl);

impl Extension {
    /// Microsoft Graph v1.0: applications, groups, service principals of Microsoft Entra.
    pub fn microsoft_graph() -> Self {
        Self(ExtensionDecl {
            specification: Cow::Borrowed("microsoftGraphV1"),
            provider: Cow::Borrowed("MicrosoftGraph"),
            version: Cow::Borrowed("1.0.0"),
            registry: Cow::Borrowed("br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0"),
            type_prefix: Cow::Borrowed("Microsoft.Graph/"),
        })
    }

    pub(crate) fn into_parts(self) -> (Cow<'static, str>, ExtensionDecl) {
        (self.0.specification.clone(), self.0)
    }
}
