//! Names.

use triceps::app::ManagedEnvironment;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{
    format, get_role_assignment_name, guid, join, pad_left, replace, resource_group, subscription, substring, take,
    to_lower, to_upper, trim, unique_string,
};
use triceps::key_vault::{self, Secret, Vault};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::{
    Existing, Extension, IntoValue, Object, Param, Raw, Template, TypeExpr, Value, array, interpolate, object,
};

use crate::{LOCATION, app, rule, with};

fn hash() -> Value<String> {
    unique_string([resource_group().id()])
}

fn named(name: impl IntoValue<String>) -> Template {
    with(
        triceps::app::ContainerApp::new(name, LOCATION, crate::ENVIRONMENT)
            .ingress(triceps::app::Ingress::internal(80)),
    )
}

fn registry(name: impl IntoValue<String>) -> Template {
    let mut t = Template::for_resource_group();
    t.add("registry", Registry::new(name, LOCATION, Sku::BASIC));
    t
}

fn vault(name: impl IntoValue<String>) -> Template {
    let mut t = Template::for_resource_group();
    let tenant = triceps::functions::tenant().tenant_id();
    t.add("vault", Vault::new(name, LOCATION, tenant, key_vault::Sku::STANDARD));
    t
}

/// A template whose registry is named after a parameter of at most `max` characters.
fn prefixed(max: u32) -> Template {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("prefix").length(3..=max));
    t.add("vault", {
        let tenant = triceps::functions::tenant().tenant_id();
        Vault::new(interpolate!("kv{prefix}{}", hash()), LOCATION, tenant, key_vault::Sku::STANDARD)
    });
    t
}

#[test]
fn names_of_apps() {
    for (name, message) in [
        ("Portal", "the name contains `P`"),
        ("my_portal", "the name contains `_`"),
        ("1portal", "the name starts with `1`"),
        ("portal-", "the name ends with `-`"),
        ("my--portal", "the name has two hyphens in a row"),
        ("p", "the name has at most 1 characters, but the minimum is 2"),
        ("a-name-that-is-longer-than-32-characters", "the name has 40 or more characters, but the maximum is 32"),
    ] {
        rule(named("portal-1"), named(name), &[&format!("error[TRI0101] resources.portal.name: {message}")]);
    }
}

#[test]
fn names_that_are_put_together() {
    rule(
        registry(interpolate!("cr{}", hash())),
        registry(interpolate!("cr-{}", hash())),
        &["error[TRI0101] resources.registry.name: the name contains `-`"],
    );
    rule(
        registry(to_lower(interpolate!("Contoso{}", hash()))),
        registry(replace("abc", "abc", "")),
        &["error[TRI0101] resources.registry.name: the name has at most 0 characters, but the minimum is 5"],
    );
    rule(
        vault(take(interpolate!("kv-contoso-portal-{}", hash()), 24)),
        vault(interpolate!("kv-contoso-portal-{}", hash())),
        &["error[TRI0101] resources.vault.name: the name has 31 or more characters, but the maximum is 24"],
    );
}

#[test]
fn names_that_can_get_too_long() {
    rule(
        prefixed(9),
        prefixed(12),
        &["warning[TRI0102] resources.vault.name: the name can have 27 characters, but the maximum is 24"],
    );
    rule(
        vault(interpolate!("kv{}", hash())),
        vault(hash()),
        &[
            "warning[TRI0102] resources.vault.name: the name starts with the result of `uniqueString`, which can start with a digit",
        ],
    );
}

#[test]
fn names_of_environments() {
    let environment = |name: &'static str| {
        let mut t = Template::for_resource_group();
        t.add("environment", ManagedEnvironment::new(name, LOCATION));
        t
    };
    rule(
        environment("portal-env"),
        environment("portal.env"),
        &["warning[TRI0103] resources.environment.name: the name contains `.`"],
    );
}

