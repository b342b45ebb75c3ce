//! Changes that a deployment would make silently are reported before the files are written.

use std::fs;
use std::path::Path;

use crate::{code, folder, portals, stderr, triceps};

/// Writes the files of a portal over those of another, and gives the code and the output.
fn over(folder: &Path, before: &str, after: &str, more: &[&str]) -> (i32, String) {
    let generate = |text: &str, more: &[&str]| {
        fs::write(folder.join("portal.toml"), text).expect("the configuration can be written");
        triceps(folder, &[&["generate", "portal.toml"], more].concat())
    };
    let first = generate(before, &["--force"]);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    let second = generate(after, more);
    (code(&second), stderr(&second).to_owned())
}

fn fixture(name: &str) -> String {
    fs::read_to_string(portals().join(format!("{name}.toml"))).expect("the portal is there")
}

/// The text without a table and what is below its header.
pub(crate) fn without(text: &str, table: &str) -> String {
    let (before, rest) = text.split_once(&format!("[{table}]\n")).expect("the table is there");
    let after = rest.find("\n[").map_or("", |end| &rest[end + 1..]);
    format!("{before}{after}")
}

#[test]
fn what_goes_on_in_azure_is_named_with_the_commands_that_end_it() {
    let folder = folder("changes-orphans");
    let hardened = fixture("hardened");
    for (table, output) in [
        ("redis", "redis-backstage-"),
        ("assistant", "oai-backstage-"),
        ("front-door", "`afd-backstage` (Microsoft.Cdn/profiles)"),
        ("telemetry", "`appi-backstage`"),
        ("github", "az role assignment delete --assignee"),
    ] {
        let mut after = without(&hardened, table);
        if table == "front-door" {
            // A host name inside a network takes Front Door.
            after = without(&after, "domain");
        }
        let (code, output_now) = over(&folder, &hardened, &after, &[]);
        assert_eq!(code, 0, "{table}: {output_now}");
        assert!(output_now.contains(output) && output_now.contains("stays in Azure"), "{table}: {output_now}");
        assert!(output_now.contains("az resource delete"), "{table}: {output_now}");
    }
    let fewer = hardened.replace("{ environment = \"staging\" }, ", "");
    let (_, output) = over(&folder, &hardened, &fewer, &[]);
    assert!(output.contains("az identity federated-credential delete --resource-group rg-backstage --identity-name id-backstage-deployer --name github-staging"), "{output}");
    let (_, output) = over(&folder, &hardened, &hardened.replace("locks = true", "locks = false"), &[]);
    assert!(output.contains("az lock delete"), "{output}");
}

/// The entries of loops are resources too, and what needs another one goes before it.
#[test]
fn what_belongs_to_a_service_is_named_with_it() {
    let folder = folder("changes-parts");
    let hardened = fixture("hardened");
    let (code, output) = over(&folder, &hardened, &without(&hardened, "redis"), &[]);
    assert_eq!(code, 0, "{output}");
    let mut before = 0;
    for line in [
        "`pe-backstage-redis` (Microsoft.Network/privateEndpoints)",
        "`privatelink.redis.azure.net` (Microsoft.Network/privateDnsZones)",
        "--parent privateDnsZones/privatelink.redis.azure.net --resource-type virtualNetworkLinks --name link-backstage",
        "\"[?name=='privatelink.redis.azure.net'].id\"",
        "az keyvault secret delete --vault-name $(az resource list --resource-group rg-backstage --resource-type Microsoft.KeyVault/vaults --query \"[?starts_with(name, 'kvbackstage')].name\" --output tsv) --name cache-connection",
        "`redis-backstage-?????????????` (Microsoft.Cache/redisEnterprise)",
    ] {
        let place = output.find(line).unwrap_or_else(|| panic!("{line} is not in {output}"));
        assert!(place > before, "{line}: {output}");
        before = place;
    }
    assert!(!output.contains("privatelink.openai") && !output.contains("pe-backstage-vault"), "{output}");
    let fewer = hardened.replace("min = 3", "min = 0");
    let (_, output) = over(&folder, &hardened, &fewer, &[]);
    assert!(output.contains("`alert-backstage-too-few-replicas` (Microsoft.Insights/metricAlerts)"), "{output}");
}

