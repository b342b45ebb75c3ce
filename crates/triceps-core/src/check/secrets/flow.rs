//! Which expressions may hold a secret.

use triceps_language::{BinaryOp, Flags, Function, UnaryOp};
use triceps_middle::analysis::{Facts, Graph};
use triceps_middle::map::Map;
use triceps_middle::strings::{Str, known};
use triceps_middle::{Binder, Callee, DeclId, DeclKind, Expr, ExprId, Key, LocalId, Middle, Part};

use super::declared::{Declared, Step};
use crate::check::contents::{Contents, Parts};

/// Which expressions may hold a secret: in themselves, or in what they are computed from.
pub(crate) struct Flow {
    /// By expression. Empty where the file has no secret.
    exprs: Vec<bool>,
}

impl Flow {
    pub(in crate::check) fn new(middle: &Middle, graph: &Graph, facts: &Facts, contents: &Contents) -> Self {
        let mut marker = Marker {
            middle,
            facts,
            contents,
            exprs: Vec::new(),
            decls: Vec::new(),
            locals: Vec::new(),
            reads: Map::default(),
        };
        if marker.any_source() {
            marker.exprs = vec![false; middle.expr_count()];
            marker.decls = vec![false; middle.decl_count()];
            marker.locals = vec![false; middle.local_count()];
            for decl in graph.order() {
                marker.declaration(*decl);
            }
        }
        Self { exprs: marker.exprs }
    }

    /// Whether the file has any secret.
    pub(crate) fn any(&self) -> bool {
        !self.exprs.is_empty()
    }

    /// Whether an expression may hold a secret.
    pub(crate) fn holds(&self, expr: ExprId) -> bool {
        self.exprs.get(expr.index()).copied().unwrap_or(false)
    }
}

/// What a chain of reads starts from.
#[derive(Clone, Copy)]
pub(super) enum Root {
    Decl(DeclId),
    Other,
}

/// Follows a chain of reads to the declaration that it starts from: `parts[0].outputs.key`. The steps come outermost
/// last.
pub(super) fn chain(middle: &Middle, expr: ExprId) -> (Root, Vec<Option<Str>>) {
    let mut steps = Vec::new();
    let root = follow(middle, expr, |step| steps.push(step));
    steps.reverse();
    (root, steps)
}

/// Calls `visit` with the steps of a chain of reads, outermost first, and tells what it starts from.
fn follow(middle: &Middle, expr: ExprId, mut visit: impl FnMut(Option<Str>)) -> Root {
    let mut at = expr;
    // Variables of variables come to an end.
    for _ in 0..256 {
        at = match middle.expr(at) {
            Expr::Paren(inner) | Expr::NonNull(inner) => inner,
            Expr::Property { base, name, .. } => {
                visit(Some(name));
                base
            }
            Expr::Index { base, index, .. } => {
                visit(match middle.expr(index) {
                    Expr::String(name) => Some(name),
                    _ => None,
                });
                base
            }
            Expr::Call { callee: Callee::Function(Function::Any), args } if args.len() == 1 => middle.list(args)[0],
            Expr::Call { callee: Callee::Function(Function::First | Function::Last), args } if args.len() == 1 => {
                visit(None);
                middle.list(args)[0]
            }
            Expr::Call { callee: Callee::Function(Function::Filter | Function::Sort), args } if args.len() == 2 => {
                middle.list(args)[0]
            }
            Expr::Local(local) => match array_of(middle, local) {
                Some(array) => {
                    visit(None);
                    array
                }
                None => break,
            },
            Expr::Decl(decl) => match middle.decl(decl).kind {
                DeclKind::Var { value, ty: None } => value,
                _ => return Root::Decl(decl),
            },
            _ => break,
        };
    }
    Root::Other
}

