//! Signing in to registries of Azure, as recorded of the compiler.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use triceps_modules::{Registry as _, User};

use crate::server::{Answer, MAIN, Seen, Server, Shelf, folder, mapped, program, reference, variables};

const HOST: &str = "contoso.azurecr.io";

/// A registry of Azure with a public and a private repository.
fn azure(shelf: &Shelf) -> Server {
    let shelf = shelf.clone();
    Server::start(move |seen| {
        let form: BTreeMap<String, String> = String::from_utf8_lossy(&seen.body)
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace("%3A", ":")))
            .collect();
        let form = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        if seen.url.starts_with("/oauth2/exchange") {
            return match form("access_token") {
                "ACCOUNT" => Answer::new(200, r#"{"refresh_token": "REFRESH"}"#),
                _ => Answer::new(401, "{}"),
            };
        }
        if seen.url.starts_with("/oauth2/token") {
            return match (form("grant_type"), form("refresh_token")) {
                ("password", "") => Answer::new(200, r#"{"access_token": "ANON"}"#),
                ("refresh_token", "REFRESH") => Answer::new(200, r#"{"access_token": "ACCESS"}"#),
                _ => Answer::new(401, "{}"),
            };
        }
        let is_public = seen.url.starts_with("/v2/pub/");
        let is_in = match seen.header("authorization") {
            Some("Bearer ACCESS") => true,
            Some("Bearer ANON") => is_public,
            _ => false,
        };
        if is_in {
            return shelf.answer(seen);
        }
        let repository = seen.url.split('/').nth(2).unwrap_or_default();
        Answer::new(401, "{}").with(
            "WWW-Authenticate",
            format!(
                r#"Bearer realm="https://{HOST}/oauth2/token",service="{HOST}",scope="repository:{repository}:pull""#
            ),
        )
    })
}

/// A user whose `az` gives a token, and counts how often.
fn user(home: &Path, token: &str) -> User {
    program(
        home,
        "az",
        &format!("echo \"$@\" >> '{}/az.log'\necho '{{\"accessToken\": \"{token}\"}}'", home.display()),
    );
    User::new(home.to_owned(), variables(&[("PATH", &format!("{}:/usr/bin:/bin", home.display()))]))
}

fn recorded() -> Vec<Value> {
    let table = fs::read_to_string(crate::server::fixture("acr-token-flow.jsonl")).expect("the fixture is there");
    table
        .lines()
        .map(|row| serde_json::from_str(row).expect("a row"))
        .filter(|row: &Value| row.get("step").is_none())
        .collect()
}

/// Compares a request with a recorded one in what both say.
fn assert_as_recorded(seen: &Seen, row: &Value) {
    let answer = |name: &str| row[name].as_str().unwrap_or_default().replace("<registry>", HOST);
    let digest = seen.url.rsplit("sha256%3A").next().unwrap_or_default();
    assert_eq!(
        (seen.method.as_str(), seen.url.replace(digest, "<hex>")),
        (row["method"].as_str().expect("a method"), answer("path").replace(digest, "<hex>")),
        "{row}"
    );
    for name in ["content-type", "accept", "authorization"] {
        if let Some(value) = row.get(name) {
            assert_eq!(seen.header(name), value.as_str(), "{row}");
        }
    }
    if row.get("body").is_some() {
        let body = String::from_utf8_lossy(&seen.body).replace("ACCOUNT", "<token of Microsoft Entra ID>");
        assert_eq!(body, answer("body"), "{row}");
    }
}

#[test]
fn the_requests_are_the_recorded_ones() {
    let shelf = Shelf::default();
    shelf.module("pub", "1", MAIN);
    shelf.module("priv", "2", MAIN);
    let server = azure(&shelf);
    let home = folder("home");
    let registries = mapped(user(&home, "ACCOUNT"), &[(HOST, &server)]);
    registries.fetch(&reference(&format!("br:{HOST}/pub:1"))).expect("it is public");
    let rows = recorded();
    let seen = server.seen();
    assert_eq!(seen.len(), 4);
    for at in 0..3 {
        assert_as_recorded(&seen[at], &rows[at]);
    }
    // The compiler asks for a layer without its token first; here the token is kept.
    let mut layer = rows[3].clone();
    layer["authorization"] = "Bearer ANON".into();
    layer["path"] = layer["path"].as_str().expect("a path").to_owned().into();
    assert_as_recorded(&seen[3], &layer);
    assert!(!home.join("az.log").exists(), "no account is asked for what is public");

    registries.fetch(&reference(&format!("br:{HOST}/priv:2"))).expect("the account may pull");
    let seen = server.seen().split_off(4);
    let urls: Vec<(&str, &str, Option<&str>)> =
        seen.iter().map(|seen| (seen.method.as_str(), seen.url.as_str(), seen.header("authorization"))).collect();
    assert_eq!(
        urls[..6],
        [
            ("GET", "/v2/priv/manifests/2", None),
            ("POST", "/oauth2/token?api-version=2021-07-01", None),
            ("GET", "/v2/priv/manifests/2", Some("Bearer ANON")),
            ("POST", "/oauth2/exchange?api-version=2021-07-01", None),
            ("POST", "/oauth2/token?api-version=2021-07-01", None),
            ("GET", "/v2/priv/manifests/2", Some("Bearer ACCESS")),
        ]
    );
    assert_as_recorded(&seen[3], &rows[4]);
    assert_as_recorded(&seen[4], &rows[5]);
    assert_as_recorded(&seen[5], &rows[6]);
    assert_eq!(
        fs::read_to_string(home.join("az.log")).expect("it was asked"),
        "account get-access-token --output json --resource https://management.azure.com\n"
    );
}

#[test]
fn one_token_is_enough_for_many_modules_of_a_repository() {
    let shelf = Shelf::default();
    for tag in 0..20 {
        shelf.module("priv", &tag.to_string(), MAIN);
    }
    let server = azure(&shelf);
    let home = folder("home");
    let registries = mapped(user(&home, "ACCOUNT"), &[(HOST, &server)]);
    let references: Vec<_> = (0..20).map(|tag| reference(&format!("br:{HOST}/priv:{tag}"))).collect();
    for outcome in triceps_modules::each(&references, |reference| registries.fetch(reference)) {
        assert_eq!(outcome.expect("the account may pull").main, MAIN);
    }
    let tokens = server.seen().iter().filter(|seen| seen.method == "POST").count();
    assert_eq!(tokens, 3, "anonymous, exchange, token");
    assert_eq!(fs::read_to_string(home.join("az.log")).expect("it was asked").lines().count(), 1);
}

#[test]
fn what_was_tried_is_said_without_a_token() {
    let server = azure(&Shelf::default());
    let home = folder("home");
    let registries = mapped(user(&home, "WRONG-ACCOUNT-TOKEN"), &[(HOST, &server)]);
    let error = registries.fetch(&reference(&format!("br:{HOST}/priv:2"))).expect_err("the account is wrong");
    let text = error.to_string();
    assert_eq!(error.code().id(), "TRI0072");
    for part in [
        "without an account: refused",
        "TRICEPS_REGISTRY_CONTOSO_AZURECR_IO_TOKEN: not set",
        "Docker's config.json: no login",
        "Azure account",
        "az login",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("WRONG-ACCOUNT-TOKEN"), "{text}");
    // The second audience is for registries that refuse the first.
    assert_eq!(fs::read_to_string(home.join("az.log")).expect("it was asked").lines().count(), 2);
}

#[test]
fn the_environment_and_docker_come_before_the_account() {
    let shelf = Shelf::default();
    shelf.module("priv", "2", MAIN);
    let server = azure(&shelf);
    let home = folder("home");
    let named = reference(&format!("br:{HOST}/priv:2"));
    let with_token = User::new(home.clone(), variables(&[("TRICEPS_REGISTRY_CONTOSO_AZURECR_IO_TOKEN", "ACCESS")]));
    mapped(with_token, &[(HOST, &server)]).fetch(&named).expect("the token is right");
    fs::create_dir_all(home.join(".docker")).expect("a folder");
    fs::write(
        home.join(".docker/config.json"),
        format!(r#"{{"auths": {{"{HOST}": {{"identitytoken": "REFRESH"}}}}}}"#),
    )
    .expect("a file");
    mapped(User::new(home.clone(), []), &[(HOST, &server)]).fetch(&named).expect("the login is right");
    let helpers = folder("helpers");
    program(
        &helpers,
        "docker-credential-test",
        "read host\n[ \"$host\" = contoso.azurecr.io ] && echo '{\"Username\": \"<token>\", \"Secret\": \"REFRESH\"}'",
    );
    fs::write(home.join(".docker/config.json"), format!(r#"{{"credHelpers": {{"{HOST}": "test"}}}}"#)).expect("a file");
    let user = User::new(home, variables(&[("PATH", &format!("{}:/usr/bin:/bin", helpers.display()))]));
    mapped(user, &[(HOST, &server)]).fetch(&named).expect("the helper is right");
}
