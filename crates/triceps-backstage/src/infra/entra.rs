//! The app registration in Microsoft Entra, through the Microsoft Graph extension.

use triceps::functions::{empty, environment, filter, tenant};
use triceps::graph::application::{
    ImplicitGrantSettings, OptionalClaim, OptionalClaims, RequiredResourceAccess, ResourceAccess, WebApplication,
};
use triceps::graph::{AppRoleAssignment, Application, FederatedIdentityCredential, ServicePrincipal};
use triceps::managed_identity::FederatedIdentityCredential as IdentityCredential;
use triceps::{Array, Expr, Extension, Param, Template, Value, array, each, interpolate};

use super::base::described;
use crate::permissions::{DELEGATED, DIRECTORY, GRAPH};
use triceps_portal::config::{Audience, GroupClaims, Portal};

/// Where Microsoft Entra sends users back to, below the address of the portal.
pub(super) const REDIRECT_PATH: &str = "/api/auth/microsoft/handler/frame";
/// The backend on the machine of a developer.
const LOCAL_BACKEND: &str = "http://localhost:7007";

/// The template of the registration. Someone who may write applications deploys it, before the portal and again after it:
/// only then are its address and its identity known. Workflows deploy the portal without such a right.
pub(super) fn registration(portal: &Portal) -> Template {
    let mut template = Template::for_resource_group();
    let t = &mut template;
    t.metadata("description", "The app registration of the portal, deployed by who may write applications.");
    t.extension(Extension::microsoft_graph());
    let unique_name = t.param(
        Param::string("uniqueName")
            .description("Name that tells this registration from all others in the directory.")
            .length(1..=120),
    );
    let name = if portal.environments.is_empty() {
        interpolate!("{} ({})", portal.title, portal.name.as_str())
    } else {
        let environment = t.param(
            Param::string("environmentName")
                .description("Which environment it is: part of the names.")
                .allowed(portal.environments.keys().map(ToString::to_string)),
        );
        interpolate!("{} ({}-{environment})", portal.title, portal.name.as_str())
    };
    let mut known_later = |name: &'static str, what: &'static str| {
        t.param(Param::string(name).description(format!("{what}; empty before the first deployment.")).default(""))
    };
    let redirect = known_later("redirectUri", "Where Microsoft Entra sends users back to");
    let home_page = known_later("homePage", "Address of the portal");
    let identity = known_later("identity", "Object id of the identity of the portal");
    let has_identity = !empty(&identity);

    let graph_id = described!(t, "graphAppId", GRAPH, "Microsoft Graph.");
    let permissions: Value<Vec<String>> =
        described!(t, "delegatedPermissions", texts(&DELEGATED), "Permissions of the sign-in.").cast();
    let mut redirects = array![&redirect];
    if portal.delivery.app_config {
        redirects = redirects.push(interpolate!("{LOCAL_BACKEND}{REDIRECT_PATH}"));
    }
    let redirects: Value<Vec<String>> =
        described!(t, "redirectUris", redirects, "Where Microsoft Entra may send users back to, with empty texts.")
            .cast();
    let redirects = filter("uri", &redirects, |uri: Value<String>| !empty(&uri));
    let web = WebApplication::new()
        .home_page_url(empty(&home_page).then_else(Value::<String>::from_expr(Expr::NULL), &home_page))
        .redirect_uris(redirects)
        .implicit_grant_settings(
            ImplicitGrantSettings::new().enable_access_token_issuance(false).enable_id_token_issuance(false).one_line(),
        );
    let access =
        each("permission", &permissions).map(|permission, _| ResourceAccess::new().id(&permission).kind("Scope"));
    let mut application = Application::new(&unique_name, name).sign_in_audience(match portal.entra.audience {
        Audience::SingleTenant => "AzureADMyOrg",
        Audience::MultiTenant => "AzureADMultipleOrgs",
    });
    let claims = match portal.entra.group_claims {
        GroupClaims::None => None,
        GroupClaims::SecurityGroup => Some("SecurityGroup"),
        GroupClaims::ApplicationGroup => Some("ApplicationGroup"),
        GroupClaims::All => Some("All"),
    };
    if let Some(claims) = claims {
        let groups = || [OptionalClaim::new().name("groups").one_line()];
        application = application
            .group_membership_claims(claims)
            .optional_claims(OptionalClaims::new().id_token(groups()).access_token(groups()));
    }
    let application = t.add(
        "application",
        application.web(web).required_resource_access([RequiredResourceAccess::new()
            .resource_app_id(&graph_id)
            .resource_access(access)]),
    );
    let credential = FederatedIdentityCredential::new(
        interpolate!("{}/portal", application.unique_name()),
        [IdentityCredential::AUDIENCE],
        interpolate!("{}{}/v2.0", environment().login_endpoint(), tenant().tenant_id()),
        &identity,
    );
    t.nested(&application, "credential", credential.when(&has_identity));
    t.add("applicationPrincipal", ServicePrincipal::new(application.app_id()));

    if portal.catalog.microsoft_graph.is_some() {
        let roles: Value<Vec<String>> =
            described!(t, "directoryRoles", texts(&DIRECTORY), "Roles that read users and groups of the directory.")
                .cast();
        let graph = t.existing("graph", ServicePrincipal::existing(&graph_id));
        t.add_each("directoryGrants", each("role", &roles), |role, _| {
            AppRoleAssignment::new(&role, &identity, graph.id()).when(&has_identity)
        });
    }
    t.output("applicationId", application.app_id()).description("Client id of the app registration.");
    template
}

fn texts(items: &[&'static str]) -> Array {
    items.iter().fold(array![], |array, item| array.push(*item))
}