/// The array whose items a local of a loop or of a lambda stands for.
fn array_of(middle: &Middle, local: LocalId) -> Option<ExprId> {
    use triceps_middle::{LocalKind, Parent};
    let own = middle.local(local);
    match (own.kind, own.binder) {
        (LocalKind::Item, Binder::Decl(decl)) => middle.decl(decl).header().map(|header| header.array),
        (LocalKind::Item, Binder::Expr(expr)) => match middle.expr(expr) {
            Expr::For { array, .. } => Some(array),
            _ => None,
        },
        (LocalKind::LambdaParam(0), Binder::Expr(lambda)) => {
            let Parent::Expr(call) = middle.parent(lambda) else { return None };
            match middle.builtin_call(call)? {
                (Function::Map | Function::Filter | Function::Sort | Function::GroupBy | Function::ToObject, args) => {
                    args.first().copied()
                }
                _ => None,
            }
        }
        (LocalKind::Index | LocalKind::LambdaParam(_) | LocalKind::FuncParam(_), _) => None,
    }
}

/// Whether a function of a resource gives secrets.
pub(super) fn is_secret_function(name: &str) -> bool {
    name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("list")) || name.eq_ignore_ascii_case("getSecret")
}

/// Whether what a function gives reveals nothing about the value of its arguments but a yes or no, or how many there are.
pub(super) fn hides_arguments(function: Function) -> bool {
    matches!(
        function,
        Function::Empty
            | Function::Length
            | Function::Nameof
            | Function::Contains
            | Function::StartsWith
            | Function::EndsWith
            | Function::IndexOf
            | Function::LastIndexOf
    )
}

/// Whether an operator gives no more than a yes or no.
pub(super) fn hides_operands(op: BinaryOp) -> bool {
    match op {
        BinaryOp::Or
        | BinaryOp::And
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::EqualIgnoreCase
        | BinaryOp::NotEqualIgnoreCase
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => true,
        BinaryOp::Coalesce
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo => false,
    }
}

/// A part of a resource type: name, version, and the steps to the part.
type Read = (Str, Option<Str>, Vec<Option<Str>>);

struct Marker<'m> {
    middle: &'m Middle,
    facts: &'m Facts,
    contents: &'m Contents,
    exprs: Vec<bool>,
    decls: Vec<bool>,
    locals: Vec<bool>,
    /// Parts of resource types that are looked up already.
    reads: Map<Read, bool>,
}

