//! Expressions: operators, access, ternaries, loops, and the parentheses they need.

use super::names::is_identifier;
use super::printer::Printer;
use crate::expr::{Callee, Composite, Expr, Node, Precedence};

impl<'a> Printer<'a> {
    /// Any expression; `indent` is that of the line it starts on.
    pub(super) fn expr(&mut self, expr: &'a Expr, indent: usize) {
        if self.failed() {
            return;
        }
        match &expr.0 {
            Node::Null | Node::Refused(_) => self.put("null"),
            Node::Bool(true) => self.put("true"),
            Node::Bool(false) => self.put("false"),
            Node::Int(value) => self.put_int(*value),
            Node::Str(text) => self.string(text),
            Node::Symbol(symbol) => self.symbol(*symbol),
            Node::Local(name) => self.put_text(name),
            Node::Composite(composite) => self.composite(composite.composite(), indent),
        }
    }

    fn composite(&mut self, composite: &'a Composite, indent: usize) {
        match composite {
            Composite::MultiLine(text) => self.multi_line(text),
            Composite::Interpolation { parts, dollars } => self.interpolation(parts, *dollars),
            Composite::Object(object) => self.object(object, indent, false),
            Composite::Array(array) => self.array(array, indent, false),
            Composite::Property { base, name, safe } => {
                self.operand(base, Precedence::Primary, indent);
                if is_identifier(name) {
                    self.put(if *safe { ".?" } else { "." });
                    self.put_text(name);
                } else {
                    self.put(if *safe { "[?" } else { "[" });
                    self.string(name);
                    self.put("]");
                }
            }
            Composite::Index { base, index, safe, from_end } => {
                self.operand(base, Precedence::Primary, indent);
                self.put(match (safe, from_end) {
                    (false, false) => "[",
                    (true, false) => "[?",
                    (false, true) => "[^",
                    (true, true) => "[?^",
                });
                self.expr(index, indent);
                self.put("]");
            }
            Composite::NonNull(base) => {
                self.operand(base, Precedence::Primary, indent);
                self.put("!");
            }
            Composite::Paren(inner) => self.parenthesized(inner, indent),
            Composite::Unary(op, operand) => {
                self.put(op.token());
                self.operand(operand, Precedence::Primary, indent);
            }
            Composite::Binary(op, left, right) => {
                let precedence = op.precedence();
                self.operand(left, precedence, indent);
                self.put(" ");
                self.put(op.token());
                self.put(" ");
                self.operand(right, precedence.tighter(), indent);
            }
            Composite::Ternary(condition, yes, no) => self.ternary(condition, yes, no, indent),
            Composite::Call { callee, args } => {
                match callee {
                    Callee::Builtin(name) => self.call_name(name),
                    Callee::Declared(symbol) => self.symbol(*symbol),
                }
                self.arguments(args, indent);
            }
            Composite::Method { base, name, args } => {
                self.operand(base, Precedence::Primary, indent);
                self.put(".");
                self.put_text(name);
                self.arguments(args, indent);
            }
            Composite::Lambda { params, body } => self.lambda(params, body, indent),
            Composite::For(each) => {
                let body = |printer: &mut Self, indent| {
                    printer.expr(&each.body, indent);
                };
                self.for_loop(&each.item, each.index.as_ref(), &each.array, indent, body);
            }
        }
    }

    /// An operand that has to hold together at least so tightly.
    fn operand(&mut self, expr: &'a Expr, least: Precedence, indent: usize) {
        if precedence(expr) < least {
            self.parenthesized(expr, indent);
        } else {
            self.expr(expr, indent);
        }
    }

    fn parenthesized(&mut self, expr: &'a Expr, indent: usize) {
        self.put("(");
        self.expr(expr, indent);
        self.put(")");
    }

    fn ternary(&mut self, condition: &'a Expr, yes: &'a Expr, no: &'a Expr, indent: usize) {
        self.group(
            |printer| {
                printer.operand(condition, Precedence::Coalesce, indent);
                printer.put(" ? ");
                printer.expr(yes, indent);
                printer.put(" : ");
                printer.expr(no, indent);
            },
            |printer| {
                printer.operand(condition, Precedence::Coalesce, indent + 1);
                printer.newline(indent + 1);
                printer.put("? ");
                printer.expr(yes, indent + 2);
                printer.newline(indent + 1);
                printer.put(": ");
                printer.expr(no, indent + 2);
            },
        );
    }

    /// `[for (item, index) in array: body]`, the whole in lines of its own where it does not fit.
    pub(super) fn for_loop(
        &mut self,
        item: &'a crate::expr::Local,
        index: Option<&'a crate::expr::Local>,
        array: &'a Expr,
        indent: usize,
        body: impl Fn(&mut Self, usize),
    ) {
        let inner = |printer: &mut Self, indent| {
            printer.put("for ");
            if let Some(index) = index {
                printer.put("(");
                printer.put_text(item);
                printer.put(", ");
                printer.put_text(index);
                printer.put(")");
            } else {
                printer.put_text(item);
            }
            printer.put(" in ");
            printer.expr(array, indent);
            printer.put(": ");
            let locals = printer.locals.len();
            printer.locals.push(item);
            printer.locals.extend(index.map(|index| &**index));
            body(printer, indent);
            printer.locals.truncate(locals);
        };
        self.put("[");
        self.group(
            |printer| {
                inner(printer, indent);
                printer.put("]");
            },
            |printer| {
                printer.newline(indent + 1);
                inner(printer, indent + 1);
                printer.newline(indent);
                printer.put("]");
            },
        );
    }

    /// `if (condition) `
    pub(super) fn condition(&mut self, condition: &'a Expr, indent: usize) {
        self.put("if ");
        // Parentheses that are part of the expression serve as well.
        if matches!(condition.as_composite(), Some(Composite::Paren(_))) {
            self.expr(condition, indent);
        } else {
            self.parenthesized(condition, indent);
        }
        self.put(" ");
    }
}

fn precedence(expr: &Expr) -> Precedence {
    match &expr.0 {
        Node::Int(value) if *value < 0 => Precedence::Unary,
        Node::Composite(composite) => match composite.composite() {
            Composite::Unary(..) => Precedence::Unary,
            Composite::Binary(op, ..) => op.precedence(),
            // A lambda takes everything that follows it, as the last arm of a ternary does.
            Composite::Ternary(..) | Composite::Lambda { .. } => Precedence::Ternary,
            _ => Precedence::Primary,
        },
        _ => Precedence::Primary,
    }
}
