//! From the text of a case to its middle.

use std::collections::HashMap;
use std::sync::Arc;

use triceps_core::language::{Ambient, BinaryOp, DecoratorId, Function, UnaryOp};
use triceps_core::{
    Callee, Checked, Decl, DeclId, DeclKind, DecoratorName, Direction, Entry, Expr, ExprId, Findings, Header, Key,
    LocalId, LocalKind, Middle, MiddleBuilder, Module, ModuleFile, Part, Resource, Run, TargetScope, TypeAccess,
    TypeMember, TypeNode, TypeNodeId, check,
};
use triceps_diagnostics::{Diagnostic, Diagnostics};

use crate::text::{Decorator, E, K, Kind, Piece, Statement, T, read};

/// All that is said of a file.
pub(crate) fn diagnostics(text: &str) -> Vec<Diagnostic> {
    diagnostics_with(text, &Files::new())
}

/// Module files by their paths.
pub(crate) type Files = HashMap<String, Arc<Checked>>;

/// Module files, which have to be right.
pub(crate) fn files(list: &[(&str, &str)]) -> Files {
    let file = |(path, text): &(&str, &str)| {
        let template = checked(text, &Files::new());
        let template = template.unwrap_or_else(|found| panic!("the module `{path}` is right: {found:?}"));
        ((*path).to_owned(), Arc::new(template))
    };
    list.iter().map(file).collect()
}

/// All that is said of a file that deploys these module files.
pub(crate) fn diagnostics_with(text: &str, files: &Files) -> Vec<Diagnostic> {
    let of = |diagnostics: &Diagnostics| diagnostics.iter().cloned().collect();
    match checked(text, files) {
        Ok(checked) => of(checked.warnings()),
        Err(diagnostics) => of(&diagnostics),
    }
}

fn checked(text: &str, files: &Files) -> Result<Checked, Diagnostics> {
    check(middle(text, files), Findings::default())
}

/// The scope of a file that says it in its first line, and the rest.
fn scope(text: &str) -> (TargetScope, &str) {
    let first = text.trim_start();
    for scope in [TargetScope::Subscription, TargetScope::ManagementGroup, TargetScope::Tenant] {
        if let Some(rest) = first.strip_prefix(&format!("targetScope = '{scope}'")) {
            return (scope, rest);
        }
    }
    (TargetScope::ResourceGroup, text)
}

/// The middle of a file.
pub(crate) fn middle(text: &str, files: &Files) -> Middle {
    let (scope, text) = scope(text);
    let statements = read(text);
    let mut builder = MiddleBuilder::new(scope, statements.len(), 256);
    let mut paths = HashMap::new();
    for (path, template) in files {
        let file = builder.file(ModuleFile { path: path.clone(), template: Arc::clone(template) });
        paths.insert(path.clone(), file);
    }
    let names = statements.iter().enumerate().map(|(index, own)| (own, DeclId::new(index)));
    let decls = names
        .clone()
        .filter(|(own, _)| !matches!(own.kind, Kind::Output(..) | Kind::Metadata(_)))
        .map(|(own, id)| (own.name.clone(), id))
        .collect();
    let mut lower = Lower { builder, decls, locals: Vec::new() };
    for (statement, id) in names {
        lower.statement(id, statement, &paths);
    }
    let order: Vec<DeclId> = (0..statements.len()).map(DeclId::new).collect();
    lower.builder.finish(&order)
}

struct Lower {
    builder: MiddleBuilder,
    decls: HashMap<String, DeclId>,
    locals: Vec<(String, LocalId)>,
}

type Loop = Option<(String, Option<String>, E)>;

