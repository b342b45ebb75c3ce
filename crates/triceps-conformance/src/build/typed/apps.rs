//! Apps and jobs.

use triceps::app::dapr_component::DaprMetadata;
use triceps::app::job::{EventTrigger, JobScale, JobScaleRule, ManualTrigger, ScheduleTrigger, TriggerType};
use triceps::app::managed_certificate::DomainControlValidation;
use triceps::app::{
    BindingType, Container, ContainerApp, CustomDomain, DaprComponent, IdentityLifecycle, IdentitySetting, Ingress,
    Job, ManagedCertificate, ManagedEnvironment, RegistryCredential, Secret, Volume, VolumeMount,
};
use triceps::authorization::{Principal, Role, RoleAssignment, RoleDefinition};
use triceps::functions::{self, empty, guid, json, replace, resource_group, unique_string};
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity};
use triceps::network::dns_cname_record::CnameRecord;
use triceps::network::dns_txt_record::TxtRecord;
use triceps::network::{DnsCnameRecord, DnsTxtRecord, DnsZone};
use triceps::service_bus::namespace::{MinimumTlsVersion, SbSku, SbSkuName, SbSkuTier};
use triceps::service_bus::{Namespace, Topic};
use triceps::{Any, Expr, Param, Template, array, each, interpolate, object};

pub(super) fn azure_container_app_job() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Jobs around the portal: nightly clean-up, queue worker and manual migration.");

    let location =
        t.param(Param::string("location").description("Region of the jobs.").default(resource_group().location()));
    let environment_name = t.param(Param::string("environmentName").description("Environment that runs the jobs."));
    let registry_server = t.param(Param::string("registryServer").description("Login server of the registry."));
    let tag = t.param(Param::string("tag").description("Tag of every image.").default("latest"));
    let identity_name =
        t.param(Param::string("identityName").description("Identity that pulls images and reads queues."));
    let queue_account_name =
        t.param(Param::string("queueAccountName").description("Storage account with the work queue."));
    let database_uri =
        t.param(Param::string("databaseUri").description("Versionless identifier of the database password."));

    let resources_small = t.var("resourcesSmall", object! { cpu: json("0.25"), memory: "0.5Gi" });

    let environment =
        t.existing("environment", ManagedEnvironment::existing(&environment_name).api_version("2026-01-01"));
    let identity = t.existing("identity", UserAssignedIdentity::existing(&identity_name));
    let registry = RegistryCredential::identity(&registry_server, identity);

    let clean_up = t.add(
        "cleanUp",
        Job::new("catalog-clean-up", &location, environment, TriggerType::SCHEDULE, 1800)
            .api_version("2026-01-01")
            .identity(identity)
            .workload_profile_name("Consumption")
            .replica_retry_limit(1)
            .schedule_trigger_config(ScheduleTrigger::new("30 2 * * *").parallelism(1).replica_completion_count(1))
            .registry(registry.clone())
            .secret(Secret::key_vault("database", &database_uri, identity))
            .identity_setting(IdentitySetting::new(identity, IdentityLifecycle::MAIN))
            .container(
                Container::new("clean-up", interpolate!("{registry_server}/clean-up:{tag}"))
                    .command(["/bin/sh", "-c"])
                    .args(["node clean-up.js --older-than 30d"])
                    .env_secret("DATABASE_URL", "database")
                    .property("resources", &resources_small),
            ),
    );

    let queue_url =
        interpolate!("https://{queue_account_name}.queue.{}/docs", functions::environment().storage_suffix());
    let rule = JobScaleRule::new()
        .name("queue")
        .kind("azure-queue")
        .identity(identity)
        .metadata(object! { accountName: &queue_account_name, queueName: "docs", queueLength: "1" });
    let worker = t.add(
        "worker",
        Job::new("docs-worker", &location, environment, TriggerType::EVENT, 600)
            .api_version("2026-01-01")
            .identity(identity)
            .event_trigger_config(
                EventTrigger::new()
                    .parallelism(1)
                    .replica_completion_count(1)
                    .scale(JobScale::new().min_executions(0).max_executions(10).polling_interval(30).rule(rule)),
            )
            .registry(registry)
            .volume(Volume::empty_dir("work"))
            .container(
                Container::new("worker", interpolate!("{registry_server}/docs-worker:{tag}"))
                    .env("AZURE_CLIENT_ID", identity.client_id())
                    .env("QUEUE_URL", queue_url)
                    .cpu(json("1.0"))
                    .memory("2Gi")
                    .volume_mount(VolumeMount::new("work", "/work")),
            ),
    );

    let migrate = t.add(
        "migrate",
        Job::new("migrate", &location, environment, TriggerType::MANUAL, 300)
            .api_version("2026-01-01")
            .manual_trigger_config(ManualTrigger::new().parallelism(1).replica_completion_count(1))
            .container(
                Container::new("migrate", interpolate!("{registry_server}/migrate:{tag}"))
                    .property("resources", &resources_small),
            ),
    );

    t.output_as::<Vec<String>>("jobNames", array![clean_up.name(), worker.name(), migrate.name()]);
    t.output("workerId", worker.id());
    t
}

