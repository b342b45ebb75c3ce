//! `triceps modules update` and `outdated`.

use std::fs;

use super::registry::{Registry, TEMPLATE};
use super::{STORAGE, TENANT, TYPES, diagnostics, fine, modules, package, project, write};
use crate::{code, stderr, stdout};

#[test]
fn an_update_says_what_changes_and_keeps_names() {
    let project = project("update");
    fine(&project, &["add", STORAGE, "--as", "account"]);
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    let output = fine(&project, &["update", "account", "--to", "0.32.1", "--dry-run"]);
    let changes: Vec<&str> =
        output.lines().filter(|line| !line.contains(": derived from ") && !line.contains("resource ")).collect();
    assert_eq!(
        changes,
        [
            "br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:0.25.0 → 0.32.1",
            "  breaking: parameter blobServices: object → blobServiceType",
            "  breaking: parameter fileServices: object → fileServiceType",
            "  breaking: parameter queueServices: object → queueServiceType",
            "  breaking: parameter tableServices: object → tableServiceType",
            "  breaking: type diagnosticSettingFullType → diagnosticSettingMetricsOnlyType.logCategoriesAndGroups: removed",
            "  parameter extendedLocationZone: added, string?",
            "  parameter minimumTlsVersion: \"TLS1_3\" allowed now",
            "  parameter publicNetworkAccess: \"SecuredByPerimeter\" allowed now",
            "  parameter immutableStorageWithVersioning: added, object?",
            "  parameter objectReplicationPolicies: added, objectReplicationPolicyType[]?",
            "  type blobServiceType: exported",
            "  type fileServiceType: exported",
            "  type objectReplicationPolicyType: exported",
            "  type queueServiceType: exported",
            "  type tableServiceType: exported",
            "nothing was changed",
        ]
    );
    assert!(output.contains("  resource Microsoft.Storage/storageAccounts: 2024-01-01 → 2025-06-01\n"), "{output}");
    assert_eq!(fs::read_to_string(project.join("triceps.lock")).expect("it is there"), lock);
    let bindings = || fs::read_to_string(project.join("src/modules/account.rs")).expect("it is generated");
    assert!(bindings().contains(":0.25.0"));
    fine(&project, &["update", "account", "--to", "0.32.1"]);
    assert!(bindings().contains(":0.32.1") && !bindings().contains(":0.25.0"));
    let updated = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    assert!(
        updated.contains("storage-account:0.32.1\"]")
            && !updated.contains(":0.25.0")
            && updated.contains("name = \"account\""),
        "{updated}"
    );
    fine(&project, &["check"]);
}

#[test]
fn a_text_keeps_its_version_until_someone_changes_it() {
    let project = project("update-text");
    write(&project.join("main.bicep"), format!("module a '{STORAGE}' = {{}}\n"));
    fine(&project, &["sync"]);
    let output = fine(&project, &["update", STORAGE, "--to", "0.32.1"]);
    assert!(output.contains("main.bicep(1,10) still names the old version"), "{output}");
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    assert!(lock.contains(":0.25.0") && lock.contains(":0.32.1"), "{lock}");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("]: `triceps.lock` names the module, but no text"), "{output}");
    assert!(output.contains(":0.32.1\n"), "{output}");
    write(&project.join("main.bicep"), format!("module a '{}' = {{}}\n", STORAGE.replace("0.25.0", "0.32.1")));
    fine(&project, &["remove", STORAGE]);
    fine(&project, &["check"]);
}

#[test]
fn newer_versions_are_listed_for_people_and_programs() {
    let project = project("outdated");
    fine(&project, &["add", STORAGE]);
    let output = fine(&project, &["outdated"]);
    assert_eq!(output, format!("{STORAGE} (`storage_account`) → 0.33.0\n"));
    let rows: serde_json::Value =
        serde_json::from_str(&fine(&project, &["outdated", "--format", "json"])).expect("JSON");
    assert_eq!(
        rows,
        serde_json::json!([{
            "reference": STORAGE, "name": "storage_account", "current": "0.25.0", "latest": "0.33.0", "outdated": true
        }])
    );
}

#[test]
fn a_moved_tag_is_never_taken_silently() {
    let registry = Registry::start();
    let project = package("moved");
    write(&project.join("one.json"), TEMPLATE);
    write(
        &project.join("two.json"),
        TEMPLATE.replace(
            "\"resources\"",
            "\"outputs\": {\"x\": {\"type\": \"string\", \"value\": \"\"}},\n  \"resources\"",
        ),
    );
    let (one, two) = (registry.reference("m", "1.0.0"), registry.reference("m", "2.0.0-beta.1"));
    fine(&project, &["publish", "one.json", "--target", &one, "--plain-http"]);
    fine(&project, &["publish", "two.json", "--target", &two, "--plain-http"]);
    fine(&project, &["add", &one, "--plain-http"]);
    assert_eq!(fine(&project, &["outdated", "--plain-http"]), "all modules are at their newest versions\n");
    assert!(fine(&project, &["outdated", "--prereleases", "--plain-http"]).contains("→ 2.0.0-beta.1"));
    assert_eq!(fine(&project, &["update", "--plain-http"]), "nothing is newer\n");

    registry.move_tag("m", "2.0.0-beta.1", "1.0.0");
    fine(&project, &["check"]);
    for args in [&["check", "--remote", "--plain-http"][..], &["update", "--plain-http"]] {
        let output = diagnostics(&project, args);
        assert!(output.contains("error[TRI0067]") && output.matches("sha256:").count() == 2, "{output}");
    }
    let output = fine(&project, &["update", "--accept-moved", "--plain-http"]);
    assert!(output.contains("  output x: added, string\n"), "{output}");
    fine(&project, &["check", "--remote", "--plain-http"]);
}

#[test]
fn modules_that_cannot_be_looked_up_fail_beside_the_others() {
    let project = project("outdated-errors");
    fine(&project, &["add", STORAGE, TENANT, "--no-bindings"]);
    let settings = fs::read_to_string(project.join("triceps.toml")).expect("it is there");
    let without: Vec<&str> = settings.lines().filter(|line| !line.contains("contoso")).collect();
    write(&project.join("triceps.toml"), without.join("\n"));
    let output = modules(&project, &["outdated"]);
    assert_eq!((code(&output), stdout(&output)), (1, format!("{STORAGE} (`storage_account`) → 0.33.0\n").as_str()));
    assert!(stderr(&output).contains(TENANT) || stderr(&output).contains("contoso.azurecr.io"), "{}", stderr(&output));
    let output = diagnostics(&project, &["update"]);
    assert!(output.contains("contoso.azurecr.io"), "{output}");
}

#[test]
fn without_the_old_copy_what_changes_is_not_known() {
    let project = project("update-unknown");
    fine(&project, &["add", TYPES]);
    fs::remove_dir_all(project.join("modules")).expect("it is there");
    let output = fine(&project, &["update", "types", "--to", "V3-Beta_1"]);
    let expected = format!(
        "{TYPES} → V3-Beta_1\n  what changes is not known, as the old version is not there: run `triceps modules restore` first\n"
    );
    assert_eq!(output, expected);
    let output = fine(&project, &["update", "types", "--to", "V3-Beta_1"]);
    assert_eq!(output, "nothing is newer\n");
}
