//! What apps are configured with, but for ingress, containers and scale.

use crate::{IntoValue, Object, ResourceId, model_enum, model_object};

model_enum! {
    /// Whether one revision is active or several: `activeRevisionsMode`.
    RevisionMode {
        /// The latest one.
        SINGLE = "Single",
        /// Several, with a split of the traffic.
        MULTIPLE = "Multiple",
    }
}

model_enum! {
    /// What an app is for: `kind`.
    ContainerAppKind {
        /// Azure Functions.
        FUNCTION_APP = "functionapp",
        /// Logic Apps.
        WORKFLOW_APP = "workflowapp",
    }
}

model_enum! {
    /// Which identities a resource has: `identity.type`.
    IdentityType {
        /// None.
        NONE = "None",
        /// One of its own.
        SYSTEM_ASSIGNED = "SystemAssigned",
        /// Identities that live on their own.
        USER_ASSIGNED = "UserAssigned",
        /// Both.
        SYSTEM_ASSIGNED_USER_ASSIGNED = "SystemAssigned,UserAssigned",
    }
}

model_enum! {
    /// Which containers may use an identity.
    IdentityLifecycle {
        /// All of them.
        ALL = "All",
        /// Init containers.
        INIT = "Init",
        /// The others.
        MAIN = "Main",
        /// None: the identity is for pulling images and reading secrets only.
        NONE = "None",
    }
}

model_enum! {
    /// Kind of an [`ExtendedLocation`].
    ExtendedLocationType {
        /// A custom location of a connected cluster.
        CUSTOM_LOCATION = "CustomLocation",
    }
}

model_object! {
    /// Which containers may use an identity: an item of `configuration.identitySettings`.
    IdentitySetting
}

impl IdentitySetting {
    /// `identity`: the identity, or `system`. `lifecycle`: which containers.
    pub fn new(identity: impl IntoValue<ResourceId>, lifecycle: impl IntoValue<IdentityLifecycle>) -> Self {
        Self(Object::new().set("identity", identity.into_value()).set("lifecycle", lifecycle.into_value()))
    }
}

model_object! {
    /// The custom location of an app: `extendedLocation`.
    #[derive(Default)]
    ExtendedLocation
}

impl ExtendedLocation {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `name`: id of the custom location.
    pub fn name(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("name", value.into_value()))
    }

    /// `type`: its kind.
    pub fn kind(self, value: impl IntoValue<ExtendedLocationType>) -> Self {
        Self(self.0.set("type", value.into_value()))
    }
}

model_object! {
    /// A development service that an app uses: an item of `template.serviceBinds`.
    ServiceBind
}

impl ServiceBind {
    /// `name`: name of the bind: 1 to 60 letters, digits, dots and underscores. `serviceId`: the
    /// service, an app itself.
    pub fn new(name: impl IntoValue<String>, service: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("serviceId", service.into_value()))
    }
}