#[test]
fn names_of_other_resources() {
    let others = |workspace: &'static str, identity: &'static str, secret: &'static str| {
        let mut t = Template::for_resource_group();
        let tenant = triceps::functions::tenant().tenant_id();
        let vault = t.add("vault", Vault::new("kv-portal", LOCATION, tenant, key_vault::Sku::STANDARD));
        t.add("workspace", Workspace::new(workspace, LOCATION));
        t.add("identity", UserAssignedIdentity::new(identity, LOCATION));
        t.add("secret", Secret::new(secret).parent(vault));
        t
    };
    rule(
        others("portal-law", "portal_id", "client-secret"),
        others("law-", "_id", "client_secret"),
        &[
            "error[TRI0101] resources.workspace.name: the name ends with `-`",
            "error[TRI0101] resources.identity.name: the name starts with `_`",
            "error[TRI0101] resources.secret.name: the name contains `_`",
        ],
    );
}

#[test]
fn suffixes_of_revisions() {
    rule(
        with(app().revision_suffix("v1-2")),
        with(app().revision_suffix("V1")),
        &[
            "warning[TRI0104] resources.portal.properties.template.revisionSuffix: `V1` is not a valid suffix of a revision",
        ],
    );
}

/// The diagnostics on the name of a resource of any type, whose parents are in the name.
fn found(type_name: &str, name: impl FnOnce(&mut Template) -> Value<String>) -> Vec<String> {
    let mut t = Template::for_resource_group();
    let name = name(&mut t);
    t.add(
        "one",
        Raw::new(std::format!("{type_name}@2024-01-01"), Object::new().set("name", name).set("location", LOCATION)),
    );
    let short = |line: String| line.replace("resources.one.name: ", "");
    crate::diagnostics(t).into_iter().map(short).collect()
}

const APP: &str = "Microsoft.App/containerApps";
const VAULT: &str = "Microsoft.KeyVault/vaults";
const REGISTRY: &str = "Microsoft.ContainerRegistry/registries";
const STORAGE: &str = "Microsoft.Storage/storageAccounts";

#[test]
fn names_are_computed() {
    type Name = fn(&mut Template) -> Value<String>;
    let cases: &[(&str, Name, &[&str])] = &[
        (
            APP,
            |t| {
                let head = t.var("head", "portal-");
                interpolate!("{head}-app")
            },
            &["error[TRI0101] the name has two hyphens in a row"],
        ),
        (
            APP,
            |t| {
                let names = t.var("names", object! { portal: "Portal", inner: { job: "job" } });
                names.prop("portal").cast()
            },
            &["error[TRI0101] the name contains `P`"],
        ),
        (APP, |t| t.var("names", array!["portal", "Job"]).cast::<Vec<String>>().at(0), &[]),
        (
            APP,
            |t| t.var("names", array!["portal", "Job"]).cast::<Vec<String>>().at(1),
            &["error[TRI0101] the name contains `J`"],
        ),
        (APP, |_| to_lower("Portal"), &[]),
        (APP, |_| to_upper("portal"), &["error[TRI0101] the name contains `P`"]),
        (APP, |_| to_lower(to_upper(interpolate!("p{}", hash()))), &[]),
        (
            APP,
            |_| to_upper(hash()).cast(),
            &[
                "warning[TRI0102] the name contains the result of `uniqueString`, which can contain an upper-case letter",
            ],
        ),
        (APP, |_| take("portal-app", 7), &["error[TRI0101] the name ends with `-`"]),
        (APP, |_| take("portal-app", 6), &[]),
        (APP, |_| substring("the-portal", 4, 6), &[]),
        (APP, |_| substring("the-portal", 3, 6), &["error[TRI0101] the name starts with `-`"]),
        (APP, |_| substring(hash(), 0, 1), &["error[TRI0101] the name has at most 1 characters, but the minimum is 2"]),
        (APP, |_| trim(" portal "), &[]),
        (APP, |_| join(["my", "portal"], "_"), &["error[TRI0101] the name contains `_`"]),
        (APP, |_| format("{0}-{1}", ("portal", 1)), &[]),
        (APP, |_| format("{0}-{{1}}", ("portal",)), &["error[TRI0101] the name contains `{`"]),
        (APP, |_| format("{0:D40}", (1,)), &[]),
        (
            APP,
            |_| pad_left("portal", 40, "x"),
            &["error[TRI0101] the name has 40 or more characters, but the maximum is 32"],
        ),
        (APP, |_| replace("my.portal", ".", "-"), &[]),
        (APP, |_| replace(interpolate!("my{}", "--portal"), "--", "-"), &[]),
        (APP, |_| replace("my-portal", "portal", "-a"), &["error[TRI0101] the name has two hyphens in a row"]),
        (REGISTRY, |_| guid(["a"]), &["error[TRI0101] the name contains `-`"]),
        (REGISTRY, |_| replace(guid(["a"]), "-", ""), &[]),
        (
            STORAGE,
            |_| interpolate!("st{}", replace(guid(["a"]), "-", "")),
            &["error[TRI0101] the name has 34 or more characters, but the maximum is 24"],
        ),
        (STORAGE, |_| interpolate!("st{}", take(replace(guid(["a"]), "-", ""), 20)), &[]),
        (REGISTRY, |_| subscription().subscription_id(), &["error[TRI0101] the name contains `-`"]),
        (VAULT, |_| guid(["a"]).cast(), &["error[TRI0101] the name has 36 or more characters, but the maximum is 24"]),
        (VAULT, |_| take(interpolate!("kv-contoso-{}", hash()), 24), &[]),
    ];
    for (index, (type_name, name, expected)) in cases.iter().enumerate() {
        assert_eq!(found(type_name, name), *expected, "case {index}");
    }
}

