//! Keys that are there twice, and keys that mean something else in JSON.

use triceps::functions::call;
use triceps::key_vault::Vault;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Object, Param, Raw, ResourceBody, Template, TypeExpr, Value, object, resource_model};

use super::lines;

resource_model! {
    /// A resource that is written by hand.
    Made, MadeRef, "Contoso.Made/ups", "2099-01-01"
}

fn made(edit: impl FnOnce(&mut ResourceBody)) -> Made {
    let mut body = ResourceBody::new(Made::TYPE, Made::API_VERSION, "made");
    edit(&mut body);
    Made(body)
}

#[track_caller]
fn codes(build: impl FnOnce(&mut Template)) -> Vec<String> {
    let mut t = Template::for_resource_group();
    build(&mut t);
    let code = |line: &String| line.split(['[', ']']).nth(1).expect("a code").to_owned();
    lines(t).iter().map(code).filter(|code| code != "BCP081").collect()
}

#[test]
fn a_computed_key_that_is_set_twice() {
    let found = codes(|t| {
        t.add(
            "made",
            made(|body| {
                body.set_computed(&["tags"], "a", "1");
                body.set_computed(&["tags"], "a", "2");
            }),
        );
    });
    assert_eq!(found, ["BCP025", "BCP025"], "one for each");
    let found = codes(|t| {
        t.add(
            "made",
            made(|body| {
                body.set_entry(&["tags"], "a", "1");
                body.set_computed(&["tags"], "a", "2");
            }),
        );
    });
    assert_eq!(found, ["BCP025", "BCP025"], "one for each");
    let found = codes(|t| {
        let key = t.var("key", "a");
        t.add(
            "made",
            made(|body| {
                body.set_computed(&["tags"], &key, "1");
                body.set_computed(&["tags"], "b", "2");
            }),
        );
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn an_identity_that_is_given_twice_is_one() {
    let found = codes(|t| {
        let id = t.add("id", UserAssignedIdentity::new("id", "westeurope"));
        t.add(
            "registry",
            triceps::container_registry::Registry::new(
                "contosoregistry",
                "westeurope",
                triceps::container_registry::Sku::PREMIUM,
            )
            .identity(id)
            .identity(id),
        );
    });
    assert!(!found.contains(&"BCP025".to_owned()), "{found:?}");
}

#[test]
fn a_property_that_is_declared_twice() {
    let string = || TypeExpr::named("string");
    let found = codes(|t| {
        t.output_as::<String>("o", "x");
        let shape = t.declare_type("shape", TypeExpr::object([("a", string()), ("a", string())]));
        t.param(Param::typed("p", shape));
    });
    assert!(found.contains(&"BCP025".to_owned()), "{found:?}");
    let found = codes(|t| {
        t.param(Param::typed("p", TypeExpr::object([("outer", TypeExpr::object([("a", string()), ("a", string())]))])));
    });
    assert!(found.contains(&"BCP025".to_owned()), "{found:?}");
    let found = codes(|t| {
        let value = t.param(Param::object("value"));
        t.output_of("o", TypeExpr::object([("a", string()), ("a", string())]), &value);
    });
    assert!(found.contains(&"BCP025".to_owned()), "{found:?}");
}

#[test]
fn a_property_called_copy_is_not_a_loop() {
    for build in [
        |t: &mut Template| {
            t.output("o", object! { ("copy"): 1 });
        },
        |t: &mut Template| {
            t.output("o", object! { copy: 1 });
        },
        |t: &mut Template| {
            let key: Value<String> = call("toLower", ("COPY",)).cast();
            t.output("o", object! { (key): 1 });
        },
        |t: &mut Template| {
            t.output("o", object! { inner: { ("Copy"): 1 } });
        },
    ] {
        let mut t = Template::for_resource_group();
        build(&mut t);
        let checked = t.check().unwrap_or_else(|found| panic!("{found}"));
        let json: serde_json::Value = serde_json::from_str(&checked.to_arm_string()).expect("JSON");
        let value = json["outputs"]["o"]["value"].to_string();
        assert!(!value.to_ascii_lowercase().contains("\"copy\""), "{value}");
        assert!(
            value.contains("[string('copy')]") || value.contains("[string('Copy')]") || value.contains("toLower"),
            "{value}"
        );
    }
    let mut t = Template::for_resource_group();
    t.add("made", Raw::new("Contoso.Made/ups@2099-01-01", object! { name: "x", properties: { ("copy"): [1] } }));
    let json = t.check().expect("no errors").to_arm_string();
    assert!(json.contains("\"[string('copy')]\""), "{json}");
}

#[test]
fn keys_of_different_case_are_two() {
    let found = codes(|t| {
        t.output("o", object! { a: 1, A: 2 });
        t.add("vault", Vault::existing("kv"));
        let _ = Object::new();
    });
    assert!(!found.contains(&"BCP025".to_owned()), "{found:?}");
}
