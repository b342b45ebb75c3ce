//! Which declaration refers to which.

use crate::middle::{Callee, DeclId, Expr, Middle, TypeNode, TypeNodeId};
use crate::order::sort_by;

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
        // Who refers to what, in the order of the text.
        let mut references: Vec<(DeclId, DeclId)> = Vec::with_capacity(count * 4);
        for (id, expr) in middle.exprs() {
            if let Expr::Decl(target) | Expr::Call { callee: Callee::Declared(target), .. } = expr {
                references.push((middle.decl_of(id), target));
            }
        }
        for id in (0..middle.type_node_count()).map(TypeNodeId::new) {
            if let TypeNode::Decl(target) = middle.type_node(id) {
                references.push((middle.decl_of_type(id), target));
            }
        }
        sort_by(&mut references, |(a, _), (b, _)| a.cmp(b));
        let mut references = references.into_iter().peekable();
        // Who asked for a target last, so that each is listed once.
        let mut asked: Vec<Option<DeclId>> = vec![None; count];
        for (id, decl) in middle.decls() {
            let named = std::iter::from_fn(|| references.next_if(|(owner, _)| *owner == id)).map(|(_, target)| target);
            for target in named.chain(decl.container()) {
                if asked[target.index()].replace(id) != Some(id) {
                    graph.targets.push(target);
                    graph.used[target.index()] |= target != id;
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
