//! Which variables and existing resources are written out where they are named.

use triceps_types::TypeKind;

use super::{Graph, Location, ResourceReferences, Resources};
use crate::language::Flags;
use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Key, Middle, Referent};
use crate::strings::{Str, known};

/// Which variables and existing resources are replaced by what they stand for, since that is known at run time only.
#[derive(Clone, Debug)]
pub struct Inlining {
    /// By declaration.
    inlined: Vec<bool>,
    /// By declaration: how deep its value is with everything that is written out in it.
    depths: Vec<u32>,
}

impl Inlining {
    /// Decides for all declarations of a file.
    pub fn new(middle: &Middle, graph: &Graph, references: &ResourceReferences, resources: &Resources) -> Self {
        let count = middle.decl_count();
        let mut inlining = Self { inlined: vec![false; count], depths: vec![0; count] };
        for id in graph.order() {
            let inlined = match middle.decl(*id).kind {
                DeclKind::Var { value, .. } => inlining.needs(middle, resources, [value]),
                DeclKind::Resource(resource) if resource.existing && resources.extension(*id).is_none() => {
                    inlining.by_ancestor(middle, resources, *id)
                        || matches!(
                            resources.location(middle, references, resources.root(*id)),
                            Location::Resource(extended) if inlining.is_inlined(extended.decl)
                        )
                        || (resource.header.is_none()
                            && resource.condition.is_none()
                            && inlining.needs(middle, resources, own_values(middle, resource.body)))
                }
                _ => false,
            };
            inlining.inlined[id.index()] = inlined;
            if inlined && let DeclKind::Var { value, .. } = middle.decl(*id).kind {
                inlining.depths[id.index()] = inlining.depth_of(middle, value);
            }
        }
        inlining
    }

    /// Whether a mention of a declaration is replaced by what it stands for.
    pub fn is_inlined(&self, id: DeclId) -> bool {
        self.inlined[id.index()]
    }

    /// How many expressions stand in each other where an inlined variable is written out.
    pub fn depth(&self, id: DeclId) -> u32 {
        self.depths[id.index()]
    }

    /// The nearest run of existing ancestors decides.
    fn by_ancestor(&self, middle: &Middle, resources: &Resources, id: DeclId) -> bool {
        let Some(parent) = resources.parent(id) else { return false };
        // That of the parent is decided, and it looked at its own ancestors.
        middle.decl(parent.decl).as_resource().is_some_and(|resource| resource.existing) && self.is_inlined(parent.decl)
    }

    fn needs(&self, middle: &Middle, resources: &Resources, values: impl IntoIterator<Item = ExprId>) -> bool {
        let mut walk = Walk { middle, resources, inlining: self, state: State::Keep };
        values.into_iter().for_each(|value| walk.visit(value));
        walk.state == State::Inline
    }

    fn depth_of(&self, middle: &Middle, expr: ExprId) -> u32 {
        let own = match middle.expr(expr) {
            Expr::Decl(decl) => self.depth(decl),
            _ => 0,
        };
        let mut deepest = 0;
        middle.for_each_child(expr, |child| deepest = deepest.max(self.depth_of(middle, child)));
        1 + own + deepest
    }
}

/// The values in the body of an existing resource that say which it is.
fn own_values(middle: &Middle, body: ExprId) -> impl Iterator<Item = ExprId> {
    middle.object(body).unwrap_or_default().iter().filter_map(|entry| match entry.key {
        Key::Name(known::PARENT | known::SCOPE | known::DEPENDS_ON) => None,
        _ => Some(entry.value),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Keep,
    /// A property that is known at the start was read. A resource that is named after it, and nothing between them,
    /// does not count: the compiler forgets it.
    Known,
    Inline,
}

/// Walks a value as the compiler does.
struct Walk<'a> {
    middle: &'a Middle,
    resources: &'a Resources,
    inlining: &'a Inlining,
    state: State,
}

impl Walk<'_> {
    fn visit(&mut self, expr: ExprId) {
        if self.state == State::Inline {
            return;
        }
        match self.middle.expr(expr) {
            Expr::Decl(decl) => match self.middle.decl(decl).kind.referent() {
                Referent::Variable(_) => self.keep_unless(self.inlining.is_inlined(decl)),
                Referent::Deployed => {
                    if self.state != State::Known {
                        self.state = State::Inline;
                    }
                }
                Referent::Other => {}
            },
            Expr::Property { base, name, .. } => match self.known_at_start(base, name) {
                Some(known) => self.state = if known { State::Known } else { State::Inline },
                None => self.visit(base),
            },
            Expr::Call { callee: Callee::Function(function), args } => {
                self.keep_unless(function.has(Flags::INLINED));
                if !function.has(Flags::BY_NAME) {
                    self.middle.list(args).iter().for_each(|arg| self.visit(*arg));
                }
            }
            Expr::Call { callee: Callee::List(_), .. } | Expr::Method { .. } => self.state = State::Inline,
            _ => self.middle.for_each_child(expr, |child| self.visit(child)),
        }
    }

    fn keep_unless(&mut self, inline: bool) {
        self.state = if inline { State::Inline } else { State::Keep };
    }

    /// Whether a property of a resource or module is known before anything is deployed; none if `base` is neither.
    fn known_at_start(&self, base: ExprId, name: Str) -> Option<bool> {
        let mut id = base;
        while let Expr::NonNull(inner) = self.middle.expr(id) {
            id = inner;
        }
        while let Expr::Index { base, .. } = self.middle.expr(id) {
            id = base;
        }
        let Expr::Decl(decl) = self.middle.expr(id) else { return None };
        match self.middle.decl(decl).kind {
            DeclKind::Module(_) => Some(name == known::NAME),
            DeclKind::Resource(_) => {
                let body = self.resources.known(decl).map(|known| known.body());
                if let Some(TypeKind::Discriminated(_)) = body {
                    return None;
                }
                if self.resources.extension(decl).is_some() {
                    let Some(TypeKind::Object(body)) = body else { return Some(false) };
                    let property = body.property(self.middle.str(name));
                    return Some(property.is_none_or(|property| property.is_deploy_time_constant()));
                }
                Some(match name {
                    known::ID | known::NAME => !self.inlining.is_inlined(decl),
                    known::TYPE | known::API_VERSION => true,
                    _ => false,
                })
            }
            _ => None,
        }
    }
}
