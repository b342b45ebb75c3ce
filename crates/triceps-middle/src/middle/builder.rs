//! Making a [`Middle`], children first.

use std::borrow::Cow;
use std::panic::Location;
use std::sync::Arc;

use super::{
    Binder, Callee, Comment, Decl, DeclHint, DeclId, DeclKind, Decorator, Direction, Entry, Expr, ExprId, Extension,
    FileId, Foreign, Header, Hint, Import, Imported, ImportedNames, Key, Load, Local, LocalId, LocalKind, Middle,
    Module, ModuleFile, Origins, Parent, Part, Resource, Run, TargetScope, TypeAccess, TypeHint, TypeMember, TypeNode,
    TypeNodeId,
};
use crate::json::{Json, shown_number};
use crate::language::Function;
use crate::map::Set;
use crate::strings::{Str, Strings};

/// Makes a [`Middle`]: children before their parents, declarations in any order.
///
/// An expression is a part of one other thing; giving it to two is a mistake of the caller that debug builds
/// find. Declarations are reserved first, so that references can be made before what they refer to.
#[derive(Debug)]
pub struct MiddleBuilder {
    middle: Middle,
    /// Strings of the program that were interned lately: their addresses and lengths, by address.
    lately: [(usize, usize, Str); LATELY],
}

const LATELY: usize = 64;

/// The parent of what has none yet.
const ORPHAN: Parent = Parent::Decl(DeclId::FIRST);

impl MiddleBuilder {
    /// A file deployed to `scope`, with `decls` declarations and room for about as many expressions.
    pub fn new(scope: TargetScope, decls: usize, exprs: usize) -> Self {
        let placeholder =
            Decl { name: crate::strings::known::EMPTY, kind: DeclKind::Import(u32::MAX), decorators: Run::default() };
        Self {
            middle: Middle {
                scope,
                strings: Strings::with_capacity(exprs / 2 + decls),
                exprs: Vec::with_capacity(exprs),
                parents: Vec::with_capacity(exprs),
                lists: Vec::with_capacity(exprs / 4),
                entries: Vec::with_capacity(exprs / 2),
                unsure_keys: Vec::new(),
                parts: Vec::with_capacity(exprs / 4),
                locals: Vec::new(),
                type_nodes: Vec::new(),
                type_parents: Vec::new(),
                type_lists: Vec::new(),
                members: Vec::new(),
                decorators: Vec::new(),
                decls: vec![placeholder; decls],
                lines: vec![None; decls],
                order: Vec::with_capacity(decls),
                nested: Vec::new(),
                extensions: Vec::new(),
                files: Vec::new(),
                hints: super::Sparse::default(),
                type_hints: super::Sparse::default(),
                decl_hints: super::Sparse::default(),
                comments: [Vec::new(), Vec::new()],
                scope_comment: None,
                has_comments: false,
                foreign: super::Sparse::default(),
                imports: Vec::new(),
                loads: Vec::new(),
                experiments: Vec::new(),
                origins: None,
            },
            // No string is at this address.
            lately: [(0, 0, crate::strings::known::EMPTY); LATELY],
        }
    }

    /// What is made so far.
    pub fn middle(&self) -> &Middle {
        &self.middle
    }

    /// Says what the file is deployed to, where that is known later.
    pub fn target(&mut self, scope: TargetScope) {
        self.middle.scope = scope;
    }

    /// Reserves a declaration beside those that were known from the start.
    pub fn reserve(&mut self) -> DeclId {
        let name = crate::strings::known::EMPTY;
        self.middle.decls.push(Decl { name, kind: DeclKind::Import(u32::MAX), decorators: Run::default() });
        self.middle.lines.push(None);
        DeclId::new(self.middle.decls.len() - 1)
    }

    /// Says that a declaration comes from another file, and how it is called here.
    pub fn import(&mut self, decl: DeclId, name: Str, imported: Imported) {
        self.middle.decls[decl.index()].name = name;
        self.middle.foreign.add(decl, Foreign::Imported(imported));
    }

