//! The page for whoever runs the portal.

use super::markdown;
use super::names::{Names, SIGN_IN_SECRET};
use super::scripts;
use super::select::select;
use crate::file::BundleFile;
use triceps_portal::config::{Audience, Credential, Guid, LogDestination, Portal, ResolverKind, TechDocsBuilder};

const PAGE: &str = include_str!("runbook.md");

pub(super) fn file(portal: &Portal, names: &Names) -> BundleFile {
    let consents = consents(portal);
    let is_on = |part: &str| match part {
        "domain" => portal.domain.is_some(),
        "domain-zone" => portal.domain.as_ref().is_some_and(|domain| domain.zone.is_some()),
        "front-door" => portal.front_door.is_some(),
        "telemetry" => portal.telemetry.is_some(),
        "assistant" => portal.assistant.is_some(),
        "postgres" => portal.postgres.is_some(),
        "github" => portal.github.is_some() && portal.delivery.github_actions && portal.delivery.scripts,
        "queries" => portal.logs.destination != LogDestination::None,
        "published-documents" => portal.techdocs.as_ref().is_some_and(|docs| docs.builder == TechDocsBuilder::External),
        "scripts" => portal.delivery.scripts,
        "azure-devops" => !users_of_azure_devops(portal).is_empty(),
        "code-search" => !portal.catalog.azure_devops.is_empty(),
        "other-secrets" => !names.secrets.is_empty(),
        "consent" => !consents.is_empty(),
        _ => scripts::is_on(portal, part),
    };
    let environment = names.targets[0].environment.as_deref();
    let value = |name: &str| match name {
        "title" => markdown::escaped(&portal.title),
        "group" => names.group.clone(),
        "deployment" => names.deployment.clone(),
        "portal" => names.portal.clone(),
        "workspace" => names.workspace.clone(),
        "host" => portal.domain.as_ref().map(|domain| domain.host.to_string()).unwrap_or_default(),
        "secrets" => secrets(names),
        "packages" => packages(portal).map(|name| format!("yarn --cwd packages/backend add {name}")).join("\n"),
        "features" => packages(portal).map(|name| format!("backend.add(import('{name}'));")).join("\n"),
        "container" => portal.techdocs.as_ref().map(|docs| docs.container.to_string()).unwrap_or_default(),
        "pull-log" => log(portal, names, "image-pull", "system"),
        "restart-log" => log(portal, names, "restarts", "system"),
        "error-log" => log(portal, names, "errors", "console"),
        "consent" => consents.join("\n"),
        "organizations" => organizations(portal),
        "users-there" => users_of_azure_devops(portal).join(" and "),
        "required" => required(names),
        "deploy" => step(portal, "deploy", "a deployment as above"),
        "rotate" => {
            step(portal, "rotate-secret", "a new secret of the registration, and its value in place of the old one")
        }
        "option" => environment.map(|name| format!(" --environment {name}")).unwrap_or_default(),
        "environment" => environment.unwrap_or_default().to_owned(),
        "lock-role" if portal.locks => ", and `Locks Contributor`".to_owned(),
        "register" => step(portal, "register-app", "the registration"),
        "approve" => step(portal, "approve-private-link", "`az network private-endpoint-connection approve`"),
        "image-fix" => image_fix(portal).to_owned(),
        "redirect-fix" => redirect_fix(portal),
        "users" => users(portal).to_owned(),
        "users-fix" => users_fix(portal),
        "directory-fix" => directory_fix(portal),
        _ => String::new(),
    };
    BundleFile::new("docs/runbook.md", select(PAGE, is_on, value))
}

/// Where to look: a query, or the stream if nothing is kept.
fn log(portal: &Portal, names: &Names, query: &str, stream: &str) -> String {
    if portal.logs.destination == LogDestination::None {
        let Names { portal, group, .. } = names;
        return format!("`az containerapp logs show --name {portal} --resource-group {group} --type {stream}`");
    }
    format!("`queries/{query}.kql`")
}

/// Packages of the backend that the configuration names and a new app does not have.
fn packages(portal: &Portal) -> Packages {
    let catalog = &portal.catalog;
    let mut packages = vec!["@backstage/plugin-auth-backend-module-microsoft-provider"];
    if catalog.microsoft_graph.is_some() {
        packages.push("@backstage/plugin-catalog-backend-module-msgraph");
    }
    if !catalog.azure_devops.is_empty() || !catalog.azure_blob.is_empty() {
        packages.push("@backstage/plugin-catalog-backend-module-azure");
    }
    Packages(packages)
}

