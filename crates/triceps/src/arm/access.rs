//! Reading properties and items: of objects, resources, modules.

use super::context::{Mention, is_list_function};
use super::env::{Binding, Env, Index};
use super::expr::Writer;
use super::names::follows_dot;
use super::tape::escape;
use crate::expr::{Composite, Expr, Node};
use crate::template::DeclKind;

/// The API version of nested deployments.
pub(crate) const DEPLOYMENTS_API_VERSION: &str = "2025-04-01";

/// What was just written, for what may be appended to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Plain,
    /// A call of `tryGet` or `tryIndexFromEnd`: the rest of the chain becomes more arguments.
    SafeCall,
}

/// One step of an access chain.
enum Step<'m> {
    Name(&'m str),
    Index(&'m Expr),
}

impl<'m> Writer<'m, '_> {
    /// Writes `base.name`, `base[index]` and their safe forms.
    pub(crate) fn access(&mut self, expr: &'m Expr, env: &Env<'m, '_>) -> Shape {
        match expr.as_composite() {
            Some(Composite::Property { base, name, safe }) => {
                if let Some(mention) = self.cx.mention(base) {
                    return self.member(mention, name, *safe, env);
                }
                if let Some(shape) = self.module_output(base, name, *safe, env) {
                    return shape;
                }
                self.step(base, &Step::Name(name), *safe, false, env)
            }
            Some(Composite::Index { base, index, safe, from_end }) => {
                if let Some(mention) = self.cx.mention(expr) {
                    self.reference(mention, env, true);
                    return Shape::Plain;
                }
                self.step(base, &Step::Index(index), *safe, *from_end, env)
            }
            _ => self.expr(expr, env),
        }
    }

    fn step(&mut self, base: &'m Expr, step: &Step<'m>, safe: bool, from_end: bool, env: &Env<'m, '_>) -> Shape {
        if safe {
            self.push(if from_end { "tryIndexFromEnd(" } else { "tryGet(" });
            self.expr(base, env);
            self.push(", ");
            self.argument(step, env);
            self.push(")");
            return Shape::SafeCall;
        }
        let start = self.tape.text.len();
        let shape = self.base(base, env);
        if shape == Shape::SafeCall && is_access(base) {
            self.reopen();
            if from_end {
                self.push("createObject('value', ");
                self.argument(step, env);
                self.push(", 'fromEnd', true())");
            } else {
                self.argument(step, env);
            }
            self.push(")");
            return Shape::SafeCall;
        }
        if from_end {
            self.tape.text.insert_str(start, "indexFromEnd(");
            self.push(", ");
            self.argument(step, env);
            self.push(")");
        } else {
            match step {
                Step::Name(name) => self.property(name),
                Step::Index(index) => {
                    self.push("[");
                    self.expr(index, env);
                    self.push("]");
                }
            }
        }
        Shape::Plain
    }

    /// Writes what is read from; a literal is wrapped into the function of its type.
    fn base(&mut self, base: &'m Expr, env: &Env<'m, '_>) -> Shape {
        let mut inner = base;
        while let Some(Composite::Paren(next) | Composite::NonNull(next)) = inner.as_composite() {
            inner = next;
        }
        let wrapper = match &inner.0 {
            Node::Int(value) if i32::try_from(*value).is_ok() => Some("int("),
            _ if inner.as_str().is_some() => Some("string("),
            _ => None,
        };
        let Some(wrapper) = wrapper else { return self.expr(base, env) };
        self.push(wrapper);
        self.expr(inner, env);
        self.push(")");
        Shape::Plain
    }

    /// Takes back the closing parenthesis of a call, to add an argument.
    fn reopen(&mut self) {
        self.tape.text.pop();
        self.push(", ");
    }

    fn argument(&mut self, step: &Step<'m>, env: &Env<'m, '_>) {
        match step {
            Step::Name(name) => self.literal(name),
            Step::Index(index) => {
                self.expr(index, env);
            }
        }
    }

    /// Writes `.name`, or `['name']` where that is not possible.
    pub(crate) fn property(&mut self, name: &str) {
        if follows_dot(name) {
            self.push(".");
            escape(&mut self.tape.text, name);
        } else {
            self.push("[");
            self.literal(name);
            self.push("]");
        }
    }

    /// Writes a top-level property of a resource or module.
    fn member(&mut self, mention: Mention<'m>, name: &'m str, safe: bool, env: &Env<'m, '_>) -> Shape {
        let decl = self.cx.decl(mention.symbol);
        let resource = match &decl.kind {
            DeclKind::Resource(resource) => resource,
            DeclKind::Module(_) => return self.module_member(mention, name, safe, env),
            _ => return Shape::Plain,
        };
        if self.cx.extension_of(resource).is_some() {
            if safe {
                self.push("tryGet(");
            }
            self.reference(mention, env, false);
            return self.tail(name, safe);
        }
        let guarded = safe && self.open_guard(mention, env, name);
        match name {
            "id" => self.resource_id(mention, env),
            "name" => self.plain_name(mention, env),
            "type" => self.literal(&self.cx.spelling(mention.symbol).type_name),
            "apiVersion" => self.literal(self.cx.spelling(mention.symbol).version),
            "properties" if !safe => self.reference(mention, env, false),
            _ => {
                self.reference(mention, env, true);
                if guarded {
                    self.push(", null())");
                }
                return self.tail(name, safe);
            }
        }
        if guarded {
            self.push(", null())");
        }
        Shape::Plain
    }

    /// Opens `tryGet(` and, for what is deployed on a condition, `if(condition, ` around a read.
    fn open_guard(&mut self, mention: Mention<'m>, env: &Env<'m, '_>, name: &str) -> bool {
        if !matches!(name, "id" | "name" | "type" | "apiVersion") {
            self.push("tryGet(");
        }
        if matches!(name, "type" | "apiVersion") {
            return false;
        }
        self.open_condition(mention, env)
    }

    fn open_condition(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) -> bool {
        let conditions = self.cx.conditions(mention.symbol);
        if conditions.is_empty() {
            return false;
        }
        self.push("if(");
        self.in_body(mention, env, |writer, env| writer.conditions(&conditions, env));
        self.push(", ");
        true
    }

    /// All conditions that a nested resource stands under: `and(and(a, b), c)`.
    pub(crate) fn conditions(&mut self, conditions: &[&'m Expr], env: &Env<'m, '_>) {
        match conditions {
            [] => {}
            [only] => {
                self.expr(only, env);
            }
            [before @ .., last] => {
                self.push("and(");
                self.conditions(before, env);
                self.push(", ");
                self.expr(last, env);
                self.push(")");
            }
        }
    }

    fn tail(&mut self, name: &str, safe: bool) -> Shape {
        if safe {
            self.push(", ");
            self.literal(name);
            self.push(")");
            return Shape::SafeCall;
        }
        self.property(name);
        Shape::Plain
    }

    fn module_member(&mut self, mention: Mention<'m>, name: &'m str, safe: bool, env: &Env<'m, '_>) -> Shape {
        let Some(module) = self.cx.module(mention.symbol) else { return Shape::Plain };
        if name == "name" {
            let guarded = safe && self.open_condition(mention, env);
            self.module_name(mention, env);
            if guarded {
                self.push(", null())");
            }
            return Shape::Plain;
        }
        if name == "outputs" && self.cx.has_secure_outputs(module) {
            return self.secure_outputs(mention, safe, env);
        }
        self.plain_outputs(mention, name, safe, env)
    }

    fn plain_outputs(&mut self, mention: Mention<'m>, name: &str, safe: bool, env: &Env<'m, '_>) -> Shape {
        if safe {
            self.push("tryGet(");
        }
        let guarded = safe && self.open_condition(mention, env);
        self.reference(mention, env, false);
        if guarded {
            self.push(", null())");
        }
        self.tail(name, safe)
    }

    fn secure_outputs(&mut self, mention: Mention<'m>, safe: bool, env: &Env<'m, '_>) -> Shape {
        let guarded = safe && self.open_condition(mention, env);
        self.push("listOutputsWithSecureValues(");
        self.target(mention, env);
        self.push(", ");
        self.literal(DEPLOYMENTS_API_VERSION);
        self.push(")");
        if guarded {
            self.push(", null())");
        }
        Shape::Plain
    }

    /// Writes `module.outputs.name`: the value of an output of a module. None for anything else.
    fn module_output(&mut self, base: &'m Expr, name: &'m str, safe: bool, env: &Env<'m, '_>) -> Option<Shape> {
        let Some(Composite::Property { base: inner, name: outputs, safe: outputs_safe }) = base.as_composite() else {
            return None;
        };
        if outputs != "outputs" {
            return None;
        }
        if let Node::Local(local) = &inner.0 {
            if !matches!(env.lookup(local), Some(Binding::Lambda { module: true })) {
                return None;
            }
            if safe {
                self.push("tryGet(tryGet(");
            }
            self.expr(base, env);
            return Some(self.output_tail(Shape::Plain, name, true, safe));
        }
        let mention = self.cx.mention(inner)?;
        let module = self.cx.module(mention.symbol)?;
        let secure = self.cx.has_secure_output(module, name);
        if safe {
            self.push(if secure { "tryGet(" } else { "tryGet(tryGet(" });
        }
        let start = self.tape.text.len();
        let shape = if secure {
            let shape = self.secure_outputs(mention, *outputs_safe, env);
            if self.tape.text[start..].starts_with("if(") && !safe {
                self.tape.text.insert_str(start, "tryGet(");
                self.push(")");
                Shape::SafeCall
            } else {
                shape
            }
        } else {
            self.plain_outputs(mention, "outputs", *outputs_safe, env)
        };
        Some(self.output_tail(shape, name, !secure, safe))
    }

    fn output_tail(&mut self, shape: Shape, name: &str, value: bool, safe: bool) -> Shape {
        if safe {
            self.push(", ");
            self.literal(name);
            self.push(")");
            if value {
                self.push(", 'value')");
            }
            return Shape::SafeCall;
        }
        if shape == Shape::SafeCall {
            self.reopen();
            self.literal(name);
            if value {
                self.push(", 'value'");
            }
            self.push(")");
            return Shape::SafeCall;
        }
        self.property(name);
        if value {
            self.push(".value");
        }
        Shape::Plain
    }

    /// Writes `reference(..)` of a resource or module; `full` for its top-level properties.
    pub(crate) fn reference(&mut self, mention: Mention<'m>, env: &Env<'m, '_>, full: bool) {
        let decl = self.cx.decl(mention.symbol);
        let collection = decl.header().is_some() && mention.index.is_none();
        self.push(if collection { "references(" } else { "reference(" });
        self.target(mention, env);
        match decl.as_resource() {
            Some(resource) if self.cx.extension_of(resource).is_none() => {
                if collection {
                    if full {
                        self.push(", 'full'");
                    }
                } else if full || !self.is_symbolic(mention) {
                    self.push(", ");
                    self.literal(self.cx.spelling(mention.symbol).version);
                    if full {
                        self.push(", 'full'");
                    }
                }
            }
            None if !self.cx.symbolic && !collection => {
                self.push(", ");
                self.literal(DEPLOYMENTS_API_VERSION);
            }
            _ => {}
        }
        self.push(")");
    }

    /// Whether a mention is by symbolic name: inlined existing resources have none.
    fn is_symbolic(&self, mention: Mention<'m>) -> bool {
        self.cx.symbolic && !self.cx.is_inlined(mention.symbol)
    }

    /// Writes what `reference` and `list..` take first: a symbolic name or an id.
    pub(crate) fn target(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        let collection = self.cx.decl(mention.symbol).header().is_some() && mention.index.is_none();
        if !self.is_symbolic(mention) && !collection {
            return match self.cx.module(mention.symbol) {
                Some(_) => self.module_id(mention, env),
                None => self.resource_id(mention, env),
            };
        }
        let name = self.cx.symbolic_name(mention.symbol);
        match mention.index {
            None => self.literal(&name),
            Some(index) => {
                self.push("format('");
                self.push(&name);
                self.push("[{0}]', ");
                self.expr(index, env);
                self.push(")");
            }
        }
    }

    /// Writes a method call: `list..` of a resource.
    pub(crate) fn method(&mut self, base: &'m Expr, name: &'m str, args: &'m [Expr], env: &Env<'m, '_>) {
        let mention = self.cx.mention(base);
        self.push(name);
        self.push("(");
        match mention {
            Some(mention) if is_list_function(name) => {
                self.target(mention, env);
                if args.is_empty() {
                    self.push(", ");
                    self.literal(self.cx.spelling(mention.symbol).version);
                }
            }
            _ => {
                self.expr(base, env);
            }
        }
        for arg in args {
            self.push(", ");
            self.expr(arg, env);
        }
        self.push(")");
    }

    /// Runs `write` with the loop variables of a resource or module bound to the mentioned iteration.
    pub(crate) fn in_body<R>(
        &mut self,
        mention: Mention<'m>,
        env: &Env<'m, '_>,
        write: impl FnOnce(&mut Self, &Env<'m, '_>) -> R,
    ) -> R {
        let Some(header) = self.cx.decl(mention.symbol).header() else { return write(self, &Env::Root) };
        let index = match mention.index {
            Some(index) => Index::At(index, env),
            None => Index::Current(None),
        };
        let item = Env::Frame {
            parent: &Env::Root,
            name: &header.item,
            binding: Binding::Item { array: &header.array, array_env: &Env::Root, index },
        };
        match &header.index {
            Some(name) => {
                let frame = Env::Frame { parent: &item, name, binding: Binding::Index(index) };
                write(self, &frame)
            }
            None => write(self, &item),
        }
    }
}

fn is_access(expr: &Expr) -> bool {
    match expr.as_composite() {
        Some(Composite::Property { .. } | Composite::Index { .. }) => true,
        Some(Composite::NonNull(inner)) => is_access(inner),
        _ => false,
    }
}
