//! What Backstage and the services around it understand.

use triceps_backstage::config::Portal;
use triceps_backstage::{Repository, bundle_for};

use crate::support::{configurations, made, text, yaml};

const TWO: &str = "name = \"backstage\"\n[catalog]\n";

#[test]
fn projects_are_named_as_the_search_understands_them() {
    for (project, expected) in
        [("*", "*"), ("platform", "platform"), ("My Project", "\"My Project\""), ("team-*", "team-*")]
    {
        let provider =
            format!("azure-devops = [{{ id = \"a\", organization = \"contoso\", project = \"{project}\" }}]\n");
        let (production, _) = configurations(&format!("{TWO}{provider}"));
        assert_eq!(production["catalog"]["providers"]["azureDevOps"]["a"]["project"], expected);
    }
}

#[test]
fn locations_say_which_kinds_they_may_have() {
    for (keys, expected) in [
        ("", serde_json::Value::Null),
        (", templates = true", serde_json::json!([{ "allow": ["Template"] }])),
        (", organization = true, templates = true", serde_json::json!([{ "allow": ["User", "Group", "Template"] }])),
    ] {
        let (production, _) =
            configurations(&format!("{TWO}locations = [{{ url = \"https://contoso.com/a.yaml\"{keys} }}]\n"));
        assert_eq!(production["catalog"]["locations"][0]["rules"], expected);
    }
}

#[test]
fn hosts_that_no_integration_reads_are_allowed() {
    let location = |(at, host)| format!("[[catalog.locations]]\nurl = \"https://{host}/contoso/{at}.yaml\"\n");
    let own = "[[azure-devops]]\nhost = \"tfs.contoso.com\"\ncredentials = [{ kind = \"personal-access-token\", secret = \"tfs-token\" }]\n";
    for (hosts, more, allowed) in [
        (&["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"][..], "", serde_json::Value::Null),
        (&["contoso.com", "github.com", "contoso.com"], "", serde_json::json!([{ "host": "contoso.com" }])),
        (&["tfs.contoso.com"], "", serde_json::json!([{ "host": "tfs.contoso.com" }])),
        (&["tfs.contoso.com"], own, serde_json::Value::Null),
    ] {
        let locations: String = hosts.iter().enumerate().map(location).collect();
        let (production, local) = configurations(&format!("name = \"backstage\"\n{more}{locations}"));
        for configuration in [production, local] {
            assert_eq!(configuration["backend"]["reading"]["allow"], allowed, "{hosts:?}");
        }
    }
}

#[test]
fn accounts_of_the_catalog_are_read_with_the_identity_in_azure() {
    let blob = |id: &str, account: &str| {
        format!("[[catalog.azure-blob]]\nid = \"{id}\"\naccount = \"{account}\"\ncontainer = \"{id}\"\n")
    };
    let blobs = blob("one", "stzulu") + &blob("two", "stalpha") + &blob("three", "stzulu");
    let (production, local) = configurations(&format!("name = \"backstage\"\n{blobs}"));
    assert_eq!(
        production["integrations"],
        serde_json::json!({ "azureBlobStorage": [{ "accountName": "stalpha" }, { "accountName": "stzulu" }] })
    );
    assert!(local["integrations"].is_null(), "{}", local["integrations"]);
    let token = "[[secrets]]\nname = \"github-token\"\nenv = \"GITHUB_TOKEN\"\n";
    let (production, _) = configurations(&format!("name = \"backstage\"\n{token}"));
    let expected = serde_json::json!({ "github": [{ "host": "github.com", "token": "${GITHUB_TOKEN}" }] });
    assert_eq!(production["integrations"], expected);
}

#[test]
fn pools_fit_into_the_connections_of_the_server() {
    for (max, sku, expected) in
        [(1, "", None), (5, "", Some(6)), (40, "", Some(2)), (1, "sku = \"Standard_B1ms\"", Some(2))]
    {
        let source = format!("name = \"backstage\"\n[scale]\nmax = {max}\n[postgres]\n{sku}\n");
        let (production, local) = configurations(&source);
        let most = production["backend"]["database"]["knexConfig"]["pool"]["max"].as_i64();
        assert_eq!((most, local["backend"]["database"].get("knexConfig")), (expected, None), "{source}");
    }
}

#[test]
fn a_hint_is_a_domain_or_a_tenant() {
    for hint in ["contoso.com", "72f988bf-86f1-41af-91ab-2d7cd011db47"] {
        let (production, _) = configurations(&format!("name = \"backstage\"\n[auth]\ndomain-hint = \"{hint}\"\n"));
        assert_eq!(production["auth"]["providers"]["microsoft"]["production"]["domainHint"], hint);
    }
}

