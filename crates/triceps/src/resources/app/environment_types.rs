//! What environments are configured with.

use crate::{IntoSecure, IntoValue, Object, ResourceId, model_enum, model_object};

model_enum! {
    /// Whether an environment is reached from the internet.
    PublicNetworkAccess {
        /// It is.
        ENABLED = "Enabled",
        /// Through its network or private endpoints only.
        DISABLED = "Disabled",
    }
}

model_object! {
    /// The network of an environment: `properties.vnetConfiguration`.
    VnetConfiguration
}

impl VnetConfiguration {
    /// `infrastructureSubnetId`: the subnet, delegated to `Microsoft.App/environments`, /27 or
    /// larger.
    pub fn new(infrastructure_subnet: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new().set("infrastructureSubnetId", infrastructure_subnet.into_value()))
    }

    /// `internal`: whether it has no public address; needs a subnet.
    pub fn internal(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("internal", value.into_value()))
    }

    /// `dockerBridgeCidr`: addresses of the bridge of Docker, in environments without workload
    /// profiles.
    pub fn docker_bridge_cidr(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("dockerBridgeCidr", value.into_value()))
    }

    /// `platformReservedCidr`: addresses for Azure, in environments without workload profiles.
    pub fn platform_reserved_cidr(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("platformReservedCidr", value.into_value()))
    }

    /// `platformReservedDnsIP`: address for the name service, in environments without workload
    /// profiles.
    pub fn platform_reserved_dns_ip(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("platformReservedDnsIP", value.into_value()))
    }
}

impl VnetConfiguration {
    /// A network without a public address: `internal: true` in this subnet.
    pub fn internal_in(subnet: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new().set("internal", true).set("infrastructureSubnetId", subnet.into_value()))
    }
}

model_object! {
    /// Machines that apps of an environment run on: an item of `properties.workloadProfiles`.
    WorkloadProfile
}

impl WorkloadProfile {
    /// `name`: name that apps choose the profile by. `workloadProfileType`: the machines.
    pub fn new(name: impl IntoValue<String>, kind: impl IntoValue<WorkloadProfileType>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("workloadProfileType", kind.into_value()))
    }

    /// `minimumCount`: fewest machines; dedicated profiles only.
    pub fn minimum_count(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("minimumCount", value.into_value()))
    }

    /// `maximumCount`: most machines; dedicated profiles only.
    pub fn maximum_count(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("maximumCount", value.into_value()))
    }
}

impl WorkloadProfile {
    /// The serverless profile: `Consumption`, paid by use.
    pub fn consumption() -> Self {
        Self::new("Consumption", WorkloadProfileType::CONSUMPTION)
    }

    /// Machines of your own, between `minimum` and `maximum` of them.
    pub fn dedicated(
        name: impl IntoValue<String>,
        kind: impl IntoValue<WorkloadProfileType>,
        minimum: impl IntoValue<i64>,
        maximum: impl IntoValue<i64>,
    ) -> Self {
        Self::new(name, kind).minimum_count(minimum).maximum_count(maximum)
    }
}

model_enum! {
    /// Kind of machines: `workloadProfileType`.
    WorkloadProfileType {
        /// Serverless.
        CONSUMPTION = "Consumption",
        /// 4 vCPU, 16 GiB.
        D4 = "D4",
        /// 8 vCPU, 32 GiB.
        D8 = "D8",
        /// 16 vCPU, 64 GiB.
        D16 = "D16",
        /// 32 vCPU, 128 GiB.
        D32 = "D32",
        /// 4 vCPU, 32 GiB.
        E4 = "E4",
        /// 8 vCPU, 64 GiB.
        E8 = "E8",
        /// 16 vCPU, 128 GiB.
        E16 = "E16",
        /// 32 vCPU, 256 GiB.
        E32 = "E32",
        /// 24 vCPU, 220 GiB, 1 GPU.
        NC24_A100 = "NC24-A100",
        /// 48 vCPU, 440 GiB, 2 GPUs.
        NC48_A100 = "NC48-A100",
        /// 96 vCPU, 880 GiB, 4 GPUs.
        NC96_A100 = "NC96-A100",
        /// Serverless with an A100 GPU.
        CONSUMPTION_GPU_NC24_A100 = "Consumption-GPU-NC24-A100",
        /// Serverless with a T4 GPU.
        CONSUMPTION_GPU_NC8AS_T4 = "Consumption-GPU-NC8as-T4",
    }
}

model_object! {
    /// A domain for all apps of an environment: `properties.customDomainConfiguration`.
    #[derive(Default)]
    CustomDomainConfiguration
}

impl CustomDomainConfiguration {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `dnsSuffix`: the domain.
    pub fn dns_suffix(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("dnsSuffix", value.into_value()))
    }

    /// `certificateKeyVaultProperties`: where the certificate lies.
    pub fn certificate_key_vault(self, value: impl IntoValue<CertificateKeyVault>) -> Self {
        Self(self.0.set("certificateKeyVaultProperties", value.into_value()))
    }

    /// `certificateValue`: the certificate itself, PFX or PEM as Base64.
    pub fn certificate_value(self, value: impl IntoSecure<String>) -> Self {
        Self(self.0.set("certificateValue", value.into_secure()))
    }

    /// `certificatePassword`: password of the certificate.
    pub fn certificate_password(self, value: impl IntoSecure<String>) -> Self {
        Self(self.0.set("certificatePassword", value.into_secure()))
    }
}

model_object! {
    /// A certificate in a key vault.
    CertificateKeyVault
}

impl CertificateKeyVault {
    /// `keyVaultUrl`: address of the secret that holds the certificate. `identity`: the identity
    /// that may read it: a handle, an id, or `System`.
    pub fn new(key_vault_url: impl IntoValue<String>, identity: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new().set("keyVaultUrl", key_vault_url.into_value()).set("identity", identity.into_value()))
    }
}

model_object! {
    /// Limits of all ingresses of an environment: `properties.ingressConfiguration`.
    #[derive(Default)]
    IngressConfiguration
}

impl IngressConfiguration {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `workloadProfileName`: the profile that the ingress runs on.
    pub fn workload_profile_name(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("workloadProfileName", value.into_value()))
    }

    /// `terminationGracePeriodSeconds`: seconds that requests have to end, 0 to 3600; 480 if not
    /// said.
    pub fn termination_grace_period_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("terminationGracePeriodSeconds", value.into_value()))
    }

    /// `headerCountLimit`: most headers of a request, from 1; 100 if not said.
    pub fn header_count_limit(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("headerCountLimit", value.into_value()))
    }

    /// `requestIdleTimeout`: minutes that a request may be idle, 4 to 30; 4 if not said.
    pub fn request_idle_timeout(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("requestIdleTimeout", value.into_value()))
    }
}
