//! What is chosen by hand in the models of the core: names that read better than those of the data,
//! and what properties are for.

use triceps_codegen::Style;

/// The styles of all namespaces that have one.
pub(crate) fn all() -> Vec<Style> {
    vec![
        app(),
        authorization(),
        cache(),
        cdn(),
        container_registry(),
        key_vault(),
        managed_identity(),
        operational_insights(),
        storage(),
    ]
}

fn app() -> Style {
    let style = Style::new("Microsoft.App").docs(include_str!("docs/app.md"));
    let style = [
        ("ActiveRevisionsMode", "RevisionMode"),
        ("AppLogsConfiguration", "AppLogs"),
        ("AppProtocol", "DaprProtocol"),
        ("CertificateKeyVaultProperties", "CertificateKeyVault"),
        ("ContainerAppProbe", "Probe"),
        ("ContainerAppProbeHttpGet", "HttpGet"),
        ("ContainerAppProbeHttpGetHttpHeadersItem", "HttpHeader"),
        ("ContainerAppProbeTcpSocket", "TcpSocket"),
        ("EnvironmentVar", "EnvVar"),
        ("IdentitySettings", "IdentitySetting"),
        ("IngressPortMapping", "PortMapping"),
        ("IpRestrictionAction", "RestrictionAction"),
        ("IpSecurityRestrictionRule", "IpRestriction"),
        ("JobConfigurationEventTriggerConfig", "EventTrigger"),
        ("JobConfigurationManualTriggerConfig", "ManualTrigger"),
        ("JobConfigurationScheduleTriggerConfig", "ScheduleTrigger"),
        ("Kind", "ContainerAppKind"),
        ("Lifecycle", "IdentityLifecycle"),
        ("LogLevel", "DaprLogLevel"),
        ("RegistryCredentials", "RegistryCredential"),
        ("Scale", "Replicas"),
    ]
    .into_iter()
    .fold(style, |style, (from, to)| style.rename(from, to));
    containers(apps(environments(style)))
}

fn environments(style: Style) -> Style {
    let peers = "properties.peerTrafficConfiguration";
    style
        .flat("ManagedEnvironment")
        .flatten("ManagedEnvironment", "properties.peerAuthentication")
        .flatten("ManagedEnvironment", "properties.peerAuthentication.mtls")
        .method("ManagedEnvironment", "properties.peerAuthentication.mtls.enabled", "mtls")
        .flatten("ManagedEnvironment", peers)
        .flatten("ManagedEnvironment", format!("{peers}.encryption"))
        .method("ManagedEnvironment", format!("{peers}.encryption.enabled"), "peer_encryption")
        .method("ManagedEnvironment", "properties.appLogsConfiguration", "logs")
        .method("ManagedEnvironment", "properties.customDomainConfiguration", "custom_domain")
        .method(
            "ManagedEnvironment",
            "properties.customDomainConfiguration.customDomainVerificationId",
            "custom_domain_verification_id",
        )
        .method("ManagedEnvironment", "properties.vnetConfiguration", "vnet")
        .method("CustomDomainConfiguration", "certificateKeyVaultProperties", "certificate_key_vault")
        .arguments("CertificateKeyVault", ["keyVaultUrl", "identity"])
        .arguments("VnetConfiguration", ["infrastructureSubnetId"])
}

fn apps(style: Style) -> Style {
    let runtime = "properties.configuration.runtime";
    let service = "properties.configuration.service";
    style
        .flat("ContainerApp")
        .arguments("ContainerApp", ["location", "properties.environmentId"])
        .flatten("ContainerApp", "properties.configuration")
        .flatten("ContainerApp", "properties.template")
        .flatten("ContainerApp", runtime)
        .flatten("ContainerApp", format!("{runtime}.java"))
        .method("ContainerApp", format!("{runtime}.java.enableMetrics"), "java_metrics")
        .flatten("ContainerApp", service)
        .method("ContainerApp", format!("{service}.type"), "service_type")
        .flatten("Job", "properties.configuration")
        .flatten("Job", "properties.template")
        .arguments(
            "Job",
            [
                "location",
                "properties.environmentId",
                "properties.configuration.triggerType",
                "properties.configuration.replicaTimeout",
            ],
        )
        .taken("Ingress", "external")
        .flatten("Ingress", "stickySessions")
        .method("Ingress", "stickySessions.affinity", "sticky_sessions")
        .method("Ingress", "corsPolicy", "cors")
        .method("Ingress", "ipSecurityRestrictions", "ip_restrictions")
        .method("Ingress", "additionalPortMappings", "port_mappings")
        .method("CustomDomain", "certificateId", "certificate")
        .arguments("IdentitySetting", ["identity", "lifecycle"])
        .arguments("IpRestriction", ["name", "action", "ipAddressRange"])
        .taken("RegistryCredential", "identity")
        .arguments("ServiceBind", ["name", "serviceId"])
        .taken("Secret", "value")
}