#[test]
fn a_role_that_is_not_assigned_any_more_is_named() {
    let folder = folder("changes-roles");
    let medium = fixture("medium");
    let local = medium.replace("[techdocs]", "[techdocs]\nbuilder = \"local\"");
    let (code, output) = over(&folder, &medium, &local, &[]);
    assert_eq!(code, 0, "{output}");
    let message = "`id-backstage` does not get the role `Storage Blob Data Reader` any more: it keeps it on `stbackstage?????????????/default/techdocs`";
    let command = "--role 2a2b9908-6ea1-4ae2-8e65-a410df84e7d1 --scope \"$(az resource list --resource-group rg-backstage --resource-type Microsoft.Storage/storageAccounts --query \"[?starts_with(name, 'stbackstage')].id\" --output tsv)/blobServices/default/containers/techdocs\"";
    assert!(output.contains(message) && output.contains(command), "{output}");
    let (_, output) = over(&folder, &local, &medium, &[]);
    assert!(output.contains("ba92f5b4-2d11-453d-a403-e96b0029c9fe"), "{output}");
    let (_, output) = over(&folder, &medium, &medium, &[]);
    assert!(!output.contains("any more"), "{output}");
}

#[test]
fn where_data_is_lost_nothing_is_written_without_force() {
    let folder = folder("changes-data");
    let medium = fixture("medium");
    for (after, output) in [
        (medium.replace("name = \"backstage\"", "name = \"portal\""), "a second portal"),
        (medium.replace("[postgres]", "[postgres]\nversion = 16"), "its version from 17 down to 16"),
        (format!("{medium}\n[network]\n[front-door]\n"), "does not change its network in place"),
        (without(&medium, "techdocs"), "with its data"),
    ] {
        let (refused, output_now) = over(&folder, &medium, &after, &[]);
        assert_eq!(refused, 1, "{output}: {output_now}");
        assert!(output_now.contains(output) && output_now.contains("--force"), "{output}: {output_now}");
        let kept = fs::read_to_string(folder.join("infra/main.json")).expect("the template is there");
        assert!(kept.contains("backstage") && kept.contains("storageAccounts"), "nothing was written");
        let (forced, output_now) = over(&folder, &medium, &after, &["--force"]);
        assert_eq!(forced, 0, "{output}: {output_now}");
        assert!(output_now.contains(output), "{output}: {output_now}");
    }
}

#[test]
fn what_changes_in_place_is_not_new() {
    let folder = folder("changes-none");
    let medium = fixture("medium");
    for after in [
        medium.replace("max = 5", "max = 9"),
        medium.replace("title = \"Contoso Portal\"", "title = \"Another Portal\""),
        medium.replace("[postgres]", "[postgres]\nversion = 18"),
        format!("{medium}\n[redis]\n"),
    ] {
        let (code, output) = over(&folder, &medium, &after, &[]);
        assert_eq!(code, 0, "{output}");
        assert!(!output.contains("what a deployment would not show"), "{output}");
    }
}

#[test]
fn an_environment_has_its_own_files_and_the_shared_ones() {
    let folder = folder("changes-environments");
    fs::write(folder.join("portal.toml"), fixture("environments")).expect("it can be written");
    let one = triceps(&folder, &["generate", "portal.toml", "--environment", "staging"]);
    assert_eq!(code(&one), 0, "{}", stderr(&one));
    let there = |path: &str| folder.join(path).exists();
    assert!(there("infra/main.bicep") && there("infra/staging.bicepparam") && !there("infra/production.bicepparam"));
    assert!(there("scripts/settings.staging.env") && !there("scripts/settings.production.env"));
    let unknown = triceps(&folder, &["generate", "portal.toml", "--environment", "stagin"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("`staging`, `production`"), "{}", stderr(&unknown));
    assert_eq!(code(&triceps(&folder, &["generate", "portal.toml", "--check", "--environment", "staging"])), 0);
    let all = triceps(&folder, &["generate", "portal.toml", "--check"]);
    assert!(code(&all) == 1 && stderr(&all).ends_with("run `triceps generate portal.toml`\n"), "{}", stderr(&all));
    // The files of another environment that are there stay up to date.
    fs::write(folder.join("infra/production.bicepparam"), "").expect("it can be written");
    let stale = triceps(&folder, &["generate", "portal.toml", "--check", "--environment", "staging"]);
    assert!(stderr(&stale).contains("`infra/production.bicepparam`"), "{}", stderr(&stale));
    assert!(stderr(&stale).contains("portal.toml --environment staging"), "{}", stderr(&stale));
    fs::write(folder.join("portal.toml"), fixture("minimal")).expect("it can be written");
    let none = triceps(&folder, &["generate", "portal.toml", "--environment", "staging"]);
    assert_eq!((code(&none), stderr(&none)), (2, "error: the portal has no `[environments]`\n"));
}
