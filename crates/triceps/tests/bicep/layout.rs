//! What stays on one line and how the rest is broken: 120 columns, groups outermost first.

use triceps::functions::{BinaryOp, call};
use triceps::{Array, Expr, IntoExpr, Object, Template, array, each, object};

use crate::{check, value_of};

/// A literal that prints with this width in characters, quotes included.
fn text(width: usize) -> String {
    "t".repeat(width - 2)
}

fn one_line<const N: usize>(items: [Expr; N]) -> Expr {
    items.into_iter().collect::<Array>().one_line().into()
}

#[test]
fn objects_and_arrays_are_broken_unless_marked() {
    assert_eq!(value_of(|_| object! { a: 1, b: [] , c: {} }), "{\n  a: 1\n  b: []\n  c: {}\n}");
    assert_eq!(value_of(|_| array![1, [2], { a: 3 }]), "[\n  1\n  [\n    2\n  ]\n  {\n    a: 3\n  }\n]");
    assert_eq!(value_of(|_| object! { a: 1, b: "x" }.one_line()), "{ a: 1, b: 'x' }");
    assert_eq!(value_of(|n| one_line([1.into_expr(), n.a.clone()])), "[1, a]");
    assert_eq!(value_of(|n| Array::new().push(1).spread(&n.list).one_line()), "[1, ...names]");
    assert_eq!(value_of(|n| Object::new().spread(&n.object).set("k", 1)), "{\n  ...object\n  k: 1\n}");
    // What is broken inside breaks what is around.
    assert_eq!(value_of(|_| one_line([1.into_expr(), object! { a: 1 }.into_expr()])), "[\n  1\n  {\n    a: 1\n  }\n]");
}

#[test]
fn a_group_fits_in_120_columns() {
    // `var x = ['..']` is 10 columns wider than the literal.
    assert_eq!(value_of(|_| one_line([text(110).into_expr()])), format!("['{}']", "t".repeat(108)));
    assert_eq!(value_of(|_| one_line([text(111).into_expr()])), format!("[\n  '{}'\n]", "t".repeat(109)));
    // `var x = { a: '..' }` is 15 columns wider.
    assert_eq!(value_of(|_| object! { a: text(105) }.one_line()), format!("{{ a: '{}' }}", "t".repeat(103)));
    assert_eq!(value_of(|_| object! { a: text(106) }.one_line()), format!("{{\n  a: '{}'\n}}", "t".repeat(104)));
    // `var x = flag ? '..' : 1` is 19 columns wider.
    assert_eq!(value_of(|n| Expr::ternary(&n.flag, text(101), 1)), format!("flag ? '{}' : 1", "t".repeat(99)));
    assert_eq!(value_of(|n| Expr::ternary(&n.flag, text(102), 1)), format!("flag\n  ? '{}'\n  : 1", "t".repeat(100)));
    // `var x = concat(names, '..')` is 23 columns wider.
    assert_eq!(value_of(|n| call("union", (&n.list, text(98)))), format!("union(names, '{}')", "t".repeat(96)));
    assert_eq!(
        value_of(|n| call("union", (&n.list, text(99)))),
        format!("union(\n  names,\n  '{}'\n)", "t".repeat(97))
    );
}

#[test]
fn width_is_counted_in_utf16_units() {
    let wide = "😀".repeat(54);
    assert_eq!(value_of(|_| one_line([wide.as_str().into_expr()])), format!("['{wide}']"));
    let wider = format!("{wide}x");
    assert_eq!(value_of(|_| one_line([wider.as_str().into_expr()])), format!("[\n  '{wider}'\n]"));
}

#[test]
fn one_argument_sticks_to_its_parentheses() {
    assert_eq!(value_of(|_| call("any", [object! { a: 1 }])), "any({\n  a: 1\n})");
    let long = text(150);
    assert_eq!(value_of(|_| call("toUpper", [long.as_str()])), format!("toUpper('{}')", "t".repeat(148)));
    assert_eq!(
        value_of(|n| call("string", [call("union", (&n.list, text(100)))])),
        format!("string(union(\n  names,\n  '{}'\n))", "t".repeat(98))
    );
}

#[test]
fn one_argument_sticks_to_its_parentheses_below_a_comment_too() {
    let mut t = Template::for_resource_group();
    t.var("x", object! { b: call("any", [object! { a: 1 }]) }.comment("Why."));
    check(
        t,
        "
var x = {
  b: any({
    a: 1
  })
  // Why.
}
",
    );
}

