//! Whether a template needs symbolic names.

use super::Secrets;
use crate::language::{DecoratorId, Function};
use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Hint, Middle, Parent, TypeNode, TypeNodeId};
use crate::strings::known;

/// Whether the resources of a file are written by their names, since something in it needs that.
pub(super) fn needs_symbolic_names(middle: &Middle, secrets: &Secrets) -> bool {
    let any_loop = middle.decls().any(|(_, decl)| decl.header().is_some());
    !middle.experiments().is_empty()
        || !middle.imports().is_empty()
        || middle.decls().any(|(id, decl)| match decl.kind {
            DeclKind::Import(_) | DeclKind::Extension { .. } | DeclKind::Type { .. } | DeclKind::Func { .. } => true,
            DeclKind::Var { ty, .. } => ty.is_some(),
            DeclKind::Output { .. } => secrets.is_secure(id),
            DeclKind::Resource(resource) => {
                (resource.existing && middle.property(resource.body, known::DEPENDS_ON).is_some())
                    || middle.has_decorator(id, DecoratorId::OnlyIfNotExists)
                    || middle.has_decorator(id, DecoratorId::NullIfNotFound)
                    || (resource.container.is_none() && middle.has_decorator(id, DecoratorId::RetryOn))
            }
            DeclKind::Module(module) => {
                middle.property(module.body, known::NAME).is_none()
                    || module.file.is_some_and(|file| middle.file(file).has_secure_output())
            }
            DeclKind::Metadata { .. } | DeclKind::Param { .. } | DeclKind::Assert { .. } | DeclKind::Test { .. } => {
                false
            }
        })
        || (0..middle.type_node_count()).any(|position| is_composed(middle.type_node(TypeNodeId::new(position))))
        || middle.exprs().any(|(id, expr)| match expr {
            Expr::Decl(decl) => any_loop && reads_collection(middle, id, decl),
            Expr::Call { callee: Callee::Function(Function::ThisExists | Function::ThisExistingResource), .. } => true,
            _ => false,
        })
}

/// Whether a type is written with the syntax of user-defined types.
fn is_composed(node: TypeNode) -> bool {
    match node {
        TypeNode::Object { .. }
        | TypeNode::Array(_)
        | TypeNode::Tuple(_)
        | TypeNode::Union(_)
        | TypeNode::Nullable(_) => true,
        TypeNode::Error(_)
        | TypeNode::Ambient(_)
        | TypeNode::Decl(_)
        | TypeNode::Literal(_)
        | TypeNode::NonNull(_)
        | TypeNode::Resource { .. }
        | TypeNode::Derived { .. }
        | TypeNode::Access { .. } => false,
    }
}

/// Whether a mention reads a loop of resources or modules as a whole, other than to wait for it.
fn reads_collection(middle: &Middle, id: ExprId, target: DeclId) -> bool {
    if middle.decl(target).header().is_none() {
        return false;
    }
    let mut child = id;
    let mut parent = middle.parent(id);
    while let Parent::Expr(outer) = parent {
        if !matches!(middle.expr(outer), Expr::Paren(_)) {
            break;
        }
        (child, parent) = (outer, middle.parent(outer));
    }
    if let Parent::Expr(outer) = parent
        && matches!(middle.expr(outer), Expr::Property { .. } | Expr::Index { .. })
    {
        return false;
    }
    // From the outside a nested resource is named through its parent, which does not count.
    if middle.decl(target).container().is_some()
        && (middle.hints(id).any(|hint| hint == Hint::Qualified) || !is_inside_of_container(middle, id, target))
    {
        return false;
    }
    let owner = loop {
        match parent {
            Parent::Expr(outer) => {
                if matches!(middle.parent(outer), Parent::Decl(_)) {
                    break middle.decl_of(outer);
                }
                (child, parent) = (outer, middle.parent(outer));
            }
            _ => return true,
        }
    };
    middle.body_property(owner, known::DEPENDS_ON) != Some(child)
}

fn is_inside_of_container(middle: &Middle, id: ExprId, target: DeclId) -> bool {
    let container = middle.decl(target).container();
    let mut around = Some(middle.decl_of(id));
    // A type has far fewer segments, and a resource that contains itself must not hang.
    for _ in 0..256 {
        if around.is_none() || around == container {
            break;
        }
        around = around.and_then(|decl| middle.decl(decl).container());
    }
    around.is_some() && around == container
}
