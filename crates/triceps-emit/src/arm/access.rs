//! Reading properties and items: of objects, resources, modules.

use triceps_language::Function;
use triceps_middle::analysis::ResourceReference;
use triceps_middle::document::escape_literal;
use triceps_middle::strings::{Str, known};
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, ModuleFile};

use super::expr::Shape;
use super::frames::Env;
use super::names::follows_dot;
use super::writer::Writer;

/// The API version of nested deployments.
pub(super) const DEPLOYMENTS_API_VERSION: &str = "2025-04-01";

/// One step of an access chain.
#[derive(Clone, Copy)]
enum Step {
    Name(Str),
    Index(ExprId),
}

impl Writer<'_, '_> {
    /// Writes `base.name`, `base[index]` and their safe forms.
    pub(super) fn access(&mut self, id: ExprId, env: Env) -> Shape {
        if let Some((reference, name, safe)) = self.member_read(id) {
            return self.member(reference, name, safe, env);
        }
        match self.middle.expr(id) {
            Expr::Property { base, name, safe } => match self.module_output(id, base, name, safe, env) {
                Some(shape) => shape,
                None => self.step(base, Step::Name(name), safe, false, env),
            },
            Expr::Index { base, index, safe, from_end } => {
                if let Some(reference) = self.referenced(id) {
                    self.whole_reference(reference, env);
                    return Shape::Plain;
                }
                let step = match self.middle.expr(self.resolved(index, env).0) {
                    Expr::String(name) if !from_end => Step::Name(name),
                    _ => Step::Index(index),
                };
                self.step(base, step, safe, from_end, env)
            }
            _ => self.expr(id, env),
        }
    }

    /// The resource or module of which an expression reads a property, and which, and whether safely.
    pub(super) fn member_read(&self, id: ExprId) -> Option<(ResourceReference, Str, bool)> {
        match self.middle.expr(id) {
            Expr::Property { base, name, safe } => {
                let reference = self.referenced(base).or_else(|| self.skipped(base))?;
                Some((reference, name, safe))
            }
            Expr::Index { base, index, safe, from_end: false } if self.referenced(id).is_none() => {
                let Expr::String(name) = self.middle.expr(self.resolved(index, Env::ROOT).0) else { return None };
                Some((self.referenced(base)?, name, safe))
            }
            _ => None,
        }
    }

    /// In `resource['a'].b` the compiler takes `a` for an item of a loop.
    fn skipped(&self, id: ExprId) -> Option<ResourceReference> {
        let Expr::Index { base, index, from_end: false, .. } = self.middle.expr(id) else { return None };
        let Expr::Decl(decl) = self.middle.expr(base) else { return None };
        let reference = self.facts.references.of_decl(self.middle, decl)?;
        let is_resource = self.middle.decl(reference.decl).as_resource().is_some();
        (is_resource && reference.index.is_none()).then_some(ResourceReference {
            decl: reference.decl,
            index: Some(index),
            by_variable: false,
        })
    }

    fn step(&mut self, base: ExprId, step: Step, safe: bool, from_end: bool, env: Env) -> Shape {
        if safe {
            self.push(if from_end { "tryIndexFromEnd(" } else { "tryGet(" });
            self.expr(base, env);
            self.push(", ");
            self.argument(step, env);
            self.push(")");
            return Shape::Safe;
        }
        let start = self.buffer.text.len();
        let shape = if from_end { self.expr(base, env) } else { self.read_base(base, env) };
        if shape == Shape::Safe && self.is_access(base) {
            self.reopen();
            if from_end {
                self.push("createObject('value', ");
                self.argument(step, env);
                self.push(", 'fromEnd', true())");
            } else {
                self.argument(step, env);
            }
            self.push(")");
            return Shape::Safe;
        }
        if from_end {
            self.insert(start, "indexFromEnd(");
            self.push(", ");
            self.argument(step, env);
            self.push(")");
            return Shape::Plain;
        }
        match step {
            Step::Name(name) => self.property(self.str(name)),
            Step::Index(index) => {
                self.push("[");
                self.expr(index, env);
                self.push("]");
            }
        }
        if shape == Shape::OrNull { Shape::OrNull } else { Shape::Plain }
    }

    /// Whether an expression is a part of a chain of accesses: `!` and `any(..)` do not end one, parentheses do.
    fn is_access(&self, mut id: ExprId) -> bool {
        loop {
            match self.middle.expr(id) {
                Expr::Property { .. } | Expr::Index { .. } => return true,
                Expr::NonNull(inner) => id = inner,
                Expr::Call { callee: Callee::Function(Function::Any), args } if args.len() == 1 => {
                    id = self.middle.list(args)[0];
                }
                _ => return false,
            }
        }
    }

