//! Microsoft Graph.

use triceps::functions::{environment, guid, subscription, subscription_resource_id, tenant, unique_string};
use triceps::handle::ResourceRef;
use triceps::{Any, Extension, Param, Raw, Template, TypeExpr, array, each, interpolate, object};

pub(super) fn graph_application() -> Template {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());

    let portal_url = t.param(Param::string("portalUrl").description("Public URL of the portal."));
    let identity_principal_id = t.param(
        Param::string("identityPrincipalId")
            .description("Principal id of the managed identity that signs in as this application."),
    );
    let display_name =
        t.param(Param::string("displayName").description("Display name of the application.").default("Backstage"));

    let graph_app_id = t.var("graphAppId", "00000003-0000-0000-c000-000000000000");
    let delegated_permissions = t.var(
        "delegatedPermissions",
        array![
            "37f7f235-527c-4136-accd-4a02d197296e",
            "14dad69e-099b-42c9-810b-d002981feec1",
            "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
            "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
            "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        ],
    );

    let app = t.add_raw(
        "app",
        "Microsoft.Graph/applications@v1.0",
        object! {
            uniqueName: interpolate!("backstage-{}", unique_string([subscription().id()])),
            displayName: &display_name,
            signInAudience: "AzureADMyOrg",
            groupMembershipClaims: "SecurityGroup",
            web: {
                homePageUrl: &portal_url,
                redirectUris: [interpolate!("{portal_url}/api/auth/microsoft/handler/frame")],
                implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
            },
            requiredResourceAccess: [
                {
                    resourceAppId: &graph_app_id,
                    resourceAccess: each("permission", &delegated_permissions).map(
                        |permission, _| object! { id: &permission, type: "Scope" },
                    ),
                },
            ],
        },
    );

    t.nested(
        &app,
        "credential",
        Raw::new(
            "Microsoft.Graph/applications/federatedIdentityCredentials",
            object! {
                name: interpolate!("{}/portal-identity", app.prop("uniqueName")),
                audiences: ["api://AzureADTokenExchange"],
                issuer: interpolate!("{}{}/v2.0", environment().login_endpoint(), tenant().tenant_id()),
                subject: &identity_principal_id,
            },
        ),
    );

    let principal =
        t.add_raw("principal", "Microsoft.Graph/servicePrincipals@v1.0", object! { appId: app.prop("appId") });

    t.output_as::<String>("clientId", app.prop("appId"));
    t.output("objectId", principal.id());
    t
}

pub(super) fn graph_existing() -> Template {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());

    let vault_name =
        t.param(Param::string("vaultName").description("Name of the vault whose secrets the readers may see."));

    let readers =
        t.add("readers", Raw::existing("Microsoft.Graph/groups@v1.0", object! { uniqueName: "portal-readers" }));

    let graph = t.add(
        "graph",
        Raw::existing(
            "Microsoft.Graph/servicePrincipals@v1.0",
            object! { appId: "00000003-0000-0000-c000-000000000000" },
        ),
    );

    let vault = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: &vault_name }));

    t.add_raw(
        "secretsUser",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((vault.id(), "portal-readers", "secrets-user")),
            scope: &vault,
            properties: {
                principalId: readers.id(),
                principalType: "Group",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["4633458b-17de-408a-b874-0445c86b69e6"],
                ),
            },
        },
    );

    t.output("graphObjectId", graph.id());
    t.output_as::<Option<String>>("mail", readers.symbol().safe_prop("mail"));
    t
}

pub(super) fn graph_group() -> Template {
    let mut t = Template::for_subscription();
    t.extension(Extension::microsoft_graph());

    let owners = t.param(Param::array_of::<String>("owners").description("Object ids of the owners."));
    let portal_principal_id =
        t.param(Param::string("portalPrincipalId").description("Principal id of the portal identity."));
    let teams = t.param(
        Param::typed(
            "teams",
            TypeExpr::object([
                ("name", TypeExpr::named("string")),
                ("description", TypeExpr::named("string").nullable()),
            ])
            .array(),
        )
        .description("Teams that get a group each."),
    );

    let graph = t.add(
        "graph",
        Raw::existing(
            "Microsoft.Graph/servicePrincipals@v1.0",
            object! { appId: "00000003-0000-0000-c000-000000000000" },
        ),
    );

    let groups = t.add_each("groups", each("team", &teams).index("index"), |team, index| {
        Raw::new(
            "Microsoft.Graph/groups@v1.0",
            object! {
                uniqueName: interpolate!("portal-{}", team.prop("name")),
                displayName: interpolate!("Portal {}", team.prop("name")),
                description: team.safe_prop("description").or(interpolate!("Team number {index}")),
                mailEnabled: false,
                mailNickname: interpolate!("portal-{}", team.prop("name")),
                securityEnabled: true,
                owners: { relationships: &owners, relationshipSemantics: "append" },
            },
        )
    });

    let read_directory = t.add_raw(
        "readDirectory",
        "Microsoft.Graph/appRoleAssignedTo@v1.0",
        object! {
            appRoleId: "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
            principalId: &portal_principal_id,
            resourceId: graph.id(),
        },
    );

    t.output_as::<Vec<Any>>("groupIds", each("team", &teams).index("index").map(|_, index| groups.at(&index).id()));
    t.output("assigned", read_directory.id());
    t
}