    /// Says that a declaration holds what a call has read from a file.
    pub fn loaded(&mut self, decl: DeclId) {
        self.middle.foreign.add(decl, Foreign::Loaded);
    }

    /// Adds an import, for a declaration of it.
    pub fn import_statement(&mut self, import: Import) -> DeclKind {
        // Names that are made are not among those that are interned.
        if let ImportedNames::All { alias, .. } = &import.names {
            self.intern(alias);
        }
        self.middle.imports.push(import);
        let position = u32::try_from(self.middle.imports.len() - 1).expect("few imports");
        DeclKind::Import(position)
    }

    /// Says that an expression is what a call has read from a file.
    pub fn load(&mut self, expr: ExprId, load: Load) {
        self.middle.loads.push(load);
        let position = u32::try_from(self.middle.loads.len() - 1).expect("few calls");
        self.hint(expr, Hint::Loaded(position));
    }

    /// Adds a value of JSON as literals. The depth of JSON is bounded.
    pub fn json(&mut self, value: &Json) -> ExprId {
        match value {
            Json::Null => self.leaf(Expr::Null),
            Json::Bool(value) => self.leaf(Expr::Bool(*value)),
            Json::Number(digits) => match value.as_int() {
                Some(number) => self.leaf(Expr::Int(number)),
                // Numbers that are not whole are texts to the compiler.
                None => {
                    let shown = digits.parse().ok().filter(|_| digits.contains(['.', 'E'])).map(shown_number);
                    let text = self.string(shown.as_ref().unwrap_or(digits));
                    self.call(Callee::Function(Function::Json), &[text])
                }
            },
            Json::String(text) => self.string(text),
            Json::Array(items) => {
                let items: Vec<ExprId> = items.iter().map(|item| self.json(item)).collect();
                self.array(&items)
            }
            Json::Object(members) => {
                let mut entries = Vec::with_capacity(members.len());
                for (name, value) in members {
                    let key = Key::Name(self.intern(name));
                    entries.push(Entry { key, value: self.json(value) });
                }
                self.object(&entries)
            }
        }
    }

    /// Interns a string.
    pub fn intern(&mut self, text: &str) -> Str {
        self.middle.strings.intern(text)
    }

    /// Interns a string that may be one of the program, which is not copied then.
    #[allow(clippy::ptr_arg, reason = "a borrowed text is one of the program")]
    pub fn intern_cow(&mut self, text: &Cow<'static, str>) -> Str {
        match text {
            Cow::Borrowed(text) => self.intern_static(text),
            Cow::Owned(text) => self.intern(text),
        }
    }

    /// Templates name the same properties again and again, each time with the same string of the program.
    fn intern_static(&mut self, text: &'static str) -> Str {
        let (place, length) = (text.as_ptr().addr(), text.len());
        let lately = &mut self.lately[place / 8 % LATELY];
        match *lately {
            (known, of, id) if known == place && of == length => id,
            _ => {
                let id = self.middle.strings.intern_static(text);
                *lately = (place, length, id);
                id
            }
        }
    }

    /// Adds a module file.
    pub fn file(&mut self, file: ModuleFile) -> FileId {
        self.middle.files.push(file);
        FileId::new(self.middle.files.len() - 1)
    }

    /// Notes that the file needs an experiment of the deployment engine, by its name in templates.
    pub fn experiment(&mut self, name: &'static str) {
        self.middle.experiments.push(name);
    }

    /// Adds an extension, for a declaration of it.
    pub fn extension(&mut self, extension: Extension, config: Option<ExprId>) -> DeclKind {
        self.middle.extensions.push(extension);
        let position = u32::try_from(self.middle.extensions.len() - 1).expect("few extensions");
        DeclKind::Extension { position, config }
    }

    /// Reserves a local. Its binder is set once that is made, by [`lambda`](Self::lambda),
    /// [`for_loop`](Self::for_loop) or [`declare`](Self::declare). The parameters of one lambda or function have to
    /// be reserved one right after the other.
    pub fn local(&mut self, name: &str, kind: LocalKind, named: bool, ty: Option<TypeNodeId>) -> LocalId {
        let name = self.intern(name);
        self.middle.locals.push(Local { name, kind, named, binder: Binder::Decl(DeclId::FIRST), ty });
        LocalId::new(self.middle.locals.len() - 1)
    }

