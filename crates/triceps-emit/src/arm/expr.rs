//! Expressions of the template language: what stands between `[` and `]`.

use triceps_language::{BinaryOp, UnaryOp};
use triceps_middle::document::{escape_literal, push_int};
use triceps_middle::{DeclId, DeclKind, Entry, Expr, ExprId, Key, LocalId, LocalKind, Part, Run};

use super::frames::{Env, Index};
use super::writer::Writer;

/// What was just written, for what may be appended to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Plain,
    /// A call of `tryGet` or `tryIndexFromEnd`: the rest of the chain becomes more arguments.
    Safe,
    /// `if(.., .., null())`, perhaps with properties after it.
    OrNull,
}

impl Writer<'_, '_> {
    /// Writes an expression, without brackets around it.
    pub(super) fn expr(&mut self, id: ExprId, env: Env) -> Shape {
        let (id, env) = self.resolved(id, env);
        match self.middle.expr(id) {
            // A template with an error is not emitted; if it were, it must not deploy.
            Expr::Error(text) => self.named("fail", text),
            Expr::Null => self.push("null()"),
            Expr::Bool(true) => self.push("true()"),
            Expr::Bool(false) => self.push("false()"),
            Expr::Int(value) => self.int(value),
            Expr::String(text) => self.string(text),
            Expr::Interpolation(parts) => self.interpolation(parts, env),
            Expr::Decl(decl) => self.decl(id, decl, env),
            Expr::Local(local) => self.local(local, env),
            Expr::Object(entries) => self.object_literal(entries, env),
            Expr::Array(items) => self.array_literal(items, env),
            Expr::Property { .. } | Expr::Index { .. } => return self.access(id, env),
            Expr::Spread(inner) | Expr::NonNull(inner) | Expr::Paren(inner) => return self.expr(inner, env),
            Expr::Unary(UnaryOp::Not, operand) => self.function("not", &[operand], env),
            Expr::Unary(UnaryOp::Minus, operand) => match self.middle.expr(operand) {
                Expr::Int(value) if value >= 0 => self.int(-value),
                _ => {
                    self.push("sub(0, ");
                    self.expr(operand, env);
                    self.push(")");
                }
            },
            Expr::Binary(op, left, right) => self.binary(op, left, right, env),
            Expr::Ternary(condition, yes, no) => {
                self.function("if", &[condition, yes, no], env);
                if self.middle.expr(self.resolved(no, env).0) == Expr::Null {
                    return Shape::OrNull;
                }
            }
            Expr::Call { callee, args } => self.call(id, callee, args, env),
            Expr::Method { base, name, args } => self.method(base, name, args, env),
            Expr::Lambda { params, body } => self.lambda(params, body, env),
            Expr::For { item, index, array, body } => self.map(item, index, array, body, env),
        }
        Shape::Plain
    }

    fn int(&mut self, value: i64) {
        if i32::try_from(value).is_ok() {
            push_int(&mut self.buffer.text, value);
        } else {
            self.push("json('");
            push_int(&mut self.buffer.text, value);
            self.push("')");
        }
    }

