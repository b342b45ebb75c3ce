//! `Microsoft.App/containerApps`.

use std::borrow::Cow;

use super::{
    Container, ContainerAppKind, Dapr, ExtendedLocation, IdentitySetting, IdentityType, Ingress, InitContainer,
    RegistryCredential, Replicas, RevisionMode, Secret, ServiceBind, Volume,
};
use crate::{Access, IntoValue, Object, ResourceBody, ResourceId, Secure, Value, resource_model};

resource_model! {
    /// A container app.
    ///
    /// The name has 2 to 32 lower-case letters, digits and hyphens, a letter first, no hyphen at the end, no
    /// two in a row.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::app::{Container, ContainerApp, Ingress, ManagedEnvironment, Replicas};
    ///
    /// let mut t = Template::for_resource_group();
    /// let environment = t.add("environment", ManagedEnvironment::new("portal-env", "westeurope"));
    /// let portal = ContainerApp::new("portal", "westeurope", &environment)
    ///     .ingress(Ingress::external(7007))
    ///     .container(Container::new("portal", "mcr.microsoft.com/k8se/quickstart:1.0").resources(0.5, 1.0))
    ///     .scale(Replicas::between(1, 3));
    /// let portal = t.add("portal", portal);
    /// t.output("host", portal.ingress_fqdn());
    /// ```
    ContainerApp, ContainerAppRef, "Microsoft.App/containerApps", "2026-01-01"
}

impl ContainerApp {
    /// An app with this name in this region; `properties.environmentId`: the environment that it runs in.
    pub fn new(
        name: impl IntoValue<String>,
        location: impl IntoValue<String>,
        environment: impl IntoValue<ResourceId>,
    ) -> Self {
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["location"], location.into_value());
        body.set(&["properties", "environmentId"], environment.into_value());
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

    /// `extendedLocation`: the custom location that it runs at, of a connected cluster.
    pub fn extended_location(mut self, value: impl IntoValue<ExtendedLocation>) -> Self {
        self.0.set(&["extendedLocation"], value.into_value());
        self
    }

    /// `kind`: what the app is for, other than an ordinary app.
    pub fn kind(mut self, value: impl IntoValue<ContainerAppKind>) -> Self {
        self.0.set(&["kind"], value.into_value());
        self
    }

    /// `managedBy`: the resource that manages it.
    pub fn managed_by(mut self, value: impl IntoValue<ResourceId>) -> Self {
        self.0.set(&["managedBy"], value.into_value());
        self
    }

    /// `properties.workloadProfileName`: the profile of the environment that it runs on;
    /// `Consumption` for the serverless one.
    pub fn workload_profile_name(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "workloadProfileName"], value.into_value());
        self
    }

    /// `properties.managedEnvironmentId`: the environment; an old name of `environmentId`.
    pub fn managed_environment_id(mut self, value: impl IntoValue<ResourceId>) -> Self {
        self.0.set(&["properties", "managedEnvironmentId"], value.into_value());
        self
    }

    /// `properties.configuration.activeRevisionsMode`: whether one revision is active or several;
    /// `Single` if not said.
    pub fn active_revisions_mode(mut self, value: impl IntoValue<RevisionMode>) -> Self {
        self.0.set(&["properties", "configuration", "activeRevisionsMode"], value.into_value());
        self
    }

    /// `properties.configuration.maxInactiveRevisions`: inactive revisions that are kept, 0 to 100.
    pub fn max_inactive_revisions(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "configuration", "maxInactiveRevisions"], value.into_value());
        self
    }

    /// `properties.configuration.ingress`: how it is reached. Without it, it is not.
    pub fn ingress(mut self, value: impl IntoValue<Ingress>) -> Self {
        self.0.set(&["properties", "configuration", "ingress"], value.into_value());
        self
    }

    /// `properties.configuration.secrets`: all secrets at once; see [`secret`](Self::secret).
    pub fn secrets(mut self, value: impl IntoValue<Vec<Secret>>) -> Self {
        self.0.set(&["properties", "configuration", "secrets"], value.into_value());
        self
    }

    /// `properties.configuration.registries`: all registries at once; see
    /// [`registry`](Self::registry).
    pub fn registries(mut self, value: impl IntoValue<Vec<RegistryCredential>>) -> Self {
        self.0.set(&["properties", "configuration", "registries"], value.into_value());
        self
    }

    /// `properties.configuration.dapr`: the Dapr sidecar.
    pub fn dapr(mut self, value: impl IntoValue<Dapr>) -> Self {
        self.0.set(&["properties", "configuration", "dapr"], value.into_value());
        self
    }

    /// `properties.configuration.runtime.java.enableMetrics`: whether metrics of the Java runtime
    /// are collected.
    pub fn java_metrics(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "configuration", "runtime", "java", "enableMetrics"], value.into_value());
        self
    }

    /// `properties.configuration.service.type`: makes it a development service: `redis`,
    /// `postgres`, `kafka`, `mariadb`.
    pub fn service_type(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "configuration", "service", "type"], value.into_value());
        self
    }

    /// `properties.configuration.identitySettings`: which containers may use which identity.
    pub fn identity_settings(mut self, value: impl IntoValue<Vec<IdentitySetting>>) -> Self {
        self.0.set(&["properties", "configuration", "identitySettings"], value.into_value());
        self
    }

    /// `properties.template.revisionSuffix`: end of the name of the revision, never used before by
    /// this app. Lower-case letters, digits and hyphens.
    pub fn revision_suffix(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "template", "revisionSuffix"], value.into_value());
        self
    }

    /// `properties.template.terminationGracePeriodSeconds`: seconds that containers have to stop, 0
    /// to 600.
    pub fn termination_grace_period_seconds(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "template", "terminationGracePeriodSeconds"], value.into_value());
        self
    }

    /// `properties.template.initContainers`: all init containers at once; see
    /// [`init_container`](Self::init_container).
    pub fn init_containers(mut self, value: impl IntoValue<Vec<InitContainer>>) -> Self {
        self.0.set(&["properties", "template", "initContainers"], value.into_value());
        self
    }

    /// `properties.template.containers`: all containers at once; see
    /// [`container`](Self::container).
    pub fn containers(mut self, value: impl IntoValue<Vec<Container>>) -> Self {
        self.0.set(&["properties", "template", "containers"], value.into_value());
        self
    }

    /// `properties.template.scale`: how many replicas run.
    pub fn scale(mut self, value: impl IntoValue<Replicas>) -> Self {
        self.0.set(&["properties", "template", "scale"], value.into_value());
        self
    }

    /// `properties.template.volumes`: all volumes at once; see [`volume`](Self::volume).
    pub fn volumes(mut self, value: impl IntoValue<Vec<Volume>>) -> Self {
        self.0.set(&["properties", "template", "volumes"], value.into_value());
        self
    }

    /// `properties.template.serviceBinds`: development services whose addresses become environment
    /// variables.
    pub fn service_binds(mut self, value: impl IntoValue<Vec<ServiceBind>>) -> Self {
        self.0.set(&["properties", "template", "serviceBinds"], value.into_value());
        self
    }

    /// `properties.configuration.secrets`: adds a secret.
    pub fn secret(mut self, secret: impl IntoValue<Secret>) -> Self {
        self.0.push(&["properties", "configuration", "secrets"], secret.into_value());
        self
    }

    /// `properties.configuration.registries`: adds a registry that images are pulled from.
    pub fn registry(mut self, registry: impl IntoValue<RegistryCredential>) -> Self {
        self.0.push(&["properties", "configuration", "registries"], registry.into_value());
        self
    }

    /// `properties.configuration.identitySettings`: says which containers may use an identity.
    pub fn identity_setting(mut self, setting: impl IntoValue<IdentitySetting>) -> Self {
        self.0.push(&["properties", "configuration", "identitySettings"], setting.into_value());
        self
    }

    /// `properties.template.initContainers`: adds a container that runs before the others start. They
    /// run one after another.
    pub fn init_container(mut self, container: impl IntoValue<InitContainer>) -> Self {
        self.0.push(&["properties", "template", "initContainers"], container.into_value());
        self
    }

    /// `properties.template.containers`: adds a container.
    pub fn container(mut self, container: impl IntoValue<Container>) -> Self {
        self.0.push(&["properties", "template", "containers"], container.into_value());
        self
    }

    /// `properties.template.volumes`: adds a volume that containers can mount.
    pub fn volume(mut self, volume: impl IntoValue<Volume>) -> Self {
        self.0.push(&["properties", "template", "volumes"], volume.into_value());
        self
    }

    /// `properties.template.serviceBinds`: binds a development service.
    pub fn service_bind(mut self, bind: impl IntoValue<ServiceBind>) -> Self {
        self.0.push(&["properties", "template", "serviceBinds"], bind.into_value());
        self
    }
}

