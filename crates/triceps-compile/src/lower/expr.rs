//! Expressions.

use triceps_core::known;
use triceps_core::language::{Ambient, Banned, BannedKind, BinaryOp, Flags, Function, UnaryOp};
use triceps_core::types::closest;
use triceps_core::{Callee, DeclId, Entry, Expr, ExprId, Hint, Key, LocalKind, Part, Place};
use triceps_diagnostics::{Code, Severity, codes};
use triceps_syntax::ast::{
    self, AstNode, Call, Declaration, Expr as AstExpr, For, Lambda, LiteralValue, MethodCall, Object, ObjectItem,
    ResourceAccess, StringLiteral, StringPart,
};
use triceps_syntax::{SyntaxKind, TextRange};

use super::Lower;
use super::decl::has_variables;
use super::scope::{Meaning, is_one_line};
use super::types::{is_needlessly_quoted, is_type_function};

impl<'t> Lower<'t> {
    /// Lowers an expression at the top of a declaration, or what stands for a missing one.
    pub(super) fn root(&mut self, expr: Option<AstExpr<'t>>, enclosing: TextRange) -> ExprId {
        match expr {
            Some(expr) => self.expr(expr),
            None => self.error(enclosing),
        }
    }

    /// The value of a declaration without a type.
    pub(super) fn untyped(&mut self, expr: Option<AstExpr<'t>>, enclosing: TextRange) -> ExprId {
        self.with_no_value(codes::BCP041, |lower| lower.root(expr, enclosing))
    }

