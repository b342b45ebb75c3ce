//! A web app on Linux with a staging slot, a database of Azure SQL and rules for its scale.

use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::functions::{environment, resource_group, subscription, take, to_lower, union, unique_string};
use triceps::insights::Component;
use triceps::insights::component::ApplicationType;
use triceps::key_vault::vault::Sku as VaultSku;
use triceps::key_vault::{Secret, Vault};
use triceps::operational_insights::Workspace;
use triceps::{Expr, Param, Template, TypeExpr, each, empty, interpolate, interpolate_secret, object};

use crate::azure::insights::AutoscaleSetting;
use crate::azure::insights::autoscale_setting::{
    AutoscaleProfile, Direction, MetricTrigger, MetricTriggerOperator, ScaleAction, ScaleActionType, ScaleCapacity,
    ScaleRule, Statistic, TimeAggregation,
};
use crate::azure::sql::server::{
    AdministratorType, MinimalTlsVersion, PrincipalType, PublicNetworkAccess, ServerExternalAdministrator,
};
use crate::azure::sql::{Database, FirewallRule, Server};
use crate::azure::web::plan::SkuDescription;
use crate::azure::web::types::{FtpsState, MinTlsVersion, NameValuePair, SiteConfig};
use crate::azure::web::{Config, Plan, Site, Slot};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "A web app with a staging slot and an Azure SQL database.");

    let range = t.declare_type(
        "addressRange",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("start", TypeExpr::named("string")),
            ("end", TypeExpr::named("string")),
        ]),
    );

    let location =
        t.param(Param::string("location").description("Region of all resources.").default(resource_group().location()));
    let app_name = t.param(Param::string("appName").description("Start of all names.").length(3..=20));
    let stage = t.param(
        Param::string("stage").description("What the app is for.").allowed(["dev", "test", "prod"]).default("dev"),
    );
    let plan_sku = t.param(Param::string("planSku").allowed(["B1", "P0v3", "P1v3"]).default("P0v3"));
    let instances = t.param(Param::int("instances").description("Instances at least.").range(1..=10).default(1));
    let runtime = t.param(Param::string("linuxFxVersion").default("DOTNETCORE|8.0"));
    let login = t.param(Param::string("sqlAdministratorLogin").min_length(1));
    let password = t.param(Param::secure_string("sqlAdministratorPassword").min_length(12));
    let entra_administrator = t.param(
        Param::typed(
            "entraAdministrator",
            TypeExpr::object([("name", TypeExpr::named("string")), ("objectId", TypeExpr::named("string"))]).nullable(),
        )
        .description("The group that administers the database; none by default."),
    );
    let ranges = t.param(
        Param::typed("allowedRanges", range.array())
            .description("Addresses that may connect to the database.")
            .default(empty()),
    );
    let settings =
        t.param(Param::object("appSettings").description("Further settings of the app.").default(object! {}));
    let tags = t.param(Param::object("tags").default(object! {}));

    let suffix = t.var("suffix", take(unique_string((resource_group().id(), &app_name)), 6));
    let is_production = t.var("isProduction", stage.equals("prod"));
    let all_tags = t.var("allTags", union((&tags, object! { app: &app_name, stage: &stage })));
    let databases = t.var(
        "databaseSkus",
        object! {
            dev: { name: "Basic", tier: "Basic", capacity: 5 },
            test: { name: "S0", tier: "Standard", capacity: 10 },
            prod: { name: "S2", tier: "Standard", capacity: 50 },
        },
    );

    let workspace = t.add(
        "workspace",
        Workspace::new(interpolate!("log-{app_name}-{suffix}"), &location)
            .retention_in_days(is_production.then_else(90, 30))
            .tags(&all_tags),
    );
    let insights = t.add(
        "insights",
        Component::new(interpolate!("appi-{app_name}-{suffix}"), &location, "web", ApplicationType::WEB)
            .workspace_resource_id(workspace)
            .tags(&all_tags),
    );
    let vault = t.add(
        "vault",
        Vault::new(
            interpolate!("kv-{}-{suffix}", take(&app_name, 12)),
            &location,
            subscription().tenant_id(),
            VaultSku::STANDARD,
        )
        .enable_rbac_authorization(true)
        .enable_soft_delete(true)
        .tags(&all_tags),
    );

    let server = t.add(
        "server",
        Server::new(to_lower(interpolate!("sql-{app_name}-{suffix}")), &location)
            .system_identity()
            .administrator_login(&login)
            .administrator_login_password(&password)
            .minimal_tls_version(MinimalTlsVersion::V1_2)
            .public_network_access(PublicNetworkAccess::ENABLED)
            .administrators(
                entra_administrator.equals(Expr::NULL).then_else(
                    Expr::NULL,
                    ServerExternalAdministrator::new()
                        .administrator_type(AdministratorType::ACTIVE_DIRECTORY)
                        .principal_type(PrincipalType::GROUP)
                        .login(entra_administrator.non_null().prop("name"))
                        .sid(entra_administrator.non_null().prop("objectId"))
                        .tenant_id(subscription().tenant_id()),
                ),
            )
            .tags(&all_tags),
    );
    let database = t.add(
        "database",
        Database::new(&app_name, &location)
            .parent(server)
            .sku(databases.at(&stage))
            .collation("SQL_Latin1_General_CP1_CI_AS")
            .zone_redundant(false)
            .tags(&all_tags),
    );
    t.add_each("firewallRules", each("range", &ranges), |range, _| {
        FirewallRule::new(range.prop("name"))
            .parent(server)
            .start_ip_address(range.prop("start"))
            .end_ip_address(range.prop("end"))
    });
    t.add(
        "azureServices",
        FirewallRule::new("AllowAllWindowsAzureIps")
            .parent(server)
            .start_ip_address("0.0.0.0")
            .end_ip_address("0.0.0.0"),
    );
    let connection = t.add(
        "connection",
        Secret::new("database").parent(vault).content_type("connection string").value(interpolate_secret!(
            "Server=tcp:{},1433;Database={};User ID={login};Password={password};Encrypt=true",
            server.fully_qualified_domain_name(),
            database.name(),
        )),
    );

    let plan = t.add(
        "plan",
        Plan::new(interpolate!("plan-{app_name}-{suffix}"), &location)
            .kind("linux")
            .reserved(true)
            .sku(SkuDescription::new().name(&plan_sku).capacity(&instances))
            .tags(&all_tags),
    );
    let site = t.add(
        "site",
        Site::new(interpolate!("app-{app_name}-{suffix}"), &location)
            .kind("app,linux")
            .system_identity()
            .server_farm_id(plan.id())
            .https_only(true)
            .client_affinity_enabled(false)
            .site_config(
                SiteConfig::new()
                    .linux_fx_version(&runtime)
                    .always_on(plan_sku.not_equals("B1"))
                    .ftps_state(FtpsState::DISABLED)
                    .min_tls_version(MinTlsVersion::V1_2)
                    .http_20_enabled(true)
                    .health_check_path("/healthz"),
            )
            .tags(&all_tags),
    );
    t.add(
        "siteSettings",
        Config::appsettings().parent(site).properties(union((
            &settings,
            object! {
                APPLICATIONINSIGHTS_CONNECTION_STRING: insights.connection_string(),
                ASPNETCORE_ENVIRONMENT: is_production.then_else("Production", "Development"),
                ConnectionStrings__Default: interpolate!("@Microsoft.KeyVault(SecretUri={})", connection.secret_uri()),
                WEBSITE_RUN_FROM_PACKAGE: "1",
            },
        ))),
    );
    let slot = t.add(
        "slot",
        Slot::new("staging", &location)
            .parent(site)
            .kind("app,linux")
            .system_identity()
            .server_farm_id(plan.id())
            .https_only(true)
            .site_config(SiteConfig::new().linux_fx_version(&runtime).app_settings([
                NameValuePair::new().name("ASPNETCORE_ENVIRONMENT").value("Staging"),
                NameValuePair::new().name("WEBSITE_RUN_FROM_PACKAGE").value("1"),
            ]))
            .tags(&all_tags)
            .when(plan_sku.not_equals("B1")),
    );
    t.add(
        "siteReadsSecrets",
        RoleAssignment::grant(vault, Role::KEY_VAULT_SECRETS_USER, Principal::system_identity_of(&site)),
    );

    let trigger = |operator, threshold: i64| {
        MetricTrigger::new(
            "CpuPercentage",
            plan.id(),
            "PT1M",
            Statistic::AVERAGE,
            "PT10M",
            TimeAggregation::AVERAGE,
            operator,
            threshold,
        )
    };
    t.add(
        "scale",
        AutoscaleSetting::new(
            interpolate!("scale-{app_name}-{suffix}"),
            &location,
            [AutoscaleProfile::new(
                "cpu",
                ScaleCapacity::new(interpolate!("{instances}"), "10", interpolate!("{instances}")),
                [
                    ScaleRule::new(
                        trigger(MetricTriggerOperator::GREATER_THAN, 70),
                        ScaleAction::new(Direction::INCREASE, ScaleActionType::CHANGE_COUNT, "PT5M").value("1"),
                    ),
                    ScaleRule::new(
                        trigger(MetricTriggerOperator::LESS_THAN, 30),
                        ScaleAction::new(Direction::DECREASE, ScaleActionType::CHANGE_COUNT, "PT10M").value("1"),
                    ),
                ],
            )],
        )
        .enabled(true)
        .target_resource_uri(plan.id())
        .tags(&all_tags)
        .when(is_production.and(plan_sku.not_equals("B1"))),
    );

    t.output("url", interpolate!("https://{}", site.default_host_name()));
    t.output("stagingHost", slot.default_host_name());
    t.output("databaseServer", server.fully_qualified_domain_name()).description("Where clients connect to.");
    t.output("portal", interpolate!("{}/#@/resource{}", environment().portal(), site.id()));
    t
}