/// The object is understood since 1.53.0; before, and where nobody says which release it is, the address alone is right.
#[test]
fn the_cache_is_pinged_where_the_release_knows_how() {
    let text = "name = \"backstage\"\n[key-vault]\n[redis]\n";
    let portal = Portal::from_toml("portal.toml", text).expect("it has no errors");
    for (release, pings) in
        [(None, false), (Some("1.52.1"), false), (Some("1.53.0"), true), (Some("1.60.0-next.1"), true)]
    {
        let named = release.map(|release| format!("{{ \"version\": \"{release}\" }}"));
        let repository = Repository::new().backstage_json(&named.unwrap_or_default());
        let bundle = bundle_for(&portal, &repository).expect("it has no errors");
        let connection = &yaml(&bundle, "app-config.production.yaml")["backend"]["cache"]["connection"];
        let expected = if pings {
            serde_json::json!({ "url": "${REDIS_URL}", "pingInterval": 60_000 })
        } else {
            serde_json::json!("${REDIS_URL}")
        };
        assert_eq!(connection, &expected, "{release:?}");
    }
}

/// A list of Backstage's configuration replaces the one before it: what a team named itself is not replaced by nothing, and
/// what is replaced is named.
#[test]
fn locations_of_the_team_stay() {
    let made = |text: &str, config: &str| {
        let portal = Portal::from_toml("portal.toml", text).expect("it has no errors");
        bundle_for(&portal, &Repository::new().app_config(config)).expect("it has no errors")
    };
    let examples = "catalog:\n  locations:\n    - type: file\n      target: ../../examples/entities.yaml\n";
    let own = format!("{examples}    - type: url\n      target: https://github.com/contoso/own/blob/main/all.yaml\n");
    let directory = "name = \"backstage\"\n[catalog.microsoft-graph]\n";
    let named =
        format!("{directory}[[catalog.locations]]\nurl = \"https://github.com/contoso/catalog/blob/main/all.yaml\"\n");
    for (text, config, kept, warned) in [
        (directory, examples, false, false),
        (directory, own.as_str(), true, false),
        (named.as_str(), examples, false, false),
        (named.as_str(), own.as_str(), false, true),
        ("name = \"backstage\"\n", own.as_str(), true, false),
    ] {
        let bundle = made(text, config);
        for path in ["app-config.production.yaml", "app-config.local.yaml"] {
            assert_eq!(yaml(&bundle, path)["catalog"]["locations"].is_null(), kept, "{text}{config}{path}");
        }
        let warning = bundle.warnings.iter().find(|warning| warning.id() == "TRI0382");
        assert_eq!(warning.is_some(), warned, "{text}{config}");
        assert!(
            warning.is_none_or(
                |warning| warning.message().contains("contoso/own") && !warning.message().contains("examples")
            )
        );
    }
}

#[test]
fn documents_of_others_are_only_read() {
    for (builder, role, other) in
        [("external", "portalReadsDocs", "portalWritesDocs"), ("local", "portalWritesDocs", "portalReadsDocs")]
    {
        let bundle = made(&format!("name = \"backstage\"\n[techdocs]\nbuilder = \"{builder}\"\n"));
        let template = text(&bundle, "infra/main.bicep");
        assert!(template.contains(role) && !template.contains(other), "{builder}");
    }
}

#[test]
fn a_title_is_plain_text_in_the_runbook() {
    let bundle = made("name = \"backstage\"\ntitle = \"<img src=x> [a](b) `c`\"\n");
    assert!(text(&bundle, "docs/runbook.md").contains("\\<img src=x\\> \\[a\\](b) \\`c\\`"));
}

/// All variables of all portals say what they are.
#[test]
fn variables_of_templates_are_described() {
    for source in [
        include_str!("../../../../fixtures/portals/minimal.toml"),
        include_str!("../../../../fixtures/portals/medium.toml"),
        include_str!("../../../../fixtures/portals/hardened.toml"),
    ] {
        let bundle = made(source);
        for file in bundle.files.iter().filter(|file| file.path.rsplit_once('.').is_some_and(|(_, end)| end == "bicep"))
        {
            let lines: Vec<&str> = file.text.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[1].starts_with("var ")) {
                assert!(pair[0].starts_with("@description("), "{}: {}", file.path, pair[1]);
            }
        }
    }
}
