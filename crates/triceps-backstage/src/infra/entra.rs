//! The app registration in Microsoft Entra, through the Microsoft Graph extension.

use triceps::functions::{environment, tenant};
use triceps::graph::application::{
    ImplicitGrantSettings, OptionalClaim, OptionalClaims, RequiredResourceAccess, ResourceAccess, WebApplication,
};
use triceps::graph::{AppRoleAssignment, Application, ApplicationRef, FederatedIdentityCredential, ServicePrincipal};
use triceps::managed_identity::{FederatedIdentityCredential as IdentityCredential, UserAssignedIdentityRef};
use triceps::{Array, Expr, IntoExpr, Template, Value, array, each, interpolate};

use super::base::{Base, described};
use crate::config::{Audience, GroupClaims, Portal};

/// Where Microsoft Entra sends users back to, below the address of the portal.
pub(super) const REDIRECT_PATH: &str = "/api/auth/microsoft/handler/frame";
/// The backend on the machine of a developer.
const LOCAL_BACKEND: &str = "http://localhost:7007";
/// Microsoft Graph.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// The permissions `openid`, `profile`, `email`, `offline_access` and `User.Read` of whoever signs in.
const DELEGATED: [&str; 5] = [
    "37f7f235-527c-4136-accd-4a02d197296e",
    "14dad69e-099b-42c9-810b-d002981feec1",
    "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
];
/// The application roles `User.Read.All` and `GroupMember.Read.All`.
const DIRECTORY: [&str; 2] = ["df021288-bdef-4463-88db-98f22de89214", "98830695-27a2-44f7-8c18-0c3ebc9698f6"];

/// The registration, and what the portal waits for before it reads the directory.
pub(super) struct Registration {
    pub application: ApplicationRef,
    pub ready: Option<Expr>,
}

/// Registers the portal at this address. Its identity speaks for the application without a secret.
pub(super) fn registration(
    t: &mut Template,
    base: &Base,
    portal: &Portal,
    url: &Value<String>,
    identity: UserAssignedIdentityRef,
) -> Registration {
    let graph_id = described!(t, "graphAppId", GRAPH, "Microsoft Graph.");
    let permissions: Value<Vec<String>> =
        described!(t, "delegatedPermissions", texts(&DELEGATED), "Permissions of the sign-in.").cast();
    let mut redirects = vec![interpolate!("{url}{REDIRECT_PATH}")];
    if portal.delivery.app_config {
        redirects.push(interpolate!("{LOCAL_BACKEND}{REDIRECT_PATH}"));
    }
    let web = WebApplication::new().home_page_url(url).redirect_uris(redirects).implicit_grant_settings(
        ImplicitGrantSettings::new().enable_access_token_issuance(false).enable_id_token_issuance(false).one_line(),
    );
    let access =
        each("permission", &permissions).map(|permission, _| ResourceAccess::new().id(&permission).kind("Scope"));
    let mut application = Application::new(
        interpolate!("{}-{}", base.prefix, base.token),
        interpolate!("{} ({})", portal.title, base.prefix),
    )
    .sign_in_audience(match portal.entra.audience {
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
        identity.principal_id(),
    );
    t.nested(&application, "credential", credential);
    t.add("applicationPrincipal", ServicePrincipal::new(application.app_id()));

    let ready = portal.catalog.microsoft_graph.is_some().then(|| {
        let roles: Value<Vec<String>> =
            described!(t, "directoryRoles", texts(&DIRECTORY), "Roles that read users and groups of the directory.")
                .cast();
        let graph = t.existing("graph", ServicePrincipal::existing(&graph_id));
        let grants = t.add_each("directoryGrants", each("role", &roles), |role, _| {
            AppRoleAssignment::new(&role, identity.principal_id(), graph.id())
        });
        (&grants).into_expr()
    });
    Registration { application, ready }
}

fn texts(items: &[&'static str]) -> Array {
    items.iter().fold(array![], |array, item| array.push(*item))
}
