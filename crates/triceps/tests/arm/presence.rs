//! Resources that may be missing, and what a resource was before.

use serde_json::json;
use triceps::functions::{this_existing_resource, this_exists};
use triceps::key_vault::Vault;
use triceps::{Expr, Extension, IntoExpr, Module, Raw, Template, object};

use super::arm;

#[test]
fn a_resource_that_may_be_missing_makes_the_template_symbolic() {
    let mut t = Template::for_resource_group();
    let vault = t.add("vault", Vault::existing("kv-contoso").null_if_not_found());
    t.output_as::<bool>("found", Expr::binary(triceps::functions::BinaryOp::NotEqual, vault.into_expr(), Expr::NULL));

    let arm = arm(t);
    assert_eq!(arm["languageVersion"], "2.0");
    assert_eq!(arm["resources"]["vault"]["@options"], json!({ "nullIfNotFound": [] }));
    let version = Vault::API_VERSION;
    let found = format!("[not(equals(reference('vault', '{version}', 'full'), null()))]");
    assert_eq!(arm["outputs"]["found"]["value"], found);
}

fn account(properties: triceps::Object) -> Raw {
    Raw::new(
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! {
            name: "stcontoso",
            location: "westeurope",
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
            properties: properties,
        },
    )
}

#[test]
fn what_reads_itself_makes_its_own_file_symbolic() {
    let mut inner = Template::for_resource_group();
    inner.add("account", account(object! { accessTier: Expr::ternary(this_exists(), "Hot", "Cool") }));
    let mut t = Template::for_resource_group();
    let file = t.module_file("inner.bicep", inner.check().expect("a template without errors"));
    t.add("inner", Module::new(&file).name("inner"));

    let arm = arm(t);
    assert_eq!(arm.get("languageVersion"), None);
    let inner = &arm["resources"][0]["properties"]["template"];
    assert_eq!(inner["languageVersion"], "2.0");
    assert_eq!(
        inner["resources"]["account"]["properties"]["accessTier"],
        "[if(not(empty(target('full'))), 'Hot', 'Cool')]"
    );
}

#[test]
fn a_resource_of_an_extension_has_no_envelope() {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());
    t.add(
        "group",
        Raw::new(
            "Microsoft.Graph/groups@v1.0",
            object! {
                uniqueName: "contoso",
                displayName: this_existing_resource().safe_prop("displayName").or("Contoso"),
                mailEnabled: false,
                mailNickname: "contoso",
                securityEnabled: this_exists(),
            },
        ),
    );
    let properties = &arm(t)["resources"]["group"]["properties"];
    assert_eq!(properties["displayName"], "[coalesce(tryGet(target(), 'displayName'), 'Contoso')]");
    assert_eq!(properties["securityEnabled"], "[not(empty(target('full')))]");
}