impl Marker<'_> {
    /// Whether the file has anything that a secret can come from.
    fn any_source(&mut self) -> bool {
        let middle = self.middle;
        let declared = middle.decls().any(|(id, decl)| match decl.kind {
            DeclKind::Param { .. } | DeclKind::Type { .. } => {
                self.facts.secrets.is_secure(id) || Declared::of_decl(middle, id).is_some_and(Declared::holds_secret)
            }
            DeclKind::Module(module) => module.file.is_some_and(|file| middle.file(file).has_secure_output()),
            _ => false,
        });
        declared
            || middle.exprs().any(|(id, expr)| match expr {
                Expr::Call { callee: Callee::List(_), .. } => true,
                Expr::Call { callee: Callee::Function(function), .. } => function.has(Flags::SECRET),
                Expr::Method { name, .. } => is_secret_function(middle.str(name)),
                Expr::Property { name: known::PROPERTIES, .. } => self.reads_secret_at(id),
                _ => false,
            })
    }

    /// Whether the whole chain of reads that an expression is in reads a secret of a resource.
    fn reads_secret_at(&mut self, mut id: ExprId) -> bool {
        while let triceps_middle::Parent::Expr(parent) = self.middle.parent(id) {
            match self.middle.expr(parent) {
                Expr::Property { .. } => id = parent,
                Expr::Index { base, .. } if base == id => id = parent,
                _ => break,
            }
        }
        self.reads_secret(id) == Some(true)
    }

    /// Whether a chain of reads of a resource or module leads to a secret; none where it starts from something else.
    fn reads_secret(&mut self, id: ExprId) -> Option<bool> {
        let middle = self.middle;
        let Root::Decl(decl) = follow(middle, id, |_| ()) else { return None };
        match middle.decl(decl).kind {
            DeclKind::Resource(_) if !self.facts.resources.holds_secret(decl) => Some(false),
            DeclKind::Resource(resource) => {
                let (_, steps) = chain(middle, id);
                let key = (resource.type_name, middle.api_version(decl), steps);
                if let Some(known) = self.reads.get(&key) {
                    return Some(*known);
                }
                let secret = resource_secret(middle, self.facts, decl, &key.2);
                self.reads.insert(key, secret);
                Some(secret)
            }
            DeclKind::Module(_) => Some(module_secret(middle, decl, &chain(middle, id).1)),
            _ => None,
        }
    }

    fn declaration(&mut self, id: DeclId) {
        let middle = self.middle;
        let decl = middle.decl(id);
        if let DeclKind::Func { params, .. } = decl.kind {
            for param in middle.params(params) {
                if let Some(node) = middle.local(param).ty {
                    let declared = Declared::Written { middle, node, marked: false };
                    self.locals[param.index()] = declared.holds_secret();
                }
            }
        }
        if let Some(header) = decl.header() {
            let secret = self.mark(header.array);
            self.bind(header.item, header.index, secret);
        }
        let mut secret = false;
        middle.for_each_root(id, |root| {
            if Some(root) != decl.header().map(|header| header.array) {
                secret |= self.mark(root);
            }
        });
        self.decls[id.index()] = match decl.kind {
            DeclKind::Param { .. } => Declared::of_decl(middle, id).is_some_and(Declared::holds_secret),
            DeclKind::Var { ty, value } => {
                self.exprs[value.index()]
                    || ty.is_some_and(|node| Declared::Written { middle, node, marked: false }.holds_secret())
            }
            DeclKind::Func { returns, body, .. } => {
                self.exprs[body.index()] || Declared::Written { middle, node: returns, marked: false }.holds_secret()
            }
            DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Type { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => false,
        };
    }

    fn bind(&mut self, item: LocalId, index: Option<LocalId>, secret: bool) {
        self.locals[item.index()] = secret;
        if let Some(index) = index {
            self.locals[index.index()] = false;
        }
    }

    /// Marks an expression and all its parts, and tells whether it may hold a secret.
    fn mark(&mut self, id: ExprId) -> bool {
        if !self.contents.of(id).has(Parts::SECRET) {
            return false;
        }
        let middle = self.middle;
        let secret = match middle.expr(id) {
            Expr::Error(_) | Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::String(_) => false,
            Expr::Decl(decl) => self.decls[decl.index()],
            Expr::Local(local) => self.locals[local.index()],
            Expr::Interpolation(run) => {
                let mut secret = false;
                for part in middle.parts(run) {
                    if let Part::Hole(hole) = part {
                        secret |= self.mark(*hole);
                    }
                }
                secret
            }
            Expr::Object(run) => {
                let mut secret = false;
                for entry in middle.entries(run) {
                    if let Key::Computed(key) = entry.key {
                        secret |= self.mark(key);
                    }
                    secret |= self.mark(entry.value);
                }
                secret
            }
            Expr::Array(run) => self.mark_all(middle.list(run)),
            Expr::Spread(inner) | Expr::NonNull(inner) | Expr::Paren(inner) | Expr::Unary(UnaryOp::Minus, inner) => {
                self.mark(inner)
            }
            Expr::Unary(UnaryOp::Not, inner) => {
                self.mark(inner);
                false
            }
            Expr::Property { base, .. } => {
                let whole = self.mark(base);
                self.reads_secret(id).unwrap_or(whole)
            }
            Expr::Index { base, index, .. } => {
                self.mark(index);
                let whole = self.mark(base);
                self.reads_secret(id).unwrap_or(whole)
            }
            Expr::Binary(op, left, right) => self.mark_all(&[left, right]) && !hides_operands(op),
            // The condition chooses, but is not part of the value.
            Expr::Ternary(condition, yes, no) => {
                self.mark(condition);
                self.mark_all(&[yes, no])
            }
            Expr::Call { callee, args } => self.call(callee, middle.list(args)),
            Expr::Method { base, name, args } => {
                let parts = self.mark(base) | self.mark_all(middle.list(args));
                parts || is_secret_function(middle.str(name))
            }
            Expr::Lambda { params, body } => {
                for param in middle.params(params) {
                    self.locals[param.index()] = false;
                }
                self.mark(body)
            }
            Expr::For { item, index, array, body } => {
                let secret = self.mark(array);
                self.bind(item, index, secret);
                self.mark(body)
            }
        };
        self.exprs[id.index()] = secret;
        secret
    }

    fn mark_all(&mut self, list: &[ExprId]) -> bool {
        let mut secret = false;
        for id in list {
            secret |= self.mark(*id);
        }
        secret
    }

    fn call(&mut self, callee: Callee, args: &[ExprId]) -> bool {
        let middle = self.middle;
        // What a lambda is given are the other arguments.
        let is_lambda = |id: &ExprId| matches!(middle.expr(middle.unwrapped(*id)), Expr::Lambda { .. });
        let mut given = false;
        for arg in args.iter().filter(|arg| !is_lambda(arg)) {
            given |= self.mark(*arg);
        }
        let mut made = false;
        for lambda in args.iter().filter(|arg| is_lambda(arg)) {
            if let Expr::Lambda { params, body } = middle.expr(middle.unwrapped(*lambda)) {
                for param in middle.params(params) {
                    self.locals[param.index()] = given;
                }
                let secret = self.mark(body);
                self.exprs[lambda.index()] = secret;
                made |= secret;
            }
        }
        match callee {
            Callee::Function(function) if hides_arguments(function) => false,
            // The lambda chooses among the items, or makes something else of them.
            Callee::Function(Function::Filter | Function::Sort | Function::GroupBy) => given,
            Callee::Function(Function::Map | Function::MapValues) => made,
            Callee::Function(function) => given || made || function.has(Flags::SECRET),
            Callee::List(_) => true,
            Callee::Declared(function) => self.decls[function.index()] || given,
            Callee::Arm(_) | Callee::Unknown(_) => given || made,
        }
    }
}

