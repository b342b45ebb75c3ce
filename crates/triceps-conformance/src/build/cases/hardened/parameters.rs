//! Metadata, extension and parameters.

use triceps::functions::call;
use triceps::functions::{date_time_add, date_time_to_epoch, resource_group};
use triceps::{Expr, Extension, IntoExpr, Param, Secure, Template, TypeExpr, Value, array, object};

pub(super) struct Parameters {
    pub(super) location: Value<String>,
    pub(super) name_prefix: Value<String>,
    pub(super) tags: Expr,
    pub(super) image: Value<String>,
    pub(super) microsoft_client_secret: Secure<String>,
    pub(super) secret_expiry: Value<i64>,
    pub(super) custom_domain: Value<String>,
    pub(super) network_prefix: Value<String>,
    pub(super) min_replicas: Value<i64>,
    pub(super) max_replicas: Value<i64>,
    pub(super) cache_size: Expr,
    pub(super) retention_in_days: Value<i64>,
    pub(super) alert_emails: Value<Vec<String>>,
    pub(super) github_repository: Value<String>,
    pub(super) github_environments: Value<Vec<String>>,
    pub(super) read_directory: Value<bool>,
    pub(super) enable_assistant: Value<bool>,
    pub(super) models: Expr,
    pub(super) enable_locks: Value<bool>,
}

pub(super) fn add(t: &mut Template) -> Parameters {
    t.metadata("name", "Backstage on Azure Container Apps, hardened");
    t.metadata("description", "Private network, Front Door with firewall, zone redundancy, Entra sign-in and identities instead of passwords.");

    t.extension(Extension::microsoft_graph());

    let location = t.param(
        Param::string("location")
            .description("Region of all regional resources; it needs availability zones.")
            .default(resource_group().location()),
    );
    let name_prefix = t.param(
        Param::string("namePrefix")
            .description("Prefix of all names: lower-case letters and digits, a letter first.")
            .length(3..=9)
            .default("backstage"),
    );
    let tags = t.param(
        Param::typed("tags", TypeExpr::object::<&str>([]).additional(TypeExpr::named("string")))
            .description("Tags of all resources.")
            .default(object! { workload: "backstage", criticality: "high" }),
    );
    let image = t.param(
        Param::string("image")
            .description("Portal image with tag or digest; empty runs a public placeholder until the image exists.")
            .max_length(512)
            .default(""),
    );
    let microsoft_client_secret = t.param(
        Param::secure_string("microsoftClientSecret")
            .description("First value of the sign-in secret; the vault keeps its own value afterwards.")
            .min_length(1),
    );
    let secret_expiry = t.param(
        Param::int("secretExpiry")
            .description("When the first value of the sign-in secret expires, in seconds since 1970.")
            .min_value(1_750_000_000)
            .default(date_time_to_epoch(date_time_add(call("utcNow", ()), "P180D"))),
    );
    let custom_domain = t.param(
        Param::string("customDomain")
            .description("Host name of the portal; empty uses the host name of the Front Door endpoint.")
            .max_length(64)
            .default(""),
    );
    let network_prefix = t.param(
        Param::string("networkPrefix")
            .description("Address space of the network, /20 or larger.")
            .length(9..=18)
            .default("10.40.0.0/20"),
    );
    let min_replicas =
        t.param(Param::int("minReplicas").description("Fewest replicas, one for each zone.").range(3..=10).default(3));
    let max_replicas = t.param(
        Param::int("maxReplicas")
            .description("Most replicas; two fit on a node, the other half is room for the next revision.")
            .range(3..=20)
            .default(10),
    );
    let cache_size = t.param(
        Param::typed(
            "cacheSize",
            TypeExpr::union([
                TypeExpr::literal("Balanced_B1"),
                TypeExpr::literal("Balanced_B3"),
                TypeExpr::literal("Balanced_B5"),
            ]),
        )
        .description("Size of the cache.")
        .default("Balanced_B1"),
    );
    let retention_in_days =
        t.param(Param::int("retentionInDays").description("Days to keep the logs.").range(90..=730).default(90));
    let alert_emails = t.param(
        Param::array_of::<String>("alertEmails").description("Mail addresses that receive the alerts.").min_length(1),
    );
    let github_repository = t.param(
        Param::string("githubRepository")
            .description("Owner and name of the repository whose workflows deploy the portal.")
            .min_length(3),
    );
    let github_environments = t.param(
        Param::array_of::<String>("githubEnvironments")
            .description("Deployment environments of the repository that are trusted.")
            .length(1..=20)
            .default(array!["production"]),
    );
    let read_directory = t.param(
        Param::bool("readDirectory")
            .description("Whether the portal may read users and groups of the directory.")
            .default(true),
    );
    let enable_assistant = t.param(
        Param::bool("enableAssistant")
            .description("Whether a model and a search service are deployed for the portal.")
            .default(false),
    );
    let models = t.param(
        Param::typed(
            "models",
            TypeExpr::object::<&str>([])
                .with("name", TypeExpr::named("string"))
                .describe_last("Name of the model and of its deployment.")
                .with("version", TypeExpr::named("string"))
                .describe_last("Version of the model.")
                .with("capacity", TypeExpr::named("int"))
                .describe_last("Thousands of tokens a minute.")
                .decorate_last("minValue", [1_i64.into_expr()])
                .compact()
                .array(),
        )
        .description("Models of the assistant, deployed one after the other.")
        .default(array![
            object! { name: "gpt-4o", version: "2024-11-20", capacity: 30 }.one_line(),
            object! { name: "text-embedding-3-large", version: "1", capacity: 50 }.one_line(),
        ]),
    );
    let enable_locks = t.param(
        Param::bool("enableLocks")
            .description("Whether resources with data are locked against deletion.")
            .default(true),
    );

    Parameters {
        location,
        name_prefix,
        tags,
        image,
        microsoft_client_secret,
        secret_expiry,
        custom_domain,
        network_prefix,
        min_replicas,
        max_replicas,
        cache_size,
        retention_in_days,
        alert_emails,
        github_repository,
        github_environments,
        read_directory,
        enable_assistant,
        models,
        enable_locks,
    }
}
