//! Names of resources and modules: segments, lengths, and what is the same twice.

use triceps::functions::{resource_group, take, unique_string};
use triceps::{IntoExpr, Param, Raw, each, interpolate, object};

use super::{account, group, messages, named, same, text_module};

#[test]
fn same_module_name() {
    let mut t = group();
    let file = text_module(&mut t);
    t.add("one", named(&file, "same"));
    t.add("two", named(&file, "same"));
    same("same-module-name", t);
}

#[test]
fn relatives_of_the_same_name() {
    let resources = messages(|t| {
        t.add("one", account("contosostore1"));
        t.add("two", account("contosostore1"));
    });
    assert_eq!(resources, ["BCP121 one", "BCP121 two"]);
    let groups = messages(|t| {
        let file = text_module(t);
        t.add("one", named(&file, "same"));
        t.add("two", named(&file, "same").scope(triceps::scope::resource_group_named("other")));
    });
    assert_eq!(groups, [""; 0], "two scopes keep two deployments apart");
}

#[test]
fn module_name_too_long() {
    let mut t = group();
    let name = t.param(Param::string("name").max_length(128));
    let file = text_module(&mut t);
    t.add("m", triceps::Module::new(&file).name(interpolate!("{name}-part")));
    same("module-name-too-long", t);
}

#[test]
fn segments_in_child_computed() {
    let mut t = group();
    let parent = t.add("account", account("contosostore1"));
    let body = object! { parent: &parent, name: interpolate!("{}/default", parent.name()) };
    t.add_raw("blobs", "Microsoft.Storage/storageAccounts/tableServices@2023-05-01", body);
    let found = t.check().expect_err("the name has a segment too many");
    let found = super::codes(&found);
    assert!(found.is_subset(&super::expected("segments-in-child-computed")), "{found:?}");
    assert!(found.contains(&("BCP170".to_owned(), "blobs".to_owned())), "{found:?}");
}

#[test]
fn segments_too_few_computed() {
    let mut t = group();
    let name = take(interpolate!("config{}", unique_string([resource_group().id()])), 24);
    let body = object! { name: name, properties: {} };
    t.add_raw("config", "Microsoft.RecoveryServices/vaults/backupstorageconfig@2024-04-01", body);
    same("segments-too-few-computed", t);
}

#[test]
fn segments_too_many_computed() {
    let mut t = group();
    let account = t.param(Param::string("account"));
    let body = object! { name: interpolate!("{account}/default/one/two") };
    t.add_raw("c", "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01", body);
    same("segments-too-many-computed", t);
}

#[test]
fn relatives_of_segments() {
    let cases =
        [("contosostore1/default/one", None), ("contosostore1/default", Some("BCP169 c")), ("one", Some("BCP169 c"))];
    for (name, code) in cases {
        let found = messages(|t| {
            let ty = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01";
            t.add_raw("c", ty, object! { name: name });
        });
        assert_eq!(found.first().map(String::as_str), code, "{name}");
    }
}

#[test]
fn loop_name_without_item() {
    let mut t = group();
    t.add_each("accounts", each("i", triceps::functions::range(0, 2)), |_, _| account("contosostore"));
    same("loop-name-without-item", t);
}

#[test]
fn powershell_version() {
    let mut t = group();
    let location = t.param(Param::string("location"));
    let properties = object! { azPowerShellVersion: "14.0", retentionInterval: "PT1H", scriptContent: "echo" };
    let body =
        object! { name: "script", location: location, kind: "AzurePowerShell", properties: properties.one_line() };
    t.add("script", Raw::new("Microsoft.Resources/deploymentScripts@2023-08-01", body.into_expr()));
    same("powershell-version", t);
}
