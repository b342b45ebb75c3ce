//! The cases by theme: one function a case, which builds its template with the public API.

mod azure_apps;
mod azure_data;
mod azure_front_door;
mod azure_insight;
mod azure_network;
mod comments;
mod files;
mod functions;
mod graph;
mod hardened;
mod loops;
mod medium;
mod models;
mod modules;
mod names;
mod operators;
mod presence;
mod references;
mod resources;
mod scopes;
mod secrets;
mod spelling;
mod strings;
mod types;
mod values;

use super::Build;

/// Every case.
const CASES: &[(&str, Build)] = &[
    ("azure-app-insights-alerts", || Ok(azure_insight::azure_app_insights_alerts())),
    ("azure-container-app-job", || Ok(azure_apps::azure_container_app_job())),
    ("azure-dapr-component", || Ok(azure_apps::azure_dapr_component())),
    ("azure-diagnostic-settings", || Ok(azure_insight::azure_diagnostic_settings())),
    ("azure-environment-workload-profiles-vnet", azure_network::azure_environment_workload_profiles_vnet),
    ("azure-federated-credentials", || Ok(azure_apps::azure_federated_credentials())),
    ("azure-front-door-private-link-to-aca", || Ok(azure_front_door::azure_front_door_private_link_to_aca())),
    ("azure-front-door-waf", || Ok(azure_front_door::azure_front_door_waf())),
    ("azure-key-vault", || Ok(azure_data::azure_key_vault())),
    ("azure-managed-certificate-custom-domain", || Ok(azure_apps::azure_managed_certificate_custom_domain())),
    ("azure-managed-redis", || Ok(azure_data::azure_managed_redis())),
    ("azure-openai-and-search", || Ok(azure_insight::azure_openai_and_search())),
    ("azure-postgres-flexible", || Ok(azure_data::azure_postgres_flexible())),
    ("azure-sentinel-onboarding", || Ok(azure_insight::azure_sentinel_onboarding())),
    ("azure-storage-techdocs", || Ok(azure_data::azure_storage_techdocs())),
    ("azure-vnet-private-dns", || Ok(azure_network::azure_vnet_private_dns())),
    ("backstage-minimal", || Ok(models::backstage_minimal())),
    ("comments-and-directives", || Ok(comments::comments_and_directives())),
    ("container-app-full", || Ok(models::container_app_full())),
    ("dependency-order", references::dependency_order),
    ("existing-symbolic", || Ok(references::existing_symbolic())),
    ("exports-imports", files::exports_imports),
    ("expression-precedence", || Ok(operators::expression_precedence())),
    ("functions", || Ok(functions::functions())),
    ("functions-all-sys-1", || Ok(functions::functions_all_sys_1())),
    ("functions-all-sys-2", || Ok(functions::functions_all_sys_2())),
    ("functions-all-sys-3", || Ok(functions::functions_all_sys_3())),
    ("get-secret", secrets::get_secret),
    ("graph-application", || Ok(graph::graph_application())),
    ("graph-existing", || Ok(graph::graph_existing())),
    ("graph-group", || Ok(graph::graph_group())),
    ("implicit-dependencies", || Ok(references::implicit_dependencies())),
    ("interpolation", || Ok(strings::interpolation())),
    ("keys-quoted", || Ok(strings::keys_quoted())),
    ("lambdas", || Ok(functions::lambdas())),
    ("list-functions", || Ok(references::list_functions())),
    ("load-functions", || Ok(files::load_functions())),
    ("long-expressions", || Ok(strings::long_expressions())),
    ("loops-conditional", || Ok(loops::loops_conditional())),
    ("loops-modules", loops::loops_modules),
    ("loops-nested", || Ok(loops::loops_nested())),
    ("loops-values", || Ok(loops::loops_values())),
    ("metadata-and-scope", || Ok(names::metadata_and_scope())),
    ("metadata-decorators", names::metadata_decorators),
    ("module-json", || Ok(files::module_json())),
    ("module-scopes", modules::module_scopes),
    ("module-secret", secrets::module_secret),
    ("modules", modules::modules),
    ("multiline-strings", || Ok(strings::multiline_strings())),
    ("name-shadowing", || Ok(names::name_shadowing())),
    ("names-that-need-care", || Ok(names::names_that_need_care())),
    ("nested-resources", || Ok(resources::nested_resources())),
    ("null-if-not-found", || Ok(presence::null_if_not_found())),
    ("numbers", || Ok(values::numbers())),
    ("only-if-not-exists-and-retry", || Ok(references::only_if_not_exists_and_retry())),
    ("operators", || Ok(operators::operators())),
    ("outputs", || Ok(values::outputs())),
    ("param-decorators", || Ok(values::param_decorators())),
    ("param-scalars", || Ok(values::param_scalars())),
    ("parent-chain", || Ok(resources::parent_chain())),
    ("portal-hardened", hardened::portal_hardened),
    ("portal-medium", medium::portal_medium),
    ("property-names", || Ok(spelling::property_names())),
    ("resource-children", || Ok(resources::resource_children())),
    ("resource-condition", || Ok(resources::resource_condition())),
    ("resource-depends-on", || Ok(resources::resource_depends_on())),
    ("resource-existing", || Ok(resources::resource_existing())),
    ("resource-extension", || Ok(resources::resource_extension())),
    ("resource-identity", || Ok(models::resource_identity())),
    ("resource-loops", || Ok(loops::resource_loops())),
    ("resource-references", || Ok(resources::resource_references())),
    ("resource-simple", || Ok(resources::resource_simple())),
    ("role-assignment-name", || Ok(presence::role_assignment_name())),
    ("safe-access", || Ok(operators::safe_access())),
    ("scope-functions", || Ok(functions::scope_functions())),
    ("scope-management-group", scopes::scope_management_group),
    ("scope-subscription", scopes::scope_subscription),
    ("scope-tenant", scopes::scope_tenant),
    ("secure-outputs", secrets::secure_outputs),
    ("spread", || Ok(operators::spread())),
    ("strings-hostile", || Ok(strings::strings_hostile())),
    ("type-casing", || Ok(spelling::type_casing())),
    ("type-casing-symbolic", || Ok(spelling::type_casing_symbolic())),
    ("typed-variables", || Ok(values::typed_variables())),
    ("user-functions", || Ok(functions::user_functions())),
    ("user-types", || Ok(types::user_types())),
    ("user-types-advanced", || Ok(types::user_types_advanced())),
    ("var-literals", || Ok(values::var_literals())),
    ("whole-resource-outputs", references::whole_resource_outputs),
];

/// Diagnostics of our own, which the compiler does not have, and which are right for these templates: all
/// that a check may say about them.
const DIAGNOSTICS: &[(&str, &[&str])] = &[
    // The recorded text silences the compiler's diagnostics of the same codes.
    ("comments-and-directives", &["no-unused-params", "no-unused-vars", "BCP081"]),
    // A principal of the same template is assigned a role without its type.
    ("existing-symbolic", &["TRI0196"]),
    // An app without ingress and rules has nothing that starts it.
    ("implicit-dependencies", &["TRI0116"]),
    // The recorded text silences the compiler's diagnostics of the same codes.
    ("type-casing", &["BCP081", "BCP081", "BCP081"]),
];

/// The names of all that is registered here.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|(name, _)| *name)
}

/// What builds the case, or none.
pub(super) fn find(name: &str) -> Option<Build> {
    CASES.iter().find(|(case, _)| *case == name).map(|(_, build)| *build)
}

/// The ids of the diagnostics that are right for the case.
pub(super) fn diagnostics(name: &str) -> &'static [&'static str] {
    DIAGNOSTICS.iter().find(|(case, _)| *case == name).map_or(&[], |(_, ids)| ids)
}