/// Whether a value of one of these types holds a secret at the end of the steps, or is one on the way.
pub(super) fn holds_at(middle: &Middle, mut types: Vec<Declared<'_>>, steps: &[Option<Str>]) -> bool {
    for step in steps {
        if types.iter().any(|own| own.is_secret()) {
            return true;
        }
        let step = step.map_or(Step::Item, |name| Step::Property(middle.str(name)));
        types = types.into_iter().flat_map(|own| own.part(step)).collect();
    }
    types.into_iter().any(Declared::holds_secret)
}

/// Whether a read of a resource leads to a secret: `part.properties.secrets`.
pub(super) fn resource_secret(middle: &Middle, facts: &Facts, resource: DeclId, steps: &[Option<Str>]) -> bool {
    let Some(own) = middle.decl(resource).as_resource() else { return false };
    let mut steps = steps;
    if own.header.is_some()
        && let [None, rest @ ..] = steps
    {
        steps = rest;
    }
    if steps.first() != Some(&Some(known::PROPERTIES)) {
        return false;
    }
    facts.resources.known(resource).is_some_and(|known| holds_at(middle, vec![Declared::Read(known.body())], steps))
}

/// Whether a read of a module leads to a secure output: `m.outputs.key`, or all outputs.
pub(super) fn module_secret(middle: &Middle, module: DeclId, steps: &[Option<Str>]) -> bool {
    let own = middle.decl(module);
    let Some(file) = own.as_module().and_then(|module| module.file) else { return false };
    let mut steps = steps;
    if own.header().is_some()
        && let [None, rest @ ..] = steps
    {
        steps = rest;
    }
    let [Some(known::OUTPUTS), steps @ ..] = steps else { return false };
    let file = middle.file(file);
    let Some(inner) = file.middle() else {
        return match steps {
            [Some(name), ..] => file.is_secure_output(middle.str(*name)),
            _ => file.has_secure_output(),
        };
    };
    let mut outputs = inner.decls().filter(|(_, decl)| matches!(decl.kind, DeclKind::Output { .. }));
    match steps {
        [Some(name), rest @ ..] => {
            let name = middle.str(*name);
            let output = outputs.find(|(_, decl)| inner.str(decl.name) == name).map(|(id, _)| id);
            let declared = output.and_then(|output| Declared::of_decl(inner, output));
            // Steps are names of the outer file.
            declared.is_some_and(|own| holds_at(middle, vec![own], rest))
        }
        _ => outputs.any(|(id, _)| Declared::of_decl(inner, id).is_some_and(Declared::holds_secret)),
    }
}
