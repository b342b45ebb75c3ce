//! Where code is read from, and as whom.

use serde_json::{Map, Value, json};

use super::Stage;
use crate::yaml::object;
use triceps_portal::config::{AzureDevOps, Credential, HostName, Portal, SecretName};

const TOKEN_OF_GITHUB: &str = "GITHUB_TOKEN";

pub(super) fn section(portal: &Portal, stage: Stage) -> Option<Value> {
    let mut integrations = Map::new();
    let azure: Vec<Value> = portal.azure_devops.iter().map(|host| azure_devops(portal, host, stage)).collect();
    if !azure.is_empty() {
        integrations.insert("azure".to_owned(), Value::Array(azure));
    }
    let mut accounts: Vec<&str> = portal.catalog.azure_blob.iter().map(|provider| provider.account.as_str()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    if !accounts.is_empty() && stage == Stage::Production {
        // The provider refuses an account without an entry; without a key it is read with the identity.
        let accounts: Vec<Value> = accounts.iter().map(|account| json!({ "accountName": account })).collect();
        integrations.insert("azureBlobStorage".to_owned(), Value::Array(accounts));
    }
    if portal.secrets().iter().any(|secret| secret.env.as_str() == TOKEN_OF_GITHUB) {
        let token = format!("${{{TOKEN_OF_GITHUB}}}");
        integrations.insert("github".to_owned(), json!([{ "host": "github.com", "token": token }]));
    }
    (!integrations.is_empty()).then_some(Value::Object(integrations))
}

/// A host as addresses have it: integrations are found by it.
pub(super) fn host(name: &HostName) -> String {
    name.as_str().to_ascii_lowercase()
}

fn azure_devops(portal: &Portal, host: &AzureDevOps, stage: Stage) -> Value {
    let credentials: Vec<Value> = host
        .credentials
        .iter()
        .filter(|credential| stage == Stage::Production || matches!(credential, Credential::PersonalAccessToken { .. }))
        .map(|credential| self::credential(portal, credential, stage))
        .collect();
    // The cloud is read as the user of `az login` if there is no other credential.
    object([
        ("host", Some(json!(self::host(&host.host)))),
        ("credentials", (!credentials.is_empty()).then(|| json!(credentials))),
    ])
}

/// Exactly the keys of its kind: the integration refuses a credential with any other.
fn credential(portal: &Portal, credential: &Credential, stage: Stage) -> Value {
    let organizations = credential.organizations();
    let mut keys = Map::new();
    if !organizations.is_empty() {
        keys.insert("organizations".to_owned(), json!(organizations));
    }
    let own = match credential {
        Credential::ManagedIdentity { .. } => json!({ "clientId": "${AZURE_CLIENT_ID}" }),
        Credential::SystemIdentity { .. } => json!({ "clientId": "system-assigned" }),
        Credential::ClientSecret { client_id, tenant_id, secret, .. } => json!({
            "clientId": client_id,
            "tenantId": tenant_id,
            "clientSecret": variable(portal, secret, stage),
        }),
        Credential::ClientAssertion { client_id, tenant_id, system_identity, .. } => json!({
            "clientId": client_id,
            "tenantId": tenant_id,
            "managedIdentityClientId": if *system_identity { "system-assigned" } else { "${AZURE_CLIENT_ID}" },
        }),
        Credential::PersonalAccessToken { secret, .. } => {
            json!({ "personalAccessToken": variable(portal, secret, stage) })
        }
    };
    if let Value::Object(own) = own {
        keys.extend(own);
    }
    Value::Object(keys)
}

fn variable(portal: &Portal, name: &SecretName, stage: Stage) -> String {
    let secrets = portal.secrets();
    let env = secrets.iter().find(|secret| secret.name == name).map_or_else(|| name.env(), |secret| secret.env.clone());
    match stage {
        Stage::Production => format!("${{{env}}}"),
        // Without any text the credential would be of no kind, and the backend would not start.
        Stage::Local => format!("${{{env}:-not-set}}"),
    }
}
