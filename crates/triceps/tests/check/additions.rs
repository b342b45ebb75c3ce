//! What is added to a value that is not a literal: it is kept, or refused.

use triceps::container_registry::{Registry, Sku};
use triceps::functions::UnaryOp;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Expr, IntoExpr, Object, Param, Template, Value, array, each, interpolate, object};

use super::check;

fn registry() -> Registry {
    Registry::new("contosoregistry", "westeurope", Sku::BASIC)
}

/// The text of the body of a resource, or of a value.
#[track_caller]
fn part<'t>(text: &'t str, start: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("{start}: {text}"));
    &text[from..]
}

fn value(build: impl FnOnce(&Value<Object>, &Value<Object>) -> Object) -> String {
    let mut t = Template::for_resource_group();
    let one = t.param(Param::object("one"));
    let two = t.param(Param::object("two"));
    t.var("unused", [&one, &two]);
    t.output("o", build(&one, &two));
    let text = t.check().unwrap().to_bicep();
    part(&text, "output o object = ").trim_start_matches("output o object = ").trim_end().to_owned()
}

#[test]
fn entries_are_added_to_what_is_computed() {
    let mut t = Template::for_resource_group();
    let common = t.param(Param::object("common"));
    let more = t.param(Param::object("more"));
    let rules = t.param(Param::array("rules"));
    let registry = registry()
        .property("tags", &common)
        .tag("env", "dev")
        .property("properties", &more)
        .admin_user_enabled(false)
        .property(["properties", "networkRuleSet", "defaultAction"], "Deny");
    t.add("registry", registry);
    t.output("rules", Object::new().set("rules", &rules).push_at(&["rules"], "last"));
    let text = t.check().unwrap().to_bicep();
    assert_eq!(
        part(&text, "  tags:").lines().take(4).collect::<Vec<_>>(),
        ["  tags: {", "    ...common", "    env: 'dev'", "  }"]
    );
    assert!(
        text.contains(
            "  properties: {\n    ...more\n    adminUserEnabled: false\n    networkRuleSet: {\n      \
             ...more.?networkRuleSet ?? {}\n      defaultAction: 'Deny'\n    }\n  }\n"
        ),
        "{text}"
    );
    assert!(text.contains("  rules: [\n    ...rules\n    'last'\n  ]\n"), "{text}");
}

#[test]
fn a_key_that_is_set_again_is_after_what_could_replace_it() {
    assert_eq!(value(|one, _| object! { size: 1, ..one, size: 2 }), "{\n  ...one\n  size: 2\n}");
    assert_eq!(value(|one, _| object! { size: 1, a: 3, size: 2, ..one }), "{\n  size: 2\n  a: 3\n  ...one\n}");
    let computed = |one: &Value<Object>, _: &Value<Object>| {
        let object = object! { a: 1 }.comment("The size.").set("size", 1).comment("More.").blank_line();
        object.set_computed(interpolate!("{}x", one.at("k")), 3).set("size", 2)
    };
    assert_eq!(value(computed), "{\n  a: 1\n\n  // The size.\n  // More.\n  '${one.k}x': 3\n  size: 2\n}");
}

#[test]
fn parts_are_added_to_what_a_spread_has() {
    assert_eq!(
        value(|one, two| object! { ..one, a: { b: 1 }, ..two }.set_at(&["a", "c"], 2)),
        "{\n  ...one\n  ...two\n  a: {\n    ...two.?a ?? {\n      b: 1\n    }\n    c: 2\n  }\n}",
    );
    assert_eq!(
        value(|one, two| object! { ..one, ..two }.push_at(&["a"], 2)),
        "{\n  ...one\n  ...two\n  a: [\n    ...two.?a ?? (one.?a ?? [])\n    2\n  ]\n}",
    );
    assert_eq!(value(|_, _| object! { a: null }.set_at(&["a", "b"], 1)), "{\n  a: {\n    b: 1\n  }\n}");
}

/// The only diagnostic of an object.
#[track_caller]
fn refused(object: Object, expected: &str) {
    check(
        |t| {
            t.output("o", object);
        },
        &[expected],
    );
}

#[test]
fn nothing_is_added_to_what_takes_no_addition() {
    let not_an_object = "error[TRI0014] outputs.o.a: a property is added to a value that is not an object";
    let not_an_array = "error[TRI0014] outputs.o.a: an item is added to a value that is not an array";
    for wrong in ["x".into_expr(), 1.into_expr(), array![1].into_expr(), Expr::unary(UnaryOp::Not, true)] {
        refused(Object::new().set("a", wrong).set_at(&["a", "b"], 1), not_an_object);
    }
    for wrong in ["x".into_expr(), true.into_expr(), object! { a: 1 }.into_expr()] {
        refused(Object::new().set("a", wrong).push_at(&["a"], 1), not_an_array);
    }
    check(
        |t| {
            let looped = each("x", ["a"]).map(|x, _| x);
            t.output("o", Object::new().set("a", looped).push_at(&["a"], 1));
        },
        &["error[TRI0014] outputs.o.a: an item is added to a loop"],
    );
    check(
        |t| {
            let key = t.param(Param::string("key"));
            t.output("o", Object::new().set_computed(interpolate!("{key}x"), 1).set_at(&["a", "b"], 1));
        },
        &["error[TRI0014] outputs.o.a: a property is added to a value that a computed key may replace"],
    );
}

#[test]
fn an_identity_is_not_added_to_others_that_are_not_known() {
    check(
        |t| {
            let other = t.param(Param::object("other"));
            let identity = t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope"));
            t.add("registry", registry().property("identity", &other).identity(identity));
        },
        &[
            "error[TRI0014] resources.registry.identity.type: an identity is added to a value whose kind of identity is not known",
        ],
    );
}

#[test]
fn a_keyword_of_rust_is_a_key() {
    assert_eq!(value(|_, _| object! { r#type: 1, inner: { r#in: 2 } }), "{\n  type: 1\n  inner: {\n    in: 2\n  }\n}");
}
