//! Names that always fit.

use triceps::functions::resource_group;
use triceps::names::{NamingRule, UniqueName, rule, rules};
use triceps::{Existing, Extension, IntoValue, Object, Param, Raw, Template, Value, interpolate};

fn unique(prefix: impl IntoValue<String>) -> UniqueName {
    UniqueName::new(prefix, [resource_group().id()])
}

/// What Bicep prints for the name, with `#` for the hash.
fn printed(name: impl FnOnce(&mut Template) -> Value<String>) -> String {
    let mut t = Template::for_resource_group();
    let name = name(&mut t);
    t.output("name", name);
    let bicep = t.check().expect("no errors").to_bicep();
    let line = bicep.lines().find_map(|line| line.strip_prefix("output name string = ")).expect("the output");
    line.replace("uniqueString(resourceGroup().id)", "#")
}

/// The diagnostics on the name of one resource of this type that is made of a prefix.
fn diagnostics(rule: &NamingRule, prefix: impl FnOnce(&mut Template) -> Value<String>) -> Vec<String> {
    diagnostics_on(rule, |t| {
        let prefix = prefix(t);
        unique(&prefix).for_type(rule.type_name())
    })
}

fn diagnostics_on(rule: &NamingRule, name: impl FnOnce(&mut Template) -> Value<String>) -> Vec<String> {
    let type_name = rule.type_name();
    let is_group = type_name == "Microsoft.Resources/resourceGroups";
    let mut t = if is_group { Template::for_subscription() } else { Template::for_resource_group() };
    let name = name(&mut t);
    let mut body = Object::new().set(rule.property(), name);
    if let Some((parent, _)) = type_name.rsplit_once('/').filter(|(parent, _)| parent.contains('/')) {
        let name = vec!["parent"; parent.matches('/').count()].join("/");
        let parent = Existing::<Raw>::new(parent.to_owned(), "2024-01-01", name);
        body = body.set("parent", t.existing("parent", parent));
    }
    let version = if type_name.starts_with("Microsoft.Graph/") { "v1.0" } else { "2024-01-01" };
    if version == "v1.0" {
        t.extension(Extension::microsoft_graph());
        body = body.set("uniqueName", "one");
    }
    t.add("one", Raw::new(format!("{type_name}@{version}"), body));
    let diagnostics = match t.check() {
        Ok(checked) => checked.warnings().clone(),
        Err(diagnostics) => diagnostics,
    };
    diagnostics.iter().filter(|diagnostic| diagnostic.id().starts_with("TRI010")).map(ToString::to_string).collect()
}

/// The templates of these tests are looked at: a name that does not fit is found in each of them.
#[test]
fn names_that_do_not_fit_are_found() {
    for rule in rules() {
        let found = diagnostics_on(rule, |_| "?".repeat(300).into_value());
        assert_eq!(found.len(), 1, "{} {found:?}", rule.type_name());
    }
}

#[test]
fn names_of_any_parameter_fit() {
    for rule in rules() {
        for bounds in [1..=1, 60..=60, 1..=60] {
            let found = diagnostics(rule, |t| t.param(Param::string("prefix").length(bounds.clone())));
            assert_eq!(found, Vec::<String>::new(), "{} {bounds:?}", rule.type_name());
        }
        let found = diagnostics(rule, |t| t.param(Param::string("prefix")));
        assert_eq!(found, Vec::<String>::new(), "{}", rule.type_name());
    }
}

const PREFIXES: [&str; 9] = [
    "c",
    "C",
    "contoso-portal",
    "Contoso-Portal-Production",
    "contosopor-",
    "contoso--portal",
    "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z",
    "contoso-portal-of-a-department-with-a-name-of-sixty-letters-",
    "a1",
];

#[test]
fn names_of_any_variable_fit() {
    for rule in rules() {
        for prefix in PREFIXES {
            let found = diagnostics(rule, |t| t.var("prefix", prefix));
            assert_eq!(found, Vec::<String>::new(), "{} of `{prefix}`", rule.type_name());
        }
    }
}

#[test]
fn names_of_any_literal_fit() {
    for rule in rules() {
        for prefix in
            PREFIXES.into_iter().chain(["", "-", "1", "1st", "my_portal", "Übung", "a.b/c", " a ", "---", "日本"])
        {
            let found = diagnostics(rule, |_| prefix.into_value());
            assert_eq!(found, Vec::<String>::new(), "{} of `{prefix}`", rule.type_name());
            // The hash is never cut, and at least one value of it makes a name that is accepted.
            let name = printed(|_| unique(prefix).for_type(rule.type_name()));
            if !name.starts_with("guid(") {
                let name = name.replace("${#}", "#").replace('#', "0123456789abc").replace('\'', "");
                assert!(rule.accepts(&name), "{}: `{name}` of `{prefix}`", rule.type_name());
            }
        }
    }
}

