//! Where a role is given.

use crate::functions::{ManagementGroupContext, ResourceGroupContext, SubscriptionContext};
use crate::handle::ResourceRef;
use crate::scope::Scope;
use crate::{Expr, IntoExpr};

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
