//! The keys of workspaces, of which the data knows nothing.

use super::WorkspaceRef;
use crate::handle::ResourceRef;
use crate::{Access, Expr, Secure};

impl<A: Access> WorkspaceRef<A> {
    /// The keys that agents and environments write logs with: `listKeys()`.
    pub fn list_keys(&self) -> SharedKeys {
        SharedKeys(self.symbol().method("listKeys", ()))
    }
}

/// The keys of a workspace.
#[derive(Clone, Debug)]
pub struct SharedKeys(Expr);

impl SharedKeys {
    /// `primarySharedKey`
    pub fn primary_shared_key(&self) -> Secure<String> {
        Secure::from_expr(self.0.prop("primarySharedKey"))
    }

    /// `secondarySharedKey`
    pub fn secondary_shared_key(&self) -> Secure<String> {
        Secure::from_expr(self.0.prop("secondarySharedKey"))
    }
}
