//! Every small tree of operators prints so that it reads back the same, with no needless parentheses.

use triceps::functions::{BinaryOp, UnaryOp};
use triceps::{Array, Expr, IntoExpr, Param, Template};

/// A tree in its fully parenthesised form, beside the expression made of it.
#[derive(Clone)]
struct Tree {
    shape: String,
    expr: Expr,
}

#[test]
fn small_trees_read_back() {
    let mut t = Template::for_resource_group();
    let [a, b, c] =
        ["a", "b", "c"].map(|name| Tree { shape: name.to_owned(), expr: t.param(Param::int(name)).into_expr() });
    let small = small_trees(&a, &b, &c);
    let trees = larger_trees(&small);
    t.var("x", trees.iter().map(|tree| &tree.expr).collect::<Array>());
    let text = t.to_unchecked_bicep();

    let (_, items) = text.split_once("var x = [\n").expect("the array is broken over lines");
    let mut lines = items.lines();
    for tree in &trees {
        let line = lines.next().expect("each tree has a line").trim_start();
        assert_eq!(read(line).as_ref(), Some(&tree.shape), "{line}");
        for needless in without_one_pair(line) {
            assert_ne!(read(&needless).as_ref(), Some(&tree.shape), "needless parentheses in {line}");
        }
    }
    assert_eq!(lines.collect::<Vec<_>>(), ["]"]);
}

fn small_trees(a: &Tree, b: &Tree, c: &Tree) -> Vec<Tree> {
    let mut trees = vec![a.clone(), Tree { shape: "-1".to_owned(), expr: (-1).into_expr() }];
    trees.extend(BINARY.map(|(op, token)| binary(op, token, a, b)));
    trees.extend(UNARY.map(|(op, token)| unary(op, token, a)));
    trees.extend([ternary(a, b, c), property(a), index(a, b), non_null(a)]);
    trees
}

fn larger_trees(small: &[Tree]) -> Vec<Tree> {
    let mut trees = Vec::new();
    for first in small {
        trees.extend(UNARY.map(|(op, token)| unary(op, token, first)));
        trees.extend([property(first), non_null(first)]);
        for second in small {
            trees.extend(BINARY.map(|(op, token)| binary(op, token, first, second)));
            trees.push(index(first, second));
            trees.extend(small.iter().map(|third| ternary(first, second, third)));
        }
    }
    trees
}

const UNARY: [(UnaryOp, &str); 2] = [(UnaryOp::Not, "!"), (UnaryOp::Minus, "-")];

const BINARY: [(BinaryOp, &str); 11] = [
    (BinaryOp::Coalesce, "??"),
    (BinaryOp::Or, "||"),
    (BinaryOp::And, "&&"),
    (BinaryOp::Equal, "=="),
    (BinaryOp::NotEqualIgnoreCase, "!~"),
    (BinaryOp::Less, "<"),
    (BinaryOp::GreaterOrEqual, ">="),
    (BinaryOp::Add, "+"),
    (BinaryOp::Subtract, "-"),
    (BinaryOp::Multiply, "*"),
    (BinaryOp::Modulo, "%"),
];

fn unary(op: UnaryOp, token: &str, operand: &Tree) -> Tree {
    Tree { shape: format!("({token} {})", operand.shape), expr: Expr::unary(op, &operand.expr) }
}

fn binary(op: BinaryOp, token: &str, left: &Tree, right: &Tree) -> Tree {
    let shape = format!("({} {token} {})", left.shape, right.shape);
    Tree { shape, expr: Expr::binary(op, &left.expr, &right.expr) }
}

fn ternary(condition: &Tree, yes: &Tree, no: &Tree) -> Tree {
    let shape = format!("({} ? {} : {})", condition.shape, yes.shape, no.shape);
    Tree { shape, expr: Expr::ternary(&condition.expr, &yes.expr, &no.expr) }
}

fn property(base: &Tree) -> Tree {
    Tree { shape: format!("({} . p)", base.shape), expr: base.expr.prop("p") }
}

fn index(base: &Tree, index: &Tree) -> Tree {
    Tree { shape: format!("({} [ {})", base.shape, index.shape), expr: base.expr.at(&index.expr) }
}

fn non_null(base: &Tree) -> Tree {
    Tree { shape: format!("({} !)", base.shape), expr: base.expr.non_null() }
}

/// The text without one of its pairs of parentheses, for each of them.
fn without_one_pair(text: &str) -> Vec<String> {
    let mut open = Vec::new();
    let mut texts = Vec::new();
    for (position, character) in text.char_indices() {
        if character == '(' {
            open.push(position);
        } else if character == ')' {
            let start = open.pop().expect("parentheses are balanced");
            texts.push([&text[..start], &text[start + 1..position], &text[position + 1..]].concat());
        }
    }
    texts
}

/// The shape of an expression by the grammar of the language, or none where it is none.
fn read(text: &str) -> Option<String> {
    let mut reader = Reader { rest: text };
    let shape = reader.ternary()?;
    reader.rest.is_empty().then_some(shape)
}

struct Reader<'a> {
    rest: &'a str,
}

/// The operators by level, loosest first.
const LEVELS: [&[&str]; 7] =
    [&["??"], &["||"], &["&&"], &["==", "!=", "=~", "!~"], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

impl Reader<'_> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn ternary(&mut self) -> Option<String> {
        let condition = self.binary(0)?;
        if !self.take("? ") {
            return Some(condition);
        }
        let yes = self.ternary()?;
        if !self.take(":") {
            return None;
        }
        Some(format!("({condition} ? {yes} : {})", self.ternary()?))
    }

    fn binary(&mut self, level: usize) -> Option<String> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = operators.iter().find(|operator| self.take(operator)) {
            let right = self.binary(level + 1)?;
            left = format!("({left} {operator} {right})");
        }
        Some(left)
    }

    /// One sign at most; a sign before a number is part of it, unless the number is the base of an access.
    fn unary(&mut self) -> Option<String> {
        for token in ["!", "-"] {
            if self.take(token) {
                let operand = self.member()?;
                return Some(if token == "-" && operand == "1" {
                    "-1".to_owned()
                } else {
                    format!("({token} {operand})")
                });
            }
        }
        self.member()
    }

    fn member(&mut self) -> Option<String> {
        let mut base = self.primary()?;
        loop {
            if self.rest.starts_with(".p") {
                self.take(".p");
                base = format!("({base} . p)");
            } else if self.rest.starts_with('[') {
                self.take("[");
                let index = self.ternary()?;
                if !self.take("]") {
                    return None;
                }
                base = format!("({base} [ {index})");
            } else if self.rest.starts_with('!') {
                self.take("!");
                base = format!("({base} !)");
            } else {
                return Some(base);
            }
        }
    }

    fn primary(&mut self) -> Option<String> {
        if self.take("(") {
            let inner = self.ternary()?;
            return self.take(")").then_some(inner);
        }
        ["a", "b", "c", "1"].into_iter().find(|name| self.take(name)).map(str::to_owned)
    }
}