fn containers(style: Style) -> Style {
    let style = ["Container", "InitContainer"].into_iter().fold(style, |style, container| {
        style
            .arguments(container, ["name", "image"])
            .flatten(container, "resources")
            .method(container, "env", "env_vars")
    });
    style
        .taken("EnvVar", "value")
        .arguments("HttpGet", ["path", "port"])
        .method("Replicas", "minReplicas", "min")
        .method("Replicas", "maxReplicas", "max")
        .taken("ScaleRule", "azure_queue")
        .taken("ScaleRule", "custom")
        .taken("ScaleRule", "http")
        .taken("ScaleRule", "tcp")
        .arguments("ScaleRuleAuth", ["secretRef", "triggerParameter"])
        .arguments("SecretVolumeItem", ["secretRef", "path"])
        .arguments("Volume", ["name", "storageType"])
        .taken("Volume", "secrets")
        .arguments("VolumeMount", ["volumeName", "mountPath"])
}

fn authorization() -> Style {
    Style::new("Microsoft.Authorization")
        .docs(include_str!("docs/authorization.md"))
        .flat("RoleAssignment")
        .constructor("RoleAssignment", "with_ids")
        .arguments("RoleAssignment", ["properties.principalId", "properties.roleDefinitionId"])
        .taken("RoleAssignment", "condition")
        .method("RoleAssignment", "properties.delegatedManagedIdentityResourceId", "delegated_managed_identity")
}

fn cache() -> Style {
    Style::new("Microsoft.Cache").arguments("RedisEnterprise", ["location", "sku"])
}

/// The actions of rules, and what their parameters are called in the data.
const CDN_ACTIONS: [(&str, &str, &str); 9] = [
    ("CacheExpirationActionParameters", "CacheExpirationAction", "CacheExpiration"),
    ("CacheKeyQueryStringActionParameters", "CacheKeyQueryStringAction", "CacheKeyQueryStringBehavior"),
    ("DeliveryRuleEdgeActionParameters", "EdgeAction", "Edge"),
    ("HeaderActionParameters", "ModifyHeaderAction", "Header"),
    ("OriginGroupOverrideActionParameters", "OriginGroupOverrideAction", "OriginGroupOverride"),
    ("Parameter", "RouteConfigurationOverrideAction", "RouteConfigurationOverride"),
    ("UrlRedirectActionParameters", "UrlRedirectAction", "UrlRedirect"),
    ("UrlRewriteActionParameters", "UrlRewriteAction", "UrlRewrite"),
    ("UrlSigningActionParameters", "UrlSigningAction", "UrlSigning"),
];

/// The conditions of rules: their name, their `typeName`, and the type of their operator.
const CDN_CONDITIONS: [(&str, &str, &str); 19] = [
    ("ClientPort", "ClientPort", "Operator"),
    ("Cookies", "Cookies", "Operator"),
    ("HostName", "HostName", "Operator"),
    ("HttpVersion", "HttpVersion", "EqualOperator"),
    ("IsDevice", "IsDevice", "EqualOperator"),
    ("PostArgs", "PostArgs", "Operator"),
    ("QueryString", "QueryString", "Operator"),
    ("RemoteAddress", "RemoteAddress", "RemoteAddressOperator"),
    ("RequestBody", "RequestBody", "Operator"),
    ("RequestHeader", "RequestHeader", "Operator"),
    ("RequestMethod", "RequestMethod", "EqualOperator"),
    ("RequestScheme", "RequestScheme", "EqualOperator"),
    ("RequestUri", "RequestUri", "Operator"),
    ("ServerPort", "ServerPort", "Operator"),
    ("SocketAddr", "SocketAddr", "SocketAddrOperator"),
    ("SslProtocol", "SslProtocol", "EqualOperator"),
    ("UrlFileExtension", "UrlFileExtensionMatch", "Operator"),
    ("UrlFileName", "UrlFilename", "Operator"),
    ("UrlPath", "UrlPathMatch", "UrlPathOperator"),
];

