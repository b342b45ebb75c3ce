//! The cases by theme: one function a case, which builds its template with the public API.

mod azure_apps;
mod azure_data;
mod azure_insight;
mod azure_network;
mod functions;
mod graph;
mod hardened;
mod loops;
mod modules;
mod names;
mod operators;
mod portals;
mod references;
mod resources;
mod scopes;
mod secrets;
mod strings;
mod types;
mod values;

use super::Build;

/// Every case that the API can express.
const CASES: &[(&str, Build)] = &[
    ("azure-app-insights-alerts", azure_insight::azure_app_insights_alerts),
    ("azure-container-app-job", azure_apps::azure_container_app_job),
    ("azure-dapr-component", azure_apps::azure_dapr_component),
    ("azure-diagnostic-settings", azure_insight::azure_diagnostic_settings),
    ("azure-environment-workload-profiles-vnet", azure_network::azure_environment_workload_profiles_vnet),
    ("azure-federated-credentials", azure_apps::azure_federated_credentials),
    ("azure-front-door-private-link-to-aca", azure_network::azure_front_door_private_link_to_aca),
    ("azure-front-door-waf", azure_network::azure_front_door_waf),
    ("azure-key-vault", azure_data::azure_key_vault),
    ("azure-managed-certificate-custom-domain", azure_apps::azure_managed_certificate_custom_domain),
    ("azure-managed-redis", azure_data::azure_managed_redis),
    ("azure-openai-and-search", azure_insight::azure_openai_and_search),
    ("azure-postgres-flexible", azure_data::azure_postgres_flexible),
    ("azure-sentinel-onboarding", azure_insight::azure_sentinel_onboarding),
    ("azure-storage-techdocs", azure_data::azure_storage_techdocs),
    ("azure-vnet-private-dns", azure_network::azure_vnet_private_dns),
    ("backstage-minimal", portals::backstage_minimal),
    ("container-app-full", portals::container_app_full),
    ("dependency-order", references::dependency_order),
    ("existing-symbolic", references::existing_symbolic),
    ("expression-precedence", operators::expression_precedence),
    ("functions", functions::functions),
    ("functions-all-sys-1", functions::functions_all_sys_1),
    ("functions-all-sys-2", functions::functions_all_sys_2),
    ("functions-all-sys-3", functions::functions_all_sys_3),
    ("get-secret", secrets::get_secret),
    ("graph-application", graph::graph_application),
    ("graph-existing", graph::graph_existing),
    ("graph-group", graph::graph_group),
    ("implicit-dependencies", references::implicit_dependencies),
    ("interpolation", strings::interpolation),
    ("keys-quoted", strings::keys_quoted),
    ("lambdas", functions::lambdas),
    ("list-functions", references::list_functions),
    ("long-expressions", strings::long_expressions),
    ("loops-conditional", loops::loops_conditional),
    ("loops-modules", loops::loops_modules),
    ("loops-nested", loops::loops_nested),
    ("loops-values", loops::loops_values),
    ("metadata-and-scope", names::metadata_and_scope),
    ("metadata-decorators", names::metadata_decorators),
    ("module-scopes", modules::module_scopes),
    ("module-secret", secrets::module_secret),
    ("modules", modules::modules),
    ("multiline-strings", strings::multiline_strings),
    ("name-shadowing", names::name_shadowing),
    ("names-that-need-care", names::names_that_need_care),
    ("nested-resources", resources::nested_resources),
    ("numbers", values::numbers),
    ("only-if-not-exists-and-retry", references::only_if_not_exists_and_retry),
    ("operators", operators::operators),
    ("outputs", values::outputs),
    ("param-decorators", values::param_decorators),
    ("param-scalars", values::param_scalars),
    ("parent-chain", resources::parent_chain),
    ("portal-hardened", hardened::portal_hardened),
    ("portal-medium", portals::portal_medium),
    ("resource-children", resources::resource_children),
    ("resource-condition", resources::resource_condition),
    ("resource-depends-on", resources::resource_depends_on),
    ("resource-existing", resources::resource_existing),
    ("resource-extension", resources::resource_extension),
    ("resource-identity", resources::resource_identity),
    ("resource-loops", loops::resource_loops),
    ("resource-references", resources::resource_references),
    ("resource-simple", resources::resource_simple),
    ("safe-access", operators::safe_access),
    ("scope-functions", functions::scope_functions),
    ("scope-management-group", scopes::scope_management_group),
    ("scope-subscription", scopes::scope_subscription),
    ("scope-tenant", scopes::scope_tenant),
    ("secure-outputs", secrets::secure_outputs),
    ("spread", operators::spread),
    ("strings-hostile", strings::strings_hostile),
    ("typed-variables", values::typed_variables),
    ("user-functions", functions::user_functions),
    ("user-types", types::user_types),
    ("user-types-advanced", types::user_types_advanced),
    ("var-literals", values::var_literals),
    ("whole-resource-outputs", references::whole_resource_outputs),
];

/// Recorded cases that the API cannot express, and what it lacks.
const MISSING: &[(&str, &str)] = &[
    ("comments-and-directives", "comments and `#disable-next-line` are kept of parsed text only"),
    ("exports-imports", "`import { .. } from` and `import * as`"),
    ("load-functions", "the text and bytes of files that `loadTextContent` and its kin read"),
    ("module-json", "a module whose file is ARM JSON"),
];

/// The names of all that is registered here.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|(name, _)| *name).chain(MISSING.iter().map(|(name, _)| *name))
}

/// What builds the case, or none.
pub(super) fn find(name: &str) -> Option<Build> {
    CASES.iter().find(|(case, _)| *case == name).map(|(_, build)| *build)
}

/// What the API lacks for the case, or none.
pub(super) fn missing(name: &str) -> Option<&'static str> {
    MISSING.iter().find(|(case, _)| *case == name).map(|(_, construct)| *construct)
}
