//! Names that several files share, in one place.

use triceps::Checked;

use super::parameters;
use crate::config::{Authentication, Portal, Registration};

/// Secret of the sign-in in the app and in the vault.
pub(super) const SIGN_IN_SECRET: &str = "auth-microsoft-client-secret";
/// Where Microsoft Entra sends users back to, below the address of the backend.
pub(super) const REDIRECT_PATH: &str = "/api/auth/microsoft/handler/frame";
/// What runs until the image of the portal exists.
pub(super) const PLACEHOLDER_IMAGE: &str = "mcr.microsoft.com/k8se/quickstart:latest";
/// Environment variable with the image, of the scripts as of the Azure Developer CLI.
pub(super) const IMAGE_VARIABLE: &str = "SERVICE_PORTAL_IMAGE_NAME";

/// Names of what is deployed.
pub(super) struct Names {
    pub group: String,
    pub location: String,
    pub deployment: String,
    pub portal: String,
    pub workspace: String,
    /// Of the app registration, as people see it.
    pub registration: String,
    /// Parameters without a default, and the environment variables that they are read from.
    pub required: Vec<(String, String)>,
    /// Secrets besides that of the sign-in, and the environment variables with their values for a deployment.
    pub secrets: Vec<(String, String)>,
    /// API version of the container app.
    pub app_version: Option<String>,
}

impl Names {
    pub(super) fn new(portal: &Portal, checked: &Checked) -> Self {
        let name = portal.name.as_str();
        let required = parameters::required(checked);
        let variable =
            |parameter: &str| required.iter().find(|(name, _)| name == parameter).map(|(_, variable)| variable.clone());
        let mut secrets: Vec<(String, String)> = Vec::new();
        for secret in portal.secrets() {
            secrets.extend(variable(&secret.parameter).map(|variable| (secret.name.to_string(), variable)));
        }
        if portal.postgres.as_ref().is_some_and(|postgres| postgres.authentication == Authentication::Password) {
            secrets.extend(variable("postgresPassword").map(|variable| ("postgres-password".to_owned(), variable)));
        }
        Self {
            group: portal.delivery.resource_group.as_ref().map_or_else(|| format!("rg-{name}"), ToString::to_string),
            location: portal.delivery.location.as_ref().map(ToString::to_string).unwrap_or_default(),
            deployment: name.to_owned(),
            portal: format!("ca-{name}"),
            workspace: format!("log-{name}"),
            registration: format!("{} ({name})", portal.title),
            app_version: app_version(checked),
            required,
            secrets,
        }
    }

    /// Whether the registration is found by its name: somebody else makes it, and the configuration does not say which.
    pub(super) fn find_registration(portal: &Portal) -> bool {
        portal.entra.registration == Registration::Script && portal.entra.client_id.is_none()
    }
}

fn app_version(checked: &Checked) -> Option<String> {
    const TYPE: &str = "'Microsoft.App/containerApps@";
    let text = checked.to_bicep();
    let (_, version) = text.split_once(TYPE)?;
    version.split_once('\'').map(|(version, _)| version.to_owned())
}
