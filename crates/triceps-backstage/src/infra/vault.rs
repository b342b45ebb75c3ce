//! Secrets of the portal: in a vault that its identity reads, or as secure parameters.

use triceps::app;
use triceps::authorization::Role;
use triceps::functions::{date_time_add, date_time_to_epoch, tenant};
use triceps::key_vault::{NetworkAcls, NetworkAction, NetworkBypass, Secret, SecretRef, Sku, Vault as Model, VaultRef};
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::{IntoSecure, IntoValue, Param, Secure, Template, Value, call, interpolate};

use super::base::{Base, tagged};
use crate::config::{KeyVault, Portal};

/// The vault, and when what is written into it expires.
pub(super) struct Vault {
    pub model: VaultRef,
    expiry: Value<i64>,
}

/// A vault that only roles give access to, and that cannot be purged; with a network it has no public address.
pub(super) fn vault(t: &mut Template, base: &Base, portal: &Portal, config: &KeyVault, expiry: Value<i64>) -> Vault {
    let mut model = tagged!(
        base,
        Model::new(
            interpolate!("kv{}{}", base.prefix, base.token),
            &base.location,
            tenant().tenant_id(),
            Sku::STANDARD
        )
    )
    .enable_rbac_authorization(true)
    .enable_soft_delete(true)
    .soft_delete_retention_in_days(config.retention_days)
    .enable_purge_protection(true);
    if portal.network.is_some() {
        model = model.public_network_access("Disabled").network_acls(
            NetworkAcls::new().bypass(NetworkBypass::AZURE_SERVICES).default_action(NetworkAction::DENY).one_line(),
        );
    }
    Vault { model: t.add("vault", model), expiry }
}

/// The parameter that says when the first values of secrets expire.
pub(super) fn expiry(t: &mut Template, config: &KeyVault) -> Value<i64> {
    let now = Value::<String>::from_expr(call("utcNow", ()));
    let in_days = date_time_add(now, format!("P{}D", config.secret_expiry_days));
    t.param(
        Param::int("secretExpiry")
            .description("When the first values of secrets expire, in seconds since 1970.")
            .min_value(1_750_000_000)
            .default(date_time_to_epoch(in_days)),
    )
}

/// Whether later values of a secret outlive the next deployment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeps {
    /// The parameter is the first value; what is written into the vault afterwards stays.
    LaterValues,
    /// The value is that of the template.
    ValueOfTemplate,
}

/// A secret of the app, and the environment variable that refers to it.
pub(super) struct AppSecret {
    pub env: String,
    name: Value<String>,
    source: Source,
}

enum Source {
    Parameter(Secure<String>),
    Vault(SecretRef),
}

impl AppSecret {
    /// A secret with this name: in the vault, if there is one.
    pub(super) fn add(
        t: &mut Template,
        base: &Base,
        vault: Option<&Vault>,
        symbol: String,
        names: (&str, &str),
        value: impl IntoSecure<String>,
        keeps: Keeps,
    ) -> Self {
        let (name, env) = names;
        let Some(vault) = vault else {
            let source = Source::Parameter(value.into_secure());
            return Self { env: env.to_owned(), name: name.into_value(), source };
        };
        let secret = tagged!(base, Secret::new(name).parent(vault.model))
            .content_type("text/plain")
            .value(value)
            .expires(&vault.expiry);
        let secret = t.add(symbol, secret);
        if keeps == Keeps::LaterValues {
            t.decorate(secret, "onlyIfNotExists", []);
        }
        Self { env: env.to_owned(), name: secret.name(), source: Source::Vault(secret) }
    }

    /// The secret of the app.
    pub(super) fn of_app(&self, identity: UserAssignedIdentityRef) -> app::Secret {
        match &self.source {
            Source::Parameter(value) => app::Secret::value(&self.name, value).one_line(),
            Source::Vault(secret) => app::Secret::key_vault(&self.name, secret.secret_uri(), identity).one_line(),
        }
    }

    /// The environment variable that refers to it.
    pub(super) fn variable(&self) -> app::EnvVar {
        app::EnvVar::secret(self.env.as_str(), &self.name).one_line()
    }

    /// Lets `identity` read it, if it is in a vault: this one secret, not the vault.
    pub(super) fn readable(
        &self,
        t: &mut Template,
        base: &mut Base,
        symbol: &str,
        identity: UserAssignedIdentityRef,
    ) -> Option<triceps::authorization::RoleAssignmentRef> {
        let Source::Vault(secret) = &self.source else { return None };
        Some(base.grant(t, symbol, secret, Role::KEY_VAULT_SECRETS_USER, identity))
    }
}
