//! A gateway for the APIs of a team: backends, policies as text, secrets of a vault, and a product for those who call.

use triceps::authorization::Role;
use triceps::functions::{flatten, map, resource_group, to_lower, unique_string};
use triceps::insights::component::ApplicationType;
use triceps::insights::diagnostic_setting::LogSettings;
use triceps::insights::{Component, DiagnosticSetting};
use triceps::key_vault::Vault;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::scope::resource_group_named;
use triceps::{Param, Template, TypeExpr, each, interpolate, object};

use crate::azure::api_management::api::{Protocol as ApiProtocol, SubscriptionKeyParameterNamesContract};
use crate::azure::api_management::api_management::{
    ApiManagementServiceSkuProperties, ApiManagementServiceSkuPropertiesName, DeveloperPortalStatus,
};
use crate::azure::api_management::api_policy::Format;
use crate::azure::api_management::backend::{
    BackendCircuitBreaker, BackendTlsProperties, CircuitBreakerFailureCondition, CircuitBreakerRule,
    FailureStatusCodeRange, Protocol,
};
use crate::azure::api_management::logger::LoggerType;
use crate::azure::api_management::named_value::KeyVault;
use crate::azure::api_management::product::State;
use crate::azure::api_management::{
    Api, ApiManagement, ApiPolicy, Backend, Logger, NamedValue, Operation, Product, ProductApi,
};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();

    let string = || TypeExpr::named("string");
    let api_type = t.declare_type(
        "apiDefinition",
        TypeExpr::object([
            ("name", string()),
            ("path", string()),
            ("backend", string()),
            ("methods", string().array()),
            ("callsPerMinute", TypeExpr::named("int").nullable()),
        ]),
    );
    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("name").description("Start of all names.").length(3..=20));
    let publisher = t.param(Param::string("publisherEmail"));
    let sku = t.param(
        Param::one_of(
            "sku",
            [ApiManagementServiceSkuPropertiesName::DEVELOPER, ApiManagementServiceSkuPropertiesName::PREMIUM],
        )
        .default(ApiManagementServiceSkuPropertiesName::DEVELOPER),
    );
    let units = t.param(Param::int("units").range(1..=10).default(1));
    let apis = t.param(Param::typed("apis", api_type.array()).default([object! {
        name: "orders", path: "orders", backend: "https://orders.contoso.com", methods: ["GET", "POST"],
    }]));
    let vault_name = t.param(Param::string("vaultName").description("Vault with the secret of the callers."));
    let vault_group = t.param(Param::string("vaultResourceGroup").default(resource_group().name()));
    let portal = t.param(Param::bool("developerPortal").default(false));

    let token = t.var("token", to_lower(unique_string((resource_group().id(), &name))));
    let operations = t.var(
        "operations",
        flatten(map("api", &apis, |api| {
            map("method", api.prop("methods"), |method| object! { api: api.prop("name"), method: method })
        })),
    );

    let workspace = t.add("workspace", Workspace::new(interpolate!("log-{name}-{token}"), &location));
    let insights = t.add(
        "insights",
        Component::new(interpolate!("appi-{name}-{token}"), &location, "web", ApplicationType::WEB)
            .workspace_resource_id(workspace),
    );
    let identity = t.add("identity", UserAssignedIdentity::new(interpolate!("id-{name}-{token}"), &location));
    let vault = t.add("vault", Vault::existing(&vault_name).scope(resource_group_named(&vault_group)));

    let gateway = t.add(
        "gateway",
        ApiManagement::new(
            interpolate!("apim-{name}-{token}"),
            &location,
            &publisher,
            "Platform team",
            ApiManagementServiceSkuProperties::new(&sku, &units),
        )
        .identity(identity)
        .developer_portal_status(portal.then_else(DeveloperPortalStatus::ENABLED, DeveloperPortalStatus::DISABLED)),
    );
    let callers = t.add(
        "callers",
        NamedValue::new("callers", "callers").parent(gateway).secret(true).key_vault(
            KeyVault::new()
                .secret_identifier(interpolate!("{}secrets/gateway-callers", vault.vault_uri()))
                .identity_client_id(identity.client_id()),
        ),
    );
    let logger = t.add(
        "logger",
        Logger::new("insights", LoggerType::APPLICATION_INSIGHTS).parent(gateway).resource_id(insights).credentials(
            object! {
                connectionString: insights.connection_string(),
                identityClientId: identity.client_id(),
            },
        ),
    );
    t.grant("metrics", insights, Role::MONITORING_METRICS_PUBLISHER, identity);

    let backends = t.add_each("backends", each("api", &apis), |api, _| {
        Backend::new(api.prop("name"))
            .parent(gateway)
            .url(api.prop("backend"))
            .protocol(Protocol::HTTP)
            .tls(BackendTlsProperties::new().validate_certificate_chain(true).validate_certificate_name(true))
            .circuit_breaker(
                BackendCircuitBreaker::new().rule(
                    CircuitBreakerRule::new()
                        .name("failures")
                        .trip_duration("PT1M")
                        .accept_retry_after(true)
                        .failure_condition(
                            CircuitBreakerFailureCondition::new()
                                .count(5)
                                .interval("PT1M")
                                .status_code_range(FailureStatusCodeRange::new().min(500).max(599)),
                        ),
                ),
            )
    });
    let all = t.add_each("apiResources", each("api", &apis), |api, _| {
        Api::new(api.prop("name"), api.prop("path"))
            .parent(gateway)
            .display_name(api.prop("name"))
            .protocols([ApiProtocol::HTTPS])
            .subscription_required(true)
            .subscription_key_parameter_names(SubscriptionKeyParameterNamesContract::new().header("x-api-key"))
    });
    t.add_each("operationResources", each("operation", &operations), |operation, _| {
        let (api, method) = (operation.prop("api"), operation.prop("method"));
        Operation::new(
            interpolate!("{}/{api}/{}", gateway.name(), to_lower(&method)),
            interpolate!("{method} everything"),
            method,
            "/*",
        )
        .depends_on(&all)
    });
    t.add_each("policies", each("api", &apis), |api, i| {
        let policy = interpolate!(
            "<policies>
  <inbound>
    <base />
    <set-backend-service backend-id=\"{}\" />
    <rate-limit-by-key calls=\"{}\" renewal-period=\"60\" counter-key=\"@(context.Subscription.Id)\" />
    <check-header name=\"x-caller\" failed-check-httpcode=\"401\">
      <value>{{{{callers}}}}</value>
    </check-header>
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
</policies>
",
            backends.at(&i).name(),
            api.safe_prop("callsPerMinute").or(60),
        );
        ApiPolicy::new("policy", policy.multi_line()).parent(all.at(i)).format(Format::RAWXML).depends_on(callers)
    });
    let product = t.add(
        "product",
        Product::new("internal", "Internal")
            .parent(gateway)
            .subscription_required(true)
            .approval_required(false)
            .state(State::PUBLISHED),
    );
    t.add_each("productApis", each("api", &apis), |_, i| ProductApi::new(all.at(i).name()).parent(product));
    t.add(
        "diagnostics",
        DiagnosticSetting::new("logs")
            .scope(gateway)
            .workspace_id(workspace)
            .log(LogSettings::new(true).category_group("allLogs")),
    );

    t.output("gatewayUrl", gateway.gateway_url());
    t.output("loggerId", logger.id());
    t.output("apiNames", all.each(|api| api.name()));
    t
}
