//! `Microsoft.App/managedEnvironments`.

use std::borrow::Cow;

use super::{
    AppLogs, CustomDomainConfiguration, IdentityType, IngressConfiguration, PublicNetworkAccess, VnetConfiguration,
    WorkloadProfile,
};
use crate::{Access, IntoSecure, IntoValue, Object, ResourceBody, ResourceId, Value, resource_model};

resource_model! {
    /// An environment: the network and the logs that container apps share.
    ///
    /// The name has 1 to 60 letters, digits and hyphens, a letter first.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::app::{ManagedEnvironment, WorkloadProfile};
    /// use triceps::operational_insights::Workspace;
    ///
    /// let mut t = Template::for_resource_group();
    /// let workspace = t.add("workspace", Workspace::new("portal-law", "westeurope"));
    /// let environment = ManagedEnvironment::new("portal-env", "westeurope")
    ///     .logs(&workspace)
    ///     .workload_profile(WorkloadProfile::consumption());
    /// let environment = t.add("environment", environment);
    /// t.output("domain", environment.default_domain());
    /// ```
    ManagedEnvironment, ManagedEnvironmentRef, "Microsoft.App/managedEnvironments", "2026-01-01"
}

impl ManagedEnvironment {
    /// An environment with this name in this region.
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
    /// [`system_identity`](Self::system_identity) the type becomes `SystemAssigned,UserAssigned`.
    pub fn identity(mut self, identity: impl IntoValue<ResourceId>) -> Self {
        self.0.assign_identity(identity, "SystemAssigned,UserAssigned");
        self
    }

    /// `identity`: gives the resource an identity of its own, that lives as long as it.
    pub fn system_identity(mut self) -> Self {
        self.0.assign_system_identity("SystemAssigned,UserAssigned");
        self
    }

    /// `identity.type`: where the spelling of [`identity`](Self::identity) and
    /// [`system_identity`](Self::system_identity) has to be another.
    pub fn identity_type(mut self, value: impl IntoValue<IdentityType>) -> Self {
        self.0.set(&["identity", "type"], value.into_value());
        self
    }

