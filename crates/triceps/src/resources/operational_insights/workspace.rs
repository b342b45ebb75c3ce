//! `Microsoft.OperationalInsights/workspaces`.

use std::borrow::Cow;

use crate::{
    Access, Expr, IntoValue, Number, Object, ResourceBody, ResourceId, Secure, Value, model_enum, model_object,
    resource_model,
};

resource_model! {
    /// A Log Analytics workspace.
    ///
    /// The name has 4 to 63 letters, digits and hyphens, no hyphen at either end.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::operational_insights::{Workspace, WorkspaceSku};
    ///
    /// let mut t = Template::for_resource_group();
    /// let workspace = Workspace::new("portal-law", "westeurope").sku(WorkspaceSku::PER_GB_2018).retention_in_days(30);
    /// let workspace = t.add("workspace", workspace);
    /// t.output("customerId", workspace.customer_id());
    /// ```
    Workspace, WorkspaceRef, "Microsoft.OperationalInsights/workspaces", "2025-07-01"
}

impl Workspace {
    /// A workspace with this name in this region.
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

    /// `identity`: adds a user-assigned identity. Several calls add several; with
    /// [`system_identity`](Self::system_identity) the type becomes `SystemAssigned, UserAssigned`.
    pub fn identity(mut self, identity: impl IntoValue<ResourceId>) -> Self {
        self.0.assign_identity(identity, "SystemAssigned, UserAssigned");
        self
    }

    /// `identity`: gives the resource an identity of its own, that lives as long as it.
    pub fn system_identity(mut self) -> Self {
        self.0.assign_system_identity("SystemAssigned, UserAssigned");
        self
    }

    /// `identity.type`: where the spelling of [`identity`](Self::identity) and
    /// [`system_identity`](Self::system_identity) has to be another.
    pub fn identity_type(mut self, value: impl IntoValue<IdentityType>) -> Self {
        self.0.set(&["identity", "type"], value.into_value());
        self
    }

    /// `etag`: the version that is replaced.
    pub fn etag(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["etag"], value.into_value());
        self
    }

    /// `properties.sku.name`: price plan.
    pub fn sku(mut self, value: impl IntoValue<WorkspaceSku>) -> Self {
        self.0.set(&["properties", "sku", "name"], value.into_value());
        self
    }

    /// `properties.sku.capacityReservationLevel`: GB a day that are paid in advance, with
    /// [`WorkspaceSku::CAPACITY_RESERVATION`].
    pub fn capacity_reservation_level(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "sku", "capacityReservationLevel"], value.into_value());
        self
    }

    /// `properties.retentionInDays`: days that data is kept: 30 to 730 in the plan `PerGB2018`, 7
    /// in `Free`.
    pub fn retention_in_days(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "retentionInDays"], value.into_value());
        self
    }

    /// `properties.workspaceCapping.dailyQuotaGb`: GB a day after which no more is taken in; -1 for
    /// no limit.
    pub fn daily_quota_gb(mut self, value: impl IntoValue<Number>) -> Self {
        self.0.set(&["properties", "workspaceCapping", "dailyQuotaGb"], value.into_value());
        self
    }

    /// `properties.publicNetworkAccessForIngestion`: whether data comes in from the internet.
    pub fn public_network_access_for_ingestion(mut self, value: impl IntoValue<PublicNetworkAccess>) -> Self {
        self.0.set(&["properties", "publicNetworkAccessForIngestion"], value.into_value());
        self
    }

    /// `properties.publicNetworkAccessForQuery`: whether queries come in from the internet.
    pub fn public_network_access_for_query(mut self, value: impl IntoValue<PublicNetworkAccess>) -> Self {
        self.0.set(&["properties", "publicNetworkAccessForQuery"], value.into_value());
        self
    }

    /// `properties.forceCmkForQuery`: whether saved queries must lie in a storage account of yours.
    pub fn force_cmk_for_query(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "forceCmkForQuery"], value.into_value());
        self
    }

    /// `properties.features`: further switches.
    pub fn features(mut self, value: impl IntoValue<Features>) -> Self {
        self.0.set(&["properties", "features"], value.into_value());
        self
    }

    /// `properties.defaultDataCollectionRuleResourceId`: data collection rule for agents that have
    /// none.
    pub fn default_data_collection_rule(mut self, value: impl IntoValue<ResourceId>) -> Self {
        self.0.set(&["properties", "defaultDataCollectionRuleResourceId"], value.into_value());
        self
    }

    /// `properties.replication`: a copy in another region.
    pub fn replication(mut self, value: impl IntoValue<Replication>) -> Self {
        self.0.set(&["properties", "replication"], value.into_value());
        self
    }

    /// `properties.failover`: whether the copy is in use; has no properties that can be set.
    pub fn failover(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["properties", "failover"], value.into_value());
        self
    }
}