    fn decl(&mut self, id: ExprId, decl: DeclId, env: Env) {
        let function = match self.middle.decl(decl).kind {
            DeclKind::Param { .. } => "parameters",
            DeclKind::Extension { .. } => "extensions",
            // Variables, and names of resources and modules; the others are not values, and a check refuses them.
            DeclKind::Var { .. }
            | DeclKind::Metadata { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Import(_)
            | DeclKind::Type { .. }
            | DeclKind::Func { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => match self.referenced(id) {
                Some(reference) => return self.whole_reference(reference, env),
                None => "variables",
            },
        };
        self.named(function, self.names.decl(decl));
    }

    fn local(&mut self, local: LocalId, env: Env) {
        let name = self.names.local(local);
        match self.middle.local(local).kind {
            LocalKind::FuncParam(_) => self.named("parameters", name),
            LocalKind::LambdaParam(_) => self.named("lambdaVariables", name),
            LocalKind::Item | LocalKind::Index => match self.frames.find(env, local) {
                Some((frame, true)) => self.item(frame.array, frame.array_env, frame.index),
                Some((frame, false)) => self.index(frame.index),
                // The variable of a loop that is written as a call of `map`.
                None => self.named("lambdaVariables", name),
            },
        }
    }

    fn item(&mut self, array: ExprId, env: Env, index: Index) {
        self.expr(array, env);
        self.push("[");
        self.index(index);
        self.push("]");
    }

    /// A loop that is not a value of its own: such are refused, but this is what one means.
    fn map(&mut self, item: LocalId, index: Option<LocalId>, array: ExprId, body: ExprId, env: Env) {
        self.push("map(");
        self.expr(array, env);
        self.push(", lambda(");
        for local in [Some(item), index].into_iter().flatten() {
            self.string(self.names.local(local));
            self.push(", ");
        }
        self.expr(body, env);
        self.push("))");
    }

    pub(super) fn function(&mut self, name: &str, args: &[ExprId], env: Env) {
        self.push(name);
        self.push("(");
        self.args(args, env);
        self.push(")");
    }

    pub(super) fn args(&mut self, args: &[ExprId], env: Env) {
        for (position, arg) in args.iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            self.expr(*arg, env);
        }
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId, env: Env) {
        let name = match op {
            BinaryOp::Coalesce => "coalesce",
            BinaryOp::Or => "or",
            BinaryOp::And => "and",
            BinaryOp::Equal => "equals",
            BinaryOp::Less => "less",
            BinaryOp::LessOrEqual => "lessOrEquals",
            BinaryOp::Greater => "greater",
            BinaryOp::GreaterOrEqual => "greaterOrEquals",
            BinaryOp::Add => "add",
            BinaryOp::Subtract => "sub",
            BinaryOp::Multiply => "mul",
            BinaryOp::Divide => "div",
            BinaryOp::Modulo => "mod",
            BinaryOp::NotEqual => {
                self.push("not(");
                self.function("equals", &[left, right], env);
                return self.push(")");
            }
            BinaryOp::EqualIgnoreCase => return self.equals_ignore_case(left, right, env),
            BinaryOp::NotEqualIgnoreCase => {
                self.push("not(");
                self.equals_ignore_case(left, right, env);
                return self.push(")");
            }
        };
        self.function(name, &[left, right], env);
    }

    fn equals_ignore_case(&mut self, left: ExprId, right: ExprId, env: Env) {
        self.push("equals(");
        self.function("toLower", &[left], env);
        self.push(", ");
        self.function("toLower", &[right], env);
        self.push(")");
    }

    fn interpolation(&mut self, parts: Run, env: Env) {
        let parts = self.middle.parts(parts);
        if parts.iter().all(|part| matches!(part, Part::Text(_))) {
            self.push("'");
            for part in parts {
                if let Part::Text(text) = part {
                    self.inside(*text);
                }
            }
            return self.push("'");
        }
        self.push("format('");
        let mut hole = 0;
        for part in parts {
            match part {
                Part::Text(text) => {
                    // Braces are doubled in a format, whatever the text between them.
                    let id = *text;
                    let text = self.middle.str(id);
                    if !text.bytes().any(|byte| matches!(byte, b'{' | b'}')) {
                        self.inside(id);
                        continue;
                    }
                    let mut clean = 0;
                    for (index, brace) in text.match_indices(['{', '}']) {
                        escape_literal(&mut self.buffer.text, &text[clean..index]);
                        self.push(brace);
                        self.push(brace);
                        clean = index + 1;
                    }
                    escape_literal(&mut self.buffer.text, &text[clean..]);
                }
                Part::Hole(_) => {
                    self.push("{");
                    push_int(&mut self.buffer.text, hole);
                    self.push("}");
                    hole += 1;
                }
            }
        }
        self.push("'");
        for part in parts {
            if let Part::Hole(expr) = part {
                self.push(", ");
                self.expr(*expr, env);
            }
        }
        self.push(")");
    }

    fn object_literal(&mut self, entries: Run, env: Env) {
        let entries = self.middle.entries(entries);
        let is_spread = |entry: &Entry| entry.key == Key::Spread;
        if !entries.iter().any(is_spread) {
            return self.create_object(entries, env);
        }
        self.push("shallowMerge(createArray(");
        for (position, run) in entries.chunk_by(|a, b| !is_spread(a) && !is_spread(b)).enumerate() {
            if position > 0 {
                self.push(", ");
            }
            match run {
                [Entry { key: Key::Spread, value }] => {
                    self.expr(*value, env);
                }
                entries => self.create_object(entries, env),
            }
        }
        self.push("))");
    }

    fn create_object(&mut self, entries: &[Entry], env: Env) {
        self.push("createObject(");
        for (position, entry) in entries.iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            match entry.key {
                Key::Name(name) => self.string(name),
                Key::Computed(key) => {
                    self.expr(key, env);
                }
                Key::Spread => unreachable!("spreads are runs of their own"),
            }
            self.push(", ");
            self.expr(entry.value, env);
        }
        self.push(")");
    }

    fn array_literal(&mut self, items: Run, env: Env) {
        let items = self.middle.list(items);
        let is_spread = |item: &ExprId| matches!(self.middle.expr(*item), Expr::Spread(_));
        if !items.iter().any(is_spread) {
            return self.function("createArray", items, env);
        }
        self.push("flatten(createArray(");
        for (position, run) in items.chunk_by(|a, b| !is_spread(a) && !is_spread(b)).enumerate() {
            if position > 0 {
                self.push(", ");
            }
            match (run, self.middle.expr(run[0])) {
                ([_], Expr::Spread(inner)) => {
                    self.expr(inner, env);
                }
                _ => self.function("createArray", run, env),
            }
        }
        self.push("))");
    }
}