    /// `kind`: kind of the environment.
    pub fn kind(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["kind"], value.into_value());
        self
    }

    /// `properties.appLogsConfiguration`: where the logs go: a handle of a workspace, or
    /// [`AppLogs`]. Nowhere if not said.
    pub fn logs(mut self, value: impl IntoValue<AppLogs>) -> Self {
        self.0.set(&["properties", "appLogsConfiguration"], value.into_value());
        self
    }

    /// `properties.customDomainConfiguration`: a domain for all apps instead of the one that Azure
    /// gives.
    pub fn custom_domain(mut self, value: impl IntoValue<CustomDomainConfiguration>) -> Self {
        self.0.set(&["properties", "customDomainConfiguration"], value.into_value());
        self
    }

    /// `properties.daprAIConnectionString`: connection string of the Application Insights that Dapr
    /// reports to.
    pub fn dapr_ai_connection_string(mut self, value: impl IntoSecure<String>) -> Self {
        self.0.set(&["properties", "daprAIConnectionString"], value.into_secure());
        self
    }

    /// `properties.daprAIInstrumentationKey`: instrumentation key of the Application Insights that
    /// Dapr reports to.
    pub fn dapr_ai_instrumentation_key(mut self, value: impl IntoSecure<String>) -> Self {
        self.0.set(&["properties", "daprAIInstrumentationKey"], value.into_secure());
        self
    }

    /// `properties.daprConfiguration`: settings of Dapr; none can be set.
    pub fn dapr_configuration(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["properties", "daprConfiguration"], value.into_value());
        self
    }

    /// `properties.infrastructureResourceGroup`: name of the resource group for what Azure adds;
    /// made by Azure if not said. Fixed at creation.
    pub fn infrastructure_resource_group(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "infrastructureResourceGroup"], value.into_value());
        self
    }

    /// `properties.ingressConfiguration`: limits of all ingresses.
    pub fn ingress_configuration(mut self, value: impl IntoValue<IngressConfiguration>) -> Self {
        self.0.set(&["properties", "ingressConfiguration"], value.into_value());
        self
    }

    /// `properties.kedaConfiguration`: settings of KEDA; none can be set.
    pub fn keda_configuration(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["properties", "kedaConfiguration"], value.into_value());
        self
    }

    /// `properties.peerAuthentication.mtls.enabled`: whether apps prove to each other who they are.
    pub fn mtls(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "peerAuthentication", "mtls", "enabled"], value.into_value());
        self
    }

    /// `properties.peerTrafficConfiguration.encryption.enabled`: whether traffic between apps is
    /// encrypted.
    pub fn peer_encryption(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "peerTrafficConfiguration", "encryption", "enabled"], value.into_value());
        self
    }

    /// `properties.publicNetworkAccess`: whether it is reached from the internet.
    pub fn public_network_access(mut self, value: impl IntoValue<PublicNetworkAccess>) -> Self {
        self.0.set(&["properties", "publicNetworkAccess"], value.into_value());
        self
    }

    /// `properties.vnetConfiguration`: the network that it is part of. Fixed at creation.
    pub fn vnet(mut self, value: impl IntoValue<VnetConfiguration>) -> Self {
        self.0.set(&["properties", "vnetConfiguration"], value.into_value());
        self
    }

    /// `properties.workloadProfiles`: all profiles at once; see
    /// [`workload_profile`](Self::workload_profile).
    pub fn workload_profiles(mut self, value: impl IntoValue<Vec<WorkloadProfile>>) -> Self {
        self.0.set(&["properties", "workloadProfiles"], value.into_value());
        self
    }

    /// `properties.zoneRedundant`: whether it is spread over availability zones; needs a subnet.
    /// Fixed at creation.
    pub fn zone_redundant(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "zoneRedundant"], value.into_value());
        self
    }

    /// `properties.workloadProfiles`: adds a profile. Without any the environment is of the old kind, whose
    /// apps have at most 2 vCPU.
    pub fn workload_profile(mut self, profile: impl IntoValue<WorkloadProfile>) -> Self {
        self.0.push(&["properties", "workloadProfiles"], profile.into_value());
        self
    }
}

impl<A: Access> ManagedEnvironmentRef<A> {
    /// `properties.defaultDomain`: domain below which the apps are (read-only). Known only during
    /// the deployment.
    pub fn default_domain(&self) -> A::Read<String> {
        self.0.read(&["properties", "defaultDomain"])
    }

    /// `properties.staticIp`: address that it is reached at (read-only).
    pub fn static_ip(&self) -> A::Read<String> {
        self.0.read(&["properties", "staticIp"])
    }

    /// `properties.deploymentErrors`: what went wrong in the last deployment (read-only).
    pub fn deployment_errors(&self) -> A::Read<String> {
        self.0.read(&["properties", "deploymentErrors"])
    }

    /// `properties.eventStreamEndpoint`: where its events are read (read-only).
    pub fn event_stream_endpoint(&self) -> A::Read<String> {
        self.0.read(&["properties", "eventStreamEndpoint"])
    }

    /// `properties.customDomainConfiguration.customDomainVerificationId`: value of the TXT record
    /// `asuid.<host>` (read-only).
    pub fn custom_domain_verification_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "customDomainConfiguration", "customDomainVerificationId"])
    }

    /// `properties.infrastructureResourceGroup`: name of the resource group for what Azure adds.
    pub fn infrastructure_resource_group(&self) -> A::Read<String> {
        self.0.read(&["properties", "infrastructureResourceGroup"])
    }

    /// `properties.provisioningState`: state of the last operation (read-only).
    pub fn provisioning_state(&self) -> A::Read<String> {
        self.0.read(&["properties", "provisioningState"])
    }

    /// `location`: region.
    pub fn location(&self) -> A::Read<String> {
        self.0.read(&["location"])
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
}
