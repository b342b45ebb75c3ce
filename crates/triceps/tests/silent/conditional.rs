//! What is deployed on a condition may not be there when it is read.

use triceps::container_registry::{Registry, Sku};
use triceps::functions::{resource_group, subscription};
use triceps::key_vault::Vault;
use triceps::scope::{IntoScope, management_group_named, resource_group_named, subscription_of};
use triceps::{Checked, IntoExpr, Module, Object, Param, Raw, Template, Value, each, interpolate, object};
use triceps_compile::{MemoryFiles, compile};

use super::{ACCOUNT, account, go, group, messages, named, same, secret_module, text_module};

#[test]
fn conditional_list_call() {
    let mut t = group();
    let go = go(&mut t);
    let account = t.add("account", Raw::existing(ACCOUNT, object! { name: "contosostore1" }).when(&go));
    let keys = account.method("listKeys", ()).prop("keys").at(0).prop("value");
    t.secure_output::<String>("o", triceps::Secure::from_expr(keys));
    same("conditional-list-call", t);
}

#[test]
fn conditional_module_output() {
    let mut t = group();
    let go = go(&mut t);
    let file = text_module(&mut t);
    let m = t.add("m", named(&file, "m").when(&go));
    // What was never of an optional type: the symbol itself.
    let value = m.into_expr().prop("outputs").prop("value");
    t.output_as::<String>("o", value);
    same("conditional-module-output", t);
}

#[test]
fn conditional_resource_property() {
    let mut t = group();
    let go = go(&mut t);
    let account = t.add("account", account("contosostore1").when(&go));
    t.output_as::<String>("o", (&account).into_expr().prop("properties").prop("accessTier"));
    same("conditional-resource-property", t);
}

#[test]
fn a_read_behind_the_condition_or_with_a_fallback_is_fine() {
    let guarded = messages(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(&go));
        let tier = account.assume_exists().prop("properties").prop("accessTier");
        t.output_as::<String>("o", triceps::Expr::ternary(&go, tier, "none"));
    });
    assert_eq!(guarded, [""; 0]);
    let fallback = messages(|t| {
        let go = go(t);
        let file = text_module(t);
        let m = t.add("m", named(&file, "m").when(&go));
        t.output("o", m.output::<String>("value").or("none"));
    });
    assert_eq!(fallback, [""; 0]);
    let other = messages(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(!go.clone()));
        t.output_as::<Object>(
            "o",
            object! { tier: (&account).into_expr().prop("properties").prop("accessTier") }.into_expr(),
        );
        t.output("p", &go);
    });
    assert_eq!(other, ["BCP318 o"]);
    let id = messages(|t| {
        let go = t.param(Param::bool("go"));
        let account = t.add("account", account("contosostore1").when(&go));
        let id: Value<String> = Value::from_expr((&account).into_expr().prop("id"));
        t.output("o", id);
    });
    assert_eq!(id, [""; 0], "an id is known before there is a resource");
}

