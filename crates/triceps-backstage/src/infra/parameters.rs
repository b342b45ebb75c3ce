//! What a deployment still has to say: who signs in, and the values of secrets.

use triceps::functions::tenant;
use triceps::{Param, Secure, Template, Value};

use super::base::described;
use super::{postgres, vault};
use triceps_portal::config::{Portal, Registration};

/// What the app is told: its image, and who signs users in.
pub(super) struct AppParameters {
    pub image: Value<String>,
    pub client_id: Value<String>,
    pub tenant_id: Value<String>,
}

impl AppParameters {
    /// Adds them after that of the image.
    pub(super) fn add(t: &mut Template, portal: &Portal, image: Value<String>) -> Self {
        Self { image, client_id: client_id(t, portal), tenant_id: tenant_id(t, portal) }
    }
}

/// Values of secrets.
pub(super) struct SecretParameters {
    pub client_secret: Secure<String>,
    /// One for each of [`Portal::secrets`].
    pub secrets: Vec<Secure<String>>,
    pub password: Option<Secure<String>>,
    pub expiry: Option<Value<i64>>,
}

impl SecretParameters {
    pub(super) fn add(t: &mut Template, portal: &Portal) -> Self {
        let in_vault = portal.key_vault.is_some();
        Self {
            client_secret: secret(
                t,
                "microsoftClientSecret".to_owned(),
                "Client secret of the Entra app registration",
                in_vault,
            ),
            secrets: portal
                .secrets()
                .into_iter()
                .map(|secret| {
                    let what = secret.description.map_or_else(
                        || format!("Value of the secret `{}`", secret.name),
                        // More text follows, so that dots at the end go; a text of dots alone stays.
                        |text| match text.trim_end_matches('.') {
                            "" => text.to_owned(),
                            sentence => sentence.to_owned(),
                        },
                    );
                    self::secret(t, secret.parameter, &what, in_vault)
                })
                .collect(),
            password: portal.postgres.as_ref().and_then(|config| postgres::password(t, config, in_vault)),
            expiry: portal.key_vault.as_ref().map(|config| vault::expiry(t, config)),
        }
    }
}

/// The parameter of a secret. With a vault it is empty once the vault has the secret.
fn secret(t: &mut Template, name: String, what: &str, in_vault: bool) -> Secure<String> {
    let parameter = Param::secure_string(name);
    t.param(if in_vault {
        parameter.description(format!("{what}: its first value; empty keeps the one in the vault.")).or_empty()
    } else {
        parameter.description(format!("{what}.")).min_length(1)
    })
}

fn client_id(t: &mut Template, portal: &Portal) -> Value<String> {
    match &portal.entra.client_id {
        Some(id) => {
            described!(t, "microsoftClientId", id.to_string(), "Application (client) id of the Entra app registration.")
        }
        None => t.param(
            Param::string("microsoftClientId")
                .description("Application (client) id of the Entra app registration.")
                .length(36..=36),
        ),
    }
}

/// The directory of the portal itself, also where users of others sign in.
fn tenant_id(t: &mut Template, portal: &Portal) -> Value<String> {
    match (&portal.entra.tenant_id, portal.entra.registration) {
        (Some(id), _) => {
            described!(t, "microsoftTenantId", id.to_string(), "Directory (tenant) id of the Entra app registration.")
        }
        (None, Registration::Graph) => tenant().tenant_id(),
        (None, Registration::Script) => t.param(
            Param::string("microsoftTenantId")
                .description("Directory (tenant) id of the Entra app registration.")
                .length(36..=36)
                .default(tenant().tenant_id()),
        ),
    }
}
