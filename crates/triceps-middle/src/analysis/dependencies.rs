//! What resources, modules and variables mention of each other.

use super::{Graph, ResourceReference, Resources};
use crate::middle::{Binder, DeclId, DeclKind, Expr, ExprId, Middle, Parent};
use crate::order::sort_by;
use crate::strings::{Str, known};

/// A mention of a resource, module or variable in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What is mentioned.
    pub target: DeclId,
    /// Which item of a loop, where that is known outside of the expression too.
    pub index: Option<ExprId>,
    /// Whether nothing is read but what is known of an existing resource without it: its id, name, type or version.
    pub weak: bool,
    /// Whether it is written under `dependsOn`.
    pub explicit: bool,
}

/// What resources, modules and variables mention, by declaration, in the order of the text.
#[derive(Clone, Debug)]
pub struct Dependencies {
    edges: Vec<Edge>,
    /// By declaration: where its edges end.
    ends: Vec<u32>,
}

impl Dependencies {
    /// Finds all mentions in a file.
    pub fn new(middle: &Middle, graph: &Graph, resources: &Resources) -> Self {
        let count = middle.decl_count();
        let mut found: Vec<(DeclId, Edge)> = Vec::with_capacity(count * 2);
        for (id, _) in middle.decls() {
            if let Some(ResourceReference { decl, index, .. }) = resources.parent(id) {
                found.push((id, Edge { target: decl, index, weak: true, explicit: false }));
            }
        }
        let leads = leads_to_resources(middle, graph);
        let mut finder = Finder { middle, resources, leads: &leads };
        for (id, expr) in middle.exprs() {
            if let Expr::Decl(target) = expr
                && leads[target.index()]
                && let Some(edge) = finder.edge(id, target)
            {
                found.push(edge);
            }
        }
        // Stable, so that each declaration keeps the order of its text, after its parent.
        sort_by(&mut found, |(a, _), (b, _)| a.cmp(b));
        let mut dependencies = Self { edges: Vec::with_capacity(found.len()), ends: Vec::with_capacity(count) };
        // By declaration: who mentioned it as a whole last, weakly or not, explicitly or not.
        let mut referenced: Vec<[Option<DeclId>; 4]> = vec![[None; 4]; count];
        let mut found = found.into_iter().peekable();
        for (id, _) in middle.decls() {
            let start = dependencies.edges.len();
            while let Some((_, edge)) = found.next_if(|(owner, _)| *owner == id) {
                // ResourceReferences of the whole are one; those of items stay apart, but that of the parent is in the text too.
                let is_new = match edge.index {
                    None => {
                        let kind = usize::from(edge.weak) * 2 + usize::from(edge.explicit);
                        referenced[edge.target.index()][kind].replace(id) != Some(id)
                    }
                    Some(index) => dependencies.edges[start..].first().is_none_or(|first| first.index != Some(index)),
                };
                if is_new {
                    dependencies.edges.push(edge);
                }
            }
            let end = u32::try_from(dependencies.edges.len()).expect("limits on size keep ids within 32 bits");
            dependencies.ends.push(end);
        }
        dependencies
    }

    /// The positions of what a declaration mentions, for [`edge`](Self::edge).
    pub fn range(&self, id: DeclId) -> std::ops::Range<usize> {
        let start = if id.index() == 0 { 0 } else { self.ends[id.index() - 1] };
        start as usize..self.ends[id.index()] as usize
    }

    /// A mention.
    pub fn edge(&self, position: usize) -> Edge {
        self.edges[position]
    }

    /// How many mentions there are: tables by mention have this length.
    pub fn count(&self) -> usize {
        self.edges.len()
    }
}

/// By declaration: whether it is a resource or module, or a variable that leads to one.
fn leads_to_resources(middle: &Middle, graph: &Graph) -> Vec<bool> {
    let mut leads = vec![false; middle.decl_count()];
    for id in graph.order() {
        leads[id.index()] = match middle.decl(*id).kind {
            DeclKind::Resource(_) | DeclKind::Module(_) => true,
            DeclKind::Var { .. } => graph.targets(*id).iter().any(|target| leads[target.index()]),
            _ => false,
        };
    }
    leads
}