/// The text of a template without diagnostics. The compiler of text reveals nothing about it either, and makes the same
/// JSON of it.
#[track_caller]
fn clean(build: impl FnOnce(&mut Template)) -> String {
    let mut t = group();
    build(&mut t);
    let checked = t.check().expect("no errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    same_as_text(&checked);
    checked.to_bicep()
}

#[track_caller]
fn same_as_text(checked: &Checked) {
    let files = checked.files().expect("each file has a path of its own");
    let files = files.into_iter().fold(MemoryFiles::new(), |files, file| files.with(file.path, file.text));
    let compiled = compile(&files, "main.bicep");
    assert!(compiled.diagnostics().is_empty(), "{}", compiled.diagnostics());
    let read = compiled.checked().expect("no errors").to_arm_string();
    assert_eq!(read, checked.to_arm_string());
}

/// What follows `output o ..` in a text.
#[track_caller]
fn output(bicep: &str) -> &str {
    let (_, rest) = bicep.split_once("\noutput o ").expect("an output");
    rest.trim_end().split_once(" = ").expect("a value").1
}

#[test]
fn a_secure_output_of_a_module_is_read_with_a_fallback() {
    let text = clean(|t| {
        let go = go(t);
        let file = secret_module(t);
        let m = t.add("m", named(&file, "m").when(&go));
        t.secure_output("o", m.secure_output::<String>("key").or_empty());
    });
    assert_eq!(output(&text), "m.?outputs.key ?? ''");
}

#[test]
fn a_secure_output_of_a_module_is_a_secure_parameter_with_a_fallback() {
    let mut inner = group();
    let key = inner.param(Param::secure_string("key"));
    inner.secure_output("again", &key);
    let inner = inner.check().expect("no errors");
    let mut t = group();
    let go = go(&mut t);
    let (file, taker) = (secret_module(&mut t), t.module_file("taker.bicep", inner));
    let m = t.add("m", named(&file, "m").when(&go));
    t.add("n", named(&taker, "n").param("key", m.secure_output::<String>("key").or_empty()));
    let checked = t.check().expect("no errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    assert!(checked.to_bicep().contains("    key: m.?outputs.key ?? ''\n"), "{}", checked.to_bicep());
    same_as_text(&checked);
    let arm = checked.to_arm_string();
    let expected =
        "[coalesce(tryGet(if(parameters('go'), listOutputsWithSecureValues('m', '2025-04-01'), null()), 'key'), '')]";
    assert!(arm.contains(expected), "{arm}");
}

#[test]
fn items_of_a_loop_with_a_condition_may_be_missing() {
    let text = clean(|t| {
        let go = go(t);
        let accounts =
            t.add_each("accounts", each("n", ["a", "b"]), |n, _| account(interpolate!("contoso{n}")).when(&go));
        t.output_as::<Option<String>>("o", accounts.at(0).prop("kind"));
    });
    assert!(text.contains("]: if (go) {\n"), "{text}");
    assert_eq!(output(&text), "accounts[0].?kind");
}

#[test]
fn items_of_a_loop_with_a_condition_can_be_taken_to_be_there() {
    let text = clean(|t| {
        let go = go(t);
        let accounts =
            t.add_each("accounts", each("n", ["a", "b"]), |n, _| account(interpolate!("contoso{n}")).when(&go));
        let kind = accounts.at(1).assume_exists().prop("kind");
        t.output_as::<String>("o", go.then_else(kind, ""));
    });
    assert_eq!(output(&text), "go ? accounts[1]!.kind : ''");
}

#[test]
fn modules_of_a_loop_with_a_condition_may_be_missing() {
    let text = clean(|t| {
        let go = go(t);
        let file = text_module(t);
        let all = t.add_each("all", each("n", ["a", "b"]), |n, _| Module::new(&file).name(n).when(&go));
        t.output("o", all.at(0).output::<String>("value").or("none"));
    });
    assert_eq!(output(&text), "all[0].?outputs.value ?? 'none'");
    let text = clean(|t| {
        let go = go(t);
        let file = secret_module(t);
        let all = t.add_each("all", each("n", ["a", "b"]), |n, _| Module::new(&file).name(n).when(&go));
        t.secure_output("o", all.at(0).secure_output::<String>("key").or_empty());
    });
    assert_eq!(output(&text), "all[0].?outputs.key ?? ''");
}

#[test]
fn the_condition_of_a_loop_may_depend_on_the_item() {
    let text = clean(|t| {
        let names = t.param(Param::array_of::<String>("names"));
        t.add_each("accounts", each("name", &names), |name, _| account(&name).when(name.not_equals("skip")));
    });
    assert!(text.contains("for name in names: if (name != 'skip') {"), "{text}");
}

#[test]
fn a_child_in_a_parent_with_a_condition_may_be_missing() {
    let text = clean(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(&go));
        let body = object! { name: "default" };
        let blobs = t.nested(&account, "blobs", Raw::new("Microsoft.Storage/storageAccounts/blobServices", body));
        t.output_as::<Option<Object>>("o", blobs.prop("properties"));
    });
    assert_eq!(output(&text), "account::blobs.?properties");
    let text = clean(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(&go));
        let body = object! { name: "default" };
        let blobs = t.nested(&account, "blobs", Raw::new("Microsoft.Storage/storageAccounts/blobServices", body));
        let versions = blobs.assume_exists().prop("properties").prop("isVersioningEnabled");
        t.output_as::<bool>("o", go.then_else(versions, false));
    });
    assert_eq!(output(&text), "go ? account::blobs!.properties.isVersioningEnabled : false");
}

#[test]
fn an_existing_resource_can_have_a_condition() {
    let text = clean(|t| {
        let go = go(t);
        let vault = t.add("vault", Vault::existing("kv-contoso").when(&go));
        t.output("o", vault.vault_uri().or(""));
    });
    assert!(text.contains(" existing = if (go) {\n"), "{text}");
    assert_eq!(output(&text), "vault.?properties.vaultUri ?? ''");
    let text = clean(|t| {
        let go = go(t);
        let vaults = t.add_each("vaults", each("n", ["a", "b"]), |n, _| Vault::existing(n).when(&go));
        t.output("o", vaults.at(0).vault_uri().or(""));
    });
    assert_eq!(output(&text), "vaults[0].?properties.vaultUri ?? ''");
    let text = clean(|t| {
        let vault = t.add("vault", Vault::existing("kv-contoso").null_if_not_found());
        t.output("o", vault.vault_uri().or(""));
    });
    assert_eq!(output(&text), "vault.?properties.vaultUri ?? ''");
}

