//! Hosts and credentials of Azure DevOps, as its integration reads them.

use std::collections::HashSet;

use triceps_diagnostics::Diagnostic;

use super::repeated::earlier;
use crate::codes;
use crate::config::{Audience, AzureDevOps, Credential, Portal, is_cloud};

/// The end of the older hosts of Azure DevOps, one for each organization.
const OLD_CLOUD: &str = ".visualstudio.com";

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let hosts = earlier(portal.azure_devops.iter().map(|host| host.host.as_str().to_ascii_lowercase()));
    for (index, (host, earlier)) in portal.azure_devops.iter().zip(hosts).enumerate() {
        let path = format!("azure-devops[{index}]");
        if earlier.is_some() {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0511,
                    format!("{path}.host"),
                    format!("the host `{}` has an entry already", host.host),
                )
                .with_help("move the credentials into the first entry"),
            );
        }
        let mut seen = Seen::default();
        for (position, credential) in host.credentials.iter().enumerate() {
            let path = format!("{path}.credentials[{position}]");
            own_host(host, credential, &path, diagnostics);
            organizations(host, credential, &mut seen, &path, diagnostics);
            other_tenant(portal, credential, &path, diagnostics);
        }
    }
}

/// What to write in place of an address: the organization in it, if there is one.
pub(super) fn organization_of(address: &str) -> String {
    let path = address.trim().trim_start_matches("https://").trim_start_matches("http://");
    let path = path.rsplit_once('@').map_or(path, |(_, path)| path);
    let name = match path.split_once('/') {
        Some((host, path)) if is_cloud(host) => path.split('/').next().unwrap_or_default(),
        _ => path.split('/').next().and_then(|host| host.strip_suffix(OLD_CLOUD)).unwrap_or_default(),
    };
    if is_organization(name) {
        format!("write `{name}`, the name alone")
    } else {
        "write the name alone: `contoso` for `https://dev.azure.com/contoso`".to_owned()
    }
}

/// Whether `name` is the name of an organization, and not an address, a host or a path.
pub(super) fn is_organization(name: &str) -> bool {
    let is_host = is_cloud(name) || name.to_ascii_lowercase().ends_with(OLD_CLOUD);
    !name.is_empty()
        && !is_host
        && name.len() <= 64
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.'))
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
}

/// What earlier credentials of a host are for.
#[derive(Default)]
struct Seen {
    all: bool,
    organizations: HashSet<String>,
}

fn own_host(host: &AzureDevOps, credential: &Credential, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    if is_cloud(host.host.as_str()) || matches!(credential, Credential::PersonalAccessToken { .. }) {
        return;
    }
    diagnostics.push(
        Diagnostic::new(
            codes::TRI0512,
            format!("{path}.kind"),
            format!("`{}` takes personal access tokens only, not `{}`", host.host, credential.key()),
        )
        .with_help("write `kind = \"personal-access-token\"` with a `secret`"),
    );
}

fn organizations(
    host: &AzureDevOps,
    credential: &Credential,
    seen: &mut Seen,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = credential.organizations();
    if own.is_empty() && std::mem::replace(&mut seen.all, true) {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0514,
                path.to_owned(),
                format!("a second credential of `{}` is for all organizations", host.host),
            )
            .with_help("name its organizations: `organizations = [\"contoso\"]`"),
        );
    }
    for (index, name) in own.iter().enumerate() {
        let path = format!("{path}.organizations[{index}]");
        if !is_organization(name) {
            diagnostics.push(
                Diagnostic::new(codes::TRI0515, path, format!("`{name}` is not a name of an organization"))
                    .with_help(organization_of(name)),
            );
        } else if !seen.organizations.insert(name.to_ascii_lowercase()) {
            diagnostics.push(
                Diagnostic::new(codes::TRI0513, path, format!("the organization `{name}` has a credential already"))
                    .with_help("keep it in one credential"),
            );
        }
    }
}

/// The registration for sign-in can be used by the portal in another tenant only if users of other tenants may use it.
fn other_tenant(portal: &Portal, credential: &Credential, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Credential::ClientAssertion { client_id, tenant_id, .. } = credential else { return };
    let entra = &portal.entra;
    let (Some(own_client), Some(own_tenant)) = (&entra.client_id, &entra.tenant_id) else { return };
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    if same(client_id.as_str(), own_client.as_str())
        && !same(tenant_id.as_str(), own_tenant.as_str())
        && entra.audience == Audience::SingleTenant
    {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0516,
                format!("{path}.tenant-id"),
                format!("the application `{client_id}` is of one tenant and unknown in `{tenant_id}`"),
            )
            .with_help("write `entra.audience = \"multi-tenant\"`, or register an application of its own for this"),
        );
    }
}
