//! Variables and types that name the one before twice: what they come to doubles with each, the work does not.

use triceps::functions::call;
use triceps::{Any, Expr, IntoExpr, Object, Param, Template, TypeExpr, Value, array, object};

const LEVELS: usize = 64;

#[test]
fn variables_that_double_are_checked() {
    let ways: [fn(&Expr) -> Expr; 4] = [
        |value| array![value, value].into_expr(),
        |value| object! { a: value, b: value }.into_expr(),
        |value| call("concat", (value, value)),
        |value| call("union", (object! { a: value }, object! { b: value })),
    ];
    for next in ways {
        for seed in [true, false] {
            let mut t = Template::for_resource_group();
            let text = t.param(Param::string("text"));
            let first = if seed { array![&text] } else { array!["text"] };
            let mut value = t.var("v0", first.into_expr());
            for level in 1..LEVELS {
                value = t.var(format!("v{level}"), next(&value));
            }
            t.output_as::<bool>("o", call("contains", (&value, &text)));
            t.check().expect("the template itself is short");
        }
    }
}

#[test]
fn types_that_double_are_checked() {
    let mut t = Template::for_resource_group();
    let mut ty = t.declare_type("t0", TypeExpr::object([("x", TypeExpr::named("string"))]));
    for level in 1..LEVELS {
        ty = t.declare_type(format!("t{level}"), TypeExpr::object([("a", ty.clone()), ("b", ty)]));
    }
    let value: Value<Any> = t.param(Param::typed("p", ty));
    t.output_as::<Object>("o", &value);
    t.check().expect("the template itself is short");
}
