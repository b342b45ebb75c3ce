//! Expressions of the template language: what stands between `[` and `]`.

use super::access::Shape;
use super::context::Context;
use super::env::{Binding, Env, Index};
use super::tape::{Tape, escape, push_int};
use crate::expr::{Array, BinaryOp, Callee, Composite, Entry, Expr, Key, Node, Object, Part, UnaryOp};
use crate::template::DeclKind;

/// Writes a template onto a tape.
pub(crate) struct Writer<'m, 't> {
    pub(crate) cx: &'m Context<'m>,
    pub(crate) tape: &'t mut Tape,
    /// By declaration: ids that were written once and stay the same.
    pub(crate) ids: Vec<Option<Box<str>>>,
    /// Whether the resource that is written is of an extension.
    pub(crate) in_extension: bool,
}

impl<'m> Writer<'m, '_> {
    pub(crate) fn push(&mut self, token: &str) {
        self.tape.text.push_str(token);
    }

    /// Writes a literal of the expression language: `'it''s'`.
    pub(crate) fn literal(&mut self, text: &str) {
        self.push("'");
        self.literal_part(text);
        self.push("'");
    }

    fn literal_part(&mut self, text: &str) {
        if !text.as_bytes().contains(&b'\'') {
            return escape(&mut self.tape.text, text);
        }
        let mut parts = text.split('\'');
        if let Some(first) = parts.next() {
            escape(&mut self.tape.text, first);
        }
        for part in parts {
            self.push("''");
            escape(&mut self.tape.text, part);
        }
    }

    /// Writes an expression, without brackets around it.
    pub(crate) fn expr(&mut self, expr: &'m Expr, env: &Env<'m, '_>) -> Shape {
        match &expr.0 {
            Node::Null => self.push("null()"),
            Node::Bool(true) => self.push("true()"),
            Node::Bool(false) => self.push("false()"),
            Node::Int(value) => self.int(*value),
            Node::Str(text) => self.literal(text),
            Node::Symbol(_) => return self.symbol(expr, env),
            Node::Local(name) => self.local(name, env),
            Node::Composite(composite) => return self.composite(expr, composite, env),
        }
        Shape::Plain
    }

    fn int(&mut self, value: i64) {
        if i32::try_from(value).is_ok() {
            push_int(&mut self.tape.text, value);
        } else {
            self.push("json('");
            push_int(&mut self.tape.text, value);
            self.push("')");
        }
    }

    fn symbol(&mut self, expr: &'m Expr, env: &Env<'m, '_>) -> Shape {
        let Some(symbol) = expr.as_symbol() else { return Shape::Plain };
        let decl = self.cx.decl(symbol);
        match &decl.kind {
            DeclKind::Param { .. } => self.named("parameters", &decl.name),
            DeclKind::Var { value, .. } if self.cx.is_inlined(symbol) => {
                self.expr(value, &Env::Root);
            }
            DeclKind::Resource(_) | DeclKind::Module(_) => {
                if let Some(mention) = self.cx.mention(expr) {
                    self.reference(mention, env, true);
                }
            }
            _ => self.named("variables", &decl.name),
        }
        Shape::Plain
    }

    /// `function('name')`
    pub(crate) fn named(&mut self, function: &str, name: &str) {
        self.push(function);
        self.push("(");
        self.literal(name);
        self.push(")");
    }

    fn local(&mut self, name: &str, env: &Env<'m, '_>) {
        match env.lookup(name) {
            Some(Binding::Item { array, array_env, index }) => {
                self.expr(array, array_env);
                self.push("[");
                self.index(index);
                self.push("]");
            }
            Some(Binding::Index(index)) => self.index(index),
            Some(Binding::Parameter) => self.named("parameters", name),
            Some(Binding::Lambda { .. }) | None => self.named("lambdaVariables", name),
        }
    }

    /// Writes which iteration is meant.
    pub(crate) fn index(&mut self, index: Index<'m, '_>) {
        match index {
            Index::Current(None) => self.push("copyIndex()"),
            Index::Current(Some(name)) => self.named("copyIndex", name),
            Index::At(expr, env) => {
                self.expr(expr, env);
            }
        }
    }

    fn composite(&mut self, expr: &'m Expr, composite: &'m Composite, env: &Env<'m, '_>) -> Shape {
        match composite {
            Composite::MultiLine(text) => self.literal(text),
            Composite::Interpolation { parts, .. } => self.interpolation(parts, env),
            Composite::Object(object) => self.object_literal(object, env),
            Composite::Array(array) => self.array_literal(array, env),
            Composite::Property { .. } | Composite::Index { .. } => return self.access(expr, env),
            Composite::NonNull(inner) => return self.expr(inner, env),
            Composite::Paren(inner) => {
                self.expr(inner, env);
            }
            Composite::Unary(UnaryOp::Not, operand) => self.function("not", [operand], env),
            Composite::Unary(UnaryOp::Minus, operand) => match operand.0 {
                Node::Int(value) if value >= 0 => self.int(-value),
                _ => {
                    self.push("sub(0, ");
                    self.expr(operand, env);
                    self.push(")");
                }
            },
            Composite::Binary(op, left, right) => self.binary(*op, left, right, env),
            Composite::Ternary(condition, yes, no) => self.function("if", [condition, yes, no], env),
            Composite::Call { callee, args } => return self.call(callee, args, env),
            Composite::Method { base, name, args } => self.method(base, name, args, env),
            Composite::Lambda { params, body } => self.lambda(params, body, env, false),
            Composite::For(each) => {
                // Loops stand at fixed places only, which a check assures; the array is the nearest
                // thing here.
                self.expr(&each.array, env);
            }
        }
        Shape::Plain
    }

    pub(crate) fn function<const N: usize>(&mut self, name: &str, args: [&'m Expr; N], env: &Env<'m, '_>) {
        self.push(name);
        self.push("(");
        self.args(args, env);
        self.push(")");
    }

    fn args(&mut self, args: impl IntoIterator<Item = &'m Expr>, env: &Env<'m, '_>) {
        for (position, arg) in args.into_iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            self.expr(arg, env);
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &'m Expr, right: &'m Expr, env: &Env<'m, '_>) {
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
                self.function("equals", [left, right], env);
                return self.push(")");
            }
            BinaryOp::EqualIgnoreCase => return self.equals_ignore_case(left, right, env),
            BinaryOp::NotEqualIgnoreCase => {
                self.push("not(");
                self.equals_ignore_case(left, right, env);
                return self.push(")");
            }
        };
        self.function(name, [left, right], env);
    }

    fn equals_ignore_case(&mut self, left: &'m Expr, right: &'m Expr, env: &Env<'m, '_>) {
        self.push("equals(");
        self.function("toLower", [left], env);
        self.push(", ");
        self.function("toLower", [right], env);
        self.push(")");
    }

    pub(crate) fn interpolation(&mut self, parts: &'m [Part], env: &Env<'m, '_>) {
        if parts.iter().all(|part| matches!(part, Part::Text(_))) {
            self.push("'");
            for part in parts {
                if let Part::Text(text) = part {
                    self.literal_part(text);
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
                    let mut clean = 0;
                    for (index, brace) in text.match_indices(['{', '}']) {
                        self.literal_part(&text[clean..index]);
                        self.push(brace);
                        self.push(brace);
                        clean = index + 1;
                    }
                    self.literal_part(&text[clean..]);
                }
                Part::Hole(_) => {
                    self.push("{");
                    push_int(&mut self.tape.text, hole);
                    self.push("}");
                    hole += 1;
                }
            }
        }
        self.push("'");
        for part in parts {
            if let Part::Hole(expr) = part {
                self.push(", ");
                self.expr(expr, env);
            }
        }
        self.push(")");
    }

    /// Writes a computed key as an expression: always an interpolation.
    pub(crate) fn computed_key(&mut self, key: &'m Expr, env: &Env<'m, '_>) {
        match key.as_composite() {
            Some(Composite::Interpolation { parts, .. }) => self.interpolation(parts, env),
            _ if key.as_str().is_some() => {
                self.expr(key, env);
            }
            _ => {
                self.push("format('{0}', ");
                self.expr(key, env);
                self.push(")");
            }
        }
    }

    fn object_literal(&mut self, object: &'m Object, env: &Env<'m, '_>) {
        let is_spread = |entry: &Entry| matches!(entry, Entry::Spread(_));
        if !object.entries.iter().any(is_spread) {
            return self.create_object(&object.entries, env);
        }
        self.push("shallowMerge(createArray(");
        let mut first = true;
        for run in object.entries.chunk_by(|a, b| !is_spread(a) && !is_spread(b)) {
            if !std::mem::take(&mut first) {
                self.push(", ");
            }
            match run {
                [Entry::Spread(other)] => {
                    self.expr(other, env);
                }
                entries => self.create_object(entries, env),
            }
        }
        self.push("))");
    }

    fn create_object(&mut self, entries: &'m [Entry], env: &Env<'m, '_>) {
        self.push("createObject(");
        for (position, entry) in entries.iter().enumerate() {
            let Entry::Property { key, value } = entry else { continue };
            if position > 0 {
                self.push(", ");
            }
            match key {
                Key::Text(key) => self.literal(key),
                Key::Computed(key) => self.computed_key(key, env),
            }
            self.push(", ");
            self.expr(value, env);
        }
        self.push(")");
    }

    fn array_literal(&mut self, array: &'m Array, env: &Env<'m, '_>) {
        if array.spreads.is_empty() {
            self.push("createArray(");
            self.args(&array.items, env);
            return self.push(")");
        }
        self.push("flatten(createArray(");
        let mut start = 0;
        let mut first = true;
        for end in array.spreads.iter().copied().chain([array.items.len()]) {
            if start < end {
                self.separate(&mut first);
                self.push("createArray(");
                self.args(&array.items[start..end], env);
                self.push(")");
            }
            if let Some(spread) = array.items.get(end) {
                self.separate(&mut first);
                self.expr(spread, env);
            }
            start = end + 1;
        }
        self.push("))");
    }

    fn separate(&mut self, first: &mut bool) {
        if !std::mem::take(first) {
            self.push(", ");
        }
    }

    fn call(&mut self, callee: &'m Callee, args: &'m [Expr], env: &Env<'m, '_>) -> Shape {
        match callee {
            Callee::Declared(symbol) => {
                self.push("__bicep.");
                self.push(&self.cx.decl(*symbol).name);
            }
            Callee::Builtin(name) => match (&**name, args) {
                ("any", [inner]) => return self.expr(inner, env),
                ("nameof", [inner]) => {
                    let name = self.cx.name_of(inner);
                    self.literal(&name);
                    return Shape::Plain;
                }
                ("this.exists", _) => {
                    self.push("not(empty(target('full')))");
                    return Shape::Plain;
                }
                ("this.existingResource", _) => {
                    self.push(if self.in_extension { "target()" } else { "target('full')" });
                    return Shape::Plain;
                }
                // Scopes with arguments have no value of their own.
                ("resourceGroup" | "subscription" | "managementGroup", [_, ..]) => {
                    self.push("createObject()");
                    return Shape::Plain;
                }
                _ => self.push(name),
            },
        }
        self.push("(");
        // A lambda over the modules of a loop reads outputs through their `value`.
        let over_modules = args.first().is_some_and(|array| self.is_module_collection(array));
        for (position, arg) in args.iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            match arg.as_composite() {
                Some(Composite::Lambda { params, body }) => self.lambda(params, body, env, over_modules),
                _ => {
                    self.expr(arg, env);
                }
            }
        }
        self.push(")");
        Shape::Plain
    }

    fn is_module_collection(&self, expr: &Expr) -> bool {
        expr.as_symbol().is_some_and(|symbol| {
            let decl = self.cx.decl(symbol);
            decl.header().is_some() && decl.as_module().is_some()
        })
    }

    fn lambda(&mut self, params: &'m [std::sync::Arc<str>], body: &'m Expr, env: &Env<'m, '_>, module: bool) {
        self.push("lambda(");
        for param in params {
            self.literal(param);
            self.push(", ");
        }
        self.bind_lambda(params, body, env, module);
        self.push(")");
    }

    fn bind_lambda(&mut self, params: &'m [std::sync::Arc<str>], body: &'m Expr, env: &Env<'m, '_>, module: bool) {
        match params {
            [] => {
                self.expr(body, env);
            }
            [first, rest @ ..] => {
                let frame = Env::Frame { parent: env, name: first, binding: Binding::Lambda { module } };
                self.bind_lambda(rest, body, &frame, false);
            }
        }
    }
}
