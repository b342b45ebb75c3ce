//! Everything that the portal stands on, in the order of the text.

use triceps::app::ManagedEnvironmentRef;
use triceps::container_registry::RegistryRef;
use triceps::insights::ComponentRef;
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::operational_insights::WorkspaceRef;
use triceps::{IntoExpr, Template};

use super::assistant::{self, Assistant};
use super::base::Base;
use super::documents::{self, Documents};
use super::network::{self, Network};
use super::parameters::Parameters;
use super::postgres::{self, Database};
use super::redis::{self, Cache};
use super::varying::Varying;
use super::vault::{self, AppSecret, Origin, Vault};
use super::{environment, identity, logs, registry};
use crate::config::{Portal, PortalSecret};

/// Name of the secret of the app registration.
const SIGN_IN_SECRET: &str = "auth-microsoft-client-secret";

/// What secrets of the portal itself are called in the text.
const OWN: [&str; 4] = ["cacheSecret", "databaseSecret", "microsoftClientSecret", "signInSecret"];

/// Handles of all services.
pub(super) struct Services {
    pub workspace: WorkspaceRef,
    pub telemetry: Option<ComponentRef>,
    pub identity: UserAssignedIdentityRef,
    pub deployer: Option<UserAssignedIdentityRef>,
    pub preview: Option<UserAssignedIdentityRef>,
    pub network: Option<Network>,
    pub registry: RegistryRef,
    pub vault: Option<Vault>,
    pub secrets: Secrets,
    pub documents: Option<Documents>,
    pub database: Option<Database>,
    pub cache: Option<Cache>,
    pub assistant: Option<Assistant>,
    pub environment: ManagedEnvironmentRef,
}

/// The secrets of the app, but for that of the cache.
pub(super) struct Secrets {
    pub sign_in: AppSecret,
    pub password: Option<AppSecret>,
    pub others: Vec<AppSecret>,
}

impl Services {
    pub(super) fn add(
        t: &mut Template,
        base: &Base,
        portal: &Portal,
        parameters: &Parameters,
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
        let secrets = Secrets::add(t, base, portal, parameters, vault.as_ref(), database.as_ref());
        let cache = portal.redis.as_ref().map(|config| redis::cache(t, base, portal, config, vault.as_ref()));
        let assistant = portal.assistant.as_ref().map(|config| assistant::assistant(t, base, portal, config));
        let environment = environment::environment(t, base, portal, workspace, network.as_ref(), &varying.nodes);
        Self {
            workspace,
            telemetry,
            identity,
            deployer,
            preview,
            network,
            registry,
            vault,
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
    /// All secrets of the app.
    pub(super) fn app_secrets(&self) -> Vec<&AppSecret> {
        let Secrets { sign_in, password, others } = &self.secrets;
        let cache = self.cache.as_ref().map(|cache| &cache.secret);
        std::iter::once(sign_in).chain(password).chain(cache).chain(others).collect()
    }
}

impl Secrets {
    fn add(
        t: &mut Template,
        base: &Base,
        portal: &Portal,
        parameters: &Parameters,
        vault: Option<&Vault>,
        database: Option<&Database>,
    ) -> Self {
        let names = (SIGN_IN_SECRET, "AUTH_MICROSOFT_CLIENT_SECRET");
        let value = Origin::First(parameters.client_secret.clone());
        let sign_in = AppSecret::add(t, base, vault, "signInSecret".to_owned(), names, &value);
        let password = parameters.password.as_ref().zip(database).map(|(value, database)| {
            let names = ("postgres-password", "POSTGRES_PASSWORD");
            let value = Origin::Shared(value.clone(), database.server.into_expr());
            AppSecret::add(t, base, vault, "databaseSecret".to_owned(), names, &value)
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
        Self { sign_in, password, others }
    }
}

/// The name of a secret in the text: `githubTokenSecret`, unless something else is called so.
fn symbol(parameter: &str, secrets: &[PortalSecret<'_>]) -> String {
    let symbol = format!("{parameter}Secret");
    let taken = OWN.contains(&symbol.as_str()) || secrets.iter().any(|other| other.parameter == symbol);
    if taken { format!("{symbol}InVault") } else { symbol }
}
