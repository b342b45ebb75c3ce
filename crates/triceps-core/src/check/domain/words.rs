//! The names of properties that the rules ask for.

use std::cell::Cell;

use triceps_middle::Middle;
use triceps_middle::strings::{Str, hash};

macro_rules! words {
    ($($name:ident = $text:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Position { $($name),* }

        $(pub(super) const $name: Word = Word { position: Position::$name as u8, text: $text };)*

        const TEXTS: &[(&str, u32)] = &[$(($text, hash($text))),*];
        const COUNT: usize = TEXTS.len();
    };
}

/// The name of a property.
#[derive(Clone, Copy)]
pub(super) struct Word {
    position: u8,
    text: &'static str,
}

impl Word {
    pub(super) fn text(self) -> &'static str {
        self.text
    }
}

/// Which of the words a file has, each looked up when it is asked for first.
pub(super) struct Words {
    found: [Cell<Found>; COUNT],
}

#[derive(Clone, Copy)]
enum Found {
    NotYet,
    Known(Option<Str>),
}

impl Words {
    pub(super) fn new() -> Self {
        Self { found: [const { Cell::new(Found::NotYet) }; COUNT] }
    }

    pub(super) fn find(&self, middle: &Middle, word: Word) -> Option<Str> {
        let cell = &self.found[usize::from(word.position)];
        match cell.get() {
            Found::Known(found) => found,
            Found::NotYet => {
                let (text, hash) = TEXTS[usize::from(word.position)];
                let found = middle.strings().find_hashed(text, hash);
                cell.set(Found::Known(found));
                found
            }
        }
    }
}

words! {
    ACCESS_POLICIES = "accessPolicies";
    ACTION = "action";
    ACTIVE_REVISIONS_MODE = "activeRevisionsMode";
    ADDITIONAL_PORT_MAPPINGS = "additionalPortMappings";
    AFFINITY = "affinity";
    ALLOW_CREDENTIALS = "allowCredentials";
    ALLOWED_ORIGINS = "allowedOrigins";
    ALLOW_INSECURE = "allowInsecure";
    ANONYMOUS_PULL_ENABLED = "anonymousPullEnabled";
    APP_HEALTH = "appHealth";
    APP_ID = "appId";
    APP_LOGS_CONFIGURATION = "appLogsConfiguration";
    APP_PORT = "appPort";
    AUTH = "auth";
    AZURE_QUEUE = "azureQueue";
    BINDING_TYPE = "bindingType";
    CERTIFICATE_ID = "certificateId";
    CONCURRENT_CONNECTIONS = "concurrentConnections";
    CONCURRENT_REQUESTS = "concurrentRequests";
    CONDITION = "condition";
    CONDITION_VERSION = "conditionVersion";
    CONFIGURATION = "configuration";
    CONTAINER_NAME = "containerName";
    CONTAINERS = "containers";
    CORS_POLICY = "corsPolicy";
    CPU = "cpu";
    CUSTOM = "custom";
    CUSTOM_DOMAINS = "customDomains";
    DAPR = "dapr";
    DATA_ENDPOINT_ENABLED = "dataEndpointEnabled";
    DESTINATION = "destination";
    ENABLED = "enabled";
    ENABLE_PURGE_PROTECTION = "enablePurgeProtection";
    ENABLE_RBAC_AUTHORIZATION = "enableRbacAuthorization";
    ENV = "env";
    ENVIRONMENT_ID = "environmentId";
    EXPOSED_PORT = "exposedPort";
    FAILURE_THRESHOLD = "failureThreshold";
    HEADER_COUNT_LIMIT = "headerCountLimit";
    HTTP = "http";
    HTTP_GET = "httpGet";
    IDENTITY = "identity";
    IDENTITY_SETTINGS = "identitySettings";
    INFRASTRUCTURE_SUBNET_ID = "infrastructureSubnetId";
    INGRESS = "ingress";
    INGRESS_CONFIGURATION = "ingressConfiguration";
    INIT_CONTAINERS = "initContainers";
    INITIAL_DELAY_SECONDS = "initialDelaySeconds";
    INTERNAL = "internal";
    IP_SECURITY_RESTRICTIONS = "ipSecurityRestrictions";
    KEY_VAULT_URL = "keyVaultUrl";
    LOCATION = "location";
    LOG_ANALYTICS_CONFIGURATION = "logAnalyticsConfiguration";
    MAXIMUM_COUNT = "maximumCount";
    MAX_REPLICAS = "maxReplicas";
    MEMORY = "memory";
    METADATA = "metadata";
    MINIMUM_COUNT = "minimumCount";
    MIN_REPLICAS = "minReplicas";
    MOUNT_PATH = "mountPath";
    NAME = "name";
    NETWORK_RULE_SET = "networkRuleSet";
    PASSWORD_SECRET_REF = "passwordSecretRef";
    PERIOD_SECONDS = "periodSeconds";
    PORT = "port";
    PRINCIPAL_ID = "principalId";
    PRINCIPAL_TYPE = "principalType";
    PROBE_INTERVAL_SECONDS = "probeIntervalSeconds";
    PROBES = "probes";
    PROBE_TIMEOUT_MILLISECONDS = "probeTimeoutMilliseconds";
    PROPERTIES = "properties";
    PUBLIC_NETWORK_ACCESS = "publicNetworkAccess";
    REGISTRIES = "registries";
    REQUEST_IDLE_TIMEOUT = "requestIdleTimeout";
    RESOURCES = "resources";
    RETENTION_IN_DAYS = "retentionInDays";
    REVISION_SUFFIX = "revisionSuffix";
    RULES = "rules";
    SCALE = "scale";
    SCOPE = "scope";
    SECRET_REF = "secretRef";
    SECRETS = "secrets";
    SERVER = "server";
    SKU = "sku";
    SOFT_DELETE_RETENTION_IN_DAYS = "softDeleteRetentionInDays";
    STICKY_SESSIONS = "stickySessions";
    STORAGE_NAME = "storageName";
    STORAGE_TYPE = "storageType";
    SUCCESS_THRESHOLD = "successThreshold";
    TARGET_PORT = "targetPort";
    TCP = "tcp";
    TCP_SOCKET = "tcpSocket";
    TEMPLATE = "template";
    TERMINATION_GRACE_PERIOD_SECONDS = "terminationGracePeriodSeconds";
    THRESHOLD = "threshold";
    TIMEOUT_SECONDS = "timeoutSeconds";
    TRAFFIC = "traffic";
    TRANSPORT = "transport";
    TYPE = "type";
    USER_ASSIGNED_IDENTITIES = "userAssignedIdentities";
    USERNAME = "username";
    VALUE = "value";
    VNET_CONFIGURATION = "vnetConfiguration";
    VOLUME_MOUNTS = "volumeMounts";
    VOLUME_NAME = "volumeName";
    VOLUMES = "volumes";
    WEIGHT = "weight";
    WORKLOAD_PROFILE_NAME = "workloadProfileName";
    WORKLOAD_PROFILES = "workloadProfiles";
    WORKLOAD_PROFILE_TYPE = "workloadProfileType";
    ZONE_REDUNDANCY = "zoneRedundancy";
    ZONE_REDUNDANT = "zoneRedundant";
}
