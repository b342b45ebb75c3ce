//! Arguments of calls, and lambdas.

use super::printer::{Mode, Printer};
use crate::expr::{Array, Composite, Expr, Object};

/// A last argument that may stay on the line of the call though it is broken itself: an object, an
/// array, or a lambda with one as its body.
#[derive(Clone, Copy)]
struct Tail<'a> {
    params: Option<&'a [crate::expr::Local]>,
    body: Container<'a>,
}

#[derive(Clone, Copy)]
enum Container<'a> {
    Object(&'a Object),
    Array(&'a Array),
}

impl<'a> Printer<'a> {
    /// `(a, b)`, on one line or with a line for each argument.
    pub(super) fn arguments(&mut self, args: &'a [Expr], indent: usize) {
        let (last, first) = match args {
            [] => return self.put("()"),
            [only] => {
                self.put("(");
                self.expr(only, indent);
                return self.put(")");
            }
            [first @ .., last] => (last, first),
        };
        let tail = Tail::of(last);
        if self.mode != Mode::Broken {
            return self.arguments_on_one_line(first, last, tail, indent);
        }
        let breaks = tail.is_some_and(|tail| tail.body.has_to_break());
        if !breaks && self.attempt(|printer| printer.arguments_on_one_line(first, last, tail, indent)) {
            return;
        }
        // What is broken now is taken by the formatter to be broken on purpose.
        let broken_tail = tail.filter(|tail| {
            breaks || (tail.body.may_break() && !self.fits_at(indent + 1, |printer| printer.expr(last, indent + 1)))
        });
        if let Some(tail) = broken_tail
            && self.attempt(|printer| printer.before_tail(first, tail, indent))
        {
            self.tail_body(tail, indent);
            return self.put(")");
        }
        self.put("(");
        for arg in first {
            self.newline(indent + 1);
            self.expr(arg, indent + 1);
            self.put(",");
        }
        self.newline(indent + 1);
        if let Some(tail) = broken_tail {
            self.tail_header(tail, indent + 1);
            self.tail_body(tail, indent + 1);
        } else {
            self.expr(last, indent + 1);
        }
        self.newline(indent);
        self.put(")");
    }

    /// `x => body`, the body on the next line where it does not fit.
    pub(super) fn lambda(&mut self, params: &'a [crate::expr::Local], body: &'a Expr, indent: usize) {
        self.lambda_params(params, indent);
        self.put(" => ");
        let locals = self.locals.len();
        self.locals.extend(params.iter().map(|param| &**param));
        self.lambda_body(body, indent);
        self.locals.truncate(locals);
    }

    /// What follows `=> `.
    pub(super) fn lambda_body(&mut self, body: &'a Expr, indent: usize) {
        if Container::of(body).is_some() {
            return self.expr(body, indent);
        }
        self.group(
            |printer| printer.expr(body, indent),
            |printer| {
                printer.newline(indent + 1);
                printer.expr(body, indent + 1);
            },
        );
    }

    /// `(a, b)`, on one line or with a line for each parameter. `item` prints one of them.
    pub(super) fn parameters<T>(&mut self, params: &'a [T], indent: usize, item: impl Fn(&mut Self, &'a T, usize)) {
        if params.is_empty() {
            return self.put("()");
        }
        self.put("(");
        self.group(
            |printer| {
                for (position, param) in params.iter().enumerate() {
                    if position > 0 {
                        printer.put(", ");
                    }
                    item(printer, param, indent);
                }
                printer.put(")");
            },
            |printer| {
                for (position, param) in params.iter().enumerate() {
                    printer.newline(indent + 1);
                    item(printer, param, indent + 1);
                    if position + 1 < params.len() {
                        printer.put(",");
                    }
                }
                printer.newline(indent);
                printer.put(")");
            },
        );
    }

    fn lambda_params(&mut self, params: &'a [crate::expr::Local], indent: usize) {
        match params {
            [only] => self.put_text(only),
            _ => self.parameters(params, indent, |printer, param, _| printer.put_text(param)),
        }
    }

    fn arguments_on_one_line(&mut self, first: &'a [Expr], last: &'a Expr, tail: Option<Tail<'a>>, indent: usize) {
        self.put("(");
        self.leading_arguments(first, indent);
        match tail {
            Some(tail) if tail.body.is_empty() => {
                self.tail_header(tail, indent);
                self.stop_counting();
                self.tail_body(tail, indent);
            }
            _ => self.expr(last, indent),
        }
        self.put(")");
    }

    /// Everything of a call before the brace or bracket of its last argument, which fits too.
    fn before_tail(&mut self, first: &'a [Expr], tail: Tail<'a>, indent: usize) {
        self.put("(");
        self.leading_arguments(first, indent);
        self.tail_header(tail, indent);
        self.stop_counting();
    }

    fn leading_arguments(&mut self, first: &'a [Expr], indent: usize) {
        for arg in first {
            if self.failed() {
                return;
            }
            self.expr(arg, indent);
            self.put(", ");
        }
    }

    fn tail_header(&mut self, tail: Tail<'a>, indent: usize) {
        if let Some(params) = tail.params {
            self.lambda_params(params, indent);
            self.put(" => ");
        }
    }

    fn tail_body(&mut self, tail: Tail<'a>, indent: usize) {
        let locals = self.locals.len();
        self.locals.extend(tail.params.into_iter().flatten().map(|param| &**param));
        match tail.body {
            Container::Object(object) => self.object(object, indent, true),
            Container::Array(array) => self.array(array, indent, true),
        }
        self.locals.truncate(locals);
    }
}

impl<'a> Tail<'a> {
    fn of(expr: &'a Expr) -> Option<Self> {
        if let Some(Composite::Lambda { params, body }) = expr.as_composite() {
            Some(Self { params: Some(params), body: Container::of(body)? })
        } else {
            Some(Self { params: None, body: Container::of(expr)? })
        }
    }
}

impl<'a> Container<'a> {
    fn of(expr: &'a Expr) -> Option<Self> {
        match expr.as_composite()? {
            Composite::Object(object) => Some(Self::Object(object)),
            Composite::Array(array) => Some(Self::Array(array)),
            _ => None,
        }
    }

    fn is_empty(self) -> bool {
        match self {
            Self::Object(object) => object.is_empty(),
            Self::Array(array) => array.items.is_empty(),
        }
    }

    /// Has items, on lines of their own.
    fn has_to_break(self) -> bool {
        let one_line = match self {
            Self::Object(object) => object.one_line,
            Self::Array(array) => array.one_line,
        };
        !one_line && !self.is_empty()
    }

    /// Has items, on one line where they fit.
    fn may_break(self) -> bool {
        !self.is_empty() && !self.has_to_break()
    }
}