    /// Lowers something in which a name that is not a value is reported with a code of its own.
    fn with_no_value<T>(&mut self, code: Code, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.no_value, code);
        let lowered = lower(self);
        self.no_value = before;
        lowered
    }

    fn error(&mut self, range: TextRange) -> ExprId {
        let text = self.builder.intern(range.of(self.text()).unwrap_or_default());
        let id = self.builder.leaf(Expr::Error(text));
        self.at(id, range)
    }

    pub(super) fn expr(&mut self, expr: AstExpr<'t>) -> ExprId {
        let range = expr.syntax().range();
        if !self.deeper() {
            self.depth -= 1;
            let id = self.error(TextRange { start: range.start, end: range.start });
            self.too_deep(Place::Expr(id));
            return id;
        }
        let id = self.expr_inner(expr, range);
        self.depth -= 1;
        id
    }

    fn expr_inner(&mut self, expr: AstExpr<'t>, range: TextRange) -> ExprId {
        match expr {
            AstExpr::Skipped(_) => self.error(range),
            AstExpr::Literal(it) => {
                let literal = match it.value() {
                    Some(LiteralValue::Null) => Expr::Null,
                    Some(LiteralValue::Bool(value)) => Expr::Bool(value),
                    Some(LiteralValue::Int(value)) => match i64::try_from(value) {
                        Ok(value) => Expr::Int(value),
                        Err(_) => {
                            self.report(codes::BCP010, range, "a number does not fit 64 bits");
                            Expr::Int(i64::MAX)
                        }
                    },
                    None => return self.error(range),
                };
                let id = self.builder.leaf(literal);
                self.at(id, range)
            }
            AstExpr::String(it) => self.string(it, range),
            AstExpr::Name(it) => match it.token() {
                Some(token) => self.name(token.text(), range),
                None => self.error(range),
            },
            AstExpr::Object(it) => self.object(it, false),
            AstExpr::Array(it) => self.array(it, range),
            AstExpr::For(it) => self.for_loop(it, range),
            AstExpr::If(it) => {
                self.unread(it.syntax().range());
                self.error(range)
            }
            AstExpr::Paren(it) => {
                let inner = self.root(it.value(), range);
                let id = self.builder.paren(inner);
                self.at(id, range)
            }
            AstExpr::Call(it) => self.call(it, range),
            AstExpr::MethodCall(it) => self.method(it, range),
            AstExpr::PropertyAccess(it) => {
                let Some(name) = it.name() else {
                    let namespace = it.base().filter(|base| self.namespace(*base).is_some());
                    let base = match namespace {
                        Some(namespace) => self.error(namespace.syntax().range()),
                        None => self.root(it.base(), range),
                    };
                    let id = self.builder.property(base, known::EMPTY, it.is_safe());
                    self.origins.name(id, end(range));
                    return self.at(id, range);
                };
                if let Some(namespace) = it.base().and_then(|base| self.namespace(base)) {
                    let id = self.error(range);
                    self.origins.name(id, name.range());
                    let message = format!("the namespace `{namespace}` has no property `{}`", name.text());
                    let code = match closest(name.text(), Ambient::ALL.iter().map(|ambient| ambient.name())) {
                        _ if Ambient::find(name.text()).is_some() => return id,
                        Some(_) if namespace == "sys" => codes::BCP083,
                        None if namespace == "sys" => codes::BCP053,
                        _ => codes::BCP052,
                    };
                    let place = Place::Name(id);
                    self.raw.report_as(code, Severity::Error, place, message, "call one of its functions");
                    return id;
                }
                if let Some(context) = it.base().and_then(|base| self.imported_namespace(base)) {
                    // A function is called, and not a property.
                    let decl =
                        self.imports.exported(context, name.text()).filter(|decl| !self.imports.is_function(*decl));
                    if decl.is_some_and(|decl| self.is_type(decl)) {
                        let id = self.error(range);
                        let message = format!("`{}` is a type, not a value", name.text());
                        self.raw.report(self.no_value, Place::Expr(id), message, "name a value");
                        return id;
                    }
                    let Some(decl) = decl else {
                        self.export_missing(context, name.text(), name.range());
                        return self.error(range);
                    };
                    let id = self.builder.leaf(Expr::Decl(decl));
                    self.builder.hint(id, Hint::Qualified);
                    self.origins.name(id, name.range());
                    return self.at(id, range);
                }
                let base = self.root(it.base(), range);
                let text = self.builder.intern(name.text());
                let id = self.builder.property(base, text, it.is_safe());
                self.origins.name(id, name.range());
                self.at(id, range)
            }
            AstExpr::IndexAccess(it) => {
                let base = self.root(it.base(), range);
                let index = self.root(it.index(), range);
                if let Some(AstExpr::String(text)) = it.index()
                    && text.value().is_some_and(|text| is_needlessly_quoted(&text))
                {
                    let brackets = it.syntax().child(1).map_or(range.start, |bracket| bracket.range().start);
                    self.needless_quotes(TextRange { start: brackets, end: range.end });
                }
                let id = self.builder.index(base, index, it.is_safe(), it.is_from_end());
                let mark = if it.is_from_end() { SyntaxKind::Hat } else { SyntaxKind::Question };
                if let Some(mark) = it.syntax().token(mark) {
                    self.origins.name(id, mark.range());
                }
                self.at(id, range)
            }
            AstExpr::ResourceAccess(it) => self.resource_access(it, range),
            AstExpr::NonNull(it) => {
                let base = self.root(it.base(), range);
                let id = self.builder.non_null(base);
                self.at(id, range)
            }
            AstExpr::Unary(it) => self.unary(it, range),
            AstExpr::Binary(it) => {
                let op = it.operator().and_then(|token| binary_op(token.kind()));
                let is_namespace = |lower: &mut Self, operand: Option<AstExpr<'t>>| {
                    operand.is_some_and(|operand| lower.namespace(operand).is_some())
                };
                if is_namespace(self, it.left()) || is_namespace(self, it.right()) {
                    let operands = [it.left(), it.right()];
                    let values = operands.into_iter().flatten().filter(|operand| self.namespace(*operand).is_none());
                    let values: Vec<AstExpr<'t>> = values.collect();
                    let values: Vec<ExprId> = values.into_iter().map(|operand| self.expr(operand)).collect();
                    let message = "a namespace is not an operand".to_owned();
                    return self.kept_with(codes::BCP045, message, range, &values, range);
                }
                let left = self.root(it.left(), range);
                let right = self.root(it.right(), range);
                let Some(op) = op else { return self.error(range) };
                let id = self.builder.binary(op, left, right);
                self.at(id, range)
            }
            AstExpr::Ternary(it) => {
                let condition = self.root(it.condition(), range);
                let yes = self.root(it.yes(), range);
                let no = self.root(it.no(), range);
                let id = self.builder.ternary(condition, yes, no);
                self.at(id, range)
            }
            AstExpr::Lambda(it) => self.lambda(it, range),
        }
    }

    fn string(&mut self, it: StringLiteral<'t>, range: TextRange) -> ExprId {
        let is_multi_line = it.is_multi_line();
        if let Some(text) = it.value() {
            let id = self.builder.string(&text);
            if is_multi_line {
                self.builder.hint(id, Hint::MultiLine(0));
            }
            return self.at(id, range);
        }
        let mut parts = Vec::new();
        for part in it.parts() {
            match part {
                StringPart::Text(text) if text.is_empty() => {}
                StringPart::Text(text) => parts.push(Part::Text(self.builder.intern(&text))),
                StringPart::Hole(hole) => parts.push(Part::Hole(self.expr(hole))),
            }
        }
        let id = self.builder.interpolation(&parts);
        if is_multi_line {
            self.builder.hint(id, Hint::MultiLine(u8::try_from(it.dollars()).unwrap_or(u8::MAX)));
        }
        self.at(id, range)
    }

    fn name(&mut self, name: &'t str, range: TextRange) -> ExprId {
        let meaning = self.resolve(name).filter(|meaning| !self.is_hidden(*meaning));
        match meaning {
            Some(Meaning::Local(local)) => {
                let id = self.builder.leaf(Expr::Local(local));
                self.at(id, range)
            }
            Some(Meaning::Decl(decl)) => {
                // That a type is not a value is reported where types are known.
                if self.is_type(decl) {
                    self.type_in_default(range);
                }
                let id = self.builder.leaf(Expr::Decl(decl));
                self.at(id, range)
            }
            Some(Meaning::Namespace(_)) => {
                let id = self.error(range);
                let message = format!("`{name}` is a namespace, not a value");
                self.raw.report(self.no_value, Place::Expr(id), message, "name something in it");
                id
            }
            Some(Meaning::Lost) => {
                let id = self.error(range);
                let message = format!("`{name}` could not be imported");
                self.raw.report(codes::BCP063, Place::Expr(id), message, "correct its import first");
                id
            }
            None => {
                let id = self.error(range);
                let (code, message) = if self.is_implicit(name) {
                    (self.no_value, format!("the namespace `{name}` is not a value"))
                } else if let Some(banned) = Banned::find(name).filter(|banned| banned.kind != BannedKind::Construct) {
                    (banned.kind.code(), format!("`{name}` exists in JSON templates only"))
                } else if Ambient::find(name).is_some() || is_type_function(name) {
                    self.type_in_default(range);
                    if name == "any" {
                        self.warn(codes::NO_EXPLICIT_ANY, range, "`any` stands for a value".to_owned());
                    }
                    (codes::BCP288, format!("`{name}` is a type, not a value"))
                } else if Function::find(name).is_some() {
                    (codes::BCP063, format!("the function `{name}` is not a value"))
                } else {
                    self.name_missing(name, Place::Expr(id));
                    return id;
                };
                self.raw.report(code, Place::Expr(id), message, "name a value");
                id
            }
        }
    }

    /// Whether a name means nothing here: a function sees variables, resources and other functions of the file.
    fn is_hidden(&self, meaning: Meaning) -> bool {
        let Meaning::Decl(decl) = meaning else { return false };
        self.in_function
            && match self.symbols.items.get(decl.index()) {
                Some(item) => {
                    !matches!(item.declaration, Declaration::Var(_) | Declaration::Resource(_) | Declaration::Func(_))
                }
                None => self.is_type(decl),
            }
    }

    /// A default may name parameters only, and a type is none.
    fn type_in_default(&mut self, range: TextRange) {
        if self.in_default {
            self.report(codes::BCP072, range, "a default can name other parameters only");
        }
    }

    /// Lowers the braces of an object. Those of a resource hold nested resources, which are declarations.
    pub(super) fn object(&mut self, it: Object<'t>, is_body: bool) -> ExprId {
        let mut entries = Vec::new();
        let mut keys = Vec::new();
        for item in it.items() {
            match item {
                ObjectItem::Property(property) => {
                    let position = entries.len();
                    let key = match property.key() {
                        Some(ast::Key::Name(token)) => {
                            keys.push((position, token.range(), false));
                            Key::Name(self.builder.intern(token.text()))
                        }
                        Some(ast::Key::String(text)) => match text.value() {
                            Some(value) => {
                                keys.push((position, text.syntax().range(), is_needlessly_quoted(&value)));
                                Key::Name(self.builder.intern(&value))
                            }
                            None => {
                                keys.push((position, text.syntax().range(), false));
                                Key::Computed(self.string(text, text.syntax().range()))
                            }
                        },
                        // A key that could not be read gives some name.
                        Some(ast::Key::Any(_) | ast::Key::Skipped(_)) | None => {
                            let key = self.builder.string("");
                            Key::Computed(self.at(key, property.syntax().range()))
                        }
                    };
                    let value = self.root(property.value(), property.syntax().range());
                    entries.push(Entry { key, value });
                }
                ObjectItem::Spread(spread) => {
                    keys.push((entries.len(), spread.syntax().range(), false));
                    let value = self.root(spread.value(), spread.syntax().range());
                    entries.push(Entry { key: Key::Spread, value });
                }
                ObjectItem::Resource(resource) if !is_body => self.unread(resource.syntax().range()),
                ObjectItem::Resource(_) => {}
                ObjectItem::Skipped(node) => {
                    if let Some(missing) = ast::MissingDeclaration::cast(node) {
                        self.dangling(missing);
                    }
                }
            }
        }
        let id = self.builder.object(&entries);
        if is_one_line(it.syntax()) && !entries.is_empty() {
            self.builder.hint(id, Hint::OneLine);
        }
        if self.source().has_parse_error(it.syntax().range()) {
            self.builder.hint(id, Hint::Broken);
        }
        for (position, range, is_quoted) in keys {
            self.origins.key(id, position, range);
            if is_quoted {
                self.needless_quotes(range);
                self.builder.hint(id, Hint::QuotedKey(u32::try_from(position).unwrap_or(u32::MAX)));
            }
        }
        self.at(id, it.syntax().range())
    }

    pub(super) fn needless_quotes(&mut self, range: TextRange) {
        let message = "the name is an identifier: it needs no quotes here".to_owned();
        self.warn(codes::PREFER_UNQUOTED_PROPERTY_NAMES, range, message);
    }

    fn array(&mut self, it: ast::Array<'t>, range: TextRange) -> ExprId {
        let mut items = Vec::new();
        for item in it.items() {
            items.push(match item {
                // To the compiler an array lacks the items that cannot be read.
                Ok(AstExpr::Skipped(node)) if self.is_unread(node.range()) => continue,
                Ok(item) => self.expr(item),
                Err(spread) => {
                    let inner = self.root(spread.value(), spread.syntax().range());
                    let id = self.builder.spread(inner);
                    self.at(id, spread.syntax().range())
                }
            });
        }
        let id = self.builder.array(&items);
        if self.source().has_parse_error(range) {
            self.builder.hint(id, Hint::Broken);
        }
        if is_one_line(it.syntax()) && !items.is_empty() {
            self.builder.hint(id, Hint::OneLine);
        }
        self.at(id, range)
    }

    fn unary(&mut self, it: ast::Unary<'t>, range: TextRange) -> ExprId {
        let op = match it.operator().map(triceps_syntax::Token::kind) {
            Some(SyntaxKind::Minus) => UnaryOp::Minus,
            Some(SyntaxKind::Exclamation) => UnaryOp::Not,
            _ => return self.error(range),
        };
        if op == UnaryOp::Minus
            && let Some(AstExpr::Literal(literal)) = it.operand()
            && let Some(LiteralValue::Int(value)) = literal.value()
            && value == i64::MIN.unsigned_abs()
        {
            let id = self.builder.leaf(Expr::Int(i64::MIN));
            return self.at(id, range);
        }
        if op == UnaryOp::Minus
            && let Some(AstExpr::Literal(literal)) = it.operand()
            && let Some(LiteralValue::Int(value)) = literal.value()
            && value > i64::MIN.unsigned_abs()
        {
            self.report(codes::BCP010, range, "a number does not fit 64 bits");
            let id = self.builder.leaf(Expr::Int(i64::MIN));
            return self.at(id, range);
        }
        let operand = self.root(it.operand(), range);
        let id = self.builder.unary(op, operand);
        self.at(id, range)
    }

    fn arguments(&mut self, arguments: Option<ast::Arguments<'t>>) -> Vec<ExprId> {
        self.with_no_value(codes::BCP070, |lower| {
            arguments.into_iter().flat_map(ast::Arguments::values).map(|argument| lower.expr(argument)).collect()
        })
    }

    fn call(&mut self, it: Call<'t>, range: TextRange) -> ExprId {
        let Some(name) = it.name() else { return self.error(range) };
        let text = name.text();
        if let Some(function) = Function::find(text).filter(|function| function.has(Flags::LOADS))
            && self.resolve(text).is_none()
        {
            return self.load(function, false, it.arguments(), range);
        }
        let args = self.arguments(it.arguments());
        let callee = match self.resolve(text) {
            Some(Meaning::Decl(decl)) => Callee::Declared(decl),
            Some(Meaning::Local(_) | Meaning::Namespace(_)) => {
                let (code, message) = if Function::find(text).is_some() {
                    (codes::BCP265, format!("`{text}` is a variable here; write the namespace of the function"))
                } else {
                    (codes::BCP059, format!("`{text}` is a variable, not a function"))
                };
                return self.kept_with(code, message, name.range(), &args, range);
            }
            Some(Meaning::Lost) => return self.kept(&args, range),
            None => match Function::find(text) {
                Some(function) => Callee::Function(function),
                None if text.starts_with("list") => Callee::List(self.builder.intern(text)),
                None => Callee::Unknown(self.builder.intern(text)),
            },
        };
        let id = self.builder.call(callee, &args);
        if self.source().has_parse_error(range) {
            self.builder.hint(id, Hint::Broken);
        }
        self.origins.name(id, name.range());
        self.at(id, range)
    }

    /// An error that keeps arguments as its parts, so that their own diagnostics are reported too.
    fn kept(&mut self, args: &[ExprId], range: TextRange) -> ExprId {
        let id = self.builder.call(Callee::Unknown(known::EMPTY), args);
        self.at(id, range)
    }

    /// The same, with what is wrong with the name.
    fn kept_with(
        &mut self,
        code: triceps_diagnostics::Code,
        message: String,
        name: TextRange,
        args: &[ExprId],
        range: TextRange,
    ) -> ExprId {
        let id = self.kept(args, range);
        self.origins.name(id, name);
        self.raw.report(code, Place::Name(id), message, "name something else");
        id
    }

    /// An error with parts that count as read, without diagnostics.
    fn dropped(&mut self, args: &[ExprId], range: TextRange) -> ExprId {
        let error = self.error(range);
        if args.is_empty() {
            return error;
        }
        let name = self.builder.intern("");
        let id = self.builder.method(error, name, args);
        self.at(id, range)
    }

    fn method(&mut self, it: MethodCall<'t>, range: TextRange) -> ExprId {
        let Some(name) = it.name() else {
            let base = it.base().filter(|base| self.namespace(*base).is_none());
            let mut parts: Vec<ExprId> = base.map(|base| self.expr(base)).into_iter().collect();
            parts.extend(self.arguments(it.arguments()));
            return self.kept(&parts, range);
        };
        let text = name.text();
        if let Some(namespace) = it.base().and_then(|base| self.namespace(base)) {
            if let Some(function) = Self::function_in(namespace, text).filter(|function| function.has(Flags::LOADS)) {
                return self.load(function, true, it.arguments(), range);
            }
            let args = self.arguments(it.arguments());
            let callee = match Self::function_in(namespace, text) {
                Some(function) => Callee::Function(function),
                None if namespace == "az" && text.starts_with("list") => Callee::List(self.builder.intern(text)),
                None => Callee::Unknown(self.builder.intern(&format!("{namespace}.{text}"))),
            };
            let id = self.builder.call(callee, &args);
            if namespace != "this" {
                self.builder.hint(id, Hint::Qualified);
            }
            self.origins.name(id, name.range());
            return self.at(id, range);
        }
        if let Some(context) = it.base().and_then(|base| self.imported_namespace(base)) {
            let args = self.arguments(it.arguments());
            let Some(decl) = self.imports.exported(context, text) else {
                let message = format!("the file exports no function `{text}`");
                return self.kept_with(codes::BCP107, message, name.range(), &args, range);
            };
            let id = self.builder.call(Callee::Declared(decl), &args);
            self.builder.hint(id, Hint::Qualified);
            self.origins.name(id, name.range());
            return self.at(id, range);
        }
        let base = self.root(it.base(), range);
        let args = self.arguments(it.arguments());
        let text = self.builder.intern(text);
        let id = self.builder.method(base, text, &args);
        self.origins.name(id, name.range());
        self.at(id, range)
    }

    fn resource_access(&mut self, it: ResourceAccess<'t>, range: TextRange) -> ExprId {
        let Some(base) = it.base() else { return self.error(range) };
        let container = self.resource_of(base);
        let Some(name) = it.name() else {
            let base = self.expr(base);
            if container.is_none() && !matches!(self.builder.middle().expr(base), Expr::Error(_)) {
                let message = "`::` does not follow a resource".to_owned();
                return self.kept_with(codes::BCP158, message, end(range), &[base], range);
            }
            return self.kept(&[base], range);
        };
        if let Some(child) = container.and_then(|container| self.symbols.nested_in(container, name.text())) {
            let id = self.builder.leaf(Expr::Decl(child));
            self.builder.hint(id, Hint::Qualified);
            return self.at(id, range);
        }
        let base = self.expr(base);
        if !matches!(self.builder.middle().expr(base), Expr::Error(_)) {
            let (code, message) = match container {
                Some(_) => (codes::BCP159, format!("the resource has no nested resource `{}`", name.text())),
                None => (codes::BCP158, "`::` does not follow a resource".to_owned()),
            };
            return self.kept_with(code, message, name.range(), &[base], range);
        }
        self.kept(&[base], range)
    }

    /// The resource that the left side of `::` names.
    fn resource_of(&mut self, base: AstExpr<'t>) -> Option<DeclId> {
        let mut names = Vec::new();
        let mut base = base;
        let mut decl = loop {
            match base {
                AstExpr::Name(name) => match self.resolve(name.token()?.text())? {
                    Meaning::Decl(decl) => break decl,
                    Meaning::Local(_) | Meaning::Namespace(_) | Meaning::Lost => return None,
                },
                AstExpr::ResourceAccess(access) => {
                    names.push(access.name()?.text());
                    base = access.base()?;
                }
                _ => return None,
            }
        };
        for name in names.iter().rev() {
            decl = self.symbols.nested_in(decl, name)?;
        }
        self.is_resource(decl).then_some(decl)
    }

    fn lambda(&mut self, it: Lambda<'t>, range: TextRange) -> ExprId {
        let depth = self.enclosing.len();
        let first = self.builder.local_count();
        for (position, variable) in it.variables().enumerate() {
            let position = u8::try_from(position).unwrap_or(u8::MAX);
            self.bind(variable.name(), variable.syntax().range(), LocalKind::LambdaParam(position), None);
        }
        let names: Vec<_> = it.variables().filter_map(ast::LocalVariable::name).collect();
        self.same_variables(&names);
        let params = self.builder.locals_from(first);
        let body = self.root(it.body(), range);
        self.enclosing.truncate(depth);
        let id = self.builder.lambda(params, body);
        self.at(id, range)
    }

    fn for_loop(&mut self, it: For<'t>, range: TextRange) -> ExprId {
        let array = self.root(it.array(), range);
        let depth = self.enclosing.len();
        // Without variables nothing is known about the body, though what it reads counts as read.
        if !has_variables(it) {
            let body = self.root(it.body(), range);
            return self.dropped(&[array, body], range);
        }
        let (item, index) = self.loop_variables(it);
        let body = self.root(it.body(), range);
        self.enclosing.truncate(depth);
        let id = self.builder.for_loop(item, index, array, body);
        if let Some(keyword) = it.syntax().token(SyntaxKind::Identifier) {
            self.origins.name(id, keyword.range());
        }
        self.at(id, range)
    }
}

