//! JSON values: structure where the template has structure, expressions elsewhere.

use triceps_language::{Function, UnaryOp};
use triceps_middle::analysis::ResourceReference;
use triceps_middle::document::{escape, quote};
use triceps_middle::strings::{Str, known};
use triceps_middle::{Callee, DeclId, Entry, Expr, ExprId, Header, Key, Place, Run};

use super::call::names_scope;
use super::frames::Env;
use super::writer::Writer;

impl<'m> Writer<'m, '_> {
    /// Writes the value that an expression stands for.
    pub(super) fn value(&mut self, id: ExprId, env: Env) {
        let (id, env) = self.resolved(id, env);
        match self.middle.expr(id) {
            Expr::Null => self.buffer.raw("null"),
            Expr::Bool(value) => self.buffer.raw(if value { "true" } else { "false" }),
            Expr::Int(value) => self.buffer.int(value),
            Expr::String(text) => self.string_value(text),
            Expr::Object(entries) if !self.has_spread(entries) => {
                let mark = self.buffer.open_object();
                self.properties(self.middle.entries(entries), |_| true, env);
                self.buffer.close(mark);
            }
            Expr::Array(items) if !self.has_spread_item(items) => {
                let mark = self.buffer.open_array();
                for item in self.middle.list(items) {
                    self.value(*item, env);
                }
                self.buffer.close(mark);
            }
            Expr::Unary(UnaryOp::Minus, operand) => match self.middle.expr(operand) {
                Expr::Int(value) if value >= 0 => self.buffer.int(-value),
                _ => self.expression(id, env),
            },
            Expr::Property { .. }
            | Expr::Index { .. }
            | Expr::Call { callee: Callee::Function(Function::Nameof), .. } => self.scalar(id, env),
            Expr::Call { callee: Callee::Function(function), args } if names_scope(function, args.len()) => {
                let mark = self.buffer.open_object();
                self.buffer.close(mark);
            }
            Expr::Error(_)
            | Expr::Interpolation(_)
            | Expr::Decl(_)
            | Expr::Local(_)
            | Expr::Object(_)
            | Expr::Array(_)
            | Expr::Spread(_)
            | Expr::NonNull(_)
            | Expr::Paren(_)
            | Expr::Unary(UnaryOp::Not, _)
            | Expr::Binary(..)
            | Expr::Ternary(..)
            | Expr::Call { .. }
            | Expr::Method { .. }
            | Expr::Lambda { .. }
            | Expr::For { .. } => self.expression(id, env),
        }
    }

    /// Writes a text as it is, and anything else as an expression.
    pub(super) fn scalar(&mut self, id: ExprId, env: Env) {
        let (id, env) = self.resolved(id, env);
        match self.text_of(id) {
            Some(text) => self.text_value(text),
            None => self.expression(id, env),
        }
    }

    /// The text that is written for an expression: its own, that of `nameof`, or that of a property of a resource or
    /// module which is a text of the template.
    pub(super) fn text_of(&self, id: ExprId) -> Option<&'m str> {
        let (id, _) = self.resolved(id, Env::ROOT);
        match self.middle.expr(id) {
            Expr::String(text) => Some(self.str(text)),
            Expr::Call { callee: Callee::Function(Function::Nameof), args } => match self.middle.list(args) {
                [named] => Some(self.names.name_of(self.middle, *named)),
                _ => None,
            },
            Expr::Property { .. } | Expr::Index { .. } => self.text_of_member(id),
            _ => None,
        }
    }

    fn text_of_member(&self, id: ExprId) -> Option<&'m str> {
        let (ResourceReference { decl, .. }, name, safe) = self.member_read(id)?;
        let resources = &self.facts.resources;
        match name {
            known::TYPE if resources.is_azure(self.middle, decl) => Some(resources.type_name(self.middle, decl)),
            known::API_VERSION if resources.is_azure(self.middle, decl) => {
                Some(resources.api_version(self.middle, decl))
            }
            known::NAME if resources.extension(decl).is_none() && !(safe && self.is_conditional(decl)) => {
                self.text_of(self.own_name(decl)?)
            }
            _ => None,
        }
    }

    fn is_conditional(&self, decl: DeclId) -> bool {
        !self.conditions_of(decl).is_empty()
    }

    pub(super) fn has_spread(&self, entries: Run) -> bool {
        self.middle.entries(entries).iter().any(|entry| entry.key == Key::Spread)
    }

    fn has_spread_item(&self, items: Run) -> bool {
        self.middle.list(items).iter().any(|item| matches!(self.middle.expr(*item), Expr::Spread(_)))
    }

    /// Writes `"[..]"` around an expression.
    pub(super) fn expression(&mut self, id: ExprId, env: Env) {
        let start = self.open_expression();
        self.expr(id, env);
        self.close_expression(start, Some(Place::Expr(id)));
    }

    /// Begins an expression.
    pub(super) fn open_expression(&mut self) -> u32 {
        let start = self.buffer.begin();
        self.push("\"[");
        start
    }

    /// Ends an expression that is written for an expression of the file, or for something else of it.
    pub(super) fn close_expression(&mut self, start: u32, place: Option<Place>) {
        self.push("]\"");
        self.buffer.end_scalar(start);
        if let (Some(sizes), Some(place)) = (&mut self.sizes, place) {
            let quoted = &self.buffer.text[start as usize..];
            sizes.push((place, quoted.chars().count() - 2));
        }
    }

    /// Writes a string of the file as a value.
    pub(super) fn string_value(&mut self, text: Str) {
        let start = self.buffer.begin();
        self.bracketed_string(text);
        self.buffer.end_scalar(start);
    }

    /// Writes a text; one in brackets would be an expression and gets a second opening bracket.
    pub(super) fn text_value(&mut self, text: &str) {
        let start = self.buffer.begin();
        self.bracketed(text);
        self.buffer.end_scalar(start);
    }

    fn bracketed_string(&mut self, text: Str) {
        let (plain, text) = (self.middle.is_plain(text), self.str(text));
        if plain && !text.starts_with('[') {
            self.push("\"");
            self.push(text);
            self.push("\"");
        } else {
            self.bracketed(text);
        }
    }

    fn bracketed(&mut self, text: &str) {
        if text.starts_with('[') && text.ends_with(']') {
            self.push("\"[");
            escape(&mut self.buffer.text, text);
            self.push("\"");
        } else {
            quote(&mut self.buffer.text, text);
        }
    }

    /// Writes the key of a property.
    pub(super) fn key(&mut self, key: Key, env: Env) {
        let start = self.buffer.begin();
        match key {
            Key::Name(name) => self.fixed_key(name),
            Key::Computed(computed) => match self.middle.expr(self.resolved(computed, env).0) {
                Expr::String(name) => self.fixed_key(name),
                _ => {
                    self.push("\"[");
                    self.expr(computed, env);
                    self.push("]\"");
                }
            },
            Key::Spread => unreachable!("objects with spreads are expressions"),
        }
        self.buffer.end_key(start);
    }

    fn fixed_key(&mut self, name: Str) {
        // A property of this name would be a loop.
        if self.str(name).eq_ignore_ascii_case("copy") {
            self.push("\"[string('");
            self.push(self.str(name));
            self.push("')]\"");
        } else {
            self.bracketed_string(name);
        }
    }

    /// The loop that an expression is.
    pub(super) fn as_loop(&self, id: ExprId) -> Option<(Header, ExprId)> {
        match self.middle.expr(self.middle.unwrapped(id)) {
            Expr::For { item, index, array, body } => Some((Header { item, index, array }, body)),
            _ => None,
        }
    }

    /// Writes the properties whose name is wanted: loops first, gathered under `copy`.
    pub(super) fn properties(&mut self, entries: &[Entry], wanted: impl Fn(Str) -> bool, env: Env) {
        let named = |entry: &Entry| match entry.key {
            Key::Name(name) => Some(name),
            Key::Computed(_) | Key::Spread => None,
        };
        let mut loops = entries.iter().filter_map(|entry| {
            let name = named(entry).filter(|name| wanted(*name))?;
            Some((name, self.as_loop(entry.value)?))
        });
        if let Some(first) = loops.next() {
            let rest: Vec<_> = loops.collect();
            self.buffer.key("copy");
            let mark = self.buffer.open_array();
            for (name, (header, body)) in std::iter::once(first).chain(rest) {
                self.copy(Some(name), header, body, Some(name), env);
            }
            self.buffer.close(mark);
        }
        for entry in entries {
            match named(entry) {
                Some(name) if !wanted(name) || self.as_loop(entry.value).is_some() => {}
                _ => {
                    self.key(entry.key, env);
                    self.value(entry.value, env);
                }
            }
        }
    }

    /// Writes `{ name, count, input }` of a loop; `index` is the name in `copyIndex(..)`.
    pub(super) fn copy(&mut self, name: Option<Str>, header: Header, body: ExprId, index: Option<Str>, env: Env) {
        let mark = self.buffer.open_object();
        if let Some(name) = name {
            self.buffer.key("name");
            self.text_value(self.str(name));
        }
        self.count(header.array, env);
        self.buffer.key("input");
        let frames = self.frames.mark();
        let inner = self.frames.enter_values(header, env, index);
        self.input(body, inner);
        self.frames.leave(frames);
        self.buffer.close(mark);
    }

    /// Writes `"count": "[length(array)]"`.
    pub(super) fn count(&mut self, array: ExprId, env: Env) {
        self.buffer.key("count");
        let start = self.open_expression();
        self.function("length", &[array], env);
        self.close_expression(start, Some(Place::Expr(array)));
    }

    /// Writes `{ name, count, input }` of a loop that is an argument of a module: its input is one expression.
    pub(super) fn copy_argument(&mut self, header: Header, body: ExprId, env: Env) {
        let mark = self.buffer.open_object();
        self.buffer.text_property("name", "value");
        self.count(header.array, env);
        self.buffer.key("input");
        let frames = self.frames.mark();
        let inner = self.frames.enter_values(header, env, Some(known::VALUE));
        let (id, inner) = self.resolved(body, inner);
        match self.middle.expr(id) {
            Expr::Object(_) => self.expression(id, inner),
            _ => self.input(id, inner),
        }
        self.frames.leave(frames);
        self.buffer.close(mark);
    }

    /// Writes what a loop repeats: objects and texts as they are, anything else as an expression.
    fn input(&mut self, body: ExprId, env: Env) {
        let (id, env) = self.resolved(body, env);
        let wrapper = match self.middle.expr(id) {
            Expr::Object(entries) if !self.has_spread(entries) => return self.value(id, env),
            Expr::String(_) | Expr::Call { callee: Callee::Function(Function::Nameof), .. } => {
                return self.scalar(id, env);
            }
            Expr::Int(value) if i32::try_from(value).is_ok() => "int(",
            Expr::Unary(UnaryOp::Minus, operand) => match self.middle.expr(operand) {
                Expr::Int(value) if value >= 0 && i32::try_from(-value).is_ok() => "int(",
                _ => return self.expression(id, env),
            },
            Expr::Property { .. } | Expr::Index { .. } if self.text_of(id).is_some() => "string(",
            _ => return self.expression(id, env),
        };
        let start = self.open_expression();
        self.push(wrapper);
        self.expr(id, env);
        self.push(")");
        self.close_expression(start, Some(Place::Expr(id)));
    }
}
