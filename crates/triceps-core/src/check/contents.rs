//! What expressions have in them: one pass, so that checks leave alone what has nothing for them.

use triceps_language::Flags;
use triceps_middle::analysis::Facts;
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Key, Middle, Parent, Referent};

/// Kinds of parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts(u8);

impl Parts {
    /// Something that may be known only while the deployment runs.
    pub(super) const LATE: Self = Self(1);
    /// Something that may want values that are known at the start: a call, a method, a loop.
    pub(super) const CONTAINER: Self = Self(1 << 1);
    /// Something that a secret may come from.
    pub(super) const SECRET: Self = Self(1 << 2);
    /// Something that cannot stand everywhere: a loop, a lambda, their variables, a spread, a computed name, a literal
    /// in a hole, a method, an index, a loop of resources as a whole, outputs of a module.
    pub(super) const PLACED: Self = Self(1 << 3);
    /// An object or array literal.
    const LITERAL: Self = Self(1 << 4);

    /// Whether it is among these.
    pub(super) const fn has(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What every expression of a file has in it, itself counted.
pub(super) struct Contents {
    /// By expression.
    parts: Vec<Parts>,
}

impl Contents {
    /// `is_secret` tells whether a parameter holds a secret.
    pub(super) fn new(middle: &Middle, facts: &Facts, is_secret: fn(&Middle, DeclId) -> bool) -> Self {
        // What a reference to a declaration is.
        let references: Vec<Parts> =
            middle.decls().map(|(id, _)| Self::reference(middle, facts, is_secret, id)).collect();
        let mut parts = vec![Parts::default(); middle.expr_count()];
        for (id, expr) in middle.exprs() {
            let inner = parts[id.index()];
            let own = match expr {
                Expr::Decl(decl) => references[decl.index()],
                Expr::Local(_) => Parts::SECRET.and(Parts::PLACED),
                Expr::Object(run) => {
                    let is_named = |key| matches!(key, Key::Name(_));
                    let is_plain = middle.entries(run).iter().all(|entry| is_named(entry.key));
                    Parts::LITERAL.and(if is_plain { Parts::default() } else { Parts::PLACED })
                }
                Expr::Array(_) => Parts::LITERAL,
                Expr::Interpolation(_) if inner.has(Parts::LITERAL) => Parts::PLACED,
                Expr::Property { name: known::OUTPUTS, .. }
                | Expr::Index { .. }
                | Expr::Spread(_)
                | Expr::Lambda { .. } => Parts::PLACED,
                Expr::Call { callee, .. } => Parts::CONTAINER.and(Self::call(callee)),
                Expr::Method { .. } => Parts::LATE.and(Parts::CONTAINER).and(Parts::SECRET).and(Parts::PLACED),
                Expr::For { .. } => Parts::CONTAINER.and(Parts::PLACED),
                Expr::Error(_)
                | Expr::Null
                | Expr::Bool(_)
                | Expr::Int(_)
                | Expr::String(_)
                | Expr::Interpolation(_)
                | Expr::Property { .. }
                | Expr::NonNull(_)
                | Expr::Paren(_)
                | Expr::Unary(..)
                | Expr::Binary(..)
                | Expr::Ternary(..) => Parts::default(),
            };
            let all = inner.and(own);
            parts[id.index()] = all;
            if let Parent::Expr(parent) = middle.parent(id) {
                // Parts are made before what they are parts of.
                debug_assert!(parent > id, "the whole comes after its parts");
                let around = &mut parts[parent.index()];
                *around = around.and(all);
            }
        }
        Self { parts }
    }

    fn reference(middle: &Middle, facts: &Facts, is_secret: fn(&Middle, DeclId) -> bool, id: DeclId) -> Parts {
        let secret = |is_one: bool| if is_one { Parts::SECRET } else { Parts::default() };
        let decl = middle.decl(id);
        let whole = if decl.header().is_some() { Parts::PLACED } else { Parts::default() };
        match decl.kind.referent() {
            Referent::Deployed => {
                let is_secret = decl.as_module().is_some() || facts.resources.holds_secret(id);
                Parts::LATE.and(whole).and(secret(is_secret))
            }
            // It may hold a loop of resources as a whole, or a secret.
            Referent::Variable(_) => {
                let late = if facts.inlining.is_inlined(id) { Parts::LATE } else { Parts::default() };
                Parts::PLACED.and(Parts::SECRET).and(late)
            }
            Referent::Other => secret(matches!(decl.kind, DeclKind::Param { .. }) && is_secret(middle, id)),
        }
    }

    fn call(callee: Callee) -> Parts {
        match callee {
            Callee::Function(function) => {
                let late = if function.has(Flags::INLINED) { Parts::LATE } else { Parts::default() };
                if function.has(Flags::SECRET) { late.and(Parts::SECRET) } else { late }
            }
            Callee::List(_) => Parts::LATE.and(Parts::SECRET),
            Callee::Declared(_) => Parts::SECRET,
            Callee::Arm(_) | Callee::Unknown(_) => Parts::default(),
        }
    }

    /// What an expression has in it.
    pub(super) fn of(&self, expr: ExprId) -> Parts {
        self.parts[expr.index()]
    }
}