    /// The run of the locals from `first` on.
    pub fn locals_from(&self, first: usize) -> Run {
        Run::new(first, self.middle.locals.len())
    }

    /// How many locals there are so far.
    pub fn local_count(&self) -> usize {
        self.middle.locals.len()
    }

    fn push(&mut self, expr: Expr) -> ExprId {
        self.middle.exprs.push(expr);
        self.middle.parents.push(ORPHAN);
        ExprId::new(self.middle.exprs.len() - 1)
    }

    fn adopt(&mut self, child: ExprId, parent: Parent) {
        let slot = &mut self.middle.parents[child.index()];
        debug_assert_eq!(*slot, ORPHAN, "an expression has one parent");
        *slot = parent;
    }

    /// Adds an expression without parts: a literal, a reference, an error.
    pub fn leaf(&mut self, expr: Expr) -> ExprId {
        debug_assert!(
            matches!(
                expr,
                Expr::Error(_)
                    | Expr::Null
                    | Expr::Bool(_)
                    | Expr::Int(_)
                    | Expr::String(_)
                    | Expr::Decl(_)
                    | Expr::Local(_)
            ),
            "only leaves have no parts"
        );
        self.push(expr)
    }

    /// Adds a string literal.
    pub fn string(&mut self, text: &str) -> ExprId {
        let text = self.intern(text);
        self.push(Expr::String(text))
    }

    fn node<const N: usize>(&mut self, expr: Expr, children: [ExprId; N]) -> ExprId {
        let id = self.push(expr);
        for child in children {
            self.adopt(child, Parent::Expr(id));
        }
        id
    }

    fn list(&mut self, items: &[ExprId]) -> Run {
        let start = self.middle.lists.len();
        self.middle.lists.extend_from_slice(items);
        Run::new(start, self.middle.lists.len())
    }

    fn adopt_all(&mut self, items: &[ExprId], parent: Parent) {
        for item in items {
            self.adopt(*item, parent);
        }
    }

    /// Adds a string with holes.
    pub fn interpolation(&mut self, parts: &[Part]) -> ExprId {
        let start = self.middle.parts.len();
        self.middle.parts.extend_from_slice(parts);
        let id = self.push(Expr::Interpolation(Run::new(start, self.middle.parts.len())));
        for part in parts {
            if let Part::Hole(hole) = part {
                self.adopt(*hole, Parent::Expr(id));
            }
        }
        id
    }

    /// Adds an object literal.
    pub fn object(&mut self, entries: &[Entry]) -> ExprId {
        let start = self.middle.entries.len();
        self.middle.entries.extend_from_slice(entries);
        let id = self.push(Expr::Object(Run::new(start, self.middle.entries.len())));
        if !have_distinct_names(entries) {
            self.middle.unsure_keys.push(id);
        }
        for entry in entries {
            if let Key::Computed(key) = entry.key {
                self.adopt(key, Parent::Expr(id));
            }
            self.adopt(entry.value, Parent::Expr(id));
        }
        id
    }

    /// Adds an array literal.
    pub fn array(&mut self, items: &[ExprId]) -> ExprId {
        let run = self.list(items);
        let id = self.push(Expr::Array(run));
        self.adopt_all(items, Parent::Expr(id));
        id
    }

    /// Adds `...inner`, an item of an array.
    pub fn spread(&mut self, inner: ExprId) -> ExprId {
        self.node(Expr::Spread(inner), [inner])
    }

    /// Adds `base.name`.
    pub fn property(&mut self, base: ExprId, name: Str, safe: bool) -> ExprId {
        self.node(Expr::Property { base, name, safe }, [base])
    }

