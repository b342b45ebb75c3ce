//! Microsoft Graph.

use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::functions::{environment, guid, subscription, tenant, unique_string};
use triceps::graph::application::{ImplicitGrantSettings, RequiredResourceAccess, ResourceAccess, WebApplication};
use triceps::graph::group::{Relationship, RelationshipSemantics};
use triceps::graph::{AppRoleAssignment, Application, FederatedIdentityCredential, Group, ServicePrincipal};
use triceps::handle::ResourceRef;
use triceps::key_vault::Vault;
use triceps::{Any, Extension, Param, Template, TypeExpr, array, each, interpolate};

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

    let app = t.add(
        "app",
        Application::new(interpolate!("backstage-{}", unique_string([subscription().id()])), &display_name)
            .sign_in_audience("AzureADMyOrg")
            .group_membership_claims("SecurityGroup")
            .web(
                WebApplication::new()
                    .home_page_url(&portal_url)
                    .redirect_uris([interpolate!("{portal_url}/api/auth/microsoft/handler/frame")])
                    .implicit_grant_settings(
                        ImplicitGrantSettings::new()
                            .enable_id_token_issuance(false)
                            .enable_access_token_issuance(false),
                    ),
            )
            .required_resource_access([RequiredResourceAccess::new().resource_app_id(&graph_app_id).resource_access(
                each("permission", &delegated_permissions)
                    .map(|permission, _| ResourceAccess::new().id(permission.as_expr()).kind("Scope")),
            )]),
    );

    t.nested(
        &app,
        "credential",
        FederatedIdentityCredential::new(
            interpolate!("{}/portal-identity", app.unique_name()),
            ["api://AzureADTokenExchange"],
            interpolate!("{}{}/v2.0", environment().login_endpoint(), tenant().tenant_id()),
            &identity_principal_id,
        ),
    );

    let principal = t.add("principal", ServicePrincipal::new(app.app_id()));

    t.output("clientId", app.app_id());
    t.output("objectId", principal.id());
    t
}

pub(super) fn graph_existing() -> Template {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());

    let vault_name =
        t.param(Param::string("vaultName").description("Name of the vault whose secrets the readers may see."));

    let readers = t.existing("readers", Group::existing("portal-readers"));
    let graph = t.existing("graph", ServicePrincipal::existing("00000003-0000-0000-c000-000000000000"));
    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2024-11-01"));

    t.add(
        "secretsUser",
        RoleAssignment::new(
            guid((vault.id(), "portal-readers", "secrets-user")),
            Principal::group(readers.id()),
            Role::KEY_VAULT_SECRETS_USER,
        )
        .scope(vault),
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

    let graph = t.existing("graph", ServicePrincipal::existing("00000003-0000-0000-c000-000000000000"));

    let groups = t.add_each("groups", each("team", &teams).index("index"), |team, index| {
        Group::new(
            interpolate!("portal-{}", team.prop("name")),
            interpolate!("Portal {}", team.prop("name")),
            false,
            interpolate!("portal-{}", team.prop("name")),
            true,
        )
        .description(team.safe_prop("description").or(interpolate!("Team number {index}")))
        .owners(Relationship::new(&owners).relationship_semantics(RelationshipSemantics::APPEND))
    });

    let read_directory = t.add(
        "readDirectory",
        AppRoleAssignment::new("7ab1d382-f21e-4acd-a863-ba3e13f7da61", &portal_principal_id, graph.id()),
    );

    t.output_as::<Vec<Any>>("groupIds", groups.each(|group| group.id()));
    t.output("assigned", read_directory.id());
    t
}
