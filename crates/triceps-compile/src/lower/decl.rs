//! Declarations.

use std::collections::HashMap;

use triceps_core::language::{Ambient, DecoratorId, Function, Targets};
use triceps_core::types::closest;
use triceps_core::{
    Decl, DeclId, DeclKind, DecoratorName, Entry, ExprId, Header, Hint, Key, LocalKind, Module, Place, Resource, Run,
    TypeNodeId,
};
use triceps_diagnostics::{Code, codes};
use triceps_syntax::ast::{self, AstNode, Declaration, Expr, For, StringLiteral};
use triceps_syntax::{SyntaxKind, TextRange};

use super::Lower;
use super::scope::{Enclosing, Item, body_object};

/// Whether a loop has its variables: one, or two between parentheses.
pub(super) fn has_variables(it: For<'_>) -> bool {
    let is_block = it.syntax().child_nodes().any(|node| node.kind() == SyntaxKind::VariableBlock);
    match it.variables().count() {
        0 => false,
        count => !is_block || count == 2,
    }
}

/// The loop, condition and braces of a resource or module.
struct Deployed {
    header: Option<Header>,
    condition: Option<ExprId>,
    body: ExprId,
}

impl<'t> Lower<'t> {
    pub(super) fn lower_declaration(&mut self, id: DeclId, item: &Item<'t>) {
        let range = item.range;
        let name = self.builder.intern(item.name);
        let decorators = self.decorators(Some(id), item.declaration.decorators());
        let kind = match item.declaration {
            Declaration::Metadata(it) => DeclKind::Metadata { value: self.untyped(it.value(), range) },
            Declaration::TypeDeclaration(it) => DeclKind::Type { ty: self.root_type(it.ty(), range) },
            Declaration::Param(it) => {
                let ty = self.root_type(it.ty(), range);
                if let Some(default) = it.default().and_then(|default| default.syntax().parent()) {
                    self.origins.head(id, default.range());
                }
                self.in_default = true;
                let mut default = it.default().map(|default| self.expr(default));
                self.in_default = false;
                if let Some(unread) = it.unread_default().filter(|_| default.is_none()) {
                    self.origins.head(id, unread.range());
                    default = Some(self.root(None, unread.range()));
                }
                DeclKind::Param { ty, default }
            }
            Declaration::Var(it) => {
                let is_missing = |ty: &ast::Type<'_>| matches!(ty, ast::Type::Skipped(node) if node.range().is_empty());
                let ty = it.ty().filter(|ty| !is_missing(ty)).map(|ty| self.root_type(Some(ty), range));
                self.direct = it.value().map(|value| value.syntax().range());
                let value = match ty {
                    Some(_) => self.root(it.value(), range),
                    None => self.untyped(it.value(), range),
                };
                DeclKind::Var { ty, value }
            }
            Declaration::Output(it) => {
                self.origins.whole(id, it.syntax().range());
                let ty = self.root_type(it.ty(), range);
                DeclKind::Output { ty, value: self.root(it.value(), range) }
            }
            Declaration::Func(it) => {
                self.in_function = true;
                let func = self.func(it.lambda(), range);
                self.in_function = false;
                func
            }
            Declaration::Resource(it) => self.resource(id, item, it),
            Declaration::Module(it) => self.module(id, it),
            Declaration::Extension(it) => self.extension(id, it),
            Declaration::Assert(it) => {
                if !self.has_experiment("assertions") {
                    let message = "assertions are an experiment of the compiler";
                    self.report(codes::BCP349, it.syntax().range(), message);
                }
                DeclKind::Assert { value: self.root(it.value(), range) }
            }
            Declaration::Test(it) => self.test(id, it),
            Declaration::Import(_) => match self.imports.statement(id) {
                Some(kind) => kind,
                None => unreachable!("every import was looked at"),
            },
            Declaration::TargetScope(_)
            | Declaration::MissingDeclaration(_)
            | Declaration::Using(_)
            | Declaration::Extends(_)
            | Declaration::ParamAssignment(_)
            | Declaration::ExtensionConfig(_)
            | Declaration::Skipped(_) => unreachable!("the table of symbols has no such declarations"),
        };
        self.builder.declare(id, Decl { name, kind, decorators }, None);
    }

