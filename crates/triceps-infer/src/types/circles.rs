//! Declarations whose types cannot be known, since they are a part of themselves.

use triceps_diagnostics::codes;
use triceps_middle::analysis::Graph;
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, Middle, Place, Run, TypeAccess, TypeMember, TypeNode, TypeNodeId};

/// Circles that are a fault.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circular {
    /// By declaration: a declaration of the circle that it is in. Empty where there is none.
    firsts: Vec<Option<DeclId>>,
    /// The types that have themselves inside, rather than being declared as themselves.
    inside: Set<DeclId>,
}

impl Circular {
    /// Finds the circles of a file. Those of types are reported here, the others with the structure of the file.
    pub(super) fn new(middle: &Middle, graph: &Graph, diagnostics: &mut RawDiagnostics) -> Self {
        let mut circular = Self::default();
        if graph.circles().is_empty() {
            return circular;
        }
        circular.firsts = vec![None; middle.decl_count()];
        for circle in graph.circles() {
            if is_of_types(middle, circle) {
                continue;
            }
            if !is_of_nested(middle, circle) {
                circular.join(circle);
            }
        }
        circular.types(middle, graph, diagnostics);
        circular
    }

    pub(crate) fn contains(&self, decl: DeclId) -> bool {
        self.firsts.get(decl.index()).is_some_and(Option::is_some)
    }

    /// Whether a type always contains itself.
    pub(crate) fn has_inside(&self, decl: DeclId) -> bool {
        self.inside.contains(&decl)
    }

    /// Whether two declarations are in one circle.
    pub(crate) fn are_together(&self, one: DeclId, other: DeclId) -> bool {
        self.contains(one) && self.contains(other) && self.first(one) == self.first(other)
    }

    /// Circles that share a declaration are one.
    fn join(&mut self, circle: &[DeclId]) {
        let Some(first) = circle.first() else { return };
        let first = self.first(*first);
        for member in circle {
            let other = self.first(*member);
            self.firsts[other.index()] = Some(first);
            self.firsts[member.index()] = Some(first);
        }
    }

    /// The declaration that stands for a whole circle.
    fn first(&self, mut decl: DeclId) -> DeclId {
        while let Some(next) = self.firsts[decl.index()].filter(|next| *next != decl) {
            decl = next;
        }
        decl
    }

    /// Types that are a required part of themselves have no end.
    fn types(&mut self, middle: &Middle, graph: &Graph, diagnostics: &mut RawDiagnostics) {
        let mut edges: Vec<Vec<(DeclId, bool)>> = vec![Vec::new(); middle.decl_count()];
        for (id, decl) in middle.decls() {
            if let DeclKind::Type { ty } = decl.kind
                && graph.is_circular(id)
            {
                let edges = &mut edges[id.index()];
                accessed(middle, ty, false, edges);
                required(middle, ty, false, edges);
                named_by(middle, decl.decorators, false, edges);
            }
        }
        for (id, decl) in middle.decls() {
            if !matches!(decl.kind, DeclKind::Type { .. }) || !graph.is_circular(id) || self.contains(id) {
                continue;
            }
            let Some((circle, is_inside)) = way_back(id, &edges) else { continue };
            self.join(&circle);
            if is_inside {
                circle.iter().for_each(|member| _ = self.inside.insert(*member));
            }
            report(middle, &circle, is_inside, diagnostics);
        }
    }
}

/// Whether a circle consists of types alone: they may contain themselves.
pub fn is_of_types(middle: &Middle, circle: &[DeclId]) -> bool {
    circle.iter().all(|member| matches!(middle.decl(*member).kind, DeclKind::Type { .. }))
}

/// Whether a circle is that of a resource whose body reads one that is nested in it: a child, not a reference.
pub fn is_of_nested(middle: &Middle, circle: &[DeclId]) -> bool {
    let is_nested = |member: &DeclId| middle.decl(*member).container().is_some_and(|around| circle.contains(&around));
    circle.len() > 1 && circle.iter().any(is_nested)
}

/// The declared types that a value of a written type always consists of, and whether they are inside of it.
fn required(middle: &Middle, node: TypeNodeId, inside: bool, found: &mut Vec<(DeclId, bool)>) {
    match middle.type_node(node) {
        TypeNode::Decl(decl) => found.push((decl, inside)),
        // What may be null ends the circle, unless the type is nothing but that.
        TypeNode::Nullable(inner) if !inside => required(middle, inner, inside, found),
        TypeNode::NonNull(inner)
        | TypeNode::Derived { fallback: inner, .. }
        | TypeNode::Access { base: inner, member: TypeAccess::Resource(_) } => {
            required(middle, inner, inside, found);
        }
        TypeNode::Array(item) if !is_nullable(middle, item) => required(middle, item, true, found),
        TypeNode::Object { members, has_additional } => {
            let members = middle.members(members);
            // An object type with an error of its own has no parts.
            let is_lost = |member: &TypeMember| {
                member.name == known::EMPTY && matches!(middle.type_node(member.ty), TypeNode::Error(_))
            };
            if members.iter().any(is_lost) {
                return;
            }
            let named = members.len() - usize::from(has_additional);
            for member in members[..named].iter().filter(|member| !is_nullable(middle, member.ty)) {
                named_by(middle, member.decorators, true, found);
                required(middle, member.ty, true, found);
            }
        }
        TypeNode::Tuple(items) => {
            for item in middle.members(items).iter().filter(|item| !is_nullable(middle, item.ty)) {
                named_by(middle, item.decorators, true, found);
                required(middle, item.ty, true, found);
            }
        }
        TypeNode::Union(members) => {
            for member in middle.type_list(members) {
                required(middle, *member, inside, found);
            }
        }
        TypeNode::Nullable(_)
        | TypeNode::Array(_)
        | TypeNode::Error(_)
        | TypeNode::Ambient(_)
        | TypeNode::Literal(_)
        | TypeNode::Access { .. }
        | TypeNode::Resource { .. } => {}
    }
}