#[test]
fn an_identity_that_may_be_missing_is_read_safely() {
    let plain = clean(|t| {
        let registry = t.add("registry", Registry::new("contosoregistry", "westeurope", Sku::BASIC));
        t.output("o", registry.optional_system_principal_id().or(""));
    });
    assert_eq!(output(&plain), "registry.?identity.?principalId ?? ''");
    let conditional = clean(|t| {
        let go = go(t);
        let registry = t.add("registry", Registry::new("contosoregistry", "westeurope", Sku::BASIC).when(&go));
        t.output("o", registry.optional_system_principal_id().or(""));
    });
    assert_eq!(output(&conditional), "registry.?identity.?principalId ?? ''");
    let item = clean(|t| {
        let registries = t.add_each("registries", each("n", ["a", "b"]), |n, _| {
            Registry::new(interpolate!("contosoregistry{n}"), "westeurope", Sku::BASIC)
        });
        t.output("o", registries.at(0).optional_system_principal_id().or(""));
    });
    assert_eq!(output(&item), "registries[0].?identity.?principalId ?? ''");
}

#[test]
fn the_scope_of_a_module_can_be_chosen() {
    let text = clean(|t| {
        let go = go(t);
        let file = text_module(t);
        let scope = resource_group_named("rg-a").when_or(&go, resource_group_named("rg-b"));
        let m = t.add("m", named(&file, "m").scope(scope));
        t.output("o", m.output::<String>("value"));
    });
    assert!(text.contains("  scope: resourceGroup(go ? 'rg-a' : 'rg-b')\n"), "{text}");
    let own = clean(|t| {
        let name = t.param(Param::string("group").default(""));
        let file = text_module(t);
        let scope = resource_group().when_or(triceps::functions::empty(&name), resource_group_named(&name));
        let m = t.add("m", named(&file, "m").scope(scope));
        t.output("o", m.output::<String>("value"));
    });
    assert!(own.contains("  scope: resourceGroup(empty(group) ? resourceGroup().name : group)\n"), "{own}");
    let mut t = group();
    let go = go(&mut t);
    let mut other = Template::for_subscription();
    other.output("value", "x");
    let file = t.module_file("other.bicep", other.check().expect("no errors"));
    let scope = subscription_of("00000000-0000-0000-0000-000000000000").when_or(&go, subscription());
    t.add("m", named(&file, "m").scope(scope));
    let checked = t.check().expect("no errors");
    let chosen = "subscription(go ? '00000000-0000-0000-0000-000000000000' : subscription().subscriptionId)";
    assert!(checked.to_bicep().contains(chosen), "{}", checked.to_bicep());
    same_as_text(&checked);
    let mut t = Template::for_tenant();
    let go = t.param(Param::bool("go"));
    let mut other = Template::for_management_group();
    other.output("value", "x");
    let file = t.module_file("other.bicep", other.check().expect("no errors"));
    t.add("m", named(&file, "m").scope(management_group_named("a").when_or(&go, management_group_named("b"))));
    let text = t.check().expect("no errors").to_bicep();
    assert!(text.contains("managementGroup(go ? 'a' : 'b')"), "{text}");
}

#[test]
fn scopes_of_different_kinds_cannot_be_chosen_between() {
    let found = messages(|t| {
        let go = go(t);
        let file = text_module(t);
        t.add("m", named(&file, "m").scope(resource_group_named("rg").when_or(&go, subscription())));
    });
    assert_eq!(found, ["BCP420 m"]);
}

#[test]
fn a_group_that_may_be_missing_is_a_scope() {
    let mut t = Template::for_subscription();
    let go = go(&mut t);
    let file = text_module(&mut t);
    let body = object! { name: "rg", location: "westeurope" };
    let rg = t.add("rg", Raw::new("Microsoft.Resources/resourceGroups@2024-03-01", body).when(&go));
    t.add("m", named(&file, "m").scope(rg).when(&go));
    let checked = t.check().expect("no errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    assert!(checked.to_bicep().contains("  scope: rg\n"));
    same_as_text(&checked);
}
