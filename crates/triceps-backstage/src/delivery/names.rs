//! Names that several files share, in one place.

use triceps::Checked;

use super::parameters::{self, Parameter, secret_variable};
use crate::infra::{Argument, arguments};
use triceps_portal::config::{Authentication, Portal};

/// Secret of the sign-in in the app and in the vault.
pub(super) const SIGN_IN_SECRET: &str = "auth-microsoft-client-secret";
/// The variable with its value.
pub(super) const SIGN_IN_VARIABLE: &str = "PORTAL_SECRET_MICROSOFT_CLIENT_SECRET";
/// Where Microsoft Entra sends users back to, below the address of the backend.
pub(super) const REDIRECT_PATH: &str = "/api/auth/microsoft/handler/frame";
/// What runs until the image of the portal exists.
pub(super) const PLACEHOLDER_IMAGE: &str = "mcr.microsoft.com/k8se/quickstart:latest";
/// Environment variable with the image, of the scripts as of the Azure Developer CLI.
pub(super) const IMAGE_VARIABLE: &str = "SERVICE_PORTAL_IMAGE_NAME";

/// Where a portal is deployed to: the only place, or an environment.
pub(super) struct Target {
    pub environment: Option<String>,
    /// The name of the portal, with that of the environment.
    pub label: String,
    pub subscription: String,
    pub group: String,
    pub location: String,
    pub host: Option<String>,
    pub repository: String,
    /// What the parameter file says besides secrets.
    pub arguments: Vec<Argument>,
}

impl Target {
    fn new(portal: &Portal, environment: Option<&str>) -> Self {
        let label = environment.map_or_else(|| portal.name.to_string(), |name| format!("{}-{name}", portal.name));
        let delivery = &portal.delivery;
        Self {
            environment: environment.map(str::to_owned),
            subscription: String::new(),
            group: delivery.resource_group.as_ref().map_or_else(|| format!("rg-{label}"), ToString::to_string),
            location: delivery.location.as_ref().map(ToString::to_string).unwrap_or_default(),
            host: portal.domain.as_ref().map(|domain| domain.host.to_string()),
            repository: portal.image.repository.to_string(),
            arguments: Vec::new(),
            label,
        }
    }

    /// The container app.
    pub(super) fn portal(&self) -> String {
        format!("ca-{}", self.label)
    }

    fn all(portal: &Portal) -> Vec<Self> {
        let mut targets: Vec<Self> = portal
            .in_environments()
            .into_iter()
            .map(|(name, environment, own)| Self {
                subscription: environment.subscription.as_ref().map(ToString::to_string).unwrap_or_default(),
                arguments: arguments(portal, &own),
                ..Self::new(&own, Some(name.as_str()))
            })
            .collect();
        if targets.is_empty() {
            targets.push(Self::new(portal, None));
        }
        targets
    }
}

/// Names of what is deployed. Where there are environments, those of one are shown in texts for people.
pub(super) struct Names {
    pub targets: Vec<Target>,
    pub group: String,
    pub deployment: String,
    pub portal: String,
    pub workspace: String,
    /// What a deployment is asked for, with the variables that give the values.
    pub parameters: Vec<Parameter>,
    /// Secrets besides that of the sign-in, and the environment variables with their values for a deployment.
    pub secrets: Vec<(String, String)>,
    /// Those of them with several lines.
    pub multiline: Vec<String>,
    /// API version of the container app.
    pub app_version: Option<String>,
}

impl Names {
    pub(super) fn new(portal: &Portal, checked: &Checked) -> Self {
        let targets = Target::all(portal);
        let shown = &targets[0];
        let known = portal.secrets();
        let mut parameters = parameters::of_portal(portal, checked);
        // Each environment has a file that says which one it is.
        parameters.retain(|parameter| parameter.name != "environmentName");
        let mut secrets: Vec<(String, String)> =
            known.iter().map(|secret| (secret.name.to_string(), secret_variable(secret.name.as_str()))).collect();
        if portal.postgres.as_ref().is_some_and(|postgres| postgres.authentication == Authentication::Password) {
            secrets.push(("postgres-password".to_owned(), secret_variable("postgres-password")));
        }
        Self {
            group: shown.group.clone(),
            deployment: shown.label.clone(),
            portal: shown.portal(),
            workspace: format!("log-{}", shown.label),
            targets,
            parameters,
            secrets,
            multiline: known.iter().filter(|secret| secret.multiline).map(|secret| secret.name.to_string()).collect(),
            app_version: app_version(checked),
        }
    }
}

fn app_version(checked: &Checked) -> Option<String> {
    let middle = checked.middle();
    middle.decls().find_map(|(id, decl)| {
        let is_app = middle.str(decl.as_resource()?.type_name) == "Microsoft.App/containerApps";
        is_app.then(|| middle.api_version(id)).flatten().map(|version| middle.str(version).to_owned())
    })
}
