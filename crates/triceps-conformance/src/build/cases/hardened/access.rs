//! Private endpoints, roles and the app registration.

use triceps::functions::{environment, guid, resource_group, subscription_resource_id, tenant};
use triceps::handle::{Collection, Conditional, RawRef};
use triceps::{Raw, Template, array, each, interpolate, object};

use super::data::Data;
use super::parameters::Parameters;
use super::services::Services;
use super::variables::Variables;

pub(super) struct Access {
    pub(super) private_zone_groups: Collection<Raw>,
    pub(super) portal_pulls_images: RawRef,
    pub(super) portal_reads_sign_in_secret: RawRef,
    pub(super) portal_reads_cache_secret: RawRef,
    pub(super) portal_writes_docs: RawRef,
    pub(super) portal_publishes_metrics: RawRef,
    pub(super) portal_uses_models: RawRef<Conditional>,
    pub(super) portal_reads_index: RawRef<Conditional>,
    pub(super) application: RawRef,
    pub(super) directory_grants: Collection<Raw, Conditional>,
}

pub(super) fn add(
    t: &mut Template,
    parameters: &Parameters,
    variables: &Variables,
    services: &Services,
    data: &Data,
) -> Access {
    let private_endpoints = t.add_each("privateEndpoints", each("service", &services.reached_privately), |service, _| {
        Raw::new("Microsoft.Network/privateEndpoints@2025-07-01", object! {
            name: interpolate!("pe-{}-{}", parameters.name_prefix, service.prop("name")),
            location: &parameters.location,
            tags: &parameters.tags,
            properties: {
                customNetworkInterfaceName: interpolate!("nic-{}-{}", parameters.name_prefix, service.prop("name")),
                subnet: object! { id: data.endpoint_subnet.id() }.one_line(),
                privateLinkServiceConnections: [
                    {
                        name: service.prop("name"),
                        properties: object! {
                            privateLinkServiceId: service.prop("resourceId"),
                            groupIds: array![service.prop("groupId")].one_line(),
                        }.one_line(),
                    },
                ],
            },
        })
    });

    let private_zone_groups =
        t.add_each("privateZoneGroups", each("service", &services.reached_privately), |service, i| {
            Raw::new(
                "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-07-01",
                object! {
                    parent: private_endpoints.at(&i),
                    name: "default",
                    properties: {
                        privateDnsZoneConfigs: array![
                            object! {
                                name: service.prop("name"),
                                properties: object! { privateDnsZoneId: data.private_zones.at(&i).id() }.one_line(),
                            }.one_line(),
                        ].one_line(),
                    },
                },
            )
        });

    let portal_pulls_images = t.add_raw(
        "portalPullsImages",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((services.registry.id(), data.portal_identity.id(), variables.roles.prop("acrPull"))),
            scope: &services.registry,
            properties: {
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("acrPull")],
                ),
            },
        },
    );

    let portal_reads_sign_in_secret = t.add_raw(
        "portalReadsSignInSecret",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((
                data.sign_in_secret.id(),
                data.portal_identity.id(),
                variables.roles.prop("secretsUser"),
            )),
            scope: &data.sign_in_secret,
            properties: {
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("secretsUser")],
                ),
            },
        },
    );

    let portal_reads_cache_secret = t.add_raw(
        "portalReadsCacheSecret",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((data.cache_secret.id(), data.portal_identity.id(), variables.roles.prop("secretsUser"))),
            scope: &data.cache_secret,
            properties: {
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("secretsUser")],
                ),
            },
        },
    );

    let portal_writes_docs = t.add_raw(
        "portalWritesDocs",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((data.techdocs.id(), data.portal_identity.id(), variables.roles.prop("blobContributor"))),
            scope: &data.techdocs,
            properties: {
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("blobContributor")],
                ),
            },
        },
    );

    let portal_publishes_metrics = t.add_raw(
        "portalPublishesMetrics",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((
                data.telemetry.id(),
                data.portal_identity.id(),
                variables.roles.prop("metricsPublisher"),
            )),
            scope: &data.telemetry,
            properties: {
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("metricsPublisher")],
                ),
            },
        },
    );

    let portal_uses_models = t.add(
        "portalUsesModels",
        Raw::new(
            "Microsoft.Authorization/roleAssignments@2022-04-01",
            object! {
                name: guid((services.open_ai.id(), data.portal_identity.id(), variables.roles.prop("openAiUser"))),
                scope: &services.open_ai,
                properties: {
                    principalId: data.portal_identity.prop("properties").prop("principalId"),
                    principalType: "ServicePrincipal",
                    roleDefinitionId: subscription_resource_id(
                        "Microsoft.Authorization/roleDefinitions",
                        [variables.roles.prop("openAiUser")],
                    ),
                },
            },
        )
        .when(&parameters.enable_assistant),
    );

    let portal_reads_index = t.add(
        "portalReadsIndex",
        Raw::new(
            "Microsoft.Authorization/roleAssignments@2022-04-01",
            object! {
                name: guid((services.search.id(), data.portal_identity.id(), variables.roles.prop("indexReader"))),
                scope: &services.search,
                properties: {
                    principalId: data.portal_identity.prop("properties").prop("principalId"),
                    principalType: "ServicePrincipal",
                    roleDefinitionId: subscription_resource_id(
                        "Microsoft.Authorization/roleDefinitions",
                        [variables.roles.prop("indexReader")],
                    ),
                },
            },
        )
        .when(&parameters.enable_assistant),
    );

    t.add_raw(
        "deployerPushesImages",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((services.registry.id(), data.deployer_identity.id(), variables.roles.prop("acrPush"))),
            scope: &services.registry,
            properties: {
                principalId: data.deployer_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [variables.roles.prop("acrPush")],
                ),
            },
        },
    );

    t.add_raw(
        "deployerContributes",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((resource_group().id(), data.deployer_identity.id(), &variables.contributor_role_id)),
            properties: {
                principalId: data.deployer_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [&variables.contributor_role_id],
                ),
            },
        },
    );

    let application = t.add_raw("application", "Microsoft.Graph/applications@v1.0", object! {
        uniqueName: interpolate!("{}-{}", parameters.name_prefix, variables.token),
        displayName: interpolate!("Backstage ({})", parameters.name_prefix),
        signInAudience: "AzureADMyOrg",
        groupMembershipClaims: "SecurityGroup",
        web: {
            homePageUrl: &variables.portal_url,
            redirectUris: array![interpolate!("{}{}", variables.portal_url, variables.redirect_path)].one_line(),
            implicitGrantSettings: object! { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }.one_line(),
        },
        requiredResourceAccess: [
            {
                resourceAppId: &variables.graph_app_id,
                resourceAccess: each("permission", &variables.delegated_permissions).map(
                    |permission, _| object! { id: &permission, type: "Scope" },
                ),
            },
        ],
    });

    t.nested(
        &application,
        "credential",
        Raw::new(
            "Microsoft.Graph/applications/federatedIdentityCredentials",
            object! {
                name: interpolate!("{}/portal", application.prop("uniqueName")),
                audiences: array![&variables.token_audience].one_line(),
                issuer: interpolate!("{}{}/v2.0", environment().login_endpoint(), tenant().tenant_id()),
                subject: data.portal_identity.prop("properties").prop("principalId"),
            },
        ),
    );

    t.add_raw(
        "applicationPrincipal",
        "Microsoft.Graph/servicePrincipals@v1.0",
        object! { appId: application.prop("appId") },
    );

    let graph = t.add(
        "graph",
        Raw::existing("Microsoft.Graph/servicePrincipals@v1.0", object! { appId: &variables.graph_app_id }),
    );

    let directory_grants = t.add_each("directoryGrants", each("role", &variables.directory_roles), |role, _| {
        Raw::new(
            "Microsoft.Graph/appRoleAssignedTo@v1.0",
            object! {
                appRoleId: &role,
                principalId: data.portal_identity.prop("properties").prop("principalId"),
                resourceId: graph.id(),
            },
        )
        .when(&parameters.read_directory)
    });

    Access {
        private_zone_groups,
        portal_pulls_images,
        portal_reads_sign_in_secret,
        portal_reads_cache_secret,
        portal_writes_docs,
        portal_publishes_metrics,
        portal_uses_models,
        portal_reads_index,
        application,
        directory_grants,
    }
}
