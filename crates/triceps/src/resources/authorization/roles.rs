//! The roles that Azure brings and that these models need.

use super::Role;

impl Role {
    /// `AcrPull`: pulls images from a registry.
    pub const ACR_PULL: Self = Self::new("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d");
    /// `AcrPush`: pulls and pushes images.
    pub const ACR_PUSH: Self = Self::new("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec");
    /// `AcrDelete`: deletes images.
    pub const ACR_DELETE: Self = Self::new("AcrDelete", "c2f4ef07-c644-48eb-af81-4b1b4947fb11");
    /// `Container Registry Repository Reader`: reads repositories of a registry that decides by repository.
    pub const CONTAINER_REGISTRY_REPOSITORY_READER: Self =
        Self::new("Container Registry Repository Reader", "b93aa761-3e63-49ed-ac28-beffa264f7ac");
    /// `Container Registry Repository Writer`: reads and writes repositories of a registry that decides by repository.
    pub const CONTAINER_REGISTRY_REPOSITORY_WRITER: Self =
        Self::new("Container Registry Repository Writer", "2a1e307c-b015-4ebd-883e-5b7698a07328");
    /// `Container Registry Repository Contributor`: reads, writes and deletes repositories of a registry that decides by repository.
    pub const CONTAINER_REGISTRY_REPOSITORY_CONTRIBUTOR: Self =
        Self::new("Container Registry Repository Contributor", "2efddaa5-3f1f-4df3-97df-af3f13818f4c");
    /// `Container Registry Repository Catalog Lister`: lists the repositories of a registry that decides by repository.
    pub const CONTAINER_REGISTRY_REPOSITORY_CATALOG_LISTER: Self =
        Self::new("Container Registry Repository Catalog Lister", "bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7");
    /// `Key Vault Secrets User`: reads the values of secrets.
    pub const KEY_VAULT_SECRETS_USER: Self =
        Self::new("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6");
    /// `Key Vault Secrets Officer`: reads, sets and deletes secrets.
    pub const KEY_VAULT_SECRETS_OFFICER: Self =
        Self::new("Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7");
    /// `Key Vault Administrator`: does everything with secrets, keys and certificates.
    pub const KEY_VAULT_ADMINISTRATOR: Self =
        Self::new("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483");
    /// `Key Vault Reader`: reads what there is, but no value of a secret.
    pub const KEY_VAULT_READER: Self = Self::new("Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2");
    /// `Key Vault Certificate User`: reads certificates with their private keys.
    pub const KEY_VAULT_CERTIFICATE_USER: Self =
        Self::new("Key Vault Certificate User", "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba");
    /// `Reader`: reads everything but secrets.
    pub const READER: Self = Self::new("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7");
    /// `Contributor`: manages everything but access.
    pub const CONTRIBUTOR: Self = Self::new("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c");
    /// `Owner`: manages everything, access included.
    pub const OWNER: Self = Self::new("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
    /// `Role Based Access Control Administrator`: grants roles, and nothing else.
    pub const RBAC_ADMINISTRATOR: Self =
        Self::new("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168");
    /// `User Access Administrator`: grants roles, and manages access in every way.
    pub const USER_ACCESS_ADMINISTRATOR: Self =
        Self::new("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9");
    /// `Managed Identity Operator`: gives identities to resources.
    pub const MANAGED_IDENTITY_OPERATOR: Self =
        Self::new("Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830");
    /// `Managed Identity Contributor`: makes, changes and deletes identities.
    pub const MANAGED_IDENTITY_CONTRIBUTOR: Self =
        Self::new("Managed Identity Contributor", "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59");
    /// `Monitoring Reader`: reads metrics, logs and settings of monitoring.
    pub const MONITORING_READER: Self = Self::new("Monitoring Reader", "43d0d8ad-25c7-4714-9337-8ba259a9fe05");
    /// `Monitoring Contributor`: reads and changes settings of monitoring.
    pub const MONITORING_CONTRIBUTOR: Self =
        Self::new("Monitoring Contributor", "749f88d5-cbae-40b8-bcfc-e573ddc772fa");
    /// `Monitoring Metrics Publisher`: sends metrics.
    pub const MONITORING_METRICS_PUBLISHER: Self =
        Self::new("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb");
    /// `Log Analytics Reader`: reads logs and settings of monitoring.
    pub const LOG_ANALYTICS_READER: Self = Self::new("Log Analytics Reader", "73c42c96-874c-492b-b04d-ab87d138a893");
    /// `Log Analytics Contributor`: reads logs and changes where they go.
    pub const LOG_ANALYTICS_CONTRIBUTOR: Self =
        Self::new("Log Analytics Contributor", "92aaf0da-9dab-42b6-94a3-d43ce8d16293");
    /// `Storage Blob Data Reader`: reads blobs.
    pub const STORAGE_BLOB_DATA_READER: Self =
        Self::new("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
    /// `Storage Blob Data Contributor`: reads, writes and deletes blobs.
    pub const STORAGE_BLOB_DATA_CONTRIBUTOR: Self =
        Self::new("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe");
    /// `Storage Blob Data Owner`: does everything with blobs, ownership included.
    pub const STORAGE_BLOB_DATA_OWNER: Self =
        Self::new("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b");
    /// `Storage Queue Data Reader`: reads and peeks at messages of storage queues.
    pub const STORAGE_QUEUE_DATA_READER: Self =
        Self::new("Storage Queue Data Reader", "19e7f393-937e-4f77-808e-94535e297925");
    /// `Storage Queue Data Contributor`: reads, writes and deletes messages of storage queues.
    pub const STORAGE_QUEUE_DATA_CONTRIBUTOR: Self =
        Self::new("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88");
    /// `Storage Queue Data Message Processor`: peeks at, receives and deletes messages of storage queues.
    pub const STORAGE_QUEUE_DATA_MESSAGE_PROCESSOR: Self =
        Self::new("Storage Queue Data Message Processor", "8a0f0c08-91a1-4084-bc3d-661d67233fed");
    /// `Storage Queue Data Message Sender`: adds messages to storage queues.
    pub const STORAGE_QUEUE_DATA_MESSAGE_SENDER: Self =
        Self::new("Storage Queue Data Message Sender", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a");
    /// `Storage File Data SMB Share Contributor`: reads, writes and deletes files of shares over SMB.
    pub const STORAGE_FILE_DATA_SMB_SHARE_CONTRIBUTOR: Self =
        Self::new("Storage File Data SMB Share Contributor", "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb");
    /// `Storage File Data SMB Share Reader`: reads files of shares over SMB.
    pub const STORAGE_FILE_DATA_SMB_SHARE_READER: Self =
        Self::new("Storage File Data SMB Share Reader", "aba4ae5f-2193-4029-9191-0cb91df5e314");
    /// `Azure Service Bus Data Owner`: does everything with Service Bus.
    pub const SERVICE_BUS_DATA_OWNER: Self =
        Self::new("Azure Service Bus Data Owner", "090c5cfd-751d-490a-894a-3ce6f1109419");
    /// `Azure Service Bus Data Receiver`: receives messages of Service Bus.
    pub const SERVICE_BUS_DATA_RECEIVER: Self =
        Self::new("Azure Service Bus Data Receiver", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0");
    /// `Azure Service Bus Data Sender`: sends messages to Service Bus.
    pub const SERVICE_BUS_DATA_SENDER: Self =
        Self::new("Azure Service Bus Data Sender", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39");
    /// `Cognitive Services OpenAI User`: calls `OpenAI` models.
    pub const COGNITIVE_SERVICES_OPENAI_USER: Self =
        Self::new("Cognitive Services OpenAI User", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
    /// `Cognitive Services OpenAI Contributor`: calls `OpenAI` models and deploys them.
    pub const COGNITIVE_SERVICES_OPENAI_CONTRIBUTOR: Self =
        Self::new("Cognitive Services OpenAI Contributor", "a001fd3d-188f-4b5d-821b-7da978bf7442");
    /// `Cognitive Services User`: calls Cognitive Services and lists their keys.
    pub const COGNITIVE_SERVICES_USER: Self =
        Self::new("Cognitive Services User", "a97b65f3-24c7-4388-baec-2e87135dc908");
    /// `Search Index Data Reader`: reads search indexes.
    pub const SEARCH_INDEX_DATA_READER: Self =
        Self::new("Search Index Data Reader", "1407120a-92aa-4202-b7e9-c0e197c71c8f");
    /// `Search Index Data Contributor`: reads and writes search indexes.
    pub const SEARCH_INDEX_DATA_CONTRIBUTOR: Self =
        Self::new("Search Index Data Contributor", "8ebe5a00-799e-43f5-93ac-243d3dce84a7");
    /// `Search Service Contributor`: manages search services and their indexes.
    pub const SEARCH_SERVICE_CONTRIBUTOR: Self =
        Self::new("Search Service Contributor", "7ca78c08-252a-4471-8644-bb5ff32d4ba0");
    /// `ContainerApp Reader`: reads container apps.
    pub const CONTAINER_APP_READER: Self = Self::new("ContainerApp Reader", "ad2dd5fb-cd4b-4fd4-a9b6-4fed3630980b");
    /// `Network Contributor`: manages networks.
    pub const NETWORK_CONTRIBUTOR: Self = Self::new("Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7");
    /// `Private DNS Zone Contributor`: manages private DNS zones.
    pub const PRIVATE_DNS_ZONE_CONTRIBUTOR: Self =
        Self::new("Private DNS Zone Contributor", "b12aa53e-6015-4669-85d0-8515ebb3ae7f");
    /// `Redis Cache Contributor`: manages caches.
    pub const REDIS_CACHE_CONTRIBUTOR: Self =
        Self::new("Redis Cache Contributor", "e0f68234-74aa-48ed-b826-c38b57376e17");
    /// `CDN Profile Contributor`: manages CDN and Front Door profiles.
    pub const CDN_PROFILE_CONTRIBUTOR: Self =
        Self::new("CDN Profile Contributor", "ec156ff8-a8d1-4d15-830c-5b80698ca432");
    /// `CDN Profile Reader`: reads CDN and Front Door profiles.
    pub const CDN_PROFILE_READER: Self = Self::new("CDN Profile Reader", "8f96442b-4075-438f-813d-ad51ab4019af");
    /// `Security Reader`: reads findings and policies of Defender for Cloud.
    pub const SECURITY_READER: Self = Self::new("Security Reader", "39bc4728-0917-49c7-9d2c-d95423bc2eb4");
}

pub(super) const BUILT_IN: &[Role] = &[
    Role::ACR_PULL,
    Role::ACR_PUSH,
    Role::ACR_DELETE,
    Role::CONTAINER_REGISTRY_REPOSITORY_READER,
    Role::CONTAINER_REGISTRY_REPOSITORY_WRITER,
    Role::CONTAINER_REGISTRY_REPOSITORY_CONTRIBUTOR,
    Role::CONTAINER_REGISTRY_REPOSITORY_CATALOG_LISTER,
    Role::KEY_VAULT_SECRETS_USER,
    Role::KEY_VAULT_SECRETS_OFFICER,
    Role::KEY_VAULT_ADMINISTRATOR,
    Role::KEY_VAULT_READER,
    Role::KEY_VAULT_CERTIFICATE_USER,
    Role::READER,
    Role::CONTRIBUTOR,
    Role::OWNER,
    Role::RBAC_ADMINISTRATOR,
    Role::USER_ACCESS_ADMINISTRATOR,
    Role::MANAGED_IDENTITY_OPERATOR,
    Role::MANAGED_IDENTITY_CONTRIBUTOR,
    Role::MONITORING_READER,
    Role::MONITORING_CONTRIBUTOR,
    Role::MONITORING_METRICS_PUBLISHER,
    Role::LOG_ANALYTICS_READER,
    Role::LOG_ANALYTICS_CONTRIBUTOR,
    Role::STORAGE_BLOB_DATA_READER,
    Role::STORAGE_BLOB_DATA_CONTRIBUTOR,
    Role::STORAGE_BLOB_DATA_OWNER,
    Role::STORAGE_QUEUE_DATA_READER,
    Role::STORAGE_QUEUE_DATA_CONTRIBUTOR,
    Role::STORAGE_QUEUE_DATA_MESSAGE_PROCESSOR,
    Role::STORAGE_QUEUE_DATA_MESSAGE_SENDER,
    Role::STORAGE_FILE_DATA_SMB_SHARE_CONTRIBUTOR,
    Role::STORAGE_FILE_DATA_SMB_SHARE_READER,
    Role::SERVICE_BUS_DATA_OWNER,
    Role::SERVICE_BUS_DATA_RECEIVER,
    Role::SERVICE_BUS_DATA_SENDER,
    Role::COGNITIVE_SERVICES_OPENAI_USER,
    Role::COGNITIVE_SERVICES_OPENAI_CONTRIBUTOR,
    Role::COGNITIVE_SERVICES_USER,
    Role::SEARCH_INDEX_DATA_READER,
    Role::SEARCH_INDEX_DATA_CONTRIBUTOR,
    Role::SEARCH_SERVICE_CONTRIBUTOR,
    Role::CONTAINER_APP_READER,
    Role::NETWORK_CONTRIBUTOR,
    Role::PRIVATE_DNS_ZONE_CONTRIBUTOR,
    Role::REDIS_CACHE_CONTRIBUTOR,
    Role::CDN_PROFILE_CONTRIBUTOR,
    Role::CDN_PROFILE_READER,
    Role::SECURITY_READER,
];
