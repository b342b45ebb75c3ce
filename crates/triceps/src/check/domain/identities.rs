//! Which identities a resource has.

use super::view::{Cx, symbol_of};
use crate::expr::{Entry, Expr, Key, Object};
use crate::resources::without_interpolation;

/// The identities of a resource, as far as they are known.
#[derive(Clone, Copy)]
pub(super) enum Identities<'a> {
    None,
    /// The map of user-assigned identities, and whether the resource has its own.
    Some {
        assigned: Option<&'a Object>,
        system: Option<bool>,
    },
    Unknown,
}

impl<'a> Identities<'a> {
    pub(super) fn of(cx: &Cx<'a>, body: &'a Object) -> Self {
        if cx.lacks(body, "identity") {
            return Self::None;
        }
        let Some(identity) = cx.object(body, "identity") else { return Self::Unknown };
        let assigned = cx.object(identity, "userAssignedIdentities");
        if assigned.is_none() && !cx.lacks(identity, "userAssignedIdentities") {
            return Self::Unknown;
        }
        Self::Some { assigned, system: cx.text(identity, "type").map(|kind| kind.contains("SystemAssigned")) }
    }

    /// Whether an identity that is named by its id, or as `system`, certainly is not one of them.
    pub(super) fn lack(self, cx: &Cx<'a>, identity: &'a Expr) -> bool {
        let identity = normal(cx, identity);
        let is_system = identity.as_str().is_some_and(|text| text.eq_ignore_ascii_case("system"));
        match self {
            Self::Unknown => false,
            Self::Some { system, .. } if is_system => system == Some(false),
            Self::None | Self::Some { assigned: None, .. } => true,
            Self::Some { assigned: Some(assigned), .. } => assigned.entries.iter().all(|entry| match entry {
                Entry::Property { key, .. } => differ(cx, key, identity),
                Entry::Spread(_) => false,
            }),
        }
    }
}

/// Whether a key of the map certainly is another identity.
fn differ<'a>(cx: &Cx<'a>, key: &'a Key, identity: &'a Expr) -> bool {
    match key {
        Key::Text(key) => identity.as_str().is_some_and(|id| !id.eq_ignore_ascii_case(key)),
        Key::Computed(key) => {
            let key = normal(cx, key);
            match (symbol_of(key, "id"), symbol_of(identity, "id")) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            }
        }
    }
}

fn normal<'a>(cx: &Cx<'a>, expr: &'a Expr) -> &'a Expr {
    cx.resolve(without_interpolation(cx.resolve(expr)))
}