/// The declared types of which a written one names a part: they have to be known before it is, wherever it does.
fn accessed(middle: &Middle, node: TypeNodeId, is_base: bool, found: &mut Vec<(DeclId, bool)>) {
    match middle.type_node(node) {
        TypeNode::Decl(decl) if is_base => found.push((decl, false)),
        TypeNode::Access { base, member } => {
            accessed(middle, base, is_base || !matches!(member, TypeAccess::Resource(_)), found);
        }
        TypeNode::NonNull(inner) | TypeNode::Nullable(inner) | TypeNode::Derived { fallback: inner, .. } => {
            accessed(middle, inner, is_base, found);
        }
        TypeNode::Array(item) => accessed(middle, item, false, found),
        TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
            for member in middle.members(members) {
                accessed(middle, member.ty, false, found);
            }
        }
        TypeNode::Union(members) => {
            for member in middle.type_list(members) {
                accessed(middle, *member, is_base, found);
            }
        }
        TypeNode::Decl(_)
        | TypeNode::Error(_)
        | TypeNode::Ambient(_)
        | TypeNode::Literal(_)
        | TypeNode::Resource { .. } => {}
    }
}

/// The types that arguments of decorators name, which no value can: the compiler counts them as parts all the same.
fn named_by(middle: &Middle, decorators: Run, inside: bool, found: &mut Vec<(DeclId, bool)>) {
    let arguments = middle.decorators(decorators).iter().flat_map(|decorator| middle.list(decorator.args));
    for argument in arguments {
        middle.walk(*argument, &mut |part| {
            if let Expr::Decl(decl) = middle.expr(part)
                && matches!(middle.decl(decl).kind, DeclKind::Type { .. })
            {
                found.push((decl, inside));
            }
        });
    }
}

/// Whether a written type takes null, through the names of other types too.
fn is_nullable(middle: &Middle, node: TypeNodeId) -> bool {
    let mut open = vec![node];
    let mut seen = Set::default();
    while let Some(node) = open.pop() {
        match middle.type_node(node) {
            TypeNode::Nullable(_) => return true,
            TypeNode::Literal(literal) if middle.expr(literal) == Expr::Null => return true,
            TypeNode::Union(members) => open.extend(middle.type_list(members)),
            TypeNode::Decl(decl) if seen.insert(decl) => {
                if let DeclKind::Type { ty } = middle.decl(decl).kind {
                    open.push(ty);
                }
            }
            _ => {}
        }
    }
    false
}

/// The way from a type back to itself, and whether it leads through the inside of a type.
fn way_back(start: DeclId, edges: &[Vec<(DeclId, bool)>]) -> Option<(Vec<DeclId>, bool)> {
    let mut came: Vec<Option<(DeclId, bool)>> = vec![None; edges.len()];
    let mut open = vec![start];
    while let Some(from) = open.pop() {
        for (to, inside) in &edges[from.index()] {
            if *to == start {
                let (mut way, mut at, mut is_inside) = (vec![from], from, *inside);
                while at != start {
                    let (before, inside) = came[at.index()]?;
                    is_inside |= inside;
                    way.push(before);
                    at = before;
                }
                way.reverse();
                return Some((way, is_inside));
            }
            if came[to.index()].is_none() {
                came[to.index()] = Some((from, *inside));
                open.push(*to);
            }
        }
    }
    None
}

/// The names of a circle, from one of them to itself. Of a long circle the start is shown.
pub fn way_around(middle: &Middle, circle: &[DeclId], position: usize) -> String {
    const MOST: usize = 20;
    let name = |id: &DeclId| middle.str(middle.decl(*id).name);
    let members = circle[position..].iter().chain(&circle[..position]);
    let mut names: Vec<&str> = members.take(MOST).map(name).collect();
    if circle.len() > MOST {
        names.push("..");
    }
    names.push(name(&circle[position]));
    names.join("` -> `")
}

fn report(middle: &Middle, circle: &[DeclId], is_inside: bool, diagnostics: &mut RawDiagnostics) {
    let name = |id: &DeclId| middle.str(middle.decl(*id).name);
    let help = "make the part that closes the circle optional: `T?`";
    for (position, member) in circle.iter().enumerate() {
        let (code, message) = match (circle.len(), is_inside) {
            (1, true) => (codes::BCP298, format!("the type `{}` always contains itself, without end", name(member))),
            (1, false) => (codes::BCP298, format!("the type `{}` is declared as itself", name(member))),
            (_, _) => {
                let way = way_around(middle, circle, position);
                (codes::BCP299, format!("the types contain each other without end: `{way}`"))
            }
        };
        diagnostics.report(code, Place::Decl(*member), message, help);
    }
}
