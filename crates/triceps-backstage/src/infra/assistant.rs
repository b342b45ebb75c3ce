//! Models and search for an assistant.

use triceps::cognitive_services::account::{
    Bypass, DefaultAction, NetworkRuleSet, PublicNetworkAccess as AccountAccess,
};
use triceps::cognitive_services::deployment::{DeploymentModel, VersionUpgradeOption};
use triceps::cognitive_services::{Account, AccountRef, Deployment, Sku};
use triceps::search::search_service::{PublicNetworkAccess as SearchAccess, Sku as SearchTier};
use triceps::search::{SearchService, SearchServiceRef};
use triceps::{Any, Array, Template, Value, each, interpolate, object};

use super::base::{Base, described, tagged};
use triceps_portal::config::{self, Portal, SearchSku};

/// An account with deployed models, and a search service.
pub(super) struct Assistant {
    pub account: AccountRef,
    pub search: Option<SearchServiceRef>,
}

fn name(base: &Base) -> Value<String> {
    interpolate!("oai-{}-{}", base.prefix, base.token)
}

fn search_name(base: &Base) -> Value<String> {
    interpolate!("srch-{}-{}", base.prefix, base.token)
}

/// Both, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base, config: &config::Assistant) -> Assistant {
    let account = t.existing("openAi", Account::existing(name(base)));
    let search = config.search.as_ref().map(|_| t.existing("search", SearchService::existing(search_name(base))));
    Assistant { account, search }
}

/// Both take no keys; with a network they have no public address.
pub(super) fn assistant(t: &mut Template, base: &Base, portal: &Portal, config: &config::Assistant) -> Assistant {
    let private = portal.network.is_some();
    let name = name(base);
    let mut account = tagged!(base, Account::new(&name).location(&base.location))
        .kind("OpenAI")
        .sku(Sku::new("S0").one_line())
        .system_identity()
        .custom_sub_domain_name(&name)
        .disable_local_auth(true);
    account = if private {
        account.public_network_access(AccountAccess::DISABLED).network_acls(
            NetworkRuleSet::new().bypass(Bypass::AZURE_SERVICES).default_action(DefaultAction::DENY).one_line(),
        )
    } else {
        account.public_network_access(AccountAccess::ENABLED)
    };
    let account = t.add("openAi", account);

    let models: Array = config
        .models
        .iter()
        .map(|model| {
            object! {
                name: model.name.to_string(),
                version: model.version.clone(),
                capacity: model.capacity,
            }
            .one_line()
        })
        .collect();
    let models: Value<Vec<Any>> = described!(t, "models", models, "Models, deployed one after the other.");
    let deployments = t.add_each("modelDeployments", each("model", &models), |model, _| {
        tagged!(base, Deployment::new(model.prop("name")).parent(account))
            .sku(Sku::new("Standard").capacity(model.prop("capacity")).one_line())
            .model(
                DeploymentModel::new()
                    .format("OpenAI")
                    .name(model.prop("name"))
                    .version(model.prop("version"))
                    .one_line(),
            )
            .version_upgrade_option(VersionUpgradeOption::ONCE_CURRENT_VERSION_EXPIRED)
    });
    // The account refuses two deployments at a time.
    t.batch_size(&deployments, 1);

    let search = config.search.as_ref().map(|search| {
        let tier = match search.sku {
            SearchSku::Basic => SearchTier::BASIC,
            SearchSku::Standard => SearchTier::STANDARD,
        };
        let access = if private { SearchAccess::DISABLED } else { SearchAccess::ENABLED };
        let service = tagged!(base, SearchService::new(search_name(base), &base.location))
            .sku(tier)
            .replica_count(search.replicas)
            .partition_count(1)
            .disable_local_auth(true)
            .public_network_access(access);
        t.add("search", service)
    });
    Assistant { account, search }
}