/// The empty range at the end of another.
fn end(range: TextRange) -> TextRange {
    TextRange { start: range.end, end: range.end }
}

fn binary_op(kind: SyntaxKind) -> Option<BinaryOp> {
    Some(match kind {
        SyntaxKind::DoubleQuestion => BinaryOp::Coalesce,
        SyntaxKind::Or => BinaryOp::Or,
        SyntaxKind::And => BinaryOp::And,
        SyntaxKind::Equal => BinaryOp::Equal,
        SyntaxKind::NotEqual => BinaryOp::NotEqual,
        SyntaxKind::EqualIgnoreCase => BinaryOp::EqualIgnoreCase,
        SyntaxKind::NotEqualIgnoreCase => BinaryOp::NotEqualIgnoreCase,
        SyntaxKind::Less => BinaryOp::Less,
        SyntaxKind::LessOrEqual => BinaryOp::LessOrEqual,
        SyntaxKind::Greater => BinaryOp::Greater,
        SyntaxKind::GreaterOrEqual => BinaryOp::GreaterOrEqual,
        SyntaxKind::Plus => BinaryOp::Add,
        SyntaxKind::Minus => BinaryOp::Subtract,
        SyntaxKind::Asterisk => BinaryOp::Multiply,
        SyntaxKind::Slash => BinaryOp::Divide,
        SyntaxKind::Percent => BinaryOp::Modulo,
        _ => return None,
    })
}
