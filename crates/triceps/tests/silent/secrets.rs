//! Secrets that lost their type on the way.

use triceps::functions::map;
use triceps::{
    Any, Expr, IntoExpr, Module, Object, Param, Raw, Secure, TypeExpr, Value, array, each, interpolate, object,
};

use super::{codes, go, group, messages, named, same, secret_module};

#[test]
fn conditional_secure_plain() {
    let mut t = group();
    let go = go(&mut t);
    let file = secret_module(&mut t);
    let m = t.add("m", named(&file, "m").when(&go));
    let key = m.into_expr().prop("outputs").prop("key");
    t.secure_output::<String>("o", Secure::from_expr(key));
    same("conditional-secure-plain", t);
}

#[test]
fn secure_output_assumed() {
    let mut t = group();
    let go = go(&mut t);
    let file = secret_module(&mut t);
    let m = t.add("m", named(&file, "m").when(&go));
    let key = m.into_expr().non_null().prop("outputs").prop("key");
    t.secure_output::<String>("o", Secure::from_expr(key));
    same("secure-output-assumed", t);
}

#[test]
fn secure_output_safe() {
    let mut t = group();
    let go = go(&mut t);
    let file = secret_module(&mut t);
    let m = t.add("m", named(&file, "m").when(&go));
    t.secure_output("o", m.secure_output::<String>("key").or_empty());
    same("secure-output-safe", t);
}

#[test]
fn secure_output_through_lambda() {
    let mut t = group();
    let file = secret_module(&mut t);
    let mods = t.add_each("mods", each("i", triceps::functions::range(0, 2)), |i, _| {
        Module::new(&file).name(interpolate!("m-{i}"))
    });
    let all: Value<Vec<Any>> = Value::from_expr((&mods).into_expr());
    t.output_as::<Vec<Any>>("all", map("m", all, |m| m.prop("outputs").prop("key")));
    same("secure-output-through-lambda", t);
}

#[test]
fn secure_output_array() {
    let mut t = group();
    let creds = t.param(Param::secure_object("creds"));
    t.secure_output_of("keys", TypeExpr::named("string").array(), creds.prop::<Vec<String>>("keys"));
    same("secure-output-array", t);
}

#[test]
fn output_of_secret_list() {
    let mut t = group();
    let token = t.param(Param::secure_string("token"));
    let secrets = array![object! { name: "token", value: &token }.one_line()].one_line();
    let body = object! { name: "env/part", properties: { componentType: "state.redis", secrets: secrets } };
    let part = t.add("part", Raw::new("Microsoft.App/managedEnvironments/daprComponents@2025-01-01", body));
    t.output_as::<Vec<Any>>("secrets", part.prop("properties").prop("secrets"));
    let checked = t.check();
    let found = checked.as_ref().map_or_else(|found| found, |checked| checked.warnings());
    assert!(
        codes(found).contains(&("outputs-should-not-contain-secrets".to_owned(), "secrets".to_owned()))
            || found.has_errors(),
        "{found}"
    );
}

#[test]
fn secret_name_shadowed_decorator() {
    let mut t = group();
    let secure = t.param(Param::string("secure"));
    let password = t.param(Param::secure_string("password"));
    t.output("o", &secure);
    t.secure_output("p", &password);
    let checked = t.check().expect("no errors");
    let found = codes(checked.warnings());
    assert_eq!(found, super::expected("secret-name-shadowed-decorator"));
    super::same_json("secret-name-shadowed-decorator", &checked);
}

#[test]
fn secure_input_from_secure_object() {
    let mut t = group();
    let values = t.param(Param::secure_object("values"));
    let items: Value<Vec<Any>> = Value::from_expr(triceps::functions::call("items", (values.as_expr().clone(),)));
    let secrets = each("s", items).map(|s, _| object! { name: s.prop("key"), value: s.prop("value") }.one_line());
    let body = object! { name: "app", location: "westeurope", properties: { configuration: { secrets: secrets } } };
    t.add_raw("app", "Microsoft.App/containerApps@2025-01-01", body);
    same("secure-input-from-secure-object", t);
}

#[test]
fn secrets_do_not_leave_through_a_detour() {
    let whole = |t: &mut triceps::Template| {
        let values = t.param(Param::secure_object("values"));
        Value::<Object>::from_expr(values.as_expr().clone())
    };
    let leaks: [fn(Value<Object>) -> Expr; 4] = [
        |values| values.prop("key"),
        |values| triceps::functions::call("string", (values,)),
        |values| object! { nested: array![values] }.into_expr(),
        |values| Expr::ternary(values.prop("on"), values.prop("key"), ""),
    ];
    for leak in leaks {
        let found = messages(|t| {
            let values = whole(t);
            t.output_as::<Any>("o", leak(values));
        });
        assert!(found.iter().any(|found| found.ends_with(" o")), "{found:?}");
    }
}
