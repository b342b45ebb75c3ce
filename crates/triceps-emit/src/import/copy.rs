//! Declarations of one file into another, by what they mean.

use std::sync::Arc;

use triceps_language::{DecoratorId, Function};
use triceps_middle::map::Map;
use triceps_middle::strings::Str;
use triceps_middle::{
    Callee, Decl, DeclId, DeclKind, DecoratorName, Entry, Expr, ExprId, Hint, Key, LocalId, MiddleBuilder, Part, Run,
    TypeAccess, TypeMember, TypeNode, TypeNodeId,
};

use super::Imports;
use crate::checked::Checked;

/// Makes a declaration out of one of another file.
pub(super) fn copy(
    imports: &mut Imports,
    builder: &mut MiddleBuilder,
    file: &str,
    checked: &Arc<Checked>,
    id: DeclId,
    target: DeclId,
) {
    let mut copy = Copy { imports, builder, file, checked, locals: Map::new() };
    copy.declaration(id, target);
}

struct Copy<'a> {
    imports: &'a mut Imports,
    builder: &'a mut MiddleBuilder,
    file: &'a str,
    checked: &'a Arc<Checked>,
    locals: Map<LocalId, LocalId>,
}

impl Copy<'_> {
    fn declaration(&mut self, id: DeclId, target: DeclId) {
        let checked = self.checked.clone();
        let decl = checked.middle().decl(id);
        let decorators = self.decorators(decl.decorators);
        let kind = match decl.kind {
            DeclKind::Type { ty } => DeclKind::Type { ty: self.ty(ty) },
            DeclKind::Var { ty, value } => DeclKind::Var { ty: ty.map(|ty| self.ty(ty)), value: self.expr(value) },
            DeclKind::Func { params, returns, body } => {
                let params = self.params(params);
                DeclKind::Func { params, returns: self.ty(returns), body: self.expr(body) }
            }
            // A check keeps exported declarations from reading others.
            DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Param { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => {
                let value = self.builder.leaf(Expr::Null);
                DeclKind::Var { ty: None, value }
            }
        };
        let name = self.text(decl.name);
        self.builder.declare(target, Decl { name, kind, decorators }, None);
    }

    fn text(&mut self, text: Str) -> Str {
        let checked = self.checked.clone();
        self.builder.intern(checked.middle().str(text))
    }

    fn decl(&mut self, id: DeclId) -> DeclId {
        self.imports.companions(self.builder, self.file, self.checked, id);
        self.imports.of_checked(self.builder, self.file, self.checked, id)
    }

    /// Locals of one binder, which are neighbours.
    fn params(&mut self, params: Run) -> Run {
        let checked = self.checked.clone();
        let middle = checked.middle();
        let types: Vec<Option<TypeNodeId>> =
            middle.params(params).map(|param| middle.local(param).ty.map(|ty| self.ty(ty))).collect();
        let first = self.builder.local_count();
        for (param, ty) in middle.params(params).zip(types) {
            let local = middle.local(param);
            let copied = self.builder.local(middle.str(local.name), local.kind, local.named, ty);
            self.locals.insert(param, copied);
        }
        self.builder.locals_from(first)
    }

    fn local(&mut self, id: LocalId) -> LocalId {
        let checked = self.checked.clone();
        let local = checked.middle().local(id);
        let copied = self.builder.local(checked.middle().str(local.name), local.kind, local.named, None);
        self.locals.insert(id, copied);
        copied
    }

    fn exprs(&mut self, list: Run) -> Vec<ExprId> {
        let checked = self.checked.clone();
        checked.middle().list(list).iter().map(|item| self.expr(*item)).collect()
    }

    /// Copies an expression, whose depth is bounded.
    fn expr(&mut self, id: ExprId) -> ExprId {
        let checked = self.checked.clone();
        let middle = checked.middle();
        let copied = match middle.expr(id) {
            Expr::Error(text) => {
                let text = self.text(text);
                self.builder.leaf(Expr::Error(text))
            }
            leaf @ (Expr::Null | Expr::Bool(_) | Expr::Int(_)) => self.builder.leaf(leaf),
            Expr::String(text) => self.builder.string(middle.str(text)),
            Expr::Interpolation(parts) => {
                let mut copied = Vec::with_capacity(parts.len());
                for part in middle.parts(parts) {
                    copied.push(match part {
                        Part::Text(text) => Part::Text(self.text(*text)),
                        Part::Hole(hole) => Part::Hole(self.expr(*hole)),
                    });
                }
                self.builder.interpolation(&copied)
            }
            Expr::Decl(decl) => {
                let decl = self.decl(decl);
                self.builder.leaf(Expr::Decl(decl))
            }
            Expr::Local(local) => {
                let local = self.locals.get(&local).copied().unwrap_or_else(|| self.local(local));
                self.builder.leaf(Expr::Local(local))
            }
            Expr::Object(entries) => {
                let mut copied = Vec::with_capacity(entries.len());
                for entry in middle.entries(entries) {
                    let key = match entry.key {
                        Key::Name(name) => Key::Name(self.text(name)),
                        Key::Computed(key) => Key::Computed(self.expr(key)),
                        Key::Spread => Key::Spread,
                    };
                    copied.push(Entry { key, value: self.expr(entry.value) });
                }
                self.builder.object(&copied)
            }
            Expr::Array(items) => {
                let items = self.exprs(items);
                self.builder.array(&items)
            }
            Expr::Spread(inner) => {
                let inner = self.expr(inner);
                self.builder.spread(inner)
            }
            Expr::Property { base, name, safe } => {
                let (base, name) = (self.expr(base), self.text(name));
                self.builder.property(base, name, safe)
            }
            Expr::Index { base, index, safe, from_end } => {
                let (base, index) = (self.expr(base), self.expr(index));
                self.builder.index(base, index, safe, from_end)
            }
            Expr::NonNull(inner) => {
                let inner = self.expr(inner);
                self.builder.non_null(inner)
            }
            Expr::Paren(inner) => {
                let inner = self.expr(inner);
                self.builder.paren(inner)
            }
            Expr::Unary(op, operand) => {
                let operand = self.expr(operand);
                self.builder.unary(op, operand)
            }
            Expr::Binary(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                self.builder.binary(op, left, right)
            }
            Expr::Ternary(condition, yes, no) => {
                let (condition, yes, no) = (self.expr(condition), self.expr(yes), self.expr(no));
                self.builder.ternary(condition, yes, no)
            }
            Expr::Call { callee: Callee::Function(Function::Nameof), args } => self.name_of(args),
            Expr::Call { callee, args } => {
                let args = self.exprs(args);
                let callee = match callee {
                    Callee::Function(function) => Callee::Function(function),
                    Callee::List(name) => Callee::List(self.text(name)),
                    Callee::Arm(name) => Callee::Arm(self.text(name)),
                    Callee::Unknown(name) => Callee::Unknown(self.text(name)),
                    Callee::Declared(decl) => Callee::Declared(self.decl(decl)),
                };
                self.builder.call(callee, &args)
            }
            Expr::Method { base, name, args } => {
                let (base, name, args) = (self.expr(base), self.text(name), self.exprs(args));
                self.builder.method(base, name, &args)
            }
            Expr::Lambda { params, body } => {
                let params = self.params(params);
                let body = self.expr(body);
                self.builder.lambda(params, body)
            }
            Expr::For { item, index, array, body } => {
                let array = self.expr(array);
                let item = self.local(item);
                let index = index.map(|index| self.local(index));
                let body = self.expr(body);
                self.builder.for_loop(item, index, array, body)
            }
        };
        for hint in middle.hints(id) {
            if let Hint::MultiLine(dollars) = hint {
                self.builder.hint(copied, Hint::MultiLine(dollars));
            }
        }
        copied
    }

    /// What `nameof` gives in the file where it is written. What it names is taken over with it.
    fn name_of(&mut self, args: Run) -> ExprId {
        let checked = self.checked.clone();
        let middle = checked.middle();
        let [named] = middle.list(args) else { return self.builder.string("") };
        middle.any(*named, &mut |part| {
            if let Expr::Decl(decl) = middle.expr(part) {
                self.decl(decl);
            }
            false
        });
        self.builder.string(checked.names().name_of(middle, *named))
    }

    fn members(&mut self, members: Run) -> Vec<TypeMember> {
        let checked = self.checked.clone();
        let mut copied = Vec::with_capacity(members.len());
        for member in checked.middle().members(members) {
            let decorators = self.decorators(member.decorators);
            copied.push(TypeMember { name: self.text(member.name), ty: self.ty(member.ty), decorators });
        }
        copied
    }

    fn ty(&mut self, id: TypeNodeId) -> TypeNodeId {
        let checked = self.checked.clone();
        let middle = checked.middle();
        match middle.type_node(id) {
            TypeNode::Error(text) => {
                let text = self.text(text);
                self.builder.type_leaf(TypeNode::Error(text))
            }
            TypeNode::Ambient(ambient) => self.builder.type_leaf(TypeNode::Ambient(ambient)),
            TypeNode::Decl(decl) => {
                let decl = self.decl(decl);
                self.builder.type_leaf(TypeNode::Decl(decl))
            }
            TypeNode::Literal(literal) => {
                let literal = self.expr(literal);
                self.builder.type_literal(literal)
            }
            TypeNode::Array(item) => {
                let item = self.ty(item);
                self.builder.type_array(item)
            }
            TypeNode::Nullable(inner) => {
                let inner = self.ty(inner);
                self.builder.type_nullable(inner)
            }
            TypeNode::NonNull(inner) => {
                let inner = self.ty(inner);
                self.builder.type_non_null(inner)
            }
            TypeNode::Object { members, has_additional } => {
                let members = self.members(members);
                self.builder.type_object(&members, has_additional)
            }
            TypeNode::Tuple(items) => {
                let items = self.members(items);
                self.builder.type_tuple(&items)
            }
            TypeNode::Union(members) => {
                let members: Vec<TypeNodeId> =
                    middle.type_list(members).iter().map(|member| self.ty(*member)).collect();
                self.builder.type_union(&members)
            }
            TypeNode::Resource { direction, resource } => self.builder.type_resource(direction, middle.str(resource)),
            TypeNode::Derived { direction, source, fallback } => {
                let fallback = self.ty(fallback);
                self.builder.type_derived(direction, middle.str(source), fallback)
            }
            TypeNode::Access { base, member } => {
                let base = self.ty(base);
                let member = match member {
                    TypeAccess::Property(name) => TypeAccess::Property(self.text(name)),
                    other @ (TypeAccess::Index(_)
                    | TypeAccess::Items
                    | TypeAccess::Additional
                    | TypeAccess::Resource(_)) => other,
                };
                self.builder.type_access(base, member)
            }
        }
    }

    /// Decorators but for `@export()`: what another file exports is not exported again.
    fn decorators(&mut self, decorators: Run) -> Run {
        let checked = self.checked.clone();
        let mut list = Vec::new();
        for decorator in checked.middle().decorators(decorators) {
            let name = match decorator.name {
                DecoratorName::Known(DecoratorId::Export) => continue,
                known @ (DecoratorName::Known(_) | DecoratorName::Named(_)) => known,
                DecoratorName::Unknown(name) => DecoratorName::Unknown(self.text(name)),
            };
            list.push((name, decorator.qualified, self.exprs(decorator.args)));
        }
        if list.is_empty() { Run::default() } else { self.builder.decorators(&list) }
    }
}
