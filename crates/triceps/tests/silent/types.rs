//! Parameters and types: bounds, defaults, unions, null.

use triceps::{Expr, IntoExpr, Object, Param, TypeExpr, Value, array, object};

use super::{ACCOUNT, codes, group, messages, same};

fn string() -> TypeExpr {
    TypeExpr::named("string")
}

fn int() -> TypeExpr {
    TypeExpr::named("int")
}

#[test]
fn allowed_empty() {
    let mut t = group();
    let a = t.param(Param::string("a").allowed([""; 0]));
    t.output("o", &a);
    same("allowed-empty", t);
}

#[test]
fn bounds_on_wrong_type() {
    let mut t = group();
    let a: Value<i64> = t.param(Param::of("a"));
    t.decorate(&a, "minLength", [3.into_expr()]);
    t.output("o", &a);
    same("bounds-on-wrong-type", t);
    for (decorator, ty) in [("maxLength", int()), ("minValue", string()), ("maxValue", string())] {
        let found = messages(|t| {
            let a: Value<triceps::Any> = t.param(Param::typed("a", ty));
            t.decorate(&a, decorator, [3.into_expr()]);
            t.output_as::<triceps::Any>("o", &a);
        });
        assert!(found.contains(&"BCP124 a".to_owned()), "{decorator}: {found:?}");
    }
}

#[test]
fn defaults() {
    let mut t = group();
    let a = t.param(Param::string("a").allowed(["x", "y"]).default("z"));
    t.output("o", &a);
    same("default-not-allowed", t);

    let mut t = group();
    let a: Value<triceps::Any> = t.param(
        Param::typed("a", TypeExpr::object([("n", int())]).one_line())
            .default(object! { n: "s", extra: 1 }.one_line().into_expr()),
    );
    t.output_as::<i64>("o", a.prop("n"));
    same("default-not-of-type", t);

    let mut t = group();
    let a = t.param(Param::int("a").max_value(3).default(7));
    t.output("o", &a);
    same("default-too-big", t);

    let mut t = group();
    let a = t.param(Param::string("a").max_length(3).default("abcd"));
    t.output("o", &a);
    same("default-too-long", t);
}

#[test]
fn relatives_of_defaults() {
    let small = messages(|t| drop(t.param(Param::int("a").min_value(3).default(1))));
    assert!(small.contains(&"BCP328 a".to_owned()), "{small:?}");
    let short = messages(|t| drop(t.param(Param::string("a").min_length(3).default("ab"))));
    assert!(short.contains(&"BCP333 a".to_owned()), "{short:?}");
    let long = messages(|t| {
        let items = array![1, 2].into_expr();
        drop(t.param(Param::array("a").max_length(1).default(Value::<Vec<triceps::Any>>::from_expr(items))));
    });
    assert!(long.contains(&"BCP332 a".to_owned()), "{long:?}");
}

#[test]
fn duplicate_key() {
    let mut t = group();
    let tags = t.var("tags", object! { env: "dev", env: "prod" });
    t.output("o", tags.cast::<Object>());
    let checked = t.check();
    match checked {
        Ok(checked) => {
            let text = checked.to_bicep();
            assert_eq!(text.matches("env:").count(), 1, "the later one replaces the earlier: {text}");
        }
        Err(found) => assert!(codes(&found).contains(&("BCP025".to_owned(), "tags".to_owned())), "{found}"),
    }
}

#[test]
fn nullable_to_plain() {
    let mut t = group();
    let config = TypeExpr::object([("option", string().nullable())]).one_line();
    let config: Value<triceps::Any> = t.param(Param::typed("config", config));
    let option = config.prop("option");
    let given = Value::<bool>::from_expr(Expr::binary(triceps::functions::BinaryOp::NotEqual, &option, Expr::NULL));
    t.output_as::<String>("x", Expr::ternary(&given, option.non_null(), "none"));
    t.output_as::<String>("y", &option);
    same("nullable-to-plain", t);
}

#[test]
fn nullable_to_union() {
    let mut t = group();
    let action = t.param(Param::optional_string("action"));
    let properties = object! { networkAcls: object! { defaultAction: &action }.one_line() }.one_line();
    t.add_raw("account", ACCOUNT, super::account_body("contosostore1").set("properties", properties));
    same("nullable-to-union", t);
}

#[test]
fn union_not_one_type() {
    let mut t = group();
    let ty = t.declare_type("t", TypeExpr::union([string().nullable(), int()]));
    let p: Value<triceps::Any> = t.param(Param::typed("p", ty));
    t.output_as::<Object>("o", object! { p: p }.one_line().into_expr());
    same("union-not-one-type", t);
}

fn kind(name: &str) -> TypeExpr {
    TypeExpr::object([("kind", TypeExpr::literal(name))]).one_line()
}

#[test]
fn union_of_literal_objects() {
    let mut t = group();
    let ty = t.declare_type("t", TypeExpr::union([kind("a"), kind("b")]));
    let p: Value<triceps::Any> = t.param(Param::typed("p", ty));
    t.output_as::<Object>("o", &p);
    same("union-of-literal-objects", t);
}

#[test]
fn union_of_objects_untagged() {
    let mut t = group();
    let a = TypeExpr::object([("kind", TypeExpr::literal("a")), ("size", int())]).one_line();
    let ty = t.declare_type("t", TypeExpr::union([a, kind("b")]));
    let p: Value<triceps::Any> = t.param(Param::typed("p", ty));
    t.output_as::<Object>("o", &p);
    same("union-of-objects-untagged", t);
}

#[test]
fn unions_of_several_kinds_are_refused() {
    for (members, code) in
        [([TypeExpr::literal("a"), TypeExpr::literal(1)], "BCP294 t"), ([TypeExpr::literal("a"), string()], "BCP293 t")]
    {
        let found = messages(|t| {
            let ty = t.declare_type("t", TypeExpr::union(members));
            let p: Value<triceps::Any> = t.param(Param::typed("p", ty));
            t.output_as::<triceps::Any>("o", &p);
        });
        assert!(found.contains(&code.to_owned()), "{code}: {found:?}");
    }
}
