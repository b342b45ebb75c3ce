//! Operators, access, and the parentheses that they need.

use triceps::functions::{BinaryOp, UnaryOp, call};
use triceps::{Array, Expr, IntoExpr, Object};

use crate::value_of;

#[test]
fn right_operands_of_the_same_level_keep_their_parentheses() {
    assert_eq!(value_of(|n| sub(&n.a, sub(&n.b, &n.c))), "a - (b - c)");
    assert_eq!(value_of(|n| sub(sub(&n.a, &n.b), &n.c)), "a - b - c");
    assert_eq!(value_of(|n| n.a.or(n.b.or(&n.c))), "a ?? (b ?? c)");
    assert_eq!(value_of(|n| n.a.or(&n.b).or(&n.c)), "a ?? b ?? c");
}

#[test]
fn looser_operands_get_parentheses() {
    assert_eq!(value_of(|n| binary(BinaryOp::Multiply, sub(&n.a, &n.b), &n.c)), "(a - b) * c");
    assert_eq!(value_of(|n| binary(BinaryOp::Add, binary(BinaryOp::Multiply, &n.a, &n.b), &n.c)), "a * b + c");
    assert_eq!(value_of(|n| sub(Expr::ternary(&n.flag, &n.a, &n.b), &n.c)), "(flag ? a : b) - c");
    assert_eq!(value_of(|n| n.a.or(Expr::ternary(&n.flag, &n.a, &n.b))), "a ?? (flag ? a : b)");
}

#[test]
fn unary_operators_do_not_stack() {
    assert_eq!(value_of(|n| not(not(&n.flag))), "!(!flag)");
    assert_eq!(value_of(|n| minus(minus(&n.a))), "-(-a)");
    assert_eq!(value_of(|_| minus((-7).into_expr())), "-(-7)");
    assert_eq!(value_of(|n| not(binary(BinaryOp::Equal, &n.a, &n.b))), "!(a == b)");
    assert_eq!(value_of(|n| minus(n.object.prop("n"))), "-object.n");
}

#[test]
fn negative_numbers() {
    assert_eq!(value_of(|n| sub(&n.a, -5)), "a - -5");
    assert_eq!(value_of(|_| binary(BinaryOp::Divide, -7, 2)), "-7 / 2");
    assert_eq!(value_of(|_| i64::MIN), "-9223372036854775808");
    assert_eq!(value_of(|_| i64::MAX), "9223372036854775807");
    assert_eq!(value_of(|_| 0), "0");
    assert_eq!(value_of(|_| (-7).into_expr().prop("n")), "(-7).n");
    assert_eq!(value_of(|_| Expr::number(-0.25)), "json('-0.25')");
}

#[test]
fn ternaries() {
    assert_eq!(
        value_of(|n| Expr::ternary(&n.flag, &n.a, Expr::ternary(&n.other, &n.b, &n.c))),
        "flag ? a : other ? b : c"
    );
    assert_eq!(
        value_of(|n| Expr::ternary(&n.flag, Expr::ternary(&n.other, &n.a, &n.b), &n.c)),
        "flag ? other ? a : b : c"
    );
    assert_eq!(
        value_of(|n| Expr::ternary(Expr::ternary(&n.flag, &n.other, &n.flag), &n.a, &n.b)),
        "(flag ? other : flag) ? a : b"
    );
    assert_eq!(value_of(|n| Expr::ternary(n.flag.or(&n.other), &n.a, &n.b)), "flag ?? other ? a : b");
}

#[test]
fn access() {
    assert_eq!(value_of(|n| n.object.prop("first").prop("second")), "object.first.second");
    assert_eq!(value_of(|n| n.object.prop("dashed-name")), "object['dashed-name']");
    assert_eq!(value_of(|n| n.object.safe_prop("dashed-name")), "object[?'dashed-name']");
    assert_eq!(value_of(|n| n.object.prop("true")), "object['true']");
    assert_eq!(value_of(|n| n.object.prop("")), "object['']");
    assert_eq!(value_of(|n| n.object.prop("é")), "object['é']");
    assert_eq!(value_of(|n| n.object.safe_prop("if").prop("_x")), "object.?if._x");
    assert_eq!(value_of(|n| n.object.at(&n.name)), "object[name]");
    assert_eq!(value_of(|n| n.list.safe_at(0)), "names[?0]");
    assert_eq!(value_of(|n| n.list.at_end(1)), "names[^1]");
    assert_eq!(value_of(|n| n.list.safe_at_end(3).or("short")), "names[?^3] ?? 'short'");
    assert_eq!(value_of(|n| n.object.safe_prop("a").paren().prop("b")), "(object.?a).b");
    assert_eq!(value_of(|n| n.object.prop("network").non_null().prop("id")), "object.network!.id");
    assert_eq!(value_of(|n| n.a.or(&n.object).prop("b")), "(a ?? object).b");
    assert_eq!(value_of(|n| Expr::ternary(&n.flag, &n.object, &n.a).safe_prop("n")), "(flag ? object : a).?n");
    assert_eq!(value_of(|n| array([&n.a, &n.b]).at(0)), "[a, b][0]");
    assert_eq!(value_of(|n| one_line(Object::new().set("k", &n.a)).prop("k")), "{ k: a }.k");
    assert_eq!(value_of(|n| n.list.at(sub(&n.a, 1))), "names[a - 1]");
}

#[test]
fn lambdas_as_operands() {
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |[x]| Expr::ternary(&n.flag, x, &n.a))))),
        "map(names, x => flag ? x : a)"
    );
    assert_eq!(
        value_of(|n| call("any", [Expr::ternary(Expr::lambda(["x"], |[x]| x), &n.a, &n.b)])),
        "any((x => x) ? a : b)"
    );
}

#[test]
fn parentheses_that_were_written_stay() {
    assert_eq!(
        value_of(|n| binary(BinaryOp::Equal, &n.flag, binary(BinaryOp::Less, &n.a, &n.b).paren())),
        "flag == (a < b)"
    );
    assert_eq!(value_of(|n| n.object.paren().paren().prop("name")), "((object)).name");
}

fn sub(left: impl IntoExpr, right: impl IntoExpr) -> Expr {
    binary(BinaryOp::Subtract, left, right)
}

fn binary(op: BinaryOp, left: impl IntoExpr, right: impl IntoExpr) -> Expr {
    Expr::binary(op, left, right)
}

fn not(operand: impl IntoExpr) -> Expr {
    Expr::unary(UnaryOp::Not, operand)
}

fn minus(operand: impl IntoExpr) -> Expr {
    Expr::unary(UnaryOp::Minus, operand)
}

fn array<const N: usize>(items: [&Expr; N]) -> Expr {
    items.into_iter().collect::<Array>().one_line().into()
}

fn one_line(object: Object) -> Expr {
    object.one_line().into()
}
