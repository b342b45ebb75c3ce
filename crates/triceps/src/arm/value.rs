//! JSON values: structure where the template has structure, expressions elsewhere.

use super::context::Mention;
use super::env::{Binding, Env, Index};
use super::expr::Writer;
use super::tape::{escape, quote};
use crate::expr::{Callee, Composite, Entry, Expr, ForLoop, Key, Node, Object, UnaryOp};
use crate::template::DeclKind;

impl<'m> Writer<'m, '_> {
    /// Writes the value that an expression stands for.
    pub(crate) fn value(&mut self, expr: &'m Expr, env: &Env<'m, '_>) {
        match &expr.0 {
            Node::Null => self.tape.raw("null"),
            Node::Bool(value) => self.tape.raw(if *value { "true" } else { "false" }),
            Node::Int(value) => self.tape.int(*value),
            Node::Str(text) => self.text_value(text),
            Node::Symbol(symbol) => match &self.cx.decl(*symbol).kind {
                DeclKind::Var { value, .. } if self.cx.is_inlined(*symbol) => self.value(value, &Env::Root),
                _ => self.expression(expr, env),
            },
            Node::Local(_) => self.expression(expr, env),
            Node::Composite(composite) => match &**composite {
                Composite::MultiLine(text) => self.text_value(text),
                Composite::Object(object) if !has_spread(object) => self.object(object, env),
                Composite::Array(array) if array.spreads.is_empty() => {
                    let mark = self.tape.open_array();
                    for item in &array.items {
                        self.value(item, env);
                    }
                    self.tape.close(mark);
                }
                Composite::Paren(inner) | Composite::NonNull(inner) => self.value(inner, env),
                Composite::Unary(UnaryOp::Minus, operand) => match operand.0 {
                    Node::Int(value) if value >= 0 => self.tape.int(-value),
                    _ => self.expression(expr, env),
                },
                Composite::Call { callee: Callee::Builtin(name), args } => match (&**name, args.as_slice()) {
                    ("any", [inner]) => self.value(inner, env),
                    ("nameof", [inner]) => {
                        let name = self.cx.name_of(inner);
                        self.text_value(&name);
                    }
                    _ => self.expression(expr, env),
                },
                Composite::Property { base, name, safe: false } => match self.cx.mention(base) {
                    Some(mention) => self.member_value(expr, mention, name, env),
                    None => self.expression(expr, env),
                },
                _ => self.expression(expr, env),
            },
        }
    }

    /// Writes a top-level property of a resource, which may be a literal of the template.
    fn member_value(&mut self, expr: &'m Expr, mention: Mention<'m>, name: &str, env: &Env<'m, '_>) {
        let resource = self.cx.resource(mention.symbol).filter(|resource| self.cx.extension_of(resource).is_none());
        match (resource, name) {
            (Some(_), "type") => self.tape.text(&self.cx.spelling(mention.symbol).type_name),
            (Some(_), "apiVersion") => self.tape.text(self.cx.spelling(mention.symbol).version),
            (Some(_), "name") => self.name_value(mention, env),
            (None, "name") if self.cx.decl(mention.symbol).body().is_some_and(|body| body.get("name").is_some()) => {
                self.name_value(mention, env);
            }
            _ => self.expression(expr, env),
        }
    }

    /// Writes the name of a resource or module as a value.
    pub(crate) fn name_value(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        let Some(name) = self.cx.decl(mention.symbol).body().and_then(|body| body.get("name")) else {
            return self.tape.text("");
        };
        self.in_body(mention, env, |writer, env| writer.value(name, env));
    }

    /// Writes `"[..]"` around an expression.
    pub(crate) fn expression(&mut self, expr: &'m Expr, env: &Env<'m, '_>) {
        self.expression_value(|writer| {
            writer.expr(expr, env);
        });
    }

    /// Writes `"[..]"` around what `write` writes.
    pub(crate) fn expression_value(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.tape.begin();
        self.push("\"[");
        write(self);
        self.push("]\"");
        self.tape.end_scalar(start);
    }

    /// Writes a text; one in brackets would be an expression and gets a second opening bracket.
    pub(crate) fn text_value(&mut self, text: &str) {
        let start = self.tape.begin();
        self.bracketed(text);
        self.tape.end_scalar(start);
    }

    fn bracketed(&mut self, text: &str) {
        if text.starts_with('[') && text.ends_with(']') {
            self.push("\"[");
            escape(&mut self.tape.text, text);
            self.push("\"");
        } else {
            quote(&mut self.tape.text, text);
        }
    }

    /// Writes the key of a property.
    pub(crate) fn key(&mut self, key: &'m Key, env: &Env<'m, '_>) {
        let start = self.tape.begin();
        match key {
            // A property of this name would be a loop.
            Key::Text(text) if text.eq_ignore_ascii_case("copy") => {
                self.push("\"[string('");
                self.push(text);
                self.push("')]\"");
            }
            Key::Text(text) => self.bracketed(text),
            Key::Computed(key) => match key.as_str() {
                Some(text) => self.bracketed(text),
                None => {
                    self.push("\"[");
                    self.computed_key(key, env);
                    self.push("]\"");
                }
            },
        }
        self.tape.end_key(start);
    }

    fn object(&mut self, object: &'m Object, env: &Env<'m, '_>) {
        let mark = self.tape.open_object();
        self.properties(object, |_| true, env);
        self.tape.close(mark);
    }

    /// Writes the properties of an object whose key is wanted: loops first, gathered under `copy`.
    pub(crate) fn properties(&mut self, object: &'m Object, wanted: impl Fn(&str) -> bool, env: &Env<'m, '_>) {
        let is_wanted = |key: &Key| match key {
            Key::Text(key) => wanted(key),
            Key::Computed(_) => true,
        };
        let loops = || {
            object.entries.iter().filter_map(|entry| match entry {
                Entry::Property { key: Key::Text(key), value } if wanted(key) => Some((&**key, as_loop(value)?)),
                _ => None,
            })
        };
        if loops().next().is_some() {
            self.tape.key("copy");
            let mark = self.tape.open_array();
            for (name, each) in loops() {
                self.copy(Some(name), each, Some(name), env);
            }
            self.tape.close(mark);
        }
        for entry in &object.entries {
            let Entry::Property { key, value } = entry else { continue };
            if !is_wanted(key) || (matches!(key, Key::Text(_)) && as_loop(value).is_some()) {
                continue;
            }
            self.key(key, env);
            self.value(value, env);
        }
    }

    /// Writes `{ name, count, input }` of a loop; `index` is the name in `copyIndex(..)`.
    pub(crate) fn copy(&mut self, name: Option<&str>, each: &'m ForLoop, index: Option<&'m str>, env: &Env<'m, '_>) {
        let mark = self.tape.open_object();
        if let Some(name) = name {
            self.tape.key("name");
            self.text_value(name);
        }
        self.count(&each.array, env);
        self.tape.key("input");
        let index = Index::Current(index);
        let item = Env::Frame {
            parent: env,
            name: &each.item,
            binding: Binding::Item { array: &each.array, array_env: env, index },
        };
        match &each.index {
            Some(name) => {
                let frame = Env::Frame { parent: &item, name, binding: Binding::Index(index) };
                self.input(&each.body, &frame);
            }
            None => self.input(&each.body, &item),
        }
        self.tape.close(mark);
    }

    /// Writes `"count": "[length(array)]"`.
    pub(crate) fn count(&mut self, array: &'m Expr, env: &Env<'m, '_>) {
        self.tape.key("count");
        self.expression_value(|writer| {
            writer.function("length", [array], env);
        });
    }

    /// Writes what a loop repeats: objects and texts as they are, anything else as an expression.
    fn input(&mut self, body: &'m Expr, env: &Env<'m, '_>) {
        match body.as_composite() {
            Some(Composite::Paren(inner)) => return self.input(inner, env),
            Some(Composite::Object(object)) if !has_spread(object) => return self.object(object, env),
            Some(Composite::Property { .. }) => return self.value(body, env),
            _ => {}
        }
        if body.as_str().is_some() {
            return self.value(body, env);
        }
        self.expression_value(|writer| match &body.0 {
            Node::Int(value) if i32::try_from(*value).is_ok() => {
                writer.push("int(");
                writer.expr(body, env);
                writer.push(")");
            }
            _ => {
                writer.expr(body, env);
            }
        });
    }
}

pub(crate) fn has_spread(object: &Object) -> bool {
    object.entries.iter().any(|entry| matches!(entry, Entry::Spread(_)))
}

pub(crate) fn as_loop(expr: &Expr) -> Option<&ForLoop> {
    match expr.as_composite()? {
        Composite::For(each) => Some(each),
        _ => None,
    }
}
