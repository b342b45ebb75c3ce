//! Every small expression is printed, read and compared.

use std::collections::BTreeSet;

use triceps::functions::{BinaryOp, UnaryOp, call};
use triceps::read::{MemoryFiles, compile};
use triceps::{Array, Checked, Expr, IntoExpr, Object, Param, Template, Value, interpolate};
use triceps_syntax::{Language, Options, format, parse};

type One = fn(&Expr) -> Expr;
type Two = fn(&Expr, &Expr) -> Expr;

const BINARY: [BinaryOp; 16] = [
    BinaryOp::Coalesce,
    BinaryOp::Or,
    BinaryOp::And,
    BinaryOp::Equal,
    BinaryOp::NotEqual,
    BinaryOp::EqualIgnoreCase,
    BinaryOp::NotEqualIgnoreCase,
    BinaryOp::Less,
    BinaryOp::LessOrEqual,
    BinaryOp::Greater,
    BinaryOp::GreaterOrEqual,
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::Divide,
    BinaryOp::Modulo,
];

const ONE: [One; 24] = [
    |a| Expr::unary(UnaryOp::Not, a),
    |a| Expr::unary(UnaryOp::Minus, a),
    |a| a.prop("p"),
    |a| a.safe_prop("p"),
    |a| a.prop("it's"),
    |a| a.safe_prop("a b"),
    Expr::non_null,
    |a| a.at(0),
    |a| a.safe_at(0),
    |a| a.at_end(1),
    |a| a.safe_at_end(1),
    Expr::paren,
    |a| Array::new().push(a).into(),
    |a| Array::new().push(a).one_line().into(),
    |a| Array::new().spread(a).push(1).into(),
    |a| Object::new().set("p", a).set("it's", 1).into(),
    |a| Object::new().set("p", a).one_line().into(),
    |a| Object::new().spread(a).set("q", 1).into(),
    |a| Object::new().set_computed(interpolate!("k{}", text(a)), a).into(),
    |a| call("string", [a]),
    |a| interpolate!("{}", text(a)).as_expr(),
    |a| interpolate!("'${}\\$\n{}", text(a), text(a)).as_expr(),
    |a| call("map", (any(1), Expr::lambda(["i"], |[i]| Array::new().push(i).push(a).into()))),
    |a| call("reduce", (any(1), 0, Expr::lambda(["i", "j"], |[i, j]| Expr::ternary(a, j, i)))),
];

const TWO: [Two; 8] = [
    |a, b| a.at(b),
    |a, b| a.safe_at(b),
    |a, b| a.at_end(b),
    |a, b| Array::new().push(a).push(b).into(),
    |a, b| Object::new().set("p", a).set("q", b).into(),
    |a, b| call("union", (a, b)),
    |a, b| interpolate!("{}-{}", text(a), text(b)).as_expr(),
    |a, b| a.at(0).at(b),
];

fn any(value: impl IntoExpr) -> Expr {
    call("any", [value.into_expr()])
}

fn text(expr: &Expr) -> Value<String> {
    Value::from_expr(expr.clone())
}

fn leaves(any_value: &Expr) -> Vec<Expr> {
    let literals = [1.into_expr(), (-1).into_expr(), "it's ${a}".into_expr(), true.into_expr(), Expr::NULL];
    let mut leaves = vec![any_value.clone(), Array::new().into()];
    leaves.extend(literals);
    leaves
}

fn small(any_value: &Expr) -> Vec<Expr> {
    let mut trees = leaves(any_value);
    trees.extend(ONE.map(|head| head(any_value)));
    trees.extend(TWO.map(|head| head(any_value, any_value)));
    trees.extend(BINARY.map(|operator| Expr::binary(operator, any_value, any_value)));
    trees.push(Expr::ternary(any_value, any_value, any_value));
    trees
}

/// What stands over small trees.
#[derive(Clone, Copy)]
enum Head {
    None,
    One(One),
    Two(Two),
    Binary(BinaryOp),
    /// The condition and one branch of a ternary, or both branches.
    Condition,
    Branches,
}

/// A head over all small trees, in each of its places.
fn trees(head: Head, any_value: &Expr) -> Vec<Expr> {
    let small = small(any_value);
    let pairs = |make: &dyn Fn(&Expr, &Expr) -> Expr| {
        small.iter().flat_map(|first| small.iter().map(|second| make(first, second)).collect::<Vec<_>>()).collect()
    };
    match head {
        Head::None => small,
        Head::One(make) => small.iter().map(make).collect(),
        Head::Two(make) => pairs(&make),
        Head::Binary(operator) => pairs(&|first, second| Expr::binary(operator, first, second)),
        Head::Condition => pairs(&|first, second| Expr::ternary(first, second, any_value)),
        Head::Branches => pairs(&|first, second| Expr::ternary(any_value, first, second)),
    }
}

/// Trees of a variable: a template may have 512 variables.
const ROW: usize = 100;

/// A template with each tree that is wanted as a property of a variable, and the number of trees.
fn template(head: Head, is_wanted: impl Fn(usize) -> bool) -> (Template, usize) {
    let mut t = Template::for_resource_group();
    let parameter = t.param(Param::object("p"));
    let any_value = t.var("a", any(parameter)).into_expr();
    let trees = trees(head, &any_value);
    for (row, trees) in trees.chunks(ROW).enumerate() {
        let mut object = Object::new();
        for (column, tree) in trees.iter().enumerate().filter(|(column, _)| is_wanted(row * ROW + column)) {
            object = object.set(format!("v{column}"), tree);
        }
        t.var(format!("x{row}"), object);
    }
    (t, trees.len())
}

#[test]
fn small_expressions_are_printed_and_read() {
    let (mut all, mut compared) = (0, 0);
    let heads = [Head::None, Head::Condition, Head::Branches].into_iter();
    let heads = heads.chain(ONE.map(Head::One)).chain(TWO.map(Head::Two)).chain(BINARY.map(Head::Binary));
    for head in heads {
        let (all_trees, count) = template(head, |_| true);
        let refused: BTreeSet<usize> = match all_trees.check() {
            Ok(_) => BTreeSet::new(),
            Err(found) => found.iter().filter_map(|found| number(found.path())).collect(),
        };
        let checked = template(head, |number| !refused.contains(&number)).0.check().expect("the rest has no errors");
        let text = checked.to_bicep();
        assert_eq!(format(&parse(text.clone(), Language::Bicep), &Options::default()), text);
        let compilation = compile(&MemoryFiles::new().with("main.bicep", text.as_str()), "main.bicep");
        let read = compilation.checked().unwrap_or_else(|| panic!("{}\n{text}", compilation.diagnostics()));
        assert_eq!(read.to_bicep(), text);
        assert_eq!(read.to_arm_string(), Checked::to_arm_string(&checked));
        all += count;
        compared += count - refused.len();
    }
    assert!(all > 50_000 && compared > 30_000, "{compared} of {all}");
}

/// Which tree a path is in.
fn number(path: &str) -> Option<usize> {
    let mut numbers = path.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let mut next = || numbers.next()?.parse::<usize>().ok();
    Some(next()? * ROW + next()?)
}