struct Packages(Vec<&'static str>);

impl Packages {
    fn map(self, line: impl Fn(&str) -> String) -> Vec<String> {
        self.0.into_iter().map(line).collect()
    }
}

fn secrets(names: &Names) -> String {
    let mut quoted = vec![format!("`{SIGN_IN_SECRET}`")];
    quoted.extend(names.secrets.iter().map(|(name, _)| format!("`{name}`")));
    quoted.join(", ")
}

/// Where administrators of other tenants agree: to the sign-in, and to applications that read Azure DevOps there.
fn consents(portal: &Portal) -> Vec<String> {
    let address = |tenant: &str, client: &str| {
        format!("- `https://login.microsoftonline.com/{tenant}/adminconsent?client_id={client}`")
    };
    let mut consents = Vec::new();
    if portal.entra.audience == Audience::MultiTenant {
        let client = portal.entra.client_id.as_ref().map_or("CLIENT_ID", Guid::as_str);
        consents.push(format!("{}, to sign in", address("TENANT_ID", client)));
    }
    for credential in portal.azure_devops.iter().flat_map(|host| &host.credentials) {
        if let Credential::ClientAssertion { organizations, client_id, tenant_id, .. } = credential {
            let whose = organizations.join("`, `");
            let line = format!("{}, to read `{whose}`", address(tenant_id.as_str(), client_id.as_str()));
            if !consents.contains(&line) {
                consents.push(line);
            }
        }
    }
    consents
}

/// A script, or what to do without scripts.
fn step(portal: &Portal, script: &str, otherwise: &str) -> String {
    if portal.delivery.scripts { format!("`scripts/{script}.sh`") } else { otherwise.to_owned() }
}

/// Who reads Azure DevOps without a token.
fn users_of_azure_devops(portal: &Portal) -> Vec<String> {
    let mut users: Vec<String> = Vec::new();
    for credential in portal.azure_devops.iter().flat_map(|host| &host.credentials) {
        let user = match credential {
            Credential::ManagedIdentity { .. } => format!("the identity `id-{}`", portal.name),
            Credential::SystemIdentity { .. } => format!("the identity of the app `ca-{}`", portal.name),
            Credential::ClientSecret { client_id, .. } | Credential::ClientAssertion { client_id, .. } => {
                format!("the application `{client_id}`")
            }
            Credential::PersonalAccessToken { .. } => continue,
        };
        if !users.contains(&user) {
            users.push(user);
        }
    }
    users
}

/// The organizations that are read without a token, in brackets; nothing where one credential is for all.
fn organizations(portal: &Portal) -> String {
    let credentials = portal.azure_devops.iter().flat_map(|host| &host.credentials);
    let named: Vec<String> = credentials
        .filter(|credential| !matches!(credential, Credential::PersonalAccessToken { .. }))
        .flat_map(|credential| credential.organizations().iter().map(|name| format!("`{name}`")))
        .collect();
    if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) }
}

/// The variables that a deployment reads.
fn required(names: &Names) -> String {
    let quoted: Vec<String> = names.parameters.iter().map(|parameter| format!("`{}`", parameter.variable)).collect();
    quoted.join(", ")
}

fn image_fix(portal: &Portal) -> &'static str {
    if portal.delivery.dockerfile {
        "build from the generated `Dockerfile`"
    } else {
        "add `--config app-config.yaml --config app-config.production.yaml` to the command of the image"
    }
}

fn redirect_fix(portal: &Portal) -> String {
    step(portal, "register-app", "add the output `redirectUri` to the registration")
}

fn users(portal: &Portal) -> &'static str {
    if portal.catalog.microsoft_graph.is_some() {
        "they come from the directory, within the time of `schedule`"
    } else {
        "they are those of `catalog.users` and of locations with `organization = true`"
    }
}

fn users_fix(portal: &Portal) -> String {
    let needs: Vec<&str> = portal
        .auth
        .resolvers
        .iter()
        .map(|resolver| match resolver.kind {
            ResolverKind::UserIdMatchingUserEntityAnnotation => "annotation `graph.microsoft.com/user-id` (object id)",
            ResolverKind::EmailMatchingUserEntityAnnotation => "annotation `microsoft.com/email`",
            ResolverKind::EmailMatchingUserEntityProfileEmail => "`spec.profile.email`",
            ResolverKind::EmailLocalPartMatchingUserEntityName => "name, what stands before the `@`",
        })
        .collect();
    format!("give the user what a resolver asks for: {}", needs.join(", or "))
}

fn directory_fix(portal: &Portal) -> String {
    let step =
        step(portal, "register-app", "`User.Read.All` and `GroupMember.Read.All` for the identity of the portal");
    format!("{step}, by someone who may grant application roles")
}
