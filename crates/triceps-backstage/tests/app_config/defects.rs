//! Mistakes that hand-written configurations of portals have: none can be expressed, or a diagnostic answers.

use serde_json::{Value, json};
use triceps_backstage::config::Portal;

use crate::support::{PORTALS, configurations, made, text};

/// A1: without `backend.database` a new app keeps its data in memory, one copy in each replica.
#[test]
fn every_portal_says_where_its_data_is() {
    for (name, source) in PORTALS {
        let (production, _) = configurations(source);
        let client = &production["backend"]["database"]["client"];
        let postgres = source.contains("[postgres]");
        assert_eq!(client, if postgres { "pg" } else { "better-sqlite3" }, "{name}");
    }
    // In memory there is one replica at most.
    let refused = Portal::from_toml("portal.toml", "name = \"backstage\"\n[scale]\nmax = 2\n").unwrap_err();
    assert!(refused.iter().any(|diagnostic| diagnostic.id() == "TRI0310" && diagnostic.path() == "scale.max"));
}

/// A2: credentials are sent, and all six methods are allowed.
#[test]
fn every_portal_allows_what_its_frontend_sends() {
    for (name, source) in PORTALS {
        let (production, local) = configurations(source);
        for file in [&production, &local] {
            let cors = &file["backend"]["cors"];
            assert_eq!(cors["credentials"], true, "{name}");
            assert_eq!(cors["methods"], json!(["GET", "HEAD", "PATCH", "POST", "PUT", "DELETE"]), "{name}");
            assert_eq!(cors["origin"], file["app"]["baseUrl"], "{name}");
        }
    }
}

/// A3: a new app lets guests in, also in production.
#[test]
fn no_portal_lets_guests_in() {
    for (name, source) in PORTALS {
        let (production, local) = configurations(source);
        let providers = production["auth"]["providers"].as_object().unwrap();
        assert_eq!(providers.get("guest"), Some(&Value::Null), "{name}: `null` removes what another file has");
        assert_eq!(local["auth"]["environment"], "development", "{name}: guests may sign in nowhere else");
        assert!(!made(source).files.iter().any(|file| file.text.contains("dangerouslyAllowOutsideDevelopment")));
    }
}

/// A4: whoever signs in has to be in the catalog.
#[test]
fn a_catalog_without_users_is_found() {
    let bundle = made("name = \"backstage\"");
    let warning = bundle.warnings.iter().find(|diagnostic| diagnostic.id() == "TRI0535").expect("it is found");
    assert_eq!(warning.path(), "catalog");
    for source in ["[catalog.microsoft-graph]", "[[catalog.users]]\nname = \"mona\"", ORGANIZATION] {
        let bundle = made(&format!("name = \"backstage\"\n{source}\n"));
        assert!(!bundle.warnings.iter().any(|diagnostic| diagnostic.id() == "TRI0535"), "{source}");
    }
}

const ORGANIZATION: &str =
    "[[catalog.locations]]\nurl = \"https://github.com/a/b/blob/main/org.yaml\"\norganization = true";

/// A5: no address is edited by hand after the deployment.
#[test]
fn the_address_is_that_of_the_deployment() {
    for (name, source) in PORTALS {
        let (production, _) = configurations(source);
        for file in [&production["app"]["baseUrl"], &production["backend"]["baseUrl"]] {
            assert_eq!(file, "${APP_BASE_URL}", "{name}");
        }
        assert_eq!(production["backend"]["listen"], ":7007", "{name}: the port that ingress and probes go to");
    }
}

/// A6: TLS ends before the container, and the proxies in front are counted.
#[test]
fn proxies_are_trusted_by_their_number() {
    for (name, source) in PORTALS {
        let (production, local) = configurations(source);
        let proxies = if source.contains("[front-door]") { 2 } else { 1 };
        assert_eq!(production["backend"]["trustProxy"], proxies, "{name}");
        assert_eq!(production["backend"].get("https"), None, "{name}");
        assert_eq!(local["backend"].get("trustProxy"), None, "{name}");
    }
}

/// A7: on the machine of a developer nobody of the directory is in the catalog.
#[test]
fn developers_sign_in_without_a_user_in_the_catalog() {
    for (name, source) in PORTALS {
        let (production, local) = configurations(source);
        let resolvers = |file: &Value, environment: &str| {
            file["auth"]["providers"]["microsoft"][environment]["signIn"]["resolvers"].as_array().unwrap().clone()
        };
        let (there, here) = (resolvers(&production, "production"), resolvers(&local, "development"));
        assert_eq!(there.len(), here.len(), "{name}");
        for (there, here) in there.iter().zip(&here) {
            assert_eq!(there["resolver"], here["resolver"], "{name}");
            assert_eq!(there.get("dangerouslyAllowSignInWithoutUserInCatalog"), None, "{name}");
            assert_eq!(here["dangerouslyAllowSignInWithoutUserInCatalog"], true, "{name}");
        }
    }
}

/// The examples of a new app are people that nobody knows.
#[test]
fn no_examples_reach_the_catalog() {
    for (name, source) in PORTALS {
        let bundle = made(source);
        for path in ["app-config.production.yaml", "app-config.local.yaml"] {
            assert!(!text(&bundle, path).contains("examples"), "{name}");
        }
        let (production, _) = configurations(source);
        assert!(production["catalog"]["locations"].is_array(), "{name}: the list replaces that of a new app");
    }
}

#[test]
fn the_files_can_be_left_out() {
    let bundle = made("name = \"backstage\"\n[delivery]\napp-config = false\n[catalog.microsoft-graph]\n");
    assert!(!bundle.files.iter().any(|file| file.path.starts_with("app-config") || file.path.starts_with("catalog")));
    assert!(!text(&bundle, "Dockerfile").contains("app-config.production.yaml"));
}