impl Lower {
    fn statement(&mut self, id: DeclId, own: &Statement, paths: &HashMap<String, triceps_core::FileId>) {
        let depth = self.locals.len();
        let kind = match &own.kind {
            Kind::Metadata(value) => DeclKind::Metadata { value: self.expr(value) },
            Kind::Type(ty) => DeclKind::Type { ty: self.written(ty) },
            Kind::Param(ty, default) => {
                DeclKind::Param { ty: self.written(ty), default: default.as_ref().map(|own| self.expr(own)) }
            }
            Kind::Var(ty, value) => {
                DeclKind::Var { ty: ty.as_ref().map(|ty| self.written(ty)), value: self.expr(value) }
            }
            Kind::Output(ty, value) => DeclKind::Output { ty: self.written(ty), value: self.expr(value) },
            Kind::Func(params, returns, body) => {
                let types: Vec<TypeNodeId> = params.iter().map(|(_, ty)| self.written(ty)).collect();
                let first = self.builder.local_count();
                for (position, ((name, _), ty)) in params.iter().zip(types).enumerate() {
                    let kind = LocalKind::FuncParam(u16::try_from(position).expect("few"));
                    let local = self.builder.local(name, kind, true, Some(ty));
                    self.locals.push((name.clone(), local));
                }
                let params = self.builder.locals_from(first);
                let returns = self.written(returns);
                DeclKind::Func { params, returns, body: self.expr(body) }
            }
            Kind::Resource { ty, existing, looped, condition, body } => {
                let header = self.header(looped);
                let condition = condition.as_ref().map(|own| self.expr(own));
                let body = self.expr(body);
                let (type_name, version) = ty.split_once('@').expect("a version");
                let (type_name, version) = (self.builder.intern(type_name), self.builder.intern(version));
                DeclKind::Resource(Resource {
                    type_name,
                    api_version: Some(version),
                    existing: *existing,
                    container: None,
                    header,
                    condition,
                    body,
                })
            }
            Kind::Module { path, looped, condition, body } => {
                let header = self.header(looped);
                let condition = condition.as_ref().map(|own| self.expr(own));
                DeclKind::Module(Module { file: paths.get(path).copied(), header, condition, body: self.expr(body) })
            }
        };
        self.locals.truncate(depth);
        let decorators = self.decorators(&own.decorators);
        let name = self.builder.intern(&own.name);
        self.builder.declare(id, Decl { name, kind, decorators }, None);
    }

    fn header(&mut self, looped: &Loop) -> Option<Header> {
        let (item, index, array) = looped.as_ref()?;
        let array = self.expr(array);
        let (item, index) = self.loop_locals(item, index.as_deref());
        Some(Header { item, index, array })
    }

    fn loop_locals(&mut self, item: &str, index: Option<&str>) -> (LocalId, Option<LocalId>) {
        let local = self.builder.local(item, LocalKind::Item, true, None);
        self.locals.push((item.to_owned(), local));
        let position = index.map(|name| {
            let local = self.builder.local(name, LocalKind::Index, true, None);
            self.locals.push((name.to_owned(), local));
            local
        });
        (local, position)
    }

    fn decorators(&mut self, list: &[Decorator]) -> Run {
        let list: Vec<_> = list
            .iter()
            .map(|own| {
                let name = match DecoratorId::find(&own.name) {
                    Some(known) => DecoratorName::Known(known),
                    None => DecoratorName::Unknown(self.builder.intern(&own.name)),
                };
                (name, own.qualified, own.args.iter().map(|arg| self.expr(arg)).collect())
            })
            .collect();
        self.builder.decorators(&list)
    }

