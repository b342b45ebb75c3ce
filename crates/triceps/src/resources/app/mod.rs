//! Azure Container Apps: `Microsoft.App`.

mod container;
mod container_app;
mod container_app_types;
mod dapr;
mod environment_types;
mod ingress;
mod logs;
mod managed_environment;
mod metadata;
mod probe;
mod scale;
mod secret;
mod volume;

pub use container::{Container, EnvVar, InitContainer};
pub use container_app::{ContainerApp, ContainerAppRef};
pub use container_app_types::{
    ContainerAppKind, ExtendedLocation, ExtendedLocationType, IdentityLifecycle, IdentitySetting, IdentityType,
    RevisionMode, ServiceBind,
};
pub use dapr::{Dapr, DaprAppHealth, DaprLogLevel, DaprProtocol};
pub use environment_types::{
    CertificateKeyVault, CustomDomainConfiguration, IngressConfiguration, PublicNetworkAccess, VnetConfiguration,
    WorkloadProfile, WorkloadProfileType,
};
pub use ingress::{
    Affinity, BindingType, ClientCertificateMode, CorsPolicy, CustomDomain, Ingress, IpRestriction, PortMapping,
    RestrictionAction, TrafficWeight, Transport,
};
pub use logs::AppLogs;
pub use managed_environment::{ManagedEnvironment, ManagedEnvironmentRef};
pub use metadata::IntoMetadata;
pub use probe::{Probe, ProbeType, Scheme};
pub use scale::{Replicas, ScaleRule};
pub use secret::{RegistryCredential, Secret};
pub use volume::{StorageType, Volume, VolumeMount};

#[cfg(feature = "app")]
pub use crate::generated::app::*;