/// What is printed for a parameter `p`, for `Contoso-Portal` and for `contoso-portal-of-some-department`.
#[test]
fn the_prefix_is_shortened_and_never_the_hash() {
    for (type_name, computed, short, long) in [
        (
            "Microsoft.KeyVault/vaults",
            "'${take(replace(p, '-', ''), 10)}-${#}'",
            "'Contoso-Po-${#}'",
            "'contoso-po-${#}'",
        ),
        (
            "Microsoft.Storage/storageAccounts",
            "'${take(toLower(replace(p, '-', '')), 11)}${#}'",
            "'contosoport${#}'",
            "'contosoport${#}'",
        ),
        (
            "microsoft.containerregistry/registries",
            "'${take(replace(p, '-', ''), 37)}${#}'",
            "'ContosoPortal${#}'",
            "'contosoportalofsomedepartment${#}'",
        ),
        (
            "Microsoft.App/containerApps",
            "'${take(toLower(replace(p, '-', '')), 18)}-${#}'",
            "'contoso-portal-${#}'",
            "'contoso-portal-of-${#}'",
        ),
        (
            "Microsoft.OperationalInsights/workspaces",
            "'${take(p, 49)}-${#}'",
            "'Contoso-Portal-${#}'",
            "'contoso-portal-of-some-department-${#}'",
        ),
        (
            "Microsoft.App/managedEnvironments/certificates",
            "'${toLower(p)}-${#}'",
            "'contoso-portal-${#}'",
            "'contoso-portal-of-some-department-${#}'",
        ),
        (
            "Microsoft.Search/searchServices",
            "'${take(toLower(replace(p, '-', '')), 47)}${#}'",
            "'contoso-portal${#}'",
            "'contoso-portal-of-some-department${#}'",
        ),
        (
            "Microsoft.Network/privateDnsZones",
            "'${take(p, 49)}-${#}.internal'",
            "'Contoso-Portal-${#}.internal'",
            "'contoso-portal-of-some-department-${#}.internal'",
        ),
        (
            "Microsoft.Authorization/roleAssignments",
            "guid(resourceGroup().id, p)",
            "guid(resourceGroup().id, 'Contoso-Portal')",
            "guid(resourceGroup().id, 'contoso-portal-of-some-department')",
        ),
        ("Microsoft.SecurityInsights/onboardingStates", "'default'", "'default'", "'default'"),
        (
            "Contoso.Made/up",
            "'${take(toLower(replace(p, '-', '')), 11)}${#}'",
            "'contosoport${#}'",
            "'contosoport${#}'",
        ),
    ] {
        let of_a_parameter = printed(|t| {
            let p = t.param(Param::string("p"));
            t.output("used", &p);
            unique(&p).for_type(type_name)
        });
        assert_eq!(of_a_parameter, computed, "{type_name}");
        assert_eq!(printed(|_| unique("Contoso-Portal").for_type(type_name)), short, "{type_name}");
        assert_eq!(printed(|_| unique("contoso-portal-of-some-department").for_type(type_name)), long, "{type_name}");
    }
}

#[test]
fn texts_are_joined_to_one() {
    let name = |type_name: &'static str| {
        printed(|t| {
            let p = t.param(Param::string("p"));
            unique(interpolate!("id-{p}")).for_type(type_name)
        })
    };
    assert_eq!(name("Microsoft.OperationalInsights/workspaces"), "'${take('id-${p}', 49)}-${#}'");
    assert_eq!(name("Microsoft.KeyVault/vaults"), "'${take(replace('id-${p}', '-', ''), 10)}-${#}'");
    assert!(rule("Microsoft.KeyVault/vaults").is_some_and(|rule| rule.accepts("idp-0123456789abc")));
}

/// Where nothing of the prefix is left and the hash alone could start with a digit, a letter stands before it.
#[test]
fn a_prefix_of_nothing_leaves_a_letter_where_one_is_needed() {
    assert_eq!(printed(|_| unique("").for_type("Microsoft.KeyVault/vaults")), "'v-${#}'");
    assert_eq!(printed(|_| unique("--").for_type("Microsoft.ContainerRegistry/registries")), "#");
}