#[test]
fn names_of_parameters() {
    let app = |param: fn() -> Param<Value<String>>, make: fn(&Value<String>) -> Value<String>| {
        found(APP, |t| {
            let param = t.param(param());
            make(&param)
        })
    };
    let plain: fn(&Value<String>) -> Value<String> = Value::clone;
    // Neither what is not known nor a default says anything.
    assert_eq!(app(|| Param::string("p"), plain), [""; 0]);
    assert_eq!(app(|| Param::string("p").default("NOT_ACCEPTED"), plain), [""; 0]);
    assert_eq!(app(|| Param::string("p"), |p| replace(p, "-", "")), [""; 0]);
    assert_eq!(app(|| Param::string("p"), |p| interpolate!("{p}-")), ["error[TRI0101] the name ends with `-`"]);
    let long = ["error[TRI0101] the name has 33 or more characters, but the maximum is 32"];
    assert_eq!(app(|| Param::string("p").min_length(33), plain), long);
    assert_eq!(app(|| Param::string("p").min_length(33), |p| to_lower(p)), long);
    assert_eq!(app(|| Param::string("p").min_length(33), |p| take(p, 32)), [""; 0]);
    let can = ["warning[TRI0102] the name can have 40 characters, but the maximum is 32"];
    assert_eq!(app(|| Param::string("p").max_length(40), plain), can);
    assert_eq!(app(|| Param::string("p").max_length(40), |p| replace(p, "-", "")), can);
    assert_eq!(
        app(|| Param::string("p").max_length(20), |p| replace(p, "-", "--")),
        ["warning[TRI0102] the name can have 40 characters, but the maximum is 32"]
    );
    assert_eq!(app(|| Param::string("p").allowed(["dev", "prod"]), plain), [""; 0]);
    assert_eq!(
        app(|| Param::string("p").allowed(["dev", "Prod"]), plain),
        ["warning[TRI0102] the name contains `P` in the part `Prod`"]
    );
    assert_eq!(
        app(|| Param::string("p").allowed(["Dev", "Prod"]), |p| interpolate!("portal-{p}")),
        ["error[TRI0101] the name contains `D` in the part `Dev`"]
    );
    assert_eq!(app(|| Param::string("p").allowed(["Dev", "Prod"]), |p| to_lower(p)), [""; 0]);
    assert_eq!(
        app(|| Param::string("p").allowed(["dev", "prod-"]), plain),
        ["warning[TRI0102] the name can end with `-`"]
    );
}

