//! What a deployment still has to say: who signs in, and the values of secrets.

use triceps::functions::tenant;
use triceps::{Param, Secure, Template, Value};

use super::app::Image;
use super::base::described;
use super::{postgres, vault};
use crate::config::{Portal, Registration};

/// The parameters besides region and prefix.
pub(super) struct Parameters {
    pub image: Value<String>,
    /// Absent where the template registers the application.
    pub client_id: Option<Value<String>>,
    pub tenant_id: Value<String>,
    pub client_secret: Secure<String>,
    /// One for each of [`Portal::secrets`].
    pub secrets: Vec<Secure<String>>,
    pub password: Option<Secure<String>>,
    pub expiry: Option<Value<i64>>,
}

impl Parameters {
    pub(super) fn add(t: &mut Template, portal: &Portal) -> Self {
        let in_vault = portal.key_vault.is_some();
        Self {
            image: Image::parameter(t),
            client_id: client_id(t, portal),
            tenant_id: tenant_id(t, portal),
            client_secret: t.param(
                Param::secure_string("microsoftClientSecret")
                    .description(of_secret("Client secret of the Entra app registration", in_vault))
                    .min_length(1),
            ),
            secrets: portal
                .secrets()
                .into_iter()
                .map(|secret| {
                    let what = secret.description.map_or_else(
                        || format!("Value of the secret `{}`", secret.name),
                        // A sentence goes on; dots alone are no sentence.
                        |text| match text.trim_end_matches('.') {
                            "" => text.to_owned(),
                            sentence => sentence.to_owned(),
                        },
                    );
                    t.param(
                        Param::secure_string(secret.parameter).description(of_secret(&what, in_vault)).min_length(1),
                    )
                })
                .collect(),
            password: portal.postgres.as_ref().and_then(|config| postgres::password(t, config)),
            expiry: portal.key_vault.as_ref().map(|config| vault::expiry(t, config)),
        }
    }
}

fn of_secret(what: &str, in_vault: bool) -> String {
    if in_vault { format!("{what}: its first value, the vault keeps later ones.") } else { format!("{what}.") }
}

fn client_id(t: &mut Template, portal: &Portal) -> Option<Value<String>> {
    if portal.entra.registration == Registration::Graph {
        return None;
    }
    Some(match &portal.entra.client_id {
        Some(id) => {
            described!(t, "microsoftClientId", id.to_string(), "Application (client) id of the Entra app registration.")
        }
        None => t.param(
            Param::string("microsoftClientId")
                .description("Application (client) id of the Entra app registration.")
                .length(36..=36),
        ),
    })
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