impl<A: Access> WorkspaceRef<A> {
    /// `properties.customerId`: id that agents and queries name the workspace by (read-only).
    pub fn customer_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "customerId"])
    }

    /// `properties.createdDate`: when it was made (read-only).
    pub fn created_date(&self) -> A::Read<String> {
        self.0.read(&["properties", "createdDate"])
    }

    /// `properties.modifiedDate`: when it was changed last (read-only).
    pub fn modified_date(&self) -> A::Read<String> {
        self.0.read(&["properties", "modifiedDate"])
    }

    /// `properties.provisioningState`: state of the last operation (read-only).
    pub fn provisioning_state(&self) -> A::Read<String> {
        self.0.read(&["properties", "provisioningState"])
    }

    /// `location`: region.
    pub fn location(&self) -> A::Read<String> {
        self.0.read(&["location"])
    }

    /// `properties.sku.name`: price plan.
    pub fn sku(&self) -> A::Read<WorkspaceSku> {
        self.0.read(&["properties", "sku", "name"])
    }

    /// `properties.retentionInDays`: days that data is kept.
    pub fn retention_in_days(&self) -> A::Read<i64> {
        self.0.read(&["properties", "retentionInDays"])
    }

    /// `identity.principalId`: object id of the resource's own identity (read-only). Known only during
    /// the deployment.
    pub fn system_principal_id(&self) -> A::Read<String> {
        self.0.read(&["identity", "principalId"])
    }

    /// `identity.?principalId`: the same, null where the resource has no identity of its own.
    pub fn optional_system_principal_id(&self) -> Value<Option<String>> {
        Value::from_expr(self.0.read_expr(&["identity"]).safe_prop("principalId"))
    }

    /// The keys that agents and environments write logs with: `listKeys()`.
    pub fn list_keys(&self) -> SharedKeys {
        SharedKeys(self.0.symbol().method("listKeys", ()))
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

model_enum! {
    /// Price plan of a workspace: `properties.sku.name`.
    WorkspaceSku {
        /// By the GB taken in; the usual choice.
        PER_GB_2018 = "PerGB2018",
        /// GB a day paid in advance.
        CAPACITY_RESERVATION = "CapacityReservation",
        /// That of a dedicated cluster.
        LA_CLUSTER = "LACluster",
        /// Retired: 500 MB a day, kept for 7 days.
        FREE = "Free",
        /// Retired: by the GB taken in.
        STANDALONE = "Standalone",
        /// Retired: by the machine.
        PER_NODE = "PerNode",
        /// Retired.
        STANDARD = "Standard",
        /// Retired.
        PREMIUM = "Premium",
    }
}

model_enum! {
    /// Whether a workspace is reached from the internet.
    PublicNetworkAccess {
        /// It is.
        ENABLED = "Enabled",
        /// Through a private link scope only.
        DISABLED = "Disabled",
        /// As its network security perimeter says.
        SECURED_BY_PERIMETER = "SecuredByPerimeter",
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
    }
}

model_object! {
    /// Switches of a workspace: `properties.features`.
    #[derive(Default)]
    Features
}

impl Features {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `clusterResourceId`: dedicated cluster that it is linked to.
    pub fn cluster_resource_id(self, value: impl IntoValue<ResourceId>) -> Self {
        Self(self.0.set("clusterResourceId", value.into_value()))
    }

    /// `dataAuthorizationMode`: whether access is decided by row of data.
    pub fn data_authorization_mode(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("dataAuthorizationMode", value.into_value()))
    }

    /// `disableLocalAuth`: whether keys are refused and only Entra ID counts. Container Apps
    /// environments need a key unless they log through Azure Monitor.
    pub fn disable_local_auth(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("disableLocalAuth", value.into_value()))
    }

    /// `enableDataExport`: whether data may be exported.
    pub fn enable_data_export(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enableDataExport", value.into_value()))
    }

    /// `enableLogAccessUsingOnlyResourcePermissions`: whether who may read a resource may read its
    /// logs.
    pub fn enable_log_access_using_only_resource_permissions(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enableLogAccessUsingOnlyResourcePermissions", value.into_value()))
    }

    /// `immediatePurgeDataOn30Days`: whether data goes after exactly 30 days.
    pub fn immediate_purge_data_on_30_days(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("immediatePurgeDataOn30Days", value.into_value()))
    }
}

model_object! {
    /// A copy of a workspace in another region: `properties.replication`.
    #[derive(Default)]
    Replication
}

impl Replication {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `enabled`: whether there is one.
    pub fn enabled(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enabled", value.into_value()))
    }

    /// `location`: its region.
    pub fn location(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("location", value.into_value()))
    }
}
