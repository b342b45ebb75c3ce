//! Everything that the portal stands on, in the order of the text.

use triceps::app::ManagedEnvironmentRef;
use triceps::container_registry::RegistryRef;
use triceps::insights::ComponentRef;
use triceps::key_vault::VaultRef;
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::operational_insights::WorkspaceRef;
use triceps::{IntoExpr, Template};

use super::assistant::{self, Assistant};
use super::base::Base;
use super::documents::{self, Documents};
use super::network::{self, Network};
use super::parameters::SecretParameters;
use super::postgres::{self, Database};
use super::redis::{self, Cache};
use super::varying::Varying;
use super::vault::{self, AppSecret, Origin, Vault};
use super::{environment, identity, logs, registry};
use triceps_portal::config::{Authentication, LogDestination, Portal, PortalSecret};

/// The secret of the app registration, and its variable.
const SIGN_IN_SECRET: (&str, &str) = ("auth-microsoft-client-secret", "AUTH_MICROSOFT_CLIENT_SECRET");
/// The password of the database, and its variable.
const PASSWORD: (&str, &str) = ("postgres-password", "POSTGRES_PASSWORD");

/// What secrets of the portal itself are called in the text.
const OWN: [&str; 4] = ["cacheSecret", "databaseSecret", "microsoftClientSecret", "signInSecret"];

/// Handles of all services.
pub(super) struct Services {
    pub workspace: Option<WorkspaceRef>,
    pub telemetry: Option<ComponentRef>,
    pub identity: UserAssignedIdentityRef,
    pub deployer: Option<UserAssignedIdentityRef>,
    pub preview: Option<UserAssignedIdentityRef>,
    pub network: Option<Network>,
    pub registry: RegistryRef,
    pub vault: Option<VaultRef>,
    pub secrets: Secrets,
    pub documents: Option<Documents>,
    pub database: Option<Database>,
    pub cache: Option<Cache>,
    pub assistant: Option<Assistant>,
    pub environment: ManagedEnvironmentRef,
}

/// The secrets of the app.
pub(super) struct Secrets {
    pub sign_in: AppSecret,
    pub password: Option<AppSecret>,
    pub cache: Option<AppSecret>,
    pub others: Vec<AppSecret>,
}

impl Services {
    pub(super) fn add(
        t: &mut Template,
        base: &Base,
        portal: &Portal,
        parameters: &SecretParameters,
        varying: &Varying,
    ) -> Self {
        let workspace = logs::workspace(t, base, &portal.logs);
        let telemetry = portal.telemetry.as_ref().map(|config| logs::telemetry(t, base, config, workspace));
        let identity = identity::portal(t, base);
        let deployer = portal.github.as_ref().map(|github| identity::deployer(t, base, github));
        let preview = portal.github.as_ref().and_then(|github| identity::preview(t, base, github));
        let network = portal.network.as_ref().map(|config| network::network(t, base, portal, config));
        let registry = registry::registry(t, base, portal);
        let vault = match (&portal.key_vault, &parameters.expiry) {
            (Some(config), Some(expiry)) => Some(vault::vault(t, base, portal, config, expiry.clone())),
            _ => None,
        };
        let documents = portal.techdocs.as_ref().map(|config| documents::documents(t, base, portal, config));
        let database = portal.postgres.as_ref().map(|config| {
            let password = parameters.password.as_ref();
            postgres::database(t, base, config, password, vault.is_some(), network.as_ref(), identity)
        });
        let mut secrets = Secrets::add(t, base, portal, parameters, vault.as_ref(), database.as_ref());
        let cache = portal.redis.as_ref().map(|config| {
            let (cache, secret) = redis::cache(t, base, portal, config, vault.as_ref());
            secrets.cache = Some(secret);
            cache
        });
        let assistant = portal.assistant.as_ref().map(|config| assistant::assistant(t, base, portal, config));
        let environment = environment::environment(t, base, portal, workspace, network.as_ref(), &varying.nodes);
        Self {
            workspace: Some(workspace),
            telemetry,
            identity,
            deployer,
            preview,
            network,
            registry,
            vault: vault.map(|vault| vault.model),
            secrets,
            documents,
            database,
            cache,
            assistant,
            environment,
        }
    }
}