struct Finder<'a> {
    middle: &'a Middle,
    resources: &'a Resources,
    leads: &'a [bool],
}

impl Finder<'_> {
    fn edge(&mut self, id: ExprId, target: DeclId) -> Option<(DeclId, Edge)> {
        let middle = self.middle;
        let (owner, top_entry) = self.owner(id);
        // Only variables, resources and modules hand on what they mention.
        if !self.leads[owner.index()] {
            return None;
        }
        let is_loop = match middle.decl(target).kind {
            DeclKind::Var { value, .. } => matches!(middle.expr(value), Expr::For { .. }),
            _ => middle.decl(target).header().is_some(),
        };
        let index = if is_loop { self.index(id, owner) } else { None };
        let under = |name| top_entry.is_some() && middle.body_property(owner, name) == top_entry;
        let existing = middle.decl(target).as_resource().is_some_and(|resource| resource.existing);
        let weak = existing
            && self.resources.is_azure(middle, target)
            && (self.reads_identity(id, is_loop) || under(known::PARENT) || under(known::SCOPE));
        Some((owner, Edge { target, index, weak, explicit: under(known::DEPENDS_ON) }))
    }

    /// The declaration around an expression, and the value of its body that it is in.
    fn owner(&self, id: ExprId) -> (DeclId, Option<ExprId>) {
        let (mut child, mut top) = (id, None);
        loop {
            match self.middle.parent(child) {
                Parent::Expr(parent) => (top, child) = (Some(child), parent),
                Parent::Decl(decl) if self.middle.decl(decl).body() == Some(child) => return (decl, top),
                _ => return (self.middle.decl_of(child), None),
            }
        }
    }

    /// The item of a loop that is meant, if all variables in its index are those of the owner's own loop.
    fn index(&self, id: ExprId, owner: DeclId) -> Option<ExprId> {
        let middle = self.middle;
        let Parent::Expr(parent) = middle.parent(id) else { return None };
        let Expr::Index { base, index, .. } = middle.expr(parent) else { return None };
        let own = match middle.decl(owner).kind {
            DeclKind::Var { value, .. } => Binder::Expr(value),
            _ => Binder::Decl(owner),
        };
        let foreign = |part| matches!(middle.expr(part), Expr::Local(local) if middle.local(local).binder != own);
        (base == id && !middle.any(index, &mut |part| foreign(part))).then_some(index)
    }

    /// Whether nothing is read of a resource but what is known without it, or a function of it is called.
    fn reads_identity(&self, id: ExprId, mut is_loop: bool) -> bool {
        let middle = self.middle;
        let identity = |name| matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION);
        let mut child = id;
        loop {
            let Parent::Expr(parent) = middle.parent(child) else { return false };
            match middle.expr(parent) {
                Expr::NonNull(_) => child = parent,
                Expr::Property { name, .. } => return identity(name),
                Expr::Method { base, .. } => return base == child,
                Expr::Index { base, index, .. } if base == child => match self.text(index) {
                    Some(name) => return identity(name),
                    None if is_loop => (child, is_loop) = (parent, false),
                    None => return false,
                },
                _ => return false,
            }
        }
    }

    /// The text that an index is, perhaps through variables. One with a declared type is not known to be that text.
    fn text(&self, index: ExprId) -> Option<Str> {
        let middle = self.middle;
        let mut id = middle.unwrapped(index);
        // A circle of variables ends here too.
        for _ in 0..=middle.decl_count() {
            match middle.expr(id) {
                Expr::String(text) => return Some(text),
                Expr::Decl(decl) => match middle.decl(decl).kind {
                    DeclKind::Var { ty: None, value } => id = middle.unwrapped(value),
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }
}