    /// Writes what is read from; a literal is wrapped into the function of its type.
    fn read_base(&mut self, base: ExprId, env: Env) -> Shape {
        let wrapper = match self.middle.expr(self.resolved(base, env).0) {
            Expr::Int(value) if i32::try_from(value).is_ok() => "int(",
            _ if self.text_of(base).is_some() => "string(",
            _ => return self.expr(base, env),
        };
        self.push(wrapper);
        self.expr(base, env);
        self.push(")");
        Shape::Plain
    }

    /// Takes back the closing parenthesis of a call, to add an argument.
    fn reopen(&mut self) {
        self.buffer.text.pop();
        self.push(", ");
    }

    fn argument(&mut self, step: Step, env: Env) {
        match step {
            Step::Name(name) => self.string(name),
            Step::Index(index) => {
                self.expr(index, env);
            }
        }
    }

    /// Writes `.name`, or `['name']` where the name does not stand after a dot.
    fn property(&mut self, name: &str) {
        if follows_dot(name) {
            self.push(".");
            escape_literal(&mut self.buffer.text, name);
        } else {
            self.push("[");
            self.literal(name);
            self.push("]");
        }
    }

    /// Writes a top-level property of a resource or module.
    fn member(&mut self, reference: ResourceReference, name: Str, safe: bool, env: Env) -> Shape {
        let facts = self.facts;
        if let DeclKind::Module(_) = self.middle.decl(reference.decl).kind {
            return self.module_member(reference, name, safe, env);
        }
        if facts.resources.extension(reference.decl).is_some() {
            if safe {
                self.push("tryGet(");
            }
            self.reference(reference, env, false);
            return self.tail(self.str(name), safe);
        }
        match name {
            known::ID => self.guarded(reference, safe, env, |writer| writer.resource_id(reference, env)),
            known::NAME => self.guarded(reference, safe, env, |writer| writer.plain_name(reference, env)),
            known::TYPE => {
                self.literal(facts.resources.type_name(self.middle, reference.decl));
                Shape::Plain
            }
            known::API_VERSION => {
                self.literal(facts.resources.api_version(self.middle, reference.decl));
                Shape::Plain
            }
            known::PROPERTIES if !safe => {
                self.reference(reference, env, false);
                Shape::Plain
            }
            _ => {
                if safe {
                    self.push("tryGet(");
                }
                self.guarded(reference, safe, env, |writer| writer.reference(reference, env, true));
                self.tail(self.str(name), safe)
            }
        }
    }

    /// Writes a read of what may not be deployed: `if(condition, .., null())` where it is read safely.
    fn guarded(&mut self, reference: ResourceReference, safe: bool, env: Env, write: impl FnOnce(&mut Self)) -> Shape {
        let conditions = if safe { self.conditions_of(reference.decl) } else { Vec::new() };
        if conditions.is_empty() {
            write(self);
            return Shape::Plain;
        }
        self.push("if(");
        let mark = self.frames.mark();
        let body = self.enter(reference, env);
        self.conditions(&conditions, body);
        self.frames.leave(mark);
        self.push(", ");
        write(self);
        self.push(", null())");
        Shape::OrNull
    }

    /// The conditions that a resource or module is deployed under, outermost first.
    pub(super) fn conditions_of(&self, decl: DeclId) -> Vec<ExprId> {
        let mut conditions = Vec::new();
        let mut around = Some(decl);
        while let Some(decl) = around {
            conditions.extend(self.middle.decl(decl).condition());
            around = self.middle.decl(decl).container();
        }
        conditions.reverse();
        conditions
    }