/// Each kind of parameters has one `typeName`, which the data does not know.
fn cdn() -> Style {
    let style = CDN_ACTIONS.into_iter().fold(Style::new("Microsoft.Cdn"), |style, (from, to, type_name)| {
        style.rename(from, to).rename(format!("{to}TypeName"), "ActionTypeName").fixed(
            to,
            "typeName",
            format!("DeliveryRule{type_name}ActionParameters"),
        )
    });
    let style = CDN_CONDITIONS.into_iter().fold(style, |style, (name, type_name, operator)| {
        style
            .rename(format!("{name}MatchConditionParameters"), format!("{name}Condition"))
            .rename(format!("{name}ConditionOperator"), operator)
            .fixed(format!("{name}Condition"), "typeName", format!("DeliveryRule{type_name}ConditionParameters"))
    });
    style
        .rename("TypeName", "ConditionTypeName")
        .rename("MatchValue", "Device")
        .rename("RequestMethodConditionMatchValue", "RequestMethod")
        .rename("RequestSchemeConditionMatchValue", "RequestScheme")
        .rename("SslProtocolConditionMatchValue", "SslProtocol")
}

fn container_registry() -> Style {
    let style = Style::new("Microsoft.ContainerRegistry").docs(include_str!("docs/container_registry.md"));
    let style = [
        ("AzureAdAuthenticationAsArmPolicy", "StatusPolicy"),
        ("DefaultAction", "RuleAction"),
        ("EncryptionProperty", "Encryption"),
        ("EncryptionStatus", "Status"),
        ("ExportPolicy", "StatusPolicy"),
        ("IpRuleAction", "RuleAction"),
        ("NetworkRuleBypassOptions", "NetworkRuleBypass"),
        ("QuarantinePolicy", "StatusPolicy"),
        ("RegistryListCredentialsResult", "Credentials"),
        ("RetentionPolicyStatus", "Status"),
        ("StatusPolicyStatus", "Status"),
        ("TrustPolicyStatus", "Status"),
    ]
    .into_iter()
    .fold(style, |style, (from, to)| style.rename(from, to));
    style
        .flat("Registry")
        .arguments("StatusPolicy", ["status"])
        .method("Policies", "azureADAuthenticationAsArmPolicy", "azure_ad_authentication_as_arm")
        .method("Policies", "exportPolicy", "export")
        .method("Policies", "quarantinePolicy", "quarantine")
        .method("Policies", "retentionPolicy", "retention")
        .method("Policies", "trustPolicy", "trust")
}

fn key_vault() -> Style {
    let style = Style::new("Microsoft.KeyVault").docs(include_str!("docs/key_vault.md"));
    let style = [
        ("AccessPolicyEntry", "AccessPolicy"),
        ("Bypass", "NetworkBypass"),
        ("Certificate", "CertificatePermission"),
        ("DefaultAction", "NetworkAction"),
        ("Key", "KeyPermission"),
        ("NetworkRuleSet", "NetworkAcls"),
        ("Secret", "SecretPermission"),
        ("SkuName", "Sku"),
        ("Storage", "StoragePermission"),
    ]
    .into_iter()
    .fold(style, |style, (from, to)| style.rename(from, to));
    style
        .flat("Vault")
        .arguments("Vault", ["location", "properties.tenantId", "properties.sku.name"])
        .flatten("Vault", "properties.sku")
        .fixed("Vault", "properties.sku.family", "A")
        .method("Vault", "properties.sku.family", "sku_family")
        .method("Vault", "properties.sku.name", "sku")
        .flat("Secret")
        .flatten("Secret", "properties.attributes")
        .method("Secret", "properties.attributes.exp", "expires")
        .method("Secret", "properties.attributes.nbf", "not_before")
}

fn managed_identity() -> Style {
    let subject = ["properties.audiences", "properties.issuer", "properties.subject"];
    Style::new("Microsoft.ManagedIdentity")
        .docs(include_str!("docs/managed_identity.md"))
        .flat("UserAssignedIdentity")
        .arguments("FederatedIdentityCredential", subject)
}

fn operational_insights() -> Style {
    let rule = "properties.defaultDataCollectionRuleResourceId";
    Style::new("Microsoft.OperationalInsights")
        .docs(include_str!("docs/operational_insights.md"))
        .flat("Workspace")
        .rename("PublicNetworkAccessForIngestion", "PublicNetworkAccess")
        .rename("PublicNetworkAccessForQuery", "PublicNetworkAccess")
        .rename("SkuName", "WorkspaceSku")
        .rename("WorkspaceFeatures", "Features")
        .rename("WorkspaceReplicationProperties", "Replication")
        .flatten("Workspace", "properties.sku")
        .flatten("Workspace", "properties.workspaceCapping")
        .method("Workspace", "properties.sku.name", "sku")
        .method("Workspace", rule, "default_data_collection_rule")
}

fn storage() -> Style {
    Style::new("Microsoft.Storage").flatten("ManagementPolicy", "properties.policy")
}
