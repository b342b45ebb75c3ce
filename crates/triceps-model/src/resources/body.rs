//! What models do to their bodies beyond setting properties: entries of maps, identities.

use std::borrow::Cow;

use crate::ResourceBody;
use crate::expr::{Entry, Expr, IntoExpr, Key, Node, Object, Refusal};
use crate::value::{IntoValue, ResourceId};

/// ```
/// # use triceps::{Param, ResourceBody, Template, resource_model};
/// # resource_model! {
/// #     /// A registry.
/// #     Registry, RegistryRef, "Microsoft.ContainerRegistry/registries", "2025-11-01"
/// # }
/// # let mut t = Template::for_resource_group();
/// let id = t.param(Param::string("identityId"));
/// let mut body = ResourceBody::new(Registry::TYPE, Registry::API_VERSION, "acrportal");
/// body.set(&["location"], "westeurope");
/// body.set_entry(&["tags"], "team", "platform");
/// body.set_computed(&["tags"], &id, "identity");
/// body.assign_system_identity("SystemAssigned, UserAssigned");
/// body.assign_identity(&id, "SystemAssigned, UserAssigned");
/// body.set(&["sku", "name"], "Basic");
/// t.add("registry", Registry(body));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("  tags: {\n    team: 'platform'\n    '${identityId}': 'identity'\n  }\n"));
/// assert!(text.contains("    type: 'SystemAssigned, UserAssigned'\n    userAssignedIdentities: {\n      '${identityId}': {}\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
impl ResourceBody {
    /// Sets an entry of the map at a path of names: a tag, for example.
    pub fn set_entry(&mut self, path: &[&'static str], key: impl Into<Cow<'static, str>>, value: impl IntoExpr) {
        let mut entry = Some((key.into(), value.into_expr()));
        self.edit_at(path, &mut |object| {
            if let Some((key, value)) = entry.take() {
                object.insert(key, value);
            }
        });
    }

    /// Adds a user-assigned identity to `identity.userAssignedIdentities`. `identity.type` becomes
    /// `UserAssigned`, or `combined` where the resource has an identity of its own already.
    ///
    /// Providers spell the combination differently: with and without a space.
    pub fn assign_identity(&mut self, id: impl IntoValue<ResourceId>, combined: &'static str) {
        self.combine_identity_type("UserAssigned", "SystemAssigned", combined);
        let key = match id.into_value().into_expr() {
            id if id.as_str().is_some() => Key::Text(id.as_str().unwrap_or_default().to_owned().into()),
            id => Key::Computed(id),
        };
        self.edit_at(&["identity", "userAssignedIdentities"], &mut |identities| {
            let same = |entry: &Entry| matches!(entry, Entry::Property { key: other, .. } if other.is_same(&key));
            if !identities.entries.iter().any(same) {
                identities.add(key.clone(), Object::new().into());
            }
        });
    }

    /// Gives the resource an identity of its own: `identity.type` becomes `SystemAssigned`, or
    /// `combined` where it has user-assigned identities already.
    pub fn assign_system_identity(&mut self, combined: &'static str) {
        self.combine_identity_type("SystemAssigned", "UserAssigned", combined);
    }

    fn combine_identity_type(&mut self, own: &'static str, other: &str, combined: &'static str) {
        let path = ["identity", "type"];
        if self.may_be_brought(&path) {
            return self.set(&path, Expr::new(Node::Refused(Refusal::OtherIdentities)));
        }
        let new = match self.get(&path) {
            None => own,
            Some(set) => match set.as_str() {
                Some("None") => own,
                Some(text) if text == other => combined,
                _ => return,
            },
        };
        self.set(&path, Cow::Borrowed(new));
    }
}
