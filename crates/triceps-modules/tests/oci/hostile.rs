//! Repositories and registries that want what is not theirs. None of them gets a byte of a credential.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use triceps_modules::{
    BicepConfig, Error, Method, Network, Notes, Publication, Reference, Registries, Registry as _, Request, Settings,
    Sources, Transport as _, Url, User,
};

use crate::server::{
    Answer, MAIN, Seen, Server, Shelf, folder, loopback, mapped, program, reference, timeouts, variables,
};

/// All that a user has; each is a word that must be found nowhere but at its owner.
const SECRETS: [&str; 7] = [
    "ENVIRONMENT-SECRET",
    "DOCKER-SECRET",
    "RE9DS0VSLVVTRVI6RE9DS0VSLVNFQ1JFVA==",
    "PASSWORD-SECRET",
    "ACCOUNT-SECRET",
    "REFRESH-SECRET",
    "SIGNATURE-SECRET",
];

struct World {
    user: User,
    evil: Server,
}

impl World {
    /// A user with credentials for `own.io`, `contoso.azurecr.io` and an Azure account.
    fn new(trusted: &str) -> Self {
        let home: PathBuf = folder("home");
        program(&home, "az", "echo '{\"accessToken\": \"ACCOUNT-SECRET\"}'");
        program(&home, "docker-credential-all", "echo '{\"Username\": \"u\", \"Secret\": \"DOCKER-SECRET\"}'");
        fs::create_dir_all(home.join(".docker")).expect("a folder");
        fs::write(
            home.join(".docker/config.json"),
            r#"{"auths": {"own.io": {"auth": "RE9DS0VSLVVTRVI6RE9DS0VSLVNFQ1JFVA=="}}, "credHelpers": {"contoso.azurecr.io": "all"}}"#,
        )
        .expect("a file");
        let user = User::new(
            home.clone(),
            variables(&[
                ("PATH", &format!("{}:/usr/bin:/bin", home.display())),
                ("BICEP_TRUSTED_REGISTRIES", trusted),
                ("TRICEPS_REGISTRY_OWN_IO_TOKEN", "ENVIRONMENT-SECRET"),
                ("DOCKER_REGISTRY", "own.io"),
                ("DOCKER_USERNAME", "u"),
                ("DOCKER_PASSWORD", "PASSWORD-SECRET"),
            ]),
        );
        // Whoever asks here is asked for everything, and may have what it wants.
        let evil = Server::start(|seen| {
            let challenge = "Bearer realm=\"https://evil.io/token\",service=\"evil.io\"";
            if seen.header("authorization").is_some() {
                return Answer::new(200, MAIN);
            }
            Answer::new(401, "{}").with("WWW-Authenticate", challenge)
        });
        Self { user, evil }
    }

    fn registries(&self, hosts: &[(&str, &Server)]) -> Registries {
        let mut hosts = hosts.to_vec();
        hosts.push(("evil.io", &self.evil));
        mapped(self.user.clone(), &hosts)
    }

    /// What the error says, and that the evil host knows nothing.
    fn refused<T>(&self, outcome: Result<T, Error>, code: &str, requests: usize) {
        let error = outcome.err().expect("it is refused");
        assert_eq!(error.code().id(), code, "{error}");
        assert_clean(&format!("{error} {error:?}"));
        let seen = self.evil.seen();
        assert_eq!(seen.len(), requests, "{seen:?}");
        seen.iter().for_each(|seen| assert_clean(&seen.all()));
    }
}

