//! Which identities a resource has.

use triceps_middle::DeclId;
use triceps_middle::strings::known;

use super::app::is_system;
use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, MemberKey, Value};

/// The identities of a resource, as far as they are known.
pub(super) enum Identities {
    None,
    Some {
        assigned: Vec<Assigned>,
        /// Whether the resource has its own.
        system: Option<bool>,
    },
    Unknown,
}

/// A key in the map of user-assigned identities.
pub(super) enum Assigned {
    /// `identity.id` of a declaration.
    Of(DeclId),
    Id(String),
}

impl Identities {
    pub(super) fn of(cx: &Cx<'_, '_>, body: Value) -> Self {
        if cx.lacks(body, w::IDENTITY) {
            return Self::None;
        }
        let Some(identity) = cx.only(body, w::IDENTITY).filter(|own| cx.values.form(*own) == Form::Object) else {
            return Self::Unknown;
        };
        let mut assigned = Vec::new();
        if !cx.lacks(identity, w::USER_ASSIGNED_IDENTITIES) {
            let map = cx.only(identity, w::USER_ASSIGNED_IDENTITIES);
            let Some(map) = map.filter(|map| cx.values.form(*map) == Form::Object) else { return Self::Unknown };
            let mut known = true;
            known &= cx.values.members(map, &mut |key, _| {
                let key = match key {
                    MemberKey::Name(name) => Some(Assigned::Id(cx.middle().str(name).to_owned())),
                    MemberKey::Computed(key) => cx.values.read_of(key, known::ID).map(Assigned::Of),
                };
                match key {
                    Some(key) => assigned.push(key),
                    None => known = false,
                }
            });
            if !known {
                return Self::Unknown;
            }
        }
        Self::Some { assigned, system: cx.text(identity, w::TYPE).map(|kind| kind.contains("SystemAssigned")) }
    }

    /// Whether an identity that is named by its id, or as `system`, certainly is not one of them.
    pub(super) fn lack(&self, cx: &Cx<'_, '_>, identity: Value) -> bool {
        let (assigned, system) = match self {
            Self::Unknown => return false,
            Self::None => (&[][..], Some(false)),
            Self::Some { assigned, system } => (assigned.as_slice(), *system),
        };
        if is_system(cx, identity) {
            return system == Some(false);
        }
        if assigned.is_empty() {
            return true;
        }
        let of = cx.values.read_of(identity, known::ID);
        let text = cx.values.text(identity);
        assigned.iter().all(|key| match (key, of, &text) {
            (Assigned::Of(key), Some(of), _) => *key != of,
            (Assigned::Id(key), _, Some(id)) => !id.eq_ignore_ascii_case(key),
            _ => false,
        })
    }
}
