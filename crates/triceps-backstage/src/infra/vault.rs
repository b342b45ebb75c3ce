//! Secrets of the portal: in a vault that its identity reads, or as secure parameters.

use triceps::app;
use triceps::authorization::Role;
use triceps::functions::call;
use triceps::functions::{date_time_add, date_time_to_epoch, empty, tenant};
use triceps::key_vault::{NetworkAcls, NetworkAction, NetworkBypass, Secret, SecretRef, Sku, Vault as Model, VaultRef};
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::{Expr, IntoSecure, IntoValue, Param, Secure, Template, Value, handle::Conditional, interpolate};

use super::base::{Base, tagged};
use triceps_portal::config::{KeyVault, Portal};

/// The vault, and when what is written into it expires.
pub(super) struct Vault {
    pub model: VaultRef,
    expiry: Value<i64>,
}

fn name(base: &Base) -> Value<String> {
    interpolate!("kv{}{}", base.prefix, base.token)
}

/// The vault, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base) -> VaultRef {
    t.existing("vault", Model::existing(name(base)))
}

/// A vault that only roles give access to, and that cannot be purged; with a network it has no public address.
pub(super) fn vault(t: &mut Template, base: &Base, portal: &Portal, config: &KeyVault, expiry: Value<i64>) -> Vault {
    let mut model = tagged!(base, Model::new(name(base), &base.location, tenant().tenant_id(), Sku::STANDARD))
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

/// Where the value of a secret comes from.
pub(super) enum Origin {
    /// A parameter. In a vault it is the first value: an empty one writes nothing, and what is there stays.
    First(Secure<String>),
    /// A parameter that something else takes too: one that is not empty is written, after that has it.
    Shared(Secure<String>, Expr),
    /// The template works it out.
    Template(Secure<String>),
}

/// A secret of the app, and the environment variable that refers to it.
pub(super) struct AppSecret {
    pub env: String,
    name: Value<String>,
    source: Source,
}

enum Source {
    Parameter(Secure<String>),
    /// An entry that is written once, or by a rotation, and its address.
    Kept(SecretRef<Conditional>, Value<String>),
    Written(SecretRef),
    /// The address of an entry that another template makes.
    Known(Value<String>),
}

impl AppSecret {
    /// A secret with this name: in the vault, if there is one.
    pub(super) fn add(
        t: &mut Template,
        base: &Base,
        vault: Option<&Vault>,
        symbol: String,
        names: (&str, &str),
        origin: &Origin,
    ) -> Self {
        let (name, env) = names;
        let (value, after) = match origin {
            Origin::First(value) | Origin::Template(value) => (value, None),
            Origin::Shared(value, after) => (value, Some(after)),
        };
        let Some(vault) = vault else {
            let source = Source::Parameter(value.into_secure());
            return Self { env: env.to_owned(), name: name.into_value(), source };
        };
        let mut secret = tagged!(base, Secret::new(name).parent(vault.model))
            .content_type("text/plain")
            .value(value)
            .expires(&vault.expiry);
        if let Some(after) = after {
            secret = secret.depends_on(after.clone());
        }
        let source = if let Origin::Template(_) = origin {
            Source::Written(t.add(symbol, secret))
        } else {
            let given = !empty(value);
            let secret = t.add(symbol, secret.when(given));
            if let Origin::First(_) = origin {
                t.decorate(secret, "onlyIfNotExists", []);
            }
            Source::Kept(secret, address(vault.model, name))
        };
        Self { env: env.to_owned(), name: name.into_value(), source }
    }

    /// A secret that is in the vault already.
    pub(super) fn existing(vault: VaultRef, names: (&str, &str)) -> Self {
        let (name, env) = names;
        Self { env: env.to_owned(), name: name.into_value(), source: Source::Known(address(vault, name)) }
    }

    /// The secret of the app.
    pub(super) fn of_app(&self, identity: UserAssignedIdentityRef) -> app::Secret {
        match &self.source {
            Source::Parameter(value) => app::Secret::value(&self.name, value).one_line(),
            Source::Kept(_, uri) | Source::Known(uri) => app::Secret::key_vault(&self.name, uri, identity).one_line(),
            Source::Written(secret) => app::Secret::key_vault(&self.name, secret.secret_uri(), identity).one_line(),
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
        let role = Role::KEY_VAULT_SECRETS_USER;
        match &self.source {
            Source::Parameter(_) | Source::Known(_) => None,
            Source::Kept(secret, _) => Some(base.grant(t, symbol, secret, role, identity)),
            Source::Written(secret) => Some(base.grant(t, symbol, secret, role, identity)),
        }
    }
}

/// Where the vault has the newest value of a secret.
fn address(vault: VaultRef, name: &str) -> Value<String> {
    interpolate!("{}secrets/{name}", vault.vault_uri())
}