impl Services {
    /// What the app needs of the services of a portal with a vault, deployed before.
    pub(super) fn existing(t: &mut Template, base: &Base, portal: &Portal) -> Self {
        let is_logged = portal.alerts.is_some() && portal.logs.destination != LogDestination::None;
        let workspace = (portal.logs.diagnostics || is_logged).then(|| logs::existing_workspace(t, base));
        let telemetry = portal.telemetry.as_ref().map(|_| logs::existing_telemetry(t, base));
        let identity = identity::existing(t, base);
        let registry = registry::existing(t, base);
        let vault = vault::existing(t, base);
        let documents = portal.techdocs.as_ref().map(|config| documents::existing(t, base, config));
        let database = portal.postgres.as_ref().map(|config| postgres::existing(t, base, config, identity));
        let assistant = portal.assistant.as_ref().map(|config| assistant::existing(t, base, config));
        let environment = environment::existing(t, base);
        Self {
            workspace,
            telemetry,
            identity,
            deployer: None,
            preview: None,
            network: None,
            registry,
            vault: Some(vault),
            secrets: Secrets::existing(portal, vault),
            documents,
            database,
            cache: None,
            assistant,
            environment,
        }
    }
}

impl Secrets {
    fn add(
        t: &mut Template,
        base: &Base,
        portal: &Portal,
        parameters: &SecretParameters,
        vault: Option<&Vault>,
        database: Option<&Database>,
    ) -> Self {
        let value = Origin::First(parameters.client_secret.clone());
        let sign_in = AppSecret::add(t, base, vault, "signInSecret".to_owned(), SIGN_IN_SECRET, &value);
        let password = parameters.password.as_ref().zip(database).map(|(value, database)| {
            let value = Origin::Shared(value.clone(), database.server.into_expr());
            AppSecret::add(t, base, vault, "databaseSecret".to_owned(), PASSWORD, &value)
        });
        let known = portal.secrets();
        let others = known
            .iter()
            .zip(&parameters.secrets)
            .map(|(secret, value)| {
                let symbol = symbol(&secret.parameter, &known);
                let names = (secret.name.as_str(), secret.env.as_str());
                AppSecret::add(t, base, vault, symbol, names, &Origin::First(value.clone()))
            })
            .collect();
        Self { sign_in, password, cache: None, others }
    }

    /// The secrets, in the vault already.
    fn existing(portal: &Portal, vault: VaultRef) -> Self {
        let password = portal.postgres.as_ref().is_some_and(|config| config.authentication == Authentication::Password);
        let others = portal.secrets();
        Self {
            sign_in: AppSecret::existing(vault, SIGN_IN_SECRET),
            password: password.then(|| AppSecret::existing(vault, PASSWORD)),
            cache: portal.redis.as_ref().map(|_| AppSecret::existing(vault, redis::SECRET)),
            others: others
                .iter()
                .map(|secret| AppSecret::existing(vault, (secret.name.as_str(), secret.env.as_str())))
                .collect(),
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<&AppSecret> {
        let Self { sign_in, password, cache, others } = self;
        std::iter::once(sign_in).chain(password).chain(cache).chain(others).collect()
    }
}

/// The name of a secret in the text: `githubTokenSecret`, unless something else is called so.
fn symbol(parameter: &str, secrets: &[PortalSecret<'_>]) -> String {
    let symbol = format!("{parameter}Secret");
    let taken = OWN.contains(&symbol.as_str()) || secrets.iter().any(|other| other.parameter == symbol);
    if taken { format!("{symbol}InVault") } else { symbol }
}