/// The cut counts over all parts, however long each of them can get.
#[test]
fn names_that_are_cut() {
    let cut = |most: i64| {
        found(VAULT, |t| {
            let p = t.param(Param::string("p").length(2..=8));
            take(interpolate!("kv-{p}-{}", hash()), most)
        })
    };
    assert_eq!(cut(24), [""; 0]);
    assert_eq!(cut(25), ["warning[TRI0102] the name can have 25 characters, but the maximum is 24"]);
    assert_eq!(cut(3), ["error[TRI0101] the name ends with `-`"]);
    assert_eq!(cut(2), ["error[TRI0101] the name has at most 2 characters, but the minimum is 3"]);
}

#[test]
fn names_of_typed_parameters_and_choices() {
    let typed = |ty: fn(&mut Template) -> TypeExpr| {
        found(APP, |t| {
            let ty = ty(t);
            t.param(Param::typed("p", ty)).cast()
        })
    };
    let stage = || TypeExpr::union(["dev", "Prod"].map(TypeExpr::literal));
    let warning = ["warning[TRI0102] the name contains `P` in the part `Prod`"];
    assert_eq!(typed(|_| TypeExpr::named("string")), [""; 0]);
    assert_eq!(typed(|t| t.declare_type("stage", TypeExpr::union(["dev", "Prod"].map(TypeExpr::literal)))), warning);
    assert_eq!(found(APP, |t| t.param(Param::typed("p", stage())).cast()), warning);
    let either = |other: &'static str| {
        found(APP, |t| {
            let yes = t.param(Param::bool("yes"));
            yes.then_else("portal", other)
        })
    };
    assert_eq!(either("web"), [""; 0]);
    assert_eq!(either("Web"), ["warning[TRI0102] the name contains `W` in the part `Web`"]);
}

#[test]
fn names_after_names_of_resources() {
    let after = |name: &'static str| {
        found(APP, |t| {
            let registry = t.add("registry", Registry::new(name, LOCATION, Sku::BASIC));
            interpolate!("{}-portal", registry.name())
        })
    };
    assert_eq!(after("contoso"), [""; 0]);
    assert_eq!(after("Contoso"), ["error[TRI0101] the name contains `C`"]);
}

