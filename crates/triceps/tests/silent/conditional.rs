//! What is deployed on a condition may not be there when it is read.

use triceps::{IntoExpr, Object, Param, Raw, Value, object};

use super::{ACCOUNT, account, go, group, named, said, same, text_module};

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
    let guarded = said(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(&go));
        let tier = account.assume_exists().prop("properties").prop("accessTier");
        t.output_as::<String>("o", triceps::Expr::ternary(&go, tier, "none"));
    });
    assert_eq!(guarded, [""; 0]);
    let fallback = said(|t| {
        let go = go(t);
        let file = text_module(t);
        let m = t.add("m", named(&file, "m").when(&go));
        t.output("o", m.output::<String>("value").or("none"));
    });
    assert_eq!(fallback, [""; 0]);
    let other = said(|t| {
        let go = go(t);
        let account = t.add("account", account("contosostore1").when(!go.clone()));
        t.output_as::<Object>(
            "o",
            object! { tier: (&account).into_expr().prop("properties").prop("accessTier") }.into_expr(),
        );
        t.output("p", &go);
    });
    assert_eq!(other, ["BCP318 o"]);
    let id = said(|t| {
        let go = t.param(Param::bool("go"));
        let account = t.add("account", account("contosostore1").when(&go));
        let id: Value<String> = Value::from_expr((&account).into_expr().prop("id"));
        t.output("o", id);
    });
    assert_eq!(id, [""; 0], "an id is known before there is a resource");
}