impl<A: Access> ContainerAppRef<A> {
    /// `properties.configuration.ingress.fqdn`: host name (read-only). Known only during the
    /// deployment.
    pub fn ingress_fqdn(&self) -> A::Read<String> {
        self.0.read(&["properties", "configuration", "ingress", "fqdn"])
    }

    /// `properties.latestRevisionFqdn`: host name of the latest revision (read-only).
    pub fn latest_revision_fqdn(&self) -> A::Read<String> {
        self.0.read(&["properties", "latestRevisionFqdn"])
    }

    /// `properties.latestRevisionName`: name of the latest revision (read-only).
    pub fn latest_revision_name(&self) -> A::Read<String> {
        self.0.read(&["properties", "latestRevisionName"])
    }

    /// `properties.latestReadyRevisionName`: name of the latest revision that is ready (read-only).
    pub fn latest_ready_revision_name(&self) -> A::Read<String> {
        self.0.read(&["properties", "latestReadyRevisionName"])
    }

    /// `properties.customDomainVerificationId`: value of the TXT record `asuid.<host>` (read-only).
    pub fn custom_domain_verification_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "customDomainVerificationId"])
    }

    /// `properties.outboundIpAddresses`: addresses that it calls out from (read-only).
    pub fn outbound_ip_addresses(&self) -> A::Read<Vec<String>> {
        self.0.read(&["properties", "outboundIpAddresses"])
    }

    /// `properties.eventStreamEndpoint`: where its events are read (read-only).
    pub fn event_stream_endpoint(&self) -> A::Read<String> {
        self.0.read(&["properties", "eventStreamEndpoint"])
    }

    /// `properties.provisioningState`: state of the last operation (read-only).
    pub fn provisioning_state(&self) -> A::Read<String> {
        self.0.read(&["properties", "provisioningState"])
    }

    /// `properties.runningStatus`: whether it runs (read-only).
    pub fn running_status(&self) -> A::Read<String> {
        self.0.read(&["properties", "runningStatus"])
    }

    /// `properties.environmentId`: id of its environment.
    pub fn environment_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "environmentId"])
    }

    /// `properties.workloadProfileName`: the profile that it runs on.
    pub fn workload_profile_name(&self) -> A::Read<String> {
        self.0.read(&["properties", "workloadProfileName"])
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

    /// The secrets of the app with their values: `listSecrets()`.
    pub fn list_secrets(&self) -> Secure<Object> {
        Secure::from_expr(self.0.symbol().method("listSecrets", ()))
    }
}
