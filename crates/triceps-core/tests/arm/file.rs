//! The file as a whole: names, types of resources, options, scopes, sizes.

use serde_json::json;
use triceps_language::{Ambient, DecoratorId, Function};
use triceps_middle::{Header, Place, Resource, TargetScope};

use super::{ACCOUNT, File, VAULT};

#[test]
fn types_are_spelt_as_the_index_has_them() {
    let mut file = File::new(4);
    let name = file.s("kv");
    let vault = file.resource("vault", "MICROSOFT.keyvault/VAULTS@2024-12-01-PREVIEW", &[("name", name)]);
    let name = file.s("s");
    let nested = |resource| Resource { container: Some(vault), ..resource };
    file.resource_with("known", "MICROSOFT.keyvault/VAULTS/SECRETS@2023-07-01", &[("name", name)], nested);
    let name = file.s("u");
    file.resource_with("unknown", "MICROSOFT.keyvault/VAULTS/THINGS@2023-07-01", &[("name", name)], nested);
    let name = file.s("x");
    file.resource("other", "Contoso.HOTELS/roomS@2024-01-01-Preview", &[("name", name)]);
    let json = file.json();
    let types: Vec<_> =
        json["resources"].as_array().expect("classic").iter().map(|one| (&one["type"], &one["apiVersion"])).collect();
    assert_eq!(
        types,
        [
            (&json!("Microsoft.KeyVault/vaults/secrets"), &json!("2023-07-01")),
            (&json!("Microsoft.KeyVault/vaults/THINGS"), &json!("2023-07-01")),
            (&json!("Microsoft.KeyVault/vaults"), &json!("2024-12-01-preview")),
            (&json!("Contoso.HOTELS/roomS"), &json!("2024-01-01-Preview")),
        ]
    );
    assert_eq!(json["resources"][1]["dependsOn"], json!(["[resourceId('Microsoft.KeyVault/vaults', 'kv')]"]));
}

#[test]
fn options_of_the_engine_make_a_file_symbolic() {
    let mut file = File::new(1);
    let name = file.s("kv");
    let decorators = file.decorators(&[(DecoratorId::NullIfNotFound, Vec::new())]);
    file.resource_decorated("vault", VAULT, &[("name", name)], decorators, |resource| Resource {
        existing: true,
        ..resource
    });
    let json = file.json();
    assert_eq!(json["languageVersion"], "2.0");
    assert_eq!(
        json["resources"]["vault"].to_string(),
        r#"{"existing":true,"@options":{"nullIfNotFound":[]},"type":"Microsoft.KeyVault/vaults","apiVersion":"2023-07-01","name":"kv"}"#
    );
}

#[test]
fn the_resource_around_a_call_can_be_asked_for() {
    let mut file = File::new(1);
    let name = file.s("account");
    let condition = file.call(Function::ThisExists, &[]);
    let base = file.call(Function::ThisExistingResource, &[]);
    let base = file.try_get(base, "properties");
    let (yes, no) = (file.get(base, "x"), file.s("none"));
    let value = file.builder.ternary(condition, yes, no);
    file.resource("account", ACCOUNT, &[("name", name), ("location", value)]);
    assert_eq!(
        file.json()["resources"]["account"]["location"],
        "[if(not(empty(target('full'))), tryGet(target('full'), 'properties', 'x'), 'none')]"
    );
}

#[test]
fn a_whole_loop_makes_a_file_symbolic_unless_it_is_waited_for() {
    let mode = |read: bool| {
        let mut file = File::new(3);
        let names = file.param("names", Ambient::Array);
        let array = file.d(names);
        let header = file.header(array);
        let name = file.l(header.item);
        let accounts = file.resource_with("accounts", ACCOUNT, &[("name", name)], |resource| Resource {
            header: Some(header),
            ..resource
        });
        let (name, all) = (file.s("kv"), file.d(accounts));
        let list = file.builder.paren(all);
        let property = if read { "tags" } else { "dependsOn" };
        file.resource("vault", VAULT, &[("name", name), (property, list)]);
        file.json().get("languageVersion").is_some()
    };
    assert!(mode(true));
    assert!(!mode(false));
}

