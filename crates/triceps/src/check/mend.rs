//! Makes a template with broken references fit for the checks that follow references.

use super::{Path, root_of};
use crate::expr::{Callee, Composite, Expr, Node, Object, Place, Symbol};
use crate::template::{Decl, DeclKind, Template};
use crate::types::{TypeExpr, TypeMember, TypeNode};

/// The name of a variable that nothing declares, so that its type and its value are unknown. No
/// variable of a user has it.
pub(super) const UNKNOWN: &str = "";

/// Replaces references that lead nowhere, and in the declarations of `circular` those that close a
/// circle, with a value of which nothing is known. Gives the paths where it did: what is found there
/// afterwards is no finding about the user's template.
pub(super) fn mend(template: &mut Template, circular: &[(usize, u32)]) -> Vec<String> {
    let (id, count) = (template.id, template.decls.len());
    let mut lost = Vec::new();
    for (index, decl) in template.decls.iter_mut().enumerate() {
        let broken = |symbol: Symbol| {
            symbol.template != id || symbol.index as usize >= count || circular.contains(&(index, symbol.index))
        };
        declaration(decl, &broken, &mut lost);
    }
    lost
}

fn declaration(decl: &mut Decl, broken: &impl Fn(Symbol) -> bool, lost: &mut Vec<String>) {
    let name = decl.name.clone();
    let root = root_of(decl);
    let path = root.name(&name);
    // Findings about a value without a property are about its declaration as well, so they stay.
    let mut kept = Vec::new();
    for argument in decl.decorators.0.iter_mut().flat_map(|decorator| &mut decorator.args) {
        expression(argument, &path, broken, &mut kept);
    }
    match &mut decl.kind {
        DeclKind::Metadata(value) => expression(value, &path, broken, &mut kept),
        DeclKind::Var { ty, value } => {
            ty.iter_mut().for_each(|ty| declared_type(ty, &path, broken, lost));
            expression(value, &path, broken, &mut kept);
        }
        DeclKind::Output { ty, value } => {
            declared_type(ty, &path, broken, lost);
            expression(value, &path, broken, &mut kept);
        }
        DeclKind::Param { ty, default } => {
            declared_type(ty, &path, broken, lost);
            default.iter_mut().for_each(|default| expression(default, &path.name("default"), broken, lost));
        }
        DeclKind::Func { params, returns, body } => {
            params.iter_mut().for_each(|(_, ty)| declared_type(ty, &path, broken, lost));
            declared_type(returns, &path, broken, lost);
            expression(body, &path, broken, &mut kept);
        }
        DeclKind::Type(ty) => declared_type(ty, &path, broken, lost),
        DeclKind::Resource(resource) => {
            if resource.container.is_some_and(broken) {
                resource.container = None;
                lost.push(path.to_string());
            }
            let header = resource.header.as_mut().map(|header| &mut header.array);
            braces(header, resource.condition.as_mut(), &mut resource.body, &path, broken, lost);
        }
        DeclKind::Module(module) => {
            let header = module.header.as_mut().map(|header| &mut header.array);
            braces(header, module.condition.as_mut(), &mut module.body, &path, broken, lost);
        }
        DeclKind::Extension(_) => {}
    }
}

fn braces(
    items: Option<&mut Expr>,
    condition: Option<&mut Expr>,
    body: &mut Object,
    path: &Path<'_>,
    broken: &impl Fn(Symbol) -> bool,
    lost: &mut Vec<String>,
) {
    items.into_iter().for_each(|items| expression(items, &path.name("for"), broken, lost));
    condition.into_iter().for_each(|condition| expression(condition, &path.name("if"), broken, lost));
    body.for_each_part_mut(|place, part| {
        let before = lost.len();
        part_of(place, part, path, broken, lost);
        // Of these properties the whole resource is spoken about.
        if lost.len() > before && matches!(place, Place::Property("parent" | "scope" | "dependsOn")) {
            lost.push(path.to_string());
        }
    });
}

fn expression(expr: &mut Expr, path: &Path<'_>, broken: &impl Fn(Symbol) -> bool, lost: &mut Vec<String>) {
    if !mentions(expr, broken) {
        return;
    }
    let called = match expr.as_composite() {
        Some(Composite::Call { callee: Callee::Declared(symbol), .. }) => Some(*symbol),
        _ => expr.as_symbol(),
    };
    if called.is_some_and(broken) {
        *expr = Expr(Node::Local(crate::expr::Local::unnamed(UNKNOWN)));
        return lost.push(path.to_string());
    }
    expr.for_each_part_mut(|place, part| part_of(place, part, path, broken, lost));
}

fn part_of(
    place: Place<'_>,
    part: &mut Expr,
    path: &Path<'_>,
    broken: &impl Fn(Symbol) -> bool,
    lost: &mut Vec<String>,
) {
    match place {
        Place::Property(name) => expression(part, &path.name(name), broken, lost),
        Place::Item(index) => expression(part, &path.index(index), broken, lost),
        Place::Inside => expression(part, path, broken, lost),
    }
}

fn mentions(expr: &Expr, broken: &impl Fn(Symbol) -> bool) -> bool {
    let mut found = expr.as_symbol().is_some_and(broken)
        || matches!(expr.as_composite(), Some(Composite::Call { callee: Callee::Declared(symbol), .. }) if broken(*symbol));
    expr.for_each_child(|child| found = found || mentions(child, broken));
    found
}

fn declared_type(ty: &mut TypeExpr, path: &Path<'_>, broken: &impl Fn(Symbol) -> bool, lost: &mut Vec<String>) {
    let mut member = |member: &mut TypeMember| declared_type(&mut member.value, path, broken, lost);
    match ty.node_mut() {
        TypeNode::Declared(symbol) if broken(*symbol) => {
            *ty = TypeExpr::named("any");
            lost.push(path.to_string());
        }
        TypeNode::Array(inner) | TypeNode::Nullable(inner) | TypeNode::NonNull(inner) => {
            declared_type(inner, path, broken, lost);
        }
        TypeNode::Access { base, .. } => declared_type(base, path, broken, lost),
        TypeNode::Object(object) => {
            object.members.iter_mut().chain(object.additional.as_deref_mut()).for_each(member);
        }
        TypeNode::Tuple(items) => items.iter_mut().for_each(&mut member),
        TypeNode::Union(members) => members.iter_mut().for_each(|ty| declared_type(ty, path, broken, lost)),
        TypeNode::Refused(_)
        | TypeNode::Declared(_)
        | TypeNode::Named(_)
        | TypeNode::Literal(_)
        | TypeNode::Resource { .. } => {}
    }
}
