//! Deep expressions: what passes the check is read again from its text.

use triceps::functions::{BinaryOp, call, map};
use triceps::{Diagnostics, Expr, IntoExpr, Param, Template, TypeExpr, Value, array, interpolate, object};
use triceps_compile::{MemoryFiles, compile};

type Step = fn(Expr) -> Expr;

const SHAPES: [(&str, Step); 13] = [
    ("array", |inner| array![inner].into()),
    ("object", |inner| object! { a: inner }.into()),
    ("call", |inner| call("string", [inner])),
    ("left operand", |inner| Expr::binary(BinaryOp::Add, inner, 1)),
    ("right operand", |inner| Expr::binary(BinaryOp::Add, 1, inner)),
    ("branch", |inner| Expr::ternary(true, 1, inner)),
    ("condition", |inner| Expr::ternary(inner, true, false)),
    ("property", |inner| inner.prop("a")),
    ("base of a sum", |inner| Expr::binary(BinaryOp::Add, inner, 1).prop("a")),
    ("index", |inner| array![1].into_expr().at(inner)),
    ("fallback", |inner| Expr::binary(BinaryOp::Coalesce, inner, 1)),
    ("interpolation", |inner| interpolate!("a{}", Value::<String>::from_expr(inner)).into_expr()),
    ("lambda", |inner| {
        map("x", Value::<Vec<String>>::from_expr(array![1].into()), |_| Value::<String>::from_expr(inner)).into_expr()
    }),
];

/// A template with the expression that a step makes of itself.
fn deep(step: Step, times: usize) -> Template {
    let mut t = Template::for_resource_group();
    let start = t.param(Param::object("start"));
    let value = (0..times).fold(start.into_expr(), |inner, _| step(inner));
    t.var("value", value);
    t
}

fn is_too_deep(found: &Diagnostics) -> bool {
    found.iter().any(|it| matches!(it.id(), "TRI0009" | "TRI0050"))
}

/// Whether the check takes the expression that a step makes of itself. If so, its text is read again.
fn passes(step: Step, times: usize) -> bool {
    let text = deep(step, times).to_unchecked_bicep();
    let is_refused = deep(step, times).check().is_err_and(|found| is_too_deep(&found));
    let read = compile(&MemoryFiles::new().with("main.bicep", text), "main.bicep");
    assert!(is_refused || !is_too_deep(read.diagnostics()), "{times} are taken, but not read again");
    !is_refused
}

#[test]
fn what_is_taken_is_read_again() {
    for (name, step) in SHAPES {
        for times in [60, 70, 75, 80, 95, 100, 105, 110, 150, 185, 190, 195, 200, 210, 215, 219, 220, 221, 240, 256] {
            let is_taken = passes(step, times);
            assert!(is_taken || times > 60, "{name}: {times} are few");
        }
    }
}

#[test]
fn types_that_are_taken_are_read_again() {
    let shapes: [fn(TypeExpr) -> TypeExpr; 4] = [
        |inner| TypeExpr::object([("a", inner)]),
        |inner| TypeExpr::tuple([inner]),
        |inner| inner.array(),
        |inner| TypeExpr::union([inner, TypeExpr::literal("a")]).array(),
    ];
    for (shape, step) in shapes.iter().enumerate() {
        for times in [40, 90, 97, 98, 150, 190, 200, 220, 250] {
            let declared = || {
                let mut t = Template::for_resource_group();
                let ty = (0..times).fold(TypeExpr::literal("b"), |inner, _| step(inner));
                let ty = t.declare_type("deep", ty);
                t.export(&ty);
                t
            };
            let is_refused = declared().check().is_err_and(|found| is_too_deep(&found));
            let files = MemoryFiles::new().with("main.bicep", declared().to_unchecked_bicep());
            let is_read = !is_too_deep(compile(&files, "main.bicep").diagnostics());
            assert!(is_refused || is_read, "{shape}: {times} are taken, but not read again");
            assert!(!is_refused || times > 40, "{shape}: {times} are few");
        }
    }
}

#[test]
fn what_can_be_read_is_taken() {
    for (name, step) in SHAPES {
        let times = match name {
            // Each step has several expressions, or parentheses.
            "base of a sum" | "lambda" => 65,
            "right operand" | "condition" => 95,
            _ => 185,
        };
        assert!(passes(step, times), "{name}");
    }
}
