//! The configuration of a portal: what a team writes into its TOML file.
//!
//! A table that is there switches its option on; what is absent has a default or is off.

mod accept;
mod assistant;
mod auth;
mod azure_devops;
mod catalog;
mod data;
mod delivery;
mod environment;
mod identity;
mod network;
mod observe;
mod portal;
mod registry;
mod scale;
mod schema;
mod secrets;
mod text;

pub use accept::Accept;
pub use assistant::{Assistant, ModelDeployment, Search, SearchSku};
pub use auth::{Auth, Resolver, ResolverKind};
pub(crate) use azure_devops::is_cloud;
pub use azure_devops::{AzureDevOps, Credential};
pub use catalog::{
    AzureBlobProvider, AzureDevOpsProvider, Catalog, Group, GroupKind, Location, MicrosoftGraphProvider, QueryMode,
    Schedule, User,
};
pub use data::{
    Authentication, HighAvailability, KeyVault, Postgres, PostgresTier, Redis, Replication, TechDocs, TechDocsBuilder,
};
pub use delivery::{Delivery, Permission};
pub use environment::{Environment, EnvironmentScale};
pub use identity::{Audience, Entra, GitHub, GroupClaims, Registration, Subject};
pub use network::{Certificate, DnsZone, Domain, FrontDoor, IpRule, Network, WafMode};
pub use observe::{Alerts, LogDestination, Logs, Telemetry};
pub use portal::{Dapr, DaprLogLevel, ExtraSecret, Image, Portal, Size};
pub use registry::{Registry, RegistrySku};
pub use scale::{Rule, Scale};
pub use schema::{schema, schema_text};
pub use secrets::PortalSecret;
pub use text::{
    Cidr, ContainerName, CronExpression, DatabaseName, DomainHint, EmailAddress, EntityName, EnvName, EnvironmentName,
    GitHubRepository, Guid, HostName, HttpsUrl, ImageRepository, InvalidText, IsoDuration, ModelName, NamePrefix,
    PostgresSku, QueueName, RedisSize, Region, ResourceGroupName, SecretName, ServiceBusNamespace, ServiceBusQueue,
    StorageAccountName, TimeZone,
};
pub(crate) use text::{KINDS, Kind};