    /// Adds `base[index]`.
    pub fn index(&mut self, base: ExprId, index: ExprId, safe: bool, from_end: bool) -> ExprId {
        self.node(Expr::Index { base, index, safe, from_end }, [base, index])
    }

    /// Adds `base!`.
    pub fn non_null(&mut self, base: ExprId) -> ExprId {
        self.node(Expr::NonNull(base), [base])
    }

    /// Adds `(inner)`.
    pub fn paren(&mut self, inner: ExprId) -> ExprId {
        self.node(Expr::Paren(inner), [inner])
    }

    /// Adds an operator with one operand.
    pub fn unary(&mut self, op: crate::language::UnaryOp, operand: ExprId) -> ExprId {
        self.node(Expr::Unary(op, operand), [operand])
    }

    /// Adds an operator with two operands.
    pub fn binary(&mut self, op: crate::language::BinaryOp, left: ExprId, right: ExprId) -> ExprId {
        self.node(Expr::Binary(op, left, right), [left, right])
    }

    /// Adds `condition ? yes : no`.
    pub fn ternary(&mut self, condition: ExprId, yes: ExprId, no: ExprId) -> ExprId {
        self.node(Expr::Ternary(condition, yes, no), [condition, yes, no])
    }

    /// Adds `callee(args)`.
    pub fn call(&mut self, callee: Callee, args: &[ExprId]) -> ExprId {
        let run = self.list(args);
        let id = self.push(Expr::Call { callee, args: run });
        self.adopt_all(args, Parent::Expr(id));
        id
    }

    /// Adds `base.name(args)`.
    pub fn method(&mut self, base: ExprId, name: Str, args: &[ExprId]) -> ExprId {
        let run = self.list(args);
        let id = self.push(Expr::Method { base, name, args: run });
        self.adopt(base, Parent::Expr(id));
        self.adopt_all(args, Parent::Expr(id));
        id
    }

    /// Adds `(params) => body`.
    pub fn lambda(&mut self, params: Run, body: ExprId) -> ExprId {
        let id = self.node(Expr::Lambda { params, body }, [body]);
        for local in &mut self.middle.locals[params.range()] {
            local.binder = Binder::Expr(id);
        }
        id
    }

    /// Adds `[for (item, index) in array: body]`.
    pub fn for_loop(&mut self, item: LocalId, index: Option<LocalId>, array: ExprId, body: ExprId) -> ExprId {
        let id = self.node(Expr::For { item, index, array, body }, [array, body]);
        for local in [Some(item), index].into_iter().flatten() {
            self.middle.locals[local.index()].binder = Binder::Expr(id);
        }
        id
    }

    /// Says how an expression is printed.
    pub fn hint(&mut self, expr: ExprId, hint: Hint) {
        self.middle.has_comments |=
            matches!(hint, Hint::CommentAt(..) | Hint::BlankLineAt(_) | Hint::CommentBefore(_) | Hint::CommentAfter(_));
        self.middle.hints.add(expr, hint);
    }

    fn push_type(&mut self, node: TypeNode) -> TypeNodeId {
        self.middle.type_nodes.push(node);
        self.middle.type_parents.push(ORPHAN);
        TypeNodeId::new(self.middle.type_nodes.len() - 1)
    }

    fn adopt_type(&mut self, child: TypeNodeId, parent: Parent) {
        self.middle.type_parents[child.index()] = parent;
    }

    /// Adds a type without parts: one of the language, a declared one, an error.
    pub fn type_leaf(&mut self, node: TypeNode) -> TypeNodeId {
        debug_assert!(
            matches!(node, TypeNode::Error(_) | TypeNode::Ambient(_) | TypeNode::Decl(_)),
            "only leaves have no parts"
        );
        self.push_type(node)
    }

    /// Adds the type of one literal.
    pub fn type_literal(&mut self, literal: ExprId) -> TypeNodeId {
        let id = self.push_type(TypeNode::Literal(literal));
        self.adopt(literal, Parent::Type(id));
        id
    }

    /// Adds `T[]`.
    pub fn type_array(&mut self, item: TypeNodeId) -> TypeNodeId {
        self.type_wrapper(TypeNode::Array(item), item)
    }

