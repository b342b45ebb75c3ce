//! Variables: which are written out where they are named, and what they are other names of.

use triceps_language::{Ambient, Function};
use triceps_middle::Callee;

use super::{ACCOUNT, File, VAULT};

#[test]
fn a_variable_may_be_another_name_of_a_resource() {
    let mut file = File::new(6);
    let name = file.s("kv");
    let vault = file.resource("vault", VAULT, &[("name", name)]);
    let value = file.d(vault);
    let first = file.var("first", value);
    let value = file.d(first);
    let second = file.var("second", value);
    let base = file.d(second);
    let read = file.get(base, "id");
    file.output("id", read);
    let base = file.d(second);
    let base = file.get(base, "properties");
    let read = file.get(base, "vaultUri");
    file.output("uri", read);
    let base = file.d(second);
    let name = file.builder.intern("listKeys");
    let read = file.builder.method(base, name, &[]);
    file.output("keys", read);
    let id = "resourceId('Microsoft.KeyVault/vaults', 'kv')";
    assert_eq!(
        file.outputs(),
        [
            format!("[{id}]"),
            format!("[reference({id}, '2023-07-01').vaultUri]"),
            format!("[listKeys({id}, '2023-07-01')]")
        ]
    );
}

#[test]
fn only_what_is_known_at_run_time_is_written_out() {
    let mut file = File::new(9);
    let name = file.s("kv");
    let vault = file.resource("vault", VAULT, &[("name", name)]);
    let base = file.d(vault);
    let value = file.get(base, "id");
    file.var("known", value);
    let base = file.d(vault);
    let value = file.get(base, "location");
    let read = file.var("read", value);
    let value = file.d(read);
    file.var("through", value);
    let base = file.d(vault);
    let base = file.builder.paren(base);
    let value = file.get(base, "id");
    file.var("parens", value);
    let (id, version) = (file.s("id"), file.s("2020-01-01"));
    let list = file.builder.intern("listSecrets");
    let value = file.builder.call(Callee::List(list), &[id, version]);
    file.var("listed", value);
    let zones = file.s("1");
    let value = file.call(Function::ToLogicalZone, &[zones]);
    file.var("zone", value);
    let base = file.d(vault);
    let base = file.get(base, "location");
    let value = file.call(Function::Nameof, &[base]);
    file.var("named", value);
    // A resource that is named right after a known property of it is forgotten.
    let base = file.d(vault);
    let (id, whole) = (file.get(base, "id"), file.d(vault));
    let value = file.builder.array(&[id, whole]);
    file.var("forgotten", value);
    let json = file.json();
    let variables: Vec<&String> = json["variables"].as_object().expect("variables").keys().collect();
    assert_eq!(variables, ["known", "named", "forgotten"]);
    assert_eq!(json["variables"]["named"], "location");
}

#[test]
fn resources_with_variants_are_written_out_whatever_is_read() {
    let mut file = File::new(2);
    let name = file.s("script");
    let script = file.resource("script", "Microsoft.Resources/deploymentScripts@2023-08-01", &[("name", name)]);
    let base = file.d(script);
    let value = file.get(base, "id");
    file.var("id", value);
    assert!(file.json().get("variables").is_none());
}

#[test]
fn existing_resources_that_are_named_at_run_time_have_no_entry() {
    let mut file = File::new(6);
    let name = file.s("account");
    let account = file.resource("account", ACCOUNT, &[("name", name)]);
    let base = file.d(account);
    let base = file.get(base, "properties");
    let name = file.get(base, "x");
    let vault = file.existing("vault", VAULT, &[("name", name)]);
    let (parent, name) = (file.d(vault), file.s("s"));
    file.existing("secret", "Microsoft.KeyVault/vaults/secrets@2023-07-01", &[("parent", parent), ("name", name)]);
    let (scope, name) = (file.d(vault), file.s("l"));
    file.existing("lock", "Microsoft.Authorization/locks@2020-05-01", &[("scope", scope), ("name", name)]);
    let base = file.d(vault);
    let value = file.get(base, "id");
    file.var("id", value);
    // Makes the template symbolic.
    let ty = file.ambient(Ambient::String);
    file.ty("t", ty);
    let json = file.json();
    let resources: Vec<&String> = json["resources"].as_object().expect("resources").keys().collect();
    assert_eq!(resources, ["account"]);
    assert!(json.get("variables").is_none());
}

#[test]
fn a_long_chain_of_variables_is_not_a_recursion() {
    let mut file = File::new(100_002);
    let name = file.s("account");
    let account = file.resource("account", ACCOUNT, &[("name", name)]);
    let base = file.d(account);
    let value = file.get(base, "id");
    let mut last = file.var("v", value);
    for number in 0..100_000 {
        let value = file.d(last);
        last = file.var(&format!("v{number}"), value);
    }
    let checked = file.checked();
    assert!(!checked.facts().inlining.is_inlined(last));
    assert!(checked.to_arm_string().ends_with("\"v99999\": \"[variables('v99998')]\"\n  },\n  \"resources\": [\n    {\n      \"type\": \"Microsoft.Storage/storageAccounts\",\n      \"apiVersion\": \"2023-05-01\",\n      \"name\": \"account\"\n    }\n  ]\n}"));
}

#[test]
fn variables_that_are_written_out_too_deep_are_refused() {
    let mut file = File::new(8);
    let name = file.s("contoso");
    let vault = file.existing("vault", VAULT, &[("name", name)]);
    let base = file.d(vault);
    let mut value = file.get(base, "properties");
    for number in 0..6 {
        for _ in 0..200 {
            value = file.builder.array(&[value]);
        }
        let decl = file.var(&format!("v{number}"), value);
        value = file.d(decl);
    }
    file.output("o", value);
    let middle = file.builder.finish(&file.order);
    let diagnostics = triceps_core::check(
        middle,
        triceps_core::LinkedFiles::default(),
        triceps_middle::raw::RawDiagnostics::default(),
    )
    .expect_err("too deep");
    assert!(
        diagnostics.iter().any(|diagnostic| diagnostic.code() == triceps_diagnostics::codes::TRI0009),
        "{diagnostics:?}"
    );
}