    /// Lowers the decorators of a declaration, or of a member of a type.
    pub(super) fn decorators(
        &mut self,
        decl: Option<DeclId>,
        decorators: impl Iterator<Item = ast::Decorator<'t>>,
    ) -> Run {
        let mut list = Vec::new();
        for decorator in decorators {
            let (name, arguments, namespace) = match decorator.expression() {
                Some(Expr::Call(call)) => (call.name(), call.arguments(), None),
                Some(Expr::MethodCall(call)) => {
                    let Some(namespace) = call.base().and_then(|base| self.namespace(base)) else {
                        self.unread(decorator.syntax().range());
                        continue;
                    };
                    (call.name(), call.arguments(), Some(namespace))
                }
                Some(other) => {
                    if let Some(known) = self.plain_decorator(other) {
                        if let Some(decl) = decl {
                            let range = decorator.syntax().range();
                            self.origins.decorator(decl, list.len(), range, range);
                        }
                        list.push((DecoratorName::Named(known), false, Vec::new()));
                    }
                    continue;
                }
                None => continue,
            };
            let Some(name) = name else { continue };
            if namespace.is_none()
                && self.decorator_named(name.text()).is_some()
                && self.resolve_top(name.text()).is_some()
            {
                let message = format!("`{0}` is a declaration here; write `sys.{0}`", name.text());
                self.report(codes::BCP265, name.range(), message);
                continue;
            }
            let found = self.decorator_in(namespace, name.text());
            let args: Vec<ExprId> =
                arguments.into_iter().flat_map(ast::Arguments::values).map(|arg| self.expr(arg)).collect();
            if let Some(decl) = decl {
                let range = decorator.syntax().range();
                self.origins.decorator(decl, list.len(), range, name.range());
            }
            list.push((found, namespace.is_some(), args));
        }
        if list.is_empty() { Run::default() } else { self.builder.decorators(&list) }
    }

    /// What a decorator names. All that the language has are in one namespace.
    fn decorator_in(&mut self, namespace: Option<&str>, name: &str) -> DecoratorName {
        match (self.decorator_named(name), namespace) {
            (Some(known), None | Some("sys")) => DecoratorName::Known(known),
            (_, None) => DecoratorName::Unknown(self.builder.intern(name)),
            (_, Some(namespace)) => DecoratorName::Unknown(self.builder.intern(&format!("{namespace}.{name}"))),
        }
    }

    /// The decorator of this name, as far as the configuration lets the compiler know it.
    fn decorator_named(&self, name: &str) -> Option<DecoratorId> {
        DecoratorId::find_with(name, |experiment| self.has_experiment(experiment))
    }

    /// Reports a decorator that is not a call; gives the one that it names all the same.
    fn plain_decorator(&mut self, expression: Expr<'t>) -> Option<DecoratorId> {
        let Expr::Name(name) = expression else { return None };
        let token = name.token()?;
        let (text, range) = (token.text(), token.range());
        let is_namespace = self.is_implicit(text);
        if self.resolve_top(text).is_some() || is_namespace {
            self.names_within(expression.syntax());
            self.report(codes::BCP141, range, format!("`{text}` cannot be called"));
            return None;
        }
        let known = self.decorator_named(text);
        if known.is_some() || Function::find(text).is_some() {
            self.report(codes::BCP063, range, format!("`@{text}` takes arguments: write `@{text}(..)`"));
        } else {
            self.report(codes::BCP057, range, format!("`{text}` is not declared here"));
        }
        known
    }

    /// What is wrong with a decorator itself, whatever it stands above.
    fn dangling_decorator(&mut self, decorator: ast::Decorator<'t>) {
        let (name, arguments) = match decorator.expression() {
            Some(Expr::Call(call)) => (call.name(), call.arguments()),
            Some(Expr::MethodCall(call)) => (call.name(), call.arguments()),
            Some(expression @ Expr::Name(_)) => {
                self.plain_decorator(expression);
                return;
            }
            _ => return,
        };
        let Some(name) = name else { return };
        let Some(known) = self.decorator_named(name.text()) else {
            if Function::find(name.text()).is_some() {
                self.report(codes::BCP152, name.range(), format!("the function `{}` is not a decorator", name.text()));
            }
            return;
        };
        let (least, most) = known.row().count();
        let count = arguments.into_iter().flat_map(ast::Arguments::values).count();
        if count < least || count > most {
            let range = TextRange { start: name.range().end, end: decorator.syntax().range().end };
            let message = format!("`@{}` takes {least} to {most} arguments, not {count}", name.text());
            self.report(codes::BCP071, range, message);
        }
    }