pub(super) fn azure_dapr_component() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Dapr building blocks of the portal environment.");

    let location =
        t.param(Param::string("location").description("Region of the resources.").default(resource_group().location()));
    let environment_name =
        t.param(Param::string("environmentName").description("Environment that hosts the components."));
    let app_ids = t.param(
        Param::array_of::<String>("appIds")
            .description("Application ids that may use the components.")
            .default(array!["portal", "worker"]),
    );
    let workload_principal_id = t.param(Param::string("workloadPrincipalId"));
    let workload_client_id = t.param(Param::string("workloadClientId"));
    let ticket_token = t.param(Param::secure_string("ticketToken").description("Token for the ticket system."));

    let environment =
        t.existing("environment", ManagedEnvironment::existing(&environment_name).api_version("2026-01-01"));

    let bus = t.add(
        "bus",
        Namespace::new(interpolate!("sb-{environment_name}-{}", unique_string([resource_group().id()])), &location)
            .sku(SbSku::new(SbSkuName::STANDARD).tier(SbSkuTier::STANDARD))
            .disable_local_auth(true)
            .minimum_tls_version(MinimumTlsVersion::V1_2),
    );

    let events = t.nested(&bus, "events", Topic::new("events").default_message_time_to_live("P7D"));

    let data_owner = t.add(
        "dataOwner",
        RoleAssignment::new(
            guid((bus.id(), &workload_principal_id, "data-owner")),
            Principal::service_principal(&workload_principal_id),
            Role::AZURE_SERVICE_BUS_DATA_OWNER,
        )
        .scope(bus),
    );

    let pubsub = t.add(
        "pubsub",
        DaprComponent::new("pubsub")
            .api_version("2026-01-01")
            .parent(environment)
            .component_type("pubsub.azure.servicebus.topics")
            .version("v1")
            .ignore_errors(false)
            .init_timeout("10s")
            .metadata([
                DaprMetadata::new().name("namespaceName").value(replace(
                    replace(bus.service_bus_endpoint(), "https://", ""),
                    ":443/",
                    "",
                )),
                DaprMetadata::new().name("azureClientId").value(&workload_client_id),
                DaprMetadata::new().name("maxConcurrentHandlers").value("8"),
            ])
            .scopes(&app_ids)
            .depends_on(data_owner),
    );

    let tickets = t.add(
        "tickets",
        DaprComponent::new("tickets")
            .api_version("2026-01-01")
            .parent(environment)
            .component_type("bindings.http")
            .version("v1")
            .metadata([
                DaprMetadata::new().name("url").value("https://tickets.contoso.com/api"),
                DaprMetadata::new().name("securityToken").secret_ref("ticket-token"),
            ])
            .secret(Secret::value("ticket-token", &ticket_token))
            .scopes([app_ids.at(0)]),
    );

    t.output("topicId", events.id());
    t.output_as::<Vec<String>>("componentNames", array![pubsub.name(), tickets.name()]);
    t
}

