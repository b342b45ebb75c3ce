//! The portal and the way to it.

use triceps::functions::{concat, replace, tenant};
use triceps::handle::{Conditional, RawRef};
use triceps::{Raw, Template, array, interpolate, object};

use super::access::Access;
use super::data::Data;
use super::parameters::Parameters;
use super::services::Services;
use super::variables::Variables;

pub(super) struct Front {
    pub(super) domain: RawRef<Conditional>,
    pub(super) portal: RawRef,
    pub(super) origin: RawRef,
    pub(super) firewall_association: RawRef,
    pub(super) route: RawRef,
}

pub(super) fn add(
    t: &mut Template,
    parameters: &Parameters,
    variables: &Variables,
    services: &Services,
    data: &Data,
    access: &Access,
) -> Front {
    let domain = t.add("domain", Raw::new("Microsoft.Cdn/profiles/customDomains@2025-12-01", object! {
        parent: &variables.front_door,
        name: variables.has_custom_domain.then_else(replace(&parameters.custom_domain, ".", "-"), "none"),
        properties: {
            hostName: &parameters.custom_domain,
            tlsSettings: object! { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" }.one_line(),
        },
    }).when(&variables.has_custom_domain));

    let origin_group = t.add_raw("originGroup", "Microsoft.Cdn/profiles/originGroups@2025-12-01", object! {
        parent: &variables.front_door,
        name: "portal",
        properties: {
            sessionAffinityState: "Disabled",
            loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 },
            healthProbeSettings: {
                probePath: variables.is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                probeProtocol: "Https",
                probeRequestType: "GET",
                probeIntervalInSeconds: 60,
            },
        },
    });

    let portal = t.add_raw("portal", "Microsoft.App/containerApps@2026-01-01", object! {
        name: &variables.portal_name,
        location: &parameters.location,
        tags: &parameters.tags,
        identity: {
            type: "UserAssigned",
            userAssignedIdentities: { (interpolate!("{}", data.portal_identity.id())): {} },
        },
        properties: {
            environmentId: services.managed_environment.id(),
            workloadProfileName: "portal",
            configuration: {
                activeRevisionsMode: "Single",
                ingress: object! {
                    external: true,
                    targetPort: &variables.portal_port,
                    transport: "auto",
                    allowInsecure: false,
                }.one_line(),
                registries: array![
                    object! {
                        server: services.registry.prop("properties").prop("loginServer"),
                        identity: data.portal_identity.id(),
                    }.one_line(),
                ].one_line(),
                secrets: [
                    object! {
                        name: data.sign_in_secret.name(),
                        keyVaultUrl: data.sign_in_secret.prop("properties").prop("secretUri"),
                        identity: data.portal_identity.id(),
                    }.one_line(),
                    object! {
                        name: data.cache_secret.name(),
                        keyVaultUrl: data.cache_secret.prop("properties").prop("secretUri"),
                        identity: data.portal_identity.id(),
                    }.one_line(),
                ],
            },
            template: {
                containers: [
                    {
                        name: "backstage",
                        image: variables.is_placeholder.then_else(
                            "mcr.microsoft.com/k8se/quickstart:latest",
                            &parameters.image,
                        ),
                        env: concat((
                            array![
                                object! { name: "APP_BASE_URL", value: &variables.portal_url }.one_line(),
                                object! { name: "AUTH_MICROSOFT_CLIENT_ID", value: access.application.prop("appId") }.one_line(),
                                object! { name: "AUTH_MICROSOFT_TENANT_ID", value: tenant().tenant_id() }.one_line(),
                                object! { name: "AUTH_MICROSOFT_CLIENT_SECRET", secretRef: data.sign_in_secret.name() }.one_line(),
                                object! {
                                    name: "AZURE_CLIENT_ID",
                                    value: data.portal_identity.prop("properties").prop("clientId"),
                                }.one_line(),
                                object! {
                                    name: "POSTGRES_HOST",
                                    value: data.postgres.prop("properties").prop("fullyQualifiedDomainName"),
                                }.one_line(),
                                object! { name: "POSTGRES_USER", value: data.portal_identity.name() }.one_line(),
                                object! { name: "POSTGRES_DATABASE", value: data.database.name() }.one_line(),
                                object! { name: "REDIS_URL", secretRef: data.cache_secret.name() }.one_line(),
                                object! { name: "TECHDOCS_ACCOUNT_NAME", value: services.storage.name() }.one_line(),
                                object! { name: "TECHDOCS_CONTAINER_NAME", value: data.techdocs.name() }.one_line(),
                                object! {
                                    name: "APPLICATIONINSIGHTS_CONNECTION_STRING",
                                    value: data.telemetry.prop("properties").prop("ConnectionString"),
                                }.one_line(),
                                object! { name: "NODE_OPTIONS", value: "--max-old-space-size=6144" }.one_line(),
                            ],
                            parameters.enable_assistant.then_else(array![
                                object! {
                                    name: "AZURE_OPENAI_ENDPOINT",
                                    value: services.open_ai.assume_exists().prop("properties").prop("endpoint"),
                                }.one_line(),
                                object! {
                                    name: "AZURE_SEARCH_ENDPOINT",
                                    value: services.search.assume_exists().prop("properties").prop("endpoint"),
                                }.one_line(),
                            ], array![]),
                        )),
                        resources: { cpu: 2, memory: "8Gi" },
                        probes: [
                            {
                                type: "Startup",
                                httpGet: object! {
                                    path: variables.is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                                    port: &variables.portal_port,
                                }.one_line(),
                                periodSeconds: 30,
                                failureThreshold: 10,
                            },
                            {
                                type: "Liveness",
                                httpGet: object! {
                                    path: variables.is_placeholder.then_else("/", "/.backstage/health/v1/liveness"),
                                    port: &variables.portal_port,
                                }.one_line(),
                            },
                            {
                                type: "Readiness",
                                httpGet: object! {
                                    path: variables.is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                                    port: &variables.portal_port,
                                }.one_line(),
                            },
                        ],
                    },
                ],
                scale: {
                    minReplicas: &parameters.min_replicas,
                    maxReplicas: &parameters.max_replicas,
                    rules: [
                        object! {
                            name: "http",
                            http: object! { metadata: object! { concurrentRequests: "50" }.one_line() }.one_line(),
                        }.one_line(),
                        object! {
                            name: "cpu",
                            custom: object! { type: "cpu", metadata: object! { type: "Utilization", value: "70" }.one_line() }.one_line(),
                        }.one_line(),
                    ],
                },
            },
        },
        dependsOn: [
            &data.administrator,
            &access.directory_grants,
            &access.portal_pulls_images,
            &access.portal_reads_sign_in_secret,
            &access.portal_reads_cache_secret,
            &access.portal_writes_docs,
            &access.portal_publishes_metrics,
            &access.portal_reads_index,
            &access.portal_uses_models,
            &access.private_zone_groups,
            &data.private_zone_links,
        ],
    });

    let origin = t.add_raw(
        "origin",
        "Microsoft.Cdn/profiles/originGroups/origins@2025-12-01",
        object! {
            parent: &origin_group,
            name: "portal",
            properties: {
                hostName: portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn"),
                originHostHeader: portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn"),
                httpPort: 80,
                httpsPort: 443,
                priority: 1,
                weight: 1000,
                enforceCertificateNameCheck: true,
                sharedPrivateLinkResource: {
                    groupId: "managedEnvironments",
                    privateLink: object! { id: services.managed_environment.id() }.one_line(),
                    privateLinkLocation: &parameters.location,
                    requestMessage: interpolate!("Front Door of {}", parameters.name_prefix),
                },
            },
        },
    );

    let firewall = t.add_raw("firewall", "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-11-01", object! {
        name: interpolate!("waf{}", parameters.name_prefix),
        location: "global",
        tags: &parameters.tags,
        sku: object! { name: "Premium_AzureFrontDoor" }.one_line(),
        properties: {
            policySettings: object! { enabledState: "Enabled", mode: "Prevention", requestBodyCheck: "Enabled" }.one_line(),
            managedRules: {
                managedRuleSets: [
                    {
                        ruleSetType: "Microsoft_DefaultRuleSet",
                        ruleSetVersion: "2.1",
                        ruleSetAction: "Block",
                        exclusions: [
                            {
                                matchVariable: "RequestCookieNames",
                                selectorMatchOperator: "StartsWith",
                                selector: "microsoft-",
                            },
                        ],
                    },
                    object! { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" }.one_line(),
                ],
            },
        },
    });

    let firewall_association = t.add_raw(
        "firewallAssociation",
        "Microsoft.Cdn/profiles/securityPolicies@2025-12-01",
        object! {
            parent: &variables.front_door,
            name: "firewall",
            properties: {
                parameters: {
                    type: "WebApplicationFirewall",
                    wafPolicy: object! { id: firewall.id() }.one_line(),
                    associations: [
                        {
                            domains: variables.has_custom_domain.then_else(array![
                                object! { id: variables.endpoint.id() }.one_line(),
                                object! { id: domain.id() }.one_line(),
                            ].one_line(), array![object! { id: variables.endpoint.id() }.one_line()].one_line()),
                            patternsToMatch: array!["/*"].one_line(),
                        },
                    ],
                },
            },
        },
    );

    let route = t.add_raw(
        "route",
        "Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01",
        object! {
            parent: &variables.endpoint,
            name: "portal",
            properties: {
                originGroup: object! { id: origin_group.id() }.one_line(),
                customDomains: variables.has_custom_domain.then_else(
                    array![object! { id: domain.id() }.one_line()].one_line(),
                    array![],
                ),
                patternsToMatch: array!["/*"].one_line(),
                supportedProtocols: array!["Http", "Https"].one_line(),
                forwardingProtocol: "HttpsOnly",
                httpsRedirect: "Enabled",
                linkToDefaultDomain: variables.has_custom_domain.then_else("Disabled", "Enabled"),
            },
            dependsOn: [&firewall_association, &origin],
        },
    );

    Front { domain, portal, origin, firewall_association, route }
}