    /// Adds `T?`.
    pub fn type_nullable(&mut self, inner: TypeNodeId) -> TypeNodeId {
        self.type_wrapper(TypeNode::Nullable(inner), inner)
    }

    /// Adds `T!`.
    pub fn type_non_null(&mut self, inner: TypeNodeId) -> TypeNodeId {
        self.type_wrapper(TypeNode::NonNull(inner), inner)
    }

    /// Adds `base.name` and its like.
    pub fn type_access(&mut self, base: TypeNodeId, member: TypeAccess) -> TypeNodeId {
        self.type_wrapper(TypeNode::Access { base, member }, base)
    }

    fn type_wrapper(&mut self, node: TypeNode, inner: TypeNodeId) -> TypeNodeId {
        let id = self.push_type(node);
        self.adopt_type(inner, Parent::Type(id));
        id
    }

    /// Adds `resourceInput<'T@v'>` or `resourceOutput<'T@v'>`.
    pub fn type_resource(&mut self, direction: Direction, resource: &str) -> TypeNodeId {
        let resource = self.intern(resource);
        self.push_type(TypeNode::Resource { direction, resource })
    }

    /// Adds a type of ARM JSON that is derived from a resource type.
    pub fn type_derived(&mut self, direction: Direction, source: &str, fallback: TypeNodeId) -> TypeNodeId {
        let source = self.intern(source);
        self.type_wrapper(TypeNode::Derived { direction, source, fallback }, fallback)
    }

    /// Adds `A | B`.
    pub fn type_union(&mut self, members: &[TypeNodeId]) -> TypeNodeId {
        let start = self.middle.type_lists.len();
        self.middle.type_lists.extend_from_slice(members);
        let id = self.push_type(TypeNode::Union(Run::new(start, self.middle.type_lists.len())));
        for member in members {
            self.adopt_type(*member, Parent::Type(id));
        }
        id
    }

    /// Adds an object type; with `has_additional` the last member is that of all other properties.
    pub fn type_object(&mut self, members: &[TypeMember], has_additional: bool) -> TypeNodeId {
        let run = self.member_run(members);
        let id = self.push_type(TypeNode::Object { members: run, has_additional });
        self.adopt_members(members, id);
        id
    }

    /// Adds a tuple type.
    pub fn type_tuple(&mut self, items: &[TypeMember]) -> TypeNodeId {
        let run = self.member_run(items);
        let id = self.push_type(TypeNode::Tuple(run));
        self.adopt_members(items, id);
        id
    }

    fn member_run(&mut self, members: &[TypeMember]) -> Run {
        let start = self.middle.members.len();
        self.middle.members.extend_from_slice(members);
        Run::new(start, self.middle.members.len())
    }

    fn adopt_members(&mut self, members: &[TypeMember], id: TypeNodeId) {
        for member in members {
            self.adopt_type(member.ty, Parent::Type(id));
            self.adopt_decorators(member.decorators, Parent::MemberDecorator(id));
        }
    }

    /// Says how a type is printed.
    pub fn type_hint(&mut self, ty: TypeNodeId, hint: TypeHint) {
        self.middle.type_hints.add(ty, hint);
    }

    /// Adds the decorators of one declaration or member. Each has its name, whether its namespace is printed, and
    /// its arguments.
    pub fn decorators(&mut self, list: &[(super::DecoratorName, bool, Vec<ExprId>)]) -> Run {
        let start = self.middle.decorators.len();
        for (name, qualified, args) in list {
            let args = self.list(args);
            self.middle.decorators.push(Decorator { name: *name, qualified: *qualified, args });
        }
        Run::new(start, self.middle.decorators.len())
    }

    fn adopt_decorators(&mut self, decorators: Run, parent: Parent) {
        for position in decorators.range() {
            for arg in self.middle.decorators[position].args.range() {
                self.adopt(self.middle.lists[arg], parent);
            }
        }
    }