pub(super) fn azure_managed_certificate_custom_domain() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Custom domain with a managed certificate for a container app.");

    let location =
        t.param(Param::string("location").description("Region of the app.").default(resource_group().location()));
    let environment_name = t.param(Param::string("environmentName").description("Environment that hosts the app."));
    let zone_name = t.param(Param::string("zoneName").description("Public zone of the domain.").default("contoso.com"));
    let label = t.param(Param::string("label").description("Label below the zone.").min_length(1).default("portal"));
    let image = t.param(Param::string("image").description("Image of the app."));
    let bind_certificate = t.param(
        Param::bool("bindCertificate")
            .description("False for the first deployment, which only adds the host name.")
            .default(false),
    );

    let host_name = t.var("hostName", interpolate!("{label}.{zone_name}"));

    let environment =
        t.existing("environment", ManagedEnvironment::existing(&environment_name).api_version("2026-01-01"));
    let zone = t.existing("zone", DnsZone::existing(&zone_name));

    let alias = t.add(
        "alias",
        DnsCnameRecord::new(&label)
            .parent(zone)
            .ttl(300)
            .cname_record(CnameRecord::new().cname(interpolate!("portal.{}", environment.default_domain()))),
    );

    let ownership = t.add(
        "ownership",
        DnsTxtRecord::new(interpolate!("asuid.{label}"))
            .parent(zone)
            .ttl(300)
            .txt_records([TxtRecord::new().value([environment.custom_domain_verification_id()])]),
    );

    let certificate = t.add(
        "certificate",
        ManagedCertificate::new(interpolate!("mc-{}", replace(&host_name, ".", "-")), &location)
            .api_version("2026-01-01")
            .parent(environment)
            .subject_name(&host_name)
            .domain_control_validation(DomainControlValidation::CNAME)
            .depends_on(alias)
            .depends_on(ownership)
            .when(&bind_certificate),
    );

    let domain = CustomDomain::new(&host_name)
        .binding_type(bind_certificate.then_else(BindingType::SNI_ENABLED, BindingType::DISABLED))
        .certificate(Expr::ternary(&bind_certificate, certificate.id(), Expr::NULL));
    let portal = t.add(
        "portal",
        ContainerApp::new("portal", &location, environment)
            .api_version("2026-01-01")
            .ingress(Ingress::external(7007).custom_domain(domain))
            .container(Container::new("portal", &image).resources(0.5, 1.0))
            .depends_on(alias)
            .depends_on(ownership),
    );

    t.output("url", interpolate!("https://{host_name}"));
    t.output("defaultUrl", interpolate!("https://{}", portal.ingress_fqdn()));
    t.output("certificateState", certificate.provisioning_state().or("none"));
    t
}

pub(super) fn azure_federated_credentials() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Deployment identity trusted by pipelines, without stored credentials.");

    let location =
        t.param(Param::string("location").description("Region of the identity.").default(resource_group().location()));
    let repository =
        t.param(Param::string("repository").description("Organisation and repository.").default("contoso/portal"));
    let stages = t.param(
        Param::array_of::<String>("stages").description("Environments that may deploy.").default(array!["dev", "prod"]),
    );
    let cluster_issuer = t.param(
        Param::string("clusterIssuer")
            .description("Issuer of the cluster that runs the scaffolder, if any.")
            .default(""),
    );

    let audience = t.var("audience", "api://AzureADTokenExchange");
    let contributor_role_id = t.var("contributorRoleId", "b24988ac-6180-42a0-ab88-20f7382dd24c");

    let identity = t.add(
        "identity",
        UserAssignedIdentity::new(interpolate!("id-deploy-{}", replace(&repository, "/", "-")), &location)
            .tag("repository", &repository),
    );

    let per_stage = t.add_each("perStage", each("stage", &stages), |stage, _| {
        FederatedIdentityCredential::new(
            interpolate!("environment-{stage}"),
            [&audience],
            FederatedIdentityCredential::GITHUB_ISSUER,
            interpolate!("repo:{repository}:environment:{stage}"),
        )
        .parent(identity)
    });
    t.batch_size(&per_stage, 1);

    let pull_requests = t.add(
        "pullRequests",
        FederatedIdentityCredential::new(
            "pull-requests",
            [&audience],
            FederatedIdentityCredential::GITHUB_ISSUER,
            interpolate!("repo:{repository}:pull_request"),
        )
        .parent(identity)
        .depends_on(&per_stage),
    );

    let cluster = t.add(
        "cluster",
        FederatedIdentityCredential::new(
            "scaffolder",
            [&audience],
            &cluster_issuer,
            "system:serviceaccount:portal:scaffolder",
        )
        .parent(identity)
        .depends_on(pull_requests)
        .when(!empty(&cluster_issuer)),
    );

    let contributor = t.add(
        "contributor",
        RoleAssignment::new(
            guid((resource_group().id(), identity.id(), &contributor_role_id)),
            identity,
            RoleDefinition::by_guid(&contributor_role_id),
        ),
    );

    t.output("clientId", identity.client_id());
    t.output_as::<Vec<Any>>("subjects", per_stage.each(|credential| credential.subject()));
    t.output("clusterSubject", cluster.subject().or(""));
    t.output("contributorId", contributor.id());
    t
}
