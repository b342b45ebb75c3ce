//! `Microsoft.ManagedIdentity/userAssignedIdentities`.

use std::borrow::Cow;

use crate::{Access, IntoValue, Object, ResourceBody, model_enum, resource_model};

resource_model! {
    /// An identity that lives on its own and may be given to any number of resources.
    ///
    /// The name has 3 to 128 letters, digits, hyphens and underscores, a letter or digit first.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::managed_identity::UserAssignedIdentity;
    ///
    /// let mut t = Template::for_resource_group();
    /// let identity = t.add("identity", UserAssignedIdentity::new("portal-id", "westeurope"));
    /// t.output("clientId", identity.client_id());
    /// ```
    UserAssignedIdentity, UserAssignedIdentityRef, "Microsoft.ManagedIdentity/userAssignedIdentities", "2024-11-30"
}

impl UserAssignedIdentity {
    /// An identity with this name (3 to 128 letters, digits, `-` and `_`) in this region.
    pub fn new(name: impl IntoValue<String>, location: impl IntoValue<String>) -> Self {
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["location"], location.into_value());
        Self(body)
    }

    /// `tags`: all tags at once; names and values are text.
    pub fn tags(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["tags"], value.into_value());
        self
    }

    /// Adds one entry to `tags`.
    pub fn tag(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoValue<String>) -> Self {
        self.0.set_entry(&["tags"], name, value.into_value());
        self
    }

    /// `properties.isolationScope`: whether it may be used outside its region.
    pub fn isolation_scope(mut self, value: impl IntoValue<IsolationScope>) -> Self {
        self.0.set(&["properties", "isolationScope"], value.into_value());
        self
    }
}

impl<A: Access> UserAssignedIdentityRef<A> {
    /// `properties.clientId`: application id, for `AZURE_CLIENT_ID` (read-only). Known only during
    /// the deployment.
    pub fn client_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "clientId"])
    }

    /// `properties.principalId`: object id in Entra ID (read-only). Known only during the
    /// deployment.
    pub fn principal_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "principalId"])
    }

    /// `properties.tenantId`: GUID of its tenant (read-only).
    pub fn tenant_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "tenantId"])
    }

    /// `properties.isolationScope`: whether it may be used outside its region.
    pub fn isolation_scope(&self) -> A::Read<IsolationScope> {
        self.0.read(&["properties", "isolationScope"])
    }

    /// `location`: region.
    pub fn location(&self) -> A::Read<String> {
        self.0.read(&["location"])
    }
}

model_enum! {
    /// Where an identity may be used: `properties.isolationScope`.
    IsolationScope {
        /// Everywhere.
        NONE = "None",
        /// In its region.
        REGIONAL = "Regional",
    }
}