    /// Decorators with no declaration after them.
    pub(super) fn dangling(&mut self, it: ast::MissingDeclaration<'t>) {
        let declaration = Declaration::MissingDeclaration(it);
        if self.source().has_parse_error(it.syntax().range()) {
            return self.names_within(it.syntax());
        }
        let Some(last) = declaration.decorators().last() else { return };
        for decorator in declaration.decorators() {
            self.dangling_decorator(decorator);
        }
        let name = match last.expression() {
            Some(Expr::Call(call)) => call.name(),
            Some(Expr::MethodCall(call)) => call.name(),
            Some(Expr::Name(name)) => name.token(),
            _ => None,
        };
        let targets = name.and_then(|name| self.decorator_named(name.text())).map(|found| found.row().targets);
        let (code, what) = match targets {
            Some(Targets::PARAM) => (codes::BCP147, "a parameter"),
            Some(Targets::TYPED) => (codes::BCP292, "a parameter, output or type"),
            Some(targets) if targets == Targets::RESOURCE.and(Targets::MODULE) => {
                (codes::BCP153, "a resource or module")
            }
            Some(Targets::RESOURCE) => (codes::BCP149, "a resource"),
            _ => (codes::BCP132, "a declaration"),
        };
        self.report(code, last.syntax().range(), format!("the decorator decorates nothing: {what} must follow"));
    }

    fn func(&mut self, lambda: Option<ast::TypedLambda<'t>>, range: TextRange) -> DeclKind {
        let params: Vec<ast::TypedVariable<'t>> = lambda.into_iter().flat_map(ast::TypedLambda::parameters).collect();
        let types: Vec<TypeNodeId> = params.iter().map(|param| self.root_type(param.ty(), range)).collect();
        let first = self.builder.local_count();
        for (position, (param, ty)) in params.iter().zip(types).enumerate() {
            let position = u16::try_from(position).unwrap_or(u16::MAX);
            self.bind(param.name(), param.syntax().range(), LocalKind::FuncParam(position), Some(ty));
        }
        let locals = self.builder.locals_from(first);
        let returns = self.root_type(lambda.and_then(ast::TypedLambda::return_type), range);
        let body = self.root(lambda.and_then(ast::TypedLambda::body), range);
        DeclKind::Func { params: locals, returns, body }
    }