#[test]
fn the_last_argument_stays_on_the_line_of_the_call() {
    assert_eq!(value_of(|n| call("union", (&n.object, object! { a: 1 }))), "union(object, {\n  a: 1\n})");
    assert_eq!(value_of(|n| call("concat", (&n.list, array![1]))), "concat(names, [\n  1\n])");
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |[x]| object! { name: x }.into())))),
        "map(names, x => {\n  name: x\n})"
    );
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x", "i"], |[x, i]| array![x, i].into())))),
        "map(names, (x, i) => [\n  x\n  i\n])"
    );
    // An earlier argument that is broken breaks all of them.
    assert_eq!(
        value_of(|_| call("union", (object! { a: 1 }, object! { b: 2 }))),
        "union(\n  {\n    a: 1\n  },\n  {\n    b: 2\n  }\n)"
    );
    // So does what comes before and does not fit.
    assert_eq!(
        value_of(|_| call("union", (text(103), object! { b: 2 }))),
        format!("union('{}', {{\n  b: 2\n}})", "t".repeat(101))
    );
    assert_eq!(
        value_of(|_| call("union", (text(104), object! { b: 2 }))),
        format!("union(\n  '{}',\n  {{\n    b: 2\n  }}\n)", "t".repeat(102))
    );
}

#[test]
fn a_last_argument_that_does_not_fit_its_line_is_like_a_broken_one() {
    // Broken once, the formatter takes it for broken on purpose: only this form stays as it is.
    let wide = object! { first: text(60), second: text(60) }.one_line();
    assert_eq!(
        value_of(|n| call("union", (&n.object, wide.clone()))),
        format!("union(object, {{\n  first: '{0}'\n  second: '{0}'\n}})", "t".repeat(58))
    );
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |_| wide.clone().into())))),
        format!("map(names, x => {{\n  first: '{0}'\n  second: '{0}'\n}})", "t".repeat(58))
    );
    // On a line of its own it fits, so that it gets one.
    let fitting = object! { first: text(50), second: text(44) }.one_line();
    assert_eq!(
        value_of(|n| call("union", (&n.object, fitting.clone()))),
        format!("union(\n  object,\n  {{ first: '{}', second: '{}' }}\n)", "t".repeat(48), "t".repeat(42))
    );
}

#[test]
fn an_empty_last_argument_ends_the_counting() {
    let long = [text(40), text(40), text(40)].map(IntoExpr::into_expr);
    let [a, b, c] = long.clone();
    let line = format!("'{0}', '{0}', '{0}'", "t".repeat(38));
    let lines = format!("\n  '{0}'\n  '{0}'\n  '{0}'\n", "t".repeat(38));
    assert_eq!(
        value_of(|n| one_line([call("concat", (&n.list, Array::new())), a.clone(), b.clone(), c.clone()])),
        format!("[concat(names, []), {line}]")
    );
    assert_eq!(
        value_of(|_| one_line([call("length", [Array::new()]), a.clone(), b.clone(), c.clone()])),
        format!("[\n  length([]){lines}]")
    );
    assert_eq!(
        value_of(|n| {
            let empty = Expr::lambda(["x"], |_| Object::new().into());
            one_line([call("map", (&n.list, empty)), a.clone(), b.clone(), c.clone()])
        }),
        format!("[map(names, x => {{}}), {line}]")
    );
    // What has to be broken breaks it all the same.
    assert_eq!(
        value_of(|n| one_line([call("concat", (&n.list, Array::new())), object! { a: 1 }.into_expr()])),
        "[\n  concat(names, [])\n  {\n    a: 1\n  }\n]"
    );
    assert_eq!(
        value_of(|_| call("concat", (text(50), text(50), Array::new()))),
        format!("concat('{0}', '{0}', [])", "t".repeat(48))
    );
    assert_eq!(
        value_of(|_| call("concat", (text(51), text(51), Array::new()))),
        format!("concat(\n  '{0}',\n  '{0}',\n  []\n)", "t".repeat(49))
    );
}

#[test]
fn operators_never_break_but_calls_in_them_do() {
    assert_eq!(
        value_of(|n| {
            let has = |name: &str| call("contains", (&n.object, name));
            let two = Expr::binary(BinaryOp::And, has("firstOfTheLongFlagNames"), has("secondOfTheLongFlagNames"));
            Expr::binary(BinaryOp::And, two, has("third-of-them"))
        }),
        "contains(object, 'firstOfTheLongFlagNames') && contains(object, 'secondOfTheLongFlagNames') && contains(\n  object,\n  \
         'third-of-them'\n)"
    );
    assert_eq!(value_of(|n| n.name.or(text(150))), format!("name ?? '{}'", "t".repeat(148)));
}