    /// Fills in a declaration that was reserved.
    pub fn declare(&mut self, id: DeclId, decl: Decl, line: Option<&'static Location<'static>>) {
        let parent = Parent::Decl(id);
        self.adopt_decorators(decl.decorators, Parent::Decorator(id));
        let (mut exprs, mut types) = ([None; 3], [None; 1]);
        match decl.kind {
            DeclKind::Metadata { value } | DeclKind::Assert { value } => exprs[0] = Some(value),
            DeclKind::Import(_) => {}
            DeclKind::Extension { config, .. } => exprs[0] = config,
            DeclKind::Test { body, .. } => exprs[0] = Some(body),
            DeclKind::Type { ty } => types[0] = Some(ty),
            DeclKind::Param { ty, default } => (types[0], exprs[0]) = (Some(ty), default),
            DeclKind::Var { ty, value } => (types[0], exprs[0]) = (ty, Some(value)),
            DeclKind::Output { ty, value } => (types[0], exprs[0]) = (Some(ty), Some(value)),
            DeclKind::Func { params, returns, body } => {
                (types[0], exprs[0]) = (Some(returns), Some(body));
                for position in params.range() {
                    let local = &mut self.middle.locals[position];
                    local.binder = Binder::Decl(id);
                    if let Some(ty) = local.ty {
                        self.adopt_type(ty, parent);
                    }
                }
            }
            DeclKind::Resource(Resource { header, condition, body, .. })
            | DeclKind::Module(Module { header, condition, body, .. }) => {
                exprs = [header.map(|header| header.array), condition, Some(body)];
                if let Some(Header { item, index, .. }) = header {
                    for local in [Some(item), index].into_iter().flatten() {
                        self.middle.locals[local.index()].binder = Binder::Decl(id);
                    }
                }
            }
        }
        for expr in exprs.into_iter().flatten() {
            self.adopt(expr, parent);
        }
        for ty in types.into_iter().flatten() {
            self.adopt_type(ty, parent);
        }
        self.middle.decls[id.index()] = decl;
        self.middle.lines[id.index()] = line;
    }

    /// Says how a declaration is printed.
    pub fn decl_hint(&mut self, decl: DeclId, hint: DeclHint) {
        self.middle.decl_hints.add(decl, hint);
    }

    /// Adds a comment at the start of the file.
    pub fn comment_at_start(&mut self, comment: Comment) {
        self.middle.comments[0].push(comment);
    }

    /// Adds a comment at the end of the file.
    pub fn comment_at_end(&mut self, comment: Comment) {
        self.middle.comments[1].push(comment);
    }

    /// Writes the target scope even if it is the default, with a comment.
    pub fn scope_comment(&mut self, comment: Comment) {
        self.middle.scope_comment = Some(comment);
    }

    /// Says where everything stands in the text that was read.
    pub fn origins(&mut self, origins: Arc<dyn Origins>) {
        self.middle.origins = Some(origins);
    }

    /// The middle. `order` holds all declarations, nested ones too, in the order in which they are printed.
    pub fn finish(mut self, order: &[DeclId]) -> Middle {
        let middle = &mut self.middle;
        middle.hints.finish();
        middle.type_hints.finish();
        middle.decl_hints.finish();
        middle.foreign.finish();
        for id in order {
            match middle.decls[id.index()].container() {
                None => middle.order.push(*id),
                Some(container) => {
                    if middle.nested.is_empty() {
                        middle.nested.resize(middle.decls.len(), Vec::new());
                    }
                    middle.nested[container.index()].push(*id);
                }
            }
        }
        self.middle
    }
}

/// How many names are compared each with each.
const FEW: usize = 12;

/// Whether all names are fixed and differ. What is spread has none.
fn have_distinct_names(entries: &[Entry]) -> bool {
    let mut seen = Set::new();
    entries.iter().enumerate().all(|(position, entry)| match entry.key {
        Key::Name(name) if entries.len() > FEW => seen.insert(name),
        Key::Name(_) => !entries[..position].iter().any(|other| other.key == entry.key),
        Key::Computed(_) => false,
        Key::Spread => true,
    })
}