    fn resource(&mut self, id: DeclId, item: &Item<'t>, it: ast::Resource<'t>) -> DeclKind {
        self.origins.whole(id, it.syntax().range());
        let written = it.resource_type();
        if let Some(written) = written {
            self.origins.head(id, written.syntax().range());
        }
        let text = written.and_then(StringLiteral::value).unwrap_or_default();
        if let Some(written) = written.filter(|_| text.is_empty())
            && !written.has_holes()
        {
            self.report(codes::BCP029, written.syntax().range(), "the resource has no type");
        }
        if let Some(written) = written
            && written.has_holes()
        {
            self.names_within(written.syntax());
            self.report(codes::BCP047, written.syntax().range(), "the type of a resource cannot hold an interpolation");
        }
        let text = self.without_namespace(&text);
        let unknown = text.split_once(':').map(|(namespace, _)| namespace).filter(|name| !self.has_types(name));
        if let Some(namespace) = unknown {
            let range = written.map_or(item.range, |written| written.syntax().range());
            self.report(codes::BCP208, range, format!("there is no namespace `{namespace}` with resource types"));
        }
        let (own, version) = match text.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (text, None),
        };
        let type_name = match item.container.and_then(|outer| self.type_of(outer)) {
            // The parser says that the type is missing.
            _ if written.is_none_or(StringLiteral::has_holes) || unknown.is_some() => String::new(),
            Some(_) if item.container.is_some_and(|outer| self.is_without_type(outer)) => {
                let range = written.map_or(item.range, |written| written.syntax().range());
                self.report(codes::BCP157, range, "the resource around this one has no single type");
                String::new()
            }
            Some(outer) => {
                if own.contains('/') {
                    let range = written.map_or(item.range, |written| written.syntax().range());
                    self.report(codes::BCP156, range, "the type of a nested resource is one segment");
                    String::new()
                } else {
                    format!("{outer}/{own}")
                }
            }
            None => own.to_owned(),
        };
        if type_name.is_empty() {
            self.untyped.insert(id);
        }
        let type_name = self.builder.intern(&type_name);
        let api_version = version.map(|version| self.builder.intern(version));
        let Deployed { header, condition, body } = self.body(it.body(), item.range, Some(id), true);
        DeclKind::Resource(Resource {
            type_name,
            api_version,
            existing: it.existing().is_some(),
            container: item.container,
            header,
            condition,
            body,
        })
    }

    /// Whether a resource is many, or its type could not be read.
    fn is_without_type(&self, id: DeclId) -> bool {
        let Declaration::Resource(it) = self.symbols.items[id.index()].declaration else { return false };
        matches!(it.body(), Some(Expr::For(_))) || self.untyped.contains(&id)
    }

    /// The type of a resource without the namespace of Azure, or the extension, that may stand before it.
    fn without_namespace<'s>(&self, text: &'s str) -> &'s str {
        let Some((name, own)) = text.split_once(':') else { return text };
        let declared = self.symbols.top(name).and_then(|decl| self.symbols.items.get(decl.index()));
        let is_provider = match declared {
            Some(item) if matches!(item.declaration, Declaration::Extension(_)) => {
                self.declared_namespace(item).is_none_or(|namespace| namespace == "az")
            }
            Some(_) => false,
            None => name == "az" && self.is_implicit(name),
        };
        if is_provider { own } else { text }
    }

    /// Whether a name before the type of a resource is that of an extension, or of a namespace of the language.
    fn has_types(&self, name: &str) -> bool {
        let declared = self.symbols.top(name).and_then(|decl| self.symbols.items.get(decl.index()));
        name == "sys" || declared.is_some_and(|item| matches!(item.declaration, Declaration::Extension(_)))
    }

    /// The full type of a resource, from the text of those around it.
    fn type_of(&self, id: DeclId) -> Option<String> {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let item = &self.symbols.items[id.index()];
            let Declaration::Resource(it) = item.declaration else { break };
            let text = it.resource_type().and_then(StringLiteral::value).unwrap_or_default();
            names.push(self.without_namespace(&text).split('@').next().unwrap_or_default().to_owned());
            next = item.container;
        }
        names.reverse();
        (!names.is_empty()).then(|| names.join("/"))
    }

    fn module(&mut self, id: DeclId, it: ast::Module<'t>) -> DeclKind {
        let file = match it.path() {
            Some(path) => {
                self.origins.head(id, path.syntax().range());
                self.module_file(path)
            }
            None => {
                let range = it.syntax().child(2).map_or(it.syntax().range(), triceps_syntax::Element::range);
                self.report(codes::BCP090, range, "the module has no path");
                None
            }
        };
        let range = self.origins.decls[id.index()];
        let Deployed { header, condition, body } = self.body(it.body(), range, Some(id), false);
        DeclKind::Module(Module { file, header, condition, body })
    }

    /// Lowers the body of a resource, whose nested resources have names in it, or of a module.
    fn body(&mut self, body: Option<Expr<'t>>, range: TextRange, decl: Option<DeclId>, is_resource: bool) -> Deployed {
        if let (Some(body), Some(decl)) = (body, decl) {
            self.origins.value(decl, body.syntax().range());
        }
        let mut inner = body;
        let mut header = None;
        if let Some(Expr::For(it)) = inner {
            if has_variables(it) {
                header = Some(self.header(it));
                inner = it.body();
            } else {
                // Nothing is known about its body, though what it reads counts as read.
                self.names_within(it.syntax());
                inner = None;
            }
        }
        let mut condition = None;
        if let Some(Expr::If(it)) = inner {
            // The parentheses belong to the syntax.
            let value = match it.condition() {
                Some(Expr::Paren(paren)) => paren.value(),
                other => other,
            };
            if let (Some(written), Some(decl)) = (it.condition(), decl) {
                let range = written.syntax().range();
                self.origins.condition(decl, range);
            }
            condition = Some(self.root(value, it.syntax().range()));
            inner = it.body();
        }
        self.enclosing.extend(decl.filter(|_| is_resource).map(Enclosing::Body));
        let body = match inner.and_then(body_object) {
            Some(object) => {
                let is_asserts = |property: &ast::Property<'_>| matches!(property.key(), Some(ast::Key::Name(name)) if name.text() == "asserts");
                if is_resource && !self.has_experiment("assertions") {
                    for value in object.properties().filter(is_asserts).filter_map(ast::Property::value) {
                        let message = "assertions are an experiment of the compiler";
                        self.report(codes::BCP349, value.syntax().range(), message);
                    }
                }
                self.object(object, true)
            }
            None => {
                // What stands in its place is read all the same, as a member of an object that is not compared.
                let range = inner.map_or(range, |inner| inner.syntax().range());
                let mut entries = Vec::new();
                if let Some(inner) = inner {
                    let key = self.builder.string("");
                    let key = Key::Computed(self.at(key, range));
                    entries.push(Entry { key, value: self.expr(inner) });
                }
                let id = self.builder.object(&entries);
                self.builder.hint(id, Hint::Broken);
                self.at(id, range)
            }
        };
        Deployed { header, condition, body }
    }

    fn test(&mut self, id: DeclId, it: ast::Test<'t>) -> DeclKind {
        let range = it.syntax().range();
        if !self.has_experiment("testframework") {
            self.report(codes::BCP348, range, "tests are an experiment of the compiler");
        }
        let file = match it.path() {
            Some(path) => self.module_file(path),
            None => {
                let path = it.syntax().children().filter(|part| part.kind() != SyntaxKind::Decorators).nth(2);
                let path = path.map_or(range, triceps_syntax::Element::range);
                self.report(codes::BCP358, path, "the test has no path");
                None
            }
        };
        let body = self.body(it.body(), self.origins.decls[id.index()], Some(id), false).body;
        DeclKind::Test { file, body }
    }

    fn header(&mut self, it: For<'t>) -> Header {
        let array = self.root(it.array(), it.syntax().range());
        let (item, index) = self.loop_variables(it);
        Header { item, index, array }
    }

    /// Makes the variables of a loop visible.
    pub(super) fn loop_variables(&mut self, it: For<'t>) -> (triceps_core::LocalId, Option<triceps_core::LocalId>) {
        let mut variables = it.variables();
        let item = variables.next();
        let range = it.syntax().range();
        let name = item.and_then(ast::LocalVariable::name);
        let item = self.bind(name, item.map_or(range, |item| item.syntax().range()), LocalKind::Item, None);
        let index =
            variables.next().map(|index| self.bind(index.name(), index.syntax().range(), LocalKind::Index, None));
        let names: Vec<_> = it.variables().take(2).filter_map(ast::LocalVariable::name).collect();
        self.same_variables(&names);
        (item, index)
    }

    /// Says which variables of one loop or lambda have the same name.
    pub(super) fn same_variables(&mut self, names: &[triceps_syntax::Token<'t>]) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in names {
            *counts.entry(name.text()).or_default() += 1;
        }
        for name in names.iter().filter(|name| counts[name.text()] > 1) {
            let message = format!("the name `{}` is declared more than once", name.text());
            self.report(codes::BCP028, name.range(), message);
        }
    }

    /// Makes a variable visible.
    pub(super) fn bind(
        &mut self,
        name: Option<triceps_syntax::Token<'t>>,
        range: TextRange,
        kind: LocalKind,
        ty: Option<TypeNodeId>,
    ) -> triceps_core::LocalId {
        // A variable without a name is reported by the parser.
        let text = name.map_or("missing", triceps_syntax::Token::text);
        let id = self.builder.local(text, kind, true, ty);
        let range = name.map_or(range, triceps_syntax::Token::range);
        self.origins.locals.push(range);
        if name.is_some() {
            self.enclosing.push(Enclosing::Local(text, id));
        }
        id
    }

    /// Says that a place holds what cannot be resolved.
    pub(super) fn name_missing(&mut self, name: &str, place: Place) {
        let (code, message, help) = self.missing_name(name);
        self.raw.report(code, place, message, help);
    }

    /// The diagnostic of a name that does not exist: the code, what is wrong, and what to write instead.
    pub(super) fn missing_name(&self, name: &str) -> (Code, String, String) {
        let message = format!("`{name}` is not declared here");
        let help = match self.closest_name(name).filter(|closest| *closest != name) {
            Some(closest) => format!("did you mean `{closest}`?"),
            None => "declare it, or use another name".to_owned(),
        };
        // The compiler compares names with those of types alone.
        let types = Ambient::ALL.iter().map(|ambient| ambient.name()).chain(["resourceInput", "resourceOutput"]);
        let code = if closest(name, types).is_some() { codes::BCP082 } else { codes::BCP057 };
        (code, message, help)
    }
}
