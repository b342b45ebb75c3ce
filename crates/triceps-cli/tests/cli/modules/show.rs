//! `triceps modules show`.

use super::{STORAGE, TENANT, TYPES, VAULT, fine, modules, project};
use crate::{code, stderr};

#[test]
fn an_interface_is_a_page() {
    let project = project("show");
    let page = fine(&project, &["show", VAULT]);
    assert!(page.starts_with(&format!("# `{VAULT}`\n\nKey Vaults\n")), "{page}");
    for part in [
        "\nScope: resourceGroup\n",
        "## Required parameters\n\n- `name`: `string`. Required. Name of the Key Vault.",
        "- `sku`: `'premium' | 'standard'`, default `\"premium\"`.",
        "## Outputs\n\n- `resourceId`: `string`.",
        "- `type accessPolicyType`:",
        "- `Microsoft.KeyVault/vaults@",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!project.join("triceps.lock").exists(), "nothing is pinned");
}

#[test]
fn what_is_locked_is_a_bill_of_materials() {
    let project = project("bom");
    fine(&project, &["add", VAULT, STORAGE]);
    let text = fine(&project, &["show", "--format", "cyclonedx"]);
    let bom: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    assert_eq!(
        bom["components"][0],
        serde_json::json!({
            "type": "library",
            "bom-ref": VAULT,
            "name": "mcr.microsoft.com/bicep/avm/res/key-vault/vault",
            "hashes": [{ "alg": "SHA-256", "content": "cad53a13688dc9f60b0b7953eab9e6cc885a149b5ffd7b50e8f2c846c6d4d207" }],
            "version": "0.14.0",
            "purl": "pkg:oci/vault@sha256%3Ac7aac337f2ddbd8e9350b7a1ca28ae56991cb309dd45b486e0d4f0f15926bd21?repository_url=mcr.microsoft.com/bicep/avm/res/key-vault/vault&tag=0.14.0",
        })
    );
    assert_eq!(bom["components"].as_array().map(Vec::len), Some(2));
    assert_eq!(text, fine(&project, &["show", "--format", "cyclonedx"]));
    assert_eq!(code(&super::modules(&project, &["show", "--format", "page"])), 2);
}

#[test]
fn one_module_is_shown_locked_or_not() {
    let project = project("show-one");
    let cyclonedx = |name: &str| {
        let text = fine(&project, &["show", name, "--format", "cyclonedx"]);
        let bom: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        bom["components"].as_array().expect("a list").iter().map(|one| one["bom-ref"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(cyclonedx(TYPES), [TYPES]);
    let page = fine(&project, &["show", TYPES]);
    fine(&project, &["add", TYPES, TENANT]);
    assert_eq!(cyclonedx("types"), [TYPES]);
    assert_eq!(fine(&project, &["show", "types", "--format", "page"]), page);
    let without = modules(&project, &["show", "types", "--sources", "out"]);
    let message = format!("error: `{TYPES}` was published without sources\n");
    assert_eq!((code(&without), stderr(&without)), (2, message.as_str()));
}