fn assert_clean(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// A registry that wants an account, from this realm.
fn registry(realm: &'static str, more: impl Fn(&Seen) -> Option<Answer> + Send + Sync + 'static) -> Server {
    let shelf = Shelf::default();
    shelf.module("m", "1", MAIN);
    Server::start(move |seen| {
        if let Some(answer) = more(seen) {
            return answer;
        }
        if seen.url.starts_with("/token") || seen.url.starts_with("/oauth2/token") {
            return Answer::new(401, "{}");
        }
        if seen.url.starts_with("/oauth2/exchange") {
            return Answer::new(200, r#"{"refresh_token": "REFRESH-SECRET"}"#);
        }
        Answer::new(401, "{}").with("WWW-Authenticate", format!("Bearer realm=\"{realm}\",service=\"x\""))
    })
}

#[test]
fn a_registry_that_nobody_trusts_is_not_spoken_to() {
    let world = World::new("own.io");
    let aliases = r#"{ "moduleAliases": { "br": { "public": { "registry": "evil.io" }, "x": { "registry": "own.io@evil.io" } } } }"#;
    let config = BicepConfig::read(aliases, "bicepconfig.json").expect("it is JSON");
    let registries = world.registries(&[]);
    for text in ["br:evil.io/m:1", "br/public:m:1", "br:own.io.evil.io/m:1", "br:evil.io:443/m:1"] {
        let named = Reference::parse(text, &config).expect("it is a reference");
        world.refused(registries.fetch(&named), "BCP446", 0);
    }
    assert!(Reference::parse("br/x:m:1", &config).is_err(), "user information is refused");
    let settings =
        Settings::read("[modules.mirrors]\n\"own.io\" = \"evil.io/x\"\n", &folder("project")).expect("it is right");
    let sources = Sources::new(&settings).with_remote(Some(&registries));
    world.refused(sources.fetch(&reference("br:own.io/m:1")), "BCP446", 0);
}

#[test]
fn a_registry_that_the_user_trusts_gets_nothing_of_others() {
    let world = World::new("evil.io, own.io");
    world.refused(world.registries(&[]).fetch(&reference("br:evil.io/m:1")), "TRI0072", 2);
}

#[test]
fn a_realm_on_another_host_is_not_asked() {
    for realm in [
        "https://evil.io/token",
        "http://own.io/token",
        "https://own.io@evil.io/token",
        "https://own.io.evil.io/token",
        "https://contoso.azurecr.io/token",
        "//evil.io/token",
        "evil",
    ] {
        let world = World::new("own.io");
        let own = registry(realm, |_| None);
        let contoso = Server::start(|_| Answer::new(500, ""));
        let registries = world.registries(&[("own.io", &own), ("contoso.azurecr.io", &contoso)]);
        world.refused(registries.fetch(&reference("br:own.io/m:1")), "TRI0073", 0);
        assert!(contoso.seen().is_empty(), "{realm}");
        own.seen().iter().for_each(|seen| assert_clean(&seen.all()));
    }
}

#[test]
fn the_account_goes_to_the_exchange_of_a_registry_of_azure_and_nowhere_else() {
    let world = World::new("own.io");
    let contoso = registry("https://contoso.azurecr.io/oauth2/token", |_| None);
    let outcome = world.registries(&[("contoso.azurecr.io", &contoso)]).fetch(&reference("br:contoso.azurecr.io/m:1"));
    world.refused(outcome, "TRI0072", 0);
    for seen in contoso.seen() {
        let is_exchange = seen.url.starts_with("/oauth2/exchange");
        assert_eq!(seen.all().contains("ACCOUNT-SECRET"), is_exchange, "{}", seen.url);
        assert!(!seen.all().contains("ENVIRONMENT-SECRET") && !seen.all().contains("PASSWORD-SECRET"));
    }
    assert!(contoso.seen().iter().any(|seen| seen.url.starts_with("/oauth2/exchange")));
    // A registry of another kind never sees the account.
    let own = registry("https://own.io/token", |_| None);
    let outcome = world.registries(&[("own.io", &own)]).fetch(&reference("br:own.io/m:1"));
    let shown = outcome.as_ref().err().map(ToString::to_string).unwrap_or_default();
    assert!(!shown.contains("Azure"), "the account is not a way to sign in there: {shown}");
    world.refused(outcome, "TRI0072", 0);
    assert!(own.seen().iter().all(|seen| !seen.all().contains("ACCOUNT-SECRET")));
    assert!(own.seen().iter().any(|seen| seen.all().contains("ENVIRONMENT-SECRET")), "its own token is tried");
}

#[test]
fn a_mirror_gets_no_credential_of_what_it_stands_for() {
    let world = World::new("own.io, mirror.io");
    let mirror = registry("https://mirror.io/token", |_| None);
    let settings =
        Settings::read("[modules.mirrors]\n\"own.io\" = \"mirror.io/x\"\n", &folder("project")).expect("it is right");
    let registries = world.registries(&[("mirror.io", &mirror)]);
    let sources = Sources::new(&settings).with_remote(Some(&registries));
    world.refused(sources.fetch(&reference("br:own.io/m:1")), "TRI0072", 0);
    assert!(!mirror.seen().is_empty());
    mirror.seen().iter().for_each(|seen| assert_clean(&seen.all()));
}

#[test]
fn redirects_carry_no_credential_and_lead_nowhere_near() {
    let signed_in = |seen: &Seen| seen.header("authorization") == Some("Bearer ENVIRONMENT-SECRET");
    let fetch = |target: &'static str| {
        let world = World::new("own.io");
        let own = registry("https://own.io/token", move |seen| {
            signed_in(seen).then(|| Answer::new(307, "").with("Location", target))
        });
        let outcome = world.registries(&[("own.io", &own)]).fetch(&reference("br:own.io/m:1"));
        (world, outcome)
    };
    // Another host is asked, without a credential, and its wish for one is not heard.
    let (world, outcome) = fetch("https://evil.io/x?sig=SIGNATURE-OF-REGISTRY");
    let error = outcome.expect_err("nothing fits");
    assert_clean(&error.to_string());
    assert!(!error.to_string().contains("SIGNATURE-OF-REGISTRY"), "{error}");
    assert!(!world.evil.seen().is_empty());
    world.evil.seen().iter().for_each(|seen| {
        assert_clean(&seen.all());
        assert!(seen.header("authorization").is_none());
    });
    for target in [
        "http://evil.io/x",
        "https://127.0.0.1/x?sig=SIGNATURE-SECRET",
        "https://[::1]/x",
        "https://localhost/x",
        "https://169.254.169.254/metadata",
        "https://[fe80::1]/x",
        "https://u:p@evil.io/x",
        "ftp://evil.io/x",
    ] {
        let (world, outcome) = fetch(target);
        world.refused(outcome, "TRI0073", 0);
    }
}

#[test]
fn names_that_lead_to_this_machine_are_found_when_they_are_looked_up() {
    let server = Server::start(|_| Answer::new(200, ""));
    let network = Network::new(timeouts());
    let url = Url::parse(&format!("http://localhost:{}/", server.port)).expect("an address");
    let request = |may_be_internal| Request {
        method: Method::Get,
        url: &url,
        headers: Vec::new(),
        body: &[],
        limit: 10,
        may_be_internal,
    };
    assert_eq!(network.send(&request(false)).expect_err("it is this machine"), triceps_modules::Broken::Near);
    assert!(server.seen().is_empty());
    assert_eq!(network.send(&request(true)).expect("it may").status, 200);
}

#[test]
fn an_upload_stays_on_its_registry() {
    let world = World::new("own.io");
    let own = registry("https://own.io/token", |seen| {
        seen.header("authorization")?;
        Some(match seen.method.as_str() {
            "POST" => Answer::new(202, "").with("Location", "https://evil.io/upload"),
            _ => Answer::new(404, ""),
        })
    });
    let named = reference("br:own.io/m:1");
    let Reference::Registry(target) = &named else { panic!("{named}") };
    let publication = Publication { main: MAIN, sources: None, notes: Notes::default(), overwrite: false };
    world.refused(world.registries(&[("own.io", &own)]).publish(target, &publication), "TRI0073", 0);
}

#[test]
fn plain_http_is_for_this_machine_and_a_flag_alone() {
    let server = Server::start(|_| Answer::new(200, MAIN));
    let named = reference(&format!("br:127.0.0.1:{}/m:1", server.port));
    let without = User::new(folder("user"), variables(&[("BICEP_TRUSTED_REGISTRIES", "127.0.0.1")]));
    let cloud = BicepConfig::default().cloud().clone();
    let registries = |user: User| {
        Registries::through(
            Box::new(Network::new(timeouts())),
            user,
            cloud.clone(),
            std::time::Duration::from_millis(1),
        )
        .expect("no file")
    };
    assert_eq!(registries(without).fetch(&named).expect_err("it is not HTTPS").code().id(), "TRI0071");
    let untrusted = User::new(folder("user"), []).with_plain_http(true);
    assert_eq!(registries(untrusted).fetch(&named).expect_err("it is not trusted").code().id(), "BCP446");
    assert!(server.seen().is_empty());
    let _ = loopback().fetch(&named);
    assert!(!server.seen().is_empty());
}

#[test]
fn secrets_are_shown_nowhere() {
    let world = World::new("own.io");
    assert_clean(&format!("{:?}", world.user));
    let url = Url::parse("https://a.io/x?sig=SIGNATURE-SECRET").expect("an address");
    let request = Request {
        method: Method::Get,
        url: &url,
        headers: vec![("authorization", "Bearer ENVIRONMENT-SECRET".to_owned())],
        body: b"PASSWORD-SECRET",
        limit: 1,
        may_be_internal: false,
    };
    assert_clean(&format!("{request:?} {url} {url:?}"));
}