    /// Writes all conditions that a nested resource stands under: `and(and(a, b), c)`.
    pub(super) fn conditions(&mut self, conditions: &[ExprId], env: Env) {
        for _ in 1..conditions.len() {
            self.push("and(");
        }
        for (position, condition) in conditions.iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            self.expr(*condition, env);
            if position > 0 {
                self.push(")");
            }
        }
    }

    fn tail(&mut self, name: &str, safe: bool) -> Shape {
        if safe {
            self.push(", ");
            self.literal(name);
            self.push(")");
            return Shape::Safe;
        }
        self.property(name);
        Shape::Plain
    }

    fn module_member(&mut self, reference: ResourceReference, name: Str, safe: bool, env: Env) -> Shape {
        match name {
            known::NAME => self.guarded(reference, safe, env, |writer| writer.module_name(reference, env)),
            known::OUTPUTS => {
                let secure = self.module_file(reference.decl).is_some_and(ModuleFile::has_secure_output);
                self.module_outputs(reference, secure, safe, env)
            }
            _ => {
                if safe {
                    self.push("tryGet(");
                }
                self.reference(reference, env, false);
                self.tail(self.str(name), safe)
            }
        }
    }

    /// The file that a module deploys.
    fn module_file(&self, decl: DeclId) -> Option<&ModuleFile> {
        let file = self.middle.decl(decl).as_module()?.file?;
        Some(self.middle.file(file))
    }

    /// Writes the outputs of a module. Those with secure values are asked for in another way.
    fn module_outputs(&mut self, reference: ResourceReference, secure: bool, safe: bool, env: Env) -> Shape {
        if secure {
            return self.guarded(reference, safe, env, |writer| {
                writer.push("listOutputsWithSecureValues(");
                writer.target(reference, env);
                writer.push(", ");
                writer.literal(DEPLOYMENTS_API_VERSION);
                writer.push(")");
            });
        }
        if safe {
            self.push("tryGet(");
        }
        self.guarded(reference, safe, env, |writer| writer.reference(reference, env, false));
        self.tail("outputs", safe)
    }

    /// Writes `module.outputs.name`: the value of an output of a module. None for anything else.
    fn module_output(&mut self, id: ExprId, base: ExprId, name: Str, safe: bool, env: Env) -> Option<Shape> {
        if !self.checked.is_module_output(id) {
            return None;
        }
        let Expr::Property { base: inner, safe: outputs_safe, .. } = self.middle.expr(base) else { return None };
        let module = self.referenced(inner).filter(|reference| self.middle.decl(reference.decl).as_module().is_some());
        let name = self.str(name);
        let file = module.and_then(|reference| self.module_file(reference.decl));
        let secure = file.is_some_and(|file| file.is_secure_output(name));
        if safe {
            self.push(if secure { "tryGet(" } else { "tryGet(tryGet(" });
        }
        let start = self.buffer.text.len();
        let shape = match module {
            Some(reference) => self.module_outputs(reference, secure, outputs_safe, env),
            None => self.access(base, env),
        };
        Some(self.output_value(start, shape, name, !secure, safe))
    }

    fn output_value(&mut self, start: usize, shape: Shape, name: &str, value: bool, safe: bool) -> Shape {
        if safe {
            self.push(", ");
            self.literal(name);
            self.push(")");
            if value {
                self.push(", 'value')");
            }
            return Shape::Safe;
        }
        match shape {
            Shape::Plain => {
                self.property(name);
                if value {
                    self.push(".value");
                }
                return Shape::Plain;
            }
            Shape::Safe => self.reopen(),
            Shape::OrNull => {
                self.insert(start, "tryGet(");
                self.push(", ");
            }
        }
        self.literal(name);
        if value {
            self.push(", 'value'");
        }
        self.push(")");
        Shape::Safe
    }

    /// Writes `reference(..)` of a resource or module; `full` for its top-level properties.
    /// Writes a resource or module as a value. Without symbolic names the compiler writes of a loop of resources the
    /// iteration that is being deployed, whichever is mentioned.
    pub(super) fn whole_reference(&mut self, reference: ResourceReference, env: Env) {
        if reference.index.is_none() || self.facts.symbolic || self.middle.decl(reference.decl).as_resource().is_none()
        {
            return self.reference(reference, env, true);
        }
        self.push("reference(");
        self.resource_id(ResourceReference { index: None, ..reference }, env);
        self.push(", ");
        self.literal(self.facts.resources.api_version(self.middle, reference.decl));
        self.push(", 'full')");
    }

    pub(super) fn reference(&mut self, reference: ResourceReference, env: Env, full: bool) {
        let decl = self.middle.decl(reference.decl);
        let collection = self.is_collection(reference);
        self.push(if collection { "references(" } else { "reference(" });
        self.target(reference, env);
        if decl.as_module().is_some() {
            if !self.facts.symbolic && !collection {
                self.push(", ");
                self.literal(DEPLOYMENTS_API_VERSION);
            }
        } else if self.facts.resources.extension(reference.decl).is_none() {
            if !collection && (full || !self.is_symbolic(reference)) {
                self.push(", ");
                self.literal(self.facts.resources.api_version(self.middle, reference.decl));
            }
            if full {
                self.push(", 'full'");
            }
        }
        self.push(")");
    }

    /// Whether a mention is by symbolic name: inlined existing resources have none.
    fn is_symbolic(&self, reference: ResourceReference) -> bool {
        self.facts.symbolic && !self.facts.inlining.is_inlined(reference.decl)
    }

    /// Writes what `reference` and `list..` take first: a symbolic name or an id.
    pub(super) fn target(&mut self, reference: ResourceReference, env: Env) {
        if !self.is_symbolic(reference) && !self.is_collection(reference) {
            return match self.middle.decl(reference.decl).as_module() {
                Some(_) => self.module_id(reference, env),
                None => self.resource_id(reference, env),
            };
        }
        match reference.index {
            None => {
                self.push("'");
                self.symbolic_name(reference.decl);
                self.push("'");
            }
            Some(index) => {
                self.push("format('");
                self.symbolic_name(reference.decl);
                self.push("[{0}]', ");
                self.expr(index, if reference.by_variable { Env::ROOT } else { env });
                self.push(")");
            }
        }
    }
}
