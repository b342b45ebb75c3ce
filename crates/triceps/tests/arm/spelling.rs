//! The letter case of types and versions.

use serde_json::json;
use triceps::{Extension, Param, Raw, Template, TypeExpr, object};

use super::arm;

#[test]
fn a_child_of_unknown_type_is_below_its_parent_as_that_is_spelled() {
    let mut t = Template::for_resource_group();
    let vault =
        t.add("vault", Raw::existing("MICROSOFT.KEYVAULT/VAULTS@2024-12-01-PREVIEW", object! { name: "kv-contoso" }));
    let own = t.nested(
        &vault,
        "own",
        Raw::existing("MICROSOFT.KEYVAULT/VAULTS/TOKENS@2024-12-01-PREVIEW", object! { name: "a" }),
    );
    let same = t.nested(&vault, "same", Raw::existing("MICROSOFT.KEYVAULT/VAULTS/TOKENS", object! { name: "b" }));
    t.output("id", own.id());
    t.output("ownVersion", own.api_version());
    t.output("sameVersion", same.api_version());

    let outputs = &arm(t)["outputs"];
    assert_eq!(outputs["id"]["value"], "[resourceId('Microsoft.KeyVault/vaults/TOKENS', 'kv-contoso', 'a')]");
    assert_eq!(outputs["ownVersion"]["value"], "2024-12-01-PREVIEW");
    assert_eq!(outputs["sameVersion"]["value"], "2024-12-01-preview");
}

#[test]
fn types_of_extensions_too() {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());
    let group = t.add(
        "group",
        Raw::new(
            "MICROSOFT.graph/GROUPS@V1.0",
            object! {
                uniqueName: "contoso",
                displayName: "Contoso",
                mailEnabled: false,
                mailNickname: "contoso",
                securityEnabled: true,
            },
        ),
    );
    t.output_as::<String>("id", group.prop("id"));

    let checked = t.check().expect("a template without errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    assert!(checked.to_bicep().contains("resource group 'MICROSOFT.graph/GROUPS@V1.0' = {"));
    assert!(checked.to_arm_string().contains("\"type\": \"Microsoft.Graph/groups@v1.0\""));
}

#[test]
fn a_type_of_unknown_version_stays() {
    let mut t = Template::for_resource_group();
    let properties = t.param(Param::typed(
        "properties",
        TypeExpr::resource_output("MICROSOFT.keyvault/vaults@2099-01-01").prop("properties"),
    ));
    t.output_as::<triceps::Object>("x", &properties);
    let source = json!({ "source": "MICROSOFT.keyvault/vaults@2099-01-01#properties/properties", "output": true });
    assert_eq!(arm(t)["parameters"]["properties"]["metadata"]["__bicep_resource_derived_type!"], source);
}