#[test]
fn ternaries_indent_their_arms() {
    assert_eq!(
        value_of(|n| Expr::ternary(&n.flag, object! { a: 1 }, object! { b: [1] })),
        "flag\n  ? {\n      a: 1\n    }\n  : {\n      b: [\n        1\n      ]\n    }"
    );
    let long = text(60);
    assert_eq!(
        value_of(|n| Expr::ternary(&n.flag, long.as_str(), Expr::ternary(&n.other, long.as_str(), 1))),
        format!("flag\n  ? '{0}'\n  : other ? '{0}' : 1", "t".repeat(58))
    );
    assert_eq!(
        value_of(|n| Expr::ternary(call("contains", (text(90), &n.name)), 1, 2)),
        format!("contains('{}', name)\n  ? 1\n  : 2", "t".repeat(88))
    );
    assert_eq!(
        value_of(|n| Expr::ternary(call("contains", (text(110), &n.name)), 1, 2)),
        format!("contains(\n    '{}',\n    name\n  )\n  ? 1\n  : 2", "t".repeat(108))
    );
}

#[test]
fn loops() {
    check(
        {
            let mut t = Template::for_resource_group();
            let names = t.param(triceps::Param::array_of::<String>("names"));
            t.var("short", each("name", &names).map(|name, _| name));
            t.var("indexed", each("name", &names).map(|name, i| triceps::interpolate!("{i}{name}")));
            t.var("objects", each("name", &names).map(|name, _| object! { name: name }));
            t.var("oneLine", each("name", &names).map(|name, _| object! { name: name }.one_line()));
            let label = text(70);
            t.var("long", each("name", &names).map(|name, _| object! { name: name, label: label.as_str() }.one_line()));
            t
        },
        &format!(
            "
param names string[]

var short = [for name in names: name]
var indexed = [for (name, i) in names: '${{i}}${{name}}']
var objects = [
  for name in names: {{
    name: name
  }}
]
var oneLine = [for name in names: {{ name: name }}]
var long = [
  for name in names: {{ name: name, label: '{}' }}
]
",
            "t".repeat(68)
        ),
    );
}

#[test]
fn lambdas_go_to_the_next_line_where_they_do_not_fit() {
    assert_eq!(value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |[x]| x)))), "map(names, x => x)");
    assert_eq!(value_of(|n| call("map", (&n.list, Expr::lambda([], |[]| n.a.clone())))), "map(names, () => a)");
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |[x]| call("concat", (x, text(90))))))),
        format!("map(\n  names,\n  x => concat(x, '{}')\n)", "t".repeat(88))
    );
    assert_eq!(
        value_of(|n| call("map", (&n.list, Expr::lambda(["x"], |[x]| call("concat", (x, text(110))))))),
        format!("map(\n  names,\n  x =>\n    concat(\n      x,\n      '{}'\n    )\n)", "t".repeat(108))
    );
    assert_eq!(
        value_of(|n| {
            let inner = Expr::lambda(["y"], |[y]| object! { name: y }.into());
            call("map", (&n.list, Expr::lambda(["x"], |[x]| call("map", (x, inner)))))
        }),
        "map(\n  names,\n  x =>\n    map(x, y => {\n      name: y\n    })\n)"
    );
}

#[test]
fn a_multi_line_literal_counts_as_a_whole() {
    let long = "a line of text\n".repeat(8);
    let printed = format!("'''\n{long}'''");
    assert_eq!(
        value_of(|n| call("join", (&n.list, Expr::multi_line(long.as_str())))),
        format!("join(\n  names,\n  {printed}\n)")
    );
    assert_eq!(value_of(|n| call("join", (&n.list, Expr::multi_line("a\nb")))), "join(names, '''\na\nb''')");
}

#[test]
fn nesting_is_printed_in_linear_time() {
    // Each level is tried on one line before it is broken; doubling the work each time would not end.
    let nest = |depth: usize, wrap: &dyn Fn(Expr) -> Expr| {
        let mut value = text(60).into_expr();
        for _ in 0..depth {
            value = wrap(value);
        }
        value_of(|_| value)
    };
    let calls = nest(60, &|value| call("concat", (value, 1)));
    assert_eq!(calls.matches("concat(").count(), 60);
    let ternaries = nest(60, &|value| Expr::ternary(true, value, 1));
    assert_eq!(ternaries.matches("true").count(), 60);
    let arrays = nest(60, &|value| one_line([value, 1.into_expr()]));
    assert_eq!(arrays.matches('[').count(), 60);
    let lambdas = nest(60, &|value| {
        let body = object! { v: value }.one_line();
        call("map", (Array::new(), Expr::lambda(["x"], |_| body.into())))
    });
    assert_eq!(lambdas.matches("=> {").count(), 60);
}