#[test]
fn scopes_may_be_named_by_variables() {
    let mut file = File::deployed_to(TargetScope::Subscription, 3);
    let name = file.s("rg");
    let value = file.call(Function::ResourceGroup, &[name]);
    let group = file.var("group", value);
    let (name, scope) = (file.s("kv"), file.d(group));
    let vault = file.existing("vault", VAULT, &[("name", name), ("scope", scope)]);
    let base = file.d(vault);
    let value = file.get(base, "id");
    file.output("id", value);
    let json = file.json();
    assert_eq!(json["variables"]["group"], json!({}));
    assert_eq!(
        json["outputs"]["id"]["value"],
        "[extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'rg'), 'Microsoft.KeyVault/vaults', 'kv')]"
    );
}

#[test]
fn files_that_are_wrong_do_not_hang() {
    // Resources that are parents and scopes of each other and of themselves.
    let mut file = File::new(4);
    let (one, two) = (file.later(0), file.later(1));
    let (name, parent) = (file.s("a"), file.d(two));
    file.existing("one", "Microsoft.KeyVault/vaults/secrets@2023-07-01", &[("name", name), ("parent", parent)]);
    let (name, parent) = (file.s("b"), file.d(one));
    file.existing("two", VAULT, &[("name", name), ("parent", parent)]);
    let own = file.later(0);
    let (name, scope) = (file.s("c"), file.d(own));
    file.existing("group", "Microsoft.Resources/resourceGroups@2024-03-01", &[("name", name), ("scope", scope)]);
    let own = file.later(0);
    let value = file.d(own);
    file.var("own", value);
    let checked = file.checked();
    assert!(!checked.facts().inlining.is_inlined(own));
}

#[test]
fn texts_in_brackets_are_escaped_and_names_keep_their_quotes() {
    let mut file = File::new(3);
    for (position, text) in ["[x]", "[x", "it's {0}"].into_iter().enumerate() {
        let value = file.s(text);
        file.output(&format!("o{position}"), value);
    }
    assert_eq!(file.outputs(), ["[[x]", "[x", "it's {0}"]);
    let mut file = File::new(2);
    let p = file.param("p", Ambient::String);
    let hole = file.d(p);
    let value = file.text(&[Ok("it's {0} "), Err(hole)]);
    file.output("o", value);
    assert_eq!(file.outputs(), ["[format('it''s {{0}} {0}', parameters('p'))]"]);
}

#[test]
fn expressions_are_measured_where_they_are() {
    let mut file = File::new(2);
    let p = file.param("p", Ambient::String);
    let value = file.d(p);
    file.output("o", value);
    let checked = file.checked();
    let sizes = triceps_core::measure(&checked);
    assert_eq!(sizes.expressions, [(Place::Expr(value), "[parameters('p')]".len())]);
    let compact: serde_json::Value = serde_json::from_str(&checked.to_arm_string()).expect("JSON");
    let exact = compact.to_string().len();
    assert!(sizes.template.abs_diff(exact) < 20, "{} and {exact}", sizes.template);
}

#[test]
fn names_are_the_final_ones() {
    // A loop whose variable is called like the parameter that its body reads.
    let mut file = File::new(2);
    let item = file.param("item", Ambient::Array);
    let list = file.d(item);
    let lambda = file.lambda("item", |file, local| {
        let (own, outer) = (file.l(local), file.d(item));
        file.builder.array(&[own, outer])
    });
    let value = file.call(Function::Map, &[list, lambda]);
    file.output("o", value);
    let value = file.outputs();
    let text = value[0].as_str().expect("text");
    assert!(text.contains("parameters('item')") && !text.contains("lambda('item'"), "{text}");
}

#[test]
fn a_nested_loop_has_its_whole_path_as_name() {
    let mut file = File::new(3);
    let names = file.param("names", Ambient::Array);
    let name = file.s("account");
    let account = file.resource("account", ACCOUNT, &[("name", name)]);
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let name = file.l(item);
    file.resource_with(
        "services",
        "Microsoft.Storage/storageAccounts/fileServices@2023-05-01",
        &[("name", name)],
        |resource| Resource { header: Some(Header { item, index, array }), container: Some(account), ..resource },
    );
    let json = file.json();
    assert_eq!(json["resources"][0]["copy"]["name"], "account::services");
    assert_eq!(json["resources"][0]["name"], "[format('{0}/{1}', 'account', parameters('names')[copyIndex()])]");
}