#[test]
fn segments_have_their_own_rules() {
    let secret = "Microsoft.KeyVault/vaults/secrets";
    let container = "Microsoft.Storage/storageAccounts/blobServices/containers";
    for (type_name, name, expected) in [
        (secret, "kv-portal/client-secret", vec![]),
        (secret, "kv--portal/a", vec!["error[TRI0101] segment 1 of the name has two hyphens in a row"]),
        (secret, "kv-portal/a_b", vec!["error[TRI0101] segment 2 of the name contains `_`"]),
        (
            secret,
            "1kv/a_b",
            vec![
                "error[TRI0101] segment 1 of the name starts with `1`",
                "error[TRI0101] segment 2 of the name contains `_`",
            ],
        ),
        (container, "stportal/default/techdocs", vec![]),
        (container, "stportal/default/$web", vec![]),
        (container, "st-portal/default/techdocs", vec!["error[TRI0101] segment 1 of the name contains `-`"]),
        (container, "stportal/default/TechDocs", vec!["error[TRI0101] segment 3 of the name contains `T`"]),
    ] {
        assert_eq!(found(type_name, |_| name.into_value()), expected, "{name}");
    }
    let computed = found(secret, |t| {
        let vault = t.param(Param::string("vault").max_length(30));
        interpolate!("{vault}/{}_", "a")
    });
    assert_eq!(
        computed,
        [
            "warning[TRI0102] segment 1 of the name can have 30 characters, but the maximum is 24",
            "error[TRI0101] segment 2 of the name contains `_`",
        ]
    );
    // Where the slash is not known, nothing is.
    let unknown = found(secret, |t| {
        let path = t.param(Param::string("path"));
        interpolate!("{path}_")
    });
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn names_with_one_value() {
    let database = "Microsoft.Cache/redisEnterprise/databases";
    assert_eq!(found("Microsoft.SecurityInsights/onboardingStates", |_| "default".into_value()), [""; 0]);
    assert_eq!(
        found("Microsoft.SecurityInsights/onboardingStates", |_| "sentinel".into_value()),
        ["error[TRI0101] the name must be `default`"]
    );
    assert_eq!(found(database, |_| "redis/default".into_value()), [""; 0]);
    assert_eq!(
        found(database, |_| "redis/other".into_value()),
        ["error[TRI0101] segment 2 of the name must be `default`"]
    );
    assert_eq!(
        found(database, |_| interpolate!("redis/{}", hash())),
        ["error[TRI0101] segment 2 of the name must be `default`"]
    );
    let assignments = "Microsoft.Authorization/roleAssignments";
    assert_eq!(found(assignments, |_| get_role_assignment_name("/", "a", "b")), [""; 0]);
    assert_eq!(
        found(assignments, |_| interpolate!("{}-x", get_role_assignment_name("/", "a", "b"))),
        ["error[TRI0105] the name must be a GUID"]
    );
    let administrators = "Microsoft.DBforPostgreSQL/flexibleServers/administrators";
    assert_eq!(
        found(administrators, |_| "psql-portal/admin".into_value()),
        ["error[TRI0105] segment 2 of the name must be a GUID"]
    );
    assert_eq!(found(administrators, |_| interpolate!("psql-portal/{}", guid(["a"]))), [""; 0]);
}

#[test]
fn other_rules_are_of_warnings() {
    for (type_name, name, expected) in [
        ("Microsoft.ServiceBus/namespaces", "contoso-sb", "warning[TRI0103] the name ends with `-sb`"),
        ("Microsoft.Network/virtualNetworks", "_vnet", "warning[TRI0103] the name starts with `_`"),
        ("Microsoft.Network/virtualNetworks", "vnet/a", "error[TRI0101] the name contains `/`"),
        ("Microsoft.DBforPostgreSQL/flexibleServers", "Psql", "warning[TRI0103] the name contains `P`"),
        ("Microsoft.Search/searchServices", "a-search", "error[TRI0101] character 2 of the name is `-`"),
        ("Microsoft.Insights/components", "portal ", "error[TRI0101] the name ends with spaces"),
        ("Microsoft.Network/privateDnsZones", "internal", "error[TRI0101] the name has 1 parts, but needs 2 to 34"),
        (
            "Microsoft.Network/privateDnsZones",
            "-a.internal",
            "warning[TRI0103] the part `-a` of the name starts with `-`",
        ),
    ] {
        assert_eq!(found(type_name, |_| name.into_value()), [expected], "{name}");
    }
    let graph = |name: String| {
        let mut t = Template::for_resource_group();
        t.extension(Extension::microsoft_graph());
        let body = object! { uniqueName: "portal", displayName: name };
        t.add("portal", Raw::new("Microsoft.Graph/applications@v1.0", body));
        crate::diagnostics(t)
    };
    assert_eq!(graph("Portal: (dev)".to_owned()), [""; 0]);
    assert_eq!(
        graph("a".repeat(257)),
        ["error[TRI0101] resources.portal.displayName: the name has 257 or more characters, but the maximum is 256"]
    );
}

/// Children under their parent are checked alone; what is there already is not checked.
#[test]
fn children_and_existing_resources() {
    let mut t = Template::for_resource_group();
    let vault = t.existing("vault", Existing::<Raw>::new(VAULT, "2024-11-01", "not--accepted"));
    let body = object! { parent: &vault, name: "a_b" };
    t.add("secret", Raw::new("Microsoft.KeyVault/vaults/secrets@2024-11-01", body));
    assert_eq!(crate::diagnostics(t), ["error[TRI0101] resources.secret.name: the name contains `_`"]);
}

/// Variables that double each other come to an end.
#[test]
fn names_of_many_variables() {
    let found = found(APP, |t| {
        let first = t.var("v0", "ab");
        (1..10).fold(first, |before, index| t.var(std::format!("v{index}"), interpolate!("{before}{before}")))
    });
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert!(found.ends_with("or more characters, but the maximum is 32"), "{found}");
}