    fn expr(&mut self, own: &E) -> ExprId {
        match own {
            E::Null => self.builder.leaf(Expr::Null),
            E::Bool(value) => self.builder.leaf(Expr::Bool(*value)),
            E::Int(value) => self.builder.leaf(Expr::Int(*value)),
            E::Text(text) => self.builder.string(text),
            E::Pieces(pieces) => {
                let parts: Vec<Part> = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => Part::Text(self.builder.intern(text)),
                        Piece::Hole(hole) => Part::Hole(self.expr(hole)),
                    })
                    .collect();
                self.builder.interpolation(&parts)
            }
            E::Name(name) => {
                let local = self.locals.iter().rev().find(|(own, _)| own == name).map(|(_, local)| *local);
                let leaf = match (local, self.decls.get(name)) {
                    (Some(local), _) => Expr::Local(local),
                    (None, Some(decl)) => Expr::Decl(*decl),
                    (None, None) => Expr::Error(self.builder.intern(name)),
                };
                self.builder.leaf(leaf)
            }
            E::Object(members) => {
                let entries: Vec<Entry> = members
                    .iter()
                    .map(|(key, value)| {
                        let key = match key {
                            K::Name(name) => Key::Name(self.builder.intern(name)),
                            K::Computed(key) => Key::Computed(self.expr(key)),
                            K::Spread => Key::Spread,
                        };
                        Entry { key, value: self.expr(value) }
                    })
                    .collect();
                self.builder.object(&entries)
            }
            E::Array(items) => {
                let items = self.list(items);
                self.builder.array(&items)
            }
            E::Spread(inner) => {
                let inner = self.expr(inner);
                self.builder.spread(inner)
            }
            E::Property(base, name, safe) => {
                let base = self.expr(base);
                let name = self.builder.intern(name);
                self.builder.property(base, name, *safe)
            }
            E::Index(base, index, safe) => {
                let (base, index) = (self.expr(base), self.expr(index));
                self.builder.index(base, index, *safe, false)
            }
            E::NonNull(base) => {
                let base = self.expr(base);
                self.builder.non_null(base)
            }
            E::Paren(inner) => {
                let inner = self.expr(inner);
                self.builder.paren(inner)
            }
            E::Unary(op, operand) => {
                let operand = self.expr(operand);
                self.builder.unary(if *op == '!' { UnaryOp::Not } else { UnaryOp::Minus }, operand)
            }
            E::Binary(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                self.builder.binary(operator(op), left, right)
            }
            E::Ternary(condition, yes, no) => {
                let (condition, yes, no) = (self.expr(condition), self.expr(yes), self.expr(no));
                self.builder.ternary(condition, yes, no)
            }
            E::Call(name, args) => {
                let args = self.list(args);
                let callee = match (self.decls.get(name), Function::find(name)) {
                    (Some(decl), _) => Callee::Declared(*decl),
                    (None, Some(function)) => Callee::Function(function),
                    (None, None) if name.starts_with("list") => Callee::List(self.builder.intern(name)),
                    (None, None) => Callee::Unknown(self.builder.intern(name)),
                };
                self.builder.call(callee, &args)
            }
            E::Method(base, name, args) => {
                let base = self.expr(base);
                let name = self.builder.intern(name);
                let args = self.list(args);
                self.builder.method(base, name, &args)
            }
            E::Lambda(params, body) => {
                let depth = self.locals.len();
                let first = self.builder.local_count();
                for (position, name) in params.iter().enumerate() {
                    let kind = LocalKind::LambdaParam(u8::try_from(position).expect("few"));
                    let local = self.builder.local(name, kind, true, None);
                    self.locals.push((name.clone(), local));
                }
                let params = self.builder.locals_from(first);
                let body = self.expr(body);
                self.locals.truncate(depth);
                self.builder.lambda(params, body)
            }
            E::For(item, index, array, body) => {
                let depth = self.locals.len();
                let array = self.expr(array);
                let (item, index) = self.loop_locals(item, index.as_deref());
                let body = self.expr(body);
                self.locals.truncate(depth);
                self.builder.for_loop(item, index, array, body)
            }
        }
    }

    fn list(&mut self, list: &[E]) -> Vec<ExprId> {
        list.iter().map(|own| self.expr(own)).collect()
    }

    fn written(&mut self, ty: &T) -> TypeNodeId {
        match ty {
            T::Name(name) => {
                let node = match (self.decls.get(name), Ambient::find(name)) {
                    (Some(decl), _) => TypeNode::Decl(*decl),
                    (None, Some(ambient)) => TypeNode::Ambient(ambient),
                    (None, None) => TypeNode::Error(self.builder.intern(name)),
                };
                self.builder.type_leaf(node)
            }
            T::Literal(literal) => {
                let literal = self.expr(literal);
                self.builder.type_literal(literal)
            }
            T::Array(item) => {
                let item = self.written(item);
                self.builder.type_array(item)
            }
            T::Nullable(inner) => {
                let inner = self.written(inner);
                self.builder.type_nullable(inner)
            }
            T::NonNull(inner) => {
                let inner = self.written(inner);
                self.builder.type_non_null(inner)
            }
            T::Object(members, additional) => {
                let members: Vec<TypeMember> = members
                    .iter()
                    .map(|(decorators, name, ty)| {
                        let ty = self.written(ty);
                        let decorators = self.decorators(decorators);
                        TypeMember { name: self.builder.intern(name), ty, decorators }
                    })
                    .collect();
                self.builder.type_object(&members, *additional)
            }
            T::Tuple(items) => {
                let items: Vec<TypeMember> = items
                    .iter()
                    .map(|(decorators, ty)| {
                        let ty = self.written(ty);
                        let decorators = self.decorators(decorators);
                        TypeMember { name: self.builder.intern(""), ty, decorators }
                    })
                    .collect();
                self.builder.type_tuple(&items)
            }
            T::Union(members) => {
                let members: Vec<TypeNodeId> = members.iter().map(|member| self.written(member)).collect();
                self.builder.type_union(&members)
            }
            T::Property(base, name) => {
                let base = self.written(base);
                let name = self.builder.intern(name);
                self.builder.type_access(base, TypeAccess::Property(name))
            }
            T::Items(base) => {
                let base = self.written(base);
                self.builder.type_access(base, TypeAccess::Items)
            }
            T::Resource(input, resource) => {
                let direction = if *input { Direction::Input } else { Direction::Output };
                self.builder.type_resource(direction, resource)
            }
        }
    }
}

fn operator(token: &str) -> BinaryOp {
    use BinaryOp as B;
    let all = [
        B::Coalesce,
        B::Or,
        B::And,
        B::Equal,
        B::NotEqual,
        B::EqualIgnoreCase,
        B::NotEqualIgnoreCase,
        B::Less,
        B::LessOrEqual,
        B::Greater,
        B::GreaterOrEqual,
        B::Add,
        B::Subtract,
        B::Multiply,
        B::Divide,
        B::Modulo,
    ];
    all.into_iter().find(|op| op.token() == token).expect("an operator")
}
