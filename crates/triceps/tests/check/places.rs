//! Constructs where the language does not have them.

use triceps::functions::call;
use triceps::functions::{map, new_guid};
use triceps::{Array, Expr, IntoExpr, Object, Param, Value, array, each, interpolate, object};

use super::check;

#[test]
fn loops_stand_at_fixed_places() {
    check(
        |t| {
            let names = t.param(Param::array_of::<String>("names"));
            let all = each("name", &names).map(|name, _| name);
            let ok = t.var("ok", &all);
            t.output("x", ok);
            let inside = t.var("inside", object! { list: &all });
            t.output("y", inside);
            t.output_as::<i64>("z", call("length", (&all,)));
            t.add_raw(
                "tags",
                "Microsoft.Resources/tags@2025-04-01",
                object! {
                    name: "default",
                    properties: { tags: object! { ("x".into_expr()): &all } },
                },
            );
        },
        &[
            "error[BCP138] variables.inside.list: a loop cannot be used here",
            "error[BCP143] resources.tags.properties.tags: a loop is the value of a computed name",
            "error[BCP138] outputs.z: a loop cannot be used here",
        ],
    );
}

#[test]
fn variables_of_loops_stay_inside() {
    check(
        |t| {
            let names = t.param(Param::array_of::<String>("names"));
            let mut leaked = None;
            let mapped = map("name", &names, |name| {
                leaked = Some(name.clone());
                name
            });
            t.output("x", mapped);
            t.output("y", leaked.expect("the closure ran"));
        },
        &["error[BCP057] outputs.y: `name` is used outside of the loop, lambda or function that it belongs to"],
    );
}

#[test]
fn texts_hold_no_literal_lists() {
    check(
        |t| {
            let list: Expr = Array::new().push(1).into_expr();
            t.output("x", interpolate!("{list}"));
        },
        &["error[BCP087] outputs.x: an array or object literal is used inside `${..}`"],
    );
}

#[test]
fn bodies_have_fixed_properties() {
    check(
        |t| {
            let tags = t.param(Param::object("tags"));
            let name = t.param(Param::string("name"));
            t.add_raw(
                "tagged",
                "Microsoft.Resources/tags@2025-04-01",
                Object::new().set("name", "default").spread(&tags).set_computed(&name, 1),
            );
        },
        &[
            "error[BCP040] resources.tagged: an object of the type `Microsoft.Resources/tags` cannot have a computed key",
            "error[BCP401] resources.tagged: a spread cannot be used at the top level of a body",
        ],
    );
}

#[test]
fn functions_of_the_json_have_other_names_here() {
    check(
        |t| {
            t.output_as::<i64>("x", call("add", (1, 2)));
            t.output("y", new_guid());
            let described = t.param(Param::string("described").description(interpolate!("{}", 1)));
            t.output("z", described);
        },
        &[
            "error[BCP069] outputs.x: `add` exists in JSON templates only",
            "error[BCP065] outputs.y: `newGuid` can only be used in the default of a parameter",
        ],
    );
    check(
        |t| {
            let name = t.param(Param::string("name"));
            let described = t.param(Param::string("described").description(interpolate!("{name}!")));
            t.output("z", described);
        },
        &["error[BCP032] params.described: the argument of `@description` must be a literal"],
    );
}

#[test]
fn keys_are_given_once() {
    let twice: Value<Object> = object! { a: 1, "a": 2, b: array![{ c: 1 }] }.into_expr().cast();
    check(
        |t| {
            t.output("x", twice);
        },
        &[],
    );
}
