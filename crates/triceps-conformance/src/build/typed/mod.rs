//! The Azure slices again, built with the typed models: one function a case.
//!
//! Only the case without resources is built as it is.

mod apps;
mod data;
mod front_door;
mod graph;
mod insight;
mod network;
mod vault;

use super::compare::Mode;
use super::{Build, cases};

/// Every case that is built a second time.
const CASES: &[(&str, Build)] = &[
    ("azure-app-insights-alerts", || Ok(insight::azure_app_insights_alerts())),
    ("azure-container-app-job", || Ok(apps::azure_container_app_job())),
    ("azure-dapr-component", || Ok(apps::azure_dapr_component())),
    ("azure-diagnostic-settings", || Ok(insight::azure_diagnostic_settings())),
    ("azure-environment-workload-profiles-vnet", network::azure_environment_workload_profiles_vnet),
    ("azure-federated-credentials", || Ok(apps::azure_federated_credentials())),
    ("azure-front-door-private-link-to-aca", || Ok(front_door::azure_front_door_private_link_to_aca())),
    ("azure-front-door-waf", || Ok(front_door::azure_front_door_waf())),
    ("azure-key-vault", || Ok(vault::azure_key_vault())),
    ("azure-managed-certificate-custom-domain", || Ok(apps::azure_managed_certificate_custom_domain())),
    ("azure-managed-redis", || Ok(data::azure_managed_redis())),
    ("azure-openai-and-search", || Ok(insight::azure_openai_and_search())),
    ("azure-postgres-flexible", || Ok(data::azure_postgres_flexible())),
    ("azure-sentinel-onboarding", || Ok(insight::azure_sentinel_onboarding())),
    ("azure-storage-techdocs", || Ok(data::azure_storage_techdocs())),
    ("azure-vnet-private-dns", || Ok(network::azure_vnet_private_dns())),
    ("graph-application", || Ok(graph::graph_application())),
    ("graph-existing", || Ok(graph::graph_existing())),
    ("graph-group", || Ok(graph::graph_group())),
];

/// The case without resources: there is nothing to build another way.
const WITHOUT_RESOURCES: &str = "long-expressions";

/// Cases whose typed models stand in the order of the text, so that this is compared too.
const EXACT: &[(&str, Build)] = &[("azure-key-vault", || Ok(vault::azure_key_vault_as_text()))];

/// What builds the case with the typed models, and how much has to be equal.
pub(super) fn find(name: &str) -> Vec<(Mode, Build)> {
    if name == WITHOUT_RESOURCES {
        return cases::find(name).map(|build| (Mode::Model, build)).into_iter().collect();
    }
    let of =
        |list: &[(&str, Build)], mode| list.iter().find(|(case, _)| *case == name).map(|(_, build)| (mode, *build));
    [of(CASES, Mode::Model), of(EXACT, Mode::Exact)].into_iter().flatten().collect()
}
