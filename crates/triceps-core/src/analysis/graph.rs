//! Which declaration refers to which.

use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Middle, TypeNode, TypeNodeId};

/// Which declaration refers to which, and an order in which each comes after all that it refers to.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Targets of all declarations, one after the other.
    targets: Vec<DeclId>,
    /// By declaration: where its targets end.
    ends: Vec<u32>,
    order: Vec<DeclId>,
    circles: Vec<Vec<DeclId>>,
    /// By declaration: whether it is a part of a circle.
    circular: Vec<bool>,
    /// By declaration: whether another one refers to it.
    used: Vec<bool>,
}

impl Graph {
    /// Finds all references of a file.
    pub fn new(middle: &Middle) -> Self {
        let count = middle.decl_count();
        let mut graph = Self {
            targets: Vec::with_capacity(count * 2),
            ends: Vec::with_capacity(count),
            order: Vec::with_capacity(count),
            circles: Vec::new(),
            circular: vec![false; count],
            used: vec![false; count],
        };
        // Who asked for a target last, so that each is listed once.
        let mut asked: Vec<Option<DeclId>> = vec![None; count];
        for (id, decl) in middle.decls() {
            let start = graph.targets.len();
            for_each_reference(middle, id, &mut |target| {
                if asked[target.index()] != Some(id) {
                    asked[target.index()] = Some(id);
                    graph.targets.push(target);
                }
            });
            if let Some(container) = decl.container()
                && asked[container.index()] != Some(id)
            {
                asked[container.index()] = Some(id);
                graph.targets.push(container);
            }
            for target in &graph.targets[start..] {
                if *target != id {
                    graph.used[target.index()] = true;
                }
            }
            graph.ends.push(u32::try_from(graph.targets.len()).expect("limits on size keep ids within 32 bits"));
        }
        graph.sort(middle);
        graph
    }

    /// The declarations that one refers to, each once, in the order of first mention; the resource it is written in
    /// comes last.
    pub fn targets(&self, decl: DeclId) -> &[DeclId] {
        let start = if decl.index() == 0 { 0 } else { self.ends[decl.index() - 1] };
        &self.targets[start as usize..self.ends[decl.index()] as usize]
    }

    /// All declarations, each after those it refers to, but for circles.
    pub fn order(&self) -> &[DeclId] {
        &self.order
    }

    /// The circles, each from the declaration that is reached first.
    pub fn circles(&self) -> &[Vec<DeclId>] {
        &self.circles
    }

    /// Whether a declaration is a part of a circle. Types may be.
    pub fn is_circular(&self, decl: DeclId) -> bool {
        self.circular[decl.index()]
    }

    /// Whether another declaration refers to this one.
    pub fn is_used(&self, decl: DeclId) -> bool {
        self.used[decl.index()]
    }

    /// Searches in depth with a stack of its own, since chains of declarations may be long.
    fn sort(&mut self, middle: &Middle) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; middle.decl_count()];
        let mut way: Vec<(DeclId, usize)> = Vec::new();
        for (root, _) in middle.decls() {
            if states[root.index()] != State::New {
                continue;
            }
            states[root.index()] = State::Open;
            way.push((root, 0));
            while let Some((decl, next)) = way.last_mut() {
                let decl = *decl;
                let target = self.targets(decl).get(*next).copied();
                *next += 1;
                match target {
                    None => {
                        states[decl.index()] = State::Done;
                        self.order.push(decl);
                        way.pop();
                    }
                    Some(target) => match states[target.index()] {
                        State::New => {
                            states[target.index()] = State::Open;
                            way.push((target, 0));
                        }
                        State::Open => {
                            let start = way.iter().position(|(other, _)| *other == target).unwrap_or(0);
                            let circle: Vec<DeclId> = way[start..].iter().map(|(decl, _)| *decl).collect();
                            for member in &circle {
                                self.circular[member.index()] = true;
                            }
                            self.circles.push(circle);
                        }
                        State::Done => {}
                    },
                }
            }
        }
    }
}

/// Calls `visit` with every declaration that one refers to, in expressions and in types, as often as it does.
fn for_each_reference(middle: &Middle, id: DeclId, visit: &mut impl FnMut(DeclId)) {
    middle.for_each_root(id, |root| expression(middle, root, visit));
    match middle.decl(id).kind {
        DeclKind::Type { ty }
        | DeclKind::Param { ty, .. }
        | DeclKind::Output { ty, .. }
        | DeclKind::Var { ty: Some(ty), .. } => written_type(middle, ty, visit),
        DeclKind::Func { params, returns, .. } => {
            for param in middle.params(params) {
                if let Some(ty) = middle.local(param).ty {
                    written_type(middle, ty, visit);
                }
            }
            written_type(middle, returns, visit);
        }
        _ => {}
    }
}

fn expression(middle: &Middle, expr: ExprId, visit: &mut impl FnMut(DeclId)) {
    middle.walk(expr, &mut |part| match middle.expr(part) {
        Expr::Decl(decl) | Expr::Call { callee: Callee::Declared(decl), .. } => visit(decl),
        _ => {}
    });
}

fn written_type(middle: &Middle, ty: TypeNodeId, visit: &mut impl FnMut(DeclId)) {
    match middle.type_node(ty) {
        TypeNode::Decl(decl) => visit(decl),
        TypeNode::Array(inner)
        | TypeNode::Nullable(inner)
        | TypeNode::NonNull(inner)
        | TypeNode::Derived { fallback: inner, .. }
        | TypeNode::Access { base: inner, .. } => written_type(middle, inner, visit),
        TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
            for member in middle.members(members) {
                for decorator in middle.decorators(member.decorators) {
                    middle.list(decorator.args).iter().for_each(|arg| expression(middle, *arg, visit));
                }
                written_type(middle, member.ty, visit);
            }
        }
        TypeNode::Union(members) => middle.type_list(members).iter().for_each(|ty| written_type(middle, *ty, visit)),
        TypeNode::Literal(literal) => expression(middle, literal, visit),
        TypeNode::Error(_) | TypeNode::Ambient(_) | TypeNode::Resource { .. } => {}
    }
}
