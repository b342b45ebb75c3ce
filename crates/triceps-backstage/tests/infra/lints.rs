//! Each lint: the hardened portal passes, and a small change of its file is found, with its place.

use triceps_backstage::config::Portal;
use triceps_backstage::{Document, bundle};

use crate::support::{HARDENED, MEDIUM, MINIMAL};

/// Id and path of the diagnostic, the line that it points at, and what is replaced in the file of the hardened portal.
type Case = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const WITHOUT_NETWORK: (&str, &str) = ("[network]\nzone-redundant = true\n", "");
const PREMIUM: (&str, &str) = ("[registry]", "[registry]\nsku = \"premium\"");

const CASES: &[Case] = &[
    (
        "TRI0401",
        "logs.destination",
        "destination = \"log-analytics\"",
        &[("sentinel = true", "sentinel = true\ndestination = \"log-analytics\"")],
    ),
    (
        "TRI0402",
        "postgres.authentication",
        "authentication = \"password\"",
        &[("[postgres]", "[postgres]\nauthentication = \"password\"")],
    ),
    ("TRI0403", "front-door", "[front-door]", &[WITHOUT_NETWORK, PREMIUM]),
    ("TRI0404", "front-door.waf", "waf = \"detection\"", &[("[front-door]", "[front-door]\nwaf = \"detection\"")]),
    ("TRI0405", "size", "size = \"dedicated\"", &[WITHOUT_NETWORK, PREMIUM]),
    ("TRI0406", "size", "size = \"dedicated\"", &[("[key-vault]", ""), ("[redis]", "")]),
    ("TRI0407", "size", "size = \"dedicated\"", &[("locks = true", "locks = false")]),
    ("TRI0408", "size", "size = \"dedicated\"", &[("[alerts]\nemails = [\"platform@contoso.com\"]\n", "")]),
    (
        "TRI0409",
        "network.zone-redundant",
        "zone-redundant = false",
        &[("[network]\nzone-redundant = true", "[network]\nzone-redundant = false")],
    ),
    (
        "TRI0410",
        "network.encrypt-traffic",
        "encrypt-traffic = false",
        &[("[network]", "[network]\nencrypt-traffic = false")],
    ),
    ("TRI0411", "logs.diagnostics", "diagnostics = false", &[("[logs]", "[logs]\ndiagnostics = false")]),
    ("TRI0412", "logs.retention-days", "retention-days = 60", &[("retention-days = 90", "retention-days = 60")]),
    (
        "TRI0413",
        "postgres.high-availability",
        "high-availability = \"disabled\"",
        &[("high-availability = \"zone-redundant\"", "high-availability = \"disabled\"")],
    ),
    ("TRI0414", "postgres.geo-backup", "geo-backup = false", &[("geo-backup = true", "geo-backup = false")]),
    ("TRI0415", "postgres.backup-days", "backup-days = 7", &[("backup-days = 35", "backup-days = 7")]),
    (
        "TRI0416",
        "registry.zone-redundant",
        "zone-redundant = false",
        &[("retention-days = 30\nzone-redundant = true", "retention-days = 30\nzone-redundant = false")],
    ),
    (
        "TRI0417",
        "redis.high-availability",
        "high-availability = false",
        &[("[redis]", "[redis]\nhigh-availability = false")],
    ),
    (
        "TRI0418",
        "techdocs.replication",
        "replication = \"lrs\"",
        &[("[techdocs]", "[techdocs]\nreplication = \"lrs\"")],
    ),
    ("TRI0419", "assistant.search.replicas", "search = { replicas = 1 }", &[("replicas = 3 }", "replicas = 1 }")]),
    (
        "TRI0420",
        "key-vault.secret-expiry-days",
        "secret-expiry-days = 730",
        &[("[key-vault]", "[key-vault]\nsecret-expiry-days = 730")],
    ),
    (
        "TRI0421",
        "github.subjects[0].branch",
        "subjects = [{ branch = \"main\" }",
        &[("{ environment = \"staging\" }", "{ branch = \"main\" }")],
    ),
    (
        "TRI0423",
        "env.NODE_TLS_REJECT_UNAUTHORIZED",
        "NODE_TLS_REJECT_UNAUTHORIZED = \"0\"",
        &[("[tags]", "[env]\nNODE_TLS_REJECT_UNAUTHORIZED = \"0\"\n[tags]")],
    ),
    (
        "TRI0424",
        "env.NODE_ENV",
        "NODE_ENV = \"development\"",
        &[("[tags]", "[env]\nNODE_ENV = \"development\"\n[tags]")],
    ),
    (
        "TRI0425",
        "azure-devops[0].credentials[0].kind",
        "credentials = [{ kind = \"personal-access-token\"",
        &[(
            "credentials = [{ kind = \"managed-identity\", organizations = [\"contoso\"] }]",
            "credentials = [{ kind = \"personal-access-token\", secret = \"azure-pat\" }]",
        )],
    ),
    ("TRI0427", "network", "[network]", &[("[front-door]\n", ""), ("[domain]\nhost = \"portal.contoso.com\"\n", "")]),
    ("TRI0426", "scale.min", "min = 0", &[("min = 3", "min = 0")]),
    (
        "TRI0422",
        "scale.min",
        "min = 1",
        &[("min = 3", "min = 1"), ("[network]\nzone-redundant = true", "[network]\nzone-redundant = false")],
    ),
];

fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(HARDENED.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "`{old}` is there once");
        text.replace(old, new)
    })
}

fn warnings(text: &str) -> Vec<(String, String, Option<usize>)> {
    let portal = Portal::from_toml("portal.toml", text).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let bundle = bundle(&portal).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"));
    Document::new("portal.toml", text)
        .locate(bundle.warnings)
        .iter()
        .map(|diagnostic| (diagnostic.id().to_owned(), diagnostic.path().to_owned(), diagnostic.line()))
        .collect()
}

#[test]
fn the_hardened_portal_has_no_diagnostics() {
    assert_eq!(warnings(HARDENED), []);
}

#[test]
fn each_change_is_found_with_its_place() {
    for (id, path, line, changes) in CASES {
        let text = changed(changes);
        let found = warnings(&text);
        let diagnostic = found.iter().find(|(other, ..)| other == id);
        let Some((_, at, number)) = diagnostic else { panic!("{id} is not among {found:?}") };
        assert_eq!(at, path, "{id}");
        let number = number.unwrap_or_else(|| panic!("{id} has no line"));
        let there = text.lines().nth(number - 1).unwrap_or_default();
        assert!(there.starts_with(line), "{id} points at `{there}`");
    }
}

#[test]
fn each_finding_can_be_accepted_with_a_reason() {
    for (id, _, _, changes) in CASES {
        let accept = format!("[[accept]]\nid = \"{id}\"\nreason = \"Agreed with the security team.\"\n");
        let text = format!("{}\n{accept}", changed(changes));
        let found = warnings(&text);
        assert!(found.iter().all(|(other, ..)| other != id), "{id} is accepted, and yet among {found:?}");
        assert!(found.iter().all(|(_, path, _)| !path.starts_with("accept")), "{id} is accepted: {found:?}");
    }
}

/// Providers read the catalog on a schedule, and a portal that scales to zero has no process to do so.
#[test]
fn a_catalog_that_is_read_again_keeps_a_replica() {
    for (catalog, is_found) in [
        ("[[catalog.users]]\nname = \"mona\"\n", false),
        ("[catalog.microsoft-graph]\n", true),
        ("[[catalog.azure-devops]]\nid = \"a\"\norganization = \"contoso\"\nproject = \"*\"\n", true),
        ("[[catalog.azure-blob]]\nid = \"a\"\naccount = \"stcatalog\"\ncontainer = \"catalog\"\n", true),
        ("[[catalog.locations]]\nurl = \"https://contoso.com/all.yaml\"\n", true),
    ] {
        for (min, is_found) in [(0, is_found), (1, false)] {
            let found = warnings(&format!("name = \"backstage\"\n[scale]\nmin = {min}\n{catalog}"));
            assert_eq!(found.iter().any(|(id, ..)| id == "TRI0426"), is_found, "{min} {catalog}");
        }
    }
}

#[test]
fn every_lint_is_explained() {
    let page = include_str!("../../../../docs/portal-checks.md");
    for (id, ..) in CASES {
        assert!(page.contains(&format!("### {id} ")), "docs/portal-checks.md explains {id}");
    }
}

#[test]
fn smaller_portals_give_nothing_up() {
    for text in [MINIMAL, MEDIUM] {
        let found = warnings(text);
        assert!(found.iter().all(|(id, ..)| !id.starts_with("TRI04")), "{found:?}");
    }
}
